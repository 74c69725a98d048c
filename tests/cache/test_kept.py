"""Builds with what earlier builds left: the same bytes, and work only on what has changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import NETS, Ran, briefly, ended, forked, run, seeds, thoroughly, tree

from publisher import pipeline
from publisher.article import Reference
from publisher.judged import JudgedChunk
from publisher.model import Context

pytestmark = pytest.mark.slow

ARTICLES = 16
BAD = {"doc_id": "article-0000099", "text": "One line.\r\nAnother 🚢."}  # is left out, by its line
SAID = "not changed since an earlier build: "


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of a few articles, and a cache for every build that does not say no."""
    briefly(monkeypatch)
    monkeypatch.delenv("ARTICLE_RECORDS_NO_CACHE")
    monkeypatch.setattr(pipeline, "CHUNK", 4)
    monkeypatch.setattr(pipeline, "FEW_ARTICLES", 0)


def ends_chunk(name: str) -> bool:
    return hashlib.sha256(f"src-{name}".encode()).digest()[0] % 4 == 0


@dataclass(frozen=True)
class Work:
    """What was judged, chunk by chunk: names of articles."""

    chunks: list[list[str]]

    def taken(self) -> list[list[str]]:
        """What was judged since this was asked last."""
        found = [*self.chunks]
        self.chunks.clear()
        return found


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    real, found = pipeline.judged_chunk, Work([])

    def judged_chunk(context: Context, references: Sequence[Reference]) -> JudgedChunk:
        found.chunks.append([reference.name for reference in references])
        return real(context, references)

    monkeypatch.setattr(pipeline, "judged_chunk", judged_chunk)
    return found


def entries() -> list[dict[str, object]]:
    """An archive in which one article cannot be published, and the language of each is assumed, with a warning."""
    text = "Ines Varga said on Monday that “we lost {} nets” 💥.\n\nShe met the harbour master in Oslo on 3 May 2024."
    found: list[dict[str, object]] = [
        {"doc_id": f"article-{number:07}", "text": text.format(number + 2), "doc_date": "2024-05-06"}
        for number in range(ARTICLES)
    ]
    return [*found, {**BAD}]


def archive(folder: Path, lines: Sequence[dict[str, object]] | None = None) -> Path:
    seeds(folder, pier_txt=None, pier_toml=None, nets_txt=None)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines or entries())
    (folder / "corpus.jsonl").write_text(text, encoding="utf-8")
    return folder


def build(given: Path, out: Path, *options: str | Path) -> Ran:
    ran = run("--seeds", given, "--out", out, "--jobs", "1", *options)
    assert ran.code == 0, ran.errors
    return ran


def cold(given: Path, out: Path) -> dict[str, bytes]:
    """What a build makes that takes nothing from another."""
    build(given, out, "--no-cache")
    return tree(out)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """seeds/, out/ and cache/ of a first build. Tests only read it."""
    home = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as patched:
        briefly(patched)
        patched.setattr(pipeline, "CHUNK", 4)
        patched.setattr(pipeline, "FEW_ARTICLES", 0)
        build(archive(home / "seeds"), home / "out", "--cache-dir", home / "cache")
    return home


@pytest.fixture
def cache(first: Path, tmp_path: Path) -> Path:
    """A copy of what the first build left."""
    return shutil.copytree(first / "cache", tmp_path / "cache")


