"""How good it is: what the extractor found and what became of it, machine against hand, what was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from publisher.validate.frictionless_check import BEARABLE

from .markup import Markup, join, tag
from .parts import scroll, section, table
from .view import View

OUTCOMES = ("accepted", "rejected", "automatic")
KINDS = {
    "quote": "Attributed quotations",
    "marks": "Other quotation marks",
    "figure": "Figures",
    "date": "Dates",
    "name": "Names",
}
METHODS = ("manual", "automatic-reviewed", "automatic")
REASONS = 12  # reasons for rejection that are listed
RECORDS = (
    ("statements", "quote_type", {"direct", "mixed"}, "Statements with quoted words", True),
    ("statements", "quote_type", {"indirect"}, "Indirect speech", False),
    ("figures", "method", METHODS, "Figures", True),
    ("actors", "actor_type", {"person", "organization", "state"}, "Actors with a proper name", True),
    ("actors", "actor_type", {"group"}, "Groups without one", False),
    ("events", "method", METHODS, "Events", False),
)
"""Table, a field and its codes, what such rows are called, whether the extractor takes them for candidates."""


def quality(view: View) -> Markup:
    """Candidates by kind, records by method, how values follow from the text, and the checks behind the page."""
    return section(
        "quality",
        "What the extractor found and what became of it, what a person wrote, and what was checked.",
        tag("div", _candidates(view), _methods(view), class_="pair"),
        _reasons(view),
        _excused(view),
        tag("h3", "What had to hold before this was published"),
        tag("ul", (tag("li", check) for check in _checks(view)), class_="checks"),
    )


def _share(part: int, whole: int) -> str:
    """A share in whole percent; never 100 % or 0 % unless it is all or nothing."""
    if not whole:
        return "–"
    percent = int(100 * part / whole + 0.5)
    return f"{min(percent, 99) if part < whole else percent if percent or not part else 1}\u00a0%"


def _candidates(view: View) -> Markup:
    counts = view.tables["candidates"].tally("kind", "decision") if "candidates" in view.tables else Counter()
    kinds = [kind for kind in KINDS if any(counts[kind, outcome] for outcome in OUTCOMES)]
    shown = [outcome for outcome in OUTCOMES if any(counts[kind, outcome] for kind in kinds)]
    rows = [(KINDS[kind], [counts[kind, outcome] for outcome in shown]) for kind in kinds]
    rows.append(("All", [sum(cells[i] for _, cells in rows) for i in range(len(shown))]))
    head = ("Candidates", "found", *shown, "precision")
    body = [
        (label, [_count(sum(cells)), *map(_count, cells), _bar(*_precision(dict(zip(shown, cells, strict=True))))])
        for label, cells in rows
    ]
    note = "Precision is accepted / (accepted + rejected): the share of finds on which a curated record rests."
    return _table("Machine: what the extractor found", head, body, note)


def _count(number: int) -> str:
    return f"{number:,}"


def _precision(cells: dict[str, int]) -> tuple[int, int]:
    accepted = cells.get("accepted", 0)
    return accepted, accepted + cells.get("rejected", 0)


def _recall(part: int, whole: int) -> Markup:
    """A share that is told in numbers too, because there may be few."""
    return join(f"{part:,} of {whole:,}, " if whole else None, _bar(part, whole))


def _bar(part: int, whole: int) -> Markup:
    """A share as a number and as a bar."""
    if not whole:
        return join("–")
    full = tag("rect", width="100%", height="100%", class_="rest")
    share = tag("rect", width=f"{100 * part / whole:.4g}%", height="100%", class_="part")
    bar = tag("svg", full, share, width=56, height=8, aria_hidden="true", class_="bar")
    return join(_share(part, whole), " ", bar)


def _methods(view: View) -> Markup:
    rows: list[tuple[str, Sequence[str]]] = []
    for name, field, codes, label, sought in RECORDS:
        if name in view.tables:
            counts = view.tables[name].tally("method", field)
            manual, both, alone = (
                sum(count for (found, code), count in counts.items() if found == method and code in codes)
                for method in METHODS
            )
            recall = _recall(both, manual + both) if sought else "not sought"
            rows.append((label, [_count(manual), _count(both), _count(alone), recall]))
    note = (
        "Hand: written by the curator with no find of the extractor behind it. Recall is both / (hand + both): of the "
        "curated rows that the extractor looks for, the share that it found too. Actors it finds by the names that "
        "the authority file gives them. Indirect speech, groups without a name and events are no candidates."
    )
    return _table("Hand: what the records rest on", ("Records", "hand", "both", "machine", "recall"), rows, note)


def _table(title: str, head: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], note: str) -> Markup:
    body = (
        tag("tr", tag("th", label, scope="row"), (tag("td", c, class_="n") for c in cells)) for label, cells in rows
    )
    return tag(
        "div", tag("h3", title), scroll(title, table(head, body, numeric=head[1:])), tag("p", note, class_="note")
    )


def _reasons(view: View) -> Markup | None:
    """Why finds were rejected, in the curators' words, the most frequent reasons first."""
    reasons = Counter(row["reason"] for row in view.rows("candidates") if row["reason"])
    if not reasons:
        return None
    found = sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0]))
    rest = len(found) - REASONS
    items = [tag("li", f"{count:,} × ", reason) for reason, count in found[:REASONS]]
    items += [tag("li", f"and {rest:,} more reasons")] if rest > 0 else []
    return tag("details", tag("summary", f"Why {sum(reasons.values()):,} candidates were rejected"), tag("ul", items))


