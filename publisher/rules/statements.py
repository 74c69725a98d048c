"""Statements: who speaks, who is addressed, by which cue, and where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from publisher.finding import Finding
from publisher.grouped import grouped
from publisher.records.attribution import PARTS
from publisher.rules import words
from publisher.rules.mentions import denoted, mentioned_together
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import EvidenceRow, hull

_DIRECTED = ("REQUEST", "ACCUSE", "THREATEN")
_BACK = 3  # a chain of sources may be between an indirect statement and the quotation that follows it


@rule(proof=True)
def statement_hull(window: Window) -> Iterator[Finding]:
    """A statement's one `record` evidence is the hull of its speaker, cue and content."""
    for key in window.column("statements", "statement_id"):
        parts = [span for field in PARTS for span in window.of("statements", key, field)]
        records = [(span.start, span.end) for span in window.of("statements", key, "record")]
        if parts and records != [hull(parts)]:
            message = f"its record is {records}, speaker, cue and content reach from {hull(parts)}: build again"
            yield Finding.at("statements", key, "evidence_id", None, message)


@rule(proof=True)
def doubled_statements(window: Window) -> Iterator[Finding]:
    """One row a statement; two rows differ in speaker, cue or content."""
    seen: dict[tuple[object, ...], str] = {}
    for key in window.column("statements", "statement_id"):
        parts = tuple(span[:3] for field in PARTS for span in window.of("statements", key, field))
        first = seen.setdefault(parts, key)
        if parts and first != key:
            yield Finding.at("statements", key, "content_text", None, f"has the words of {first}: keep one of the two")


@rule(proof=False, stops=True)
def speaker_is_named(window: Window) -> Iterator[Finding]:
    """speaker_text is a mention of the speakers: all actors that its words refer to, and nobody else."""
    for (key,) in window.reviewed("statements"):
        speakers = set(window.roles.get((key, "speaker"), ()))
        for span in window.of("statements", key, "speaker"):
            found = denoted(window, span) if len(speakers) == 1 else mentioned_together(window, span)
            if not speakers and not _ends_with_its_name(window, span):
                continue  # "a critic of Gull", "Gull's lawyer": somebody who is no actor
            if found != speakers and found | speakers:
                named = " and ".join(sorted(found))
                correct = f"{named}: name that as speaker" if found else "no actor: name no speaker"
                message = f'"{span.exact}" refers to {correct}, or add the mention of another'
                value = " ".join(sorted(speakers)) or None
                yield Finding.at("statements", key, "speaker_text", value, message)


def _ends_with_its_name(window: Window, span: EvidenceRow) -> bool:
    """Whether a speaker's words end with a mention that they do not only use to describe somebody else, or with a
    body's common noun ("Utopia's quay ministry")."""
    if "organization" in words.HEADS.get(span.exact.split()[-1].casefold(), ()):
        return True
    for mention in window.near(span.source_id, span.start, span.end):
        before = span.exact[: max(0, mention.start - span.start)]
        described = bool(words.PREPOSITION_WORDS & set(before.casefold().split())) or "'s " in before or "’s " in before
        if mention.end == span.end and not described:
            return True
    return False


@rule(proof=True)
def roles_differ(window: Window) -> Iterator[Finding]:
    """Nobody is both speaker and addressee of a statement."""
    for party in window.parties("statement_actors"):
        if party.role == "addressee" and party.actor_id in window.roles.get((party.owner_id, "speaker"), ()):
            yield party.wrong("actor_id", "is a speaker as well: name the actor that is spoken to")


@rule(proof=True)
def running_quotation(window: Window) -> Iterator[Finding]:
    """Without speaker_text, a statement has speakers only if a quotation continues: the last quotation, or one of
    the statements just before, has the same speakers. cue_text is null only for a direct quotation."""
    before: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    last: dict[str, tuple[str, ...]] = {}
    fields = ("source_id", "speaker_text", "cue_text", "quote_type")
    for key, source, speaker, cue, kind in window.reviewed("statements", *fields):
        actors = tuple(sorted(window.roles.get((key, "speaker"), ())))
        runs_on = kind != "indirect" and actors in [*before[source][-_BACK:], last.get(source)]
        if speaker is None and actors and not runs_on:
            message = "is missing, but no quotation of the same speaker runs on here: quote the speaker's mention"
            yield Finding.at("statements", key, "speaker_text", None, message)
        if cue is None and kind != "direct":
            message = f"is missing, which only a direct quotation allows, and this one is {kind}: quote the cue"
            yield Finding.at("statements", key, "cue_text", None, message)
        before[source].append(actors)
        if kind != "indirect":
            last[source] = actors


