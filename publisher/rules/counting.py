"""Counting phrases: the codes of a figure by the words around its number. All read grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from publisher.extract.counting import singular
from publisher.extract.numbers import SHARED, SIGNS, read_figure
from publisher.extract.patterns import any_of
from publisher.finding import Finding
from publisher.grouped import grouped
from publisher.rules import words
from publisher.rules.figures import paragraph
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import EvidenceRow, around, holds, is_near

_NOUN = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?")  # "500km", "90 km/h"
_MONEY = re.compile(r"[A-Z]{3}\Z")
_SIGN = re.compile(rf"(?<!\w){any_of(SIGNS)}(?= ?\d)", re.IGNORECASE)


@rule(proof=False, stops=True, language="en")
def figure_measure(window: Window) -> Iterator[Finding]:
    """Measure is what the counting phrase says happened; people are not damaged, destroyed or collapsed, and nothing of
    the kind happens in a meeting."""
    types = window.lookup("events", "event_type")
    for key, record, measure, unit, event in _phrases(window, "measure", "unit", "event_id"):
        said = {name for name, pattern in words.MEASURES.items() if pattern.search(record.exact)}
        plain = {name for name, pattern in words.PLAIN_MEASURES.items() if pattern.search(record.exact)}
        if plain and measure not in said:
            yield Finding.at("figures", key, "measure", measure, f'"{record.exact}" says {" or ".join(sorted(said))}')
        elif measure in words.THINGS_ONLY and unit == "person":
            yield Finding.at("figures", key, "unit", unit, f"persons are not {measure}: name what is")
        elif measure in words.BY_FORCE and types.get(event) in words.VERBAL_TYPES:
            message = f"nobody is {measure} in an event of type {types[event]}: name the event that did it"
            yield Finding.at("figures", key, "event_id", event, message)


@rule(proof=False, language="en")
def figure_unit(window: Window) -> Iterator[Finding]:
    """Unit is `person`, `percent`, `fraction`, the code of a currency, or the singular of a noun of its paragraph. The
    sign of several states' currency may have their name for it ("$": `dollar`). A part of a whole in words
    ("two-thirds") is a `fraction`, a number above 1 is none."""
    for key, record, unit, printed in _phrases(window, "unit", "value_text"):
        document, found = window.document(record.source_id), read_figure(printed)
        number = found.number if found else None
        if number is not None and unit == "fraction" and number > 1:
            yield Finding.at("figures", key, "unit", unit, f'"{printed}" is no part of a whole: name what is counted')
        elif number is not None and unit == "percent" and number < 1 and _in_words(printed, record):
            message = f'"{printed}" is a part of a whole and no percentage: fraction'
            yield Finding.at("figures", key, "unit", unit, message)
        if document is None or unit in ("person", *words.PARTS) or _MONEY.match(unit):
            continue
        if sign := _SIGN.search(printed):
            currency = SIGNS[sign[0].casefold()]
            if unit != currency:
                whose = ", or the code if the text tells whose it is" if currency in SHARED else ""
                yield Finding.at("figures", key, "unit", unit, f'the unit of "{sign[0]}" is {currency}{whose}')
            continue
        start, end = paragraph(window, record)
        nouns = set(_NOUN.findall(unit.casefold()))
        counts = nouns.intersection(_NOUN.findall(printed.casefold()))  # "two bridge"
        if not nouns or counts or not nouns <= _singulars(document.text[start:end]):
            message = "is no noun of this paragraph in the singular: name what is counted"
            yield Finding.at("figures", key, "unit", unit, message)


@rule(proof=False, language="en")
def figure_estimate(window: Window) -> Iterator[Finding]:
    """is_estimate where the source itself says so, in the sentence or in the cue of the statement that gives the
    number."""
    cues = window.lookup("statements", "cue_text")
    for key, record, estimate, statement in _phrases(window, "is_estimate", "statement_id"):
        cue, near, message = cues.get(statement) or "", window.sentence(record), None
        if not estimate and (words.ESTIMATE.search(cue) or words.ESTIMATE.search(record.exact)):
            message = "the text calls the number an estimate"
        elif estimate and near and not words.ESTIMATES.search(f"{near} {cue}"):
            message = "nothing in the sentence says estimate"
        if message:
            yield Finding.at("figures", key, "is_estimate", str(estimate).lower(), message)


@rule(proof=False, language="en")
def counted_is_whole(window: Window) -> Iterator[Finding]:
    """counted_text is the noun phrase right after the number ("four of them *children*", "two of the six *men*").
    If the counting phrase has none, it may be named elsewhere in the paragraph, and is then resolved."""
    numbers = grouped((span.source_id, (span.start, span.end)) for _, span in window.cells("figures", "value"))
    for key, record, actor, unit in _phrases(window, "counted_actor_id", "unit"):
        values, counted = window.of("figures", key, "value"), window.of("figures", key, "counted")
        if not values:
            continue
        rest = record.exact[values[0].end - record.start :]
        differs = unit in words.PARTS and words.COMPARATIVE.match(rest)
        rest = _after_total(words.MORE.sub("", rest))
        first = record.end - len(rest)
        article = words.BEFORE_NOUN.search(record.exact[: first - record.start])  # "six of *the crew*"
        starts = {first, record.start + article.start() if article else first}
        between = record.exact[values[0].end - record.start : first - record.start]
        starts |= {values[0].end + more.start() for more in words.MORE_OF_THEM.finditer(between)}  # "five *new boats*"
        follows = not differs and _names_the_counted(rest, unit)
        inside = [s for s in counted if holds(record, s)]
        fault = None
        if follows and not counted:
            fault = f'is null, but "{rest}" follows the number: quote what is counted'
        elif follows and inside and values[0].end <= inside[0].start and inside[0].start not in starts:
            fault = f'begins right after the number: with "{rest.split()[0]}"'
        elif any(_holds(s, number, values[0]) for s in counted for number in numbers[record.source_id]):
            fault = "holds the number: quote only what is counted"
        elif any((s.basis == "explicit") != (s in inside) for s in counted):
            fault = "is explicit inside the counting phrase and resolved outside of it"
        elif whole := next((w for s in counted if (w := _whole_mention(window, s, actor, values[0]))), None):
            fault = f'is only a part of "{whole}", which names the counted actor: quote all of it'
        if fault:
            yield Finding.at("figures", key, "counted_text", counted[0].exact if counted else None, fault)


@rule(proof=False, language="en")
def counting_phrase(window: Window) -> Iterator[Finding]:
    """The counting phrase is number, noun and verb: it does not leave out the word for what happened, and nothing
    follows what it needs."""
    for key, record, measure in _phrases(window, "measure"):
        pattern, text = words.MEASURES.get(measure), window.text(record.source_id)
        if pattern is None or text is None:
            continue
        if not pattern.search(record.exact):
            before = re.search(r"(\w+)\s+\Z", text[max(0, record.start - 30) : record.start])
            after = words.PASSIVE.match(text, record.end)
            for found in (before and pattern.fullmatch(before.group(1)), after and pattern.match(text, after.end())):
                if found:
                    message = f'leaves out "{found.group()}": quote number, noun and verb'
                    yield Finding.at("figures", key, "evidence_id", record.exact, message)
        ends = {m.end() + record.start for m in pattern.finditer(record.exact)}
        if not ends:
            continue  # "two buses set on fire": the verb is in no list, so nobody knows where it ends
        parts = (*window.of("figures", key, "value"), *window.of("figures", key, "counted"))
        ends |= {m.end() for s in parts for p in (words.TRAILING, words.OF_THEM) if (m := p.match(text, s.end))}
        if record.end not in ends and not words.IS_COUNTED.fullmatch(text, max(ends), record.end):
            needed = text[record.start : max(end for end in ends if end < record.end)]
            message = f'ends after number, noun and verb: quote "{needed}"'
            yield Finding.at("figures", key, "evidence_id", record.exact, message)


@rule(proof=False, language="en")
def figure_event_near(window: Window) -> Iterator[Finding]:
    """The event of a figure is mentioned in its paragraph or one of the two before or after."""
    for key, record, event in _phrases(window, "event_id"):
        document, mentions = window.document(record.source_id), window.of("events", event or "", "record")
        if document is None or not mentions or mentions[0].source_id != record.source_id:
            continue
        if not is_near(document.paragraphs, record.start, [mention.start for mention in mentions]):
            message = "is mentioned nowhere near the figure: name the event that is"
            yield Finding.at("figures", key, "event_id", event, message)


@rule(proof=False, language="en")
def death_is_said(window: Window) -> Iterator[Finding]:
    """Where people are counted as killed, a word of the paragraph says that they died: who was trampled may live."""
    for key, record, measure in _phrases(window, "measure"):
        document = window.document(record.source_id) if measure == "killed" else None
        if document and not words.MEASURES["killed"].search(document.text, *paragraph(window, record)):
            message = "no word of the paragraph says that anybody died: take what it says, or other"
            yield Finding.at("figures", key, "measure", measure, message)


@rule(proof=False, language="en")
def persons_are_persons(window: Window) -> Iterator[Finding]:
    """The unit of people of every kind is `person`: asylum seekers are no `seeker`."""
    for key, _, unit in _phrases(window, "unit"):
        if unit.rpartition(" ")[2].casefold() in words.PERSONS:
            yield Finding.at("figures", key, "unit", unit, "people of every kind are counted as person")


@rule(proof=False, language="en")
def figure_is_attributed(window: Window) -> Iterator[Finding]:
    """A number whose sentence ends with who says it ("..., the council estimates") is in that statement."""
    for key, record, statement in _phrases(window, "statement_id"):
        document = window.document(record.source_id)
        sentence = around(document.sentences, record.start, record.end) if document else None
        if document is None or sentence is None or statement is not None:
            continue
        said = words.SAID_AT_THE_END.search(document.text, record.end, sentence[1])
        if said:
            message = f'is null, but the sentence ends with "{said.group().lstrip(", ")}": code the statement'
            yield Finding.at("figures", key, "statement_id", None, message)


def _holds(counted: EvidenceRow, number: tuple[int, int], own: EvidenceRow) -> bool:
    """Whether the words for what is counted hold their number, but for the noun before its hedge ("40 *boats* or
    more"), or begin or end with another one."""
    if number == (own.start, own.end):
        inside = own.start < counted.start and counted.end < own.end
        return counted.start < own.end and own.start < counted.end and not inside
    return number[0] <= counted.start < number[1] or number[0] < counted.end <= number[1]


def _after_total(rest: str) -> str:
    """What follows the number of all of them: "two of the *nine* boats", "two of the council's *nine* boats"."""
    told = rest.split(" ")
    at = int(told[0].endswith(("'s", "’s", "s'", "s’")))
    return " ".join(told[at + 1 :]) if at < len(told) and read_figure(told[at]) is not None else rest


def _names_the_counted(rest: str, unit: str) -> bool:
    """Whether the words after a number name what is counted: neither a function word or an adverb ("four of them
    badly"), nor what happened ("30 dead"), nor a unit as printed with digits ("30 km")."""
    noun = re.match(r"[^\W\d_]+", rest)
    if noun is None or noun.group().casefold() in words.NO_NOUN or noun.group().endswith("ly"):
        return False
    if rest.startswith(unit) and unit in words.GLUED:
        return False
    happened = words.ANY_MEASURE.match(rest)
    return happened is None or happened.group().casefold() != singular(happened.group().casefold())


def _whole_mention(window: Window, span: EvidenceRow, actor: str | None, number: EvidenceRow) -> str | None:
    """The words of a mention of the actor of which the span is a proper part; those after the number, where the
    mention holds that ("14 analysts polled by Gull"). None: there is no such mention; of "the 14-seat council" the
    seat is none."""
    for m in window.near(span.source_id, span.start, span.end):
        held = m.start <= number.start and number.end <= span.start
        start = span.start if held else m.start
        joined = held and m.exact[number.end - m.start : span.start - m.start] == "-"
        if (
            m.actor_id == actor
            and not joined
            and start <= span.start
            and span.end <= m.end
            and (start, m.end) != span[1:3]
        ):
            return m.exact[start - m.start :]
    return None


def _phrases(window: Window, *fields: str) -> Iterator[tuple[Any, ...]]:
    """Key, counting phrase and cells of the figures that a curator wrote or confirmed."""
    for key, *cells in window.reviewed("figures", *fields):
        records = window.of("figures", key, "record")
        if records:
            yield key, records[0], *cells


def _in_words(printed: str, record: EvidenceRow) -> bool:
    """Whether a part of a whole is printed as "half" is: without digits, and not of one percent."""
    return not any(map(str.isdigit, printed)) and not words.PERCENT.search(record.exact)


def _singulars(text: str) -> set[str]:
    """The words of a text and what they may be the plural of, in lower case."""
    found: set[str] = set()
    for word in set(_NOUN.findall(text.casefold())):
        found |= {word, singular(word).casefold()}
        if word.endswith("s"):
            found |= {word[:-1], word.removesuffix("es")}
    return found
