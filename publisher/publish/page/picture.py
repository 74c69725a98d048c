"""The picture of who deals with whom: each actor once, in one column; conflict as arcs on the left, cooperation as arcs
on the right, the thicker the more acts there are. The pairs of `interactions` say the same in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .interactions import NATURES, Act, Pair
from .names import clip

ACTORS = 14  # rows of a picture that can be read
NAME = 24  # characters of a name
ROW, MIDDLE, SIDE, LETTER = 26, 220, 92, 7  # pixels: a row; to the middle of the names; from there to an arc; a letter
WIDEST = 120  # pixels that an arc goes out
THICKEST = 6


@dataclass(frozen=True, slots=True)
class Line:
    """The row of an actor. y: of its middle; leads: from its name to its arcs on a side, each from x to x."""

    name: str
    y: int
    leads: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Arc:
    """The acts of one nature between two actors. path: as SVG draws it; ends: its x and the y of both; claimed: whether
    all are only claimed; says: the two names."""

    nature: str
    path: str
    ends: tuple[int, int, int]
    thickness: int
    claimed: bool
    says: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; height in pixels."""

    lines: Sequence[Line]
    arcs: Sequence[Arc]
    height: int
    left_out: int
    """Actors for whom there is no room."""


def draw_picture(pairs: Sequence[Pair]) -> Picture | None:
    """The picture of some pairs; None where fewer than two of them are in conflict or cooperate."""
    drawn = [(pair, [act for act in pair.acts if act.nature]) for pair in pairs if len(pair.names) == 2]
    drawn = [(pair, acts) for pair, acts in drawn if acts]
    if len(drawn) < 2:
        return None
    everybody = _in_order(drawn)
    names = everybody[:ACTORS]
    rows = {name: ROW * (number + 2) for number, name in enumerate(names)}
    arcs = [arc for pair, acts in drawn if set(pair.names) <= set(names) for arc in _arcs(pair, acts, rows)]
    ends = {(arc.ends[0], y) for arc in arcs for y in arc.ends[1:]}
    lines = [_line(name, y, [x for x in (MIDDLE - SIDE, MIDDLE + SIDE) if (x, y) in ends]) for name, y in rows.items()]
    return Picture(lines, arcs, ROW * (len(names) + 2), len(everybody) - len(names))


def _in_order(drawn: Sequence[tuple[Pair, Sequence[Act]]]) -> list[str]:
    """The actors, each near those it has most acts with: first the one with most acts, then again and again the one
    with most acts with those that are placed."""
    between = {frozenset(pair.names): len(acts) for pair, acts in drawn}
    every = Counter[str]()
    for pair, acts in drawn:
        every.update(dict.fromkeys(pair.names, len(acts)))
    placed: list[str] = []
    while left := [name for name in every if name not in placed]:
        near = {name: sum(between.get(frozenset((name, other)), 0) for other in placed) for name in left}
        placed.append(max(left, key=lambda name: (near[name], every[name])))
    return placed


def _line(name: str, y: int, ends: Sequence[int]) -> Line:
    shown = clip(name, NAME)
    half = min(SIDE, len(shown) * LETTER // 2 + 6)
    return Line(shown, y, [(x, MIDDLE + (half if x > MIDDLE else -half)) for x in ends])


def _arcs(pair: Pair, acts: Sequence[Act], rows: dict[str, int]) -> Iterator[Arc]:
    top, bottom = sorted(rows[name] for name in pair.names)
    for nature in NATURES:
        if mine := [act for act in acts if act.nature == nature]:
            is_left = nature == NATURES[0]
            x, half = MIDDLE - SIDE if is_left else MIDDLE + SIDE, (bottom - top) / 2
            path = f"M{x} {top}A{min(half, WIDEST):g} {half:g} 0 0 {0 if is_left else 1} {x} {bottom}"
            claimed = all(act.row["is_claimed"] for act in mine)
            kinds = ", ".join(dict.fromkeys(act.type.text for act in mine))
            says = f"{' and '.join(pair.names)}: {kinds}"
            yield Arc(nature, path, (x, top, bottom), min(len(mine), THICKEST), claimed, says)
