"""Findings that a curator calls none: a rule that reads grammar by word lists may be wrong about a right coding.

An excuse is in the descriptor of one of our packages (`publisher.excused`) and names the rule, the article, and the
record or the paragraph. It is honoured, counted, and at fault itself when it excuses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from publisher import rules
from publisher.finding import Excuse, Finding
from publisher.problem import shown, suggestion
from publisher.rules.rule_context import Window
from publisher.rules.spans import EvidenceRow, number_at
from publisher.tables import BY_SOURCE, OWNERS

TABLE = "excused"  # in place of a table's name, in the findings about the entries themselves
EXCUSE_KEYS = ("rule", "source", "record", "paragraph", "reason")


def read(entries: object, sources: Container[str | None]) -> tuple[list[Excuse], list[Finding]]:
    """The excuses of a descriptor, and what is wrong with its entries. sources: the articles of the package."""
    found: list[Excuse] = []
    findings: list[Finding] = []
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], 1):
        if not _well_formed(entry):
            form = "rule, source and reason as texts, and the id of a record, the number of a paragraph or both"
            findings.append(Finding(TABLE, f"number {number}", None, None, "excused", f"is no excuse: it has {form}"))
            continue
        excuse = Excuse(*(entry.get(key) for key in EXCUSE_KEYS))
        if finding := fault(excuse, sources):
            findings.append(finding)
        else:
            found.append(excuse)
    return found, findings


def fault(excuse: Excuse, sources: Container[str | None]) -> Finding | None:
    """What is wrong with an excuse. sources: the articles that it may be about."""
    named = next((rule for rule in rules.ALL if rule.name == excuse.rule), None)
    if named is None:
        near = suggestion(excuse.rule, [rule.name for rule in rules.ALL if rule.may_be_excused])
        message = f"is no rule{near}"
    elif named.severity == "warning":
        message = "only warns, there is nothing to excuse: remove the entry"
    elif not named.may_be_excused:
        message = "may not be excused, it proves: correct what it names"
    elif excuse.source not in sources:
        message = f"is excused in {shown(excuse.source)}, which is no article of this package"
    else:
        return None
    return Finding(TABLE, excuse.name, "rule", excuse.rule, "excused", message)


def _well_formed(entry: object) -> bool:
    if (
        not isinstance(entry, Mapping)
        or not entry.keys() <= set(EXCUSE_KEYS)
        or not entry.keys() & {"record", "paragraph"}
    ):
        return False
    texts = ("rule", "source", "reason", *(("record",) if "record" in entry else ()))
    number = entry.get("paragraph", 1)
    return all(isinstance(entry.get(k), str) and entry[k] for k in texts) and type(number) is int and number > 0


def left(findings: Iterable[Finding], window: Window, used: Counter[Excuse]) -> Iterator[Finding]:
    """The findings that no excuse of the window covers; the others are counted in `used`, each for one excuse."""
    for finding in findings:
        fitting = (
            excuse for excuse in window.excuses if excuse.rule == finding.rule and _covers(excuse, window, finding)
        )
        excuse = next(fitting, None)
        if excuse is None:
            yield finding
        else:
            used[excuse] += 1


def stale(window: Window, used: Counter[Excuse]) -> Iterator[Finding]:
    """The excuses that excuse nothing; where the article is not at hand, most rules find nothing and nobody can say."""
    idle = list(window.excuses)
    for excuse in used:
        idle.remove(excuse)
    for excuse in idle:
        if window.text(excuse.source) is not None:
            message = "excuses nothing: the rule has no other finding there, remove the entry"
            yield Finding(TABLE, excuse.name, None, None, "excused", message)


def article_of(window: Window, finding: Finding) -> str | None:
    """The article that a finding is about; None where that is not known."""
    if finding.table in ("sources", TABLE):
        return (finding.row or "").partition(" ")[0]
    table, record = _record_of(window, finding)
    return window.lookup(table, "source_id").get(record) if table in BY_SOURCE else None


def _record_of(window: Window, finding: Finding) -> tuple[str, str]:
    """Table and key of the row that a finding is about, of a link those of its record."""
    table, row = finding.table, finding.row or ""
    return (OWNERS[table][0], window.owner_of(table, row)) if table in OWNERS else (table, row)


def _covers(excuse: Excuse, window: Window, finding: Finding) -> bool:
    table, record = _record_of(window, finding)
    spans: Sequence[EvidenceRow] = window.of(table, record, "record")
    if table == "evidence" and record in window.evidence:
        spans, record = [window.evidence[record]], window.owners[record].record_id
    if article_of(window, finding) != excuse.source or excuse.record not in (None, record):
        return False
    document = window.document(excuse.source)
    if excuse.paragraph is None or document is None:  # without the article nobody knows its paragraphs
        return True
    return any(number_at(document.paragraphs, span.start) == excuse.paragraph - 1 for span in spans)
