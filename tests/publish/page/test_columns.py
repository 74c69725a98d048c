"""What is in each column."""

from __future__ import annotations

from page_case import Element


def test_the_columns_are_profiled(tree: Element) -> None:
    profile = tree.find("section", id="figures").find("details")
    cells = {row.find("th").text: [cell.text for cell in row.children[1:]] for row in profile.find("tbody").children}
    assert cells["value"][0] == "number"
    assert cells["value"][2:] == ["1 of 1", "1", "12"]
    assert cells["lower"][2:] == ["0 of 1", "0", ""]
    assert cells["is_estimate"][2:] == ["1 of 1", "1", "false"]
    assert cells["value_text"][2:] == ["1 of 1", "1", "2 characters"]
    assert "exact 1 · " in cells["modifier"][1]
