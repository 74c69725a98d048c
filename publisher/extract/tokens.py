"""From a paragraph to tokens with a class letter each; a quoted piece is one token.

The letters of a paragraph make one string, so that the rules of the grammar can be regular expressions over it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from .lexicon import initial_class, phrases, word_class
from .marks import Piece
from .patterns import WORD
from .text import Pair, ends_sentence

_TOKEN = re.compile(
    rf"{WORD}++(?:[-&/'’.,:](?:"  # a word or number goes on after one of these:
    rf"(?<=[-&/]){WORD}++"  # well-known, AT&T
    rf"|(?<=['’])(?!(?:s|re|ve|ll|d|m)\b){WORD}++"  # didn't, O'Hara; but Ann | 's
    r"|(?<=\d[.,:])\d++"  # 1,000.5
    r"|(?<=\b\w\.)[^\W\d_](?=\.)"  # U.S, whose last full stop is a token, dropped if it ends no sentence
    r"))*+(?:(?<=[sS])['’](?!\w))?"  # officials'
    rf"|['’](?:s|re|ve|ll|d|m)\b|[.!?…]+|--+|[@#$£€]\w{WORD}*|\S"
)
_ALL = re.compile(r"(?s:.*)")
_SPECIAL = re.compile(r"[.!^]")
_QUOTE = re.compile("Q")
_NO_END = "~"  # a full stop inside a sentence
_FOLLOWING = re.compile(r"[\s\"“‘«(\[`'”’»)\]]*+(\w[^\s.,;:]{0,20})")
_ENDS = ".!?…"
_CLOSING = "\"”’»)]'"


@dataclass(frozen=True, slots=True)
class Tokens:
    """A paragraph in tokens. places: the characters of each; letters: its class; quotes: which are quoted pieces.
    The end of a sentence that lies inside marks is a token of its own without characters, after the piece."""

    text: str
    places: list[re.Match[str]]
    letters: str
    quotes: list[int]

    def span(self, first: int, last: int) -> Pair:
        """The characters of tokens first..last (last excluded), with the full stop of an abbreviation at the end."""
        end = self.places[last - 1].end()
        stop = self.text[end : end + 1] == "." and self.places[last].start() > end
        return self.places[first].start(), end + 1 if stop else end

    def quotes_in(self, start: int, end: int) -> list[int]:
        """Those of tokens start..end (end excluded) that are quoted pieces."""
        return self.quotes[bisect_left(self.quotes, start) : bisect_left(self.quotes, end)]

    def word(self, token: int) -> str:
        """A token in lower case."""
        return self.places[token][0].lower()


def read(text: str, paragraph: Pair, pieces: Sequence[Piece]) -> Tokens:
    """The tokens of a paragraph; pieces: the outer quoted pieces in it, in text order."""
    places: list[re.Match[str]] = []
    letters: list[str] = []
    position, limit = paragraph
    shouting = text[position:limit].isupper()  # capitals say nothing: read the words in lower case
    for piece in (*pieces, None):
        found = list(_TOKEN.finditer(text, position, piece.start if piece else limit))
        places += found
        letters += map(word_class, [match[0].lower() for match in found] if shouting else [match[0] for match in found])
        if piece:
            places.append(_place(text, piece.start, piece.end))
            letters.append("Q")
            position, mark = piece.end, piece.inner[1] - 1
            if text[mark] in _ENDS and _is_end(text, mark, position, limit):
                places.append(_place(text, position, position))
                letters.append("." if text[mark] == "." and text[mark - 1] != "." else "!")
    places.append(_place(text, limit, limit))
    letters.append(".")
    _read_together(text, places, letters, limit)
    if _NO_END in letters:
        places = [place for place, letter in zip(places, letters, strict=True) if letter != _NO_END]
    joined = "".join(letters).replace(_NO_END, "")
    for pronoun in "HWT":  # he's: no possessive
        joined = joined.replace(pronoun + "s", pronoun + "A")
    return Tokens(text, places, joined, [match.start() for match in _QUOTE.finditer(joined)])


def _read_together(text: str, places: list[re.Match[str]], letters: list[str], limit: int) -> None:
    """Corrects the letters that neighbours decide: a full stop that ends no sentence, the first word of a sentence,
    whose capital says nothing, and two-word cues (went on: the letter of the verb and "+")."""
    for special in _SPECIAL.finditer("." + "".join(letters)):
        token = special.start()  # of the word after a full stop, or (for "^") one too many
        if special[0] == "^":
            _join_phrase(places, letters, token - 1)
        elif token and places[token - 1][0] and not _is_end(text, *places[token - 1].span(), limit):
            letters[token - 1] = _NO_END
        elif token < len(letters) and letters[token] == "N":
            letters[token] = initial_class(places[token][0])
            if letters[token] == "^":
                _join_phrase(places, letters, token)


def _join_phrase(places: list[re.Match[str]], letters: list[str], token: int) -> None:
    first, second = places[token][0].lower(), places[token + 1][0].lower()
    seconds = phrases()[first]
    if second and second in seconds:
        letters[token], letters[token + 1] = seconds[second], "+"
    else:
        letters[token] = seconds[""]


def _place(text: str, start: int, end: int) -> re.Match[str]:
    place = _ALL.match(text, start, end)
    assert place  # the pattern matches anything
    return place


def _is_end(text: str, mark: int, end: int, limit: int) -> bool:
    """Whether the end mark at `mark` ends a sentence, judged by what follows `end`."""
    if end < limit and not text[end].isspace() and text[end] not in _CLOSING:
        return False
    following = _FOLLOWING.match(text, end, limit)
    return not following or ends_sentence(text, mark, following.group(1))
