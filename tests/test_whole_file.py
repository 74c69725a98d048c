"""A file is replaced whole, or stays what it was."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

from publisher.whole_file import put


def test_a_file_is_replaced_at_once_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "x.toml"
    target.write_text("old")
    target.chmod(0o640)
    with target.open() as open_before:
        put(target, b"new")
        assert (open_before.read(), target.read_text(), target.stat().st_mode & 0o777) == ("old", "new", 0o640)
    assert [path.name for path in tmp_path.iterdir()] == ["x.toml"]


def test_what_an_earlier_crash_left_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("mine")
    (tmp_path / ".x.toml.new").symlink_to(tmp_path / "victim")
    put(tmp_path / "x.toml", b"new")
    assert ((tmp_path / "x.toml").read_text(), (tmp_path / "victim").read_text()) == ("new", "mine")


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> NoReturn:
        raise OSError(28, "No space left on device")

    target = tmp_path / "x.toml"
    target.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(target, b"new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"x.toml": "old"}
