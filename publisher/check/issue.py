"""What a check has to say: one fault of a package, or several of the same kind counted together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """table: the table's name. row: the id of the row (composite keys joined by a space), None for the whole table.
    field, value: the column and what stands in it. rule: the name of the rule. message: what to do about it.
    count: how many rows have the same fault."""

    table: str
    row: str | None
    field: str | None
    value: str | None
    rule: str
    message: str
    count: int = 1
