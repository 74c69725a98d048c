"""The links of a record: under which key of a curated file they are written, in which table they are published, and
which evidence field their words support."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from publisher.model import RECORDS, Link
from publisher.tables import OURS, OWNERS


class LinkKind(NamedTuple):
    """What is written under a key. role: of all of them, None where each says its own or has none; field: the evidence
    field, None where that is the role."""

    table: str
    role: str | None = None
    field: str | None = None

    def has(self, link: Link) -> bool:
        """Whether a link is one of these."""
        return link.table == self.table and self.role in (None, link.values.get("role"))

    @property
    def fields(self) -> tuple[str, ...]:
        """The evidence fields that the words may support."""
        return (self.field,) if self.field else tuple(OURS[self.table].field("role").codes)


KINDS: Mapping[str, LinkKind] = {
    "actors": LinkKind("event_actors"),
    "places": LinkKind("event_places", field="place"),
    "speakers": LinkKind("statement_actors", "speaker", "speaker_actor"),
    "addressees": LinkKind("statement_actors", "addressee", "addressee"),
    "targets": LinkKind("statement_actors", "target", "target"),
}
"""Key -> what is written under it."""

LINKS: Mapping[str, tuple[str, ...]] = {
    record: tuple(key for key, kind in KINDS.items() if OWNERS[kind.table][0] == record) for record in RECORDS
}
"""Table of records -> the keys of its links."""

FIELDS: Mapping[str, Mapping[str, str]] = {
    record: {field: key for key in keys for field in KINDS[key].fields} for record, keys in LINKS.items()
}
"""Table of records -> evidence field of a link -> its key."""


def key_of(table: str, role: str | None) -> str:
    """The key under which a row of a table of links is written."""
    return next(key for key, kind in KINDS.items() if kind.table == table and kind.role in (None, role))


def field_of(table: str, role: str | None) -> str:
    """The evidence field that the words of a row of a table of links support; of a role that is none, its name."""
    fitting = (kind for kind in KINDS.values() if kind.table == table and kind.role in (None, role))
    return next((kind.field for kind in fitting if kind.field), str(role))
