"""The document date: of the words that state it, of the curator who knows it from elsewhere, of the archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import briefly, run
from in_memory import judged

from seeds import Files, edited, written

BY_PIER = ("sources", "evidence")
WORDS = '{ text = "2031-05-10", paragraph = 1 }'


def dated(line: str, document_date: str) -> Files:
    """The pier of Saturday, 10 May 2031 with another date line, and what its curated file says of the date."""
    files = edited("pier.txt", "2031-05-10: ", line)
    said = f"document_date = {document_date}" if document_date else ""
    return edited("pier.toml", f"document_date = {WORDS}", said, files)


def from_archive(files: Files, doc_date: str) -> Files:
    """The same with the pier in an archive that gives its day."""
    line = json.dumps({"doc_id": "pier", "text": files["pier.txt"].decode(), "doc_date": doc_date})
    return {name: raw for name, raw in files.items() if name != "pier.txt"} | {"x.jsonl": line.encode()}


def found(files: Files, folder: Path) -> tuple[str, list[tuple[str, str]]]:
    """The document date of the pier, and the words and basis of its evidence; its weekday is read from it."""
    made = judged(written(folder / "seeds", files))
    assert made.faults == []
    sources, evidence = ([row for row in made.rows[table] if row["source_id"] == "src-pier"] for table in BY_PIER)
    rests = [(row["exact"], row["basis"]) for row in evidence if row["field"] == "document_date"]
    return str(sources[0]["document_date"]), rests


@pytest.mark.parametrize(
    ("line", "document_date", "evidence"),
    [
        ("2031-05-10: ", WORDS, [("2031-05-10", "explicit")]),
        ("10 MAY 31 -- ", '{ text = "10 MAY 31", paragraph = 1 }', [("10 MAY 31", "explicit")]),
        ("2031-05-10: ", '{ text = "2031-05-10", paragraph = 1, value = "2031-05-10" }', [("2031-05-10", "explicit")]),
        ("🌊 May 10 - ", '{ text = "May 10", paragraph = 1, value = "2031-05-10" }', [("May 10", "resolved")]),
        (
            "🌊 Saturday - ",
            '{ text = "Saturday", paragraph = 1, value = 2031-05-10 }',
            [("Saturday", "resolved")],
        ),
        ("", '"2031-05-10"', []),
        ("", "2031-05-10", []),
    ],
)
def test_of_an_article(line: str, document_date: str, evidence: list[tuple[str, str]], tmp_path: Path) -> None:
    assert found(dated(line, document_date), tmp_path) == ("2031-05-10", evidence)


@pytest.mark.parametrize(
    ("line", "document_date", "doc_date", "evidence"),
    [
        ("", "", "2031-05-10", []),
        ("", '"2031-05-10"', "2031-05-11", []),
        ("May 10: ", '{ text = "May 10", paragraph = 1 }', "2031-05-10", [("May 10", "resolved")]),
        ("2031-05-10: ", WORDS, "2031-05-11", [("2031-05-10", "explicit")]),
    ],
)
def test_of_an_article_that_came_with_a_day(
    line: str, document_date: str, doc_date: str, evidence: list[tuple[str, str]], tmp_path: Path
) -> None:
    files = from_archive(dated(line, document_date), doc_date)
    assert found(files, tmp_path) == ("2031-05-10", evidence)


def test_a_package_in_which_the_words_and_the_archive_give_the_day_together_is_valid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefly(monkeypatch)
    files = from_archive(dated("May 10: ", '{ text = "May 10", paragraph = 1 }'), "2031-05-10")
    assert run("--seeds", written(tmp_path / "seeds", files), "--out", tmp_path / "out").code == 0
    assert run("validate", tmp_path / "out").code == 0


@pytest.mark.parametrize("words", ["May 11", "Friday", "today"])
def test_words_that_do_not_name_the_day_are_refused(words: str, tmp_path: Path) -> None:
    files = dated(f"{words}: ", f'{{ text = "{words}", paragraph = 1, value = "2031-05-10" }}')
    if words == "Friday":
        files = edited("pier.toml", 'text = "Friday", value', 'text = "Friday", nth = 2, value', files)
        files = edited(
            "pier.toml", f'text = "{words}", paragraph = 1', 'text = "Friday", nth = 1, paragraph = 1', files
        )
    fault = f'pier.toml: source.document_date: "{words}" does not name 2031-05-10; correct the words or the day'
    assert fault in judged(written(tmp_path / "seeds", files)).faults
