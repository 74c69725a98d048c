"""The folder of a package that is being made: its schemas, its tables and the descriptor of these."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher import DESCRIPTOR
from publisher.inputs.build_inputs import Inputs
from publisher.publish import descriptor
from publisher.publish.append import Tables


@dataclass(frozen=True, slots=True)
class Made:
    """A package in a folder of its own: every entry of it is to be published. descriptor: what is in datapackage.json.
    checks: what was looked at."""

    folder: Path
    tables: Tables
    descriptor: Mapping[str, Any]
    checks: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables.written.values())


def begin_package(scratch: Path, schemas: Path) -> Path:
    """An empty package with its schemas. Raises OSError."""
    package = scratch / "package"
    (package / "data").mkdir(parents=True)
    shutil.copytree(schemas, package / "schemas")
    return package


def declare(package: Path, given: Inputs, tables: Tables) -> Made:
    """Writes the descriptor of the tables, with which others can read and check them. Raises OSError."""
    body = descriptor.describe_package(given.dataset, given.seeds.files, tables.written, given.schemas, tables.account)
    (package / DESCRIPTOR).write_bytes(descriptor.as_json(body))
    return Made(package, tables, body)
