"""Quotations: quoted pieces with speaker, cue and content, and speech that is reported without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import attribution, clauses, marks, tokens
from .attribution import Attribution, Paragraph
from .candidates import Quote, Span
from .marks import Piece
from .text import Document, Pair

_LONGEST_NICKNAME = 20
_NAME_ENDS = re.compile(r"\b[A-Z][\w.]* \Z")
_NAME_GOES_ON = re.compile(r" [A-Z]\w")
_BESIDE = frozenset({"tag", "introduced"})  # rules by which a cue stands right beside the piece
_CUE_RULES = _BESIDE | {"left", "later"}


def find(document: Document) -> list[Quote]:
    """Every quoted piece of a document, as kind `quote` or `marks`, in text order."""
    pieces = marks.pieces(document)
    nicknames = {piece for piece in pieces if _is_nickname(document.text, piece)}
    speech = [piece for piece in pieces if piece.outer and piece not in nicknames]
    paragraphs = list(_paragraphs(document, speech))
    found = [_quote(document.text, one) for one in attribution.attribute(paragraphs)]
    found += [_marks(document.text, piece) for piece in pieces if not piece.outer or piece in nicknames]
    return found


def _paragraphs(document: Document, pieces: list[Piece]) -> Iterator[Paragraph]:
    inside: list[list[Piece]] = [[] for _ in document.paragraphs]
    for piece in pieces:
        inside[piece.paragraph].append(piece)
    for paragraph, here in zip(document.paragraphs, inside, strict=True):
        yield Paragraph(clauses.read(tokens.read(document.text, paragraph, here)), here)


def _is_nickname(text: str, piece: Piece) -> bool:
    """Whether the marks stand inside a name: Ann “Red” Lee."""
    left, right = piece.inner
    if right - left > _LONGEST_NICKNAME or not text[left].isupper() or text[right - 1] in ",!?":
        return False
    return bool(_NAME_ENDS.search(text[max(0, piece.start - 20) : piece.start]) and _NAME_GOES_ON.match(text, piece.end))


def _quote(text: str, one: Attribution) -> Quote:
    piece = one.piece
    if not _is_speech(text, one):
        return _marks(text, piece)
    return Quote(
        kind="quote",
        start=piece.start,
        end=piece.end,
        text=text[piece.start : piece.end],
        quote_type="direct",
        speaker=_span(text, one.speaker),
        cue=_span(text, one.verb),
        quoted=_span(text, piece.inner),
        continues=one.follows.start if one.follows else None,
    )


def _is_speech(text: str, one: Attribution) -> bool:
    """Whether a piece is attributed speech, not a title or a word held at a distance.

    Counted in the same news articles: of the pieces under 4 words one in five is no speech, of those above 6 words one
    in a hundred; a short piece needs a cue, and a title's capitals need a cue right beside them.
    """
    words = text[one.piece.inner[0] : one.piece.inner[1]].split()
    titled = all(word[0].isupper() or not word[0].isalpha() for word in words if len(word) > 3) and words[0][0].isupper()
    if titled and len(words) < 7 and one.rule not in _BESIDE:
        return False
    if len(words) < 4:
        return one.rule in _CUE_RULES
    return one.speaker is not None or len(words) > 6


def _marks(text: str, piece: Piece) -> Quote:
    return Quote("marks", piece.start, piece.end, text[piece.start : piece.end], quoted=_span(text, piece.inner))


def _span(text: str, pair: Pair | None) -> Span | None:
    return Span(*pair, text[pair[0] : pair[1]]) if pair else None
