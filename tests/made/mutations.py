"""What would slip through? Every value of the curated records is changed in every way that keeps the file well-formed,
the article is built again in memory, and the changes that nothing objects to are counted.

    python -m benchmarks.mutations [SHOWN] [SHARE]

Prints the kill rate by field: by errors alone, and by errors or new warnings. SHOWN survivors of each field are named
(default 2); every SHARE-th mutant is tried (default: all).
"""

from __future__ import annotations

import copy
import datetime
import json
import os
import re
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
from made import call

from publisher.article import Article
from publisher.extract import extract
from publisher.extract.text import Document, read
from publisher.finding import Severity
from publisher.inputs import article_reader, curated_file
from publisher.inputs.build_inputs import Inputs, read_inputs
from publisher.model import Reading
from publisher.problem import Refused, sound
from publisher.records import merge_actors
from publisher.records.document_date import day_of_words
from publisher.records.reconcile import reconcile
from publisher.records.tabulate import to_batch
from publisher.rules import ALL, apply
from publisher.rules.rule_context import Window

ROOT = Path(__file__).parents[2]
Path_ = tuple[str | int, ...]
GONE = object()
Told = tuple[str, str, str | None, str | None, str]
"""Rule, table, row, field and message of a warning."""
REFERENCES = {
    "actors": ("actor_id", "speakers", "addressees", "targets", "counted_actor_id"),
    "events": ("setting_event_id", "event_id", "parent_event_id"),
    "statements": ("statement_id", "reported_by_statement_id", "fuller_statement_id"),
    "figures": ("fuller_figure_id",),
}
FREE = ("label", "note", "reason", "id")  # a person's own words and names, which no text can prove
PROVED = (
    "statements.cue_text", "statements.quoted_text", "statements.quote_type",
    "figures.value_text", "figures.value", "figures.lower", "figures.upper", "figures.modifier",
    "figures.is_estimate", "offices.text", "statements.date_edtf.text",
    "statements.date_edtf.value", "statements.reported_by_statement_id",
    "events.places.country_code", "events.places.admin1_code",
)  # fmt: skip
"""Fields that come from the text: nothing may survive in them."""
EDGES = ("statements.speaker_text", "figures.text")
"""Phrases of the text whose edges are grammar: a word more or less survives where the word lists do not know the verb
or the title. In the article of this dataset nothing does."""


@dataclass(frozen=True)
class Case:
    """One curated article and what it is judged against."""

    given: Inputs
    article: Article
    body: dict[str, Any]

    @cached_property
    def document(self) -> Document:
        return read(self.article.text)

    @cached_property
    def day(self) -> datetime.date | None:
        dated = self.curated(self.body).dated
        return day_of_words(self.article.text[dated.start : dated.end]) if dated else None

    @cached_property
    def codes(self) -> dict[str, list[Any]]:
        fields = (field for schema in self.given.schemas.values() for field in schema.fields)
        return {f.name: f.constraints["enum"] for f in fields if "enum" in f.constraints}

    def curated(self, body: dict[str, Any]) -> Any:
        raw = written(body).encode()
        return sound(curated_file.read("case.toml", raw, self.document, self.given.schemas))

    def objection(self, body: dict[str, Any]) -> Severity | None:
        """Whether a step of the build or a rule objects to these records, or else a reading warns of something that it
        does not warn of in the right ones; None when nobody says anything."""
        window = self.window(body)
        if window is None:
            return "error"
        if next((found for found in apply(ALL, window) if found.severity == "error"), None):
            return "error"
        return "warning" if self._warnings(window) - self.warned else None

    @cached_property
    def warned(self) -> frozenset[Told]:
        """The warnings about the right coding."""
        window = self.window(self.body)
        assert window is not None
        return self._warnings(window)

    def _warnings(self, window: Window) -> frozenset[Told]:
        found = (f for f in apply(ALL, window) if f.severity == "warning")
        return frozenset((f.rule, f.table, f.row, f.field, f.message) for f in found)

    def window(self, body: dict[str, Any]) -> Window | None:
        """The rows that these records become; None when a step of the build objects."""
        try:
            records = self.curated(body)
            dated = records.dated
            day = day_of_words(self.article.text[dated.start : dated.end]) if dated else None
            found = extract(self.article.text, day, self.given.actors.surfaces) if day != self.day else self.candidates
            made = reconcile(Reading(self.article, self.document, found, day, records), self.given.actors)
            if made.problems:
                return None
            people = merge_actors.rows(self.given.actors.values, merge_actors.of_article(made.actors, day))
            rows = {**made.rows, "actors": people, "codes": []}
            schemas = self.given.schemas
            tables = {name: pa.Table.from_batches([to_batch(rows[name], schemas[name])]) for name in schemas}
        except (Refused, ValueError):
            return None
        for name, schema in self.given.schemas.items():
            for key in schema.foreign_keys:
                known = tables[key.resource or name].column(key.reference[0]).to_pylist()
                if set(tables[name].column(key.fields[0]).to_pylist()) - set(known) - {None}:
                    return None
        return Window(tables, {self.article.source_id: self.article.text})

    @cached_property
    def candidates(self) -> Any:
        return extract(self.article.text, self.day, self.given.actors.surfaces)


def case(seeds: Path, name: str | None = None) -> Case:
    """The first curated article of a folder, or the one of this name."""
    given = read_inputs(seeds, ROOT / "schemas", Path(tempfile.gettempdir()))
    reference = next(r for r in given.seeds.articles if r.name == name or (not name and r.curated))
    return Case(
        given, article_reader.article(reference), tomllib.loads((seeds / f"{reference.name}.toml").read_text("utf-8"))
    )


