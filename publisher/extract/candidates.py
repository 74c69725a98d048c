"""What the extractor returns: one value for each span that it found, a tuple with names, which is soon made.

All offsets are code points of the article as read, 0-based, half open: `text[start:end] == span.text`. `rule` names the
rule that found the candidate (rule_names.py); it is never empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .patterns import WORD, any_of


class Span(NamedTuple):
    """A stretch of the article. Raises nothing: whoever makes one slices the text itself."""

    start: int
    end: int
    text: str


class Quote(NamedTuple):
    """Words in quotation marks (`quote`: attributed to a speaker, `marks`: not) or reported without any (`indirect`).

    start, end: the piece with its marks; for `indirect` the reported clause.
    content: the whole reported clause (equals the quoted words when the quotation is direct); quoted: the words
    between the marks, without the comma or full stop that American usage puts inside; None for `indirect`.
    speaker: the mention next to the cue ("he"); speaker_name: the name it means, when it could be resolved.
    continues: start of the earlier piece of the same utterance ("A," he said, "B"), else None.
    act_type: what is done by saying it, where the cue alone shows it (SUPPORT for "praised"); addressee: the hearer;
    target: who is accused, praised or threatened.
    From `links.find`: speaker_entity, speaker_actor_id: those of the speaker's name; said: the words for the day of
    saying, said_edtf: that day.
    """

    kind: str
    start: int
    end: int
    text: str
    rule: str
    quote_type: str | None = None
    speaker: Span | None = None
    speaker_name: str | None = None
    cue: Span | None = None
    content: Span | None = None
    quoted: Span | None = None
    continues: int | None = None
    act_type: str | None = None
    addressee: Span | None = None
    target: Span | None = None
    speaker_entity: str | None = None
    speaker_actor_id: str | None = None
    said: Span | None = None
    said_edtf: str | None = None


class Date(NamedTuple):
    """A time expression. timex_type and value follow TIMEX3; edtf (level 1) and prec (UCDP 1-5) are for the tables.

    edtf and prec are None where the expression names no day, month, year or range (durations, sets, "recently"),
    or where it is relative and the article has no date.
    """

    kind: str
    start: int
    end: int
    text: str
    rule: str
    timex_type: str
    value: str | None = None
    edtf: str | None = None
    prec: int | None = None


class Figure(NamedTuple):
    """A number that counts or measures. start, end: the number with its hedge ("around 300").

    number: the number printed; value, lower, upper, modifier: as in the figures table ("more than 300" has the
    number 300, no value and the lower bound 300). phrase: number, noun and verb; counted: the noun phrase.
    From `links.find`: statement: the quotation or reported speech that it is part of; event: that of `Event`.
    """

    kind: str
    start: int
    end: int
    text: str
    rule: str
    number: float | None
    value: float | None
    lower: float | None
    upper: float | None
    modifier: str
    unit: str | None = None
    measure: str | None = None
    is_estimate: bool = False
    counted: Span | None = None
    phrase: Span | None = None
    statement: Span | None = None
    event: str | None = None


class Name(NamedTuple):
    """A name. type: person, organization, place, other; actor_id and mention_type when the authority file knows it
    and the context reads it as an actor (a metonym after "in" is a place).

    From `actors.resolve`: entity, equal for all mentions of one actor in the article; actor_id also where the name
    alone is enough to know the actor in other articles; the type `state`."""

    kind: str
    start: int
    end: int
    text: str
    rule: str
    type: str
    actor_id: str | None = None
    mention_type: str | None = None
    entity: str | None = None


Candidate = Quote | Date | Figure | Name


@dataclass(frozen=True, slots=True)
class Known:
    """One actor that a surface form may mean. mention_type: name, demonym or metonym."""

    actor_id: str
    name: str
    actor_type: str
    mention_type: str


class Authority(dict[str, Sequence[Known]]):
    """Surface form -> the actors it may mean; more than one is a homonym and stays unresolved. White space
    inside a form matches any other."""

    def __init__(self, forms: Mapping[str, Sequence[Known]]) -> None:
        super().__init__({" ".join(form.split()): known for form, known in forms.items() if form.strip()})

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the forms, the longest first: made once for an archive, however many forms there are."""
        return re.compile(rf"(?<!{WORD}){any_of(self)}(?!{WORD})")
