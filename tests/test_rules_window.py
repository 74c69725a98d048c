"""What the rules share: cycles, and spans inside spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publisher.check.window import cyclic, enclosing


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
    assert enclosing([(10, 15, "x")], outer) == {"x": [["part", "twin"], ["late"], ["all"]]}
    assert enclosing([(5, 20, "part"), (60, 61, "y")], outer) == {"part": [["twin"], ["all"]], "y": []}


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 8)), max_size=8)


@given(SPANS, SPANS)
def test_enclosing_is_what_comparing_all_pairs_finds(
    inner: list[tuple[int, int]], outer: list[tuple[int, int]]
) -> None:
    inside = [(start, start + length, f"i{n}") for n, (start, length) in enumerate(inner)]
    around = [(start, start + length, f"o{n}") for n, (start, length) in enumerate(outer)]
    found = enclosing(inside, around)
    for low, high, key in inside:
        holding = [(e - s, other) for s, e, other in around if s <= low and high <= e]
        assert [set(group) for group in found[key]] == [
            {o for size, o in holding if size == n} for n in sorted({n for n, _ in holding})
        ]
