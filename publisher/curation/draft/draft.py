"""A first curated file for a new article: new actors for actors.toml, and every candidate as a record to confirm, edit
or reject.

Each entry carries a line `todo`, and what has one is not published: what the extractor found is a proposal, and a
person decides. What needs no judgement (offsets, the names that actors.toml knows, mentions that a record names) is not
in the file. What the build would ask for is in it: a candidate without a proposed record is drafted as a rejection.
"""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from publisher.article import Article
from publisher.curation.draft import entries
from publisher.curation.draft.proposals import Authority, extended, propose
from publisher.curation.place import ACTORS, Place, content, place
from publisher.extract import extract
from publisher.extract.candidates import Date
from publisher.extract.dateline import stated_day
from publisher.extract.dates import names_day, resolve
from publisher.extract.text import Document, datelines, read
from publisher.inputs import actors_file, curated_file, toml_fields
from publisher.inputs.text_language import language_of
from publisher.inputs.todo import as_decided
from publisher.model import Curated, Mark, Reading
from publisher.problem import Problem, Refused, counted, printable, sound
from publisher.records.document_date import day_of_words, document_day
from publisher.schemas import Schema, load
from publisher.whole_file import put

_RECORD_ID = re.compile(rb'"((?:evt|stm|fig)-[a-z0-9-]+)"')
_TODO = re.compile(r"^todo = ", re.MULTILINE)
_NO_ACTORS = re.compile(r"^actors[ \t]*=[ \t]*\[\s*\][ \t]*(?:#.*)?\n?", re.MULTILINE)
_DAY_LINE = re.compile(r"^(?:# )?(?P<entry>document_date = .*)$", re.MULTILINE)
_HEADER = re.compile(r"^\[\[(\w+)\]\]", re.MULTILINE)
ONE = {
    "actors": "new actor",
    "events": "event",
    "statements": "statement",
    "figures": "figure",
    "mentions": "mention",
    "offices": "office",
    "rejected": "rejection",
    "waived": "waiver",
}
HEAD, FOOT, DATE_LINE = 5, 2, 80  # paragraphs after the first, at the end, and characters of one that dates the article
BLIND = ".blind.toml"

