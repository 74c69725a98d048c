"""What a curated file decides beside its records: which actor words refer to, which candidates and paragraphs have no
record, which findings are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from publisher.finding import Excuse
from publisher.inputs import toml_fields
from publisher.inputs.curated_reader import CuratedReader
from publisher.inputs.quoted_words import Pair, occurrences
from publisher.model import Mention, Rejection
from publisher.problem import EntryName, shown, suggestion

EXPLICIT = ("name", "demonym")
"""Types of mention whose words name the actor."""
Entries = Sequence[tuple[EntryName, Mapping[str, Any]]]
"""The records [[key]] of the file, each with its name in messages."""
T = TypeVar("T", Mention, Rejection)
_RECORD = re.compile("(?:evt|stm|fig)-")


def mentions(reader: CuratedReader, record: EntryName, entry: Mapping[str, Any]) -> list[Mention]:
    """The words that an entry of [[mentions]] gives to an actor. record: its name in messages."""
    fields = {key: reader.schemas["evidence"].field(key) for key in ("mention_type", "basis")}
    keys = ("actor_id", "paragraph", "text", "mention_type")
    reader.keys(record, entry, {*keys, "nth", "basis"}, keys, {"mention_type": fields["mention_type"]})
    basis = "explicit" if entry.get("mention_type") in EXPLICIT else "resolved"
    cells = reader.cells(record, {"basis": basis, **entry}, fields)
    found = _words_of(reader, record, entry)
    if len(cells) < len(fields):
        return []
    return [Mention(entry["actor_id"], *pair, cells["mention_type"], cells["basis"], record) for pair in found]


def offices(reader: CuratedReader, record: EntryName, entry: Mapping[str, Any]) -> list[Mention]:
    """The words that an entry of [[offices]] gives as the office of an actor."""
    keys = ("actor_id", "paragraph", "text")
    reader.keys(record, entry, {*keys, "nth"}, keys)
    return [Mention(entry["actor_id"], *pair, None, "explicit", record) for pair in _words_of(reader, record, entry)]


def _words_of(reader: CuratedReader, record: EntryName, entry: Mapping[str, Any]) -> list[Pair]:
    """The words of an entry, when it names an actor for them."""
    known = reader.cells(record, entry, {"actor_id": reader.schemas["actors"].field("actor_id")})
    found = reader.listed(record, entry, reader.paragraph(record, entry))
    return found if known else []


def rejections(reader: CuratedReader, record: EntryName, entry: Mapping[str, Any]) -> list[Rejection]:
    """The candidates that an entry of [[rejected]] rejects."""
    everywhere = entry.get("all", False)
    needed = ["kind", "text", "reason", *([] if everywhere is True else ["paragraph"])]
    kinds = {"kind": reader.schemas["candidates"].field("kind")}
    reader.keys(record, entry, {*needed, "paragraph", "nth", "all"}, needed, kinds)
    if not isinstance(everywhere, bool):
        reader.say(record, "all", f"is {shown(everywhere)}; write true, or leave it out")
    known = _reason(reader, record, entry)
    if "kind" in entry:
        known &= reader.scalar(record, "kind", kinds["kind"], entry["kind"])
    home, text = reader.paragraph(record, entry), entry.get("text")
    if everywhere is not True:
        pairs = reader.listed(record, entry, home)
    elif not isinstance(text, str) or "nth" in entry:
        reader.say(record, "all", "goes with one text and without nth; write one record for each text")
        pairs = []
    else:
        within = reader.paragraphs if home is None else reader.paragraphs[home - 1 : home]
        pairs = [pair for start, end in within for pair in occurrences(reader.text, text, start, end)]
        if not pairs:
            reader.say(record, "text", f"{shown(text)} is nowhere in the article; delete this entry")
    if not known or "kind" not in entry:
        return []
    return [Rejection(entry["kind"], *pair, entry["reason"], record, everywhere is True) for pair in pairs]


def waivers(reader: CuratedReader, entries: Entries) -> dict[int, str]:
    """The paragraphs without a record by their number, each with the reason."""
    waived: dict[int, str] = {}
    for record, entry in entries:
        reader.keys(record, entry, ("paragraph", "reason"), ("paragraph", "reason"))
        number = reader.paragraph(record, entry)
        if _reason(reader, record, entry) and number is not None:
            if number in waived:
                reader.say(record, "paragraph", f"{number} is waived twice; keep one")
            waived[number] = entry["reason"]
    return waived


def excuse(reader: CuratedReader, place: EntryName, entry: Mapping[str, Any]) -> Excuse | None:
    """An entry of [[excused]]; None where it is faulty. Which rules there are, and whether one finds anything, only the
    check knows."""
    before = len(reader.problems)
    reader.keys(place, entry, ("rule", "record", "paragraph", "reason"), ("rule", "reason"))
    for key in ("rule", "record"):
        if key in entry and (not isinstance(entry[key], str) or not entry[key]):
            what = "its name" if key == "rule" else "an id"
            reader.say(place, key, f"is {shown(entry[key])}; write {what} as a text")
    if not entry.keys() & {"record", "paragraph"}:
        reader.say(place, "", "needs the id of a record or the number of a paragraph")
    record = entry.get("record")
    if isinstance(record, str) and _RECORD.match(record) and not any(record in known for known in reader.ids.values()):
        near = suggestion(record, [key for known in reader.ids.values() for key in known])
        reader.say(place, "record", f"{shown(record)} is no record of this file{near}")
    number = reader.paragraph(place, entry)
    if not _reason(reader, place, entry) or len(reader.problems) > before:
        return None
    return Excuse(entry["rule"], "", entry.get("record"), number, entry["reason"])


def once(reader: CuratedReader, found: Iterable[T]) -> tuple[T, ...]:
    """The entries without repetitions; says which words have the same entry twice."""
    seen: dict[tuple[str, int, int], T] = {}
    for entry in found:
        said = entry.actor_id if isinstance(entry, Mention) else entry.kind
        first = seen.setdefault((said, entry.start, entry.end), entry)
        if first is not entry:
            words = shown(reader.text[entry.start : entry.end])
            reader.say(entry.place, "text", f"{words} is {said} in {first.place} already; keep one of the two")
    return tuple(seen.values())


def _reason(reader: CuratedReader, record: EntryName, entry: Mapping[str, Any]) -> bool:
    reason = entry.get("reason")
    if reason and isinstance(reason, str):
        fault = toml_fields.plain(reason)
    else:
        fault = f"is {'empty' if reason == '' else shown(reason)}; say why in words"
    if fault and "reason" in entry:
        reader.say(record, "reason", fault)
    return not fault
