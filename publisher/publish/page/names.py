"""What things are called on the page: addresses of records and spans, labels of records, dates in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from publisher.edtf import ends, is_plain
from publisher.grouped import grouped

from .view import Row, View

_YEAR = "January February March April May June July August September October November December"
MONTHS = tuple(_YEAR.split())
LANGUAGE = "en"  # of the page
_SHARES = ("percent", "fraction")  # units of which there are not so many persons or things
KINDS = {"sources": "Article", "events": "Event", "actors": "Actor", "statements": "Statement", "figures": "Figure"}
"""The tables whose rows are shown as records beside the text, with what one row is."""
SHORT = 70  # characters of a quotation in a link
FIRST, LEAST, BEGIN = 1_000, 20, 56
"""Characters of a text that are looked at for its first words; of which they are at least, and at most."""
_UNSAFE = re.compile(r"[^\w.-]+")
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ('"', '"'))  # quotation marks; a cut may leave one of two


def address_span(evidence: Row) -> str:
    """The fragment of a stretch of text: source, first character, character after the last."""
    return f"{evidence['source_id']}/{evidence['char_start']}-{evidence['char_end']}"


def address_row(table: str, *key: object) -> str:
    """The fragment of a row of a table: the table, then the key, value by value; it holds no white space."""
    return "/".join([table, *(_UNSAFE.sub("-", str(part)) for part in key)])


class Names:
    """Labels of records, looked up by id. An id that is not there is its own label."""

    def __init__(self, view: View) -> None:
        self._statements = view.by_id("statements") if view.total("statements") else {}
        actors = view.rows("statement_actors")
        self._parts = grouped(((row["statement_id"], row["role"]), row["actor_id"]) for row in actors)
        self._labels: dict[str, str] = {row["actor_id"]: row["name"] for row in view.rows("actors")}
        self._labels |= {
            **{row["event_id"]: row["label"] for row in view.rows("events")},
            **{key: self.said(row) for key, row in self._statements.items()},
            **_figures(view),
            **{row["source_id"]: name_source(view, row) for row in view.rows("sources")},
        }
        self._inferred = {
            row["record_id"]
            for row in view.rows("evidence")
            if row["field"] == "reported_by" and row["basis"] == "inferred"
        }
        self.remarks = {row["name"]: row["note"] for row in view.rows("actors") if row["note"]}
        self._languages = {row["source_id"]: row["language"] for row in view.rows("sources")}

    def __getitem__(self, record: str) -> str:
        return self._labels.get(record, record)

    def __contains__(self, record: str) -> bool:
        return record in self._labels

    def lang(self, row: Row) -> str | None:
        """The language of the words that a row quotes, None where it is the page's own."""
        language = self._languages.get(row["source_id"])
        return None if language == LANGUAGE else language

    def parts(self, statement_id: str, role: str) -> Sequence[str]:
        """The actors that have a role in a statement. Ids."""
        return self._parts.get((statement_id, role), ())

    def speakers(self, statement: Row) -> list[str]:
        """The speakers by name; where the authority file does not know them, the words of the text."""
        known = [self[actor] for actor in self.parts(statement["statement_id"], "speaker")]
        return known or [statement["speaker_text"] or "Not named"]

    def speaker(self, statement: Row) -> str:
        """The same in one line."""
        return " and ".join(self.speakers(statement))

    def starred(self, statement: Row) -> str:
        """The same, with a star after whom there is a remark on, such as that a state runs it."""
        return " and ".join(map(self.star, self.speakers(statement)))

    def star(self, name: str) -> str:
        """A name, with a star if there is a remark on it."""
        return f"{name}*" if name in self.remarks else name

    def is_inferred(self, statement: Row) -> bool:
        """Whether it is only inferred who reports the statement."""
        return statement["statement_id"] in self._inferred

    def said(self, statement: Row) -> str:
        """A statement in a few words: who, and what."""
        return f"{self.speaker(statement)}: {clip(statement['content_text'])}"

    def who(self, statement_id: str) -> str:
        """The speakers of a statement."""
        return self.speaker(self._statements[statement_id])

    def who_starred(self, statement_id: str) -> str:
        """The same, starred."""
        return self.starred(self._statements[statement_id])

    def chain(self, statement: Row) -> list[Row]:
        """The statement, the one that reports it, and so on outwards."""
        found = [statement]
        while (outer := self._statements.get(found[-1]["reported_by_statement_id"])) is not None and outer not in found:
            found.append(outer)
        return found


