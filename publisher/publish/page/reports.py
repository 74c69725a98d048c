"""Who tells of each event and as what, and the way by which each statement reached the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from publisher import language
from publisher.grouped import grouped
from publisher.records.automatic.earned import makes

from .names import Names
from .view import Row, View
from .words import Words, quote, read_cell, read_type, read_value


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that tells of an event. words: as a link to it; chain: the statement that the words belong to and those
    that report it, outwards; nobody's where the article itself tells it; inferred: the words do not say that the first
    of them tells of this event; type: as what, where that is another type."""

    row: Row
    words: Words
    chain: Sequence[Row]
    inferred: bool
    type: Words | None


Account = tuple[Sequence[Row], bool]
"""A statement and those that report it, outwards; whether the first of them is inferred."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who tells something: those that are known, and those that are inferred."""

    sure: Sequence[str]
    probable: Sequence[str]

    def __bool__(self) -> bool:
        return bool(self.sure or self.probable)


def read_accounts(names: Names, accounts: Iterable[Account]) -> tuple[Voices, Voices]:
    """Whose words tell it, and who passed them on, each once; who is known in one account not as inferred in another.
    From one that is only inferred on, all who passed the words on are."""
    origins: list[tuple[str, bool]] = []
    relays: list[tuple[str, bool]] = []
    for chain, inferred in accounts:
        for step, statement in enumerate(chain):
            inferred = inferred or bool(step and names.is_inferred(chain[step - 1]))
            (relays if step else origins).extend((name, inferred) for name in names.speakers(statement))
    return _voices(origins), _voices(relays)


def _voices(told: Sequence[tuple[str, bool]]) -> Voices:
    sure = dict.fromkeys(name for name, inferred in told if not inferred)
    return Voices(list(sure), list(dict.fromkeys(name for name, _ in told if name not in sure)))


@dataclass(frozen=True, slots=True)
class Report:
    """What is said of an event. event: its row of the view `events_flat`; origins: whose words tell of it; relays: who
    passed these words on; claims: statement -> the participants that only it names; parts: the events that are part of
    it."""

    event: Row
    type: Words
    mentions: Sequence[Mention]
    origins: Voices
    relays: Voices
    claims: Mapping[str, Sequence[Row]]
    parts: Sequence[str]

    @property
    def allegations(self) -> set[str]:
        """The statements that give it a type of their own, which is a claim; to say or to confirm it is none."""
        return {mention.row["statement_id"] for mention in self.mentions if mention.type and mention.chain}

    @property
    def alleged(self) -> bool:
        """Whether all that is said of it is such a claim."""
        return bool(self.mentions) and all(mention.type and mention.chain for mention in self.mentions)

    @property
    def disputed(self) -> bool:
        """Whether somebody calls it something else, or alone names one who takes part."""
        return bool(self.allegations or self.claims)


def collect_reports(view: View, names: Names, flat: Sequence[Row]) -> dict[str, Report]:
    """Event -> what is said of it. flat: the rows of the view `events_flat`."""
    spans = {row["evidence_id"]: row for row in view.rows("evidence")}
    statements = {row["statement_id"]: row for row in view.rows("statements")}
    fields = {field["name"]: field for field in view.tables["events"].fields}
    contents = grouped((row["record_id"], row) for row in spans.values() if row["field"] == "content")
    mentions: Mapping[str, list[Mention]] = defaultdict(list)
    for row in view.rows("event_mentions"):
        span, statement = spans[row["evidence_id"]], statements.get(row["statement_id"])
        kind = read_value(fields["event_type"], row["event_type"]) if row["event_type"] else None
        chain = names.chain(statement) if statement else ()
        inferred = span["basis"] == "inferred" or not _inside(span, contents[row["statement_id"]])
        mentions[row["event_id"]].append(Mention(row, quote(names, span), chain, bool(chain) and inferred, kind))
    claimed = grouped((row["event_id"], row) for row in view.rows("event_actors") if row["statement_id"])
    claims = {key: grouped((row["statement_id"], row) for row in rows) for key, rows in claimed.items()}
    parts = grouped((row["parent_event_id"], row["event_id"]) for row in view.rows("events"))

    def report(row: Row) -> Report:
        told = mentions[row["event_id"]]
        origins, relays = read_accounts(names, ((one.chain, one.inferred) for one in told))
        kind = read_type(fields.values(), row)
        return Report(row, kind, told, origins, relays, claims.get(row["event_id"], {}), parts[row["event_id"]])

    return {row["event_id"]: report(row) for row in view.by_article(flat)}


def _inside(span: Row, contents: Sequence[Row]) -> bool:
    """Whether words are inside what somebody says."""
    start, end = span["char_start"], span["char_end"]
    return any(said["char_start"] <= start and end <= said["char_end"] for said in contents)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to the article: chains with the same speakers, each with the statement that it begins with."""

    chain: Sequence[Row]
    said: Sequence[Row]


def collect_ways(view: View, names: Names) -> list[Way]:
    """Statements that report no other, grouped by the way they took to the article, in the order of the article."""
    statements = view.by_article(view.rows("statements"))
    outer = {row["reported_by_statement_id"] for row in statements}
    groups = grouped(
        (tuple((names.speaker(step), names.is_inferred(step)) for step in names.chain(row)), row)
        for row in statements
        if row["statement_id"] not in outer
    )
    return [Way(names.chain(said[0]), said) for said in groups.values()]


def made_types(view: View) -> list[str]:
    """The types of event that the program makes by itself, in words."""
    known = view.codes("events", "event_type")
    made = [kind for kind in known if any(makes(code, kind) for code in language.codes())]
    return [read_cell(view, "events", "event_type", kind).text for kind in made]
