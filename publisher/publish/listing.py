"""The tables of a package as documents list them: schema, files, rows, sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import relpath
from typing import Any

from publisher.formats import csv, write
from publisher.formats.parts import by_table, each
from publisher.publish.markdown import code, link

FORMAT_TITLES = {f".{form.END}": form.TITLE for form in write.FORMATS}
"""End of a file -> the format."""


@dataclass(frozen=True, slots=True)
class ListedTable:
    """A table with its resources: one for each file format."""

    name: str
    schema: Mapping[str, Any]
    resources: Sequence[Mapping[str, Any]]

    @property
    def fields(self) -> Sequence[Mapping[str, Any]]:
        """The field descriptors, in the order of the columns."""
        return list(self.schema["fields"])

    @property
    def required(self) -> set[str]:
        """The names of the fields that are never empty."""
        return {str(field["name"]) for field in self.fields if field["constraints"]["required"]}

    @property
    def jump(self) -> str:
        """The name, with a link to the table in the data dictionary, as that has it."""
        return link(code(self.name), f"#{self.name}")

    @property
    def rows(self) -> int | None:
        """How many, where a resource says it."""
        return next((resource["rows"] for resource in self.resources if "rows" in resource), None)

    @property
    def pattern(self) -> str:
        """The name of the CSV file, with an asterisk where the table is in parts, as queries take it."""
        return f"{self.name}{'-*' if any('parts' in resource for resource in self.resources) else ''}.{csv.END}"

    @property
    def size(self) -> str:
        """The number of rows, for people to read."""
        return "" if self.rows is None else f"{self.rows:,}"

    @property
    def summary(self) -> str:
        """The first sentence of the description: what one row is."""
        return re.split(r"(?<=\.)\s", str(self.schema["description"]), maxsplit=1)[0]

    @property
    def supported(self) -> Mapping[str, Sequence[str]]:
        """Of a table with rows on records of several tables, which `record_table` names: table -> values of `field`."""
        return next((entry["fits"] for entry in self.fields if entry.get("fitsField") == "record_table"), {})

    @property
    def references(self) -> Iterator[tuple[str, str, str]]:
        """Foreign keys, field by field: the field, the other table, the field there."""
        for key in self.schema.get("foreignKeys", []):
            for field, target in zip(key["fields"], key["reference"]["fields"], strict=True):
                yield field, key["reference"]["resource"] or self.name, target


def list_tables(schemas: Mapping[str, Mapping[str, Any]], descriptor: Mapping[str, Any]) -> list[ListedTable]:
    """The tables in the order of the resources; a resource belongs to the schema that it names by path."""
    resources = by_table(descriptor)
    names = [name for name in resources if name in schemas]
    names += [name for name in schemas if name not in resources]
    return [ListedTable(name, schemas[name], resources.get(name, [])) for name in names]


def link_files(entry: ListedTable, folder: str) -> list[str]:
    """For each format the size of the file, as a link from `folder`, or to the first of several; empty where there is
    none."""
    by_format = {PurePosixPath(each(resource)[0]["path"]).suffix: resource for resource in entry.resources}
    return [_file(by_format[suffix], folder) if suffix in by_format else "" for suffix in FORMAT_TITLES]


def _file(resource: Mapping[str, Any], folder: str) -> str:
    files = each(resource)
    several = f", {len(files):,} parts" if files[1:] else ""
    return link(format_size(resource["bytes"]) + several, relpath(files[0]["path"], folder))


def format_size(count: int) -> str:
    """Bytes as people read them, with a space that does not break: 999 B, 1.2 kB, 34.5 MB."""
    scaled, unit = float(count), "B"
    for larger in ("kB", "MB", "GB"):
        if round(scaled, 1) < 1000:
            break
        scaled, unit = scaled / 1000, larger
    return f"{count}\u00a0B" if unit == "B" else f"{scaled:,.1f}\u00a0{unit}"
