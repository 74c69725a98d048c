"""The page as a whole: it is what the package holds, every link leads somewhere, and no text can run."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

from page_case import ATTACK, EVIDENCE, ROWS, SOURCE, TEXT, Element, Package, package, parsed


def test_headings_are_what_the_navigation_says(tree: Element) -> None:
    offered = [(link.attributes["href"], link.text) for link in tree.find("nav").every("a")]
    sections = tree.find("main").children
    assert offered == [(f"#{section.attributes['id']}", section.find("h2").text) for section in sections]
    assert all(section.find("p", class_="lede").text for section in sections)


def test_ids_are_unique_and_every_link_inside_the_page_leads_somewhere(tree: Element) -> None:
    ids = Counter(element.attributes["id"] for element in tree.all() if "id" in element.attributes)
    assert max(ids.values()) == 1
    targets = {unquote(link.attributes.get("href") or "") for link in tree.every("a")}
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)


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


def test_it_begins_with_what_no_person_has_checked(tmp_path: Path) -> None:
    rows = {**ROWS, "figures": [{**row, "method": "automatic"} for row in ROWS["figures"]]}
    cautions = parsed(package(tmp_path, rows).page()).find("header").every("p", class_="caution")
    assert [words.text for words in cautions if "No person has checked the records marked" in words.text]


def test_same_package_same_bytes(made: Package, html: str) -> None:
    assert made.page() == html


def test_an_article_without_curated_records(tmp_path: Path) -> None:
    rows = {name: ROWS[name] for name in ("sources", "actors", "evidence", "candidates")}
    said = [dict(row) | {"setting_event_id": None, "method": "automatic"} for row in ROWS["statements"]]
    tree = parsed(package(tmp_path, {**rows, "statements": said}).page({SOURCE: TEXT}))
    assert "Zef" in tree.find("section", id="text").text
    assert not list(tree.every("section", id="timeline"))
    assert "not checked" in tree.find("article", id="stm-brook").find("p", class_="kind").text


def test_events_that_the_program_made_are_of_a_few_types(tree: Element, tmp_path: Path) -> None:
    made = [{**row, "method": "automatic"} for row in ROWS["events"]]
    said = "The program finds only "
    assert said in parsed(package(tmp_path, {**ROWS, "events": made}).page()).find("section", id="reports").text
    assert said not in tree.text


def test_search_engines_find_the_dataset(tree: Element, made: Package) -> None:
    found = json.loads(tree.find("script", type="application/ld+json").text)
    assert found["@type"] == "Dataset"
    assert found["alternateName"] == made.descriptor["title"]
    assert len(found["distribution"]) == len(made.descriptor["resources"])


def test_what_people_look_for_first_is_first(tree: Element, made: Package) -> None:
    header = tree.find("header")
    assert header.find("p").text == "Dataset quay-records"
    for words in (
        "What was said about a quay.",
        "1.2.3",
        "10 May 2031",
        "CC0",
        "Quay Group & Co",
    ):
        assert words in header.text
    assert header.find("h1").text == made.descriptor["title"]
    assert "Article of 9 May 2031, publisher unknown" in header.text
    first = [section.find("h2").text for section in tree.find("main").children][:4]
    assert first == ["What happened", "Who to whom", "Who says what", "When"]


def test_numbers_lead_to_the_answers(tree: Element) -> None:
    led = [(link.text, link.attributes["href"]) for link in tree.find("header").find("ul").every("a")]
    assert led[:3] == [("2 events", "#reports"), ("4 actors", "#actors"), ("6 statements", "#speakers")]


def test_it_warns_where_nobody_knows_who_published_the_article(tree: Element, tmp_path: Path) -> None:
    warned = "Do not use the article as a source. It is not known who published it: find the original first."
    assert not list(tree.find("header").every("p", class_="caution"))
    rows = {**ROWS, "sources": [{**ROWS["sources"][0], "url": None}]}
    assert parsed(package(tmp_path, rows).page()).find("header").find("p", class_="caution").text == warned


def test_it_links_to_the_documents_of_the_dataset(tmp_path: Path) -> None:
    made = package(tmp_path)
    made.descriptor["publisher"] = {"documents": [{"title": "Codebook", "path": "docs/codebook.md"}]}
    assert parsed(made.page()).find("header").find("a", href="docs/codebook.md").text == "Codebook"


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
