"""What an archive says of an article beside its text stands in `sources`, as a curator would have written it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command import NETS, PIER, ROOT, briefly, run, seeds
from in_memory import Judged, judged

from publisher.article import source_id
from publisher.coding import read_article
from publisher.inputs.build_inputs import read_inputs
from publisher.pipeline import context_of

GIVEN = {
    "doc_date": "2024-05-02",
    "language": "en-GB",
    "title": "Nets lost 💥",
    "url": "https://example.org/nets?a=1",
    "publisher": "The Harbour Times",
    "licence": "CC-BY-4.0",
}
ROW = {"document_date": date(2024, 5, 2), **{key: value for key, value in GIVEN.items() if key != "doc_date"}}
UNKNOWN = {**dict.fromkeys(ROW), "language": "en"}


def made(folder: Path) -> Judged:
    found = judged(folder / "seeds")
    assert found.faults == []
    return found


def source(folder: Path, name: str = "x") -> dict[str, Any]:
    """The row of an article of the folder's archives, without what tells of its text."""
    (row,) = (row for row in made(folder).rows["sources"] if row["source_id"] == f"src-{name}")
    return {key: row[key] for key in ROW}


def warned(folder: Path) -> list[str]:
    """What is said of the folder's archive."""
    return [line for line in made(folder).remarks if line.startswith("x.jsonl")]


def archive(folder: Path, *entries: dict[str, Any]) -> None:
    """The small seeds and an archive, x.jsonl, of these entries, each with a text, a language and a day where it names
    none."""
    given = {"language": "en", "doc_date": "2024-05-02"}
    raw = "".join(json.dumps({"text": f"{entry['doc_id']}: {NETS}", **given, **entry}) + "\n" for entry in entries)
    seeds(folder / "seeds", x_jsonl=raw)


def lines(folder: Path, doc_id: str = "x", text: str = NETS, **given: object) -> None:
    seeds(folder / "seeds", x_jsonl=json.dumps({"doc_id": doc_id, "text": text, **given}))


def test_of_a_line(tmp_path: Path) -> None:
    lines(tmp_path, **GIVEN)
    assert source(tmp_path) == ROW


