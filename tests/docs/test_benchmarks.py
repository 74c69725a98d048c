"""The benchmarks run: whoever wants their figures gets them, not a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_validate_prints_every_line_for_a_package_in_parts() -> None:
    """So many rows are two files: the benchmark once looked for one, and stopped."""
    told = run("validate", "--rows", "600000", "--runs", "1", "--no-frictionless").splitlines()
    assert [line.split("  ")[0] for line in told[3:]] == [
        "every check, CSV and Parquet",
        "every check of a CSV alone",
        "the checks of frictionless alone, CSV alone",
        "`build.py validate`, CSV and Parquet",
        "`build.py validate`, CSV alone",
    ]


@pytest.mark.slow
def test_recall_finds_what_this_article_has() -> None:
    told = [line.split() for line in run("recall").splitlines()[1:4]]
    assert [line[:2] for line in told] == [["statements", "23"], ["figures", "5"], ["events", "15"]]
    assert all(int(found) > 0 for _, _, found, *_ in told)


def run(name: str, *arguments: str) -> str:
    command = [sys.executable, "-m", f"benchmarks.{name}", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout
