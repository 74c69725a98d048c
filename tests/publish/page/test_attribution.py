"""Chains are read from the speaker outwards; what is only claimed is apart from what is stated."""

from __future__ import annotations

from pathlib import Path

from page_case import ROWS, Element, package, parsed


def test_chains_of_attribution_are_read_from_the_speaker_outwards(tree: Element) -> None:
    ways = [way.text for way in tree.find("section", id="chains").every("p", class_="way")]
    assert ways[0] == "Ada Brook through ›Gull Agency through ›Port Radio through ›article"
    assert "Both sides through ›article" in ways


def test_what_is_only_claimed_is_apart(tree: Element) -> None:
    section = tree.find("section", id="claims")
    claimed = section.find("div", class_="claimed")
    for words in ("Two cranes collapse", "OTHER", "ASSAULT", "claimed actor", "Ada Brook", "calls sabotage by Quill"):
        assert words in claimed.text
    assert "Two cranes collapse" not in section.find("div", class_="board").text
    assert "12 pilotsby Both sides" in section.find("div", class_="board").text


def test_a_participant_who_is_only_claimed_is_apart_too(tmp_path: Path) -> None:
    accused = dict(ROWS["event_actors"][1]) | {"statement_id": "stm-claim"}
    made = package(tmp_path, {**ROWS, "event_actors": [ROWS["event_actors"][0], accused]})
    section = parsed(made.page()).find("section", id="claims")
    talks = next(entry for entry in section.every("article") if "Brook and Quill agree" in entry.text)
    terms = [term.text for term in talks.every("dt")]
    assert terms == ["type, as others report it", "claimed actor", "claimed by", "in these words"]
    assert "Brook and Quill agree" in section.find("div", class_="board").text
