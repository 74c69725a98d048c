"""A person at a terminal sees how far a long build is; a log, or a short build, shows nothing of it."""

from __future__ import annotations

import io

from publisher.judged import Account, JudgedChunk
from publisher.progress import MANY, waiting, with_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(file: io.StringIO, articles: int) -> str:
    chunks = [JudgedChunk({}, Account(min(100, articles - at))) for at in range(0, articles, 100)]
    assert list(with_progress(chunks, articles, file)) == chunks
    with waiting("checking", articles, file):
        pass
    return file.getvalue()


def test_a_terminal_counts_the_articles() -> None:
    said = shown(Terminal(), 2 * MANY)
    assert f"{2 * MANY}/{2 * MANY}" in said
    assert "checking" in said


def test_a_last_chunk_that_is_not_full_is_no_more_than_all() -> None:
    assert f"{MANY + 1}/{MANY + 1}" in shown(Terminal(), MANY + 1)


def test_a_log_is_left_alone() -> None:
    assert shown(io.StringIO(), 2 * MANY) == ""


def test_so_is_a_terminal_where_there_is_nothing_to_wait_for() -> None:
    assert shown(Terminal(), MANY) == ""
