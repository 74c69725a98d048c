"""From a sentence to its chunks: noun phrases, verb groups, prepositions, signs.

One pattern over the letters of the words (tagging.py) cuts a sentence into chunks. All is linear in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from ..patterns import WORD
from .article import Article
from .lexicon import lexicon
from .tagging import letter_of, letters_of

_TOKEN = re.compile(
    rf"[^\W\d_]\.(?<!\w[^\W\d_]\.)(?:[^\W\d_]\.)+"  # U.S.
    rf"|{WORD}++(?:[-&/]{WORD}++|['’](?!s\b|re\b|ve\b|ll\b|d\b|m\b){WORD}++|[.,:](?<=\d[.,:])\d++)*+"
    r"(?:['’](?<=s['’])(?!\w))?"
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
_LIMIT = 1 << 16  # words that are remembered


class Chunk(NamedTuple):
    """kind: n noun phrase, v verb group, t time, else the letter of a single word. first, last: its tokens."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence read. words: its tokens in lower case; raw: as printed; text, start: where it begins; letters: one
    each; kinds: the kind of each chunk, with full stops after the last, so that a look ahead needs no bound;
    article: what it is a sentence of; memo: what was worked out of it; places: where each token begins, once asked."""

    words: Sequence[str]
    raw: Sequence[str]
    text: str
    start: int
    letters: str
    chunks: list[Chunk]
    kinds: str
    article: Article
    memo: dict[int, Any]
    places: list[int]

    def text_span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of tokens first..last."""
        if not self.places:  # most sentences have no event, and nobody asks
            end = self.start
            for word in self.raw:  # between two there is only white space
                self.places.append(self.text.index(word, end))
                end = self.places[-1] + len(word)
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


class _Lower(dict[str, str]):
    """A word as printed -> in lower case with a straight apostrophe, worked out once."""

    def __missing__(self, word: str) -> str:
        if len(self) > _LIMIT:
            self.clear()
        lower = self[word] = word.lower().replace("’", "'")
        return lower


_lower = _Lower()


def tokens(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """The words and signs of a stretch of text, as printed and in lower case."""
    raw = _TOKEN.findall(text, start, end)
    return raw, [_lower[word] for word in raw]


def read(text: str, start: int, tokens: tuple[Sequence[str], Sequence[str]], article: Article) -> Sentence:
    """A sentence from its tokens. text, start: where it begins."""
    raw, words = tokens
    letters = letters_of(raw, words, article.upper)
    chunks = [
        Chunk(letters[match.start()] if (kind := match.lastgroup) == "x" else kind or "x", *match.span())
        for match in _CHUNK.finditer(letters)
    ]
    if "`" in letters or "'" in letters:
        chunks = [chunk for chunk in chunks if chunk.kind not in "`'"]
    kinds = "".join([chunk.kind for chunk in chunks]) + _BEYOND
    return Sentence(words, raw, text, start, letters, chunks, kinds, article, {}, [])


def verbs_in(words: Sequence[str]) -> Iterator[str]:
    """The lemmas of the words, in lower case, that may be a verb which a rule is about."""
    known = lexicon()
    for word in words:
        if (found := known.verbs.get(word)) and found[0] in known.triggers:
            yield found[0]
        elif not found and (name := _AUXILIARIES.get(letter_of(word))) in known.triggers and name:
            yield name


def is_wanted(name: str, words: Sequence[str]) -> bool:
    """Whether some rule of a verb that is a trigger can fit a sentence of these words."""
    wanted = lexicon().wanted[name]
    return not wanted or any(all(not some.isdisjoint(words) for some in sets) for sets in wanted)


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