def chunk_files(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.chunk"))


# The same bytes


def test_a_warm_build_works_on_nothing_and_gives_the_same(first: Path, cache: Path, work: Work, tmp_path: Path) -> None:
    ran = build(first / "seeds", tmp_path / "out", "--cache-dir", cache)
    assert work.taken() == []
    assert tree(tmp_path / "out") == tree(first / "out") == cold(first / "seeds", tmp_path / "cold")
    assert f"{SAID}{ARTICLES + 1} of {ARTICLES + 1} articles" in ran.output.splitlines()


def without_seconds(ran: Ran) -> list[str]:
    return [*ran.output.splitlines()[:-1], ran.errors]


def test_a_build_that_finds_nothing_says_nothing_new(first: Path, tmp_path: Path) -> None:
    ran = build(first / "seeds", tmp_path / "out", "--cache-dir", tmp_path / "new")
    assert without_seconds(ran) == without_seconds(build(first / "seeds", tmp_path / "out", "--no-cache"))
    assert len(chunk_files(tmp_path / "new")) == len(chunk_files(first / "cache")) > 3


@pytest.mark.usefixtures("cache")
def test_other_seeds_and_another_folder_share_it(first: Path, cache: Path, work: Work, tmp_path: Path) -> None:
    copy = shutil.copytree(first / "seeds", tmp_path / "elsewhere")
    build(copy, tmp_path / "out", "--cache-dir", cache)
    assert work.taken() == []


def test_processes_work_on_what_is_missing(first: Path, cache: Path, tmp_path: Path) -> None:
    chunk_files(cache)[0].unlink()
    assert run("--seeds", first / "seeds", "--out", tmp_path / "out", "--jobs", "2", "--cache-dir", cache).code == 0
    assert tree(tmp_path / "out") == tree(first / "out")
    assert len(chunk_files(cache)) == len(chunk_files(first / "cache"))


# What has changed

PLACES = {"first": "acorn", "in the middle": "article-0000007-b", "last": "zebra"}


@pytest.mark.parametrize(("place", "line"), [("first", 17), ("in the middle", 0), ("last", 0)])
def test_an_article_more_is_one_chunk_wherever_it_is(
    place: str, line: int, first: Path, cache: Path, work: Work, tmp_path: Path
) -> None:
    """Also where it moves all lines of its archive, which are named in what is left out and in warnings."""
    name = PLACES[place]
    assert not ends_chunk(name)
    lines = entries()
    lines.insert(line, {"doc_id": name, "text": "Ines Varga said that “the pier is safe” 💥."})
    given = archive(tmp_path / "seeds", lines)
    ran = build(given, tmp_path / "out", "--cache-dir", cache)
    (chunk,) = work.taken()
    assert name in chunk
    assert f"{SAID}{ARTICLES + 2 - len(chunk)} of {ARTICLES + 2} articles" in ran.output.splitlines()
    plain = build(given, tmp_path / "cold", "--no-cache")
    assert tree(tmp_path / "out") == tree(tmp_path / "cold")
    assert [row for row in without_seconds(ran) if not row.startswith(SAID)] == without_seconds(plain)


def test_an_article_that_ends_a_chunk_parts_one(first: Path, cache: Path, work: Work, tmp_path: Path) -> None:
    name = next(name for name in (f"article-0000007-{number}" for number in range(99)) if ends_chunk(name))
    given = archive(tmp_path / "seeds", [*entries(), {"doc_id": name, "text": "The pier is safe."}])
    build(given, tmp_path / "out", "--cache-dir", cache)
    before, after = work.taken()
    assert before[-1] == name < after[0]
    assert tree(tmp_path / "out") == cold(given, tmp_path / "cold")


def test_an_article_less_is_one_chunk(first: Path, cache: Path, work: Work, tmp_path: Path) -> None:
    lines = entries()
    gone = next(number for number, line in enumerate(lines) if not ends_chunk(str(line["doc_id"])))
    del lines[gone]
    given = archive(tmp_path / "seeds", lines)
    build(given, tmp_path / "out", "--cache-dir", cache)
    assert len(work.taken()) <= 1
    assert tree(tmp_path / "out") == cold(given, tmp_path / "cold")


def test_a_build_says_that_nothing_can_be_kept(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("publisher.cache.store.os.replace", full)
    ran = build(first / "seeds", tmp_path / "out", "--cache-dir", tmp_path / "c")
    lost = f"warning: {tmp_path}/c: No space left on device; the next build works on all articles again"
    assert lost in ran.lines
    assert tree(tmp_path / "out") == tree(first / "out")


@pytest.mark.parametrize("file", ["actors.toml", "dataset.toml"])
def test_another_authority_file_or_language_is_everything(
    file: str, first: Path, cache: Path, work: Work, tmp_path: Path
) -> None:
    given = Path(shutil.copytree(first / "seeds", tmp_path / "seeds"))
    actor = '[[actors]]\nid = "act-x"\nname = "Ö 🚢"\nactor_type = "person"\n'
    text = (given / file).read_text(encoding="utf-8")
    (given / file).write_text(text + actor if file == "actors.toml" else f'language = "nb"\n{text}', encoding="utf-8")
    build(given, tmp_path / "out", "--cache-dir", cache)
    assert len(work.taken()) == len(chunk_files(first / "cache"))


def test_a_curated_article_that_is_mended_is_one_chunk(work: Work, tmp_path: Path) -> None:
    """Also after a build that was refused: what was right in it is kept."""
    given = seeds(tmp_path / "seeds", nets_2_txt=NETS, a_txt=NETS, pier_toml="nonsense = 1\n")
    cache = ("--cache-dir", tmp_path / "cache")
    assert run("--seeds", given, "--out", tmp_path / "out", *cache).code == 1
    whole = work.taken()
    right = seeds(tmp_path / "right") / "pier.toml"
    shutil.copy(right, given / "pier.toml")
    build(given, tmp_path / "out", *cache)
    assert work.taken() == [chunk for chunk in whole if "pier" in chunk]
    assert tree(tmp_path / "out") == cold(given, tmp_path / "cold")


def test_what_changes_under_a_build_is_not_kept_under_the_old_name(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Path(shutil.copytree(first / "seeds", tmp_path / "seeds"))
    file = given / "corpus.jsonl"
    before, real = file.read_bytes(), pipeline.judged_chunk
    cache = ("--cache-dir", tmp_path / "cache")

    def judged_chunk(context: Context, references: Sequence[Reference]) -> JudgedChunk:
        file.write_bytes(before.replace(b" said ", b" laid "))
        return real(context, references)

    with monkeypatch.context() as patched:
        thoroughly(patched)
        patched.setattr(pipeline, "judged_chunk", judged_chunk)
        ran = run("--seeds", given, "--out", tmp_path / "out", "--jobs", "1", *cache)
        assert ran.faults == ["corpus.jsonl: changed while it was read; build again"]
    file.write_bytes(before)
    build(given, tmp_path / "out", *cache)
    assert tree(tmp_path / "out") == tree(first / "out")


# Damage


def flipped(raw: bytes) -> bytes:
    return raw[: len(raw) // 2] + bytes([raw[len(raw) // 2] ^ 1]) + raw[len(raw) // 2 + 1 :]


def signed(path: Path, data: bytes) -> bytes:
    """What somebody may put there who can make a digest."""
    return hashlib.sha256(path.stem.encode() + b"\n" + data).digest() + data


DAMAGE: dict[str, Callable[[Path], bytes]] = {
    "a flipped byte": lambda path: flipped(path.read_bytes()),
    "a file of somebody": lambda path: signed(path, b"cos\nsystem\n(S'echo'\ntR."),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_as_if_nothing_were_there(what: str, first: Path, cache: Path, work: Work, tmp_path: Path) -> None:
    spoilt = chunk_files(cache)[::2]
    for path in spoilt:
        path.write_bytes(DAMAGE[what](path))
    build(first / "seeds", tmp_path / "out", "--cache-dir", cache)
    assert len(work.taken()) == len(spoilt)
    assert tree(tmp_path / "out") == tree(first / "out")
    build(first / "seeds", tmp_path / "again", "--cache-dir", cache)
    assert work.taken() == []


def test_a_folder_that_is_removed_under_a_build(
    first: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.judged_chunk
    chunk_files(cache)[0].unlink()

    def judged_chunk(context: Context, references: Sequence[Reference]) -> JudgedChunk:
        shutil.rmtree(cache, ignore_errors=True)
        return real(context, references)

    monkeypatch.setattr(pipeline, "judged_chunk", judged_chunk)
    build(first / "seeds", tmp_path / "out", "--cache-dir", cache)
    assert tree(tmp_path / "out") == tree(first / "out")


def test_two_builds_at_once(first: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"

    def child(number: int) -> int:
        return forked(lambda: build(first / "seeds", tmp_path / f"out-{number}", "--cache-dir", cache).code)

    assert [ended(process) for process in [child(1), child(2)]] == [0, 0]
    assert tree(tmp_path / "out-1") == tree(tmp_path / "out-2") == tree(first / "out")
    assert [path.name for path in chunk_files(cache)] == [path.name for path in chunk_files(first / "cache")]
    assert not list(cache.glob(".new-*"))


def test_it_has_the_size_that_it_may_have(first: Path, work: Work, tmp_path: Path) -> None:
    sizes = [path.stat().st_size for path in chunk_files(first / "cache")]
    room = sum(sizes) - 1
    options = ("--cache-dir", tmp_path / "cache", "--cache-size", f"{room / 10**9:.9f}")
    build(first / "seeds", tmp_path / "out", *options)
    held = [path.stat().st_size for path in chunk_files(tmp_path / "cache")]
    assert 0 < sum(held) <= room
    work.taken()
    build(first / "seeds", tmp_path / "again", *options)
    assert len(work.taken()) == len(sizes) - len(held)  # what did not fit, and no more
    assert tree(tmp_path / "again") == tree(first / "out")


# Where, and whether


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a user's caches."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches"


def kept_in(home: Path, *options: str | Path) -> set[str]:
    """The folders below `home` in which a small build keeps something."""
    given = home / "small"
    if not given.exists():
        seeds(given)
    build(given, home / "out", *options)
    found = {str(path.parent.relative_to(home)) for path in home.rglob("*.chunk")}
    for path in home.rglob("*.chunk"):
        path.unlink()
    return found


def test_it_is_in_the_user_s_caches(caches: Path, tmp_path: Path) -> None:
    assert kept_in(tmp_path) == {"caches/article-records"}


def test_the_standard_folder_of_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for value in ("", "relative"):  # the standard has both ignored
        monkeypatch.setenv("XDG_CACHE_HOME", value)
        assert kept_in(tmp_path) == {"home/.cache/article-records"}


def test_an_option_and_the_environment_move_it(caches: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept_in(tmp_path, "--cache-dir", tmp_path / "a b 🚢") == {"a b 🚢"}
    monkeypatch.setenv("ARTICLE_RECORDS_CACHE_DIR", str(tmp_path / "other"))
    assert kept_in(tmp_path) == {"other"}
    assert kept_in(tmp_path, "--cache-dir", tmp_path / "mine") == {"mine"}


def test_an_option_and_the_environment_switch_it_off(
    caches: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept_in(tmp_path, "--no-cache") == set()
    assert kept_in(tmp_path, "--cache-size", "0") == set()
    monkeypatch.setenv("ARTICLE_RECORDS_NO_CACHE", "1")
    assert kept_in(tmp_path) == set()
    assert kept_in(tmp_path, "--cache-dir", tmp_path / "mine") == {"mine"}  # what is said now counts
    monkeypatch.setenv("ARTICLE_RECORDS_NO_CACHE", "0")
    assert kept_in(tmp_path) == {"caches/article-records"}


@pytest.mark.parametrize(
    ("options", "environment", "says"),
    [
        (("--no-cache", "--cache-dir", "x"), {}, "--cache-dir and --no-cache exclude each other"),
        (("--cache-dir", "https://example.org/x"), {}, "is an address; name a folder of this machine"),
        (("--cache-size", "-1"), {}, "--cache-size"),
        (("--cache-size", "nan"), {}, "--cache-size"),
        ((), {"ARTICLE_RECORDS_CACHE_SIZE": "much"}, "ARTICLE_RECORDS_CACHE_SIZE"),
        ((), {"ARTICLE_RECORDS_NO_CACHE": "perhaps"}, "ARTICLE_RECORDS_NO_CACHE"),
    ],
)
def test_a_call_that_cannot_be_obeyed(
    options: Sequence[str], environment: dict[str, str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    ran = run(*options)
    assert ran.code == 2
    assert says in ran.errors


def test_a_small_build_keeps_nothing(caches: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "FEW_ARTICLES", 128)
    assert kept_in(tmp_path) == set()
    assert not caches.exists()


def test_check_takes_nothing_over(first: Path, cache: Path, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """It proves what is published, and so begins with the articles."""
    monkeypatch.setenv("ARTICLE_RECORDS_CACHE_DIR", str(cache))
    assert run("check", "--seeds", first / "seeds", "--out", first / "out", "--jobs", "1").code == 0
    assert len(work.taken()) == len(chunk_files(first / "cache"))


def test_an_interrupted_build_leaves_whole_files(
    first: Path, work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    real = os.replace

    def replace(source: str, target: Path) -> None:
        if len(chunk_files(cache)) == 2:
            os.kill(os.getpid(), signal.SIGTERM)
        real(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        ran = run("--seeds", first / "seeds", "--out", tmp_path / "out", "--jobs", "1", "--cache-dir", cache)
    assert (ran.code, ran.errors) == (128 + signal.SIGTERM, "interrupted\n")
    assert len(chunk_files(cache)) == 2
    assert not list(cache.glob(".new-*"))
    work.taken()
    build(first / "seeds", tmp_path / "out", "--cache-dir", cache)
    assert len(work.taken()) == len(chunk_files(first / "cache")) - 2
    assert tree(tmp_path / "out") == tree(first / "out")
