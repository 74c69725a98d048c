"""Who does something to somebody or speaks about somebody, and who says so: a picture, and every act in a table."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publisher.grouped import grouped

from .names import Names, clip
from .view import Row, View
from .words import Words, read_cell

STEP = 46  # pixels between two names
LINE = 15  # pixels between two lines of a name
LABEL = 17  # characters in one of them
INNER = 30  # percent of the width, on either side, that the names take
WORDS = 160  # characters of a statement in the table
OTHER = "other"
_NOT_SO = ("negation", "hypothetical")  # acts that did not happen: they have no line
PORT = 8  # pixels between the curves that end at one name, where there is room

Lines = Sequence[tuple[str, float]]
"""A name beside the curves: its lines, and where they are, pixels from the top."""


@dataclass(frozen=True, slots=True)
class Act:
    """A row of the view `acts`. type: what kind of act; what: the event, or the words of the statement, as a link."""

    row: Row
    type: Words
    what: Words
    cue: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A curve for all acts of one kind from one to another. nature: conflict, cooperation or other; asserted: the
    article itself tells of them; start, end: pixels from the top."""

    who: str
    to: str
    nature: str
    said: bool
    mutual: bool
    asserted: bool
    acts: Sequence[Act]
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Interactions:
    """acts: all, in the order of the text; edges: of those that happened and whose two sides the words name, and not a
    claim alone; left, right: the names."""

    acts: Sequence[Act]
    edges: Sequence[Edge]
    left: Sequence[Lines]
    right: Sequence[Lines]
    height: int
    inner: int = INNER


Key = tuple[str, str, str, bool, bool, bool]
"""Who, to whom, of which nature, whether it is said, whether both do it, whether the article itself tells of it."""


def collect_interactions(view: View, names: Names, acts: Sequence[Row]) -> Interactions | None:
    """acts: the rows of the view `acts`. None where there are none."""
    places = {row["evidence_id"]: (row["source_id"], row["char_start"]) for row in view.rows("evidence")}
    statements = {row["statement_id"]: row for row in view.rows("statements")}
    found = [_act(view, row, statements, names) for row in sorted(acts, key=lambda row: places[row["evidence_id"]])]
    groups = grouped((_key(act.row), act) for act in found if _is_drawn(act.row))
    left, right = arrange([key[:2] for key in groups])
    height = STEP * max(len(left), len(right))
    sides = _places(left, height), _places(right, height)
    starts, ends = _ports(list(groups), sides, 0), _ports(list(groups), sides, 1)
    edges = [Edge(*key, acts, starts[key], ends[key]) for key, acts in groups.items()]
    names_left, names_right = ([_lines(name, y) for name, y in side.items()] for side in sides)
    return Interactions(found, edges, names_left, names_right, height) if found else None


def _act(view: View, row: Row, statements: Mapping[str, Row], names: Names) -> Act:
    statement = statements.get(row["record_id"])
    if statement is None:
        return Act(
            row, read_cell(view, "events", "event_type", row["act_type"]), Words(row["what"], row["record_id"]), ""
        )
    what = Words(clip(row["what"], WORDS), row["record_id"], names.lang(row))
    return Act(row, read_cell(view, "statements", "act_type", row["act_type"]), what, statement["cue_text"] or "")


def _is_drawn(row: Row) -> bool:
    """Whether an act happened, and the words name both sides, not a claim alone."""
    known = row["actor"] and row["recipient"] and row["parties_basis"] != "inferred" and not row["is_claimed"]
    return bool(known) and row["auxiliary_mode"] not in _NOT_SO


def _key(row: Row) -> Key:
    nature = (row["quad_class"] or OTHER).rpartition(" ")[2]  # the last word of a quad class: conflict or cooperation
    how = row["record_table"] == "statements", bool(row["is_mutual"]), bool(row["is_asserted"])
    return row["actor"], row["recipient"], nature, *how


def arrange(pairs: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Those on the left and those on the right, each side in an order in which few lines cross (barycentres, in
    turns)."""
    left, right = (list(dict.fromkeys(side)) for side in zip(*pairs, strict=True)) if pairs else ([], [])
    for _ in range(6):
        right = _sorted(right, [(to, who) for who, to in pairs], left)
        left = _sorted(left, pairs, right)
    return left, right


def _sorted(side: Sequence[str], pairs: Sequence[tuple[str, str]], other: Sequence[str]) -> list[str]:
    place = {name: index / max(len(other) - 1, 1) for index, name in enumerate(other)}
    joined = {name: [place[to] for one, to in pairs if one == name] for name in side}
    return sorted(side, key=lambda name: (sum(joined[name]) / len(joined[name]), name))


def _places(side: Sequence[str], height: int) -> dict[str, float]:
    """Name -> pixels from the top, evenly over the height."""
    return {name: height * (index + 0.5) / len(side) for index, name in enumerate(side)}


def _ports(keys: Sequence[Key], sides: Sequence[Mapping[str, float]], at: int) -> dict[Key, float]:
    """Where each curve meets its name on side `at`: one below the other, in the order of the names at the other end."""
    found: dict[Key, float] = {}
    for name, y in sides[at].items():
        mine = sorted((key for key in keys if key[at] == name), key=lambda key: (sides[1 - at][key[:2][1 - at]], key))
        step = min(PORT, (STEP - PORT) / len(mine))
        found |= {key: y + (index - (len(mine) - 1) / 2) * step for index, key in enumerate(mine)}
    return found


def _lines(name: str, y: float) -> Lines:
    """A name in as many lines as it needs, up to three."""
    lines = textwrap.wrap(name, LABEL, max_lines=3, placeholder=" …") or [name]
    top = y - LINE * (len(lines) - 1) / 2 + 4
    return [(line, top + LINE * i) for i, line in enumerate(lines)]
