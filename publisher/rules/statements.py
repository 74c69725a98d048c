"""Statements: who speaks to whom, by which cue, and where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from publisher.rules import words
from publisher.rules.finding import Finding
from publisher.rules.mentions import denoted, mentioned_together
from publisher.rules.positions import around, hull
from publisher.rules.registry import rule
from publisher.rules.rule_context import Span, Window

_BACK = 3  # a chain of sources may be between an indirect statement and the quotation that follows it


@rule(proof=True)
def statement_hull(window: Window) -> Iterator[Finding]:
    """A statement's one `record` evidence is the hull of its speaker, cue and content."""
    for key in window.column("statements", "statement_id"):
        parts = [span for field in ("speaker", "cue", "content") for span in window.of("statements", key, field)]
        records = [(span.start, span.end) for span in window.of("statements", key, "record")]
        if parts and records != [hull(parts)]:
            message = f"its record is {records}, speaker, cue and content reach from {hull(parts)}: build again"
            yield Finding(table="statements", row=key, field="evidence_id", message=message)


@rule(proof=True)
def doubled_statements(window: Window) -> Iterator[Finding]:
    """One row a statement; two rows differ in speaker, cue or content."""
    seen: dict[tuple[object, ...], str] = {}
    for key in window.column("statements", "statement_id"):
        fields = ("speaker", "cue", "content")
        parts = tuple((s.source_id, s.start, s.end) for f in fields for s in window.of("statements", key, f))
        first = seen.setdefault(parts, key)
        if parts and first != key:
            message = f"has the words of {first}: keep one of the two"
            yield Finding(table="statements", row=key, field="content_text", message=message)


@rule(proof=False, stops=True)
def speaker_is_named(window: Window) -> Iterator[Finding]:
    """speaker_text is a mention of the speaker; one that stands for several actors has joint speakers and no
    speaker_actor_id."""
    for key, actor in window.reviewed("statements", "speaker_actor_id"):
        for span in window.of("statements", key, "speaker"):
            found = denoted(window, span)
            if actor is not None and found != {actor}:
                named = " and ".join(sorted(found)) or "no actor"
                message = f'"{span.exact}" stands for {named}: name that actor, or add the mention'
                yield Finding(table="statements", row=key, field="speaker_actor_id", value=actor, message=message)


@rule(proof=True)
def joint_speakers(window: Window) -> Iterator[Finding]:
    """Without speaker_actor_id there are several speakers: the actors of the setting event or, where they spoke at none
    ("in a joint statement"), those who are mentioned in speaker_text; or the speaker is no actor ("Estimates suggest"),
    and speaker_text mentions none."""
    actors = _actors_of_events(window, ("actor",))
    for key, actor, event in window.reviewed("statements", "speaker_actor_id", "setting_event_id"):
        if actor is not None:
            continue
        speaker = window.of("statements", key, "speaker")
        named = {one for span in speaker for one in mentioned_together(window, span)}
        field, value, message = "speaker_actor_id", None, None
        if event is None and len(named) == 1:
            message = f"name the speaker, {next(iter(named))}; joint ones are each mentioned in speaker_text"
        elif event is None and not speaker:
            message = "name the speaker, or the event at which several said it (setting_event_id)"
        elif event in actors and (len(actors[event]) < 2 or not named <= actors[event]):
            field, value = "setting_event_id", event
            speakers = ", ".join(sorted(named)) or "unknown"
            message = f"its actors are {', '.join(sorted(actors[event]))}, the speakers {speakers}"
        if message:
            yield Finding(table="statements", row=key, field=field, value=value, message=message)


@rule(proof=True)
def running_quotation(window: Window) -> Iterator[Finding]:
    """speaker_text is null only where a quotation runs on, so the last quotation or one of the statements just before
    has the same speaker; cue_text is null only for a direct quotation, and a cue has its
    speaker."""
    before: dict[str, list[str | None]] = defaultdict(list)
    last: dict[str, str | None] = {}
    fields = ("source_id", "speaker_actor_id", "speaker_text", "cue_text", "quote_type")
    for key, source, actor, speaker, cue, kind in window.reviewed("statements", *fields):
        if speaker is None and (kind == "indirect" or actor not in [*before[source][-_BACK:], last.get(source)]):
            message = "is null, but no quotation of the same speaker runs on here: quote the speaker's mention"
            yield Finding(table="statements", row=key, field="speaker_text", message=message)
        if cue is not None and speaker is None:
            message = f'is null, but somebody "{cue}" this: quote the speaker\'s mention'
            yield Finding(table="statements", row=key, field="speaker_text", message=message)
        if cue is None and kind != "direct":
            message = f"is null, which only a direct quotation can be, and this one is {kind}: quote the cue"
            yield Finding(table="statements", row=key, field="cue_text", message=message)
        before[source].append(actor)
        if kind != "indirect":
            last[source] = actor


