"""The values that travel from judged articles to the package; all are frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

    from publisher.article import LeftOut
    from publisher.finding import Excuse
    from publisher.problem import EntryName, Problem
    from publisher.remarks import Remarks


@dataclass(frozen=True, slots=True)
class JudgedRows:
    """The rows of one table in a chunk, the bytes that they are in canonical CSV, and the SHA-256 of these."""

    batch: pa.RecordBatch
    csv: bytes
    sha256: str


Naming = tuple[str, str, str | None]
"""Name, actor_type and country_code of an actor that the authority file does not have, as an article gives them."""


class Mentioned(NamedTuple):
    """What articles add to the row of an actor. when, file: of the article that states the office. named: name, type
    and country -> how many articles give it these."""

    evidence_id: str
    method: str
    office: str | None
    when: date
    file: str = ""
    named: Mapping[Naming, int] = {}


@dataclass(frozen=True, slots=True)
class Account:
    """What articles tell beside their rows.

    articles: how many they are.
    reused: those of them that an earlier build has judged.
    actors: actor_id -> what they add to the one table that belongs to all.
    ids: curated records, each with the name of its article.
    decisions: (kind, decision) -> candidates.
    days: the first and the last that a record has.
    countries: the codes of those that places are in.
    shown: how many articles may be shown in full.
    withheld: the sources that may not.
    characters: how many the texts of the withheld have, in `all` and `held` by the tables.
    secret: the files of the seeds that hold such a text, or are about it.
    excuses: findings that a curator calls none.
    excused: how many findings that are.
    dropped: (table, rule) -> automatic rows that the rule refused.
    left_out: articles of archives that cannot be published.
    problems: what stops the build.
    unchecked: the curated files of which not all could be looked at because of the problems.
    unjudged: how many articles the domain rules could not be applied to.
    warnings, remarks: what is said of articles that are published.
    warned: rule -> what it doubts in them; these are among the warnings and remarks.
    """

    articles: int = 0
    reused: int = 0
    actors: Mapping[str, Mentioned] = field(default_factory=dict)
    ids: Sequence[tuple[EntryName, str]] = ()
    decisions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    days: Sequence[date] = ()
    countries: frozenset[str] = frozenset()
    shown: int = 0
    withheld: Sequence[str] = ()
    characters: Mapping[str, int] = field(default_factory=dict)
    secret: frozenset[str] = frozenset()
    excuses: Sequence[Excuse] = ()
    excused: int = 0
    dropped: Mapping[tuple[str, str], int] = field(default_factory=dict)
    left_out: Sequence[LeftOut] = ()
    problems: Sequence[Problem] = ()
    unchecked: Sequence[str] = ()
    unjudged: int = 0
    warnings: Sequence[str] = ()
    warned: Mapping[str, int] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JudgedChunk:
    """Some articles, judged by every rule that looks at one article: a pure function of their texts and curated files,
    of the context and the code. tables: their rows, but for the table of actors, which belongs to all articles; empty
    where the account has problems."""

    tables: Mapping[str, JudgedRows]
    account: Account
