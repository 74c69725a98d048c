"""When an event was: the date that is nearest to its trigger, of those in its own clause."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from publisher import edtf

from ..candidates import Date
from ..readings import DAYS, MONTHS, WEEKDAYS
from ..text import Pair, words_before
from . import relatives
from .arguments import PREPOSITIONS, REACH, before, is_finite, reduced
from .lexicon import lexicon
from .nouns import head, is_actor, kinds, letters, word
from .sentence import Sentence, chunk_at

Dated = Sequence[tuple[int, str | None]]
"""Where each time expression begins, with its EDTF."""
_YEAR = 366  # days
_COUNTED = "date.ordinal-unit"  # the rule
_CLOCK = "date.clock"  # an hour, with its day or without
_CENTURY = "date.century"
_DAYS = frozenset((*DAYS, *MONTHS, *WEEKDAYS))
_APART = frozenset(",;cS")  # kinds of chunks between two clauses
_BEGIN = frozenset(",;ST")  # before what a clause begins with
_DATES = 3  # dates on either side of a trigger that are looked at


def is_long_ago(date: str | None, day: datetime.date | None) -> bool:
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


def is_when(article: str, time: Date) -> bool:
    """Whether a time expression may say when something was: not since when it has lasted (since Monday), nor the day of
    something else that is counted (the third week of rain), an hour without a day (at 10:00 local time), a century."""
    words = lexicon().grammar
    if time.rule == _CLOCK and _DAYS.isdisjoint(time.text.lower().split()):
        return False
    if time.rule == _CENTURY or words_before(article, time.start)[0] in words["since"]:
        return False
    return time.rule != _COUNTED or not article.startswith(tuple(words["of"]), time.end + 1)


def _is_of_other(s: Sentence, at: int, date: int) -> bool:
    """Whether a date, by its chunk, is that of another thing: of what it describes (the 1988 level, Norway's May 5
    vote, Monday's talks), which tells only of a verb's event if it is one; of the noun before it (a rival for the vote
    Monday was shot). at: the trigger's chunk."""
    if s.kinds[date] == "n" and "t" in s.parts[date] and s.parts[date][-1] == "N" and date != at:
        return True  # a red 2005 Norland Zephyr
    np = date if s.kinds[date] == "n" else date + 1
    if s.kinds[np] == "n" and at != np:
        owned = "s" in s.parts[date] or (np > date > 0 and s.parts[date - 1][-1] == "s")
        if owned or (np > date and word(s, date) in lexicon().grammar["articles"]):
            told = _is_act(s, np) or is_actor(s, np)  # Monday's bomber
            return s.kinds[at] == "n" or not told
    if s.kinds[date] != "t":
        return False
    after_noun = date > 1 and s.kinds[date - 1] == "n" and s.parts[date - 1][-1] == "n" and s.kinds[date - 2] in "po"
    return after_noun and s.kinds[date + 1] == "v" and date < at


def _is_act(s: Sentence, np: int) -> bool:
    """Whether a noun is for what somebody does, and for no occasion with a day of its own: before the May 9 vote."""
    known = lexicon()
    rules = (rule for noun in kinds(s, np) & known.by_noun.keys() for rule in known.by_noun[noun])
    return head(s, np) in known.noun_triggers and not any("timed" in rule.needs for rule in rules)


def _is_elsewhere(s: Sentence, at: int, date: int) -> bool:
    """Whether a date, by its chunk, only says how long (the first visit since he took office in 2016), is on the other
    side of a clause with after or before (left on Monday after the army killed two), or is that of something which a
    participle tells of (discussed the treaty signed in May). at: the trigger's chunk."""
    grammar = lexicon().grammar
    if any(word(s, between) in grammar["since"] for between in range(at + 1, date)):
        return True
    if any(reduced(s, one) and _is_no_event(s, one) for one in range(at + 1, date)):
        return True
    if _is_of_verb(s, at, date) or _is_of_phrase(s, at, date):
        return True
    gerund = next((one for one in range(at + 1, date) if s.kinds[one] == "v"), None) if s.kinds[at] == "n" else None
    if gerund and letters(s, gerund) == "g" and "," in s.kinds[at:gerund]:  # the raid, leaving in May
        return True
    between = range(min(at, date) + 1, max(at, date))
    return any(word(s, one) in grammar["sequence"] and "v" in s.kinds[one + 1 : one + 3] for one in between)


def _is_of_verb(s: Sentence, at: int, date: int) -> bool:
    """Whether a date that begins no clause is that of another finite verb: imposed a ban in May and expelled
    ten; expelled ten, and Lee resigned in May; but not: killed ten and hurt five in May."""
    near = range(max(0, date - REACH), date)
    verb = next((one for one in reversed(near) if is_finite(s, one)), None)
    ahead = before(s, date)
    if verb is None or verb == at or s.kinds[date + 1] == "S" or relatives.tells(s, relatives.around(s, date), at):
        return False  # in May, when
    if s.kinds[ahead if s.kinds[ahead] not in PREPOSITIONS else before(s, ahead)] in _BEGIN:
        return False
    first, last = (date, at) if date < at else (at, verb)
    between = [one for one in range(first + 1, last) if s.kinds[one] in _APART]
    return any(date < at or s.kinds[one] != "c" or s.kinds[one + 1] != "v" for one in between)


def _is_of_phrase(s: Sentence, at: int, date: int) -> bool:
    """Whether a date is in a phrase before the main clause that says after what it was: after the vote in May, Lee
    left."""
    begin = max((one for one in range(date) if s.kinds[one] in ",;"), default=-1) + 1
    end = s.kinds.find(",", date)
    inside = begin <= at < end
    return date < end < at and not inside and word(s, begin) in lexicon().grammar["sequence"]


def _is_no_event(s: Sentence, participle: int) -> bool:
    """Whether the noun that a participle describes is none for an event (an attack carried out) or somebody."""
    noun = before(s, participle)
    return s.kinds[noun] == "n" and head(s, noun) not in lexicon().noun_triggers and not is_actor(s, noun)


def holds(content: Pair | None, place: int) -> bool:
    """Whether an offset is in a stretch of text, if there is one."""
    return content is not None and content[0] <= place < content[1]


def date_of(s: Sentence, start: int, at: int, dated: Dated) -> str | None:
    """The date that is nearest to a trigger, of those in its own clause. at: the chunk of the trigger."""
    after = bisect_left(dated, (start, ""))
    near = dated[max(0, after - _DATES) : after + _DATES]
    near = [one for one in near if not (_is_of_other(s, at, here := chunk_at(s, one[0])) or _is_elsewhere(s, at, here))]
    if near and relatives.any_in(s):
        near = [one for one in near if _is_near(s, at, chunk_at(s, one[0]))]
    return min(near, key=lambda one: abs(one[0] - start))[1] if near else None
