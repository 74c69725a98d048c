"""The statements of the modules of this repo, each module parsed once: that takes as long as to build a package."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


def within(node: ast.AST) -> Iterator[ast.AST]:
    """The statements in another one or in a module, at any depth: a fifth of all that `ast.walk` looks at."""
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        for inner in getattr(node, name, ()):
            yield inner
            yield from within(inner)


@cache
def statements(file: Path) -> Sequence[ast.AST]:
    """The statements of a file, anywhere in it."""
    return [*within(ast.parse(file.read_bytes()))]


def imports(file: Path) -> Sequence[ast.Import | ast.ImportFrom]:
    """The imports of a file, anywhere in it."""
    return [node for node in statements(file) if isinstance(node, ast.Import | ast.ImportFrom)]
