"""What a package holds: descriptor, tables, keys, and for one of ours the domain rules."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from publisher import MARK
from publisher.finding import Finding
from publisher.grouped import grouped
from publisher.schemas import Schema
from publisher.validate import keys
from publisher.validate.constraints import compiled
from publisher.validate.descriptor import (
    UNNAMED_PROFILE,
    DeclaredTable,
    carries_our_schemas,
    declared_file,
    declared_parts,
    declared_table,
    listed_apart,
    profile_of,
    sources,
)
from publisher.validate.digests import Digest, read_digests_of_parts
from publisher.validate.package import Asked
from publisher.validate.parquet import check_files
from publisher.validate.references import check_references, check_unique
from publisher.validate.report import ALLOWED, Log, Report
from publisher.validate.resources import (
    PACKAGE,
    RemoteError,
    Resource,
    dialect_of,
    unknown,
    unnamed,
    unread,
)
from publisher.validate.row_streams import UNREADABLE
from publisher.validate.standard import check_descriptor, check_schema
from publisher.validate.tables import Checked, Checks, Files, check_table
from publisher.validate.values import DiskError, Memory

if TYPE_CHECKING:
    from publisher.validate.reextract import KnownNames


@dataclass(frozen=True, slots=True)
class Hashing:
    """The resources of a package while their files are being hashed. digests: by name of the resource; threads: those
    that do it, and that have room for more."""

    resources: list[Resource]
    digests: Mapping[str, Future[Digest]]
    threads: ThreadPoolExecutor


def check_contents(folder: Path, body: Mapping[str, Any], hashing: Hashing, asked: Asked, log: Log) -> Report:
    """What there is to say of a package beyond what was found when its descriptor was read. Raises OSError."""
    resources, threads = hashing.resources, hashing.threads
    tables = _tables(folder, resources, log)
    profile = profile_of(body)
    named = profile.get("profile") == MARK
    ours = named or carries_our_schemas(tables)
    if ours and not named:
        log.say(PACKAGE, "profile", UNNAMED_PROFILE, "publisher")
    canonical = asked.canonical or ours
    for table in tables if canonical else ():
        if table.files.csv and not table.files.canonical:
            log.note(f"{table.name}: canonical form of the CSV (it declares a dialect or encoding of its own)")
    log.add(check_descriptor(body))
    if not asked.judged:  # schemas of our own are tested
        log.add(finding for schema in _schemas(resources) for finding in check_schema(schema))
    if asked.schemas is not None:
        tables = _trusted(tables, asked.schemas, log)
    hashed = [resource for resource in resources if resource.name in hashing.digests]
    parts = [threads.submit(read_digests_of_parts, resource) for resource in hashed if ours]
    others = {r.name for r in resources} - {r.name for table in tables for r in (table.csv, table.parquet) if r}
    try:
        checked = _check_tables(tables, Memory(asked.scratch), threads, log, ours=ours)
        check_references(checked, others, log)
        for found in checked.values():
            if found.kept:
                found.kept.close()
    except DiskError as error:
        raise error.__cause__ or error from None
    for resource, digests in zip_longest(hashed, parts):
        log.add(declared_file(resource, hashing.digests[resource.name].result(), ours=ours))
        log.add(declared_parts(resource, digests.result()) if digests else ())
    log.add(sources(folder, body.get("sources")))
    for path in unnamed(folder, resources):
        log.note(f"{path} (no resource names it)")
    for table in tables:
        log.add(declared_table(table, checked[table.name], ours=ours))
    if ours:
        _check_ours(folder, body, tables, asked, log)
    elif asked.reextract:
        log.note("candidates extracted again (the package is not one of ours)")
    about = {key: body[key] for key in ("name", "version") if isinstance(body.get(key), str)}
    return replace(log.report(() if canonical else ALLOWED), **about)


def _check_ours(folder: Path, body: Mapping[str, Any], tables: list[DeclaredTable], asked: Asked, log: Log) -> None:
    """What only a package of ours has: the published form, the articles, the domain rules."""
    # The rules bring the extractor with its word lists, which no other package needs.
    from publisher.inputs.article_store import of_folder
    from publisher.validate.domain import Articles, check_dataset, check_domain
    from publisher.validate.published import check_published

    try:
        log.add(check_published(folder, body, tables))
    except UNREADABLE as error:
        log.say(PACKAGE, "tables", f"the Parquet files cannot be read: {error}")
    log.add(listed_apart(folder, body))
    files = {table.name: table.files for table in tables}
    if asked.judged:
        check_dataset(files, log)
        return
    profile = profile_of(body)
    articles = Articles(of_folder(asked.articles or folder / "seeds"), asked.require_evidence)
    known = _names(asked.reextract, profile, files, log) if asked.reextract else None
    check_domain(files, articles, log, excused=profile.get("excused", []), known=known)


def _names(seeds: Path, profile: Mapping[str, Any], files: Mapping[str, Files], log: Log) -> KnownNames | None:
    """The names by which the articles of a package of ours are extracted again; None, with a note, if they are not."""
    from publisher.validate.reextract import differs, names_of

    found: KnownNames | str | None = differs(profile)
    if found is None:
        found = names_of(seeds, files["actors"].schema) if "actors" in files else "there is no table actors"
    if isinstance(found, str):
        log.note(f"candidates extracted again ({found})")
        return None
    return found


def _schemas(resources: list[Resource]) -> list[Schema]:
    """The Table Schemas of the package; one that several resources share, once."""
    found: list[Schema] = []
    for schema in (resource.schema for resource in resources if resource.schema):
        if all(schema.descriptor != other.descriptor for other in found):
            found.append(schema)
    return found


def _tables(folder: Path, resources: list[Resource], log: Log) -> list[DeclaredTable]:
    """The CSV resources with their Parquet twins, whose first paths differ in the end alone, and Parquet resources
    without a CSV. Notes the tables that are left out."""
    for resource in resources:
        if reason := unknown(resource):
            log.note(f"{resource.name}: rows ({reason})")
    readable = [r for r in resources if r.kind != "other" and r.schema is not None]
    twins = grouped((_stem(r), r) for r in readable if r.kind == "parquet")
    tables = []
    for csv in (r for r in readable if r.kind == "csv"):
        found = twins.get(_stem(csv))
        tables.append(_table(folder, csv.name, csv, found.pop(0) if found else None, log))
    taken = {resource.name for resource in resources}
    for resource in (r for found in twins.values() for r in found):
        short = resource.name.removesuffix("-parquet")
        tables.append(_table(folder, resource.name if short in taken else short, None, resource, log))
    return _linked(tables)


def _stem(resource: Resource) -> PurePosixPath:
    path = PurePosixPath(resource.path)
    return path.parent / path.stem


def _linked(tables: list[DeclaredTable]) -> list[DeclaredTable]:
    """The tables with foreign keys that name tables: in a descriptor they name resources."""
    names = {r.name: table.name for table in tables for r in (table.csv, table.parquet) if r}

    def linked(schema: Schema) -> Schema:
        keys = (replace(key, resource=names.get(key.resource, key.resource)) for key in schema.foreign_keys)
        return replace(schema, foreign_keys=tuple(keys))

    return [replace(table, files=replace(table.files, schema=linked(table.files.schema))) for table in tables]


def _table(folder: Path, name: str, csv: Resource | None, parquet: Resource | None, log: Log) -> DeclaredTable:
    schema = next(r.schema for r in (csv, parquet) if r is not None and r.schema is not None)
    schema = replace(schema, name=name)
    dialect: Mapping[str, Any] = {}
    encoding = "utf-8"
    reason = None
    if csv is not None:
        encoding = str(csv.body.get("encoding", "utf-8"))
        try:
            dialect = dialect_of(folder, csv)
            reason = unread(schema, dialect)
        except RemoteError as error:
            reason = str(error)
        except ValueError as error:
            log.say(name, "dialect", str(error))
    if csv and parquet and csv.schema and parquet.schema and csv.schema.descriptor != parquet.schema.descriptor:
        log.say(name, "schema", "CSV and Parquet file have two schemas: give both the same")
    if reason:
        log.note(f"{name}: rows ({reason})")
    csv_file, parquet_file = (one.file if one and not reason else None for one in (csv, parquet))
    return DeclaredTable(name, csv, parquet, Files(schema, csv_file, parquet_file, dialect, encoding))


def _trusted(tables: list[DeclaredTable], trusted: Mapping[str, Schema], log: Log) -> list[DeclaredTable]:
    """The tables with the schemas one trusts; a package's own schema that differs is a finding."""
    found = []
    for table in tables:
        schema = trusted.get(table.name)
        if schema is None:
            log.say(table.name, "trusted_schema", "is not among the trusted schemas")
        elif schema.descriptor != table.files.schema.descriptor:
            log.say(table.name, "trusted_schema", "the schema is not the trusted one")
        found.append(table if schema is None else replace(table, files=replace(table.files, schema=schema)))
    for name in sorted(set(trusted) - {table.name for table in tables}):
        log.say(name, "trusted_schema", "the package does not have this table")
    return found


