"""How right each rule of the events is: how often it fired, its precision with the interval, its worth in recall.

    python -m benchmarks.rules [--gold DIR] [--fewest N]        (or GOLD=DIR in the environment)

Measured on sentences coded for type and parties (plover_*), whose coders took one event a sentence: a second event
that is right counts as wrong, so that precision is a lower bound. `type`: the sentence has an event of that type;
`both`: and the parties are right; `alone`: coded events that no other rule has found, which is what it would cost in
recall to do without the rule. Roles are measured on args_* too: `actor`, `other`: right parties among those given.
Without the annotations a line says so.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.events import found, read
from publisher.extract.events.lexicon import rules


@dataclass
class Tally:
    """Counts of one rule. type, both: firings that are right; alone: coded events that only this rule finds; parties:
    given and right, by role."""

    fired: int = 0
    type: int = 0
    both: int = 0
    alone: int = 0
    given: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=os.environ.get("GOLD"), help="folder of *.jsonl, score_events.py")
    parser.add_argument("--fewest", type=int, default=1, help="leave out rules that fired less often")
    options = parser.parse_args()
    gold = Path(options.gold) if options.gold else None
    if not gold or not (gold / "score_events.py").is_file():
        print("rules: no annotations, not measured; say where they are: --gold DIR")
        return
    tallies = measured(gold)
    print(f"{'rule':<24}{'fired':>6}{'type':>7} {'[95 %]':<11}{'both':>6}{'alone':>7}{'actor':>8}{'other':>8}")
    for rule in rules():
        one = tallies[f"event.{rule.id}"]
        if one.fired + sum(one.given.values()) >= options.fewest:
            print(line(rule.id, one))
    print(line("all", sum_of(tallies.values())))
    print("never fired:", ", ".join(rule.id for rule in rules() if not tallies[f"event.{rule.id}"].fired) or "none")


def measured(gold: Path) -> Mapping[str, Tally]:
    """The counts of every rule over all annotations."""
    scorer = program(gold / "score_events.py")
    tallies: dict[str, Tally] = defaultdict(Tally)
    for article in texts(gold, "plover_gsr", "plover_p[!e]*"):
        coded = [one for one in article["gold"] if scorer.accept(one)]
        if not coded:
            continue
        finders: dict[int, set[str]] = defaultdict(set)
        for event in found(article):
            tally = tallies[event["rule"]]
            right = [n for n, one in enumerate(coded) if event["event_type"] in scorer.accept(one)]
            tally.fired += 1
            tally.type += bool(right)
            tally.both += any(all(scorer.roles(event, coded[n], article["text"])) for n in right)
            for n in right:
                finders[n].add(event["rule"])
        for some in finders.values():
            if len(some) == 1:
                tallies[next(iter(some))].alone += 1
    for article in texts(gold, "args_*"):
        for event in found(article):
            hit = max(article["gold"], key=lambda one: scorer.inter(event, one), default=None)
            if hit is None or not scorer.inter(event, hit):
                continue
            for role in ("actors", "recipients"):
                tally = tallies[event["rule"]]
                tally.given[role] += len(event[role])
                tally.right[role] += sum(
                    any(scorer.arg_ok(given, one, article["text"]) for one in hit[role]) for given in event[role]
                )
    return tallies


def program(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_events", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(gold: Path, *names: str) -> Iterator[dict[str, Any]]:
    for name in names:
        for path in sorted({*gold.glob(f"{name}.jsonl"), *gold.glob(f"events_{name}.jsonl")}):
            yield from read(path)


def sum_of(tallies: Iterable[Tally]) -> Tally:
    every = Tally()
    for one in tallies:
        every.fired += one.fired
        every.type += one.type
        every.both += one.both
        every.alone += one.alone
        for role, count in one.given.items():
            every.given[role] += count
            every.right[role] += one.right[role]
    return every


def line(name: str, one: Tally) -> str:
    shares = [f"{one.right[role]}/{one.given[role]}" for role in ("actors", "recipients")]
    low, high = interval(one.type, one.fired)
    share = f"{one.type / one.fired:.2f}" if one.fired else "-"
    both = f"{one.both / one.fired:.2f}" if one.fired else "-"
    return (
        f"{name:<24}{one.fired:>6}{share:>7} [{low:.2f}-{high:.2f}]{both:>6}{one.alone:>7}{shares[0]:>8}{shares[1]:>8}"
    )


def interval(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, right / of
    middle = share + z * z / (2 * of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


if __name__ == "__main__":
    main()
