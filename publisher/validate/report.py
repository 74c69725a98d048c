"""What a check returns: what it finds, grouped where a fault repeats, and what it did not look at."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from publisher.finding import Finding
from publisher.problem import counted, cut, printable, shown

NAMED_ROWS = 3  # rows named of a fault that repeats
KEPT = 1000  # findings kept of it
LONGEST_TEXT = 200  # code points kept of a value or a row id


@dataclass(frozen=True, slots=True)
class Report:
    """errors: what is at fault, in the order of the tables. warnings: what may be, and stops nothing. notes: what was
    not checked, and why. rows: table -> rows read. excused: findings that the package itself excuses. single: the
    errors one by one, of a fault that repeats the first KEPT. deviations: from our canonical form, in a package that
    need not have it. name, version: of the package, as its descriptor says; empty where it does not."""

    errors: tuple[Finding, ...]
    notes: tuple[str, ...]
    rows: Mapping[str, int]
    excused: int = 0
    single: tuple[Finding, ...] = ()
    deviations: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    name: str = ""
    version: str = ""

    @property
    def about(self) -> str:
        """Which package that is, as it goes on after the name of the folder; safe to print."""
        known = " ".join(printable(cut(part)) for part in (self.name, self.version) if part)
        return f", {known}" if known else ""

    @property
    def valid(self) -> bool:
        """Whether nothing that was checked is at fault."""
        return not self.errors

    @property
    def complete(self) -> bool:
        """Whether everything was checked."""
        return not self.notes

    def as_json(self) -> str:
        """One object: name and version of the package, valid, complete, issues, warnings, deviations, excused, notes
        (what was not checked), rows."""
        body: dict[str, object] = {"name": self.name, "version": self.version}
        body |= {"valid": self.valid, "complete": self.complete}
        told = {"issues": self.errors, "warnings": self.warnings, "deviations": self.deviations}
        body |= {name: [asdict(finding) for finding in findings] for name, findings in told.items()}
        body |= {"excused": self.excused, "notes": self.notes, "rows": self.rows}
        return json.dumps(body, ensure_ascii=True, indent=2)

    def as_text(self) -> str:
        """A line for each finding and note, and the verdict; safe to print, whatever the data holds."""
        lines = [line(finding) for finding in self.errors]
        lines += [f"warning: {line(warning)}" for warning in self.warnings]
        lines += [f"note: {line(finding)}" for finding in self.deviations]
        lines += [f"not checked: {printable(note)}" for note in self.notes]
        total = sum(finding.count for finding in self.errors)
        fine = "valid" if self.complete else "valid as far as checked"
        verdict = fine if self.valid else f"not valid: {counted(total, 'fault')}"
        counts = [counted(len(self.rows), "table"), counted(sum(self.rows.values()), "row")]
        warned = sum(warning.count for warning in self.warnings)
        counts += [counted(warned, "warning")] if warned else []
        counts += [f"{self.excused} excused"] if self.excused else []
        notes = sum(finding.count for finding in self.deviations)
        counts += [f"{counted(notes, 'note')} on the form"] if notes else []
        return "\n".join([*lines, f"{verdict} ({', '.join(counts)})"])


def line(finding: Finding) -> str:
    """`table[row].field: rule: value: what to do (7 times)`."""
    place = finding.table + (f"[{finding.row}]" if finding.row else "") + (f".{finding.field}" if finding.field else "")
    parts = [place, finding.rule, *([shown(finding.value)] if finding.value is not None else []), finding.message]
    return printable(": ".join(parts) + (f" ({finding.count} times)" if finding.count > 1 else ""))


@dataclass(slots=True)
class _Fault:
    """What is kept of one fault: its first findings, and how many there are."""

    findings: list[Finding]
    count: int = 0

    def together(self) -> Finding:
        rows = list(dict.fromkeys(finding.row for finding in self.findings if finding.row is not None))
        more = ", ..." if len(rows) >= NAMED_ROWS < self.count else ""
        return replace(self.findings[0], row=", ".join(rows[:NAMED_ROWS]) + more if rows else None, count=self.count)


ALLOWED = frozenset(
    {
        # how a CSV is written
        "byte_order_mark",
        "final_line_feed",
        "line_end",
        "needless_quotes",
        # how a value is written
        "boolean_form",
        "exponent",
        "instant_form",
        "leading_zero",
        "negative_zero",
        "number_form",
        "plus_sign",
        "white_space",
        # values that readers round, or do not have
        "fraction",
        "not_finite",
        "nul",
        "size",
    }
)
"""The rules about what the standard allows and our published form does not: in a package of others these are notes.

Sources: Table Schema and Table Dialect of Data Package v2 (the default line end is CRLF; numbers are those of XML
Schema, with exponents, signs and the words NaN, INF and -INF; five words for true and false), RFC 4180 (quotes around
any cell, no need of a last line end).
"""


class Log:
    """Gathers findings as they are found: of one fault (table, field, rule) it keeps a count and the first findings, so
    that a file with a million faults costs no more memory than one with a thousand."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str | None, str], _Fault] = {}
        self._notes: dict[str, None] = {}
        self.rows: dict[str, int] = {}
        self.excused = 0

    def add(self, findings: Iterable[Finding]) -> None:
        """Counts the findings with those of the same table, field and rule, and keeps the first rows by name."""
        for finding in findings:
            key = (finding.table, finding.field, finding.rule)
            fault = self._found.setdefault(key, _Fault([]))
            fault.count += finding.count
            if len(fault.findings) < KEPT:
                message = _short(finding.message, 5 * LONGEST_TEXT) or ""
                fault.findings.append(
                    replace(finding, row=_short(finding.row), value=_short(finding.value), message=message)
                )

    def say(self, table: str, rule: str, message: str, field: str | None = None, value: str | None = None) -> None:
        """Adds a finding of a whole table or column."""
        self.add([Finding(table, None, field, value, rule, message)])

    def merge(self, other: Log) -> None:
        """Takes over what another log has gathered."""
        for key, found in other._found.items():
            fault = self._found.setdefault(key, _Fault([]))
            fault.count += found.count
            fault.findings += found.findings[: KEPT - len(fault.findings)]
        self._notes |= other._notes
        self.excused += other.excused

    def note(self, text: str) -> None:
        """Something that was not looked at; the same words once."""
        self._notes[text] = None

    def report(self, allowed: Container[str] = ()) -> Report:
        """All that was said so far, each fault once, in the order in which it was met first. allowed: the rules that
        the package may break; what they found are deviations."""
        errors = [f for f in self._found.values() if f.findings[0].severity == "error"]
        warnings = tuple(f.together() for f in self._found.values() if f.findings[0].severity == "warning")
        faults = [fault for fault in errors if fault.findings[0].rule not in allowed]
        deviations = tuple(fault.together() for fault in errors if fault.findings[0].rule in allowed)
        findings = tuple(fault.together() for fault in faults)
        single = tuple(finding for fault in faults for finding in dict.fromkeys(fault.findings))
        return Report(findings, tuple(self._notes), dict(self.rows), self.excused, single, deviations, warnings)


def _short(text: str | None, longest: int = LONGEST_TEXT) -> str | None:
    return text if text is None or len(text) <= longest else text[: longest - 1] + "…"
