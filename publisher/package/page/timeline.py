"""Events on a line of time, each as precisely as the text dates it: days, intervals, ends that nobody knows, doubts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import log10

from .markup import Markup, join, tag
from .names import MONTHS, Names, in_words
from .parts import clipped, link, section, table
from .view import Row, View

LEFT, RIGHT = 6.0, 94.0  # percent of the width: room for what lies before and after
CLOSE = {"tick": 24.0, "tick mid": 13.0, "tick fine": 7.5}  # class of a label -> percent of the width it keeps free
HEIGHT, MIDDLE = 24, 12  # pixels
SHORTENED = timedelta(days=7)  # longer gaps get a break mark


@dataclass(frozen=True, slots=True)
class Scale:
    """places: percent of the width for each known day, in order. gaps: where more than SHORTENED lies between two."""

    places: Mapping[date, float]
    gaps: Sequence[tuple[float, float]]


def scale(days: Sequence[date]) -> Scale:
    """A gap of n days is 1 + log10(n) wide, so that one busy week stays readable beside a year."""
    known = sorted(set(days))
    widths = [1 + log10((later - earlier).days) for earlier, later in pairwise(known)]
    unit = (RIGHT - LEFT) / sum(widths) if widths else 0.0
    places = {known[0]: LEFT if widths else (LEFT + RIGHT) / 2} if known else {}
    for (earlier, later), width in zip(pairwise(known), widths, strict=True):
        places[later] = places[earlier] + unit * width
    gaps = [(places[earlier], places[later]) for earlier, later in pairwise(known) if later - earlier > SHORTENED]
    return Scale(places, gaps)


def timeline(view: View, names: Names) -> Markup | None:
    """A table with one row an event: what, when in words, and the picture of when. None without events."""
    events = sorted(view.rows("events"), key=_order)
    if not events:
        return None
    dated = [row["document_date"] for row in view.rows("sources") if row["document_date"]]
    axis = scale([*dated, *(day for row in events for day in (row["date_start"], row["date_end"]) if day)])
    words = _words(view)
    count = sum(row["date_edtf"] is not None for row in events)
    picture = join(tag("span", "Picture", class_="hidden"), _axis(axis, dated))
    rows = (_row(row, axis, words.get(row["event_id"]), names) for row in events)
    return section(
        "timeline",
        f"When it happened: {count} of {len(events)} events have a date that the text gives or implies. A date is "
        "drawn as wide as it is unsure. Where two strokes cross the axis, more than a week is drawn too short.",
        _key(tag("g", _grid(axis, dated), id="grid")),
        table(("Event", "When", picture), rows, class_="timeline"),
    )


def _order(row: Row) -> tuple[bool, date, date]:
    """Dated events first, by the last possible day, then by the first."""
    start, end = row["date_start"], row["date_end"]
    return start is None and end is None, end or start or date.max, start or date.min


def _words(view: View) -> dict[str, tuple[str, str]]:
    """The words that date an event, and how the date follows from them."""
    return {
        row["record_id"]: (row["exact"], row["basis"])
        for row in reversed(view.rows("evidence"))
        if row["record_table"] == "events" and row["field"] == "date_edtf"
    }


def _row(row: Row, axis: Scale, words: tuple[str, str] | None, names: Names) -> Markup:
    when: list[object] = ["no date in the text"]
    if edtf := row["date_edtf"]:
        when = [in_words(edtf), " ", tag("code", edtf)]
    if edtf and words:
        basis = "" if words[1] == "explicit" else f", {words[1]}"
        when.append(tag("small", f"“{clipped(words[0], 40)}”{basis}"))
    return tag(
        "tr",
        tag("th", link(names[row["event_id"]], row["event_id"]), scope="row"),
        tag("td", when, class_=None if edtf else "none"),
        tag("td", _picture(tag("use", href="#grid"), *_mark(row, axis)), class_="track"),
    )


def _picture(*children: Markup, height: int = HEIGHT) -> Markup:
    """As wide as its cell. For eyes only: the words beside it say the same."""
    return tag("svg", *children, width="100%", height=str(height), aria_hidden="true")


def _percent(place: float) -> str:
    return f"{place:.4g}%"


def _upright(place: float, kind: str, top: object = 0, bottom: object = "100%") -> Markup:
    return tag("line", x1=_percent(place), x2=_percent(place), y1=top, y2=bottom, class_=kind)


def _grid(axis: Scale, dated: Sequence[date]) -> Iterator[Markup]:
    for day, place in axis.places.items():
        yield _upright(place, "now" if day in dated else "grid")


def _mark(row: Row, axis: Scale) -> Iterator[Markup]:
    """A dot for a day, a bar for an interval, a bar that fades where an end is unknown; dashed where there is doubt."""
    start, end = row["date_start"], row["date_end"]
    doubt = " doubt" if any(sign in (row["date_edtf"] or "") for sign in "?~%") else ""
    if start is None and end is None:
        yield tag("line", x1=0, x2="100%", y1=MIDDLE, y2=MIDDLE, class_="undated")
    elif start is None or end is None:
        place = axis.places[end or start]
        left, right, fade = (0.0, place, "fade-left") if start is None else (place, 100.0, "fade-right")
        yield _bar(left, right, 8, fill=f"url(#{fade})")
        yield _upright(place, "limit", MIDDLE - 8, MIDDLE + 8)
    elif start == end:
        yield tag("circle", cx=_percent(axis.places[start]), cy=MIDDLE, r="5.5", class_=f"day{doubt}")
    else:
        yield _bar(axis.places[start], axis.places[end], 10, rx=5, class_=f"span{doubt}")


def _bar(left: float, right: float, height: int, **attributes: object) -> Markup:
    place = {"x": _percent(left), "width": _percent(right - left), "y": MIDDLE - height // 2, "height": height}
    return tag("rect", **place, **attributes)


def _axis(axis: Scale, dated: Sequence[date]) -> Markup:
    """Dates above the tracks, those of the articles first. Few keep so much room that they show on every screen; on
    wider ones more labels show between them (pictures.css)."""
    days = sorted(axis.places, key=lambda day: (day not in dated, day))
    placed: dict[date, str] = {}
    for kind, room in CLOSE.items():
        for day in days:
            if all(abs(axis.places[day] - axis.places[other]) >= room for other in placed):
                placed[day] = kind
    labels = (_label(day, axis.places[day], f"{kind} now" if day in dated else kind) for day, kind in placed.items())
    return _picture(*labels, *(_break((first + last) / 2) for first, last in axis.gaps), height=34)


def _label(day: date, place: float, kind: str) -> Markup:
    lines = (f"{day.day} {MONTHS[day.month - 1][:3]}", "1.1em"), (str(day.year), "2.3em")
    spans = (tag("tspan", line, x=_percent(place), y=y) for line, y in lines)
    return tag("text", spans, text_anchor="middle", class_=kind)


def _break(place: float) -> Markup:
    strokes = (tag("path", d=f"M{x - 2} 21L{x + 2} 11", class_="gap") for x in (-2, 3))
    return tag("svg", strokes, x=_percent(place), overflow="visible", width=1, height=34)


def _key(grid: Markup) -> Markup:
    """What the marks mean, drawn with the same shapes. What all pictures share is defined here: fades and grid."""
    shapes: list[tuple[list[Markup], str]] = [
        ([tag("circle", cx="50%", cy=MIDDLE, r="5.5", class_="day")], "the day"),
        ([tag("circle", cx="50%", cy=MIDDLE, r="5.5", class_="day doubt")], "probably that day (?)"),
        ([_bar(0, 100, 10, rx=5, class_="span")], "some time between, or all of it"),
        (
            [_shared(grid), _bar(0, 96, 8, fill="url(#fade-left)"), _upright(96, "limit", 4, 20)],
            "by then; beginning unknown",
        ),
        ([tag("line", x1=0, x2="100%", y1=MIDDLE, y2=MIDDLE, class_="undated")], "no date in the text"),
        ([_upright(50, "now")], "date of the article"),
    ]
    items = (tag("li", tag("svg", shape, width=40, height=24, aria_hidden="true"), word) for shape, word in shapes)
    return tag("ul", items, class_="key-marks")


def _shared(grid: Markup) -> Markup:
    stops = {"fade-left": (0, 1), "fade-right": (1, 0)}
    return tag(
        "defs",
        grid,
        (
            tag(
                "linearGradient",
                (tag("stop", offset=i, stop_opacity=o, class_="fade") for i, o in enumerate(pair)),
                id=key,
            )
            for key, pair in stops.items()
        ),
    )
