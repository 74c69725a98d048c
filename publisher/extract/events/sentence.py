"""From a sentence to its chunks: noun phrases, verb groups, prepositions, signs.

A word gets one letter (below), neighbours decide between noun and verb, and one pattern over the letters cuts the
sentence into chunks. Everything is linear in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, NamedTuple, TypeVar

from ..text import words as word_list
from .lexicon import Lexicon, lexicon

# D determiner  m number  n noun or adjective  N capitalised  t time word  s possessive  H h pronouns  W T relative, that
# 2 to  o of  y by  p preposition  c conjunction  S subordinator  a adverb  x not  M modal  A have  O do  E be
# b base  z third person  f past  u participle  e past or participle  g -ing; B Z G Q: these or a noun, neighbours tell
_SIGNS = {",": ",", ";": ";", ":": ";", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", "–": "-", "—": "-", "--": "-"}
_TOKEN = re.compile(
    r"(?:\b[^\W\d_]\.){2,}|\w+(?:[-&/]\w+|['’](?!s\b|re\b|ve\b|ll\b|d\b|m\b)\w+|(?<=\d)[.,:]\d+)*(?:(?<=s)['’](?!\w))?"
    r"|['’](?:s|re|ve|ll|d|m)\b|--|[^\w\s]"
)
_GROUP = r"(?:(?:[xa]{0,3}[MAOE])+[xa]{0,3}[efuzgbQ]?|2[xa]{0,2}(?:[AE][xa]{0,2}){0,2}[bfueg](?![s])|[efuzgbQ])"
_CHUNK = re.compile(
    rf"(?P<t>(?:[Dm]{{0,3}}t)(?:[mt]){{0,3}}(?:,?t)?(?!s))|(?P<v>{_GROUP})"
    r"|(?P<n>(?:[Dd]{0,3}(?:[mnNts]|a(?=[nNm])){0,16}[nNm]|[Dd]{1,2}(?![nN])|[Hh]))|(?P<x>.)",
    re.DOTALL,
)
_LIMIT = 1 << 16
_AUXILIARIES = {"E": "be", "A": "have", "O": "do"}  # the lemmas of rules that are about these letters
_BEYOND = "." * 32


class Chunk(NamedTuple):
    """kind: n noun phrase, v verb group, t time, else the letter of a single word. Tokens first..last (not included)."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence read. words: its tokens in lower case; raw: as printed; places: where each begins; letters: one each;
    kinds: the kind of each chunk, with full stops after the last, so that a look ahead needs no bound;
    memo: what was worked out of it."""

    words: list[str]
    raw: list[str]
    places: list[int]
    letters: str
    chunks: list[Chunk]
    kinds: str
    memo: dict[Any, Any]

    def text_span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of tokens first..last."""
        return self.places[first], self.places[last - 1] + len(self.raw[last - 1])


_Value = TypeVar("_Value")


def remembered(work_out: Callable[[Sentence, int], _Value]) -> Callable[[Sentence, int], _Value]:
    """A function of a sentence and a chunk that is worked out once a sentence."""

    @wraps(work_out)
    def look_up(s: Sentence, at: int) -> _Value:
        key = work_out, at
        if key not in s.memo:
            s.memo[key] = work_out(s, at)
        return s.memo[key]  # type: ignore[no-any-return]

    return look_up


class _Letters(dict[str, str]):
    """The letter of a word as printed, worked out once."""

    def __missing__(self, word: str) -> str:
        if len(self) > _LIMIT:
            self.clear()
        letter = self[word] = _letter(word, lexicon())
        return letter


_letters = _Letters()


@cache
def _closed() -> dict[str, str]:
    """The words of the closed classes, from the grammar's lists."""
    grammar = word_list("grammar")
    found = {
        word: letter
        for name, letter in (
            ("determiners", "D"), ("standing_determiners", "d"), ("subject_pronouns", "H"), ("object_pronouns", "h"),
            ("relatives", "W"), ("prepositions", "p"), ("of", "o"), ("joining", "p"), ("with", "p"), ("to", "2"),
            ("that", "T"), ("conjunctions", "c"), ("subordinators", "S"), ("be", "E"), ("adverbs", "a"), ("times", "t"),
        )
        for word in grammar[name]
    }  # fmt: skip
    own = lexicon().grammar
    for letter, words in (
        ("M", grammar["auxiliaries"]), ("A", own["have"]), ("O", own["do"]), ("x", own["not"]), ("y", own["by"]),
        ("a", own["adverbs"]), ("p", own["prepositions"]), ("n", own["nouns"]), ("B", own["either"]), ("L", own["next"]),
        ("s", ["'s"]), ("E", ["'re", "'m"]), ("m", word_list("numbers")["ones"][1:]), ("m", word_list("numbers")["tens"]),
        ("m", [word for word in word_list("numbers")["indefinite"] if " " not in word]),
    ):  # fmt: skip
        found |= dict.fromkeys(words, letter)
    return found


