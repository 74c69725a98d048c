"""A Parquet archive of articles as JSON Lines, so that each article can be read by itself, in any order."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from publisher.problem import Problem, Refused

COLUMNS = ("doc_id", "text", "doc_date")


def unroll(source: Path, target: Path) -> None:
    """Writes one line {"doc_id", "text", "doc_date"} a row. Raises Refused when `source` is no such Parquet file."""
    try:
        file = pq.ParquetFile(source)
        columns = [name for name in COLUMNS if file.schema_arrow.names.count(name) == 1]
        missing = {"doc_id", "text"} - set(columns)
        if missing:
            found = f"has no single column {' or '.join(sorted(missing))}; an archive has doc_id, text and doc_date"
            raise Refused([Problem(source.name, "", "", found)])
        for name in columns[:2]:
            if pa.types.is_binary(kind := file.schema_arrow.field(name).type) or pa.types.is_large_binary(kind):
                raise Refused([Problem(source.name, "", name, "is a column of bytes; write texts")])
        with target.open("w", encoding="utf-8") as lines:
            for batch in file.iter_batches(1024, columns=columns):
                for row in batch.to_pylist():
                    row["doc_date"] = None if row.get("doc_date") is None else str(row["doc_date"])[:10]
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    except pa.ArrowException as error:
        raise Refused([Problem(source.name, "", "", f"cannot be read as Parquet: {error}")]) from None
