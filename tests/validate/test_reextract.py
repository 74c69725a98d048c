"""Extracted again, the articles of a package give its candidates: none was dropped, none altered."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from command import run, unchecked
from command import seeds as new_seeds
from made.packages import declare

from publisher.formats.write import TableWriter
from publisher.records.tabulate import to_batch
from publisher.schemas import load
from publisher.validate.package import Asked, check_package
from publisher.validate.report import Report

SCHEMAS = Path(__file__).parents[2] / "schemas"
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with its seeds beside it: a curated article and an automatic one."""
    home = tmp_path_factory.mktemp("published")
    seeds = new_seeds(home / "seeds")
    (seeds / "storm.txt").write_text(
        "3 January 2024\n\nThe storm killed 12 people, Ines Varga said on Monday. Others spoke in 1950.\n"
    )
    with pytest.MonkeyPatch.context() as patched:
        unchecked(patched)
        ran = run("--seeds", seeds, "--out", home)
    assert ran.code == 0, ran.errors
    return home


def report(published: Path, folder: Path, change: Callable[[Rows], Rows]) -> Report:
    """The report on a copy with other candidates."""
    shutil.copytree(published, folder)
    schema = load(SCHEMAS)["candidates"]
    rows = change(pq.read_table(folder / "data" / "candidates.parquet").to_pylist())
    with TableWriter(folder / "data", schema) as writer:
        writer.write(to_batch(rows, schema))
    declare(folder, fingerprint=True)
    body = json.loads((folder / "datapackage.json").read_bytes())
    hashes = {resource["name"]: resource["hash"] for resource in body["resources"]}
    for resource in body["resources"]:
        if "fingerprint" in resource:
            resource["fingerprint"] = hashes[resource["name"].removesuffix("-parquet")]
    (folder / "datapackage.json").write_text(json.dumps(body))
    return check_package(folder, Asked(reextract=folder / "seeds"))


def found(report: Report) -> list[tuple[str | None, str | None]]:
    return [(finding.field, finding.value) for finding in report.errors if finding.rule == "reextract"]


def idle(row: dict[str, Any]) -> bool:
    """Whether no record rests on the candidate."""
    return row["evidence_id"] is None


def test_what_was_built_is_what_is_found_again(published: Path, tmp_path: Path) -> None:
    again = report(published, tmp_path / "copy", lambda rows: rows)
    assert (again.errors, again.complete) == ((), True)


@pytest.mark.slow
def test_a_candidate_that_was_dropped_is_found(published: Path, tmp_path: Path) -> None:
    """No rule can know of it: nothing in the package tells that it was ever there."""
    rows = pq.read_table(published / "data" / "candidates.parquet").to_pylist()
    gone = next(row for row in rows if idle(row))
    again = report(published, tmp_path / "copy", lambda rows: [row for row in rows if row != gone])
    assert found(again) == [("kind", gone["exact"])]


def test_a_value_that_was_altered_is_found(published: Path, tmp_path: Path) -> None:
    def altered(rows: Rows) -> Rows:
        number = next(row for row in rows if row["kind"] == "figure")
        return [row | {"value": "13"} if row is number else row for row in rows]

    assert found(report(published, tmp_path / "copy", altered)) == [("value", "13")]


def test_another_extractor_is_a_note(published: Path, tmp_path: Path) -> None:
    shutil.copytree(published, tmp_path / "copy")
    path = tmp_path / "copy" / "datapackage.json"
    body = json.loads(path.read_bytes())
    body["publisher"]["extractorDigest"] = f"sha256:{'0' * 64}"
    path.write_text(json.dumps(body))
    again = check_package(tmp_path / "copy", Asked(reextract=tmp_path / "copy" / "seeds"))
    assert again.valid
    assert again.notes[0].startswith(
        f"candidates extracted again (the package is of another extractor, sha256:{'0' * 64}"
    )


def test_without_the_names_or_of_another_package_it_is_a_note(published: Path, tmp_path: Path) -> None:
    again = check_package(published, Asked(reextract=tmp_path))
    assert again.notes == ("candidates extracted again (actors.toml is not there)",)
    (tmp_path / "datapackage.json").write_text('{"resources": [{"name": "a", "path": "a.pdf"}]}')
    (tmp_path / "a.pdf").write_text("")
    again = check_package(tmp_path, Asked(reextract=tmp_path))
    assert again.notes == ("candidates extracted again (the package is not one of ours)",)
