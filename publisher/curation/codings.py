"""Two codings of one article, record by record: which records are the same, and in what they differ.

In: the rows that a build makes of each. Records are matched one to one by the words that they share. Ids of records and
of actors may differ: records count as equal where they are matched, actors where they have an id or a name in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from publisher.inputs.actors_file import Actors
from publisher.model import RECORDS, Row
from publisher.schemas import Field, Schema
from publisher.tables import KEYS, LINK_KEYS, OWNERS

Place = tuple[int, int]
Counts = tuple[Counter[Any], Counter[Any]]
"""What each of two codings of an article has."""
MATCHED_BY = {
    "events": ("record",),
    "statements": ("speaker", "cue", "content", "quoted"),
    "figures": ("record", "value", "counted"),
}
"""Table -> the evidence fields by which its records are matched."""
FREE = ("label", "note")  # columns in words of the coder
_EQUAL = 10  # times as much as an overlap a common span counts


@dataclass(frozen=True)
class Coding:
    """What a build makes of one coding of an article: its rows by table, and the actors that it may name."""

    text: str
    rows: Mapping[str, Sequence[Row]]
    actors: Actors

    @cached_property
    def spans(self) -> Mapping[tuple[str, str, str], Sequence[Place]]:
        """(table, record, evidence field) -> where its words are."""
        found: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
        for row in self.rows["evidence"]:
            found[row["record_table"], row["record_id"], row["field"]].append((row["char_start"], row["char_end"]))
        return found

    @cached_property
    def records(self) -> Mapping[str, Mapping[str, Row]]:
        """Table -> id -> row."""
        return {table: {row[KEYS[table]]: row for row in self.rows[table]} for table in RECORDS}

    def words(self, table: str, key: str, field: str) -> str:
        """What a cell rests on, its pieces joined."""
        return " ... ".join(self.text[slice(*span)] for span in sorted(self.spans.get((table, key, field), ())))

    def start(self, table: str, key: str) -> int:
        """Where the first word of a record is."""
        places = (span for field in MATCHED_BY[table] for span in self.spans.get((table, key, field), ()))
        return min(places, default=(0, 0))[0]

    def renamed(self, names: Mapping[str, str]) -> Coding:
        """The same coding with other ids. names: old -> new."""
        rows = {
            table: [{column: names.get(cell, cell) for column, cell in row.items()} for row in some]
            for table, some in self.rows.items()
        }
        return replace(self, rows=rows)


@dataclass(frozen=True)
class Pair:
    """Two codings of one article."""

    first: Coding
    second: Coding
    schemas: Mapping[str, Schema]

    @cached_property
    def same_actor(self) -> Mapping[str, str]:
        """Actor of the second coding -> the same actor in the first."""
        return _same_actors(self.first.actors, self.second.actors)

    @cached_property
    def matched(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Table -> ids of the records that are in both codings, in the order of the text."""
        return {table: _matched(self.first, self.second, table) for table in RECORDS}

    @cached_property
    def same_record(self) -> Mapping[str, str]:
        """Record of the second coding -> the same record in the first."""
        return {other: pair for pairs in self.matched.values() for pair, other in pairs}

    def only(self, table: str, second: bool) -> Sequence[str]:
        """The records of one coding that the other one does not have."""
        own = self.second if second else self.first
        taken = {pair[second] for pair in self.matched[table]}
        return sorted(own.records[table].keys() - taken, key=lambda key: own.start(table, key))

    @cached_property
    def both(self) -> tuple[Coding, Coding]:
        """The two codings, with ids in the second as the first one calls them. A record that only the second has may
        have the id of another one of the first by chance: it gets another."""
        own = {key: f"second {key}" for table in RECORDS for key in self.first.records[table]}
        return self.first, self.second.renamed({**own, **self.same_actor, **self.same_record})

    def cells(self, table: str, column: str) -> Sequence[tuple[object, object]]:
        """A column of the matched records in both codings."""
        first, second = (coding.records[table] for coding in self.both)
        return [(first[key].get(column), second[key].get(column)) for key, _ in self.matched[table]]

    def links(self, table: str) -> Counts:
        """The rows of a table of links that belong to matched records, by their keys."""
        own, column = OWNERS[table]
        kept, keys = {key for key, _ in self.matched[own]}, (column, *LINK_KEYS[table])
        return self._counts(
            lambda coding: (tuple(str(row[key]) for key in keys) for row in coding.rows[table] if row[column] in kept)
        )

    def mentions(self, table: str, field: str) -> Counts:
        """The words of an evidence field, with the records that rest on them."""
        return self._counts(
            lambda coding: (
                (key, span)
                for (owner, key, name), spans in coding.spans.items()
                if (owner, name) == (table, field)
                for span in spans
            )
        )

    def spans(self, table: str, field: str) -> Counts:
        """The words of an evidence field, whichever records rest on them."""
        first, second = self.mentions(table, field)
        return Counter(span for _, span in first.elements()), Counter(span for _, span in second.elements())

    def _counts(self, found: Callable[[Coding], Iterable[Any]]) -> Counts:
        first, second = (Counter(found(coding)) for coding in self.both)
        return first, second

    def columns(self, table: str) -> Iterator[Field]:
        """The columns of records that a coder fills in, but for ids and free words."""
        for field in self.schemas[table].fields:
            if field.origin == "curator" and field.name != KEYS[table] and field.name not in FREE:
                yield field


def kappa(pairs: Sequence[tuple[object, object]]) -> float | None:
    """Cohen's kappa of two codings of the same things: their agreement beyond what chance would give. None where each
    uses one and the same code throughout, or there is nothing to compare."""
    if not pairs:
        return None
    ones, others = Counter(pair for pair, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[code] * others[code] for code in ones) / len(pairs) ** 2
    agreed = sum(pair == other for pair, other in pairs) / len(pairs)
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def f1(first: Counter[object], second: Counter[object]) -> float:
    """The harmonic mean of how much of each coding the other one has; 1 where both have nothing."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def _matched(first: Coding, second: Coding, table: str) -> list[tuple[str, str]]:
    """The records with words in common, the closest first; in the order of the first coding's text."""
    ranked = sorted(
        (-close, record, other)
        for record in first.records[table]
        for other in second.records[table]
        if (close := _closeness(first, second, table, record, other))
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, record, other in ranked:
        if record not in found and other not in taken:
            found[record] = other
            taken.add(other)
    return sorted(found.items(), key=lambda pair: first.start(table, pair[0]))


def _closeness(first: Coding, second: Coding, table: str, word: str, other: str) -> int:
    """_EQUAL for each span in common, 1 for each two that overlap."""
    close = 0
    for field in MATCHED_BY[table]:
        for a in first.spans.get((table, word, field), ()):
            for b in second.spans.get((table, other, field), ()):
                close += _EQUAL if a == b else a[0] < b[1] and b[0] < a[1]
    return close


def _same_actors(first: Actors, second: Actors) -> dict[str, str]:
    """Actor of the second authority file -> that of the first with its id, its name, or a form of its name."""
    named = {str(columns["name"]).casefold(): actor for actor, columns in first.values.items()}
    printed = {form: known[0].actor_id for form, known in first.surfaces.items() if len(known) == 1}
    same: dict[str, str] = {}
    for actor, columns in second.values.items():
        forms = [form for form, known in second.surfaces.items() if any(entry.actor_id == actor for entry in known)]
        by_form = next((printed[form] for form in forms if form in printed), None)
        found = actor if actor in first.values else named.get(str(columns["name"]).casefold()) or by_form
        if found:
            same[actor] = found
    return same
