"""Tables: an article a row of CSV or TSV, or a line of JSON Lines, whatever the columns are called."""

from __future__ import annotations

import csv
import gzip
import io
import json
import platform
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from publisher.formats.sink import sha256
from publisher.importing.entries import Bad, Columns, Found, FoundArticle, plain
from publisher.importing.pages import without_markup
from publisher.inputs.archive import TEXT
from publisher.inputs.article_reader import LONGEST_LINE, no_utf8, split
from publisher.inputs.markup import markup
from publisher.problem import Refused, shown, suggestion
from publisher.unique_keys import no_json

_READER = f"python {platform.python_version()}"


def read_csv(path: Path, columns: Columns) -> Found:
    """The rows of a table with a header."""
    csv.field_size_limit(LONGEST_LINE)
    with _open(path) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file:
        try:
            first = file.readline(LONGEST_LINE)
            rows = csv.DictReader(chain([first], file), delimiter=_separator(path, first), strict=True)
            header = list(rows.fieldnames or ())
            if fault := _missing(header, columns) or _doubled(header):
                yield Bad(path.name, fault)
                return
            yield from _entries(path, ((f"line {rows.line_num}", _whole(row, header)) for row in rows), columns)
        except UnicodeDecodeError as error:
            byte = error.object[error.start]
            yield Bad(path.name, f"byte 0x{byte:02x} is not UTF-8; save the table as UTF-8 and read all of it again")
        except csv.Error as error:
            yield Bad(f"{path.name}: after line {rows.line_num}", f"the table cannot be read from here on ({error})")


def _separator(path: Path, header: str) -> str:
    """What is between two cells: a comma; a semicolon where the header has no comma, as in countries that write numbers
    with one; a tab in TSV."""
    if ".tsv" in path.suffixes:
        return "\t"
    return ";" if ";" in header and "," not in header else ","


def _doubled(header: Sequence[str]) -> str:
    twice = [name for name, times in Counter(header).items() if times > 1]
    return f"has the column {shown(twice[0])} twice; rename one" if twice else ""


def _whole(row: dict[Any, Any], header: Sequence[str]) -> Mapping[str, Any] | str:
    """The row, or what is wrong with it: it has more or fewer cells than the header."""
    more = row.get(None, [])
    cells = len(header) + len(more) - sum(value is None for value in row.values())
    if cells == len(header):
        return row
    return f"has {cells:,} cells, the header {len(header):,}; a cell with a separator in it needs quotation marks"


def read_jsonl(path: Path, columns: Columns) -> Found:
    """The lines of JSON Lines, an object a line. A key that is not needed may be missing in some lines. Raises Refused
    where it is missing in all though a person named it."""
    optional = {columns.names[key] for key in columns.named - columns.needed}
    found = set[str]()

    def looked_at() -> Iterator[tuple[str, Mapping[str, Any] | str]]:
        for where, row in _objects(path):
            found.update(() if isinstance(row, str) else optional & row.keys())
            yield where, row

    needed = replace(columns, named=columns.named & columns.needed)
    yield from _entries(path, looked_at(), needed)
    if absent := sorted(optional - found):
        raise Refused.of(path.name, f"no line has {', '.join(absent)}; correct the option that names it")


def _objects(path: Path) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    with _open(path) as file:
        for number, (line, size) in enumerate(split(file), 1):
            if not line.strip():
                continue
            try:
                found = json.loads(line) if size == len(line) else f"has {size:,} bytes; split it"
            except UnicodeDecodeError as error:
                found = no_utf8(error)
            except (ValueError, RecursionError) as error:
                found = no_json(error)
            yield f"line {number}", found if isinstance(found, dict | str) else "is no JSON object"


def _entries(path: Path, rows: Iterable[tuple[str, Mapping[str, Any] | str]], columns: Columns) -> Found:
    digest = sha256(path)
    for where, row in rows:
        place = f"{path.name}: {where}"
        if isinstance(row, str):
            yield Bad(place, row)
            continue
        values = {key: row.get(name) for key, name in columns.names.items()}
        missing = [columns.names[key] for key in sorted(columns.named) if columns.names[key] not in row]
        faults = [f"has no {shown(name)}" for name in missing]
        odd = {columns.names[key]: value for key, value in values.items() if not _is_plain(key, value)}
        if faults := [*faults, *(f"{name} is {shown(value)}; write a text" for name, value in odd.items())]:
            yield Bad(place, "; ".join(faults))
            continue
        given = {key: plain(_as_text(value)) for key, value in values.items() if value not in (None, "")}
        if columns.html and "text" in given:
            given["text"] = without_markup(given["text"])
        if columns.date_format and "doc_date" in given:
            try:
                given["doc_date"] = datetime.strptime(given["doc_date"], columns.date_format).date().isoformat()
            except ValueError:
                told = f"{columns.names['doc_date']} is {shown(given['doc_date'])}, not in the form of --date-format"
                yield Bad(place, f"{told} ({columns.date_format})")
                continue
        marked = not columns.html and markup(given.get("text", "")) is not None
        yield FoundArticle(place, given, digest, _READER, row.keys() - columns.names.values(), marked)


def _is_plain(key: str, value: object) -> bool:
    """Whether the value of a key can be taken as text: numbers are ids as feeds write them."""
    if isinstance(value, bool):
        return key == TEXT
    return value is None or isinstance(value, str | int | float)


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _missing(header: Iterable[str], columns: Columns) -> str:
    """What a table lacks, and which option names the column; empty when it lacks nothing."""
    held = list(header)
    wanted = [key for key in sorted(columns.needed) if columns.names[key] not in held]
    wanted += [key for key in sorted(columns.named) if columns.names[key] not in held and key not in wanted]
    told = [f"no column {name}{suggestion(name, held)}" for name in (columns.names[key] for key in wanted)]
    options = ", ".join(map(option, wanted))
    name = "name the columns" if len(wanted) > 1 else "names the column"
    return f"{'; '.join(told)}; {options} {name}. The table has: {', '.join(held[:20])}" if told else ""


def option(key: str) -> str:
    """The option of the command line that names the column of a key."""
    return f"--{key.removeprefix('doc_').replace('_', '-')}"


def _open(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb"))
