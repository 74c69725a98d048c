"""How much of what a person coded the program finds by itself: the rows that a build makes of an article without its
curated file, beside those of the coding.

    python -m benchmarks.recall [SEEDS ...]

A coded statement, figure or event is found where its words share a character with those of an automatic one; a row of
the program is of something coded where it shares one with a coded row. The actors are known.

Then the cells and links of the records that both have, matched one to one as `build.py compare` does: how many the
coder filled, how many the program, and how many of those are as the coder's.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from made import call

from benchmarks.curated import ROOT, curated
from publisher import SCHEMAS
from publisher.curation.codings import Coding, Pair
from publisher.curation.place import ACTORS, Place
from publisher.inputs.actors_file import Actors
from publisher.inputs.build_inputs import read_inputs
from publisher.model import Row
from publisher.pipeline import judged
from publisher.schemas import load
from publisher.tables import LINK_KEYS, OWNERS

KEYS = {"statements": "statement_id", "figures": "figure_id", "events": "event_id"}
Spans = Mapping[str, Sequence[tuple[int, int]]]
"""Id of a record -> its words, in offsets."""


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("seeds", type=call.folder, nargs="*", default=[ROOT / "seeds"])
    counts: Counter[tuple[str, str]] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    for seeds in parser.parse_args().seeds:
        with curated(seeds) as places:
            for place in places:
                pair = read(place)
                counts += compared(pair)
                cells += filled(pair)
    print(f"{'':12}{'coded':>8}{'found':>8}{'share':>8}{'made':>10}{'of these coded':>18}{'share':>8}")
    for table in KEYS:
        coded, found, made, right = (counts[table, name] for name in ("coded", "found", "made", "right"))
        shares = [f"{some / every:.2f}" if every else "-" for some, every in ((found, coded), (right, made))]
        print(f"{table:12}{coded:>8}{found:>8}{shares[0]:>8}{made:>10}{right:>18}{shares[1]:>8}")
    alike, same = counts["events", "right"], counts["events", "type"]
    print(f"of {alike} such events, {same} have the type of the coded one")
    print(f"\n{'of the records that both have':40}{'coded':>8}{'made':>8}{'alike':>8}{'share':>8}")
    for column in dict.fromkeys(column for column, _ in cells):
        coded, made, right = (cells[column, name] for name in ("coded", "made", "right"))
        print(f"{column:40}{coded:>8}{made:>8}{right:>8}{f'{right / made:.2f}' if made else '-':>8}")


def read(place: Place) -> Pair:
    """The rows of the coding of an article, and those that the program makes of it."""
    with tempfile.TemporaryDirectory() as scratch:
        alone, bare = (Path(scratch) / name for name in ("alone", "bare"))
        for folder in (alone, bare):
            folder.mkdir()
            for name in (ACTORS, "dataset.toml"):
                shutil.copy(place.folder / name, folder)
        text, records = place.read().text, place.records.read_text("utf-8")
        day = tomllib.loads(records)["source"].get("document_date")
        day = day.get("value") if isinstance(day, dict) else day
        line = {"doc_id": "a", "text": text, **({"doc_date": str(day)} if day else {})}
        (bare / "a.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
        (alone / "a.txt").write_text(text, "utf-8", newline="")
        (alone / "a.toml").write_text(records, "utf-8", newline="")
        schemas = load(SCHEMAS)
        ones = (Coding(text, *built(folder, Path(scratch))) for folder in (alone, bare))
        return Pair(next(ones), next(ones), schemas)


def compared(pair: Pair) -> Counter[tuple[str, str]]:
    """What is coded and what is made of one article, counted by table."""
    counts: Counter[tuple[str, str]] = Counter()
    coded, made = pair.first.rows, pair.second.rows
    for table in KEYS:
        ours, theirs = spans(coded, table), spans(made, table)
        counts[table, "coded"], counts[table, "made"] = len(ours), len(theirs)
        counts[table, "found"] = sum(bool(overlapping(one, theirs)) for one in ours.values())
        counts[table, "right"] = sum(bool(overlapping(one, ours)) for one in theirs.values())
    types = {row["event_id"]: row["event_type"] for rows_of in (coded, made) for row in rows_of["events"]}
    alike = ((types[key], overlapping(one, spans(coded, "events"))) for key, one in spans(made, "events").items())
    counts["events", "type"] = sum(kind in {types[other] for other in others} for kind, others in alike)
    return counts


def filled(pair: Pair) -> Counter[tuple[str, str]]:
    """The cells and links that both have filled in the same records, counted by column, and by table and role."""
    counts: Counter[tuple[str, str]] = Counter()
    for table in KEYS:
        for column in pair.columns(table):
            name = f"{table}.{column.name}"
            for ours, theirs in pair.cells(table, column.name):
                counts[name, "coded"] += ours is not None
                counts[name, "made"] += theirs is not None
                counts[name, "right"] += theirs is not None and ours == theirs
    for table in (name for name in OWNERS if name in LINK_KEYS and name != "event_mentions"):
        ours, theirs = pair.links(table)
        for which, links in (("coded", ours), ("made", theirs), ("right", ours & theirs)):
            for link, number in links.items():
                counts[f"{table}: {link[-1]}" if "role" in LINK_KEYS[table] else table, which] += number
    return counts


def built(seeds: Path, scratch: Path) -> tuple[Mapping[str, list[dict[str, Any]]], Actors]:
    """The rows of a build, by table, and the authority file. Raises Refused."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    given = read_inputs(seeds, SCHEMAS, scratch)
    for chunk in judged(given):
        if chunk.account.problems:
            raise SystemExit("\n".join(str(problem) for problem in chunk.account.problems))
        for name, table in chunk.tables.items():
            found[name] += table.batch.to_pylist()
    return found, given.actors


def spans(found: Mapping[str, Sequence[Row]], table: str) -> Spans:
    """The words of the records of a table; of an event those of its mentions."""
    places = {row["evidence_id"]: (row["char_start"], row["char_end"]) for row in found["evidence"]}
    words: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in found["event_mentions" if table == "events" else table]:
        words[row[KEYS[table]]].append(places[row["evidence_id"]])
    return words


def overlapping(one: Iterable[tuple[int, int]], others: Spans) -> list[str]:
    """The records that share a character with these words."""
    return [
        key
        for key, words in others.items()
        if any(start < other_end and other_start < end for start, end in one for other_start, other_end in words)
    ]


if __name__ == "__main__":
    main()
