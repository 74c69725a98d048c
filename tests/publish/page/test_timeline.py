"""The timeline draws each date as precisely as it is known, and nothing more precisely."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_case import EVIDENCE, ROWS, Element, Row, package, parsed, proof

from publisher.publish.page.timeline import LEFT, RIGHT, lay_out

DAY = date(2031, 5, 5)


@given(st.lists(st.dates(), min_size=2, max_size=20, unique=True))
def test_later_is_further_right_and_longer_is_wider(days: list[date]) -> None:
    places = lay_out(days).places
    assert list(places) == sorted(days)
    values = list(places.values())
    assert values == sorted(values)
    assert values[0] == LEFT
    assert values[-1] == pytest.approx(RIGHT)
    drawn = [(later - earlier, places[later] - places[earlier]) for earlier, later in pairwise(places)]
    assert [width for _, width in sorted(drawn)] == pytest.approx(sorted(width for _, width in drawn))


def test_one_day_stands_in_the_middle_and_none_nowhere() -> None:
    assert lay_out([DAY, DAY]).places == {DAY: (LEFT + RIGHT) / 2}
    assert lay_out([]).places == {}


def test_only_gaps_of_more_than_a_week_are_marked() -> None:
    places = lay_out([DAY, DAY + timedelta(7), DAY + timedelta(15)])
    assert [first for first, _ in places.gaps] == [places.places[DAY + timedelta(7)]]


def section(folder: Path, *dates: Row) -> Element | None:
    """The timeline of events with these dates, named "Talks 0" and so on."""
    common = {
        "event_type": "AGREE", "source_id": "src-quay", "method": "manual", "evidence_id": proof("evt-talks"),
        "date_edtf": None, "date_start": None, "date_end": None, "date_prec": None,
    }  # fmt: skip
    events = [{"event_id": f"evt-{i}", "label": f"Talks {i}", **common, **cells} for i, cells in enumerate(dates)]
    made = package(folder, {"sources": ROWS["sources"], "evidence": EVIDENCE, "events": events})
    return next(parsed(made.page({})).every("section", id="timeline"), None)


def drawn(folder: Path, edtf: str, start: date | None, end: date | None) -> tuple[str, list[tuple[str, str]]]:
    """The words beside one event and the marks in its track: name and class or fill."""
    found = section(folder, {"date_edtf": edtf, "date_start": start, "date_end": end})
    assert found is not None
    row = next(row for row in found.every("tr") if "Talks" in row.text)
    marks = [
        (element.name, element.attributes.get("class") or element.attributes.get("fill") or "")
        for element in row.find("svg").children
        if element.name != "use"  # the grid
    ]
    return row.text, marks


@pytest.mark.parametrize(
    ("edtf", "start", "end", "words", "marks"),
    [
        ("2031-05-05", DAY, DAY, "5 May 2031", [("circle", "day")]),
        ("2031-05-05?", DAY, DAY, "probably 5 May 2031", [("circle", "day doubt")]),
        ("2031-05", date(2031, 5, 1), date(2031, 5, 31), "May 2031", [("rect", "span")]),
        ("2031-05~", date(2031, 5, 1), date(2031, 5, 31), "about May 2031", [("rect", "span doubt")]),
        ("[2031-05-05..2031-05-06]", DAY, DAY + timedelta(1), "at some time from", [("rect", "span")]),
        ("2031-05-05/2031-05-06", DAY, DAY + timedelta(1), "from 5 May", [("rect", "span lasts")]),
        ("[..2031-05-05]", None, DAY, "on or before", [("rect", "url(#fade-left)"), ("line", "limit")]),
        ("[2031-05-05..]", DAY, None, "on or after", [("rect", "url(#fade-right)"), ("line", "limit")]),
        ("2031-05-05/..", DAY, None, "from 5 May 2031 on", [("rect", "open"), ("svg", ""), ("line", "limit")]),
        ("../2031-05-05", None, DAY, "until 5 May", [("rect", "open"), ("svg", ""), ("line", "limit")]),
    ],
)
def test_marks(
    tmp_path: Path, edtf: str, start: date | None, end: date | None, words: str, marks: list[tuple[str, str]]
) -> None:
    said, found = drawn(tmp_path, edtf, start, end)
    assert words in said
    assert found == marks


def test_what_has_no_date_is_counted(tmp_path: Path) -> None:
    found = section(tmp_path, {}, {"date_edtf": "2031-05-05", "date_start": DAY, "date_end": DAY}, {})
    assert found is not None
    assert [row.find("th").text for row in found.find("tbody").children] == ["Talks 1"]
    assert "when 1 of the 3 events happened" in found.find("p", class_="lede").text


def test_without_any_date_there_is_no_line(tmp_path: Path) -> None:
    assert section(tmp_path, {}) is None
    assert section(tmp_path / "empty") is None


@pytest.mark.parametrize(
    ("asserted", "words", "line"),
    [(True, "Talks 0", None), (False, "Talks 0 told only by others", "reported"), (None, "Talks 0", None)],
)
def test_what_the_article_itself_does_not_tell_is_marked(
    tmp_path: Path, asserted: bool | None, words: str, line: str | None
) -> None:
    dated = {"date_edtf": "2031-05-05", "date_start": DAY, "date_end": DAY}
    found = section(tmp_path, {"is_asserted": asserted, **dated})
    assert found is not None
    place = found.find("tbody").find("th")
    assert (place.text, place.attributes.get("class")) == (words, line)
