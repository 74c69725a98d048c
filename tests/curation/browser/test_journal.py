"""What was done can be undone: in a later session, and after the program was killed at any moment."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from publisher.curation.browser.entries import Files
from publisher.curation.browser.journal import Journal, journal_of, replaced, step_between

STATES = [
    Files("a = 1\n", "actors = []\n"),
    Files("a = 12\n", "actors = []\n"),
    Files("a = 12\n🦀 = 3\n", "actors = [1]\n"),
    Files("🦀 = 3\n", "actors = [1]\n"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of three steps."""
    journal = Journal(tmp_path / "cache" / "x.jsonl")
    for number, (one, other) in enumerate(pairwise(STATES), 1):
        journal.add(step_between(f"step {number}", one, other))
    return tmp_path / "cache" / "x.jsonl"


def resumed(path: Path, files: Files) -> tuple[Journal, Files]:
    journal = Journal(path)
    return journal, journal.resume(files)


def test_a_later_session_can_undo_and_do_again(path: Path) -> None:
    journal, files = resumed(path, STATES[3])
    assert (files, journal.undo and journal.undo.name, journal.redo) == (STATES[3], "step 3", None)
    journal.move(-1)
    journal.move(-1)
    journal, files = resumed(path, STATES[1])
    assert (files, journal.undo and journal.undo.name) == (STATES[1], "step 1")
    assert journal.redo and journal.redo.name == "step 2"


def test_a_step_after_an_undo_ends_what_could_be_done_again(path: Path) -> None:
    journal, _ = resumed(path, STATES[3])
    journal.move(-1)
    journal.add(step_between("other", STATES[2], STATES[0]))
    journal, _ = resumed(path, STATES[0])
    assert (journal.undo and journal.undo.name, journal.redo, len(journal.steps)) == ("other", None, 3)


def test_of_a_long_journal_the_last_steps_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.curation.browser.journal.KEPT", 2)
    journal, _ = resumed(path, STATES[3])
    assert len(journal.steps) == 3  # not yet twice as long
    for _ in range(2):
        journal.move(-1)
    journal, _ = resumed(path, STATES[1])
    told = path.read_text("utf-8").splitlines()
    assert ([step.name for step in journal.steps], journal.position, len(told)) == (["step 2", "step 3"], 0, 3)
    again, files = resumed(path, STATES[1])
    assert (files, again.redo and again.redo.name) == (STATES[1], "step 2")


def test_files_of_somebody_else_end_the_history(path: Path) -> None:
    journal, files = resumed(path, Files("mine = 1\n", "actors = [1]\n"))
    assert (files.records, journal.undo, journal.redo, path.exists()) == ("mine = 1\n", None, None, False)


def test_killed_before_the_files_were_written(path: Path) -> None:
    """The line is there, the step is not: it can be done again."""
    journal, files = resumed(path, STATES[2])
    assert (files, journal.undo and journal.undo.name) == (STATES[2], "step 2")
    again, _ = resumed(path, STATES[2])
    assert (again.position, again.redo and again.redo.name) == (2, "step 3")
    again.add(step_between("next", STATES[2], STATES[1]))
    last, _ = resumed(path, STATES[1])
    assert [step.name for step in last.steps] == ["step 1", "step 2", "next"]


def test_killed_between_two_files(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "x.jsonl")
    journal.add(step_between("both", STATES[1], STATES[2]))
    half = Files(STATES[1].records, STATES[2].actors)
    journal, files = resumed(tmp_path / "x.jsonl", half)
    assert (files, journal.undo and journal.undo.name) == (STATES[2], "both")
    journal.move(-1)
    _, files = resumed(tmp_path / "x.jsonl", half)
    assert files == STATES[1]


@pytest.mark.parametrize("cut", [1, 20, 80])
def test_killed_while_the_line_was_written(path: Path, cut: int) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[:-cut])
    journal, files = resumed(path, STATES[2] if cut > 1 else STATES[3])
    assert files == (STATES[2] if cut > 1 else STATES[3])
    assert journal.undo


@pytest.mark.parametrize(
    "line", ["[]", '{"step": 1, "records": 3}', '{"move": "x"}', '{"move": -99}', "\udcff", '{"step": "x"}']
)
def test_what_is_no_journal_is_no_history(tmp_path: Path, line: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(line.encode("utf-8", "surrogateescape") + b"\n")
    journal, files = resumed(path, STATES[0])
    assert files == STATES[0]
    assert journal.position in (0, 1)


def test_a_step_is_undone_only_in_the_file_that_it_made() -> None:
    change = step_between("x", STATES[0], STATES[1]).changes["records"]
    assert replaced(STATES[1], "records", change, forward=False) == STATES[0]
    assert replaced(STATES[0], "records", change, forward=True) == STATES[1]
    assert replaced(STATES[2], "records", change, forward=False) is None


def test_only_the_changed_piece_is_noted_and_only_for_its_owner(path: Path) -> None:
    first = json.loads(path.read_text("utf-8").splitlines()[0])
    assert (first["records"]["at"], first["records"]["old"], first["records"]["new"]) == (5, "", "2")
    assert "actors" not in first
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_each_file_has_a_journal_outside_the_seeds(cache: Path) -> None:
    one, other = journal_of(Path("/a/x.toml")), journal_of(Path("/b/x.toml"))
    assert one._path != other._path
    assert one._path.is_relative_to(cache)
