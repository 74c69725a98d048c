"""The article: every passage is marked and leads to a record; what may not be shown is not."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from page_case import EVIDENCE, ROWS, SOURCE, TEXT, Element, Package, package, parsed

from publisher.publish.page.names import KINDS

RECORDS = [row[f"{table[:-1]}_id"] for table in KINDS for row in ROWS[table]]


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


def test_excerpts_are_read_together_and_have_no_paragraph_numbers(made: Package) -> None:
    body = parsed(made.page({})).find("div", class_="body")
    shown = [p.text for p in body.every("p")]
    assert shown[0].startswith("2031-05-09 … Ada Brook told Zef Quill")  # the date stands before the first record
    assert not {"2031-05-09", "Quill", "Port Radio"} & set(shown)  # a name alone says nothing
    assert all("data-n" not in p.attributes for p in body.every("p"))


def test_quotations_in_another_language_say_so(tmp_path: Path) -> None:
    rows = {**ROWS, "sources": [{**ROWS["sources"][0], "language": "he"}]}
    tree = parsed(package(tmp_path, rows).page({SOURCE: TEXT}))
    assert {quote.attributes.get("lang") for quote in tree.every("blockquote")} == {"he"}
    assert tree.find("html").attributes["lang"] == "en"
    assert tree.find("div", class_="body").attributes["lang"] == "he"


def test_the_licence_of_the_records_is_not_that_of_the_text(tree: Element, tmp_path: Path) -> None:
    about = [p.text for p in tree.find("section", id="text").every("p", class_="about")]
    assert about[0] == "Publisher unknown · javascript:alert(1) · dated 9 May 2031 · 359 characters · quay.txt"
    rights = "CC0-1.0 covers the records, not this text."
    assert about[1] == f"{rights} The text belongs to its publisher; its licence is not known."
    rows = {**ROWS, "sources": [{**ROWS["sources"][0], "licence": "CC-BY-SA-4.0"}]}
    licensed = parsed(package(tmp_path, rows).page()).find("section", id="text")
    assert f"{rights} The licence of the text is CC-BY-SA-4.0." in licensed.text
