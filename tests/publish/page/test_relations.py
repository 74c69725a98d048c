"""Who speaks to and about whom follows from addressees and from the mentions inside what is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from page_case import RAW, ROWS, Row, package

from publisher.publish.page.names import Names
from publisher.publish.page.relations import ABOUT, TO, Relation, arrange, collect_relations
from publisher.publish.page.view import load


def found(folder: Path, **tables: Sequence[Row]) -> list[Relation]:
    named = [dict(row) | ({"name": "Zef Quill"} if row["actor_id"] == "act-quill" else {}) for row in ROWS["actors"]]
    made = package(folder, {**ROWS, "actors": named, **tables})
    view = load(made.descriptor, RAW, made.folder / "data", {})
    return collect_relations(view, Names(view))


def test_a_mention_counts_for_the_innermost_statement(tmp_path: Path) -> None:
    assert set(found(tmp_path)) == {
        Relation("Ada Brook", TO, "Zef Quill", ("stm-brook",)),
        Relation("Gull Agency", ABOUT, "Ada Brook", ("stm-gull",)),
        Relation("Gull Agency", ABOUT, "Zef Quill", ("stm-gull",)),
        Relation("Port Radio", ABOUT, "Gull Agency", ("stm-radio",)),
        Relation("Ada Brook", ABOUT, "Zef Quill", ("stm-claim",)),
    }


def test_joint_speakers_each_speak_and_nobody_speaks_about_oneself(tmp_path: Path) -> None:
    claim = [
        dict(row) | {"speaker_actor_id": None, "setting_event_id": "evt-talks"}
        for row in ROWS["statements"]
        if row["statement_id"] == "stm-claim"
    ]
    assert found(tmp_path, statements=claim) == []  # about Quill, by Brook and Quill


def test_a_speaker_whom_the_authority_file_does_not_know_speaks_under_the_printed_name(tmp_path: Path) -> None:
    claim = [
        dict(row) | {"speaker_actor_id": None, "speaker_text": "a docker"}
        for row in ROWS["statements"]
        if row["statement_id"] == "stm-claim"
    ]
    assert found(tmp_path, statements=claim) == [Relation("a docker", ABOUT, "Zef Quill", ("stm-claim",))]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "y"), ("b", "x")], (["b", "a"], ["x", "y"])),
        ([("a", "x"), ("b", "y"), ("c", "x")], (["a", "c", "b"], ["x", "y"])),
    ],
)
def test_names_are_arranged_so_that_lines_do_not_cross(
    pairs: list[tuple[str, str]], expected: tuple[list[str], list[str]]
) -> None:
    left, right = arrange([Relation(one, ABOUT, other, ()) for one, other in pairs])
    assert (
        sum((left.index(a) - left.index(c)) * (right.index(b) - right.index(d)) < 0 for a, b in pairs for c, d in pairs)
        == 0
    )
    assert (sorted(left), sorted(right)) == (sorted(expected[0]), sorted(expected[1]))
