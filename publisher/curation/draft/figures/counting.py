"""What the numbers of an article count, where the extractor leaves it open: people behind a name, several numbers in
one clause, a toll that goes from one number to another. An age counts nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.curation.draft.events.words import Reader
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Figure, Span
from publisher.extract.counting import singular
from publisher.extract.events.lexicon import human_nouns, lexicon
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.rules import words

PERSON, PERCENT = "person", "percent"
OTHER = "other"
_LISTS = word_lists("drafts")
_AGE = re.compile(rf"[ -](?:[^\W\d_]+[ -])?{any_of(_LISTS['aged'])}\b")
_TOLL = re.compile(rf"\b{any_of(_LISTS['tolls'])}\b")
_TO_NUMBER = re.compile(rf"\b{any_of(_LISTS['to_number'])} \Z")
_BESIDE = re.compile(rf"\b{any_of(_LISTS['beside'])} \Z")
_LINKS = re.compile(rf"[^.;]*\b{any_of(_LISTS['to_number'])} ")
_OF_WHOM = re.compile(
    rf" {any_of(_LISTS['share_of'])} (?:{any_of(_LISTS['article'])} )?(?P<whom>{any_of(_LISTS['harmed'])})\b"
)
_FAR = 300  # characters before a number in which the words for its toll are
_HYPHEN, _AFTER_COMMA, _DOING = "-", ", ", _LISTS["doing"][0]
_HOW_OFTEN = frozenset(_LISTS["how_often"])
CURRENCY = re.compile("[A-Z]{3}")
"""The unit of a sum of money."""
_SUM_OF = re.compile(rf" {any_of(_LISTS['sum_of'])} ")
_TOTAL = re.compile(rf"\b{any_of(_LISTS['total_of'])} \Z", re.IGNORECASE)
_WORTH = re.compile(rf" {any_of(_LISTS['worth_of'])} \Z")
_NEAR = 24  # characters before a sum
_SIZE = re.compile(rf"\b(?P<noun>{any_of(_LISTS['sizes'])}) {any_of(_LISTS['share_of'])} \Z")
_SHARE_OF = re.compile(rf" {any_of(_LISTS['share_of'])} ")


def counted(found: Found, reader: Reader) -> list[Figure]:
    """The figures of an article in the order of the text, each with its unit, what it counts and its phrase as far as
    these are known; without ages."""
    figures = [
        candidate
        for candidate in found.candidates
        if isinstance(candidate, Figure) and not _AGE.match(found.text, candidate.end)
    ]
    figures = [_of_people(figure, found, reader) for figure in figures if figure.unit not in _HOW_OFTEN]
    figures = [_of_members(_of_noun(figure, found), found, reader) for figure in figures]
    figures = [_of_money(_of_percent(figure, found, reader), found, reader) for figure in figures]
    figures = [_named(figure, found, reader) for figure in figures]
    made: list[Figure] = []
    for number, figure in enumerate(figures):
        beside = [*made[-1:], *figures[number + 1 : number + 2]]
        near = [other for other in beside if found.sentence_number(other.start) == found.sentence_number(figure.start)]
        figure = _of_toll(figure, near, found, reader)
        made.append(_beside(figure, made[-1], found, reader) if made and made[-1] in near else figure)
    return made


def _of_people(figure: Figure, found: Found, reader: Reader) -> Figure:
    """The figure, with the persons that it counts where a name is between ("two United States soldiers"), or that a
    verb tells of ("39 were rescued")."""
    text = found.text
    begin = figure.counted.start if figure.counted else figure.end + 1
    if text[figure.end : figure.end + 1] != " " or begin != figure.end + 1:
        return figure
    end = reader.phrase(figure.start)[1]
    last = text[begin:end].rpartition(" ")[2]
    is_longer = figure.counted is None or figure.counted.end < end
    if begin < end and is_longer and last in human_nouns():
        stop = reader.passive_after(figure.start) or end
        return _with(figure, found, PERSON, Span(begin, end, text[begin:end]), (figure.start, stop))
    if figure.unit:
        return figure
    verb = reader.passive_after(figure.start) if begin >= end else None
    return _with(figure, found, PERSON, None, (figure.start, verb)) if verb else figure


def _of_noun(figure: Figure, found: Found) -> Figure:
    """A number of people with the noun that it is the size of: "a population of 5,000"."""
    size = None if figure.unit else _SIZE.search(found.text, max(0, figure.start - _NEAR), figure.start)
    if size is None:
        return figure
    noun = Span(*size.span("noun"), size["noun"])
    return _with(figure, found, PERSON, noun, (size.start(), figure.end))


def _of_members(figure: Figure, found: Found, reader: Reader) -> Figure:
    """A number of members with what they are members of."""
    counted = figure.counted
    if counted is None or singular(counted.text.rpartition(" ")[2]) not in _LISTS["heads_of"]:
        return figure
    of = _SHARE_OF.match(found.text, counted.end)
    end = reader.phrase(of.end())[1] if of else counted.end
    whole = Span(counted.start, end, found.text[counted.start : end])
    return _with(figure, found, str(figure.unit), whole, (figure.start, end)) if of and end > of.end() else figure


def _of_percent(figure: Figure, found: Found, reader: Reader) -> Figure:
    """A percentage with the noun that it stands before: "a 76 percent turnout"."""
    end = reader.phrase(figure.start)[1]
    printed = found.text[figure.end + 1 : end]
    if figure.unit != PERCENT or figure.counted or not printed.replace(" ", "").isalpha():
        return figure
    return _with(figure, found, PERCENT, Span(figure.end + 1, end, printed), (figure.start, end))


def _of_money(figure: Figure, found: Found, reader: Reader) -> Figure:
    """A sum with what it is for or the worth of: "2 million crowns in bribes", "goods worth 2 million crowns"."""
    if not CURRENCY.fullmatch(figure.unit or ""):
        return figure
    phrase = figure.phrase or figure
    start, end = phrase.start, phrase.end
    if total := _TOTAL.search(found.text, max(0, start - _NEAR), start):
        start = total.start()
    if sum_of := _SUM_OF.match(found.text, end):
        begin, last = reader.phrase(sum_of.end())
        if begin == sum_of.end():
            return _with(figure, found, str(figure.unit), Span(begin, last, found.text[begin:last]), (start, last))
    worth = _WORTH.search(found.text, max(0, start - _NEAR), start)
    begin, last = reader.phrase(worth.start() - 1) if worth and worth.start() else (start, start)
    if worth and begin < last == worth.start():
        return _with(figure, found, str(figure.unit), Span(begin, last, found.text[begin:last]), (begin, end))
    return _with(figure, found, str(figure.unit), figure.counted, (start, end)) if total else figure


def _named(figure: Figure, found: Found, reader: Reader) -> Figure:
    """The figure with the noun right behind its number ("at least one public bus"), and with the whole of a compound
    that it begins ("720-metre pier")."""
    end = reader.phrase(figure.start)[1]
    printed = found.text[figure.end + 1 : end]
    if figure.phrase and figure.phrase.text[len(figure.text) :].startswith(_HYPHEN) and figure.phrase.end < end:
        return figure._replace(phrase=Span(figure.start, end, found.text[figure.start : end]))
    is_noun = printed.replace(" ", "").isalpha() and printed.islower() and found.text[figure.end] == " "
    if figure.unit or not is_noun:
        return figure
    last = printed.rpartition(" ")[2]
    is_verb = last in lexicon().verbs and (figure.modifier == "indefinite" or last.endswith(_DOING))
    if is_verb:  # Thousands march, 12 abstaining
        return _with(figure, found, PERSON, None, (figure.start, end))
    unit = last if figure.number == 1 else singular(last)
    return _with(figure, found, unit, Span(figure.end + 1, end, printed), (figure.start, end))


def _of_toll(figure: Figure, near: Sequence[Figure], found: Found, reader: Reader) -> Figure:
    """The figure that a toll went from or to, with the words for the toll, and with what the number beside it
    counts: "the death toll rose from three to four"."""
    begin = max(found.sentence(figure.start)[0], figure.start - _FAR)
    told = [*_TOLL.finditer(found.text, begin, figure.start)]
    if not told or not _TO_NUMBER.search(found.text, begin, figure.start):
        return figure
    known = next((number for number in near if number.unit and not figure.unit), figure)
    if not known.unit or not _LINKS.fullmatch(found.text, told[-1].end(), figure.start):
        return figure
    start = reader.noun_start(told[-1].start())
    of = _OF_WHOM.match(found.text, told[-1].end())
    whom = Span(*of.span("whom"), of["whom"]) if of else known.counted
    return _with(figure._replace(measure=known.measure), found, known.unit, whom, (start, figure.end))


def _beside(figure: Figure, before: Figure, found: Found, reader: Reader) -> Figure:
    """The figure that counts some of those that the number before it counts: "39 were rescued, with 20 in hospital"."""
    between = found.text[before.end : figure.start]
    if figure.unit or before.unit != PERSON or not (_BESIDE.search(between) or between.endswith(_AFTER_COMMA)):
        return figure
    end = reader.after_number(figure.start)
    return _with(figure, found, PERSON, None, (figure.start, end)) if end else figure


def _with(
    figure: Figure,
    found: Found,
    unit: str,
    counted: Span | None,
    phrase: tuple[int, int],
) -> Figure:
    """The figure of other words, with the measure that these tell."""
    start, end = phrase
    told = (name for name, pattern in words.MEASURES.items() if pattern.search(found.text, start, end))
    measure = figure.measure if figure.measure not in (None, OTHER) else next(told, OTHER)
    return figure._replace(unit=unit, counted=counted, phrase=Span(start, end, found.text[start:end]), measure=measure)
