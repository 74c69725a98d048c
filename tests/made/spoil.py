"""What can be wrong with the CSV of a table: one function for each fault, from the right file to the faulty one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from publisher.schemas import Field, Schema

Row = list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV as text: the header, the rows, and the schema they follow."""

    schema: Schema
    header: Row
    rows: list[Row]

    def fields(self, wanted: Callable[[Field], bool]) -> list[int]:
        """The columns of a kind."""
        return [number for number, field in enumerate(self.schema.fields) if wanted(field)]

    def written(self, rows: list[Row] | None = None, header: Row | None = None, delimiter: str = ",") -> bytes:
        lines = [self.header if header is None else header, *(self.rows if rows is None else rows)]
        return "".join(delimiter.join(map(_quoted, line)) + "\n" for line in lines).encode()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is done to a table. spoil: the bytes of the faulty CSV; None where the table has no place for the fault.
    decidable: whether the CSV alone shows it (a well-formed other text or fewer rows may be meant)."""

    name: str
    spoil: Callable[[Sheet], bytes | None]
    decidable: bool = True


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"\r\n') else cell


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[Sheet], bytes | None]:
    """The file as a whole is changed; None where there is nothing to change."""

    def spoil(sheet: Sheet) -> bytes | None:
        before = sheet.written()
        after = change(before)
        return None if after == before else after

    return spoil


def _rows(change: Callable[[list[Row]], list[Row]]) -> Callable[[Sheet], bytes | None]:
    def spoil(sheet: Sheet) -> bytes | None:
        return sheet.written(change([list(row) for row in sheet.rows])) if sheet.rows else None

    return spoil


def _header(change: Callable[[Row], Row]) -> Callable[[Sheet], bytes | None]:
    return lambda sheet: sheet.written(header=change(list(sheet.header)))


def _columns(order: Callable[[int], list[int]]) -> Callable[[Sheet], bytes | None]:
    """Header and rows with other columns: `order` of their number."""

    def spoil(sheet: Sheet) -> bytes | None:
        kept = order(len(sheet.header))
        return sheet.written([[row[n] for n in kept] for row in sheet.rows], [sheet.header[n] for n in kept])

    return spoil


def _cell(wanted: Callable[[Field], bool], change: Callable[[str], str | None]) -> Callable[[Sheet], bytes | None]:
    """One cell of a kind of column is changed: the first that is not empty, can be changed, and is."""

    def spoil(sheet: Sheet) -> bytes | None:
        for column in sheet.fields(wanted):
            for number, row in enumerate(sheet.rows):
                after = change(row[column]) if row[column] else None
                if after is not None and after != row[column]:
                    rows = [list(row) for row in sheet.rows]
                    rows[number][column] = after
                    return sheet.written(rows)
        return None

    return spoil


def _write(kind: str, text: str) -> Fault:
    """Another text in a cell of a type."""
    return Fault(f"{kind} {text!r}", _cell(lambda field: field.type == kind, lambda _: text))


def _is_enum(field: Field) -> bool:
    return "enum" in field.constraints and field.type == "string"


def _is_free(field: Field) -> bool:
    return field.type == "string" and not {"enum", "pattern"}.intersection(field.constraints)


def _is_pattern(field: Field) -> bool:
    return "pattern" in field.constraints


def _key(position: int) -> Callable[[Sheet], bytes | None]:
    """One cell of the primary key emptied; None where the key is shorter."""

    def spoil(sheet: Sheet) -> bytes | None:
        key = sheet.schema.primary_key
        if position >= len(key) or not sheet.rows:
            return None
        rows = [list(row) for row in sheet.rows]
        rows[0][sheet.header.index(key[position])] = ""
        return sheet.written(rows)

    return spoil


def _foreign(change: Callable[[str], str]) -> Callable[[Sheet], bytes | None]:
    """The first cell of a foreign key that is set is changed."""

    def spoil(sheet: Sheet) -> bytes | None:
        names = {name for key in sheet.schema.foreign_keys for name in key.fields}
        return _cell(lambda field: field.name in names and field.type == "string", change)(sheet)

    return spoil


def _same_key(sheet: Sheet) -> bytes | None:
    """The last row takes over the first one's key, and nothing else."""
    key = [sheet.header.index(name) for name in sheet.schema.primary_key]
    if len(sheet.rows) < 2 or not key:
        return None
    rows = [list(row) for row in sheet.rows]
    for column in key:
        rows[-1][column] = rows[0][column]
    return sheet.written(rows)


