"""The entries of a drafted file as TOML: paragraph by paragraph, each with what a person is to decide.

In: what is proposed, with the spans it rests on. Out: lines. Words are written as `publisher.inputs` finds them again:
{text, nth, paragraph} where the words alone do not say which.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.curation.actor_stubs import Stub
from publisher.extract.candidates import Authority, Candidate, Figure, Name
from publisher.extract.text import Document, words
from publisher.inputs.quoted_words import number_of, occurrences, paragraph_at
from publisher.model import Mark, Mention, Record
from publisher.records.rederive import candidate_value
from publisher.schemas import Schema

PRONOUNS = frozenset(words("drafts")["pronouns"])
RECORD = "compare with the text, correct, then delete this line"
REJECTED = {
    "date": "make it the date of an event or a statement and delete this record, or say why it is neither",
    "name": "an actor: add it to actors.toml and delete this record; a place: name it in an event; else say why",
    "marks": "somebody's words: make it a statement and delete this record; a title or scare quotes: say so",
    "figure": "make it a figure and delete this record, or say why it counts nothing",
    "quote": "make it a statement and delete this record, or say why it is no quotation",
}
WAIVED = "code what happens here and delete this record, or say why not"
SURNAME = "{}, it seems: add the surname to its aliases in actors.toml and delete this record; else say why it is none"
Entry = tuple[int, list[str]]
"""Where its words begin, and its lines."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Words that stand for a speaker and name no known actor; the name and the actor, where these can be guessed."""

    words: Mark
    name: str
    actor_id: str


