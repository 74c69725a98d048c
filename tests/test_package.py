"""The published package as it stands in the repository: whole, valid for every judge, proved from its article."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import dplib
import jsonschema
import pytest
from frictionless import Package

from publisher.inputs.article_store import of_folder
from publisher.validate.package import Asked, check_package

ROOT = Path(__file__).parent.parent
DESCRIPTOR: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_bytes())
PROFILES = Path(dplib.__file__).parent / "profiles" / "2.0"
FILES = [resource["path"] for resource in DESCRIPTOR["resources"]]
CURATED = ("events", "actors", "statements", "figures", "event_actors", "event_places")


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader((ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="")))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("data", "schemas", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    return tmp_path


@pytest.mark.slow
def test_frictionless_says_valid() -> None:
    assert Package(str(ROOT / "datapackage.json")).validate().valid


def test_the_official_profile_accepts_the_descriptor() -> None:
    profile = json.loads((PROFILES / "datapackage.json").read_bytes())
    resolved = {
        **DESCRIPTOR,
        "resources": [{**r, "schema": json.loads((ROOT / r["schema"]).read_bytes())} for r in DESCRIPTOR["resources"]],
    }
    for body in (DESCRIPTOR, resolved):
        assert [
            error.message for error in jsonschema.validators.validator_for(profile)(profile).iter_errors(body)
        ] == []


@pytest.mark.slow
def test_one_flipped_byte_in_each_file_is_told_by_both(copy: Path) -> None:
    for path in FILES:
        raw = bytearray((copy / path).read_bytes())
        raw[len(raw) // 2] ^= 1
        (copy / path).write_bytes(raw)
    package = Package(str(copy / "datapackage.json"))
    names = {resource["name"] for resource in DESCRIPTOR["resources"]}
    assert [name for name in names if package.get_resource(name).validate().valid] == []
    report = check_package(copy, Asked(articles=copy / "seeds"))
    told = sorted(finding.message.split(":")[0] for finding in report.errors if finding.rule == "hash")
    assert told == sorted(f"the file has {hashlib.sha256((copy / path).read_bytes()).hexdigest()}" for path in FILES)


def test_our_own_engine_says_valid_with_the_articles_and_notes_when_they_are_absent(copy: Path) -> None:
    assert check_package(copy, Asked(require_evidence=True)).as_text().startswith("valid")
    for article in (copy / "seeds").glob("*.txt"):
        article.unlink()
    absent = check_package(copy)
    assert absent.valid
    assert "evidence (the articles are elsewhere: give --seeds DIR)" in absent.as_text()
    assert not check_package(copy, Asked(require_evidence=True)).valid


def test_the_sources_carry_the_hash_of_every_seed() -> None:
    seeds = {path.name for path in (ROOT / "seeds").iterdir()} - {"released.json"}
    named = {source["title"]: source["hash"] for source in DESCRIPTOR["sources"]}
    assert named == {
        name: f"sha256:{hashlib.sha256((ROOT / 'seeds' / name).read_bytes()).hexdigest()}" for name in seeds
    }


def test_every_evidence_row_and_candidate_is_the_text_it_says() -> None:
    library = of_folder(ROOT / "seeds")
    texts = {row["source_id"]: library(row["source_id"], row["file_name"]) or "" for row in rows("sources")}
    spans = [*rows("evidence"), *rows("candidates")]
    assert spans
    for row in spans:
        assert texts[row["source_id"]][int(row["char_start"]) : int(row["char_end"])] == row["exact"]


@pytest.mark.parametrize("table", CURATED)
def test_every_record_rests_on_evidence(table: str) -> None:
    known = {row["evidence_id"] for row in rows("evidence")}
    assert [row for row in rows(table) if row["evidence_id"] not in known] == []


def test_every_candidate_is_decided() -> None:
    for row in rows("candidates"):
        assert bool(row["reason"]) == (row["decision"] == "rejected")
        assert row["decision"] != "accepted" or row["evidence_id"]


def test_the_descriptor_names_every_table_as_csv_and_as_parquet() -> None:
    tables = {path.stem for path in (ROOT / "schemas").glob("*.json")}
    assert {Path(path).stem for path in FILES if path.endswith(".csv")} == tables
    assert {Path(path).stem for path in FILES if path.endswith(".parquet")} == tables
    assert len(FILES) == 2 * len(tables)
