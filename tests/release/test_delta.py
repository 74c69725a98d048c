"""What differs between two states of a table, and the new state made of the old one by it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.problem import Refused
from publisher.release.delta import RowChange, apply, changes
from publisher.schemas import Schema, parse

pytestmark = pytest.mark.slow

Cells = tuple[str | None, ...]


@dataclass(frozen=True)
class Held:
    """A table in memory, a few rows at a time."""

    schema: Schema
    rows: Sequence[Cells]
    size: int = 2

    def batches(self) -> Iterator[pa.RecordBatch]:
        for at in range(0, len(self.rows), self.size):
            columns = zip(*self.rows[at : at + self.size], strict=True)
            arrays = [pa.array(list(column), pa.string()) for column in columns]
            yield pa.RecordBatch.from_arrays(arrays, list(self.schema.names))


def table(fields: str, *rows: Cells, key: str = "") -> Held:
    """Fields and key as words."""
    body = {"fields": [{"name": name} for name in fields.split()], "primaryKey": key.split()}
    return Held(parse("words", body), rows)


def boats(*rows: Cells) -> Held:
    return table("id name kind", *rows, key="id")


ANNA: Cells = ("anna", "Anna ⛴", None)
BERTA: Cells = ("berta", "Berta", "tug")
CARL: Cells = ("carl", 'Carl, "the 2nd"', "")


def found(old: Held | None, new: Held | None) -> list[RowChange]:
    """The changes, as they come out of a file."""
    return [json.loads(json.dumps(change, ensure_ascii=False)) for change in changes(old, new, "words")]


def csv(held: Held) -> bytes:
    """The CSV of a table, cell by cell."""

    def cell(text: str | None) -> str:
        special = text == "" or set(text or "") & set(',"\r\n')
        return '"' + str(text).replace('"', '""') + '"' if special else text or ""

    lines = [held.schema.names, *held.rows]
    return "".join(",".join(map(cell, line)) + "\n" for line in lines).encode()


def made(old: Held | None, new: Held) -> bytes:
    """The new table, from the old one and what differs."""
    return b"".join(apply(old, new.schema.names, found(old, new)))


def test_the_same_table() -> None:
    assert found(boats(ANNA, BERTA), boats(ANNA, BERTA)) == []


def test_a_row_more_and_one_less() -> None:
    old, new = boats(ANNA, BERTA), boats(CARL, BERTA)
    assert found(old, new) == [
        {
            "change": "added",
            "key": {"id": "carl"},
            "row": 1,
            "new": {"id": "carl", "name": 'Carl, "the 2nd"', "kind": ""},
        },
        {
            "change": "removed",
            "key": {"id": "anna"},
            "old_row": 1,
            "old": {"id": "anna", "name": "Anna ⛴", "kind": None},
        },
    ]
    assert made(old, new) == csv(new)


def test_of_a_changed_row_the_old_cells_that_differ_and_the_whole_new_row() -> None:
    old, new = boats(ANNA, BERTA), boats(ANNA, ("berta", "Berta", "ferry"))
    assert found(old, new) == [
        {
            "change": "changed",
            "key": {"id": "berta"},
            "old_row": 2,
            "row": 2,
            "old": {"kind": "tug"},
            "new": {"id": "berta", "name": "Berta", "kind": "ferry"},
        }
    ]
    assert made(old, new) == csv(new)


def test_an_empty_text_is_no_empty_cell() -> None:
    old, new = boats(("anna", "A", None)), boats(("anna", "A", ""))
    (change,) = found(old, new)
    assert (change["old"], change["new"]["kind"]) == ({"kind": None}, "")
    assert made(old, new) == csv(new) == b'id,name,kind\nanna,A,""\n'


def test_of_rows_in_another_order_as_few_as_possible_move() -> None:
    old, new = boats(ANNA, BERTA, CARL), boats(CARL, ANNA, BERTA)
    (change,) = found(old, new)
    assert (change["change"], change["old_row"], change["row"]) == ("moved", 3, 1)
    assert made(old, new) == csv(new)


def test_a_new_field_and_one_that_is_gone() -> None:
    """Only the rows that have a value there differ."""
    old = table("id name", ("anna", "Anna"), ("berta", None), key="id")
    new = table("flag id", ("SE", "anna"), (None, "berta"), key="id")
    (change,) = found(old, new)
    assert change["old"] == {"flag": None, "name": "Anna"}
    assert made(old, new) == csv(new) == b"flag,id\nSE,anna\n,berta\n"


def test_fields_in_another_order_are_no_change_of_a_row() -> None:
    old, new = table("a b", ("1", "2"), key="a"), table("b a", ("2", "1"), key="a")
    assert found(old, new) == []
    assert made(old, new) == b"b,a\n2,1\n"


def test_with_another_key_rows_come_and_go() -> None:
    old, new = table("a b", ("1", "2"), ("3", "4"), key="a"), table("a b", ("1", "2"), ("3", "5"), key="b")
    assert [(change["change"], change["key"]) for change in found(old, new)] == [("added", None), ("removed", None)]
    assert made(old, new) == csv(new)


def test_a_composite_key() -> None:
    old = table("a b c", ("1", "x", "0"), ("1", "y", "0"), key="a b")
    new = table("a b c", ("1", "x", "0"), ("1", "y", "1"), key="a b")
    assert [change["key"] for change in found(old, new)] == [{"a": "1", "b": "y"}]


def test_equal_rows_of_a_table_without_a_key_are_counted() -> None:
    old, new = table("word", ("sea",), ("sky",), ("sea",)), table("word", ("sea",), ("sea",), ("sea",), ("sky",))
    assert sorted(change["change"] for change in found(old, new)) == ["added", "moved"]
    assert made(old, new) == csv(new)


def test_a_table_that_is_new_or_gone() -> None:
    assert [change["change"] for change in found(None, boats(ANNA))] == ["added"]
    assert [change["change"] for change in found(boats(ANNA), None)] == ["removed"]
    assert made(None, boats(ANNA)) == csv(boats(ANNA))
    assert made(None, boats()) == made(boats(), boats()) == b"id,name,kind\n"


def test_rows_of_one_key_that_differ_are_refused() -> None:
    with pytest.raises(Refused, match="words: has several rows with one key that differ"):
        found(boats(("anna", "A", None), ("anna", "B", None)), boats())


CELL = (
    st.none()
    | st.sampled_from(["", "a", "𝔘", '"', ",", "\r\n", "\n", "NULL", " ", "a,b", "\U0010ffff"])
    | st.text("ab𐍈")
)
ROWS = st.lists(st.tuples(st.sampled_from("abcdefgh"), CELL, CELL), max_size=8, unique_by=lambda row: row[0])


@given(ROWS, ROWS, st.integers(1, 3))
def test_old_and_delta_give_new(old: list[Any], new: list[Any], size: int) -> None:
    """Byte for byte: texts beyond the BMP, empty texts beside empty cells, line breaks, rows in any order."""
    one, two = (Held(boats().schema, rows, size) for rows in (old, new))
    assert made(one, two) == csv(two)
    back = {"added": "removed", "removed": "added"}
    there, again = (sorted(change["change"] for change in found(*pair)) for pair in ((one, two), (two, one)))
    assert sorted(back.get(change, change) for change in there) == again


@given(ROWS, ROWS)
def test_the_order_of_the_fields_is_free(old: list[Any], new: list[Any]) -> None:
    one = Held(boats().schema, old)
    two = Held(table("kind id other", key="id").schema, [(c, a, b) for a, b, c in new])
    assert made(one, two) == csv(two)


@given(st.lists(st.tuples(CELL)), st.lists(st.tuples(CELL)))
def test_without_a_key(old: list[Any], new: list[Any]) -> None:
    one, two = (Held(table("word").schema, rows) for rows in (old, new))
    assert made(one, two) == csv(two)


def test_few_lines_for_few_changes_in_a_long_table() -> None:
    dice = random.Random(1)
    rows: list[Cells] = [(f"boat-{number}", dice.choice("abc"), None) for number in range(3000)]
    later = [*rows[:1000], ("boat-new", "𝔘", None), *rows[1001:2000], rows[0], *rows[2000:]][1:]
    one, two = (Held(boats().schema, part, 512) for part in (rows, later))
    assert sorted(change["change"] for change in found(one, two)) == ["added", "moved", "removed"]
    assert made(one, two) == csv(two)
