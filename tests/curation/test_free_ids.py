"""Ids are given out once, numbered from 2 where the stem is taken."""

from publisher.curation.free_ids import FreeIds


def test_a_stem_that_is_taken_is_numbered() -> None:
    ids = FreeIds({"fig-a", "fig-a-3"})
    assert [ids.take("fig-a"), ids.take("fig-a"), ids.take("fig-b"), ids.take("fig-b")] == [
        "fig-a-2",
        "fig-a-4",
        "fig-b",
        "fig-b-2",
    ]
