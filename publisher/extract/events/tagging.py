"""From words to one letter each: its class."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..memo import Memo
from ..text import word_lists
from .lexicon import Lexicon, lexicon
from .neighbours import decide, is_unsure

# D determiner  m number  n noun, adjective  N capitalised  t time word  s possessive  H h pronouns  W T relative, that
# 2 to  o of  y by  p preposition  c conjunction  S subordinator  a adverb  x not  M modal  A have  O do  E be
# b base  z third person  f past  u participle  e past or participle  g -ing; B Z G Q: these or a noun, neighbours tell
_SIGNS = {",": ",", ";": ";", ":": ";", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", "–": "-", "—": "-", "--": "-"}
_OTHER_SIGNS = {**dict.fromkeys("$€£¥₹", "D"), **dict.fromkeys("\"“”'‘’«»", '"'), **dict.fromkeys("!?…", "."), ".": "`"}
_CENTURIES = ("18", "19", "20")  # of four digits that are a year


UNSURE = "?"
_UNSURE = re.compile(r"\?")


def letters_alone(raw: Sequence[str], words: Sequence[str]) -> tuple[str, str]:
    """The letter of each word alone, and for each UNSURE where its neighbours decide, else a blank. raw, words: as
    printed and in lower case; both in lower case where capitals say nothing."""
    found = "".join(map(letter_of, raw))
    return found, "".join([UNSURE if is_unsure(*one) else " " for one in zip(found, words, strict=True)])


def resolved(raw: Sequence[str], words: Sequence[str], letters: str, unsure: str) -> str:
    """The letters of a sentence's words, each decided. raw, words: as printed and in lower case; letters, unsure: as
    `letters_alone`."""
    found = [*letters]
    places = [special.start() for special in _UNSURE.finditer(unsure)]
    if found[0] == "N":
        found[0] = _first(raw)
        places.insert(0, 0)
    decide(found, words, places)
    return "".join(found)


def _letter_alone(word: str) -> str:
    return _letter(word, lexicon())


letter_of = Memo(_letter_alone).__getitem__
"""The letter of a word alone."""


@cache
def _closed() -> dict[str, str]:
    """The words of the closed classes, from the grammar's lists."""
    grammar = word_lists("grammar")
    found = {
        word: letter
        for name, letter in (
            ("determiner", "D"), ("determiner:alone", "d"), ("pronoun:subject", "H"),
            ("pronoun:object", "h"),
            ("relative", "W"), ("preposition", "p"), ("genitive", "o"), ("joining", "p"), ("comitative", "p"),
            ("infinitive", "2"), ("complementizer", "T"), ("conjunction", "c"), ("subordinator", "S"), ("be", "E"),
            ("adverb", "a"), ("time", "t"),
        )
        for word in grammar[name]
    }  # fmt: skip
    own, numbers = lexicon().grammar, word_lists("numbers")
    for letter, words in (
        ("M", grammar["auxiliary"]), ("A", own["have"]), ("O", own["do"]), ("x", own["not"]), ("y", own["by"]),
        ("a", own["adverbs"]), ("p", own["prepositions"]), ("n", own["nouns"]), ("B", own["either"]),
        ("L", own["next"]), ("s", ["'s"]), ("E", ["'re", "'m"]), ("m", numbers["ones"][1:]), ("m", numbers["tens"]),
        ("m", [word for word in numbers["indefinite"] if " " not in word]),
    ):  # fmt: skip
        found |= dict.fromkeys(words, letter)
    return found


def closed_letter(word: str) -> str:
    """The letter of a word in lower case where it is of a closed class; else nothing."""
    return _closed().get(word, "")


def _letter(word: str, known: Lexicon) -> str:
    lower = word.lower().replace("’", "'")
    if not word[0].isalnum() and (len(word) == 1 or word in _SIGNS):
        return _SIGNS.get(word) or _OTHER_SIGNS.get(word, "'")
    closed = _closed().get(lower)
    capital = word[0].isupper()
    if capital and lower in known.grammar["also_months"] | known.grammar["short_months"]:
        return "t"
    if closed and (not capital or closed in "DdHtWSTcp2o" or word[1:].islower()):
        return closed
    if word[0].isdigit():
        return "t" if len(word) == 4 and word[:2] in _CENTURIES and word.isdigit() else "m"
    if lower[-1] == "'":
        return "N" if capital else "n"
    if capital:
        return "N"
    return _open_letter(lower, known)


def _open_letter(lower: str, known: Lexicon) -> str:
    """The letter of a word of the open classes in lower case."""
    if lower in known.verbs:
        lemma, forms = known.verbs[lower]
        noun = lemma in known.also_nouns or lower in known.kinds or lower in known.people["human"]
        if "b" in forms:
            return "Q" if "d" in forms else "B" if noun else "b"
        if forms == "z":
            return "Z" if noun else "z"
        if forms == "g":
            return "G" if lower in known.kinds else "g"
        return {"du": "e", "ud": "e", "d": "f", "u": "u"}.get(forms, "e")
    if lower in _words("not_adverbs") or lower in _words("not_verbs"):
        return "n"
    if lower.endswith("ly") and len(lower) > 4:
        return "a"
    if lower.endswith("ed") and len(lower) > 4:
        return "e"
    if lower in _words("past"):
        return "e"
    if lower.endswith("ing") and len(lower) > 5:
        return "G" if lower in known.kinds else "g"
    return "n"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word_lists("grammar")[name])


@cache
def endings(name: str) -> tuple[str, ...]:
    """The endings of a list."""
    return tuple(lexicon().grammar[name])


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of countries and their people, in lower case."""
    return frozenset(word.lower() for word in word_lists("countries")["demonyms"])


def is_demonym(word: str) -> bool:
    """Whether a capitalised word is the adjective of a people: Syrian, Karen-speaking is none."""
    lower = word.lower()
    looks = len(lower) > 5 and word[0].isupper() and not word.isupper() and lower.endswith(endings("demonym_endings"))
    return looks or lower in demonyms()


def _first(raw: Sequence[str]) -> str:
    """The letter of the first word, whose capital says little: unless the next one has one too, or no list knows it."""
    lower = raw[0].lower()
    named = len(raw) > 1 and len(raw[1]) > 1 and raw[1][0].isupper() and _open_letter(lower, lexicon()) in "nBZQ"
    if named or (len(raw[0]) > 1 and raw[0].isupper()):  # US warplanes
        return "N"
    letter = letter_of(lower)
    known = lower in lexicon().kinds or lower in lexicon().people["human"] or lower in lexicon().verbs
    return letter if known or letter not in "ng" else "N" if letter == "n" else letter
