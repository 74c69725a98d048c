"""The table of actors: the authority file's columns, and what the articles say of those they mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from publisher.records.reconcile import Row

# An actor is as well attested as its best article.
METHODS = ("automatic", "manual", "automatic-reviewed")


def rows(
    values: Mapping[str, Mapping[str, Any]], articles: Iterable[tuple[date | None, Mapping[str, Row]]]
) -> list[Row]:
    """One row for each actor that an article mentions, by actor_id.

    values: actor_id -> columns of the authority file. articles: in published order, their date and what each adds.
    office is that of the latest article that states one; a parent that nobody mentions stays null (data model, 2.3).
    """
    seen: dict[str, Row] = {}
    offices: dict[str, date] = {}
    for when, mentioned in articles:
        for actor_id, new in mentioned.items():
            row = seen.setdefault(actor_id, {**values[actor_id], **new, "office": None})
            row["method"] = max(row["method"], new["method"], key=METHODS.index)
            if new["office"] and (when or date.min) >= offices.get(actor_id, date.min):
                row["office"], offices[actor_id] = new["office"], when or date.min
    for row in seen.values():
        if row["parent_actor_id"] not in seen:
            row["parent_actor_id"] = None
    return [seen[actor_id] for actor_id in sorted(seen)]
