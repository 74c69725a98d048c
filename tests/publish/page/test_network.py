"""The picture of who speaks to and about others has the same facts as the table beside it."""

from __future__ import annotations

from page_case import Element


def test_the_network_has_the_same_facts_as_picture_and_as_table(tree: Element) -> None:
    section = tree.find("section", id="network")
    drawn = sorted(path.find("title").text for path in section.every("path"))
    told = [[cell.text for cell in row.children] for row in section.find("tbody").children]
    assert drawn == sorted(f"{speaker} {relation} {other}: {count}" for speaker, relation, other, count, _ in told)
    assert ["Gull Agency", "about", "Ada Brook", "1", "reported"] in told
