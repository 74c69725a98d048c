"""The picture of who speaks to others and about them, and the same facts as a table."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .names import Names
from .relations import TO, Relation, arrange, collect_relations
from .view import View
from .words import Words

STEP = 46  # pixels between two names
LINE = 15  # pixels between two lines of a name
LABEL = 17  # characters in one of them
INNER = 34  # percent of the width, on either side, that the names take

Lines = Sequence[tuple[str, float]]
"""A name beside the curves: its lines, and where they are, pixels from the top."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A curve. start, end: pixels from the top; width: in pixels."""

    relation: Relation
    start: float
    end: float
    width: float


@dataclass(frozen=True, slots=True)
class Network:
    """relations: each with links to its statements by their cues; left: who speaks, with the curves
    that begin there."""

    relations: Sequence[tuple[Relation, Sequence[Words]]]
    left: Sequence[tuple[Lines, Sequence[Edge]]]
    right: Sequence[Lines]
    height: int
    inner: int = INNER


def collect_network(view: View, names: Names) -> Network | None:
    """None when nobody speaks about anybody."""
    found = collect_relations(view, names)
    if not found:
        return None
    cues = {row["statement_id"]: row["cue_text"] or "without a cue" for row in view.rows("statements")}
    left, right = arrange(found)
    height = STEP * max(len(left), len(right))
    starts, ends = _places(left, height), _places(right, height)
    return Network(
        relations=[(relation, [Words(cues[key], key) for key in relation.statements]) for relation in found],
        left=[(_lines(name, y), [_edge(r, y, ends) for r in found if r.speaker == name]) for name, y in starts.items()],
        right=[_lines(name, y) for name, y in ends.items()],
        height=height,
    )


def _places(side: Sequence[str], height: int) -> dict[str, float]:
    """Name -> pixels from the top, evenly over the height."""
    return {name: height * (index + 0.5) / len(side) for index, name in enumerate(side)}


def _lines(name: str, y: float) -> Lines:
    """A name in as many lines as it needs, up to three."""
    lines = textwrap.wrap(name, LABEL, max_lines=3, placeholder=" …") or [name]
    top = y - LINE * (len(lines) - 1) / 2 + 4
    return [(line, top + LINE * i) for i, line in enumerate(lines)]


def _edge(relation: Relation, start: float, ends: Mapping[str, float]) -> Edge:
    beside = 3 if relation.relation == TO else 0  # a curve to the same name
    return Edge(relation, start, ends[relation.other] + beside, min(1.2 + len(relation.statements) * 0.8, 7))
