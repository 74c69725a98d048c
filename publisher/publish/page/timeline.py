"""Events on a line of time, each as precisely as the text dates it: days, intervals, open and unknown ends, doubts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import log10

from publisher.edtf import ends

from .names import MONTHS, format_edtf
from .view import Row, View

LEFT, RIGHT = 6.0, 94.0  # percent of the width: room for what lies before and after
CLOSE = {"tick": 24.0, "tick mid": 13.0, "tick fine": 7.5}  # class of a label -> percent of the width it keeps free
SHORTENED = timedelta(days=7)  # longer gaps get a break mark


@dataclass(frozen=True, slots=True)
class Scale:
    """places: percent of the width for each known day, in order. gaps: where more than SHORTENED lies between two."""

    places: Mapping[date, float]
    gaps: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Dated:
    """An event with a date. inferred: its words only suggest the date; left, right: its ends in percent of the width;
    each None where there is none."""

    event: Row
    inferred: bool
    left: float | None
    right: float | None

    @property
    def doubt(self) -> bool:
        """Whether the date is not sure."""
        return any(sign in self.event["date_edtf"] for sign in "?~%")

    @property
    def lasts(self) -> bool:
        """Whether it lasted all the time, so that an end that is not there lies open; else it is not known when in that
        time it happened."""
        return "/" in self.event["date_edtf"]


@dataclass(frozen=True, slots=True)
class Timeline:
    """undated: how many events have no date; grid: place of each known day, and whether an article is of that day;
    labels: place, class and lines of a day above the tracks; breaks: places of gaps drawn too short."""

    dated: Sequence[Dated]
    undated: int
    grid: Sequence[tuple[float, bool]]
    labels: Sequence[tuple[float, str, Sequence[str]]]
    breaks: Sequence[float]


def lay_out(days: Sequence[date]) -> Scale:
    """A gap of n days is 1 + log10(n) wide, so that one busy week stays readable beside a year."""
    known = sorted(set(days))
    widths = [1 + log10((later - earlier).days) for earlier, later in pairwise(known)]
    unit = (RIGHT - LEFT) / sum(widths) if widths else 0.0
    places = {known[0]: LEFT if widths else (LEFT + RIGHT) / 2} if known else {}
    for (earlier, later), width in zip(pairwise(known), widths, strict=True):
        places[later] = places[earlier] + unit * width
    gaps = [(places[earlier], places[later]) for earlier, later in pairwise(known) if later - earlier > SHORTENED]
    return Scale(places, gaps)


def collect_timeline(view: View) -> Timeline | None:
    """The events by their last possible day, then by the first. None where no event has a date."""
    rows = view.rows("events")
    events = sorted((row for row in rows if row["date_start"] or row["date_end"]), key=_order)
    if not events:
        return None
    articles = [row["document_date"] for row in view.rows("sources") if row["document_date"]]
    scale = lay_out([*articles, *(day for row in events for day in (row["date_start"], row["date_end"]) if day)])
    dates = (row for row in reversed(view.rows("evidence")) if row["field"] == "date_edtf")
    basis = {row["record_id"]: row["basis"] for row in dates}  # of several the first
    return Timeline(
        dated=[
            Dated(
                row,
                basis.get(row["event_id"]) == "inferred",
                *(scale.places.get(row[end]) for end in ("date_start", "date_end")),
            )
            for row in events
        ],
        undated=len(rows) - len(events),
        grid=[(place, day in articles) for day, place in scale.places.items()],
        labels=list(_labels(scale, articles)),
        breaks=[(first + last) / 2 for first, last in scale.gaps],
    )


def find_period(view: View) -> tuple[str, str] | None:
    """From when to when events happened, in words as precise as the text; None where no event has both ends."""
    if not view.whole:
        return None
    rows = view.rows("events")
    starts = [(row["date_start"], ends(row["date_edtf"])[0]) for row in rows if row["date_start"]]
    last = [(row["date_end"], ends(row["date_edtf"])[1]) for row in rows if row["date_end"]]
    if not starts or not last:
        return None
    first, end = min(starts)[1], max(last)[1]
    return (format_edtf(first.rstrip("?~%")), format_edtf(end.rstrip("?~%"))) if first and end else None


def _order(row: Row) -> tuple[date, date]:
    return row["date_end"] or row["date_start"], row["date_start"] or date.min


def _labels(scale: Scale, articles: Sequence[date]) -> Iterator[tuple[float, str, Sequence[str]]]:
    """Days above the tracks, those of the articles first. Few keep so much room that they show on every screen; on
    wider ones more labels show between them (pictures.css)."""
    days = sorted(scale.places, key=lambda day: (day not in articles, day))
    placed: dict[date, str] = {}
    for kind, room in CLOSE.items():
        for day in days:
            if all(abs(scale.places[day] - scale.places[other]) >= room for other in placed):
                placed[day] = kind
    for day, kind in placed.items():
        lines = f"{day.day} {MONTHS[day.month - 1][:3]}", str(day.year)
        yield scale.places[day], f"{kind} now" if day in articles else kind, lines