def _check_tables(
    tables: list[DeclaredTable], memory: Memory, pool: ThreadPoolExecutor, log: Log, *, ours: bool
) -> dict[str, Checked]:
    """Each table by itself; kept are the keys that others refer to. memory: for the keys. Raises DiskError."""
    known = {table.name: table.files.schema for table in tables}
    wanted, referred = keys.wanted(known), keys.referred(known)
    checked: dict[str, Checked] = {}
    for table in tables:
        tests = compiled(table.files.schema)
        log.add(tests.findings)
        for note in tests.notes:
            log.note(note)
        table_files = _readable(table.files, log, ours=ours)
        found = check_table(table_files, Checks(tests, wanted[table.name]), memory, pool, log)
        check_unique(found, log)
        if found.kept:
            found.kept.drop(but=referred[table.name])  # those that no other table asks for
        checked[table.name] = found
        if found.source:
            log.rows[table.name] = found.rows
    return checked


def _readable(files: Files, log: Log, *, ours: bool) -> Files:
    """The files of a table without a Parquet file that cannot be read or has other columns; says so."""
    if files.parquet is None:
        return files
    try:
        findings = list(check_files(files.parquet, files.schema, ours=ours))
    except UNREADABLE as error:
        message = f"is no Parquet file, write it again: {error}"
        findings = [Finding(files.schema.name, rule="parquet_unreadable", message=message)]
    log.add(findings)
    broken = {"parquet_unreadable", "parquet_columns"}.intersection(finding.rule for finding in findings)
    return replace(files, parquet=None) if broken else files
