"""The timeline draws each date as precisely as it is known, and nothing more precisely."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_case import EVIDENCE, RAW, ROWS, package, parsed, proof

from publisher.package.page.names import Names
from publisher.package.page.timeline import LEFT, RIGHT, scale, timeline
from publisher.package.page.view import load

DAY = date(2031, 5, 5)


@given(st.lists(st.dates(), min_size=2, max_size=20, unique=True))
def test_later_is_further_right_and_longer_is_wider(days: list[date]) -> None:
    places = scale(days).places
    assert list(places) == sorted(days)
    values = list(places.values())
    assert values == sorted(values)
    assert values[0] == LEFT
    assert values[-1] == pytest.approx(RIGHT)
    drawn = [(later - earlier, places[later] - places[earlier]) for earlier, later in pairwise(places)]
    assert [width for _, width in sorted(drawn)] == pytest.approx(sorted(width for _, width in drawn))


def test_one_day_stands_in_the_middle_and_none_nowhere() -> None:
    assert scale([DAY, DAY]).places == {DAY: (LEFT + RIGHT) / 2}
    assert scale([]).places == {}


def test_only_gaps_of_more_than_a_week_are_marked() -> None:
    places = scale([DAY, DAY + timedelta(7), DAY + timedelta(15)])
    assert [first for first, _ in places.gaps] == [places.places[DAY + timedelta(7)]]


def drawn(folder: Path, edtf: str | None, start: date | None, end: date | None) -> tuple[str, list[tuple[str, str]]]:
    """The words beside one event and the marks in its track: name and class or fill."""
    dates = {"date_edtf": edtf, "date_start": start, "date_end": end, "date_prec": None}
    event = {
        "event_id": "evt-talks", "label": "Talks", "event_type": "AGREE", "source_id": "src-quay", "method": "manual",
        "evidence_id": proof("evt-talks"), **dates,
    }  # fmt: skip
    made = package(folder, {**ROWS, "events": [event], "event_actors": [], "event_places": [], "evidence": EVIDENCE})
    view = load(made.descriptor, RAW, made.folder / "data", {})
    body = timeline(view, Names(view))
    assert body is not None
    row = next(row for row in parsed(body).every("tr") if "Talks" in row.text)
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
        ("/2031-05-05", None, DAY, "on or before", [("rect", "url(#fade-left)"), ("line", "limit")]),
        ("2031-05-05/..", DAY, None, "on or after", [("rect", "url(#fade-right)"), ("line", "limit")]),
        (None, None, None, "no date in the text", [("line", "undated")]),
    ],
)
def test_marks(
    tmp_path: Path, edtf: str | None, start: date | None, end: date | None, words: str, marks: list[tuple[str, str]]
) -> None:
    said, found = drawn(tmp_path, edtf, start, end)
    assert words in said
    assert found == marks


def test_without_events_there_is_no_timeline(tmp_path: Path) -> None:
    made = package(tmp_path, {"sources": ROWS["sources"]})
    view = load(made.descriptor, RAW, made.folder / "data", {})
    assert timeline(view, Names(view)) is None
