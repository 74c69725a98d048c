"""Runs of capitalised words in a text, parted where one holds two names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .counting import singular
from .countries import DEMONYMS, LANDS
from .name_words import ARTICLE, GIVEN, HEADS, LINKS, LISTS, PATTERNS, TELLING, UPPER, is_given
from .patterns import WORD, any_of
from .text import Document, word_lists, words_before

_OF_STATES = frozenset(word_lists("actors")["every_country_has"]) | LISTS["of_portfolios"]
_OFFICES = LISTS["offices_between"]
_LONGEST_LAND = 3  # words
_HELD = LISTS["titles"] | LISTS["ranks"] | _OFFICES | LISTS["within_offices"]
_ABBREVIATED = any_of(title for title in LISTS["titles"] if title.endswith("."))
_OWNERS = any_of(LISTS["owners_in_names"])
_WORD = (
    rf"(?:(?:[{UPPER}]\.)+(?:-[{UPPER}]{WORD}+)?|{_ABBREVIATED}|{_OWNERS}[’']s(?=\s[{UPPER}])"
    rf"|[{UPPER}]{WORD}*(?:[’'-](?!s\b){WORD}+|&[{UPPER}]{WORD}*)*)"
)
_LINK = PATTERNS["link"]
_RUN = re.compile(
    rf"(?=[{UPPER}])(?:(?<!{WORD})(?<![’'.-])|(?<=\s[ae]l-)){_WORD}(?:[ \u00a0\u200e]{{1,2}}{_LINK}?{_WORD}){{0,12}}"
)
_NO_ENDS = LISTS["no_ends"]
_SOMEBODY = frozenset(word_lists("people")["somebody"])
_PART = re.compile(r"[^\s\u200e]+")
_OPENING = ("", '"', "“", "‘", "'")
_FULL_NAME = re.compile(rf"[{UPPER}][^\W\d_]+(?:-[^\W\d_]+)*")
_CONTRACTED, _DESCRIBING = (re.compile(PATTERNS[name]) for name in ("contracted", "describing"))


class Run(NamedTuple):
    """A run of capitalised words. name: the words with single spaces; initial: the first one begins a sentence."""

    start: int
    end: int
    name: str
    words: Sequence[str]
    initial: bool


def runs(doc: Document) -> Iterator[Run]:
    """The runs of capitalised words, without the everyday words that begin a sentence."""
    article, starters, begins = doc.text, LISTS["starters"], {start for start, _ in doc.sentences}
    for match in _RUN.finditer(article):
        start, end = match.span()
        before = article[start - 1 : start]
        if before == "-":  # al-Xyz
            start -= 3
            before = article[start - 1 : start]
        name = article[start:end]
        if before == "<" and name.isupper():  # Acme Corp <ACM>: a sign of its shares
            continue
        if " " not in name and "-" not in name and "\u00a0" not in name:
            if len(name.rstrip(".")) > 1 and name not in starters and not _CONTRACTED.match(name):
                yield Run(start, end, name, (name,), start in begins or before in _OPENING)
            continue
        for parts in _split([(part.start(), part.end(), part.group()) for part in _PART.finditer(article, start, end)]):
            while parts and (parts[0][2] in starters or _CONTRACTED.match(parts[0][2])):
                parts.pop(0)
            if _is_described(parts):
                parts.pop(0)
            while len(parts) > 1 and parts[-1][2] in _NO_ENDS:  # Ann Roe In (a headline)
                parts.pop()
            if len(parts) > 1 and parts[-1][2] in LISTS["pronoun"] and parts[-2][2] not in GIVEN | LISTS["other"]:
                parts.pop()
            if len(parts) > 2 and parts[1][2] in LINKS and parts[0][0] in begins and parts[0][2] not in HEADS:
                parts = parts[2:]
                parts = parts[parts[0][2] in ARTICLE :]
            if parts and (len(parts) > 1 or len(parts[0][2].rstrip(".")) > 1):
                yield _run(article, parts[0][0], parts[-1][1], [part[2] for part in parts], begins)


def _run(article: str, start: int, end: int, words: Sequence[str], begins: set[int]) -> Run:
    return Run(start, end, " ".join(words), words, start in begins or article[start - 1 : start] in _OPENING)


_Parts = list[tuple[int, int, str]]


def _split(parts: _Parts) -> Iterator[_Parts]:
    """Two names where two countries are joined by a hyphen, or "of" follows a country ("rid X of Y") or somebody's full
    name ("Ann Roe of Acme")."""
    first = parts[0][2]
    one, dash, other = first.partition("-")
    if dash and one in LANDS and other in LANDS:
        start = parts[0][0]
        yield [(start, start + len(one), one)]
        yield [(start + len(one) + 1, parts[0][1], other), *parts[1:]]
    elif len(parts) > 2 and first in LANDS and first not in GIVEN and parts[1][2] in GIVEN:  # envoy to Oslo Ann Roe
        yield parts[:1]
        yield from _split(parts[1:])
    elif len(parts) > 2 and first in LANDS and parts[1][2] in LINKS:
        yield parts[:1]
        yield parts[2:]
    elif joined := _joined(parts):
        yield parts[:joined]
        yield from _split(parts[joined:])
    elif len(parts) > 1 and parts[-1][2] in LISTS["ranks"] and parts[-1][2].isupper():  # Acme CEO, Ann Roe
        yield from _split(parts[:-1])
    elif (office := _office(parts)) and len(parts) > office:
        yield parts[:office]
        yield from _split(parts[office:])
    elif link := _whose(parts) or _of_body(parts):
        yield parts[:link]
        yield parts[link + 1 :]
    else:
        yield parts


def _is_described(parts: _Parts) -> bool:
    """Whether the first word is a noun for somebody, with a name of two or three words after it: Farmer Ann Lee."""
    if not 2 < len(parts) < 5 or (first := parts[0][2]) in _HELD:
        return False
    if _SOMEBODY.isdisjoint((first.lower(), singular(first.lower()))):  # witness, victims
        return False
    return parts[-1][2] not in HEADS and all(_FULL_NAME.fullmatch(part[2]) for part in parts[1:])


def _joined(parts: _Parts) -> int:
    """Where a name follows a word that only describes it (Acme-owned Roe Bank); else 0."""
    describing = (place for place, part in enumerate(parts[:-1], 1) if "-" in part[2] and _DESCRIBING.search(part[2]))
    return next(describing, 0)


def _whose(parts: _Parts) -> int:
    """Where "of" comes after the full name of somebody ("Ann Roe of Acme", "Wen Li-ho of the Farm Party", "King Roe of
    Norway"); else 0. A name that no list has is a person's only after a title and before a country, or before the name
    of a body: Royal Oak of Acme may be anything."""
    words = [part[2] for part in parts]
    link = next((place for place, word in enumerate(words) if word in LINKS), 0)
    titles = next((place for place, word in enumerate(words) if word not in LISTS["titles"]), 0)
    if titles and titles < link and " ".join(words[link + 1 :]) in LANDS:
        return link
    if link - titles not in (2, 3):
        return 0
    name = words[titles:link]
    plain = all(_FULL_NAME.fullmatch(word) and word not in TELLING for word in name)
    of_body = words[-1] in LISTS["organization"] or (len(words[-1]) > 1 and words[-1].isupper())
    return link if is_given(name) or (plain and of_body) else 0


def _of_body(parts: _Parts) -> int:
    """Where "of" comes after an office in a body: Chief Executive Officer of Acme Bank; else 0."""
    words = [part[2] for part in parts]
    link = next((place for place, word in enumerate(words) if word in LINKS), 0)
    held = link > 0 and all(word in _HELD for word in words[words[0] in LISTS["starters"] : link])
    of_body = words[-1] in LISTS["organization"] and words[-1] not in LISTS["of_portfolios"]
    of_body = of_body or words[link - 1] in LISTS["offices_of_bodies"]
    return link if held and (of_body or (len(words[-1]) > 1 and words[-1].isupper())) else 0


def _office(parts: _Parts) -> int:
    """Where an office begins that parts a body from a person ("Acme Chief Executive Ann Roe"), or a person's name after
    the name of a body ("Acme Ltd Ann Roe"); 0 where neither does."""
    words = [part[2] for part in parts]
    if not LINKS.isdisjoint(words) or words[-1] in LISTS["organization"]:  # the Norwegian Foreign Ministry
        return 0
    for place in range(1, len(words) - 1):
        before, word = words[place - 1], words[place]
        if word in _OFFICES and before not in LISTS["titles"] and before not in _OFFICES:
            held = " ".join(words[:place])  # "Fisheries Minister" names no body: it is what the minister is of
            return place if word not in LISTS["offices_of_something"] or held in LANDS or held in DEMONYMS else 0
        if before.rstrip(".,") in LISTS["body_ends"] and word in GIVEN:
            return place
    return 0


def after_title(article: str, run: Run, title: int) -> Run:
    """The name after the title, or the title where it is alone or in the middle ("Minister for X John Doe")."""
    rest = run.words[title + 1 :]
    if rest and rest[0] in LINKS:  # Secretary of State Ann Lee
        given = next((place for place, word in enumerate(rest) if place > 1 and word in GIVEN), 0)
        given = given or _after_land(rest) or _after_portfolio(rest)
        rest = rest[given:]
    if not rest:
        return run
    return last_words(article, run, rest)


def last_words(article: str, run: Run, last: Sequence[str]) -> Run:
    """The last words of a run."""
    start = run.end
    for word in reversed(last):
        start = article.rindex(word, run.start, start)
    return run._replace(start=start, name=" ".join(last), words=last, initial=False)


def fields_in(article: str, run: Run) -> int:
    """How many words of a run are the rest of what an office is of: Minister of Trade and (Rural Affairs) Ann Roe."""
    before = words_before(article, run.start)
    if before[0] not in LISTS["and"] or before[1].title() not in LISTS["portfolios"]:
        return 0
    fields = next((place for place, word in enumerate(run.words) if word not in LISTS["portfolios"]), 0)
    return fields if fields and HEADS.isdisjoint(run.words[fields:]) else 0


def _after_land(words: Sequence[str]) -> int:
    """Where a name of two words or more begins after the country that somebody holds an office in: of Norway Ulo
    Vahtsen; 0 where none does."""
    first = 1 + (words[1] in ARTICLE)
    ends = (first + length for length in range(_LONGEST_LAND, 0, -1))
    return next((end for end in ends if len(words) > end + 1 and " ".join(words[first:end]) in LANDS), 0)


def _after_portfolio(words: Sequence[str]) -> int:
    """Where a name begins after what an office is of: of Foreign Affairs Ann Roe; their number where none does."""
    if words[1] not in _OF_STATES:
        return len(words)
    name = (place for place, word in enumerate(words) if word not in _OF_STATES and word not in LINKS)
    return next(name, len(words))
