"""dataset-metadata.json, within the limits that Kaggle sets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from made.sample import AUTHORS, BOOKS

from publisher.release.hosts import kaggle

SCHEMAS = {"books": BOOKS, "authors": AUTHORS}
ABOUT: dict[str, Any] = {
    "name": "library",
    "title": "Books of a library 🌫, and who wrote them, with all their copies",
    "description": "One library\nof an invented town, with each book, its authors and where the copies of it are.",
    "licenses": [{"name": "CC-BY-4.0"}],
    "keywords": ["books"],
    "resources": [
        {"schema": "schemas/books.json", "path": "data/books.csv"},
        {"schema": "schemas/books.json", "path": "data/books.parquet"},
        {"schema": "schemas/authors.json", "parts": [{"path": "data/authors-1.csv"}, {"path": "data/authors-2.csv"}]},
    ],
}


def told(**changes: Any) -> dict[str, Any]:
    body = json.loads(kaggle.metadata({**ABOUT, **changes}, SCHEMAS))
    assert isinstance(body, dict)
    return body


def test_what_is_too_long_ends_after_a_word() -> None:
    body = told()
    assert body["title"] == "Books of a library 🌫, and who wrote them, with …"
    assert body["subtitle"] == "One library of an invented town, with each book, its authors and where the …"
    assert len(body["title"]) <= 50 and len(body["subtitle"]) <= 80


def test_a_subtitle_that_would_be_refused_is_left_out() -> None:
    assert "subtitle" not in told(description="Too short.")


def test_the_owner_is_to_be_written() -> None:
    assert told()["id"] == "OWNER/library"


@pytest.mark.parametrize(("name", "there"), [("CC-BY-4.0", "CC-BY-4.0"), ("MIT", "other")])
def test_a_licence_that_is_not_known_there_is_another(name: str, there: str) -> None:
    assert told(licenses=[{"name": name}])["licenses"] == [{"name": there}]


def test_each_csv_file_with_its_columns() -> None:
    files = {entry["path"]: entry for entry in told()["resources"]}
    assert list(files) == ["data/authors-1.csv", "data/authors-2.csv", "data/books.csv"]
    kinds = {field["name"]: field["type"] for field in files["data/authors-1.csv"]["schema"]["fields"]}
    assert kinds == {"author_id": "string", "name": "string", "born": "datetime", "teacher_id": "string"}
