"""The form of the program: small modules, few parameters, one name for one thing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from statements import ROOT, Statements, parsed, statements

LINES, COMMAND_LINES = 300, 200
PARAMETERS = 5
OWN = ("benchmarks", "made", "publisher")
PROGRAM = sorted((ROOT / "publisher").rglob("*.py"))
EVERYTHING = [
    ROOT / "build.py",
    *PROGRAM,
    *sorted((ROOT / "benchmarks").rglob("*.py")),
    *sorted((ROOT / "tests").rglob("*.py")),
]
NAMES = re.compile(r"^ *(?:from|import)\b.* as |^ *\w+ as \w+,?$", re.MULTILINE)
"""What an import looks like that gives another name, on its first line or in brackets on one of its own."""


def crowded(found: Statements) -> Iterator[str]:
    """The functions with too many parameters."""
    for name, parameters in found.functions:
        if len(parameters) > PARAMETERS:
            yield f"{name}({', '.join(parameters)})"


def renamed(found: Statements) -> Iterator[str]:
    """What of the program is given another name where it is imported."""
    for node in found.imports:
        for one in node.names:
            home = one.name if isinstance(node, ast.Import) else node.module or "."
            own = home.split(".")[0] in OWN or (isinstance(node, ast.ImportFrom) and node.level > 0)
            if own and one.asname not in (None, one.name):
                yield f"{home}: {one.name} as {one.asname}"


def where(file: Path, line: str) -> str:
    return f"{file.relative_to(ROOT)}: {line}"


def test_no_module_is_long() -> None:
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in (ROOT / "build.py", *PROGRAM)}
    long = {file: n for file, n in lengths.items() if n > (COMMAND_LINES if file.name == "build.py" else LINES)}
    assert [where(file, f"{number} lines") for file, number in long.items()] == []


def test_no_function_has_many_parameters() -> None:
    """A sixth one is a noun that is missing. The functions of build.py have one for each option of a command."""
    assert [where(file, line) for file in PROGRAM for line in crowded(statements(file))] == []


def test_nothing_is_renamed_on_import() -> None:
    named = [file for file in EVERYTHING if NAMES.search(file.read_text(encoding="utf-8"))]  # most need no parsing
    assert len(named) < len(EVERYTHING) / 2
    assert [where(file, line) for file in named for line in renamed(statements(file))] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("def f(a, b, c, d, e): ...", []),
        ("def f(a, /, b, *c, d, e, **g): ...", ["f(a, b, d, e, c, g)"]),
        ("class A:\n    def f(self, a, b, c, d, e): ...", []),
        ("def f():\n    async def g(a, b, c, d, e, 𝑓): ...", ["g(a, b, c, d, e, f)"]),
    ],
)
def test_parameters_are_counted(code: str, found: list[str]) -> None:
    assert [*crowded(parsed(code))] == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from publisher.extract import text", []),
        ("from publisher.extract import text as texts", ["publisher.extract: text as texts"]),
        ("import publisher.edtf as dates", ["publisher.edtf: publisher.edtf as dates"]),
        ("from . import forms as printed", [".: forms as printed"]),
        ("from ..text import words as word_lists", ["text: words as word_lists"]),
        ("import pyarrow as pa", []),
    ],
)
def test_other_names_are_seen(code: str, found: list[str]) -> None:
    assert [*renamed(parsed(code))] == found
