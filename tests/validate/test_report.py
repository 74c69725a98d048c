"""The report: one line a finding, repeated faults together, safe to print, and as JSON."""

from __future__ import annotations

import json

from publisher.finding import Finding
from publisher.validate.report import Log, Report, line


def report(*findings: Finding, note: str | None = None) -> Report:
    log = Log()
    log.rows["books"] = 7
    log.add(findings)
    if note:
        log.note(note)
    return log.report()


def test_a_line_says_where_what_and_what_to_do() -> None:
    finding = Finding("books", "bk-fog", "pages", "0", "minimum", "is beyond the bound: minimum is 1")
    assert line(finding) == 'books[bk-fog].pages: minimum: "0": is beyond the bound: minimum is 1'
    assert line(Finding("books", None, None, None, "twin", "add the other")) == "books: twin: add the other"


def test_a_fault_that_repeats_is_counted_and_its_first_rows_are_named() -> None:
    findings = [Finding("books", f"b{n}", "pages", str(n), "minimum", "too small") for n in range(5)]
    other = Finding("books", "b9", "price", "x", "type", "is no number")
    (first, second) = report(
        *findings, other, Finding("books", "b8", "pages", "8", "minimum", "too small", count=10)
    ).errors
    assert (first.row, first.value, first.count) == ("b0, b1, b2, ...", "0", 15)
    assert (second.row, second.count) == ("b9", 1)
    assert line(first).endswith("too small (15 times)")


def test_the_issues_one_by_one_are_kept_beside_it() -> None:
    findings = [Finding("books", f"b{n}", "pages", str(n), "minimum", "too small") for n in range(5)]
    assert list(report(*findings, findings[0]).single) == findings


def test_the_text_ends_with_the_verdict() -> None:
    assert report().as_text() == "valid (1 table, 7 rows)"
    assert report(note="notes: rows (xlsx is not read here)").as_text().splitlines() == [
        "not checked: notes: rows (xlsx is not read here)",
        "valid as far as checked (1 table, 7 rows)",
    ]
    faulty = report(Finding("books", "b1", None, None, "x", "y"), note="evidence (article absent)")
    assert faulty.as_text().splitlines() == [
        "books[b1]: x: y",
        "not checked: evidence (article absent)",
        "not valid: 1 fault (1 table, 7 rows)",
    ]


def test_what_stands_in_the_data_cannot_reach_the_terminal() -> None:
    text = report(Finding("books", "b\x1b[2J", "f", "a\u202eb\u200b\nc", "r", "m\x07")).as_text()
    assert not any(character in text for character in "\x1b\u202e\u200b\x07")
    assert len(text.splitlines()) == 2


def test_a_long_value_is_cut() -> None:
    assert len(report(Finding("books", "b", "f", "x" * 10_000, "r", "m")).as_text()) < 300


def test_json_holds_the_same() -> None:
    found = json.loads(report(Finding("books", "b1", "f", "\ud800", "r", "m"), note="n").as_json())
    assert found == {
        "name": "",
        "version": "",
        "valid": False,
        "complete": False,
        "issues": [
            {"table": "books", "row": "b1", "field": "f", "value": "\ud800", "rule": "r", "message": "m", "count": 1}
            | {"severity": "error"}
        ],
        "warnings": [],
        "deviations": [],
        "excused": 0,
        "notes": ["n"],
        "rows": {"books": 7},
    }
