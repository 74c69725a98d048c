"""How right each rule is: how often it fired, its precision with the interval, its worth in recall; and by family.

    python -m benchmarks.rules [--gold DIR] [--fewest N] [--families]        (or GOLD=DIR in the environment)

DIR holds third-party annotations (*.jsonl, one article a line) with their scorers, which decide what is right; neither
is part of this project, and without them a line says so. Columns:

    fired   candidates of the rule in texts that are annotated for their kind
    found   share that lies on an annotation (of events: its sentence has an event of that type)
    right   share that is right in all that is annotated, with the 95 % interval after Wilson: quotations and reported
            speech with their speaker, dates and figures with their value, casualties with what happened, names with
            their type, events with their type and both parties
    alone   annotations that no other rule finds: what it would cost in recall to do without the rule

In coded sentences only one event each is annotated: a second one that is right counts as wrong, so the precision of
events is a lower bound. "-": nothing there is annotated for the rule.
"""

from __future__ import annotations

import importlib.util
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from made import call
from made.rule_counts import Judged, Tally, count, interval, on

from benchmarks.events import OTHER, day_of, read
from publisher.command_line.stream import span
from publisher.extract import everything, rule_names

Entry = Mapping[str, Any]
_LEAST = 0.5  # overlap in shares of both together, of reported speech
_TYPES = {
    "person": {"PERSON"},
    "organization": {"ORGANISATION"},
    "place": {"PLACE"},
    "state": {"PLACE", "ORGANISATION"},
}
_NAMED = frozenset((None, "name", "mixed"))  # kinds of mention that are names


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument(
        "--gold", type=call.folder, default=os.environ.get("GOLD"), help="folder of *.jsonl and scorers"
    )
    parser.add_argument("--fewest", type=int, default=0, help="leave out rules that fired less often")
    parser.add_argument("--families", action="store_true", help="families only")
    options = parser.parse_args()
    gold = options.gold
    if not gold or not (gold / "score_events.py").is_file() or not (gold / "score.py").is_file():
        print("rules: no annotations, not measured; say where they are: --gold DIR")
        return
    tallies = measured(gold)
    print(f"{'':<32}{'fired':>6}{'found':>7}{'right':>7} {'[95 %]':<12}{'alone':>5}")
    for family in rule_names.families():
        rules = [rule for rule in rule_names.every() if rule_names.family(rule) == family]
        print(line(family, sum((tallies[rule] for rule in rules), Tally())))
        for rule in rules:
            if tallies[rule].fired >= options.fewest and not options.families:
                print(line(f"  {rule}", tallies[rule]))


def measured(gold: Path) -> Mapping[str, Tally]:
    """The counts of every rule over all annotations."""
    values, parties = program(gold / "score.py"), program(gold / "score_events.py")
    tallies: dict[str, Tally] = defaultdict(Tally)
    for names, judge in (
        (("quotes_*",), lambda article, spans: speech(values, article, spans)),
        (("dates_*", "figures_*"), lambda article, spans: valued(values, article, spans)),
        (("names_*", "actors_*"), named),
        (("plover_gsr", "plover_p[!e]*"), lambda article, spans: events(parties, article, spans)),
    ):
        for article in texts(gold, *names):
            count(tallies, judge(article, predicted(article)))
    return tallies


def predicted(article: Entry) -> list[dict[str, Any]]:
    """What the extractor prints of an article."""
    return [span(one) for one in everything(article["text"], day_of(article))]


def speech(scorer: ModuleType, article: Entry, spans: Iterable[Entry]) -> Iterator[Judged]:
    """Quotations, reported speech and marks; of reported speech half must overlap."""
    for one in spans:
        if one["kind"] in ("quote", "indirect", "marks"):
            least = _LEAST if one["kind"] == "indirect" else 0.0
            yield (
                one["rule"],
                [
                    (number, one["kind"] == "marks" or scorer.speaker_ok(one, other))
                    for number, other in on(one, article, one["kind"], least)
                ],
            )


def valued(scorer: ModuleType, article: Entry, spans: Iterable[Entry]) -> Iterator[Judged]:
    """Dates and figures; where only casualties are annotated, those, wherever in the text they are."""
    kinds = {other["kind"] for other in article["gold"]}
    casualties = any("effect" in other for other in article["gold"])
    for one in spans:
        if casualties and one["kind"] == "figure" and one["rule"].startswith("effect."):
            effect = scorer.effect_of(one["measure"])
            same = [
                number
                for number, other in enumerate(article["gold"])
                if effect and (other["value"], scorer.effect_of(other["effect"])) == (one["value"], effect)
            ]
            if effect:
                yield one["rule"], [(number, True) for number in same]
        elif one["kind"] in kinds and not casualties:
            yield (
                one["rule"],
                [
                    (number, other.get("value") is None or scorer.value_ok(one["kind"], one, other))
                    for number, other in on(one, article, one["kind"], 0.0)
                ],
            )


def named(article: Entry, spans: Iterable[Entry]) -> Iterator[Judged]:
    """Names of persons and organizations, and where they are annotated, of places."""
    places = any(other.get("type") == "PLACE" for other in article["gold"])
    for one in spans:
        if one["kind"] == "name" and (one["type"] in ("person", "organization") or (places and one["type"] in _TYPES)):
            yield (
                one["rule"],
                [
                    (number, other["type"] in _TYPES[one["type"]])
                    for number, other in on(one, article, "name", 0.0)
                    if other.get("mention") in _NAMED
                ],
            )


def events(scorer: ModuleType, article: Entry, spans: Iterable[Entry]) -> Iterator[Judged]:
    """Events of sentences that are coded for their type and parties."""
    coded = [(number, other) for number, other in enumerate(article["gold"]) if scorer.accept(other)]
    for one in spans:
        if one["kind"] == "event" and coded and one["event_type"] != OTHER:
            yield (
                one["rule"],
                [
                    (number, all(scorer.roles(one, other, article["text"])))
                    for number, other in coded
                    if one["event_type"] in scorer.accept(other)
                ],
            )


def program(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(gold: Path, *names: str) -> Iterator[Entry]:
    for name in names:
        for path in sorted({*gold.glob(f"{name}.jsonl"), *gold.glob(f"events_{name}.jsonl")}):
            yield from read(path)


def line(name: str, one: Tally) -> str:
    if not one.fired:
        return f"{name:<32}{0:>6}{'-':>7}{'-':>7} {'':<12}{'-':>5}"
    low, high = interval(one.right, one.fired)
    shares = f"{one.found / one.fired:>7.2f}{one.right / one.fired:>7.2f}"
    return f"{name:<32}{one.fired:>6}{shares} [{low:.2f}-{high:.2f}] {one.alone:>5}"


if __name__ == "__main__":
    main()
