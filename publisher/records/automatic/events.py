"""Automatic events: one for each occasion that the extractor tells apart, with its mentions, parties and places."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from publisher import edtf, language
from publisher.extract.candidates import Date, Name, Span
from publisher.extract.events import Event
from publisher.extract.events.lexicon import lexicon
from publisher.extract.text import word_lists
from publisher.extract.whom import find_named
from publisher.grouped import grouped
from publisher.model import Candidates, Link, Located, Mark, Reading, Record
from publisher.records.automatic.actors import COUNTRY
from publisher.records.automatic.dating import dated
from publisher.records.automatic.earned import OTHER, WHOLE
from publisher.records.evidence import hashed

_LONG, _LONGEST = 90, 120  # characters of a label
_MEETING, _VISIT, _PROTEST = "CONSULT", "visit", "PROTEST"
_DEMONYM = "name.demonym"  # the rule
_FLAGS = (("negated", "negation"), ("hypothetical", "hypothetical"), ("future", "future"), ("historical", "historical"))


def event_records(
    reading: Reading, told: Sequence[Event], found: Candidates, dates: Sequence[Date]
) -> Mapping[str, Record]:
    """Occasion -> its event. told: mentions that have earned a record; found: all candidates."""
    every = {one.start: one for one in found if isinstance(one, Name)}
    names = {at: one for at, one in every.items() if one.actor_id}
    told = [_against(one) if one.event_type == _PROTEST else one for one in told]
    halves = {one for one in told if one.event_type in WHOLE and not _is_whole(reading, one, names, every)}
    kept = [one for one in told if one not in halves or _stands_alone(reading, one, every)]
    occasions = grouped((one.event, one) for one in kept if one.event is not None)
    return {
        key: _event(reading, mentions, [one for one in mentions if one not in halves], names, dates)
        for key, mentions in occasions.items()
    }


def _event(
    reading: Reading,
    mentions: Sequence[Event],
    whole: Sequence[Event],
    names: Mapping[int, Name],
    dates: Sequence[Date],
) -> Record:
    """The event of its mentions. whole: those that name its parties."""
    first = mentions[0]
    key = "evt-" + hashed(reading.article.source_id, first.kind, first.start, first.end)
    parties = list(_parties(whole, names)) if first.event_type != OTHER else []
    mode = first.mode if first.mode != _VISIT or {link.values["role"] for link in parties} > {"actor"} else None
    values: dict[str, Any] = {
        "event_id": key,
        "label": _label(reading.text, first),
        "event_type": first.event_type,
        "event_mode": mode,
        "event_context": first.context,
        "auxiliary_mode": next((mode for flag, mode in _FLAGS if getattr(first, flag)), None),
    }
    marks = tuple(Mark.of("record", one.phrase) for one in mentions)
    links = [Link("event_mentions", {}, "record", mark) for mark in marks]
    struck = _struck(reading, names) if first.is_disaster else {}
    places = list(_places(reading.text, mentions, {**reading.places, **struck}))
    record = Record("events", key, values, marks, (*links, *_roles(parties, first.event_type, mode), *places))
    when = next((date for one in mentions if (date := _date_of(reading, one, dates))), None)
    return dated(record, when, reading) if when and _may_be(when, values["auxiliary_mode"], reading.day) else record


def _may_be(when: Date, mode: str | None, day: datetime.date | None) -> bool:
    """Whether an event of a mode may have a date, seen from the day of the article: what has happened does not lie
    after it, what is to come not before. A date without a year may be read as one of the wrong year."""
    first, last = edtf.bounds(when.edtf or "")
    if day is None:
        return True
    return (last is None or last >= day) if mode == "future" else first is None or first <= day or mode == "negation"


def _struck(reading: Reading, names: Mapping[int, Name]) -> Mapping[tuple[int, int], Located]:
    """Where a state is named, which a disaster hits as a place and not as an actor."""
    states = ((one, reading.known.get(str(one.actor_id), {}).get("country_code")) for one in names.values())
    return {(one.start, one.end): Located(code, COUNTRY) for one, code in states if one.type == "state" and code}


def _against(protest: Event) -> Event:
    """A protest in a country, which is not by that against the country."""
    return protest._replace(recipients=tuple(one for one in protest.recipients if one not in protest.places))


def _is_whole(reading: Reading, event: Event, names: Mapping[int, Name], every: Mapping[int, Name]) -> bool:
    """Whether everybody is known whom the words of the parties name; in a meeting also somebody at all, in a visit the
    visitor, and a host or partner only beside whoever met him. names: of actors; every: all names, by their start."""
    parties = [*event.actors, *event.recipients]
    known = [one for one in parties if _named(one, names)]
    meets = event.event_type == _MEETING
    if meets and not (event.actors and known and (event.mode != _VISIT or known[0] in event.actors)):
        return False
    return all(one in known or not _is_named(reading, one, every, meets) for one in parties)


def _stands_alone(reading: Reading, event: Event, every: Mapping[int, Name]) -> bool:
    """Whether an event is made without its parties where not everybody is known: of a meeting one of somebody whom the
    text names, a visit of such a person, of him or her, or of somebody in office; but not what whoever speaks did,
    which only a quotation tells."""
    visits = event.mode == _VISIT
    sides = event.actors if visits else (*event.actors, *event.recipients)
    said = {one.text.lower() for one in sides}
    if not said.isdisjoint(lexicon().grammar["speaker"]):
        return False
    persons = lexicon().people["dignitary"] | lexicon().grammar["he_or_she"]
    if event.event_type != _MEETING or (
        visits and not persons.isdisjoint(word for one in said for word in one.split())
    ):
        return True
    named = (one for one in sides if one.text.lower() not in lexicon().pronouns)
    return any(_is_named(reading, one, every, peoples=True) for one in named)


def _is_named(reading: Reading, party: Span, names: Mapping[int, Name], peoples: bool) -> bool:
    """Whether the words of a party are a pronoun, or have a name or a capital that does not begin a sentence; peoples:
    also that of a people alone, as in two Norwegian envoys."""
    if party.text.lower() in language.get(reading.document.language).words("mentions")["pronouns"]:
        return True
    inside = [names[at] for at in range(party.start, party.end) if at in names]
    if any(peoples or one.rule != _DEMONYM for one in inside):
        return True
    spared = {start for start, _ in reading.document.sentences}
    spared.update(at for one in inside for at in range(one.start, one.end))
    return any(letter.isupper() and at not in spared for at, letter in enumerate(party.text, party.start))


def _label(text: str, event: Event) -> str:
    """The words of the article from the first to the last of doer, deed and recipient, or where nobody is named, of
    deed and place; these alone if that is long. It begins with a capital letter, since the article before it is left
    out. "It" says nothing where the label stands alone."""
    things = lexicon().grammar["things"]
    event = event._replace(actors=tuple(one for one in event.actors if one.text.lower() not in things))
    beside = event.places[:1] if not (event.actors or event.recipients) else ()
    spans = [*event.actors, event.phrase, *event.recipients, *beside]
    words = _joined(text[min(span.start for span in spans) : max(span.end for span in spans)])
    if len(words) > _LONG:
        sides = [", ".join(span.text for span in side) for side in (event.actors, event.recipients or beside)]
        words = _joined(" – ".join(filter(None, (sides[0], event.phrase.text, sides[1]))))
    words = f"{words[:1].upper()}{words[1:]}"
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _joined(words: str) -> str:
    return " ".join(words.split())


def _parties(mentions: Sequence[Event], names: Mapping[int, Name]) -> Iterator[Link]:
    """The known actors that take part, each once in a role, with the words that name it."""
    seen: set[tuple[str, str]] = set()
    for role in ("actor", "recipient"):
        for span in (span for one in mentions for span in getattr(one, f"{role}s")):
            name = _named(span, names)
            if name and (name.actor_id, role) not in seen:
                seen.add((str(name.actor_id), role))
                yield Link("event_actors", {"actor_id": name.actor_id, "role": role}, role, Mark.of(role, name))


def _named(span: Span, names: Mapping[int, Name]) -> Name | None:
    """The name of the actor that the words of a party are, or whose fighters they are: Acme guards."""
    return find_named(span, names) or _who_sent(span, names)


def _who_sent(span: Span, names: Mapping[int, Name]) -> Name | None:
    """The body whose fighters words name: Acme guards, Norland's Acme rebel group; guards of (the) Acme."""
    inside = [names[at] for at in range(span.start, span.end) if at in names]
    if not inside or inside[-1].type != "organization":
        return None
    name, known = inside[-1], lexicon()
    ahead, after = span.text[: name.start - span.start].split(), span.text[name.end - span.start :].split()
    if not after:
        who, of, *article = [word.lower() for word in ahead] if len(ahead) > 1 else ["", ""]
        sent = _is_armed(who) and of in known.grammar["of"]
        return name if sent and len(article) < 2 and known.grammar["articles"].issuperset(article) else None
    if any(map(str.islower, ahead)) or not after[-1].islower():
        return None
    return name if _is_armed(after[-1]) or after[-1] in word_lists("actors")["apposed"] else None


