"""The folder of seeds: its files, its articles by their ids, and what of it is no seed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command import ROOT

from publisher.inputs.folder import Seeds, changed, find_seeds
from publisher.problem import printable, sound
from publisher.schemas import load

SOURCES = load(ROOT / "schemas")["sources"]


def folder(place: Path, **files: str) -> Path:
    """A folder of these files; in a keyword, _ stands for the dot."""
    (place / "seeds").mkdir()
    for name, text in files.items():
        (place / "seeds" / name.replace("_", ".")).write_text(text)
    return place / "seeds"


def found(place: Path, **files: str) -> Seeds:
    return sound(find_seeds(folder(place, **files), place, SOURCES))


def lines(*names: str) -> str:
    return "".join(json.dumps({"doc_id": name, "text": "A."}) + "\n" for name in names)


def test_files_and_lines_are_articles_in_the_order_of_their_ids(tmp_path: Path) -> None:
    read = found(tmp_path, b_txt="B.", x_jsonl=lines("c", "a"), b_toml="", actors_toml="")
    assert [(one.source_id, one.file_name, one.number) for one in read.articles] == [
        ("src-a", "x.jsonl", 2),
        ("src-b", "b.txt", 0),
        ("src-c", "x.jsonl", 1),
    ]
    assert [seed.name for seed in read.files] == ["actors.toml", "b.toml", "b.txt", "x.jsonl"]
    assert [one.name for one in read.articles if one.curated] == ["b"]


def test_the_second_article_of_a_name_is_left_out(tmp_path: Path) -> None:
    read = found(tmp_path, a_txt="A.", x_jsonl=lines("a", "b", "B"))
    assert [one.source_id for one in read.articles] == ["src-a", "src-b"]
    assert [(bad.number, bad.name) for bad in read.left_out] == [(1, "a"), (3, "B")]


@pytest.mark.parametrize("name", ["a.txt~", "#a.toml#", "a.toml.BAK", "a.txt.orig", "notes.md", "notes.rst", "x.swp"])
def test_what_lies_beside_the_seeds_is_ignored_and_named(name: str, tmp_path: Path) -> None:
    place = folder(tmp_path, a_txt="A.")
    (place / name).write_text("B.")
    read = sound(find_seeds(place, tmp_path, SOURCES))
    assert (read.ignored, [seed.name for seed in read.files]) == ((name,), ["a.txt"])


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[2Jb.txt", "a\tb.txt", "a\\..\\b.txt", "a\x7f.txt", "a\r.txt"])
def test_a_name_with_controls_is_a_fault(name: str, tmp_path: Path) -> None:
    place = folder(tmp_path, a_txt="A.")
    (place / name).write_text("B.")
    (problem,) = find_seeds(place, tmp_path, SOURCES).problems
    assert str(problem) == f"{printable(name)}: has a backslash or control character in its name; rename it"


def test_a_name_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    place = folder(tmp_path, a_txt="A.")
    try:
        Path(os.fsdecode(os.fsencode(place) + b"/\xff.txt")).write_text("B.")
    except OSError:
        pytest.skip("this file system has only names in UTF-8")
    (problem,) = find_seeds(place, tmp_path, SOURCES).problems
    assert str(problem).startswith("\\udcff.txt: has a name that is not UTF-8; rename it")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.symlink_to("/etc/hostname"), "is a symbolic link; put the file itself there"),
        (lambda path: path.symlink_to("nowhere"), "is a symbolic link; put the file itself there"),
        (os.mkfifo, "is no file; move it elsewhere"),
        (Path.mkdir, "is a folder; move its files out of it, or it elsewhere"),
    ],
    ids=["a link", "a link to nowhere", "a pipe", "a folder"],
)
@pytest.mark.parametrize("name", ["x.txt", "a.toml", "x.jsonl", "actors.toml", "dataset.toml", "more"])
def test_what_is_no_plain_file_is_a_fault(make: Callable[[Path], object], says: str, name: str, tmp_path: Path) -> None:
    place = folder(tmp_path, a_txt="A.")
    make(place / name)
    (problem,) = find_seeds(place, tmp_path, SOURCES).problems
    assert str(problem) == f"{name}: {says}"


@pytest.mark.parametrize("name", ["a.text", "x.docx", "notes", "a.toml.txt~x"])
def test_a_mistyped_name_is_a_fault(name: str, tmp_path: Path) -> None:
    place = folder(tmp_path, a_txt="A.")
    (place / name).write_text("B.")
    (problem,) = find_seeds(place, tmp_path, SOURCES).problems
    assert str(problem) == f"{name}: is neither .txt, .toml, .jsonl nor .parquet; save its text as .txt, or remove it"


def test_what_import_reads_is_no_seed(tmp_path: Path) -> None:
    place = folder(tmp_path, a_txt="A.", x_csv="text,doc_id")
    (problem,) = find_seeds(place, tmp_path, SOURCES).problems
    assert problem.message.endswith("move it elsewhere, and make an archive of it: `build.py import`")


def test_json_is_an_archive_when_each_line_is_an_object(tmp_path: Path) -> None:
    place = folder(tmp_path, a_txt="A.", x_JSON="[]")
    (problem,) = find_seeds(place, tmp_path, SOURCES).problems
    assert problem.message.endswith("; write one JSON object a line, and call the file .jsonl")


def test_a_json_array_is_told_once(tmp_path: Path) -> None:
    place = folder(tmp_path, a_txt="A.", x_jsonl='[\n{"doc_id": "a"},\n{"doc_id": "b"}\n]\n')
    (problem,) = find_seeds(place, tmp_path, SOURCES).problems
    assert problem.message.startswith("is a JSON array; write one object a line")


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    read = found(tmp_path, a_txt="A.", b_txt="B.", c_txt="C.")
    (tmp_path / "seeds" / "b.txt").write_text("b.")
    (tmp_path / "seeds" / "c.txt").unlink()
    assert [str(problem) for problem in changed(read)] == [
        "b.txt: changed while it was read; build again",
        "c.txt: changed while it was read; build again",
    ]
