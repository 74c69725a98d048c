"""From a sentence to its chunks: noun phrases, verb groups, prepositions, signs.

One pattern over the letters of the words (tagging.py) cuts a sentence into chunks. All is linear in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from ..patterns import WORD
from .article import Article
from .lexicon import lexicon
from .tagging import letters_of

_TOKEN = re.compile(
    rf"(?:\b[^\W\d_]\.){{2,}}"  # U.S.
    rf"|{WORD}+(?:[-&/]{WORD}+|['’](?!s\b|re\b|ve\b|ll\b|d\b|m\b){WORD}+|(?<=\d)[.,:]\d+)*(?:(?<=s)['’](?!\w))?"
    r"|['’](?:s|re|ve|ll|d|m)\b|--|[^\w\s]"
)
_GROUP = r"(?:(?:[xa]{0,3}[MAOE])+[xa]{0,3}[efuzgbQ]?|2[xa]{0,2}(?:[AE][xa]{0,2}){0,2}[bfueg](?![s])|[efuzgbQ])"
_CHUNK = re.compile(
    rf"(?P<t>(?:[Dm]{{0,3}}t)(?:[mt]){{0,3}}(?:,?t)?(?!s))|(?P<v>{_GROUP})"
    r"|(?P<n>(?:[Dd]{0,3}(?:[mnNts]|a(?=[nNm])){0,16}[nNm]|[Dd]{1,2}(?![nN])|[Hh]))|(?P<x>.)",
    re.DOTALL,
)
_AUXILIARIES = {"E": "be", "A": "have", "O": "do"}  # the lemmas of rules that are about these letters
_BEYOND = "." * 32


class Chunk(NamedTuple):
    """kind: n noun phrase, v verb group, t time, else the letter of a single word. first, last: its tokens."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence read. words: its tokens in lower case; raw: as printed; places: where each begins; letters: one each;
    kinds: the kind of each chunk, with full stops after the last, so that a look ahead needs no bound;
    article: what it is a sentence of; memo: what was worked out of it."""

    words: list[str]
    raw: list[str]
    places: list[int]
    letters: str
    chunks: list[Chunk]
    kinds: str
    article: Article
    memo: dict[int, Any]

    def text_span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of tokens first..last."""
        return self.places[first], self.places[last - 1] + len(self.raw[last - 1])


_Value = TypeVar("_Value")


_kept: list[str] = []  # the functions that are remembered, by their numbers
_MISSING = object()


def remembered(work_out: Callable[[Sentence, int], _Value]) -> Callable[[Sentence, int], _Value]:
    """A function of a sentence and a chunk that is worked out once a sentence."""
    number = len(_kept)
    _kept.append(work_out.__name__)

    @wraps(work_out)
    def look_up(s: Sentence, at: int) -> _Value:
        key = (at << 5) + number
        value = s.memo.get(key, _MISSING)
        if value is _MISSING:
            value = s.memo[key] = work_out(s, at)
        return value  # type: ignore[no-any-return]

    return look_up


def tokens(text: str, start: int, end: int) -> tuple[list[str], list[int]]:
    """The words and signs of a stretch of text, and where each begins."""
    found = list(_TOKEN.finditer(text, start, end))
    return [match[0] for match in found], [match.start() for match in found]


def read(raw: list[str], words: list[str], places: list[int], article: Article) -> Sentence:
    """A sentence from its tokens as printed and in lower case, and where each begins."""
    letters = letters_of(raw, words, article.upper)
    chunks = [
        Chunk(match[0] if match.lastgroup == "x" else match.lastgroup or "x", *match.span())
        for match in _CHUNK.finditer(letters)
        if match[0] not in "`'"
    ]
    kinds = "".join([chunk.kind for chunk in chunks]) + _BEYOND
    return Sentence(words, raw, places, letters, chunks, kinds, article, {})


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
