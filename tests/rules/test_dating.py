"""Dating: which words a date rests on, and what a date beside a cue or a mention belongs to."""

from __future__ import annotations

import pytest
from rules_case import CASE, Case, Row, candidate, refused, span

from publisher.rules import dating

COLLAPSE = span("events/evt-collapse/date_edtf", "May 3", 8)
PACT = span("events/evt-pact/date_edtf", "Wednesday", 1)


def dated(owner: str, words: str, paragraph: int, basis: str) -> Case:
    """A record that had no date, dated by these words."""
    return CASE.add("evidence", span(f"{owner}/date_edtf", words, paragraph, basis=basis))


def test_a_date_that_is_not_inferred_stands_in_a_paragraph_of_the_record() -> None:
    assert refused(dating.date_in_its_paragraph, dated("statements/stm-soon", "Wednesday", 1, "resolved")) == {
        ("stm-soon", "date_edtf")
    }
    assert not refused(dating.date_in_its_paragraph, dated("statements/stm-soon", "Wednesday", 1, "inferred"))
    assert not refused(dating.date_in_its_paragraph, CASE)


@pytest.mark.parametrize(
    ("owner", "words", "paragraph"),
    [("events/evt-collapse", "May 3", 8), ("statements/stm-gull", "Thursday", 1)],
    ids=["after a mention", "after a cue"],
)
def test_words_right_beside_are_no_inference(owner: str, words: str, paragraph: int) -> None:
    key = span(f"{owner}/date_edtf", words, paragraph)["evidence_id"]
    case = CASE.change("evidence", key, basis="inferred")
    assert refused(dating.own_date_is_not_inferred, case) == {(owner.split("/")[1], "date_edtf")}


def test_words_elsewhere_in_the_sentence_may_be_an_inference() -> None:
    key = span("events/evt-meeting/date_edtf", "Wednesday", 1)["evidence_id"]
    assert not refused(dating.own_date_is_not_inferred, CASE.change("evidence", key, basis="inferred"))


def said_twice() -> Case:
    """The same day, by the extractor, in paragraphs 1 and 8; the date of the last statement inferred from the first."""
    again = candidate("date", "May 3", 8, rests=COLLAPSE, value="2031-05-07")
    case = dated("statements/stm-erewhon", "Wednesday", 1, "inferred").add("candidates", again)
    return case.change("statements", "stm-erewhon", speaker_actor_id="act-dockers")


def test_a_date_is_inferred_from_the_nearest_words_that_say_it() -> None:
    assert refused(dating.inferred_from_the_nearest, said_twice()) == {
        ("stm-erewhon", "date_edtf"),
    }
    assert not refused(dating.inferred_from_the_nearest, CASE)


def test_a_date_is_inferred_from_the_words_that_date_the_setting() -> None:
    case = said_twice().change("statements", "stm-erewhon", setting_event_id="evt-meeting")
    assert not refused(dating.inferred_from_the_nearest, case)


def test_a_date_is_inferred_from_the_words_that_date_what_the_same_actor_did() -> None:
    """Quill, who met Brook that day, belongs to Erewhon."""
    case = said_twice().change("statements", "stm-erewhon", speaker_actor_id="act-erewhon")
    assert not refused(dating.inferred_from_the_nearest, case)


def undated(text_between: str) -> Case:
    """A statement without a date, and a day after its cue."""
    text = f"🦀 Brook said{text_between}May 3 that the quay is open."
    rows = [
        row for row in CASE.rows["evidence"] if row["record_id"] == "stm-soon" and row["field"] in ("cue", "content")
    ]

    def at(words: str) -> Row:
        start = text.index(words)
        return {"char_start": start, "char_end": start + len(words), "exact": words}

    spans = [row | at("said" if row["field"] == "cue" else "the quay is open") for row in rows]
    day = candidate("date", "May 3", 8, rests=COLLAPSE) | at("May 3")
    case = CASE.reading(text)
    return Case(case.rows | {"evidence": spans, "candidates": [day]}, text)


@pytest.mark.parametrize("between", [" on ", " late on ", " in "])
def test_a_day_right_after_the_cue_is_the_day_of_saying(between: str) -> None:
    assert refused(dating.cue_is_dated, undated(between)) == {("stm-soon", "date_edtf")}


@pytest.mark.parametrize("between", [" ", " that on ", ", on "])
def test_a_day_after_something_else_may_be_another_day(between: str) -> None:
    assert not refused(dating.cue_is_dated, undated(between))
