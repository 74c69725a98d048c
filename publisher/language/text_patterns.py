"""Patterns over characters, as rule files write them: regular expressions in which `${name}` inserts another one.

A name is that of a part before it in the file, of a list of words/<file>.toml, or one that the caller gives.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from publisher.language import Language

_NAME = re.compile(r"\$\{([a-z0-9_-]+)\}")
_PART = frozenset({"id", "about", "pattern"})
_RULE = _PART | {"families", "reading", "matches", "not"}


@dataclass(frozen=True, slots=True)
class TextRule:
    """A named pattern. families: where it is tried; reading: the function that reads what it matches; matches:
    sentences, each with the words that it matches in it, in their order; not_in: sentences without any."""

    id: str
    about: str
    pattern: str
    families: tuple[str, ...] = ()
    reading: str = ""
    matches: tuple[tuple[str, ...], ...] = ()
    not_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextRules:
    """The patterns of a file with all names replaced. parts: id -> regular expression."""

    rules: tuple[TextRule, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.parts[name]


def load(language: Language, name: str, given: Mapping[str, str]) -> TextRules:
    """The patterns of rules/<name>.toml. given: regular expressions by name, of word lists and the like. Raises OSError
    where the language has no such file, ValueError with the id of what is faulty in it."""
    parts: dict[str, str] = {}
    rules = []
    for entry in _entries(language, name):
        key = entry.get("id", "?")
        if wrong := set(entry) ^ (_RULE if "matches" in entry else _PART):
            raise ValueError(f"{name}.toml: {key}: {', '.join(sorted(wrong))} is missing or unknown")
        try:
            re.compile(_NAME.sub("x", entry["pattern"]))  # as it is written: whole it may be a thousand words
            pattern = _NAME.sub(lambda found: parts.get(found[1]) or given[found[1]], entry["pattern"])
        except KeyError as unknown:
            raise ValueError(f"{name}.toml: {key}: no part or list is called {unknown}") from None
        except re.error as fault:
            raise ValueError(f"{name}.toml: {key}: {fault}") from None
        if "matches" in entry:
            matches = tuple(map(tuple, entry["matches"]))
            more = (tuple(entry["families"]), entry["reading"], matches, tuple(entry["not"]))
            rules.append(TextRule(key, entry["about"], pattern, *more))
        else:
            parts[key] = pattern
    return TextRules(tuple(rules), parts)


@cache
def _entries(language: Language, name: str) -> list[dict[str, Any]]:
    source = tomllib.loads((language.folder / "rules" / f"{name}.toml").read_text(encoding="utf-8"))
    return [*source.get("part", []), *source.get("rule", [])]


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words as whole words; `*` means the rest of a word."""
    return re.compile(r"\b(?:" + "|".join(word.replace("*", r"\w*") for word in words) + r")\b", re.IGNORECASE)
