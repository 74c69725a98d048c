"""The commands of the guides in docs/, one after the other, in a copy of this repository: here in this process, which
is quick; by `make stress` as a person types them."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from command import quickly, run
from documents import CODEBOOK, CURATING, PUBLISHING, README, RELEASING, block, section
from documents import example as write_example
from frictionless import Package
from written_for import of_this_article

from publisher.schemas import load
from publisher.versions import withdrawals
from publisher.versions.released import lasting, record

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SCHEMAS = load(ROOT / "schemas")
LEFT_HERE = {".venv", ".git", "tests", "benchmarks", "dist"}
THERE = {
    "actors.toml": '[[actors]]\nid = "act-crowd"\nname = "Crowd"\nactor_type = "group"\n\n',
    "quay.txt": "It rained.\n",
    "quay.toml": '[source]\nlanguage = "en"\npublish_text = true\n\n[[waived]]\nparagraph = 1\nreason = "no news"\n',
}
MADE = ("pip", "build", "test")  # what the Makefile has installed stands in the environment as empty files
Typed = Callable[..., str]
WHO = {
    f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in (("NAME", "a"), ("EMAIL", "a@b"))
}


def commands(text: str) -> list[str]:
    """The blocks of shell commands, without their indentation."""
    blocks = re.findall(r"^( *)```sh\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in blocks]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The files of the repository with an environment that `make` takes for its own: its parts are those of ours."""
    if sys.prefix == sys.base_prefix:
        pytest.skip("not run in a virtual environment, as `make test` does")
    folder = tmp_path / "clone"
    folder.mkdir()
    for path in ROOT.iterdir():
        if path.name in LEFT_HERE or path.name.endswith("_cache"):
            continue
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, folder / path.name)
    (folder / "seeds" / "released.json").unlink(missing_ok=True)  # after a release a new article asks for a version
    changes = folder / "CHANGELOG.md"
    day = json.loads((folder / "datapackage.json").read_bytes())["created"][:10]
    changes.write_text(re.sub(r"(?m)^(## \S+)$", rf"\1 ({day})", changes.read_text()))  # what a release asks for
    environment = folder / ".venv"
    environment.mkdir()
    for path in Path(sys.prefix).iterdir():
        if path.name not in MADE:
            (environment / path.name).symlink_to(path)
    for name in MADE:
        (environment / name).touch()
    return folder


