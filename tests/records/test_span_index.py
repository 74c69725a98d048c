"""What overlaps and encloses a span, whatever lengths there are."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from publisher.records.span_index import SpanIndex


class Place(NamedTuple):
    start: int
    end: int


PLACES = st.builds(lambda start, length: Place(start, start + length), st.integers(0, 40), st.integers(0, 40))


@given(st.lists(PLACES, max_size=12), PLACES)
def test_it_finds_what_a_scan_finds(items: list[Place], asked: Place) -> None:
    index = SpanIndex(items)
    overlapping = sorted(one for one in items if one.start < asked.end and asked.start < one.end)
    assert list(index.overlapping(*asked)) == overlapping
    assert list(index.enclosing(*asked)) == [o for o in overlapping if o.start <= asked.start and asked.end <= o.end]
    assert list(index.inside(*asked)) == [o for o in overlapping if asked.start <= o.start and o.end <= asked.end]
