"""Archives from anybody: nothing is executed, nothing written elsewhere, nothing without an end."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command import NETS, briefly, seeds
from hostile_case import DATA, built, rebuilt, refused, rows

from publisher.inputs import article_reader


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


def test_names_in_an_archive_are_no_paths(tmp_path: Path) -> None:
    names = [
        "../../etc/passwd",
        "/root/x",
        "..",
        "C:\\x",
        "a\nb",
        "pier.toml",
        "x" * 10_000,
    ]
    lines = [json.dumps({"doc_id": name, "text": NETS}) for name in names]
    ran = built(tmp_path, x_jsonl="\n".join(lines))
    assert ran.code == 0, ran.errors
    found = rows(tmp_path, "sources")
    assert [row["file_name"] for row in found].count("x.jsonl") == len(names)
    assert len({row["source_id"] for row in found}) == len(found)


def test_what_is_wrong_with_an_article_of_an_archive_is_written_down(tmp_path: Path) -> None:
    lines = [
        {"doc_id": "a\ud800\x1b", "text": "half a pair: \ud800"},
        {"doc_id": "b", "text": NETS, "doc_date": "\x1b[2J"},
        {"doc_id": "c", "text": "a\x00b"},
        {"doc_id": "d", "text": NETS},
    ]
    ran = built(tmp_path, x_jsonl="".join(json.dumps(line) + "\n" for line in lines))
    assert ran.code == 0, ran.errors
    assert all(character.isprintable() or character == "\n" for character in ran.output + ran.errors)
    left_out = (tmp_path / "out" / "data" / "left-out.jsonl").read_text().splitlines()
    assert len(left_out) == 3
    assert {json.loads(line)["article"] for line in left_out} == {"a\ud800\x1b", "b", "c"}
    assert "src-d" in {row["source_id"] for row in rows(tmp_path, "sources")}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"[" * 100_000, "is no JSON"),
        (b'{"doc_id": "a", "text": ' + b"9" * 5000 + b"}", "is no JSON"),
        (b"\xff", "is not UTF-8"),
        (b"\x1b[2J\xe2\x80\xae", "is no JSON"),
    ],
)
def test_a_line_that_is_no_article_is_refused(line: bytes, says: str, tmp_path: Path) -> None:
    refused(built(tmp_path, x_jsonl=line + b"\n"), "x.jsonl: line 1: ", says)


def test_a_line_that_is_too_long_is_refused_and_the_lines_after_it_are_counted_rightly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_reader, "LARGEST_ARTICLE", 1000)
    monkeypatch.setattr(article_reader, "LONGEST_LINE", 4000)
    long = json.dumps({"doc_id": "a", "text": "x" * 20_000}).encode()
    ran = built(tmp_path, x_jsonl=long + b"\n{}\n")
    assert ran.code == DATA
    assert [line[:27] for line in ran.faults] == ["x.jsonl: line 1: has 20,028", "x.jsonl: line 2: doc_id is "]


@pytest.mark.stress
def test_a_hundred_megabytes_in_a_line_or_a_file(tmp_path: Path) -> None:
    text = b"a " * 50_000_000
    ran = built(tmp_path, x_jsonl=b'{"doc_id": "a", "text": "' + text + b'"}\n')
    refused(ran, "x.jsonl: line 1: has 100,000,028 bytes", "split it")
    refused(built(tmp_path / "file", x_txt=text), "x.txt: has 100,000,000 bytes", "split it")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PAR1",
        b"PAR1" + b"\xff" * 100 + b"PAR1",
        pytest.param(pa.table({"a": [1]}), id="other columns"),
        pytest.param(pa.table({"doc_id": [1], "text": ["a"]}), id="numbers for names"),
        pytest.param(pa.table({"doc_id": ["a"], "text": [["a"]]}), id="lists for texts"),
        pytest.param(pa.table({"doc_id": ["a"], "text": [None]}), id="no text"),
        pytest.param(pa.table({"doc_id": ["a"], "text": [b"\xff"]}), id="bytes"),
        pytest.param(pa.table([pa.array(["a"])] * 3, ["doc_id", "text", "text"]), id="two columns of one name"),
    ],
)
def test_an_archive_that_is_none_is_refused(raw: bytes | pa.Table, tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    if isinstance(raw, bytes):
        (tmp_path / "seeds" / "x.parquet").write_bytes(raw)
    else:
        pq.write_table(raw, tmp_path / "seeds" / "x.parquet")
    refused(rebuilt(tmp_path), "x.parquet")
