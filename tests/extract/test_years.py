"""Years: which number of four digits is one, and the year of a month or day that has none of its own."""

from __future__ import annotations

from datetime import date

import pytest

from publisher.extract import dates, figures, text

TUESDAY = date(2025, 3, 4)


def days(article: str) -> list[tuple[str, str | None]]:
    return [(one.text, one.edtf) for one in dates.find(text.read(article), TUESDAY)]


@pytest.mark.parametrize(
    ("article", "printed"),
    [
        ("About 2000 people were hurt.", "About 2000"),
        ("Some 1500 armed men fled.", "Some 1500"),
        ("It cost 1999 dollars.", "1999 dollars"),
        ("Nearly 1800 windows broke.", "Nearly 1800"),
        ("About 1500-2000 people came.", "About 1500-2000"),
        ("The firm cut 1900 jobs.", "1900"),
    ],
)
def test_a_number_before_what_it_counts_is_a_figure_and_no_year(article: str, printed: str) -> None:
    read = text.read(article)
    found = dates.find(read, TUESDAY)
    assert found == []
    assert [one.text for one in figures.find(read, found)] == [printed]


@pytest.mark.parametrize(
    "article",
    [
        "In 2000 people left.",
        "The 2000 voters' list burnt.",
        "Since 1999 soldiers guard it.",
        "The 2015 storms ended.",
        "World Cup 2018 day five.",
    ],
)
def test_but_behind_in_or_the_it_is_a_year(article: str) -> None:
    ((printed, _),) = days(article)
    assert printed in article
    assert len(printed) == 4


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("Between January and March 2020 it rained.", ["2020-01", "2020-03"]),
        ("In Jan-Feb 2020 it rained.", ["2020-01", "2020-02"]),
        ("In May, June and July 2020 it rained.", ["2020-05", "2020-06", "2020-07"]),
        ("From March 5 to April 7, 2020, it rained.", ["2020-03-05", "2020-04-07"]),
        ("From 28 December to 3 January 2020 it rained.", ["2019-12-28", "2020-01-03"]),
        ("From May 2019 to March 2020 it rained.", ["2019-05", "2020-03"]),
        ("It rained in March. Dry weather came in May 2020.", ["2025-03", "2020-05"]),
    ],
)
def test_several_months_or_days_share_the_year_behind_the_last(article: str, expected: list[str]) -> None:
    assert [edtf for _, edtf in days(article)] == expected


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("Half a year ago it rained.", "2024-09"),
        ("One and a half years ago it rained.", "2023-09"),
        ("In the summer of '69 it rained.", "1969-06/1969-08"),
        ("On Sep 10, 1989, it rained.", "1989-09-10"),
        ("It rained on the morning of Friday, Feb. 28.", "2025-02-28"),
        ("It rained in the early hours of Sunday.", "2025-03-02"),
        ("It rained around midnight on Sunday.", "2025-03-02"),
        ("It rained the day before yesterday.", "2025-03-02"),
        ("It rained this past weekend.", "2025-03-01/2025-03-02"),
        ("Two cars burned over the weekend.", "2025-03-01/2025-03-02"),
        ("It rained on a day of March (4 March).", "2025-03-04"),
        ("It rained for the third week in a row.", "2025-03-03/2025-03-09"),
    ],
)
def test_words_around_a_date_tell_which_it_is(article: str, expected: str) -> None:
    assert days(article)[-1][1] == expected


@pytest.mark.parametrize(
    "article",
    [
        "They scored twice in the second half.",  # of a match
        "In the week of the vote it rained.",
        "In the third week it rained.",
        "At 1800 UTC it rained.",
        "In the year to last spring it rained.",
        "Two years later it rained.",  # counted from another day
    ],
)
def test_what_is_not_said_to_be_near_the_article_has_no_date(article: str) -> None:
    assert days(article)[0][1] is None
