"""A package with tables in parts: everybody reads it as one with the same tables in one file each."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from command import DATASET, ROOT, quickly, run, seeds, tree
from frictionless import Package
from page_case import snippets

from publisher import pipeline
from publisher.validate.frictionless_check import judge
from publisher.validate.package import Asked, check_package
from publisher.versions.released import lasting

pytestmark = pytest.mark.slow

README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXT = "Ines Varga said on Monday that “we lost {} nets” 💥.\n\nShe met the harbour master in Oslo on 3 May 2024."
PARTED = ("candidates", "codes", "evidence", "figures", "sources", "statements")
ENTRY = "## {} ({})\n\n**Nothing to do.**\n"
MORE = "article-0000031-b"


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterator[None]:
    """Chunks of a few articles."""
    with pytest.MonkeyPatch.context() as patch:
        quickly(patch)
        patch.setattr(pipeline, "CHUNK", 8)
        yield


def built(folder: Path, dataset: str, *more: str) -> Path:
    """The package of an archive of 60 articles, and of more."""
    seeds(folder / "seeds", dataset_toml=dataset, pier_txt=None, pier_toml=None, nets_txt=None)
    names = [*(f"article-{number:07}" for number in range(60)), *more]
    lines = ({"doc_id": n, "text": TEXT.format(int(n[8:15]) + 2), "doc_date": "2024-05-06"} for n in names)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "seeds" / "corpus.jsonl").write_text(text, encoding="utf-8")
    blocks = (f"<!-- generated: {name} -->\n<!-- /generated -->\n" for name in ("about", "contents", "licence"))
    (folder / "README.md").write_text("".join(blocks), encoding="utf-8")
    (folder / "CHANGELOG.md").write_text(ENTRY.format("0.1.0", "2024-01-02"), encoding="utf-8")
    ran = run("--out", folder)
    assert ran.code == 0, ran.errors
    return folder


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("one") / "out", DATASET)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("several") / "out", f"part_size = 10_000\n{DATASET}")


@pytest.fixture
def copy(several: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(several, tmp_path / "copy"))


def changed(folder: Path, old: str, new: str) -> None:
    """Puts other words into the archive."""
    path = folder / "seeds" / "corpus.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def resources(folder: Path) -> dict[str, dict[str, Any]]:
    found = json.loads((folder / "datapackage.json").read_bytes())["resources"]
    return {resource["name"]: resource for resource in found}


def test_large_tables_are_in_parts_and_small_ones_the_same_bytes(one: Path, several: Path) -> None:
    files, parted = tree(one / "data"), resources(several)
    assert {name for name, told in parted.items() if "parts" in told} == {*PARTED, *(f"{n}-parquet" for n in PARTED)}
    assert len(parted["evidence"]["path"]) > 4
    made = {"README.md", "SHA256SUMS", "harbour-news.zip"}
    same = {name: data for name, data in tree(several / "data").items() if "-0" not in name and name not in made}
    assert {name: files[name] for name in same} == same
    for name in PARTED:
        assert (parted[name]["hash"], parted[name]["bytes"]) == tuple(
            resources(one)[name][key] for key in ("hash", "bytes")
        )


def test_it_is_valid_for_us_and_for_frictionless(several: Path) -> None:
    report = check_package(several, Asked(require_evidence=True))
    assert (report.valid, report.complete) == (True, True), report.as_text()
    outside = Package(str(several / "datapackage.json")).validate()
    assert outside.valid, outside.flatten()


def test_check_finds_it_as_the_seeds_give_it(several: Path) -> None:
    assert (run("check", "--out", several).code, run("validate", several).code) == (0, 0)


def test_the_sample_for_frictionless(several: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from publisher.tables import OURS

    monkeypatch.setattr("publisher.validate.frictionless_check.BEARABLE", 1)
    found = judge(several, 10, OURS, tmp_path)
    assert (found.problems, "a sample of" in found.judged) == ((), True)


@pytest.mark.parametrize("end", ["csv", "parquet"])
def test_a_part_that_is_damaged_or_gone(copy: Path, end: str) -> None:
    path = copy / "data" / f"evidence-0002.{end}"
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"Monday", b"Sunday", 1) if end == "csv" else raw[:-1])
    findings = check_package(copy).errors
    name = "evidence" if end == "csv" else "evidence-parquet"
    assert (name, f"data/{path.name}", "parts") in {(finding.table, finding.row, finding.rule) for finding in findings}
    path.unlink()
    assert (name, f"data/{path.name}", "file") in {
        (finding.table, finding.value, finding.rule) for finding in check_package(copy).errors
    }


def test_parts_that_the_descriptor_tells_wrongly(copy: Path) -> None:
    body = json.loads((copy / "datapackage.json").read_bytes())
    for resource in body["resources"]:
        if resource["name"] == "evidence":
            del resource["parts"]
        if resource["name"] == "candidates":
            resource["parts"][0]["bytes"] += 1
        if resource["name"] == "events":
            resource["parts"] = []
    (copy / "datapackage.json").write_text(json.dumps(body))
    found = {(finding.table, finding.row) for finding in check_package(copy).errors if finding.rule == "parts"}
    assert found == {("evidence", None), ("candidates", "data/candidates-0001.csv"), ("events", None)}


def test_an_edited_part_stops_the_next_build(copy: Path) -> None:
    path = copy / "data" / "evidence-0002.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Monday", "Sunday"), encoding="utf-8")
    changed(copy, "3 May", "4 May")
    ran = run("--out", copy)
    assert ran.code == 1
    assert "data/evidence-0002.csv: was changed since a build wrote it" in ran.errors


@pytest.mark.slow
def test_from_one_file_to_parts_and_back(copy: Path, one: Path, several: Path) -> None:
    (copy / "seeds" / "dataset.toml").write_text(DATASET, encoding="utf-8")
    assert run("--out", copy).code == 0
    assert tree(copy / "data") == tree(one / "data")
    (copy / "seeds" / "dataset.toml").write_text(f"part_size = 10_000\n{DATASET}", encoding="utf-8")
    assert run("--out", copy).code == 0
    assert tree(copy / "data") == tree(several / "data")


@pytest.mark.parametrize(("wrong", "said"), [("90", "90"), ("true", "True"), ('"90 MB"', '"90 MB"')])
def test_a_size_that_is_none(tmp_path: Path, wrong: str, said: str) -> None:
    ran = run("--out", tmp_path, "--seeds", seeds(tmp_path / "seeds", dataset_toml=f"part_size = {wrong}\n{DATASET}"))
    assert ran.code == 1
    assert f"dataset.toml: part_size: is {said}; write a whole number of bytes, 10_000 or more" in ran.errors


def test_how_many_articles_have_a_page_is_a_number(tmp_path: Path) -> None:
    toml = f"article_pages = -1\n{DATASET}"
    ran = run("--out", tmp_path, "--seeds", seeds(tmp_path / "seeds", dataset_toml=toml))
    assert "dataset.toml: article_pages: is -1; write a whole number of articles, such as 2_000" in ran.errors


@pytest.mark.slow
def test_an_article_more_changes_few_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the tables that grow with the articles; a host needs only the files that are new."""
    monkeypatch.setattr(pipeline, "CHUNK", 1)
    dataset = f"part_size = 10_000\n{DATASET}"
    folders = built(tmp_path / "before", dataset), built(tmp_path / "after", dataset, MORE)
    for name in ("candidates", "evidence"):
        before, now = (resources(folder)[name]["parts"] for folder in folders)
        hashes = {part["hash"] for part in before}
        new = sum(part["hash"] not in hashes for part in now)
        assert 1 <= new < len(now) / 2, (new, len(now))


