"""Whose word it is: chains of attribution, and what is asserted, reported or only claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .cards import reading
from .markup import Markup, join, tag
from .names import Names
from .parts import clipped, counted, in_lower, link, section
from .view import Row, View

QUOTED = 110  # characters of a statement that are shown


def chains(view: View, names: Names) -> Markup | None:
    """Statements that report no other, grouped by the way they took to the article, the longest ways first."""
    statements = view.rows("statements")
    if not statements:
        return None
    outer = {row["reported_by_statement_id"] for row in statements}
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in statements:
        if row["statement_id"] not in outer:
            way = tuple(names.speaker(step) for step in names.chain(row))
            groups.setdefault(way, []).append(row)
    longest = max(map(len, groups))
    lede = (
        "How each statement reached the article, from left to right: who said it, through whom it came, up to the "
        "article itself. The longest way has "
        f"{longest} {'voice' if longest == 1 else 'voices'}. A link is set only where the sentence states it."
    )
    ways = sorted(groups, key=len, reverse=True)
    items = (tag("li", _way(way), tag("ul", (tag("li", _said(row, names)) for row in groups[way]))) for way in ways)
    return section("chains", lede, tag("ol", items, class_="chains"))


def _way(voices: Sequence[str]) -> Markup:
    arrow = tag("span", tag("span", " through ", class_="hidden"), "›", class_="arrow")
    steps = ([tag("span", voice, class_="voice"), arrow] for voice in voices)
    return tag("p", steps, tag("span", "article", class_="voice last"), class_="way")


def _said(row: Row, names: Names) -> Markup:
    cues = [step["cue_text"] for step in names.chain(row) if step["cue_text"]]
    words = link(clipped(row["content_text"], QUOTED), row["statement_id"], lang=names.lang(row))
    return join(tag("i", " › ".join(cues)), " ", words) if cues else words


def claims(view: View, names: Names) -> Markup | None:
    """Events and figures by whose word they rest on; what is only claimed of an event, what it was or who took part,
    stands apart, and first."""
    events, figures = (view.by_article(view.rows(table)) for table in ("events", "figures"))
    if not events and not figures:
        return None
    parts: dict[str, list[Row]] = {}
    for part in view.rows("event_actors"):
        if part["statement_id"]:
            parts.setdefault(part["event_id"], []).append(part)
    claimed = [row for row in events if row["claimed_event_type"] or row["event_id"] in parts]
    others = [row for row in events if not row["claimed_event_type"]]
    reported = [_event(row, names) for row in others if row["statement_id"]]
    asserted = [_event(row, names) for row in others if not row["statement_id"]]
    given = [_figure(row, view.by_id("statements"), names) for row in figures]
    return section(
        "claims",
        "What the article says in its own voice, what it lets others say, and what somebody claims about an event. "
        "A claim never stands where facts stand.",
        tag(
            "div",
            tag("h3", counted("Claimed, not asserted", len(claimed))),
            (_claim(row, parts.get(row["event_id"], ()), view, names) for row in claimed),
            None if claimed else tag("p", "Nothing."),
            class_="claimed",
        ),
        tag(
            "div",
            _board("Reported by others", "The article only passes it on.", reported),
            _board("Asserted by the article", "In its own voice.", asserted),
            _board("Figures", "And who gives them.", given, class_="wide"),
            class_="board",
        ),
    )


def _claim(row: Row, parts: Sequence[Row], view: View, names: Names) -> Markup:
    """One event with what is told of it and what somebody claims. parts: its claimed participants."""
    fields = {field["name"]: field for field in view.tables["events"].fields}
    told = "others report" if row["statement_id"] else "the article asserts"
    facts: list[tuple[str, object]] = [
        (term, reading(fields[name], row[name]))
        for term, name in ((told, "event_type"), ("claimed type", "claimed_event_type"))
        if row[name]
    ]
    facts += [(f"claimed {part['role']}", link(names[part["actor_id"]], part["actor_id"])) for part in parts]
    statements = view.by_id("statements")
    for key in dict.fromkeys([row["claim_statement_id"], *(part["statement_id"] for part in parts)]):
        if (claim := statements.get(key)) is None:
            continue
        facts.append(("claimed by", link(names.speaker(claim), claim["statement_id"])))
        words = tag("span", claim["content_text"], lang=names.lang(claim))
        facts.append(("in the words", join(tag("i", claim["cue_text"]), " ", words) if claim["cue_text"] else words))
    return tag(
        "article",
        tag("h4", link(row["label"], row["event_id"])),
        tag("dl", ([tag("dt", term), tag("dd", value)] for term, value in facts), class_="facts"),
    )


def _board(title: str, note: str, items: Sequence[Iterable[object]], **attributes: object) -> Markup:
    entries = tag("ul", (tag("li", item) for item in items)) if items else None
    return tag("div", tag("h3", counted(title, len(items))), tag("p", note), entries, **attributes)


def _event(row: Row, names: Names) -> Iterator[object]:
    codes = [in_lower(row[name]) for name in ("event_type", "auxiliary_mode") if row[name]]
    yield from (link(row["label"], row["event_id"]), " ", tag("small", ", ".join(codes)))
    if row["statement_id"]:
        yield tag("small", "by ", link(names[row["statement_id"]], row["statement_id"]))


def _figure(row: Row, statements: Mapping[str, Row], names: Names) -> Iterator[object]:
    statement = statements.get(row["statement_id"])
    who = ["by ", link(names.speaker(statement), row["statement_id"])] if statement else "the article's own"
    yield link(names[row["figure_id"]], row["figure_id"], lang=names.lang(row))
    yield tag("small", who, ", an estimate" if row["is_estimate"] else None)
