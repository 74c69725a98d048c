"""Packages as they are compared: what a descriptor says, and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.problem import Problem, Refused
from publisher.release.stored import Stored, stored
from publisher.schemas import Schema
from publisher.validate.report import Log, line
from publisher.validate.resources import Resource, read_package
from publisher.versions import steps
from publisher.versions.steps import Change


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it is compared. tables: name -> its schema, its CSV and its Parquet resource."""

    name: str
    folder: Path
    descriptor: Mapping[str, Any]
    tables: Mapping[str, tuple[Schema, Resource | None, Resource | None]]

    def rows(self, table: str) -> Stored | None:
        """The rows of a table; None where the package has no file of it."""
        _, csv, parquet = self.tables.get(table, (None, None, None))
        return stored(self.folder, csv, parquet, self.name)


def read(folder: Path, name: str) -> Package:
    """The package in a folder; name: what a message calls it. Raises Refused for what is no readable package."""
    log = Log()
    descriptor, resources = read_package(folder, log)
    if issues := log.report().issues:
        raise Refused(Problem(name, "", "", line(issue)) for issue in issues)
    tables: dict[str, tuple[Schema, Resource | None, Resource | None]] = {}
    for resource in resources:
        if resource.schema is not None and resource.kind in ("csv", "parquet"):
            table = resource.name.removesuffix("-parquet") if resource.kind == "parquet" else resource.name
            _, csv, parquet = tables.get(table, (None, None, None))
            csv, parquet = (resource, parquet) if resource.kind == "csv" else (csv, resource)
            tables[table] = resource.schema, csv, parquet
    return Package(name, folder, descriptor, tables)


def both(old: Package, new: Package) -> list[str]:
    """The tables of two packages, each once."""
    return list(dict.fromkeys([*old.tables, *new.tables]))


def schema_changes(old: Package, new: Package) -> Iterator[Change]:
    """What differs in the Table Schemas."""
    shapes = ({name: steps.shape(table[0]) for name, table in p.tables.items()} for p in (old, new))
    return steps.schema_changes(*shapes)
