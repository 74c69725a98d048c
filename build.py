#!/usr/bin/env python3
"""The recipe: from seeds/ to a validated, evidence-linked Data Package. `python build.py --help` lists the commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

HERE = Path(__file__).resolve().parent
FINE, DATA, CALL, MACHINE = 0, 1, 2, 3  # exit codes: fine; the data, the call, the machine is not

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
SeedsOption = Annotated[Path, typer.Option("--seeds", help="Folder of the articles and their records.")]
OutOption = Annotated[Path, typer.Option("--out", help="Folder of the package.")]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, help="Processes that read articles.")]


@app.callback(invoke_without_command=True)
def build(
    context: typer.Context,
    seeds: SeedsOption = HERE / "seeds",
    out: OutOption = HERE,
    jobs: JobsOption = 1,
) -> None:
    """Build everything from the seeds and publish it."""
    if context.invoked_subcommand is None:
        from publisher import recipe

        print(recipe.build(seeds, out, jobs=jobs))


if __name__ == "__main__":
    app()
