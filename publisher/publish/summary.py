"""What a build says at its end: rows a table, what became of the candidates, what was checked, how long it took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publisher.formats.write import FORMATS
from publisher.problem import counted, printable
from publisher.publish.descriptor import LEFT_OUT, order_tables
from publisher.publish.package_folder import Made
from publisher.records.merge_actors import named_by_machine

SHOWN = 10  # warnings and left-out articles named; the rest is counted


def summarise(made: Made, seconds: float) -> str:
    """A few plain lines, aligned, without colour: they go to a terminal or a log."""
    written, account = made.tables.written, made.tables.account
    decisions = account.decisions
    heads = [f"{form.END} bytes" for form in FORMATS]
    wide = max(map(len, written), default=0) + 2
    lines = [f"{'table':<{wide}}{'rows':>9}" + "".join(f"{head:>{len(head) + 4}}" for head in heads)]
    for name in order_tables(written):
        table = written[name]
        sizes = [f"{table.files[form.END].bytes:>{len(head) + 4},}" for form, head in zip(FORMATS, heads, strict=True)]
        lines.append(f"{name:<{wide}}{table.rows:>9,}" + "".join(sizes))
    outcomes = sorted({outcome for _, outcome in decisions})
    lines += ["", f"{'candidates':<{wide}}" + "".join(f"{outcome:>12}" for outcome in outcomes)]
    for kind in sorted({kind for kind, _ in decisions}):
        lines.append(f"{kind:<{wide}}" + "".join(f"{decisions.get((kind, outcome), 0):>12,}" for outcome in outcomes))
    lines += [""]
    lines += _some("warning", [printable(warning) for warning in account.warnings])
    lines += [texts(made)]
    lines += persons(made)
    lines += dropped(account.dropped)
    if account.reused:
        lines.append(f"not changed since an earlier build: {account.reused:,} of {account.articles:,} articles")
    lines += [f"checked: {check}" for check in made.checks]
    end = f"published {made.rows:,} rows in {len(written)} tables, {seconds:.1f} s"
    end += f"; left out: {counted(len(account.left_out), 'article')}" if account.left_out else ""
    return "\n".join([*lines, end])


def texts(made: Made) -> str:
    """One line of how many articles page and release show in full."""
    shown, withheld = made.tables.account.shown, len(made.tables.account.withheld)
    rest = f"; of {counted(withheld, 'other')} only the words in the tables" if withheld else ""
    return f"publish_text: page and release have the full text of {counted(shown, 'article')}{rest}"


def persons(made: Made) -> list[str]:
    """One line of how many persons are actors only because the extractor found their names, if any are."""
    number = named_by_machine(made.tables.account.actors, "person")
    if not number:
        return []
    are, where = "is an actor" if number == 1 else "are actors", "look at them in `actors` before you release"
    return [f"private_persons: {counted(number, 'person')}, whom only the program named, {are}: {where}"]


def dropped(rows: Mapping[tuple[str, str], int]) -> list[str]:
    """One line of what the extractor made and the rules refuse: how many rows, of which tables, by which rules."""
    if not rows:
        return []
    named = ", ".join(f"{table}: {number:,} by {rule}" for (table, rule), number in sorted(rows.items()))
    return [f"dropped: {counted(sum(rows.values()), 'automatic row')} that the rules refuse ({named})"]


def list_left_out(made: Made) -> list[str]:
    """What is said last, and as errors are: the articles of archives that are not in the package."""
    return _some("left out", [str(bad.problem) for bad in made.tables.account.left_out], f": {LEFT_OUT}")


def _some(word: str, entries: Sequence[str], where: str = "") -> list[str]:
    lines = [f"{word}: {entry}" for entry in entries[:SHOWN]]
    rest = len(entries) - SHOWN
    return [*lines, f"{word}: and {rest:,} more, {len(entries):,} in all{where}"] if rest > 0 else lines
