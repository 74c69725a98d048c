"""A first curated file for a new article: every candidate as a record to confirm, edit or reject.

Each entry carries a line `todo`, and a file with one does not build: what the extractor found is a proposal, and a
person decides. What needs no judgement (offsets, the names that actors.toml knows) is not in the file. What the
build would ask for is in it: a candidate without a proposed record is drafted as a rejection.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from publisher.curation import entries
from publisher.curation.actor_stubs import stubs, surnames
from publisher.curation.proposals import names, offices, proposed
from publisher.extract import extract
from publisher.extract import text as texts
from publisher.extract.candidates import Candidate, Date
from publisher.extract.dates import names_day, resolve
from publisher.extract.text import Document
from publisher.inputs import actors_file, article_reader, toml_fields
from publisher.inputs.curated_file import curated as curated_of
from publisher.inputs.text_language import language_of
from publisher.model import Curated, Mark, Reading
from publisher.problem import Problem, Refused, printable, sound
from publisher.records import reconcile, rederive
from publisher.records.span_index import SpanIndex
from publisher.schemas import Schema, load

_RECORD_ID = re.compile(rb'"((?:evt|stm|fig)-[a-z0-9-]+)"')
_HEADER = re.compile(r"^\[\[(\w+)\]\]", re.MULTILINE)
ONE = {
    "statements": "statement",
    "figures": "figure",
    "mentions": "mention",
    "offices": "office",
    "rejected": "rejection",
    "waived": "waiver",
}
HEAD, FOOT, DATE_LINE = 5, 2, 80  # paragraphs after the first, at the end, and characters of one that dates the article

NOTHING = Curated({}, False, None, (), (), (), ())
ANY_DAY = date(2024, 2, 29)  # from which words are read that name a day in any year


def write(file: Path, schemas: Path, update: bool) -> str:
    """Writes the curated file beside an article or, with `update`, completes it. Returns what to tell the curator.

    Raises Refused when there is no such article, when the file exists already (or, with update, does not), OSError.
    """
    if file.suffix != ".txt" or not file.is_file():
        raise Refused([Problem(str(file), "", "", "is no article; name the .txt file of one")])
    target = file.with_suffix(".toml")
    if target.exists() != update:
        hint = (
            "exists already; --update appends what it does not account for" if not update else "is not there to update"
        )
        raise Refused([Problem(target.name, "", "", hint)])
    tables = load(schemas)
    article = article_reader.article(article_reader.Reference(article_reader.source_id(file.stem), file.stem, file))
    article_reader.refuse_markup(article)
    beside = file.with_name("actors.toml")
    actors = (
        sound(actors_file.read(beside.name, beside.read_bytes(), tables["actors"]))
        if beside.is_file()
        else actors_file.NOBODY
    )
    old = target.read_bytes() if update else b""
    taken = _ids_beside(target)
    new = appended(article, old, actors, tables, taken) if update else drafted(article, actors, tables, taken)
    if new:
        _replace(target, old + new.encode())
    return printable(_summary(target, new, update))


def _ids_beside(target: Path) -> frozenset[str]:
    """The ids that other files of the folder name: those of their records, and of what is retired or released."""
    others = (path for path in sorted(target.parent.glob("*.*")) if path != target and path.is_file())
    files = (path.read_bytes() for path in others if path.suffix == ".toml" or path.name == "released.json")
    return frozenset(key.decode() for raw in files for key in _RECORD_ID.findall(raw))


def _replace(target: Path, content: bytes) -> None:
    """Writes to a new file first and then puts it in place: a full disk must not cost a curator's work."""
    with tempfile.TemporaryDirectory(prefix=".draft-", dir=target.parent) as scratch:
        unfinished = Path(scratch) / target.name
        unfinished.write_bytes(content)
        if target.exists():
            shutil.copymode(target, unfinished)
        unfinished.replace(target)


def _summary(target: Path, new: str, update: bool) -> str:
    """What was written, and what to do next."""
    counts = Counter(_HEADER.findall(new))
    if not counts:
        return f"{target}: accounts for all that the extractor finds; nothing was added"
    kinds = ", ".join(_counted(number, ONE[kind]) for kind, number in counts.items())
    added = "added " if update else ""
    entries = f"{_counted(counts.total(), 'record')} {added}to confirm, edit or reject ({kinds})"
    return f"{target}: {entries}; decide each as its line `todo` says, delete that line, then run `make`"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def drafted(
    article: article_reader.Article,
    actors: actors_file.Actors,
    schemas: Mapping[str, Schema],
    taken: Collection[str] = (),
) -> str:
    """The whole file for an article that has none. taken: ids of records elsewhere."""
    document = texts.read(article.text, language_of(article.text, None).code)
    times = [one for one in extract(document) if isinstance(one, Date)]
    when = _document_date(times, document)
    dated = Mark("document_date", when.start, when.end) if when else None
    day = _day(when)
    found = extract(document, day, actors.surfaces)
    head = entries.head(document, article.file_name, dated, None if dated else _without_year(times, document))
    reading = Reading(article, document, found, day, replace(NOTHING, dated=dated))
    return "\n".join([*head, *_missing(reading, actors, schemas, taken)])


