"""What the modules of this repo import and which functions they have, each module parsed once: that takes as long as to
build a package. The trees are let go, since a million objects slow down every test after them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
Import = ast.Import | ast.ImportFrom


class Statements(NamedTuple):
    """The imports of a module, anywhere in it, and the signatures of its functions as `name(parameters)`."""

    imports: Sequence[Import]
    functions: Sequence[tuple[str, Sequence[str]]]


def parsed(code: str | bytes) -> Statements:
    """The statements of some code that the tests ask about."""
    found = [*_within(ast.parse(code))]
    return Statements(
        [node for node in found if isinstance(node, Import)],
        [(node.name, _parameters(node)) for node in found if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)],
    )


@cache
def statements(file: Path) -> Statements:
    """Those of a file."""
    return parsed(file.read_bytes())


def _within(node: ast.AST) -> Iterator[ast.AST]:
    """The statements in another one or in a module, at any depth: a fifth of all that `ast.walk` looks at."""
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        for inner in getattr(node, name, ()):
            yield inner
            yield from _within(inner)


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """The names of what a function is given, without the object that a method is of."""
    given = function.args
    several = [one for one in (given.vararg, given.kwarg) if one]
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs, *several)]
    return [name for name in names if name not in ("self", "cls")]
