"""Data flows forward only: no step of the program knows a later one."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from statements import ROOT, statements

STEPS = (
    "language",
    "formats",
    "extract",
    "inputs",
    "importing",
    "records",
    "rules",
    "judge",
    "cache",
    "validate",
    "versions",
    "publish",
    "release",
    "curation",
    "command_line",
)
# Modules beside the steps that use them; all others know no step.
COMMANDS = {"pipeline"}
# Those that steps use in their turn, each with the steps that it brings together.
SHARED = {"coding": {"extract", "inputs", "records"}}
# The value that travels with what earlier steps make: candidates, a document, the authority file.
MODEL = {"extract", "inputs"}


def imported(file: Path) -> Iterator[str]:
    """What a file imports, by its full name."""
    package = file.relative_to(ROOT).parent.parts
    for node in statements(file).imports:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        else:
            above = package[: len(package) - node.level + 1] if node.level else ()
            yield from (".".join([*above, *filter(None, [node.module]), name.name]) for name in node.names)


def steps_of(place: Path) -> set[str]:
    """The steps that the files of a folder, or one file, import from."""
    files = place.rglob("*.py") if place.is_dir() else [place]
    names = (name.split(".") for file in files for name in imported(file))
    return {name[1] for name in names if name[0] == "publisher" and name[1] in STEPS}


def test_the_steps_are_all_there_are() -> None:
    found = {path.parent.name for path in (ROOT / "publisher").glob("*/__init__.py")}
    assert found == set(STEPS)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_imports_earlier_ones_only(step: str) -> None:
    assert steps_of(ROOT / "publisher" / step) <= set(STEPS[: STEPS.index(step) + 1])


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("import publisher.rules.words", {"rules"}),
        ("def f():\n    from publisher.formats.csv import csv_cells", {"formats"}),
        ("from publisher import inputs, problem", {"inputs"}),
        ("from .extract import text", {"extract"}),
        ("import release", set()),
    ],
)
def test_an_import_of_any_form_is_seen(
    line: str, steps: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    file = tmp_path / "publisher" / "module.py"
    file.parent.mkdir()
    file.write_text(line)
    assert steps_of(file) == steps


def test_no_step_imports_a_command() -> None:
    files = (file for step in STEPS if step != "command_line" for file in (ROOT / "publisher" / step).rglob("*.py"))
    commands = tuple(f"publisher.{command}." for command in COMMANDS)
    users = {str(file) for file in files for name in imported(file) if f"{name}.".startswith(commands)}
    assert users == set()


def test_what_all_steps_use_knows_none_of_them() -> None:
    beside = [path for path in (ROOT / "publisher").glob("*.py") if path.stem not in {*COMMANDS, *SHARED, "model"}]
    assert {path.name for path in beside if steps_of(path)} == set()
    assert steps_of(ROOT / "publisher" / "model.py") == MODEL
    assert all(steps_of(ROOT / "publisher" / f"{name}.py") == steps for name, steps in SHARED.items())


def test_the_extractor_and_the_rules_are_loaded_for_packages_of_ours_alone() -> None:
    """Loading their word lists takes longer than checking half a million rows."""
    command = [sys.executable, "-c", "import sys, publisher.validate.package; print(*sys.modules)"]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert "publisher.validate.package" in loaded
    assert not [name for name in loaded if name.startswith(("publisher.extract", "publisher.rules"))]


def test_no_test_imports_a_benchmark() -> None:
    """What both need is in tests/made; a test of a benchmark itself is named after it."""
    files = [file for file in (ROOT / "tests").rglob("*.py") if not file.name.startswith("test_benchmark_")]
    assert [str(file) for file in files if any(name.split(".")[0] == "benchmarks" for name in imported(file))] == []


def test_the_page_for_curating_is_loaded_by_its_command_alone() -> None:
    room = ROOT / "publisher" / "curation" / "browser"
    others = [ROOT / "build.py", *(path for path in (ROOT / "publisher").rglob("*.py") if path.parent != room)]
    users = {path.name for path in others if "publisher.curation.browser" in " ".join(imported(path))}
    assert users == {"build.py"}
    top = [node for node in ast.parse((ROOT / "build.py").read_bytes()).body if isinstance(node, ast.ImportFrom)]
    assert not [node for node in top if "browser" in str(node.module)]
