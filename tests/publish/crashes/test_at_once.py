"""What others do while a build runs: seeds that change, builds at the same time."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from command import ended, forked, run, tree
from crash_case import Files, building, untouched

from publisher.inputs import build_inputs
from publisher.publish import swap

pytestmark = pytest.mark.slow


def after_inventory(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Something happens between the inventory of the seeds and their reading."""

    def take_and_change(*arguments: Any) -> object:
        found = build_inputs.read_inputs(*arguments)
        change()
        return found

    monkeypatch.setattr("publisher.pipeline.read_inputs", take_and_change)


@pytest.mark.parametrize("name", ["pier.txt", "pier.toml", "nets.txt"])
def test_a_seed_that_vanishes(
    name: str, new: Path, before: Files, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Path(shutil.copytree(new, tmp_path / "given"))
    after_inventory(monkeypatch, (given / name).unlink)
    ran = run("--seeds", given, "--out", out)
    untouched(ran, out, before)
    assert ran.lines == [f"{given / name}: No such file or directory"]


@pytest.mark.parametrize("name", ["pier.txt", "pier.toml", "actors.toml", "dataset.toml"])
def test_a_seed_that_changes(
    name: str, new: Path, before: Files, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Path(shutil.copytree(new, tmp_path / "given"))

    def change() -> None:
        raw = (given / name).read_bytes()
        (given / name).write_bytes(raw + b"\n")

    after_inventory(monkeypatch, change)
    ran = run("--seeds", given, "--out", out)
    assert (ran.code, ran.faults) == (1, [f"{name}: changed while it was read; build again"])
    assert tree(out) == before


def test_a_seed_that_is_gone_at_the_end(
    new: Path, before: Files, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Path(shutil.copytree(new, tmp_path / "given"))
    after_inventory(monkeypatch, (given / "dataset.toml").unlink)
    ran = run("--seeds", given, "--out", out)
    assert (ran.code, ran.faults) == (1, ["dataset.toml: changed while it was read; build again"])
    assert tree(out) == before


def test_builds_at_once_do_not_mix(old: Path, new: Path, before: Files, after: Files, out: Path) -> None:
    children = [forked(partial(building, given, out)) for given in (new, old, new)]
    assert [ended(child) for child in children] == [0, 0, 0]
    assert tree(out) in (before, after)


def test_a_command_between_the_moves_of_a_build_waits(new: Path, after: Files, out: Path, tmp_path: Path) -> None:
    """`check` meets a swap that is under way, not cut off: it lets it end."""
    begun = tmp_path / "begun"

    def child() -> int:
        move = swap._move

        def slowly(*arguments: object) -> None:
            begun.touch()
            time.sleep(0.2)
            move(*arguments)  # type: ignore[arg-type]

        swap._move = slowly  # type: ignore[assignment]
        return run("--seeds", new, "--out", out).code

    process = forked(child)
    while not begun.exists():
        time.sleep(0.005)
    ran = run("check", "--seeds", new, "--out", out)
    assert (ran.code, ended(process)) == (0, 0)
    assert tree(out) == after
