"""One text, exactly as it is: offsets count the code points of the file, and what could not be counted the same way by
every reader is refused."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest

from publisher.article import Reference
from publisher.inputs import article_reader
from publisher.inputs.article_reader import article, decode, refuse_markup, split
from publisher.problem import Refused


def fault(raw: bytes) -> str:
    with pytest.raises(Refused) as refused:
        decode("a.txt", raw)
    return str(refused.value)


@pytest.mark.parametrize("text", ["A.", " A.\n\n B. ", "e\u0301 is not é", "🦀\u00a0\u2028\u0085", "\tA.\n"])
def test_a_text_is_read_as_it_is(text: str) -> None:
    assert decode("a.txt", text.encode()) == text


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "a.txt: is empty; fill it or remove it"),
        ("\u3000 \n".encode(), "a.txt: is empty; fill it or remove it"),
        (b"\xef\xbb\xbfA.", "a.txt: begins with a byte-order mark; save it as UTF-8 without BOM"),
        (b"A\xff", 'a.txt: line 1: "A\\xff" is not UTF-8; save the file as UTF-8'),
        (b"\xe9", 'a.txt: line 1: "\\xe9" is not UTF-8; save the file as UTF-8'),
        (b"A\n\nIn N" + b"\xf8rvik \xe9.", 'a.txt: line 3: "N\\xf8rvik" is not UTF-8; save the file as UTF-8'),
        ("Quay 💥".encode("utf-16"), "a.txt: is UTF-16; save it as UTF-8"),
        ("Quay".encode("utf-16-be"), "a.txt: is UTF-16; save it as UTF-8"),
        (b"A\nb\r\n", "a.txt: line 2: holds a carriage return; save it with LF line ends"),
        (b"As\0", "a.txt: line 1: holds a NUL character; remove it"),
        (b"A\x7f", "a.txt: line 1: holds the control character U+007F; remove it"),
    ],
)
def test_what_no_plain_text_holds_is_refused(raw: bytes, says: str) -> None:
    assert fault(raw) == says


def test_the_article_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_bytes("🦀 Quay.\n".encode())
    read = article(Reference("src-quay", "quay", tmp_path / "quay.txt"))
    assert (read.text, read.file_name, read.given) == ("🦀 Quay.\n", "quay.txt", {})
    assert read.sha256 == hashlib.sha256("🦀 Quay.\n".encode()).hexdigest()


def test_the_article_of_a_line_of_an_archive(tmp_path: Path) -> None:
    lines = [json.dumps({"doc_id": name, "text": f"{name} 🦀", "title": "T"}).encode() + b"\n" for name in "ab"]
    (tmp_path / "x.jsonl").write_bytes(b"".join(lines))
    where = Reference("src-b", "b", tmp_path / "x.jsonl", "x.jsonl", 2, len(lines[0]), len(lines[1]))
    read = article(where)
    assert (read.text, read.file_name, read.given) == ("b 🦀", "x.jsonl", {"doc_id": "b", "title": "T"})
    assert (where.place, where.file_name) == ('line 2 "b"', "x.jsonl")


def test_html_in_a_file_is_refused_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("Quay.\n<b>Pier.</b>\n")
    with pytest.raises(Refused) as refused:
        refuse_markup(article(Reference("src-quay", "quay", tmp_path / "quay.txt")))
    assert str(refused.value) == 'quay.txt: line 2: holds "<b>", which is HTML; save the text as a reader sees it'


def test_lines_are_cut_when_they_are_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_reader, "LONGEST_LINE", 4)
    assert list(split(io.BytesIO(b"a\n1234567\n\nb"))) == [(b"a\n", 2), (b"1234", 8), (b"\n", 1), (b"b", 1)]
