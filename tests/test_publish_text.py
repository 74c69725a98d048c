"""Whose full text is published: the curated file says it, else the line of the archive, else dataset.toml, else nobody
may."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from command import DATASET, PIER, PIER_RECORDS, run, seeds, unchecked

from publisher.judge.chunk import characters_of

pytestmark = pytest.mark.slow

SHOWN = "publish_text = true\n"
LINE = {"doc_id": "a1", "text": "“We lost 12 nets,” Ines Varga said.\n\nNobody 💥 said more."}
MARK = "Nobody 💥 said more."  # no record and no candidate rests on it


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    unchecked(monkeypatch)


def released(
    folder: Path, dataset: str = "", records: str | None = None, more: str = "", **said: object
) -> tuple[str, set[str], bool]:
    """The line that a build ends with, the seeds in the release, and whether the page has the whole text. more: a
    second line of the archive, which is left out."""
    line = json.dumps({**LINE, **said}, ensure_ascii=False)
    about = dataset + DATASET
    files = {
        "dataset_toml": about,
        "wire_jsonl": f"{line}\n{more}\n",
        "pier_toml": None,
        "pier_txt": None,
        "nets_txt": None,
    }
    seeds(folder / "seeds", **files, **({"a1_toml": records} if records else {}))
    ran = run("--out", folder)
    assert (ran.code, [line.partition(":")[0] for line in ran.lines]) == (0, ["left out"] if more else [])
    (folder / "CHANGELOG.md").write_text("## 0.1.0 (2024-01-02)\n\nNothing to do.\n")
    told = next(line for line in ran.output.splitlines() if line.startswith("publish_text: "))
    ran = run("release", "--out", folder)
    assert ran.code == 0, ran.errors
    assert told in ran.output.splitlines()
    says = "seeds/wire.jsonl: not in the release, because 1 of its lines is left out; correct or remove what is named"
    assert (says in ran.output) == bool(more)
    with zipfile.ZipFile(folder / "dist" / "harbour-news-0.1.0.zip") as archive:
        names = {name.removeprefix("seeds/") for name in archive.namelist() if name.startswith("seeds/")}
    return (
        told.partition(", ")[0],
        names - {"actors.toml", "dataset.toml"},
        MARK in (folder / "index.html").read_text("utf-8"),
    )


WHOLE = "publish_text: 1 article may be published in full"
PART = "publish_text: 0 articles may be published in full; of 1 other only the words in the tables"
RECORDS = PIER_RECORDS.partition("[[statements]]")[0].replace(
    'document_date = { text = "2 January 2024", paragraph = 1 }\n', ""
)
RECORDS += '[[waived]]\nparagraph = 1\nreason = "no news"\n\n[[waived]]\nparagraph = 2\nreason = "no news"\n'


def test_where_nobody_says_it_the_text_is_withheld(tmp_path: Path) -> None:
    assert released(tmp_path) == (PART, set(), False)


def test_the_dataset_says_it_of_all(tmp_path: Path) -> None:
    assert released(tmp_path, SHOWN) == (WHOLE, {"wire.jsonl"}, True)


@pytest.mark.parametrize("dataset", ["", SHOWN])
def test_a_line_says_it_of_its_article(dataset: str, tmp_path: Path) -> None:
    assert released(tmp_path / "one", dataset, publish_text=True) == (WHOLE, {"wire.jsonl"}, True)
    assert released(tmp_path / "two", dataset, publish_text=False) == (PART, set(), False)


def test_the_curated_file_goes_first(tmp_path: Path) -> None:
    told, names, _ = released(tmp_path / "one", "", RECORDS, publish_text=False)
    assert (told, names) == (WHOLE, {"wire.jsonl", "a1.toml"})
    told, names, _ = released(tmp_path / "two", SHOWN, RECORDS.replace("true", "false"), publish_text=True)
    assert (told, names) == (PART, set())  # its comments may have the text


def test_the_page_of_an_article_of_an_archive_has_its_text_where_it_may(tmp_path: Path) -> None:
    """A build again, of fewer articles, leaves none of these pages; a release has them."""
    lines = [json.dumps({**LINE, "doc_id": f"a{n}", "publish_text": n == 1}, ensure_ascii=False) for n in range(6)]
    wire = seeds(
        tmp_path / "seeds",
        dataset_toml=DATASET,
        wire_jsonl="\n".join(lines),
        pier_toml=None,
        pier_txt=None,
        nets_txt=None,
    )
    assert run("--out", tmp_path).code == 0
    found = {path.stem: path.read_text("utf-8") for path in (tmp_path / "data/articles").glob("*.html")}
    assert {name: MARK in text for name, text in found.items()} == {f"src-a{n}": n == 1 for n in range(6)}
    assert all("12 nets" in text for text in found.values())
    (tmp_path / "CHANGELOG.md").write_text("## 0.1.0 (2024-01-02)\n\nNothing to do.\n")
    assert run("release", "--out", tmp_path).code == 0
    with zipfile.ZipFile(tmp_path / "dist" / "harbour-news-0.1.0.zip") as archive:
        names = {name.removeprefix("data/articles/") for name in archive.namelist() if "/articles/" in name}
    assert names == {"article.css", "article.js", *(f"{name}.html" for name in found)}
    (wire / "released.json").unlink()
    (wire / "wire.jsonl").write_text(lines[1] + "\n", "utf-8")
    assert run("--out", tmp_path).code == 0
    assert not (tmp_path / "data/articles").exists()


def test_what_is_neither_true_nor_false(tmp_path: Path) -> None:
    ran = run("--seeds", seeds(tmp_path / "seeds", dataset_toml='publish_text = "no"\n' + DATASET))
    assert 'dataset.toml: publish_text: is "no"; write true or false' in ran.faults
    wire = json.dumps({**LINE, "publish_text": "no"})
    ran = run("--seeds", seeds(tmp_path / "two/seeds", wire_jsonl=wire + "\n" + json.dumps({**LINE, "doc_id": "b"})))
    assert ran.code == 0
    assert ran.lines == ['left out: wire.jsonl: line 1 "a1": publish_text is "no"; write true or false']


def test_the_descriptor_counts_them(tmp_path: Path) -> None:
    folder = seeds(tmp_path / "seeds")
    assert run("--seeds", folder).code == 0
    body = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert body["publisher"]["texts"] == {"shown": 1, "withheld": 1}


def test_an_article_whose_records_are_not_finished_is_not_in_a_release(tmp_path: Path) -> None:
    """Neither its text, nor the archive that holds it, nor the draft of its records, whose comments are the text."""
    todo = '[source]\nlanguage = "en"\npublish_text = false\ntodo = "look"\n'
    seeds(
        tmp_path / "seeds",
        nets_toml=todo,
        dataset_toml=SHOWN + DATASET,
        a1_toml=todo.replace("false", "true"),
        wire_jsonl=json.dumps(LINE),
    )
    assert run("--out", tmp_path).code == 0
    (tmp_path / "CHANGELOG.md").write_text("## 0.1.0 (2024-01-02)\n\nNothing to do.\n")
    assert run("release", "--out", tmp_path).code == 0
    with zipfile.ZipFile(tmp_path / "dist" / "harbour-news-0.1.0.zip") as archive:
        names = {name for name in archive.namelist() if "seeds/" in name}
    assert names == {"seeds/actors.toml", "seeds/dataset.toml", "seeds/pier.toml", "seeds/pier.txt"}


def test_how_much_of_a_withheld_text_the_tables_have() -> None:
    """Each character once, however many rows have it."""
    spans = [(0, 5), (3, 8), (0, 2), (12, 14)]
    rows = {
        "evidence": [{"char_start": start, "char_end": end} for start, end in spans[:2]],
        "candidates": [{"char_start": start, "char_end": end} for start, end in spans[2:]],
        "sources": [{"char_length": 40}],
    }
    assert characters_of([rows, rows]) == {"held": 20, "all": 80}


def test_nothing_in_a_release_has_a_withheld_text(tmp_path: Path) -> None:
    """A draft writes each paragraph over its records, as a comment."""
    records = PIER_RECORDS.replace("publish_text = true", "publish_text = false")
    records += f'\n# Paragraph 3: {MARK}\n\n[[waived]]\nparagraph = 3\nreason = "no news"\n'
    seeds(tmp_path / "seeds", pier_txt=f"{PIER}\n{MARK}\n", pier_toml=records)
    assert run("--out", tmp_path).code == 0
    (tmp_path / "CHANGELOG.md").write_text("## 0.1.0 (2024-01-02)\n\nNothing to do.\n")
    assert run("release", "--out", tmp_path).code == 0
    with zipfile.ZipFile(tmp_path / "dist" / "harbour-news-0.1.0.zip") as archive:
        assert not [name for name in archive.namelist() if MARK.encode() in archive.read(name)]
        assert "seeds/pier.toml" not in archive.namelist()


def test_an_archive_with_a_line_that_is_left_out_is_not_in_a_release(tmp_path: Path) -> None:
    """Also where the dataset says that texts may be shown: the line may say that its own may not."""
    bad = json.dumps({**LINE, "doc_id": "a2", "doc_date": "May", "publish_text": False})
    assert released(tmp_path / "one", SHOWN) == (WHOLE, {"wire.jsonl"}, True)
    assert released(tmp_path / "two", SHOWN, more=bad) == (WHOLE, set(), True)
