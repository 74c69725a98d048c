"""By whose word: chains of attribution, and what is asserted, reported or only claimed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .names import Names
from .view import Row, View
from .words import Words, clip, lower_code, read_value

QUOTED = 110  # characters of a statement that are shown


@dataclass(frozen=True, slots=True)
class Way:
    """A way to the article, and the statements that took it: their cues, from the speaker outwards, and their words."""

    speakers: Sequence[str]
    said: Sequence[tuple[Sequence[str], Words]]


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who claims something of an event, and in what words."""

    by: Words
    cue: str
    words: str
    lang: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """An event of which something is only claimed. asserted: the article itself says its type; claimed: the
    part of the event that is claimed, and its value."""

    event: Words
    asserted: bool
    type: Words
    claimed: Sequence[tuple[str, Words]]
    claims: Sequence[Claimed]


@dataclass(frozen=True, slots=True)
class Event:
    """An event and its codes; by: the statement that reports it."""

    event: Words
    codes: str
    by: Words | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure; by: who gives it, None where it is the article."""

    figure: Words
    by: Words | None
    estimate: bool


@dataclass(frozen=True, slots=True)
class Claims:
    """Events and figures by whose word they rest on."""

    claimed: Sequence[Claim]
    reported: Sequence[Event]
    asserted: Sequence[Event]
    figures: Sequence[Figure]


def collect_chains(view: View, names: Names) -> list[Way]:
    """Statements that report no other, grouped by the way they took to the article, the longest ways first."""
    statements = view.rows("statements")
    outer = {row["reported_by_statement_id"] for row in statements}
    groups: dict[tuple[str, ...], list[tuple[Sequence[str], Words]]] = {}
    for row in statements:
        if row["statement_id"] not in outer:
            chain = names.chain(row)
            cues = [step["cue_text"] for step in chain if step["cue_text"]]
            words = Words(clip(row["content_text"], QUOTED), row["statement_id"], names.lang(row))
            groups.setdefault(tuple(map(names.speaker, chain)), []).append((cues, words))
    return [Way(way, groups[way]) for way in sorted(groups, key=len, reverse=True)]


def collect_claims(view: View, names: Names) -> Claims | None:
    """What is only claimed of an event (what it was or who took part) apart from what is asserted or reported. None
    without events and figures."""
    events, figures = (view.by_article(view.rows(table)) for table in ("events", "figures"))
    if not events and not figures:
        return None
    parts: dict[str, list[Row]] = {}
    for part in view.rows("event_actors"):
        if part["statement_id"]:
            parts.setdefault(part["event_id"], []).append(part)
    claimed = [row for row in events if row["claimed_event_type"] or row["event_id"] in parts]
    others = [row for row in events if not row["claimed_event_type"]]
    statements = view.by_id("statements") if figures or claimed else {}
    return Claims(
        claimed=[_claim(row, parts.get(row["event_id"], ()), view, names) for row in claimed],
        reported=[_event(row, names) for row in others if row["statement_id"]],
        asserted=[_event(row, names) for row in others if not row["statement_id"]],
        figures=[_figure(row, statements, names) for row in figures],
    )


def _claim(row: Row, parts: Sequence[Row], view: View, names: Names) -> Claim:
    """parts: the participants of the event that are only claimed."""
    fields = {field["name"]: field for field in view.tables["events"].fields}
    claimed = [("type", read_value(fields["claimed_event_type"], row["claimed_event_type"]))]
    claimed = claimed if row["claimed_event_type"] else []
    claimed += [(part["role"], Words(names[part["actor_id"]], part["actor_id"])) for part in parts]
    statements = view.by_id("statements")
    keys = dict.fromkeys([row["claim_statement_id"], *(part["statement_id"] for part in parts)])
    return Claim(
        event=Words(row["label"], row["event_id"]),
        asserted=not row["statement_id"],
        type=read_value(fields["event_type"], row["event_type"]),
        claimed=claimed,
        claims=[_claimed(statements[key], names) for key in keys if key in statements],
    )


def _claimed(statement: Row, names: Names) -> Claimed:
    by = Words(names.speaker(statement), statement["statement_id"])
    return Claimed(by, statement["cue_text"] or "", statement["content_text"], names.lang(statement))


def _event(row: Row, names: Names) -> Event:
    codes = [lower_code(row[name]) for name in ("event_type", "auxiliary_mode") if row[name]]
    by = Words(names[row["statement_id"]], row["statement_id"]) if row["statement_id"] else None
    return Event(Words(row["label"], row["event_id"]), ", ".join(codes), by)


def _figure(row: Row, statements: Mapping[str, Row], names: Names) -> Figure:
    statement = statements.get(row["statement_id"])
    by = Words(names.speaker(statement), row["statement_id"]) if statement else None
    return Figure(Words(names[row["figure_id"]], row["figure_id"], names.lang(row)), by, row["is_estimate"])
