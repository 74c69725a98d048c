"""An archive of articles, JSON Lines or Parquet: one article in each line or row, read and refused by itself.

Keys: doc_id and text; doc_date and those columns of `sources` that a curator would write, where they are known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.article import Article, LeftOut, Reference, source_id
from publisher.inputs import toml_fields
from publisher.inputs.article_reader import CONTROLS, IS_UTF_16, UTF_16, no_utf8, split, too_large
from publisher.inputs.days import stamped_day
from publisher.inputs.markup import markup
from publisher.problem import EntryName, Problem, Refused, refuse, shown
from publisher.remarks import Remarks, remark, together
from publisher.schemas import Schema
from publisher.unique_keys import no_json, with_unique_keys

SUFFIXES = (".jsonl", ".parquet")
NEEDED = {"doc_id": "a text that names the article", "text": "its text"}
DECIDING = ("document_date", "language")
"""Columns by which the text is read. A wrong one leaves the article out: its records would be others, and nobody would
see why. The other columns only tell of the article: it is published without the cell."""
UNTOLD = "published without it"
NAMED = 5  # keys that a message names
GIVEN = ("curator", "archive")  # where the columns of `sources` come from that an archive may have
_KEYS = {"document_date": "doc_date"}  # where the key is not called as the column is

_ARRAY = re.compile(rb"\s*\[\s*(?:\{|\Z)")
ARRAY = "is a JSON array; write one object a line, without brackets and commas between them"
TEXT = "publish_text"  # whether the full text may be shown; no column
MARKED_UP = "the text has HTML tags or entities, which hide quotations and names; give it as a reader sees it"


@dataclass(frozen=True, slots=True)
class CameWith:
    """The optional keys of an archive as columns of `sources`. publish_text: None where it is not said; faults: what is
    wrong with each value that keeps the article out, lost: with each that is only not told."""

    values: Mapping[str, Any]
    publish_text: bool | None
    faults: Sequence[str]
    lost: Sequence[str]


@dataclass(frozen=True, slots=True)
class Unread:
    """A key that is not read, in one line of an archive or more."""

    archive: str
    key: str


def keys(sources: Schema) -> tuple[str, ...]:
    """The optional keys of an archive."""
    return (*(_KEYS.get(name, name) for name in sources.written_by(*GIVEN)), TEXT)


def articles(path: Path, scratch: Path, optional: Collection[str] = ()) -> Iterator[Reference | LeftOut | Unread]:
    """The articles of an archive in its order, and each key that is none of the `optional` ones where it is first met;
    an archive in Parquet is unrolled into `scratch`.
    Raises Refused when it is no archive or holds nothing, OSError."""
    lines = path
    if path.suffix == ".parquet":
        from publisher.inputs.parquet_to_jsonl import unroll

        lines = scratch / f"{path.name}.jsonl"
        yield from (Unread(path.name, key) for key in unroll(path, lines, NEEDED, optional))
    offset = number = 0
    blank, known = True, {*NEEDED, *optional}
    with lines.open("rb") as file:
        for number, (line, size) in enumerate(split(file), 1):
            if blank and _ARRAY.match(line):
                raise Refused.of(path.name, ARRAY)
            if blank and line.startswith(UTF_16):
                raise Refused.of(path.name, IS_UTF_16)
            if line.strip():
                blank = False
                found = _entry(line, size)
                entry = {} if isinstance(found, str) else found
                strange = [key for key in entry if key not in known]
                yield from (Unread(path.name, key) for key in strange)
                known.update(strange)
                fault = found if isinstance(found, str) else _lack(found) or _fault(found["text"])
                name = entry.get("doc_id", "")
                if fault:
                    yield LeftOut(path.name, number, name if isinstance(name, str) and name else None, fault)
                else:
                    yield Reference(source_id(name), name, lines, path.name, number, offset, size)
            offset += size
    if blank:
        raise Refused.of(path.name, "is empty; fill it or remove it")


def _entry(line: bytes, size: int) -> dict[str, Any] | str:
    """The JSON object of a line, or in words what is wrong with it."""
    if size > len(line):
        return too_large(size)
    try:
        entry = json.loads(line, object_pairs_hook=with_unique_keys)
    except UnicodeDecodeError as error:
        return no_utf8(error)
    except (ValueError, RecursionError) as error:
        return no_json(error)
    if not isinstance(entry, dict):
        return "is no JSON object"
    return entry


def _lack(entry: Mapping[str, Any]) -> str:
    """Which required keys are missing or wrong, and what to write; empty when all are there."""
    faults = []
    for key, wanted in NEEDED.items():
        value = entry.get(key)
        if not isinstance(value, str):
            faults.append(f"{key} {f'is {shown(value)}' if key in entry else 'is missing'}; write {wanted}")
        elif key == "doc_id" and not value.strip():
            faults.append(f"doc_id is empty; write {wanted}")
        elif key == "doc_id" and (control := CONTROLS.search(value)):
            faults.append(f"doc_id holds the control character U+{ord(control[0]):04X}; remove it")
    if entry and not NEEDED.keys() & entry.keys():
        return f"{' and '.join(NEEDED)} are missing; it has {_few(list(entry))}: `build.py import` takes other names"
    return "; ".join(faults)


def _few(keys: Sequence[str]) -> str:
    return ", ".join(shown(key) for key in keys[:NAMED]) + (" ..." if keys[NAMED:] else "")


def _fault(text: str) -> str:
    """What keeps the text of a line from being an article; empty when nothing does."""
    if not text.strip():
        return "has an empty text"
    return too_large(len(text.encode("utf-8", "surrogatepass")))


def received(article: Article, reference: Reference, sources: Schema) -> tuple[CameWith, Remarks]:
    """What came with an article, and what is to be remarked of it. Raises Refused for a value that decides how the
    article is read or shown, and cannot be taken."""
    came = came_with(article.given, sources)
    refuse(Problem(reference.file_name, fault, EntryName(reference.place)) for fault in came.faults)
    said = [remark(reference, UNTOLD, fault) for fault in came.lost]
    said += [remark(reference, MARKED_UP)] if markup(article.text) else []
    return came, together(said)


def came_with(given: Mapping[str, Any], sources: Schema) -> CameWith:
    """The optional keys of an archive, each a value that its column can hold. White space around a text is no part of
    it, and an empty text is none."""
    values: dict[str, Any] = {}
    faults: list[str] = []
    lost: list[str] = []
    for name, field in sources.written_by(*GIVEN).items():
        key = _KEYS.get(name, name)
        value = given.get(key)
        value = value.strip() if isinstance(value, str) else value
        if value is None or value == "":
            continue
        try:
            value = stamped_day(value) if field.type == "date" else value
            fault = toml_fields.violation(field, value)
        except ValueError as error:
            fault = str(error)
        if fault:
            (faults if name in DECIDING else lost).append(f"{key} {fault}")
        else:
            values[name] = value
    whole = given.get(TEXT)
    if not (whole is None or isinstance(whole, bool)):
        faults.append(f"{TEXT} is {shown(whole)}; write true or false")
        whole = None
    return CameWith(values, whole, faults, lost)
