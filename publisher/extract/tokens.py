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
    r"(?:[^\W\d_]\.){2,}"  # U.S., J.D.
    r"|[@#$£€]?\w+(?:[-'’&/]\w+|(?<=\d)[.,:]\d+)*+(?:(?<=[sS])['’](?!\w))?"  # word or number with its possessive
    r"|[.!?…]+|--+|\S"
)
_FOLLOWING = re.compile(r"[\s\"“‘«(\[`']*+(\w[^\s.,;:]{0,20})")
_SIGNS = {",": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")", "-": "-", "–": "-", "—": "-"}
_ENDS = ".!?…"
_APOSTROPHE = re.compile("['’]")


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
    two_words = phrases()
    previous = "."

    def put(start: int, end: int, letter: str) -> None:
        starts.append(start)
        ends.append(end)
        letters.append(letter)

    for piece in (*pieces, None):
        for match in _TOKEN.finditer(text, position, piece.start if piece else limit):
            word = match.group()
            start, end = match.span()
            if word[0] in _ENDS:
                if _is_end(text, start, end, limit):
                    put(start, end, ".")
                elif starts and ends[-1] == start:  # the full stop of an abbreviation
                    ends[-1] = end
            elif word in _SIGNS or not (word[0].isalnum() or len(word) > 1):
                put(start, end, "-" if word[0] == "-" else _SIGNS.get(word, "x"))
            else:
                word = word.lower() if shouting else word
                letter = word_class(word, not letters or letters[-1] in ".!")
                if (previous, word) in two_words:
                    letters[-1], letter = two_words[previous, word], "+"
                apostrophe = _APOSTROPHE.search(word) if letter == "H" else None
                if apostrophe:  # he's: he, 's
                    put(start, start + apostrophe.start(), letter)
                    start, letter = start + apostrophe.start(), "E" if word[-1] in "me" and word[-2] != "v" else "A"
                put(start, end, letter)
                if word[-1] == "." and _is_end(text, end - 1, end, limit):
                    put(end, end, ".")
            previous = word
        if piece:
            quotes.append(len(letters))
            put(piece.start, piece.end, "Q")
            position = piece.end
            if text[piece.inner[1] - 1] in _ENDS and _is_end(text, piece.inner[1] - 1, position, limit):
                put(position, position, "." if text[piece.inner[1] - 1] == "." else "!")
    put(limit, limit, ".")
    return Tokens(text, starts, ends, "".join(letters), quotes)


def _is_end(text: str, mark: int, end: int, limit: int) -> bool:
    """Whether the end mark at `mark` ends a sentence, judged by the word that follows `end`."""
    following = _FOLLOWING.match(text, end, limit)
    return not following or ends_sentence(text, mark, following.group(1))
