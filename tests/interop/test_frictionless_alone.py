"""frictionless and nothing else: the published package is valid, and one flipped byte in any data file is noticed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from clients import ROOT, TABLES, environment, pinned

FILES = sorted(path.name for path in (ROOT / "data").glob("*") if path.suffix in (".csv", ".parquet"))


@pytest.fixture(scope="module")
def frictionless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("bare"), pinned("frictionless")) / "frictionless"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    shutil.copy(ROOT / "datapackage.json", folder)
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def validate(frictionless: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    call = [str(frictionless), "validate", "datapackage.json"]
    return subprocess.run(call, cwd=folder, capture_output=True, text=True)


def test_the_environment_is_bare(frictionless: Path) -> None:
    for name in ("pandas", "pyarrow"):
        call = [str(frictionless.with_name("python")), "-c", f"import {name}"]
        assert subprocess.run(call, capture_output=True).returncode == 1


def test_the_package_is_valid(frictionless: Path, package: Path) -> None:
    done = validate(frictionless, package)
    assert done.returncode == 0, done.stdout


def test_every_table_is_looked_at(frictionless: Path, package: Path) -> None:
    assert len(FILES) == 2 * len(TABLES)
    assert validate(frictionless, package).stdout.count("VALID") >= len(FILES)


@pytest.mark.parametrize("name", FILES)
def test_one_flipped_byte_is_noticed(frictionless: Path, package: Path, name: str) -> None:
    file = package / "data" / name
    raw = file.read_bytes()
    middle = len(raw) // 2
    file.write_bytes(raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :])
    try:
        assert validate(frictionless, package).returncode == 1
    finally:
        file.write_bytes(raw)
