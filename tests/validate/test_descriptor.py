"""The descriptor: what it declares is checked, what it names is followed only inside the package."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made.packages import from_rows, write_descriptor, write_package
from made.sample import AUTHORS, write_library

from publisher.schemas import load
from publisher.validate.package import Asked, check_package
from publisher.validate.report import Report
from publisher.validate.resources import UNNAMED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


def changed(folder: Path, change: Callable[[dict[str, Any]], object]) -> Report:
    """The report after a change of the descriptor."""
    body = json.loads((folder / "datapackage.json").read_bytes())
    change(body)
    write_descriptor(folder, body)
    return check_package(folder)


def set_first(**values: Any) -> Callable[[dict[str, Any]], object]:
    """Changes the first resource, the CSV of the authors."""
    return lambda body: body["resources"][0].update(values)


def rules(report: Report) -> list[tuple[str, str]]:
    return [(finding.table, finding.rule) for finding in report.errors]


@pytest.mark.parametrize("value", [0, 1, 4, "3", 3.5, True])
def test_rows_are_counted_and_zero_counts_too(folder: Path, value: object) -> None:
    (finding,) = changed(folder, set_first(rows=value)).errors
    assert (finding.table, finding.field, finding.rule) == ("authors", "rows", "rows")
    assert finding.message == "the table has 3: restore it, or declare what it has"


@pytest.mark.parametrize("value", [0, 1, "x", None])
def test_fields_and_bytes_are_counted(folder: Path, value: object) -> None:
    expected = [("authors", "bytes"), ("authors", "fields")] if value is not None else [("authors", "standard")]
    assert rules(changed(folder, set_first(fields=value, bytes=value))) == expected


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256", "sha512"])
def test_every_usual_hash_is_checked(folder: Path, name: str) -> None:
    digest = hashlib.new(name, (folder / "data/authors.csv").read_bytes()).hexdigest()
    prefix = "" if name == "md5" else f"{name}:"

    without_twin = write_library(folder / "alone", parquet=False)
    assert changed(without_twin, set_first(hash=prefix + digest)).valid
    wrong = digest[:-1] + ("0" if digest[-1] != "0" else "1")
    assert rules(changed(without_twin, set_first(hash=prefix + wrong))) == [("authors", "hash")]


@pytest.mark.parametrize("value", ["crc32:12345678", "sha256:XYZ", "", 7])
def test_a_hash_that_is_none(folder: Path, value: object) -> None:
    assert ("authors", "hash") in rules(changed(folder, set_first(hash=value)))


def test_a_changed_byte_of_either_file(folder: Path) -> None:
    parquet = folder / "data/authors.parquet"
    data = bytearray(parquet.read_bytes())
    data[len(data) // 2] ^= 1
    parquet.write_bytes(data)
    assert ("authors-parquet", "hash") in rules(check_package(folder))


@pytest.mark.parametrize(
    "path",
    [
        "/etc/hostname",
        "../secret.csv",
        "data/../../secret.csv",
        "C:\\secret.csv",
        "\\\\host\\x",
        "~/secret.csv",
        "data",
        "gone.csv",
        "\ud800",
        "",
        7,
        None,
    ],
)
def test_paths_that_are_not_followed(folder: Path, path: object) -> None:
    (folder.parent / "secret.csv").write_text("secret\n")
    report = changed(folder, set_first(path=path))
    assert ("authors", "file") in rules(report)
    assert "secret\n" not in report.as_text()


def test_links_are_followed_inside_the_package_only(folder: Path) -> None:
    inside, outside = folder / "data/authors.csv", folder.parent / "authors.csv"
    inside.rename(folder / "data/real.csv")
    inside.symlink_to("real.csv")
    assert check_package(folder).valid
    (folder / "data/real.csv").rename(outside)
    inside.unlink()
    inside.symlink_to(outside)
    assert ("authors", "file") in rules(check_package(folder))


def test_a_device_or_pipe_is_never_opened(folder: Path) -> None:
    (folder / "data/authors.csv").unlink()
    os.mkfifo(folder / "data/authors.csv")
    assert ("authors", "file") in rules(check_package(folder))


def test_paths_elsewhere_in_the_descriptor(folder: Path) -> None:
    def change(body: dict[str, Any]) -> None:
        body["licenses"] = [{"name": "CC0-1.0", "path": "https://example.org/licence"}, {"path": "/etc/passwd"}]
        body["sources"] = [{"title": "not here", "path": "seeds/gone.txt"}, {"path": "../up.txt"}]
        body["image"] = "../logo.png"

    findings = changed(folder, change).errors
    assert [(finding.field, finding.value) for finding in findings] == [
        ("image", "../logo.png"),
        ("licenses", "/etc/passwd"),
        ("sources", "../up.txt"),
    ]


def test_sources_that_are_there_have_the_declared_hash(folder: Path) -> None:
    (folder / "seed.txt").write_text("words")
    (finding,) = changed(
        folder, lambda body: body.update(sources=[{"path": "seed.txt", "bytes": 5, "hash": "0" * 32}])
    ).errors
    assert (finding.row, finding.field, finding.rule) == ("seed.txt", "sources.hash", "hash")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"\xff",
        b"{}",
        b'{"resources": []}',
        b'{"resources": {}}',
        b'{"resources": [7]}',
        b"[" * 100_000,
    ],
)
def test_a_descriptor_that_is_none(folder: Path, text: bytes) -> None:
    (folder / "datapackage.json").write_bytes(text)
    report = check_package(folder)
    assert not report.valid
    assert {finding.rule for finding in report.errors} <= {"descriptor", "standard"}


def test_a_folder_without_descriptor(tmp_path: Path) -> None:
    (finding,) = check_package(tmp_path / "nowhere").errors
    assert "datapackage.json" in finding.message


def test_two_resources_of_one_name(folder: Path) -> None:
    assert ("datapackage", "descriptor") in rules(
        changed(folder, lambda body: body["resources"].append(body["resources"][0]))
    )


@pytest.mark.parametrize(
    "schema",
    [
        "schemas/gone.json",
        "../x.json",
        7,
        [],
        {},
        {"fields": [{}]},
        {"fields": [{"name": "a", "type": "colour"}]},
        {"fields": [{"name": "a"}, {"name": "a"}]},
    ],
)
def test_a_schema_that_is_none(folder: Path, schema: object) -> None:
    assert ("authors", "schema") in rules(changed(folder, set_first(schema=schema)))


def test_what_is_elsewhere_or_has_no_schema_is_said_not_to_be_checked(folder: Path) -> None:
    def change(body: dict[str, Any]) -> None:
        body["resources"] += [
            {"name": "far", "path": "https://example.org/far.csv", "schema": {"fields": [{"name": "a"}]}},
            {"name": "inline", "data": [{"a": 1}]},
            {"name": "plain", "path": "plain.csv"},
            {"name": "readme", "path": "readme.txt", "bytes": 2},
        ]

    (folder / "plain.csv").write_text("a;b\n")
    (folder / "readme.txt").write_text("hi")
    report = changed(folder, change)
    assert report.valid
    assert set(report.notes) == {
        "far: rows (https://example.org/far.csv is remote)",
        "far: keys (no file of the table could be read)",
        "inline: rows (they are in the descriptor)",
        "plain: rows (the resource has no schema)",
    }


@pytest.mark.parametrize("target", [{"path": "https://example.org/x.csv"}, {"data": [{"author_id": "aut-doe"}]}])
def test_a_reference_to_rows_elsewhere_is_no_fault(folder: Path, target: dict[str, Any]) -> None:
    def change(body: dict[str, Any]) -> None:
        body["resources"] = [{"name": "authors", **target}, *body["resources"][2:]]

    report = changed(folder, change)
    assert report.valid
    assert "books: foreign key to authors (its rows could not be read)" in report.notes


def test_a_package_of_ours_must_declare_everything(tmp_path: Path) -> None:
    mark = {"profile": "article-records", "version": "1"}
    write_package(tmp_path / "p", [from_rows(AUTHORS, [])], publisher=mark)

    def bare(body: dict[str, Any]) -> None:
        for resource in body["resources"]:
            for name in ("rows", "fields", "bytes", "hash", "fingerprint"):
                resource.pop(name, None)

    found = rules(changed(tmp_path / "p", bare))
    assert {("authors", "rows"), ("authors", "fields"), ("authors", "bytes"), ("authors", "hash")} <= set(found)
    assert {("authors-parquet", "bytes"), ("authors-parquet", "hash"), ("authors-parquet", "fingerprint")} <= set(found)
    assert ("datapackage", "tables") in found, "tables are missing"


def test_schemas_that_one_trusts(folder: Path, tmp_path: Path) -> None:
    trusted = folder.parent / "trusted"
    trusted.mkdir()
    for path in (folder / "schemas").iterdir():
        (trusted / path.name).write_bytes(path.read_bytes())
    assert check_package(folder, Asked(schemas=load(trusted))).valid
    loose = json.loads((folder / "schemas/books.json").read_bytes())
    loose["fields"][0]["constraints"] = {}
    (folder / "schemas/books.json").write_text(json.dumps(loose))
    (trusted / "copies.json").rename(trusted / "loans.json")
    found = {(finding.table, finding.rule) for finding in check_package(folder, Asked(schemas=load(trusted))).errors}
    assert {("books", "trusted_schema"), ("copies", "trusted_schema"), ("loans", "trusted_schema")} <= found


def test_a_file_that_no_resource_names_is_told_where_it_looks_like_a_table(folder: Path) -> None:
    for name in ("extra.csv", "notes.txt", ".hidden.csv"):
        (folder / "data" / name).write_text("a\n1\n")
    report = check_package(folder)
    assert report.valid
    assert [note for note in report.notes if "names it" in note] == ["data/extra.csv (no resource names it)"]


def test_of_many_files_that_no_resource_names_a_few_are_told(folder: Path) -> None:
    for number in range(50):
        (folder / "data" / f"{number}.csv").touch()
    assert len([note for note in check_package(folder).notes if "names it" in note]) == UNNAMED
