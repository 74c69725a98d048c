"""Canonical CSV and Parquet: what one table looks like in bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.formats.csv import csv_bytes, csv_header
from publisher.formats.write import TableWriter
from publisher.records.tabulate import to_batch
from publisher.schemas import Schema, parse

THINGS = parse(
    "things",
    {
        "title": "Things",
        "description": "One row a thing.",
        "fields": [
            {"name": "id", "type": "string", "constraints": {"required": True}},
            {"name": "count", "type": "integer"},
            {"name": "size", "type": "number"},
            {"name": "seen", "type": "boolean"},
            {"name": "day", "type": "date"},
            {"name": "at", "type": "datetime"},
        ],
        "primaryKey": "id",
    },
)


def one(kind: str) -> Schema:
    return parse("t", {"fields": [{"name": "id", "type": "string"}, {"name": "x", "type": kind}]})


def cell(kind: str, value: Any) -> str:
    """The second cell of a row, as it stands in the CSV."""
    return bytes(csv_bytes(to_batch([{"id": "a", "x": value}], one(kind)))).decode().removeprefix("a,")[:-1]


def written(folder: Path, schema: Schema, rows: list[dict[str, Any]], batch: int = 7) -> tuple[bytes, pa.Table]:
    with TableWriter(folder, schema) as writer:
        for start in range(0, len(rows), batch):
            writer.write(to_batch(rows[start : start + batch], schema))
        writer.close()
    return (folder / f"{schema.name}.csv").read_bytes(), pq.read_table(folder / f"{schema.name}.parquet")


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("string", "plain text", "plain text"),
        ("string", " kept ", " kept "),
        ("string", "=1+1", "=1+1"),
        ("string", "a,b", '"a,b"'),
        ("string", 'say "so"', '"say ""so"""'),
        ("string", "line\nline", '"line\nline"'),
        ("string", "lone\rreturn", '"lone\rreturn"'),
        ("string", "𝔘nicode 👩‍🚒 e\u0301", "𝔘nicode 👩‍🚒 e\u0301"),
        ("string", None, ""),
        ("integer", -7, "-7"),
        ("integer", 2**53 - 1, "9007199254740991"),
        ("number", 7, "7"),
        ("number", 7.0, "7"),
        ("number", -0.0, "0"),
        ("number", 0.1, "0.1"),
        ("number", 1e10, "10000000000"),
        ("number", 1.5e-9, "0.0000000015"),
        ("number", -12345678901.5, "-12345678901.5"),
        ("number", 1e15, "1000000000000000"),
        ("boolean", True, "true"),
        ("boolean", False, "false"),
        ("date", date(987, 6, 5), "0987-06-05"),
        ("datetime", datetime(2031, 6, 4, 10, 0, 5, tzinfo=UTC), "2031-06-04T10:00:05Z"),
        ("datetime", None, ""),
    ],
)
def test_a_cell_has_one_form(kind: str, value: Any, expected: str) -> None:
    assert cell(kind, value) == expected


def test_a_table_is_a_header_and_lines_and_a_parquet_twin(tmp_path: Path) -> None:
    rows = [
        {"id": "b", "count": 1, "size": 0.5, "seen": True, "day": date(2031, 1, 2)},
        {"id": "a", "at": datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)},
    ]
    text, table = written(tmp_path, THINGS, rows)
    assert text == b"id,count,size,seen,day,at\nb,1,0.5,true,2031-01-02,\na,,,,,2031-01-02T03:04:05Z\n"
    assert table.schema.equals(THINGS.arrow)
    assert table.to_pylist() == [dict.fromkeys(THINGS.names) | row for row in rows]


def test_parquet_says_what_the_table_is_and_which_cells_are_required(tmp_path: Path) -> None:
    written(tmp_path, THINGS, [])
    file = pq.ParquetFile(tmp_path / "things.parquet")
    assert [field.nullable for field in file.schema_arrow] == [False, True, True, True, True, True]
    assert file.metadata.metadata is not None
    found = {key.decode(): value.decode() for key, value in file.metadata.metadata.items()}
    assert found.pop("title") == "Things"
    assert found.pop("description") == "One row a thing."
    assert json.loads(found.pop("table_schema")) == THINGS.descriptor
    assert not found


def test_a_table_without_rows_is_its_header(tmp_path: Path) -> None:
    text, table = written(tmp_path, THINGS, [])
    assert (text, table.num_rows) == (csv_header(THINGS.arrow), 0)


def test_counts_and_hashes_are_those_of_the_files(tmp_path: Path) -> None:
    with TableWriter(tmp_path, THINGS) as writer:
        writer.write(to_batch([{"id": "ü"}, {"id": "z,"}], THINGS))
        result = writer.close()
    text, parquet = ((tmp_path / f"things.{end}").read_bytes() for end in ("csv", "parquet"))
    assert (result.rows, result.files["csv"].bytes, result.files["parquet"].bytes) == (2, len(text), len(parquet))
    assert result.files["csv"].sha256 == hashlib.sha256(text).hexdigest()
    assert result.files["parquet"].sha256 == hashlib.sha256(parquet).hexdigest()


