"""The article as the finders see it: its text, its paragraphs and its sentences.

Spans are pairs (start, end) of code points, 0-based, half open. Everything here is linear in the length of the text:
no pattern may start over inside a run that it has already read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from publisher import language
from publisher.language.text_patterns import TextRules, load

from .patterns import any_of

Pair = tuple[int, int]
"""Start and end of a stretch of text, the end not included: code points of the article as read, from 0, where a module
does not say that it counts tokens."""

_LINE = re.compile(r"[^\n]+")
# An end mark with the closing marks after it, white space, and the word that follows. The look-behind keeps a run of
# end marks from being read again from its second mark on.
_END = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]*+(?=\s++[\"'“‘«(\[]*+(\w[^\s.,;:]{0,20}))")
_LAST_WORD = re.compile(r"[^\s(\[\"“'‘«]+\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+\Z")
_LONGEST_ABBREVIATION = 12
_BEFORE = 40  # characters in which the last words before an offset are
# BERLIN, March 3 (AP) - ; NEW YORK — ; LISBON, Portugal (Reuters) -
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.’']+(?:[ -][A-Z][A-Z.’']+){0,3}(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?(?= \(| ?[—–-]))?)"
    r"(?:, [\w. ]{1,20}){0,2}(?: \([A-Z][^()\n]{1,30}\))?(?: ?[—–] ?| --? )(?:\[[A-Z]+\] )?(?=[^\Wa-z]|[\"“'‘])"
)

_LABEL = re.compile(r"(?P<place>[A-Z][A-Z.’']+(?:[ -][A-Z][A-Z.’']+){0,2}): (?=\S)")  # KARACHI: The
_SIGN = re.compile(r"[—–(]| --? ")
_LONGEST_TOWN = 60
# Toronto — The ; London, England — The ; Nairobi/Geneva, 3 April 2024 - The ; Taipei, Nov. 17 (CNA) The
_NAME = r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,2}"
_TOWN = re.compile(
    rf"(?P<place>(?P<town>{_NAME})(?:/{_NAME}){{0,3}}(?:, (?P<land>{_NAME})(?= \(| ?[—–]| -|, [\w.]+ ?\d))?)"
    r"(?P<day>(?:, (?=[\w. ]{0,12}\d)[\w.][\w. ]{0,19}){0,2})(?P<by> \([A-Z][^()\n]{1,30}\))?"
    r"(?P<dash> ?[—–] ?| --? | )(?=[^\Wa-z]|[\"“'‘])"
)

DEFAULT = "en"
"""The language of a text where nobody says another."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article. paragraphs: the non-blank lines without white space around them; sentences: in text order, each
    inside one paragraph; together they cover every character of a paragraph but white space. language: BCP 47."""

    text: str
    paragraphs: tuple[Pair, ...]
    sentences: tuple[Pair, ...]
    language: str = DEFAULT


def word_lists(name: str) -> language.Words:
    """The English word lists of words/<name>.toml."""
    return language.get(DEFAULT).words(name)


def table(name: str) -> Mapping[str, language.Words]:
    """The entries of words/<name>.toml where each has lists of its own."""
    return language.get(DEFAULT).table(name)


def patterns(name: str, given: Mapping[str, str] | None = None) -> TextRules:
    """The English patterns of rules/<name>.toml. given: regular expressions that they name, besides the word lists of
    words/<name>.toml."""
    english = language.get(DEFAULT)
    lists = english.words(name) if english.has(f"words/{name}") else {}
    return load(english, name, _Given(lists, given or {}))


class _Given(dict[str, str]):
    """Regular expressions by name: those that are given, and of word lists, made where a pattern names one."""

    def __init__(self, lists: language.Words, given: Mapping[str, str]) -> None:
        super().__init__(given)
        self._lists = lists

    def __missing__(self, name: str) -> str:
        return any_of(self._lists[name])


def read(text: str, code: str = DEFAULT) -> Document:
    """The document of a text. code: its language; in one that is not known every full stop ends a sentence."""
    paragraphs = tuple(_paragraphs(text))
    return Document(text, paragraphs, tuple(s for p in paragraphs for s in _sentences(text, p, code)), code)


def trim(text: str, start: int, end: int) -> Pair:
    """The span without white space at its two ends; empty (start == end) when there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def dateline(text: str, paragraph: Pair) -> Pair | None:
    """Where the place and where the whole of the dateline end that a paragraph begins with; None without one."""
    start, end = paragraph
    if text[start + 1 : start + 2].islower():  # most paragraphs: no place is printed in capitals
        near = _SIGN.search(text, start, min(end, start + _LONGEST_TOWN))
        line = _TOWN.match(text, start, end) if near else None
        return (line.end("place"), line.end()) if line and _is_town(line) else None
    line = _DATELINE.match(text, start, end)
    if not line and (label := _LABEL.match(text, start, end)):
        line = label if label["place"].title() in towns() else None
    return (line.end("place"), line.end()) if line else None


