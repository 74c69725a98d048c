"""The tables as published: what people read comes first, what is the same in every row is a line."""

from __future__ import annotations

from pathlib import Path

from page_case import ROWS, SOURCE, Element, among, package, parsed

from publisher.publish.page.tables import LISTED, cut


def csv(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def heads(section: Element) -> list[str]:
    return [cell.text for cell in section.find("thead").every("th")]


def columns(section: Element) -> Element:
    """What the page says of the columns of a table."""
    _, found = section.every("details")
    return found


def test_every_row_is_in_its_table_as_published(tree: Element) -> None:
    for name, rows in ROWS.items():
        if name in LISTED:
            continue
        section = tree.find("section", id=name)
        head = [cell.text for cell in section.find("thead").every("th")]
        shown = [[cell.text for cell in row.children] for row in section.find("tbody").children]
        expected = [[csv(row.get(column)) for column in head] for row in rows]
        assert shown == expected


def test_what_people_read_is_before_what_machines_need(tree: Element) -> None:
    assert heads(tree.find("section", id="events"))[:2] == ["label", "event_type"]
    assert heads(tree.find("section", id="actors"))[-3] == "note"
    assert heads(tree.find("section", id="statements"))[:2] == ["speaker_text", "content_text"]
    assert heads(tree.find("section", id="figures"))[:2] == ["value_text", "counted_text"]
    assert heads(tree.find("section", id="candidates"))[-1] == "candidate_id"


def test_evidence_leads_to_its_words(tree: Element) -> None:
    actors = tree.find("section", id="actors")
    link = actors.find("tbody").children[0].children[heads(actors).index("evidence_id")].find("a")
    assert (link.text, link.attributes["href"]) == (ROWS["actors"][0]["evidence_id"], f"#{SOURCE}/18-27")


def test_a_column_that_holds_the_same_in_every_row_is_a_line(tree: Element) -> None:
    events = tree.find("section", id="events")
    note = events.find("p", class_="note").text
    assert note.startswith(
        f"Same in every row: is_asserted true, source_id {SOURCE}, method manual. Empty in every row: "
    )
    assert ", event_context, " in note
    assert not {"source_id", "method", "event_mode"} & set(heads(events))
    figures = tree.find("section", id="figures")  # of one row only what is empty
    assert figures.find("p", class_="note").text.startswith("Empty in every row: lower, upper, ")
    assert {"source_id", "method"} <= set(heads(figures))


def test_words_that_another_column_has_are_not_shown_twice(tree: Element) -> None:
    statements = tree.find("section", id="statements")
    assert "quoted_text" not in heads(statements)
    assert "quoted_text is not shown: content_text has its words." in statements.find("p", class_="note").text


def test_of_an_archive_nobody_knows_that_and_no_column_is_hidden(tmp_path: Path) -> None:
    """The first rows do not speak for the others: words in two pieces are not in one."""
    statements = parsed(package(tmp_path, among(*(f"src-{n}" for n in range(6)))).page()).find(
        "section", id="statements"
    )
    assert "quoted_text" in heads(statements)


def test_on_a_narrow_screen_each_cell_has_its_label(tree: Element) -> None:
    rules = tree.find("style").text.rpartition("@media (max-width: 48rem) {\n")[2]
    assert rules.startswith('#events .rows tr>:nth-child(2)::before{content:"event type"}')
    assert rules.count("#figures ") == len(heads(tree.find("section", id="figures"))) - 1


def test_long_cells_end_with_a_word() -> None:
    words = "harbour " * 40
    assert cut(words) == "harbour " * 19 + "harbour …"
    assert cut("x" * 200) == "x" * 160 + " …"
    assert cut("short") == "short"


def test_a_fragment_names_table_and_record(tree: Element) -> None:
    rows = {row.attributes.get("id") for row in tree.find("section", id="events").every("tr")}
    assert {"events/evt-talks", "events/evt-collapse"} <= rows


def test_what_the_page_shows_elsewhere_is_not_listed(tree: Element) -> None:
    codes = tree.find("section", id="codes")
    assert codes.find("h3").text == "Codes 3 rows, not listed here"
    assert "Somebody promises, offers or pledges" not in codes.text
    assert "AGREE 1 · Somebody promises, offers or pledges" in columns(tree.find("section", id="events")).text
    evidence = tree.find("section", id="evidence")
    assert evidence.find("h3").text == f"Evidence {len(ROWS['evidence'])} rows, not listed here"
    assert "each record lists the passages that it rests on" in evidence.text


def test_the_columns_are_profiled(tree: Element) -> None:
    profile = columns(tree.find("section", id="figures"))
    cells = {
        row.find("th").text: [cell.text.strip() for cell in row.children[1:]] for row in profile.find("tbody").children
    }
    assert cells["value"][0] == "number"
    assert cells["value"][2:] == ["1 of 1", "1", "12"]
    assert cells["lower"][2:] == ["0 of 1", "0", ""]
    assert cells["is_estimate"][2:] == ["1 of 1", "1", "false"]
    assert cells["value_text"][2:] == ["1 of 1", "1", "2 characters"]
    assert "plain 1 · " in cells["modifier"][1]
