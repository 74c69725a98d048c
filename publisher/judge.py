"""frictionless as the outside judge: a package is published only if it, too, says valid."""

from __future__ import annotations

from pathlib import Path

from .problem import Problem

BEARABLE = 200_000  # rows; about 15 s of frictionless


def judge(folder: Path) -> list[Problem]:
    """What `frictionless validate datapackage.json` has to say of the package in `folder`; nothing when it is valid."""
    from frictionless import Package, system

    with system.use_context(trusted=False):
        report = Package(str(folder / "datapackage.json")).validate()
    return [
        Problem(f"{place}", error.type, "", f"frictionless: {error.message}")
        for task in [report, *report.tasks]
        for error in task.errors
        for place in [getattr(task, "place", "datapackage.json")]
    ]
