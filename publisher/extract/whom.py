"""Whom the words for a speaker or a party name; nobody where they may name somebody else. An empty cell is better than
a wrong speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from .candidates import Name, Span
from .name_words import LISTS
from .patterns import any_of
from .text import word_lists


class _Patterns(NamedTuple):
    """How the words around a name in a speaker's mention look. after_*: what may follow the name of who speaks; part:
    a word before it that makes it part of another phrase; body: one that does not; of_person: the same two for the
    name of a person; other, kin: somebody else before such a name; joined: what is between two speakers; office: one of
    something, before the name of its holder (Secretary of State Ann Roe)."""

    after_body: re.Pattern[str]
    after_person: re.Pattern[str]
    part: re.Pattern[str]
    body: re.Pattern[str]
    of_person: re.Pattern[str]
    other: re.Pattern[str]
    kin: re.Pattern[str]
    joined: re.Pattern[str]
    office: re.Pattern[str]


_CAPITALS = 7  # the first of the patterns that tell names by their capitals


@cache
def _patterns() -> _Patterns:
    lists = word_lists("speakers")
    words = {key: any_of(some) for key, some in lists.items()}
    kin_or_other = any_of([*lists["kin"], *lists["others"]])
    between = rf"(?:,|,?\s{words['together']}|\s&)"
    apposed = any_of(word_lists("actors")["apposed"])
    titles, fields = any_of(LISTS["titles"]), any_of(LISTS["portfolios"] | LISTS["of_portfolios"])
    of, the = (any_of(LISTS[key]) for key in ("of", "article"))
    patterns = (
        rf"\Z| ?[,(]|[’']s {words['bodies']}\b|{between} | {words['after_bodies']}\b| {apposed}\Z",
        rf"\Z| ?[,(-]| (?:{words['after_persons']}|&)(?!\w)",
        rf"\b{words['joining']}\b",
        rf"\b{words['bodies']} {words['joining_bodies']}(?: the)? \Z",
        rf"\b{words['joining']} (?:{words['before_names']} )*\Z",
        rf"\b{kin_or_other}\s(?:.*\s)?{words['joining']}\s",
        rf"\b{words['kin']},? \Z",
        rf"{between}(?: [a-z]+)* ",
        rf"\b{titles}\s{of}\s(?:{the}\s)?{fields}(?:(?:,|,?\s{words['together']})?\s{fields})*\s\Z",
    )
    return _Patterns(
        *(re.compile(pattern, re.IGNORECASE if n < _CAPITALS else 0) for n, pattern in enumerate(patterns))
    )


def find_named(words: Span | None, names: Mapping[int, Name]) -> Name | None:
    """Whom words name: a person before others, and else the last one, since titles and countries are before the name.
    What only belongs to somebody ("Roe's lawyer", "a Gull pilot", "a critic of Gull", "the wife of Roe") is not that
    one, a demonym alone ("Norwegian officials") names nobody, and two that are joined ("Roe and Lee") are no one
    speaker. names: those that name an actor, by their start."""
    if words is None:
        return None
    patterns = _patterns()
    inside = [names[at] for at in range(words.start, words.end) if at in names]
    inside = [name for name in inside if name.end <= words.end and name.mention_type != "demonym"]
    named = [name for name in inside if _is_head(patterns, words, name)]
    named = [name for name in named if name.type == "person"] or named
    between = (words.text[one.end - words.start : other.start - words.start] for one, other in pairwise(named))
    joined = len(set(map(_actor, named))) > 1 and any(patterns.joined.fullmatch(some) for some in between)
    if not named or joined:
        return None
    beside = named[-1].type != "person" and patterns.joined.search(words.text[: named[-1].start - words.start])
    if len(named) == 1 and beside:  # Norwegian and Swedish guards
        return None
    return next(name for name in inside if _actor(name) == _actor(named[-1]))


def find_all_named(words: Span | None, names: Mapping[int, Name]) -> list[Name]:
    """Everybody whom words name: one, or where two are joined ("Norway and Gull"), each, if all are known. names: as
    above."""
    if words is None or (one := find_named(words, names)):
        return [one] if words and one else []
    found: list[Name | None] = []
    start = 0
    for joint in [*_patterns().joined.finditer(words.text), None]:
        end = joint.start() if joint else len(words.text)
        found.append(find_named(Span(words.start + start, words.start + end, words.text[start:end]), names))
        start = joint.end() if joint else end
    known = [name for name in found if name]
    return known if len(known) == len(found) else []


def _actor(name: Name) -> str | None:
    return name.actor_id or name.entity


def _is_head(patterns: _Patterns, speaker: Span, name: Name) -> bool:
    """Whether the words speak of whoever is named, not of somebody that the name only describes."""
    before, after = speaker.text[: name.start - speaker.start], speaker.text[name.end - speaker.start :]
    before = patterns.office.sub("", before)
    if name.type != "person":
        own = patterns.part.search(before) is None or patterns.body.search(before) is not None
        return own and patterns.after_body.match(after) is not None
    if patterns.of_person.search(before) or patterns.other.search(before):
        return False
    if " " not in name.text and patterns.kin.search(before):
        return False
    return patterns.after_person.match(after) is not None
