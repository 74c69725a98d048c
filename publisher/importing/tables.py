"""Tables: an article a row of CSV or TSV, or a line of JSON Lines, whatever the columns are called."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from publisher.importing.entries import Bad, Columns, Entry, Found, plain
from publisher.importing.pages import without_markup
from publisher.inputs.article_reader import LONGEST_LINE, split
from publisher.problem import shown, suggestion

_READER = f"python {platform.python_version()}"


def read_csv(path: Path, columns: Columns) -> Found:
    """The rows of a table with a header."""
    separated = "\t" if ".tsv" in path.suffixes else ","
    csv.field_size_limit(LONGEST_LINE)
    with _open(path) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter=separated, strict=True)
        try:
            missing = _missing(rows.fieldnames or (), columns)
            if missing:
                yield Bad(path.name, missing)
                return
            yield from _entries(path, ((f"line {rows.line_num}", row) for row in rows), columns)
        except (csv.Error, UnicodeDecodeError) as error:
            yield Bad(f"{path.name}: after line {rows.line_num}", f"the table cannot be read from here on ({error})")


def read_jsonl(path: Path, columns: Columns) -> Found:
    """The lines of JSON Lines, an object a line."""
    yield from _entries(path, _objects(path), columns)


def _objects(path: Path) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    with _open(path) as file:
        for number, (line, size) in enumerate(split(file), 1):
            if not line.strip():
                continue
            try:
                found = json.loads(line) if size == len(line) else f"has {size:,} bytes; split it"
            except (ValueError, RecursionError) as error:
                found = f"is no JSON ({error})"
            yield f"line {number}", found if isinstance(found, dict | str) else "is no JSON object"


def _entries(path: Path, rows: Iterable[tuple[str, Mapping[str, Any] | str]], columns: Columns) -> Found:
    digest = _digest(path)
    for where, row in rows:
        place = f"{path.name}: {where}"
        if isinstance(row, str):
            yield Bad(place, row)
            continue
        values = {key: row.get(name) for key, name in columns.names.items()}
        faults = [f"has no {columns.names[key]}" for key in sorted(columns.named) if columns.names[key] not in row]
        odd = {columns.names[key]: value for key, value in values.items() if not _is_plain(value)}
        if faults := [*faults, *(f"{name} is {shown(value)}; write a text" for name, value in odd.items())]:
            yield Bad(place, "; ".join(faults))
            continue
        given = {key: plain(str(value)) for key, value in values.items() if value not in (None, "")}
        if columns.html and "text" in given:
            given["text"] = without_markup(given["text"])
        yield Entry(place, given, digest, _READER)


def _is_plain(value: object) -> bool:
    """Whether a value can be taken as text: numbers are ids as feeds write them."""
    return value is None or (isinstance(value, str | int | float) and not isinstance(value, bool))


def _missing(header: Iterable[str], columns: Columns) -> str:
    """What a table lacks, and which option names the column; empty when it lacks nothing."""
    held = list(header)
    wanted = [key for key in ("doc_id", "text") if columns.names[key] not in held]
    wanted += [key for key in sorted(columns.named) if columns.names[key] not in held and key not in wanted]
    told = [f"no column {name}{suggestion(name, held)}" for name in (columns.names[key] for key in wanted)]
    options = ", ".join(map(option, wanted))
    return f"{'; '.join(told)}; {options} name the columns. The table has: {', '.join(held[:20])}" if told else ""


def option(key: str) -> str:
    """The option of the command line that names the column of a key."""
    return f"--{key.removeprefix('doc_').replace('_', '-')}"


def _open(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb"))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
