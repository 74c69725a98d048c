"""One article judged alone, as the build would: what is decided by every rule, what is still to do counted."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from publisher import remarks
from publisher.coding import code_reading, read_article
from publisher.curation.draft.draft import ONE, authority_of, drafted_at, reading_of
from publisher.curation.missing_statements import unsaid
from publisher.curation.place import ACTORS, Place, content, place
from publisher.inputs import actors_file, dataset, toml_fields
from publisher.inputs.folder import NO_SEEDS
from publisher.inputs.text_language import DEFAULT
from publisher.inputs.todo import as_decided
from publisher.judge.articles import judge_alone
from publisher.judge.authority import authority_table
from publisher.model import RECORDS, Coded, Context, Reading
from publisher.problem import EntryName, Problem, Refused, counted, shown
from publisher.remarks import few
from publisher.schemas import Schema, load
from publisher.tables import KEYS

_ID = re.compile(r'^id = "([^"]+)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of an article. problems: of what is decided; todo: the entries that are still to do; records: table
    -> how many there are; more: whether the rules have not looked yet, because of the problems. Told of what is ready:
    rejected: kind -> the words that are no record; as_drafted: the entries that are just as a draft has them."""

    name: str
    problems: Sequence[Problem]
    todo: Sequence[EntryName]
    warnings: Sequence[str]
    records: Mapping[str, int]
    more: bool = False
    rejected: Mapping[str, Sequence[str]] = field(default_factory=dict)
    as_drafted: Sequence[str] = ()

    @property
    def ready(self) -> bool:
        """Whether the build would publish it."""
        return not self.problems and not self.todo

    @property
    def lines(self) -> list[str]:
        """What a curator reads, the last line at the end."""
        told = [*map(str, self.problems), *(f"warning: {warning}" for warning in self.warnings)]
        faults = counted(len(self.problems), "fault")
        made = ", ".join(counted(number, ONE[table]) for table, number in self.records.items())
        if self.ready:
            same = "a draft of this text has these just so, so compare them with it once more"
            told += [f"{self.name}: {same}: {few(self.as_drafted)}"] if self.as_drafted else []
            words = "; ".join(f"{kind} {', '.join(map(shown, texts))}" for kind, texts in self.rejected.items())
            told += [f"{self.name}: in no record, so look at them once more: {words}"] if words else []
            doubts = f", with {counted(len(self.warnings), 'warning')}" if self.warnings else ""
            return [*told, f"{self.name}: ready to publish{doubts}: {made}"]
        still = (
            f"{len(self.todo)} still to do: {few(list(map(str, self.todo)))}"
            if self.todo
            else "no entry has a line `todo`"
        )
        more = "; correct this first: the rules look at the article after that, and may find more" if self.more else ""
        return [*told, f"{self.name}: not ready: {faults}, {still}{more}"]


def check(article: str, schemas: Path) -> Verdict:
    """The verdict on the records of an article, read as if what is still to do were decided. article: its file, or
    ARCHIVE#DOC_ID. Raises Refused where there is no such article, it has no records, or actors.toml is faulty;
    OSError."""
    tables = load(schemas)
    with tempfile.TemporaryDirectory() as scratch:
        where = place(article, tables["sources"], Path(scratch))
        records, authority = content(where.records), content(where.actors)
        if records is None:
            begin = f"is not there; begin with `build.py draft {where.argument}`"
            raise Refused([Problem(where.records.name, begin)])
        found = judged(beside_of(where, authority, tables), records).verdict
        return replace(found, as_drafted=_as_drafted(where, records, authority, tables)) if found.ready else found


def _as_drafted(place: Place, records: bytes, authority: bytes | None, schemas: Mapping[str, Schema]) -> list[str]:
    """The entries of a file that are just as a draft has them. Raises OSError."""
    article = place.read()
    day = reading_of(article, records, schemas, place.day(article, schemas["sources"])).day
    new = drafted_at(place, authority_of(authority or b"", schemas), schemas, day)
    old, proposed = (as_decided(toml_fields.toml(place.records.name, raw)) for raw in (records, new.records.encode()))
    return [
        _named_entry(table, number, entry)
        for table in old
        if table in proposed and table != "source"
        for number, entry in enumerate(old[table], 1)
        if entry in proposed[table]
    ]


def _named_entry(table: str, number: int, entry: Mapping[str, Any]) -> str:
    """An entry as it is called in a message: by its id, else by its words, else by its number."""
    words = entry.get("text")
    words = words.get("text") if isinstance(words, dict) else words
    if "id" in entry or not isinstance(words, str):
        return f"{table}[{entry.get('id', number)}]"
    return f"{table} {shown(words)}"


@dataclass(frozen=True, slots=True)
class Beside:
    """What the records of an article are judged beside: as if everything in the authority file were decided.
    undecided: its entries that are still to do; problems: what is wrong in it as long as they are."""

    place: Place
    context: Context
    undecided: frozenset[EntryName]
    problems: Sequence[Problem] = ()


