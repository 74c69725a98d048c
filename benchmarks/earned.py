"""How right the extractor's findings were on texts that no rule was written on, and which of them make records.

    python -m benchmarks.earned [--guide]

The verdicts are in publisher/language/en/earned.toml, which says how they were made. --guide prints the table of
docs/extracting.md instead: of several families together, what each table of a package is made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from made import call

from publisher import language
from publisher.records.automatic.earned import has_earned

GUIDE = (
    ("`statements`", "quotations whose whole content is in marks", "direct"),
    ("", "words partly in marks, by their surest rule", "mixed.left"),
    (
        "",
        "reported speech without marks, by its five surest rules",
        "indirect.clause indirect.closing indirect.that indirect.infinitive indirect.source",
    ),
    ("", "acts in words: what is condemned, demanded, rejected, praised, promised", "indirect.act"),
    ("`statement_actors`", "who speaks", "link.speaker"),
    ("`figures`", "numbers that count, with their value", "figure"),
    ("", "what happened to the counted (`measure`)", "effect"),
    ("`events`", "the type, of ASSAULT and COERCE", "event.assault event.coerce"),
    ("", "the type, of CONSULT, PROTEST, SANCTION and AID", "event.consult event.protest event.sanction event.aid"),
    (
        "",
        "the type, of RETREAT, MOBILIZE, acts of law, signings and agreements",
        "event.retreat event.mobilize event.legal event.support-sign event.pact",
    ),
    (
        "",
        "elections, offices taken or lost, deaths, firms bought, formal acts, prices: one that happened",
        "event.election event.office event.death event.deal event.formal event.market",
    ),
    ("", "when; an empty cell is right if the text does not say", "part.date whole.date"),
    ("", "when, filled cells alone", "filled.date filled.whole.date"),
    ("", "disasters and accidents: one that happened, none told twice", "event.disaster"),
    ("", "whether it happened (`auxiliary_mode`)", "part.flags whole.flags"),
    ("`event_actors`", "who acts; an empty cell is right if the text does not say", "part.actor whole.actor act.actor"),
    ("", "who acts, filled cells alone", "filled.actor filled.whole.actor"),
    (
        "",
        "who it is done to; an empty cell is right if the text does not say",
        "part.recipient whole.recipient act.recipient",
    ),
    ("", "who it is done to, filled cells alone", "filled.recipient filled.whole.recipient"),
    ("`event_places`", "where; an empty cell is right if the text does not say", "part.place whole.place"),
    ("", "where, filled cells alone", "filled.place filled.whole.place"),
    (
        "`actors`",
        "names by their surest rules",
        "name.given name.demonym name.dateline name.body name.head name.land name.title name.group name.speaker "
        "name.known name.evident",
    ),
)
"""Table, what was judged, and the verdicts that say how right it is."""


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("--guide", action="store_true", help="the table of docs/extracting.md")
    for line in guide() if parser.parse_args().guide else table():
        print(line)


def table() -> Iterator[str]:
    """A line for each verdict."""
    yield f"{'':<22}{'judged':>7}{'right':>7}{'share':>7}   95 %        records"
    for name, verdict in language.get("en").verdicts().items():
        judged, right = verdict["judged"], verdict["right"]
        low, high = wilson(right, judged)
        earned = "yes" if has_earned("en", name) else "-"
        yield f"{name:<22}{judged:>7}{right:>7}{right / judged:>7.2f}   {low:.2f}-{high:.2f}   {earned}"


def guide() -> Iterator[str]:
    """The lines of the table of the guide, in Markdown."""
    yield "| Table | What was judged | Right | Range | Judged |"
    yield "| --- | --- | ---: | --- | ---: |"
    verdicts = language.get("en").verdicts()
    for name, what, families in GUIDE:
        found = [verdicts[family] for family in families.split()]
        judged, right = (sum(one[key] for one in found) for key in ("judged", "right"))
        low, high = wilson(right, judged)
        yield f"| {name} | {what} | {short(right / judged)} | {short(low)} to {short(high)} | {judged} |"


def short(share: float) -> str:
    """A share as the guide prints it: .87; 1.00."""
    return f"{share:.2f}".removeprefix("0")


def wilson(right: int, judged: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share of `judged` that is right, by Wilson; z: for 95 %."""
    share = right / judged
    middle = (share + z * z / (2 * judged)) / (1 + z * z / judged)
    half = z / (1 + z * z / judged) * sqrt(share * (1 - share) / judged + z * z / (4 * judged * judged))
    return middle - half, middle + half


if __name__ == "__main__":
    main()
