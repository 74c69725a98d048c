"""What a coder makes of the article of the quay: the rows of every table, in the order in which they are published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rules_quay import SOURCE, TEXT, Row, candidate, mention, place, span

from publisher.records.codes import code_rows
from publisher.rules.order import RESTING
from publisher.schemas import load
from publisher.tables import KEYS

SCHEMAS = Path(__file__).parents[1] / "schemas"
RAW = {path.stem: json.loads(path.read_bytes()) for path in SCHEMAS.glob("*.json")}
ALL = load(SCHEMAS)
# Statement and role -> actor -> the words that name it, their paragraph and kind; None: it is inferred from them.
ROLES: dict[tuple[str, str], dict[str, tuple[str, int, str | None]]] = {
    ("stm-gull", "speaker"): {"act-gull": ("Gull Agency", 1, "name")},
    ("stm-agency", "speaker"): {"act-gull": ("the agency", 2, "nominal")},
    ("stm-vow", "speaker"): {"act-brook": ("Brook", 2, "name")},
    ("stm-quay", "speaker"): {"act-brook": ("she", 3, "pronoun")},
    ("stm-quay", "addressee"): {"act-quill": ("Quill", 3, "name")},
    ("stm-quay", "target"): {"act-quill": ("Quill", 3, "name")},
    ("stm-quill", "speaker"): {"act-quill": ("Quill", 4, "name")},
    ("stm-nobody", "speaker"): {"act-quill": ("Nobody waits", 4, None)},
    ("stm-soon", "speaker"): {"act-brook": ("Brook", 5, "name")},
    ("stm-soon", "target"): {"act-quill": ("must open", 5, None)},
    ("stm-both", "speaker"): {"act-erewhon": ("Both sides", 6, "nominal"), "act-utopia": ("Both sides", 6, "nominal")},
    ("stm-officials", "speaker"): {"act-officials": ("Utopian officials", 7, "nominal")},
    ("stm-erewhon", "speaker"): {"act-erewhon": ("Erewhon", 8, "name")},
    ("stm-erewhon", "target"): {"act-brook": ("Brook", 8, "name")},
}
# Words that tell of an event -> the event, and the statement that they belong to.
TOLD = {
    "Ada Brook met Zef Quill": ("evt-meeting", "stm-gull"),
    "Both sides agreed to share pilots": ("evt-pact", None),
    "a raid on Erewhon": ("evt-raid", "stm-officials"),
    "Two cranes in Port Mel collapsed": ("evt-collapse", None),
    "sabotage": ("evt-collapse", "stm-erewhon"),
}


def _evidence() -> Iterator[Row]:
    yield span(f"sources/{SOURCE}/document_date", "2031-05-09", 1)
    yield mention("act-utopia", "Utopian", 1, mention="demonym")
    yield mention("act-utopia", "Utopian", 7, mention="demonym")
    yield mention("act-utopia", "Both sides", 6, mention="nominal")
    yield mention("act-erewhon", "Both sides", 6, mention="nominal")
    yield mention("act-erewhon", "We", 4, mention="pronoun")
    yield mention("act-erewhon", "Erewhon", 7)
    yield mention("act-erewhon", "Erewhon", 8)
    yield mention("act-gull", "Gull Agency", 1)
    yield mention("act-gull", "the agency", 2, mention="nominal")
    yield mention("act-officials", "Utopian officials", 7)
    yield mention("act-dockers", "dockers", 7, mention="nominal")
    yield mention("act-brook", "Ada Brook", 1)
    yield mention("act-brook", "she", 3, mention="pronoun")
    for paragraph in (2, 5, 8):
        yield mention("act-brook", "Brook", paragraph)
    yield mention("act-quill", "Zef Quill", 1)
    yield mention("act-quill", "Quill", 3)
    yield mention("act-quill", "Quill", 4)
    yield span("actors/act-brook/office", "Utopian Harbour Minister", 1)

    yield span("events/evt-meeting/record", "Ada Brook met Zef Quill", 1)
    yield span("events/evt-meeting/date_edtf", "Wednesday", 1, basis="resolved")
    yield span("events/evt-meeting/actor", "Ada Brook", 1, mention="name")
    yield span("events/evt-meeting/actor", "Zef Quill", 1, mention="name")
    yield span("events/evt-meeting/place", "Port Mel", 1)
    yield span("events/evt-pact/record", "Both sides agreed to share pilots", 6)
    yield span("events/evt-pact/date_edtf", "Wednesday", 1, basis="inferred")
    yield span("events/evt-pact/actor", "Both sides", 6, basis="resolved", mention="nominal")
    yield span("events/evt-raid/record", "a raid on Erewhon", 7)
    yield span("events/evt-raid/recipient", "Erewhon", 7, mention="name")
    yield span("events/evt-collapse/record", "Two cranes in Port Mel collapsed", 8)
    yield span("events/evt-collapse/record", "sabotage", 8)
    yield span("events/evt-collapse/date_edtf", "May 3", 8, basis="resolved")
    yield span("events/evt-collapse/actor", "Brook", 8, mention="name")
    yield span("events/evt-collapse/place", "Port Mel", 8)

    yield from _speech(
        "stm-gull",
        1,
        "the Gull Agency",
        "reported",
        "Utopian Harbour Minister Ada Brook met Zef Quill in Port Mel on Wednesday",
    )
    yield span("statements/stm-gull/date_edtf", "Thursday", 1, basis="resolved")
    yield from _speech("stm-agency", 2, "the agency", "said", 'Brook vowed to "quickly" reopen the quay')
    yield from _speech("stm-vow", 2, "Brook", "vowed", 'to "quickly" reopen the quay', "quickly")
    yield from _speech("stm-quay", 3, "she", "told", "The quay must open", "The quay must open")
    yield from _speech("stm-quill", 4, "Quill", "added", "We agree", "We agree")
    yield from _speech("stm-nobody", 4, None, None, "Nobody waits", "Nobody waits")
    yield from _speech("stm-soon", 5, "Brook", "said", 'the quay "must open" soon', "must open")
    yield from _speech("stm-both", 6, "Both sides", "agreed", "to share pilots")
    yield span("statements/stm-both/date_edtf", "Wednesday", 1, basis="inferred")
    yield from _speech(
        "stm-officials",
        7,
        "Utopian officials",
        "estimate",
        "around 40 dockers were injured in a raid on Erewhon, with 12 more killed",
    )
    yield from _speech("stm-erewhon", 8, "Erewhon", "called", "sabotage directed by Brook")

    for (key, role), words in ROLES.items():
        for actor, (quote, paragraph, kind) in words.items():
            field = "speaker_actor" if role == "speaker" else role
            basis = "inferred" if kind is None else mention(actor, quote, paragraph, mention=kind)["basis"]
            if (key, actor) != ("stm-both", "act-utopia"):  # joint speakers share a row
                yield span(f"statements/{key}/{field}", quote, paragraph, basis=basis, mention=kind)
    yield span("statements/stm-vow/reported_by", "said", 2)

    yield span("figures/fig-injured/record", "around 40 dockers were injured", 7)
    yield span("figures/fig-injured/value", "around 40", 7)
    yield span("figures/fig-injured/counted", "dockers", 7)
    yield span("figures/fig-killed/record", "12 more killed", 7)
    yield span("figures/fig-killed/value", "12", 7)
    yield span("figures/fig-cranes/record", "Two cranes in Port Mel collapsed", 8)
    yield span("figures/fig-cranes/value", "Two", 8)
    yield span("figures/fig-cranes/counted", "cranes", 8)


def _speech(
    key: str, paragraph: int, speaker: str | None, cue: str | None, content: str, quoted: str | None = None
) -> Iterator[Row]:
    parts = [(field, words) for field, words in (("speaker", speaker), ("cue", cue), ("content", content)) if words]
    places = [place(words, paragraph) for _, words in parts]
    low, high = min(start for start, _ in places), max(end for _, end in places)
    yield span(f"statements/{key}/record", TEXT[low:high], paragraph)
    for field, words in [*parts, *([("quoted", quoted)] if quoted else [])]:
        yield span(f"statements/{key}/{field}", words, paragraph)


def _rows() -> dict[str, list[Row]]:
    evidence = sorted(_evidence(), key=lambda row: (row["char_start"], row["char_end"], row["evidence_id"]))

    def first(table: str, record: str, field: str = "record", words: str | None = None) -> Row:
        return next(
            row for row in evidence
            if (row["record_table"], row["record_id"], row["field"]) == (table, record, field) and words in (None,
                row["exact"])
        )  # fmt: skip

    def record(table: str, key: str, **cells: object) -> Row:
        common: Row = {} if table == "actors" else {"source_id": SOURCE}
        proof = first(table, key, "name" if table == "actors" else "record")
        return {KEYS[table]: key, **common, "evidence_id": proof["evidence_id"], "method": "manual", **cells}

    def said(key: str, kind: str, **cells: object) -> Row:
        words = {
            f"{field}_text": next((r["exact"] for r in evidence if r["record_id"] == key and r["field"] == field), None)
            for field in ("speaker", "cue", "content", "quoted")
        }
        method = "automatic-reviewed" if words["quoted_text"] else "manual"
        return record("statements", key, quote_type=kind, method=method, **words, **cells)

    def role(key: str, role: str, actor: str, words: str) -> Row:
        proof = first("statements", key, "speaker_actor" if role == "speaker" else role, words)
        return {"statement_id": key, "actor_id": actor, "role": role, "evidence_id": proof["evidence_id"]}

    def telling(words: str, event: str, statement: str | None) -> Row:
        proof = first("events", event, "record", words)
        return {"evidence_id": proof["evidence_id"], "event_id": event, "voice": "reported" if statement else "own",
                "statement_id": statement, "event_type": "ASSAULT" if words == "sabotage" else None}  # fmt: skip

    def link(event: str, field: str, words: str, **cells: object) -> Row:
        return {"event_id": event, "evidence_id": first("events", event, field, words)["evidence_id"], **cells}

    wednesday = {"date_start": _day(7), "date_end": _day(7), "date_prec": 1}
    figure = {"modifier": "plain", "is_estimate": True, "unit": "person", "statement_id": "stm-officials",
              "event_id": "evt-raid", "method": "automatic-reviewed"}  # fmt: skip
    return {
        "sources": [{"source_id": SOURCE, "file_name": "quay.txt", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
                     "char_length": len(TEXT), "language": "en", "document_date": _day(9)}],
        "evidence": evidence,
        "actors": [
            record("actors", "act-brook", name="Ada Brook", actor_type="person", sector_code="GOV",
                office="Utopian Harbour Minister", parent_actor_id="act-utopia", country_code="SE", wikidata_id="Q1"),
            record("actors", "act-dockers", name="the dockers", actor_type="group", sector_code="LAB"),
            record("actors", "act-erewhon", name="Erewhon", actor_type="state", country_code="NO", wikidata_id="Q2"),
            record("actors", "act-gull", name="Gull Agency", actor_type="organization", sector_code="JRN",
                parent_actor_id="act-utopia", country_code="SE"),
            record("actors", "act-officials", name="Utopian officials", actor_type="group", sector_code="GOV",
                parent_actor_id="act-utopia", country_code="SE"),
            record("actors", "act-quill", name="Zef Quill", actor_type="person", parent_actor_id="act-erewhon",
                country_code="NO"),
            record("actors", "act-utopia", name="Utopia", actor_type="state", country_code="SE"),
        ],
        "events": [
            record("events", "evt-meeting", label="Brook meets Quill", event_type="CONSULT", is_asserted=False,
                date_edtf="2031-05-07", **wednesday),
            record("events", "evt-pact", label="Pilots are shared", event_type="AGREE", is_asserted=True,
                parent_event_id="evt-meeting", date_edtf="2031-05-07?",
                **wednesday),
            record("events", "evt-raid", label="Raid on Erewhon", event_type="ASSAULT", event_mode="beat",
                is_asserted=False),
            record("events", "evt-collapse", label="Cranes collapse", event_type="OTHER", is_asserted=True,
                   date_edtf="2031-05-03", date_start=_day(3), date_end=_day(3), date_prec=1),
        ],
        "event_actors": [
            link("evt-meeting", "actor", "Ada Brook", actor_id="act-brook", role="actor"),
            link("evt-meeting", "actor", "Zef Quill", actor_id="act-quill", role="actor"),
            link("evt-pact", "actor", "Both sides", actor_id="act-erewhon", role="actor"),
            link("evt-pact", "actor", "Both sides", actor_id="act-utopia", role="actor"),
            link("evt-raid", "recipient", "Erewhon", actor_id="act-erewhon", role="recipient"),
            link("evt-collapse", "actor", "Brook", actor_id="act-brook", role="actor", statement_id="stm-erewhon"),
        ],
        "event_mentions": [telling(words, *told) for words, told in TOLD.items()],
        "statement_actors": [
            role(key, part, actor, words) for (key, part), actors in ROLES.items()
            for actor, (words, _, _) in actors.items()
        ],
        "codes": code_rows(RAW, {"NO", "SE"}),
        "event_places": [
            link(event, "place", "Port Mel", place_name="Port Mel", country_code="SE", admin1_code="SE-M", where_prec=1)
            for event in ("evt-meeting", "evt-collapse")
        ],
        "statements": [
            said("stm-gull", "indirect", date_edtf="2031-05-08", date_start=_day(8), date_end=_day(8),
                date_prec=1),
            said("stm-agency", "indirect"),
            said("stm-vow", "mixed", reported_by_statement_id="stm-agency",
                setting_event_id="evt-meeting", act_type="AGREE"),
            said("stm-quay", "direct", act_type="REQUEST"),
            said("stm-nobody", "direct"),
            said("stm-quill", "direct"),
            said("stm-soon", "mixed", fuller_statement_id="stm-quay", act_type="REQUEST"),
            said("stm-both", "indirect", setting_event_id="evt-meeting", act_type="AGREE",
                date_edtf="2031-05-07?", **wednesday),
            said("stm-officials", "indirect"),
            said("stm-erewhon", "indirect", act_type="ACCUSE"),
        ],
        "figures": [
            record("figures", "fig-injured", value=40.0, value_text="around 40", measure="injured",
                counted_text="dockers", counted_actor_id="act-dockers", **figure | {"modifier": "approximate"}),
            record("figures", "fig-killed", value=12.0, value_text="12", measure="killed",
                counted_actor_id="act-dockers", **figure),
            record("figures", "fig-cranes", value=2.0, value_text="Two", measure="collapsed", counted_text="cranes",
                **figure | {"is_estimate": False, "unit": "crane", "statement_id": None, "event_id": "evt-collapse"}),
        ],
        "candidates": [
            candidate("date", "2031-05-09", 1, rests=first("sources", SOURCE, "document_date"), value="2031-05-09"),
            candidate("name", "Utopian", 1, rests=first("actors", "act-utopia", "name"), value="act-utopia"),
            candidate("name", "Port Mel", 1, rests=first("events", "evt-meeting", "place")),
            candidate("date", "Wednesday", 1, rests=first("events", "evt-meeting", "date_edtf"), value="2031-05-07"),
            candidate("quote", '"quickly"', 2, rests=first("statements", "stm-vow", "quoted")),
            candidate("quote", '"The quay must open,"', 3, rests=first("statements", "stm-quay", "quoted")),
            candidate("quote", "“We agree,”", 4, rests=first("statements", "stm-quill", "quoted")),
            candidate("quote", "“Nobody waits.”", 4, rests=first("statements", "stm-nobody", "quoted")),
            candidate("quote", '"must open"', 5, rests=first("statements", "stm-soon", "quoted")),
            candidate("name", "Both", 6, rests=None),
            candidate("figure", "around 40", 7, rests=first("figures", "fig-injured", "value"), value="40"),
            candidate("figure", "12", 7, rests=first("figures", "fig-killed", "value"), value="12"),
            candidate("figure", "Two", 8, rests=first("figures", "fig-cranes", "value"), value="2"),
        ],
    }  # fmt: skip


def _day(number: int) -> date:
    return date(2031, 5, number)


def _sorted(rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Links and records in text order, as published."""
    at = {row["evidence_id"]: (row["char_start"], row["char_end"]) for row in rows["evidence"]}
    keys = {name: ALL[name].primary_key for name in RESTING}
    ordered = {
        name: sorted(rows[name], key=lambda r: (at[r["evidence_id"]], [r[k] for k in keys[name]])) for name in keys
    }
    return rows | ordered


ROWS: dict[str, list[Row]] = {name: [] for name in ALL} | _sorted(_rows())
