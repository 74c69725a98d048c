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
@pytest.mark.parametrize("every", [31, pytest.param(1, marks=pytest.mark.stress)])
def test_a_single_change_of_the_descriptor_is_found(every: int) -> None:
    found, tried = survivors(ROOT, every)
    assert (set(found) - UNPROVED, tried > 500) == (set(), True)
