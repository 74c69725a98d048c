"""The descriptor, datapackage.json: Data Package v2, every table as CSV and as Parquet, with what proves them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from publisher import EXTRACTOR, MARK
from publisher.article import LeftOut
from publisher.finding import Excuse
from publisher.formats import csv, parts
from publisher.formats.sink import Written
from publisher.formats.write import describe_resources
from publisher.inputs.dataset import Dataset
from publisher.inputs.folder import SeedFile
from publisher.judged import Account
from publisher.problem import cut, printable
from publisher.program import EXTRACTOR_ROOMS, program
from publisher.remarks import fault_of
from publisher.schemas import Schema

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
ORDER = (
    "events",
    "actors",
    "statements",
    "figures",
    "event_mentions",
    "event_actors",
    "event_places",
    "statement_actors",
    "sources",
    "evidence",
    "candidates",
    "codes",
)
"""The tables as a reader wants them: what happened, who, who said what, how many; then what links and proves them."""
LISTED_SEEDS = 1000  # seeds named one by one; beyond that the table sources has their hashes
LEFT_OUT = "data/left-out.jsonl"
REASONS = 20  # for which articles are left out, the most frequent first; the file has each article with its own


def describe_package(
    dataset: Dataset,
    seeds: Sequence[SeedFile],
    written: Mapping[str, Written],
    schemas: Mapping[str, Schema],
    account: Account,
) -> dict[str, Any]:
    """The descriptor as a JSON value. account: what the articles tell beside their rows. Nothing in it comes from the
    clock or the machine."""
    days = [day.isoformat() for day in account.days]
    body: dict[str, Any] = {
        "$schema": PROFILE,
        **dataset.described,
        "temporal": {"start": days[0], "end": days[-1]} if days else None,
        "sources": _sources(seeds, written),
        "publisher": {
            "profile": MARK,
            "version": "1",
            "extractor": EXTRACTOR,
            "extractorDigest": f"sha256:{program(EXTRACTOR_ROOMS)}",
            **({"documents": [dict(entry) for entry in dataset.documents]} if dataset.documents else {}),
            **_excused(account.excuses),
            **({"warnings": dict(sorted(account.warned.items()))} if account.warned else {}),
            "texts": {"shown": account.shown, "withheld": len(account.withheld)},
            **({"articlePages": dataset.article_pages} if dataset.article_pages is not None else {}),
            **_left_out(account.left_out),
            **_dropped(account.dropped),
        },
        "resources": [
            entry for name in order_tables(schemas) for entry in describe_resources(schemas[name], written[name])
        ],
    }
    return {key: value for key, value in body.items() if value is not None}


def order_tables(names: Iterable[str]) -> list[str]:
    """The tables in the order in which a reader wants them."""
    return sorted(names, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))


def as_json(body: Mapping[str, Any]) -> bytes:
    """Two spaces, UTF-8 as it is, one line feed at the end."""
    return json.dumps(body, ensure_ascii=False, indent=2).encode() + b"\n"


def _excused(excuses: Sequence[Excuse]) -> dict[str, Any]:
    """What the domain rules find and a curator calls right, with the reason; nothing where there is none."""
    known = [{key: value for key, value in asdict(excuse).items() if value is not None} for excuse in excuses]
    return {"excused": known} if known else {}


def listing(left_out: Sequence[LeftOut]) -> bytes:
    """JSON Lines: archive, line or row, doc_id and error of each article that was left out."""
    lines = (json.dumps(bad.entry, ensure_ascii=False) + "\n" for bad in left_out)
    return "".join(lines).encode("utf-8", "backslashreplace")  # half a surrogate pair stays a JSON escape


def _left_out(left_out: Sequence[LeftOut]) -> dict[str, Any]:
    """How many articles were left out, where each is listed, and the reasons, with `...` for what is the article's own;
    nothing where there is none."""
    if not left_out:
        return {}
    raw = listing(left_out)
    reasons = Counter(fault_of(cut(printable(bad.why), 200)) for bad in left_out)
    told = {
        "articles": len(left_out),
        "path": LEFT_OUT,
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "reasons": [{"reason": why, "articles": number} for why, number in reasons.most_common(REASONS)],
    }
    return {"leftOut": told}


def _dropped(dropped: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    """The automatic rows of each table that a rule refused, by rule; nothing where there is none."""
    rows = [{"table": table, "rule": rule, "rows": number} for (table, rule), number in sorted(dropped.items())]
    return {"dropped": rows} if rows else {}


def _sources(seeds: Sequence[SeedFile], written: Mapping[str, Written]) -> list[dict[str, Any]]:
    # The record of the last release is made from a package, so no package can rest on it.
    seeds = [seed for seed in seeds if seed.name != "released.json"]
    listed = seeds if len(seeds) <= LISTED_SEEDS else [seed for seed in seeds if not seed.name.endswith(".txt")]
    entries = [
        {"title": seed.name, "path": f"seeds/{seed.name}", "bytes": seed.bytes, "hash": f"sha256:{seed.sha256}"}
        for seed in listed
    ]
    if len(listed) < len(seeds):
        path = parts.path_of("sources", csv.END, written["sources"].files[csv.END])
        table = path if isinstance(path, str) else path[0]
        entries.append({"title": f"{len(seeds) - len(listed)} articles; {table} has their hashes", "path": table})
    return entries
