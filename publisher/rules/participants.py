"""Participants: who takes part in an event, in which role, and by whose account (data model, 2.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from publisher.rules import words
from publisher.rules.issue import Issue
from publisher.rules.mentions import denoted
from publisher.rules.rule_context import Mention, Span, Window, around


def role_fits(window: Window) -> Iterator[Issue]:
    """Section 2.5 and the code lists: in a visit the visitor is actor and the host, where one is mentioned beside it,
    recipient; at every other CONSULT all are actors; nobody is both actor and recipient of one event."""
    roles: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"actor": set(), "recipient": set()})
    for event, actor, role in window.rows("event_actors", "event_id", "actor_id", "role"):
        roles[event][role].add(actor)
    for event, kind, mode in window.rows("events", "event_id", "event_type", "event_mode"):
        actors, recipients = roles[event]["actor"], roles[event]["recipient"]
        message = None
        if kind == "CONSULT" and mode == "visit" and not (actors and (recipients or _alone(window, event, actors))):
            message = "a visit has a visitor (actor) and a host (recipient)"
        elif kind == "CONSULT" and mode != "visit" and recipients:
            message = "all who meet are actors; only a visit has a host (recipient)"
        elif actors & recipients:
            message = f"{', '.join(sorted(actors & recipients))} is both actor and recipient"
        if message:
            yield Issue("events", event, "event_mode", mode, "role_fits", message)


def participant_is_named(window: Window) -> Iterator[Issue]:
    """Section 2.5: the words that name a participant are a mention of that actor; after "by" they name an actor, after
    "aid to" and "attack on" a recipient."""
    types = window.lookup("events", "event_type")
    for event, actor, role, key in window.rows("event_actors", "event_id", "actor_id", "role", "evidence_id"):
        span = window.evidence.get(key)
        if span is None:
            continue
        row, found = f"{event} {actor} {role}", denoted(window, span)
        text = window.text(span.source_id) if window.english(span.source_id) else None
        before = text[max(0, span.start - 40) : span.start] if text else ""
        named = next(
            (r for code, r, pattern in words.PREPOSITIONS if code in (types.get(event), "") and pattern.search(before)),
            role,
        )
        if actor not in found:
            message = f'"{span.exact}" stands for {" and ".join(sorted(found)) or "no actor"}'
            yield Issue("event_actors", row, "actor_id", actor, "participant_is_named", message)
        elif named != role:
            message = f'after "{before[-12:].strip()}" the words name the {named}'
            yield Issue("event_actors", row, "role", role, "participant_is_named", message)


def participants_of_mention(window: Window) -> Iterator[Issue]:
    """Section 3.8: an actor with whom a mention of the event begins ("Utopia signed", "Utopia's visit"), or who stands
    there after "with" or "between", takes part in it; a pronoun that is the subject is its actor. English only."""
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    for event, actor, role in window.rows("event_actors", "event_id", "actor_id", "role"):
        roles[event][actor] = role
    for event, source, kind in window.rows("events", "event_id", "source_id", "event_type"):
        text = window.text(source)
        if text is None or kind == "OTHER" or not window.english(source):
            continue
        for span in window.of("events", event, "record"):
            inside = [
                m for m in window.near(source, span.start, span.end) if span.start <= m.start and m.end <= span.end
            ]
            for m in _partners(inside, span, text, kind):
                role = roles[event].get(m.actor_id)
                active = (
                    m.start == span.start and m.mention_type == "pronoun" and not words.IS_DONE_TO.match(text, m.end)
                )
                gives = kind == "AID" and words.GIVES.match(text, m.end)
                if role is None:
                    message = f'"{m.exact}" takes part in "{span.exact}": add it to the participants'
                    yield Issue("events", event, "event_id", m.actor_id, "participants_of_mention", message)
                elif role == "recipient" and (active or gives):
                    message = f'"{m.exact}" is the actor of "{span.exact}"'
                    yield Issue(
                        "event_actors", f"{event} {m.actor_id} {role}", "role", role, "participants_of_mention", message
                    )


def same_role_together(window: Window) -> Iterator[Issue]:
    """Section 2.5: who is named by the same words, or joined by "and" or a dash, has the same role."""
    members: dict[str, dict[tuple[str, int, int], set[str]]] = defaultdict(lambda: defaultdict(set))
    for event, role, key in window.rows("event_actors", "event_id", "role", "evidence_id"):
        span = window.evidence.get(key)
        if span is not None:
            members[event][span.source_id, span.start, span.end].add(role)
    for event, places in members.items():
        together = [roles for roles in places.values() if len(roles) > 1]
        for one, other in zip(sorted(places), sorted(places)[1:], strict=False):
            text = window.text(one[0]) or ""
            if (
                one[0] == other[0]
                and words.TOGETHER.fullmatch(text[one[2] : other[1]])
                and places[one] != places[other]
            ):
                together.append(places[one] | places[other])
        if together:
            message = "actors that are named together do the same thing: give them one role"
            yield Issue("event_actors", event, "role", None, "same_role_together", message)


def claimed_participation(window: Window) -> Iterator[Issue]:
    """Section 5, rule 5, with 3.4 and 3.9: the words that name a claimed participant stand inside the content of the
    statement that claims it, which is not the one that reports the whole event; a participant named only inside the
    claim about the event is claimed."""
    claims_of, reports = window.lookup("events", "claim_statement_id"), window.lookup("events", "statement_id")
    fields = ("event_id", "actor_id", "role", "statement_id", "evidence_id")
    for event, actor, role, statement, key in window.rows("event_actors", *fields):
        span, row = window.evidence.get(key), f"{event} {actor} {role}"
        if span is None:
            continue
        if statement is not None and not _inside(window, span, statement):
            message = f'"{span.exact}" does not stand inside the content of this statement'
            yield Issue("event_actors", row, "statement_id", statement, "claimed_participation", message)
        elif statement is not None and statement == reports.get(event):
            message = "this statement reports the whole event (events.statement_id): leave it out here"
            yield Issue("event_actors", row, "statement_id", statement, "claimed_participation", message)
        elif statement is None and reports.get(event) is None and _inside(window, span, claims_of.get(event)):
            message = f'"{span.exact}" stands inside the claim {claims_of[event]}: name that'
            yield Issue("event_actors", row, "statement_id", None, "claimed_participation", message)


def _alone(window: Window, event: str, actors: set[str]) -> bool:
    """Whether no sentence that mentions an event mentions anybody but its actors and those they belong to, as far as
    the article is at hand."""
    own = actors.union(*map(window.above, actors))
    for span in window.of("events", event, "record"):
        document = window.document(span.source_id)
        start, end = (document and around(document.sentences, span.start, span.end)) or (span.start, span.end)
        if document and any(m.actor_id not in own for m in window.near(span.source_id, start, end)):
            return False
    return True


def _partners(inside: Sequence[Mention], span: Span, text: str, kind: str) -> Iterator[Mention]:
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


def _inside(window: Window, span: Span, statement: str | None) -> bool:
    """Whether the span stands inside the content of the statement."""
    if statement is None:
        return False
    contents = window.of("statements", statement, "content")
    return any(c.source_id == span.source_id and c.start <= span.start and span.end <= c.end for c in contents)
