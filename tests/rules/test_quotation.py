"""Quotation: which words of a statement are between quotation marks."""

from __future__ import annotations

import pytest
from rules_case import CASE, Case, refused
from rules_quay import TEXT, span

from publisher.rules import quotation


def key(owner: str, quote: str, paragraph: int) -> str:
    return str(span(owner, quote, paragraph)["evidence_id"])


def moved(owner: str, old: str, new: str, paragraph: int) -> Case:
    """The case with one span of a statement put on other words, cell and all."""
    _, statement, field = owner.split("/")
    return CASE.moved(owner, old, new, paragraph).change("statements", statement, **{f"{field}_text": new})


@pytest.mark.parametrize(
    ("statement", "right"), [("stm-vow", "mixed"), ("stm-quay", "direct"), ("stm-gull", "indirect")]
)
@pytest.mark.parametrize("kind", ["direct", "mixed", "indirect"])
def test_the_marks_make_the_type(statement: str, right: str, kind: str) -> None:
    case = CASE if kind == right else CASE.change("statements", statement, quote_type=kind)
    assert refused(quotation.quote_type_fits, case) == (set() if kind == right else {(statement, "quote_type")})


def test_quoted_words_are_part_of_the_content() -> None:
    case = moved("statements/stm-soon/content", 'the quay "must open" soon', "the quay", 5)
    assert refused(quotation.quote_type_fits, case) == {("stm-soon", "quoted_text")}


def test_a_wholly_quoted_content_leaves_its_marks_out() -> None:
    case = moved("statements/stm-quay/content", "The quay must open", '"The quay must open,"', 3)
    assert refused(quotation.quote_type_fits, case) == {("stm-quay", "content_text")}
    assert not refused(quotation.quote_type_fits, case.change("statements", "stm-quay", method="automatic"))


def test_a_statement_in_fragments_is_direct_when_each_is_quoted() -> None:
    both = [span("statements/stm-quill/" + field, "Nobody waits", 4) for field in ("content", "quoted")]
    assert not refused(quotation.quote_type_fits, CASE.add("evidence", *both))


@pytest.mark.parametrize("words", ["quay must open", "The quay must", "The quay must open,"])
def test_quoted_is_all_that_stands_between_the_marks(words: str) -> None:
    case = moved("statements/stm-quay/quoted", "The quay must open", words, 3)
    assert refused(quotation.quoted_between_marks, case) == {("stm-quay", "quoted_text")}


@pytest.mark.parametrize("marks", ["“ ”", '" "', "« »", "'' ''", "‘ ’", "„ “", "‚ ‘", "› ‹", "「 」", "《 》"])
@pytest.mark.parametrize("stop", ["", ",", ".", ", ."])
def test_all_marks_are_read(marks: str, stop: str) -> None:
    left, right = marks.split()
    text = f"🦀 {left}The quay must open{stop}{right} she told Quill."
    start = text.index("The quay")
    row = key("statements/stm-quay/quoted", "The quay must open", 3)
    rows = [r | {"char_start": start, "char_end": start + 18} for r in CASE.rows["evidence"] if r["evidence_id"] == row]
    assert not refused(quotation.quoted_between_marks, CASE.reading(text)._with("evidence", rows))


def test_a_quotation_may_run_to_the_end_of_its_paragraph() -> None:
    assert not refused(quotation.quoted_between_marks, CASE.reading(TEXT.replace("Nobody waits.”", "Nobody waits.\n")))


@pytest.mark.parametrize("words", ["sabotage directed by Brook, and", "It was in the U.S.", "He left..."])
def test_american_usage_is_told_from_an_abbreviation(words: str) -> None:
    row = key("statements/stm-quay/quoted", "The quay must open", 3)
    for text, right in ((words, True), (words + ",", False), ("It is over.", False)):
        case = CASE.without_text().change("evidence", row, exact=text)
        assert refused(quotation.quoted_between_marks, case) == (set() if right else {("stm-quay", "quoted_text")})
