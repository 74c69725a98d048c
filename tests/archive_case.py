"""A small archive for the tests of its page: seven articles of a strike, with awkward and hostile texts.

What it must say first is known, so that the tests can name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
from page_case import ATTACK, Package, Row, package

AWKWARD = 'He said "stop, 🦀"\nand left,\r\nthen nothing'
STATEMENTS = 130  # more than two pages of rows

SOURCES: Sequence[Row] = [
    {
        "source_id": f"src-{n}",
        "file_name": "news.jsonl",
        "doc_id": f"news/{n}",
        "sha256": f"{n:064x}",
        "char_length": 1000,
        "language": "en",
        "document_date": date(2031, 5, n) if n < 6 else None,
        "title": {1: f"Strike {ATTACK}", 2: "Port closed"}.get(n),
        "url": {1: "javascript:alert(1)", 2: "https://news.example/2"}.get(n),
        "publisher": "North News" if n == 2 else None,
    }
    for n in range(1, 8)
]


def actor(name: str, kind: str, **cells: object) -> Row:
    number = sum(map(ord, name))
    return {
        "actor_id": f"act-{name.split()[0].lower()}",
        "name": name,
        "actor_type": kind,
        "evidence_id": f"evd-{number:016x}",
        "method": "automatic",
        **cells,
    }


ACTORS: Sequence[Row] = [
    actor("Ana Lind", "person", office="minister", parent_actor_id="act-ministry"),
    actor("Jon Berg", "person", country_code="NA"),
    actor("Ministry of Ports", "organization", parent_actor_id="act-sweden"),
    {**actor("Quill", "person", note=ATTACK), "name": f"Zef {ATTACK}"},
    actor("Sweden", "state", country_code="SE"),
    actor("Union of Dockers", "organization", country_code="SE"),
]


def statement(n: int, **cells: object) -> Row:
    return {
        "statement_id": f"stm-{n:04}",
        "speaker_text": "he",
        "content_text": f"sentence {n}",
        "quote_type": "indirect",
        "source_id": f"src-{n % 7 + 1}",
        "evidence_id": f"evd-{n:016x}",
        "method": "automatic",
        **cells,
    }


SAID: Mapping[int, Row] = {
    0: {"quote_type": "direct", "content_text": AWKWARD, "quoted_text": "stop, 🦀"},
    1: {"quote_type": "direct"},
    2: {"quote_type": "mixed", "act_type": "ACCUSE"},
    3: {"act_type": "REQUEST"},
    4: {"quote_type": "direct", "fuller_statement_id": "stm-0000"},
    5: {"content_text": ATTACK},
}


def part(n: int, who: str, role: str = "speaker") -> Row:
    return {"statement_id": f"stm-{n:04}", "actor_id": f"act-{who}", "role": role, "evidence_id": f"evd-{n:016x}"}


def event(
    name: str, kind: str, source: int, first: date | None = None, last: date | None = None, **cells: object
) -> Row:
    return {
        "event_id": f"evt-{name}",
        "label": f"the {name}",
        "event_type": kind,
        "is_asserted": True,
        "date_edtf": first.isoformat() if first else None,
        "date_start": first,
        "date_end": last or first,
        "source_id": f"src-{source}",
        "evidence_id": f"evd-{sum(map(ord, name)):016x}",
        "method": "automatic",
        **cells,
    }


def side(name: str, who: str, role: str, **cells: object) -> Row:
    return {"event_id": f"evt-{name}", "actor_id": f"act-{who}", "role": role, "evidence_id": f"evd-{1:016x}", **cells}


def figure(n: int, value: str, measure: str, source: int, **cells: object) -> Row:
    return {
        "figure_id": f"fig-{n}",
        "value": float(n),
        "value_text": value,
        "modifier": "plain",
        "is_estimate": False,
        "measure": measure,
        "unit": "person",
        "source_id": f"src-{source}",
        "evidence_id": f"evd-{n:016x}",
        "method": "automatic",
        **cells,
    }


ROWS: Mapping[str, Sequence[Row]] = {
    "sources": SOURCES,
    "actors": ACTORS,
    "statements": [statement(n, **SAID.get(n, {})) for n in range(STATEMENTS)],
    "statement_actors": [
        part(0, "ana"), part(1, "ana"), part(2, "ana"), part(2, "union", "target"), part(3, "jon"),
        part(4, "jon"), part(5, "quill"), part(6, "union"),
    ],
    "events": [
        event("strike", "PROTEST", 1, date(2031, 5, 1), is_asserted=None),
        event("raid", "ASSAULT", 1, date(2031, 5, 2)),
        event("clash", "ASSAULT", 2, date(2031, 5, 2)),
        event("talks", "CONSULT", 2, date(2031, 5, 1), date(2031, 5, 31)),
        event("sale", "COOPERATE", 3, auxiliary_mode="negation"),
        event("visit", "CONSULT", 3, is_asserted=False),
    ],
    "event_actors": [
        side("strike", "union", "actor"),
        side("raid", "sweden", "actor"), side("raid", "union", "recipient"),
        side("clash", "sweden", "actor"), side("clash", "union", "actor"),
        side("clash", "union", "recipient"), side("clash", "sweden", "recipient"),
        side("talks", "ana", "actor"), side("talks", "jon", "actor"),
        side("sale", "ana", "actor"), side("sale", "jon", "recipient"),
        side("visit", "jon", "actor", statement_id="stm-0001"),
    ],
    "event_places": [
        {"event_id": f"evt-{name}", "place_name": place, "country_code": code, "where_prec": 5,
         "evidence_id": f"evd-{2:016x}"}
        for name, place, code in (("raid", "Malmö", "SE"), ("raid", "Lund", "SE"), ("talks", "Windhoek", "NA"),
                                  ("clash", "Ystad", "SE"), ("visit", "the quay", None))
    ],
    "figures": [
        figure(12, "12", "killed", 1, counted_text="dockers", event_id="evt-raid", statement_id="stm-0002"),
        figure(11, "eleven", "killed", 2, counted_text="people", event_id="evt-clash"),
        figure(30, "30", "injured", 5, statement_id="stm-0003"),
        figure(31, "31", "injured", 5, auxiliary_mode="hypothetical"),
        figure(40, "40", "other", 5),
    ],
    "codes": [
        {"table_name": table, "column_name": "country_code", "applies_to": "*", "code": code, "label": label,
         "definition": label, "source": "ISO 3166-1"}
        for table in ("actors", "event_places") for code, label in (("NA", "Namibia"), ("SE", "Sweden"))
    ],
}  # fmt: skip


def archive(folder: Path, rows: Mapping[str, Sequence[Row]] = ROWS) -> Package:
    """The archive on disk, with its pages."""
    return package(folder, rows).write()


def in_parts(made: Package, table: str) -> Package:
    """The same package, with the files of a table in two parts each; the CSV parts have a header each."""
    data = made.folder / "data"
    whole = pq.ParquetFile(data / f"{table}.parquet").read()
    half = len(whole) // 2
    parts = {f"{table}-0001": whole.slice(0, half), f"{table}-0002": whole.slice(half)}
    records = (data / f"{table}.csv").read_bytes().decode()
    head, _, rest = records.partition("\n")
    at = rest.index(f"\n{whole[table[:-1] + '_id'][half].as_py()},") + 1
    for name, text in zip(parts, (rest[:at], rest[at:]), strict=True):
        pq.write_table(parts[name], data / f"{name}.parquet")
        (data / f"{name}.csv").write_bytes(f"{head}\n{text}".encode())
    for end in ("csv", "parquet"):
        (data / f"{table}.{end}").unlink()
        resource = next(one for one in made.descriptor["resources"] if one["path"] == f"data/{table}.{end}")
        resource["path"] = [f"data/{name}.{end}" for name in parts]
        resource["parts"] = [{"path": path, "bytes": 1, "hash": "sha256:0"} for path in resource["path"]]
    return made