def in_a_shell(folder: Path, *lines: str) -> str:
    """What the commands print, typed into one shell."""
    environment = {**os.environ, **WHO, "MAKEFLAGS": ""}
    for name in ("VIRTUAL_ENV", "MAKELEVEL"):
        environment.pop(name, None)
    done = subprocess.run(
        ["bash", "-e"], input="\n".join(lines), cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def in_this_process(folder: Path, *lines: str) -> str:
    """The same, but that this process does what `build.py`, `make` by it, and `frictionless` would do."""
    spec = importlib.util.spec_from_file_location("build", folder / "build.py")  # of the copy, which it works on
    assert spec and spec.loader
    copy = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("publisher.HOME", folder)  # or it would release the repository itself
        spec.loader.exec_module(copy)
    printed = ""
    for line in filter(None, "\n".join(lines).splitlines()):
        made = in_a_shell(folder, f"{line} --dry-run") if line.startswith("make") else ""
        for command in made.splitlines() or [line]:
            match shlex.split(command.partition(" || ")[0]):
                case ["python" | ".venv/bin/python", "build.py", *arguments]:
                    ran = run(*arguments, main=copy.main, folder=folder)
                    assert ran.code == 0, ran.errors
                    printed += ran.output
                case ["frictionless", "validate", name]:
                    assert Package(str(folder / name)).validate().valid
                case _:
                    assert not made, command
                    printed += in_a_shell(folder, ". .venv/bin/activate", line)
    return printed


@pytest.fixture(params=[in_this_process, pytest.param(in_a_shell, marks=pytest.mark.stress)])
def typed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Typed:
    quickly(monkeypatch)
    made: Typed = request.param
    return made


def test_an_article_from_its_text_to_the_page(clone: Path, typed: Typed) -> None:
    """As written, beside an article that is there; between the commands the files of the example are put in, as a
    person would type them."""
    shutil.rmtree(clone / "seeds")
    (clone / "seeds").mkdir()
    about = block("toml", "dataset.toml").replace("cod-war", "article-records")  # the clone has the package of that
    for name, content in {**THERE, "dataset.toml": about}.items():
        (clone / "seeds" / name).write_text(content, encoding="utf-8")
    (setup,) = commands(CURATING.partition("\n## ")[0])
    draft, check, build, look = commands(section(CURATING, "From a text to the page"))
    write_example(clone.parent, "harbour.txt", "harbour.toml", "actors.toml")
    (clone.parent / "there.toml").write_text(THERE["actors.toml"], encoding="utf-8")
    printed = typed(
        clone,
        setup,
        "cp ../harbour.txt seeds/",
        draft,
        "cp ../harbour.toml seeds/",
        "cp ../actors.toml seeds/actors.toml",
        "cat ../there.toml >> seeds/actors.toml",
        check,
        build,
        look,
    )
    for shown in re.findall(r"^```text\n(seeds/.*?|harbour.*?)```", CURATING, re.DOTALL | re.MULTILINE)[:2]:
        assert shown in printed
    assert printed.count("\npublished ") == 2
    assert "as built from seeds\n" in printed
    assert "\nvalid (12 tables" in printed
    assert "src-harbour" in (clone / "data" / "sources.csv").read_text()
    assert "stm-solberg-limit" in (clone / "data" / "statements.csv").read_text()


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The seeds of both articles of the example, with the dataset.toml that stands beside them."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    write_example(seeds, "actors.toml", "harbour.toml", "harbour.txt", "storm.toml", "storm.txt", "dataset.toml")
    quickly(monkeypatch)
    return seeds


def test_the_rarer_forms_build(example: Path) -> None:
    ran = run("--seeds", example, "--out", example.parent)
    assert ran.code == 0, ran.errors
    assert json.loads((example.parent / "datapackage.json").read_text())["name"] == "cod-war"


def test_a_corrected_article_keeps_its_records(example: Path) -> None:
    """The steps of the section, one after the other; what has not been done yet is what the build asks for."""

    def build() -> list[str]:
        return run("--seeds", example, "--out", example.parent).errors.splitlines()

    def write(name: str, *pairs: str) -> None:
        text = (example / name).read_text(encoding="utf-8")
        for old, new in zip(pairs[::2], pairs[1::2], strict=True):
            assert old in text
            text = text.replace(old, new)
        (example / name).write_text(text, encoding="utf-8")

    build()
    body = json.loads((example.parent / "datapackage.json").read_bytes())
    ids = lasting(example.parent / "data", SCHEMAS)
    (example / "released.json").write_text(
        json.dumps({**record(body, SCHEMAS, ids, []), "sha256": "0" * 64}), encoding="utf-8"
    )
    for kind in ("txt", "toml"):
        (example / f"harbour.{kind}").rename(example / f"harbour-corrected.{kind}")
    write("harbour-corrected.txt", "More than 40", "More than 50")
    assert "harbour-corrected.toml: figures[fig-trawlers]" in "\n".join(build())
    write("harbour-corrected.toml", "More than 40", "More than 50", "lower = 40", "lower = 50")
    gone, small, *_ = build()
    assert gone.startswith("retired.toml: src-harbour: ")
    assert "write 2.0.0 or later" in small
    reason = 'id = "src-harbour"\nreason = "corrected"\nreplaced_by = "src-harbour-corrected"\n'
    (example / "retired.toml").write_text(f"[[retired]]\n{reason}", encoding="utf-8")
    write("dataset.toml", "1.0.0", "2.0.0", "2024-05-10", "2024-06-10")
    assert build() == []
    assert "fig-trawlers,,50,," in (example.parent / "data" / "figures.csv").read_text(encoding="utf-8")


def test_every_key_of_a_curated_file_is_shown() -> None:
    guides = CURATING + CODEBOOK + PUBLISHING
    shown = set(re.findall(r"\b([a-z_0-9]+) = ", guides)) | set(re.findall(r"`([a-z_]+)`", guides))
    tables = ("sources", "events", "event_actors", "event_places", "statements", "figures", "actors")
    keys = {f.name for name in tables for f in SCHEMAS[name].fields if f.origin in ("curator", "authority")}
    keys |= {"id", "text", "nth", "paragraph", "basis", "value", "kind", "reason", "all", "mention_type", "mentions"}
    keys -= {"event_id", "figure_id"}  # written as `id`
    assert keys - shown == set()


@pytest.mark.parametrize(
    "form", ["nth = 2", "all = true", 'basis = "inferred"', 'basis = "resolved" }', 'value = "[..2', "content_text = ["]
)
def test_the_forms_of_a_span_and_a_date_are_in_what_builds(form: str) -> None:
    assert form in block("toml", "harbour.toml") + block("toml", "storm.toml")


def test_the_entry_of_a_withdrawn_id_is_one() -> None:
    corrections = section(RELEASING, "Corrections and withdrawals")
    text = re.search(r"^  ```toml\n(.*?)^  ```", corrections, re.DOTALL | re.MULTILINE)
    assert text
    (entry,) = withdrawals.read("retired.toml", text[1].encode())
    assert entry.reason


def test_the_release(clone: Path, typed: Typed) -> None:
    """As written, but for the tests, of which this is one."""
    (written,) = commands(section(RELEASING, "Release"))
    lines = [line for line in written.splitlines() if line != "make test"]
    assert len(lines) == len(written.splitlines()) - 1
    in_a_shell(clone, "git init --quiet", "git add .", "git commit --quiet --message before")
    body = json.loads((clone / "datapackage.json").read_bytes())
    with (clone / "CHANGELOG.md").open("a") as log:  # the entry that a person begins
        log.write(f"\n## {body['version']} ({body['created'][:10]})\n\n**Nothing to do.**\n")
    typed(clone, ". .venv/bin/activate", *lines)
    body = json.loads((clone / "datapackage.json").read_text())
    with zipfile.ZipFile(clone / "dist" / f"{body['name']}-{body['version']}.zip") as archive:
        assert "datapackage.json" in archive.namelist()
    assert in_a_shell(clone, "git status --porcelain") == ""
    assert in_a_shell(clone, "git tag") == f"v{body['version']}\n"
    assert "seeds/released.json" in in_a_shell(clone, "git ls-files")


@of_this_article
@pytest.mark.stress
def test_a_release_is_checked_as_the_documents_say(clone: Path) -> None:
    (standard,) = commands(section(README, "Verify"))
    (release,) = commands(section(RELEASING, "Check a release"))
    printed = in_a_shell(clone, ". .venv/bin/activate", standard, release)
    assert "article-records-1.0.0.zip: OK" in printed
    assert "datapackage.json: OK" in printed
    assert printed.count("valid (12 tables") == 2
