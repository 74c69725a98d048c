"""Words that mean an actor by what it is, where the article has only one that they fit: "the mayor", "the country",
"the Norwegian government", "both sides"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.curation.draft.actors.referents import Referents
from publisher.extract.candidates import Span
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.model import Mention

_LISTS = word_lists("drafts")
_DEFINITE = rf"(?:{any_of([*_LISTS['article'], *_LISTS['owned']])} )"
_BOTH = re.compile(rf"\b{any_of([*_LISTS['both'], *_LISTS['both_persons']])}\b(?! [a-z]+s\b)", re.IGNORECASE)
_GOVERNMENT = re.compile(rf" {any_of(_LISTS['governments'])}\b(?! [a-z]+s\b)")  # but: government forces
_COUNTRY = re.compile(
    rf"\b(?:(?i:{any_of(_LISTS['article'])}) {any_of(_LISTS['homelands'])}\b|{any_of(_LISTS['central'])}(?= [a-z]))"
)
_ARTICLE = re.compile(rf"\b{any_of(_LISTS['article'])} \Z", re.IGNORECASE)


def descriptions(referents: Referents) -> Iterator[Mention]:
    """The descriptions of the actors of an article, each by its words, in no order."""
    yield from _holders(referents)
    yield from _both(referents)
    yield from _states(referents)


def _holders(referents: Referents) -> Iterator[Mention]:
    """The holders of offices, bodies and groups: "the mayor", "the commission"."""
    if referents.holders:
        form = rf"(?<![\w-])(?i:{_DEFINITE}(?P<office>{any_of(referents.holders)}))(?! [A-Z])(?![\w-])"
        for match in re.finditer(form, referents.found.text):
            if not referents.within(*match.span("office")):
                yield _nominal(referents.holders[match["office"].casefold()], *match.span())


def _both(referents: Referents) -> Iterator[Mention]:
    """Two who were named before: "both women", "the two sides"."""
    for match in _BOTH.finditer(referents.found.text):
        for actor in referents.actors(Span(*match.span(), match[0])):
            yield _nominal(actor, *match.span())


def _states(referents: Referents) -> Iterator[Mention]:
    """A state by its government, "the Norwegian government"; the one state of the article: "the country", "federal
    aid"."""
    text = referents.found.text
    named = [name for name in referents.names.values() if referents.types.get(str(name.actor_id)) == "state"]
    for name in named:
        if body := _GOVERNMENT.match(text, name.end):
            article = _ARTICLE.search(text, max(0, name.start - 4), name.start)
            yield _nominal(str(name.actor_id), article.start() if article else name.start, body.end())
    if len(referents.states) == 1:
        for match in _COUNTRY.finditer(text):
            yield _nominal(min(referents.states), *match.span())


def _nominal(actor: str, start: int, end: int) -> Mention:
    return Mention(actor, start, end, "nominal", "resolved")
