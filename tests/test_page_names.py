"""Addresses, labels and dates in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from page_case import RAW, ROWS, SOURCE, package

from publisher.package.page.names import Names, article, day, in_words, phrase, row_id, span_id
from publisher.package.page.view import load


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
        ("2031-05-02/2031-05-09", "between 2 May 2031 and 9 May 2031"),
        ("2031-05-02?/2031-06", "between probably 2 May 2031 and June 2031"),
        ("/2031-05-09", "on or before 9 May 2031, beginning unknown"),
        ("../2031-05-09", "on or before 9 May 2031, beginning open"),
        ("2031-05-09/", "on or after 9 May 2031, end unknown"),
        ("2031-05-09/..", "on or after 9 May 2031, end open"),
    ],
)
def test_every_form_of_date_in_words(edtf: str, expected: str) -> None:
    assert in_words(edtf) == expected


def test_a_day_does_not_depend_on_the_locale() -> None:
    assert day(date(2031, 3, 1)) == "1 March 2031"


def test_addresses_hold_no_white_space() -> None:
    assert span_id("src-a", 3, 9) == "src-a/3-9"
    assert row_id("event_places", "evt-a", "Port Mel") == "event_places/evt-a/Port-Mel"
    assert row_id("event_places", "evt-a", "Šibenik\u00a0#1") == "event_places/evt-a/Šibenik-1"


def test_labels(names: Names) -> None:
    assert names["act-brook"] == "Ada Brook"
    assert names["evt-talks"] == "Brook and Quill agree"
    assert names["stm-gull"] == "Gull Agency (reported)"
    assert names[SOURCE] == "Article of 9 May 2031"
    assert names["nothing-of-ours"] == "nothing-of-ours"


def test_joint_speakers_are_those_who_take_part_in_the_setting(names: Names) -> None:
    both = next(row for row in ROWS["statements"] if row["statement_id"] == "stm-both")
    statement = dict.fromkeys(field["name"] for field in RAW["statements"]["fields"]) | dict(both)
    assert names.speakers(statement) == ["act-brook", "act-quill"]
    assert names.speaker(statement) == "Both sides"
    assert names.speaker(statement | {"speaker_text": None}).startswith("Ada Brook and Zef")
    assert names.speaker(statement | {"speaker_text": None, "setting_event_id": None}) == "Not named"


def test_a_chain_goes_outwards(names: Names) -> None:
    inner = {"statement_id": "stm-brook", "reported_by_statement_id": "stm-gull"}
    assert [step["statement_id"] for step in names.chain(inner)] == ["stm-brook", "stm-gull", "stm-radio"]


def test_a_circle_of_reports_ends(tmp_path: Path) -> None:
    rows = [dict(row) | {"reported_by_statement_id": "stm-gull"} for row in ROWS["statements"]]
    made = package(tmp_path, {**ROWS, "statements": rows})
    names = Names(load(made.descriptor, RAW, made.folder / "data", {}))
    assert [step["statement_id"] for step in names.chain(rows[0])] == ["stm-brook", "stm-gull"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"value_text": "around 40", "counted_text": "dockers", "measure": "injured"}, "around 40 dockers injured"),
        ({"value_text": "12", "counted_text": None, "measure": "other"}, "12 person"),
    ],
)
def test_a_figure_in_a_few_words(cells: dict[str, object], expected: str) -> None:
    assert phrase({"unit": "person", **cells}) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"title": "Quay opens", "document_date": date(2031, 5, 9)}, "Quay opens"),
        ({"title": None, "document_date": date(2031, 5, 9)}, "Article of 9 May 2031"),
        ({"title": None, "document_date": None}, "quay.txt"),
    ],
)
def test_an_article_is_called_by_its_title_then_its_date_then_its_file(cells: dict[str, object], expected: str) -> None:
    assert article({"file_name": "quay.txt", **cells}) == expected


def test_labels_need_no_table(tmp_path: Path) -> None:
    made = package(tmp_path, {})
    assert Names(load(made.descriptor, RAW, made.folder / "data", {}))["act-brook"] == "act-brook"
