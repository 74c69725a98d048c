"""Which known actor a speaker's words name; none where they may name somebody else. An empty cell is better than a
wrong speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from publisher.extract.candidates import Name, Span
from publisher.extract.name_words import LISTS
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists


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
    titles, fields = any_of(LISTS["titles"]), any_of(LISTS["portfolios"] | LISTS["of_portfolios"])
    of, the = (any_of(LISTS[key]) for key in ("of", "article"))
    patterns = (
        rf"\Z| ?[,(]|[’']s {words['bodies']}\b|{between} | {words['after_bodies']}\b",
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


def find_actor(speaker: Span | None, names: Mapping[int, Name]) -> str | None:
    """The actor that a speaker's words name: a person before others, and else the last one, since titles and countries
    are before the name. What only belongs to somebody ("Roe's lawyer", "a Gull pilot", "a critic of Gull", "the wife
    of Roe") is not that one, a demonym alone ("Norwegian officials") names nobody, and two that are joined ("Roe and
    Lee") are no one speaker. names: by their start."""
    if speaker is None:
        return None
    patterns = _patterns()
    inside = [names[at] for at in range(speaker.start, speaker.end) if at in names]
    inside = [name for name in inside if name.end <= speaker.end and name.mention_type != "demonym"]
    named = [name for name in inside if _is_head(patterns, speaker, name)]
    named = [name for name in named if name.type == "person"] or named
    between = (speaker.text[one.end - speaker.start : other.start - speaker.start] for one, other in pairwise(named))
    joined = len({name.actor_id for name in named}) > 1 and any(patterns.joined.fullmatch(words) for words in between)
    return named[-1].actor_id if named and not joined else None


def find_actors(words: Span | None, names: Mapping[int, Name]) -> list[str]:
    """The actors that words name: one, or where two are joined ("Norway and Gull"), each, if all are known. names: by
    their start."""
    if words is None or (one := find_actor(words, names)):
        return [one] if words and one else []
    found: list[str | None] = []
    start = 0
    for joint in [*_patterns().joined.finditer(words.text), None]:
        end = joint.start() if joint else len(words.text)
        piece = Span(words.start + start, words.start + end, words.text[start:end])
        found.append(find_actor(piece, names))
        start = joint.end() if joint else end
    known = [actor for actor in found if actor]
    return known if len(known) == len(found) else []


def name_of(actor_id: str, span: Span, names: Mapping[int, Name]) -> Name | None:
    """The first name of the actor in a span; None where there is none. names: by their start."""
    inside = (names[at] for at in range(span.start, span.end) if at in names)
    return next((name for name in inside if name.actor_id == actor_id and name.end <= span.end), None)


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
