"""What the clients share: the published tables as plain JSON values, and environments made for one run."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
TABLES = sorted(path.stem for path in (ROOT / "schemas").glob("*.json"))
Rows = list[dict[str, Any]]


def schema(name: str) -> dict[str, Any]:
    body = json.loads((ROOT / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(body, dict)
    return body


def expected(name: str) -> Rows:
    """The rows of a table as JSON values: numbers and booleans as such, dates as text, null for an empty cell."""
    kinds = {field["name"]: field["type"] for field in schema(name)["fields"]}
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{key: _value(kinds[key], cell) for key, cell in row.items()} for row in csv.DictReader(file)]


def _value(kind: str, cell: str) -> Any:
    if cell == "":
        return None
    return json.loads(cell) if kind in ("integer", "number", "boolean") else cell


def in_parts(folder: Path) -> Path:
    """The package of the same articles in another folder, with its large tables in parts."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    dataset = folder / "seeds" / "dataset.toml"
    dataset.write_text("part_size = 10_000\n" + dataset.read_text(encoding="utf-8"), encoding="utf-8")
    run(sys.executable, "build.py", "--out", folder)
    return folder


def tool(name: str, needed_for: str) -> str:
    """The path of a command; the test is skipped, and says so, where it is missing."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed: {needed_for} was not tried")
    return path


def environment(folder: Path, *packages: str) -> Path:
    """The bin folder of a fresh virtual environment with only these packages; skipped where pip cannot get them."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *packages]
    done = subprocess.run(pip, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"pip could not install {' '.join(packages)}: {done.stderr.strip().splitlines()[-1]}")
    return folder / "bin"


def pinned(package: str) -> str:
    """`package==version` as constraints.txt has it."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.partition("==")[0] == package)


def run(*call: str | Path, cwd: Path = ROOT) -> str:
    """What a command prints; it must succeed."""
    done = subprocess.run([str(part) for part in call], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
