"""What is particular to a language: a folder of data for each, and the list of those that the program knows.

A language is a folder with `words/*.toml`: word lists by name, `rules/*.toml`: rules with an id and examples, and one
call of `register`. No other part of the program holds a word of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

Words = Mapping[str, tuple[str, ...]]
"""Name of a list -> its words, in the order of the file."""


@dataclass(frozen=True, slots=True)
class NamedPattern:
    """A named pattern. about: what it is for; matches: sentences, each with the words that the pattern matches in it,
    in their order; not_in: sentences in which it matches nothing."""

    id: str
    about: str
    pattern: str
    matches: tuple[tuple[str, ...], ...] = ()
    not_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)  # two of them are never the same: nothing to compare in each look-up
class Language:
    """A language. code: primary subtag of BCP 47; folder: where its data are."""

    code: str
    folder: Traversable

    def words(self, name: str) -> Words:
        """The word lists of words/<name>.toml. Raises OSError where the language has no such file."""
        return _words(self, name)

    def rules(self, name: str) -> tuple[NamedPattern, ...]:
        """The named patterns of rules/<name>.toml, in the order of the file. Raises OSError as `words` does, ValueError
        for a rule that is not complete."""
        return _rules(self, name)

    def entries(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """The rules of rules/<name>.toml as they are written there, for a machine whose rules are no patterns. Raises
        OSError as `words` does."""
        return tuple(_file(self, name)["rule"])

    def has(self, name: str) -> bool:
        """Whether the language has a file, such as "rules/speech"."""
        return _has(self, name)

    def verdicts(self) -> Mapping[str, Mapping[str, int]]:
        """What was judged of its rules (earned.toml): family or rule -> `judged`, `right`."""
        return _verdicts(self)

    def checks(self) -> Mapping[str, Any]:
        """The words and patterns by which build and rules check what a person wrote (checks.toml); none where the
        language has no such file."""
        return _checks(self)

    def table(self, name: str) -> Mapping[str, Words]:
        """The entries of words/<name>.toml where each has word lists of its own. Raises OSError as `words` does."""
        return _table(self, name)


_KEYS = frozenset({"id", "about", "pattern", "matches", "not"})
_KNOWN: dict[str, Language] = {}


def register(code: str, folder: Traversable) -> Language:
    """Makes a language known by its code and the folder of its data."""
    _KNOWN[code] = Language(code, folder)
    return _KNOWN[code]


def forget(code: str) -> None:
    """Undoes `register`."""
    del _KNOWN[code]


def get(code: str) -> Language:
    """The language of a BCP 47 tag ("en", "en-GB"). Raises KeyError where none is known."""
    return _KNOWN[primary(code)]


def knows(code: str) -> bool:
    """Whether there are rules for the language of a BCP 47 tag."""
    return primary(code) in _KNOWN


def reads(code: str, kind: str) -> bool:
    """Whether there are word lists of a kind ("dates", "numbers") for the language of a BCP 47 tag."""
    return knows(code) and get(code).has(f"words/{kind}")


def codes() -> tuple[str, ...]:
    """The primary subtags of the languages that are known."""
    return tuple(sorted(_KNOWN))


@cache
def primary(code: str) -> str:
    """The first part of a BCP 47 tag: en of en-GB."""
    return code.partition("-")[0].lower()


@cache
def _has(language: Language, name: str) -> bool:
    return (language.folder / f"{name}.toml").is_file()


@cache
def _words(language: Language, name: str) -> Words:
    return {key: tuple(value) for key, value in _read(language, name).items()}


@cache
def _table(language: Language, name: str) -> Mapping[str, Words]:
    listed = _read(language, name).items()
    return {key: {kind: tuple(words) for kind, words in entry.items()} for key, entry in listed}


@cache
def _rules(language: Language, name: str) -> tuple[NamedPattern, ...]:
    found = []
    for entry in _file(language, name)["rule"]:
        if unknown := entry.keys() - _KEYS or _KEYS - entry.keys():
            raise ValueError(f"{name}.toml: rule {entry.get('id')}: {', '.join(sorted(unknown))} is missing or unknown")
        matches = tuple(map(tuple, entry["matches"]))
        found.append(NamedPattern(entry["id"], entry["about"], entry["pattern"], matches, tuple(entry["not"])))
    return tuple(found)


def _file(language: Language, name: str) -> dict[str, Any]:
    return tomllib.loads((language.folder / "rules" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _verdicts(language: Language) -> Mapping[str, Mapping[str, int]]:
    return tomllib.loads((language.folder / "earned.toml").read_text(encoding="utf-8"))


@cache
def _checks(language: Language) -> Mapping[str, Any]:
    file = language.folder / "checks.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _read(language: Language, name: str) -> dict[str, Any]:
    return tomllib.loads((language.folder / "words" / f"{name}.toml").read_text(encoding="utf-8"))


register("en", files(__package__) / "en")
