"""Events: who did what to which other party, where and when, by the rules of the language's rules/events.toml.

An article is read sentence by sentence; a sentence without a word that some rule asks for is left at once. An event is
one mention: its trigger, its parties, and whether it happened.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from publisher import edtf

from ..candidates import Date, Span
from ..text import Document, Pair, words_before
from . import flags, relatives
from .arguments import before, phrases, reduced
from .event import Event, as_json
from .lexicon import LANGUAGE, SIGNS, lexicon
from .nominals import noun_event
from .nouns import Tokens, extent, has_name, head, is_actor, is_land, kinds, may_be_name, word
from .parties import Found
from .predicates import main_of, verb_event
from .sentence import Sentence, article_of, lemma, read, said_in, wanted, words_of

__all__ = ["Event", "as_json", "find"]

Dated = Sequence[tuple[int, str | None]]
"""Where each time expression begins, with its EDTF."""
_YEAR = 366  # days
_COUNTED = "date.ordinal-unit"  # the rule
_SAMPLE = 500  # characters that tell whether a text is in capitals
_CAPITALS = 0.9  # share of capitals in such a text
_NEAR = 8  # chunks between a verb and a noun that may tell of the same event
_DATES = 3  # dates on either side of a trigger that are looked at
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
    upper = _is_upper(text)
    words = [words_of(text, *sentence, upper) for sentence in document.sentences]
    article = article_of(words, upper)
    dated = [(time.start, time.edtf) for time in times if time.edtf and _is_when(text, time)]
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
    date = _date(s, start, found.at, [one for one in dated if not _holds(sayings.get(one[0]), start)])
    told = flags.verb_flags(s, found.at) if s.kinds[found.at] == "v" else flags.noun_flags(s, found.at)
    event_type, told = flags.as_told(s, found, told)
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
    """The trigger, up to the last of the chunks that the event takes up without a gap; from the noun that the rule asks
    for where that is before it: the raids that were conducted."""
    last, first = found.at, min(found.used)
    while last + 1 in found.used:
        last += 1
    begin = s.firsts[first] if found.rule.object and first < found.at else found.trigger[0]
    start, end = s.text_span(begin, max(found.trigger[1], s.lasts[last] if last > found.at else 0))
    return Span(start, end, text[start:end])


def _spans(text: str, s: Sentence, parts: Sequence[Tokens]) -> tuple[Span, ...]:
    pairs: Iterator[Pair] = (s.text_span(*part) for part in parts)
    return tuple(Span(start, end, text[start:end]) for start, end in pairs)


def _places(s: Sentence, found: Found) -> list[Tokens]:
    """Where it was: the names and places after in, at, near in its clause, else at the start of the sentence. A country
    or city may be a party as well: carried out bombings in Norway."""
    where, within = lexicon().grammar["place"], lexicon().grammar["within"]
    after = [one for one in phrases(s, found.at) if one.preposition in where and _is_place(s, one.noun)]
    if not after and (main := main_of(s, found.at)) is not None:  # tore through a bus in Oslo, killing two
        after = [one for one in phrases(s, main) if one.preposition in where and _is_place(s, one.noun)]
    here = [one.noun for one in after]
    lands = {one.noun for one in after if one.preposition in within and is_land(s, one.noun)}
    if not here and s.kinds[0] == "p" and s.kinds[1] == "n" and word(s, 0) in where and _is_place(s, 1):
        here = [1]
    parties = {*found.recipients, *found.actors}
    return [place for np in here[:_PLACES] if (place := extent(s, np)) not in parties or np in lands]


def _is_place(s: Sentence, np: int) -> bool:
    if has_name(s, np) or (may_be_name(s, np) and not is_actor(s, np)):
        return True
    return not kinds(s, np).isdisjoint(("town", "building", "road"))


def _is_long_ago(date: str | None, day: datetime.date | None) -> bool:
    """Whether a date in EDTF lies more than a year before a day; without a day, whether it is a year, which news does
    not give of what is new."""
    if day is None:
        return date is not None and date.isdigit()
    last = _last_day(date) if date else None
    return last is not None and (day - last).days > _YEAR


@lru_cache(maxsize=1 << 10)
def _last_day(date: str) -> datetime.date | None:
    """The last day of a date in EDTF, which many events of an article share."""
    return edtf.bounds(date)[1]


def _is_near(s: Sentence, at: int, date: int) -> bool:
    """Whether a date, by its chunk, may be that of a trigger: both are in one clause; it is in a relative clause about
    the trigger, a noun (the attack, which began on Monday), or before one that tells what happened in it (an attack
    on Monday, in which; Monday's attack, which)."""
    own, other = relatives.around(s, at), relatives.around(s, date)
    if own == other:
        return True
    if s.kinds[at] == "n" and relatives.tells(s, other, at):
        return True
    if not relatives.tells(s, own, date):
        return False
    dated = date
    while s.kinds[dated] in "tpo":
        dated = before(s, dated)
    happened = s.kinds[dated] == "n" and head(s, dated) in lexicon().noun_triggers
    return happened or s.kinds[own - 1] == "p"


def _is_when(article: str, time: Date) -> bool:
    """Whether a time expression may say when something was: not since when it has lasted (since Monday), nor the day of
    something else that is counted (the third week of rain)."""
    words = lexicon().grammar
    if words_before(article, time.start)[0] in words["since"]:
        return False
    return time.rule != _COUNTED or not article.startswith(tuple(words["of"]), time.end + 1)


def _is_of_other(s: Sentence, at: int, date: int) -> bool:
    """Whether a date, by its chunk, is that of another thing: of what it describes (the 1988 level, Norway's May 5
    vote, Monday's talks), which tells only of a verb's event if it is one; of the noun before it (a rival for the vote
    Monday was shot). at: the trigger's chunk."""
    np = date if s.kinds[date] == "n" else date + 1
    if s.kinds[np] == "n" and at != np:
        owned = "s" in s.parts[date] or (np > date > 0 and s.parts[date - 1][-1] == "s")
        if owned or (np > date and word(s, date) in lexicon().grammar["articles"]):
            told = head(s, np) in lexicon().noun_triggers or is_actor(s, np)  # Monday's bomber
            return s.kinds[at] == "n" or not told
    if s.kinds[date] != "t":
        return False
    after_noun = date > 1 and s.kinds[date - 1] == "n" and s.parts[date - 1][-1] == "n" and s.kinds[date - 2] in "po"
    return after_noun and s.kinds[date + 1] == "v" and date < at


def _is_elsewhere(s: Sentence, at: int, date: int) -> bool:
    """Whether a date, by its chunk, only says how long (the first visit since he took office in 2016), is on the other
    side of a clause with after or before (left on Monday after the army killed two), or is that of something which a
    participle tells of (discussed the treaty signed in May). at: the trigger's chunk."""
    grammar = lexicon().grammar
    if any(word(s, between) in grammar["since"] for between in range(at + 1, date)):
        return True
    if any(reduced(s, one) and _is_no_event(s, one) for one in range(at + 1, date)):
        return True
    between = range(min(at, date) + 1, max(at, date))
    return any(word(s, one) in grammar["sequence"] and "v" in s.kinds[one + 1 : one + 3] for one in between)


def _is_no_event(s: Sentence, participle: int) -> bool:
    """Whether the noun that a participle describes is none for an event (an attack carried out) or somebody."""
    noun = before(s, participle)
    return s.kinds[noun] == "n" and head(s, noun) not in lexicon().noun_triggers and not is_actor(s, noun)


def _chunk(s: Sentence, place: int) -> int:
    """The chunk that holds an offset of the article."""
    after = bisect_right(range(len(s.parts)), place, key=lambda at: s.text_span(s.firsts[at], s.lasts[at])[0])
    return max(0, after - 1)


def _holds(content: Pair | None, place: int) -> bool:
    return content is not None and content[0] <= place < content[1]


def _date(s: Sentence, start: int, at: int, dated: Dated) -> str | None:
    """The date that is nearest to a trigger, of those in its own clause. at: the chunk of the trigger."""
    after = bisect_left(dated, (start, ""))
    near = dated[max(0, after - _DATES) : after + _DATES]
    near = [one for one in near if not (_is_of_other(s, at, here := _chunk(s, one[0])) or _is_elsewhere(s, at, here))]
    if near and relatives.any_in(s):
        near = [one for one in near if _is_near(s, at, _chunk(s, one[0]))]
    return min(near, key=lambda one: abs(one[0] - start))[1] if near else None
