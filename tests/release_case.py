"""A dataset of a harbour as a repository holds it: what is built, and released."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from build import app
from publisher.release.pack import ReleasePlace

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "schemas"
DATASET = """
name = "harbour"
title = "Harbour"
description = "What is written about a harbour."
version = "1.0.0"
created = 2024-03-04T00:00:00Z
keywords = ["harbour"]
publish_text = true
[licence]
name = "CC-BY-4.0"
title = "Creative Commons Attribution 4.0"
path = "https://creativecommons.org/licenses/by/4.0/"
[[contributors]]
title = "Harbour watch"
roles = ["creator"]
"""
ACTORS = '[[actors]]\nid = "act-mara-lind"\nname = "Mara Lind"\nactor_type = "person"\n'
RELEASED = ("harbour-1.0.0.zip", "harbour-1.0.0.sqlite", "harbour-1.0.0.metadata.json")
WITHHELD = """
[source]
language = "en"
publish_text = false
[[waived]]
paragraph = 1
reason = "Nothing in it is coded."
"""


def run(root: Path, *command: str) -> int:
    """The exit code of build.py on the package in `root`. Raises Refused."""
    call = [*command, "--seeds", str(root / "seeds"), "--out", str(root)]
    return app(call, standalone_mode=False) or 0


def at(root: Path) -> ReleasePlace:
    """A dataset as a repository holds it, with what a build says may not be shown."""
    return ReleasePlace(root, root / "seeds", root / "dist", frozenset({"secret.txt", "secret.toml"}))


def build(root: Path) -> None:
    """The package of root/seeds in root, and its change log. The build refuses what a release would refuse, by the
    same rules: here it does not see the last release, so that `release` is asked."""
    record, hidden = root / "seeds" / "released.json", root / "hidden"
    if record.exists():
        record.rename(hidden)
    assert run(root) == 0
    if hidden.exists():
        hidden.rename(record)
    made = described(root)
    day = made["created"][:10]
    (root / "CHANGELOG.md").write_text(f"# Changes\n\n## {made['version']} ({day})\n\n**Nothing to do.**\n")


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def described(root: Path) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((root / "datapackage.json").read_bytes())
    return body


def raised(root: Path, version: str, day: str) -> Path:
    """The package with an article more, built as the next version."""
    (root / "seeds" / "later.txt").write_text("Mara Lind left the harbour 🚢.\n")
    dataset = (root / "seeds" / "dataset.toml").read_text()
    dataset = re.sub(r'version = ".*"', f'version = "{version}"', dataset)
    (root / "seeds" / "dataset.toml").write_text(re.sub(r"created = [\d-]+", f"created = {day}", dataset))
    build(root)
    return root / "dist"


def spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")
