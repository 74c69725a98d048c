"""Who acts on whom and speaks about whom: two by two, with every row of the view `acts`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from page_case import ROWS, Element, Row, package, parsed, proof


def section(folder: Path, **tables: Sequence[Row]) -> Element | None:
    named = [dict(row) | ({"name": "Zef Quill"} if row["actor_id"] == "act-quill" else {}) for row in ROWS["actors"]]
    page = parsed(package(folder, {**ROWS, "actors": named, **tables}).page())
    return next(page.every("section", id="interactions"), None)


def pairs(found: Element | None) -> list[list[str]]:
    """Each pair with its conflict and its cooperation."""
    assert found is not None
    return [[" ".join(part.text.split()) for part in line.children] for line in found.every("summary")]


def acts(found: Element | None) -> list[list[str]]:
    """Who and whom, what, and who says so."""
    assert found is not None
    lines = [line for details in found.every("details") for line in details.every("li")]
    return [[" ".join(part.text.split()) for part in line.children] for line in lines]


def test_two_by_two_with_what_is_between_them_those_with_most_acts_first(tmp_path: Path) -> None:
    assert pairs(section(tmp_path)) == [
        ["Ada Brook and Zef Quill", "Conflict: blame or concern (in words)", "Cooperation: commitment"],
        ["Ada Brook → nobody named", "Conflict: demand (in words)", ""],
        ["Zef Quill → nobody named", "", ""],
    ]


def test_every_act_is_there_with_who_says_so(tmp_path: Path) -> None:
    assert acts(section(tmp_path)) == [
        ["Ada Brook ↔ Zef Quill", "commitment: Brook and Quill agree", "told by the article"],
        ["Ada Brook → Zef Quill", "blame or concern: calls sabotage by Quill", "reported by the article itself"],
        ["Ada Brook → nobody named", "demand: told the quay must open", "passed on by Gull Agency, then by Port Radio"],
        [
            "Zef Quill → nobody named",
            "violence: Two cranes collapse: sabotage by Quill",
            "only claimed by Ada Brook",
        ],
    ]


def test_acts_of_one_kind_between_the_same_two_are_named_once(tmp_path: Path) -> None:
    said = [{**row, "act_type": "ACCUSE"} for row in ROWS["statements"]]
    parts = [*ROWS["statement_actors"], {**ROWS["statement_actors"][-1], "statement_id": "stm-brook"}]
    found = section(tmp_path, statement_actors=parts, event_actors=[], statements=said)
    assert pairs(found)[0] == ["Ada Brook → Zef Quill", "Conflict: blame or concern (in words)", ""]
    assert [who for who, _, _ in acts(found)][:2] == ["Ada Brook → Zef Quill"] * 2


def test_only_the_side_that_is_inferred_is_called_so(tmp_path: Path) -> None:
    hit = {
        **ROWS["event_actors"][0],
        "event_id": "evt-collapse",
        "role": "recipient",
        "evidence_id": proof("evt-collapse"),
    }
    by = {**hit, "actor_id": "act-quill", "role": "actor", "evidence_id": proof("evt-collapse", words="sabotage")}
    evidence = [
        {**row, "basis": "inferred" if row["exact"] == "sabotage" else row["basis"]} for row in ROWS["evidence"]
    ]
    found = section(tmp_path, event_actors=[hit, by], evidence=evidence, statements=[], event_mentions=[])
    assert acts(found)[0][0] == "Zef Quill (inferred) → Ada Brook"


def test_words_that_are_told_more_fully_elsewhere_count_once(tmp_path: Path) -> None:
    said = [
        dict(row) | ({"fuller_statement_id": "stm-brook"} if row["statement_id"] == "stm-claim" else {})
        for row in ROWS["statements"]
    ]
    assert [what for _, what, _ in acts(section(tmp_path, statements=said, event_actors=[]))] == [
        "demand: told the quay must open"
    ]


def test_what_did_not_happen_says_so_and_is_no_cooperation(tmp_path: Path) -> None:
    events = [{**ROWS["events"][0], "auxiliary_mode": "negation"}]
    found = section(tmp_path, events=events, event_actors=ROWS["event_actors"][:2], statements=[], event_mentions=[])
    assert [what for _, what, _ in acts(found)] == ["commitment, did not happen: Brook and Quill agree"]
    assert pairs(found) == [["Ada Brook ↔ Zef Quill", "", ""]]


def test_without_acts_there_is_no_section(tmp_path: Path) -> None:
    assert section(tmp_path, statements=[], events=[], event_actors=[], event_mentions=[]) is None
