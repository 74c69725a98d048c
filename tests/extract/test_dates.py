"""Time expressions: which words are one, and which day, month or year they stand for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear_time import grows_linearly

from publisher import edtf
from publisher.extract import dates, text
from publisher.extract.candidates import Date

FRIDAY = date(2021, 3, 12)


def found(article: str, today: date | None = FRIDAY) -> list[Date]:
    return dates.find(text.read(article), today)


def values(article: str, today: date | None = FRIDAY) -> list[tuple[str, str | None]]:
    return [(one.text, one.value) for one in found(article, today)]


@pytest.mark.parametrize(
    ("expression", "expected", "prec"),
    [
        # explicit: the document date does not matter
        ("14 February 2019", "2019-02-14", 1),
        ("February 14, 2019", "2019-02-14", 1),
        ("the 14th of February 2019", "2019-02-14", 1),
        ("Thursday, Feb. 14, 2019", "2019-02-14", 1),
        ("2019-02-14", "2019-02-14", 1),
        ("02/14/2019", "2019-02-14", 1),
        ("14/02/2019", "2019-02-14", 1),
        ("Feb. 14-16, 2019", "2019-02-14/2019-02-16", 2),
        ("February 2019", "2019-02", 4),
        ("2019", "2019", 5),
        ("the 1980s", "1980/1989", 5),
        ("the third quarter of 2019", "2019-07/2019-09", 5),
        ("the first half of 2019", "2019-01/2019-06", 5),
        ("the 20th century", "1901/2000", 5),
        # relative to Friday, 12 March 2021
        ("today", "2021-03-12", 1),
        ("yesterday", "2021-03-11", 1),
        ("tomorrow", "2021-03-13", 1),
        ("Friday", "2021-03-12", 1),
        ("Saturday", "2021-03-06", 1),
        ("last Friday", "2021-03-05", 1),
        ("next Friday", "2021-03-19", 1),
        ("Wednesday morning", "2021-03-10", 1),
        ("overnight on March 9", "[2021-03-09..2021-03-10]", 2),
        ("overnight", "[2021-03-11..2021-03-12]", 2),
        ("this week", "2021-03-08/2021-03-12", 3),
        ("last week", "2021-03-01/2021-03-07", 3),
        ("this weekend", "2021-03-13/2021-03-14", 2),
        ("this month", "2021-03", 4),
        ("last month", "2021-02", 4),
        ("next month", "2021-04", 4),
        ("last year", "2020", 5),
        ("early next year", "2022", 5),
        ("June last year", "2020-06", 4),
        ("last June", "2020-06", 4),
        ("three days ago", "2021-03-09", 1),
        ("two months ago", "2021-01", 4),
        ("five years ago", "2016", 5),
        ("the last week of February", "2021-02-22/2021-02-28", 3),
        # no year: the one nearest to the document date
        ("March 9", "2021-03-09", 1),
        ("December 30", "2020-12-30", 1),
        ("March 20", "2021-03-20", 1),
        ("Christmas Eve", "2020-12-24", 1),
        ("December", "2020-12", 4),
    ],
)
def test_resolution_gives_edtf_and_precision(expression: str, expected: str, prec: int) -> None:
    assert dates.resolve(expression, FRIDAY) == (expected, prec)
    assert edtf.valid(expected)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Friday", "2021-03-19"),
        ("Monday", "2021-03-15"),
        ("March 9", "2021-03-09"),
        ("January 9", "2022-01-09"),
        ("this week", "2021-03-12/2021-03-14"),
    ],
)
def test_a_verb_in_the_future_looks_ahead(expression: str, expected: str) -> None:
    resolved = dates.resolve(expression, FRIDAY, future=True)
    assert resolved is not None
    assert resolved[0] == expected


@pytest.mark.parametrize("expression", ["three weeks", "every Monday", "recently", "a fish", "", "Monday and Tuesday"])
def test_what_names_no_single_date_resolves_to_nothing(expression: str) -> None:
    assert dates.resolve(expression, FRIDAY) is None


@pytest.mark.parametrize("expression", ["Friday", "last year", "March 9", "this week", "two days ago", "overnight"])
def test_without_a_document_date_relative_dates_stay_open(expression: str) -> None:
    assert dates.resolve(expression, None) is None
    (one,) = found(f"It rained {expression}.", None)
    assert (one.text, one.value, one.edtf) == (expression, None, None)


def test_an_expression_is_found_with_its_type_value_and_place() -> None:
    article = "The dam held for three weeks, and on 2 March it broke. It is checked every day."
    assert [(one.text, one.timex_type, one.value) for one in found(article)] == [
        ("three weeks", "DURATION", "P3W"),
        ("2 March", "DATE", "2021-03-02"),
        ("every day", "SET", "P1D"),
    ]
    assert found(article)[1].start == article.index("2 March")


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("a five-year plan", [("five-year", "P5Y")]),
        ("several months passed", [("several months", "PXM")]),
        ("half an hour", [("half an hour", "PT30M")]),
        ("over the past two years", [("the past two years", "P2Y")]),
        ("over the next decade", [("the next decade", "P10Y")]),
        ("for years", [("years", "PXY")]),
        ("it costs 40 euros twice a year", [("a year", "P1Y")]),
        ("at 16:30 GMT on Monday", [("16:30 GMT on Monday", "2021-03-08T16:30Z")]),
        ("on Tuesday night", [("Tuesday night", "2021-03-09TNI")]),
        ("He is now in Rome", [("now", "PRESENT_REF")]),
        ("in recent years", [("recent years", "PXY")]),
        ("fiscal 2019 ended", [("fiscal 2019", "2019")]),
        ("in May ’21", [("May ’21", "2021-05")]),
        ("in the mid-1970s", [("the mid-1970s", "197X")]),
        ("IT CLOSED ON MONDAY, 8 MARCH", [("MONDAY, 8 MARCH", "2021-03-08")]),
    ],
)
def test_families_and_their_timex_values(article: str, expected: list[tuple[str, str]]) -> None:
    assert values(article) == expected


def test_a_year_earlier_is_the_quarter_of_the_year_before() -> None:
    article = "Sales rose in the fourth quarter from a weak level a year earlier."
    assert values(article) == [("the fourth quarter", "2020-Q4"), ("a year earlier", "2019-Q4")]
    assert values("He left a year earlier.") == [("a year earlier", "2020")]


@pytest.mark.parametrize(
    ("clause", "year"),
    [
        ("Ann was elected on", 2021),
        ("Ann left Bath on", 2021),
        ("The vote that Ann won on", 2021),
        ("The council elected on", 2021),
        ("The council closed the port on", 2021),
        ("The council closed two ports on", 2021),
        ("The council closed 12 ports on", 2021),
        ("The council announced a vote on", 2022),
        ("It was due on", 2022),
        ("The port will be opened on", 2022),
        ("The port is to be opened on", 2022),
        ("The United Nations vote on", 2022),
        ("The elected council meets on", 2022),
        ("Ann meets Mohammed on", 2022),
        ("It was clear that the port opens on", 2022),
        ("Ann, who was shot in May, leaves on", 2022),
        ("Ann wanted to leave on", 2022),
        ("The vote was postponed to", 2022),
        ("Ann, who won in May, said the port opens on", 2022),
        ("The trial starts on", 2022),
    ],
)
def test_a_verb_that_tells_what_is_over_has_no_day_months_ahead(clause: str, year: int) -> None:
    assert values(f"{clause} February 1.", date(2021, 11, 12))[-1] == ("February 1", f"{year}-02-01")


@pytest.mark.parametrize(
    ("season", "month", "value"),
    [
        ("last summer", 6, "2020-SU"),  # this one is not over
        ("last summer", 9, "2021-SU"),
        ("last winter", 12, "2020-WI"),
        ("next summer", 6, "2022-SU"),  # this one has begun
        ("next summer", 5, "2021-SU"),
    ],
)
def test_the_last_season_is_over_and_the_next_has_not_begun(season: str, month: int, value: str) -> None:
    assert values(season, date(2021, month, 12)) == [(season, value)]


def test_nobody_can_say_which_is_the_third_day() -> None:
    assert values("It rained for a third day.") == [("a third day", None)]


def test_the_weekend_of_what_is_over_is_the_last_one() -> None:
    assert values("The dam fell on the weekend.")[-1][1] == "2021-W09-WE"
    assert values("The fair will be held on the weekend.")[-1][1] == "2021-W10-WE"


def test_a_clause_that_looks_ahead_moves_weekdays_and_months() -> None:
    assert values("The court is scheduled to meet Monday.") == [("Monday", "2021-03-15")]
    assert values("The court will meet on Monday.") == [("Monday", "2021-03-15")]
    assert values("The court will meet, he said Monday.") == [("Monday", "2021-03-08")]
    assert values("They agreed to meet again on Monday.") == [("Monday", "2021-03-15")]
    assert values("They agreed to a truce on Monday.") == [("Monday", "2021-03-08")]
    assert values("They agreed to meet, he said on Monday.") == [("Monday", "2021-03-08")]
    assert values("They agreed to cut prices on Monday.") == [("Monday", "2021-03-08")]
    assert values("The court met Monday.") == [("Monday", "2021-03-08")]
    assert values("The bridge will open in May.") == [("May", "2021-05")]
    assert values("The bridge opened in May.") == [("May", "2020-05")]


@pytest.mark.parametrize(
    "article",
    [
        "You may leave.",
        "The 45-year-old driver fell asleep.",
        "Prices fall and spring back, a second thought.",
        "USA Today and the Daily Mail",
        "a quarter of the houses",
        "Three quarters of the houses burned, or three-quarters.",
        "Jan Wolski met April Jones.",
        "men in their twenties",
        "It sold 2,019 tickets for $2019.50.",
        "soon, then, formerly, already, immediately",
    ],
)
def test_look_alikes_are_no_dates(article: str) -> None:
    assert values(article) == []


def test_a_named_day_is_no_weekday() -> None:
    (one,) = found("the riots of Bloody Sunday")
    assert (one.text, one.edtf) == ("Bloody Sunday", None)


def test_offsets_are_code_points() -> None:
    article = "🌊🌊 The dyke of 𝔊 broke on 2 March; 🌊 it was mended Friday."
    assert [article[one.start : one.end] for one in found(article)] == ["2 March", "Friday"]


def test_days_that_the_calendar_lacks_are_no_dates() -> None:
    assert values("on February 30, 2019")[-1][1] != "2019-02-30"
    assert dates.resolve("0001-01-01", None) is None
    assert dates.resolve("100 years ago", date(1, 1, 1)) is None
    assert dates.resolve("next year", date(9999, 12, 31)) is None


@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)), st.dates(date(1500, 1, 1), date(2099, 12, 31)))
def test_a_full_date_is_itself_whatever_the_document_date(day: date, today: date) -> None:
    for printed in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", day.isoformat()):
        assert dates.resolve(printed, today) == (day.isoformat(), 1)


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_at_most_six_days_back_or_seven_ahead(today: date, number: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[number]
    back, ahead = dates.resolve(name, today), dates.resolve(name, today, future=True)
    assert back is not None
    assert ahead is not None
    assert date.fromisoformat(back[0]).weekday() == date.fromisoformat(ahead[0]).weekday() == number
    assert 0 <= (today - date.fromisoformat(back[0])).days <= 6
    assert 1 <= (date.fromisoformat(ahead[0]) - today).days <= 7


# fmt: off
WORDS = (
    "the", "last", "next", "this", "past", "a", "of", "in", "on", "three", "12", "1999", "2021", "Monday",
    "May", "5", "5:30", "a.m.", "week", "weeks", "year", "years", "ago", "later", "quarter", "first",
    "overnight", "fall", "every", "'", "-", ",", ".", ":", "/", "𝟙𝟚", "É", "\xa0", "\n",
)
# fmt: on
ARTICLES = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=60)


@given(ARTICLES, st.none() | st.dates())
def test_spans_are_in_range_and_in_order_and_edtf_is_valid(article: str, today: date | None) -> None:
    spans = found(article, today)
    assert spans == found(article, today)
    last = 0
    for one in spans:
        assert last <= one.start < one.end <= len(article)
        assert article[one.start : one.end] == one.text
        assert (one.edtf is None) == (one.prec is None)
        assert one.edtf is None or edtf.valid(one.edtf)
        last = one.end


@pytest.mark.stress  # the whole extractor, in test_extract_any_text, always
@pytest.mark.parametrize("unit", ["1", "12:", "Monday ", "the last ", "3/", "May 5 ", "a year ", "the ", "2021-", "'9"])
def test_time_grows_with_the_length_only(unit: str) -> None:
    assert grows_linearly(found, unit)
