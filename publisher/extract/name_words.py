"""The words and letters that names are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import text
from .countries import DEMONYMS, LANDS

LISTS = {key: frozenset(words) for key, words in text.word_lists("names").items()}
"""The lists of words/names.toml."""
GIVEN = frozenset(text.word_lists("given_names")["given"])
"""Given names of persons."""
KNOWN_AS = dict(pair.split(": ") for pair in text.word_lists("actors")["known_as"])
"""Letters that everybody knows -> the body that they stand for."""
KNOWN = frozenset(text.word_lists("bodies")["known"]) | KNOWN_AS.keys()
"""Bodies that everybody knows by their name."""
PEOPLES = frozenset(word + end for word in DEMONYMS for end in LISTS["peoples_end"])
"""Words for the people of a country, in the plural."""
HEADS = LISTS["titles"] | LISTS["organization"] | LISTS["place"]
"""Words that tell the type of a name that begins or ends with them."""
TELLING = ((HEADS | LISTS["ranks"]) - LISTS["heads_only"]) | LISTS["other"] | LANDS | DEMONYMS | PEOPLES
"""Words that tell the type of a name even alone."""
LINKS, PARTICLES, ARTICLE = (LISTS[name] for name in ("links", "particles", "article"))
UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x530) if chr(code).isupper())
"""The capital letters that a name may begin with, for a set of a regular expression."""
PATTERNS = text.patterns("names", {"upper": UPPER})
"""The patterns of rules/names.toml."""
_SYLLABLES = re.compile(PATTERNS["syllables"])
_INITIALS = re.compile(rf"(?:[{UPPER}]\.){{1,3}}")


def is_people(word: str) -> bool:
    """Whether a word is the name of a country or of its people."""
    return word in LANDS or word in DEMONYMS or word in PEOPLES


def is_given(words: Sequence[str]) -> bool:
    """Whether a name begins with a given name, or ends with one of two syllables: Wen Li-ho."""
    return words[0] in GIVEN or (1 < len(words) < 4 and _SYLLABLES.fullmatch(words[-1]) is not None)


def is_full_name(words: Sequence[str]) -> bool:
    """Whether words are a given name before a surname that also heads other names: Ann Hill."""
    return len(words) == 2 and words[0] in GIVEN and words[0] not in LANDS and words[1] in LISTS["surnames_too"]


def has_initials(words: Sequence[str]) -> bool:
    """Whether the first name of somebody, or the next one, is an initial: Ann B. Roe, A. Roe, A.B. Roe; not Group G."""
    first, second = words[0], words[1]
    dotted = _INITIALS.fullmatch(first) and first not in LANDS and len(words) < 4
    return bool(dotted) or (len(second.rstrip(".")) == 1 and (second.endswith(".") or len(words) > 2))


def title_inside(words: Sequence[str]) -> int:
    """Where a title is between the name of a body with "of" in it and that of a person: Bank of Bath President Ann
    M. Roe; 0 where none does."""
    link = next((place for place, word in enumerate(words) if word in LINKS), len(words))
    for title in range(link + 1, len(words) - 2):
        named = words[title + 1 :]
        if words[title] in LISTS["titles"] and LINKS.isdisjoint(named) and (named[0] in GIVEN or has_initials(named)):
            return title
    return 0


def head_of(words: Sequence[str]) -> str:
    """The last word but a number: Unit Two."""
    last = words[-1] if words[-1] not in LISTS["numerals"] or len(words) == 1 else words[-2]
    return last.rstrip(".")


def is_short(name: str) -> bool:
    """Whether a name is an abbreviation: NATO, CJTF-OIR."""
    return name.isupper() and name.replace("-", "").isalpha() and len(name) > 1
