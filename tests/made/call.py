"""How a program that measures is called: its help, and one line about an argument that is wrong."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from pathlib import Path


def parser(documentation: str | None) -> ArgumentParser:
    """A parser that shows the documentation of a module as it is written."""
    return ArgumentParser(description=documentation, formatter_class=RawDescriptionHelpFormatter)


def folder(name: str) -> Path:
    """A folder that an argument names. Raises ArgumentTypeError where there is none."""
    if not Path(name).is_dir():
        raise ArgumentTypeError(f"there is no folder {name}")
    return Path(name)
