"""EDTF: which strings are dates, from which day to which they reach, and how precise they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import edtf


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-05-31/2023-06-01", date(2023, 5, 31), date(2023, 6, 1)),
        ("2023/2024-06", date(2023, 1, 1), date(2024, 6, 30)),
        ("2023-05-31?", date(2023, 5, 31), date(2023, 5, 31)),
        ("[2023..2024-02]", date(2023, 1, 1), date(2024, 2, 29)),
        ("[..2023-05]", None, date(2023, 5, 31)),
        ("[2023-05..]", date(2023, 5, 1), None),
        ("2023-05/..", date(2023, 5, 1), None),
        ("../2023-05-31", None, date(2023, 5, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_bounds_are_the_earliest_and_the_latest_day(text: str, start: date | None, end: date | None) -> None:
    assert edtf.valid(text)
    assert edtf.bounds(text) == (start, end)


# fmt: off
NO_DATES = (
    "", "/", "../..", "/..", "2023-02-29", "2023-13", "2023-00", "2023-01-00", "0000", "23", "2023-1",
    "2023-01-1", "2023-06-01/2023-05-31", "2023/2022", "2023//2024", "2023/2024/2025", "2023-W05",
    "2023-05-31T10:00", "202X", " 2023", "2023 ", "2023\n", "2023??", "?2023", "-2023", "٢٠٢٣", "𝟚𝟘𝟚𝟛",
    "2023-21", "20230531", "2023-05-31/?",
    "/2023", "2023/", "2023?/2024", "[2023]", "[..]", "[2023/2024]", "[2023..2022]", "[2023..2024",
)
# fmt: on


@pytest.mark.parametrize("text", NO_DATES)
def test_anything_else_is_no_date(text: str) -> None:
    assert not edtf.valid(text)
    with pytest.raises(ValueError):
        edtf.bounds(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023-05-31", 1),
        ("2023-05-31/2023-06-01", 2),
        ("2023-05-29/2023-06-03", 2),
        ("2023-05-29/2023-06-04", 3),
        ("2023-05-29/2023-06-05", 4),
        ("2023-05", 4),
        ("2023-05-01/2023-06-01", 5),
        ("2023", 5),
        ("2010/2019", 5),
        ("[..2023]", None),
        ("2023/..", None),
    ],
)
def test_precision_follows_the_number_of_days(text: str, code: int | None) -> None:
    assert edtf.precision(text) == code


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-13-01", '"2026-13-01": there is no month 13'),
        ("2026-00?", '"2026-00": there is no month 00'),
        ("2026-22", '"2026-22": there is no month 22; a season is its months, such as [2026-06..2026-08]'),
        ("2026-02-30", "2026-02-30 is no day that exists"),
        ("2026-01/2026-04-31", "2026-04-31 is no day that exists"),
        ("[2026-02..2026-01]", '"[2026-02..2026-01]" ends before it starts; write the earlier date first'),
        ("May 2026", f'"May 2026" is no date of the forms allowed (EDTF); {edtf.FORMS}'),
        ("2026/", f'"2026/" is no date of the forms allowed (EDTF); {edtf.FORMS}'),
        ("", f'"" is no date of the forms allowed (EDTF); {edtf.FORMS}'),
    ],
)
def test_what_is_wrong_is_said(text: str, says: str) -> None:
    assert edtf.refusal(text) == says


@given(st.dates(), st.dates(), st.sampled_from(["{}/{}", "[{}..{}]"]))
def test_every_ordered_pair_of_days_is_an_interval(one: date, other: date, form: str) -> None:
    first, last = sorted((one, other))
    text = form.format(first.isoformat(), last.isoformat())
    assert edtf.bounds(text) == (first, last)
    assert edtf.ends(text) == (first.isoformat(), last.isoformat())
    assert edtf.precision(text) in {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("text", "day"),
    [("[..2023-05-31]", "2023-06-01"), ("[2023-03-01..]", "2023-02-28"), ("[..2023-05]", None), ("2023-05-31", None),
     ("[..9999-12-31]", None), ("[2023-05-30..2023-05-31]", None)],
)  # fmt: skip
def test_before_a_day_is_on_the_day_before_or_earlier(text: str, day: str | None) -> None:
    assert edtf.next_to(text) == day


@given(st.text(alphabet="0123456789-/.?~%X[]", max_size=24))
def test_no_string_breaks_the_reader(text: str) -> None:
    assert edtf.valid(text) in {True, False}


@pytest.mark.parametrize(
    ("value", "day", "right"),
    [
        ("2023-05-30/..", "2023-05-31", True),
        ("2023-05-30/2023-05-31", "2023-05-31", True),
        ("../2023-05-31", "2023-05", True),
        ("2023-05-30/..", "2023-05", False),
        ("2023-05-30/..", "2023-05-29", False),
        ("2023-05-01/2023-05-30", "2023-05-31", False),
        ("2023-05-30/..", "[..2023-06]", False),
        ("[2023-05-30..]", "2023-05-31", False),
        ("2023-05", "2023-05-31", False),
    ],
)
def test_a_day_may_lie_in_what_lasts(value: str, day: str, right: bool) -> None:
    assert edtf.lasts(value, day) == right


@pytest.mark.parametrize(
    ("value", "named", "inferred", "right"),
    [
        ("2023-05-31", "2023-05-31", False, True),
        ("2023-05-31", "2023-05-30", False, False),
        ("2023-05-31?", "2023-05-31", False, False),
        ("2023-05-31?", "2023-05-31", True, True),
        ("2023-05-31", "2023-05-31", True, False),
        ("2015", "2015~", False, True),
        ("2015?", "2015~", True, True),
        ("2023-05/2023-07", "[2023-05..2023-07]", False, True),
        ("[2023-05..2023-07]", "2023-05/2023-07", False, True),
        ("2023-05/2023-07", "2023-05/2023-06", False, False),
        ("[..2023-05-31]", "2023-05-31", False, True),
        ("2023-05-31/..", "2023-05-31", True, True),
        ("[..2023-05-30]", "2023-05-31", False, True),  # before that day
        ("[..2023-05-29]", "2023-05-31", False, False),
        ("[..2023-07]", "2023-05/2023-07", False, True),
        ("[..2023-05]", "2023-05/2023-07", False, False),
        ("2023-05-30/..", "2023-05-31", True, True),
        ("2023-05-30/..", "2023-05-31", False, False),
        ("[2023-05-30..]", "2023-05-31", True, False),
    ],
)
def test_a_value_follows_from_the_date_that_is_named(value: str, named: str, inferred: bool, right: bool) -> None:
    assert edtf.follows(value, named, inferred=inferred) == right
