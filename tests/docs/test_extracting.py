"""The guide to the extractor says of its rules what was judged."""

from __future__ import annotations

from pathlib import Path

from benchmarks.earned import guide

GUIDE = Path(__file__).parents[2] / "docs" / "extracting.md"


def test_the_table_of_the_guide_is_that_of_the_verdicts() -> None:
    assert "\n".join(guide()) in GUIDE.read_text(encoding="utf-8")
