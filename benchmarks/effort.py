"""How good a draft is, beside the published coding of an article: what a curator of the two files still types, and how
much of the draft is right. The actors are known, and so is the day of the article, which `draft --date` takes.

    python -m benchmarks.effort [SEEDS]

Entries of the draft are matched with those that are published by their words, those with the most in common first; an
event also by its codes, participants and date, if all of them are the same. Their ids are taken as equal. Of a line
that is in the draft but differs, only what is put in counts as typed; of an entry that is not in the draft, all of it.
A value is one key of an entry, or one of its participants, places or words; `[source]`, ids and prose (labels, notes,
reasons) are none: many are right. What is the same written otherwise counts as the same: a rejection or a mention of
several places is one of each, and a bare id of a statement's addressee or target the words that the build takes for it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from curator import MAIN, coding, entries_of, overlap, renamed

from benchmarks.curated import asked, curated, uncurated
from publisher import SCHEMAS
from publisher.curation.draft.draft import authority_of, reading_of, write
from publisher.curation.draft.found import find
from publisher.curation.place import Place
from publisher.model import RECORDS
from publisher.records.reconcile import reconcile
from publisher.schemas import load

_ID = re.compile(r'"((?:evt|stm|fig)-[a-z0-9-]+)"')
_TOLD = {"addressees": "addressee", "targets": "target"}  # key -> role
_OF_PLACES = ("rejected", "mentions")
_AGREED = 0.001  # less than any words in common
_CODES = ("event_type", "event_mode", "auxiliary_mode", "date_edtf")
_PROSE = frozenset({"id", "note", "label", "reason"})  # many are right
Entries = Sequence[tuple[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Right:
    """How much of a draft is right: entries in every value, and values; drafted: entries that nobody wants."""

    entries: tuple[int, int]
    records: tuple[int, int]
    values: tuple[int, int]
    surplus: int


def main() -> None:
    with curated(asked(__doc__)) as places:
        for place in places:
            _tell(place)


def _tell(place: Place) -> None:
    text, final = place.read().text, place.records.read_text("utf-8")
    day = tomllib.loads(final)["source"].get("document_date")
    with uncurated(place) as bare:
        write(str(bare.folder / bare.reference.called), SCHEMAS, update=False, day=_given(day))
        drafted = bare.records.read_text("utf-8")
        made = spelt_out(coding(text, drafted, ""), words_of_links(bare))
    wanted = spelt_out(coding(text, final, ""), words_of_links(place))
    same = matched(wanted, made)
    ids = {str(made[n][1]["id"]): str(wanted[m][1]["id"]) for n, m in same.items() if "id" in made[n][1]}
    right = compared(wanted, made, same, ids)
    ours = blocks(final)
    theirs = blocks(_ID.sub(lambda match: f'"{ids.get(match[1], match[1])}"', drafted))
    whole = sum(len(line) + 1 for block in ours for line in block)
    rest = sum(typed(block, theirs) for block in ours)
    print(place.reference.called)
    print(f"characters of the curated file, without comments and blank lines  {whole:>7,}")
    print(f"typed after a draft                                               {rest:>7,}  {rest / whole:>4.0%}")
    for name, (good, every) in (
        ("entries that the draft has right in every value", right.entries),
        ("events, statements and figures alone", right.records),
        ("values that the draft has right", right.values),
    ):
        print(f"{name:<54}{good:>7,} of{every:>6,}  {good / every:>4.0%}")
    print(f"entries of the draft that are none                                {right.surplus:>7,}\n")


def _given(day: Any) -> date | None:
    """The day that a curator gives to `draft`, where the words of the article do not state it."""
    written = day.get("value") if isinstance(day, dict) else day
    return date.fromisoformat(written) if written else None


def words_of_links(place: Place) -> Mapping[tuple[str, str, str], list[int]]:
    """(Statement, actor, role) -> the words that the build takes for it, in offsets."""
    schemas = load(SCHEMAS)
    article = place.read()
    authority = authority_of(place.actors.read_bytes(), schemas)
    reading = reading_of(article, place.records.read_bytes(), schemas, place.day(article, schemas["sources"]))
    found = find(reading.document, reading.day, authority.actors.surfaces)
    rows = reconcile(replace(reading, candidates=found.candidates), authority.actors).rows
    spans = {row["evidence_id"]: [row["char_start"], row["char_end"]] for row in rows["evidence"]}
    return {
        (str(row["statement_id"]), str(row["actor_id"]), str(row["role"])): spans[row["evidence_id"]]
        for row in rows["statement_actors"]
    }


def spelt_out(entries: Entries, words: Mapping[tuple[str, str, str], list[int]]) -> Entries:
    """The same entries, each written in the one way in which it is compared. words: those of links."""
    return [
        (table, {**values, **{key: _with_words(values, key, words) for key in _TOLD if values.get(key)}})
        for table, whole in entries
        for values in (_each(whole) if table in _OF_PLACES else [whole])
    ]


def _each(whole: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """A rejection or a mention as one of each place."""
    kept = {key: value for key, value in whole.items() if key != "all"}
    return [{**kept, "text": [one["span"]]} for one in entries_of(whole["text"])]


def _with_words(
    statement: Mapping[str, Any], key: str, words: Mapping[tuple[str, str, str], list[int]]
) -> list[dict[str, Any]]:
    """The actors of a statement in one role, each with the words for it."""
    links = entries_of(statement[key])
    named = ((one, words.get((str(statement["id"]), str(one["actor_id"]), _TOLD[key]))) for one in links)
    return [{**one, "span": span} if span and "span" not in one else one for one, span in named]


def matched(wanted: Entries, made: Entries) -> dict[int, int]:
    """Number of a drafted entry -> that of the published one that it is."""
    found: dict[int, int] = {}
    left = set(range(len(wanted)))
    scores = [(_alike(one, other), n, m) for n, one in enumerate(made) for m, other in enumerate(wanted)]
    for score, n, m in sorted(scores, key=lambda one: (-one[0], one[1:])):
        if score > 0 and n not in found and m in left:
            found[n] = m
            left.remove(m)
    return found


def _alike(one: tuple[str, Mapping[str, Any]], other: tuple[str, Mapping[str, Any]]) -> float:
    """How much two entries have in common that shows that they are one, from 0 to 1."""
    (table, ours), (their_table, theirs) = one, other
    if table != their_table or ours.get("actor_id") != theirs.get("actor_id"):
        return 0
    if table == "source":
        return 1
    key = "value_text" if table == "figures" else MAIN.get(table, "text")
    words = overlap(ours.get(key), theirs.get(key))
    return words or (_AGREED if table == "events" and _agree(ours, theirs) else 0)


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two events have the same codes, the same date and the same participants, and at least one."""
    parties = [
        sorted((part["actor_id"], part["role"]) for part in entries_of(each.get("actors"))) for each in (one, other)
    ]
    codes = [[[part["value"] for part in entries_of(each.get(key))] for key in _CODES] for each in (one, other)]
    return bool(parties[0]) and parties[0] == parties[1] and codes[0] == codes[1]


