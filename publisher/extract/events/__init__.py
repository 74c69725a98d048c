"""Events: who did what to which other party, where and when, by the rules of the language's rules/events.toml.

An article is read sentence by sentence; a sentence without a word that some rule asks for is left at once. An event is
one mention: its trigger, its parties, and whether it happened.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from ..candidates import Date
from ..text import Document, Pair
from . import flags
from .dating import Dated, date_of, holds, is_long_ago, is_when
from .event import Event, as_json, event_of
from .lexicon import LANGUAGE, SIGNS, lexicon
from .nominals import noun_event
from .nouns import extent, last_of
from .parties import Found
from .predicates import verb_event
from .sentence import Sentence, article_of, lemma, read, said_in, wanted, words_of

__all__ = ["Event", "as_json", "find"]

_SAMPLE = 500  # characters that tell whether a text is in capitals
_CAPITALS = 0.9  # share of capitals in such a text
_HARM, _DEATH = "assault-kill", "death.die"  # rules
_NEAR = 8  # chunks between a verb and a noun that may tell of the same event
NO_SAYINGS: Mapping[int, Pair] = {}


def find(
    document: Document,
    times: Sequence[Date] = (),
    day: datetime.date | None = None,
    sayings: Mapping[int, Pair] = NO_SAYINGS,
) -> list[Event]:
    """The events of an article in text order; none in a language without rules for them. times: its time expressions,
    in text order; day: its date, from which more than a year back is history; sayings: start of a date on which
    something was said -> start and end of what was said, whose events it does not date."""
    if document.language.partition("-")[0].lower() != LANGUAGE:
        return []
    text = document.text
    upper = _is_upper(text)
    words = [words_of(text, *sentence, upper) for sentence in document.sentences]
    article = article_of(words, upper)
    dated = [(time.start, time.edtf) for time in times if time.edtf and is_when(text, time)]
    events: list[Event] = []
    for (start, end), some in zip(document.sentences, words, strict=True):
        if not _may_tell(some.signs):
            continue
        said = said_in(some)
        verbs = wanted(some, said)
        if not verbs and SIGNS["noun_triggers"] not in some.signs:
            continue
        sentence = read(text, start, some, said, article)
        if found := _found(sentence, verbs):
            here = dated[bisect_left(dated, (start, "")) : bisect_left(dated, (end, ""))]
            events += [_event(sentence, one, (here, day, sayings)) for one in found]
    return events


_When = tuple[Dated, datetime.date | None, Mapping[int, Pair]]


def _event(s: Sentence, found: Found, when: _When) -> Event:
    start, _ = s.text_span(*found.trigger)
    dated, day, sayings = when
    date = date_of(s, start, found.at, [one for one in dated if not holds(sayings.get(one[0]), start)])
    told = _flags(s, found)
    return event_of(s, found, told._replace(historical=told.historical or is_long_ago(date, day)), date)


def _flags(s: Sentence, found: Found) -> flags.Flags:
    return flags.verb_flags(s, found.at) if s.kinds[found.at] == "v" else flags.noun_flags(s, found.at)


def _may_tell(signs: str) -> bool:
    """Whether some rule can fit a sentence whose words have these signs."""
    return SIGNS["enough"] in signs or (SIGNS["with_object"] in signs and SIGNS["objects"] in signs)


def _is_upper(text: str) -> bool:
    sample = text[:_SAMPLE]
    return sum(map(str.isupper, sample)) > _CAPITALS * sum(map(str.isalpha, sample))


def _found(s: Sentence, wanted: frozenset[str]) -> list[Found]:
    """The events of a sentence, by their triggers: of its verbs, and of its nouns that no verb took up or tells of.
    wanted: the lemmas of its verbs that a rule is about."""
    here = s.kinds[: len(s.parts)]
    verbs = [at for at, mark in enumerate(here) if mark == "v" and lemma(s, at)[0] in wanted] if wanted else []
    for at in reversed(verbs):
        verb_event(s, at)  # remembered from the last on, so that none calls itself through all that follow
    found: dict[int, Found] = {}
    used: set[int] = set()
    for at in verbs:
        if at not in used and (one := verb_event(s, at)):
            found[at] = one
            used |= one.used
    if SIGNS["noun_triggers"] in s.signs:
        for at, mark in enumerate(here):
            if mark == "n" and at not in used and (one := noun_event(s, at)):
                told_of = _harm_of(s, one, at, found)
                if told_of or not _is_told(s, one, found):
                    found = {verb: other for verb, other in found.items() if verb not in told_of}
                    found[at] = one
    disasters = (one for one in found.values() if one.rule.id.startswith("disaster"))
    if any(not _flags(s, one).hypothetical for one in disasters):  # ten were killed when a bomber crashed
        found = {at: one for at, one in found.items() if not _is_toll(one)}
    return sorted(found.values(), key=lambda one: one.trigger)


def _is_toll(one: Found) -> bool:
    """Whether somebody came to harm, and nobody is said to have done it."""
    return one.rule.id == _DEATH or (one.rule.id == _HARM and not one.actors)


def _harm_of(s: Sentence, noun: Found, at: int, found: Mapping[int, Found]) -> list[int]:
    """The verbs of a relative clause that tell what came of the attack or blast which a noun names: the blast that
    killed two. at: the chunk of the noun."""
    if noun.rule.type != "ASSAULT" or s.kinds[last_of(s, at) + 1] not in "WT":
        return []
    end = next(step for step in range(at, at + _NEAR) if s.kinds[step] in ".,;" or step == at + _NEAR - 1)
    own = ((), (extent(s, at),))
    return [verb for verb, one in found.items() if at < verb < end and one.rule.id == _HARM and one.actors in own]


def _is_told(s: Sentence, noun: Found, found: dict[int, Found]) -> bool:
    """Whether a noun only names again what a verb of its clause tells: killed two people in a bombing; but not: has
    been held since his arrest."""
    if s.words[s.firsts[noun.at - 1]] in lexicon().grammar["since"]:
        return False
    if noun.at in found and found[noun.at].rule.type == noun.rule.type:
        return True
    for step in (1, -1):
        for at in range(noun.at + step, noun.at + step * _NEAR, step):
            if s.kinds[at] in ",;WS.":
                break
            if s.kinds[at] == "v" and at in found and found[at].rule.type == noun.rule.type:
                return True
    return False
