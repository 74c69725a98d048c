"""The picture of who speaks to and about whom, and the same facts as a table."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from .markup import Markup, tag
from .names import Names
from .parts import link, listed, scroll, section, table
from .relations import ABOUT, TO, Relation, arranged, relations
from .view import View

STEP = 46  # pixels between two names
LINE = 15  # pixels between two lines of a name
LABEL = 17  # characters in one of them
INNER = 34  # percent of the width, on either side, that the names take

Places = Mapping[str, float]  # name -> pixels from the top


def network(view: View, names: Names) -> Markup | None:
    """None when nobody speaks about anybody."""
    found = relations(view, names)
    if not found:
        return None
    return section(
        "network",
        "Who speaks to and about whom: on the left who speaks, on the right whom they address or mention. Thicker "
        "lines stand for more statements. A mention counts for the innermost statement that holds it.",
        tag("ul", tag("li", _sample(TO), "speaks to"), tag("li", _sample(ABOUT), "speaks about"), class_="key-marks"),
        tag("div", _picture(found), _table(found, view), class_="network"),
    )


def _sample(kind: str) -> Markup:
    line = tag("line", x1="0", x2="40", y1="12", y2="12", class_=f"edge {kind}", stroke_width="3")
    return tag("svg", line, width="40", height="24", aria_hidden="true")


def _table(found: Sequence[Relation], view: View) -> Markup:
    cues = {row["statement_id"]: row["cue_text"] or "without a cue" for row in view.rows("statements")}
    rows = (
        tag(
            "tr",
            tag("th", relation.speaker, scope="row"),
            tag("td", relation.relation),
            tag("td", relation.other),
            tag("td", f"{len(relation.statements):,}", class_="n"),
            tag("td", listed(link(cues[key], key) for key in relation.statements)),
        )
        for relation in found
    )
    head = ("Speaker", "to or about", "whom", "times", "in which statements")
    return scroll("Who speaks to and about whom, table", table(head, rows, numeric=["times"]))


def _picture(found: Sequence[Relation]) -> Markup:
    """Names fixed in size, curves between them as wide as the page allows."""
    left, right = arranged(found)
    height = STEP * max(len(left), len(right))
    sides = _places(left, height), _places(right, height)
    label = f"{len(left)} speakers on the left, joined with the {len(right)} actors whom they address or mention"
    return tag(
        "svg",
        (_name(name, y, end=False) for name, y in sides[1].items()),
        (tag("g", _name(n, y, end=True), _edges(n, found, *sides, height), class_="from") for n, y in sides[0].items()),
        role="img",
        aria_label=f"{label}; the table has the same facts",
        width="100%",
        height=str(height),
    )


def _places(side: Sequence[str], height: int) -> dict[str, float]:
    """Evenly over the height."""
    return {name: height * (index + 0.5) / len(side) for index, name in enumerate(side)}


def _name(name: str, y: float, *, end: bool) -> Markup:
    """A name in as many lines as it needs, beside the curves."""
    lines = textwrap.wrap(name, LABEL, max_lines=3, placeholder=" …") or [name]
    x = f"{INNER - 1 if end else 101 - INNER}%"
    top = y - LINE * (len(lines) - 1) / 2 + 4
    spans = (tag("tspan", line, x=x, y=f"{top + LINE * i:.4g}") for i, line in enumerate(lines))
    return tag("text", spans, text_anchor="end" if end else None)


def _edges(speaker: str, found: Sequence[Relation], left: Places, right: Places, height: int) -> Markup:
    """The curves of one speaker, in a box of their own that stretches with the page, as the names must not."""
    return tag(
        "svg",
        (_edge(relation, left[speaker], right[relation.other]) for relation in found if relation.speaker == speaker),
        x=f"{INNER}%",
        width=f"{100 - 2 * INNER}%",
        height=str(height),
        viewBox=f"0 0 100 {height}",
        preserveAspectRatio="none",
    )


def _edge(relation: Relation, start: float, end: float) -> Markup:
    end += 3 if relation.relation == TO else 0  # beside a curve to the same name
    count = len(relation.statements)
    return tag(
        "path",
        tag("title", f"{relation.speaker} {relation.relation} {relation.other}: {count}"),
        d=f"M0 {start:.4g}C50 {start:.4g} 50 {end:.4g} 100 {end:.4g}",
        class_=f"edge {relation.relation}",
        vector_effect="non-scaling-stroke",
        stroke_width=f"{min(1.2 + count * 0.8, 7):.2g}",
    )
