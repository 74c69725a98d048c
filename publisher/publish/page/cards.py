"""Records as people read them: one card a record, with its facts and a link to every stretch of text it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from .markup import Markup, join, tag
from .names import KINDS, Names, day, in_words, row_id, span_id
from .parts import clipped, coded, in_lower, link, listed
from .view import Row, Table, View

# Columns that a card shows otherwise (title, quotation, evidence) or that say nothing to a reader beside the text.
_ELSEWHERE = frozenset({
    "label", "name", "speaker_actor_id", "cue_text", "content_text", "quoted_text", "speaker_text", "value_text",
    "counted_text", "counted_actor_id", "source_id", "evidence_id", "date_start", "date_end", "date_prec",
    "reported_by_statement_id", "file_name", "sha256",
})  # fmt: skip

_CODE = {"statements": "quote_type", "events": "event_type", "actors": "actor_type", "figures": "modifier"}
"""The code that stands beside the kind of record."""


def cards(view: View, names: Names) -> Iterator[Markup]:
    """All records in the order in which the text first gives evidence of them."""
    evidence: dict[str, list[Row]] = {}
    for row in view.by_article(view.rows("evidence")):
        evidence.setdefault(row["record_id"], []).append(row)
    rows = {row[table.key[0]]: (table, row) for name in KINDS if (table := view.tables.get(name)) for row in table.rows}
    links = _links(view)
    for record in [*(r for r in evidence if r in rows), *(r for r in rows if r not in evidence)]:
        yield _card(*rows[record], names, evidence.get(record, []), links.get(record, {}))


def _card(
    table: Table, row: Row, names: Names, evidence: Sequence[Row], links: Mapping[str, Sequence[Markup]]
) -> Markup:
    record = row[table.key[0]]
    facts = [*_facts(table, row, names), *((role, listed(entries)) for role, entries in links.items())]
    return tag(
        "article",
        tag("p", KINDS[table.name], _subtitle(table, row), class_="kind"),
        tag("h4", link(_title(table, row, names), record)),
        tag("blockquote", row["content_text"], lang=names.lang(row)) if table.name == "statements" else None,
        tag("p", _through(row, names), class_="through") if table.name == "statements" else None,
        tag("dl", ([tag("dt", title), tag("dd", value)] for title, value in facts), class_="facts") if facts else None,
        tag("dl", _evidence(evidence, names), class_="spans") if evidence else None,
        tag("p", link(f"Row in {table.title}", row_id(table.name, record)), class_="more"),
        id=record,
        class_=f"card {table.name}",
        tabindex="-1",
    )


def _subtitle(table: Table, row: Row) -> str | None:
    return f" · {in_lower(row[_CODE[table.name]])}" if table.name in _CODE else None


def _title(table: Table, row: Row, names: Names) -> Markup:
    if table.name != "statements":
        return join(names[row[table.key[0]]])
    return join(names.speaker(row), " ", tag("i", row["cue_text"]) if row["cue_text"] else None)


def _through(row: Row, names: Names) -> list[object]:
    outer = names.chain(row)[1:]
    if not outer:
        return ["reported by the article itself"]
    steps = [link(names.speaker(step), step["statement_id"]) for step in outer]
    return ["through ", *(part for step in steps for part in (step, " › ")), "the article"]


def _facts(table: Table, row: Row, names: Names) -> Iterator[tuple[str, object]]:
    """Column title and value of what the card does not say otherwise."""
    for field in table.fields:
        name, value = field["name"], row[field["name"]]
        if value is None or value is False or name == table.key[0] or name in _ELSEWHERE:
            continue
        if name == _CODE.get(table.name) and str(value).islower():
            continue  # the word stands beside the kind of record
        if name == "date_edtf":
            yield "date", join(in_words(value), " ", tag("small", tag("code", value)))
        elif isinstance(value, str) and value in names:
            yield heading(field), link(names[value], value)
        else:
            yield heading(field), reading(field, value)


def heading(field: Mapping[str, Any]) -> str:
    """A column by a name that people read: `counted_actor_id` is "counted actor"."""
    return re.sub(r"_(id|edtf|code)$", "", field["name"]).replace("_", " ")


def reading(field: Mapping[str, Any], value: object) -> Markup:
    """A value as people read it; of a code what it means, and the code itself behind that."""
    if isinstance(value, date):
        return join(day(value))
    plain = str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
    return coded(plain, (field.get("codes") or {}).get(plain))


def _links(view: View) -> dict[str, dict[str, list[Markup]]]:
    """What the link tables add to an event: event -> role or "place" -> who takes part, and where."""
    names = {row["actor_id"]: row["name"] for row in view.rows("actors")}
    found: dict[str, dict[str, list[Markup]]] = {}
    for row in view.rows("event_actors"):
        claimed = row["statement_id"]
        actor = link(names.get(row["actor_id"], row["actor_id"]), row["actor_id"])
        note = join(" (", link("claimed", claimed), ")") if claimed else None
        found.setdefault(row["event_id"], {}).setdefault(row["role"], []).append(join(actor, note))
    for row in view.rows("event_places"):
        code = row["admin1_code"] or row["country_code"]
        place = join(row["place_name"], " ", tag("small", tag("code", code)) if code else None)
        found.setdefault(row["event_id"], {}).setdefault("place", []).append(place)
    return found


def _evidence(rows: Sequence[Row], names: Names) -> Iterator[Markup]:
    """The spans, field by field in the order of the text. The link is what connects a record with its words."""
    fields: dict[str, list[Row]] = {}
    for row in rows:
        fields.setdefault(row["field"], []).append(row)
    for field, entries in fields.items():
        yield tag("dt", heading({"name": field}))
        yield tag("dd", tag("ul", (tag("li", _link(row, names)) for row in entries)))


def _link(row: Row, names: Names) -> Markup:
    note = " · ".join(n for n in (row["mention_type"], row["basis"]) if n and n not in ("explicit", "name"))
    place = span_id(row["source_id"], row["char_start"], row["char_end"])
    return join(link(clipped(row["exact"]), place, lang=names.lang(row)), " ", tag("small", note) if note else None)