def written(body: dict[str, Any]) -> str:
    """Records as TOML."""
    lines: list[str] = []
    for table, value in body.items():
        for entry in value if isinstance(value, list) else [value]:
            lines.append(f"[[{table}]]" if isinstance(value, list) else f"[{table}]")
            lines += [f"{key} = {_value(cell)}" for key, cell in entry.items()]
    return "\n".join(lines)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_value(cell)}" for key, cell in value.items()) + "}"
    return f"[{', '.join(map(_value, value))}]" if isinstance(value, list) else json.dumps(value, ensure_ascii=False)


def mutants(one: Case, fields: Collection[str] = ()) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(field, what was done, records): each scalar changed or dropped, each record dropped or doubled. fields: those
    whose values are changed, and nothing else; none: all."""
    for path, value in _scalars(one.body, ()):
        field = ".".join(key for key in path if isinstance(key, str))
        key = field.rpartition(".")[2]
        if key in FREE or (fields and field not in fields):
            continue
        for new in _changes(one, key, value):
            yield field, f"{value!r} -> {new!r}", _with(one.body, path, new)
        if isinstance(path[-1], str) and not fields:
            yield f"{field} (dropped)", repr(value), _with(one.body, path, GONE)
    for table in ("events", "statements", "figures", "mentions", "offices", "rejected") if not fields else ():
        for index, entry in enumerate(one.body.get(table, [])):
            yield f"{table} (record dropped)", str(entry)[:60], _with(one.body, (table, index), GONE)
            twin = entry | ({"id": f"{entry['id']}-2"} if "id" in entry else {})
            yield f"{table} (record doubled)", str(entry)[:60], {**one.body, table: [*one.body[table], twin]}


def _changes(one: Case, key: str, value: Any) -> Iterator[Any]:
    table = next((table for table, keys in REFERENCES.items() if key in keys), None)
    table = "statements" if str(value).startswith("stm-") else table  # {value, basis = "inferred"}
    if table:
        ids = list(one.given.actors.values) if table == "actors" else [entry["id"] for entry in one.body[table]]
        yield from (other for other in [*ids, f"{value}-x"] if other != value)
    elif key in one.codes:
        yield from [code for code in one.codes[key] if code != value][:30]
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield from (value + 1, value - 1, value * 10)
    elif key == "value":
        yield from _other_dates(value)
    elif isinstance(value, str):
        yield from _other_words(one.article.text, value)


def _other_dates(value: str) -> Iterator[str]:
    for found in re.finditer(r"\d{4}-\d\d-\d\d", value):
        for days in (-7, -1, 1, 7):
            day = datetime.date.fromisoformat(found.group()) + datetime.timedelta(days)
            yield value[: found.start()] + day.isoformat() + value[found.end() :]
    yield value.removesuffix("?") if value.endswith("?") else value + "?"
    yield value[3:-1] if value.startswith("[..") else f"[..{value.rstrip('?')}]"
    if len(value) > 7:
        yield value[:7]


def _other_words(text: str, value: str) -> Iterator[str]:
    """A word less or more at either end, a letter less, another letter."""
    words = value.split(" ")
    if len(words) > 1:
        yield from (" ".join(words[1:]), " ".join(words[:-1]))
    if len(value) > 3:
        yield from (value[:-1], value[1:], value.replace(value[1], "q", 1))
    at = text.find(value)
    if at >= 0:
        after = re.match(r"\W*\w+", text[at + len(value) :])
        before = re.search(r"\w+\W*$", text[:at])
        yield from ([text[at : at + len(value) + after.end()]] if after else [])
        yield from ([text[before.start() : at + len(value)]] if before else [])


def _scalars(value: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if children is None:
        yield path, value
    else:
        for key, child in children:
            yield from _scalars(child, (*path, key))


def _with(body: dict[str, Any], path: Path_, value: Any) -> dict[str, Any]:
    new: Any = copy.deepcopy(body)
    place = new
    for key in path[:-1]:
        place = place[key]
    if value is GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return dict(new)


def sweep(share: int, shares: int) -> list[tuple[str, str, Severity | None]]:
    """Every `shares`-th mutant of the dataset's first curated article: field, change, who objects."""
    one = case(ROOT / "seeds")
    assert one.objection(one.body) is None
    mine = (mutant for number, mutant in enumerate(mutants(one)) if number % shares == share)
    return [(field, change, one.objection(body)) for field, change, body in mine]


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("shown", type=int, nargs="?", default=2, help="changes that survive, of each field")
    parser.add_argument("shares", type=int, nargs="?", default=1, help="try one in so many")
    given = parser.parse_args()
    shown, shares = given.shown, given.shares
    cores = os.cpu_count() or 1
    counts: dict[str, Counter[Severity | None]] = defaultdict(Counter)
    left: dict[str, list[str]] = defaultdict(list)
    with ProcessPoolExecutor(cores) as pool:
        for found in pool.map(sweep, range(cores), [shares * cores] * cores):
            for field, change, objection in found:
                counts[field][objection] += 1
                if objection is None:
                    left[field].append(change)
    print(f"{'field':<46}{'mutants':>9}{'errors':>9}{'or warnings':>13}")
    for field, count in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
        stopped, warned = count["error"] / count.total(), 1 - count[None] / count.total()
        print(f"{field:<46}{count.total():>9}{stopped:>9.1%}{warned:>13.1%}")
        for change in left[field][:shown]:
            print(f"    survives: {change[:100]}")
