"""How much of what a person coded the program finds by itself: the rows that a build makes of an article without its
curated file, beside those of the coding.

    python -m benchmarks.recall [SEEDS ...]

A coded statement, figure or event is found where its words share a character with those of an automatic one; a row of
the program is of something coded where it shares one with a coded row. The actors are known.
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
from publisher.curation.place import ACTORS, Place
from publisher.inputs.build_inputs import inputs
from publisher.pipeline import judged

KEYS = {"statements": "statement_id", "figures": "figure_id", "events": "event_id"}
Spans = Mapping[str, Sequence[tuple[int, int]]]
"""Id of a record -> its words, in offsets."""


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("seeds", type=call.folder, nargs="*", default=[ROOT / "seeds"])
    counts: Counter[tuple[str, str]] = Counter()
    for seeds in parser.parse_args().seeds:
        with curated(seeds) as places:
            for place in places:
                counts += compared(place)
    print(f"{'':12}{'coded':>8}{'found':>8}{'share':>8}{'made':>10}{'of these coded':>18}{'share':>8}")
    for table in KEYS:
        coded, found, made, right = (counts[table, name] for name in ("coded", "found", "made", "right"))
        shares = [f"{some / every:.2f}" if every else "-" for some, every in ((found, coded), (right, made))]
        print(f"{table:12}{coded:>8}{found:>8}{shares[0]:>8}{made:>10}{right:>18}{shares[1]:>8}")
    alike, same = counts["events", "right"], counts["events", "type"]
    print(f"of {alike} such events, {same} have the type of the coded one")


def compared(place: Place) -> Counter[tuple[str, str]]:
    """What is coded and what is made of one article, counted by table."""
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
        coded, made = rows(alone, Path(scratch)), rows(bare, Path(scratch))
    counts: Counter[tuple[str, str]] = Counter()
    for table in KEYS:
        ours, theirs = spans(coded, table), spans(made, table)
        counts[table, "coded"], counts[table, "made"] = len(ours), len(theirs)
        counts[table, "found"] = sum(bool(overlapping(one, theirs)) for one in ours.values())
        counts[table, "right"] = sum(bool(overlapping(one, ours)) for one in theirs.values())
    types = {row["event_id"]: row["event_type"] for rows_of in (coded, made) for row in rows_of["events"]}
    alike = ((types[key], overlapping(one, spans(coded, "events"))) for key, one in spans(made, "events").items())
    counts["events", "type"] = sum(kind in {types[other] for other in others} for kind, others in alike)
    return counts


def rows(seeds: Path, scratch: Path) -> Mapping[str, list[dict[str, Any]]]:
    """The rows of a build, by table. Raises Refused."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for chunk in judged(inputs(seeds, SCHEMAS, scratch)):
        if chunk.account.problems:
            raise SystemExit("\n".join(str(problem) for problem in chunk.account.problems))
        for name, table in chunk.tables.items():
            found[name] += table.batch.to_pylist()
    return found


def spans(found: Mapping[str, list[dict[str, Any]]], table: str) -> Spans:
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