def head(document: Document, file_name: str, dated: Mark | None, undated: tuple[Candidate, str] | None) -> list[str]:
    """The beginning of a file. dated: the words of the document date; undated: those that leave out its year, and how
    they are written after one."""
    when = f"document_date = {_span(document, dated, 0)}" if dated else '# document_date = "YYYY-MM-DD"'
    if undated:
        day, rest = undated
        when = f"# document_date = {_table({**_parts(document, day, 0), 'value': f'YYYY{rest}'})}"
    return [
        f"# Draft of the records of {file_name}, each under its paragraph: confirm, edit or reject it, then delete its",
        "# line `todo`. What only a reader sees is to be added: events, settings, who other words stand for.",
        "",
        "[source]",
        'todo = "who published it, under which title, and may its text be shown in full?"',
        '# title = ""',
        '# publisher = ""',
        '# url = ""',
        when,
        f'language = "{document.language}"',
        "publish_text = false",
        "",
    ]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person is to decide of an article. rejected: candidates without a record. waived: numbers of paragraphs
    without one. actors: those that are not in the authority file yet. surnames: those of its persons that are none of
    their aliases, each with the id of the person."""

    records: Sequence[Record]
    offices: Sequence[Mention]
    speakers: Sequence[Speaker]
    rejected: Sequence[Candidate]
    waived: Sequence[int]
    actors: Sequence[Stub]
    surnames: Mapping[str, str]


def sections(document: Document, proposal: Proposal, schemas: Mapping[str, Schema], surfaces: Authority) -> list[str]:
    """The entries, each under its paragraph, and at the end the names that may be actors. surfaces: the actors
    that a name may stand for."""
    found: list[Entry] = [
        *(_record(document, record, schemas[record.table]) for record in proposal.records),
        *(_office(document, office) for office in proposal.offices),
        *(_mention(document, speaker) for speaker in proposal.speakers),
        *(_rejection(document, candidate, surfaces, proposal.surnames) for candidate in proposal.rejected),
        *(_waiver(document, number) for number in proposal.waived),
    ]
    lines: list[str] = []
    number = 0
    for start, entry in sorted(found, key=lambda one: one[0]):
        home = paragraph_at(document.paragraphs, start)
        if home != number:
            begin, end = document.paragraphs[home - 1]
            lines += [f"# Paragraph {home}: {document.text[begin:end].strip()}", ""]
            number = home
        lines += [*entry, ""]
    return [*lines, *_actors(proposal.actors)]


def _record(document: Document, record: Record, schema: Schema) -> Entry:
    start = min(mark.start for mark in record.marks)
    home = paragraph_at(document.paragraphs, start)
    marks = {field: [m for m in record.marks if m.field == field] for field in {m.field for m in record.marks}}
    lines = [f"[[{record.table}]]", f"todo = {text(RECORD)}", f"id = {text(record.id)}", f"paragraph = {home}"]
    if record.table == "figures":
        lines.append(f"text = {_spans(document, marks['record'], home)}")
    for field in schema.fields:
        name = field.name
        if field.origin != "curator" or name == schema.primary_key[0] or record.values.get(name) is None:
            continue
        if field.descriptor.get("verbatim"):
            lines.append(f"{name} = {_spans(document, marks[name.removesuffix('_text')], home)}")
        elif field.evidence == "own":
            (mark,) = marks[name]
            parts = _parts(document, mark, home) | {"value": record.values[name], "basis": mark.basis}
            lines.append(f"{name} = {_table(parts)}")
        else:
            lines.append(f"{name} = {_value(record.values[name])}")
    return start, lines


def _mention(document: Document, speaker: Speaker) -> Entry:
    """Words that stand for a speaker; the curator says which actor that is."""
    mark = speaker.words
    who = f"{speaker.name}, it seems" if speaker.name else "one actor"
    todo = f"{who}: put its id in here and as speaker_actor_id of the statement; else delete this record"
    if speaker.actor_id:
        todo = f"{who}: delete this line, or correct the id here and in the statement, or delete both and this record"
    printed = document.text[mark.start : mark.end]
    kind = "pronoun" if printed.casefold() in PRONOUNS else "nominal"
    lines = ["[[mentions]]", f"todo = {text(todo)}", f"actor_id = {text(speaker.actor_id)}", *_flat(document, mark)]
    return mark.start, [*lines, f"mention_type = {text(kind)}"]


def _office(document: Document, office: Mention) -> Entry:
    lines = ["[[offices]]", f"todo = {text(RECORD)}", f"actor_id = {text(office.actor_id)}", *_flat(document, office)]
    return office.start, lines


def _rejection(document: Document, candidate: Candidate, surfaces: Authority, surnames: Mapping[str, str]) -> Entry:
    read = candidate_value(candidate) if isinstance(candidate, Figure) else None
    todo = REJECTED[candidate.kind] + (f" (read as {read})" if read and read != candidate.text else "")
    if isinstance(candidate, Name) and (bearers := surfaces.get(candidate.text)):
        todo = f"{' or '.join(one.actor_id for one in bearers)}: say which in [[mentions]]; else say why it is none"
    elif isinstance(candidate, Name) and candidate.text in surnames:
        todo = SURNAME.format(surnames[candidate.text])
    lines = ["[[rejected]]", f"todo = {text(todo)}", f"kind = {text(candidate.kind)}", *_flat(document, candidate)]
    return candidate.start, [*lines, 'reason = ""']


def _waiver(document: Document, number: int) -> Entry:
    last = document.paragraphs[number - 1][1] - 1  # after whatever else is there
    return last, ["[[waived]]", f"todo = {text(WAIVED)}", f"paragraph = {number}", 'reason = ""']


def _actors(found: Sequence[Stub]) -> Iterator[str]:
    """Entries for actors.toml, to be copied there: commented out here."""
    if found:
        yield "# For actors.toml, where they are actors:"
    for stub in found:
        yield f"#\n# [[actors]]\n# id = {text(stub.actor_id)}\n# name = {text(stub.name)}"
        yield f"# actor_type = {text(stub.actor_type)}"
        if stub.country_code:
            yield f"# country_code = {text(stub.country_code)}"
        if stub.aliases:
            yield f"# aliases = [{', '.join(map(text, stub.aliases))}]"
    if found:
        yield ""


# Spans


def _spans(document: Document, marks: Sequence[Mark], home: int) -> str:
    spans = [_span(document, mark, home) for mark in marks]
    return spans[0] if len(spans) == 1 else f"[{', '.join(spans)}]"


def _span(document: Document, span: Mark, home: int) -> str:
    parts = _parts(document, span, home)
    return text(parts["text"]) if len(parts) == 1 else _table(parts)


def _flat(document: Document, span: Mark | Mention | Candidate) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in reversed(_parts(document, span, 0).items())]


def _parts(document: Document, span: Mark | Mention | Candidate, home: int) -> dict[str, Any]:
    """The keys of a span: text, nth where the words are there more than once, paragraph unless it is `home`."""
    printed = document.text[span.start : span.end]
    number = paragraph_at(document.paragraphs, span.start)
    places = occurrences(document.text, printed, *document.paragraphs[number - 1])
    nth = {"nth": number_of((span.start, span.end), places)} if len(places) > 1 else {}
    return {"text": printed, **nth, **({"paragraph": number} if number != home else {})}


# TOML


def _table(parts: Mapping[str, object]) -> str:
    return "{ " + ", ".join(f"{key} = {_value(value)}" for key, value in parts.items()) + " }"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value) if isinstance(value, int | float) else text(str(value))


def text(value: str) -> str:
    """A TOML string: in apostrophes where it holds quotation marks, else with JSON's escapes, which are TOML's, too."""
    if '"' in value and not set("'\t\n") & set(value):
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
