"""The table of actors: the authority file's columns, and what the articles say of those they mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from publisher.judged import Mentioned, Naming
from publisher.model import Row

# An actor is as well attested as its best article.
METHODS = ("automatic", "manual", "automatic-reviewed")


def of_article(added: Mapping[str, Row], day: date | None, file: str = "") -> dict[str, Mentioned]:
    """actor_id -> what one article of that date adds. file: where its records are corrected."""
    return {
        actor_id: Mentioned(row["evidence_id"], row["method"], row["office"], day or date.min, file, _named(row))
        for actor_id, row in added.items()
    }


def _named(row: Row) -> dict[Naming, int]:
    named = row.get("named")
    return {(named["name"], named["actor_type"], named["country_code"]): 1} if named else {}


def together(parts: Iterable[Mapping[str, Mentioned]]) -> dict[str, Mentioned]:
    """What all parts add, in published order: the first evidence, the best method, the latest office."""
    found: dict[str, Mentioned] = {}
    for part in parts:
        add(found, part)
    return found


def add(found: dict[str, Mentioned], part: Mapping[str, Mentioned]) -> None:
    """Adds what the next part in published order says to what the parts before it said."""
    for actor_id, new in part.items():
        old = found.get(actor_id)
        found[actor_id] = _both(old, new) if old else new


def _both(old: Mentioned, new: Mentioned) -> Mentioned:
    later = new if new.office and (not old.office or new.when >= old.when) else old
    method = max(old.method, new.method, key=METHODS.index)
    named = Counter(old.named)
    named.update(new.named)
    return later._replace(evidence_id=old.evidence_id, method=method, named=dict(named))


def rows(values: Mapping[str, Mapping[str, Any]], mentioned: Mapping[str, Mentioned]) -> list[Row]:
    """One row for each actor that an article mentions, by actor_id.

    values: actor_id -> columns of the authority file. A parent that nobody mentions stays null. An actor that only
    articles know has the name that most of them give it, of several the first in the alphabet.
    """
    found: list[Row] = []
    for actor_id, added in sorted(mentioned.items()):
        own = values.get(actor_id) or _elected(actor_id, added.named)
        parent = own.get("parent_actor_id")
        row = {**own, **added._asdict(), "parent_actor_id": parent if parent in mentioned else None}
        del row["when"], row["file"], row["named"]
        found.append(row)
    return found


def persons_named_by_machine(mentioned: Mapping[str, Mentioned]) -> int:
    """How many persons have only the name that articles give them: no authority file has them."""
    return sum(_elected(key, added.named)["actor_type"] == "person" for key, added in mentioned.items() if added.named)


def _elected(actor_id: str, named: Mapping[Naming, int]) -> Row:
    """Name and type that most articles give, and the country that most of those that give one do; none where as many
    give another."""
    names, countries = Counter[tuple[str, str]](), Counter[str]()
    for (name, kind, country), times in named.items():
        names[name, kind] += times
        countries.update({country: times} if country else {})
    name, kind = min(names, key=lambda naming: (-names[naming], naming))
    most = countries.most_common(2)
    clear = most and (len(most) == 1 or most[0][1] > most[1][1])
    return {"actor_id": actor_id, "name": name, "actor_type": kind, "country_code": most[0][0] if clear else None}


def remaining(added: Mapping[str, Row], evidence: Iterable[Row]) -> dict[str, Row]:
    """What an article adds after mentions were dropped. evidence: the rows that are left, in text order."""
    names: dict[str, str] = {}
    for row in evidence:
        if (row["record_table"], row["field"]) == ("actors", "name"):
            names.setdefault(row["record_id"], row["evidence_id"])
    return {actor: {**row, "evidence_id": names[actor]} for actor, row in added.items() if actor in names}
