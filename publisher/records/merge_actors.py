"""The table of actors: the authority file's columns, and what the articles say of those they mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from publisher.records.reconcile import Row

# An actor is as well attested as its best article.
METHODS = ("automatic", "manual", "automatic-reviewed")


class Mentioned(NamedTuple):
    """What articles add to the row of an actor. when: the date of the article that states the office."""

    evidence_id: str
    method: str
    office: str | None
    when: date


def of_article(added: Mapping[str, Row], day: date | None) -> dict[str, Mentioned]:
    """actor_id -> what one article of that date adds."""
    return {
        actor_id: Mentioned(row["evidence_id"], row["method"], row["office"], day or date.min)
        for actor_id, row in added.items()
    }


def together(parts: Iterable[Mapping[str, Mentioned]]) -> dict[str, Mentioned]:
    """What all parts add, in published order: the first evidence, the best method, the latest office."""
    found: dict[str, Mentioned] = {}
    for part in parts:
        for actor_id, new in part.items():
            old = found.get(actor_id)
            found[actor_id] = _both(old, new) if old else new
    return found


def _both(old: Mentioned, new: Mentioned) -> Mentioned:
    later = new if new.office and (not old.office or new.when >= old.when) else old
    return Mentioned(old.evidence_id, max(old.method, new.method, key=METHODS.index), later.office, later.when)


def rows(values: Mapping[str, Mapping[str, Any]], mentioned: Mapping[str, Mentioned]) -> list[Row]:
    """One row for each actor that an article mentions, by actor_id.

    values: actor_id -> columns of the authority file. A parent that nobody mentions stays null (data model, 2.3).
    """
    found: list[Row] = []
    for actor_id, added in sorted(mentioned.items()):
        parent = values[actor_id]["parent_actor_id"]
        row = {**values[actor_id], **added._asdict(), "parent_actor_id": parent if parent in mentioned else None}
        del row["when"]
        found.append(row)
    return found
