"""One article on its way to the rules: read, its candidates found, its records made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from publisher import remarks
from publisher.article import Reference
from publisher.extract import everything, extract
from publisher.extract.candidates import Authority
from publisher.extract.dateline import stated_day
from publisher.extract.limit import TooDense
from publisher.extract.text import Document, read
from publisher.inputs import archive, article_reader, curated_file, text_shape
from publisher.inputs.text_language import language_of
from publisher.model import Coded, Context, Mark, Reading
from publisher.problem import Problem, Refused
from publisher.records.automatic.actors import Identified, identify
from publisher.records.document_date import document_day
from publisher.records.reconcile import reconcile

MOST_CANDIDATES = 50_000  # candidates of one article


def code_article(context: Context, reference: Reference) -> Coded:
    """One article with its records: read, curated or not, extracted, reconciled."""
    try:
        reading = read_article(context, reference)
    except Refused as refused:
        return Coded(reference, refused.problems)
    return code_reading(context, reference, reading)


def code_reading(context: Context, reference: Reference, reading: Reading) -> Coded:
    """An article, as it was read, with its records."""
    todo = reading.curated.todo if reading.curated else ()
    if todo and not context.decided:
        return Coded(reference, [_unfinished(reading.file, todo)], todo=todo)
    made = reconcile(reading, context.actors)
    excuses = [replace(one, source=reference.source_id) for one in reading.curated.excused] if reading.curated else ()
    return Coded(
        reference,
        made.problems,
        records=made,
        document=reading.document,
        day=reading.day,
        excuses=excuses,
        remarks=reading.remarks,
        todo=todo,
    )


def _unfinished(file: str, todo: Sequence[object]) -> Problem:
    """What is said of an article whose records are not finished, also to readers of the package. file: that of its
    records."""
    number = f"{len(todo)} entr{'ies have' if todo[1:] else 'y has'} a line `todo`"
    return Problem(file, f"the records are not finished, so the article is left out: {number}")


def read_article(context: Context, reference: Reference, records: bytes | None = None) -> Reading:
    """One article with its curated file, where it has one, and its candidates. records: the curated file, where that is
    not to be read from the folder. Raises Refused when it cannot be read, OSError."""
    article = article_reader.article(reference)
    if not reference.number:
        article_reader.refuse_markup(article)
    came, remarked = archive.received(article, reference, context.schemas["sources"])
    day = came.values.get("document_date")
    curated, faults = None, list[Problem]()
    if reference.curated:
        raw = (context.folder / article.records).read_bytes() if records is None else records
        document = read(article.text)  # its paragraphs; where sentences end depends on the language
        curated = curated_file.read(article.records, raw, document, context.schemas, context.decided)
        day, undated = document_day(curated, article, day)
        faults = [*curated.problems, *([undated] if undated else [])]
    stated = (curated.source if curated else came.values).get("language")
    spoken = language_of(article.text, stated, context.language)
    document = read(article.text, spoken.code)
    is_read = curated is not None or spoken.is_read
    dated = stated_day(document) if curated is None and day is None else None
    day = dated[1] if dated else day
    found = _find(context, reference, document, day) if is_read else Identified([], {}, {})
    said = [remarked, *spoken.remarks(reference, curated is not None)]
    if curated is None and is_read:
        said += text_shape.remarks(reference, article.text, day)
    shown = context.publish_text if came.publish_text is None else came.publish_text
    return Reading(
        article,
        document,
        found.found,
        day,
        curated,
        came_with={**came.values, "language": spoken.code},
        known=found.actors,
        places=found.places,
        remarks=remarks.together(said),
        faults=faults,
        publish_text=curated.publish_text if curated else shown,
        dated=Mark("document_date", *dated[0]) if dated else None,
    )


def _find(context: Context, reference: Reference, document: Document, day: date | None) -> Identified:
    """What the extractor finds in an article, if that is not more than a build has memory for: a candidate takes some
    20 kilobytes there, with the rows that come of it. Raises Refused."""
    try:
        found = candidates(document, day, context.actors.surfaces, reference.curated, context.private_persons)
    except TooDense as dense:
        raise Refused.of(reference.file_name, dense.message, reference.place) from None
    if len(found.found) > MOST_CANDIDATES:
        what = f"{len(found.found):,} quotations, numbers, dates and names"
        message = f"the text has {what}, and an article of a dataset at most {MOST_CANDIDATES:,}: split it"
        raise Refused.of(reference.file_name, message, reference.place)
    return found


def candidates(
    document: Document, day: date | None, known: Authority, curated: bool, private_persons: bool
) -> Identified:
    """All that the extractor finds in an article. In a curated one only the authority file says who is an actor, and a
    curator decides on what is found. known: the names that the authority file has."""
    if curated:
        return Identified(extract(document, day, known, marked_only=True), {}, {})
    return identify(document, everything(document, day, known), private_persons)
