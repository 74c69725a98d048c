"""The evidence of one article while its rows are made: one row for the same words of the same cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.article import Article
from publisher.inputs.actors_file import STILL, Actors
from publisher.model import Candidates, Mark, Reading
from publisher.problem import WHOLE, EntryName, Problem, shown, suggestion
from publisher.records.evidence import Evidence
from publisher.records.span_index import SpanIndex


@dataclass(slots=True)
class Drawn:
    """The article while its rows are gathered; evidence by identity, so that one span serves several rows. found: the
    candidates that a build makes records of, and that no curator has rejected."""

    reading: Reading
    actors: Actors
    found: Candidates
    evidence: dict[tuple[str, str, str, int, int], Evidence] = field(default_factory=dict)
    mentions: SpanIndex[Evidence] = field(default_factory=lambda: SpanIndex(()))
    mentioned: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    @property
    def article(self) -> Article:
        """The article whose rows these are."""
        return self.reading.article

    @property
    def whole(self) -> bool:
        """Whether curated file and authority file have no fault, so that something may be missed."""
        return self.actors.whole and self.reading.whole

    def say(self, record: EntryName, column: str, message: str, span: tuple[int, int] | None = None) -> None:
        """Notes a problem of the curated file."""
        self.problems.append(Problem(self.reading.file, message, record, column, span=span))

    def evidence_for(
        self, owner: tuple[str, str], mark: Mark, mention_type: str | None = None, place: EntryName = WHOLE
    ) -> Evidence:
        """The evidence row for a span, made once; a second one with another reading of the span is a problem. owner:
        table and key of the record."""
        key = (*owner, mark.field)
        new = Evidence.of(self.reading.article, key, mark, mention_type)
        old = self.evidence.setdefault((*key, mark.start, mark.end), new)
        if old is not new and old != new:
            one, other = (", ".join(filter(None, (row.mention_type, row.basis))) for row in (old, new))
            found = f"{shown(new.exact)} is {one} and also {other}"
            self.say(EntryName(*owner) if place == WHOLE else place, mark.field, f"{found}; keep one")
        return old

    def known(self, place: EntryName, column: str, actor_id: str) -> bool:
        """Whether the authority file has the actor; says so where it does not."""
        if actor_id in self.actors.values or actor_id in self.reading.known:
            return True
        if self.actors.whole and actor_id in self.actors.undecided:
            self.say(place, column, f"{shown(actor_id)} is {STILL}")
        elif self.actors.whole:
            found = f"{shown(actor_id)} is no actor of actors.toml{suggestion(actor_id, self.actors.values)}"
            self.say(place, column, f"{found}; add it there or correct the id")
        return False

    def is_mentioned(self, place: EntryName, column: str, actor_id: str) -> bool:
        """Whether the article mentions an actor of the authority file; says so where it does not."""
        known = self.known(place, column, actor_id)
        if known and actor_id not in self.mentioned and self.whole:
            found = f"{shown(actor_id)} is not mentioned in this article; quote words that mean it in [[mentions]]"
            found += ", name another, or leave it out"
            self.say(place, column, found)
        return known and actor_id in self.mentioned