def beside_of(place: Place, authority: bytes | None, schemas: Mapping[str, Schema]) -> Beside:
    """What an article is judged beside. authority: the authority file. Raises Refused where that is faulty, OSError."""
    now, actors = _actors(authority, schemas["actors"])
    about = place.folder / "dataset.toml"
    language = dataset.read(about.name, about.read_bytes()).language if about.is_file() else DEFAULT
    table = authority_table(actors.values, schemas["actors"])
    place = replace(place, reference=replace(place.reference, curated=True))
    context = Context(place.folder, schemas, actors, table, language, decided=True)
    return Beside(place, context, frozenset(EntryName("actors", actor) for actor in now.undecided), now.problems)


class Judged(NamedTuple):
    """reading: None where the file cannot be read; unsaid: the warnings of speech without a record, also in verdict."""

    verdict: Verdict
    coded: Coded
    reading: Reading | None
    unsaid: Sequence[Problem]


def judged(beside: Beside, records: bytes) -> Judged:
    """What is to be said of a curated file. Raises OSError."""
    reference, context = beside.place.reference, beside.context
    reading = None
    try:
        reading = read_article(context, reference, records)
        entry = judge_alone(context, code_reading(context, reference, reading))
    except Refused as refused:
        entry = Coded(reference, refused.problems)
    todo = [*entry.todo, *sorted(beside.undecided & _named(entry), key=str)]
    open_ = {*entry.todo, *beside.undecided}
    decided, doubted = (_decided(told, open_) for told in (entry.problems, [problem for _, problem in entry.warnings]))
    problems = [*beside.problems, *decided, *_used_elsewhere(entry, beside.place)]
    rows = entry.records.rows if entry.records else {}
    silent = unsaid(reading, rows) if reading and entry.records and not entry.problems else []
    warnings = [
        *remarks.lines(entry.remarks),
        *map(str, (*silent, *doubted)),
    ]
    made = {table: len(rows.get(table, ())) for table in RECORDS}
    more = bool(problems) and not entry.judged
    verdict = Verdict(reference.called, problems, todo, warnings, made, more, _rejected(reading))
    return Judged(verdict, entry, reading, silent)


def _rejected(reading: Reading | None) -> Mapping[str, Sequence[str]]:
    """The numbers, dates and quotations that a curator rejects: kind -> their words."""
    if reading is None or reading.curated is None:
        return {}
    found: dict[str, dict[str, None]] = {}
    for rejection in reading.curated.rejected:
        if rejection.kind != "name":
            found.setdefault(rejection.kind, {})[reading.text[rejection.start : rejection.end]] = None
    return {kind: list(words) for kind, words in found.items()}


def _actors(raw: bytes | None, schema: Schema) -> tuple[actors_file.Actors, actors_file.Actors]:
    """The authority file as it is, and as if all that is still to do in it were decided, without what is faulty even
    then. Raises Refused where the whole file is faulty."""
    body = toml_fields.toml(ACTORS, raw or b"")
    now = actors_file.actors(ACTORS, body, schema)
    decided = actors_file.actors(ACTORS, as_decided(body), schema, mended=True)
    if any(not problem.record.id for problem in decided.problems):  # of no actor
        raise Refused(decided.problems)
    problems = tuple(dict.fromkeys([*now.problems, *decided.problems]))
    return replace(now, problems=problems), replace(decided, problems=())


def _named(entry: Coded) -> set[EntryName]:
    """The actors that the article mentions."""
    return {EntryName("actors", actor) for actor in (entry.records.actors if entry.records else ())}


def _decided(problems: Sequence[Problem], todo: set[EntryName]) -> Iterator[Problem]:
    """The problems of what is decided."""
    return (problem for problem in problems if problem.record.entry not in todo)


def _used_elsewhere(entry: Coded, place: Place) -> Iterator[Problem]:
    """Ids that the records of another article have, too."""
    rows = entry.records.rows if entry.records else {}
    own = {str(row[KEYS[table]]): table for table in RECORDS for row in rows.get(table, ())}
    for other in sorted(place.folder.glob("*.toml")):
        if other.stem == place.reference.stem or NO_SEEDS.fullmatch(other.name) or not other.is_file():
            continue
        seen = other.stat()
        for key in sorted(own.keys() & _ids(other, seen.st_mtime_ns, seen.st_size)):
            message = f"is also used in {other.name}; ids are unique in the whole dataset"
            yield Problem(entry.file, message, EntryName(own[key], key), "id")


@lru_cache(maxsize=1 << 12)  # a page asks again after each step
def _ids(path: Path, changed: int, size: int) -> frozenset[str]:
    """The ids in a file, which has not changed since."""
    return frozenset(_ID.findall(path.read_text("utf-8", "replace")))
