"""What a chunk tells beside its rows, as JSON and back.

Where in an archive an article is changes with every article that is put before it: the places are told anew from the
references of the build that reads the account.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date
from typing import Any

from publisher.finding import Excuse
from publisher.inputs.archive import LeftOut
from publisher.inputs.article_reader import Reference
from publisher.inputs.remarks import Count, Place
from publisher.judged import Account
from publisher.model import Mentioned

_SAME = (
    "articles",
    "shown",
    "withheld",
    "excused",
    "unchecked",
    "unjudged",
    "warnings",
    "warned",
)  # JSON has them as they are


def as_json(account: Account) -> dict[str, Any]:
    """The account of a chunk without problems, of values that JSON has."""
    return {
        **{name: getattr(account, name) for name in _SAME},
        "actors": [[actor, *_mentioned(added)] for actor, added in account.actors.items()],
        "ids": list(account.ids),
        "decisions": _pairs(account.decisions),
        "days": [day.isoformat() for day in account.days],
        "countries": sorted(account.countries),
        "secret": sorted(account.secret),
        "excuses": [astuple(excuse) for excuse in account.excuses],
        "dropped": _pairs(account.dropped),
        "left_out": [astuple(bad) for bad in account.left_out],
        "remarks": [[*about, count.articles, count.places] for about, count in account.remarks.items()],
    }


def from_json(body: Mapping[str, Any], references: Sequence[Reference]) -> Account:
    """The account again. references: the articles of the chunk, where they are now. Raises ValueError, LookupError or
    TypeError for what `as_json` did not make."""
    numbers = {reference.name: reference.number for reference in references}
    return Account(
        **{name: body[name] for name in _SAME},
        actors={actor: _as_mentioned(added) for actor, *added in body["actors"]},
        ids=[(record, name) for record, name in body["ids"]],
        decisions=_counted(body["decisions"]),
        days=[date.fromisoformat(day) for day in body["days"]],
        countries=frozenset(body["countries"]),
        secret=frozenset(body["secret"]),
        excuses=[Excuse(*excuse) for excuse in body["excuses"]],
        dropped=_counted(body["dropped"]),
        left_out=[
            LeftOut(archive, numbers[name] if number else 0, name, why)
            for archive, number, name, why in body["left_out"]
        ],
        remarks={
            (file, said): Count(articles, tuple(Place(numbers[name], name, detail) for _, name, detail in places))
            for file, said, articles, places in body["remarks"]
        },
    )


def _mentioned(added: Mentioned) -> list[Any]:
    named = [[*naming, number] for naming, number in added.named.items()]
    return [added.evidence_id, added.method, added.office, added.when.isoformat(), added.file, named]


def _as_mentioned(added: Sequence[Any]) -> Mentioned:
    evidence, method, office, when, file, named = added
    namings = {(name, kind, country): number for name, kind, country, number in named}
    return Mentioned(evidence, method, office, date.fromisoformat(when), file, namings)


def _pairs(counts: Mapping[tuple[str, str], int]) -> list[list[Any]]:
    return [[*pair, number] for pair, number in counts.items()]


def _counted(pairs: Sequence[Sequence[Any]]) -> dict[tuple[str, str], int]:
    return {(one, other): number for one, other, number in pairs}
