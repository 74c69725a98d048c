"""Statements that were found twice, by their marks and by their cue: each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from publisher.model import JOINT, Record

_FEW = 20  # quotations without a cue that one is compared with


def each_once(records: Iterator[Record], text: str) -> list[Record]:
    """The statements in the order of the text, each once: of two with one cue and content in common, the one with the
    marks, or the longer one."""
    ranked = sorted(records, key=lambda one: (not one.of("quoted"), -_length(one)))
    kept: list[Record] = []
    by_cue: dict[tuple[tuple[int, int], ...], list[int]] = defaultdict(list)
    for one in ranked:
        cue = tuple((mark.start, mark.end) for mark in one.of("cue"))
        alike = by_cue[cue] if cue else by_cue[cue][-_FEW:]
        same = next((number for number in alike if _overlap(one, kept[number])), None)
        if same is None:
            by_cue[cue].append(len(kept))
            kept.append(one)
        else:
            kept[same] = _with_quoted(kept[same], one, text)
    return sorted(kept, key=lambda one: (min(mark.start for mark in one.marks), -_length(one)))


def _with_quoted(one: Record, other: Record, text: str) -> Record:
    """The first statement with the words in marks that the second has in the content of both."""
    contents, own = one.of("content"), one.of("quoted")
    inside = [mark for mark in other.of("quoted") if any(c.start <= mark.start and mark.end <= c.end for c in contents)]
    more = [mark for mark in inside if not any(mark.start < q.end and q.start < mark.end for q in own)]
    if not own or not more:
        return one
    quoted = sorted([*own, *more], key=lambda mark: mark.start)
    printed = JOINT.join(text[mark.start : mark.end] for mark in quoted)
    marks = (*(mark for mark in one.marks if mark.field != "quoted"), *quoted)
    return replace(one, values={**one.values, "quoted_text": printed}, marks=marks)


def _length(one: Record) -> int:
    return sum(mark.end - mark.start for mark in one.of("content"))


def _overlap(one: Record, other: Record) -> bool:
    """Whether two statements have words of their content in common."""
    return any(a.start < b.end and b.start < a.end for a in one.of("content") for b in other.of("content"))
