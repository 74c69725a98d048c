"""The folder of releases: what was released stays as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from release_case import RELEASED, SCHEMAS, at, build, rewrite, spoil

from publisher.problem import Refused
from publisher.release.pack import release

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unjudged")]


def test_the_same_version_is_released_again_only_as_the_same_bytes(released: Path) -> None:
    before = {
        path: path.read_bytes() for path in [*(released / "dist").iterdir(), released / "seeds" / "released.json"]
    }
    release(at(released), SCHEMAS)
    assert {path: path.read_bytes() for path in before} == before
    rewrite(released / "LICENSE", "Free", "Not free")
    with pytest.raises(Refused, match=r"dataset\.toml: version: 1\.0\.0 was released as an archive of other bytes"):
        release(at(released), SCHEMAS)
    assert {path: path.read_bytes() for path in before} == before
    assert sorted(path.name for path in (released / "dist").iterdir()) == ["SHA256SUMS", *sorted(RELEASED)]


def replaced_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("change", [spoil, replaced_by_a_folder])
@pytest.mark.parametrize("version", ["1.0.0", "1.0.1"])
def test_an_archive_that_is_not_what_was_released(change: Callable[[Path], None], version: str, released: Path) -> None:
    """It is neither made again nor vouched for, in the release of its version as in a later one."""
    change(released / "dist" / "harbour-1.0.0.zip")
    before = [path.read_bytes() for path in (released / "dist").iterdir() if path.is_file()]
    rewrite(released / "seeds" / "dataset.toml", "2024-03-04", "2024-03-05" if version != "1.0.0" else "2024-03-04")
    rewrite(released / "seeds" / "dataset.toml", "1.0.0", version)
    build(released)
    with pytest.raises(Refused, match=r"dist/harbour-1\.0\.0\.zip: is not what was released \(sha256 .*, here .*\)"):
        release(at(released), SCHEMAS)
    assert [path.read_bytes() for path in (released / "dist").iterdir() if path.is_file()] == before
    assert json.loads((released / "seeds" / "released.json").read_text())["version"] == "1.0.0"


def test_an_archive_of_this_name_that_was_never_released(root: Path) -> None:
    (root / "dist").mkdir()
    (root / "dist" / "harbour-1.0.0.zip").write_text("mine")
    with pytest.raises(Refused, match=r"dist/harbour-1\.0\.0\.zip: is not what was released"):
        release(at(root), SCHEMAS)
    assert (root / "dist" / "harbour-1.0.0.zip").read_text() == "mine"


def test_sums_that_are_none(root: Path) -> None:
    (root / "dist").mkdir()
    (root / "dist" / "SHA256SUMS").write_text("my sums\n")
    with pytest.raises(Refused, match=r"dist/SHA256SUMS: line 1: is no sum of a file of a release"):
        release(at(root), SCHEMAS)
    assert (root / "dist" / "SHA256SUMS").read_text() == "my sums\n"


def test_the_record_says_what_was_released(released: Path) -> None:
    record = json.loads((released / "seeds" / "released.json").read_text())
    assert (record["version"], record["created"]) == ("1.0.0", "2024-03-04T00:00:00Z")
    assert record["tables"]["sources"]["ids"] == ["src-opening", "src-secret"]
    assert record["tables"]["actors"]["ids"] == ["act-mara-lind"]
    assert record["tables"]["evidence"]["ids"] == []
    assert record["tables"]["evidence"]["rows"] == 1
