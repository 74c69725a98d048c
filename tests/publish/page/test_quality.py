"""Candidates, methods, what was left out and what was checked, counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from page_case import ATTACK, ROWS, SOURCE, Element, Package, package, parsed

from publisher.publish.page import quality


def test_quality_counts_candidates_and_methods(tree: Element) -> None:
    section = tree.find("section", id="quality")
    candidates, records = (
        {row.find("th").text: [cell.text.strip() for cell in row.every("td")] for row in table.every("tr")}
        for table in section.every("table")
    )
    assert candidates["Names"] == ["2", "2", "0", "100\u00a0%"]
    assert candidates["Figures"] == ["1", "0", "1", "0\u00a0%"]
    assert candidates["All"] == ["4", "3", "1", "75\u00a0%"]
    assert records["Statements with quoted words"] == ["1", "0", "0", "0 of 1, 0\u00a0%"]
    assert records["Indirect speech"] == ["5", "0", "0", "not looked for"]
    assert records["Figures"] == ["1", "0", "0", "0 of 1, 0\u00a0%"]
    assert records["Actors with a proper name"] == ["4", "0", "0", "not measured"]
    assert records["Groups without one"] == ["0", "0", "0", "not looked for"]
    assert records["Events"] == ["2", "0", "0", "not looked for"]
    assert "1 × told elsewhere" in section.text


def test_recall_counts_what_the_extractor_looks_for(tmp_path: Path) -> None:
    quoted = {"quote_type": "mixed", "quoted_text": "must"}
    found = [dict(ROWS["statements"][n]) | quoted | {"method": "automatic-reviewed"} for n in (0, 1)]
    rows = {**ROWS, "statements": [*found, dict(ROWS["statements"][2]) | quoted, *ROWS["statements"][4:]]}
    section = parsed(package(tmp_path, rows).page()).find("section", id="quality")
    records = {row.find("th").text: [cell.text.strip() for cell in row.every("td")] for row in section.every("tr")}
    assert records["Statements with quoted words"] == ["1", "2", "0", "2 of 3, 67\u00a0%"]
    assert records["Indirect speech"][0] == "2"


LEFT_OUT: dict[str, Any] = {
    "leftOut": {
        "articles": 2,
        "path": "data/left-out.jsonl",
        "bytes": 300,
        "hash": "sha256:" + "0" * 64,
        "reasons": [{"reason": f"doc_date is ...; {ATTACK}", "articles": 2}],
    },
    "dropped": [{"table": "figures", "rule": "figure_unit", "rows": 1}],
}


def test_what_was_left_out_is_told_with_its_reasons(tmp_path: Path) -> None:
    made = package(tmp_path)
    made.descriptor["publisher"] = LEFT_OUT
    tree = parsed(made.page())
    assert tree.find("header").find("a", href="#left-out").text == "2 left out"
    quality = tree.find("section", id="quality")
    assert quality.find("h3", id="left-out").text == "Left out"
    assert "2 articles are not in the tables" in quality.text
    assert "1 row that the extractor made is not in the tables" in quality.text
    (link,) = quality.every("a", href="data/left-out.jsonl")
    assert "download" in link.attributes
    rows = [[cell.text.strip() for cell in row.children] for row in quality.every("tr")]
    assert [LEFT_OUT["leftOut"]["reasons"][0]["reason"], "2"] in rows
    assert ["Figures", "figure_unit", "1"] in rows
    assert f"{'0' * 64}  data/left-out.jsonl\n" in tree.find("section", id="download").find("pre").text


def test_where_nothing_was_left_out_nothing_is_said(tree: Element) -> None:
    assert not list(tree.every("h3", id="left-out"))
    assert "left out" not in tree.find("header").text


def test_it_says_what_frictionless_judged(tree: Element, monkeypatch: pytest.MonkeyPatch, made: Package) -> None:
    total = sum(len(rows) for rows in ROWS.values())
    assert f"finds the descriptor and all {total} rows valid" in tree.find("section", id="quality").text
    monkeypatch.setattr(quality, "BEARABLE", total - 1)
    assert (
        "finds the descriptor and at least a sample of the rows"
        in parsed(made.page()).find("section", id="quality").text
    )


def test_warnings_and_what_a_curator_overrides_are_counted(tmp_path: Path) -> None:
    made = package(tmp_path)
    excuse = {"rule": "phrase_edges", "source": SOURCE, "record": "evt-talks", "reason": f"right; {ATTACK}"}
    waived = {"rule": "pronouns", "source": SOURCE, "paragraph": 2, "reason": "a dog"}
    made.descriptor["publisher"] = {"warnings": {"cue_is_whole": 1200, "pronouns": 1}, "excused": [excuse, waived]}
    folded = {
        details.find("summary").text: [item.text for item in details.every("li")]
        for details in parsed(made.page()).find("section", id="quality").every("details")
    }
    warned = folded["1,201 warnings of language checks, which may be wrong"]
    assert warned == ["1,200 × cue_is_whole", "1 × pronouns"]
    assert folded["2 findings of language rules, overridden by the curator with a reason"] == [
        f"phrase_edges, evt-talks: right; {ATTACK}",
        f"pronouns, {SOURCE}, paragraph 2: a dog",
    ]
