"""What a build replaces is what a build wrote: what somebody else made or edited stops it, and stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import tree
from swap_case import AFTER, BEFORE, NEW, OLD, build, package, published, put, sums

from publisher.problem import Refused
from publisher.publish.sums import SUMS
from publisher.publish.swap import WORKSHOP, swap, workshop


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return put(tmp_path / "out", BEFORE)


@pytest.mark.parametrize(
    ("theirs", "named"),
    [
        ({"data/thesis.csv": "years of work"}, "data"),
        ({"datapackage.json": '{"name": "thesis"}'}, "datapackage.json"),
        ({"datapackage.json": "no JSON", "data/thesis.csv": "years of work"}, "data, datapackage.json"),
        ({"page.html": "<title>Home</title>"}, "page.html"),
        ({"schemas/mine.json": "{}"}, "schemas"),
        ({".build/debug/app.o": "compiled"}, ".build: was not made by a build"),
    ],
)
def test_what_no_build_made_is_not_replaced(theirs: dict[str, str], named: str, tmp_path: Path) -> None:
    out = put(tmp_path / "theirs", theirs)
    with pytest.raises(Refused, match=f"theirs.*{named}"):
        build(out)
    assert tree(out) == {name: text.encode() for name, text in theirs.items()}


MADE = "was not made by a build; move it elsewhere, then build again"
CHANGED = "was changed since a build wrote it; put what is right into the seeds, and remove it to have it made again"
EDITED = "was changed since a build wrote it; keep your change elsewhere, and remove it to have it made again"


@pytest.mark.parametrize(
    ("theirs", "says"),
    [
        ({"data/thesis.csv": "years of work"}, [f"data/thesis.csv: {MADE}"]),
        ({"data/c.csv": "of a name that the new package has"}, [f"data/c.csv: {MADE}"]),
        ({"data/notes/a.txt": "in a folder"}, [f"data/notes: {MADE}"]),
        ({"data/other.zip": "packed"}, [f"data/other.zip: {MADE}"]),
        ({"data/y": "", "data/x": ""}, [f"data/x: {MADE}", f"data/y: {MADE}"]),
        ({"data/a.csv": "1, and by hand 2"}, [f"data/a.csv: {CHANGED}"]),
        ({"data/b.csv": "2, and by hand 3"}, [f"data/b.csv: {CHANGED}"]),
        ({"page.html": "and by hand"}, [f"page.html: {EDITED}"]),
        ({"data/README.md": "and by hand"}, [f"data/README.md: {EDITED}"]),
        ({"data/small.zip": "and by hand"}, [f"data/small.zip: {EDITED}"]),
        ({"new.txt/a": ""}, ["new.txt: is no file, so no build made it; move it elsewhere, then build again"]),
    ],
)
def test_what_somebody_put_into_a_package_stops_the_build(theirs: dict[str, str], says: list[str], out: Path) -> None:
    put(out, theirs)
    before = tree(out)
    with pytest.raises(Refused) as refused:
        build(out)
    found = [str(problem) for problem in refused.value.problems]
    assert found == [f"{out}: {line}" for line in says]
    assert tree(out) == before


def test_a_table_that_was_changed_to_what_the_build_gives_is_no_loss(out: Path) -> None:
    """As after a merge that took the tables of one side, the descriptor of the other, and the sums of both."""
    theirs = package("x", {"a.csv": "0", "b.csv": "2"})
    kept = {name: OLD[name] for name in ("data/a.csv", "data/b.csv")}
    put(out, {**kept, "datapackage.json": theirs["datapackage.json"], SUMS: OLD[SUMS] + theirs[SUMS]})
    build(out)
    assert published(out) == AFTER


def test_a_descriptor_that_was_edited_by_hand(out: Path) -> None:
    edited = OLD["datapackage.json"].replace('"old"', '"older"')
    put(out, {"datapackage.json": edited})
    with pytest.raises(Refused, match=r"datapackage.json: was changed since a build wrote it; put what is right into"):
        build(out)
    assert published(out) == {**BEFORE, "datapackage.json": edited}


def test_what_another_version_of_the_program_wrote_is_no_edit(out: Path) -> None:
    """The sums are of what is there, whoever would now write it otherwise; a package of before there were sums."""
    put(out, {"page.html": "as of old", SUMS: sums({"page.html": "as of old"})})
    build(out)
    assert published(out) == AFTER
    put(out, {"page.html": "of before"})
    (out / SUMS).unlink()
    build(out)
    assert published(out) == AFTER


PAGES = {"data/articles/src-1.html": "of one", "data/articles/article.css": "p {}"}


def test_pages_of_articles_go_with_their_folder(out: Path) -> None:
    """The new package has none; what was there is known by its sums."""
    put(out, {**PAGES, SUMS: OLD[SUMS] + sums(PAGES)})
    build(out)
    assert published(out) == AFTER
    assert not (out / "data/articles").exists()


@pytest.mark.parametrize(
    ("theirs", "says"),
    [
        ({"data/articles/src-1.html": "and by hand"}, f"data/articles/src-1.html: {EDITED}"),
        ({"data/articles/mine.html": "mine"}, f"data/articles/mine.html: {MADE}"),
        ({"data/articles/mine/a.html": "mine"}, f"data/articles/mine: {MADE}"),
    ],
)
def test_a_page_of_ones_own_stops_the_build(theirs: dict[str, str], says: str, out: Path) -> None:
    put(out, {**PAGES, SUMS: OLD[SUMS] + sums(PAGES), **theirs})
    with pytest.raises(Refused) as refused:
        build(out)
    assert [str(problem) for problem in refused.value.problems] == [f"{out}: {says}"]


def test_files_that_were_removed_are_made_again(out: Path) -> None:
    for name in ("page.html", "data/README.md", "data/a.csv"):
        (out / name).unlink()
    build(out)
    assert published(out) == AFTER


def test_a_file_of_ones_own_among_the_schemas(out: Path) -> None:
    put(out, {"schemas/mine.json": "{}"})
    with pytest.raises(Refused, match=f"schemas/mine.json: {MADE}"), workshop(out) as scratch:
        swap(put(scratch / "package", {**NEW, "schemas/a.json": "[]"}), out)
    assert published(out) == {**BEFORE, "schemas/mine.json": "{}"}


@pytest.mark.parametrize("name", ["data", "data/b.csv", "page.html", "datapackage.json"])
def test_a_link_is_not_replaced(name: str, out: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (out / name).rename(elsewhere)
    (out / name).symlink_to(elsewhere)
    before = published(out), tree(elsewhere)
    with pytest.raises(Refused):
        build(out)
    assert (out / name).is_symlink()
    assert (published(out), tree(elsewhere)) == before


def test_what_a_file_manager_drops_everywhere_is_no_file_of_anybody(out: Path) -> None:
    put(out, {"data/.DS_Store": "icons"})
    build(out)
    assert published(out) == AFTER


def test_the_package_of_a_merge_conflict_is_ours(out: Path) -> None:
    (out / "datapackage.json").write_text(f"<<<<<<< HEAD\n{OLD['datapackage.json']}\n=======\n>>>>>>> other\n")
    (out / "page.html").write_text("<<<<<<< HEAD\nold\n=======\nolder\n>>>>>>> other\n")
    (out / "data" / "a.csv").write_text("<<<<<<< HEAD")
    build(out)
    assert published(out) == AFTER


BLOCK = "<!-- generated: about -->{}<!-- /generated -->"


def filled(out: Path) -> None:
    with workshop(out) as scratch:
        swap(put(scratch / "package", {**NEW, "README.md": f"Mine, {BLOCK.format('new')}"}), out)


def test_a_readme_is_filled_in_not_made(tmp_path: Path) -> None:
    out = put(tmp_path, {"README.md": f"Mine, {BLOCK.format('old')}"})
    filled(out)
    assert published(out) == {**NEW, "README.md": f"Mine, {BLOCK.format('new')}"}


def test_a_readme_that_was_edited_while_the_build_ran_is_kept(tmp_path: Path) -> None:
    out = put(tmp_path, {"README.md": f"Mine, and more, {BLOCK.format('old')}"})
    before = tree(out)
    with pytest.raises(Refused, match=r"README\.md: was edited while the build ran; build again"):
        filled(out)
    assert tree(out) == before


def test_a_readme_that_is_a_link_is_kept(tmp_path: Path) -> None:
    elsewhere = put(tmp_path / "elsewhere", {"README.md": f"Mine, {BLOCK.format('old')}"})
    out = tmp_path / "out"
    out.mkdir()
    (out / "README.md").symlink_to(elsewhere / "README.md")
    with pytest.raises(Refused, match=r"README\.md: is no file of its own"):
        filled(out)
    assert (out / "README.md").is_symlink()


def test_an_empty_workshop_is_ours(out: Path) -> None:
    """A build may be killed before it puts its mark there, or after it took it away again."""
    (out / WORKSHOP).mkdir()
    build(out)
    assert published(out) == AFTER
