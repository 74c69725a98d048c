"""Statements that were found twice: each once, the one with the marks or the longer one."""

from __future__ import annotations

from publisher.curation.draft.statements.doubles import each_once
from publisher.model import Mark, Record


def said(start: int, end: int, *more: Mark, quoted: str | None = None) -> Record:
    values = {"quoted_text": quoted} if quoted else {}
    return Record("statements", "", values, (Mark("content", start, end), *more))


def spans(records: list[Record]) -> list[tuple[int, int]]:
    return [(mark.start, mark.end) for one in records for mark in one.of("content")]


def test_of_two_with_words_in_common_the_longer_stays() -> None:
    assert spans(each_once(iter([said(5, 9), said(0, 8), said(9, 12)]))) == [(0, 8), (9, 12)]


def test_one_with_marks_is_preferred() -> None:
    marked = said(5, 9, Mark("quoted", 6, 8), quoted="xx")
    assert each_once(iter([said(0, 8), marked])) == [marked]


def test_another_cue_makes_another_statement() -> None:
    records = [said(4, 9, Mark("cue", start, start + 1)) for start in (1, 2)]
    assert each_once(iter(records)) == records


def test_a_double_among_many_statements_goes() -> None:
    many = [said(10 * number, 10 * number + 9) for number in range(30)]
    assert each_once(iter([*many, said(3, 6)])) == many
