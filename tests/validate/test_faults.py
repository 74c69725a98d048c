"""Every fault of the matrix, here in one table, by `make stress` in every one: whatever frictionless makes of it, we
reject it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from made.faults import Verdict, copied, damages, frictionless_says_valid, matrix
from made.packages import write_descriptor
from made.sample import write_library
from made.spoil import FAULTS
from made.spoil_package import DAMAGES

from publisher.validate.package import check_package

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]  # its package is one of ours


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    scratch = tmp_path_factory.mktemp("faults")
    return list(matrix(write_library(scratch / "library"), scratch / "matrix", peer=False, once=True))


def test_every_fault_finds_a_table(verdicts: list[Verdict]) -> None:
    assert {fault.name for fault in FAULTS} == {verdict.fault for verdict in verdicts}


def test_every_fault_is_rejected(verdicts: list[Verdict]) -> None:
    assert [verdict for verdict in verdicts if not verdict.ours] == []


def test_the_csv_alone_shows_every_fault_that_can_be_seen_in_it(verdicts: list[Verdict]) -> None:
    assert [verdict for verdict in verdicts if verdict.decidable and not verdict.csv_alone] == []


def test_without_a_fault_all_say_valid(tmp_path: Path) -> None:
    copied(write_library(tmp_path / "library"), tmp_path / "copy")
    assert frictionless_says_valid(tmp_path / "copy")
    assert check_package(tmp_path / "copy").valid


@pytest.mark.parametrize("once", [True, pytest.param(False, marks=pytest.mark.stress)])
def test_every_damage_of_parquet_descriptor_and_schema_is_rejected(tmp_path: Path, once: bool) -> None:
    found = list(damages(ROOT, tmp_path / "damages", peer=False, once=once))
    assert {damage.name for damage in DAMAGES} == {verdict.fault for verdict in found}
    assert [verdict for verdict in found if not verdict.ours] == []


def test_without_a_damage_our_package_is_valid(tmp_path: Path) -> None:
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    body = json.loads((ROOT / "datapackage.json").read_bytes())
    write_descriptor(tmp_path, body)
    report = check_package(tmp_path)
    assert (report.valid, report.notes) == (True, ("evidence (the articles are elsewhere: give --seeds DIR)",))
    write_descriptor(tmp_path, {key: value for key, value in body.items() if key != "publisher"})
    found = check_package(tmp_path).errors
    assert {(finding.table, finding.rule) for finding in found} == {("datapackage", "profile")}
    assert found[0].field == "publisher"


@pytest.mark.stress
def test_what_frictionless_rejects_the_csv_alone_shows_us(tmp_path: Path) -> None:
    """And frictionless lets a good part pass, or we would only repeat it."""
    verdicts = list(matrix(write_library(tmp_path / "library"), tmp_path / "matrix"))
    assert [verdict for verdict in verdicts if not verdict.ours] == []
    assert [verdict for verdict in verdicts if verdict.frictionless and not verdict.csv_alone] == []
    assert 0.3 * len(verdicts) < sum(verdict.frictionless for verdict in verdicts) < 0.8 * len(verdicts)
