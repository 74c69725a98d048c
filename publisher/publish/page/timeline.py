"""Events on a line of time, each as precisely as the text dates it: days, intervals, open and unknown ends, doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import inf, log10

from .markup import Markup, join, tag
from .names import MONTHS, Names, in_words
from .parts import clipped, coded, counted, link, listed, section, table
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
    """A table with one row an event: what, when in words, and the picture of when; under it what has no date. None
    without events."""
    events = sorted((row for row in view.rows("events") if _dated(row)), key=_order)
    undated = [row for row in view.rows("events") if not _dated(row)]
    if not events and not undated:
        return None
    dated = [row["document_date"] for row in view.rows("sources") if row["document_date"]]
    axis = scale([*dated, *(day for row in events for day in (row["date_start"], row["date_end"]) if day)])
    words = _words(view)
    picture = join(tag("span", "Picture", class_="hidden"), _axis(axis, dated))
    rows = (_row(row, axis, words.get(row["event_id"]), names) for row in events)
    return section(
        "timeline",
        f"When it happened: {len(events)} of {len(events) + len(undated)} events have a date that the text gives or "
        "implies. A date is drawn as wide as it is unsure. Where two strokes cross the axis, more than a week is "
        "drawn too short.",
        _key(tag("g", _grid(axis, dated), id="grid")),
        table(("Event", "When", picture), rows, class_="timeline") if events else None,
        tag("p", "Precision: ", listed(_precisions(view, events)), ".", class_="note") if events else None,
        _undated(undated, names) if undated else None,
    )


def _dated(row: Row) -> bool:
    return row["date_start"] is not None or row["date_end"] is not None


def _precisions(view: View, events: Sequence[Row]) -> Iterator[Markup]:
    """How precisely the dates are known, in the words of the code list, the most precise first."""
    codes = next(field for field in view.tables["events"].fields if field["name"] == "date_prec")["codes"]
    counts = Counter(row["date_prec"] for row in events)
    for code in sorted(counts, key=lambda code: code or inf):
        meaning = coded(str(code), codes[str(code)]) if code else "known on one side only"
        yield join(f"{counts[code]:,} × ", meaning)


def _undated(rows: Sequence[Row], names: Names) -> Markup:
    items = (tag("li", link(names[row["event_id"]], row["event_id"])) for row in rows)
    return tag("div", tag("h3", counted("Without a date in the text", len(rows))), tag("ul", items), class_="undated")


def _order(row: Row) -> tuple[date, date]:
    """By the last possible day, then by the first."""
    return row["date_end"] or row["date_start"], row["date_start"] or date.min


def _words(view: View) -> dict[str, tuple[str, str]]:
    """The words that date an event, and how the date follows from them."""
    return {
        row["record_id"]: (row["exact"], row["basis"])
        for row in reversed(view.rows("evidence"))
        if row["record_table"] == "events" and row["field"] == "date_edtf"
    }


def _row(row: Row, axis: Scale, words: tuple[str, str] | None, names: Names) -> Markup:
    edtf = row["date_edtf"]
    when: list[object] = [in_words(edtf), " ", tag("code", edtf)]
    if words:
        basis = "" if words[1] == "explicit" else f", {words[1]}"
        when.append(tag("small", f"“{clipped(words[0], 40)}”{basis}"))
    return tag(
        "tr",
        tag("th", link(names[row["event_id"]], row["event_id"]), scope="row"),
        tag("td", when),
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
    """A dot for a day, a bar for an interval; one that fades where an end is unknown, or that has no edge and a point
    where it is open; dashed where there is doubt."""
    start, end, edtf = row["date_start"], row["date_end"], row["date_edtf"]
    doubt = " doubt" if any(sign in edtf for sign in "?~%") else ""
    if start is None or end is None:
        yield from _half(axis.places[end or start], before=start is None, open_=".." in edtf)
    elif start == end:
        yield tag("circle", cx=_percent(axis.places[start]), cy=MIDDLE, r="5.5", class_=f"day{doubt}")
    else:
        yield _bar(axis.places[start], axis.places[end], 10, rx=5, class_=f"span{doubt}")


def _half(place: float, *, before: bool, open_: bool) -> Iterator[Markup]:
    """All that lies before or after a place, up to the edge. open_: it has no other end; else nobody knows it."""
    left, right, side = (0.0, place, "left") if before else (place, 100.0, "right")
    if open_:
        yield _bar(left, right, 8, class_="open")
        x, step = ("0", -9) if before else ("100%", 9)
        point = tag("path", d=f"M0 {MIDDLE - 8}L{step} {MIDDLE}L0 {MIDDLE + 8}z", class_="open")
        yield tag("svg", point, x=x, overflow="visible", width=1, height=HEIGHT)
    else:
        yield _bar(left, right, 8, fill=f"url(#fade-{side})")
    yield _upright(place, "limit", MIDDLE - 8, MIDDLE + 8)


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
    shapes: list[tuple[Iterable[Markup], str]] = [
        ([tag("circle", cx="50%", cy=MIDDLE, r="5.5", class_="day")], "the day"),
        ([tag("circle", cx="50%", cy=MIDDLE, r="5.5", class_="day doubt")], "probably that day (?)"),
        ([_bar(0, 100, 10, rx=5, class_="span")], "some time between, or all of it"),
        (
            [_shared(grid), *_half(96, before=True, open_=False)],
            "by then; beginning unknown",
        ),
        (_half(4, before=False, open_=True), "since then; no end"),
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
