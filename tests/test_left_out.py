"""One bad article of an archive is left out with its error, last on standard error and in data/left-out.jsonl; nothing
of it is published, the others are. --strict stops at it. A file that is bad as a whole stops the build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command import NETS, PIER, PIER_RECORDS, Ran, briefly, run, seeds, thoroughly

from publisher import coding
from publisher.extract import limit
from publisher.finding import Finding
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.tables import KEYS

pytestmark = pytest.mark.slow

FINE, DATA = 0, 1
GOOD = {"doc_id": "good", "text": NETS}
SOURCES = {"src-nets", "src-pier", "src-good"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


def line(**entry: object) -> bytes:
    return json.dumps({"doc_id": "bad", "text": NETS, **entry}).encode()


def built(folder: Path, *lines: bytes, options: tuple[str, ...] = (), **changed: str | bytes | None) -> Ran:
    """A build of the small seeds and an archive, news.jsonl: one good line, then these."""
    raw = b"".join(entry + b"\n" for entry in (json.dumps(GOOD).encode(), *lines))
    seeds(folder / "seeds", **{"news_jsonl": raw, **changed})
    return run("--seeds", folder / "seeds", "--out", folder / "out", *options)


def published(folder: Path, table: str = "sources", column: str = "source_id") -> set[str | None]:
    return set(pq.read_table(folder / "out" / "data" / f"{table}.parquet")[column].to_pylist())


def report(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "out" / "data" / "left-out.jsonl").read_text(encoding="utf-8")
    return [json.loads(entry) for entry in text.splitlines()]


BAD = {
    "an empty text": (line(text=""), ' "bad": has an empty text'),
    "a blank text": (line(text=" \n"), ' "bad": has an empty text'),
    "no text": (b'{"doc_id": "bad"}', ' "bad": text is missing; write its text'),
    "a list for a text": (
        line(text=[NETS]),
        """ "bad": text is ['“We lost 12 nets,” Varga said.\\n']; write its text""",
    ),
    "no doc_id": (b'{"text": "A."}', ": doc_id is missing; write a text that names the article"),
    "a number for a doc_id": (line(doc_id=7), ": doc_id is 7; write a text that names the article"),
    "a control character in a doc_id": (
        line(doc_id="b\x1b"),
        ' "b\\x1b": doc_id holds the control character U+001B; remove it',
    ),
    "an empty doc_id": (line(doc_id=" "), ' " ": doc_id is empty; write a text that names the article'),
    "neither": (b"{}", ": doc_id is missing; write a text that names the article; text is missing; write its text"),
    "a key twice": (b'{"doc_id": "bad", "text": "A.", "text": "B."}', ': is no JSON (the key "text" is there twice)'),
    "a broken line": (b'{"doc_id": "bad", ', ": is no JSON (Expecting property name enclosed in double quotes: ..."),
    "no object": (b"[]", ": is no JSON object"),
    "bytes that are no UTF-8": (
        b'{"doc_id": "bad", "text": "\xe9"}',
        ": byte 28 (0xe9) is not UTF-8; save the file as UTF-8",
    ),
    "the doc_id of another line": (
        line(doc_id="good"),
        ' "good": becomes src-good, as does news.jsonl line 1 "good"; give it another doc_id',
    ),
    "a doc_id that makes the id of another": (
        line(doc_id="Good!"),
        ' "Good!": becomes src-good, as does news.jsonl line 1 "good"; give it another doc_id',
    ),
    "the name of a file": (line(doc_id="nets"), ' "nets": becomes src-nets, as does nets.txt; give it another doc_id'),
    "a NUL": (line(text="A\nb\0"), ' "bad": line 2 of the text holds a NUL character; remove it'),
    "carriage returns": (
        line(text="A.\r\n"),
        ' "bad": line 1 of the text holds a carriage return; end its lines w...',
    ),
    "half a pair": (line(text="\ud800"), ' "bad": line 1 of the text holds half of the pair U+D800; remove it'),
    "a date in words": (
        line(doc_date="2 May 2024"),
        ' "bad": doc_date is "2 May 2024"; write a day that exists, alone or with a time: 2024-05-02, '
        "2024-05-02T10:00:00Z, 2024-05-02 10:00 +02:00, or Thu, 02 May 2024 10:00:00 +0000",
    ),
    "an hour that does not exist": (
        line(doc_date="2024-05-02T25:00"),
        ' "bad": doc_date is "2024-05-02T25:00"; write a day that exists, alone or...',
    ),
    "a week": (line(doc_date="2024-W18-4"), ' "bad": doc_date is "2024-W18-4"; write a day that exists, ...'),
    "a year": (line(doc_date="2024"), ' "bad": doc_date is "2024"; write a day that exists, ...'),
    "a number for a date": (line(doc_date=20240502), ' "bad": doc_date is 20240502; write a day that exists, ...'),
    "a day that does not exist": (
        line(doc_date="2024-02-30"),
        ' "bad": doc_date is "2024-02-30"; write a day that exists, ...',
    ),
    "no language": (
        line(language="English"),
        ' "bad": language "English" is no language code; write one such as en, pt-BR or zh-Hant',
    ),
    "a number for a title": (line(title=7), ' "bad": title is 7, a whole number; write a text in quotes'),
    "blanks round a publisher": (
        line(publisher=" A"),
        ' "bad": publisher " A" is empty or has white space at its ...',
    ),
    "no address": (line(url="javascript:alert(1)"), ' "bad": url "javascript:alert(1)" is no web address; write ...'),
    "no licence": (line(licence="free for all"), ' "bad": licence "free for all" does not have the form ...'),
}


@pytest.mark.parametrize(("bad", "says"), BAD.values(), ids=BAD)
def test_it_is_left_out_and_told_last(bad: bytes, says: str, tmp_path: Path) -> None:
    ran = built(tmp_path, bad)
    assert ran.code == FINE
    (told,) = ran.lines
    found, _, _ = says.removesuffix("...").partition("; ")  # what is wrong; how the remedy is worded is not held fast
    assert told.startswith(f"left out: news.jsonl: line 2{found}")
    assert "; " in told or "; " not in says
    assert ran.output.endswith(" s; left out: 1 article\n")
    assert published(tmp_path) == SOURCES
    for table in ("statements", "figures", "evidence", "candidates"):
        assert published(tmp_path, table, "source_id") <= SOURCES
    (entry,) = report(tmp_path)
    assert (entry["archive"], entry["line"]) == ("news.jsonl", 2)
    assert told.endswith(entry["error"])


@pytest.mark.parametrize("kind", ["a broken line", "the doc_id of another line", "a NUL"])
def test_strict_stops_at_it(kind: str, tmp_path: Path) -> None:
    ran = built(tmp_path, BAD[kind][0], options=("--strict",))
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.faults[0].startswith("news.jsonl: line 2")
    assert not list((tmp_path / "out").iterdir())


def test_the_report_says_which_article_it_was(tmp_path: Path) -> None:
    built(tmp_path, line(text="A\0"), b"{", line(doc_id="other", doc_date="May"))
    assert [(entry["line"], entry["article"]) for entry in report(tmp_path)] == [(2, "bad"), (3, None), (4, "other")]


def test_blank_lines_are_counted_but_none_is_left_out(tmp_path: Path) -> None:
    assert built(tmp_path, b"", b" ").errors == ""
    ran = built(tmp_path / "more", b"", line(text=""))
    assert ran.lines == ['left out: news.jsonl: line 3 "bad": has an empty text']


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
    keys = ("doc_id", "text", "title", "url", "licence", "language", "publisher", "doc_date", "reader", "raw_sha256")
    ran = built(tmp_path, b"{", b"[]", *(line(**{"doc_id": f"d{key}", key: 7}) for key in keys))
    assert len(ran.lines) == 11
    assert ran.lines[-1] == "left out: and 2 more, 12 in all: data/left-out.jsonl"


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


def test_a_package_without_any_has_no_report(tmp_path: Path) -> None:
    assert built(tmp_path).errors == ""
    assert not (tmp_path / "out" / "data" / "left-out.jsonl").exists()


def test_the_package_is_valid_and_proved_from_its_seeds(tmp_path: Path) -> None:
    built(tmp_path, line(doc_id="good", text="Not this."), line(text="A\0"))
    ran = run("validate", tmp_path / "out", "--seeds", tmp_path / "seeds", "--require-evidence")
    assert ran.code == FINE, ran.output


# What the rules refuse of what was read from an article, as if the extractor had read it wrongly

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


def descriptor(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "out" / "datapackage.json").read_bytes())["publisher"]
    return found


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
    assert descriptor(tmp_path)["dropped"] == [{"table": "figures", "rule": "rederived", "rows": 1}]
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


def test_an_article_with_more_than_a_build_has_memory_for_is_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(coding, "MOST", 20)
    many = " ".join(f"In {year}, 5 ships sank." for year in range(1990, 2010))
    ran = built(tmp_path, line(text=many))
    says = 'line 2 "bad": the text has 40 quotations, numbers, dates and names, and an article of a dataset at most'
    assert ran.code == FINE and f"{says} 20: split it" in ran.errors
    assert published(tmp_path) == SOURCES
    monkeypatch.setattr(limit, "MOST", 12)
    ran = built(tmp_path / "dense", line(text=many))
    assert ran.code == FINE and 'line 2 "bad": the text has more than 12 dates: split it' in ran.errors


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


# What is left out is told in every copy


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


# Curated articles, and files of their own, are never left out


@pytest.mark.parametrize("bad", [line(doc_id="pier", text="A\0"), line(doc_id="pier", text=" ")])
def test_a_curated_article_of_an_archive_stops_the_build(bad: bytes, tmp_path: Path) -> None:
    ran = built(tmp_path, bad, pier_txt=None)
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.faults[0].startswith('news.jsonl: line 2 "pier": ')


def test_a_curated_article_may_be_in_any_language_the_archive_says(tmp_path: Path) -> None:
    records = PIER_RECORDS.replace('language = "en"', 'language = "no"')
    assert built(tmp_path, line(doc_id="pier", text=PIER, language="no"), pier_txt=None, pier_toml=records).code == FINE


@pytest.mark.parametrize("raw", [b"a\x00b", b"a\x1b[2Jb", b"\xff", b"\xef\xbb\xbfa", b"a\r\nb", b"\x7f", b" \n", b""])
def test_a_file_that_is_no_plain_text_stops_the_build(raw: bytes, tmp_path: Path) -> None:
    ran = built(tmp_path, nets_txt=raw)
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.faults[0].startswith("nets.txt: ")


# A file that is bad as a whole


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


# Parquet


def parquet(folder: Path, table: pa.Table) -> Ran:
    """A build of the small seeds and an archive, x.parquet."""
    seeds(folder / "seeds")
    pq.write_table(table, folder / "seeds" / "x.parquet")
    return run("--seeds", folder / "seeds", "--out", folder / "out")


NO_UTF8 = pa.Array.from_buffers(
    pa.string(), 2, [None, pa.array([0, 1, 2], pa.int32()).buffers()[1], pa.py_buffer(b"a\xff")]
)


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"text": ["A.", " "]}, 'row 2 "bad": has an empty text'),
        ({"text": ["A.", None]}, 'row 2 "bad": text is None; write its text'),
        ({"text": NO_UTF8}, 'row 2 "bad": line 1 of the text holds half of the pair U+DCFF; remove it'),
        ({"doc_id": ["good", "good"]}, 'row 2 "good": becomes src-good, as does x.parquet row 1 "good"; give...'),
        ({"doc_date": [None, "May"]}, 'row 2 "bad": doc_date is "May"; write a day that exists, ...'),
    ],
)
def test_a_row_is_left_out_by_its_number(columns: dict[str, list[Any]], says: str, tmp_path: Path) -> None:
    ran = parquet(tmp_path, pa.table({"doc_id": ["good", "bad"], "text": [NETS, NETS], **columns}))
    assert ran.code == FINE, ran.errors
    (told,) = ran.lines
    assert told.startswith(f"left out: x.parquet: {says.removesuffix('...')}")
    assert published(tmp_path) == SOURCES
    assert [(entry["archive"], entry["row"]) for entry in report(tmp_path)] == [("x.parquet", 2)]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (pa.table({"doc_id": ["a"]}), "has no column text; an archive has both doc_id and text"),
        (pa.table({"doc_id": [1], "text": ["a"]}), "column doc_id holds int64; write texts"),
        (pa.table({"doc_id": ["a"], "text": [b"a"]}), "column text holds binary; write texts"),
        (pa.table({"doc_id": ["a"], "text": ["a"], "title": [["a"]]}), "column title holds list<element: string>; ..."),
        (
            pa.table([pa.array(["a"])] * 4, ["doc_id", "text", "doc_date", "doc_date"]),
            "has 2 columns doc_date; keep one",
        ),
        (pa.table({"doc_id": pa.nulls(0, pa.string()), "text": pa.nulls(0, pa.string())}), "is empty; fill it or ..."),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_file_with_other_columns_stops_the_build(table: pa.Table, says: str, tmp_path: Path) -> None:
    ran = parquet(tmp_path, table)
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.faults[0].startswith(f"x.parquet: {says.removesuffix('...')}")


def test_a_file_that_is_damaged_in_the_middle_stops_the_build(tmp_path: Path) -> None:
    assert parquet(tmp_path, pa.table({"doc_id": ["a"], "text": [NETS]})).code == FINE
    path = tmp_path / "seeds" / "x.parquet"
    raw = bytearray(path.read_bytes())
    raw[4:60] = b"\xff" * 56
    path.write_bytes(raw)
    ran = run("--seeds", tmp_path / "seeds", "--out", tmp_path / "new")
    assert (ran.code, ran.output) == (DATA, "")
    assert ran.faults[0].startswith("x.parquet: cannot be read as Parquet: ")
    assert not list((tmp_path / "new").iterdir())


def test_lines_in_a_file_that_is_called_like_an_unrolled_one(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds", **{"news.parquet.jsonl": line(doc_id="good") + b"\n{\n"})
    pq.write_table(pa.table({"doc_id": ["row"], "text": [NETS]}), tmp_path / "seeds" / "news.parquet")
    ran = run("--seeds", tmp_path / "seeds", "--out", tmp_path / "out")
    assert ran.code == FINE
    assert ran.lines[0].startswith("left out: news.parquet.jsonl: line 2: is no JSON")
    assert published(tmp_path, column="file_name") == {"nets.txt", "pier.txt", "news.parquet", "news.parquet.jsonl"}