def appended(
    article: article_reader.Article,
    old: bytes,
    actors: actors_file.Actors,
    schemas: Mapping[str, Schema],
    taken: Collection[str] = (),
) -> str:
    """What a file does not account for yet, to be put at its end; empty when nothing is missing. A record
    marked todo counts as decided. taken: ids of records elsewhere. Raises Refused when the file is faulty otherwise."""
    document = texts.read(article.text)
    name = f"{article.name}.toml"
    body = _as_decided(toml_fields.toml(name, old))
    curated = sound(curated_of(name, body, document, schemas))
    document = texts.read(article.text, str(curated.source["language"]))
    day = _day_of(curated, article.text)
    begun = body.keys() > {"source"}  # reported speech without marks is proposed once: nothing says that it was decided
    found = [c for c in extract(document, day, actors.surfaces) if c.kind in reconcile.KINDS or not begun]
    missing = _missing(Reading(article, document, found, day, curated), actors, schemas, taken)
    return "\n".join(["", "# Found since", "", *missing]) if missing else ""


def _as_decided(body: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of a draft as if what is marked todo were decided. Words whose actor is not named yet are left out."""

    def decided(entry: Any) -> Any:
        if not isinstance(entry, dict) or toml_fields.TODO not in entry:
            return entry
        filled = {"reason": toml_fields.TODO} if entry.get("reason") == "" else {}
        return {key: value for key, value in entry.items() if key != toml_fields.TODO} | filled

    def unnamed(entry: Any) -> bool:
        return isinstance(entry, dict) and toml_fields.TODO in entry and entry.get("actor_id") == ""

    return {
        key: [decided(one) for one in value if not unnamed(one)] if isinstance(value, list) else decided(value)
        for key, value in body.items()
    }


def _missing(
    reading: Reading, actors: actors_file.Actors, schemas: Mapping[str, Schema], taken: Collection[str]
) -> list[str]:
    """What is to be decided beyond what is curated: records where the extractor can propose one, a rejection for each
    candidate that rests on none of them, a waiver for each paragraph without a record."""
    curated = reading.curated or NOTHING
    wanted = [*_undecided(reading, actors), *(c for c in reading.candidates if c.kind not in reconcile.KINDS)]
    records, speakers = proposed(reading, wanted, actors.surfaces, {*taken, *(record.id for record in curated.records)})
    so_far = replace(curated, records=(*curated.records, *records))
    forms = surnames(reading.candidates)
    unknown = [c for c in wanted if c.text not in actors.surfaces and c.text not in forms]
    known = {office.actor_id for office in curated.offices}
    proposal = entries.Proposal(
        records=records,
        offices=list(offices(records, names(reading), reading.text, known)),
        speakers=speakers,
        rejected=_undecided(replace(reading, curated=so_far), actors),
        waived=_without_record(reading.document, so_far),
        actors=stubs(unknown, schemas["actors"], actors.values),
        surnames=forms,
    )
    return entries.sections(reading.document, proposal, schemas, actors.surfaces)


def _undecided(reading: Reading, actors: actors_file.Actors) -> list[Candidate]:
    """The candidates on which the build would ask for a decision."""
    rows = reconcile.reconcile(reading, actors).rows["candidates"]
    undecided = {
        (row["kind"], row["char_start"], row["char_end"])
        for row in rows
        if row["decision"] == "accepted" and not row["evidence_id"]
    }
    return [one for one in reading.candidates if (one.kind, one.start, one.end) in undecided]


def _without_record(document: Document, curated: Curated) -> list[int]:
    """The numbers of the paragraphs that no record rests on and that are not waived."""
    marks = SpanIndex(
        mark for record in curated.records for mark in (*record.marks, *(link.mark for link in record.links))
    )
    return [
        number
        for number, pair in enumerate(document.paragraphs, 1)
        if number not in curated.waived and next(marks.overlapping(*pair), None) is None
    ]


def _document_date(found: Sequence[Date], document: Document) -> Date | None:
    """A full date that is most likely the article's: in its first paragraph, else in a line of little more than a date
    among the first or last."""
    full = [c for c in found if c.edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", c.edtf)]
    first, *others = document.paragraphs or [(0, 0)]
    lines = [(start, end) for start, end in (*others[:HEAD], *others[HEAD:][-FOOT:]) if end - start <= DATE_LINE]
    return next((c for start, end in (first, *lines) for c in full if start <= c.start < end), None)


def _without_year(found: Sequence[Date], document: Document) -> tuple[Date, str] | None:
    """A day and month at the head of the article ("LIMA, March 12"), and how they are written after a year."""
    start, end = document.paragraphs[0] if document.paragraphs else (0, 0)
    for one in (c for c in found if start <= c.start < min(end, start + DATE_LINE) and re.search(r"\d", c.text)):
        read = None if one.edtf else resolve(one.text, ANY_DAY)
        if read and read[1] == 1 and names_day(one.text, date.fromisoformat(read[0])):
            return one, read[0][4:]
    return None


def _day(when: Date | None) -> date | None:
    return date.fromisoformat(when.edtf) if when and when.edtf and len(when.edtf) == 10 else None


def _day_of(curated: Curated, text: str) -> date | None:
    """The document date of a curated file."""
    if curated.dated is None:
        return curated.day
    return rederive.document_day(text[curated.dated.start : curated.dated.end], curated.day)
