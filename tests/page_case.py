"""A small package for the tests of the page: an invented article with nested, crossing and hostile passages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from publisher.formats.write import TableWriter
from publisher.publish import page
from publisher.publish.bundle import Bundle
from publisher.publish.descriptor import ORDER
from publisher.publish.page import view
from publisher.records.tabulate import to_batch
from publisher.schemas import load

SCHEMAS = Path(__file__).parents[1] / "schemas"
RAW: dict[str, dict[str, Any]] = {path.stem: json.loads(path.read_bytes()) for path in sorted(SCHEMAS.glob("*.json"))}
Row = Mapping[str, Any]

SOURCE = "src-quay"
EMPTY = b"PK\5\6" + bytes(18)  # an archive of nothing
ARCHIVE = Bundle("data/quay-records.zip", len(EMPTY), hashlib.sha256(EMPTY).hexdigest(), 0)
ATTACK = "</script><script>window.hacked = 1</script><img src=x onerror=window.hacked=1>"
TEXT = f"""date 2031-05-09
🦀 Ada Brook told Zef Quill that the quay must open, the Gull Agency reported, according to Port Radio.

Secret words that no record rests on.
Quill said "{ATTACK}" on Monday.
Both sides agreed to share 12 pilots. Two cranes collapsed in what Brook calls sabotage by Quill.
"""


def place(words: str, nth: int = 1) -> tuple[int, int]:
    """Where the words stand in TEXT, code points."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def evidence(
    table: str,
    record: str,
    field: str,
    words: str,
    *,
    nth: int = 1,
    basis: str = "explicit",
    mention: str | None = None,
) -> Row:
    start, end = place(words, nth)
    key = f"{SOURCE}|{table}|{record}|{field}|{start}|{end}"
    return {
        "evidence_id": "evd-" + hashlib.sha256(key.encode()).hexdigest()[:16],
        "source_id": SOURCE,
        "record_table": table,
        "record_id": record,
        "field": field,
        "char_start": start,
        "char_end": end,
        "exact": words,
        "mention_type": mention,
        "basis": basis,
    }


TOLD = "Ada Brook told Zef Quill that the quay must open"
REPORTED = f"{TOLD}, the Gull Agency reported"
EVIDENCE: Sequence[Row] = [
    evidence("sources", SOURCE, "document_date", "2031-05-09"),
    evidence("actors", "act-brook", "name", "Ada Brook", mention="name"),
    evidence("actors", "act-brook", "name", "Brook", nth=2, mention="name"),
    evidence("actors", "act-quill", "name", "Zef Quill", mention="name"),
    evidence("actors", "act-quill", "name", "Quill", nth=2, mention="name"),
    evidence("actors", "act-quill", "name", "Quill", nth=3, mention="name"),
    evidence("actors", "act-gull", "name", "Gull Agency", mention="name"),
    evidence("actors", "act-radio", "name", "Port Radio", mention="name"),
    evidence("statements", "stm-brook", "record", TOLD),
    evidence("statements", "stm-brook", "speaker", "Ada Brook"),
    evidence("statements", "stm-brook", "speaker_actor", "Ada Brook"),
    evidence("statements", "stm-brook", "addressee", "Zef Quill"),
    evidence("statements", "stm-brook", "cue", "told"),
    evidence("statements", "stm-brook", "content", "the quay must open"),
    evidence("statements", "stm-gull", "record", REPORTED),
    evidence("statements", "stm-gull", "content", TOLD),
    evidence("statements", "stm-gull", "speaker", "the Gull Agency"),
    evidence("statements", "stm-radio", "record", f"{REPORTED}, according to Port Radio"),
    evidence("statements", "stm-radio", "content", REPORTED),
    evidence("statements", "stm-quill", "record", f'Quill said "{ATTACK}"'),
    evidence("statements", "stm-quill", "content", f'"{ATTACK}"'),
    evidence("statements", "stm-quill", "quoted", ATTACK),
    evidence("statements", "stm-quill", "speaker_actor", "Quill", nth=2),
    evidence("statements", "stm-quill", "date_edtf", "Monday", basis="resolved"),
    evidence("statements", "stm-both", "record", "Both sides agreed to share 12 pilots"),
    evidence("statements", "stm-both", "content", "to share 12 pilots"),
    evidence("statements", "stm-both", "speaker_actor", "Both sides", basis="resolved"),
    evidence("statements", "stm-claim", "record", "Brook calls sabotage by Quill"),
    evidence("statements", "stm-claim", "content", "sabotage by Quill"),
    evidence("statements", "stm-claim", "speaker_actor", "Brook", nth=2),
    evidence("statements", "stm-claim", "target", "Quill", nth=3),
    evidence("events", "evt-talks", "record", "agreed to share"),  # crosses the content of stm-both
    evidence("events", "evt-collapse", "record", "Two cranes collapsed"),
    evidence("events", "evt-collapse", "record", "sabotage"),
    evidence("events", "evt-collapse", "date_edtf", "Monday", basis="inferred"),
    evidence("figures", "fig-pilots", "record", "12 pilots"),
    evidence("figures", "fig-pilots", "value", "12"),
    evidence("figures", "fig-pilots", "counted", "pilots"),
]


