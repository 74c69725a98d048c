"""Events: what happened and where, and whether the article says so itself or somebody claims it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from publisher.rules import words
from publisher.rules.issue import Finding
from publisher.rules.registry import rule
from publisher.rules.rule_context import KEYS, Window, enclosing, number_at

_ADMIN1 = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}\Z", re.ASCII)


@rule("5 rule 8", proof=True)
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


@rule("code lists", proof=False, stops=True, language="en")
def type_of_mention(window: Window) -> Iterator[Finding]:
    """Words that leave no other type of event: a meeting is CONSULT, signing a treaty SUPPORT, what was agreed AGREE, a
    war ASSAULT; so with what is claimed."""
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
                if allowed is not None and code not in allowed:
                    message = f'"{span.exact}" is {" or ".join(sorted(allowed))}'
                    yield Finding(table="events", row=event, field=field, value=code, message=message)


@rule("5 rule 8, 2.6", proof=True)
def place_codes(window: Window) -> Iterator[Finding]:
    """Admin1_code has the shape of ISO 3166-2 and the country's prefix; where_prec up to 4 needs it, 6 (a country)
    forbids it and needs the country; a country's name has that country's code."""
    codes = window.field("event_places", "country_code").get("codes") or {}
    named = {name.casefold(): code for code, name in codes.items()}
    fields = ("event_id", "place_name", "country_code", "admin1_code", "where_prec")
    for event, place, country, admin1, prec in window.rows("event_places", *fields):
        row, code = f"{event} {place}", named.get(place.casefold())
        if admin1 is not None and not (_ADMIN1.match(admin1) and admin1[:2] == country):
            message = f"is no ISO 3166-2 code of {country}"
            yield Finding(table="event_places", row=row, field="admin1_code", value=admin1, message=message)
        elif code is not None and admin1 is None and country != code:
            yield Finding(
                table="event_places", row=row, field="country_code", value=country, message=f"{place} is {code}"
            )
        elif (prec <= 4 and admin1 is None) or (prec == 6 and (admin1 is not None or country is None)):
            needs = "needs the ISO 3166-2 code of the province, admin1_code; 5 is a place whose province is not known"
            needs = needs if prec <= 4 else "is a country: it has a country_code and no admin1_code"
            yield Finding(table="event_places", row=row, field="where_prec", value=str(prec), message=needs)
        elif prec in (1, 6, 7) and words.REGION.search(place):
            message = f"{place} is a division of a country (3 to 5), not {'a country' if prec == 6 else 'a point'}"
            yield Finding(table="event_places", row=row, field="where_prec", value=str(prec), message=message)
        elif code is not None and admin1 is None and prec not in (5, 6):
            yield Finding(
                table="event_places", row=row, field="where_prec", value=str(prec), message=f"{place} is a country: 6"
            )


@rule("2.6", proof=True)
def one_place_one_code(window: Window) -> Iterator[Finding]:
    """One place has the same codes wherever it stands in an article; where_prec differs only as near (2) or vague
    (5)."""
    seen: dict[tuple[str, str], tuple[str | None, str | None, int]] = {}
    fields = ("event_id", "place_name", "country_code", "admin1_code", "where_prec", "evidence_id")
    for event, place, country, admin1, prec, key in window.rows("event_places", *fields):
        if key not in window.evidence:
            continue
        source = window.evidence[key].source_id
        known = seen.setdefault((source, place), (country, admin1, prec))
        same = known[:2] == (country, admin1) and (known[2] == prec or {known[2], prec} & {2, 5})
        if not same:
            message = f"is {known} elsewhere in the article, here {(country, admin1, prec)}"
            yield Finding(
                table="event_places", row=f"{event} {place}", field="place_name", value=place, message=message
            )


@rule("5 rule 5", proof=True)
def event_statement(window: Window) -> Iterator[Finding]:
    """Statement_id is the innermost statement whose content holds the first mention, null if any mention lies outside
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


@rule("5 rule 5, 3.4", proof=True)
def claims(window: Window) -> Iterator[Finding]:
    """Claimed_event_type and claim_statement_id are both null or both set; what is claimed differs from what is
    asserted; the claim stands in or next to a paragraph that mentions the event."""
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
            message = "stands far from every mention of the event: name the statement that makes the claim"
            yield Finding(table="events", row=event, field="claim_statement_id", value=statement, message=message)


@rule("3.9", proof=True)
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
    """Whether a mention of the event stands in the statement's paragraph or the next; True when nobody can tell."""
    document, records = window.document(source), window.of("statements", statement, "record")
    if document is None or not records:
        return True
    here = number_at(document.paragraphs, records[0].start)
    numbers = [number_at(document.paragraphs, mention.start) for mention in window.of("events", event, "record")]
    return any(here is not None and n is not None and abs(n - here) <= 1 for n in numbers)
