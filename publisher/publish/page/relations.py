"""Who speaks to others and about them: counted from statements, addressees and the mentions inside what is said.

A mention counts for the innermost statement whose content holds it: where an agency reports that a minister spoke of a
union, the agency speaks about the minister and the minister about the union.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .names import Names
from .view import Row, View

TO, ABOUT = "to", "about"


@dataclass(frozen=True, slots=True)
class Relation:
    """speaker, other: labels. statements: ids, in the order of the text."""

    speaker: str
    relation: str
    other: str
    statements: tuple[str, ...]


def collect_relations(view: View, names: Names) -> list[Relation]:
    """All relations, the speaker's first statement first; nobody is counted as speaking about oneself."""
    about = _mentioned(view)
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in view.rows("statements"):
        key = row["statement_id"]
        speakers, addressees = names.parts(key, "speaker"), names.parts(key, "addressee")
        others = [(TO, actor) for actor in addressees]
        others += [(ABOUT, actor) for actor in about.get(key, ()) if actor not in addressees]
        for relation, other in others:
            if other not in speakers:
                for speaker in [names[actor] for actor in speakers] or [names.speaker(row)]:
                    found.setdefault((speaker, relation, names[other]), []).append(key)
    return [Relation(*key, tuple(statements)) for key, statements in found.items()]


def _mentioned(view: View) -> dict[str, list[str]]:
    """Statement -> the actors mentioned in what it says, each once, in the order of the text."""
    contents: list[tuple[str, int, int, str]] = []
    mentions: list[Row] = []
    for row in view.rows("evidence"):
        if row["record_table"] == "statements" and row["field"] == "content":
            contents.append((row["source_id"], row["char_start"], row["char_end"], row["record_id"]))
        elif row["record_table"] == "actors" and row["field"] == "name":
            mentions.append(row)
    found: dict[str, list[str]] = {}
    for mention in mentions:
        inner = _innermost(contents, mention)
        if inner is not None and mention["record_id"] not in found.setdefault(inner, []):
            found[inner].append(mention["record_id"])
    return found


def _innermost(contents: Sequence[tuple[str, int, int, str]], mention: Row) -> str | None:
    around = [
        (end - start, statement)
        for source, start, end, statement in contents
        if source == mention["source_id"] and start <= mention["char_start"] and mention["char_end"] <= end
    ]
    return min(around)[1] if around else None


def arrange(found: Sequence[Relation]) -> tuple[list[str], list[str]]:
    """Speakers and those spoken to or about, each side in an order in which few lines cross (barycentres, in turns)."""
    left = list(dict.fromkeys(relation.speaker for relation in found))
    right = list(dict.fromkeys(relation.other for relation in found))
    to_right = {name: [r.other for r in found if r.speaker == name] for name in left}
    to_left = {name: [r.speaker for r in found if r.other == name] for name in right}
    for _ in range(6):
        right = _sorted(right, to_left, left)
        left = _sorted(left, to_right, right)
    return left, right


def _sorted(side: Sequence[str], joined: Mapping[str, Sequence[str]], other: Sequence[str]) -> list[str]:
    place = {name: index / max(len(other) - 1, 1) for index, name in enumerate(other)}
    return sorted(side, key=lambda name: (sum(place[n] for n in joined[name]) / len(joined[name]), name))
