"""Events: who did what to which other party, where and when, by the rules of event_rules.toml.

A document is read sentence by sentence; a sentence without a word that some rule asks for is left at once. An event is
one mention: its trigger, its parties, and whether it happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..candidates import Date, Span
from ..text import Document
from . import flags, predicates
from .arguments import has_name, kind, kinds, phrases, word
from .lexicon import lexicon
from .predicates import Found, Tokens
from .selection import Article
from .sentence import Sentence, read, tokens

_SOON = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "CONCEDE": "AGREE", "RETREAT": "AGREE",
         "PROTEST": "THREATEN", "ASSAULT": "THREATEN", "COERCE": "THREATEN", "SANCTION": "THREATEN"}  # fmt: skip
_NOT_SOON = dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "AGREE"), "REJECT")


@dataclass(frozen=True, slots=True)
class Event:
    """A mention of an event. start, end, text: its trigger; event_type, mode: PLOVER; date: EDTF; rule: what made it."""

    kind: str
    start: int
    end: int
    text: str
    event_type: str
    mode: str | None
    negated: bool
    future: bool
    hypothetical: bool
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    places: tuple[Span, ...]
    date: str | None
    rule: str
    published: bool = False


def find(document: Document, times: Sequence[Date] = ()) -> list[Event]:
    """The events of an article in text order. times: its time expressions."""
    text = document.text
    alone, with_object, objects = lexicon().gate
    upper = text.isupper() or _is_upper(text)
    read_in = [(start, end, *tokens(text, start, end)) for start, end in document.sentences]
    every = [[word.lower() for word in raw] for _, _, raw, _ in read_in]
    article = Article(every, upper)
    events: list[Event] = []
    for (start, end, raw, places), words in zip(read_in, every, strict=True):
        if alone.isdisjoint(words) and (with_object.isdisjoint(words) or objects.isdisjoint(words)):
            continue
        sentence = read(raw, words, places, upper)
        here = [time for time in times if start <= time.start < end]
        events += [_event(text, sentence, found, here) for found in _merged(sentence, list(_found(sentence, article)))]
    return events


def _is_upper(text: str) -> bool:
    letters = [sign for sign in text[:2000] if sign.isalpha()]
    return sum(map(str.isupper, letters)) > 0.9 * len(letters)


def _found(s: Sentence, article: Article) -> Iterator[Found]:
    """The events of a sentence: of its verbs, then of its nouns that no verb took."""
    used: set[int] = set()
    verbs: list[Found] = []
    for at, chunk in enumerate(s.chunks):
        if chunk.kind != "v" or at in used:
            continue
        if made := predicates.verb_event(s, at, article):
            verbs.append(made[0])
            used |= made[0].used
    yield from (found for found in verbs if found.at not in used - {found.at} or True)
    for at, chunk in enumerate(s.chunks):
        if chunk.kind == "n" and at not in used and (found := predicates.noun_event(s, at, article)):
            yield found


def _merged(s: Sentence, found: list[Found]) -> list[Found]:
    """Without nouns that only name again what a verb of the clause tells: killed two people in a bombing."""
    verbs = [one for one in found if kind(s, one.at) == "v"]
    kept = []
    for one in found:
        if kind(s, one.at) == "n" and any(
            verb.rule.type == one.rule.type and abs(verb.at - one.at) < 8 and not _between(s, verb.at, one.at)
            for verb in verbs
        ):
            continue
        kept.append(one)
    return sorted(kept, key=lambda one: one.trigger)


def _between(s: Sentence, one: int, other: int) -> bool:
    return any(kind(s, at) in ",;WS" for at in range(min(one, other), max(one, other)))


def _event(text: str, s: Sentence, found: Found, times: list[Date]) -> Event:
    is_verb = kind(s, found.at) == "v"
    negated, future, unreal = (flags.verb_flags if is_verb else flags.noun_flags)(s, found.at)
    event_type = found.rule.type
    if is_verb and found.actors:
        if negated and (future or unreal):
            event_type = _NOT_SOON.get(event_type, event_type)
        elif future:
            event_type = _SOON.get(event_type, event_type)
        elif unreal and not lexicon().grammar["conditional"].isdisjoint(s.words[s.chunks[found.at].first : s.chunks[found.at].last]):
            event_type = _SOON.get(event_type, event_type)
    start, end = s.text_span(*found.trigger)
    return Event(
        "event", start, end, text[start:end], event_type,
        found.rule.mode if event_type == found.rule.type else None,
        negated, future, unreal,
        tuple(_span(text, s, part) for part in found.actors),
        tuple(_span(text, s, part) for part in found.recipients),
        tuple(_span(text, s, part) for part in _places(s, found)),
        _date(times, start, s), found.rule.id,
    )  # fmt: skip


def _span(text: str, s: Sentence, part: Tokens) -> Span:
    start, end = s.text_span(*part)
    return Span(start, end, text[start:end])


def _places(s: Sentence, found: Found) -> list[Tokens]:
    """Where it was: the names and places after in, at, near in its clause, else at the start of the sentence."""
    taken = {*found.recipients, *found.actors}
    here = [phrase.noun for phrase in phrases(s, found.at) if phrase.preposition in lexicon().grammar["place"] and _is_place(s, phrase.noun)]
    if not here and kind(s, 0) == "p" and word(s, 0) in lexicon().grammar["place"] and kind(s, 1) == "n" and _is_place(s, 1):
        here = [1]
    return [extent for np in here[:2] if (extent := predicates._extent(s, np)) not in taken]


def _is_place(s: Sentence, np: int) -> bool:
    return has_name(s, s.chunks[np]) or bool(kinds(s, np) & {"town", "building", "road"})


def _date(times: list[Date], start: int, s: Sentence) -> str | None:
    """The date of the sentence that is nearest to the trigger."""
    dated = [time for time in times if time.edtf]
    return min(dated, key=lambda time: abs(time.start - start)).edtf if dated else None


def flat(event: Event) -> dict[str, Any]:
    """An event as `extract` prints it."""
    parties = {
        name: [{"start": one.start, "end": one.end, "text": one.text} for one in getattr(event, name)]
        for name in ("actors", "recipients", "places")
    }
    return {name: getattr(event, name) for name in event.__slots__} | parties
