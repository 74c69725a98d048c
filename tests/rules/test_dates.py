"""Dates: the columns follow from the EDTF value, and the EDTF value from the words and the document date."""

from __future__ import annotations

from datetime import date

import pytest
from rules_case import CASE, Case, refused
from rules_quay import SOURCE, place, span
from rules_text import coded, judged, statement

from publisher.rules import dates

MEETING = span("events/evt-meeting/date_edtf", "Wednesday", 1)["evidence_id"]
PACT = span("events/evt-pact/date_edtf", "Wednesday", 1)["evidence_id"]


def dated(
    edtf: str | None,
    start: date | None = None,
    end: date | None = None,
    prec: int | None = None,
    key: str = "evt-meeting",
) -> Case:
    return CASE.change("events", key, date_edtf=edtf, date_start=start, date_end=end, date_prec=prec)


def day(number: int) -> date:
    return date(2031, 5, number)


@pytest.mark.parametrize(
    "edtf",
    [
        "2031-05-32",
        "2031-02-29",
        "2031-5-7",
        "31-05-07",
        "2031-05-07/2031-05-06",
        "/",
        "../..",
        "May 7",
        "2031-05-07?~",
    ],
)
def test_a_date_is_of_the_subset_and_exists(edtf: str) -> None:
    assert refused(dates.date_columns, dated(edtf)) == {("evt-meeting", "date_edtf")}


def test_columns_are_the_bounds() -> None:
    assert refused(dates.date_columns, dated("2031-05-07", day(7), day(8), 1)) == {("evt-meeting", "date_end")}
    assert refused(dates.date_columns, dated("2031-05", day(1), day(31), None)) == {("evt-meeting", "date_prec")}
    assert refused(dates.date_columns, dated("[..2031-05-07]", None, day(7), 1)) == {("evt-meeting", "date_prec")}
    assert refused(dates.date_columns, dated(None, day(7), day(7), 1)) == {
        ("evt-meeting", f) for f in ("date_start", "date_end", "date_prec")
    }
    assert not refused(dates.date_columns, dated("[..2031-05-07]", None, day(7)))
    assert not refused(dates.date_columns, dated(None))


def test_the_words_give_the_value() -> None:
    """`tests/records/test_dated.py` has which words give which dates: the build proves them by the same function."""
    assert refused(dates.date_words, dated("2031-05-06")) == {("evt-meeting", "date_edtf")}
    assert refused(dates.date_words, CASE.change("evidence", PACT, basis="resolved")) == {("evt-pact", "date_edtf")}


def test_words_that_the_program_cannot_read_are_doubted_and_not_refused() -> None:
    start, end = place("Port Mel", 1)
    case = CASE.change("evidence", MEETING, char_start=start, char_end=end, exact="Port Mel")
    assert not refused(dates.date_words, case)
    assert {f.row for f in dates.date_is_read(case.window())} == {"evt-meeting"}
    assert not list(dates.date_is_read(CASE.window()))


def test_precision_follows_the_unit_that_is_named() -> None:
    assert refused(dates.date_words, dated("2031-05-07", day(7), day(7), 2)) == {("evt-meeting", "date_prec")}
    week = {"exact": "this week"}
    case = dated("2031-05-05/2031-05-09", day(5), day(9), 3).change("evidence", MEETING, **week)
    assert not refused(dates.date_words, case)
    assert refused(dates.date_words, case.change("events", "evt-meeting", date_prec=2)) == {
        ("evt-meeting", "date_prec")
    }


def test_explicit_needs_no_document_date_and_resolved_does() -> None:
    assert refused(dates.date_words, CASE.change("evidence", MEETING, basis="explicit")) == {
        ("evt-meeting", "date_edtf")
    }
    full = CASE.change("evidence", MEETING, exact="May 7, 2031", basis="explicit")
    assert not refused(dates.date_words, full)
    assert refused(dates.date_words, full.change("evidence", MEETING, basis="resolved")) == {
        ("evt-meeting", "date_edtf")
    }


def test_other_languages_are_not_read() -> None:
    assert not refused(dates.date_words, dated("2031-05-06").change("sources", SOURCE, language="fr"))


