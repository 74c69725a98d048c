"""Records of an article that nobody has curated: what the extractor found, as far as its rules have earned it.

They are marked `automatic`. Their ids follow from their place in the text. A rule earns records when its family was
right often enough on texts that it was not written on (`Language.earned`); what lies below stays a candidate.
"""

from __future__ import annotations

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
    names = {one.start: one for one in found if isinstance(one, Name) and one.actor_id}
    said = statement_records(reading, [one for one in mine if isinstance(one, Quote)], names)
    contents = Contents.of(said)
    said = [one.having(reported_by_statement_id=reported_by(one, contents)) for one in said]
    dates = [one for one in found if isinstance(one, Date)]
    told = event_records(reading, [one for one in mine if isinstance(one, Event)], found, dates)
    counted = figure_records(reading.article, [one for one in mine if isinstance(one, Figure)], told)
    return (*told.values(), *said, *(one.having(statement_id=counted_by(one, contents)) for one in counted))