def test_of_a_row(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    pq.write_table(
        pa.table({"doc_id": ["x"], "text": [NETS], **{k: [v] for k, v in GIVEN.items()}}), tmp_path / "seeds/x.parquet"
    )
    assert source(tmp_path) == ROW


@pytest.mark.parametrize("nothing", [None, ""])
def test_what_is_null_or_empty_is_not_known(nothing: str | None, tmp_path: Path) -> None:
    lines(tmp_path, **dict.fromkeys(GIVEN, nothing))
    assert source(tmp_path) == UNKNOWN


def test_other_keys_are_not_looked_at(tmp_path: Path) -> None:
    lines(tmp_path, author=7, source_id="mine", sha256="0", text_length=3)
    assert source(tmp_path) == UNKNOWN


@pytest.mark.parametrize(
    "days",
    [
        pa.array(["2024-05-02"]),
        pa.array([19845], pa.date32()),
        pa.array([19845 * 86_400_000], pa.date64()),
        pa.array([19845 * 86_400], pa.timestamp("s")),
        pa.array([19845 * 86_400 * 10**9], pa.timestamp("ns")),
        pa.array(["2024-05-02"]).dictionary_encode(),
        pa.array(["2024-05-02"], pa.large_string()),
    ],
    ids=lambda days: str(days.type)[:14],
)
def test_a_day_in_any_type_of_column_that_holds_one(days: pa.Array[Any], tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    pq.write_table(pa.table({"doc_id": ["x"], "text": [NETS], "doc_date": days}), tmp_path / "seeds/x.parquet")
    assert source(tmp_path) == {**UNKNOWN, "document_date": date(2024, 5, 2)}


def test_a_file_as_pandas_writes_it(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    frame = pd.DataFrame({"doc_id": ["x"], "text": [NETS], "publisher": pd.Categorical(["The Harbour Times"])})
    frame["doc_date"] = pd.to_datetime(["2024-05-02"])
    frame["title"] = None
    frame.to_parquet(tmp_path / "seeds" / "x.parquet")
    assert source(tmp_path) == {**UNKNOWN, "document_date": date(2024, 5, 2), "publisher": "The Harbour Times"}


def test_the_curated_file_of_an_article_says_it_better(tmp_path: Path) -> None:
    lines(tmp_path, "pier", PIER, **GIVEN)
    (tmp_path / "seeds" / "pier.txt").unlink()
    assert source(tmp_path, "pier") == {**ROW, "language": "en", "document_date": date(2024, 1, 2)}


def test_a_curated_file_may_have_the_name_of_the_id(tmp_path: Path) -> None:
    """Then only the authority file says who is an actor, as in any curated article."""
    lines(tmp_path, "2024/pier 🌊", f"{PIER}\nMinister Hanna Wick met Jon Berg, the mayor of Oslo.\n")
    (tmp_path / "seeds" / "pier.toml").rename(tmp_path / "seeds" / f"{source_id('2024/pier 🌊')}.toml")
    given = read_inputs(tmp_path / "seeds", ROOT / "schemas", tmp_path)
    (reference,) = (one for one in given.seeds.articles if one.number)
    reading = read_article(context_of(given), reference)
    assert (reading.curated is not None, reading.known) == (True, {})


def test_relative_dates_are_counted_from_the_day_that_came_with_the_text(tmp_path: Path) -> None:
    lines(tmp_path, text="“We lost 12 nets,” Varga said on Monday.", doc_date="2024-01-03")
    found = [row for row in made(tmp_path).rows["candidates"] if row["source_id"] == "src-x"]
    assert [row["value"] for row in found if row["kind"] == "date"] == ["2024-01-01"]


@pytest.mark.parametrize(
    "doc_date",
    [
        "2024-05-02",
        "20240502",
        "2024-05-02T10:00",
        "2024-05-02T23:59:59.999999Z",
        "2024-05-02 23:30:00+02:00",
        "2024-05-02 00:30 -1130",
        "20240502T103000Z",
        "2024-05-02 10:00:00 UTC",
        "Thu, 02 May 2024 10:00:00 +0000",
        "2 May 2024 23:30 EST (Eastern Standard Time)",
    ],
)
def test_a_day_with_a_time_is_the_day_as_it_is_written(doc_date: str, tmp_path: Path) -> None:
    lines(tmp_path, doc_date=doc_date)
    assert source(tmp_path)["document_date"] == date(2024, 5, 2)


def test_a_time_is_no_reason_to_warn(tmp_path: Path) -> None:
    archive(tmp_path, {"doc_id": "a", "doc_date": "2024-05-02T10:00Z"})
    assert warned(tmp_path) == []


def test_a_missing_day_is_said_once_for_an_archive(tmp_path: Path) -> None:
    archive(
        tmp_path, {"doc_id": "day", "doc_date": "2024-05-02"}, *({"doc_id": name, "doc_date": ""} for name in "abcd")
    )
    assert warned(tmp_path) == [
        'x.jsonl: 4 articles (line 2 "a", line 3 "b", line 4 "c" and 1 more): no date, so weekdays and the like are '
        "not resolved; write a doc_date"
    ]


def test_a_time_in_a_column_of_parquet_has_the_day_of_its_zone(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    late = pa.array([1714692600], pa.timestamp("s", "Europe/Berlin"))  # 23:30 on 2 May in UTC
    pq.write_table(pa.table({"doc_id": ["x"], "text": [NETS], "doc_date": late}), tmp_path / "seeds/x.parquet")
    assert source(tmp_path)["document_date"] == date(2024, 5, 3)


def test_the_doc_id_is_published_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)
    names = [" News/2024 №7 ", "a,b", 'say "so"', "two\nlines", "=1+1", "🦀"]
    archive(tmp_path, *({"doc_id": name} for name in names))
    assert run("--seeds", tmp_path / "seeds", "--out", tmp_path / "out").code == 0
    sources = pq.read_table(tmp_path / "out/data/sources.parquet").to_pylist()
    assert {row["doc_id"] for row in sources} == {*names, None}
    assert [row["doc_id"] for row in sources if row["source_id"] == "src-pier"] == [None]
    assert run("validate", tmp_path / "out").code == 0


MARKED_UP = "the text has HTML tags or entities, which hide quotations and names; give it as a reader sees it"


@pytest.mark.parametrize(
    "text", ["<p>A.</p>", "A.<br/>B.", "A &amp; B.", "&quot;A.&quot;", "A&#8217;s.", "<A HREF='x'>A</A>"]
)
def test_html_in_a_line_is_a_warning(text: str, tmp_path: Path) -> None:
    archive(tmp_path, {"doc_id": "a", "text": text}, {"doc_id": "b"}, {"doc_id": "c", "text": f"{text} C."})
    assert warned(tmp_path) == [f'x.jsonl: 2 articles (line 1 "a", line 3 "c"): {MARKED_UP}']


@pytest.mark.parametrize(
    "text", ["1 < 2 & 3 > 2; R&D; AT&T;", "<name@example.org>", "<ORGNAME>Nets</ORGNAME>", "a<b and c>d"]
)
def test_other_angles_and_ampersands_are_no_html(text: str, tmp_path: Path) -> None:
    archive(tmp_path, {"doc_id": "a", "text": text})
    assert warned(tmp_path) == []
