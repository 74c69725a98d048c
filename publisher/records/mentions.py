"""The mentions of actors: by their known names, by what the curator says, and by the words of a record that name one.

What a participant, speaker, addressee, target or counted actor rests on is a mention of that actor: nobody writes it
twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from publisher import language
from publisher.extract.candidates import Name
from publisher.extract.patterns import any_of
from publisher.grouped import grouped
from publisher.inputs.curated_decisions import EXPLICIT
from publisher.model import Link, Mark, Record, Row
from publisher.problem import EntryName, shown
from publisher.records.attribution import hull
from publisher.records.drawn import Drawn
from publisher.records.evidence import Evidence
from publisher.records.span_index import SpanIndex

_Taken = Mapping[str, Sequence[tuple[int, int]]]  # the places of mentions, by actor
_PARTS = ("percent", "fraction")  # of a whole, which the words name
_JOINING = ("genitive", "preposition", "joining", "comitative", "infinitive")  # what joins a noun to the next one


class _Derived(NamedTuple):
    """Words of a record that name an actor. place: where the curator wrote them; counted: those of a figure."""

    actor_id: str
    start: int
    end: int
    mention_type: str | None
    place: EntryName
    counted: bool = False


def draw_mentions(drawn: Drawn, made: Sequence[Record]) -> None:
    """Draws up the evidence for the actors of the article; made: its records."""
    curated = drawn.reading.curated
    said = curated.mentions if curated else ()
    offices = curated.offices if curated else ()
    for mention in (*said, *offices):
        if drawn.known(mention.place, "actor_id", mention.actor_id):
            mark = Mark.of("name" if mention.mention_type else "office", mention, mention.basis)
            drawn.evidence_for(("actors", mention.actor_id), mark, mention.mention_type, mention.place)
    spoken_for = {(mention.start, mention.end) for mention in said}
    for name in drawn.found:
        if isinstance(name, Name) and name.actor_id and (name.start, name.end) not in spoken_for:
            basis = "resolved" if name.mention_type == "metonym" else "explicit"
            drawn.evidence_for(("actors", name.actor_id), Mark.of("name", name, basis), name.mention_type)
    if curated:
        _derive(drawn, made)
    drawn.mentions = SpanIndex(item for item in drawn.evidence.values() if item.field == "name")
    drawn.mentioned = frozenset(item.record_id for item in drawn.evidence.values() if item.field == "name")


def _derive(drawn: Drawn, made: Sequence[Record]) -> None:
    """Evidence for the mentions that records name; of two that overlap for one actor the longer, and also the name in a
    description that a person calls one ("the government of *Utopia*")."""
    taken = grouped((item.record_id, item.position()) for item in drawn.evidence.values() if item.field == "name")
    named = [naming for record in made for naming in _named_in(drawn, record, taken)]
    for naming in sorted(named, key=lambda naming: (naming.start - naming.end, naming.mention_type is None)):
        spans = taken[naming.actor_id]
        whole = naming.start, naming.end
        near = [span for span in spans if naming.start < span[1] and span[0] < naming.end]
        inside = all(naming.start <= span[0] and span[1] <= naming.end and span != whole for span in near)
        described = naming.mention_type == "nominal" and inside
        if naming.actor_id not in drawn.actors.values or (near and not described):
            continue
        spans.append((naming.start, naming.end))
        words = drawn.reading.text[naming.start : naming.end]
        kind = naming.mention_type or _mention_type(drawn, naming)
        if kind is None and not drawn.actors.whole:
            continue  # the fault of the file is reported, and may be the reason
        if kind is None:
            if naming.counted and drawn.whole:  # of a link, the one who makes it says so
                found = f"{shown(words)} is no mention of {naming.actor_id}; add it to [[mentions]]"
                drawn.say(naming.place, "counted_text", f"{found}, or leave out counted_actor_id")
            continue
        own = words.casefold() == str(drawn.actors.values[naming.actor_id]["name"]).casefold()
        mark = Mark.of("name", naming, "explicit" if own or kind in EXPLICIT else "resolved")
        drawn.evidence_for(("actors", naming.actor_id), mark, kind, naming.place)


def _named_in(drawn: Drawn, record: Record, taken: _Taken) -> Iterator[_Derived]:
    """The words of a record that name an actor. taken: the mentions that are known without it."""
    for link in record.links:
        mark = link.mark
        if link.actor_id and link.field == "speaker_actor" and mark is None and record.of("speaker"):
            mark = _speaker(drawn, record, link.actor_id, taken)
        if link.actor_id and mark and mark.basis != "inferred":
            yield _Derived(link.actor_id, mark.start, mark.end, link.mention_type, link.place)
    counted, marks = record.values.get("counted_actor_id"), record.of("counted")
    unit, kind = record.values.get("unit"), drawn.actors.values.get(str(counted), {}).get("actor_type")
    people = unit == "person" or (unit in _PARTS and kind == "group") or _is_named(drawn, counted, marks)
    if counted and len(marks) == 1 and marks[0].basis == "explicit" and people:
        yield _Derived(counted, marks[0].start, marks[0].end, None, EntryName("figures", record.id), True)


def _speaker(drawn: Drawn, record: Record, actor_id: str, taken: _Taken) -> Mark | None:
    """The words of a speaker: all that the statement has or, where another speaker is named in them, the one piece
    between commas and conjunctions that names nobody; None where there are several such pieces."""
    said = record.of("speaker")
    start, end = said[0].start, said[-1].end
    others = {link.actor_id for link in record.links if link.field == "speaker_actor"} - {actor_id}
    named = [(low, high) for other in others for low, high in taken[str(other)] if start <= low and high <= end]
    code = drawn.reading.document.language
    if not named or not language.reads(code, "grammar"):
        return Mark("speaker_actor", start, end)
    joint = re.compile(rf",?\s+{any_of(language.get(code).words('grammar')['conjunction'])}\s+|,\s+")
    words = drawn.reading.text[:end]
    joints = [(end, end), *(found.span() for found in joint.finditer(words, start))]
    pieces = pairwise(sorted([(start, start), *joints]))
    free = [(a, b) for (_, a), (b, _) in pieces if not any(low < b and a < high for low, high in named)]
    return Mark("speaker_actor", *free[0]) if len(free) == 1 else None


def _is_named(drawn: Drawn, actor_id: str | None, marks: Sequence[Mark]) -> bool:
    """Whether the words are the name of the actor."""
    name = str((drawn.actors.values.get(str(actor_id)) or {}).get("name")).casefold()
    return any(drawn.reading.text[mark.start : mark.end].casefold() == name for mark in marks)


def _mention_type(drawn: Drawn, named: _Derived) -> str | None:
    """How the words refer to the actor, where the authority file or the language shows it: by a form that the file
    has, by a pronoun, or by a description, whose last word or the one before a preposition ("the mayor of Orsa") is a
    common noun; a group has no other name, nor has a person that the text does not name ("another judge")."""
    words = drawn.reading.text[named.start : named.end]
    known = [form.mention_type for form in drawn.actors.surfaces.get(words, ()) if form.actor_id == named.actor_id]
    if known:
        return known[0]
    actor = drawn.actors.values[named.actor_id]
    group = actor["actor_type"] == "group"
    if words.casefold() == str(actor["name"]).casefold():
        unnamed = group or (actor["actor_type"] == "person" and words.islower())
        return "nominal" if unnamed else "name"
    code, told = drawn.reading.document.language, words.split()
    if language.reads(code, "mentions") and words.casefold() in language.get(code).words("mentions")["pronouns"]:
        return "pronoun"
    begins = group and any(start == named.start for start, _ in drawn.reading.document.sentences)
    common = told[-1][:1].islower() or (begins and " " not in words)  # "Police said"
    return "nominal" if language.knows(code) and (common or _is_described(code, told)) else None


def _is_described(code: str, told: Sequence[str]) -> bool:
    """Whether all words up to a preposition after the first are in lower case, but for a determiner."""
    if not language.reads(code, "grammar"):
        return False
    grammar = language.get(code).words("grammar")
    first = told[0].casefold() in grammar["determiner"]
    joining = {word for name in _JOINING for word in grammar[name]}
    at = next((number for number, word in enumerate(told) if word in joining), 0)
    return at > first and all(word[:1].islower() for word in told[first:at])


def words_of(drawn: Drawn, record: Record, link: Link) -> tuple[Mark, str | None] | None:
    """The words of a link to an actor with their basis, and how they refer to the actor; None where they are none."""
    actor_id, mark = str(link.actor_id), link.mark
    if mark is not None and mark.basis == "inferred":
        return mark, None
    if mark is None and link.field == "speaker_actor" and not record.of("speaker"):
        said = record.of("content")[0]  # a quotation that runs on: what shows the speaker is that it does
        return Mark.of(link.field, said, "inferred"), None
    look = just if mark else named_by if link.field == "speaker_actor" else first_in
    found = next(filter(None, (look(drawn, actor_id, span) for span in _scope(drawn, record, link))), None)
    if found is None:
        return None
    start, end = (mark.start, mark.end) if mark else found.position()
    return Mark(link.field, start, end, found.basis), found.mention_type


def _scope(drawn: Drawn, record: Record, link: Link) -> list[tuple[int, int]]:
    """Where the words of a link are: those that the curator quotes, else the speaker's, those of the statement and
    then of its sentences, or those that tell of the event."""
    if link.mark:
        return [(link.mark.start, link.mark.end)]
    if link.field == "speaker_actor":
        return [(mark.start, mark.end) for mark in record.of("speaker")]
    if record.table == "events":
        return [(mark.start, mark.end) for mark in record.of("record")]
    start, end = hull(record)
    around = [piece for piece in drawn.reading.document.sentences if piece[0] < end and start < piece[1]]
    return [(start, end), *around]


def just(drawn: Drawn, actor_id: str, span: tuple[int, int]) -> Evidence | None:
    """The mention of the actor that the words are, with or without their determiner ("The North" for "North")."""
    start, end = span
    whole = drawn.evidence.get(("actors", actor_id, "name", start, end))
    first, _, rest = drawn.reading.text[start:end].partition(" ")
    code = drawn.reading.document.language
    determiners = language.get(code).words("grammar").get("determiner", ()) if language.knows(code) else ()
    if whole or first.casefold() not in determiners:
        return whole
    return drawn.evidence.get(("actors", actor_id, "name", end - len(rest), end))


def named_by(drawn: Drawn, actor_id: str, span: tuple[int, int]) -> Evidence | None:
    """The mention of the actor that a speaker's words hold, the longest, or are a part of."""
    own = [item for item in drawn.mentions.overlapping(*span) if item.record_id == actor_id]
    inside = [item for item in own if span[0] <= item.start and item.end <= span[1]]
    around = [item for item in own if item.start <= span[0] and span[1] <= item.end]
    return max(inside or around, key=lambda item: (item.end - item.start, -item.start), default=None)


def first_in(drawn: Drawn, actor_id: str, span: tuple[int, int]) -> Evidence | None:
    """The first mention of the actor inside the span."""
    return next((item for item in drawn.mentions.inside(*span) if item.record_id == actor_id), None)


def added_to_actors(drawn: Drawn) -> dict[str, Row]:
    """What the article adds to the rows of the actors it mentions: first evidence, office, method."""
    names = {(name.start, name.end) for name in drawn.found if isinstance(name, Name)}
    actors: dict[str, Row] = {}
    for item in sorted(drawn.evidence.values(), key=Evidence.position):
        if item.record_table != "actors":
            continue
        row = actors.setdefault(item.record_id, {"evidence_id": None, "office": None, "method": "manual"})
        if item.field == "office":
            row["office"] = item.exact
        elif row["evidence_id"] is None:
            row["evidence_id"] = item.evidence_id
        if item.field == "name" and (item.start, item.end) in names:
            row["method"] = "automatic-reviewed" if drawn.reading.curated else "automatic"
    known = drawn.reading.known
    return {actor_id: {**row, "named": known.get(actor_id)} for actor_id, row in actors.items() if row["evidence_id"]}
