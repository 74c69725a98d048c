"""Judged chunks to the tables of a package: one pass, one ordered writer for each table."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path, PurePath
from typing import Any

from publisher import remarks
from publisher.article import LeftOut
from publisher.formats import parquet, parts
from publisher.formats.sink import Written
from publisher.formats.write import TableWriter
from publisher.inputs import archive
from publisher.inputs.build_inputs import Inputs
from publisher.inputs.example import untouched
from publisher.judge.chunk import ends, rows_of
from publisher.judged import Account, JudgedChunk, Mentioned
from publisher.model import Row
from publisher.problem import EntryName, Problem, Refused, note, suggestion
from publisher.publish.descriptor import LEFT_OUT, listing
from publisher.publish.source_warnings import source_warnings
from publisher.records import merge_actors
from publisher.records.codes import code_rows
from publisher.remarks import few

PIECE = 4096  # rows of a table that belongs to all articles together, on average


@dataclass(frozen=True, slots=True)
class Tables:
    """What was written. digests: table -> (bytes, SHA-256) of each chunk in the order of the CSV, its header not among
    them. account: what the articles tell beside their rows; its left-out articles are in the order of the archives."""

    written: Mapping[str, Written]
    digests: Mapping[str, Sequence[tuple[int, str]]]
    account: Account


def append(chunks: Iterable[JudgedChunk], folder: Path, given: Inputs, strict: bool = False) -> Tables:
    """Writes every table as CSV and Parquet into `folder`. Raises Refused with all problems of all chunks; from the
    first problem on nothing is written any more, but everything is still read. strict: an article that cannot be
    published is a problem, too; so are all of an archive of which none can."""
    total = _Total(given.problems)
    digests: dict[str, list[tuple[int, str]]] = {name: [] for name in given.schemas}
    with ExitStack() as stack:
        writers: dict[str, TableWriter] = {}

        def writer(name: str) -> TableWriter:
            """Begun when it is first asked for: where nothing is published, none is."""
            if name not in writers:
                new = TableWriter(folder, given.schemas[name], given.dataset.part_size)
                writers[name] = stack.enter_context(new)
            return writers[name]

        for chunk in chunks:
            total.add(chunk.account)
            for name, rows in chunk.tables.items() if not total.problems else ():
                writer(name).write(rows.batch, rows.csv)
                digests[name].append((len(rows.csv), rows.sha256))
        account = _with_left_out(total.account(), given, strict)
        for name, shared in _shared(given, account).items():
            for some in _pieces(shared, given.schemas[name].primary_key):
                made = rows_of(some, given.schemas[name])
                writer(name).write(made.batch, made.csv)
                digests[name].append((len(made.csv), made.sha256))
        written = {name: writer(name).close() for name in given.schemas}
    found = source_warnings(parts.found(folder, "sources", parquet.END), date.fromisoformat(given.dataset.created[:10]))
    account = replace(account, warnings=[*found, *account.warnings])
    if account.left_out:
        (folder / PurePath(LEFT_OUT).name).write_bytes(listing(account.left_out))
    return Tables(written, digests, account)


def _shared(given: Inputs, account: Account) -> Mapping[str, Sequence[Row]]:
    """The rows of the tables that belong to all articles together."""
    actors = merge_actors.rows(given.actors.values, account.actors)
    countries = {*account.countries, *(row["country_code"] for row in actors if row["country_code"])}
    return {
        "actors": actors,
        "codes": code_rows({name: schema.descriptor for name, schema in given.schemas.items()}, countries),
    }


def _pieces(rows: Sequence[Row], key: Sequence[str]) -> Iterator[Sequence[Row]]:
    """The rows, about PIECE at a time. A piece ends where the hash of a key says so: a row more changes one piece."""
    start = 0
    for end, row in enumerate(rows, 1):
        drawn = hashlib.sha256("\0".join(str(row[name]) for name in key).encode()).digest()
        if int.from_bytes(drawn[:4]) % PIECE == 0 or end == len(rows):
            yield rows[start:end]
            start = end


class _Total:
    """What the chunks tell, added up as they come; actors are merged in published order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        self._owners: dict[EntryName, str] = {}
        self._actors: dict[str, Mentioned] = {}
        self._days: Sequence[date] = ()
        self._remarks: dict[tuple[str, str], remarks.RemarkCount] = {}
        self._countries = set[str]()
        self._sums: dict[str, Any] = dict.fromkeys(("articles", "reused", "excused", "shown", "unjudged"), 0)
        self._sums |= {name: Counter() for name in ("decisions", "dropped", "warned", "characters")}
        self._sums |= {name: [] for name in ("ids", "withheld", "excuses", "left_out", "unchecked", "warnings")}

    def add(self, account: Account) -> None:
        """Takes what the next chunk tells."""
        self.problems += account.problems
        self.problems += _twice(account, self._owners)
        merge_actors.add(self._actors, account.actors)
        self._days = ends([*self._days, *account.days])
        remarks.add(self._remarks, account.remarks)
        self._countries.update(account.countries)
        for name in self._sums:
            self._sums[name] += getattr(account, name)

    def account(self) -> Account:
        """All that was told."""
        return Account(
            actors=self._actors,
            days=self._days,
            remarks=self._remarks,
            countries=frozenset(self._countries),
            problems=self.problems,
            **self._sums,
        )


