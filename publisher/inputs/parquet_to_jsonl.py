"""A Parquet archive of articles as JSON Lines, so that each article can be read by itself, in any order."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pyarrow as pa

from publisher.formats.parquet import UNREADABLE, open_file, read_group
from publisher.problem import Problem, Refused, refuse

ROWS_AT_ONCE = 256  # at a time: an article may have megabytes
_TEXTS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
_TEXTUAL = (*_TEXTS, pa.types.is_date, pa.types.is_timestamp, pa.types.is_null)


def unroll(source: Path, target: Path, needed: Collection[str], optional: Collection[str]) -> list[str]:
    """Writes one line of JSON a row, with the columns that are there. Out: those that are not read. Raises Refused when
    `source` is no Parquet file, lacks one of those needed or has one that holds no texts, OSError."""
    try:
        file, footer = open_file(source)
        names = _columns(source.name, file.schema_arrow, needed, optional)
        batches = (
            batch for number in range(len(footer.groups)) for batch in read_group(file, number, ROWS_AT_ONCE, names)
        )
        rows = (row for batch in batches for row in zip(*map(_texts, batch.select(names).columns), strict=True))
        with target.open("w", encoding="utf-8", errors="surrogatepass") as lines:
            for row in rows:
                lines.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")
        return [name for name in dict.fromkeys(file.schema_arrow.names) if name not in names]
    except UNREADABLE as error:
        if isinstance(error, OSError) and error.errno is not None:  # the machine's; pyarrow's own have no number
            raise
        raise Refused.of(source.name, f"cannot be read as Parquet: {error}") from None


def _columns(name: str, schema: pa.Schema, needed: Collection[str], optional: Collection[str]) -> list[str]:
    """The columns to be read. Raises Refused with all that is wrong with them."""
    problems: list[Problem] = []
    found: list[str] = []
    if missing := [key for key in needed if key not in schema.names]:
        problems.append(
            Problem(name, f"has no column {' or '.join(missing)}; an archive has both {' and '.join(needed)}")
        )
    for key in (*needed, *optional):
        kinds = [field.type for field in schema if field.name == key]
        if len(kinds) > 1:
            problems.append(Problem(name, f"has {len(kinds)} columns {key}; keep one"))
        elif kinds and not _textual(kinds[0]):
            problems.append(Problem(name, f"column {key} holds {kinds[0]}; write texts"))
        elif kinds:
            found.append(key)
    refuse(problems)
    return found


def _textual(kind: pa.DataType) -> bool:
    """Whether a column is one of texts, dates or nothing."""
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return any(holds(plain) for holds in _TEXTUAL)


def _texts(column: pa.Array[Any]) -> list[str | None]:
    """The cells as texts. Bytes that are not UTF-8 become half surrogate pairs, which no article may hold; a midnight
    becomes its day."""
    cells = column.cast(pa.large_string()).cast(pa.large_binary()).to_pylist()
    texts = [None if cell is None else cell.decode("utf-8", "surrogateescape") for cell in cells]
    return [text and _day_or_time(text) for text in texts] if pa.types.is_temporal(column.type) else texts


def _day_or_time(text: str) -> str:
    day, _, time = text.partition(" ")
    return text if time.strip("0:.") else day
