"""Records of an article that nobody has curated: what the extractor found, as far as its rules have earned it.

They are marked `automatic`. Their ids follow from their place in the text. A rule earns records when its family was
right often enough on texts that it was not written on (`Language.earned`); what lies below stays a candidate.
"""

from __future__ import annotations

from dataclasses import replace

from publisher.extract.candidates import Date, Figure, Name, Quote
from publisher.extract.events import Event
from publisher.model import Candidates, Reading, Record
from publisher.records.attribution import Contents, counted_by, reported_by
from publisher.records.automatic.earned import earns
from publisher.records.automatic.events import event_records
from publisher.records.automatic.figures import figure_records
from publisher.records.automatic.statements import statement_records

__all__ = ["records"]


def records(reading: Reading, found: Candidates) -> tuple[Record, ...]:
    """Events, statements and figures of the article. found: its candidates in text order."""
    code = reading.document.language
    mine = [one for one in found if earns(code, one)]
    names = [one for one in found if isinstance(one, Name) and one.actor_id]
    said = statement_records(reading, [one for one in mine if isinstance(one, Quote)], names)
    contents = Contents.of(said)
    said = [_reported(one, contents) for one in said]
    dates = [one for one in found if isinstance(one, Date)]
    told = event_records(reading, [one for one in mine if isinstance(one, Event)], found, dates)
    counted = figure_records(reading.article, [one for one in mine if isinstance(one, Figure)], told)
    return (*told.values(), *said, *(_inside(one, contents) for one in counted))


def _reported(statement: Record, contents: Contents) -> Record:
    """The statement with the one that reports it."""
    outer = reported_by(statement, contents)
    return replace(statement, values={**statement.values, "reported_by_statement_id": outer}) if outer else statement


def _inside(figure: Record, contents: Contents) -> Record:
    """The figure with the statement that gives it."""
    outer = counted_by(figure, contents)
    return replace(figure, values={**figure.values, "statement_id": outer}) if outer else figure