# Readers


def query(sql: str) -> list[tuple[Any, ...]]:
    found = duckdb.sql(sql)
    assert found is not None
    return found.fetchall()


@pytest.mark.parametrize("name", PARTED)
def test_readers_give_the_rows_of_one_file(one: Path, several: Path, name: str) -> None:
    expected = pq.read_table(one / "data" / f"{name}.parquet")
    paths = [str(several / path) for path in resources(several)[f"{name}-parquet"]["path"]]
    texts = [str(several / path) for path in resources(several)[name]["path"]]
    assert ds.dataset(paths).to_table().equals(expected)
    assert pl.read_parquet(paths).equals(pl.read_parquet(one / "data" / f"{name}.parquet"))
    assert pl.read_csv(texts, infer_schema=False).equals(pl.read_csv(one / "data" / f"{name}.csv", infer_schema=False))
    frames = pd.concat([pd.read_parquet(path, dtype_backend="pyarrow") for path in paths], ignore_index=True)
    pd.testing.assert_frame_equal(frames, pd.read_parquet(one / "data" / f"{name}.parquet", dtype_backend="pyarrow"))
    rows = [list(row.values()) for row in expected.to_pylist()]
    assert query(f"FROM read_parquet({paths!r})") == [tuple(row) for row in rows]
    assert len(query(f"FROM read_csv({texts!r}, all_varchar = true)")) == len(rows)


