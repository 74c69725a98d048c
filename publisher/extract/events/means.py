"""How something is done, by the words for what was done, by whom and with what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from ..text import table, word_lists
from .arguments import phrases
from .lexicon import lexicon, noun_forms
from .nouns import words
from .parties import Found
from .sentence import Sentence

_MODES = tuple(tuple(name.split()) for name in table("events")["means"])
"""Types with a mode each, of which the first counts that some word tells."""


def mode_of(s: Sentence, found: Found) -> str | None:
    """The mode of an event: that of its rule, else the one that its words tell."""
    rule, means = found.rule, _means()
    if rule.mode or all(rule.type != name for name, _ in _MODES):
        return rule.mode
    told = sorted({means[word] for word in _said(s, found) if word in means})
    return next((mode for name, mode in map(_MODES.__getitem__, told) if name == rule.type), None)


@cache
def _means() -> Mapping[str, int]:
    """Form of a word that tells how something is done -> the place of its mode."""
    plurals = dict(pair.split() for pair in word_lists("forms")["plurals"])
    lists = [*enumerate(table("events")["means"].values())]
    listed = {word: place for place, words in reversed(lists) for word in words}
    found = {form: listed[lemma] for form, (lemma, _) in lexicon().verbs.items() if lemma in listed}
    return found | {form: place for word, place in listed.items() for form in noun_forms(word, plurals)}


def _said(s: Sentence, found: Found) -> Iterator[str]:
    """The words of the act, of who does it and of what with, and those of two words."""
    grammar = lexicon().grammar
    by = [one.noun for one in phrases(s, found.at) if one.preposition in grammar["of_harm"] | grammar["absolute"]]
    for some in (s.words[slice(*span)] for span in (found.trigger, *found.actors)):
        yield from some
    for at in (*found.used, *by):
        some = words(s, at)
        yield from some
        yield from map("_".join, pairwise(some))
