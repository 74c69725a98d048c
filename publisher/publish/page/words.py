"""Values as people read them: a few words, perhaps with a link, a meaning, or the code after them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .names import format_day

SHORT = 70  # characters of a quotation in a link


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


def name_column(name: str) -> str:
    """A column by a name that people read: `counted_actor_id` is "counted actor"."""
    return re.sub(r"_(id|edtf|code)$", "", name).replace("_", " ")


def read_value(field: Mapping[str, Any], value: object) -> Words:
    """A value in words; of a code what it means, and the code itself after that."""
    if isinstance(value, date):
        return Words(format_day(value))
    plain = str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
    return read_code(plain, (field.get("codes") or {}).get(plain))


def read_code(code: str, meaning: str | None) -> Words:
    """A code in words. One that is a word explains itself, and its meaning shows when one points at it; any other is
    shown after what it means. meaning: sentences, None where the value is no code."""
    if meaning is None:
        return Words(code)
    if code.islower():
        return Words(lower_code(code), meaning=meaning)
    return Words(shorten_meaning(meaning), code=code)


def lower_code(code: str) -> str:
    """A code that is a word, as one reads it: CONSULT is "consult", third-party "third party"."""
    return code.lower().replace("_", " ").replace("-", " ")


def shorten_meaning(meaning: str) -> str:
    """What a code means without the fine points: the first sentence, up to a semicolon."""
    return meaning.rstrip(".").partition(". ")[0].partition(";")[0]


def clip(words: str, limit: int = SHORT) -> str:
    """The words on one line, or their beginning and end."""
    words = " ".join(words.split())
    if len(words) <= limit:
        return words
    head = words[: limit * 2 // 3].rsplit(" ", 1)[0]
    return f"{head} … {words[-(limit // 4) :].split(' ', 1)[-1]}"
