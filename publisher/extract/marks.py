"""From quotation marks to quoted pieces.

Read are straight, curly, doubled-apostrophe and angle marks, and single ones; a piece ends with its paragraph at the
latest. What a mark does is judged by its two sides (white space before and a letter after: it opens), by its
own direction, and by whether a piece is open. One pass with a stack over the marks, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from .limit import MOST, TooDense, few
from .patterns import any_of
from .text import Document, Pair, word_lists

# A sign, then what may follow it (patterns that begin with a set of characters are much the faster to search);
# markup comes first: the marks in it are no quotation.
_MARK = re.compile(
    r"[<\"“”„‟«»'`‘’](?:(?<=<)[A-Za-z/!][^<>]*+>|(?<=\")\"*|(?<=')'+|(?<![\w.,!?']')(?<=')(?=[^\W\d_])|(?<=`)`|(?<=[“”„‟«»‘’]))"
)
# Apostrophes that word processors turn the wrong way: ‘90s, ‘em, rock ‘n’ roll.
_ELISION = re.compile(
    rf"\d\d{any_of(word_lists('sentences')['after_decade'])}?\b|{any_of(word_lists('sentences')['elided'])}\b",
    re.IGNORECASE,
)
_SINGLE_END = re.compile(r"(?<=[^\s'])'(?![\w'])")
_SAID_BEFORE = frozenset(".,!?…")  # before a mark that closes, and is no apostrophe (workers')
_FREE_BEFORE = frozenset("([{—–-/:…“‘„«\"'")
_FREE_AFTER = frozenset(".,;:!?)]}—–-/…”’»\"'")
_FAMILY = {"“": "“", "”": "“", "„": "“", "‟": "“", "«": "«", "»": "«", "‘": "‘", "’": "‘", "``": "''"}
_OPENING = frozenset({"“", "„", "‟", "«", "‘", "``"})
_CLOSING = frozenset({"”", "»", "’"})
_INVISIBLE = frozenset("\u200b\u200e\u200f\u2060\ufeff")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """Quoted text: text[start:end] with its marks, text[inner[0]:inner[1]] between them, without white space.

    outer: it lies in no other piece, so that a rule may attribute it; paragraph: its index in the document;
    closed: False where it ran to the end of its paragraph without a closing mark.
    """

    start: int
    end: int
    inner: Pair
    outer: bool
    paragraph: int
    closed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    """opens, closes: what its sides and its direction allow; both where they do not tell."""

    start: int
    end: int
    family: str
    opens: bool
    closes: bool


def pieces(document: Document) -> list[Piece]:
    """All quoted pieces of a document, sorted by start; of two that start together the longer comes first."""
    found: list[Piece] = []
    running = False  # whether the paragraph before ended inside a piece
    for number, (start, end) in enumerate(document.paragraphs):
        marks = _marks(document.text, start, end)
        if running and marks and marks[0].closes and marks[0].start > start:
            marks.insert(0, _Mark(start, start, "", True, False))
        here = [one for one in _pairs(document.text, marks, end, number) if one.inner[0] < one.inner[1]]
        running = any(not piece.closed for piece in here)
        found += _unwrapped(document.text, here, start, end)
        if len(found) > MOST:
            raise TooDense("quotations")
    return sorted(found, key=lambda piece: (piece.start, -piece.end))


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """The marks of a paragraph outside markup. Single ones only in pairs: any other ’ is an apostrophe."""
    found: list[_Mark] = []
    single: int | None = None  # the place in `found` of a ‘ that is still open
    straight: list[int] = []
    for match in few(_MARK.finditer(text, start, end), "quotation marks"):
        sign = match.group()
        if sign == "'":
            straight.append(match.start())
        if sign == "'" or sign[0] == "<" or (sign == "’" and single is None):
            continue
        mark = _mark(match, start, end)
        if sign == "‘":
            if single is not None or not mark.opens or mark.closes or _ELISION.match(text, mark.end):
                continue
            single = len(found)
        elif sign == "’":
            if not mark.closes or text[mark.end : mark.end + 1].isalnum():
                continue
            single = None
        found.append(mark)
    if single is not None:
        del found[single]
    pairs = list(_straight_pairs(text, straight, end))
    found += [_Mark(opening, opening + 1, "'", True, False) for opening, _ in pairs]
    found += [_Mark(closing, closing + 1, "'", False, True) for _, closing in pairs]
    return sorted(found, key=lambda mark: mark.start) if pairs else found


def _straight_pairs(text: str, openings: Sequence[int], end: int) -> Iterator[Pair]:
    """The straight single marks that open, each with the one that closes it before the next one opens: behind a
    comma or full stop, else the first that may; any other ' is an apostrophe."""
    done = 0
    for opening, limit in pairwise([*openings, end]):
        if opening < done or _ELISION.match(text, opening + 1):
            continue
        closings = [match.start() for match in _SINGLE_END.finditer(text, opening + 2, limit)]
        said = [place for place in closings if text[place - 1] in _SAID_BEFORE]
        for closing in (said or closings)[:1]:
            done = closing + 1
            yield opening, closing


