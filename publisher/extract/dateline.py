"""The day that an article states of itself: in its dateline, or in a line that is only a date."""

from __future__ import annotations

import datetime
import re

from publisher import language
from publisher.extract import dates, text
from publisher.extract.name_words import LISTS
from publisher.extract.text import Document, Pair, dateline

HEAD = 4  # paragraphs at the beginning in which it is looked for
LONGEST = 80  # characters of a line that is only a date, with the place and the word before it
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_SIGNS = (",", "-", "–", "—", "|", "/", "(")
_LONGEST_NAME = 4  # words of a place with its country
_SAID = frozenset(text.word_lists("dates")["published"])
_NO_PLACES = LISTS["other"] | LISTS["organization"] | LISTS["titles"]


def stated_day(document: Document) -> tuple[Pair, datetime.date] | None:
    """The words of the document date, and the day; None where the article does not state it in full.

    It is a full date that can be read in one way only (not 5/6/2024), in the dateline of one of the first paragraphs
    ("LISBON, 14 May 2024 (Reuters) - "), or alone in a line there, or with a few names before or after it ("Lisbon, 14
    May 2024"). The first one counts."""
    if not language.reads(document.language, "dates"):
        return None
    return next(filter(None, (_stated(document, one) for one in document.paragraphs[:HEAD])), None)


def _stated(document: Document, paragraph: Pair) -> tuple[Pair, datetime.date] | None:
    line = dateline(document.text, paragraph)
    found = _day_in(document.text, line, whole=False) if line else None
    return found or (_day_in(document.text, paragraph, whole=True) if paragraph[1] - paragraph[0] <= LONGEST else None)


def _is_beside(words: str) -> bool:
    """Whether words on one side of a date leave it the date of the article: none; "Published:"; the name of a place,
    known to every reader or set off by a sign."""
    named = [word.rstrip(".:") for word in _WORD.findall(words)]
    if not named or {word.casefold() for word in named} <= _SAID:
        return True
    if len(named) > _LONGEST_NAME or any(word[0].islower() or word in _NO_PLACES for word in named):
        return False
    sign = words.rstrip()[-1]
    return sign in _SIGNS or " ".join(named).title() in text.towns()


def _day_in(article: str, part: Pair, *, whole: bool) -> tuple[Pair, datetime.date] | None:
    """The one date in a part of a text, where it names a day in full; whole: with nothing but a few names beside it."""
    start, end = part
    words = article[start:end]
    found = dates.find(Document(words, (), ()))
    if len(found) != 1 or not found[0].edtf or not _DAY.fullmatch(found[0].edtf):
        return None
    if len({edtf for edtf, _ in dates.readings(words, found[0].start, found[0].end, None)}) > 1:  # 5/6/2024
        return None
    if whole and not (_is_beside(words[: found[0].start]) and _is_beside(f"{words[found[0].end :]},")):
        return None
    return (start + found[0].start, start + found[0].end), datetime.date.fromisoformat(found[0].edtf)
