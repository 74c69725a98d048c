"""A first curated file for a new article: every candidate as a record to confirm, edit or reject.

Each record carries a line `todo`, and a file with one does not build: what the extractor found is a proposal, and a
person decides. What needs no judgement (offsets, the names that actors.toml knows) is not in the file at all.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from publisher.records import automatic, reconcile
from publisher.seeds import authority, read
from publisher.seeds.curate import Mark, Record, curate
from publisher.seeds.spans import occurrences, paragraph_at

from .extract import extract
from .extract import text as texts
from .extract.candidates import Candidate, Date, Name, Quote, Span
from .extract.text import Document
from .problem import Problem, Refused
from .schemas import Schema, load

TODO = re.compile(rb"^todo = .*\n", re.MULTILINE)
CHECK = "compare with the text, correct, then delete this line"
KINDS = {"person": "person", "organization": "organization"}


def write(file: Path, schemas: Path, update: bool) -> str:
    """Writes or, with `update`, completes the curated file beside an article. Returns what to tell the curator.

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
    article = read.article(read.Reference(read.source_id(file.stem), file.stem, file))
    beside = file.with_name("actors.toml")
    actors = authority.read(beside.name, beside.read_bytes(), tables["actors"]) if beside.exists() else authority.NOBODY
    old = target.read_bytes() if update else b""
    new = appended(article, old, actors, tables) if update else drafted(article, actors, tables)
    if new:
        unfinished = target.with_name(f".{target.name}.unfinished")  # a full disk must not cost a curator's work
        unfinished.write_bytes(old + new.encode())
        unfinished.replace(target)
    count = new.count("\ntodo = ")
    added = "added " if update else ""
    return f"{target.name}: {count} records {added}to confirm, edit or reject; each says what to do in its line `todo`"


def drafted(article: read.Article, actors: authority.Actors, schemas: Mapping[str, Schema]) -> str:
    """The whole file for an article that has none."""
    document = texts.read(article.text)
    when = _document_date(extract(article.text), document)
    found = extract(article.text, _day(when) or article.document_date, actors.surfaces)
    head = [
        f"# Draft of the records of {article.file_name}: confirm, edit or reject; then delete its line `todo`.",
        "",
        "[source]",
        'todo = "who published it, under which title, and may its text be shown in full?"',
        *([f"document_date = {_span(document, when, 0, paragraph=True)}"] if when else []),
        'language = "en"',
        "publish_text = false",
    ]
    return "\n".join(
        [*head, "", *_blocks(article, document, found, schemas, skip=when), *_waivers(document, found), ""]
    )


def appended(article: read.Article, old: bytes, actors: authority.Actors, schemas: Mapping[str, Schema]) -> str:
    """What a file does not account for yet, to be put at its end; empty when nothing is missing. Lines `todo` that
    still stand in it do not matter. Raises Refused when the file is faulty otherwise."""
    document = texts.read(article.text)
    curated = curate(f"{article.name}.toml", TODO.sub(b"", old), article.text, document.paragraphs, schemas)
    dated = _again(article.text, curated.dated) if curated.dated else None
    when = _day(dated) or curated.source.get("document_date") or article.document_date
    found = extract(article.text, when, actors.surfaces)
    records = reconcile.reconcile(article, document.paragraphs, document.sentences, found, curated, actors, when)
    open_ones = {
        (row["kind"], row["char_start"], row["char_end"])
        for row in records.rows["candidates"]
        if row["decision"] == "accepted" and not row["evidence_id"]
    }
    missing = [candidate for candidate in found if (candidate.kind, candidate.start, candidate.end) in open_ones]
    taken = {record.id for record in curated.records}
    blocks = _blocks(article, document, missing, schemas, taken=taken)
    return "\n".join(["", "# Found since", "", *blocks]) if blocks else ""


def _blocks(
    article: read.Article,
    document: Document,
    found: Sequence[Candidate],
    schemas: Mapping[str, Schema],
    skip: Date | None = None,
    taken: Iterable[str] = (),
) -> list[str]:
    """The records, one block each, with what is no record at the end."""
    used = set(taken)
    dates = [c for c in found if isinstance(c, Date) and c != skip]
    attached: set[Date] = set()
    lines: list[str] = []
    names = {c.start: c for c in found if isinstance(c, Name) and c.actor_id}
    indirect = [r for c in found if isinstance(c, Quote) and c.kind == "indirect" and (r := _indirect(c, names))]
    for record in sorted([*automatic.records(article, found), *indirect], key=_start):
        when = _said_on(record, dates, document)
        attached |= {when} if when else set()
        lines += _record(record, when, document, schemas[record.table], used)
    lines += _mentions(found, document)
    rest = [c for c in found if c != skip and c not in attached and _stands_alone(c)]
    for candidate in rest:
        lines += _rejection(candidate, document)
    return [*lines, *_unknown_actors(found)]