def test_the_document_date_stands_in_its_words() -> None:
    assert refused(dates.document_date_words, CASE.change("sources", SOURCE, document_date=day(8))) == {
        (SOURCE, "document_date")
    }
    row = span(f"sources/{SOURCE}/document_date", "2031-05-09", 1)["evidence_id"]
    assert refused(dates.document_date_words, CASE.change("evidence", row, basis="resolved")) == {(row, "basis")}


@pytest.mark.parametrize("words", ["May 9", "Friday", "Friday, May 9"])
def test_the_year_of_the_document_date_may_come_from_elsewhere(words: str) -> None:
    row = span(f"sources/{SOURCE}/document_date", "2031-05-09", 1)["evidence_id"]
    case = CASE.change("evidence", row, exact=words)
    assert refused(dates.document_date_words, case) == {(row, "basis")}
    assert not refused(dates.document_date_words, case.change("evidence", row, basis="resolved"))


@pytest.mark.parametrize("words", ["May 8", "Thursday", "today", "May", "the quay"])
def test_words_that_name_another_day_or_any_are_none_of_the_document_date(words: str) -> None:
    row = span(f"sources/{SOURCE}/document_date", "2031-05-09", 1)["evidence_id"]
    case = CASE.change("evidence", row, exact=words, basis="resolved")
    assert refused(dates.document_date_words, case) == {(SOURCE, "document_date")}


@pytest.mark.parametrize(
    ("mode", "number", "right"),
    [
        ("future", 7, False),
        ("future", 14, True),
        (None, 14, False),
        ("historical", 14, False),
        ("negation", 14, True),
        ("hypothetical", 14, True),
        (None, 9, True),
    ],
)
def test_the_mode_fits_the_time(mode: str | None, number: int, right: bool) -> None:
    case = CASE.change("events", "evt-meeting", auxiliary_mode=mode, date_start=day(number), date_end=day(number))
    assert refused(dates.time_of_event, case) == (set() if right else {("evt-meeting", "auxiliary_mode")})


def test_a_statement_falls_into_the_time_of_its_setting() -> None:
    said = {"date_start": day(8), "date_end": day(8)}
    assert refused(dates.time_of_setting, CASE.change("statements", "stm-vow", **said)) == {
        ("stm-vow", "setting_event_id")
    }
    assert not refused(dates.time_of_setting, CASE.change("statements", "stm-vow", date_start=day(1), date_end=None))
    assert not refused(
        dates.time_of_setting, CASE.change("statements", "stm-vow", setting_event_id="evt-elsewhere", **said)
    )


def test_what_is_said_on_a_day_is_known_to_precede_it() -> None:
    day_of_report = span("events/evt-meeting/date_edtf", "Thursday", 1, basis="resolved")
    case = CASE.drop("evidence", record_id="evt-meeting", field="date_edtf").add("evidence", day_of_report)
    assert refused(dates.date_of_saying, case.change("events", "evt-meeting", date_edtf="2031-05-08")) == {
        ("evt-meeting", "date_edtf")
    }
    assert not refused(dates.date_of_saying, case.change("events", "evt-meeting", date_edtf="[..2031-05-08]"))


def test_a_day_right_after_its_event_is_the_day() -> None:
    assert refused(dates.date_of_saying, CASE.change("events", "evt-collapse", date_edtf="[..2031-05-03]")) == {
        ("evt-collapse", "date_edtf")
    }


def test_a_statement_is_made_on_its_day() -> None:
    assert refused(dates.date_of_saying, CASE.change("statements", "stm-gull", date_edtf="[..2031-05-08]")) == {
        ("stm-gull", "date_edtf")
    }
    earlier = CASE.change("statements", "stm-gull", date_edtf="[..2031-05-08]", cue_text="had reported")
    assert not refused(dates.date_of_saying, earlier)


def test_what_is_inferred_is_not_the_day_of_saying() -> None:
    row = span("statements/stm-gull/date_edtf", "Thursday", 1, basis="resolved")["evidence_id"]
    inferred = CASE.change("evidence", row, basis="inferred").change(
        "statements", "stm-gull", date_edtf="[..2031-05-08]"
    )
    assert not refused(dates.date_of_saying, inferred)
    day_of_report = span("events/evt-meeting/date_edtf", "Thursday", 1, basis="resolved")
    case = inferred.drop("evidence", record_id="evt-meeting", field="date_edtf").add("evidence", day_of_report)
    assert not refused(dates.date_of_saying, case.change("events", "evt-meeting", date_edtf="2031-05-08"))


