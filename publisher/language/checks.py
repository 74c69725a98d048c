"""checks.toml of a language: the words and patterns by which build and rules check what a person wrote."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from publisher import language


@cache
def checks(code: str) -> Mapping[str, Any] | None:
    """The tables of the file; None for a language that has none."""
    if not language.knows(code):
        return None
    file = language.get(code).folder / "checks.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words as whole words; `*` means the rest of a word."""
    return re.compile(r"\b(?:" + "|".join(word.replace("*", r"\w*") for word in words) + r")\b", re.IGNORECASE)
