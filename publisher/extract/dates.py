"""Time expressions: where they are, and what they mean.

An anchor word (month, weekday, unit, year, "today" ...) is looked for first; then the patterns of its family are tried,
beginning at the first of the words before it that may belong to the expression. The patterns are in `expressions`,
their readings in `readings` and `units`, the values in `moments`.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter

from publisher import edtf

from . import units
from .candidates import Date
from .expressions import ANCHOR, FAMILIES, FIRST, GRAMMAR, INSIDE
from .limit import few
from .moments import Moment
from .readings import SINCE, UNTIL, Context, Match, Reader
from .text import Document

_ANCHOR = re.compile(ANCHOR)
_NAMES = ("month", "weekday", "feast")  # printed with a capital everywhere
_LONGEST_WORD = 16
_MOST_WORDS = 7
_SINCE = 6  # characters before an expression that may say that it is a beginning
_CLAUSE = 80  # characters before an expression that may say whether it lies ahead
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_ANCHORS = 3  # dates named before an expression that it may be counted from
_BACKGROUND = datetime.timedelta(31)  # from here on before the document date: what is there has dates of its own
_NUMBER, _WORD = re.compile(r"\d"), re.compile(r"\w\w")
_LONG = 1 << 16  # characters of a text that is not kept with many others
_QUARTER_HOLDS = 600  # characters after which "a year earlier" no longer means the quarter named last

Found = tuple[int, int, Moment, str]
"""Start and end of an expression, its reading, and the rule that found it."""
Dated = tuple[str, int]
"""EDTF and UCDP precision."""


def find(doc: Document, document_date: datetime.date | None = None) -> list[Date]:
    """The time expressions of an article in text order, without overlaps.

    document_date: what relative dates are counted from; without it their value, edtf and prec are None.
    """
    return [
        Date("date", start, end, doc.text[start:end], f"date.{rule}", r.timex_type, r.value, r.edtf, r.prec)
        for _, (start, end, r, rule) in few(_scan(doc.text, [Context(document_date)]), "dates")
    ]


@lru_cache(maxsize=1 << 12)
def resolve(expression: str, document_date: datetime.date | None, *, future: bool = False) -> Dated | None:
    """EDTF and UCDP precision of one expression; None where it names no date, or is relative and there is no date.

    future: the verb points ahead, so a weekday is the next such day after the document date.
    A month and day without a year get the year that brings them nearest to the document date: right for 96 % of such
    dates in annotated news, against 70 % for the latest past one. Raises nothing.
    """
    found = [reading for _, (_, _, reading, _) in _scan(expression, [Context(document_date, future=future)])]
    if len(found) != 1 or found[0].edtf is None or found[0].prec is None:
        return None
    return found[0].edtf, found[0].prec


def names_day(expression: str, day: datetime.date) -> bool:
    """Whether an expression names this day to whoever knows of about when it is: "March 12" and "Tuesday" do, "today",
    which any day may be, does not. Raises nothing."""
    other = day + datetime.timedelta(days=-1 if day == datetime.date.max else 1)
    return resolve(expression, day) == (day.isoformat(), 1) and resolve(expression, other) != (other.isoformat(), 1)


def readings(
    text: str, start: int, end: int, document_date: datetime.date | None, *, future: bool = False
) -> Iterator[Dated]:
    """All that text[start:end] may mean, alone and with what is before it: the usual reading and the other one
    ("5/6" with the day first, "the next day" or "the following year" counted from the date named last, "the weekend"
    that is over). Two dates as in "from Monday to Friday" are an interval. Words that need another date ("June") are
    counted from the document date, and from the dates of its background that the text names before them. future: as in
    `resolve`. Empty: they name no date, or say more than one ("five days after 3 March"). Raises nothing.

    Those of the words alone come first: who needs no others saves that the whole text is read. Some come twice.
    """
    expression = text[start:end]
    future = future and not SINCE.search(text[max(0, start - _SINCE) : end])
    alone = _of_words(expression, document_date)[future]
    if len(alone) > 1:
        yield from _from_to(expression, alone)
        return
    if _says_more(expression):
        return
    yield from chain.from_iterable(alone.values())
    of_text = _of_text if len(text) < _LONG else _of_long_text
    yield from of_text(text, document_date)[future].get((start, end), ())
    if document_date and not any(_of_words(expression, None)):
        for day in (one for one in _named_before(text, start) if document_date - one > _BACKGROUND):
            yield from chain.from_iterable(dated for way in _of_words(expression, day) for dated in way.values())


_Readings = Mapping[tuple[int, int], frozenset[Dated]]


def _readings(text: str, document_date: datetime.date | None) -> tuple[_Readings, _Readings]:
    """All readings of the expressions of a text, by their start and end: with the verb behind, and with it ahead."""
    both = (False, True)
    contexts = [Context(document_date, future=future, other=other) for future in both for other in both]
    found = [defaultdict[tuple[int, int], set[Dated]](set) for _ in both]
    for number, (start, end, reading, _) in sorted(_scan(text, contexts), key=itemgetter(0)):  # the usual one first
        if reading.edtf is not None and reading.prec is not None:
            found[contexts[number].future][start, end].add((reading.edtf, reading.prec))
    behind, ahead = ({span: frozenset(dated) for span, dated in one.items()} for one in found)
    return behind, ahead


# The dates of one article are asked for when its records are made, and by several rules for each chunk of articles.
_of_words = lru_cache(maxsize=1 << 12)(_readings)
_of_text = lru_cache(maxsize=1 << 8)(_readings)
_of_long_text = lru_cache(maxsize=2)(_readings)


@lru_cache(maxsize=1 << 8)
def _says_more(words: str) -> bool:
    """Whether the words are more than one expression, go on after it ("the year before"), or have a number before it
    ("3 and 5 May")."""
    places = [(start, end) for _, (start, end, _, _) in _scan(words, [Context(None)])]
    rest = (words[:start] for start, _ in places[:1]), (words[end:] for _, end in places[-1:])
    return len(places) > 1 or any(map(_NUMBER.search, rest[0])) or any(map(_WORD.search, rest[1]))


def _named_before(text: str, start: int) -> Sequence[datetime.date]:
    """The first days of the dates that a text names whole before an offset, of the last few, the latest first."""
    ends, days = (_named if len(text) < _LONG else _named_in_long_text)(text)
    at = bisect_right(ends, start)
    return days[max(0, at - _ANCHORS) : at][::-1]


def _named_in(text: str) -> tuple[Sequence[int], Sequence[datetime.date]]:
    """Where the dates end that a text names whole, and their first days, in text order."""
    read = (_of_text if len(text) < _LONG else _of_long_text)(text, None)[False]
    found = sorted((end, first) for (_, end), dated in read.items() if (first := edtf.bounds(min(dated)[0])[0]))
    return [end for end, _ in found], [first for _, first in found]


_named = lru_cache(maxsize=1 << 8)(_named_in)
_named_in_long_text = lru_cache(maxsize=2)(_named_in)


def _from_to(words: str, parts: Mapping[tuple[int, int], frozenset[Dated]]) -> Iterator[Dated]:
    """The intervals from one date to another one, when the words are just these two."""
    (_, end), (start, _) = list(parts)[:2]
    if len(parts) > 2 or not UNTIL.fullmatch(words, end, start):
        return
    first, last = parts.values()
    for interval in (f"{one}/{other}" for one, _ in first for other, _ in last):
        precision = edtf.precision(interval) if edtf.valid(interval) else None
        if precision is not None:
            yield interval, precision


@dataclass(slots=True)
class _Pass:
    """How far a text is read in one context. done: where the last expression ends; quarter_at: where the quarter was
    named that the context has."""

    number: int
    context: Context
    done: int = 0
    quarter_at: int = 0

    def read(self, match: Match, before: str, reader: Reader) -> Moment | None:
        """What a match means here, with which the reading goes on; None when it means nothing. before: its clause."""
        context = self.context
        context.before = before
        try:
            found = reader(match, context)
        except (ValueError, OverflowError):  # outside the calendar
            return None
        if not found:
            return None
        self.done = match.end()
        if plain := context.other and _PLAIN.fullmatch(found.edtf or ""):
            year, month, day = (int(part or 1) for part in plain.groups())
            context.named = datetime.date(year, month, day)
        if found.prec == 1 and found.edtf:
            context.day = datetime.date.fromisoformat(found.edtf)
        elif reader in (units.quarter, units.the_unit) and found.edtf and "-Q" in (found.value or ""):
            context.quarter = int(found.edtf[:4]), (int(found.edtf[5:7]) + 2) // 3
            self.quarter_at = self.done
        return found


def _scan(text: str, contexts: Sequence[Context]) -> Iterator[tuple[int, Found]]:
    """The time expressions of a text, read in several contexts at once: the number of the context, and what is found
    in it. Those of one context are in text order."""
    every = [_Pass(number, context) for number, context in enumerate(contexts)]
    for anchor in _ANCHOR.finditer(text):
        place = anchor.start()
        waiting = [one for one in every if one.done <= place]
        for one in waiting:
            if one.context.quarter and place - one.quarter_at >= _QUARTER_HOLDS:
                one.context.quarter = None
        while waiting:  # nearly always all of them have read as far
            done = waiting[0].done
            here, waiting = [one for one in waiting if one.done == done], [one for one in waiting if one.done != done]
            yield from _read(_matches(text, anchor, done), here)


def _read(matches: Iterable[tuple[Match, str, Reader]], passes: Sequence[_Pass]) -> Iterator[tuple[int, Found]]:
    """The first match that means something, for each reading."""
    for match, rule, reader in matches:
        left = []
        start, end = match.span()
        before = match.string[max(0, start - _CLAUSE) : start]
        for one in passes:
            if found := one.read(match, before, reader):
                yield one.number, (start, end, found, rule)
            else:
                left.append(one)
        if not left:
            return
        passes = left


def _matches(text: str, anchor: Match, done: int) -> Iterator[tuple[Match, str, Reader]]:
    """What the patterns of an anchor match, each with its rule and reader, in the order in which they are tried."""
    family = anchor.lastgroup or ""
    if family == "word":
        family = FAMILIES[" ".join(anchor[0].split()).casefold()]
        if family not in _NAMES and _is_name(text, anchor):
            return
    for start in _starts(text, anchor.start() - (family == "short"), done):
        for pattern, rule, reader in _grammar(family):
            match = pattern.match(text, start)
            if match and match.end() >= anchor.end() and "\n" not in match[0]:  # nothing spans two paragraphs
                yield match, rule, reader


@cache
def _grammar(family: str) -> list[tuple[re.Pattern[str], str, Reader]]:
    """The patterns of a family, compiled when the first text has one of its words: that takes as long as to read some
    articles."""
    found = GRAMMAR[family]
    return [(re.compile(rf"(?:{one.pattern})(?!\w)", re.IGNORECASE), one.id, reader) for one, reader in found]


def _is_name(text: str, anchor: Match) -> bool:
    """A word that needs no capital but has one inside a sentence: part of a name (USA Today, Daily Mail)."""
    start = anchor.start()
    return (
        anchor[0].istitle() and text[start - 1 : start] == " " and (text[start - 2].isalnum() or text[start - 2] == ",")
    )


def _starts(text: str, anchor: int, done: int) -> list[int]:
    """Where an expression with this anchor may begin, the leftmost first."""
    starts = [anchor]
    start = anchor
    for _ in range(_MOST_WORDS):
        if start == done or text[start - 1] not in " \t\u00a0-":
            break
        end, low = start - 1, max(done, start - _LONGEST_WORD)
        start = max(text.rfind(" ", low, end), text.rfind("-", low, end), text.rfind("\n", low, end)) + 1 or low
        start += text[start] in "[("
        word = text[start:end].strip(".,]").casefold()
        if word in FIRST or word[:1].isdigit():
            starts.append(start)
        elif word not in INSIDE:
            break
    return starts[::-1]