@rule(proof=True)
def addressee_is_named(window: Window) -> Iterator[Finding]:
    """The addressee is mentioned in the statement's paragraph, and is not the speaker."""
    for key, source, addressee, speaker in window.reviewed(
        "statements", "source_id", "addressee_actor_id", "speaker_actor_id"
    ):
        if addressee is None:
            continue
        document, records = window.document(source), window.of("statements", key, "record")
        if addressee == speaker:
            message = "is the speaker: name the actor that the speaker addresses"
            yield Finding(table="statements", row=key, field="addressee_actor_id", value=addressee, message=message)
        elif document is not None and records:
            start, end = around(document.paragraphs, records[0].start, records[0].end) or (0, len(document.text))
            if not any(m.actor_id == addressee for m in window.near(source, start, end)):
                message = "is not mentioned in this paragraph: name the addressee that is, or add the mention"
                yield Finding(table="statements", row=key, field="addressee_actor_id", value=addressee, message=message)


@rule(proof=False, language="en")
def addressee_is_object(window: Window) -> Iterator[Finding]:
    """Whom the verb of telling has as its object, the statement has as addressee."""
    for key, source, addressee in window.reviewed("statements", "source_id", "addressee_actor_id"):
        text, cues = window.text(source), window.of("statements", key, "cue")
        if text is None or not cues:
            continue
        told = {word.casefold() for word in re.findall(r"\w+", cues[-1].exact)}
        start, low = cues[-1].end, [s.start for s in window.of("statements", key, "content") if s.start >= cues[-1].end]
        reach = words.OBJECT.match(text, start)
        end = min([*low, reach.end() if reach else start])
        objects = [m for m in window.near(source, start, end) if start <= m.start and m.end <= end]
        if not told & words.ADDRESSING or not objects:
            continue
        before = re.findall(r"\w+", text[start : objects[0].start].casefold())
        if set(before) & words.PREPOSITION_WORDS or text.startswith(("'s", "’s"), max(m.end for m in objects)):
            continue
        named = denoted(window, Span(source, start, end, text[start:end], "explicit", None, ""))
        if len(named) == 1 and addressee not in named:
            message = f'"{cues[-1].exact}{text[start:end].rstrip()}" addresses {named.pop()}'
            yield Finding(table="statements", row=key, field="addressee_actor_id", value=addressee, message=message)


@rule(proof=True)
def setting_is_an_occasion(window: Window) -> Iterator[Finding]:
    """The setting is a meeting or another occasion to speak; joint speakers may speak by the agreement that they reach
    (3.9)."""
    types = window.lookup("events", "event_type")
    for key, actor, event in window.reviewed("statements", "speaker_actor_id", "setting_event_id"):
        allowed = words.OCCASIONS if actor is not None else words.OCCASIONS | {"AGREE"}
        if event in types and types[event] not in allowed:
            message = f"{types[event]} is no occasion to speak at: name the meeting, or leave it out"
            yield Finding(table="statements", row=key, field="setting_event_id", value=event, message=message)


@rule(proof=False)
def speaker_was_there(window: Window) -> Iterator[Finding]:
    """Who speaks at a meeting takes part in it, or belongs to somebody who does."""
    actors = _actors_of_events(window, ("actor", "recipient"))
    for key, actor, event in window.reviewed("statements", "speaker_actor_id", "setting_event_id"):
        if actor is None or not actors.get(event):
            continue
        if not actors[event].intersection((actor, *window.above(actor))):
            message = f"its actors are {', '.join(sorted(actors[event]))}, and {actor} is none of them"
            yield Finding(table="statements", row=key, field="setting_event_id", value=event, message=message)


@rule(proof=False, language="en")
def act_fits_cue(window: Window) -> Iterator[Finding]:
    """Where the cue is a verb of one of the verbal types, act_type is that."""
    for key, cue, act in window.reviewed("statements", "cue_text", "act_type"):
        if cue is None or words.NOT.search(cue):
            continue
        fitting = [codes for pattern, codes in words.ACTS if pattern.search(cue)]
        allowed = frozenset[str]().union(*fitting)
        if fitting and (act or "") not in allowed:
            message = f'"{cue}" is {" or ".join(sorted(allowed - {""}))}'
            yield Finding(table="statements", row=key, field="act_type", value=act, message=message)


def _actors_of_events(window: Window, roles: tuple[str, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for event, actor, role in window.rows("event_actors", "event_id", "actor_id", "role"):
        if role in roles:
            found[event].add(actor)
    return found
