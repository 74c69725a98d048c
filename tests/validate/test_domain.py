"""A package of ours: domain rules and evidence, a range of sources at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from made.packages import from_rows, write_package
from rules_case import CASE, MARK, package
from rules_quay import SOURCE, TEXT
from rules_rows import SCHEMAS

from publisher.formats.parts import Parts
from publisher.inputs.article_store import of_folder
from publisher.schemas import load
from publisher.validate import domain
from publisher.validate.package import Asked, check_package
from publisher.validate.report import Log, Report
from publisher.validate.tables import Files

ALL = load(SCHEMAS)
Rows = dict[str, list[dict[str, Any]]]


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.errors}


def test_a_right_package_is_valid_with_its_article_and_without(tmp_path: Path) -> None:
    assert check_package(package(tmp_path / "with")).as_text().startswith("valid")
    without = check_package(package(tmp_path / "without", CASE.without_text()))
    assert (without.valid, without.notes) == (True, ("evidence (the articles are elsewhere: give --seeds DIR)",))


def test_evidence_can_be_required(tmp_path: Path) -> None:
    report = check_package(package(tmp_path / "p", CASE.without_text()), Asked(require_evidence=True))
    assert [(finding.table, finding.row, finding.rule) for finding in report.errors] == [("sources", SOURCE, "article")]


def test_rules_find_their_rows_in_the_published_files(tmp_path: Path) -> None:
    report = check_package(package(tmp_path / "p", CASE.reading(TEXT.replace("Nobody waits", "Nobody sleeps"))))
    assert {"source_text", "exact_words"} <= rules(report)
    negated = CASE.change("events", CASE.rows["events"][0]["event_id"], date_prec=None)
    assert "date_columns" in rules(check_package(package(tmp_path / "q", negated)))


def test_rules_about_all_sources_are_applied_once(tmp_path: Path) -> None:
    state = next(row["actor_id"] for row in CASE.rows["actors"] if row["actor_type"] == "state")
    report = check_package(package(tmp_path / "p", CASE.change("actors", state, country_code="FR")))
    assert [finding.count for finding in report.errors if finding.rule == "country_fits"] == [1]


def test_rows_that_break_the_schema_confuse_no_rule(tmp_path: Path) -> None:
    folder = package(tmp_path / "p")
    parquet = folder / "data/evidence.parquet"
    table = pa.parquet.read_table(parquet)
    for name in ("exact", "char_start", "record_table", "source_id"):
        position = table.schema.get_field_index(name)
        broken = table.set_column(
            position,
            pa.field(name, table.schema.field(name).type),
            [pa.nulls(len(table), table.schema.field(name).type)],
        )
        pa.parquet.write_table(broken, parquet)
        report = check_package(folder)
        assert "required" in rules(report) or "csv_parquet" in rules(report)


def test_a_missing_table_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    write_package(folder, [from_rows(s, CASE.rows[n]) for n, s in ALL.items() if n != "candidates"], publisher=MARK)
    (finding,) = [finding for finding in check_package(folder).errors if finding.rule == "tables"]
    assert finding.value == "candidates"


def archive(counts: dict[str, int]) -> Rows:
    """Sources with so many events each; of every event two participants and one piece of evidence."""
    rows: Rows = {name: [] for name in ALL}
    for source, count in counts.items():
        rows["sources"].append(
            {"source_id": source, "file_name": f"{source}.txt", "sha256": "0" * 64, "char_length": 1, "language": "en"}
        )
        for number in range(count):
            key = f"evt-{source}-{number}"
            rows["events"].append(
                {
                    "event_id": key,
                    "label": "x",
                    "event_type": "OTHER",
                    "source_id": source,
                    "evidence_id": "e",
                    "method": "manual",
                }
            )
            rows["event_actors"] += [
                {"event_id": key, "actor_id": f"act-{n}", "role": "actor", "evidence_id": "e"} for n in (1, 2)
            ]
            rows["evidence"].append(
                {
                    "evidence_id": f"evd-{key}",
                    "source_id": source,
                    "record_table": "events",
                    "record_id": key,
                    "field": "record",
                }
                | {"char_start": 0, "char_end": 1, "exact": "x", "basis": "explicit"}
            )
    return rows


def cut(folder: Path, rows: Rows) -> tuple[list[dict[str, list[str]]], Log]:
    """What stands in each window, by table: the sources of its rows."""
    write_package(folder, [from_rows(schema, rows[name]) for name, schema in ALL.items()])
    files = {name: Files(schema, None, Parts((folder / f"data/{name}.parquet",))) for name, schema in ALL.items()}
    whole = {
        "sources": pa.parquet.read_table(folder / "data/sources.parquet"),
        "actors": ALL["actors"].arrow.empty_table(),
    }
    log = Log()
    found = []
    for window in domain.windows(files, whole, domain.Articles(of_folder(folder)), log):
        by_event = [event.split("-")[1] for event in window.column("event_actors", "event_id")]
        sources = {name: window.column(name, "source_id") for name in ("sources", "events", "evidence")}
        found.append(sources | {"event_actors": by_event})
    return found, log


@pytest.mark.parametrize(("size", "group"), [(1, 1), (1, 100), (2, 2), (3, 5), (10, 1), (10, 100)])
def test_a_window_holds_the_rows_of_its_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, group: int
) -> None:
    monkeypatch.setattr(domain, "SOURCES", size)
    monkeypatch.setattr("publisher.formats.parquet.ROW_GROUP", group)
    counts = {"a": 3, "b": 0, "c": 1, "d": 0, "e": 4}
    found, log = cut(tmp_path / "p", archive(counts))
    names = list(counts)
    assert [window["sources"] for window in found] == [names[n : n + size] for n in range(0, len(names), size)]
    for window in found:
        expected = [source for source in window["sources"] for _ in range(counts[source])]
        assert window["events"] == window["evidence"] == expected
        assert window["event_actors"] == [source for source in expected for _ in (1, 2)]
    assert log.report().valid


def test_rows_out_of_the_order_of_the_sources_are_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(domain, "SOURCES", 1)
    rows = archive({"a": 1, "b": 1, "c": 1})
    rows["events"].reverse()
    _, log = cut(tmp_path / "p", rows)
    (finding,) = log.report().errors
    assert (finding.table, finding.field, finding.rule, finding.count) == ("events", "source_id", "row_order", 2)


def test_no_rows_at_all_are_one_empty_window(tmp_path: Path) -> None:
    found, log = cut(tmp_path / "p", archive({}))
    assert found == [{"sources": [], "events": [], "evidence": [], "event_actors": []}]
    assert log.report() == Report((), (), {})
