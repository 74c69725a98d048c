"""Tables: an article a row of CSV or TSV, or a line of JSON Lines, whatever the columns are called."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

from publisher.importing.entries import Bad, Columns, Entry, Found, plain
from publisher.importing.pages import without_markup
from publisher.inputs.archive import NEEDED, json_object
from publisher.inputs.article_reader import LONGEST_LINE, split
from publisher.problem import shown, suggestion

_READER = f"python {platform.python_version()}"
_OTHER_SIGNS = (";", "\t", "|", ",")  # between cells, as other programs write them


def read_csv(path: Path, columns: Columns) -> Found:
    """The rows of a table with a header."""
    separated = "\t" if ".tsv" in path.suffixes else ","
    csv.field_size_limit(LONGEST_LINE)
    with _open(path) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=separated, strict=True)
        try:
            header = next(rows, [])
            if fault := _fault(header, columns):
                yield Bad(path.name, fault)
                return
            yield from _entries(path, ((f"line {rows.line_num}", _row(header, row)) for row in rows if row), columns)
        except (csv.Error, UnicodeDecodeError) as error:
            why = str(error)
            if isinstance(error, UnicodeDecodeError):
                why = f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file as UTF-8"
            place = f"{path.name}: after line {rows.line_num}" if rows.line_num else path.name
            yield Bad(place, f"the table cannot be read from here on: {why}")


def _row(header: Sequence[str], row: Sequence[str]) -> Mapping[str, str] | str:
    """The cells of a row by their columns, or in words what is wrong with it."""
    if len(row) != len(header):
        what = f"has {len(row)} cells, and the table {len(header)} columns"
        return f'{what}; put a text with "," in quotation marks'
    return dict(zip(header, row, strict=True))


def read_jsonl(path: Path, columns: Columns) -> Found:
    """The lines of JSON Lines, an object a line. An optional key may be in some of them only; one that a person named
    and no line has is told at the end."""
    seen: set[str] = set()
    yield from _entries(path, _objects(path, seen), columns)
    for key in sorted(columns.named):
        if seen and (name := columns.names[key]) not in seen:
            yield Bad(path.name, f"no line has {name}{suggestion(name, sorted(seen))}; {option(key)} names the key")


def _objects(path: Path, seen: set[str]) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    """Each line as its object, or in words what is wrong with it. seen: takes up the keys of all."""
    with _open(path) as file:
        for number, (line, size) in enumerate(split(file), 1):
            if line.strip():
                found = json_object(line, size)
                seen.update(found if isinstance(found, dict) else ())
                yield f"line {number}", found


def _entries(path: Path, rows: Iterable[tuple[str, Mapping[str, Any] | str]], columns: Columns) -> Found:
    digest = _digest(path)
    for where, row in rows:
        place = f"{path.name}: {where}"
        if isinstance(row, str):
            yield Bad(place, row)
            continue
        values = {key: row.get(name) for key, name in columns.names.items()}
        faults = [f"has no {name}" for name in map(columns.names.get, NEEDED) if name not in row]
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


def _fault(held: Sequence[str], columns: Columns) -> str:
    """What is wrong with the columns of a table, and what to do: which option names one that is not there; empty when
    nothing is."""
    if twice := [name for name in columns.names.values() if held.count(name) > 1]:
        return f"has {held.count(twice[0])} columns {twice[0]}; rename all but one"
    if len(held) == 1 and (sign := next((sign for sign in _OTHER_SIGNS if sign in held[0]), "")):
        return f"its cells are separated by {shown(sign)}; save it with commas (.csv) or tabs (.tsv) between them"
    wanted = [key for key in NEEDED if columns.names[key] not in held]
    wanted += [key for key in sorted(columns.named) if columns.names[key] not in held and key not in wanted]
    told = [f"no column {name}{suggestion(name, held)}" for name in (columns.names[key] for key in wanted)]
    options = ", ".join(map(option, wanted))
    names = "name the columns" if wanted[1:] else "names the column"
    return f"{'; '.join(told)}; {options} {names}. The table has: {', '.join(held[:20])}" if told else ""


def option(key: str) -> str:
    """The option of the command line that names the column of a key."""
    return f"--{key.removeprefix('doc_').replace('_', '-')}"


def _open(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb"))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
