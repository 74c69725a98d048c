"""Zip archives: written to the byte, read with care."""

from __future__ import annotations

import json
import os
import stat
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from publisher import zipped
from publisher.problem import Refused
from publisher.zipped import opened, pack

DESCRIPTOR = {"resources": [{"name": "boats", "path": "data/boats.csv", "schema": "schemas/boats.json"}]}


def archive(path: Path, files: dict[str, str], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return path


def naming(*paths: str) -> str:
    """A descriptor that names these files."""
    return json.dumps({"resources": [{"name": f"r{n}", "path": path} for n, path in enumerate(paths)]})


def unpacked(path: Path) -> list[str]:
    with opened(path) as folder:
        return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    """Whatever their order, times and permissions."""
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, names in ((one, ("a", "ä 🚢")), (two, ("ä 🚢", "a"))):
        folder.mkdir()
        for name in names:
            (folder / name).write_text(f"text of {name}")
    os.utime(two / "a", (1, 1))
    (two / "a").chmod(0o600)
    for folder in (one, two):
        pack({path.name: path for path in folder.iterdir()}, tmp_path / f"{folder.name}.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert packed.namelist() == ["a", "ä 🚢"]
        assert packed.read("ä 🚢").decode() == "text of ä 🚢"
        assert {stat.filemode(entry.external_attr >> 16) for entry in packed.infolist()} == {"-rw-r--r--"}


def test_an_archive_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    with pytest.raises(OSError, match="missing"):
        pack({"a": tmp_path / "a", "b": tmp_path / "missing"}, tmp_path / "x.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_only_the_descriptor_and_what_it_names_are_unpacked(tmp_path: Path) -> None:
    files = {"datapackage.json": json.dumps(DESCRIPTOR), "data/boats.csv": "id\n", "schemas/boats.json": "{}"}
    path = archive(tmp_path / "x.zip", {**files, "seeds/secret.txt": "x", "../evil": "x", "/evil": "x"})
    assert unpacked(path) == sorted(files)


@pytest.mark.parametrize(
    "name",
    ["../evil", "data/../../evil", "/evil", "C:/evil", "..\\evil", "\\\\host\\evil", "a//b", "./a", "a/", "nul\0"],
)
def test_names_that_lead_out_of_the_folder_are_not_followed(tmp_path: Path, name: str) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    path = archive(tmp_path / "a" / "b" / "x.zip", {"datapackage.json": naming(name), name: "evil"})
    assert unpacked(path) == ["datapackage.json"]
    assert not list(tmp_path.rglob("evil"))


def test_the_list_of_what_is_left_out_is_unpacked(tmp_path: Path) -> None:
    body = {**DESCRIPTOR, "publisher": {"leftOut": {"path": "data/left-out.jsonl"}}}
    path = archive(tmp_path / "x.zip", {"datapackage.json": json.dumps(body), "data/left-out.jsonl": "{}"})
    assert unpacked(path) == ["data/left-out.jsonl", "datapackage.json"]
    path = archive(tmp_path / "y.zip", {"datapackage.json": '{"publisher": {"leftOut": ["data"]}}'})
    assert unpacked(path) == ["datapackage.json"]


def test_a_link_in_an_archive_is_a_plain_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        packed.writestr("datapackage.json", naming("link"))
        entry = zipfile.ZipInfo("link")
        entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        packed.writestr(entry, "/etc/passwd")
    with opened(tmp_path / "x.zip") as folder:
        assert not (folder / "link").is_symlink()
        assert (folder / "link").read_text() == "/etc/passwd"


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("datapackage.json", naming("bomb"))
        packed.writestr("bomb", b"\0" * (zipped.SMALL + 1))
    with pytest.raises(Refused, match="unpacks to more than"), opened(tmp_path / "x.zip"):
        pass


def test_an_entry_gives_no_more_than_it_declares(tmp_path: Path) -> None:
    """The limit adds up declared sizes, so a lie about them must not help."""
    path = archive(tmp_path / "x.zip", {"datapackage.json": naming("liar"), "liar": "x" * 5000})
    raw = path.read_bytes()
    declared = (5000).to_bytes(4, "little")
    assert raw.count(declared) == 2  # local header and directory
    path.write_bytes(raw.replace(declared, (10).to_bytes(4, "little")))
    with pytest.raises(Refused, match="cannot be read as a zip archive"), opened(path):
        pass


def test_no_more_is_unpacked_than_a_descriptor_declares(tmp_path: Path) -> None:
    size = 50_000_000
    path = archive(tmp_path / "x.zip", {"datapackage.json": "0" * size})
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little")))
    tracemalloc.start()
    with pytest.raises(Refused, match="cannot be read as a zip archive"), opened(path):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_cannot_be_unpacked_bit_by_bit_is_refused(method: int, tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"datapackage.json": "{}"}, method)
    with pytest.raises(Refused, match=rf'holds "datapackage\.json" compressed by method {method}'), opened(path):
        pass


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"datapackage.json": naming("a"), "a": "x"})
    raw = bytearray(path.read_bytes())
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1  # the flags of the last entry, in the directory
    path.write_bytes(raw)
    with pytest.raises(Refused, match='holds "a" encrypted'), opened(path):
        pass


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"data.csv": "id\n"}, "no datapackage.json"),
        ({"a/datapackage.json": "{}", "b/datapackage.json": "{}"}, "several packages"),
        ({"datapackage.json": naming("a", "a/b"), "a": "x", "a/b": "x"}, "cannot be read as a zip archive"),
    ],
)
def test_what_is_no_package_is_refused(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(Refused, match=message), opened(archive(tmp_path / "x.zip", files)):
        pass


def test_an_entry_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        packed.writestr("datapackage.json", naming("a"))
        packed.writestr("a", "one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            packed.writestr("a", "two")
    with pytest.raises(Refused, match="twice"), opened(tmp_path / "x.zip"):
        pass


@pytest.mark.parametrize("raw", [b"", b"PK", b"no archive", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_archive_is_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(raw)
    with pytest.raises(Refused, match="zip"), opened(tmp_path / "x.zip"):
        pass


def test_every_damaged_byte_is_refused_or_harmless(tmp_path: Path) -> None:
    """No exception of zipfile gets through, whatever byte is hit."""
    path = archive(tmp_path / "x.zip", {"datapackage.json": naming("a"), "a": "text " * 9})
    raw = path.read_bytes()
    refused = 0
    for at in range(len(raw)):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :])
        try:
            with opened(path):
                pass
        except Refused:
            refused += 1
    assert refused > len(raw) / 3


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not there"), opened(tmp_path / "x.zip"):
        pass


def test_a_folder_is_taken_as_it_is(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        assert folder == tmp_path