@pytest.mark.parametrize(("basis", "right"), [("inferred", False), ("resolved", True)])
def test_an_inferred_day_on_which_the_same_speaker_spoke_is_the_day(basis: str, right: bool) -> None:
    """stm-vow of Brook on Thursday; that she said stm-soon "on Thursday or before" adds nothing."""
    case = CASE.add("evidence", span("statements/stm-vow/date_edtf", "Thursday", 1, basis="resolved"))
    case = case.add("evidence", span("statements/stm-soon/date_edtf", "Thursday", 1, basis=basis))
    case = case.change("statements", "stm-vow", date_edtf="2031-05-08")
    case = case.change("statements", "stm-soon", date_edtf="[..2031-05-08]", cue_text="said")
    inferred = {f.row for f in dates.date_of_saying(case.window()) if "same speaker" in f.message}
    assert inferred == (set() if right else {"stm-soon"})
    of_another = case.change("statement_actors", "stm-soon act-brook speaker", actor_id="act-quill")
    assert not [f for f in dates.date_of_saying(of_another.window()) if "same speaker" in f.message]
    day_itself = case.change("statements", "stm-soon", date_edtf="2031-05-08?")
    assert not refused(dates.date_of_saying, day_itself)


def dated_by(owner: str, words: str, paragraph: int, basis: str) -> Case:
    """A record that had no date, dated by these words."""
    return CASE.add("evidence", span(f"{owner}/date_edtf", words, paragraph, basis=basis))


def test_a_date_that_is_not_inferred_stands_in_a_paragraph_of_the_record() -> None:
    assert refused(dates.date_in_its_paragraph, dated_by("statements/stm-soon", "Wednesday", 1, "resolved")) == {
        ("stm-soon", "date_edtf")
    }
    assert not refused(dates.date_in_its_paragraph, dated_by("statements/stm-soon", "Wednesday", 1, "inferred"))
    assert not refused(dates.date_in_its_paragraph, CASE)


@pytest.mark.parametrize("words", ["on Wednesday", "Wednesday, the"])
def test_a_date_is_one_whole_expression(words: str) -> None:
    row = span("events/evt-meeting/date_edtf", "Wednesday", 1)["evidence_id"]
    assert refused(dates.dates_are_whole, CASE.moved("events/evt-meeting/date_edtf", "Wednesday", words, 1)) == {
        (row, "exact")
    }


def test_a_date_may_go_from_one_day_to_another() -> None:
    text = "Dockers struck from Monday to Friday in Port Mel."
    strike = (
        '[[events]]\nid = "evt-x"\nlabel = "Dockers strike"\nparagraph = 1\nmentions = ["Dockers struck"]\n'
        'event_type = "PROTEST"\n'
        'date_edtf = { text = "Monday to Friday", value = "2031-05-05/2031-05-09", basis = "resolved" }\n'
    )
    assert judged(text, coded(text, strike), day=date(2031, 5, 10)) == []
    cut = coded(text, strike.replace('"Monday to Friday"', '"Monday to"'))
    assert "dates_are_whole" in {finding.rule for finding in judged(text, cut, day=date(2031, 5, 10))}


@pytest.mark.parametrize(
    ("words", "right"), [("Monday", True), ("late on Monday", True), ("on Monday", False), ("Monday that", False)]
)
def test_a_date_may_have_the_part_of_its_day(words: str, right: bool) -> None:
    text = "Brook said late on Monday that it rained."
    said = statement("x", "Brook", "said", "it rained")
    said += f'date_edtf = {{ text = "{words}", value = "2031-05-12", basis = "resolved" }}\n'
    findings = judged(text, coded(text, said), day=date(2031, 5, 13))
    found = [finding.message for finding in findings if finding.rule == "dates_are_whole"]
    assert [message.endswith(': "Monday"') for message in found] == ([] if right else [True])
