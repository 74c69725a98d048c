"""A build of the small seeds and an archive, of which some articles cannot be published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from command import NETS, Ran, run, seeds

FINE, DATA = 0, 1
GOOD = {"doc_id": "good", "text": NETS}
SOURCES = {"src-nets", "src-pier", "src-good"}


def line(**entry: object) -> bytes:
    return json.dumps({"doc_id": "bad", "text": NETS, **entry}).encode()


def built(folder: Path, *lines: bytes, options: tuple[str, ...] = (), **changed: str | bytes | None) -> Ran:
    """A build of the small seeds and an archive, news.jsonl: one good line, then these."""
    raw = b"".join(entry + b"\n" for entry in (json.dumps(GOOD).encode(), *lines))
    seeds(folder / "seeds", **{"news_jsonl": raw, **changed})
    return run("--seeds", folder / "seeds", "--out", folder / "out", *options)


def published(folder: Path, table: str = "sources", column: str = "source_id") -> set[str | None]:
    return set(pq.read_table(folder / "out" / "data" / f"{table}.parquet")[column].to_pylist())


def report(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "out" / "data" / "left-out.jsonl").read_text(encoding="utf-8")
    return [json.loads(entry) for entry in text.splitlines()]


def descriptor(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "out" / "datapackage.json").read_bytes())["publisher"]
    return found
