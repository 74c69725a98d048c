"""`extract` on the command line: articles in, their candidates out as JSON Lines, one line an article, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from publisher.extract import everything
from publisher.extract.candidates import Authority, Candidate, Date, Figure, Span
from publisher.extract.dateline import stated_day
from publisher.extract.events import Event, as_json
from publisher.extract.limit import TooDense
from publisher.extract.text import Document, read
from publisher.inputs.article_reader import decode, no_utf8, read_bytes, split, too_large
from publisher.inputs.days import stamped_day
from publisher.inputs.text_language import language_of
from publisher.problem import Refused, printable, shown
from publisher.records.automatic.earned import earns
from publisher.unique_keys import no_json

LANGUAGE = "en"  # which `extract` reads
Line = Mapping[str, Any]  # doc_id with text and doc_date, or with error


def stream(entries: Iterable[Line], known: Authority | None, out: BinaryIO) -> bool:
    """Writes a line for each entry: {"doc_id", "spans"} or {"doc_id", "error"}. False when there was an error."""
    fine = True
    for entry in entries:
        line = _line(entry, known)
        fine = fine and "error" not in line
        # Half a surrogate pair, which JSON can name and UTF-8 cannot hold, comes out as it came in: as an escape.
        out.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        out.flush()
    return fine


def from_files(files: Sequence[Path], when: str | None, standard_input: BinaryIO) -> Iterator[Line]:
    """A file is one article, its date is `when`; `-` means JSON Lines on standard input. Raises OSError."""
    for file in files:
        if str(file) == "-":
            yield from (_parsed(line, size) for line, size in split(standard_input))
            continue
        if file.suffix in (".jsonl", ".ndjson", ".parquet"):
            why = "is an archive, no text; give its lines on standard input: `build.py extract - < FILE.jsonl`"
            yield {"doc_id": file.stem, "error": f"{file.name}: {why}"}
            continue
        try:
            yield {"doc_id": file.stem, "text": decode(file.name, read_bytes(file)), "doc_date": when}
        except Refused as refused:
            yield {"doc_id": file.stem, "error": str(refused)}


def span(candidate: Candidate | Event, code: str = LANGUAGE) -> dict[str, Any]:
    """A candidate as a flat JSON object; a span inside it becomes its text, with _start and _end beside it. code: the
    language of the text, of which a build may make no records.

    `value` is what the kind is about: the TIMEX3 value of a date, the number printed of a figure; `best` is the
    figure's value in the tables ("more than 300" has the number 300 and no best one).
    """
    if isinstance(candidate, Event):
        return as_json(candidate) | {"published": earns(code, candidate)}
    flat: dict[str, Any] = {"published": earns(code, candidate)}
    for key, value in candidate._asdict().items():
        if isinstance(value, Span):
            flat |= {key: value.text, f"{key}_start": value.start, f"{key}_end": value.end}
        elif value is not None:
            flat[key] = value
    if isinstance(candidate, Date):
        flat["type"] = flat.pop("timex_type")
    if isinstance(candidate, Figure):
        flat |= {"value": candidate.number, "best": candidate.value}
        flat.pop("number", None)
    return flat


def _parsed(line: bytes, size: int) -> Line:
    """The entry that a line of JSON holds; one with an error where it holds none."""
    if size > len(line):
        return {"error": f"the line {too_large(size)}"}
    try:
        entry = json.loads(line, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        return {"error": no_utf8(error)}
    except (ValueError, RecursionError) as error:
        return {"error": f"the line {no_json(error)}"}
    if not isinstance(entry, dict):
        return {"error": "the line is no JSON object"}
    if not isinstance(entry.get("doc_id"), str | int | None):
        return {"error": f'"doc_id" is {shown(entry["doc_id"])}; write a text'}
    return {key: entry.get(key) for key in ("doc_id", "text", "doc_date")}


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _line(entry: Line, known: Authority | None) -> dict[str, Any]:
    line: dict[str, Any] = {"doc_id": entry.get("doc_id")}
    if fault := entry.get("error") or _fault(entry.get("text"), entry.get("doc_date")):
        return line | {"error": printable(fault)}
    document = read(entry["text"])
    try:
        found = everything(document, _day(document, entry.get("doc_date")), known)
    except TooDense as dense:
        return line | {"error": dense.message}
    code = language_of(entry["text"], None, LANGUAGE).code
    return line | {"spans": [span(candidate, code) for candidate in found]}


def _day(document: Document, when: object) -> date | None:
    """The day of an article: the one that came with it, else the one that it states."""
    if when:
        return stamped_day(when)
    stated = stated_day(document)
    return stated[1] if stated else None


def _fault(text: object, when: object) -> str:
    """What is wrong with an entry, and what to do; empty when nothing is."""
    if not isinstance(text, str):
        return f'"text" is {"missing" if text is None else shown(text)}; write the text of the article'
    if large := too_large(len(text.encode("utf-8", "surrogatepass"))):
        return f'"text" {large}'
    try:
        if when:
            stamped_day(when)
    except ValueError as error:
        return f'"doc_date" {error}'
    return ""
