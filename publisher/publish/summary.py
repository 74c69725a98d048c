"""What a build says at its end: rows a table, what became of the candidates, what was checked, how long it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from publisher.formats.write import FORMATS
from publisher.problem import counted, printable
from publisher.publish.descriptor import LEFT_OUT, order_tables
from publisher.publish.package_folder import Made
from publisher.records.merge_actors import persons_named_by_machine
from publisher.remarks import left_out

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
    lines += _some([printable(warning) for warning in account.warnings])
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
    """One line of how many articles may be published in full, and how much of the others the tables have."""
    account = made.tables.account
    others = len(account.withheld)
    line = f"publish_text: {counted(account.shown, 'article')} may be published in full"
    if not others:
        return line
    share = account.characters["held"] * 100 // account.characters["all"]
    rest = f"of {counted(others, 'other')} only the words in the tables"
    return f"{line}; {rest}, {share} % of {'its' if others == 1 else 'their'} characters"


def persons(made: Made) -> list[str]:
    """One line of how many persons are actors only because the extractor found their names, if any are."""
    number = persons_named_by_machine(made.tables.account.actors)
    if not number:
        return []
    who = "1 person is an actor" if number == 1 else f"{number:,} persons are actors"
    where = "look at them in `actors` before you hand the data on"
    return [f"private_persons: {who} only because the program found the name: {where}"]


def kept_out(made: Made) -> list[str]:
    """A line for each archive that a release does not have since lines of it are left out: nobody knows whether their
    texts may be shown."""
    faulty = Counter(bad.archive for bad in made.tables.account.left_out if bad.number)
    return [
        f"seeds/{name}: not in the release, because {number:,} of its lines {'is' if number == 1 else 'are'} left out; "
        "correct or remove what is named below, and release again"
        for name, number in sorted(faulty.items())
    ]


def dropped(rows: Mapping[tuple[str, str], int]) -> list[str]:
    """One line of what the extractor made and the rules refuse: how many rows, of which tables, by which rules."""
    if not rows:
        return []
    named = ", ".join(f"{table}: {number:,} by {rule}" for (table, rule), number in sorted(rows.items()))
    return [f"dropped: {counted(sum(rows.values()), 'automatic row')} that the rules refuse ({named})"]


def list_left_out(made: Made) -> list[str]:
    """What is said last, and as errors are: the articles that are not in the package, those with the same fault
    together."""
    every = made.tables.account.left_out
    told = left_out((bad.archive, str(bad.problem.record), bad.why) for bad in every)
    rest = sum(number for *_, number in told[SHOWN:])
    lines = [printable(f"left out: {where}: {why}") for where, why, _ in told[:SHOWN]]
    return [*lines, f"left out: and {rest:,} more, {len(every):,} in all: {LEFT_OUT}"] if rest else lines


def _some(entries: Sequence[str]) -> list[str]:
    """The first warnings."""
    lines = [f"warning: {entry}" for entry in entries[:SHOWN]]
    rest = len(entries) - SHOWN
    every = "`build.py check` with the file of an article shows all of it"
    return [*lines, f"warning: and {rest:,} more, {len(entries):,} in all; {every}"] if rest > 0 else lines