def _same_unique(sheet: Sheet) -> bytes | None:
    """The last row takes over the first one's cells of a unique key or field that is not the primary key."""
    single = [(field.name,) for field in sheet.schema.fields if field.constraints.get("unique")]
    for names in (*sheet.schema.unique_keys, *single):
        columns = [sheet.header.index(name) for name in names]
        if len(sheet.rows) > 1 and names != sheet.schema.primary_key and all(sheet.rows[0][n] for n in columns):
            rows = [list(row) for row in sheet.rows]
            for column in columns:
                rows[-1][column] = rows[0][column]
            return sheet.written(rows)
    return None


def _emptied(sheet: Sheet) -> bytes | None:
    """A required cell outside the key is emptied."""
    for column in sheet.fields(lambda f: f.required and f.name not in sheet.schema.primary_key):
        if sheet.rows:
            rows = [list(row) for row in sheet.rows]
            rows[0][column] = ""
            return sheet.written(rows)
    return None


def _mid(data: bytes, insert: bytes) -> bytes:
    """Bytes put into the last row, behind its first character."""
    start = data.rfind(b"\n", 0, len(data) - 1) + 2
    return data[:start] + insert + data[start:]


def _wrapped(data: bytes) -> bytes:
    """The first cell of the last row in quotes."""
    start = data.rfind(b"\n", 0, len(data) - 1) + 1
    cell = data[start:].split(b",", 1)[0].rstrip(b"\n")
    return data[:start] + b'"' + cell + b'"' + data[start + len(cell) :]


def _decomposed(text: str) -> str | None:
    return unicodedata.normalize("NFD", text)


