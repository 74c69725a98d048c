"""Participants: who takes part in an event, in which role, and by whose account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.finding import Finding
from publisher.grouped import grouped
from publisher.rules import words
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import EvidenceRow, MentionRow, around


@rule(proof=True)
def role_fits(window: Window) -> Iterator[Finding]:
    """A visit has a visitor, who is actor; a host is recipient. In every other CONSULT all are actors. Nobody is both
    actor and recipient of one event."""
    parties = _parties(window)
    for event, kind, mode in window.rows("events", "event_id", "event_type", "event_mode"):
        actors, recipients = (set(parties[event, role]) for role in ("actor", "recipient"))
        message = None
        if kind == "CONSULT" and mode == "visit" and not actors:
            message = "a visit has a visitor (actor)"
        elif kind == "CONSULT" and mode != "visit" and recipients:
            message = "all who meet are actors; only a visit has a host (recipient)"
        elif actors & recipients:
            message = f"{', '.join(sorted(actors & recipients))} is both actor and recipient"
        if message:
            yield Finding.at("events", event, "event_mode", mode, message)


@rule(proof=False)
def visit_has_a_host(window: Window) -> Iterator[Finding]:
    """If the words of a visit, or the sentence around them, mention somebody else, a visit has a host (recipient). The
    whole of several visits, such as a tour, has none: its parts have."""
    parties, wholes = _parties(window), set(window.column("events", "parent_event_id"))
    for event, kind, mode in window.rows("events", "event_id", "event_type", "event_mode"):
        actors, recipients = parties[event, "actor"], parties[event, "recipient"]
        if kind != "CONSULT" or mode != "visit" or not actors or recipients or event in wholes:
            continue
        if not _alone(window, event, actors):
            message = "a visit has a host (recipient): is it one of those who are mentioned beside it?"
            yield Finding.at("events", event, "event_mode", mode, message)


def _parties(window: Window) -> dict[tuple[str, str], list[str]]:
    """Event and role -> the actors that have it; none for any other."""
    return grouped(((party.owner_id, party.role), party.actor_id) for party in window.parties("event_actors"))


@rule(proof=False, language="en")
def participants_of_mention(window: Window) -> Iterator[Finding]:
    """An actor that a mention of the event begins with ("Utopia signed", "Utopia's visit"), or who is named after
    "with" or "between", takes part in the event. A pronoun that is the subject is its actor; a possessive ("his trial")
    may be either. A state before a noun ("the Utopia deal", "Utopia protests") may only say where, or about what. Where
    one clause names two events, it is enough to take part in one of them."""
    roles = {(party.owner_id, party.actor_id): party.role for party in window.parties("event_actors")}
    types = window.lookup("actors", "actor_type")
    places: dict[str, list[str]] = grouped(window.rows("event_places", "event_id", "place_name"))
    same_words = grouped((span[:3], event) for event, span in window.cells("events", "record"))
    for event, source, kind in window.rows("events", "event_id", "source_id", "event_type"):
        text = window.text(source)
        if text is None or kind == "OTHER":
            continue
        for span in window.of("events", event, "record"):
            for m in _partners(window.inside(span), span, text, kind):
                where = types.get(m.actor_id) == "state" or m.exact in places[event]
                if where and _before_noun(m, span, text):
                    continue
                events = (event, *same_words[span[:3]])
                role = next((roles[event, m.actor_id] for event in events if (event, m.actor_id) in roles), None)
                active = (
                    m.start == span.start
                    and m.mention_type == "pronoun"
                    and m.exact.casefold() not in words.BELONGS_TO_NOUN  # "her visit", but also "her arrest"
                    and not words.IS_DONE_TO.match(text, m.end)
                )
                gives = kind == "AID" and words.GIVES.match(text, m.end)
                if role is None:
                    message = f'"{m.exact}" takes part in "{span.exact}": add {m.actor_id} to the participants'
                    yield Finding.at("events", event, "evidence_id", None, message)
                elif role == "recipient" and (active or gives):
                    message = f'"{m.exact}" is the actor of "{span.exact}"'
                    yield Finding.at("event_actors", f"{event} {m.actor_id} {role}", "role", role, message)


@rule(proof=True)
def claimed_participation(window: Window) -> Iterator[Finding]:
    """The words that name a claimed participant are inside the content of the statement that claims it, or before it in
    its sentence ("Roe is accused of it"), and somebody else tells of the event, too. If the article itself tells of
    an event, a participant who is named only inside a claim is claimed."""
    asserted = window.lookup("events", "is_asserted")
    for party in window.parties("event_actors"):
        statement, span = party.statement_id, window.evidence.get(party.evidence_id)
        if span is None:
            continue
        tellings = window.told.get(party.owner_id, ())
        claims = [telling.statement_id for telling in tellings if telling.event_type is not None]
        own = {m.actor_id for telling in tellings if telling.voice == "own" for m in window.inside(telling.span)}
        around = next((claim for claim in claims if window.says(claim, span)), None)
        if statement is not None and not window.says(statement, span) and not _before(window, span, statement):
            message = f'"{span.exact}" is not in the sentence of this statement: name the one that claims it'
            yield party.wrong("statement_id", message)
        elif statement is not None and {telling.statement_id for telling in tellings} == {statement}:
            message = "only this statement tells of the event at all (event_mentions): leave it out here"
            yield party.wrong("statement_id", message)
        elif statement is None and asserted.get(party.owner_id) and party.actor_id not in own and around is not None:
            yield party.wrong("statement_id", f'"{span.exact}" is inside the claim {around}: name that')


def _alone(window: Window, event: str, actors: Sequence[str]) -> bool:
    """Whether no sentence that mentions an event mentions anybody but its actors and those they belong to, as far as
    the article is at hand."""
    own = set(actors).union(*map(window.above, actors))
    for span in window.of("events", event, "record"):
        document = window.document(span.source_id)
        start, end = (document and around(document.sentences, span.start, span.end)) or (span.start, span.end)
        if document and any(m.actor_id not in own for m in window.near(span.source_id, start, end)):
            return False
    return True


def _partners(inside: Sequence[MentionRow], span: EvidenceRow, text: str, kind: str) -> Iterator[MentionRow]:
    """The mentions with which a mention of an event begins, those joined to them by "and" or a dash, and those after
    "with", "between" or the preposition that names the other side of an event of this type."""
    article = words.ARTICLE.match(text, span.start, span.end)
    first = {span.start, article.end() if article else span.start}
    longest = max((m.end for m in inside if m.start in first), default=0)
    ends: set[int] = set()
    for m in inside:
        begins = m.start in first and m.end == longest and text[m.end : m.end + 1] != "-"
        begins = begins and not words.OF_ANOTHER.match(text, m.end, span.end)
        joined = any(end <= m.start and words.TOGETHER.fullmatch(text, end, m.start) for end in ends)
        before = text[max(span.start, m.start - 40) : m.start]
        side = any(code == kind and pattern.search(before) for code, _, pattern in words.PREPOSITIONS)
        if m.mention_type != "demonym" and (begins or joined or side or words.PARTNER.search(before)):
            ends.add(m.end)
            yield m


def _before_noun(m: MentionRow, span: EvidenceRow, text: str) -> bool:
    """Whether a mention begins an event that the noun after it tells: after an article, or with nothing behind it."""
    noun = words.NOUN.match(text, m.end + 1, span.end)
    article = words.ARTICLE.fullmatch(text, span.start, m.start)
    return noun is not None and bool(article or (m.start == span.start and noun.end() == span.end))


def _before(window: Window, span: EvidenceRow, statement: str) -> bool:
    """Whether the span is in the sentence in which the statement begins, and not after it; or nobody can know."""
    for whole in window.of("statements", statement, "record"):
        document = window.document(whole.source_id)
        sentence = around(document.sentences, whole.start, whole.start + 1) if document else None
        inside = sentence is not None and sentence[0] <= span.start and span.end <= whole.end
        if whole.source_id == span.source_id and (document is None or inside):
            return True
    return False
