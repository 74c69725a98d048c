"""The descriptor of a package of ours: each of its parts is proved from the tables, the schemas or the seeds."""

from __future__ import annotations

from pathlib import Path

import pytest
from made.descriptor import survivors

ROOT = Path(__file__).parents[2]
UNPROVED = {
    # Only whoever has that state of the program knows it; validate --reextract says which it is.
    "changed: publisher.extractorDigest",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("every", "first"), [(31, 0), *(pytest.param(8, first, marks=pytest.mark.stress) for first in range(8))]
)
def test_a_single_change_of_the_descriptor_is_found(every: int, first: int) -> None:
    """Each change is tried by `make stress`, in parts that may run beside one another."""
    found, tried = survivors(ROOT, every, first)
    assert (set(found) - UNPROVED, tried > 500) == (set(), True)