FAULTS: tuple[Fault, ...] = (
    Fault("extra column", lambda s: s.written([[*r, "x"] for r in s.rows], [*s.header, "extra"])),
    Fault("last column missing", _columns(lambda n: list(range(n - 1)))),
    Fault("middle column missing", _columns(lambda n: [c for c in range(n) if c != n // 2])),
    Fault("columns reordered", _columns(lambda n: [1, 0, *range(2, n)])),
    Fault("column renamed", _header(lambda h: [*h[:-1], h[-1] + "s"])),
    Fault("column in another case", _header(lambda h: [h[0].upper(), *h[1:]])),
    Fault("header cell with a space behind", _header(lambda h: [h[0] + " ", *h[1:]])),
    Fault("header twice the same name", _header(lambda h: [*h[:-1], h[0]])),
    Fault("header quoted", _bytes(lambda d: b'"' + d.split(b",", 1)[0] + b'",' + d.split(b",", 1)[1])),
    Fault("empty file", lambda s: b""),
    Fault("row twice", _rows(lambda rows: [*rows, rows[0]])),
    Fault("primary key twice", _same_key),
    Fault("unique key twice", _same_unique),
    Fault("primary key null", _key(0)),
    Fault("second cell of the primary key null", _key(1)),
    Fault("required cell null", _emptied),
    Fault("foreign key dangling", _foreign(lambda text: text + "x")),
    Fault("foreign key with a space", _foreign(lambda text: text + " ")),
    Fault("byte order mark", _bytes(lambda d: b"\xef\xbb\xbf" + d)),
    Fault("CRLF", _bytes(lambda d: d.replace(b"\n", b"\r\n"))),
    Fault("one CRLF among LF", _bytes(lambda d: d.replace(b"\n", b"\r\n", 1))),
    Fault("rows end with CR", _bytes(lambda d: d.replace(b"\n", b"\r"))),
    Fault("no final line feed", _bytes(lambda d: d[:-1])),
    Fault("NUL in a cell", _bytes(lambda d: _mid(d, b"\0"))),
    Fault("byte that is no UTF-8", _bytes(lambda d: _mid(d, b"\xff"))),
    Fault("latin-1 letter", _bytes(lambda d: _mid(d, "é".encode("latin-1")))),
    Fault("short row", _bytes(lambda d: d[:-1].rsplit(b",", 1)[0] + b"\n")),
    Fault("long row", _bytes(lambda d: d[:-1] + b",x\n")),
    Fault("long row by an empty cell", _bytes(lambda d: d[:-1] + b",\n")),
    Fault("blank line in the middle", _bytes(lambda d: d.replace(b"\n", b"\n\n", 1))),
    Fault("blank line at the end", _bytes(lambda d: d + b"\n")),
    Fault("row of commas", lambda s: s.written([*s.rows, [""] * len(s.header)])),
    Fault("enum in another case", _cell(_is_enum, str.swapcase)),
    Fault("enum with a space", _cell(_is_enum, lambda text: " " + text)),
    Fault("enum unknown", _cell(_is_enum, lambda text: text + "x")),
    Fault("pattern broken", _cell(_is_pattern, lambda text: "!" + text)),
    Fault("pattern with a space", _cell(_is_pattern, lambda text: text + " ")),
    Fault("pattern with a line feed behind", _cell(_is_pattern, lambda text: text + "\n")),
    Fault("integer with a space", _cell(lambda f: f.type == "integer", lambda text: text + " ")),
    Fault("date with a space", _cell(lambda f: f.type == "date", lambda text: text + " ")),
    Fault("free text with a space behind", _cell(_is_free, lambda text: text + " "), decidable=False),
    Fault("free text decomposed (NFD)", _cell(_is_free, _decomposed), decidable=False),
    Fault("free text of 200 kB", _cell(_is_free, lambda text: text + "x" * 200_000), decidable=False),
    *(_write("integer", t) for t in ("007", "+7", "1_0", "-0", "٧", "1e3", "7.0", "1,000", "0x10", "NA", "7" * 20)),
    *(_write("number", t) for t in ("1,5", "1e3", "NaN", "nan", "INF", "-Infinity", "1_0.5", ".5", "1E400", "1.50")),
    *(_write("date", t) for t in ("2025-6-4", "2025-02-30", "20250604", "04/06/2025", "2025-06-04T00:00:00")),
    *(_write("datetime", t) for t in ("2025-06-04T10:00:00", "2025-06-04 10:00:00Z", "2025-06-04T10:00:00+02:00")),
    *(
        _write("datetime", t)
        for t in ("2025-06-04T10:00:00.5Z", "2025-06-04T24:00:00Z", "2025-06-04", "2025-06-04T10:00Z")
    ),
    *(_write("boolean", t) for t in ("True", "TRUE", "1", "yes", "T")),
    Fault("quotation mark that never closes", _bytes(lambda d: d.replace(b"\n", b'\n"', 1))),
    Fault("quotation mark inside a cell", _bytes(lambda d: _mid(d, b'"'))),
    Fault("quotes that are not needed", _bytes(_wrapped)),
    Fault("parted by semicolons", lambda s: s.written(delimiter=";")),
    Fault("parted by tabs", lambda s: s.written(delimiter="\t")),
    Fault("cut off inside a row", _bytes(lambda d: d[: d.rfind(b",")])),
    Fault("cut off at the end of a row", _rows(lambda rows: rows[:-1]), decidable=False),
    Fault("header only", _rows(lambda rows: []), decidable=False),
)
