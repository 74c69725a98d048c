"""A small package, the one that takes its place, and a folder with the old one and a file of somebody's own."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from command import tree

from publisher.publish.sums import SUMS
from publisher.publish.swap import WORKSHOP, swap, workshop


def package(version: str, tables: dict[str, str]) -> dict[str, str]:
    """The files of a small package: what a build writes, by path."""
    resources = [
        {"path": f"data/{name}", "hash": f"sha256:{sha256(text.encode()).hexdigest()}", "schema": "schemas/a.json"}
        for name, text in tables.items()
    ]
    about = {"name": "small", "version": version, "publisher": {"profile": "article-records"}, "resources": resources}
    others = {
        "data/README.md": f"Dictionary of {version}",
        "data/small.zip": f"All of {version}",
        "datapackage.json": json.dumps(about),
        "page.html": version,
        "schemas/a.json": "{}",
    }
    return {**{f"data/{name}": text for name, text in tables.items()}, **others, SUMS: sums(others)}


def sums(files: dict[str, str]) -> str:
    return "".join(f"{sha256(text.encode()).hexdigest()}  {name}\n" for name, text in files.items())


OLD = package("old", {"a.csv": "1", "b.csv": "2"})
NEW = {**package("new", {"a.csv": "1", "c.csv": "3"}), "new.txt": "new"}


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return folder


def published(out: Path) -> dict[str, str]:
    """The files of the folder, without those in its workshop."""
    return {name: raw.decode() for name, raw in tree(out).items() if not name.startswith(WORKSHOP)}


def build(out: Path) -> None:
    with workshop(out) as scratch:
        swap(put(scratch / "package", NEW), out)


BEFORE = {**OLD, "notes.txt": "mine"}
AFTER = {**NEW, "notes.txt": "mine"}
