"""What the code knows of the tables of a package. All of it follows from schemas/."""

from __future__ import annotations

from publisher import SCHEMAS
from publisher.schemas import load

OURS = load(SCHEMAS)
"""Table -> schema."""

KEYS = {name: schema.own_key for name, schema in OURS.items() if schema.own_key}
"""Table -> the column that names a row by itself."""

BY_SOURCE = tuple(name for name, schema in OURS.items() if name != "sources" and "source_id" in schema.names)
"""The tables whose rows name their article."""

OWNERS = {name: (schema.owner, schema.owner_key) for name, schema in OURS.items() if schema.owner}
"""Table of links -> the table that its rows belong to, and the column that names the row there."""

LINK_KEYS = {
    name: tuple(key for key in OURS[name].primary_key if key != column) for name, (_, column) in OWNERS.items()
}
"""Table of links -> the columns of its key that do not name the owner."""

SHARED = tuple(name for name in OURS if name not in (*BY_SOURCE, *OWNERS, "sources"))
"""The tables that belong to all articles together."""
