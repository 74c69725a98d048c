"""The records of a CSV that may be written in any way, read like a person: cells, and what is wrong with each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import AnyStr

_BLANK = re.compile(rb"(?:\r?\n)+")
_LINE_END = ("line_end", "the line ends with CR LF: end it with LF")
_UNCLOSED = "a quotation mark opens a cell that never closes: close it, or double it"
_STRAY = "a quotation mark is inside a cell without quotes: quote the cell and double the mark"


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """One row as text: cells, and the faults (rule, what to do) of its quotes and line end. count: of empty lines, how
    many follow one another."""

    line: int
    cells: list[str]
    faults: tuple[tuple[str, str], ...]
    count: int = 1

    @property
    def blank(self) -> bool:
        """Whether it is no row but an empty line."""
        return self.cells == [""]


def read_records(data: bytes, line: int, *, first: bool = False) -> Iterator[CsvRecord]:
    """The records of a stretch of CSV; first: only its first line counts. Quotes that do not add up end at the line."""
    at = 0
    while at < len(data) and not (first and at):
        if blank := not first and _BLANK.match(data, at):
            count, returns = data.count(b"\n", at, blank.end()), data.count(b"\r", at, blank.end())
            yield CsvRecord(line, [""], (_LINE_END,) if returns else (), count)
            at, line = blank.end(), line + count
            continue
        end = _find(data, b"\n", at)
        record = _record(line, data[at:end])
        if not first and data.count(b'"', at, end) % 2 and (close := _closing_line(data, end + 1)):
            whole = _record(line, data[at:close])
            if not any(rule in ("stray_quote", "unclosed_quote") for rule, _ in whole.faults):
                record, end = whole, close
        yield record
        line += data.count(b"\n", at, end) + 1
        at = end + 1


def _find(data: AnyStr, mark: AnyStr, at: int) -> int:
    """Where the next mark is; the end of the data when there is none."""
    found = data.find(mark, at)
    return len(data) if found < 0 else found


def _closing_line(data: bytes, at: int) -> int:
    """The end of the next line with an odd number of quotation marks; 0 when there is none."""
    quote = data.find(b'"', at)
    while quote >= 0:
        start, end = data.rfind(b"\n", at, quote) + 1 or at, _find(data, b"\n", quote)
        if data.count(b'"', start, end) % 2:
            return end
        quote = data.find(b'"', end)
    return 0


def _record(line: int, raw: bytes) -> CsvRecord:
    faults: dict[str, str] = {}
    if raw.endswith(b"\r"):
        raw = raw[:-1]
        faults.update([_LINE_END])
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode(errors="replace")
        faults["encoding"] = "the line is not UTF-8: save the file as UTF-8"
    if '"' not in text:
        if "\r" in text:
            faults["lone_return"] = "a CR is outside quotes: quote the cell, or end lines with LF"
        return CsvRecord(line, text.split(","), tuple(faults.items()))
    cells, found = _quoted_cells(text)
    return CsvRecord(line, cells, tuple(faults.items()) + found)


def _quoted_cells(text: str) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """The cells of a record with quotation marks, and what is wrong with these."""
    cells: list[str] = []
    faults: dict[str, str] = {}
    start = 0
    while start <= len(text):
        if text.startswith('"', start):
            end = _closing(text, start + 1)
            cell = text[start + 1 : end].replace('""', '"')
            if not any(mark in cell for mark in ',"\r\n'):
                faults["needless_quotes"] = "a cell is quoted that needs no quotes: remove them"
            comma = _find(text, ",", end + 1)
            if end == len(text):
                faults["unclosed_quote"] = _UNCLOSED
            elif comma != end + 1:
                faults["stray_quote"] = _STRAY
                cell += text[end + 1 : comma]
        else:
            comma = _find(text, ",", start)
            cell = text[start:comma]
            if '"' in cell:
                faults["stray_quote"] = _STRAY
            if "\r" in cell:
                faults["lone_return"] = "a CR is outside quotes: quote the cell, or end lines with LF"
        cells.append(cell)
        start = comma + 1
    return cells, tuple(faults.items())


def _closing(text: str, start: int) -> int:
    """The mark that closes a quoted cell (doubled ones are text); the end of the text when there is none."""
    end = _find(text, '"', start)
    while text.startswith('""', end):
        end = _find(text, '"', end + 2)
    return end
