"""What a page has to know of the tables, once: keys, forms, codes and how they are chosen. All of it follows from
schemas/ and, for the rules by which one chooses, from the codebook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from publisher.curation.browser.fields import TABLES, Key, Schemas, keys_of
from publisher.curation.draft.draft import ONE
from publisher.curation.draft.entries import DATE_LINE, NOTHING, PLACE, REASONS
from publisher.curation.draft.events.places import cities_by_province
from publisher.publish.codebook import BLOCKS
from publisher.publish.page.words import name_column
from publisher.records.codes import ANY, applied, label_of
from publisher.rules import ALL
from publisher.rules.places import subdivisions
from publisher.schemas import Field

# Sections of the codebook, and parts of one that a line begins, without a list of codes -> the columns that they are
# about; with its table, where another table has one of the same name.
_SECTIONS = {
    "Ids": ("id",),
    "Places": ("place_name", "country_code", "admin1_code", "where_prec", "places"),
    "Parents": ("parent_event_id",),
    "Who reports a statement": ("reported_by_statement_id",),
    "Statements": ("speaker_text", "cue_text", "content_text", "quoted_text"),
    "Figures": ("value_text", "counted_text", "unit", "is_estimate", "counted_actor_id", "fuller_figure_id"),
    "Dates": ("date_edtf",),
    "Who is an actor?": ("name", "actor_type"),
    "Parent, country, sector:": ("sector_code", "parent_actor_id", "actors.country_code"),
    "Office:": ("offices.text",),
    "Which words are a mention?": ("mention_type",),
    "One event or two": ("mentions",),
    "Participants": ("actors",),
    "Speakers, addressees, targets": ("speakers", "addressees", "targets"),
    "What is no record": ("reason",),
}
_PART = re.compile(r"^((?!• |\d+\. ).*[?:])$", re.MULTILINE)  # the line that begins a part of a section
_PROVINCE = "admin1_code"
_LAST = ("id", "note")
_WHOLE = ("value_text", "publish_text")  # else they would be called as other columns are


def catalogue(file: str, schemas: Schemas, codebook: Path) -> dict[str, Any]:
    """The tables, each with its keys in the order in which one fills them: the id, which is proposed, at the end."""
    asks = _asks(codebook.read_text("utf-8")) if codebook.is_file() else {}
    tables = {}
    for table in TABLES:
        keys = sorted(keys_of(table, schemas), key=lambda key: _LAST.index(key.name) if key.name in _LAST else -1)
        tables[table] = {"one": ONE.get(table, table), "fields": [_field(key, table, asks) for key in keys]}
    return {"file": file, "tables": tables, "reasons": _reasons()}


def _reasons() -> dict[str, list[str]]:
    """The usual reasons why something is no record, for each kind of candidate, for waivers, and for any."""
    usual = {kind: [reason] for kind, reason in REASONS.items()}
    return {**usual, "name": [PLACE, REASONS["name"]], "waived": [NOTHING], "": [DATE_LINE]}


def _field(key: Key, table: str, asks: Mapping[str, str]) -> dict[str, Any]:
    column = key.column
    told = column.descriptor if column else {}
    is_province = key.name == _PROVINCE
    made = {
        "name": key.name,
        "form": "code" if is_province else key.form,
        "title": (name_column(key.name).removesuffix("" if key.name in _WHOLE else " text")).capitalize(),
        "about": str(told.get("description", "")),
        "example": told.get("example"),
        "required": key.required,
        "codes": list(_choices(key)),
        "asks": asks.get(f"{table}.{key.name}") or asks.get(key.name, ""),
        "of": [_field(one, table, asks) for one in key.of],
    }
    more: dict[str, Any] = {"to": key.to} if key.to else {}
    more |= {"inferable": True} if key.inferable else {}
    more |= {"free": True} if is_province else {}  # a code that the list lacks may be excused
    return {**made, **more, **({"append": True} if key.append else {})}


def _choices(key: Key) -> Iterator[dict[str, Any]]:
    """What a key is chosen from; nothing where it is typed."""
    if key.name == _PROVINCE:
        return _provinces()
    if key.form != "code":
        return iter(())
    return _codes(key.column) if key.column else _rules()


def _codes(field: Field) -> Iterator[dict[str, Any]]:
    """The codes of a field, each once, with those of another field beside which it may be chosen."""
    told = field.descriptor
    guide: Mapping[str, Mapping[str, str]] = told.get("guide", {})
    under: dict[str, list[str]] = {}
    about: dict[str, str] = {}
    for other, code, meaning in applied(told):
        about.setdefault(code, meaning)
        under.setdefault(code, []).extend([] if other == ANY else [other])
    for code, meaning in about.items():
        examples = guide.get(code, {})
        yield {
            "code": int(code) if field.type == "integer" else code,
            "label": label_of(told, code),
            "about": meaning,
            "example": examples.get("example", ""),
            "near": f"{examples['nearMiss']} → {_plain(examples['instead'])}" if "nearMiss" in examples else "",
            "under": {"field": told["fitsField"], "codes": under[code]} if under[code] else None,
        }


def _provinces() -> Iterator[dict[str, Any]]:
    """The codes of ISO 3166-2, each with the cities that news names there."""
    for country, codes in subdivisions().items():
        for code in sorted(codes):
            whole = f"{country}-{code}"
            label = ", ".join(cities_by_province().get(whole, ()))
            yield {"code": whole, "label": label, "under": {"field": "country_code", "codes": [country]}}


def _rules() -> Iterator[dict[str, Any]]:
    """The rules that may be excused."""
    for rule in ALL:
        if rule.may_be_excused:
            yield {
                "code": rule.name,
                "label": "",
                "about": rule.documentation,
                "example": "",
                "near": "",
                "under": None,
            }


def _asks(codebook: str) -> dict[str, str]:
    """Column -> the rules by which it is coded: the text of its section, without the list of codes."""
    found: dict[str, str] = {}
    for section in re.split(r"^### ", codebook, flags=re.MULTILINE)[1:]:
        heading, _, body = re.split(r"^## ", section, maxsplit=1, flags=re.MULTILINE)[0].partition("\n")
        rules, *marks = re.split(r"<!-- generated: ([a-z-]+) -->.*?<!-- /generated -->", body, flags=re.DOTALL)
        text = _plain(rules)
        parts = _PART.split(text)[1:]
        told = [*zip(parts[::2], parts[1::2], strict=True), (heading, text)]
        columns = [(column, rules) for begun, rules in told for column in _SECTIONS.get(begun, ())]
        columns += [(BLOCKS[name][1], text) for name in marks[::2]]
        for column, rules in columns:
            found.setdefault(column, rules.strip())
    return found


def _plain(markdown: str) -> str:
    """The text without marks, a line a paragraph or point."""
    joined = re.sub(r"\n[ ]+(?=\S)", " ", markdown.strip())
    joined = re.sub(r"(?<=[^\n])\n(?=[^\n*\d])", " ", joined)
    unlinked = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", joined)
    return re.sub(r"[`*]", "", re.sub(r"^\* ", "• ", unlinked, flags=re.MULTILINE))
