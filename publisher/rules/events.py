"""Events: what happened and where, and whether the article says so itself or somebody claims it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from publisher.rules import words
from publisher.rules.finding import Finding
from publisher.rules.positions import enclosing, number_at
from publisher.rules.registry import rule
from publisher.rules.rule_context import KEYS, Window


@rule(proof=True)
def mode_fits(window: Window) -> Iterator[Finding]:
    """A code fits the one it depends on (`fitsField` and `fits` of the schemas)."""
    for table in ("events", "statements", "figures"):
        for field in window.fields(table):
            if "fits" not in field:
                continue
            for row, code, other in window.rows(table, KEYS[table], field["name"], field["fitsField"]):
                fitting = field["fits"].get(other, ())
                if code is not None and code not in fitting:
                    message = f"{other} has {', '.join(fitting) or 'none'}"
                    yield Finding(table=table, row=row, field=field["name"], value=code, message=message)


@rule(proof=False, stops=True, language="en")
def type_of_mention(window: Window) -> Iterator[Finding]:
    """Words that leave no other type of event: a meeting is CONSULT, signing a treaty SUPPORT, what was agreed AGREE, a
    war ASSAULT; so with what is claimed. Where one clause names two events, one of them has that type."""
    types: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for event, kind in window.rows("events", "event_id", "event_type"):
        for span in window.of("events", event, "record"):
            types[span.source_id, span.start, span.end].add(kind)
    for event, kind, claimed, statement in window.rows(
        "events", "event_id", "event_type", "claimed_event_type", "claim_statement_id"
    ):
        claims = window.of("statements", statement, "content") if statement is not None else ()
        for field, code, spans in (
            ("event_type", kind, window.of("events", event, "record")),
            ("claimed_event_type", claimed, claims),
        ):
            for span in spans:
                allowed = next((codes for pattern, codes in words.EVENTS if pattern.fullmatch(span.exact)), None)
                others = types[span.source_id, span.start, span.end] if field == "event_type" else set()
                if allowed is not None and code not in allowed and not others & allowed:
                    message = f'"{span.exact}" is {" or ".join(sorted(allowed))}'
                    yield Finding(table="events", row=event, field=field, value=code, message=message)


@rule(proof=True)
def event_statement(window: Window) -> Iterator[Finding]:
    """statement_id is the innermost statement whose content holds the first mention, null if any mention lies outside
    all attributed content."""
    by_source: dict[str, list[str]] = defaultdict(list)
    links = window.lookup("events", "statement_id")
    for event, source in window.rows("events", "event_id", "source_id"):
        by_source[source].append(event)
    for source, events in by_source.items():
        mentions = {
            (s.start, s.end, s.evidence_id): event for event in events for s in window.of("events", event, "record")
        }
        holding = enclosing(mentions, window.contents.get(source, ()))
        for event in events:
            groups = [holding[s.evidence_id] for s in window.of("events", event, "record")]
            reported = bool(groups) and all(groups)
            if links[event] not in groups[0][0] if reported else links[event] is not None:
                message = f"its mentions make it {groups[0][0][0] if reported else 'null'}: build again"
                yield Finding(table="events", row=event, field="statement_id", value=links[event], message=message)


@rule(proof=True)
def claims(window: Window) -> Iterator[Finding]:
    """claimed_event_type and claim_statement_id are both null or both set; what is claimed differs from what is
    asserted; the claim is in or next to a paragraph that mentions the event."""
    fields = ("event_id", "source_id", "event_type", "statement_id", "claimed_event_type", "claim_statement_id")
    for event, source, kind, reported, claimed, statement in window.rows("events", *fields):
        if (claimed is None) != (statement is None):
            name = "claimed_event_type" if claimed is None else "claim_statement_id"
            yield Finding(
                table="events", row=event, field=name, message="is null, but the other half of the claim is not"
            )
        elif claimed is not None and claimed == kind:
            message = (
                "is asserted already: leave it out; where who did it is claimed, that participant has statement_id"
            )
            yield Finding(table="events", row=event, field="claimed_event_type", value=claimed, message=message)
        elif statement is not None and statement == reported:
            message = "the whole event is reported by this statement (statement_id): a claim is another's"
            yield Finding(table="events", row=event, field="claim_statement_id", value=statement, message=message)
        elif statement is not None and not _near(window, source, event, statement):
            message = "is far from every mention of the event: name the statement that makes the claim"
            yield Finding(table="events", row=event, field="claim_statement_id", value=statement, message=message)


@rule(proof=True)
def doubled_events(window: Window) -> Iterator[Finding]:
    """One event an occasion; two events differ in type, mentions, date, participants or places."""
    links: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for event, *rest in (
        *window.rows("event_actors", "event_id", "actor_id", "role"),
        *window.rows("event_places", "event_id", "place_name"),
    ):
        links[event].add(tuple(rest))
    seen: dict[tuple[object, ...], str] = {}
    for event, kind, day in window.rows("events", "event_id", "event_type", "date_edtf"):
        spans = [(s.source_id, s.start, s.end) for s in window.of("events", event, "record")]
        first = seen.setdefault((kind, day, frozenset(links[event]), *spans), event)
        if spans and first != event:
            yield Finding(
                table="events", row=event, field="evidence_id", message=f"says what {first} says: keep one of the two"
            )


def _near(window: Window, source: str, event: str, statement: str) -> bool:
    """Whether a mention of the event is in the statement's paragraph or the next; True when nobody can tell."""
    document, records = window.document(source), window.of("statements", statement, "record")
    if document is None or not records:
        return True
    here = number_at(document.paragraphs, records[0].start)
    numbers = [number_at(document.paragraphs, mention.start) for mention in window.of("events", event, "record")]
    return any(here is not None and n is not None and abs(n - here) <= 1 for n in numbers)
