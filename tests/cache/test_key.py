"""The key of a chunk changes with everything that it follows from, and with nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from publisher import SCHEMAS
from publisher.cache.key import basis, key
from publisher.inputs.build_inputs import read_inputs
from publisher.pipeline import chunks, context_of
from seeds import SEEDS, Files, appended, edited, written

LINES: Files = {
    **{name: SEEDS[name] for name in ("actors.toml", "dataset.toml", "quay.toml")},
    "lines.jsonl": b"".join(
        json.dumps({"doc_id": name, "text": SEEDS["quay.txt"].decode(), "doc_date": "2031-05-09"}).encode() + b"\n"
        for name in ("quay", "x")
    ),
}


def keys(folder: Path, schemas: Path = SCHEMAS) -> str:
    """The key of all articles of a folder as one chunk."""
    given = read_inputs(folder, schemas, folder.parent)
    context = context_of(given)
    (articles,) = chunks(given)
    return key(basis(context), context, articles)


def of(files: Files, folder: Path) -> str:
    return keys(written(folder / "seeds", files))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return {name: of(files, tmp_path_factory.mktemp(name)) for name, files in (("files", SEEDS), ("lines", LINES))}


@pytest.mark.parametrize(
    "files",
    [
        edited("pier.txt", "The gulls sat on it.", "The gulls sit on it."),
        appended("pier.txt", "\n🌊"),
        edited("pier.toml", "no news", "no news at all"),
        {name: raw for name, raw in SEEDS.items() if name != "pier.toml"},
        {name: raw for name, raw in SEEDS.items() if not name.startswith("pier")},
        {name.replace("pier", "pier-2"): raw for name, raw in SEEDS.items()},
        edited("actors.toml", 'name = "Zef Quill"', 'name = "Zef Quille"'),
        edited("actors.toml", 'aliases = ["Brook"]', 'aliases = ["Brook", "A. Brook"]'),
        appended("actors.toml", '[[actors]]\nid = "act-x"\nname = "X 🚢"\nactor_type = "person"\n'),
        edited("dataset.toml", 'keywords = ["quay"]', 'keywords = ["quay"]\nlanguage = "nb"'),
        appended("dataset.toml", '\n[[articles]]\nfile = "pier.txt"\ntitle = "Pier 🚢"\n'),
    ],
)
def test_what_counts(files: Files, usual: Mapping[str, str], tmp_path: Path) -> None:
    assert of(files, tmp_path) != usual["files"]


@pytest.mark.parametrize(
    "files",
    [
        SEEDS,
        appended("actors.toml", "# A remark.\n"),
        edited("dataset.toml", 'title = "Records of the quay"', 'title = "Other records"'),
        {**SEEDS, "notes.md": b"Notes."},
    ],
)
def test_what_does_not_count(files: Files, usual: Mapping[str, str], tmp_path: Path) -> None:
    assert of(files, tmp_path) == usual["files"]


def line(number: int, **changed: object) -> Files:
    """The archive with other values in one of its lines."""
    lines = LINES["lines.jsonl"].splitlines()
    lines[number] = json.dumps(json.loads(lines[number]) | changed).encode()
    return {**LINES, "lines.jsonl": b"\n".join(lines) + b"\n"}


@pytest.mark.parametrize(
    "files",
    [
        line(1, text="Other words."),
        line(1, doc_date="2031-05-10"),
        line(1, title="A title"),
        line(1, doc_id="y"),
        {name.replace("lines", "others"): raw for name, raw in LINES.items()},
        edited("quay.toml", "says nothing", "tells nothing", LINES),
    ],
)
def test_what_counts_of_an_archive(files: Files, usual: Mapping[str, str], tmp_path: Path) -> None:
    assert of(files, tmp_path) != usual["lines"]


def test_where_an_article_is_in_its_archive_does_not_count(usual: Mapping[str, str], tmp_path: Path) -> None:
    lines = LINES["lines.jsonl"].splitlines(keepends=True)
    assert of({**LINES, "lines.jsonl": b"\n\n" + b"".join(reversed(lines))}, tmp_path) == usual["lines"]


def test_a_curated_file_that_is_named_by_the_id_of_its_article_counts(tmp_path: Path) -> None:
    archive = json.dumps({"doc_id": "a/2", "text": SEEDS["quay.txt"].decode(), "doc_date": "2031-05-09"}).encode()
    files = {**{name: SEEDS[name] for name in ("actors.toml", "dataset.toml")}, "lines.jsonl": archive}
    curated = {**files, "src-a-2.toml": SEEDS["quay.toml"]}
    changed = {**files, "src-a-2.toml": SEEDS["quay.toml"] + b"# A remark.\n"}
    assert len({of(one, tmp_path / str(number)) for number, one in enumerate((files, curated, changed))}) == 3


def test_an_archive_is_no_file_of_its_own(usual: Mapping[str, str]) -> None:
    assert usual["files"] != usual["lines"]


def test_the_schemas_count(usual: Mapping[str, str], tmp_path: Path) -> None:
    other = shutil.copytree(SCHEMAS, tmp_path / "schemas")
    schema = json.loads((other / "figures.json").read_bytes())
    schema["fields"][0]["description"] = "Another 🚢."
    (other / "figures.json").write_text(json.dumps(schema), encoding="utf-8")
    folder = written(tmp_path / "seeds")
    assert keys(folder) == usual["files"] != keys(folder, other)


def test_the_program_and_what_it_runs_on_count(
    usual: Mapping[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, found = written(tmp_path / "seeds"), {usual["files"]}
    for number, (owner, name, value) in enumerate(
        [
            ("publisher.cache.key", "program", lambda: "another state"),
            ("sys", "version", "3.99"),
            ("pyarrow", "__version__", "99.0"),
            ("publisher.cache.key", "version", lambda _: "99.0"),
        ]
    ):
        with monkeypatch.context() as patched:
            patched.setattr(f"{owner}.{name}", value)
            found.add(keys(folder))
        assert len(found) == number + 2
    assert pa.__version__ != "99.0"
