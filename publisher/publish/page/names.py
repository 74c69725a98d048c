"""What things are called on the page: addresses of records and spans, labels of records, dates in words."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from .view import Row, View

_YEAR = "January February March April May June July August September October November December"
MONTHS = tuple(_YEAR.split())
LANGUAGE = "en"  # of the page
KINDS = {"sources": "Source", "events": "Event", "actors": "Actor", "statements": "Statement", "figures": "Figure"}
"""The tables whose rows are shown as records beside the text, with what one row is."""
_UNSAFE = re.compile(r"[^\w.-]+")


def address_span(source_id: str, start: int, end: int) -> str:
    """The fragment of a stretch of text: source, first character, character after the last."""
    return f"{source_id}/{start}-{end}"


def address_row(table: str, *key: object) -> str:
    """The fragment of a row of a table: the table, then the key, value by value; it holds no white space."""
    return "/".join([table, *(_UNSAFE.sub("-", str(part)) for part in key)])


class Names:
    """Labels of records, looked up by id. An id that is not there is its own label."""

    def __init__(self, view: View) -> None:
        self._actors = {row["actor_id"]: row["name"] for row in view.rows("actors")}
        self._events = view.by_id("events") if view.total("events") else {}
        self._statements = view.by_id("statements") if view.total("statements") else {}
        self._labels: dict[str, str] = {
            **self._actors,
            **{key: row["label"] for key, row in self._events.items()},
            **{key: self.said(row) for key, row in self._statements.items()},
            **_figures(view),
            **{row["source_id"]: name_article(row, alone=view.total("sources") == 1) for row in view.rows("sources")},
        }
        self._joint = _joint(view) | _named(view)
        self._languages = {row["source_id"]: row["language"] for row in view.rows("sources")}

    def __getitem__(self, record: str) -> str:
        return self._labels.get(record, record)

    def __contains__(self, record: str) -> bool:
        return record in self._labels

    def lang(self, row: Row) -> str | None:
        """The language of the words that a row quotes, None where it is the page's own."""
        language = self._languages.get(row["source_id"])
        return None if language == LANGUAGE else language

    def speakers(self, statement: Row) -> list[str]:
        """The actors who speak: one, or several who speak jointly: the participants of the setting event; without one,
        those that the speaker's words name. Ids."""
        if statement["speaker_actor_id"]:
            return [statement["speaker_actor_id"]]
        return self._joint.get(statement["setting_event_id"] or statement["statement_id"], [])

    def speaker(self, statement: Row) -> str:
        """The speakers by name; where the authority file does not know them, the words of the text."""
        if statement["speaker_actor_id"] is None and statement["speaker_text"]:
            return str(statement["speaker_text"])
        return " and ".join(self[actor] for actor in self.speakers(statement)) or "Not named"

    def said(self, statement: Row) -> str:
        """A statement in a few words: who, and the cue as printed."""
        who = self._actors.get(statement["speaker_actor_id"] or "") or statement["speaker_text"] or "Not named"
        return f"{who} ({statement['cue_text']})" if statement["cue_text"] else str(who)

    def chain(self, statement: Row) -> list[Row]:
        """The statement, the one that reports it, and so on outwards."""
        found = [statement]
        while (outer := self._statements.get(found[-1]["reported_by_statement_id"])) is not None and outer not in found:
            found.append(outer)
        return found


def name_article(source: Row, *, alone: bool = True) -> str:
    """What to call an article: its title, else its date, and its file where it has neither or is not alone."""
    if source["title"]:
        return str(source["title"])
    dated = f"Article of {format_day(source['document_date'])}" if source["document_date"] else None
    return ", ".join(filter(None, (dated, None if dated and alone else source["file_name"])))


def _figures(view: View) -> dict[str, str]:
    """figure_id -> its words; before them the number, if another figure has the same words."""
    printed = {row["evidence_id"]: row for row in view.rows("evidence")}
    spans = [(figure, printed.get(figure["evidence_id"])) for figure in view.rows("figures")]
    places = Counter(_place(span) for _, span in spans if span)
    return {
        figure["figure_id"]: name_figure(figure, span["exact"], shared=places[_place(span)] > 1)
        if span
        else name_figure(figure)
        for figure, span in spans
    }


def _place(span: Row) -> tuple[str, int, int]:
    return span["source_id"], span["char_start"], span["char_end"]


def name_figure(figure: Row, words: str | None = None, *, shared: bool = False) -> str:
    """A figure in a few words: those of the text, and in brackets what is counted where they do not say it. words:
    the counting phrase, None where it is not at hand; shared: other figures rest on the same words."""
    counted = figure["counted_text"]
    if words is None:
        return " ".join(filter(None, (figure["value_text"], counted)))
    words = " ".join(words.split())
    before = f"{figure['value_text']}: " if shared else ""
    after = f" ({counted})" if counted and counted.casefold() not in words.casefold() else ""
    return f"{before}{words}{after}"


def _joint(view: View) -> dict[str, list[str]]:
    """event_id -> its actors."""
    found: dict[str, list[str]] = {}
    for row in view.rows("event_actors"):
        if row["role"] == "actor" and row["statement_id"] is None:
            found.setdefault(row["event_id"], []).append(row["actor_id"])
    return found


def _named(view: View) -> dict[str, list[str]]:
    """statement_id -> the actors that its speaker's words name, if there are several."""
    joint = {
        row["statement_id"]
        for row in view.rows("statements")
        if not row["speaker_actor_id"] and not row["setting_event_id"] and row["method"] != "automatic"
    }
    found: dict[str, list[str]] = {}
    for span in view.rows("evidence"):
        if span["field"] == "speaker" and span["record_id"] in joint:
            named = (
                row["record_id"]
                for row in view.rows("evidence")
                if row["record_table"] == "actors" and row["field"] == "name" and row["source_id"] == span["source_id"]
                if span["char_start"] <= row["char_start"] and row["char_end"] <= span["char_end"]
            )
            found.setdefault(span["record_id"], []).extend(named)
    return {key: list(dict.fromkeys(actors)) for key, actors in found.items() if len(set(actors)) > 1}


def format_day(when: date | str) -> str:
    """4 June 2025. when: may be a day or a time in ISO 8601."""
    when = date.fromisoformat(when[:10]) if isinstance(when, str) else when
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def format_edtf(edtf: str) -> str:
    """An EDTF date of the published subset (data dictionary, `date_edtf`) as an English phrase."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(first)
    if first in ("", ".."):
        return f"on or before {_one(last)}, {'beginning open' if first else 'beginning unknown'}"
    if last in ("", ".."):
        return f"on or after {_one(first)}, {'end open' if last else 'end unknown'}"
    return f"between {_one(first)} and {_one(last)}"


def _one(edtf: str) -> str:
    parts = edtf.rstrip("?~%").split("-")
    words = [str(int(parts[2]))] if len(parts) > 2 else []
    words += [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    phrase = " ".join([*words, parts[0]])
    return {"?": "probably ", "~": "about ", "%": "probably about "}.get(edtf[-1:], "") + phrase
