"""An article of an archive that cannot be read is left out with its error; a file that is bad as a whole, a curated
article and a file of its own stop the build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command import NETS, PIER, PIER_RECORDS, briefly, run, seeds
from left_out_case import DATA, FINE, GOOD, SOURCES, built, line, published, report

from publisher import coding
from publisher.extract import limit


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


BAD: dict[str, tuple[dict[str, object] | bytes, str]] = {
    "an empty text": ({"text": ""}, "has an empty text"),
    "a blank text": ({"text": " \n"}, "has an empty text"),
    "no text": (b'{"doc_id": "bad"}', "text is missing; write its text"),
    "a list for a text": ({"text": [NETS]}, "text is ['“We lost 12 nets,” Varga said.\\n']; write its text"),
    "no doc_id": (b'{"text": "A."}', "doc_id is missing; write a text that names the article"),
    "a number for a doc_id": ({"doc_id": 7}, "doc_id is 7; write a text that names the article"),
    "a control character in a doc_id": ({"doc_id": "b\x1b"}, "doc_id holds the control character U+001B; remove it"),
    "an empty doc_id": ({"doc_id": " "}, "doc_id is empty; write a text that names the article"),
    "other names": (
        b'{"id": "bad", "body": "A."}',
        'doc_id and text are missing; it has "id", "body": `build.py import` takes other names',
    ),
    "neither": (b"{}", "doc_id is missing; write a text that names the article; text is missing; write its text"),
    "a key twice": (b'{"doc_id": "bad", "text": "A.", "text": "B."}', 'is no JSON (the key "text" is there twice)'),
    "a broken line": (
        b'{"doc_id": "bad", ',
        "is no JSON (Expecting property name enclosed in double quotes, at column 1...",
    ),
    "no object": (b"[]", "is no JSON object"),
    "bytes that are no UTF-8": (
        b'{"doc_id": "bad", "text": "\xe9"}',
        """“"\\xe9"}” is not UTF-8; save the file as UTF-8""",
    ),
    "the doc_id of another line": (
        {"doc_id": "good"},
        'becomes src-good, as does news.jsonl line 1 "good"; give it another doc_id',
    ),
    "a doc_id that makes the id of another": (
        {"doc_id": "Good!"},
        'becomes src-good, as does news.jsonl line 1 "good"; give it another doc_id',
    ),
    "the name of a file": ({"doc_id": "nets"}, "becomes src-nets, as does nets.txt; give it another doc_id"),
    "a NUL": ({"text": "A\nb\0"}, "line 2 of the text holds a NUL character; remove it"),
    "carriage returns": ({"text": "A.\r\n"}, "line 1 of the text holds a carriage return; end its lines w..."),
    "half a pair": ({"text": "\ud800"}, "line 1 of the text holds half of the pair U+D800; remove it"),
    "a date in words": (
        {"doc_date": "2 May 2024"},
        'doc_date is "2 May 2024"; write a day that exists, alone or with a time: 2024-05-02, ...',
    ),
    "an hour that does not exist": (
        {"doc_date": "2024-05-02T25:00"},
        'doc_date is "2024-05-02T25:00"; write a day that exists, alone or...',
    ),
    "a week": ({"doc_date": "2024-W18-4"}, 'doc_date is "2024-W18-4"; write a day that exists, ...'),
    "a year": ({"doc_date": "2024"}, 'doc_date is "2024"; write a day that exists, ...'),
    "a number for a date": ({"doc_date": 20240502}, "doc_date is 20240502; write a day that exists, ..."),
    "a day that does not exist": ({"doc_date": "2024-02-30"}, 'doc_date is "2024-02-30"; write a day that exists, ...'),
    "no language": (
        {"language": "English"},
        'language "English" is no language code; write one such as en, pt-BR or zh-Hant',
    ),
}


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What is wrong with a line -> what the package says of it: one build of them all."""
    folder = tmp_path_factory.mktemp("bad")
    with pytest.MonkeyPatch.context() as patched:
        briefly(patched)
        ran = built(folder, *(raw_of(name) for name in BAD))
    assert ran.code == FINE
    assert published(folder) == SOURCES
    return dict(zip(BAD, (entry["error"] for entry in report(folder)), strict=True))


def raw_of(name: str) -> bytes:
    """The line, with a doc_id of its own where it names none."""
    given, _ = BAD[name]
    return given if isinstance(given, bytes) else line(**{"doc_id": f"bad {name}", **given})


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_with_a_line_is_said(name: str, errors: Mapping[str, str]) -> None:
    _, says = BAD[name]
    found, _, remedy = says.removesuffix("...").partition("; ")
    assert errors[name].startswith(found)
    assert not remedy or "; " in errors[name]  # how the remedy is worded is not held fast


def test_it_is_left_out_and_told_last(tmp_path: Path) -> None:
    ran = built(tmp_path, line(text=""))
    assert (ran.code, ran.lines) == (FINE, ['left out: news.jsonl: line 2 "bad": has an empty text'])
    assert ran.output.endswith(" s; left out: 1 article\n")
    for table in ("sources", "statements", "figures", "evidence", "candidates"):
        assert published(tmp_path, table, "source_id") <= SOURCES
    assert report(tmp_path) == [{"archive": "news.jsonl", "line": 2, "article": "bad", "error": "has an empty text"}]


