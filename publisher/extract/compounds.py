"""Names of bodies that take up more than one run of capitalised words: the Food and Drug Administration; the Ministry
of Health and Sport; the Mission in Norland (MIN)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .countries import DEMONYMS, LANDS
from .name_words import GIVEN, HEADS, LINKS, LISTS, PATTERNS, head_of
from .runs import Run

_AND, _WITHIN, _SHORT, _ONE_OF_MORE = (re.compile(PATTERNS[name]) for name in ("and", "within", "short", "one_of_more"))
_COMMA = ", "
_LONGEST = 9  # characters between the two: and the
_PORTFOLIOS = LISTS["portfolios"]
_DESCRIBING_ENDS = tuple(LISTS["describing_ends"])


def joined(article: str, found: Iterable[Run]) -> Iterator[Run]:
    """The runs of an article, in text order, with those put together that are one name."""
    last: Run | None = None
    for run in found:
        whole = _whole(article, last, run) if last and run.start - last.end <= _LONGEST else None
        if whole is None and last is not None:
            yield last
        last = whole or run
    if last is not None:
        yield last


def _whole(article: str, first: Run, second: Run) -> Run | None:
    """The one name that two runs are; None where they are two names."""
    between = article[first.end : second.start]
    whole = article[first.start : second.end]
    if whole in LANDS:  # Trinidad and Tobago
        one = True
    elif _ONE_OF_MORE.match(article, first.end) and between == _COMMA:
        one = len(second.words) == 1 and _is_portfolio(first, second)
    elif _AND.fullmatch(between):
        one = _is_portfolio(first, second) or _is_head_shared(first, second) or _has_short_form(article, first, second)
    else:
        one = _WITHIN.fullmatch(between) is not None and head_of(first.words) in LISTS["organization"]
        one = one and _has_short_form(article, first, second)
    if not one:
        return None
    words = [*first.words, *between.split(), *second.words]
    return Run(first.start, second.end, " ".join(words), words, first.initial)


def _is_portfolio(first: Run, second: Run) -> bool:
    """Whether what follows "and" is one more thing that a body is of: Ministry of Health and (Sport)."""
    link = next((place for place, word in enumerate(first.words) if word in LINKS), 0)
    if not link or first.words[link - 1] not in LISTS["heads_of_portfolios"]:
        return False
    return _is_field(second.words) and _is_of_portfolio(second.words[-1])


def _is_of_portfolio(last: str) -> bool:
    return last in _PORTFOLIOS or last not in HEADS | LISTS["other"]


def _is_head_shared(first: Run, second: Run) -> bool:
    """Whether two fields share the head of one body after them: (the) Food and Drug Administration; (the) National
    Maritime and Atmospheric Agency."""
    if len(second.words) < 2 or not all(map(_describes, (*first.words, second.words[0]))):
        return False
    of_fields = _PORTFOLIOS.issuperset((*first.words, second.words[0]))
    return second.words[-1] in (LISTS["heads_of_portfolios"] if of_fields else LISTS["organization"])


def _describes(word: str) -> bool:
    """Whether a word may say what a body is for: Food; Atmospheric."""
    if word in _PORTFOLIOS:
        return True
    return word.endswith(_DESCRIBING_ENDS) and word not in LANDS and word not in DEMONYMS and word not in GIVEN


def _is_field(words: Sequence[str]) -> bool:
    """Whether words name what a body is of, and nobody: Human Services."""
    named = words[0] in GIVEN or " ".join(words) in LANDS or words[0] in LISTS["titles"]
    return not named and (words[0] in _PORTFOLIOS or words[-1] in _PORTFOLIOS)


def _has_short_form(article: str, first: Run, second: Run) -> bool:
    """Whether the letters in brackets after two runs are of both: Mission in Norland (MIN)."""
    short = _SHORT.match(article, second.end)
    if not short:
        return False
    one, other = (_capitals(run.name) for run in (first, second))
    letters = short["short"]
    return _is_in(letters, one + other) and not _is_in(letters, one) and not _is_in(letters, other)


def _capitals(name: str) -> str:
    return "".join(filter(str.isupper, name))


def _is_in(letters: str, capitals: str) -> bool:
    """Whether letters are in this order among others."""
    rest = iter(capitals)
    return all(letter in rest for letter in letters)