def _letter(word: str, known: Lexicon) -> str:
    lower = word.lower().replace("’", "'")
    if not (word[0].isalnum() or len(word) > 1):
        return _SIGNS.get(word, '"' if word in "\"“”'‘’«»" else "." if word in "!?…" else "`" if word == "." else "'")
    closed = _closed().get(lower)
    capital = word[0].isupper()
    if capital and lower in known.grammar["also_months"]:
        return "t"
    if closed and (not capital or closed in "DdHtWSTcp2o" or word[1:].islower()):
        return closed
    if word[0].isdigit():
        return "t" if len(word) == 4 and word[:2] in ("18", "19", "20") and word.isdigit() else "m"
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
    if lower in _words("past_forms"):
        return "e"
    if lower.endswith("ing") and len(lower) > 5:
        return "G" if lower in known.kinds else "g"
    return "n"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word_list("grammar")[name])


@cache
def endings(name: str) -> tuple[str, ...]:
    """The endings of a list."""
    return tuple(lexicon().grammar[name])


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of countries and their people, in lower case."""
    return frozenset(word.lower() for word in word_list("countries")["demonyms"])


def is_demonym(word: str) -> bool:
    """Whether a capitalised word is the adjective of a people: Syrian, Karen-speaking is none."""
    lower = word.lower()
    return lower in demonyms() or (word[:1].isupper() and lower.endswith(endings("demonym_endings")) and len(lower) > 5)


def tokens(text: str, start: int, end: int) -> tuple[list[str], list[int]]:
    """The words and signs of a stretch of text, and where each begins."""
    found = list(_TOKEN.finditer(text, start, end))
    return [match[0] for match in found], [match.start() for match in found]


def read(raw: list[str], words: list[str], places: list[int], upper: bool) -> Sentence:
    """A sentence from its tokens as printed and in lower case; upper: its capitals say nothing."""
    letters = [_letters[word] for word in (words if upper else raw)]
    if not upper and letters and letters[0] == "N":
        letters[0] = _first(raw)
    resolve(letters, words)
    joined = "".join(letters)
    chunks = [
        Chunk(match[0] if match.lastgroup == "x" else match.lastgroup or "x", *match.span())
        for match in _CHUNK.finditer(joined)
        if match[0] not in "`'"
    ]
    return Sentence(words, raw, places, joined, chunks, "".join([chunk.kind for chunk in chunks]) + _BEYOND, {})


def _first(raw: list[str]) -> str:
    """The letter of the first word, whose capital says nothing unless the next one has a capital too or no list knows it."""
    lower = raw[0].lower()
    if len(raw) > 1 and raw[1][:1].isupper() and raw[1] not in ("I",) and _open_letter(lower, lexicon()) in "nBZQ":
        return "N"
    letter = _letters[lower]
    known = lower in lexicon().kinds or lower in lexicon().people["human"] or lower in lexicon().verbs
    return letter if known or letter not in "ng" else "N" if letter == "n" else letter


_TAKES = frozenset("DdNmhn2TaSWpgsyoH\"")
_OBJECT = frozenset("DdNmhH2TS\"W")


def resolve(letters: list[str], words: list[str]) -> None:
    """Decides, in place, between noun and verb where a word may be both, from its neighbours."""
    plural = lexicon().plural
    for place, letter in enumerate(letters):
        if letter == "m":
            _hedge(letters, words, place)
        if letter == "L":
            letters[place] = "t" if letters[place + 1 : place + 2] == ["t"] else "n"
        if letter not in "BZGQebzgfu":
            continue
        before = place - 1
        while before >= 0 and letters[before] in "xa":
            before -= 1
        prev = letters[before] if before >= 0 else "^"
        adjacent = before == place - 1
        nxt = letters[place + 1] if place + 1 < len(letters) else "."
        if letter in "bB" or letter == "Q":
            letters[place] = _base(letters, words, place, letter, prev, nxt, before, plural)
        elif letter in "zZ":
            if letter == "z":
                letters[place] = "n" if prev in "Dm" and adjacent else "z"
            elif prev in "HW":
                letters[place] = "z"
            elif prev in "nN)\",tT" and not (words[before].endswith("s") and prev == "n") and nxt in _TAKES:
                finite = _finite(letters, place)
                letters[place] = "z" if not finite and (nxt in _OBJECT or nxt in "napg") else "n"
            else:
                letters[place] = "n"
        elif letter == "G":
            if prev == "E" or (prev in "^,pSyc-" and nxt in "DdNmhn") or (prev in "nNbefzgu" and nxt in "DdNmh" and adjacent):
                letters[place] = "g"
            else:
                letters[place] = "n"
        elif letter == "g":
            letters[place] = "n" if prev in "Dsm" and adjacent or (prev == "o" and nxt in "po.,") else "g"
        elif letter == "e":
            adjective = nxt in "nNG" or (nxt in "BZe" and prev in "Ds")
            if adjacent and prev == "D" and nxt in "po.,vMAOE" and words[before] in lexicon().grammar["articles"]:
                letters[place] = "n"
            elif adjacent and prev in "DsmopydJ" and adjective and not (prev == "m" and nxt == "N"):
                letters[place] = "n"
            elif prev in "^" and nxt in "nN" or (prev in "Ec" and nxt == "n" and prev == "c" and _adjective(letters, before)):
                letters[place] = "n"
            elif prev in "e" and adjacent and adjective:
                letters[place] = "n"
        elif letter == "u" and adjacent and prev in "Ds" and nxt in "nN":
            letters[place] = "n"


def _hedge(letters: list[str], words: list[str], place: int) -> None:
    """Makes determiners of the words that round a number: at least, up to, about."""
    hedges = lexicon().grammar["hedges"]
    if place > 1 and f"{words[place - 2]}_{words[place - 1]}" in hedges:
        letters[place - 2] = letters[place - 1] = "D"
    elif place and words[place - 1] in hedges:
        letters[place - 1] = "D"


def _adjective(letters: list[str], conjunction: int) -> bool:
    return conjunction > 0 and letters[conjunction - 1] == "n" and conjunction > 1 and letters[conjunction - 2] in "Dmn"


def _base(
    letters: list[str], words: list[str], place: int, letter: str, prev: str, nxt: str, before: int, plural: frozenset[str]
) -> str:
    """Whether a base form is a verb: after to, a modal or a pronoun; after a plural where the sentence lacks a verb."""
    if prev in "2MO":
        return "b"
    if letter == "Q":
        return "n" if prev in "Dsm" or (prev in "po" and nxt not in "DdNmhH") else "e" if prev in "nNHtAEWT)^,c\"" else "n"
    if prev in "HW":
        return "b"
    if prev in "efzgu" and words[before] not in lexicon().grammar["bare"]:
        return "n"
    if letter == "b":
        return "n" if prev in "Dso" or (prev == "m" and nxt not in "Dd") else "b"
    if prev in "cb" and "b" in letters[max(0, place - 8) : place] and nxt in _OBJECT and prev == "c":
        return "b"
    many = before >= 0 and (words[before].endswith("s") or words[before] in plural or _joined(letters, before))
    if prev in "nN,)" and many and nxt in _TAKES and not _finite(letters, place):
        return "b"
    return "n"


def _joined(letters: list[str], before: int) -> bool:
    """Whether the noun at `before` is the last of several joined ones."""
    start = before
    while start > 0 and letters[start] in "nNmDs":
        start -= 1
    return letters[start] == "c"


def _finite(letters: list[str], place: int) -> bool:
    """Whether the clause around a place has another finite verb: then the word there is a noun."""
    left = place
    while left > 0 and letters[left - 1] not in ";,WTS\"":
        left -= 1
    right = place + 1
    while right < len(letters) and letters[right] not in ";WTS\"":
        right += 1
    before, after = letters[left:place], letters[place + 1 : right]
    if any(letter in "MAOEfz" for letter in before) or any(letter in "MAOEf" for letter in after):
        return True
    return any(letter == "e" and n and before[n - 1] in "nNHZ)t" for n, letter in enumerate(before)) or any(
        letter == "e" and (after[n - 1] if n else "n") in "nNHZ)ta" and "o" not in after[:n] for n, letter in enumerate(after)
    )


def lemma(sentence: Sentence, chunk: Chunk) -> tuple[str, int]:
    """The lemma of a verb group and the token of its verb."""
    token = chunk.last - 1
    while token > chunk.first and sentence.letters[token] in "xa":
        token -= 1
    word = sentence.words[token]
    found = lexicon().verbs.get(word)
    if found:
        return found[0], token
    return _AUXILIARIES.get(sentence.letters[token], word), token