def _excused(view: View) -> Markup | None:
    """What rules that read grammar found and a curator calls right, in the curator's words."""
    entries = view.descriptor.get("publisher", {}).get("excused", [])
    if not entries:
        return None
    places = [
        (e["rule"], e.get("record") or f"{e['source']}, paragraph {e['paragraph']}", e["reason"]) for e in entries
    ]
    items = [tag("li", tag("code", rule), f", {place}: {reason}") for rule, place, reason in places]
    count = f"{len(entries):,} excuse{'s' if len(entries) > 1 else ''}"
    return tag("details", tag("summary", f"{count} from rules that read grammar, with reasons"), tag("ul", items))


def _checks(view: View) -> Iterator[object]:
    bases = view.tables["evidence"].tally("basis") if "evidence" in view.tables else Counter()
    shares = ", ".join(f"{bases[(basis,)]:,} {basis}" for basis in ("explicit", "resolved", "inferred"))
    keys = sum(len(entry.schema.get("foreignKeys", [])) for entry in view.tables.values())
    rows = sum(entry.total for entry in view.tables.values())
    yield f"{sum(bases.values()):,} evidence spans hold the very words of the text ({shares}){_coverage(view)}"
    yield "every paragraph that a curator has read has a record, or a reason why not"
    yield f"{view.total('candidates'):,} candidates are accepted, rejected with a reason, or marked automatic"
    yield f"{rows:,} rows are valid against {len(view.tables)} Table Schemas: types, required cells, codes, patterns"
    yield f"{keys} foreign keys hold, and every record has evidence"
    yield "CSV and Parquet hold the same rows, empty cells and types"
    yield "every file has the bytes and the SHA-256 that the descriptor states"
    yield f"frictionless, the outside judge, calls valid {_judged(rows)}"
    yield "dates, figures, quotation marks and chains of attribution, derived again from the text, come out the same"


def _judged(rows: int) -> str:
    """What `publisher.validate.frictionless_check` gives to frictionless."""
    if rows <= BEARABLE:
        return f"the descriptor and every one of the {rows:,} rows, read from the CSV"
    sample = "at least a sample that is closed under foreign keys"
    return f"the descriptor and of the rows {sample} (every row at --full); our own engine judges every row"


def _coverage(view: View) -> str:
    """How much of the texts evidence covers, in characters; only where all evidence is here."""
    length = sum(row["char_length"] for row in view.rows("sources"))
    if not view.whole or not length:
        return ""
    covered, reached = 0, ("", 0)
    for source, start, end in sorted((r["source_id"], r["char_start"], r["char_end"]) for r in view.rows("evidence")):
        last = reached[1] if source == reached[0] else 0
        covered += max(end - max(start, last), 0)
        reached = source, max(end, last)
    return f" and cover {_share(covered, length)} of it"
