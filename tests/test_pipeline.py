"""The recipe: an archive goes the way of one article, with any number of processes and any executor the same bytes."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made import corpus
from written_for import of_this_article

from publisher import pipeline
from publisher.article import Reference
from publisher.inputs.actors_file import NOBODY
from publisher.inputs.build_inputs import Inputs, read_inputs
from publisher.inputs.dataset import UNKNOWN
from publisher.inputs.folder import Seeds
from publisher.problem import Refused
from publisher.publish import package_folder
from publisher.publish.append import Tables, append
from publisher.publish.descriptor import LEFT_OUT
from publisher.publish.verification import altered, verify
from publisher.validate.frictionless_check import judging
from publisher.validate.package import Asked, check_package
from publisher.workers import Pool, workers

SCHEMAS = Path(__file__).parent.parent / "schemas"
ARTICLES, CHUNKS, IN_ONE = 6, 3, 2


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "seeds"
    corpus.write(ARTICLES, folder)
    return folder


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "LARGEST_CHUNK", IN_ONE)


def written(seeds: Path, home: Path, pool: Pool | None = None, strict: bool = False) -> tuple[Path, Tables]:
    """The tables of a folder of seeds in home/package/data."""
    home.mkdir(parents=True)
    given = read_inputs(seeds, SCHEMAS, home)
    folder = package_folder.begin_package(home, SCHEMAS)
    return folder, append(pipeline.judged(given, pool), folder / "data", given, strict)


@pytest.fixture(scope="module")
def one(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tables]:
    """What one process makes of it. Tests only read it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "LARGEST_CHUNK", IN_ONE)
        return written(archive, tmp_path_factory.mktemp("alone") / "one")


@pytest.fixture
def alone(one: tuple[Path, Tables]) -> Path:
    """Its folder."""
    return one[0]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "data").iterdir())}


def rows(folder: Path, name: str, *but: str) -> list[dict[str, Any]]:
    return pq.read_table(folder / "data" / f"{name}.parquet").drop_columns(list(but)).to_pylist()