@pytest.mark.parametrize("tool", ["pandas", "polars", "DuckDB"])
def test_the_snippets_of_the_page(several: Path, monkeypatch: pytest.MonkeyPatch, tool: str) -> None:
    monkeypatch.chdir(several)
    schema = json.loads((several / "schemas" / "evidence.json").read_bytes())
    scope: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(snippets("evidence", schema, parts=2)[tool], scope)
    assert len(scope["evidence"]) == resources(several)["evidence"]["rows"]
    assert tool == "DuckDB" or len(scope["same"]) == len(scope["evidence"])


def test_the_code_of_readme_and_its_views(one: Path, several: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = README.partition("```python\n")[2].partition("```")[0]
    counts = []
    for folder in (one, several):
        monkeypatch.chdir(folder)
        exec(code, {})
        views = ("acts", "events_flat", "statements_flat", "figures_flat", "evidence")
        counts.append([query(f"SELECT * FROM {view} ORDER BY ALL") for view in views])
    assert counts[0] == counts[1]
    assert counts[0][-1]


def test_the_page_the_dictionary_and_readme_say_where_the_parts_are(several: Path) -> None:
    many = len(resources(several)["evidence"]["path"])
    page = (several / "index.html").read_text(encoding="utf-8")
    assert f'in {many} parts<small><a href="data/evidence-0001.csv" download>evidence-0001.csv</a> to' in page
    assert "parts](data/evidence-0001.csv)" in (several / "README.md").read_text(encoding="utf-8")
    assert "JOIN 'evidence-*.csv' AS e" in (several / "data" / "README.md").read_text(encoding="utf-8")


def test_croissant_lists_each_part_and_the_set_of_them(several: Path) -> None:
    body = json.loads((several / "croissant.json").read_bytes())
    listed = {entry["@id"]: entry for entry in body["distribution"]}
    for name in (*PARTED, *(f"{table}-parquet" for table in PARTED)):
        for part in resources(several)[name]["parts"]:
            assert f"sha256:{listed[part['path']]['sha256']}" == part["hash"]
    twin = resources(several)["evidence-parquet"]
    assert listed["evidence-parquet"]["includes"] == twin["path"]
    fields = next(one for one in body["recordSet"] if one["@id"] == "evidence")["field"]
    assert {field["source"]["fileSet"]["@id"] for field in fields} == {"evidence-parquet"}


# Releases


def test_between_one_file_and_parts_no_row_differs(one: Path, several: Path) -> None:
    told = run("diff", one, several).output
    assert "Rows" not in told and "resources[evidence].path" in told
    assert run("diff", several, several).output.endswith("nothing changed: no new version needed\n")
    from publisher.tables import OURS

    assert lasting(one / "data", OURS) == lasting(several / "data", OURS)


@pytest.mark.slow
def test_a_release_and_what_makes_the_next_of_it(copy: Path) -> None:
    ran = run("release", "--out", copy)
    assert ran.code == 0, ran.errors
    named = {part["path"] for told in resources(copy).values() for part in told.get("parts", [])}
    with zipfile.ZipFile(copy / "dist" / "harbour-news-0.1.0.zip") as packed:
        assert named <= set(packed.namelist())
    assert run("validate", copy / "dist" / "harbour-news-0.1.0.zip").code == 0
    changed(copy, "lost 9 nets", "lost 900 nets")
    dataset = DATASET.replace("0.1.0", "0.2.0").replace("2024-01-02", "2024-01-03")
    (copy / "seeds" / "dataset.toml").write_text(f"part_size = 12_000\n{dataset}", encoding="utf-8")
    (copy / "CHANGELOG.md").write_text(ENTRY.format("0.2.0", "2024-01-03"), encoding="utf-8")
    assert run("--out", copy).code == 0
    ran = run("release", "--out", copy)
    assert ran.code == 0, ran.errors
    assert (copy / "dist" / "harbour-news-0.1.0-to-0.2.0.jsonl.gz").is_file()  # proved as it is written
    assert (copy / "dist" / "harbour-news-0.2.0.sqlite").is_file()
