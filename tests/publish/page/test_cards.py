"""Every record has a card, which leads to all its passages."""

from __future__ import annotations

from pathlib import Path

from page_case import EVIDENCE, ROWS, SOURCE, Element, evidence, package, parsed

from publisher.publish.page.names import KINDS

RECORDS = [row[f"{table[:-1]}_id"] for table in KINDS for row in ROWS[table]]


def test_every_record_has_a_card_that_leads_to_all_its_passages(tree: Element) -> None:
    cards = {card.attributes["id"]: card for card in tree.every("article", class_="card")}
    assert sorted(map(str, cards)) == sorted(RECORDS)
    for row in EVIDENCE:
        card = cards[row["record_id"]]
        assert any(
            link.attributes["href"] == f"#{SOURCE}/{row['char_start']}-{row['char_end']}" for link in card.every("a")
        )


def test_more_passages_than_a_reader_wants_at_once_are_folded(tree: Element, tmp_path: Path) -> None:
    assert not list(tree.find("article", id="act-quill").every("details"))
    again = evidence("actors", "act-quill", "name", "Both sides", mention="nominal")
    page = parsed(package(tmp_path, {**ROWS, "evidence": [*EVIDENCE, again]}).page())
    folded = page.find("article", id="act-quill").find("details")
    assert folded.find("summary").text == "4 passages"
    assert [link.text for link in folded.every("a")] == ["Zef Quill", "Quill", "Quill", "Both sides"]
