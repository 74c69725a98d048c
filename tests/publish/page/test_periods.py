"""The time line of an archive has as many bars as one can see, and loses nothing."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from publisher.publish.page.periods import MOST, Period, count_periods

DAY = date(2031, 5, 5)


def test_days_months_or_years() -> None:
    for apart, unit in ((59, "day"), (60, "month"), (1790, "month"), (2000, "year")):
        found = count_periods({DAY: 1, DAY + timedelta(apart): 1}, {})
        assert found is not None
        assert (found.unit, found.bars[0].label) == (unit, {"day": "5 May 2031", "month": "May 2031"}.get(unit, "2031"))


def test_a_bar_says_how_its_days_begin() -> None:
    found = count_periods({DAY: 2}, {})
    assert found is not None
    assert found.bars == [Period("5 May 2031", "2031-05-05", articles=2, events=0)]
    assert found.labelled == [0]


def test_an_event_counts_where_its_date_is_precise_enough() -> None:
    month = {(date(2031, 5, 1), date(2031, 5, 31)): 3, (DAY, DAY): 1, (None, DAY): 2, (None, None): 4}
    by_day = count_periods({DAY: 1}, month)
    assert by_day is not None
    assert (by_day.unit, by_day.vague, sum(bar.events for bar in by_day.bars)) == ("day", 5, 1)
    by_month = count_periods({DAY: 1, date(2033, 1, 1): 1}, month)
    assert by_month is not None
    assert (by_month.unit, by_month.vague, sum(bar.events for bar in by_month.bars)) == ("month", 2, 4)


def test_a_few_dates_far_away_share_a_bar() -> None:
    found = count_periods({DAY: 100, date(1815, 6, 18): 1, date(2099, 1, 1): 1}, {})
    assert found is not None
    assert [bar.label for bar in found.bars] == ["before 5 May 2031", "5 May 2031", "after 5 May 2031"]
    assert [bar.articles for bar in found.bars] == [1, 100, 1]


def test_nothing_has_a_date() -> None:
    assert count_periods({}, {(None, None): 3, (None, DAY): 1}) is None


@given(st.dictionaries(st.dates(), st.integers(1, 50), min_size=1, max_size=30))
def test_every_article_is_in_one_bar(articles: dict[date, int]) -> None:
    found = count_periods(articles, {})
    assert found is not None
    assert sum(bar.articles for bar in found.bars) == sum(articles.values())
    assert len(found.bars) <= MOST + 2
    assert all(0 <= place < len(found.bars) for place in found.labelled)
