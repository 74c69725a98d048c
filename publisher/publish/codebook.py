"""The lists of codes in docs/codebook.md, from the schemas: `python -m publisher.publish.codebook` writes them between
the marks of that file. All other text of it is written by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publisher.publish.markdown import code, fill, prose, table
from publisher.records.codes import ANY, applied

PAGE = Path("docs/codebook.md")
BLOCKS = {
    "event-type": ("events", "event_type"),
    "event-mode": ("events", "event_mode"),
    "event-context": ("events", "event_context"),
    "auxiliary-mode": ("events", "auxiliary_mode"),
    "event-role": ("event_actors", "role"),
    "voice": ("event_mentions", "voice"),
    "act-type": ("statements", "act_type"),
    "statement-role": ("statement_actors", "role"),
    "quote-type": ("statements", "quote_type"),
    "measure": ("figures", "measure"),
    "basis": ("evidence", "basis"),
    "mention-type": ("evidence", "mention_type"),
    "sector": ("actors", "sector_code"),
    "where-prec": ("event_places", "where_prec"),
    "modifier": ("figures", "modifier"),
}
"""Name of a block -> table and column."""

Guide = Mapping[str, str]


def render_blocks(schemas: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Name of a block -> its Markdown. schemas: table -> Table Schema."""
    fields = {(table, field["name"]): field for table, schema in schemas.items() for field in schema["fields"]}
    return {name: render_codes(fields[place]) for name, place in BLOCKS.items()}


def render_codes(field: Mapping[str, Any]) -> str:
    """The codes of a field: what each means, an example, a near miss with what to choose instead. A list where it is
    told how codes differ from PLOVER's, else a table. `guide` of the field has the examples by code, or by "OTHER/code"
    where the code depends on the code OTHER of another field."""
    guide: Mapping[str, Guide] = field.get("guide", {})
    if any("plover" in told for told in guide.values()):
        return "\n\n".join(_entry(value, meaning, guide.get(value, {})) for _, value, meaning in applied(field))
    entries = [(other, value, meaning, _guide(guide, other, value)) for other, value, meaning in applied(field)]
    columns = {
        code(field.get("fitsField", "")): [code(other) if other != ANY else "" for other, *_ in entries],
        "Code": [code(value) for _, value, *_ in entries],
        "Meaning": [prose(meaning) for _, _, meaning, _ in entries],
        "Example": [prose(told.get("example", "")) for *_, told in entries],
        "Near miss → choose instead": [_near_miss(told) for *_, told in entries],
    }
    shown = {head: cells for head, cells in columns.items() if any(cells)}
    return table(list(shown), zip(*shown.values(), strict=True))


def _entry(value: str, meaning: str, told: Guide) -> str:
    """A code with a line for each thing that the guide says about it."""
    lines = {
        "Example": prose(told.get("example", "")),
        "Near miss": _near_miss(told),
        "Note": prose(told.get("plover", "")),
    }
    return f"**{code(value)}**: {prose(meaning)}\n\n" + "\n".join(f"* {k}: {v}" for k, v in lines.items() if v)


def _guide(guide: Mapping[str, Guide], other: str, value: str) -> Guide:
    return guide.get(f"{other}/{value}", guide.get(value, {}))


def _near_miss(told: Guide) -> str:
    return f"{prose(told['nearMiss'])} → {prose(told['instead'])}" if "nearMiss" in told else ""


def _main() -> None:
    schemas = {path.stem: json.loads(path.read_text("utf-8")) for path in Path("schemas").glob("*.json")}
    PAGE.write_text(fill(PAGE.read_text("utf-8"), render_blocks(schemas)), "utf-8")


if __name__ == "__main__":
    _main()
