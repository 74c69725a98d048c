"""`build.py check`: one character that changed, in any seed or any published file, and it says where."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from command import SEEDS, Ran, run, seeds, tree, unchecked

from publisher.publish.drift import drift

pytestmark = pytest.mark.slow

DATA = 1
TABLES = tuple(path.stem for path in sorted((Path(__file__).parents[2] / "schemas").glob("*.json")))
PUBLISHED = (
    *(f"data/{table}.{ending}" for table in TABLES for ending in ("csv", "parquet")),
    *(f"schemas/{table}.json" for table in TABLES),
    "data/README.md",
    "data/SHA256SUMS",
    "data/views.sql",
    "data/harbour-news.zip",
    "CITATION.cff",
    "LICENSE-DATA",
    "croissant.json",
    "datapackage.json",
    "index.html",
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    unchecked(monkeypatch)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package and its seeds beside it. Tests change copies."""
    folder = tmp_path_factory.mktemp("package")
    with pytest.MonkeyPatch.context() as patched:
        unchecked(patched)
        assert run("--seeds", seeds(folder / "seeds"), "--out", folder / "out").code == 0
    return folder


@pytest.fixture
def copy(package: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(package, tmp_path / "copy"))


def check(folder: Path) -> Ran:
    return run("check", "--seeds", folder / "seeds", "--out", folder / "out")


def other(character: str) -> str:
    return "x" if character != "x" else "y"


def changed(text: str, at: int) -> str:
    return text[:at] + other(text[at]) + text[at + 1 :]


def test_what_was_built_is_what_the_seeds_give(copy: Path) -> None:
    before = tree(copy)
    ran = check(copy)
    assert (ran.code, ran.output, ran.errors) == (0, "out: as built from seeds\n", "")
    assert tree(copy) == before


def test_it_names_every_file_that_is_published(package: Path) -> None:
    assert sorted(PUBLISHED) == sorted(tree(package / "out"))


# Published files


@pytest.fixture(scope="module")
def published(package: Path) -> Path:
    """A copy of the package for tests that put back what they change."""
    return Path(shutil.copytree(package / "out", package / "published"))


def says(name: str) -> str:
    """Of a file that is not as the build wrote it."""
    if name == "data/SHA256SUMS":
        return "differs from what the seeds give; run `python build.py`, and review what changes"
    way = "keep your change elsewhere, and remove it to have it made again"
    if name.endswith((".csv", ".parquet")):
        way = "put what is right into the seeds, and remove it to have it made again"
    if name == "datapackage.json":
        way = "put what is right into dataset.toml, and undo the change"
    return f"was changed since a build wrote it; {way}"


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_byte_of_a_published_file(name: str, package: Path, published: Path) -> None:
    chance = random.Random(name)
    raw = (package / "out" / name).read_bytes()
    for at in {0, len(raw) - 1, *(chance.randrange(len(raw)) for _ in range(3))}:
        flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        (published / name).write_bytes(flipped)
        found = [line for line in drift(package / "out", published) if not line.startswith((" ", "seeds/"))]
        line = f"line {raw.count(10, 0, at) + 1:,}, " if not name.endswith((".parquet", ".zip")) else ""
        assert found == [f"{name}: {line}byte {at + 1:,}: {says(name)}"]
    (published / name).write_bytes(raw)


@pytest.mark.parametrize(
    "damage",
    [lambda raw: raw + b"\n", lambda raw: raw[:-1], lambda raw: b"", lambda raw: raw.replace(b"\n", b"\r\n")],
    ids=["longer", "shorter", "empty", "other line ends"],
)
def test_published_files_that_grew_or_shrank(damage, copy: Path) -> None:  # type: ignore[no-untyped-def]
    names = ("data/evidence.csv", "data/evidence.parquet", "datapackage.json")
    for name in names:
        (copy / "out" / name).write_bytes(damage((copy / "out" / name).read_bytes()))
    ran = check(copy)
    assert ran.code == DATA
    for name in names:
        assert any(line.startswith(f"{name}: ") for line in ran.lines), name


def test_edits_by_hand_are_not_replaced(copy: Path) -> None:
    """Not even by the build that the next change of the seeds asks for; removed, the files are made again."""
    names = ("CITATION.cff", "LICENSE-DATA", "croissant.json", "data/README.md", "index.html")
    for name in names:
        file = copy / "out" / name
        file.write_bytes(file.read_bytes().replace(b"a", b"by hand", 1))
    dataset = copy / "seeds" / "dataset.toml"
    dataset.write_text(dataset.read_text().replace('version = "', 'version = "9'))
    ran = check(copy)
    for name in names:
        assert any(line.startswith(f"{name}: line ") and line.endswith(says(name)) for line in ran.lines), name
    ran = run("--seeds", copy / "seeds", "--out", copy / "out")
    assert ran.code == DATA
    assert sorted(ran.lines[:-1]) == [f"{copy / 'out'}: {name}: {says(name)}" for name in names]
    for name in names:
        assert b"by hand" in (copy / "out" / name).read_bytes()
        (copy / "out" / name).unlink()
    assert run("--seeds", copy / "seeds", "--out", copy / "out").code == 0


