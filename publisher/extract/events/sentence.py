"""From a sentence to its chunks: noun phrases, verb groups, prepositions, signs.

One pattern over the letters of the words (tagging.py) cuts a sentence into chunks. All is linear in the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from itertools import accumulate, chain
from typing import Any, TypeVar

from ..memo import Memo
from ..patterns import WORD
from .article import Topic
from .lexicon import lexicon
from .tagging import closed_letter, letters_alone, resolved

_TOKEN = re.compile(
    rf"[^\W\d_]\.(?<!\w[^\W\d_]\.)(?:[^\W\d_]\.)+"  # U.S.
    rf"|{WORD}++(?:[-&/]{WORD}++|['’](?!s\b|re\b|ve\b|ll\b|d\b|m\b){WORD}++|[.,:](?<=\d[.,:])\d++)*+"
    r"(?:['’](?<=s['’])(?!\w))?"
    r"|['’](?:s|re|ve|ll|d|m)\b|--|[^\w\s]"
)
_GROUP = r"(?:(?:[xa]{0,3}[MAOE])+[xa]{0,3}[efuzgbQ]?|2[xa]{0,2}(?:[AE][xa]{0,2}){0,2}[bfueg](?![s])|[efuzgbQ])"
_KINDS = {
    "t": r"(?:[Ddm]{0,3}t)(?:[mt]){0,3}(?:,?t)?(?!s)",
    "v": _GROUP,
    "n": (
        r"(?:[Dd]{0,3}(?:m(?!t)){0,4}(?:[nNts]|(?<!n)m(?!t)|a(?=[nNm])){0,16}(?:[nN]|(?<!n)m(?!t))"
        r"|[Dd]{0,3}(?:m(?!t)){1,4}|[Dd]{1,2}(?![nN])|[Hh])"
    ),
}
"""Kind of a chunk -> its letters. Any other letter is a chunk of its own."""
_ALONE = r"[^DdmtxaMAOE2efuzgbQnNsHh]|[Dd]?[nN](?![nNtsma])|[efuzgbQ]"  # most chunks, and told at a glance
_CHUNK = re.compile("|".join([_ALONE, *_KINDS.values(), "."]), re.DOTALL)
_KIND = re.compile("|".join(f"(?P<{kind}>{letters})" for kind, letters in _KINDS.items()))
_DROPPED = frozenset("`'")  # full stops inside a sentence and signs that say nothing
_INITIAL = re.compile("(?<=N)`(?=N)")
"""A full stop inside a name: Ann J. Roe, Dr. Lee."""
_AUXILIARIES = {"E": "be", "A": "have", "O": "do"}  # the lemmas of rules that are about these letters
_BEYOND = "." * 32
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Printed:
    """What is between two white spaces, in tokens. raw: as printed; words: in lower case with a straight
    apostrophe; letters: the letter of each alone, unsure: UNSURE for each whose neighbours decide (tagging.py); signs:
    those of its words in the lists that tell early what a sentence is about (`Lexicon.signs`); verbs: the lemmas of
    those that may be a verb which a rule is about; telling: its words that some rule asks for."""

    raw: tuple[str, ...]
    words: tuple[str, ...]
    letters: str
    unsure: str
    signs: str
    verbs: tuple[str, ...]
    telling: tuple[str, ...]


def _printed(stretch: str) -> Printed:
    return _read(stretch, shouted=False)


def _shouted(stretch: str) -> Printed:
    """A stretch of a text whose capitals say nothing, read."""
    return _read(stretch, shouted=True)


def _read(stretch: str, *, shouted: bool) -> Printed:
    known = lexicon()
    raw = (stretch,) if stretch.isalpha() else tuple(_TOKEN.findall(stretch))
    words = tuple([word.lower().replace("’", "'") for word in raw])
    signs = "".join([known.signs.get(word, "") for word in words])
    verbs = tuple([name for word in words if (name := _verb(word)) in known.triggers and name])
    telling = tuple([word for word in words if word in known.telling])
    raw = words if raw == words else raw  # most are: one value for both
    return Printed(raw, words, *letters_alone(words if shouted else raw, words), signs, verbs, telling)


def _verb(word: str) -> str | None:
    """The lemma of a word in lower case that is a verb."""
    found = lexicon().verbs.get(word)
    return found[0] if found else _AUXILIARIES.get(closed_letter(word))


_each = Memo(_printed).__getitem__
_each_shouted = Memo(_shouted).__getitem__


@dataclass(frozen=True, slots=True)
class Words:
    """The printed words of a sentence, and the signs of all of them."""

    printed: Sequence[Printed]
    signs: str


def words_of(text: str, start: int, end: int, upper: bool = False) -> Words:
    """The words of a stretch of text that begins and ends between words and holds one. upper: the text is printed in
    capitals."""
    printed = [*map(_each_shouted if upper else _each, text[start:end].split())]
    return Words(printed, "".join([one.signs for one in printed]))


def article_of(sentences: Sequence[Words], upper: bool = False) -> Topic:
    """What the words of all sentences say about the article. upper: it is printed in capitals."""
    length = sum([len(one.letters) for sentence in sentences for one in sentence.printed])
    return Topic("".join([sentence.signs for sentence in sentences]), length, upper)


def said_in(words: Words) -> frozenset[str]:
    """The words of a sentence, in lower case, that some rule asks for."""
    return frozenset(chain.from_iterable([one.telling for one in words.printed]))


def wanted(words: Words, said: frozenset[str]) -> frozenset[str]:
    """The lemmas of the words that may be a verb of which some rule can fit a sentence of these words. said: as
    `said_in`."""
    names = {name for one in words.printed if one.verbs for name in one.verbs}
    return frozenset([name for name in names if _is_wanted(name, said)]) if names else _NONE


def _is_wanted(name: str, said: frozenset[str]) -> bool:
    sets = lexicon().wanted[name]
    if not sets:
        return True
    for asked in sets:
        for some in asked:
            if some.isdisjoint(said):
                break
        else:
            return True
    return False


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence read. words: its tokens in lower case; said: those that some rule asks for; raw: as printed; signs: as
    in `Printed`; text, start: where it begins; letters: one each.

    Its chunks: kinds: the kind of each (n noun phrase, v verb group, t time, else the letter of a single word), with
    full stops after the last, so that a look ahead, or one step back from the first, needs no bound; firsts, lasts: its
    tokens, the last not included; parts: its letters. article: what it is a sentence of; memo: what was worked out of
    it; places: where each token begins, once asked."""

    words: Sequence[str]
    said: frozenset[str]
    raw: Sequence[str]
    signs: str
    text: str
    start: int
    letters: str
    kinds: str
    firsts: Sequence[int]
    lasts: Sequence[int]
    parts: Sequence[str]
    article: Topic
    memo: dict[int, Any]
    places: list[int]

    def text_span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of tokens first..last."""
        places = self.places
        if not places:  # most sentences have no event, and nobody asks
            find, text, end = places.append, self.text, self.start
            for word in self.raw:  # between two there is only white space
                end = text.index(word, end)
                find(end)
                end += len(word)
        return places[first], places[last - 1] + len(self.raw[last - 1])


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


def read(text: str, start: int, found: Words, said: frozenset[str], article: Topic) -> Sentence:
    """A sentence from its words. text, start: where it begins; said: as `said_in`."""
    printed = found.printed
    raw = [*chain.from_iterable([one.raw for one in printed])]
    words = [*chain.from_iterable([one.words for one in printed])]
    alone, unsure = "".join([one.letters for one in printed]), "".join([one.unsure for one in printed])
    letters = resolved(raw, words, alone, unsure)
    inside = {stop.start() for stop in _INITIAL.finditer(letters)}
    if not (sons := lexicon().grammar["generations"]).isdisjoint(raw):  # Ann Lee, Jr., left
        inside |= {at for at, one in enumerate(raw[1:]) if one in sons and raw[at] == ","}
    if inside:
        raw, words = ([one for at, one in enumerate(some) if at not in inside] for some in (raw, words))
        letters = "".join([letter for at, letter in enumerate(letters) if at not in inside])
    parts = _CHUNK.findall(letters)
    lasts = [*accumulate(map(len, parts))]
    firsts = [0, *lasts[:-1]]
    if not _DROPPED.isdisjoint(parts):
        kept = [at for at, part in enumerate(parts) if part not in _DROPPED]
        parts, firsts, lasts = ([some[at] for at in kept] for some in (parts, firsts, lasts))
    kinds = "".join(map(_kind, parts)) + _BEYOND
    return Sentence(words, said, raw, found.signs, text, start, letters, kinds, firsts, lasts, parts, article, {}, [])


def _kind_of(part: str) -> str:
    found = _KIND.fullmatch(part)
    return (found and found.lastgroup) or part


_kind = Memo(_kind_of).__getitem__


def lemma(s: Sentence, at: int) -> tuple[str, int]:
    """The lemma of a verb group and the token of its verb."""
    token, first = s.lasts[at] - 1, s.firsts[at]
    while token > first and s.letters[token] in "xa":
        token -= 1
    word = s.words[token]
    found = lexicon().verbs.get(word)
    if found:
        return found[0], token
    return _AUXILIARIES.get(s.letters[token], word), token


def chunk_at(s: Sentence, place: int) -> int:
    """The last chunk that begins at an offset of the article or before, the first where none does."""
    after = bisect_right(range(len(s.parts)), place, key=lambda at: s.text_span(s.firsts[at], s.lasts[at])[0])
    return max(0, after - 1)
