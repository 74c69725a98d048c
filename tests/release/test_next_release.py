"""From one release to the next: version, day, articles that are gone, the file of changes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from release_case import RELEASED, SCHEMAS, WITHHELD, at, build, raised, rewrite, run, spoil

from publisher.problem import Refused
from publisher.release import delta
from publisher.release.diff import compare
from publisher.release.pack import release

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unjudged")]


def test_a_second_release_of_one_day(root: Path) -> None:
    """The error says how to date it."""
    seeds = root / "seeds"
    release(at(root), SCHEMAS)
    rewrite(seeds / "dataset.toml", "1.0.0", "1.0.1")
    build(root)
    with pytest.raises(Refused, match=r"created: .* is not after release 1\.0\.0 .*, as 2024-03-04T01:00:00Z"):
        release(at(root), SCHEMAS)
    rewrite(seeds / "dataset.toml", "2024-03-04T00:00:00Z", "2024-03-04T01:00:00Z")
    build(root)
    assert "harbour-1.0.1.zip" in release(at(root), SCHEMAS)


def test_from_one_release_to_the_next(root: Path) -> None:
    """An article more is a minor version; without it the build of it cannot be released."""
    seeds = root / "seeds"
    release(at(root), SCHEMAS)
    first = (seeds / "released.json").read_bytes()
    (seeds / "later.txt").write_text("Mara Lind left.\n")
    rewrite(seeds / "dataset.toml", "1.0.0", "1.0.1")
    rewrite(seeds / "dataset.toml", "2024-03-04", "2024-04-04")
    build(root)
    with pytest.raises(Refused, match=r'"1\.0\.1" is too small.*sources: 1 new id: src-later.*write 1\.1\.0'):
        release(at(root), SCHEMAS)
    assert (seeds / "released.json").read_bytes() == first
    rewrite(seeds / "dataset.toml", "1.0.1", "1.1.0")
    build(root)
    release(at(root), SCHEMAS)
    assert json.loads((seeds / "released.json").read_text())["version"] == "1.1.0"
    assert [line.split()[1] for line in (root / "dist" / "SHA256SUMS").read_text().splitlines()] == [
        "harbour-1.0.0-to-1.1.0.jsonl.gz",
        *sorted(RELEASED),
        *(name.replace("1.0.0", "1.1.0") for name in sorted(RELEASED)),
    ]
    assert "asks for: minor" in compare(root / "dist" / "harbour-1.0.0.zip", root / "dist" / "harbour-1.1.0.zip")


def test_a_release_carries_the_delta_to_the_one_before(released: Path) -> None:
    dist = raised(released, "1.1.0", "2024-04-04")
    assert "dist/harbour-1.0.0-to-1.1.0.jsonl.gz: " in release(at(released), SCHEMAS)
    with gzip.open(dist / "harbour-1.0.0-to-1.1.0.jsonl.gz", "rt", encoding="utf-8") as lines:
        head, *changes = map(json.loads, lines)
    assert (head["old"]["version"], head["new"]["version"], head["asks_for"]) == ("1.0.0", "1.1.0", "minor")
    assert [(line["table"], line["change"]) for line in changes if line["table"] == "sources"] == [("sources", "added")]
    # Once more, the files stay, also without the archive of before; and a delta that is gone is made again.
    before = {path.name: path.read_bytes() for path in dist.iterdir()}
    record = (released / "seeds" / "released.json").read_bytes()
    release(at(released), SCHEMAS)
    (dist / "harbour-1.0.0-to-1.1.0.jsonl.gz").unlink()
    release(at(released), SCHEMAS)
    assert {path.name: path.read_bytes() for path in dist.iterdir()} == before
    assert (released / "seeds" / "released.json").read_bytes() == record
    assert json.loads(record)["before"]["version"] == "1.0.0"


def test_where_the_archive_of_before_is_gone_the_release_says_so(released: Path) -> None:
    dist = raised(released, "1.1.0", "2024-04-04")
    (dist / "harbour-1.0.0.zip").unlink()
    assert "dist/harbour-1.0.0.zip: is not there, so no file of changes was made" in release(at(released), SCHEMAS)
    assert list(dist.glob("*-to-*")) == []


def test_of_a_file_of_changes_that_is_there_nothing_is_said(released: Path) -> None:
    dist = raised(released, "1.1.0", "2024-04-04")
    release(at(released), SCHEMAS)
    (dist / "harbour-1.0.0.zip").unlink()
    assert "is not there" not in release(at(released), SCHEMAS)


def test_the_delta_is_to_the_archive_that_was_released_and_no_other(released: Path) -> None:
    """Also where nothing else knows its sum."""
    dist = raised(released, "1.1.0", "2024-04-04")
    spoil(dist / "harbour-1.0.0.zip")
    (dist / "SHA256SUMS").unlink()
    with pytest.raises(Refused, match=r"dist/harbour-1\.0\.0\.zip: is not what was released"):
        release(at(released), SCHEMAS)


def test_a_delta_that_does_not_apply_is_never_shipped(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dist = raised(released, "1.1.0", "2024-04-04")
    before = {path.name: path.read_bytes() for path in dist.iterdir()}
    changes = delta.changes
    monkeypatch.setattr(delta, "changes", lambda *tables: list(changes(*tables))[1:])
    with pytest.raises(RuntimeError, match=r"the delta does not give .*sources"):
        release(at(released), SCHEMAS)
    assert {path.name: path.read_bytes() for path in dist.iterdir()} == before
    assert json.loads((released / "seeds" / "released.json").read_bytes())["version"] == "1.0.0"


def test_build_and_check_refuse_by_the_same_rules(released: Path) -> None:
    assert run(released, "check") == 0
    (released / "seeds" / "later.txt").write_text("Mara Lind left.\n")
    for command in ((), ("check",)):
        with pytest.raises(Refused, match=r'dataset\.toml: version: "1\.0\.0" is too small'):
            run(released, *command)


def test_a_withdrawn_article_needs_a_word(root: Path) -> None:
    seeds = root / "seeds"
    release(at(root), SCHEMAS)
    (seeds / "opening.txt").unlink()
    rewrite(seeds / "dataset.toml", "1.0.0", "2.0.0")
    rewrite(seeds / "dataset.toml", "2024-03-04", "2024-04-04")
    build(root)
    with pytest.raises(Refused, match=r"retired\.toml: src-opening: was in sources of 1\.0\.0 and is gone"):
        release(at(root), SCHEMAS)
    gone = (
        f'[[retired]]\nid = "{name}"\nreason = "Its publisher withdrew it."\n'
        for name in ("src-opening", "act-mara-lind")
    )
    (seeds / "retired.toml").write_text("".join(gone))  # nobody else mentions the actor
    build(root)
    release(at(root), SCHEMAS)


def test_an_article_that_is_left_out_after_its_release_is_told_as_the_cause(root: Path) -> None:
    archive = root / "seeds" / "news.jsonl"
    whole = '{"doc_id": "1", "text": "Mara Lind sang."}\n'
    archive.write_text(whole + whole.replace("1", "2"))
    build(root)
    release(at(root), SCHEMAS)
    archive.write_text(whole + "{\n")
    with pytest.raises(Refused) as refused:
        run(root)
    first, second, *_ = map(str, refused.value.problems)
    assert first.startswith("news.jsonl: line 2: is no JSON")
    assert second.startswith("retired.toml: src-2: was in sources of 1.0.0 and is gone")


def test_an_article_that_is_still_to_do_is_no_fault_beside_another_one(root: Path) -> None:
    release(at(root), SCHEMAS)
    (root / "seeds" / "more.txt").write_text("Mara Lind left.\n")
    (root / "seeds" / "later.txt").write_text("Mara Lind left.\n")
    (root / "seeds" / "later.toml").write_text(f'{WITHHELD}[[events]]\ntodo = "look"\n')
    with pytest.raises(Refused) as refused:
        run(root)
    (only,) = map(str, refused.value.problems)
    assert only.startswith('dataset.toml: version: "1.0.0" is too small')
    assert "write 1.1.0 or later, and a `created` after 20" in only  # both at once: a build may take long
