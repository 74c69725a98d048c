"""What a check has to say: a finding about a package, or several of a kind counted together; and what excuses one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """table: the table's name. row: the id of the row (composite keys joined by a space), None for the whole table.
    field, value: the column and its cell. rule: the name of the rule. message: what to do about it.
    count: how many rows have the same finding. severity: an error stops a build, a warning is shown and counted."""

    table: str
    row: str | None = None
    field: str | None = None
    value: str | None = None
    rule: str = ""
    message: str = ""
    count: int = 1
    severity: Severity = "error"

    @classmethod
    def at(cls, table: str, row: str | None, field: str | None, value: str | None, message: str) -> Finding:
        """What a rule says of one cell; `Rule` adds its name and severity."""
        return cls(table, row, field, value, message=message)


@dataclass(frozen=True, slots=True)
class Excuse:
    """What is excused: findings of the rule in an article (empty: the one whose file says so) that are about the record
    (its id; None: any) and are in the paragraph (1-based; None: any). reason: why they are none."""

    rule: str
    source: str
    record: str | None
    paragraph: int | None
    reason: str

    @property
    def name(self) -> str:
        """How messages name it: the article first."""
        where = [self.record] if self.record else []
        where += [f"paragraph {self.paragraph}"] if self.paragraph else []
        return " ".join((self.source, self.rule, *where))