def test_bytes_do_not_depend_on_how_batches_arrive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.formats.parquet.ROW_GROUP", 10)
    rows = [{"id": f"t{number}", "count": number} for number in range(35)]
    files = []
    for batch in (1, 4, 10, 11, 35):
        folder = tmp_path / str(batch)
        folder.mkdir()
        written(folder, THINGS, rows, batch)
        files.append([(folder / name).read_bytes() for name in ("things.csv", "things.parquet")])
    assert all(pair == files[0] for pair in files)
    groups = pq.ParquetFile(tmp_path / "1" / "things.parquet").metadata
    assert [groups.row_group(number).num_rows for number in range(groups.num_row_groups)] == [10, 10, 10, 5]


def test_a_slice_of_a_batch_is_written_as_such() -> None:
    batch = to_batch([{"id": f"r{n}", "x": 'q"' if n == 2 else None} for n in range(5)], one("string"))
    assert bytes(csv_bytes(batch.slice(2, 2))) == b'r2,"q"""\nr3,\n'


def test_a_batch_of_another_schema_is_refused(tmp_path: Path) -> None:
    with TableWriter(tmp_path, THINGS) as writer, pytest.raises(ValueError, match="schema"):
        writer.write(to_batch([{"id": "a"}], one("string")))


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("string", "", "empty text"),
        ("string", "a\0b", "NUL"),
        ("string", "\ud800", "surrogate"),
        ("string", 7, "expected str"),
        ("integer", True, "expected int"),
        ("integer", 7.0, "expected int"),
        ("integer", 2**53, "2\\^53"),
        ("integer", -(2**63), "2\\^53"),
        ("integer", -(2**70), "no reader"),
        ("number", float("nan"), "nan"),
        ("number", float("-inf"), "inf"),
        ("number", 1e300, "2\\^53"),
        ("number", "1", "expected float or int"),
        ("boolean", 1, "expected bool"),
        ("date", datetime(2031, 1, 1, tzinfo=UTC), "expected date"),
        ("date", "2031-01-01", "expected date"),
        ("datetime", datetime(2031, 1, 1), "time zone"),
        ("datetime", datetime(2031, 1, 1, microsecond=5, tzinfo=UTC), "second"),
    ],
)
def test_what_cannot_be_published_is_refused_by_name(kind: str, value: Any, message: str) -> None:
    with pytest.raises(ValueError, match=rf"t: row 2.* field x: .*{message}"):
        to_batch([{"id": "a"}, {"id": "b", "x": value}, {"id": "c", "x": value}], one(kind))


def test_a_refusal_names_the_key_of_the_row() -> None:
    with pytest.raises(ValueError, match=r"things: row 1 \(thing-one\), field count"):
        to_batch([{"id": "thing-one", "count": "many"}], THINGS)


def test_a_required_cell_and_an_unknown_field_are_refused() -> None:
    with pytest.raises(ValueError, match=r"row 1, field id: is null"):
        to_batch(
            [{"count": 1}], parse("t", {"fields": [{"name": "count", "type": "integer"}, THINGS.fields[0].descriptor]})
        )
    with pytest.raises(ValueError, match=r"row 2 \(b\): unknown field colour"):
        to_batch([{"id": "a"}, {"id": "b", "colour": "red"}], THINGS)


@pytest.mark.slow
def test_writing_a_table_does_not_import_pandas(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from publisher.schemas import parse; from publisher.records.tabulate import to_batch\n"
        "from publisher.formats.write import TableWriter\n"
        "schema = parse('t', {'fields': [{'name': 'x', 'type': 'number'}, {'name': 's', 'type': 'string'}]})\n"
        "with TableWriter(pathlib.Path(sys.argv[1]), schema) as writer:\n"
        "    writer.write(to_batch([{'x': 1e10, 's': 'a,b'}], schema)); writer.close()\n"
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 0


TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"id": TEXTS},
        optional={
            "count": st.integers(-(2**53) + 1, 2**53 - 1),
            "size": st.floats(-(2.0**53) + 1, 2.0**53 - 1),
            "seen": st.booleans(),
            "day": st.dates(),
            "at": st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0)),
        },
    )
)


@given(ROWS)
def test_the_csv_module_reads_the_values_back(rows: list[dict[str, Any]]) -> None:
    batch = to_batch(rows, THINGS)
    read = list(csv.reader(io.StringIO(bytes(csv_bytes(batch)).decode(), newline=""), strict=True))
    assert len(read) == len(rows)
    for cells, row in zip(read, rows, strict=True):
        values = dict(zip(THINGS.names, cells, strict=True))
        assert values["id"] == row["id"]
        assert values["count"] == ("" if row.get("count") is None else str(row["count"]))
        assert values["size"] == "" if "size" not in row else float(values["size"]) == row["size"]
        assert not set(values["size"]) & set("eE+")
        assert values["seen"] == {None: "", True: "true", False: "false"}[row.get("seen")]
        assert values["day"] == (row["day"].isoformat() if "day" in row else "")
        assert values["at"] == (row["at"].isoformat().replace("+00:00", "Z") if "at" in row else "")
    assert batch.to_pylist() == [dict.fromkeys(THINGS.names) | row for row in rows]
