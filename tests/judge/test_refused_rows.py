"""What the rules refuse of what was read from an article, as if the extractor had read it wrongly: the row is dropped,
or else its article left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from command import briefly, thoroughly
from left_out_case import DATA, FINE, SOURCES, built, descriptor, line, published, report

from publisher.finding import Finding
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.tables import KEYS

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


RUST = "“We lost 12 ropes,” Varga said. “We lost 30 oars,” Varga said.\n"


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes a domain rule refuse the rows of a table whose words hold a text."""

    def refuse(words: str, table: str = "statements", column: str = "content_text") -> None:
        def own_evidence(window: Window) -> Iterator[Finding]:
            for key, text in window.rows(table, KEYS[table], column):
                if words in text:
                    yield Finding(table=table, row=key, field=column, value=text, message="is wrong")

        monkeypatch.setattr("publisher.rules.RULES", (rule(proof=True)(own_evidence),))

    return refuse


def test_a_row_that_a_rule_refuses_is_dropped_and_the_article_stays(
    refuse: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thoroughly(monkeypatch)
    refuse("ropes")
    ran = built(tmp_path, line(text=RUST))
    assert (ran.code, ran.errors) == (FINE, "")
    assert "dropped: 1 automatic row that the rules refuse (statements: 1 by own_evidence)\n" in ran.output
    assert published(tmp_path) == SOURCES | {"src-bad"}
    said = {text for text in published(tmp_path, "statements", "content_text") if text}
    assert "We lost 30 oars" in said and "We lost 12 ropes" not in said
    assert descriptor(tmp_path)["dropped"] == [{"table": "statements", "rule": "own_evidence", "rows": 1}]
    assert "leftOut" not in descriptor(tmp_path)
    assert "| `statements` | `own_evidence` | 1 |" in (tmp_path / "out" / "data" / "README.md").read_text("utf-8")
    assert "1 row that the extractor made is not in the tables" in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_so_is_one_whose_value_its_own_words_do_not_give(tmp_path: Path) -> None:
    ran = built(tmp_path, line(text="Catches fell by between 20-25 percent. “We lost 12 ropes,” Varga said.\n"))
    assert (ran.code, ran.errors) == (FINE, "")
    assert descriptor(tmp_path)["dropped"] == [{"table": "figures", "rule": "figure_words", "rows": 1}]
    assert {"12"} <= published(tmp_path, "figures", "value_text")
    assert "between 20-25 percent" in published(tmp_path, "candidates", "exact")


def test_its_evidence_goes_and_its_candidates_stay_without_a_record(
    refuse: Callable[..., None], tmp_path: Path
) -> None:
    refuse("ropes")
    built(tmp_path, line(text=RUST))
    data = tmp_path / "out" / "data"
    statements, evidence, candidates = (
        pq.read_table(data / f"{name}.parquet").to_pylist() for name in ("statements", "evidence", "candidates")
    )
    records = {row["statement_id"] for row in statements}
    assert {row["record_id"] for row in evidence if row["record_table"] == "statements"} == records
    (quote,) = (row for row in candidates if row["kind"] == "quote" and "ropes" in row["exact"])
    assert (quote["decision"], quote["evidence_id"], quote["reason"]) == ("automatic", None, None)


def test_a_file_without_records_of_a_curator_loses_the_row_as_well(refuse: Callable[..., None], tmp_path: Path) -> None:
    refuse("We lost 12 nets")
    assert built(tmp_path).code == FINE
    assert published(tmp_path) == SOURCES
    assert descriptor(tmp_path)["dropped"][0]["rows"] == 2  # nets.txt and the line of the archive


def test_an_article_that_cannot_be_mended_is_left_out(refuse: Callable[..., None], tmp_path: Path) -> None:
    refuse("src-bad", "sources", "source_id")
    ran = built(tmp_path, line(text=RUST), line(doc_id="other"))
    assert ran.code == FINE
    (told,) = ran.lines
    assert told == 'left out: news.jsonl: line 2 "bad": source.source_id: "src-bad": is wrong [own_evidence]'
    assert published(tmp_path) == SOURCES | {"src-other"}
    assert published(tmp_path, "statements", "source_id") == SOURCES | {"src-other"}
    assert [(entry["line"], entry["article"]) for entry in report(tmp_path)] == [(2, "bad")]


def test_strict_stops_at_it_and_not_at_a_dropped_row(refuse: Callable[..., None], tmp_path: Path) -> None:
    refuse("ropes")
    assert built(tmp_path, line(text=RUST), options=("--strict",)).code == FINE
    refuse("src-bad", "sources", "source_id")
    ran = built(tmp_path / "more", line(text=RUST), options=("--strict",))
    assert (ran.code, ran.output) == (DATA, "")
    (fault,) = ran.faults
    assert fault.startswith('news.jsonl: line 2 "bad": source.source_id: ')


def test_a_file_that_cannot_be_mended_stops_the_build(refuse: Callable[..., None], tmp_path: Path) -> None:
    refuse("src-nets", "sources", "source_id")
    ran = built(tmp_path)
    assert ran.code == DATA
    assert ran.faults == ['nets.txt: source.source_id: "src-nets": is wrong [own_evidence]']


def test_what_a_curator_wrote_is_never_dropped(refuse: Callable[..., None], tmp_path: Path) -> None:
    refuse("the pier is safe")
    ran = built(tmp_path, line(text=RUST))
    assert ran.code == DATA
    assert ran.faults == [
        'pier.toml: statements[stm-pier-safe].content_text: "the pier is safe": is wrong [own_evidence]'
    ]


def test_an_archive_of_which_the_rules_refuse_all_stops_the_build(refuse: Callable[..., None], tmp_path: Path) -> None:
    refuse("src-bad", "sources", "source_id")
    ran = built(tmp_path, news_jsonl=line(text=RUST))
    assert ran.code == DATA
    assert any(fault.startswith('news.jsonl: line 1 "bad": source.source_id: ') for fault in ran.lines)


def test_many_of_them_are_left_out_together(refuse: Callable[..., None], tmp_path: Path) -> None:
    refuse("src-bad", "sources", "source_id")
    ran = built(tmp_path, *(line(doc_id=f"bad-{n}", text=RUST) for n in range(150)), options=("--jobs", "1"))
    assert ran.code == FINE
    (only,) = ran.lines
    assert only.startswith(
        'left out: news.jsonl: 150 articles (line 2 "bad-0", line 3 "bad-1", line 4 "bad-2" and 147 more)'
    )
    assert len(report(tmp_path)) == 150
    (told,) = descriptor(tmp_path)["leftOut"]["reasons"]
    assert told == {"reason": "source.source_id: ...: is wrong [own_evidence]", "articles": 150}


def test_a_bug_in_a_rule_is_a_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def own_evidence(window: Window) -> Iterator[Finding]:
        yield from window.column("statements", "no_such_column")

    monkeypatch.setattr("publisher.rules.RULES", (rule(proof=True)(own_evidence),))
    with pytest.raises(KeyError, match="no_such_column"):
        built(tmp_path)
