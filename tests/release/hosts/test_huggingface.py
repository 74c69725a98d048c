"""The card for Hugging Face: its head read as `datasets` reads it, its files as they are in the package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml  # type: ignore[import-untyped]
from made.packages import write_package
from made.sample import AUTHORS, BOOKS, COPIES, library

from publisher.release.hosts import huggingface

SCHEMAS = {schema.name: schema for schema in (AUTHORS, BOOKS, COPIES)}
ABOUT: dict[str, Any] = {
    "title": 'Books: "砂" & 🌫 #1',
    "description": "What is\nin a *library*.",
    "version": "1.0.0",
    "created": "2024-03-04T00:00:00Z",
    "licenses": [{"name": "CC-BY-4.0", "title": "Attribution", "path": "https://example.org/by"}],
    "keywords": ["books", "no"],
}


@pytest.fixture
def package(tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """Its folder and its descriptor."""
    return tmp_path / "library", write_package(tmp_path / "library", library(), **ABOUT)


def head(card: str) -> dict[str, Any]:
    """The YAML between the first two lines of dashes."""
    _, front, _ = card.split("---\n", 2)
    body = yaml.safe_load(front)
    assert isinstance(body, dict)
    return body


def test_the_head_names_the_files_of_each_table(package: tuple[Path, dict[str, Any]]) -> None:
    folder, descriptor = package
    configs = head(huggingface.card(descriptor, SCHEMAS, ["en"]))["configs"]
    assert [(config["config_name"], config.get("default", False)) for config in configs] == [
        ("authors", True),
        ("books", False),
        ("copies", False),
    ]
    for config in configs:
        (path,) = config["data_files"]
        assert pq.read_schema(folder / path).names == list(SCHEMAS[config["config_name"]].names)


def test_the_head_says_what_the_descriptor_says(package: tuple[Path, dict[str, Any]]) -> None:
    body = head(huggingface.card(package[1], SCHEMAS, ["pt-BR", "en", "en-GB"]))
    assert {key: value for key, value in body.items() if key != "configs"} == {
        "pretty_name": 'Books: "砂" & 🌫 #1',
        "license": "cc-by-4.0",
        "language": ["en", "pt"],
        "size_categories": ["n<1K"],
        "tags": ["books", "no"],
    }


def test_the_text_is_for_people(package: tuple[Path, dict[str, Any]]) -> None:
    text = huggingface.card(package[1], SCHEMAS, ["en"]).split("---\n", 2)[2]
    assert 'authors = load_dataset("OWNER/NAME", "authors", split="train")' in text
    assert "| `books` | One row a book. |" in text
    assert "What is in a \\*library\\*." in text
    assert "Licence: Attribution. Cite as: " in text


def test_a_table_in_parts_names_them_all() -> None:
    parts = ["data/books-1.parquet", "data/books-2.parquet"]
    books = {"schema": "schemas/books.json", "parts": [{"path": path} for path in parts], "rows": 2}
    descriptor = {"name": "library", "resources": [books]}
    assert head(huggingface.card(descriptor, SCHEMAS, []))["configs"][0]["data_files"] == parts


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("CC0-1.0", {"license": "cc0-1.0"}),
        ("ODbL-1.0", {"license": "odbl"}),
        ("ODC-By-1.0", {"license": "odc-by"}),
        (
            "LicenseRef-own",
            {"license": "other", "license_name": "licenseref-own", "license_link": "https://example.org/by"},
        ),
    ],
)
def test_a_licence_by_the_name_that_it_has_there(
    package: tuple[Path, dict[str, Any]], name: str, told: dict[str, str]
) -> None:
    descriptor = {**package[1], "licenses": [{**ABOUT["licenses"][0], "name": name}]}
    body = head(huggingface.card(descriptor, SCHEMAS, ["en"]))
    assert {key: value for key, value in body.items() if key.startswith("license")} == told


@pytest.mark.parametrize(
    ("rows", "category"),
    [
        (0, "n<1K"),
        (999, "n<1K"),
        (1000, "1K<n<10K"),
        (123_456, "100K<n<1M"),
        (10**9, "1B<n<10B"),
        (10**12, "n>1T"),
    ],
)
def test_the_size_in_the_words_of_the_host(rows: int, category: str) -> None:
    assert huggingface.size_category(rows) == category
