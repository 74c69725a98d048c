"""Statements of a verb that blames, refuses, wants or feels: "accused Gull of theft", "refused to go", "wants Gull to
leave", "is concerned about the delay"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.curation.draft.statements.saying import (
    Group,
    Saying,
    characters_of,
    saying_of,
    span_of,
    with_noun,
)
from publisher.extract.candidates import Span
from publisher.extract.events.arguments import is_infinitive, is_speech, next_content
from publisher.extract.events.nouns import head, kind, last_of, letters, word
from publisher.extract.events.proposals import forms_of
from publisher.extract.events.sentence import Sentence
from publisher.extract.text import word_lists

_LISTS = word_lists("drafts")
_ACCUSES, _REFUSES, _WANTS, _APOLOGISES = (
    frozenset(forms_of(_LISTS[name])) for name in ("accuses", "refuses", "wants", "apologises")
)
_LIGHT, _BECOMES = (frozenset(forms_of(_LISTS[name])) for name in ("light", "becomes"))
_FEELINGS, _LIGHT_NOUNS = (frozenset(_LISTS[name]) for name in ("feelings", "light_nouns"))
_FELT_AT = frozenset(_LISTS["felt_at"])


def judged(group: Group, speaker: Span, name: str) -> Saying | None:
    """The statement of a verb group, if it is one of these verbs. name: the verb."""
    s, at, cue, bound = group
    after = next_content(s, at)
    if name in _ACCUSES and kind(s, after) == "n":
        return _of_object(group, speaker, "ACCUSE", after)
    if name in _WANTS and kind(s, after) == "n" and is_infinitive(s, last_of(s, after) + 1):
        return _of_object(group, speaker, "REQUEST", last_of(s, after))
    if name in _REFUSES and is_infinitive(s, after) and not is_speech(s, after):
        return _acting(saying_of(s.text, speaker, cue, [(characters_of(s, after)[0], bound)]), "REJECT")
    if name in _APOLOGISES:
        return _acting(_felt(group, speaker, cue, after), "CONCEDE")
    if is_felt(s, at):
        return _felt(group, speaker, cue, after)
    is_noun = kind(s, after) == "n" and (
        (name in _LIGHT and head(s, after) in _LIGHT_NOUNS)
        or ((name in _BECOMES or letters(s, at) == "E") and head(s, after) in _FEELINGS)
    )
    return _felt(group, speaker, with_noun(s, cue, after), after + 1) if is_noun else None


def is_felt(s: Sentence, at: int) -> bool:
    """Whether a verb group says what somebody feels: is concerned."""
    return "E" in letters(s, at) and s.words[s.lasts[at] - 1] in _FEELINGS


def _of_object(group: Group, speaker: Span, act: str, last: int) -> Saying | None:
    """What is said of the object of a verb: the content begins with it, and it is the target. last: its last chunk."""
    s, at, cue, bound = group
    whom = next_content(s, at)
    said = _acting(saying_of(s.text, speaker, cue, [(characters_of(s, whom)[0], bound)]), act)
    return said._replace(target=span_of(s, whom, last)) if said else None


def _felt(group: Group, speaker: Span, cue: Sequence[Span], at: int) -> Saying | None:
    """What somebody feels about what comes after a preposition."""
    s = group.s
    if kind(s, at) not in "poy" or word(s, at) not in _FELT_AT or kind(s, at + 1) != "n":
        return None
    return saying_of(s.text, speaker, cue, [(characters_of(s, at + 1)[0], group.bound)])


def _acting(said: Saying | None, act: str) -> Saying | None:
    """A saying with what is done by it."""
    if said is None:
        return None
    statement = replace(said.statement, values={**said.statement.values, "act_type": act})
    return said._replace(statement=statement)
