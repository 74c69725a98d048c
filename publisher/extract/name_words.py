"""The words and letters that names are made of."""

from __future__ import annotations

from . import text
from .countries import DEMONYMS, LANDS

LISTS = {key: frozenset(words) for key, words in text.word_lists("names").items()}
"""The lists of words/names.toml."""
GIVEN = frozenset(text.word_lists("given_names")["given"])
"""Given names of persons."""
PEOPLES = frozenset(word + end for word in DEMONYMS for end in LISTS["peoples_end"])
"""Words for the people of a country, in the plural."""
HEADS = LISTS["titles"] | LISTS["organization"] | LISTS["place"]
"""Words that tell the type of a name that begins or ends with them."""
TELLING = (HEADS - LISTS["heads_only"]) | LISTS["other"] | LANDS | DEMONYMS | PEOPLES
"""Words that tell the type of a name even alone."""
LINKS, PARTICLES, ARTICLE = (LISTS[name] for name in ("links", "particles", "article"))
UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x530) if chr(code).isupper())
"""The capital letters that a name may begin with, for a set of a regular expression."""
PATTERNS = text.patterns("names", {"upper": UPPER})
"""The patterns of rules/names.toml."""


def is_people(word: str) -> bool:
    """Whether a word is the name of a country or of its people."""
    return word in LANDS or word in DEMONYMS or word in PEOPLES
