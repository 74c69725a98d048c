"""Where an article is curated: a file of its own, or one of an archive; `draft` and `check` take both."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command import run
from drafts import SCHEMAS, accepted

from publisher.curation.place import place
from publisher.problem import Refused

TEXT = "“We lost 12 nets,” Ann Roe said on Monday.\n"
LINES = [
    {"doc_id": "port", "text": TEXT, "doc_date": "2024-03-12"},
    {"doc_id": "a/2", "text": TEXT},
    {"doc_id": "記事1", "text": TEXT},
    {"doc_id": "empty", "text": " "},
]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.jsonl").write_text("".join(json.dumps(one) + "\n" for one in LINES), "utf-8")
    return folder / "a.jsonl"


def test_draft_and_check_take_an_article_of_an_archive(archive: Path) -> None:
    said = run("draft", f"{archive}#port").output.splitlines()
    assert said == [
        f"{archive.parent}/actors.toml: 1 new actor; look at them first",
        f"{archive.parent}/port.toml: 2 records to confirm, edit or reject (1 statement, 1 figure)",
        "4 to decide in all: do what each line `todo` says, then delete it; to see what is wrong or still to do:",
        f"python build.py check '{archive}#port'",
    ]
    ran = run("check", f"{archive}#port")
    assert (ran.code, ran.output[:34]) == (1, "a.jsonl#port: 0 faults, 4 still to")
    for name in ("actors.toml", "port.toml"):
        path = archive.parent / name
        path.write_text(accepted(path.read_text("utf-8")), "utf-8")
    ran = run("check", f"{archive}#port")
    assert (ran.code, ran.output) == (0, "a.jsonl#port: ready to publish: 0 events, 1 statement, 1 figure\n")


def test_an_update_reads_the_day_of_the_archive(archive: Path) -> None:
    records = archive.with_name("port.toml")
    records.write_text('[source]\nlanguage = "en"\npublish_text = false\n', "utf-8")
    run("draft", "--update", f"{archive}#port")
    assert '{ text = "Monday", value = "2024-03-11", basis = "resolved" }' in records.read_text("utf-8")


@pytest.mark.parametrize(("doc_id", "name"), [("port", "port.toml"), ("a/2", "src-a-2.toml"), ("記事1", "記事1.toml")])
def test_the_curated_file_is_called_as_the_article(archive: Path, doc_id: str, name: str) -> None:
    run("draft", f"{archive}#{doc_id}")
    assert archive.with_name(name).is_file()


def test_a_second_coder_of_an_article_of_an_archive(archive: Path) -> None:
    run("draft", "--blind", f"{archive}#a/2")
    assert archive.with_name("src-a-2.blind.toml").is_file()


def test_an_archive_in_parquet(archive: Path) -> None:
    parquet = archive.with_suffix(".parquet")
    pq.write_table(pa.Table.from_pylist(LINES), parquet)
    archive.unlink()
    assert run("draft", f"{parquet}#port").code == 0
    assert parquet.with_name("port.toml").is_file()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a.jsonl#ports", 'no article "ports" (did you mean "port"?)'),
        ("a.jsonl#empty", "has an empty text"),
        ("a.jsonl", "is an archive; name one article of it: "),
        ("b.jsonl#port", "is no archive"),
        ("dataset.toml#port", "is no archive"),
        ("dataset.toml", "is no article"),
        ("nowhere.txt", "is no article"),
        ("", "is no article"),
    ],
)
def test_what_is_no_article_is_refused(archive: Path, name: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        place(f"{archive.parent}/{name}", SCHEMAS["sources"], archive.parent)
    assert says in str(refused.value)


@pytest.mark.parametrize("command", ["draft", "check"])
def test_an_archive_that_is_not_there_is_a_wrong_call(archive: Path, command: str) -> None:
    assert run(command, f"{archive.parent}/b.jsonl#port").code == 2


def test_a_file_with_a_hash_in_its_name_is_an_article(archive: Path) -> None:
    article = archive.with_name("har#bour.txt")
    article.write_text(TEXT, "utf-8")
    assert place(str(article), SCHEMAS["sources"], archive.parent).records.name == "har#bour.toml"


def test_an_article_without_a_name_is_not_proposed(archive: Path) -> None:
    archive.write_text(json.dumps({"doc_id": "", "text": TEXT}) + "\n", "utf-8")
    assert run("check", f"{archive}#").errors == 'a.jsonl: has no article ""\n'
