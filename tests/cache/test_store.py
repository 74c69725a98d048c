"""A folder of files: what is read is what was written, or it is not there; there are never too many."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.cache.store import Store

WIDE = 10**6
DATA = "Zürich 🚢\r\n".encode()


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*.chunk"))


def names(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.chunk")}


def test_what_was_written_is_read_and_nothing_else(tmp_path: Path) -> None:
    store = Store(tmp_path / "new" / "cache", WIDE)
    assert (store.has("a"), store.read("a")) == (False, None)
    store.write("a", DATA)
    store.write("b", b"")
    assert (store.has("a"), store.read("a"), store.read("b"), store.read("c")) == (True, DATA, b"", None)


def test_the_folder_is_for_its_user_alone_and_backups_pass_it_by(tmp_path: Path) -> None:
    Store(tmp_path / "cache", WIDE).write("a", DATA)
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "cache" / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == ["CACHEDIR.TAG", "a.chunk"]


def flipped(raw: bytes) -> bytes:
    return raw[:-1] + bytes([raw[-1] ^ 1])


@pytest.mark.parametrize(
    "spoil",
    [flipped, lambda raw: flipped(raw[::-1])[::-1], lambda raw: raw[:-1], lambda raw: b"", lambda raw: raw + b"x"],
)
def test_a_damaged_file_is_not_there(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    store = Store(tmp_path, WIDE)
    store.write("a", DATA)
    path = tmp_path / "a.chunk"
    path.write_bytes(spoil(path.read_bytes()))
    assert store.read("a") is None
    store.write("a", DATA)
    assert store.read("a") == DATA


def test_a_file_under_another_name_is_not_there(tmp_path: Path) -> None:
    store = Store(tmp_path, WIDE)
    store.write("a", DATA)
    (tmp_path / "a.chunk").rename(tmp_path / "b.chunk")
    assert store.read("b") is None


def test_a_folder_that_cannot_be_used_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "a.chunk").mkdir()
    for store in (Store(tmp_path / "file", WIDE), Store(tmp_path / "file" / "below", WIDE), Store(tmp_path, WIDE)):
        store.write("a", DATA)
        assert store.read("a") is None
        assert store.fault in ("Not a directory", "Is a directory", "File exists")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.chunk", "file"]


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        Store(tmp_path, WIDE).write("a", DATA)
    assert list(tmp_path.iterdir()) == []


def test_the_least_lately_used_make_room(tmp_path: Path) -> None:
    one = 32 + len(DATA)
    store = Store(tmp_path, WIDE)
    for number, name in enumerate("abc"):
        store.write(name, DATA)
        os.utime(tmp_path / f"{name}.chunk", (number, number))
    assert Store(tmp_path, WIDE).read("a") == DATA  # from now on it is the last
    store = Store(tmp_path, 3 * one)
    store.write("d", DATA)
    assert names(tmp_path) == {"a", "c", "d"}
    store.write("e", DATA)
    assert names(tmp_path) == {"a", "d", "e"}
    assert size(tmp_path) == 3 * one


def test_what_a_build_needs_makes_no_room_for_what_it_adds(tmp_path: Path) -> None:
    """Else a build that is larger than the folder would remove what it is about to read."""
    one = 32 + len(DATA)
    Store(tmp_path, WIDE).write("a", DATA)
    store = Store(tmp_path, 2 * one, wanted=["a", "b", "c"])
    for name in "bc":
        store.write(name, DATA)
    assert names(tmp_path) == {"a", "b"}


def test_nothing_is_kept_where_nothing_may_be(tmp_path: Path) -> None:
    Store(tmp_path, WIDE).write("a", DATA)
    Store(tmp_path, 0).write("b", DATA)
    assert names(tmp_path) == set()


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    Store(tmp_path, 0).write("a", DATA)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_what_nobody_finished_is_cleared_away_after_a_day(tmp_path: Path) -> None:
    for name, age in (("old", 100_000), ("young", 10)):
        path = tmp_path / f".new-{name}"
        path.write_bytes(b"half")
        os.utime(path, (path.stat().st_mtime - age,) * 2)
    Store(tmp_path, WIDE).write("a", DATA)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".new-young", "a.chunk"]


def test_many_write_and_read_at_once(tmp_path: Path) -> None:
    """Each reads what was written whole or finds nothing, also while others remove it."""
    long = {str(number): str(number).encode() * 50_000 for number in range(8)}
    strange: list[str] = []

    def work() -> None:
        store = Store(tmp_path, 300_000)
        for name, data in [*long.items()] * 5:
            store.write(name, data)
            if store.read(name) not in (data, None):
                strange.append(name)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert strange == []
    assert [path for path in tmp_path.iterdir() if path.suffix != ".chunk"] == []