def name_source(view: View, source: Row) -> str:
    """What to call an article of this page or of an archive."""
    alone = view.total("sources") == 1
    return name_article(
        source, "" if alone or source["title"] else view.texts.get(source["source_id"], ""), alone=alone
    )


def name_article(source: Row, text: str = "", *, alone: bool = True) -> str:
    """What to call an article: its title; else the first words of the text, in quotation marks; where that may not be
    shown, its name in an archive; else its date, and its file where that does not tell it."""
    if name := source["title"] or begin(text) or source["doc_id"]:
        return str(name)
    dated = f"Article of {format_day(source['document_date'])}" if source["document_date"] else None
    return ", ".join(filter(None, (dated, None if dated and alone else source["file_name"])))


def begin(text: str) -> str:
    """The first words of a text, in quotation marks: its first line, and the next ones where that is short, such as a
    place or a day. Nothing where there are no words."""
    lines = accumulate(filter(None, (" ".join(line.split()) for line in text[:FIRST].splitlines())), "{} {}".format)
    words = next((line for line in lines if len(line) >= LEAST), " ".join(text[:FIRST].split()))
    if len(words) > BEGIN:
        words = words[:BEGIN].rpartition(" ")[0] or words[:BEGIN]
    return f"“{words} …”" if words else ""


def _figures(view: View) -> dict[str, str]:
    """figure_id -> what to call it; before it the number, if another figure has the same words."""
    printed = {row["evidence_id"]: row for row in view.rows("evidence")}
    spans = [(row, printed[row["evidence_id"]]) for row in view.rows("figures") if row["evidence_id"] in printed]
    places = Counter(address_span(span) for _, span in spans)
    return {row["figure_id"]: name_figure(row, span["exact"], places[address_span(span)] > 1) for row, span in spans}


def name_figure(figure: Row, words: str, shared: bool = False) -> str:
    """A figure as a number of things that something happened to ("two boats destroyed"); if that is not known, in the
    words of the text, and in brackets what is counted where they do not say it. words: the counting phrase; shared:
    other figures rest on the same words."""
    counted, words = figure["counted_text"], " ".join(words.split())
    if counted and figure["measure"] != "other" and not figure["auxiliary_mode"] and figure["unit"] not in _SHARES:
        number = figure["value_text"]
        of = f"{number} of " if f"{number} of {counted}" in words else f"{number} "
        return f"{of}{counted} {figure['measure']}"
    before = f"{figure['value_text']}: " if shared else ""
    after = f" ({counted})" if counted and counted.casefold() not in words.casefold() else ""
    return f"{before}{words}{after}"


def clip(words: str, limit: int = SHORT) -> str:
    """The words on one line, or their beginning and end, without a quotation mark whose other one is cut off."""
    words = " ".join(words.split())
    if len(words) <= limit:
        return words
    head, tail = words[: limit * 2 // 3].rsplit(" ", 1)[0], words[-(limit // 4) :].split(" ", 1)[-1]
    for left, right in _PAIRS:
        if left == right and (head + tail).count(left) % 2:
            head, tail = (head.replace(left, ""), tail) if left in head else (head, tail.replace(left, ""))
        elif left != right and right in tail and left not in head + tail:
            tail = tail.replace(right, "")
        elif left != right and left in head and right not in head + tail:
            head = head.replace(left, "")
    return f"{head} … {tail}"


def format_day(when: date | str) -> str:
    """4 June 2025. when: may be a day or a time in ISO 8601."""
    when = date.fromisoformat(when[:10]) if isinstance(when, str) else when
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def format_edtf(edtf: str) -> str:
    """An EDTF date of the published subset (data dictionary, `date_edtf`) as an English phrase."""
    first, last = (day and _one(day) for day in ends(edtf))
    if is_plain(edtf):
        return _one(edtf)
    if edtf.startswith("["):
        both, since, until = f"at some time from {first} to {last}", f"on or after {first}", f"on or before {last}"
    else:
        both, since, until = f"from {first} to {last}", f"from {first} on", f"until {last}"
    return both if first and last else since if first else until


def _one(edtf: str) -> str:
    parts = edtf.rstrip("?~%").split("-")
    words = [str(int(parts[2]))] if len(parts) > 2 else []
    words += [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    phrase = " ".join([*words, parts[0]])
    return {"?": "probably ", "~": "about ", "%": "probably about "}.get(edtf[-1:], "") + phrase
