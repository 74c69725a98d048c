"""A small library as a Data Package: every type that the tables of this project may have, and every kind of key."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from made.packages import Table, from_rows, write_package

from publisher.schemas import parse

AUTHORS = parse(
    "authors",
    {
        "title": "Authors",
        "description": "One row an author.",
        "fields": [
            {"name": "author_id", "type": "string", "constraints": {"required": True, "pattern": "^aut-(?:[a-z]+)$"}},
            {"name": "name", "type": "string", "constraints": {"required": True, "minLength": 2, "maxLength": 40}},
            {"name": "born", "type": "date", "constraints": {"minimum": "1800-01-01", "maximum": "2020-12-31"}},
            {"name": "teacher_id", "type": "string"},
        ],
        "primaryKey": "author_id",
        "uniqueKeys": [["name", "born"]],
        "foreignKeys": [{"fields": "teacher_id", "reference": {"resource": "", "fields": "author_id"}}],
    },
)
BOOKS = parse(
    "books",
    {
        "title": "Books",
        "description": "One row a book.",
        "fields": [
            {"name": "book_id", "type": "string", "constraints": {"required": True}},
            {"name": "author_id", "type": "string", "constraints": {"required": True}},
            {"name": "title", "type": "string", "constraints": {"required": True}},
            {"name": "kind", "type": "string", "constraints": {"enum": ["novel", "poems"]}},
            {"name": "pages", "type": "integer", "constraints": {"exclusiveMinimum": 0, "maximum": 5000}},
            {"name": "price", "type": "number", "constraints": {"minimum": 0.5, "exclusiveMaximum": 1000}},
            {"name": "in_print", "type": "boolean", "constraints": {"required": True}},
            {"name": "bought", "type": "datetime"},
        ],
        "primaryKey": ["book_id"],
        "foreignKeys": [{"fields": ["author_id"], "reference": {"resource": "authors", "fields": ["author_id"]}}],
    },
)
COPIES = parse(
    "copies",
    {
        "title": "Copies",
        "description": "One row a copy of a book.",
        "fields": [
            {"name": "book_id", "type": "string", "constraints": {"required": True}},
            {"name": "number", "type": "integer"},
            {"name": "shelf", "type": "string"},
            {"name": "bound_with", "type": "string"},
            {"name": "bound_number", "type": "integer"},
        ],
        "primaryKey": ["book_id", "number"],
        "foreignKeys": [
            {"fields": ["book_id"], "reference": {"resource": "books", "fields": ["book_id"]}},
            {
                "fields": ["bound_with", "bound_number"],
                "reference": {"resource": "", "fields": ["book_id", "number"]},
            },
        ],
    },
)


def tables() -> dict[str, list[dict[str, Any]]]:
    """The rows, by table."""
    return {
        "authors": [
            {"author_id": "aut-brandt", "name": "Ömer Brandt", "born": date(1901, 2, 3)},
            {"author_id": "aut-castell", "name": "Ana Castell", "born": date(1950, 12, 31), "teacher_id": "aut-brandt"},
            {"author_id": "aut-doe", "name": 'D. "Dee" Doe', "teacher_id": "aut-castell"},
        ],
        "books": [
            book("bk-dunes", "aut-brandt", "Dunes, and other 砂", kind="novel", pages=300, price=7.5),
            book(
                "bk-ebb", "aut-castell", "Ebb\nand flow", kind="poems", bought=datetime(2021, 5, 6, 7, 8, 9, tzinfo=UTC)
            ),
            book("bk-fog", "aut-doe", "Fog 🌫", pages=12, price=12, in_print=False),
        ],
        "copies": [
            {"book_id": "bk-dunes", "number": 1, "shelf": "A"},
            {"book_id": "bk-dunes", "number": 2},
            {"book_id": "bk-ebb", "number": 1, "shelf": "B", "bound_with": "bk-dunes", "bound_number": 2},
        ],
    }


def book(key: str, author: str, title: str, **more: Any) -> dict[str, Any]:
    return {"book_id": key, "author_id": author, "title": title, "in_print": True, **more}


def library(rows: dict[str, list[dict[str, Any]]] | None = None) -> list[Table]:
    """The tables of the library, with other rows where given."""
    found = tables() | (rows or {})
    return [from_rows(schema, found[schema.name]) for schema in (AUTHORS, BOOKS, COPIES)]


def write_library(folder: Path, rows: dict[str, list[dict[str, Any]]] | None = None, **more: Any) -> Path:
    """The library as a package. Out: its folder."""
    write_package(folder, library(rows), **more)
    return folder