def _record(record: Record, when: Date | None, document: Document, schema: Schema, used: set[str]) -> list[str]:
    home = paragraph_at(document.paragraphs, _start(record))
    lines = [
        f"[[{record.table}]]",
        f"todo = {_text(CHECK)}",
        f"id = {_text(_slug(record, used))}",
        f"paragraph = {home}",
    ]
    if record.table == "figures":
        lines.append(f"text = {_spans(document, record, 'record', home)}")
    for field in schema.fields:
        if field.origin != "curator" or field.name == schema.primary_key[0]:
            continue
        if field.name == "date_edtf" and when and when.edtf:
            basis = "explicit" if re.search(r"\d{4}", when.text) else "resolved"
            span = _span(document, when, home).removesuffix(" }") if when else ""
            span = span if span.startswith("{") else f"{{ text = {span}"
            lines.append(f"date_edtf = {span}, value = {_text(when.edtf)}, basis = {_text(basis)} }}")
        elif field.descriptor.get("verbatim") and field.name in record.values:
            lines.append(f"{field.name} = {_spans(document, record, field.name.removesuffix('_text'), home)}")
        elif record.values.get(field.name) is not None:
            lines.append(f"{field.name} = {_value(record.values[field.name])}")
    return [*lines, ""]


def _mentions(found: Sequence[Candidate], document: Document) -> Iterator[str]:
    """Speakers without a name: whom they stand for is the curator's to say. An unknown name goes to actors.toml."""
    names = {(c.start, c.end) for c in found if isinstance(c, Name)}
    seen: set[Span] = set()
    for quote in found:
        speaker = quote.speaker if isinstance(quote, Quote) else None
        if speaker is None or speaker in seen or any(speaker.start <= s and e <= speaker.end for s, e in names):
            continue
        seen.add(speaker)
        guess = quote.speaker_name if isinstance(quote, Quote) and quote.speaker_name else "whoever it is"
        kind = "pronoun" if len(speaker.text) < 5 else "nominal"
        yield from (
            "[[mentions]]",
            f"todo = {_text(f'put in the actor_id of {guess}, here and as speaker_actor_id of the statement')}",
            'actor_id = "act-"',
            f"paragraph = {paragraph_at(document.paragraphs, speaker.start)}",
            *_flat(document, speaker),
            f"mention_type = {_text(kind)}",
            "",
        )


def _rejection(candidate: Candidate, document: Document) -> list[str]:
    hints = {
        "date": "make it the date of an event or a statement and delete this record, or say why it is neither",
        "name": "an actor: add it to actors.toml and delete this record; a place: name it in an event; else say why",
        "marks": "somebody's words: make it a statement; a title or scare quotes: say so",
        "figure": "it counts something: make it a figure; else say why not",
        "quote": "say who says it in a statement, or why it is no quotation",
    }
    return [
        "[[rejected]]",
        f"todo = {_text(hints[candidate.kind])}",
        f"kind = {_text(candidate.kind)}",
        f"paragraph = {paragraph_at(document.paragraphs, candidate.start)}",
        *_flat(document, candidate),
        'reason = "to be said"',
        "",
    ]


def _waivers(document: Document, found: Sequence[Candidate]) -> Iterator[str]:
    """Paragraphs in which nothing became a record."""
    for number, (start, end) in enumerate(document.paragraphs, 1):
        if not any(start <= c.start < end and c.kind in ("quote", "indirect", "figure") for c in found):
            words = document.text[start:end]
            yield from (
                "[[waived]]",
                f"todo = {_text('code what happens here and delete this record, or say why not: ' + words[:60])}",
                f"paragraph = {number}",
                'reason = "to be said"',
                "",
            )


def _unknown_actors(found: Sequence[Candidate]) -> Iterator[str]:
    """Blocks for actors.toml, to be copied there: commented out here."""
    seen: dict[str, str] = {}
    for name in found:
        if isinstance(name, Name) and name.actor_id is None and name.type in KINDS:
            seen.setdefault(name.text, KINDS[name.type])
    if seen:
        yield "# For actors.toml, where they are actors:"
    for words, kind in seen.items():
        yield f"#\n# [[actors]]\n# id = {_text('act-' + _ascii(words))}\n# name = {_text(words)}"
        yield f"# actor_type = {_text(kind)}"