def lines(archive: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (archive / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]


def with_archive(archive: Path, folder: Path) -> Path:
    folder.mkdir()
    for name in ("actors.toml", "dataset.toml"):
        shutil.copy(archive / name, folder / name)
    return folder


@pytest.mark.slow
def test_processes_give_the_bytes_of_one(archive: Path, alone: Path, tmp_path: Path) -> None:
    with workers(2) as pool:
        together, _ = written(archive, tmp_path / "two", pool)
    assert bytes_of(alone) == bytes_of(together)


def test_batches_keep_their_order_whatever_is_done_first(archive: Path, alone: Path, tmp_path: Path) -> None:
    class Backwards(Executor):
        """Does the work when the last chunk is in, last one first."""

        def __init__(self) -> None:
            self.waiting: list[tuple[Future[Any], Any, Any]] = []

        def submit(self, work: Any, /, *args: Any, **_: Any) -> Future[Any]:
            future: Future[Any] = Future()
            self.waiting.append((future, work, args))
            if len(self.waiting) == CHUNKS:
                for done, todo, given in reversed(self.waiting):
                    done.set_result(todo(*given))
            return future

    backwards, _ = written(archive, tmp_path / "two", Backwards())
    assert bytes_of(alone) == bytes_of(backwards)


def test_files_an_archive_of_lines_and_one_of_parquet_give_the_same_rows(
    archive: Path, alone: Path, tmp_path: Path
) -> None:
    entries = lines(archive)
    files, parquet = (with_archive(archive, tmp_path / name) for name in ("files", "parquet"))
    for entry in entries:
        (files / f"{entry['doc_id']}.txt").write_text(entry["text"], encoding="utf-8", newline="")
    pq.write_table(pa.Table.from_pylist(entries), parquet / "corpus.parquet")
    of_files, of_parquet = (written(seeds, tmp_path / f"{i}")[0] for i, seeds in enumerate((files, parquet)))
    of_lines = alone
    for name in ("figures", "evidence", "actors"):
        assert rows(of_lines, name) == rows(of_parquet, name)
    assert [r["exact"] for r in rows(of_lines, "candidates")] == [r["exact"] for r in rows(of_files, "candidates")]
    assert rows(of_lines, "sources", "file_name") == rows(of_parquet, "sources", "file_name")


@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_the_evidence_of_an_archive_is_proved_from_the_archive(archive: Path, tmp_path: Path, suffix: str) -> None:
    seeds = with_archive(archive, tmp_path / "seeds")
    first = lines(archive)[:2]
    if suffix == "parquet":
        pq.write_table(pa.Table.from_pylist(first), seeds / "corpus.parquet")
    else:
        (seeds / "corpus.jsonl").write_text("\n".join(map(json.dumps, first)), encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    given = read_inputs(seeds, SCHEMAS, home)
    folder = package_folder.begin_package(home, SCHEMAS)
    tables = append(pipeline.judged(given), folder / "data", given)
    package_folder.declare(folder, given, tables)
    told = check_package(folder, Asked(articles=seeds, require_evidence=True)).as_text()
    assert told.splitlines()[-1].startswith("valid")
    (seeds / f"corpus.{suffix}").unlink()
    assert not check_package(folder, Asked(articles=seeds, require_evidence=True)).valid


@of_this_article
def test_what_was_put_into_the_corpus_comes_out(alone: Path) -> None:
    found = {(r["source_id"], r["char_end"], r["value"]) for r in rows(alone, "candidates")}
    expected = [
        (f"src-{entry['doc_id']}", span["end"], str(span["value"]))
        for entry in corpus.corpus(ARTICLES)
        for span in entry["expected"]  # type: ignore[attr-defined]
    ]
    assert len(expected) > 2 * ARTICLES
    assert [one for one in expected if one not in found] == []


def test_a_bad_article_does_not_stop_the_others_and_is_listed(archive: Path, tmp_path: Path) -> None:
    seeds = with_archive(archive, tmp_path / "seeds")
    good, other = lines(archive)[:2]
    bad = {"doc_id": "bad", "text": "One line.\r\nAnother 🚢."}
    (seeds / "corpus.jsonl").write_text("\n".join(json.dumps(entry) for entry in (good, bad, other)), encoding="utf-8")
    folder, tables = written(seeds, tmp_path / "one")
    assert [bad.name for bad in tables.account.left_out] == ["bad"]
    assert [row["source_id"] for row in rows(folder, "sources")] == [f"src-{e['doc_id']}" for e in (good, other)]
    report = [json.loads(line) for line in (folder / LEFT_OUT).read_text(encoding="utf-8").splitlines()]
    assert [entry["article"] for entry in report] == ["bad"]
    assert "carriage return" in report[0]["error"]


def test_strict_stops_at_a_bad_article(archive: Path, tmp_path: Path) -> None:
    seeds = with_archive(archive, tmp_path / "seeds")
    good = lines(archive)[0]
    (seeds / "corpus.jsonl").write_text(json.dumps(good) + '\n{"doc_id": "bad", "text": "A\\u0000"}', encoding="utf-8")
    with pytest.raises(Refused, match="NUL"):
        written(seeds, tmp_path / "one", strict=True)


def test_two_hashed_ids_that_collide_are_reported(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = with_archive(archive, tmp_path / "seeds")
    (seeds / "corpus.jsonl").write_text(json.dumps(lines(archive)[0]), encoding="utf-8")
    monkeypatch.setattr("publisher.records.evidence.hashed", lambda *parts: "0123456789abcdef")
    monkeypatch.setattr("publisher.rules.RULES", ())  # one of them computes the ids once more
    home = tmp_path / "home"
    home.mkdir()
    given = read_inputs(seeds, SCHEMAS, home)
    folder = package_folder.begin_package(home, SCHEMAS)
    tables = append(pipeline.judged(given), folder / "data", given)
    made = package_folder.declare(folder, given, tables)
    with judging() as judge, pytest.raises(Refused, match=r"(?s)evidence.*evd-0123456789abcdef"):
        verify(made, given, judge(folder, made.rows, folder / "schemas", home, False))


def test_threads_will_do_as_well(archive: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        folder, tables = written(archive, tmp_path / "one", pool)
    assert tables.written["sources"].rows == ARTICLES == len(rows(folder, "sources"))


# Chunks


def names(count: int, but: int | None = None) -> list[str]:
    return [f"article-{number:07d}" for number in range(count) if number != but]


def ends(monkeypatch: pytest.MonkeyPatch, given: list[str]) -> list[list[str]]:
    """The chunks of articles of these names."""
    monkeypatch.setattr(pipeline, "LARGEST_CHUNK", 256)
    articles = tuple(Reference(f"src-{name}", name, Path("x")) for name in given)
    seeds = Seeds(Path(), (), articles)
    return [[one.name for one in chunk] for chunk in pipeline.chunks(Inputs({}, UNKNOWN, NOBODY, seeds))]


def test_a_chunk_has_some_sixty_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ends(monkeypatch, names(10_000))
    assert [name for chunk in found for name in chunk] == names(10_000)
    assert 50 < 10_000 / len(found) < 80
    assert max(map(len, found)) <= 256


def test_an_article_more_changes_one_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, without_one = (ends(monkeypatch, names(2_000, but)) for but in (None, 777))
    assert len([chunk for chunk in whole if chunk not in without_one]) == 1


# Proof


@pytest.mark.parametrize("what", ["a cell", "a row less", "a row more"])
def test_what_was_judged_is_what_is_published(
    what: str, archive: Path, one: tuple[Path, Tables], tmp_path: Path
) -> None:
    """Also where CSV and Parquet agree with each other."""
    made, tables = one
    folder = shutil.copytree(made, tmp_path / "one")
    given = read_inputs(archive, SCHEMAS, tmp_path)
    assert list(altered(folder / "data", tables, given)) == []
    path = folder / "data" / "figures.csv"
    raw = path.read_bytes()
    last = raw.splitlines(keepends=True)[-1]
    path.write_bytes({"a cell": raw.replace(b"plain", b"at_least", 1), "a row less": raw[: -len(last)],
                      "a row more": raw + last}[what])  # fmt: skip
    (problem,) = altered(folder / "data", tables, given)
    assert str(problem).startswith("data/figures.csv: is not what was judged")
