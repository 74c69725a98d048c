"""Two codings of one article, record by record: which records are the same, and in what they differ.

In: the rows that a build makes of each. Records are matched one to one by the words that they share. Ids of records and
of actors may differ: records count as equal where they are matched, actors where they have an id or a name in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from publisher.inputs.actors_file import Actors
from publisher.model import RECORDS, Row
from publisher.schemas import Field, Schema
from publisher.tables import KEYS, LINK_KEYS, OWNERS

Place = tuple[int, int]
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

    def cells(self, table: str, column: str) -> Sequence[tuple[object, object]]:
        """A column of the matched records in both codings, ids of the second as the first one calls them."""
        rows = self.first.records[table], self.second.records[table]
        return [(rows[0][a].get(column), self._called(rows[1][b].get(column))) for a, b in self.matched[table]]

    def links(self, table: str) -> tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]:
        """The rows of a table of links that belong to matched records, by their keys, in both codings; mentions of
        events by their place."""
        own, column = OWNERS[table]
        kept = {a for a, _ in self.matched[own]}
        keys = LINK_KEYS[table] if table != "event_mentions" else ()
        found: list[Counter[tuple[str, ...]]] = []
        for coding in (self.first, self.second):
            places = {row["evidence_id"]: (row["char_start"], row["char_end"]) for row in coding.rows["evidence"]}
            second = coding is self.second
            rows = [(self._called(row[column]) if second else row[column], row) for row in coding.rows[table]]
            found.append(
                Counter(
                    (str(owner), *(str(self._called(row[key]) if second else row[key]) for key in keys))
                    if keys
                    else (str(owner), *map(str, places[row["evidence_id"]]))
                    for owner, row in rows
                    if owner in kept
                )
            )
        return found[0], found[1]

    def spans(self, table: str, field: str) -> tuple[Counter[Place], Counter[Place]]:
        """The words of an evidence field of all records, in both codings."""
        stretch, other = (
            Counter(
                span
                for (owner, _, name), spans in coding.spans.items()
                if (owner, name) == (table, field)
                for span in spans
            )
            for coding in (self.first, self.second)
        )
        return stretch, other

    def mentions(self, field: str) -> tuple[Counter[tuple[str, Place]], Counter[tuple[str, Place]]]:
        """The mentions (`name`) or offices of actors, in both codings."""
        found = []
        for coding in (self.first, self.second):
            keys = [
                (key, span)
                for (table, key, name), spans in coding.spans.items()
                if (table, name) == ("actors", field)
                for span in spans
            ]
            found.append(
                Counter((self.same_actor.get(key, key) if coding is self.second else key, span) for key, span in keys)
            )
        return found[0], found[1]

    def columns(self, table: str) -> Iterator[Field]:
        """The columns of records that a coder fills in, but for ids and free words."""
        for field in self.schemas[table].fields:
            if field.origin == "curator" and field.name != KEYS[table] and field.name not in FREE:
                yield field

    def _called(self, value: object) -> object:
        if isinstance(value, str):
            return self.same_record.get(value) or self.same_actor.get(value, value)
        return value


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
