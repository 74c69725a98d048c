"""Entries keep the keys by which a page knows them, whatever becomes of others."""

from __future__ import annotations

from itertools import count

import pytest
from curating import entries_in

from publisher.curation.browser.entries import Entry, Named, keyed

TEXT = "Ana Lind met Ben Berg.\n"


def block(name: str, more: str = "") -> str:
    return f'[[events]]\nid = "evt-{name}"\n{more}\n' if name.islower() else f'[[waived]]\nreason = "{name}"\n{more}\n'


def keys(before: str, after: str) -> str:
    """The keys of the second file, where those of the first are its letters."""
    old = [Named(name, one.table, one.id, one.text) for name, one in zip(before, entries(before), strict=True)]
    return "".join(one.key for one in keyed(old, entries(after), map(str, count(1))))


def entries(names: str) -> list[Entry]:
    """A letter an entry; one with a following ' has changed."""
    parts = [block(name) for name in names.replace("'", "")]
    for at, name in enumerate(names.replace("'", "")):
        if f"{name}'" in names:
            parts[at] = block(name, "x = 1\n")
    return entries_in(TEXT, "\n".join(parts))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("abcd", "abcd", "abcd"),
        ("abcd", "acd", "acd"),
        ("abcd", "xabcd", "1abcd"),
        ("abcd", "ab'cd", "abcd"),
        ("abcd", "dcba", "dcba"),
        ("abcd", "b'cd", "bcd"),
        ("aBcD", "aB'cD", "aBcD"),
        ("aBcD", "aXcD", "aBcD"),
        ("aBCd", "aCd", "aCd"),
        ("aBCd", "aCXYd", "aCB1d"),
        ("", "ab", "12"),
        ("ab", "", ""),
    ],
)
def test_keys(before: str, after: str, found: str) -> None:
    assert keys(before, after) == found
