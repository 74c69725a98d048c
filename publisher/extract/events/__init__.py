"""Events: who did what to which other party, where and when, by the rules of the language's rules/events.toml.

An article is read sentence by sentence; a sentence without a word that some rule asks for is left at once. An event is
one mention: its trigger, its parties, and whether it happened.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from publisher import edtf

from ..candidates import Date, Span
from ..text import Document, Pair
from . import flags
from .arguments import phrases
from .event import Event, as_json
from .lexicon import LANGUAGE, SIGNS, lexicon
from .nominals import noun_event
from .nouns import Tokens, extent, has_name, is_actor, is_land, kinds, may_be_name, word
from .parties import Found
from .predicates import main_of, verb_event
from .sentence import Sentence, article_of, lemma, read, wanted, words_of

__all__ = ["Event", "as_json", "find"]

Dated = Sequence[tuple[int, str | None]]
"""Where each time expression begins, with its EDTF."""
_YEAR = 366  # days
_SAMPLE = 500  # characters that tell whether a text is in capitals
_CAPITALS = 0.9  # share of capitals in such a text
_NEAR = 8  # chunks between a verb and a noun that may tell of the same event
_PLACES = 2  # places of an event at most
NO_SAYINGS: Mapping[int, Pair] = {}
_When = tuple[Dated, datetime.date | None, Mapping[int, Pair]]


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
    words = [words_of(text, *sentence) for sentence in document.sentences]
    article = article_of(words, _is_upper(text))
    dated = [(time.start, time.edtf) for time in times if time.edtf]
    events: list[Event] = []
    for (start, end), some in zip(document.sentences, words, strict=True):
        if not _may_tell(some.signs):
            continue
        verbs = wanted(some)
        if not verbs and SIGNS["noun_triggers"] not in some.signs:
            continue
        sentence = read(text, start, some, article)
        if found := _found(sentence, verbs):
            here = dated[bisect_left(dated, (start, "")) : bisect_left(dated, (end, ""))]
            events += [_event(text, sentence, one, (here, day, sayings)) for one in found]
    return events


def _may_tell(signs: str) -> bool:
    """Whether some rule can fit a sentence whose words have these signs."""
    return SIGNS["enough"] in signs or (SIGNS["with_object"] in signs and SIGNS["objects"] in signs)


def _is_upper(text: str) -> bool:
    sample = text[:_SAMPLE]
    return sum(map(str.isupper, sample)) > _CAPITALS * sum(map(str.isalpha, sample))


def _found(s: Sentence, wanted: frozenset[str]) -> list[Found]:
    """The events of a sentence, by their triggers: of its verbs, and of its nouns that no verb took up or tells of.
    wanted: the lemmas of its verbs that a rule is about."""
    verbs = [at for at, mark in enumerate(s.kinds) if mark == "v" and lemma(s, at)[0] in wanted] if wanted else []
    for at in reversed(verbs):
        verb_event(s, at)  # remembered from the last on, so that none calls itself through all that follow
    found: dict[int, Found] = {}
    used: set[int] = set()
    for at in verbs:
        if at not in used and (one := verb_event(s, at)):
            found[at] = one
            used |= one.used
    if SIGNS["noun_triggers"] in s.signs:
        for at, mark in enumerate(s.kinds):
            if mark == "n" and at not in used and (one := noun_event(s, at)) and not _is_told(s, one, found):
                found[at] = one
    return sorted(found.values(), key=lambda one: one.trigger)


def _is_told(s: Sentence, noun: Found, found: dict[int, Found]) -> bool:
    """Whether a noun only names again what a verb of its clause tells: killed two people in a bombing."""
    for step in (1, -1):
        for at in range(noun.at + step, noun.at + step * _NEAR, step):
            if s.kinds[at] in ",;WS.":
                break
            if s.kinds[at] == "v" and at in found and found[at].rule.type == noun.rule.type:
                return True
    return False


def _event(text: str, s: Sentence, found: Found, when: _When) -> Event:
    start, end = s.text_span(*found.trigger)
    dated, day, sayings = when
    date = _date(start, [one for one in dated if not _holds(sayings.get(one[0]), start)])
    told = flags.verb_flags(s, found.at) if s.kinds[found.at] == "v" else flags.noun_flags(s, found.at)
    event_type = flags.type_of(s, found, told)
    return Event(
        kind="event",
        start=start,
        end=end,
        text=text[start:end],
        event_type=event_type,
        mode=found.rule.mode if event_type == found.rule.type else None,
        negated=told.negated,
        future=told.future,
        hypothetical=told.hypothetical,
        historical=told.historical or _is_long_ago(date, day),
        actors=_spans(text, s, found.actors),
        recipients=_spans(text, s, found.recipients),
        places=_spans(text, s, _places(s, found)),
        date=date,
        rule=f"event.{found.rule.id}",
        phrase=_phrase(text, s, found),
    )


def _phrase(text: str, s: Sentence, found: Found) -> Span:
    """The trigger, up to the last of the chunks that the event takes up without a gap."""
    last = found.at
    while last + 1 in found.used:
        last += 1
    start, end = s.text_span(found.trigger[0], max(found.trigger[1], s.lasts[last] if last > found.at else 0))
    return Span(start, end, text[start:end])


def _spans(text: str, s: Sentence, parts: Sequence[Tokens]) -> tuple[Span, ...]:
    pairs: Iterator[Pair] = (s.text_span(*part) for part in parts)
    return tuple(Span(start, end, text[start:end]) for start, end in pairs)


def _places(s: Sentence, found: Found) -> list[Tokens]:
    """Where it was: the names and places after in, at, near in its clause, else at the start of the sentence. A country
    or city may be a party as well: carried out bombings in Norway."""
    before, within = lexicon().grammar["place"], lexicon().grammar["within"]
    after = [one for one in phrases(s, found.at) if one.preposition in before and _is_place(s, one.noun)]
    if not after and (main := main_of(s, found.at)) is not None:  # tore through a bus in Oslo, killing two
        after = [one for one in phrases(s, main) if one.preposition in before and _is_place(s, one.noun)]
    here = [one.noun for one in after]
    lands = {one.noun for one in after if one.preposition in within and is_land(s, one.noun)}
    if not here and s.kinds[0] == "p" and s.kinds[1] == "n" and word(s, 0) in before and _is_place(s, 1):
        here = [1]
    parties = {*found.recipients, *found.actors}
    return [place for np in here[:_PLACES] if (place := extent(s, np)) not in parties or np in lands]


def _is_place(s: Sentence, np: int) -> bool:
    if has_name(s, np) or (may_be_name(s, np) and not is_actor(s, np)):
        return True
    return not kinds(s, np).isdisjoint(("town", "building", "road"))


def _is_long_ago(date: str | None, day: datetime.date | None) -> bool:
    """Whether a date in EDTF lies more than a year before a day."""
    last = edtf.bounds(date)[1] if date and day else None
    return bool(last and day and (day - last).days > _YEAR)


def _holds(content: Pair | None, place: int) -> bool:
    return content is not None and content[0] <= place < content[1]


def _date(start: int, dated: Dated) -> str | None:
    """The date of the sentence that is nearest to a trigger."""
    after = bisect_left(dated, (start, ""))
    near = dated[max(0, after - 1) : after + 1]
    return min(near, key=lambda one: abs(one[0] - start))[1] if near else None