@rule(proof=False)
def act_has_target(window: Window) -> Iterator[Finding]:
    """A demand, an accusation or a threat is directed at somebody, where its words, or those right beside them, mention
    anybody but the speakers."""
    for key, act in window.reviewed("statements", "act_type"):
        if act in _DIRECTED and not window.roles.get((key, "target")) and _somebody_else(window, key):
            message = "has no target: name the actor that it is directed at, if the text does"
            yield Finding.at("statements", key, "act_type", act, message)


def _somebody_else(window: Window, key: str) -> bool:
    """Whether a statement mentions anybody but its speakers and those they belong to, other than in a compound
    ("*Utopia*-backed") or by a possessive ("*his* cell"), or somebody is mentioned right beside it ("*Utopia* was
    accused")."""
    speakers = window.roles.get((key, "speaker"), ())
    own = {*speakers}.union(*map(window.above, speakers))
    for span in window.of("statements", key, "record"):
        text = window.text(span.source_id) or ""
        near = window.near(span.source_id, span.start - 2, span.end + 2)
        named = (m for m in near if m.exact.casefold() not in words.BELONGS_TO_NOUN)
        if any(m.actor_id not in own and not text.startswith("-", m.end) for m in named):
            return True
    return False


@rule(proof=False, language="en")
def addressee_is_object(window: Window) -> Iterator[Finding]:
    """The object of a verb of telling ("told the envoy") is the addressee of the statement."""
    for key, source in window.reviewed("statements", "source_id"):
        addressees = window.roles.get((key, "addressee"), ())
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
        named = denoted(window, EvidenceRow(source, start, end, text[start:end], "explicit", None, ""))
        if len(named) == 1 and not named & set(addressees):
            message = f'"{cues[-1].exact}{text[start:end].rstrip()}" addresses {named.pop()}'
            value = " ".join(addressees) or None
            yield Finding.at("statements", key, "cue_text", value, message)


@rule(proof=True)
def setting_is_an_occasion(window: Window) -> Iterator[Finding]:
    """The setting is a meeting, a trial or another occasion to speak, never the act itself."""
    types = window.lookup("events", "event_type")
    for key, event in window.reviewed("statements", "setting_event_id"):
        if event in types and types[event] not in words.OCCASIONS:
            message = f"{types[event]} is no occasion to speak at: name the meeting, or leave it out"
            yield Finding.at("statements", key, "setting_event_id", event, message)


@rule(proof=False)
def speaker_was_there(window: Window) -> Iterator[Finding]:
    """Who speaks at a meeting takes part in it, or belongs to somebody who does, or somebody who does belongs to the
    speaker."""
    actors: Mapping[str, Sequence[str]] = grouped(window.rows("event_actors", "event_id", "actor_id"))
    for key, event in window.reviewed("statements", "setting_event_id"):
        there = set(actors[event]).union(*map(window.above, actors[event]))
        for actor in window.roles.get((key, "speaker"), ()) if there else ():
            if not there.intersection((actor, *window.above(actor))):
                message = f"its actors are {', '.join(sorted(set(actors[event])))}, and {actor} is none of them"
                yield Finding.at("statements", key, "setting_event_id", event, message)


@rule(proof=False, language="en")
def act_fits_cue(window: Window) -> Iterator[Finding]:
    """Where the cue is a verb of one of the verbal types, act_type is that."""
    for key, cue, act in window.reviewed("statements", "cue_text", "act_type"):
        if cue is None or words.NOT.search(cue):
            continue
        fitting = [codes for pattern, codes in words.ACTS if pattern.search(cue)]
        allowed = frozenset[str]().union(*fitting)
        if fitting and (act or "") not in allowed:
            yield Finding.at("statements", key, "act_type", act, f'"{cue}" is {" or ".join(sorted(allowed - {""}))}')