NOTHING = Curated({}, False, None, (), (), (), ())
ANY_DAY = date(2024, 2, 29)  # from which words are read that name a day in any year


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft adds: to the curated file and to actors.toml, each a text that is empty where nothing is missing."""

    records: str
    actors: str = ""
    lacks_day: bool = False
    """Whether words such as "Monday" have no date, because nobody says of which day the article is."""


def write(article: str, schemas: Path, update: bool, blind: bool = False, day: date | None = None) -> str:
    """Writes the curated file of an article beside it or its archive, with new actors into actors.toml; with `update`,
    completes it; with `blind`, writes the empty file of a second coder, which does not look at it. article: its file,
    or ARCHIVE#DOC_ID; day: its own, for a first draft. Returns what to tell the curator.

    Raises Refused when there is no such article, when the file exists already (or, with update, does not), when the
    text states a day; OSError.
    """
    tables = load(schemas)
    with tempfile.TemporaryDirectory() as scratch:
        where = place(article, tables["sources"], Path(scratch))
        return _write_blind(where) if blind else _write(where, tables, update, day)


def _write_blind(place: Place) -> str:
    target = place.records.with_suffix(BLIND)
    _refuse_unless(target, update=False)
    put(target, empty(place.read()).encode())
    return printable(
        f"{target}: code {place.reference.called} into it; compare it with another coding by `build.py compare`"
    )


def _refuse_unless(target: Path, update: bool) -> None:
    """Raises Refused where a file that is to be completed is not there, or one that is to be made is."""
    if target.exists() != update:
        hint = (
            "exists already; --update appends what it does not account for, and to draft it anew, delete it first"
            if not update
            else "is not there to update"
        )
        raise Refused([Problem(target.name, hint)])


def _write(place: Place, schemas: Mapping[str, Schema], update: bool, day: date | None) -> str:
    target = place.records
    _refuse_unless(target, update)
    known, old = content(place.actors) or b"", content(target) or b""
    authority = authority_of(known, schemas)
    new = appended_at(place, old, authority, schemas) if update else drafted_at(place, authority, schemas, day)
    new = replace(new, records=_with_day(new.records, day, place)) if day else new
    if new.actors:
        put(place.actors, with_actors(known.decode(), new.actors).encode())
    if new.records:
        put(target, old + new.records.encode())
    return "\n".join(map(printable, _summary(place, new, update)))


def drafted_at(place: Place, authority: Authority, schemas: Mapping[str, Schema], day: date | None = None) -> Draft:
    """The draft of an article in its folder. day: its own, where a curator knows it. Raises Refused, OSError."""
    article = place.read()
    came_with = day or place.day(article, schemas["sources"])
    return drafted(article, authority, schemas, taken_beside(place.records), came_with)


def _with_day(records: str, day: date, place: Place) -> str:
    """A draft with the day of the article that a curator gives: in the words of the text that state it, else as it is.
    Raises Refused where the dateline of the article states another day."""
    line = _DAY_LINE.search(records)
    drafted = tomllib.loads(line["entry"])["document_date"] if line else None
    if line and isinstance(drafted, dict) and resolve(drafted["text"], day) == (day.isoformat(), 1):
        return records.replace(line[0], line["entry"].replace('"YYYY-', f'"{day.year:04}-'), 1)
    document = read(place.read().text)
    stated = stated_day(document)
    words = document.text[slice(*stated[0])] if stated else drafted["text"] if isinstance(drafted, dict) else ""
    lines = (document.text[start : found[1]] for start, found in datelines(document).items())
    if stated or (words and any(words in printed for printed in lines)):
        why = f"the text states {words}, and --date {day}: correct --date, or leave it out"
        raise Refused([Problem(place.records.name, why)])
    return _DAY_LINE.sub(f'document_date = "{day}"', records, count=1)


def appended_at(place: Place, old: bytes, authority: Authority, schemas: Mapping[str, Schema]) -> Draft:
    """What a curated file in its folder does not account for yet. Raises Refused, OSError."""
    article = place.read()
    reading = reading_of(article, old, schemas, place.day(article, schemas["sources"]))
    return appended(reading, authority, schemas, taken_beside(place.records))


def authority_of(raw: bytes, schemas: Mapping[str, Schema]) -> Authority:
    """The authority file as if all that is still to do in it were decided. Raises Refused where it is faulty."""
    body = as_decided(toml_fields.toml(ACTORS, raw))
    actors = sound(actors_file.actors(ACTORS, body, schemas["actors"]))
    return Authority(body.get("actors", []), actors)


def taken_beside(target: Path) -> frozenset[str]:
    """The ids that other files of the folder name: those of their records, and of what is retired or released."""
    others = (path for path in sorted(target.parent.glob("*.*")) if path != target and path.is_file())
    files = (path.read_bytes() for path in others if path.suffix == ".toml" or path.name == "released.json")
    return frozenset(key.decode() for raw in files for key in _RECORD_ID.findall(raw))


def with_actors(known: str, new: str) -> str:
    """The authority file with new actors behind those that it has. A key that says that there are none goes: TOML takes
    no entries beside it."""
    if not new:
        return known
    kept = _NO_ACTORS.sub("", known).rstrip("\n")
    return f"{kept}\n\n{new}" if kept.strip() else new


def _summary(place: Place, new: Draft, update: bool) -> list[str]:
    """What was written, and what to do next."""
    actors, counts = (Counter(_HEADER.findall(text)) for text in (new.actors, new.records))
    if not counts + actors:
        return [f"{place.records}: accounts for all that the extractor finds; nothing was added"]
    added = "added " if update else ""
    lines = [f"{place.actors}: {counted(actors.total(), ONE['actors'])}; look at them first"] if actors else []
    if counts:
        kinds = ", ".join(counted(number, ONE[kind]) for kind, number in counts.items())
        lines.append(
            f"{place.records}: {counted(counts.total(), 'record')} {added}to confirm, edit or reject ({kinds})"
        )
    if new.lacks_day:
        lines.append(
            f"{place.records}: no date of the article is known, so words such as a weekday have none; "
            "if you know it, delete the file and draft with --date YYYY-MM-DD"
        )
    return [
        *lines,
        f"{len(_TODO.findall(new.actors + new.records))} to decide in all: do what each line `todo` says, "
        "then delete it; to see what is wrong or still to do:",
        f"python build.py check {place.argument}",
    ]


def empty(article: Article) -> str:
    """The file of a second coder: the paragraphs by their numbers, and nothing that a machine or anybody else made of
    them."""
    document = read(article.text, _language(article))
    dated, undated, _ = _dated(document)
    head = entries.head(document, article, dated, undated)
    first = f"# Second coding of {article.called}: write your own records, each under its paragraph."
    return "\n".join([first, *head[2:], *entries.paragraphs(document)])


def drafted(
    article: Article,
    authority: Authority,
    schemas: Mapping[str, Schema],
    taken: Collection[str] = (),
    came_with: date | None = None,
) -> Draft:
    """The whole file for an article that has none. taken: ids of records elsewhere; came_with: the day of an article of
    an archive."""
    document = read(article.text, _language(article))
    dated, undated, has_weekdays = _dated(document)
    day = day_of_words(article.text[dated.start : dated.end]) if dated else None
    if came_with and day != came_with:
        day, dated = came_with, None
    curated = replace(NOTHING, source={"language": document.language}, dated=dated)
    reading = Reading(article, document, [], day, curated)
    missing = _missing(reading, authority, schemas, taken)
    head = entries.head(document, article, dated, undated)
    return Draft("\n".join([*head, missing.records]), missing.actors, has_weekdays and day is None)


def reading_of(
    article: Article, records: bytes, schemas: Mapping[str, Schema], came_with: date | None = None
) -> Reading:
    """The article with its curated file, read as if all that is still to do were decided, and without candidates.
    came_with: the day of an article of an archive. Raises Refused when the file is faulty otherwise."""
    document = read(article.text)
    name = article.records
    curated = sound(curated_file.read(name, records, document, schemas, decided=True))
    document = read(article.text, str(curated.source["language"]))
    day, _ = document_day(curated, article, came_with)
    return Reading(article, document, [], day, curated)


def appended(
    reading: Reading, authority: Authority, schemas: Mapping[str, Schema], taken: Collection[str] = ()
) -> Draft:
    """What the curated file of an article does not account for yet, to be put at its end; empty when nothing is
    missing. taken: ids of records elsewhere."""
    missing = _missing(reading, authority, schemas, taken)
    records = "\n".join(["", "# Found since", "", missing.records]) if missing.records else ""
    return Draft(records, missing.actors)


def _missing(reading: Reading, authority: Authority, schemas: Mapping[str, Schema], taken: Collection[str]) -> Draft:
    """What is to be decided beyond what is curated: records where the extractor can propose one, a rejection for each
    candidate that rests on none of them, a waiver for each paragraph without a record."""
    proposal = propose(reading, authority, schemas, taken)
    surfaces = extended(authority, proposal.actors, schemas).surfaces
    records = entries.sections(reading.document, proposal, schemas, surfaces)
    actors = entries.actors(proposal.actors, reading.article.called)
    return Draft("\n".join(records), "\n".join(actors))


def _language(article: Article) -> str:
    """The language of an article: what came with it, else what the text shows."""
    stated = article.given.get("language")
    return language_of(article.text, stated if isinstance(stated, str) else None).code


def _dated(document: Document) -> tuple[Mark | None, tuple[Date, str] | None, bool]:
    """The words of the document date; those that leave out its year, and how they are written after one; whether any
    words name a day only beside it."""
    times = [found for found in extract(document) if isinstance(found, Date)]
    when = _document_date(times, document)
    if when:
        return Mark("document_date", when.start, when.end), None, False
    has_weekdays = any(one.edtf is None and resolve(one.text, ANY_DAY) for one in times)
    return None, _without_year(times, document), has_weekdays


def _document_date(found: Sequence[Date], document: Document) -> Date | None:
    """A full date that is most likely the article's: in its first paragraph, else in a line of little more than a date
    among the first or last, else at the beginning of one of the first paragraphs."""
    full = [c for c in found if c.edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", c.edtf)]
    first, *others = document.paragraphs or [(0, 0)]
    lines = [(start, end) for start, end in (*others[:HEAD], *others[HEAD:][-FOOT:]) if end - start <= DATE_LINE]
    begin = [(start, start + 1) for start, _ in others[:HEAD]]
    return next((c for start, end in (first, *lines, *begin) for c in full if start <= c.start < end), None)


def _without_year(found: Sequence[Date], document: Document) -> tuple[Date, str] | None:
    """A day and month at the head of the article ("LIMA, March 12"), and how they are written after a year."""
    start, end = document.paragraphs[0] if document.paragraphs else (0, 0)
    for when in (c for c in found if start <= c.start < min(end, start + DATE_LINE) and re.search(r"\d", c.text)):
        resolved = None if when.edtf else resolve(when.text, ANY_DAY)
        if resolved and resolved[1] == 1 and names_day(when.text, date.fromisoformat(resolved[0])):
            return when, resolved[0][4:]
    return None