# From candidates to records


def _indirect(quote: Quote, names: Mapping[int, Name]) -> Record | None:
    """Reported speech without marks, as a statement."""
    if quote.speaker is None or quote.cue is None:
        return None
    content = quote.content or Span(quote.start, quote.end, quote.text)
    spans = {"speaker": quote.speaker, "cue": quote.cue, "content": content}
    values: dict[str, Any] = {f"{name}_text": span.text for name, span in spans.items()}
    values |= {"quote_type": "indirect", "speaker_actor_id": automatic.known(quote.speaker, names)}
    return Record("statements", "", values, tuple(Mark(name, span.start, span.end) for name, span in spans.items()))


def _said_on(record: Record, dates: Sequence[Date], document: Document) -> Date | None:
    """The date beside a statement's cue: in the same sentence and outside what is said."""
    if record.table != "statements":
        return None
    contents = [(m.start, m.end) for m in record.marks if m.field in ("content", "quoted")]
    cue = next((m for m in record.marks if m.field == "cue"), None)
    sentence = cue and next(((s, e) for s, e in document.sentences if s <= cue.start < e), None)
    if not sentence:
        return None
    outside = (
        d
        for d in dates
        if sentence[0] <= d.start < sentence[1] and d.edtf and not any(s <= d.start < e for s, e in contents)
    )
    return next(outside, None)


def _stands_alone(candidate: Candidate) -> bool:
    """Whether nothing but a rejection can speak for the candidate in a draft."""
    if isinstance(candidate, Name):
        return candidate.actor_id is None
    return isinstance(candidate, Date) or candidate.kind == "marks"


def _document_date(found: Sequence[Candidate], document: Document) -> Date | None:
    """A full date in the first paragraph: most often that of the article."""
    first = document.paragraphs[0] if document.paragraphs else (0, 0)
    full = (c for c in found if isinstance(c, Date) and c.edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", c.edtf))
    return next((c for c in full if first[0] <= c.start < first[1]), None)


def _day(when: Date | None) -> date | None:
    return date.fromisoformat(when.edtf) if when and when.edtf and len(when.edtf) == 10 else None


def _again(text: str, dated: Mark) -> Date | None:
    """The date candidate at the place that the curator named."""
    return next(
        (c for c in extract(text) if isinstance(c, Date) and c.start < dated.end and dated.start < c.end),
        None,
    )


def _start(record: Record) -> int:
    return min(mark.start for mark in record.marks)


# TOML


def _slug(record: Record, used: set[str]) -> str:
    """A readable id from who and what; the curator may choose another one."""
    values = record.values
    if record.table == "statements":
        words = f"{values.get('speaker_text', 'unnamed')} {' '.join(values['content_text'].split()[:4])}"
    else:
        words = f"{values.get('counted_text') or values['unit']} {values['measure']}"
    stem = f"{ {'statements': 'stm', 'figures': 'fig'}[record.table] }-{_ascii(words)[:48].strip('-') or 'unnamed'}"
    slug, number = stem, 1
    while slug in used:
        number += 1
        slug = f"{stem}-{number}"
    used.add(slug)
    return slug


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]+", "-", plain).strip("-") or "unnamed"


def _spans(document: Document, record: Record, field: str, home: int) -> str:
    spans = [_span(document, mark, home) for mark in record.marks if mark.field == field]
    return spans[0] if len(spans) == 1 else f"[{', '.join(spans)}]"


def _span(document: Document, span: Mark | Candidate, home: int, paragraph: bool = False) -> str:
    """ "words", or {text, nth, paragraph} where the words alone do not say which."""
    parts = _parts(document, span.start, span.end)
    number = paragraph_at(document.paragraphs, span.start)
    if number != home or paragraph:
        parts["paragraph"] = number
    if len(parts) == 1:
        return _text(parts["text"])
    return "{ " + ", ".join(f"{key} = {_value(value)}" for key, value in parts.items()) + " }"


def _flat(document: Document, span: Span | Candidate) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in _parts(document, span.start, span.end).items()]


def _parts(document: Document, start: int, end: int) -> dict[str, Any]:
    words = document.text[start:end]
    home = paragraph_at(document.paragraphs, start)
    places = occurrences(document.text, words, *document.paragraphs[home - 1])
    nth = {"nth": places.index((start, end)) + 1} if len(places) > 1 and (start, end) in places else {}
    return {"text": words, **nth}


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value) if isinstance(value, int | float) else _text(str(value))


def _text(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
