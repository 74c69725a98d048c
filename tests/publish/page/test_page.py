"""The page as a whole: it shows what the package holds, leads from words to records and back, and cannot run a text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from page_case import ATTACK, EVIDENCE, ROWS, SOURCE, TEXT, Element, Package, Row, package, parsed

from publisher.publish.page import quality
from publisher.publish.page.names import KINDS

RECORDS = [row[f"{table[:-1]}_id"] for table in KINDS for row in ROWS[table]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return package(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def html(made: Package) -> str:
    return made.page()


@pytest.fixture(scope="module")
def tree(html: str) -> Element:
    return parsed(html)


def test_what_people_look_for_first_comes_first(tree: Element, made: Package) -> None:
    header = tree.find("header")
    assert header.find("p").text == "Dataset quay-records"
    total = sum(len(rows) for rows in ROWS.values())
    for words in (
        "What was said about a quay.",
        f"{total} in 9 tables",
        "1.2.3",
        "10 May 2031",
        "CC0",
        "Quay Group & Co",
    ):
        assert words in header.text
    assert header.find("h1").text == made.descriptor["title"]
    assert "1 article: Article of 9 May 2031, publisher unknown" in header.text


def test_headings_are_what_the_navigation_says(tree: Element) -> None:
    offered = [(link.attributes["href"], link.text) for link in tree.find("nav").every("a")]
    sections = tree.find("main").children
    assert offered == [(f"#{section.attributes['id']}", section.find("h2").text) for section in sections]
    assert all(section.find("p", class_="lede").text for section in sections)


def test_every_file_can_be_downloaded_with_size_rows_and_hash(tree: Element, made: Package) -> None:
    section = tree.find("section", id="download")
    links = {link.attributes["href"]: link for link in section.every("a") if "download" in link.attributes}
    for resource in made.descriptor["resources"]:
        link = links[resource["path"]]
        assert f"{resource['bytes']}\u00a0B" in link.text or f"{resource['bytes'] / 1000:.1f}\u00a0kB" in link.text
        assert f"{resource['hash'].removeprefix('sha256:')}  {resource['path']}\n" in section.find("pre").text
        assert (made.folder / resource["path"]).is_file()
    assert {"datapackage.json", "croissant.json"} <= set(links)
    rows = {row.find("a").text: row.find("td").text for row in section.find("tbody").children}
    assert rows["Evidence"] == str(len(EVIDENCE))


def test_the_text_is_shown_letter_by_letter(tree: Element) -> None:
    body = tree.find("div", class_="body")
    assert [p.text for p in body.every("p")] == [line for line in TEXT.split("\n") if line.strip()]
    assert body.attributes["lang"] == "en"


def test_every_passage_is_marked_and_leads_to_a_record(tree: Element) -> None:
    body = tree.find("div", class_="body")
    for row in EVIDENCE:
        place = f"{SOURCE}/{row['char_start']}-{row['char_end']}"
        pieces = [
            m for m in body.every("span", class_="m") if place in (m.attributes.get("id"), m.attributes.get("data-of"))
        ]
        assert "".join(piece.text for piece in pieces) == row["exact"]
        assert pieces[0].attributes["id"] == place
    leads = {unquote(link.attributes["href"] or "")[1:] for link in body.every("a")}
    assert leads <= set(RECORDS)


def test_every_record_has_a_card_that_leads_to_all_its_passages(tree: Element) -> None:
    cards = {card.attributes["id"]: card for card in tree.every("article", class_="card")}
    assert sorted(map(str, cards)) == sorted(RECORDS)
    for row in EVIDENCE:
        card = cards[row["record_id"]]
        assert any(
            link.attributes["href"] == f"#{SOURCE}/{row['char_start']}-{row['char_end']}" for link in card.every("a")
        )


def test_every_row_stands_in_its_table_as_published(tree: Element) -> None:
    for name, rows in ROWS.items():
        section = tree.find("section", id=name)
        head = [cell.text for cell in section.find("thead").every("th")]
        shown = [[cell.text for cell in row.children] for row in section.find("tbody").children]
        expected = [[csv(row.get(column)) for column in head] for row in rows]
        assert shown == expected


def heads(section: Element) -> list[str]:
    return [cell.text for cell in section.find("thead").every("th")]


def test_what_people_read_stands_before_what_machines_need(tree: Element) -> None:
    assert heads(tree.find("section", id="events"))[:2] == ["event_id", "label"]
    evidence = tree.find("section", id="evidence")
    assert heads(evidence)[0] == "record_table"
    assert heads(evidence)[-1] == "evidence_id"
    words = evidence.find("tbody").children[1]
    link = words.children[heads(evidence).index("exact")].find("a")
    assert (link.text, link.attributes["href"]) == ("Ada Brook", f"#{SOURCE}/18-27")


def test_a_column_that_holds_the_same_in_every_row_is_a_line(tree: Element) -> None:
    events = tree.find("section", id="events")
    note = events.find("p", class_="note").text
    assert note.startswith(f"Same in every row: source_id {SOURCE}, method manual. Empty in every row: event_mode, ")
    assert not {"source_id", "method", "event_mode"} & set(heads(events))
    figures = tree.find("section", id="figures")  # of one row only what is empty
    assert figures.find("p", class_="note").text.startswith("Empty in every row: lower, upper, ")
    assert {"source_id", "method"} <= set(heads(figures))


def csv(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def test_a_fragment_names_table_and_record(tree: Element) -> None:
    rows = {row.attributes.get("id") for row in tree.find("section", id="events").every("tr")}
    assert {"events/evt-talks", "events/evt-collapse"} <= rows


def test_ids_are_unique_and_every_link_inside_the_page_leads_somewhere(tree: Element) -> None:
    ids = Counter(element.attributes["id"] for element in tree.all() if "id" in element.attributes)
    assert max(ids.values()) == 1
    targets = {unquote(link.attributes.get("href") or "") for link in tree.every("a")}
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)


def test_the_columns_are_profiled(tree: Element) -> None:
    profile = tree.find("section", id="figures").find("details")
    cells = {row.find("th").text: [cell.text for cell in row.children[1:]] for row in profile.find("tbody").children}
    assert cells["value"][0] == "number"
    assert cells["value"][2:] == ["1 of 1", "1", "12"]
    assert cells["lower"][2:] == ["0 of 1", "0", ""]
    assert cells["is_estimate"][2:] == ["1 of 1", "1", "false"]
    assert cells["value_text"][2:] == ["1 of 1", "1", "2 characters"]
    assert "exact 1 · " in cells["modifier"][1]


def test_chains_of_attribution_are_read_from_the_speaker_outwards(tree: Element) -> None:
    ways = [way.text for way in tree.find("section", id="chains").every("p", class_="way")]
    assert ways[0] == "Ada Brook through ›Gull Agency through ›Port Radio through ›article"
    assert "Both sides through ›article" in ways


def test_what_is_claimed_stands_apart(tree: Element) -> None:
    section = tree.find("section", id="claims")
    claimed = section.find("div", class_="claimed")
    for words in ("Two cranes collapse", "OTHER", "ASSAULT", "claimed actor", "Ada Brook", "calls sabotage by Quill"):
        assert words in claimed.text
    assert "Two cranes collapse" not in section.find("div", class_="board").text
    assert "12 pilotsby Both sides" in section.find("div", class_="board").text


def test_a_claimed_participant_stands_apart_too(tmp_path: Path) -> None:
    accused = dict(ROWS["event_actors"][1]) | {"statement_id": "stm-claim"}
    made = package(tmp_path, {**ROWS, "event_actors": [ROWS["event_actors"][0], accused]})
    section = parsed(made.page()).find("section", id="claims")
    talks = next(entry for entry in section.every("article") if "Brook and Quill agree" in entry.text)
    terms = [term.text for term in talks.every("dt")]
    assert terms == ["type, as others report it", "claimed actor", "claimed by", "in these words"]
    assert "Brook and Quill agree" in section.find("div", class_="board").text


def test_the_network_has_the_same_facts_as_picture_and_as_table(tree: Element) -> None:
    section = tree.find("section", id="network")
    drawn = sorted(path.find("title").text for path in section.every("path"))
    told = [[cell.text for cell in row.children] for row in section.find("tbody").children]
    assert drawn == sorted(f"{speaker} {relation} {other}: {count}" for speaker, relation, other, count, _ in told)
    assert ["Gull Agency", "about", "Ada Brook", "1", "reported"] in told


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
    assert records["Actors with a proper name"] == ["4", "0", "0", "0 of 4, 0\u00a0%"]
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
    assert "2 articles of the archives are not in the tables" in quality.text
    assert "1 row that the extractor made is not in the tables" in quality.text
    (link,) = quality.every("a", href="data/left-out.jsonl")
    assert "download" in link.attributes
    rows = [[cell.text for cell in row.children] for row in quality.every("tr")]
    assert [LEFT_OUT["leftOut"]["reasons"][0]["reason"], "2"] in rows
    assert ["Figures", "figure_unit", "1"] in rows
    assert f"{'0' * 64}  data/left-out.jsonl\n" in tree.find("section", id="download").find("pre").text


def test_where_nothing_was_left_out_nothing_is_said(tree: Element) -> None:
    assert not list(tree.every("h3", id="left-out"))
    assert "left out" not in tree.find("header").text


def test_it_says_what_frictionless_judged(tree: Element, monkeypatch: pytest.MonkeyPatch, made: Package) -> None:
    total = sum(len(rows) for rows in ROWS.values())
    assert f"finds the descriptor valid, and all {total} rows" in tree.find("section", id="quality").text
    monkeypatch.setattr(quality, "BEARABLE", total - 1)
    assert (
        "finds the descriptor valid, and at least a sample of the rows"
        in parsed(made.page()).find("section", id="quality").text
    )


def test_the_licence_of_the_records_is_not_that_of_the_text(tree: Element, tmp_path: Path) -> None:
    about = [p.text for p in tree.find("section", id="text").every("p", class_="about")]
    assert about[0] == "Publisher unknown · javascript:alert(1) · dated 9 May 2031 · 359 characters · quay.txt"
    rights = "CC0-1.0 covers the records, not this text."
    assert about[1] == f"{rights} The text belongs to its publisher; its licence is not known."
    rows = {**ROWS, "sources": [{**ROWS["sources"][0], "licence": "CC-BY-SA-4.0"}]}
    licensed = parsed(package(tmp_path, rows).page()).find("section", id="text")
    assert f"{rights} The licence of the text is CC-BY-SA-4.0." in licensed.text


def test_hostile_text_is_only_text(tree: Element) -> None:
    assert tree.find("h1").text.endswith(ATTACK)
    scripts = list(tree.every("script"))
    assert [script.attributes.get("type") for script in scripts] == ["application/ld+json", None]
    assert not list(tree.every("img"))
    assert not list(tree.every("b", id="bold"))
    for element in tree.all():
        assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
        assert not (element.attributes.get("href") or "").lower().startswith("javascript:")


def test_the_policy_allows_the_one_style_and_the_one_script(tree: Element) -> None:
    policy = tree.find("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"] or ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for content in (tree.find("style").text, list(tree.every("script"))[-1].text):
        assert base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() in policy


def test_nothing_is_asked_of_the_network(tree: Element) -> None:
    loads = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}
    for element in tree.all():
        address = element.attributes.get(loads.get(element.name, "src"))
        rel = element.attributes.get("rel")
        assert address is None or (element.name == "link" and (rel == "alternate" or address == "data:,"))
    style = tree.find("style").text
    assert not re.search(r"@import|url\(", style)


def test_a_text_that_may_not_be_shown_leaves_only_its_evidence(made: Package) -> None:
    html = made.page({})
    tree = parsed(html)
    assert "Secret words that no record rests on" not in html
    body = tree.find("div", class_="body")
    shown = " ".join(p.text for p in body.every("p"))
    assert "sabotage by Quill" in shown
    assert "collapsed in what" not in shown
    marks = {mark.attributes.get("id") for mark in body.every("span", class_="m")}
    assert marks >= {f"{SOURCE}/{row['char_start']}-{row['char_end']}" for row in EVIDENCE}


def test_quotations_in_another_language_say_so(tmp_path: Path) -> None:
    rows = {**ROWS, "sources": [{**ROWS["sources"][0], "language": "he"}]}
    tree = parsed(package(tmp_path, rows).page({SOURCE: TEXT}))
    assert {quote.attributes.get("lang") for quote in tree.every("blockquote")} == {"he"}
    assert tree.find("html").attributes["lang"] == "en"
    assert tree.find("div", class_="body").attributes["lang"] == "he"


def test_same_package_same_bytes(made: Package, html: str) -> None:
    assert made.page() == html


def test_tables_without_rows(tmp_path: Path) -> None:
    tree = parsed(package(tmp_path, {}).page({}))
    sections = {section.attributes.get("id") for section in tree.find("main").children}
    assert sections == {"download", "text", "tables", "quality", "load", "cite"}
    assert "0 in 9 tables" in tree.find("header").text


def test_an_article_without_curated_records(tmp_path: Path) -> None:
    rows = {name: ROWS[name] for name in ("sources", "actors", "evidence", "candidates")}
    said = [
        dict(row)
        | {"speaker_actor_id": None, "addressee_actor_id": None, "setting_event_id": None, "method": "automatic"}
        for row in ROWS["statements"]
    ]
    tree = parsed(package(tmp_path, {**rows, "statements": said}).page({SOURCE: TEXT}))
    assert "Zef" in tree.find("section", id="text").text
    assert not list(tree.every("section", id="timeline"))


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
    assert len(tree.find("section", id="evidence").find("tbody").children) == 500


def test_of_more_there_is_an_overview(tmp_path: Path) -> None:
    html = package(tmp_path, many(6)).page({f"src-{i:04}": "Not to be shown." for i in range(6)})
    tree = parsed(html)
    assert not list(tree.every("div", class_="body"))
    assert "Not to be shown" not in html
    evidence = tree.find("section", id="evidence")
    assert "first 200 of 600 rows" in evidence.text
    assert evidence.find("p", class_="note").text.startswith("Same in the rows shown here: record_table sources, ")
    assert len(evidence.find("tbody").children) == 200
    profile = {row.find("th").text: row for row in evidence.find("details").every("tr")}
    assert "600 of 600" in profile["char_start"].text
    assert "0 to 99" in profile["char_start"].text
    ids = {element.attributes.get("id") for element in tree.all()}
    targets = [link.attributes["href"] or "" for link in tree.every("a")]
    assert {target[1:] for target in targets if target.startswith("#")} <= ids


def test_pandas_is_not_needed(made: Package) -> None:
    """It takes longer to import than the page to make."""
    code = f"""
import json, sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from pathlib import Path
from publisher.publish import page
folder = Path({str(made.folder)!r})
schemas = {{path.stem: json.loads(path.read_bytes()) for path in Path("schemas").glob("*.json")}}
page.render(json.loads((folder / "datapackage.json").read_bytes()), schemas, folder / "data", {{}})
assert "pandas" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


def test_search_engines_find_the_dataset(tree: Element, made: Package) -> None:
    found = json.loads(tree.find("script", type="application/ld+json").text)
    assert found["@type"] == "Dataset"
    assert found["alternateName"] == made.descriptor["title"]
    assert len(found["distribution"]) == len(made.descriptor["resources"])
