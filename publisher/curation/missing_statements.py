"""Sentences in which the extractor reads that somebody speaks, accuses, demands or refuses, and no record says so.

A build of a curated article does not look for these; `check` and the page do, and warn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from publisher.extract import everything
from publisher.extract.events import Event
from publisher.extract.limit import TooDense
from publisher.extract.text import Pair, read
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import Reading, Row
from publisher.problem import EntryName, Problem, shown
from publisher.rules.spans import number_at

_SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})  # types of events that are mostly done by words
_SPEECH = ("indirect", "quote")


def unsaid(reading: Reading, rows: Mapping[str, Sequence[Row]]) -> list[Problem]:
    """A warning for each such sentence. rows: those of the article."""
    document, waived = reading.document, reading.curated.waived if reading.curated else {}
    statements, events = set[int](), list[Pair]()
    for row in rows["evidence"]:
        table, span = row["record_table"], (row["char_start"], row["char_end"])
        statements.update(_touched(document.sentences, *span) if table == "statements" else ())
        events += [span] if (table, row["field"]) == ("events", "record") else []
    told: dict[int, Problem] = {}
    for start, end, words in _spoken(document.text, document.language, reading.day):
        number = number_at(document.sentences, start)
        if number is None or number in statements or any(at < end and start < to for at, to in events):
            continue
        paragraph = paragraph_at(document.paragraphs, start)
        if paragraph not in waived:
            span = document.sentences[number]
            line = f"no statement for {shown(words)} in the sentence {shown(document.text[slice(*span)])}"
            told.setdefault(number, Problem(reading.file, line, EntryName(f"paragraph {paragraph}"), span=span))
    return [told[number] for number in sorted(told)]


def _touched(sentences: Sequence[Pair], start: int, end: int) -> range:
    """The numbers of the sentences of a span."""
    first, last = number_at(sentences, start), number_at(sentences, max(start, end - 1))
    return range(0) if first is None or last is None else range(first, last + 1)


@lru_cache(maxsize=8)  # a page asks again after each step
def _spoken(text: str, language: str, day: date | None) -> Sequence[tuple[int, int, str]]:
    """The words by which somebody says or does something, as the extractor reads them, in the order of the text."""
    try:
        return sorted(_cues(text, language, day))
    except TooDense:
        return ()


def _cues(text: str, language: str, day: date | None) -> Iterator[tuple[int, int, str]]:
    for entry in everything(read(text, language), day):
        if isinstance(entry, Event):
            if entry.event_type in _SPOKEN:
                yield entry.start, entry.end, entry.text
        elif entry.kind in _SPEECH and (cue := getattr(entry, "cue", None)):
            yield cue.start, cue.end, cue.text
