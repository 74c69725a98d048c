"""Events: who takes part in which role, where, and whether the article says so itself or somebody claims it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from publisher.check.issue import Issue
from publisher.check.rules import words
from publisher.check.rules.mentions import denoted
from publisher.check.window import KEYS, Mention, Owner, Span, Window, around, enclosing

_ADMIN1 = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}\Z", re.ASCII)


def mode_fits(window: Window) -> Iterator[Issue]:
    """Section 5, rule 8: a code fits the one it depends on (`fitsField` and `fits` of the schemas)."""
    for table in ("events", "statements", "figures"):
        for field in window.fields(table):
            if "fits" not in field:
                continue
            for row, code, other in window.rows(table, KEYS[table], field["name"], field["fitsField"]):
                fitting = field["fits"].get(other, ())
                if code is not None and code not in fitting:
                    message = f"{other} has {', '.join(fitting) or 'none'}"
                    yield Issue(table, row, field["name"], code, "mode_fits", message)


def role_fits(window: Window) -> Iterator[Issue]:
    """Section 2.5 and the code lists: in a visit the visitor is actor and the host recipient, at every other CONSULT
    all are actors; nobody is both actor and recipient of one event."""
    roles: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"actor": set(), "recipient": set()})
    for event, actor, role in window.rows("event_actors", "event_id", "actor_id", "role"):
        roles[event][role].add(actor)
    for event, kind, mode in window.rows("events", "event_id", "event_type", "event_mode"):
        actors, recipients = roles[event]["actor"], roles[event]["recipient"]
        message = None
        if kind == "CONSULT" and mode == "visit" and not (actors and recipients):
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
            inside = [m for m in window.mentions.get(source, ()) if span.start <= m.start and m.end <= span.end]
            for m in _partners(inside, span, text, kind):
                role = roles[event].get(m.actor_id)
                active = m.start == span.start and m.mention_type == "pronoun" and not words.IS_DONE_TO.match(text, m.end)
                gives = kind == "AID" and words.GIVES.match(text, m.end)
                if role is None:
                    message = f'"{m.exact}" takes part in "{span.exact}": add it to the participants'
                    yield Issue("events", event, "event_id", m.actor_id, "participants_of_mention", message)
                elif role == "recipient" and (active or gives):
                    message = f'"{m.exact}" is the actor of "{span.exact}"'
                    yield Issue("event_actors", f"{event} {m.actor_id} {role}", "role", role, "participants_of_mention", message)


def type_of_mention(window: Window) -> Iterator[Issue]:
    """Code lists: words that leave no other type of event: a meeting is CONSULT, signing a treaty SUPPORT, what was
    agreed AGREE, a war ASSAULT; so with what is claimed. English only."""
    for event, source, kind, claimed, statement in window.rows(
        "events", "event_id", "source_id", "event_type", "claimed_event_type", "claim_statement_id"
    ):
        if not window.english(source):
            continue
        claims = window.of("statements", statement, "content") if statement is not None else ()
        for field, code, spans in (
            ("event_type", kind, window.of("events", event, "record")),
            ("claimed_event_type", claimed, claims),
        ):
            for span in spans:
                allowed = next((codes for pattern, codes in words.EVENTS if pattern.fullmatch(span.exact)), None)
                if allowed is not None and code not in allowed:
                    message = f'"{span.exact}" is {" or ".join(sorted(allowed))}'
                    yield Issue("events", event, field, code, "type_of_mention", message)


def _partners(inside: Sequence[Mention], span: Span, text: str, kind: str) -> Iterator[Mention]:
    """The mentions with which a mention of an event begins, those joined to them by "and" or a dash, and those after
    "with", "between" or the preposition that names the other side of an event of this type."""
    article = words.ARTICLE.match(text, span.start, span.end)
    first = {span.start, article.end() if article else span.start}
    longest = max((m.end for m in inside if m.start in first), default=0)
    ends: set[int] = set()
    for m in inside:
        begins = m.start in first and m.end == longest and text[m.end : m.end + 1] != "-"
        joined = any(end <= m.start and words.TOGETHER.fullmatch(text, end, m.start) for end in ends)
        before = text[max(span.start, m.start - 40) : m.start]
        side = any(code == kind and pattern.search(before) for code, _, pattern in words.PREPOSITIONS)
        if m.mention_type != "demonym" and (begins or joined or side or words.PARTNER.search(before)):
            ends.add(m.end)
            yield m


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


def place_codes(window: Window) -> Iterator[Issue]:
    """Section 5, rule 8, with 2.6: admin1_code has the shape of ISO 3166-2 and the country's prefix; where_prec up to
    4 needs it, 6 (a country) forbids it and needs the country; a country's name has that country's code."""
    codes = window.field("event_places", "country_code").get("codes") or {}
    named = {name.casefold(): code for code, name in codes.items()}
    fields = ("event_id", "place_name", "country_code", "admin1_code", "where_prec")
    for event, place, country, admin1, prec in window.rows("event_places", *fields):
        row, code = f"{event} {place}", named.get(place.casefold())
        if admin1 is not None and not (_ADMIN1.match(admin1) and admin1[:2] == country):
            message = f"is no ISO 3166-2 code of {country}"
            yield Issue("event_places", row, "admin1_code", admin1, "place_codes", message)
        elif code is not None and admin1 is None and country != code:
            yield Issue("event_places", row, "country_code", country, "place_codes", f"{place} is {code}")
        elif (prec <= 4 and admin1 is None) or (prec == 6 and (admin1 is not None or country is None)):
            needs = "needs admin1_code" if prec <= 4 else "is a country: it has a country_code and no admin1_code"
            yield Issue("event_places", row, "where_prec", str(prec), "place_codes", f"where_prec {prec} {needs}")
        elif prec in (1, 6, 7) and words.REGION.search(place):
            message = f"{place} is a division of a country (3 to 5), not {'a country' if prec == 6 else 'a point'}"
            yield Issue("event_places", row, "where_prec", str(prec), "place_codes", message)
        elif code is not None and admin1 is None and prec not in (5, 6):
            yield Issue("event_places", row, "where_prec", str(prec), "place_codes", f"{place} is a country: 6")


def one_place_one_code(window: Window) -> Iterator[Issue]:
    """Section 2.6: one place has the same codes wherever it stands in an article; where_prec differs only as near (2)
    or vague (5)."""
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
            yield Issue("event_places", f"{event} {place}", "place_name", place, "one_place_one_code", message)


def event_statement(window: Window) -> Iterator[Issue]:
    """Section 5, rule 5: statement_id is the innermost statement whose content holds the first mention, null if any
    mention lies outside all attributed content."""
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
                yield Issue("events", event, "statement_id", links[event], "event_statement", message)


def claims(window: Window) -> Iterator[Issue]:
    """Section 5, rule 5, with 3.4: claimed_event_type and claim_statement_id are both null or both set; what is claimed
    differs from what is asserted; the claim stands in or next to a paragraph that mentions the event."""
    fields = ("event_id", "source_id", "event_type", "statement_id", "claimed_event_type", "claim_statement_id")
    for event, source, kind, reported, claimed, statement in window.rows("events", *fields):
        if (claimed is None) != (statement is None):
            name = "claimed_event_type" if claimed is None else "claim_statement_id"
            yield Issue("events", event, name, None, "claims", "is null, but the other half of the claim is not")
        elif claimed is not None and claimed == kind:
            yield Issue(
                "events", event, "claimed_event_type", claimed, "claims", f"{kind} is asserted already: leave it out"
            )
        elif statement is not None and statement == reported:
            message = "the whole event is reported by this statement (statement_id): a claim is another's"
            yield Issue("events", event, "claim_statement_id", statement, "claims", message)
        elif statement is not None and not _near(window, source, event, statement):
            message = "stands far from every mention of the event: name the statement that makes the claim"
            yield Issue("events", event, "claim_statement_id", statement, "claims", message)


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


def negated_event(window: Window) -> Iterator[Issue]:
    """Section 2.4 (auxiliary_mode): an event said not to have happened has a word that says so. English only."""
    for event, source, mode in window.rows("events", "event_id", "source_id", "auxiliary_mode"):
        document = window.document(source) if mode == "negation" and window.english(source) else None
        if document is None:
            continue
        spans = window.of("events", event, "record")
        near = [around(document.sentences, s.start, s.end) or (s.start, s.end) for s in spans]
        if not any(words.NEGATED.search(document.text[start:end]) for start, end in near):
            message = "no sentence that mentions the event denies it: correct the mode"
            yield Issue("events", event, "auxiliary_mode", mode, "negated_event", message)


def doubled_events(window: Window) -> Iterator[Issue]:
    """Section 3.9: one event an occasion; two events differ in type, mentions, date, participants or places."""
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
            yield Issue(
                "events", event, "evidence_id", None, "doubled_events", f"says what {first} says: keep one of the two"
            )


def _near(window: Window, source: str, event: str, statement: str) -> bool:
    """Whether a mention of the event stands in the paragraph of the statement or the next; True when nobody can tell."""
    document, records = window.document(source), window.of("statements", statement, "record")
    if document is None or not records:
        return True
    mentions = window.of("events", event, "record")
    numbers = [n for n, (start, end) in enumerate(document.paragraphs) if any(start <= s.start < end for s in mentions)]
    here = [n for n, (start, end) in enumerate(document.paragraphs) if start <= records[0].start < end]
    return any(abs(n - m) <= 1 for n in numbers for m in here)


def _inside(window: Window, span: Span, statement: str | None) -> bool:
    """Whether the span stands inside the content of the statement."""
    if statement is None:
        return False
    contents = window.spans.get(Owner("statements", statement, "content"), ())
    return any(c.source_id == span.source_id and c.start <= span.start and span.end <= c.end for c in contents)