def _mark(match: re.Match[str], start: int, end: int) -> _Mark:
    """A sign as a mark. start, end: its paragraph, whose ends are as good as white space."""
    text, sign, (left, right) = match.string, match.group(), match.span()
    before = left == start or text[left - 1].isspace() or text[left - 1] in _FREE_BEFORE
    after = right == end or text[right].isspace() or text[right] in _FREE_AFTER
    if before == after:  # the sides do not tell: its own direction, if it has one
        return _Mark(left, right, _FAMILY.get(sign, sign), sign not in _CLOSING, sign not in _OPENING)
    return _Mark(left, right, _FAMILY.get(sign, sign), before, after)


def _pairs(text: str, marks: list[_Mark], end: int, number: int) -> Iterator[Piece]:
    """The pieces of a paragraph, some of them empty. end: where it ends; number: its index in the document."""
    unclosed: list[_Mark] = []
    for place, mark in enumerate(marks):
        role = _role(marks, place, unclosed)
        if role in ("close", "reopen"):
            for opening in _closed_by(mark, unclosed):
                inner = _inner(text, opening, mark.start)
                stop = mark.end if role == "close" else inner[1]
                yield Piece(opening.start, stop, inner, not unclosed, number, closed=True)
        if role in ("open", "reopen") and len(unclosed) < _DEEPEST:
            unclosed.append(mark)
    if unclosed:
        inner = _inner(text, unclosed[0], end)
        yield Piece(unclosed[0].start, inner[1], inner, outer=True, paragraph=number, closed=False)


def _role(marks: list[_Mark], place: int, unclosed: list[_Mark]) -> str:
    """What a mark does where `unclosed` are open: open, close, reopen (the piece before was never closed) or none."""
    mark = marks[place]
    if not unclosed:
        return "open" if mark.opens else "none"
    if mark.closes:
        return "close"
    closing = takewhile(lambda other: not other.opens, marks[place + 1 : place + 3])
    if mark.family != unclosed[-1].family or sum(_width(other) for other in closing) > 1:
        return "open"
    # A piece inside a piece is out of the question. When the marks from the next one on make pairs, this one closes
    # although it looks the other way (`it works, "she said.`); else a closing mark was forgotten before it.
    return "close" if (len(marks) - place) % 2 else "reopen"


def _closed_by(mark: _Mark, unclosed: list[_Mark]) -> Iterator[_Mark]:
    """Takes from `unclosed` what a closing mark closes, innermost first: the nearest of its own family and all that
    is open inside it, else the innermost; a run of straight marks may close several single ones."""
    families = [opening.family for opening in unclosed]
    if mark.family in families:
        while True:
            opening = unclosed.pop()
            yield opening
            if opening.family == mark.family:
                return
    width = _width(mark)
    while unclosed and width > 0:
        width -= _width(unclosed[-1])
        yield unclosed.pop()


def _width(mark: _Mark) -> int:
    """How many marks a mark is: as long as a run of straight ones, else one."""
    return len(mark.family) if mark.family.startswith('"') else 1


def _inner(text: str, opening: _Mark, right: int) -> Pair:
    """What lies between a mark and an offset, without white space; empty where nothing else does."""
    left = opening.end
    while left < right and (text[left].isspace() or text[left] in _INVISIBLE):
        left += 1
    while right > left and (text[right - 1].isspace() or text[right - 1] in _INVISIBLE):
        right -= 1
    return left, right


def _unwrapped(text: str, here: list[Piece], start: int, end: int) -> list[Piece]:
    """A paragraph that a CSV writer quoted (marks around it, doubled inside) is no speech; what it holds may be."""
    if len(here) < 2 or not any(piece.start == start and piece.end == end for piece in here):
        return here
    inside = [piece for piece in here if (piece.start, piece.end) != (start, end)]
    if not all(text.startswith('""', piece.start) for piece in inside):
        return here
    return [replace(piece, outer=(piece.start, piece.end) != (start, end)) for piece in here]
