"""A changed seed does not survive: the floor of `python -m benchmarks.mutations`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from documents import example as write_example
from made.mutations import EDGES, PROVED, Case, case, mutants

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The first example of docs/curating.md."""
    seeds = tmp_path_factory.mktemp("seeds")
    write_example(seeds, "actors.toml", "harbour.txt", "harbour.toml")
    (seeds / "dataset.toml").write_bytes((ROOT / "seeds" / "dataset.toml").read_bytes())
    return case(seeds)


def survivors(one: Case, fields: tuple[str, ...], part: int = 0, parts: int = 1) -> Iterator[str]:
    """The changes in these fields that nothing objects to; of several parts of them one, counted from 0."""
    assert one.objection(one.body) is None
    for number, (field, change, body) in enumerate(mutants(one, fields)):
        if number % parts == part and one.objection(body) is None:
            yield f"{field}: {change}"


@pytest.mark.slow
def test_nothing_survives_in_a_field_that_comes_from_the_text(example: Case) -> None:
    assert list(survivors(example, PROVED)) == []


def test_no_reference_to_what_does_not_exist_survives(example: Case) -> None:
    unknown = [(field, body) for field, change, body in mutants(example) if change.endswith("-x'")]
    assert len(unknown) > 10
    assert [field for field, body in unknown if example.objection(body) is None] == []


@pytest.mark.stress
@pytest.mark.parametrize("part", range(4))
def test_nothing_survives_in_the_articles_of_this_dataset(part: int) -> None:
    assert list(survivors(case(ROOT / "seeds"), (*PROVED, *EDGES), part, 4)) == []
