"""Figures that a draft proposes: each with the event it counts for, and with what is counted where the clause before
says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.curation.found import Found
from publisher.curation.referents import Referents
from publisher.extract.candidates import Figure, Span
from publisher.inputs.article_reader import Article
from publisher.model import Mark, Record
from publisher.records.attribution import Piece
from publisher.records.automatic.figures import figure_records
from publisher.records.span_index import SpanIndex

_HARM = frozenset({"killed", "injured", "missing", "captured", "abducted", "displaced"})


def propose_figures(article: Article, found: Found, referents: Referents) -> list[Record]:
    """The figures of an article in the order of the text, without ids."""
    made: list[Record] = []
    for one in figure_records(article, [one for one in found.candidates if isinstance(one, Figure)], {}):
        before = made[-1] if made and _together(found, made[-1], one) else None
        made.append(_with_actor(_counted(one, before), referents))
    return made


def with_events(records: Sequence[Record]) -> list[Record]:
    """The records, each figure with the event in whose mention its number is."""
    mentions = SpanIndex(
        Piece(mark.start, mark.end, one.id) for one in records if one.table == "events" for mark in one.of("record")
    )
    return [_of_event(one, mentions) if one.table == "figures" else one for one in records]


def _of_event(one: Record, mentions: SpanIndex[Piece]) -> Record:
    value = one.of("value")[0]
    around = next(mentions.enclosing(value.start, value.end), None)
    return replace(one, values={**one.values, "event_id": around.id}) if around else one


def _together(found: Found, earlier: Record, later: Record) -> bool:
    """Whether two figures are in one sentence."""
    one, other = (found.sentence_number(figure.of("value")[0].start) for figure in (earlier, later))
    return one == other


def _counted(one: Record, before: Record | None) -> Record:
    """The figure with what the one before it counts, where the text leaves it out: "killed seven people and injured 115
    more"."""
    words = before.values.get("counted_text") if before else None
    if not before or not words or one.values.get("counted_text") or one.values["measure"] not in _HARM:
        return one
    if before.values["measure"] not in _HARM or before.values["unit"] != one.values["unit"]:
        return one
    marks = (*one.marks, *(replace(mark, basis="resolved") for mark in before.of("counted")))
    return replace(one, values={**one.values, "counted_text": words}, marks=marks)


def _with_actor(one: Record, referents: Referents) -> Record:
    """The figure with the actor that is counted, where the words for it name one."""
    marks = one.of("counted")
    if len(marks) != 1 or one.values["unit"] != "person":
        return one
    mark: Mark = marks[0]
    actors = referents.actors(Span(mark.start, mark.end, str(one.values["counted_text"])))
    return replace(one, values={**one.values, "counted_actor_id": actors[0]}) if len(actors) == 1 else one
