"""The folder of a package: from written tables to descriptor, documentation and page, and the check of it all."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from . import describe as descriptors
from . import document, markdown
from .assemble import Tables
from .inputs import Inputs
from .problem import Problem, Refused


@dataclass(frozen=True, slots=True)
class Made:
    """A package in a folder of its own: every entry of it is to be published. checks: what was looked at."""

    folder: Path
    tables: Tables
    checks: tuple[str, ...] = ()


def folder(scratch: Path, schemas: Path) -> Path:
    """An empty package with its schemas. Raises OSError."""
    package = scratch / "package"
    (package / "data").mkdir(parents=True)
    shutil.copytree(schemas, package / "schemas")
    return package


def describe(package: Path, out: Path, given: Inputs, tables: Tables) -> Made:
    """Writes what tells of the tables: datapackage.json, data/README.md, the page, the blocks of README.md."""
    body = descriptors.descriptor(given.dataset, given.seeds.files, tables.written, given.schemas, tables.temporal)
    raw = {name: schema.descriptor for name, schema in given.schemas.items()}
    (package / "datapackage.json").write_bytes(descriptors.as_json(body))
    (package / "data" / "README.md").write_text(document.dictionary(raw, body), encoding="utf-8")
    readme = out / "README.md"
    if readme.exists():
        blocks = document.readme_blocks(raw, body)
        (package / "README.md").write_text(markdown.fill(readme.read_text(encoding="utf-8"), blocks), encoding="utf-8")
    return Made(package, tables)


def check(made: Made, given: Inputs, scratch: Path, full: bool) -> Made:
    """The package, when our own engine and frictionless both call it valid. Raises Refused with what they say."""
    from .check.package import check_package
    from .check.report import line
    from .judge import judge

    report = check_package(made.folder, seeds=given.seeds.folder, require_evidence=True)
    if report.issues:
        raise Refused(Problem("package", "", "", line(issue)) for issue in report.issues)
    rows = sum(report.rows.values())
    judged, problems = judge(made.folder, rows, given.schemas, scratch, full)
    if problems:
        raise Refused(problems)
    return replace(made, checks=(f"{rows:,} rows by our own engine, evidence and domain rules included", judged))
