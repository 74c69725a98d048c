"""Who says so: chains of attribution, and what is asserted, reported or only claimed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .names import Names
from .view import Field, Row, View
from .words import Words, clip, read_value

QUOTED = 110  # characters of a statement that are shown


@dataclass(frozen=True, slots=True)
class Way:
    """A way to the article, and the statements that took it: their cues, from the speaker outwards, and their words."""

    speakers: Sequence[str]
    said: Sequence[tuple[Sequence[str], Words]]


@dataclass(frozen=True, slots=True)
class Claim:
    """An event of which something is only claimed. type: what is told of it; parts: what is claimed, the name of a part
    and its value; statements: those that claim it."""

    event: Row
    type: Words
    parts: Sequence[tuple[str, Words]]
    statements: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Claims:
    """Events and figures, by who says so. statements: by their ids."""

    claimed: Sequence[Claim]
    reported: Sequence[Row]
    asserted: Sequence[Row]
    figures: Sequence[Row]
    statements: Mapping[str, Row]


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
    claims: dict[str, list[Row]] = {}
    for row in [*view.rows("event_mentions"), *view.rows("event_actors")]:
        if row["statement_id"] and (row.get("event_type") or row.get("role")):
            claims.setdefault(row["event_id"], []).append(row)
    statements = view.by_id("statements") if view.rows("statements") else {}
    fields = {field["name"]: field for field in view.tables["events"].fields}
    return Claims(
        claimed=[
            _claim(row, claims[row["event_id"]], fields, statements, names)
            for row in events
            if row["event_id"] in claims
        ],
        reported=[row for row in events if row["is_asserted"] is False],
        asserted=[row for row in events if row["is_asserted"] is not False],
        figures=figures,
        statements=statements,
    )


def _claim(
    event: Row, claims: Sequence[Row], fields: Mapping[str, Field], statements: Mapping[str, Row], names: Names
) -> Claim:
    """claims: mentions that give the event a type, and participants who are only claimed."""
    claimed = [
        (part["role"], Words(names[part["actor_id"]], part["actor_id"]))
        if part.get("role")
        else ("type", read_value(fields["event_type"], part["event_type"]))
        for part in claims
    ]
    keys = dict.fromkeys(part["statement_id"] for part in claims)
    told = read_value(fields["event_type"], event["event_type"])
    return Claim(event, told, claimed, [statements[key] for key in keys if key in statements])
