"""The entries of a drafted file as TOML: paragraph by paragraph, each with what a person is to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.article import Article
from publisher.curation import toml
from publisher.curation.draft.actors.propose import NewActor
from publisher.curation.draft.events.places import is_open
from publisher.curation.draft.proposals import Proposal
from publisher.extract.candidates import Authority, Candidate, Figure, Name
from publisher.extract.text import Document, dateline, word_lists
from publisher.inputs.links import KINDS, LINKS
from publisher.inputs.quoted_words import occurrences, paragraph_at
from publisher.language import knows
from publisher.model import Link, Mark, Mention, Record
from publisher.records.rederive import candidate_value
from publisher.schemas import Schema

COMPARE = "compare with the text, and correct it"
TODO = {
    "events": "did this happen? correct label, code, parties and date; else delete the record",
    "statements": COMPARE,
    "figures": COMPARE,
}
NEW = "new: give what is missing"
REJECTED = {
    "date": "make it the date of a record and delete this one, or say why it is none",
    "name": "an actor: add it and delete this record; a place: name it in an event; else say why",
    "marks": "somebody's words: make it a statement and delete this record; a title or scare quotes: say so",
    "figure": "make it a figure and delete this record, or say why it counts nothing",
    "quote": "make it a statement and delete this record, or say why it is no quotation",
}
REASONS = {
    "date": "dates no event and no statement",
    "name": "no record has it as an actor or as a place",
    "marks": "a title or a word at a distance, nobody's statement",
    "figure": "counts nothing that is recorded",
    "quote": "nobody's statement",
}
"""Kind of candidate -> a usual reason why it is no record, to choose from."""
OTHER = "make it a record and delete this one, or say why it is none"
WAIVED = "code what happens here and delete this record, or say why not"
UNREAD = "the program does not read this language"
DATE_LINE = "the date line"
PLACE = "locates, is no party here"
NOTHING = "nothing happens, and nobody says anything"
ALIAS = "{}, it seems: give it this alias and delete the record, or keep the record"
REFERS = "is {1} {0}? else correct or delete the record"
_PRONOUNS = frozenset(word_lists("mentions")["pronouns"])
_TOLD_FIRST = ("label",)
Entry = tuple[int, list[str]]
"""Where its words begin, and its lines."""


def head(document: Document, article: Article, dated: Mark | None, undated: tuple[Candidate, str] | None) -> list[str]:
    """The beginning of a file; what the archive says of the article holds without it, and is a comment. dated: the
    words of the document date; undated: those that leave out its year, and how they are written after one."""
    when = f"document_date = {toml.span(document, dated, 0)}" if dated else '# document_date = "YYYY-MM-DD"'
    if undated:
        day, rest = undated
        when = f"# document_date = {toml.table({**toml.parts(document, day, 0), 'value': f'YYYY{rest}'})}"
    return [
        f"# Records of {article.called}, each under its paragraph. First look at the new actors in actors.toml. Then",
        "# confirm, correct or delete each record here, and delete its line `todo`.",
        "",
        "[source]",
        'todo = "who published it, under which title, and may its text be shown in full?"',
        *(f"# {key} = {toml.text(str(article.given.get(key) or ''))}" for key in ("title", "publisher", "url")),
        when,
        f'language = "{document.language}"',
        "publish_text = false",
        "",
    ]


def paragraphs(document: Document) -> Iterator[str]:
    """The text of the article as comments, with the numbers of its paragraphs."""
    for number in range(1, len(document.paragraphs) + 1):
        yield from (heading(document, number), "")


def sections(document: Document, proposal: Proposal, schemas: Mapping[str, Schema], surfaces: Authority) -> list[str]:
    """The entries, each under its paragraph. surfaces: the actors that a name may mean."""
    found: list[Entry] = [
        *(_record(document, record, schemas[record.table]) for record in proposal.records),
        *_mentions(document, proposal.mentions),
        *(_office(document, office) for office in proposal.offices),
        *_rejections(document, proposal.rejected, surfaces),
        *(_waiver(document, number) for number in proposal.waived),
    ]
    lines: list[str] = []
    number = 0
    for start, entry in sorted(found, key=lambda entry: entry[0]):
        home = paragraph_at(document.paragraphs, start)
        if home != number:
            lines += [heading(document, home), ""]
            number = home
        lines += [*entry, ""]
    return lines


def actors(found: Sequence[NewActor], article: str) -> list[str]:
    """Entries for actors.toml."""
    lines = [f"# Named in {article}", ""] if found else []
    for actor in found:
        todo = "one of the actors of your dataset? correct the entry; else delete it here and where it is named"
        lines += ["[[actors]]", f"todo = {toml.text(todo)}"]
        lines += [f"{key} = {toml.written(value)}" for key, value in actor.entry.items()]
        lines.append("")
    return lines


def heading(document: Document, number: int) -> str:
    """The comment above the entries of a paragraph."""
    begin, end = document.paragraphs[number - 1]
    return f"# Paragraph {number}: {document.text[begin:end].strip()}"


def _record(document: Document, record: Record, schema: Schema) -> Entry:
    start = min(mark.start for mark in record.marks)
    home = paragraph_at(document.paragraphs, start)
    marks = {field: record.of(field) for field in {m.field for m in record.marks}}
    lines = [
        f"[[{record.table}]]",
        f"todo = {toml.text(_todo(document, record))}",
        f"id = {toml.text(record.id)}",
    ]
    if record.table == "events":
        lines.append(f"label = {toml.text(str(record.values['label']))}")
    lines.append(f"paragraph = {home}")
    if record.table == "figures":
        lines.append(f"text = {toml.spans(document, marks['record'], home)}")
    if record.table == "events":
        lines += toml.listed("mentions", [_based(document, mark, home) for mark in marks["record"]])
    links = [line for key in LINKS[record.table] for line in _links(document, record, key, home)]
    for field in schema.fields:
        name = field.name
        if (
            field.origin != "curator"
            or name in (schema.primary_key[0], *_TOLD_FIRST)
            or record.values.get(name) is None
        ):
            continue
        if record.table == "statements" and (name.endswith("_id") or name in ("act_type", "date_edtf")):
            lines, links = [*lines, *links], []  # who speaks comes before where and when
        if field.descriptor.get("verbatim"):
            lines.append(f"{name} = {_cell(document, marks[name.removesuffix('_text')], home)}")
        elif name == "date_edtf":
            (mark,) = marks[name]
            dated = {**toml.parts(document, mark, home), "value": record.values[name], "basis": mark.basis}
            lines.append(f"{name} = {toml.table(dated)}")
        elif name in record.inferred:
            lines.append(f"{name} = {toml.table({'value': record.values[name], 'basis': 'inferred'})}")
        else:
            lines.append(f"{name} = {toml.written(record.values[name])}")
    return start, [*lines, *links]


def _cell(document: Document, marks: Sequence[Mark], home: int) -> str:
    """A verbatim cell, whose words may be from the clause before."""
    return _based(document, marks[0], home) if len(marks) == 1 else toml.spans(document, marks, home)


def _based(document: Document, mark: Mark, home: int) -> str:
    """Words, with their basis where they do not state it themselves."""
    return toml.span(document, mark, home, {} if mark.basis == "explicit" else {"basis": mark.basis})


def _links(document: Document, record: Record, key: str, home: int) -> Iterator[str]:
    """The participants and places of an event, or the actors of a statement."""
    kind = KINDS[key]
    own = [link for link in record.links if kind.has(link)]
    if own:
        yield from toml.listed(key, [_link(document, link, home, kind.role is not None) for link in own])


def _link(document: Document, link: Link, home: int, bare: bool) -> str:
    if link.mark is None:
        return toml.text(str(link.actor_id))
    values: dict[str, Any] = {key: value for key, value in link.values.items() if not (bare and key == "role")}
    return toml.table(values | toml.parts(document, link.mark, home))


def _todo(document: Document, record: Record) -> str:
    """What a person is to decide of a record."""
    todo = TODO[record.table]
    speaker = str(record.values.get("speaker_text", ""))
    if record.table == "statements" and not speaker:
        speakers = " and ".join(record.actors("speaker"))
        return (
            f"do the words of {speakers} run on here? {todo}" if speakers else f"does the text name no speaker? {todo}"
        )
    if record.table == "statements" and not record.actors("speaker"):
        return f"who speaks? give the speaker if it is known; {todo}"
    if record.table == "statements" and speaker.casefold() in _PRONOUNS:
        return f'is "{speaker}" {" and ".join(record.actors("speaker"))}? {todo}'
    places = [str(link.values["place_name"]) for link in record.links if is_open(link)]
    return f"add the codes of {' and '.join(places)}; {todo}" if places else todo


def _mentions(document: Document, found: Sequence[Mention]) -> Iterator[Entry]:
    """Names of an actor that are none of its aliases, each by itself; and what only refers to it, together where it is
    in one paragraph."""
    together: dict[tuple[object, ...], list[Mention]] = {}
    for entry in found:
        number = paragraph_at(document.paragraphs, entry.start)
        key = (entry.start,) if entry.mention_type == "name" else (entry.actor_id, entry.mention_type, number)
        together.setdefault(key, []).append(entry)
    for same in together.values():
        first = same[0]
        printed = " and ".join(dict.fromkeys(f'"{document.text[entry.start : entry.end]}"' for entry in same))
        todo = (ALIAS if first.mention_type == "name" else REFERS).format(first.actor_id, printed)
        lines = ["[[mentions]]", f"todo = {toml.text(todo)}", f"actor_id = {toml.text(first.actor_id)}"]
        number = paragraph_at(document.paragraphs, first.start)
        words = [toml.table(toml.parts(document, entry, number)) for entry in same]
        lines += (
            toml.flat(document, first) if len(same) == 1 else [f"paragraph = {number}", *toml.listed("text", words)]
        )
        yield first.start, [*lines, f"mention_type = {toml.text(str(first.mention_type))}"]


def _office(document: Document, office: Mention) -> Entry:
    lines = [
        "[[offices]]",
        f"todo = {toml.text(TODO['figures'])}",
        f"actor_id = {toml.text(office.actor_id)}",
    ]
    return office.start, [*lines, *toml.flat(document, office)]


def _rejections(document: Document, found: Sequence[Candidate], surfaces: Authority) -> Iterator[Entry]:
    """A rejection for each candidate; one for all where the same words are one everywhere in the article."""
    together: dict[tuple[str, str], list[Candidate]] = {}
    for entry in found:
        together.setdefault((entry.kind, entry.text), []).append(entry)
    for (_, text), same in together.items():
        everywhere = occurrences(document.text, text, 0, len(document.text))
        if len(same) > 1 and [(entry.start, entry.end) for entry in same] == list(everywhere):
            start, lines = _rejection(document, same[0], surfaces)
            kept = [line for line in lines if not line.startswith(("paragraph = ", "nth = "))]
            yield start, [*kept[:-1], "all = true", kept[-1]]
        else:
            yield from (_rejection(document, entry, surfaces) for entry in same)


def _rejection(document: Document, candidate: Candidate, surfaces: Authority) -> Entry:
    read = candidate_value(candidate) if isinstance(candidate, Figure) else None
    reason = REASONS["name"] if isinstance(candidate, Name) else ""  # of a number or a date somebody has to think
    todo = REJECTED.get(candidate.kind, OTHER) + (f" (read as {read})" if read and read != candidate.text else "")
    if isinstance(candidate, Name) and (bearers := surfaces.get(candidate.text)):
        who = " or ".join(bearer.actor_id for bearer in bearers)
        todo = f"{who}: add a mention of the right one and delete this record, or say why it is none"
        if len(bearers) == 1:
            todo, reason = (
                f"{who}, where it is a party: add a mention and delete this record; else keep it",
                PLACE,
            )
    number = paragraph_at(document.paragraphs, candidate.start)
    line = dateline(document.text, document.paragraphs[number - 1])
    reason = DATE_LINE if line and candidate.start < line[1] else reason
    lines = ["[[rejected]]", f"todo = {toml.text(todo)}", f"kind = {toml.text(candidate.kind)}"]
    return candidate.start, [*lines, *toml.flat(document, candidate), f"reason = {toml.text(reason)}"]


def _waiver(document: Document, number: int) -> Entry:
    todo = WAIVED if knows(document.language) else f"{UNREAD}; {WAIVED}"
    last = document.paragraphs[number - 1][1] - 1  # after whatever else is there
    return last, [
        "[[waived]]",
        f"todo = {toml.text(todo)}",
        f"paragraph = {number}",
        'reason = ""',
    ]
