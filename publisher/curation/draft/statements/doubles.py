"""Statements that were found twice, by their marks and by their cue: each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publisher.grouped import grouped
from publisher.model import Record
from publisher.records.span_index import SpanIndex


class _Content(NamedTuple):
    """Words of the content of a statement. number: its rank among those with the same cue."""

    start: int
    end: int
    number: int


def each_once(records: Iterator[Record]) -> list[Record]:
    """The statements in the order of the text, each once: of two with one cue and content in common, the one with the
    marks, or the longer one."""
    ranked = sorted(records, key=lambda record: (not record.of("quoted"), -_length(record)))
    by_cue = grouped((tuple((mark.start, mark.end) for mark in record.of("cue")), record) for record in ranked)
    kept = [record for alike in by_cue.values() for record in _apart(alike)]
    return sorted(kept, key=lambda record: (min(mark.start for mark in record.marks), -_length(record)))


def _apart(alike: Sequence[Record]) -> Iterable[Record]:
    """Those of the statements with one cue, the best first, that have no content in common with a better one."""
    contents = SpanIndex(_Content(m.start, m.end, n) for n, record in enumerate(alike) for m in record.of("content"))
    kept: dict[int, Record] = {}
    for number, record in enumerate(alike):
        near = (other.number for m in record.of("content") for other in contents.overlapping(m.start, m.end))
        same = min((other for other in near if other in kept), default=None)
        if same is None:
            kept[number] = record
    return kept.values()


def _length(record: Record) -> int:
    return sum(mark.end - mark.start for mark in record.of("content"))