def test_what_only_tells_of_an_article_does_not_keep_it_out(tmp_path: Path) -> None:
    """It is published without it cell, and the build says so; white space around a text is no part of it."""
    told: list[dict[str, object]] = [
        {"doc_id": "number", "title": 7},
        {"doc_id": "script", "url": "javascript:alert(1)"},
        {"doc_id": "mark", "url": 'https://example.org/"New"', "publisher": " The Quay\n"},
        {"doc_id": "free", "licence": "free for all", "title": "Nets "},
    ]
    ran = built(tmp_path, *(line(**given) for given in told))
    assert ran.code == FINE
    assert "left out" not in ran.output
    cells = ["doc_id", "title", "publisher", "url", "licence"]
    found = pq.read_table(tmp_path / "out" / "data" / "sources.parquet", columns=cells).to_pylist()
    assert {row.pop("doc_id"): list(row.values()) for row in found if row["doc_id"] not in (None, "good")} == {
        "number": [None, None, None, None],
        "script": [None, None, None, None],
        "mark": [None, "The Quay", None, None],
        "free": ["Nets", None, None, None],
    }
    (said,) = [one for one in ran.output.splitlines() if "published without it" in one]
    assert said.startswith("warning: news.jsonl: 4 articles (")
    assert 'line 2 "number": title is 7, a whole number' in said


@pytest.mark.parametrize("kind", ["a broken line", "the doc_id of another line", "a NUL"])
def test_strict_stops_at_it(kind: str, tmp_path: Path) -> None:
    ran = built(tmp_path, raw_of(kind), options=("--strict",))
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.faults[0].startswith("news.jsonl: line 2")
    assert not (tmp_path / "out").exists()


def test_blank_lines_are_counted_but_none_is_left_out(tmp_path: Path) -> None:
    assert built(tmp_path, b"", b" ").errors == ""
    ran = built(tmp_path / "more", b"", line(text=""))
    assert ran.lines == ['left out: news.jsonl: line 3 "bad": has an empty text']


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_a_key_that_is_not_read_is_told_once(kind: str, tmp_path: Path) -> None:
    rows = [{**GOOD, "lang": "en"}, {"doc_id": "other", "text": NETS, "lang": "en", "author": "A"}]
    seeds(tmp_path / "seeds")
    if kind == "jsonl":
        (tmp_path / "seeds" / "x.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    else:
        columns = {key: [row.get(key) for row in rows] for key in rows[1]}
        pq.write_table(pa.table(columns), tmp_path / "seeds" / "x.parquet")
    ran = run("--seeds", tmp_path / "seeds", "--out", tmp_path / "out")
    assert (ran.code, ran.errors) == (FINE, "")
    (told,) = [entry for entry in ran.output.splitlines() if "not read" in entry]
    assert told.startswith(f"warning: x.{kind}: not read: lang, author; an archive may have")


@pytest.mark.parametrize("bad", [line(doc_id="pier", text="A\0"), line(doc_id="pier", text=" ")])
def test_a_curated_article_of_an_archive_stops_the_build(bad: bytes, tmp_path: Path) -> None:
    ran = built(tmp_path, bad, pier_txt=None)
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.faults[0].startswith('news.jsonl: line 2 "pier": ')


def test_a_curated_article_may_be_in_any_language_the_archive_says(tmp_path: Path) -> None:
    records = PIER_RECORDS.replace('language = "en"', 'language = "no"')
    assert built(tmp_path, line(doc_id="pier", text=PIER, language="no"), pier_txt=None, pier_toml=records).code == FINE


def test_a_file_that_is_no_plain_text_stops_the_build(tmp_path: Path) -> None:
    ran = built(tmp_path, nets_txt=b"a\x00b")
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.faults[0].startswith("nets.txt: ")


@pytest.mark.parametrize("raw", [b"", b"\n \n"])
def test_an_archive_without_a_line_stops_the_build(raw: bytes, tmp_path: Path) -> None:
    ran = built(tmp_path, news_jsonl=raw)
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.faults[0] == "news.jsonl: is empty; fill it or remove it"


@pytest.mark.parametrize("bad", [b"{", line(text="A\0"), line(doc_id="nets"), line(doc_date="May")])
def test_an_archive_of_which_nothing_can_be_published_stops_the_build(bad: bytes, tmp_path: Path) -> None:
    ran = built(tmp_path, news_jsonl=bad)
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.faults[0].startswith("news.jsonl: line 1")


def test_an_article_with_more_than_a_build_has_memory_for_is_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(coding, "MOST_CANDIDATES", 20)
    many = " ".join(f"In {year}, 5 ships sailed." for year in range(1990, 2010))
    ran = built(tmp_path, line(text=many))
    says = 'line 2 "bad": the text has 40 quotations, numbers, dates and names, and an article of a dataset at most'
    assert ran.code == FINE and f"{says} 20: split it" in ran.errors
    assert published(tmp_path) == SOURCES
    monkeypatch.setattr(limit, "MOST", 12)
    ran = built(tmp_path / "dense", line(text=many))
    assert ran.code == FINE and 'line 2 "bad": the text has more than 12 dates: split it' in ran.errors