def _with_left_out(account: Account, given: Inputs, strict: bool) -> Account:
    """The account with the articles of archives that could not even be read, and the warnings about the whole. Raises
    Refused where there are problems."""
    unpublished = sorted([*given.seeds.left_out, *account.left_out], key=lambda bad: (bad.archive, bad.number))
    published = Counter(article.archive for article in given.seeds.articles)
    published.subtract(bad.archive for bad in account.left_out)
    problems = list(account.problems)
    nothing = len(given.seeds.articles) == len(account.left_out)
    for bad in unpublished:
        if strict or (not published[bad.archive] if bad.number else nothing):
            note(problems, bad.problem)
    if problems:
        raise Refused(problems, _unchecked(given, account))
    secret = frozenset(_secret(given, account, unpublished))
    warnings = [*_warnings(given, account), *remarks.lines(account.remarks), *account.warnings]
    return replace(account, left_out=unpublished, secret=secret, warnings=warnings)


def _secret(given: Inputs, account: Account, unpublished: Iterable[LeftOut]) -> Iterable[str]:
    """The files of the seeds with a text that may not be shown, or of an article that is left out, so that nobody can
    say whether it may be shown: the text or its archive, and its curated file, whose comments may have all of it, as in
    a draft."""
    withheld = set(account.withheld)
    unfinished = {bad.archive for bad in unpublished if not bad.number}  # their curated files
    for article in given.seeds.articles:
        if article.source_id in withheld or (unfinished and article.records in unfinished):
            yield from (article.file_name, article.records)
    yield from (bad.archive for bad in unpublished if bad.number)


def _warnings(given: Inputs, account: Account) -> Iterable[str]:
    """Warnings of what the dataset still says of itself in the words with which `new` begins one, of actors that are
    still to do, or that no article mentions, of files and of keys of archives that are not read: one of them may be a
    slip of the pen."""
    if kept := ", ".join(untouched(given.dataset)):
        yield f"dataset.toml: {kept}: unchanged since `build.py new`; write your own before a release"
    if given.actors.undecided:
        yield f"actors.toml: still to do: {few(sorted(given.actors.undecided))}: not used"
    if idle := [actor_id for actor_id in given.actors.values if actor_id not in account.actors]:
        yield f"actors.toml: no article mentions {few(idle)}: not published"
    if given.seeds.ignored:
        yield f"seeds: not read: {few(given.seeds.ignored)}: notes, second codings, or what an editor left behind"
    known = archive.keys(given.schemas["sources"])
    for name, entries in groupby(given.seeds.unread, key=lambda entry: entry.archive):
        told = [f"{entry.key}{suggestion(entry.key, known)}" for entry in entries]
        yield f"{name}: not read: {few(told)}; an archive may have {', '.join((*archive.NEEDED, *known))}"


def _unchecked(given: Inputs, account: Account) -> str:
    """What was not looked at because of faults: files, else what is checked last."""
    skipped = [article.file_name for article in given.seeds.articles if not article.curated]
    files = list(dict.fromkeys([*account.unchecked, *(skipped if given.problems else ())]))
    return few(files) or ("the domain rules" if account.unjudged else "keys and references")


def _twice(account: Account, owners: dict[EntryName, str]) -> Iterable[Problem]:
    """Curated ids that another article has already used."""
    for record, name in account.ids:
        first = owners.setdefault(record, name)
        if first != name:
            message = f"is also used in {first}.toml; ids are unique in the whole dataset"
            yield Problem(f"{name}.toml", message, record, "id")
