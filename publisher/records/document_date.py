"""The date of an article: what its words, its curated file and the archive that it is from say of it."""

from __future__ import annotations

from datetime import date

from publisher import edtf
from publisher.article import Article
from publisher.extract.dates import names_day, resolve
from publisher.model import Curated
from publisher.problem import SOURCE, Problem, shown

_VALUE = 'value = "YYYY-MM-DD"'  # how a day that the words do not state whole is written


def document_day(curated: Curated, article: Article, came_with: date | None) -> tuple[date | None, Problem | None]:
    """The document date: that of the words at which the curated file points, else the one that it gives, else the one
    that came with the article; and what is wrong with these words. Words without a year are read with either."""
    if curated.dated is None:
        return curated.day or came_with, None
    words = article.text[curated.dated.start : curated.dated.end]
    found = day_of_words(words, curated.day, came_with)
    problem = None
    if found is None:
        message = f"names no single day; quote the words that do, or add the day that they mean: {_VALUE}"
        if known := curated.day or came_with:
            message = f"does not name {known}; correct the words or the day"
        problem = Problem(article.records, f"{shown(words)} {message}", SOURCE, "document_date")
    return found or came_with, problem


def day_of_words(words: str, known: date | None = None, came_with: date | None = None) -> date | None:
    """The day that the words of a document date name, by themselves or, where they leave out the year, with the day
    known to the curator, or else the one that came with the article. None when they name no single day, or another
    one than the curator says."""
    found = resolve(words, None)
    if found is None:
        day = known or came_with
        return day if day and names_day(words, day) else None
    start, end = edtf.bounds(found[0])
    return start if start == end and known in (None, start) else None
