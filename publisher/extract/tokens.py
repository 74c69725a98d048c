"""From a paragraph to tokens with a class letter each; a quoted piece is one token.

The letters of a paragraph make one string, so that the rules of the grammar can be regular expressions over it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .lexicon import phrases, word_class
from .marks import Piece
from .text import Pair, ends_sentence

_TOKEN = re.compile(
    r"[@#$£€]?\w+(?:[-'’&/]\w+|(?<=\d)[.,:]\d+|(?<![^\W\d_]{2})\.\w(?=\.))*+"  # well-known, 1,000, U.S, J.D
    r"(?:(?<=[sS])['’](?!\w)|(?<=\.\w)\.)?"  # officials', U.S.
    r"|[.!?…]+|--+|\S"
)
_FOLLOWING = re.compile(r"[\s\"“‘«(\[`']*+(\w[^\s.,;:]{0,20})")
_ENDS = ".!?…"
_CLOSING = "\"”’»)]'"


@dataclass(frozen=True, slots=True)
class Tokens:
    """A paragraph in tokens. Token i is text[starts[i]:ends[i]] and of class letters[i]; an end of a sentence that lies
    inside marks is a token of its own without characters. quotes: which tokens are quoted pieces."""

    text: str
    starts: list[int]
    ends: list[int]
    letters: str
    quotes: list[int]

    def span(self, first: int, last: int) -> Pair:
        """The characters of tokens first..last (last excluded)."""
        return self.starts[first], self.ends[last - 1]

    def word(self, token: int) -> str:
        """A token in lower case."""
        return self.text[self.starts[token] : self.ends[token]].lower()


def read(text: str, paragraph: Pair, pieces: Sequence[Piece]) -> Tokens:
    """The tokens of a paragraph; pieces: the outer quoted pieces in it, in text order."""
    starts: list[int] = []
    ends: list[int] = []
    letters: list[str] = []
    quotes: list[int] = []
    position, limit = paragraph
    shouting = text[position:limit].isupper()  # capitals say nothing: read the words in lower case
    two_words, first, previous = phrases(), True, ""
    for piece in (*pieces, None):
        for match in _TOKEN.finditer(text, position, piece.start if piece else limit):
            word = match.group().lower() if shouting else match.group()
            start, end = match.span()
            letter = word_class(word, first)
            first = False
            if word in two_words and previous in two_words[word]:
                letters[-1], letter = two_words[word][previous], "+"
            elif letter == ".":
                first = _is_end(text, start, end, limit)
                if not first:  # the full stop of an abbreviation
                    if ends and ends[-1] == start:
                        ends[-1] = end
                    continue
            elif len(letter) > 1:  # he's: he, 's
                cut = start + word.replace("’", "'").index("'")
                starts.append(start)
                ends.append(cut)
                letters.append(letter[0])
                start, letter = cut, letter[1]
            starts.append(start)
            ends.append(end)
            letters.append(letter)
            previous = word
            if word[-1] == "." and letter != "." and _is_end(text, end - 1, end, limit):
                starts.append(end)
                ends.append(end)
                letters.append(".")
                first = True
        if piece:
            quotes.append(len(letters))
            first = _put_quote(text, piece, limit, starts, ends, letters)
            position = piece.end
    return Tokens(text, [*starts, limit], [*ends, limit], "".join(letters) + ".", quotes)


def _put_quote(text: str, piece: Piece, limit: int, starts: list[int], ends: list[int], letters: list[str]) -> bool:
    """Adds a quoted piece, and the end of the sentence if it lies inside the marks; returns whether it does."""
    starts.append(piece.start)
    ends.append(piece.end)
    letters.append("Q")
    mark = piece.inner[1] - 1
    if text[mark] not in _ENDS or not _is_end(text, mark, piece.end, limit):
        return False
    starts.append(piece.end)
    ends.append(piece.end)
    letters.append("." if text[mark] == "." and text[mark - 1] != "." else "!")
    return True


def _is_end(text: str, mark: int, end: int, limit: int) -> bool:
    """Whether the end mark at `mark` ends a sentence, judged by what follows `end`."""
    if end < limit and not text[end].isspace() and text[end] not in _CLOSING:
        return False
    following = _FOLLOWING.match(text, end, limit)
    return not following or ends_sentence(text, mark, following.group(1))
