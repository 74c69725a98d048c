"""What the page shows, read once: the tables of a package, whole or as an overview, with the articles' texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from publisher.formats import csv, parquet
from publisher.formats.parquet import ROW_GROUP, read_rows
from publisher.formats.parts import by_table, files
from publisher.publish.bundle import Bundle

Row = Mapping[str, Any]
Field = Mapping[str, Any]
ARTICLES = 5  # shown in full up to so many articles
ROWS = 5_000  # ... and so many rows in all tables together
SHOWN = 50  # rows of a table otherwise
PAGED = 500  # articles that have a page of their own, if the dataset does not say how many


@dataclass(frozen=True)  # without slots, which keep nothing
class Table:
    """One table. files: its Parquet files; rows: in their order, all of them or the first SHOWN; total: how many there
    are."""

    name: str
    schema: Mapping[str, Any]
    resources: Sequence[Mapping[str, Any]]
    files: Sequence[Path]
    rows: Sequence[Row]
    total: int

    @property
    def title(self) -> str:
        """What people call the table."""
        return str(self.schema["title"])

    @property
    def fields(self) -> Sequence[Mapping[str, Any]]:
        """The field descriptors, in the order of the columns."""
        return list(self.schema["fields"])

    @property
    def key(self) -> Sequence[str]:
        """The names of the fields of the primary key."""
        key = self.schema.get("primaryKey", [])
        return [key] if isinstance(key, str) else key

    @cached_property
    def references(self) -> Mapping[str, str]:
        """Field -> the table that it refers to."""
        keys = self.schema.get("foreignKeys", [])
        return {key["fields"][0]: key["reference"].get("resource") or self.name for key in keys}

    @property
    def csv_files(self) -> Sequence[str]:
        """Its CSV files, as the descriptor names them."""
        return files(self.resources, csv.END)

    @property
    def size(self) -> int:
        """Bytes of the CSV files."""
        return sum(resource["bytes"] for resource in self.resources if files([resource], csv.END))

    def tally(self, *fields: str) -> Counter[tuple[Any, ...]]:
        """How many rows have which values in these fields; read from the files, a row group at a time."""
        counts: Counter[tuple[Any, ...]] = Counter()
        for batch in read_rows(self.files, ROW_GROUP, fields):
            counts.update(_tallied([batch.column(field) for field in fields]))
        return counts

    @property
    def footers(self) -> Iterator[Any]:
        """What the files say of themselves."""
        return footers(self.files)


def _tallied(columns: Sequence[Any]) -> dict[tuple[Any, ...], int]:
    """How often each combination of cells occurs: as numbers, since an archive has millions of rows. (`group_by` of
    Arrow would import pandas, which takes longer than the page.)"""
    coded = [column.dictionary_encode("encode") for column in columns]
    values = [column.dictionary.to_pylist() for column in coded]
    shape = [len(cells) for cells in values]
    places = [np.frombuffer(column.indices.buffers()[1], np.int32)[: len(column)] for column in coded]
    times = np.bincount(np.ravel_multi_index(places, shape))
    return {
        tuple(cells[place] for cells, place in zip(values, np.unravel_index(number, shape), strict=True)): int(count)
        for number, count in enumerate(times)
        if count
    }


@dataclass(frozen=True, slots=True)
class View:
    """A package. whole: every row is here, so that records and text can be shown together. texts: source_id -> text,
    of the sources whose text may be shown. archive: all in one, None where there is none. pages: the sources that have
    a page of their own."""

    descriptor: Mapping[str, Any]
    tables: Mapping[str, Table]
    texts: Mapping[str, str]
    whole: bool
    archive: Bundle | None = None
    pages: frozenset[str] = frozenset()

    def rows(self, table: str) -> Sequence[Row]:
        """The rows that the page has of a table; none where the package has no such table."""
        return self.tables[table].rows if table in self.tables else ()

    @property
    def articles(self) -> Sequence[Row]:
        """The sources by their date, those without one last."""
        return sorted(self.rows("sources"), key=lambda row: (row["document_date"] or date.max, row["file_name"]))

    def by_article(self, rows: Iterable[Row]) -> Sequence[Row]:
        """Rows article by article, otherwise in their order."""
        order = {row["source_id"]: place for place, row in enumerate(self.articles)}
        return sorted(rows, key=lambda row: order.get(row["source_id"], len(order)))

    def by_id(self, table: str) -> dict[str, Row]:
        """Rows by their primary key, which has one field."""
        return {row[self.tables[table].key[0]]: row for row in self.rows(table)}

    def tally(self, table: str, *fields: str) -> Counter[tuple[Any, ...]]:
        """How many rows of a table have which values in these fields; none where the package has no such table."""
        return self.tables[table].tally(*fields) if table in self.tables else Counter()

    def codes(self, table: str, field: str) -> Sequence[str]:
        """The codes of a field in the order of its schema; none where the package has no such table."""
        fields = self.tables[table].fields if table in self.tables else ()
        return [code for entry in fields if entry["name"] == field for code in entry["codes"]]

    def total(self, table: str) -> int:
        """How many rows the table has, shown or not."""
        return self.tables[table].total if table in self.tables else 0


def paged(view: View) -> int:
    """How many articles of an archive have a page of their own."""
    return int(view.descriptor.get("publisher", {}).get("articlePages", PAGED))


def load(
    descriptor: Mapping[str, Any],
    schemas: Mapping[str, Mapping[str, Any]],
    data: Path,
    texts: Mapping[str, str],
    archive: Bundle | None = None,
) -> View:
    """The tables of the descriptor's Parquet resources. data: the folder of the package's data. Raises OSError,
    pyarrow.ArrowException."""
    resources = by_table(descriptor)
    paths = {name: [data.parent / path for path in files(found, parquet.END)] for name, found in resources.items()}
    totals = {name: sum(footer.num_rows for footer in footers(some)) for name, some in paths.items()}
    whole = totals.get("sources", 0) <= ARTICLES and sum(totals.values()) <= ROWS
    tables = {
        name: Table(name, schemas[name], entries, paths[name], _rows(paths[name], total if whole else SHOWN), total)
        for name, entries in resources.items()
        for total in [totals[name]]
    }
    return View(descriptor, tables, texts, whole, archive)


def footers(files: Iterable[Path]) -> Iterator[Any]:
    """The metadata of Parquet files."""
    return (pq.ParquetFile(path).metadata for path in files)


def _rows(files: Sequence[Path], limit: int) -> list[Row]:
    """The first rows."""
    batches = read_rows(files, max(limit, 1))
    return list(islice(chain.from_iterable(map(dicts, batches)), limit))


def dicts(batch: pa.RecordBatch) -> Iterator[Row]:
    """The rows of a batch. Column by column: `to_pylist` of all imports pandas, which takes longer than the page."""
    columns = {name: column.to_pylist() for name, column in zip(batch.schema.names, batch.columns, strict=True)}
    return (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
