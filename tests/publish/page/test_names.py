"""Addresses, labels and dates in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from page_case import RAW, ROWS, SOURCE, Row, evidence, package, parsed

from publisher.publish.page.names import (
    Names,
    address_row,
    address_span,
    begin,
    clip,
    format_day,
    format_edtf,
    name_article,
    name_figure,
)
from publisher.publish.page.view import load


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    made = package(tmp_path_factory.mktemp("names"))
    return Names(load(made.descriptor, RAW, made.folder / "data", {}))


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2031", "2031"),
        ("2031-05", "May 2031"),
        ("2031-05-09", "9 May 2031"),
        ("2031-05-09?", "probably 9 May 2031"),
        ("2031~", "about 2031"),
        ("2031-05%", "probably about May 2031"),
        ("2031-05-02/2031-05-09", "from 2 May 2031 to 9 May 2031"),
        ("2031-05/2031-06", "from May 2031 to June 2031"),
        ("2031-05-09/..", "from 9 May 2031 on"),
        ("../2031-05-09", "until 9 May 2031"),
        ("[2031-05-02..2031-05-09]", "at some time from 2 May 2031 to 9 May 2031"),
        ("[..2031-05-09]", "on or before 9 May 2031"),
        ("[2031..]", "on or after 2031"),
    ],
)
def test_every_form_of_date_in_words(edtf: str, expected: str) -> None:
    assert format_edtf(edtf) == expected


def test_a_day_does_not_depend_on_the_locale() -> None:
    assert format_day(date(2031, 3, 1)) == "1 March 2031"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dockers block the quay of Brook\nA strike began.", "“Dockers block the quay of Brook …”"),
        ("\n BROOK\n\n9 May 2031\nDockers  block the quay.\nMore.", "“BROOK 9 May 2031 Dockers block the quay. …”"),
        (
            "Dockers of all the harbours of the north coast blocked every quay.",
            "“Dockers of all the harbours of the north coast blocked …”",
        ),
        ("Dock\n" * 9, "“Dock Dock Dock Dock Dock …”"),
        ("埠" * 90, f"“{'埠' * 56} …”"),
        (" \n", ""),
    ],
)
def test_an_article_without_a_title_is_called_by_its_first_words(text: str, expected: str) -> None:
    assert begin(text) == expected
    source: Row = {"title": None, "doc_id": "news/7", "document_date": None, "file_name": "news.jsonl"}
    assert name_article(source, text) == (expected or "news/7")
    assert name_article({**source, "title": "Strike"}, text) == "Strike"


def test_addresses_hold_no_white_space() -> None:
    assert address_span({"source_id": "src-a", "char_start": 3, "char_end": 9}) == "src-a/3-9"
    assert address_row("event_places", "evt-a", "Port Mel") == "event_places/evt-a/Port-Mel"
    assert address_row("event_places", "evt-a", "Šibenik\u00a0#1") == "event_places/evt-a/Šibenik-1"


def test_labels(names: Names) -> None:
    assert names["act-brook"] == "Ada Brook"
    assert names["evt-talks"] == "Brook and Quill agree"
    content = next(row["content_text"] for row in ROWS["statements"] if row["statement_id"] == "stm-gull")
    assert names["stm-gull"] == f"Gull Agency: {content}"
    assert names[SOURCE] == "Article of 9 May 2031"
    assert names["nothing-of-ours"] == "nothing-of-ours"


def test_speakers_are_called_by_name_else_as_printed(names: Names) -> None:
    both = next(row for row in ROWS["statements"] if row["statement_id"] == "stm-both")
    assert names.speaker(both).startswith("Ada Brook and Zef")
    assert names.speaker({"statement_id": "stm-other", "speaker_text": "a docker"}) == "a docker"
    assert names.speaker({"statement_id": "stm-other", "speaker_text": None}) == "Not named"
    assert list(names.parts("stm-brook", "addressee")) == ["act-quill"]
    assert list(names.parts("stm-brook", "target")) == []


def test_who_reports_a_statement_may_only_be_inferred(tmp_path: Path) -> None:
    inferred = evidence("statements", "stm-gull", "reported_by", "according to", basis="inferred")
    stated = evidence("statements", "stm-brook", "reported_by", "reported")
    made = package(tmp_path, {**ROWS, "evidence": [*ROWS["evidence"], inferred, stated]})
    names = Names(load(made.descriptor, RAW, made.folder / "data", {}))
    assert [row["statement_id"] for row in ROWS["statements"] if names.is_inferred(row)] == ["stm-gull"]


def test_a_chain_goes_outwards(names: Names) -> None:
    inner = {"statement_id": "stm-brook", "reported_by_statement_id": "stm-gull"}
    assert [step["statement_id"] for step in names.chain(inner)] == ["stm-brook", "stm-gull", "stm-radio"]


def test_a_circle_of_reports_ends(tmp_path: Path) -> None:
    rows = [dict(row) | {"reported_by_statement_id": "stm-gull"} for row in ROWS["statements"]]
    made = package(tmp_path, {**ROWS, "statements": rows})
    names = Names(load(made.descriptor, RAW, made.folder / "data", {}))
    assert [step["statement_id"] for step in names.chain(rows[0])] == ["stm-brook", "stm-gull"]


@pytest.mark.parametrize(
    ("value", "counted", "measure", "mode", "words", "expected"),
    [
        ("around 40", "dockers", "injured", None, "hurt around 40\ndockers", "around 40 dockers injured"),
        ("two", "boats", "destroyed", None, "two more destroyed", "two boats destroyed"),
        ("1.4 billion euros", None, "other", None, "1.4 billion euros", "1.4 billion euros"),
        ("one", "dockers", "injured", "negation", "not one was hurt", "not one was hurt (dockers)"),
        ("Dozens", "Shops", "other", None, "Dozens of\nshops", "Dozens of shops"),
        ("seven", None, "killed", None, "killed seven", "killed seven"),
    ],
)
def test_a_figure_is_called_by_what_happened_to_whom_else_by_the_words_of_the_text(
    value: str, counted: str | None, measure: str, mode: str | None, words: str, expected: str
) -> None:
    row = {"value_text": value, "counted_text": counted, "measure": measure, "auxiliary_mode": mode, "unit": "person"}
    assert name_figure(row, words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The port is open.", "The port is open."),
        ("one two three four five “six seven eight nine ten”", "one two three four five … ten"),
        ("“one two three four five six” seven eight nine ten", "one two three four … nine ten"),
        ("one “two” three four five six seven eight nine ten", "one “two” three four … nine ten"),
        ('one two three four five "six seven eight nine ten"', "one two three four five … ten"),
    ],
)
def test_a_cut_leaves_no_half_of_a_pair_of_quotation_marks(words: str, expected: str) -> None:
    assert clip(words, 36) == expected


def test_figures_that_share_their_words_are_told_apart(tmp_path: Path) -> None:
    span = evidence("figures", "fig-pilots", "record", "12 pilots")
    other = evidence("figures", "fig-share", "record", "12 pilots")
    twelve = {**ROWS["figures"][0], "evidence_id": span["evidence_id"]}
    share = {**twelve, "figure_id": "fig-share", "value_text": "to", "evidence_id": other["evidence_id"]}
    made = package(tmp_path, {**ROWS, "figures": [twelve, share], "evidence": [span, other]})
    names = Names(load(made.descriptor, RAW, made.folder / "data", {}))
    assert (names["fig-pilots"], names["fig-share"]) == ("12: 12 pilots", "to: 12 pilots")


@pytest.mark.parametrize(
    ("title", "dated", "alone", "expected"),
    [
        ("Quay opens", True, False, "Quay opens"),
        (None, True, True, "Article of 9 May 2031"),
        (None, True, False, "Article of 9 May 2031, quay.txt"),
        (None, False, True, "quay.txt"),
        (None, False, False, "quay.txt"),
    ],
)
def test_an_article_is_called_by_its_title_then_by_its_date_and_file(
    title: str | None, dated: bool, alone: bool, expected: str
) -> None:
    when = date(2031, 5, 9) if dated else None
    source = {"file_name": "quay.txt", "doc_id": None, "title": title, "document_date": when}
    assert name_article(source, alone=alone) == expected


def test_an_article_of_an_archive_is_called_as_there() -> None:
    source = {"file_name": "news.jsonl", "doc_id": "news/5", "title": None, "document_date": date(2031, 5, 9)}
    assert name_article(source) == "news/5"


def test_articles_stand_by_date(tmp_path: Path) -> None:
    def source(key: str, dated: date | None) -> Row:
        name = {"source_id": f"src-{key}", "file_name": f"{key}.txt", "document_date": dated}
        return {**ROWS["sources"][0], **name}

    sources = [source("a", None), source("b", date(2031, 5, 9)), source("c", date(2031, 5, 8))]
    made = package(tmp_path, {**ROWS, "sources": sources})
    view = load(made.descriptor, RAW, made.folder / "data", {})
    assert [row["source_id"] for row in view.articles] == ["src-c", "src-b", "src-a"]
    texts = parsed(made.page({})).find("section", id="text")
    assert [h3.text for h3 in texts.every("h3")] == [
        "Article of 8 May 2031, c.txt", "Article of 9 May 2031, b.txt", "a.txt",
    ]  # fmt: skip


def test_labels_need_no_table(tmp_path: Path) -> None:
    made = package(tmp_path, {})
    assert Names(load(made.descriptor, RAW, made.folder / "data", {}))["act-brook"] == "act-brook"
