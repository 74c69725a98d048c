"""Chains: by whose account a statement is known, and which rows give the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from publisher.finding import Finding
from publisher.grouped import grouped
from publisher.model import RECORDS
from publisher.records.attribution import PARTS, holding
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import cyclic, holds, hull
from publisher.tables import OURS


@rule(proof=True)
def no_circles(window: Window) -> Iterator[Finding]:
    """No record leads back to itself by a column that names another one of its table."""
    for table in RECORDS:
        for key in (key for key in OURS[table].foreign_keys if not key.resource):
            links = window.lookup(table, key.fields[0])
            for row in sorted(cyclic(links)):
                message = "leads back to this row: correct a link, or leave it out"
                yield Finding.at(table, row, key.fields[0], links[row], message)


@rule(proof=True)
def reported_by(window: Window) -> Iterator[Finding]:
    """A statement whose speaker, cue and content lie inside the content of others is reported by the
    innermost of these. There are two exceptions. Who is cited for the same content ("X, Gull reported, citing
    TASS") may be reported by the one who cites. Where the same report clearly continues, the curator may infer an
    earlier statement as its reporter."""
    links = window.lookup("statements", "reported_by_statement_id")
    methods = window.lookup("statements", "method")
    told = [key for key, link in links.items() if link is not None or methods[key] != "automatic"]
    for key, groups in _around(window, told).items():
        link, outer = links[key], [other for group in groups for other in group]
        if methods[key] == "automatic":
            right = link in outer
        else:
            inferred = _may_be_inferred(window, key, link)
            right = link in groups[0] if groups else link is None or inferred or _cited(window, key, link)
        if not right:
            where = f"lies inside the content of {outer[0]}: name that" if outer else _outside(window, key, link)
            yield Finding.at("statements", key, "reported_by_statement_id", link, f"the statement {where}")


@rule(proof=False)
def reporter_is_nearest(window: Window) -> Iterator[Finding]:
    """Where a report continues (inferred), its reporter is the nearest earlier statement that has another one in
    its content. If one of these reports the other, it is the inner one. It is never the speaker's own statement, or
    one of the same account."""
    links, sources = window.lookup("statements", "reported_by_statement_id"), window.lookup("statements", "source_id")
    unsure = {sources.get(key) for key, span in window.cells("statements", "reported_by") if span.basis == "inferred"}
    rows = window.rows("statements", "source_id", "statement_id")
    by_source: Mapping[str, Sequence[str]] = grouped((source, key) for source, key in rows if source in unsure)
    around = _around(window, chain.from_iterable(by_source.values()))
    for keys in by_source.values():
        inside = {key: around[key][0] for key in keys if around.get(key)}
        reporting = {outer for group in inside.values() for outer in group}
        inner = reporting - {outer for key in reporting for outer in inside.get(key, ())}
        starts = {key: hull(window.of("statements", key, "record")) or (0, 0) for key in {*keys, *reporting}}
        for key in keys:
            link = links[key]
            if link is None or link not in starts or not _is_inferred(window, key):
                continue
            before = [
                statement
                for statement in inner
                if starts[statement] < starts[key] and key not in inside.get(statement, ())
            ]
            nearest = max(before, key=starts.__getitem__, default=None)
            same = window.roles.get((key, "speaker"), ()) == window.roles.get((link, "speaker"), None)
            if nearest is not None and link != nearest and (link in reporting or links[link] == nearest or same):
                message = f"the account that goes on here is that of {nearest}: name that"
                yield Finding.at("statements", key, "reported_by_statement_id", link, message)


def _outside(window: Window, key: str, link: str | None) -> str:
    """What is wrong with a reporter whose content does not hold the statement."""
    here, there = (window.of("statements", statement or "", "record") for statement in (key, link))
    if there and here and there[0].start >= here[0].start:
        return "begins no later than that one, so it cannot go on from it: name an earlier one, or leave it out"
    return 'lies inside no other: leave it out or, where that account clearly goes on, say so: basis = "inferred"'


def _around(window: Window, keys: Iterable[str]) -> dict[str, list[list[str]]]:
    """Each of some statements -> the statements whose content holds its speaker, cue and content, those with content of
    equal length together, the shortest first."""
    found: dict[str, list[list[str]]] = {}
    for key in keys:
        if parts := [span for field in PARTS for span in window.of("statements", key, field)]:
            found[key] = holding(key, parts, window.contents[parts[0].source_id])
    return found


def _may_be_inferred(window: Window, key: str, outer: str | None) -> bool:
    """Whether the evidence is inferred, and the account that goes on began before this statement."""
    inferred = _is_inferred(window, key)
    here, there = (window.of("statements", statement or "", "record") for statement in (key, outer))
    return inferred and bool(here and there) and there[0].start < here[0].start


def _is_inferred(window: Window, key: str) -> bool:
    """Whether it is inferred who reports a statement."""
    return any(span.basis == "inferred" for span in window.of("statements", key, "reported_by"))


def _cited(window: Window, key: str, outer: str) -> bool:
    """Whether a statement has words of the other's content as its own."""
    contents, others = (window.of("statements", statement, "content") for statement in (key, outer))
    return all(any(holds(o, c) for o in others) for c in contents)


@rule(proof=True)
def words_of_reporter(window: Window) -> Iterator[Finding]:
    """The evidence that a statement is reported by another is in the other one; it is explicit where that one's content
    holds this statement, and inferred where it does not."""
    links = window.lookup("statements", "reported_by_statement_id")
    for key, span in window.cells("statements", "reported_by"):
        outer = hull(window.of("statements", links.get(key) or "", "record"))
        if outer is None or not (outer[0] <= span.start and span.end <= outer[1]):
            yield span.wrong("exact", f"is not in {links.get(key)}: build again")


@rule(proof=True)
def fuller_statement(window: Window) -> Iterator[Finding]:
    """The fuller row is of the same article, and nothing is lost: it has every speaker and target of the other, and
    tells of every event that the other tells of."""
    links = window.lookup("statements", "fuller_statement_id")
    sources = window.lookup("statements", "source_id")
    events: Mapping[str | None, Sequence[str]] = grouped(window.rows("event_mentions", "statement_id", "event_id"))
    for key, link in links.items():
        if link is None or link not in sources:
            continue
        speakers, theirs = (window.roles.get((statement, "speaker"), ()) for statement in (key, link))
        targets, others = (set(window.roles.get((statement, "target"), ())) for statement in (key, link))
        message = None
        if sources[key] != sources[link]:
            message = "is of another article: link the statements of one article"
        elif not set(speakers).issubset(theirs):
            message = f"has other speakers ({', '.join(sorted(theirs)) or 'none'}): link what the same actors say"
        elif lost := sorted(set(events[key]) - set(events[link])) + sorted(targets - others):
            message = f"has no {', '.join(lost)}: leave the link out, so that nothing is lost"
        if message:
            yield Finding.at("statements", key, "fuller_statement_id", link, message)


@rule(proof=False)
def fuller_is_the_same_act(window: Window) -> Iterator[Finding]:
    """A statement and its fuller row are one act: they have one act_type, and the fuller one has every target."""
    acts, links = (window.lookup("statements", field) for field in ("act_type", "fuller_statement_id"))
    for key, link in links.items():
        if link is None or acts.get(link) is None or acts[key] is None:
            continue
        here, there = (set(window.roles.get((statement, "target"), ())) for statement in (key, link))
        if acts[key] != acts[link]:
            message = f"the same words are {acts[link]} in {link}, where they are told more fully"
            yield Finding.at("statements", key, "act_type", acts[key], message)
        for actor in here - there:
            message = f"the same words are not directed at this actor in {link}, where they are told more fully"
            row = f"{key} {actor} target"
            yield Finding.at("statement_actors", row, "actor_id", actor, message)


@rule(proof=True)
def fuller_figure(window: Window) -> Iterator[Finding]:
    """The fuller row is the same number of the same things in the same article. It has the event and the counted actor
    of the other, which may have none ("all five *deaths*")."""
    links = window.lookup("figures", "fuller_figure_id")
    columns = ("source_id", "unit", "measure", "event_id", "counted_actor_id", "value", "lower", "upper")
    rows = {key: dict(zip(columns, rest, strict=True)) for key, *rest in window.rows("figures", "figure_id", *columns)}
    for key, link in links.items():
        if link is None or link not in rows:
            continue
        here, there = rows[key], rows[link]
        less = [name for name in ("event_id", "counted_actor_id") if here[name] is None]
        differs = [name for name in columns if here[name] != there[name] and name not in less]
        if differs:
            message = f"has another {' and '.join(differs)}: link only the same number"
            yield Finding.at("figures", key, "fuller_figure_id", link, message)