@lru_cache(maxsize=4)
def datelines(doc: Document) -> Mapping[int, Pair]:
    """Start of a paragraph that begins with a dateline -> where the place and where the whole of the dateline end:
    remembered, since several ask for it in turn."""
    return {start: line for start, end in doc.paragraphs if (line := dateline(doc.text, (start, end)))}


def _is_town(line: re.Match[str]) -> bool:
    """Whether what may be a dateline begins with a known city, or with a town of a state that is named after it; and
    has what makes it one: a day and an agency, or a dash; a hyphen only where something else is there (Bath - The)."""
    if line["town"] not in towns() and line["land"] not in _states():
        return False
    if line["dash"] == " ":
        return bool(line["day"] and line["by"])
    return line["dash"] != " - " or bool(line["land"] or line["day"] or line["by"])


@cache
def _states() -> frozenset[str]:
    return frozenset(name for state in table("states").values() for name in state["names"])


@cache
def towns() -> frozenset[str]:
    """The cities and capitals that every reader knows."""
    cities = [*word_lists("cities").values(), *(state.get("capitals", ()) for state in table("states").values())]
    return frozenset(city for some in cities for city in some)


def words_before(text: str, start: int) -> list[str]:
    """The last words before an offset in lower case, the nearest first; "" where something else is there."""
    if text[start - 1 : start] not in (" ", "\n"):
        return ["", "", "", ""]
    return [*text[max(0, start - _BEFORE) : start].lower().rsplit(None, 3)[:-4:-1], "", "", ""]


@lru_cache(maxsize=4)
def printed_words(text: str) -> frozenset[str]:
    """What is between the white spaces of a text: remembered, since several ask for it in turn."""
    return frozenset(text.split())


def _paragraphs(text: str) -> Iterator[Pair]:
    for line in _LINE.finditer(text):
        start, end = trim(text, *line.span())
        if start < end:
            yield start, end


def _sentences(text: str, paragraph: Pair, code: str) -> Iterator[Pair]:
    start, end = paragraph
    for mark in _END.finditer(text, start, end):
        if ends_sentence(text, mark.start(), mark.group(1), code):
            yield start, mark.end()
            start, _ = trim(text, mark.end(), end)
    if start < end:
        yield start, end


def ends_sentence(text: str, mark: int, following: str, code: str = DEFAULT) -> bool:
    """Whether the end mark at offset `mark`, followed by the word `following`, ends a sentence.

    A full stop after an abbreviation or an initial ends one only where the next word usually begins a sentence.
    """
    if following[0].islower():
        return False
    if text[mark] != ".":
        return True
    last = _LAST_WORD.search(text[max(0, mark - _LONGEST_ABBREVIATION) : mark])
    if not last:
        return True
    word = last.group().casefold()
    never, sometimes, starters = _abbreviations(language.get(code) if language.knows(code) else None)
    if word in never:
        return False
    if word in sometimes or _INITIALS.match(last.group() + "."):
        return following.casefold() in starters
    return True


@cache
def _abbreviations(known: language.Language | None) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lists = known.words("sentences") if known and known.has("words/sentences") else {}
    never, sometimes, starters = (frozenset(lists.get(key, ())) for key in ("before_a_name", "anywhere", "starters"))
    return never, sometimes, starters
