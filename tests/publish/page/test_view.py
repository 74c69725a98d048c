"""Up to five articles are shown in full; of more there is an overview."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from page_case import EVIDENCE, ROWS, Package, Row, package, parsed

from publisher.publish.page.view import SHOWN


def many(count: int) -> dict[str, list[Row]]:
    """A package of `count` articles with 100 evidence rows each."""
    source = ROWS["sources"][0]
    sources: list[Row] = [{**source, "source_id": f"src-{i:04}", "file_name": f"{i}.txt"} for i in range(count)]
    evidence: list[Row] = [
        {
            **EVIDENCE[0],
            "evidence_id": f"evd-{i:08x}{j:08x}",
            "source_id": f"src-{i:04}",
            "char_start": j,
            "char_end": j + 10,
        }
        for i in range(count)
        for j in range(100)
    ]
    return {"sources": sources, "evidence": evidence}


def test_up_to_five_articles_are_shown_in_full(tmp_path: Path) -> None:
    tree = parsed(package(tmp_path, many(5)).page({}))
    assert len(list(tree.every("div", class_="body"))) == 5
    assert "500 rows, not listed here" in tree.find("section", id="evidence").text


def test_of_more_there_is_an_overview(tmp_path: Path) -> None:
    words = "No place here has room for a text as long as this one, and its end is not to be shown."
    html = package(tmp_path, many(6)).page({f"src-{i:04}": words for i in range(6)})
    tree = parsed(html)
    assert not list(tree.every("div", class_="body"))
    assert "“No place here has room for a text as long as this one, …”" in html
    assert "not to be shown" not in html
    evidence = tree.find("section", id="evidence")
    assert f"first {SHOWN} of 600 rows" in evidence.text
    assert evidence.find("p", class_="note").text == "Empty in every row: mention_type."
    assert len(evidence.find("tbody").children) == SHOWN
    profile = {row.find("th").text: row for row in list(evidence.every("details"))[1].every("tr")}
    assert "600 of 600" in profile["char_start"].text
    assert "0 to 99" in profile["char_start"].text
    ids = {element.attributes.get("id") for element in tree.all()}
    targets = [link.attributes["href"] or "" for link in tree.every("a")]
    assert {target[1:] for target in targets if target.startswith("#")} <= ids


def test_an_overview_has_the_codes(tmp_path: Path) -> None:
    tree = parsed(package(tmp_path, {**many(6), "codes": ROWS["codes"]}).page({}))
    codes = tree.find("section", id="codes")
    assert [cell.text for cell in codes.find("tbody").children[0].children][:4] == [
        "events",
        "event_type",
        "*",
        "AGREE",
    ]
    assert not list(tree.every("section", id="interactions"))


@pytest.mark.slow
def test_pandas_is_not_needed(made: Package) -> None:
    """It takes longer to import than the page to make."""
    code = f"""
import json, sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from pathlib import Path
from publisher.publish import page
from publisher.publish.page.view import load
folder = Path({str(made.folder)!r})
schemas = {{path.stem: json.loads(path.read_bytes()) for path in Path("schemas").glob("*.json")}}
list(page.pages(load(json.loads((folder / "datapackage.json").read_bytes()), schemas, folder / "data", {{}})))
assert "pandas" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


def test_tables_without_rows(tmp_path: Path) -> None:
    tree = parsed(package(tmp_path, {}).page({}))
    sections = {section.attributes.get("id") for section in tree.find("main").children}
    assert sections == {"download", "text", "tables", "quality"}
    assert "0 rows in 12 tables" in tree.find("section", id="tables").text
