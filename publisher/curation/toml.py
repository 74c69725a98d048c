"""Values and spans as lines of TOML, written as `publisher.inputs` finds them again: {text, nth, paragraph} where the
words alone do not say which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.extract.text import Document
from publisher.inputs.quoted_words import number_of, occurrences, paragraph_at
from publisher.inputs.toml_fields import text as text
from publisher.spanned import Spanned

WIDTH = 120  # characters of a line, above which a list has an entry a line


def spans(document: Document, marks: Sequence[Spanned], home: int) -> str:
    """One span, or a list of several. home: the paragraph of the record."""
    printed = [span(document, mark, home) for mark in marks]
    return printed[0] if len(printed) == 1 else f"[{', '.join(printed)}]"


def span(document: Document, mark: Spanned, home: int, more: Mapping[str, object] | None = None) -> str:
    """The words alone where these say which they are, else as a table. more: other keys."""
    told = {**parts(document, mark, home), **(more or {})}
    return text(str(told["text"])) if len(told) == 1 else table(told)


def flat(document: Document, mark: Spanned) -> Iterator[str]:
    """The keys of a span, a line each."""
    for key, value in reversed(parts(document, mark, 0).items()):
        yield f"{key} = {written(value)}"


def parts(document: Document, mark: Spanned, home: int) -> dict[str, Any]:
    """The keys of a span: text, nth where the words are there more than once, paragraph unless it is `home`."""
    printed = document.text[mark.start : mark.end]
    number = paragraph_at(document.paragraphs, mark.start)
    places = occurrences(document.text, printed, *document.paragraphs[number - 1])
    nth = {"nth": number_of((mark.start, mark.end), places)} if len(places) > 1 else {}
    return {"text": printed, **nth, **({"paragraph": number} if number != home else {})}


def listed(key: str, entries: Sequence[str]) -> Iterator[str]:
    """A list under a key: in one line, or an entry a line where that would be too long."""
    line = f"{key} = [{', '.join(entries)}]"
    if len(line) <= WIDTH or len(entries) < 2:
        yield line
    else:
        yield f"{key} = ["
        yield from (f"    {entry}," for entry in entries)
        yield "]"


def table(told: Mapping[str, object]) -> str:
    """An inline table."""
    return "{ " + ", ".join(f"{key} = {written(value)}" for key, value in told.items()) + " }"


def written(value: object) -> str:
    """A value; None is an empty text, to be filled in."""
    if value is None:
        return '""'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return str(value) if isinstance(value, int | float) else text(str(value))
