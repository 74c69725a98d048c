"""What an article is called: its id, its place in an archive."""

from __future__ import annotations

import hashlib

import pytest

from publisher.article import place, source_id


def test_a_row_of_parquet_is_a_row() -> None:
    assert place("x.parquet", 3, None) == "row 3"
    assert place("x.jsonl", 3, "a\nb") == 'line 3 "a\nb"'


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("quay", "src-quay"),
        ("Quay of 2024!", "src-quay-of-2024"),
        ("a--b", "src-a-b"),
        ("x" * 60, "src-" + "x" * 60),
    ],
)
def test_an_id_from_a_name(name: str, found: str) -> None:
    assert source_id(name) == found


@pytest.mark.parametrize("name", ["é", "🦀", "...", "x" * 61, "日本", "\ud800"])
def test_what_does_not_fit_into_an_id_is_told_apart_by_its_hash(name: str) -> None:
    found = source_id(name)
    assert found.isascii() and len(found) <= 64
    assert found[-12:] == hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