def proof(record: str, field: str | None = None, words: str | None = None) -> str:
    """The first evidence of a record, of a field of it, or of one with these words."""
    return next(
        str(row["evidence_id"])
        for row in EVIDENCE
        if row["record_id"] == record and field in (None, row["field"]) and words in (None, row["exact"])
    )


def part(statement: str, actor: str, role: str, field: str = "speaker_actor") -> Row:
    row = {"statement_id": statement, "actor_id": actor, "role": role}
    return {**row, "evidence_id": proof(statement, field if role == "speaker" else role)}


def mention(event: str, words: str, **cells: object) -> Row:
    return {"evidence_id": proof(event, "record", words), "event_id": event, "voice": "own", **cells}


def _row(table: str, record: str, **cells: object) -> Row:
    common = {f"{table[:-1]}_id": record, "evidence_id": proof(record), "method": "manual"}
    return common | ({} if table == "actors" else {"source_id": SOURCE}) | cells


def _day(edtf: str, start: date | None, end: date | None, prec: int | None) -> dict[str, object]:
    return {"date_edtf": edtf, "date_start": start, "date_end": end, "date_prec": prec}


ROWS: Mapping[str, Sequence[Row]] = {
    "sources": [
        {
            "source_id": SOURCE,
            "file_name": "quay.txt",
            "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
            "char_length": len(TEXT),
            "language": "en",
            "document_date": date(2031, 5, 9),
            "url": "javascript:alert(1)",
        }
    ],
    "actors": [
        _row("actors", "act-brook", name="Ada Brook", actor_type="person", sector_code="GOV", country_code="NA"),
        _row("actors", "act-gull", name="Gull Agency", actor_type="organization", sector_code="JRN"),
        _row("actors", "act-quill", name=f"Zef {ATTACK}", actor_type="person", note='"><b>bold</b>'),
        _row("actors", "act-radio", name="Port Radio", actor_type="organization", sector_code="JRN"),
    ],
    "statements": [
        _row(
            "statements", "stm-brook", speaker_text="Ada Brook", cue_text="told",
            content_text="the quay must open", quote_type="indirect",
            reported_by_statement_id="stm-gull", act_type="REQUEST",
        ),
        _row(
            "statements", "stm-gull", speaker_text="the Gull Agency", cue_text="reported",
            content_text=TOLD, quote_type="indirect", reported_by_statement_id="stm-radio",
        ),
        _row(
            "statements", "stm-radio", speaker_text="Port Radio", cue_text="according to",
            content_text=REPORTED, quote_type="indirect",
        ),
        _row(
            "statements", "stm-quill", speaker_text="Quill", cue_text="said",
            content_text=f'"{ATTACK}"', quoted_text=ATTACK, quote_type="direct",
            **_day("2031-05-05", date(2031, 5, 5), date(2031, 5, 5), 1),
        ),
        _row(
            "statements", "stm-both", speaker_text="Both sides", cue_text="agreed", content_text="to share 12 pilots",
            quote_type="indirect", setting_event_id="evt-talks",
        ),
        _row(
            "statements", "stm-claim", speaker_text="Brook", cue_text="calls",
            content_text="sabotage by Quill", quote_type="indirect", act_type="ACCUSE",
        ),
    ],
    "events": [
        _row("events", "evt-talks", label="Brook and Quill agree", event_type="AGREE", is_asserted=True),
        _row(
            "events", "evt-collapse", label="Two cranes collapse", event_type="OTHER", is_asserted=True,
            **_day("[..2031-05-05]", None, date(2031, 5, 5), None),
        ),
    ],
    "figures": [
        _row(
            "figures", "fig-pilots", value=12.0, value_text="12", modifier="plain", is_estimate=False, measure="other",
            unit="person", counted_text="pilots", statement_id="stm-both",
        )
    ],
    "event_mentions": [
        mention("evt-talks", "agreed to share"),
        mention("evt-collapse", "Two cranes collapsed"),
        mention("evt-collapse", "sabotage", voice="reported", statement_id="stm-claim", event_type="ASSAULT"),
    ],
    "statement_actors": [
        part("stm-brook", "act-brook", "speaker"),
        part("stm-brook", "act-quill", "addressee"),
        part("stm-gull", "act-gull", "speaker", "speaker"),
        part("stm-radio", "act-radio", "speaker", "record"),
        part("stm-quill", "act-quill", "speaker"),
        part("stm-both", "act-brook", "speaker"),
        part("stm-both", "act-quill", "speaker"),
        part("stm-claim", "act-brook", "speaker"),
        part("stm-claim", "act-quill", "target"),
    ],
    "event_actors": [
        {"event_id": "evt-talks", "actor_id": "act-brook", "role": "actor", "evidence_id": proof("evt-talks")},
        {"event_id": "evt-talks", "actor_id": "act-quill", "role": "actor", "evidence_id": proof("evt-talks")},
        {
            "event_id": "evt-collapse", "actor_id": "act-quill", "role": "actor", "statement_id": "stm-claim",
            "evidence_id": proof("evt-collapse"),
        },
    ],
    "event_places": [
        {"event_id": "evt-talks", "place_name": "Port Mel", "where_prec": 5, "evidence_id": proof("evt-talks")},
        {"event_id": "evt-talks", "place_name": "Port-Mel", "where_prec": 5, "evidence_id": proof("evt-talks")},
    ],
    "evidence": sorted(EVIDENCE, key=lambda row: (row["char_start"], row["char_end"], row["evidence_id"])),
    "candidates": [
        {
            "candidate_id": f"cnd-{number:016x}", "source_id": SOURCE, "kind": kind, "rule": kind,
            "char_start": place(words)[0], "char_end": place(words)[1], "exact": words,
            "decision": decision, "reason": reason,
        }
        for number, (kind, words, decision, reason) in enumerate(
            [
                ("name", "Ada Brook", "accepted", None),
                ("name", "Port Radio", "accepted", None),
                ("figure", "Two", "rejected", "told elsewhere"),
                ("date", "Monday", "accepted", None),
            ]
        )
    ],
    "codes": [
        {
            "table_name": "events", "column_name": "event_type", "applies_to": "*", "code": "AGREE", "label": "agree",
            "definition": "A promise.", "quad_class": "verbal cooperation", "source": "PLOVER",
        },
        *(
            {
                "table_name": "statements", "column_name": "act_type", "applies_to": "*", "code": code, "label": label,
                "definition": "Words.", "quad_class": "verbal conflict", "source": "PLOVER",
            }
            for code, label in (("ACCUSE", "blame or concern"), ("REQUEST", "demand"))
        ),
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Package:
    """A package on disk, without the page."""

    folder: Path
    descriptor: dict[str, Any]
    texts: Mapping[str, str]

    def page(self, texts: Mapping[str, str] | None = None) -> str:
        return next(self._pages(texts))[1]

    def write(self) -> Package:
        """The same, with the page and those of articles on disk."""
        for name, text in self._pages(None):
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")
        return self

    def _pages(self, texts: Mapping[str, str] | None) -> Iterator[tuple[str, str]]:
        texts = self.texts if texts is None else texts
        return page.pages(view.load(self.descriptor, RAW, self.folder / "data", texts, ARCHIVE))


def among(*others: str) -> dict[str, Sequence[Row]]:
    """The rows of the article, and of others without records: of six articles on, an archive."""
    known = ROWS["sources"][0]
    return {
        **ROWS,
        "sources": [known, *({**known, "source_id": n, "title": f"Title of {n}", "url": None} for n in others)],
    }


def package(folder: Path, rows: Mapping[str, Sequence[Row]] = ROWS) -> Package:
    """Writes the tables and describes them; tables without rows in `rows` are empty."""
    schemas = load(SCHEMAS)
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    resources = []
    for name in ORDER:
        with TableWriter(data, schemas[name]) as writer:
            writer.write(to_batch(rows.get(name, []), schemas[name]))
            writer.close()
        for suffix, mediatype in ((".csv", "text/csv"), (".parquet", "application/vnd.apache.parquet")):
            content = (data / f"{name}{suffix}").read_bytes()
            resource: dict[str, Any] = {
                "name": name if suffix == ".csv" else f"{name}-parquet",
                "description": RAW[name]["description"],
                "path": f"data/{name}{suffix}",
                "mediatype": mediatype,
                "schema": f"schemas/{name}.json",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            }
            resources.append(resource | ({"rows": len(rows.get(name, []))} if suffix == ".csv" else {}))
    descriptor = {
        "name": "quay-records",
        "title": f"Records of the quay {ATTACK}",
        "description": "What was said about a quay.",
        "version": "1.2.3",
        "created": "2031-05-10T00:00:00Z",
        "licenses": [{"name": "CC0-1.0", "title": "CC0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        "contributors": [{"title": "Quay Group & Co", "roles": ["creator", "publisher"]}],
        "keywords": ["quay"],
        "resources": resources,
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (folder / ARCHIVE.path).write_bytes(EMPTY)
    return Package(folder, descriptor, {SOURCE: TEXT})


@dataclass(frozen=True)
class Element:
    """An element of a page: its own attributes, the elements directly inside it, and all text inside it."""

    name: str
    attributes: Mapping[str, str | None]
    children: Sequence[Element]
    text: str

    def all(self) -> Iterator[Element]:
        """The element and whatever is inside it, in the order of the page."""
        yield self
        for child in self.children:
            yield from child.all()

    def find(self, name: str, **attributes: str) -> Element:
        """The first element of this name inside; `class_` is one of its classes, others are whole values."""
        return next(self.every(name, **attributes))

    def every(self, name: str, **attributes: str) -> Iterator[Element]:
        wanted = dict(attributes)
        one = wanted.pop("class_", None)
        for element in self.all():
            has = element.attributes
            fits = one is None or one in (has.get("class") or "").split()
            if element.name == name and fits and all(has.get(key) == value for key, value in wanted.items()):
                yield element


_VOID = {"br", "col", "input", "link", "meta", "wbr"}
_CELLS = {"td", "th", "tr"}
_ENDED_BY = {"td": _CELLS, "th": _CELLS, "tr": {"tr"}, "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}}


class _Reader(HTMLParser):
    """A tree, with the end tags that HTML lets one leave out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None], list[Element], list[str]]] = [("", {}, [], [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while tag in _ENDED_BY.get(self.open[-1][0], ()):
            self._close()
        self.open.append((tag, dict(attrs), [], []))
        if tag in _VOID:
            self._close()

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1][0] != tag:
            assert self.open[-1][0] in _ENDED_BY, f"</{tag}> inside {self.open[-1][0]}"
            self._close()
        self._close()

    def handle_data(self, data: str) -> None:
        self.open[-1][3].append(data)

    def _close(self) -> None:
        name, attributes, children, parts = self.open.pop()
        self.open[-1][2].append(Element(name, attributes, children, "".join(parts)))
        self.open[-1][3].extend(parts)


def snippets(table: str, schema: Mapping[str, Any], proven: bool = True, parts: int = 1) -> dict[str, str]:
    """Tool -> the code that loads a table, as a reader copies it from the page. proven: there is a table of evidence;
    parts: in how many files each table is."""
    key, files = schema["primaryKey"], [Path()] * parts
    load = {"name": table, "fields": schema["fields"], "key": [key] if isinstance(key, str) else key, "files": files}
    view = {"tables": {"evidence": {"name": "evidence", "files": files}} if proven else {}}
    section = parsed(page.templates.render("load.html", load=load, view=view))
    return {figure.find("figcaption").text: figure.find("code").text for figure in section.every("figure")}


def parsed(html: str) -> Element:
    """A page or a piece of one, as the root of a tree; asserts that it is well nested."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    ((_, _, children, parts),) = reader.open
    return Element("", {}, children, "".join(parts))
