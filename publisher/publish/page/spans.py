"""Evidence spans as a tree over the text: nested spans become nested pieces, crossing ones are cut where they cross.

Positions are code points, 0-based, half open. A paragraph is a line that is not blank, as in the curated files.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Open:
    """A piece of a span begins. first: it is the beginning of the span, not a continuation after a cut."""

    span: Span
    first: bool


@dataclass(frozen=True, slots=True)
class Close:
    """The piece that was opened last ends."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters start to end, directly inside the piece of `span`, the innermost one; None: inside no span."""

    start: int
    end: int
    span: Span | None


Token = Open | Close | Run


def paragraphs(text: str) -> Iterator[Span]:
    """The lines that are not blank, without the white space around them."""
    for line in _LINE.finditer(text):
        words = line.group()
        start = line.start() + len(words) - len(words.lstrip())
        yield start, start + len(words.strip())


def tokens(within: Span, spans: Sequence[Span]) -> list[Token]:
    """The text `within` as a sequence of begins, runs and ends, well nested; every character is in one run.

    Spans may be given in any order and reach beyond `within`; empty ones are left out.
    """
    low, high = within
    todo = [
        (max(start, low), -min(end, high), (start, end), start >= low)
        for start, end in set(spans)
        if max(start, low) < min(end, high)
    ]
    heapq.heapify(todo)
    found: list[Token] = []
    opened: list[tuple[int, Span]] = []  # end of the piece, its span
    at = low

    def close_until(position: int) -> None:
        nonlocal at
        while opened and opened[-1][0] <= position:
            at = _run(found, at, opened[-1][0], opened)
            opened.pop()
            found.append(Close())

    while todo:
        start, negative_end, span, first = heapq.heappop(todo)
        end = -negative_end
        close_until(start)
        if opened and end > opened[-1][0]:  # crosses the end of the piece around it: cut there
            cut = opened[-1][0]
            heapq.heappush(todo, (start, -cut, span, first))
            heapq.heappush(todo, (cut, -end, span, False))
            continue
        at = _run(found, at, start, opened)
        found.append(Open(span, first))
        opened.append((end, span))
    close_until(high)
    _run(found, at, high, opened)
    return found


def _run(found: list[Token], start: int, end: int, opened: Sequence[tuple[int, Span]]) -> int:
    if start < end:
        found.append(Run(start, end, opened[-1][1] if opened else None))
    return max(start, end)


def handles(text: str, start: int, sequence: Sequence[Token]) -> Mapping[Span, Span]:
    """For each span the run that serves as its link: the longest one that has a letter or digit.

    A span whose words all belong to spans inside it has none. text: of the tokens, beginning at position `start`.
    """
    best: dict[Span, Span] = {}
    for token in sequence:
        if isinstance(token, Run) and token.span is not None:
            words = text[token.start - start : token.end - start]
            longest = best.get(token.span, (0, 0))
            if any(map(str.isalnum, words)) and token.end - token.start > longest[1] - longest[0]:
                best[token.span] = (token.start, token.end)
    return best


def pieced(evidence: Sequence[tuple[int, int, str]]) -> tuple[str, list[Span]]:
    """A text that may not be shown, as far as evidence gives it: characters elsewhere are blanks.

    evidence: start, end, exact. Out: text up to the last character known, and the stretches that are known.
    """
    length = max((end for _, end, _ in evidence), default=0)
    characters = [" "] * length
    for start, end, exact in evidence:
        characters[start:end] = exact
    stretches: list[Span] = []
    for start, end, _ in sorted(evidence):
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return "".join(characters), stretches
