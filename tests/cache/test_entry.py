"""A chunk becomes bytes and is the same again."""

from __future__ import annotations

import os
import pickle
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from made import corpus

from publisher import SCHEMAS
from publisher.article import LeftOut, Reference
from publisher.cache.entry import DAMAGED, packed, unpacked
from publisher.finding import Excuse
from publisher.inputs.build_inputs import read_inputs
from publisher.judged import Account, JudgedChunk, Mentioned
from publisher.pipeline import chunks, judged
from publisher.problem import EntryName
from publisher.remarks import RemarkCount, RemarkPlace
from publisher.schemas import load
from seeds import SEEDS, written

TABLES = load(SCHEMAS)
LINES = [Reference(f"src-{name}", name, Path("x.jsonl"), "x.jsonl", number) for number, name in enumerate("ab", 1)]
WHOLE = Account(
    articles=2,
    actors={
        "act-ada": Mentioned("evd-1", "manual", "harbour master", date(2031, 5, 9), "a.toml"),
        "act-x": Mentioned("evd-2", "automatic", None, date.min, "x.jsonl", {("Ö 🚢", "person", None): 2}),
    },
    ids=[(EntryName("events", "evt-a"), "a")],
    decisions={("quote", "open"): 3},
    days=[date(2024, 2, 29), date(2031, 5, 9)],
    countries=frozenset({"NO", "NA"}),
    shown=2,
    withheld=["src-a"],
    characters={"held": 20, "all": 40},
    secret=frozenset({"a.txt"}),
    excuses=[Excuse("of_rule", "src-a", None, 3, "is “right”")],
    excused=1,
    dropped={("events", "by_rule"): 4},
    left_out=[LeftOut("x.jsonl", 2, "b", "is odd"), LeftOut("c.toml", 0, "c", "is not done")],
    unchecked=["a.toml"],
    unjudged=1,
    warnings=["a.toml: says 🦀"],
    warned={"by_rule": 1},
    remarks={
        ("x.jsonl", "is short"): RemarkCount(5, (RemarkPlace(1, "a"), RemarkPlace(2, "b", "fr"))),
        ("c.txt", "is long"): RemarkCount(1),
    },
)


def test_the_account_has_something_of_everything() -> None:
    """So that what is added to it one day is not forgotten here. A chunk with problems is not kept."""
    empty = [field.name for field in fields(Account) if not getattr(WHOLE, field.name)]
    assert empty == ["reused", "problems"]


def test_an_account_is_the_same_again() -> None:
    chunk = JudgedChunk({}, WHOLE)
    assert as_judged(unpacked(packed(chunk), TABLES, LINES)) == as_judged(chunk)


def test_places_are_those_of_now() -> None:
    moved = [replace(reference, number=reference.number + 10) for reference in LINES]
    found = unpacked(packed(JudgedChunk({}, WHOLE)), TABLES, moved).account
    assert found.left_out == [LeftOut("x.jsonl", 12, "b", "is odd"), LeftOut("c.toml", 0, "c", "is not done")]
    assert found.remarks["x.jsonl", "is short"].places == (RemarkPlace(11, "a"), RemarkPlace(12, "b", "fr"))


def made(folder: Path) -> tuple[JudgedChunk, Sequence[Reference]]:
    """The first chunk of a folder of seeds, with its articles."""
    given = read_inputs(folder, SCHEMAS, folder.parent)
    return next(judged(given)), next(chunks(given))


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> tuple[JudgedChunk, Sequence[Reference]]:
    return made(written(tmp_path_factory.mktemp("curated") / "seeds"))


def as_judged(again: JudgedChunk) -> JudgedChunk:
    """What was read back, without what only says that it was."""
    return replace(again, account=replace(again.account, reused=0, problems=[]))


def test_a_curated_chunk_is_the_same_again(curated: tuple[JudgedChunk, Sequence[Reference]]) -> None:
    chunk, references = curated
    again = unpacked(packed(chunk), TABLES, references)
    assert again.account.reused == len(references) == 2
    assert as_judged(again) == chunk


def test_an_automatic_chunk_is_the_same_again(tmp_path: Path) -> None:
    corpus.write(3, tmp_path / "seeds")
    with (tmp_path / "seeds" / "corpus.jsonl").open("a") as articles:
        articles.write('{"doc_id": "short", "text": "Ann Roe left."}\n')  # too short for its language to be clear
    chunk, references = made(tmp_path / "seeds")
    assert chunk.account.remarks and chunk.account.actors
    again = unpacked(packed(chunk), TABLES, references)
    assert as_judged(again) == chunk


def test_a_chunk_of_which_all_was_left_out_is_the_same_again(tmp_path: Path) -> None:
    given = {"actors.toml": b"actors = []", "dataset.toml": SEEDS["dataset.toml"]}
    written(tmp_path / "seeds", {**given, "x.jsonl": b'{"doc_id": "a", "text": "A\\u0000"}\n'})
    chunk, references = made(tmp_path / "seeds")
    assert [bad.number for bad in chunk.account.left_out] == [1]
    assert unpacked(packed(chunk), TABLES, references).account.left_out == chunk.account.left_out


# Bytes that were made by somebody else, under a right digest


def framed(about: bytes) -> bytes:
    """What an account would be read from."""
    return pa.compress(len(about).to_bytes(8, "little") + about, "zstd", asbytes=True)


@pytest.mark.parametrize(
    "raw",
    [b"", b"x", bytes(100), *map(framed, (b"", b"x", b"[]", pickle.dumps([]), pickle.dumps((Path("x"), {}))))],
)
def test_other_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(DAMAGED):
        unpacked(raw, TABLES, LINES)


class Evil:
    """What runs a command where anybody unpickles it."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("echo 🦀 > ran",)


def test_bytes_run_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for evil in (pickle.dumps(Evil()), pickle.dumps((WHOLE, {"events": Evil()}))):
        with pytest.raises(pickle.UnpicklingError, match=r"names \w+\.system"):
            unpacked(framed(evil), TABLES, LINES)
    assert not list(tmp_path.iterdir())


def test_other_rows_than_were_judged_are_refused(curated: tuple[JudgedChunk, Sequence[Reference]]) -> None:
    chunk, references = curated
    for name, rows in chunk.tables.items():
        spoilt = {**chunk.tables, name: replace(rows, batch=rows.batch[1:])}
        if rows.batch.num_rows:
            with pytest.raises(ValueError, match="has other rows than were judged"):
                unpacked(packed(replace(chunk, tables=spoilt)), TABLES, references)


def test_other_columns_are_refused(curated: tuple[JudgedChunk, Sequence[Reference]]) -> None:
    chunk, references = curated
    rows = chunk.tables["figures"]
    spoilt = {**chunk.tables, "figures": replace(rows, batch=rows.batch.drop_columns(["unit"]))}
    with pytest.raises(ValueError, match="has other columns"):
        unpacked(packed(replace(chunk, tables=spoilt)), TABLES, references)


def test_the_account_of_other_articles_is_refused(curated: tuple[JudgedChunk, Sequence[Reference]]) -> None:
    chunk, references = curated
    with pytest.raises(ValueError, match="is of other articles"):
        unpacked(packed(chunk), TABLES, references[:1])
