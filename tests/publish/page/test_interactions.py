"""Who acts on whom and speaks about whom: the picture has the same facts as the table, which has the rows of `acts`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from page_case import ROWS, Element, Row, package, parsed

from publisher.publish.page.interactions import PORT, STEP, arrange


def section(folder: Path, **tables: Sequence[Row]) -> Element | None:
    named = [dict(row) | ({"name": "Zef Quill"} if row["actor_id"] == "act-quill" else {}) for row in ROWS["actors"]]
    page = parsed(package(folder, {**ROWS, "actors": named, **tables}).page())
    return next(page.every("section", id="interactions"), None)


def told(found: Element | None) -> list[list[str]]:
    assert found is not None
    return [[cell.text for cell in row.children] for row in found.find("tbody").children]


def drawn(found: Element | None) -> list[tuple[str, str, int]]:
    """What each curve is called, its class, and how many tips it has."""
    assert found is not None
    curves = found.every("g", class_="act")
    return [
        (curve.find("title").text, str(curve.find("path").attributes["class"]), len(list(curve.every("use"))))
        for curve in curves
    ]


def test_every_act_is_in_the_table_in_the_order_of_the_text(tmp_path: Path) -> None:
    assert told(section(tmp_path)) == [
        ["Ada Brook", "→ nobody named", "demand: told the quay must open", "passed on by Gull Agency → Port Radio"],
        ["Ada Brook", "↔ Zef Quill", "commitment: Brook and Quill agree", "told by the article"],
        [
            "Zef Quill",
            "→ nobody named",
            "violence: Two cranes collapse: sabotage by Quill",
            "only claimed by Ada Brook",
        ],
        ["Ada Brook", "→ Zef Quill", "blame or concern: calls sabotage by Quill", "reported by the article"],
    ]


def test_the_picture_shows_the_acts_of_which_both_sides_are_known(tmp_path: Path) -> None:
    assert drawn(section(tmp_path)) == [
        ("Ada Brook and Zef Quill, done: commitment", "edge cooperation", 2),
        ("Ada Brook to Zef Quill, said: blame or concern", "edge conflict said", 1),
    ]


def test_acts_of_one_kind_between_the_same_two_are_one_curve(tmp_path: Path) -> None:
    parts = [*ROWS["statement_actors"], {**ROWS["statement_actors"][-1], "statement_id": "stm-brook"}]
    said = [{**row, "reported_by_statement_id": None} for row in ROWS["statements"]]
    found = section(tmp_path, statement_actors=parts, event_actors=[], statements=said)
    assert drawn(found) == [("Ada Brook to Zef Quill, said: demand, blame or concern", "edge conflict said", 1)]


def test_what_the_article_tells_and_what_only_others_tell_are_two_curves(tmp_path: Path) -> None:
    parts = [*ROWS["statement_actors"], {**ROWS["statement_actors"][-1], "statement_id": "stm-brook"}]
    assert drawn(section(tmp_path, statement_actors=parts, event_actors=[])) == [
        ("Ada Brook to Zef Quill, said, passed on by others: demand", "edge conflict said reported", 1),
        ("Ada Brook to Zef Quill, said: blame or concern", "edge conflict said", 1),
    ]


def test_what_only_others_tell_has_a_line_of_its_own(tmp_path: Path) -> None:
    target = {**ROWS["statement_actors"][-1], "statement_id": "stm-brook"}
    found = section(tmp_path, statement_actors=[*ROWS["statement_actors"][:4], target], event_actors=[])
    assert drawn(found) == [
        ("Ada Brook to Zef Quill, said, passed on by others: demand", "edge conflict said reported", 1)
    ]


def test_a_party_that_is_inferred_or_only_claimed_has_no_curve(tmp_path: Path) -> None:
    """Quill's sabotage is only claimed, and so is in no picture, also where the claim names whom it hits."""
    hit = {**ROWS["event_actors"][2], "actor_id": "act-brook", "role": "recipient"}
    found = section(tmp_path, event_actors=[*ROWS["event_actors"][2:], hit])
    assert ["Zef Quill", "→ Ada Brook"] in [row[:2] for row in told(found)]
    assert [name for name, _, _ in drawn(found) if name.startswith("Zef")] == []
    inferred = [{**row, "basis": "inferred"} for row in ROWS["evidence"]]
    assert drawn(section(tmp_path / "inferred", evidence=inferred)) == []


def test_words_that_are_told_more_fully_elsewhere_count_once(tmp_path: Path) -> None:
    said = [
        dict(row) | ({"fuller_statement_id": "stm-brook"} if row["statement_id"] == "stm-claim" else {})
        for row in ROWS["statements"]
    ]
    assert [row[2] for row in told(section(tmp_path, statements=said, event_actors=[]))] == [
        "demand: told the quay must open"
    ]


def test_what_did_not_happen_says_so_and_has_no_curve(tmp_path: Path) -> None:
    events = [{**ROWS["events"][0], "auxiliary_mode": "negation"}]
    found = section(tmp_path, events=events, event_actors=ROWS["event_actors"][:2], statements=[], event_mentions=[])
    rows = told(found)
    assert drawn(found) == []
    assert [row[2] for row in rows] == ["commitment, did not happen: Brook and Quill agree"]


def test_curves_that_end_at_one_name_do_not_share_their_ends(tmp_path: Path) -> None:
    found = section(tmp_path)
    assert found is not None
    tips = sorted(float(str(use.attributes["y"])) for use in found.every("use", href="#tip") if "y" in use.attributes)
    ends = [y for y in tips if y != 12]  # those of the legend
    assert ends == [STEP / 2 - PORT / 2, STEP / 2 + PORT / 2]


def test_without_acts_there_is_no_section(tmp_path: Path) -> None:
    assert section(tmp_path, statements=[], events=[], event_actors=[], event_mentions=[]) is None


@pytest.mark.parametrize(
    "pairs", [[("a", "y"), ("b", "x")], [("a", "x"), ("b", "y"), ("c", "x")], [("a", "b"), ("b", "a")], []]
)
def test_names_are_arranged_so_that_lines_do_not_cross(pairs: list[tuple[str, str]]) -> None:
    left, right = arrange(pairs)
    assert (sorted(left), sorted(right)) == (sorted({who for who, _ in pairs}), sorted({whom for _, whom in pairs}))
    assert not [
        (a, c)
        for a, b in pairs
        for c, d in pairs
        if (left.index(a) - left.index(c)) * (right.index(b) - right.index(d)) < 0
    ]
