"""How far two codings of the same article agree, made independently by the rules of docs/codebook.md.

    python -m benchmarks.agreement

Records are matched one to one by the spans that they share; then spans and fields of matched records are compared.
The codings stand in benchmarks/codings as they were before their differences were settled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from publisher.extract import text as texts
from publisher.inputs import actors_file, article_reader
from publisher.inputs.article_store import of_folder
from publisher.inputs.curated_file import curate
from publisher.model import RECORDS, Curated, Record
from publisher.schemas import load

ROOT = Path(__file__).parents[2]
CODINGS = ROOT / "benchmarks" / "codings"
ARTICLE = "000_4700b357f6aa5ab5"
Span = tuple[str, int, int]


def main() -> None:
    first, second = coding("first"), coding("second")
    print(f"{'':<26}{'first':>7}{'second':>8}{'both':>6}{'F1':>7}")
    pairs = {table: matched(of(first, table), of(second, table)) for table in RECORDS}
    for table, found in pairs.items():
        line(table, len(of(first, table)), len(of(second, table)), len(found))
    for table in RECORDS:
        fields = sorted({m.field for coded in (first, second) for r in of(coded, table) for m in r.marks})
        for field in fields:
            counts = [
                Counter(s for r in of(coded, table) for s in spans(r) if s[0] == field) for coded in (first, second)
            ]
            line(f"  span {table}.{field}", counts[0].total(), counts[1].total(), (counts[0] & counts[1]).total())
    for table in ("event_actors", "event_places"):
        sides = [links(coded, table, pairs["events"], index) for index, coded in enumerate((first, second))]
        line(f"  {table}", len(sides[0]), len(sides[1]), len(sides[0] & sides[1]))
    print(f"\n{'field':<40}{'pairs':>6}{'equal':>7}")
    ids = {a.id: b.id for found in pairs.values() for a, b in found}
    for table, found in pairs.items():
        for name, equal in fields_of(found, ids).items():
            print(f"{table + '.' + name:<40}{len(found):>6}{equal / len(found):>7.0%}")


def coding(name: str) -> Curated:
    text = of_folder(ROOT / "seeds")(article_reader.source_id(ARTICLE), f"{ARTICLE}.txt") or ""
    raw = (CODINGS / name / "records.toml").read_bytes()
    schemas = load(ROOT / "schemas")
    actors_file.read("actors.toml", (CODINGS / name / "actors.toml").read_bytes(), schemas["actors"])
    return curate(f"{name}/records.toml", raw, texts.read(text), schemas)


def of(coded: Curated, table: str) -> list[Record]:
    return [record for record in coded.records if record.table == table]


def spans(record: Record) -> set[Span]:
    return {(mark.field, mark.start, mark.end) for mark in record.marks}


def matched(first: Sequence[Record], second: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Pairs of records with spans of the same field that are equal or overlap (dates excepted), the closest first."""
    ranked = sorted((-closeness(a, b), i, j) for i, a in enumerate(first) for j, b in enumerate(second))
    left, right, found = set(range(len(first))), set(range(len(second))), []
    for close, i, j in ranked:
        if close < 0 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            found.append((first[i], second[j]))
    return found


def closeness(one: Record, other: Record) -> int:
    """10 for each span in common, 1 for each two that overlap."""
    pairs = [(a, b) for a in spans(one) for b in spans(other) if a[0] == b[0] != "date_edtf"]
    return sum(10 if a == b else 1 for a, b in pairs if a[1] < b[2] and b[1] < a[2])


def links(coded: Curated, table: str, pairs: Iterable[tuple[Record, Record]], side: int) -> set[tuple[object, ...]]:
    """Participants or places of the matched events, by the first coding's event."""
    return {
        (pair[0].id, link.values.get("actor_id") or link.values["place_name"], link.mark.field)
        for pair in pairs
        for link in pair[side].links
        if link.table == table
    }


def fields_of(pairs: Sequence[tuple[Record, Record]], ids: Mapping[str, str]) -> dict[str, int]:
    """Field -> pairs with equal values; ids of records are equal where they belong to matched records."""
    names = sorted({name for pair in pairs for record in pair for name in record.values} - {"label", "note"})
    key = f"{pairs[0][0].table[:-1]}_id" if pairs else ""
    return {
        name: sum(ids.get(str(a.values.get(name)), a.values.get(name)) == b.values.get(name) for a, b in pairs)
        for name in names
        if name != key
    }


def line(name: str, first: int, second: int, both: int) -> None:
    f1 = 2 * both / (first + second) if first + second else 1.0
    print(f"{name:<26}{first:>7}{second:>8}{both:>6}{f1:>7.2f}")