def compared(wanted: Entries, made: Entries, same: Mapping[int, int], ids: Mapping[str, str]) -> Right:
    """How much of the drafted entries is right. ids: of drafted entries -> as they are published."""
    drafted = {m: made[n][1] for n, m in same.items()}
    counts = {True: [0, 0], False: [0, 0]}
    good = every = 0
    for number, (table, values) in enumerate(wanted):
        if table == "source":
            continue
        ours, theirs = _values(values, {}), _values(drafted.get(number, {}), ids)
        good += sum(one in theirs for one in ours)
        every += len(ours)
        counts[table in RECORDS][0] += sorted(ours) == sorted(theirs)
        counts[table in RECORDS][1] += 1
    records, rest = counts[True], counts[False]
    surplus = sum(table != "source" for n, (table, _) in enumerate(made) if n not in same)
    return Right((records[0] + rest[0], records[1] + rest[1]), (records[0], records[1]), (good, every), surplus)


def _values(values: Mapping[str, Any], ids: Mapping[str, str]) -> list[str]:
    """The values of an entry, each in words of its own."""
    return [
        f"{name}: {sorted(renamed(one, ids).items())}"
        for name in values
        if name not in _PROSE
        for one in entries_of(values[name])
    ]


def blocks(toml: str) -> list[list[str]]:
    """The entries of a file, each with its lines; without comments, blank lines and `todo`."""
    found: list[list[str]] = []
    for line in toml.splitlines():
        if line.startswith("["):
            found.append([])
        if line.strip() and not line.startswith(("#", "todo = ")) and found:
            found[-1].append(line)
    return found


def typed(block: Sequence[str], others: Sequence[Sequence[str]]) -> int:
    """The fewest characters to be put into one of the entries of its kind, or typed anew, to make an entry of it."""
    alike = [other for other in others if other[0] == block[0] and _same(block, other)]
    return min([_from(block, other) for other in alike], default=sum(len(line) + 1 for line in block))


def _same(block: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two entries may be one: the same id, or where they have none the same words."""
    one, two = _keys(block), _keys(other)
    return one["id"] == two["id"] if "id" in one else one.get("text") == two.get("text")


def _from(block: Sequence[str], other: Sequence[str]) -> int:
    old = _keys(other)
    lines = _keys(block)
    return sum(_put_in(old[key], line) if key in old else len(line) + 1 for key, line in lines.items())


def _keys(block: Sequence[str]) -> Mapping[str, str]:
    """Key -> its lines; a list that goes over several lines is one."""
    found: dict[str, str] = {}
    key = block[0]
    for line in block:
        if match := re.match(r"(\w+) = ", line):
            key = match[1]
        found[key] = f"{found[key]}\n{line}" if key in found else line
    return found


def _put_in(old: str, new: str) -> int:
    """The characters that are put in to make one text of another."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(stop - start for tag, _, _, start, stop in steps if tag in ("insert", "replace"))


if __name__ == "__main__":
    main()
