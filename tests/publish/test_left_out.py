"""What is left out is told: last by the build, in data/left-out.jsonl, and in every copy of the package."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from command import briefly, run, thoroughly
from left_out_case import DATA, FINE, built, descriptor, line, report

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


def test_the_report_says_which_article_it_was(tmp_path: Path) -> None:
    built(tmp_path, line(text="A\0"), b"{", line(doc_id="other", doc_date="May"))
    assert [(entry["line"], entry["article"]) for entry in report(tmp_path)] == [(2, "bad"), (3, None), (4, "other")]


def test_many_with_the_same_fault_are_one_line(tmp_path: Path) -> None:
    dates = [line(doc_id=f"d{number}", doc_date=f"{number} May") for number in range(297)]
    ran = built(tmp_path, b"{", *dates, b"{", b"[]")
    assert ran.code == FINE
    first, second, third, fourth = ran.lines
    assert first.startswith("left out: news.jsonl: line 2: is no JSON (")
    assert second.startswith("left out: news.jsonl: line 300: is no JSON (")
    assert third.startswith(
        'left out: news.jsonl: 297 articles (line 3 "d0", line 4 "d1", line 5 "d2" and 294 more): doc_'
    )
    assert fourth == "left out: news.jsonl: line 301: is no JSON object"
    assert len(report(tmp_path)) == 300


def test_of_many_faults_the_first_are_told(tmp_path: Path) -> None:
    numbers = [
        line(**{"doc_id": f"d{key}", key: 7}) for key in ("doc_id", "text", "language", "doc_date", "publish_text")
    ]
    texts = [line(doc_id=f"t{number}", text=text) for number, text in enumerate(("", "A\0", "A\r\n", "A\x1b"))]
    ran = built(tmp_path, b"{", b"[]", b"{}", *numbers, *texts)
    assert len(ran.lines) == 11
    assert ran.lines[-1] == "left out: and 2 more, 12 in all: data/left-out.jsonl"


def test_a_package_without_any_has_no_report(tmp_path: Path) -> None:
    assert built(tmp_path).errors == ""
    assert not (tmp_path / "out" / "data" / "left-out.jsonl").exists()


def test_the_package_is_valid_and_proved_from_its_seeds(tmp_path: Path) -> None:
    built(tmp_path, line(doc_id="good", text="Not this."), line(text="A\0"))
    ran = run("validate", tmp_path / "out", "--seeds", tmp_path / "seeds", "--require-evidence")
    assert ran.code == FINE, ran.output


def test_the_descriptor_counts_them_by_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thoroughly(monkeypatch)
    built(tmp_path, line(text=""), line(doc_id="other", text=""), line(doc_date="May"), b"{")
    found = descriptor(tmp_path)["leftOut"]
    raw = (tmp_path / "out" / "data" / "left-out.jsonl").read_bytes()
    assert (found["articles"], found["path"], found["bytes"]) == (4, "data/left-out.jsonl", len(raw))
    assert found["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
    assert found["reasons"][0] == {"reason": "has an empty text", "articles": 2}
    assert "doc_date is ...; write a day" in [reason["reason"][:28] for reason in found["reasons"]]
    assert "| has an empty text | 2 |" in (tmp_path / "out" / "data" / "README.md").read_text("utf-8")


def test_a_changed_or_missing_list_is_a_fault(tmp_path: Path) -> None:
    built(tmp_path, line(text=""))
    listed = tmp_path / "out" / "data" / "left-out.jsonl"
    raw = listed.read_bytes()
    listed.write_bytes(raw.replace(b"bad", b"BAD"))
    assert "publisher.leftOut" in run("validate", tmp_path / "out").output
    listed.unlink()
    ran = run("validate", tmp_path / "out")
    assert ran.code == DATA and "publisher.leftOut" in ran.output


def test_the_zip_file_of_a_package_has_its_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thoroughly(monkeypatch)
    built(tmp_path, line(text=""))
    (packed,) = (tmp_path / "out" / "data").glob("*.zip")
    assert run("validate", packed).code == FINE
