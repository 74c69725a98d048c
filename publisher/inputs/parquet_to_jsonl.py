"""A Parquet archive of articles as JSON Lines, so that each article can be read by itself, in any order."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pyarrow as pa

from publisher.formats.parquet import UNREADABLE, open_file, read_group
from publisher.problem import Problem, Refused, refuse

ROWS = 256  # at a time: an article may have megabytes
_MIDNIGHT = re.compile(r"(?<=^.{10}) 00:00:00(?:\.0+)?$")


def unroll(source: Path, target: Path, needed: Collection[str], optional: Collection[str]) -> list[str]:
    """Writes one line of JSON a row, with the columns that are there. Out: those that are not read. Raises Refused when
    `source` is no Parquet file, lacks one of those needed or has one that holds no texts, OSError."""
    try:
        file, footer = open_file(source)
        names = _columns(source.name, file.schema_arrow, needed, optional)
        with target.open("w", encoding="utf-8", errors="surrogatepass") as lines:
            for number in range(len(footer.groups)):
                for batch in read_group(file, number, ROWS, names):
                    cells = [_texts(batch.column(name)) for name in names]
                    for row in zip(*cells, strict=True):
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
    if pa.types.is_dictionary(kind):
        return _textual(kind.value_type)
    are = pa.types
    text = are.is_string(kind) or are.is_large_string(kind) or are.is_string_view(kind)
    return text or are.is_date(kind) or are.is_timestamp(kind) or are.is_null(kind)


def _texts(column: pa.Array[Any]) -> list[str | None]:
    """The cells as texts. Bytes that are not UTF-8 become half surrogate pairs, which no article may hold; a midnight
    becomes its day."""
    dated = pa.types.is_temporal(column.type)
    cells = column.cast(pa.large_string()).cast(pa.large_binary()).to_pylist()
    texts = [None if cell is None else cell.decode("utf-8", "surrogateescape") for cell in cells]
    return [_MIDNIGHT.sub("", text) if text else text for text in texts] if dated else texts
