"""Values as people read them: a few words, perhaps with a link, a meaning, or the code after them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from publisher.records.automatic.earned import OTHER
from publisher.records.codes import lower_code
from publisher.versions.withdrawals import ID

from .names import Names, address_span, clip, format_day
from .view import Field, Row, View


@dataclass(frozen=True, slots=True)
class Words:
    """A few words on the page. target: the id that they link to; lang: their language, where it is not the page's;
    meaning: what a code that is a word means; code: shown after the words; note: shown in brackets after them."""

    text: str
    target: str | None = None
    lang: str | None = None
    meaning: str | None = None
    code: str | None = None
    note: Words | None = None


def quote(names: Names, evidence: Row) -> Words:
    """The words of an evidence row, as a link to their place."""
    return Words(clip(evidence["exact"]), address_span(evidence), names.lang(evidence))


def name_column(name: str) -> str:
    """A column by a name that people read: `counted_actor_id` is "counted actor"."""
    return re.sub(r"_(id|edtf|code)$", "", name).replace("_", " ")


def read_value(field: Mapping[str, Any], value: object) -> Words:
    """A value in words; of a code what it means, and the code itself after that."""
    if isinstance(value, date):
        return Words(format_day(value))
    plain = str(value).lower() if isinstance(value, bool) else str(value)
    meaning = (field.get("codes") or {}).get(plain)
    if isinstance(value, int | float) and not isinstance(value, bool) and meaning is None:
        return Words(f"{int(value):,}" if value == int(value) else f"{value:,}")
    return read_code(plain, meaning, (field.get("labels") or {}).get(plain))


def read_code(code: str, meaning: str | None, label: str | None = None) -> Words:
    """A code in words. One that has a label, or is a word, explains itself, and its meaning shows when one points at
    it; any other is shown after what it means. meaning: sentences, None where the value is no code."""
    if meaning is None:
        return Words(code)
    if label or code.islower():
        return Words(label or lower_code(code), meaning=meaning)
    return Words(shorten_meaning(meaning), code=code)


def read_note(names: Names | Mapping[str, str], note: str | None) -> list[Words]:
    """The pieces of a note, in order; where it gives the id of a record, the name of that record, with a link."""
    found, end, note = [], 0, note or ""
    for match in ID.finditer(note):
        if match[0] in names:
            found += [Words(note[end : match.start()]), Words(f"“{names[match[0]]}”", match[0])]
            end = match.end()
    return [words for words in (*found, Words(note[end:])) if words.text]


def read_cell(view: View, table: str, column: str, value: object) -> Words:
    """A value of a column in words. Raises KeyError where there is no such table."""
    return read_value(next(field for field in view.tables[table].fields if field["name"] == column), value)


def read_type(fields: Iterable[Field], event: Row) -> Words:
    """What an event is: its type; of one that PLOVER has no type for its subject, where that is known: a disaster."""
    name = "event_context" if event["event_type"] == OTHER and event["event_context"] else "event_type"
    return read_value(next(field for field in fields if field["name"] == name), event[name])


def shorten_meaning(meaning: str) -> str:
    """What a code means without the fine points: the first sentence, up to a semicolon."""
    return meaning.rstrip(".").partition(". ")[0].partition(";")[0]
