"""What the rules share: cycles, spans inside spans, and windows that go to other processes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rules_case import CASE
from rules_quay import SOURCE, mention

from publisher.records.attribution import RecordPiece, innermost
from publisher.records.span_index import SpanIndex
from publisher.rules.spans import around, cyclic, number_at


def test_a_cycle_is_only_what_leads_back_to_itself() -> None:
    assert cyclic({}) == set()
    assert cyclic({"a": "b", "b": None, "c": "elsewhere"}) == set()
    assert cyclic({"a": "a"}) == {"a"}
    assert cyclic({"a": "b", "b": "c", "c": "b", "d": "a"}) == {"b", "c"}


IDS = st.sampled_from("abcdefg")


@given(st.dictionaries(IDS, st.none() | IDS))
def test_cycles_are_what_walking_finds(links: dict[str, str | None]) -> None:
    def returns(start: str) -> bool:
        at = links[start]
        for _ in links:
            if at == start or at is None or at not in links:
                break
            at = links[at]
        return at == start

    assert cyclic(links) == {key for key in links if returns(key)}


def test_the_shortest_span_around_comes_first() -> None:
    outer = [(0, 40, "all"), (5, 20, "twin"), (5, 20, "part"), (10, 30, "late"), (50, 60, "far")]
    index = SpanIndex(RecordPiece(*piece) for piece in outer)
    assert innermost(index, 10, 15) == [["part", "twin"], ["late"], ["all"]]
    assert innermost(index, 5, 20) == [["part", "twin"], ["all"]]
    assert innermost(index, 60, 61) == []


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 8)), max_size=8)


@given(SPANS, SPANS)
def test_the_innermost_are_what_comparing_all_pairs_finds(
    inner: list[tuple[int, int]], outer: list[tuple[int, int]]
) -> None:
    around = [RecordPiece(start, start + length, f"o{n}") for n, (start, length) in enumerate(outer)]
    index = SpanIndex(around)
    for low, high in ((start, start + length) for start, length in inner):
        holding = [(e - s, other) for s, e, other in around if s <= low and high <= e]
        assert [set(group) for group in innermost(index, low, high)] == [
            {o for size, o in holding if size == n} for n in sorted({n for n, _ in holding})
        ]


def test_a_piece_is_found_by_an_offset_and_by_a_span() -> None:
    pieces = [(2, 5), (7, 9)]
    assert [number_at(pieces, offset) for offset in (0, 2, 4, 5, 7, 9)] == [None, 0, 0, None, 1, None]
    assert around(pieces, 2, 5) == (2, 5)
    assert around(pieces, 4, 8) is None
    assert around([], 0, 1) is None


@given(SPANS, st.integers(0, 25), st.integers(1, 9))
def test_near_mentions_are_those_that_overlap(spans: list[tuple[int, int]], start: int, length: int) -> None:
    row = mention("act-brook", "Brook", 2)
    rows = [
        row | {"evidence_id": f"evd-{number}", "char_start": low, "char_end": low + size}
        for number, (low, size) in enumerate(spans)
    ]
    window = CASE._with("evidence", rows).window()
    plain = [m for m in window.mentions.get(SOURCE, ()) if m.start < start + length and start < m.end]
    assert list(window.near(SOURCE, start, start + length)) == plain
    assert len(plain) == sum(low < start + length and start < low + size for low, size in spans)