def _is_armed(word: str) -> bool:
    return word.removesuffix("s") in lexicon().people["armed"]


def _roles(parties: Sequence[Link], event_type: str, mode: str | None) -> list[Link]:
    """The parties in the roles that the type allows: all who meet are actors, and nobody acts on himself."""
    if event_type == _MEETING and mode != _VISIT:
        found = {link.actor_id: _as_actor(link) for link in reversed(parties)}
        return list(reversed(found.values()))
    acting = {link.actor_id for link in parties if link.values["role"] == "actor"}
    return [link for link in parties if link.values["role"] == "actor" or link.actor_id not in acting]


def _as_actor(link: Link) -> Link:
    assert link.mark
    return Link(link.table, {**link.values, "role": "actor"}, "actor", replace(link.mark, field="actor"))


def _places(text: str, mentions: Sequence[Event], located: Mapping[tuple[int, int], Located]) -> Iterator[Link]:
    """Where it happened, as far as the name alone tells the country; a country only where no place in it is named."""
    named = {
        pair: where
        for pair, where in located.items()
        if any(span.start <= pair[0] and pair[1] <= span.end for one in mentions for span in one.places)
    }
    finer = {where.country_code for where in named.values() if where.where_prec != COUNTRY}
    seen: set[str] = set()
    for (start, end), (code, precision) in named.items():
        words = text[start:end]
        if words not in seen and not (precision == COUNTRY and code in finer):
            seen.add(words)
            values = {"place_name": words, "country_code": code, "where_prec": precision}
            yield Link("event_places", values, "place", Mark("place", start, end))


def _date_of(reading: Reading, event: Event, dates: Sequence[Date]) -> Date | None:
    """The date expression of the paragraph that gives the date of the event, the nearest."""
    if event.date is None:
        return None
    text = reading.text
    start, end = text.rfind("\n", 0, event.start) + 1, text.find("\n", event.end)
    alike = [one for one in dates if one.edtf == event.date]
    fitting = [one for one in alike if start <= one.start and (end < 0 or one.end <= end)]
    return min(fitting, key=lambda one: abs(one.start - event.start), default=None)
