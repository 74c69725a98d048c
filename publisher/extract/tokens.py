"""From a paragraph to tokens with a class letter each; a quoted piece is one token.

The letters of a paragraph make one string, so that the rules of the grammar can be regular expressions over it.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain

from publisher.language.token_patterns import each_letter, letters_of

from .lexicon import PHRASE, Lexicon
from .marks import Piece
from .text import Pair, ends_sentence

_SPECIAL = re.compile(r"[.!^]")
_QUOTE = re.compile("Q")
_NAME, _POSSESSIVE, _AUXILIARY, _PARTICLE = each_letter("name possessive auxiliary particle")
_NO_OWNERS = letters_of("pronoun:subject relative complementizer")
_LINKED = re.compile(f"(?<={_NAME}){_AUXILIARY}(?={_NAME})")
_NO_END = "~"  # a full stop inside a sentence, or a comma inside a name
_COMMA = ","
_FOLLOWING = re.compile(r"[\s\"“‘«(\[`'”’»)\]]*+(\w[^\s.,;:]{0,20})")
_ENDS = ".!?…"
_CLOSING = "\"”’»)]'"


@dataclass(frozen=True, slots=True)
class Tokens:
    """A paragraph in tokens. words: each as printed; starts: where each begins; letters: its class; quotes: which are
    quoted pieces. The end of a sentence that lies inside marks is a token of its own without characters, after the
    piece."""

    text: str
    lexicon: Lexicon
    words: list[str]
    starts: array[int]
    letters: str
    quotes: list[int]

    def span(self, first: int, last: int) -> Pair:
        """The characters of tokens first..last (last excluded), with the full stop of an abbreviation at the end."""
        end = self.starts[last - 1] + len(self.words[last - 1])
        stop = self.text[end : end + 1] == "." and self.starts[last] > end
        return self.starts[first], end + 1 if stop else end

    def quotes_in(self, start: int, end: int) -> list[int]:
        """Those of tokens start..end (end excluded) that are quoted pieces."""
        return self.quotes[bisect_left(self.quotes, start) : bisect_left(self.quotes, end)]

    def word(self, token: int) -> str:
        """A token in lower case."""
        return self.words[token].lower()


def read(text: str, paragraph: Pair, pieces: Sequence[Piece], lexicon: Lexicon) -> Tokens:
    """The tokens of a paragraph; pieces: the outer quoted pieces in it, in text order."""
    words: list[str] = []
    letters: list[str] = []
    position, limit = paragraph
    each = lexicon.shouted if text[position:limit].isupper() else lexicon.printed
    starts = array("q")
    for piece in (*pieces, None):
        stretch = text[position : piece.start if piece else limit]
        printed = stretch.split()
        tokens, classes, steps = zip(*map(each, printed), strict=True) if printed else ((), (), ())
        read = [*chain.from_iterable(tokens)]
        position += len(stretch) - len(stretch.lstrip())
        if stretch.strip() == " ".join(printed):
            starts.fromlist([*accumulate(chain.from_iterable(steps), initial=position)][:-1])
        else:
            starts.extend(_places(text, position, read))
        words += read
        letters += "".join(classes)
        if piece:
            words.append(text[piece.start : piece.end])
            starts.append(piece.start)
            letters.append("Q")
            position, mark = piece.end, piece.inner[1] - 1
            if text[mark] in _ENDS and _is_end(text, mark, position, limit, lexicon.language.code):
                words.append("")
                starts.append(position)
                letters.append("." if text[mark] == "." and text[mark - 1] != "." else "!")
    words.append("")
    starts.append(limit)
    letters.append(".")
    _read_together(text, lexicon, (words, starts), letters)
    if not (generations := _generations(lexicon)).isdisjoint(words):  # Ann Lee, Jr., left
        for place in range(1, len(words)):
            if words[place] in generations and letters[place - 1] == _COMMA:
                letters[place - 1] = _NO_END
    if _NO_END in letters:
        kept = [place for place, letter in enumerate(letters) if letter != _NO_END]
        words, starts = [words[place] for place in kept], array("q", [starts[place] for place in kept])
    joined = "".join(letters).replace(_NO_END, "")
    if _LINKED.search(joined):  # Casa do Norte
        links = lexicon.listed("name_links")
        joined = _LINKED.sub(lambda found: _NAME if words[found.start()] in links else found[0], joined)
    for pronoun in _NO_OWNERS:  # he's: no possessive
        joined = joined.replace(pronoun + _POSSESSIVE, pronoun + _AUXILIARY)
    return Tokens(text, lexicon, words, starts, joined, [match.start() for match in _QUOTE.finditer(joined)])


@cache
def _generations(lexicon: Lexicon) -> frozenset[str]:
    """What tells a son from his father after a name; nothing in a language without such words."""
    language = lexicon.language
    return frozenset(language.words("speakers")["generations"] if language.has("words/speakers") else ())


def _places(text: str, position: int, tokens: Iterable[str]) -> Iterator[int]:
    """Where each token begins, the first of them at `position` or after it."""
    for token in tokens:  # between two there is only white space
        position = text.index(token, position)
        yield position
        position += len(token)


def _read_together(text: str, lexicon: Lexicon, tokens: tuple[list[str], array[int]], letters: list[str]) -> None:
    """Corrects the letters that neighbours decide: a full stop that ends no sentence, the first word of a sentence,
    whose capital says nothing, and two-word cues (went on: the letter of the verb and "+")."""
    words, starts = tokens
    limit, code = starts[-1], lexicon.language.code
    for special in _SPECIAL.finditer("." + "".join(letters)):
        token = special.start()  # of the word after a full stop, or (for "^") one too many
        if special[0] == PHRASE:
            _join_phrase(lexicon, words, letters, token - 1)
        elif (
            token
            and (word := words[token - 1])
            and not _is_end(text, starts[token - 1], starts[token - 1] + len(word), limit, code)
        ):
            letters[token - 1] = _NO_END
        elif token < len(letters) and letters[token] == _NAME:
            letters[token] = lexicon.initial_class(words[token])
            if letters[token] == PHRASE:
                _join_phrase(lexicon, words, letters, token)


def _join_phrase(lexicon: Lexicon, words: Sequence[str], letters: list[str], token: int) -> None:
    first, second = words[token].lower(), words[token + 1].lower()
    seconds = lexicon.phrases[first]
    if second and second in seconds:
        letters[token], letters[token + 1] = seconds[second], _PARTICLE
    else:
        letters[token] = seconds[""]


def _is_end(text: str, mark: int, end: int, limit: int, code: str) -> bool:
    """Whether the end mark at `mark` ends a sentence, judged by what follows `end`."""
    if end < limit and not text[end].isspace() and text[end] not in _CLOSING:
        return False
    following = _FOLLOWING.match(text, end, limit)
    return not following or ends_sentence(text, mark, following.group(1), code)