def test_the_lines_that_differ_are_shown(copy: Path) -> None:
    table = copy / "out" / "data" / "actors.csv"
    table.write_text(table.read_text().replace("Ines Varga,person", "Ines Vargo,person"))
    ran = check(copy)
    assert ran.code == DATA
    assert [line[:34] for line in ran.lines] == [
        "data/actors.csv: line 2, byte 134:",
        "    -act-ines-varga,Ines Vargo,per",
        "    +act-ines-varga,Ines Varga,per",
    ]


def test_files_that_are_missing_and_files_that_are_too_many(copy: Path) -> None:
    (copy / "out" / "data" / "events.parquet").unlink()
    (copy / "out" / "schemas" / "events.json").unlink()
    (copy / "out" / "data" / "notes.txt").touch()
    (copy / "out" / "notes.txt").touch()  # the root belongs to its owner
    ran = check(copy)
    assert (ran.code, ran.lines) == (
        DATA,
        [
            "data/events.parquet: is missing; run `python build.py`",
            "schemas/events.json: is missing; run `python build.py`",
            "data/notes.txt: is not made by the build; remove it",
        ],
    )


def test_a_link_to_the_right_bytes_is_not_the_file(copy: Path) -> None:
    name = copy / "out" / "data" / "events.csv"
    name.rename(copy / "events.csv")
    name.symlink_to(copy / "events.csv")
    assert check(copy).lines == ["data/events.csv: is missing; run `python build.py`"]


def test_nothing_published(copy: Path) -> None:
    shutil.rmtree(copy / "out")
    ran = check(copy)
    assert (ran.code, len(ran.lines)) == (DATA, 1)
    assert ran.lines[0].endswith(f"out: has no datapackage.json; build it first: python build.py --out {copy / 'out'}")


def test_a_name_made_for_a_terminal_is_shown_as_it_is_spelt(copy: Path) -> None:
    (copy / "out" / "data" / "\x1b[2J\n.csv").touch()
    assert check(copy).errors == "data/\\x1b[2J\\n.csv: is not made by the build; remove it\n"


def test_many_lines_that_all_differ_take_no_time(tmp_path: Path) -> None:
    for name in ("built", "published"):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data" / "a.csv").write_text("".join(f"{name}{number}\n" for number in range(200_000)))
    found = drift(tmp_path / "built", tmp_path / "published")
    assert found[0].startswith("data/a.csv: line 1, byte 1: ")
    assert len(found) == 8


# Seeds


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_character_of_a_seed(name: str, copy: Path) -> None:
    chance = random.Random(name)
    text = SEEDS[name]
    for at in {0, len(text) - 1, *(chance.randrange(len(text)) for _ in range(2))}:
        (copy / "seeds" / name).write_text(changed(text, at), encoding="utf-8")
        ran = check(copy)
        assert ran.code == DATA, (at, changed(text, at))
        assert "Traceback" not in ran.errors
        # Words that an article no longer holds are missed by the records that quote them.
        says = (name, "pier.toml") if name == "pier.txt" else (name,)
        assert any(line.startswith((*says, *(f"seeds/{told}" for told in says))) for line in ran.lines), ran.errors


@pytest.mark.parametrize("name", ["pier.toml", "actors.toml", "dataset.toml"])
def test_a_comment_in_a_seed_changes_its_hash(name: str, copy: Path) -> None:
    with (copy / "seeds" / name).open("a") as file:
        file.write("# later\n")
    ran = check(copy)
    assert ran.code == DATA
    assert ran.lines[0] == f"seeds/{name}: has changed since the package was built; run `python build.py`"


def test_a_seed_more_and_a_seed_less(copy: Path) -> None:
    (copy / "seeds" / "nets.txt").rename(copy / "seeds" / "fish.txt")
    ran = check(copy)
    assert ran.code == DATA
    assert ran.lines[:2] == [
        "seeds/fish.txt: is new since the package was built; run `python build.py`",
        "seeds/nets.txt: is gone since the package was built; run `python build.py`",
    ]


def test_a_descriptor_that_cannot_be_read_is_one_that_differs(copy: Path) -> None:
    (copy / "out" / "datapackage.json").write_bytes(b"[" * 100_000)
    ran = check(copy)
    assert ran.code == DATA
    assert any(line.startswith("datapackage.json: line 1, byte 1: differs") for line in ran.lines)
