"""How a program that measures is called: its help, and one line about an argument that is wrong."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from pathlib import Path

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Of a command that is measured. Bytecode is kept, as Python does by itself: what pip installed has it, too."""


def parser(documentation: str | None) -> ArgumentParser:
    """A parser that shows the documentation of a module as it is written."""
    return ArgumentParser(description=documentation, formatter_class=RawDescriptionHelpFormatter)


def folder(name: str) -> Path:
    """A folder that an argument names. Raises ArgumentTypeError where there is none."""
    if not Path(name).is_dir():
        raise ArgumentTypeError(f"there is no folder {name}")
    return Path(name)
