"""What holds for any text whatever: spans lie in the text and say what it says, order is fixed, time grows linearly."""

import datetime
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear_time import grows_linearly

from publisher.extract import extract
from publisher.extract.candidates import Candidate, Quote, Span
from publisher.extract.limit import TooDense
from publisher.inputs.quoted_words import inside_word

pytestmark = pytest.mark.slow

_PARTS = (
    '"',
    "“",
    "”",
    "‘",
    "’",
    "''",
    '""',
    "«",
    "»",
    "\n",
    " ",
    ". ",
    ", ",
    "? ",
    ": ",
    "- ",
    "(",
    ")",
    "Ann Roe ",
    "he ",
    "said ",
    "told reporters ",
    "that ",
    "who ",
    "according to ",
    "called ",
    "the mayor of Bath ",
    "U.S. ",
    "Mr. ",
    "😀",
    "We will go",
    "5 ",
    "last Monday ",
    "three people were killed ",
    "$5 million ",
    "May 3, 2016 ",
    "<b>",
    "\u00a0",
    "\u200e",
    "\u0301",
    "per ",
    "cent ",
    "between ",
    "dogs",
    "É",
    "ß",
    "İ",
    "1,000.5",
)
_ARTICLES = st.one_of(st.text(), st.lists(st.sampled_from(_PARTS), max_size=40).map("".join))
_DAY = datetime.date(2020, 2, 29)


def spans(candidate: Candidate) -> Iterator[Span]:
    yield Span(candidate.start, candidate.end, candidate.text)
    for value in candidate:
        if isinstance(value, Span):
            yield value


@given(_ARTICLES)
def test_every_span_says_what_the_text_says(article: str) -> None:
    for candidate in extract(article, _DAY):
        for span in spans(candidate):
            assert 0 <= span.start < span.end <= len(article)
            assert article[span.start : span.end] == span.text


@given(_ARTICLES)
def test_no_span_goes_over_a_line_or_cuts_a_word(article: str) -> None:
    for candidate in extract(article, _DAY, marked_only=True):
        for span in spans(candidate):
            assert "\n" not in span.text
            assert not inside_word(article, span.start) and not inside_word(article, span.end)


@given(_ARTICLES)
def test_order_and_repetition(article: str) -> None:
    found = extract(article, _DAY)
    assert found == extract(article, _DAY)
    keys = [(candidate.start, candidate.end, candidate.kind) for candidate in found]
    assert keys == sorted(set(keys))


@given(_ARTICLES)
def test_quotations_are_complete(article: str) -> None:
    for quote in extract(article):
        if isinstance(quote, Quote):
            assert quote.kind in ("quote", "marks", "indirect")
            assert (quote.quote_type is None) == (quote.kind == "marks")
            assert (quote.quoted is None) == (quote.kind == "indirect")
            assert (quote.content is None) == (quote.kind == "marks")
            assert quote.continues is None or quote.continues < quote.start


_STALLED = ["twenty-", "he said ", "Ann said ", "Ann, who said, ", "has said it had said ", "as saying "]
"""Repeated, each of these once took a time that grew with the square of the text."""
_OTHERS = [  # (before, unit)
    ("They killed ", "5 dogs and "),
    ("They killed it. No, ", "along with 5 dogs "),
    ('"a', ","),
    ("", "BERLIN, March 3 (AP) - Ann Roe\n"),
    ("", "they said, adding, "),
    ("Ann ", "quickly "),
    ("", '"a b c d," he said. '),
    ("“a ", "5 people were killed "),
]
_UNITS = [
    '"',
    '" ',
    "“",
    "‘a’ ",
    "''",
    '"a b c d," he said ',
    "said ",
    "Roe said ",
    "Roe, ",
    ". ",
    "(",
    "who said ",
    "1",
    "1 ",
    "five ",
    "five hundred ",
    "May ",
    "May 5 ",
    "2016-",
    "Ann ",
    "of the ",
    "\n",
    "a-",
    "a’",
    "A.",
    "now-",
    "x.x ",
    "<a ",
    "§ ",
    "to be ",
    "said that ",
    "according to ",
    "Ann and ",
    "the mayor, Ann, ",
    "more ",
    "last ",
    "told reporters that ",
    "killed ",
    "5 killed ",
    "5 of the ",
    "Mr. ",
    "the U.S. ",
    "- ",
    "a; ",
    "why? ",
    "İ",
    "é",
]


def _extracted(article: str) -> object:
    """What is found, or that it is too much: of some units a megabyte has."""
    try:
        return extract(article, _DAY)
    except TooDense as dense:
        return dense


@pytest.mark.parametrize("unit", _STALLED)
def test_time_grows_linearly(unit: str) -> None:
    assert grows_linearly(_extracted, unit)


@pytest.mark.parametrize(("before", "unit"), _OTHERS)
def test_what_stands_before_repeated_words_is_not_read_again(before: str, unit: str) -> None:
    assert grows_linearly(_extracted, unit, before=before)


@pytest.mark.stress
@pytest.mark.parametrize(("before", "unit"), [*_OTHERS, *(("", unit) for unit in (*_STALLED, *_UNITS))])
def test_time_grows_linearly_up_to_a_megabyte(before: str, unit: str) -> None:
    assert grows_linearly(_extracted, unit, 250_000, before=before)


@pytest.mark.parametrize(
    ("unit", "times"),
    [
        ("he said ", 1_000),
        ("“a” said Ann. ", 500),
        ("1 ", 2_000),
        *(
            pytest.param(unit, 4_000, marks=pytest.mark.stress)
            for unit in ("he said ", "5 dogs died. ", "“a” said Ann. ")
        ),
    ],
)
def test_memory_for_what_is_found_stays_small(unit: str, times: int) -> None:
    """An article keeps below 2 GB: of what it may have most, 500,000, one takes at most 2,500 bytes."""
    extract(unit, _DAY)  # the word lists
    tracemalloc.start()
    try:
        extract(unit * times, _DAY)
        assert tracemalloc.get_traced_memory()[1] < 2_500 * times
    finally:
        tracemalloc.stop()
