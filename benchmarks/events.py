"""How right events and actors are, and how fast: one table over annotated texts, with what the best peer reaches.

    python -m benchmarks.events [--gold DIR] [--half N]        (or GOLD=DIR in the environment)

DIR holds the annotations (plover_*, args_*, muc*, types_*, police_*, contention_*, triggers_*, each with or without
"events_" before it, and actors_*; *.jsonl, one text a line) and score_events.py, the scorer, which is run as a program
of its own. Both are third-party and not part of this project; without them a line says so. --half 1 takes the third of
the texts that was kept from those who wrote the rules (by the hash of its id), --half 0 the others.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from made import call

from publisher.extract import actors, dates, events, everything, extract, text
from publisher.extract.candidates import Name

OTHER = "OTHER"
SECONDS = 3.0  # how long the speed is measured


@dataclass(frozen=True)
class Task:
    """A line of the table. figures: paths into what the scorer prints as JSON; peer: what the best other package
    reaches; must, reach: what is asked on texts that nobody here has seen; actors: it is about names, not events."""

    name: str
    files: str
    figures: tuple[str, ...]
    peer: str
    must: str
    reach: str
    actors: bool = False


_ACROSS = "across documents.all"
_LINKED = (f"{_ACROSS}.entity B3 (in more than one document).f1", f"{_ACROSS}.pairs.p")
TASKS = (
    Task("PLOVER sentences: type / triple F1", "plover_gsr", ("type.f1", "triple.f1"), ".510 / .343", ".60 / .46",
         ".65 / .52"),
    Task("more PLOVER sentences: type / triple F1", "plover_p[!e]*", ("type.f1", "triple.f1"), ".478 / .303",
         ".62 / .48", ".68 / .54"),
    Task("conflict reports: right type; alarm in disasters", "types_*", ("hit", "alarm ASSAULT in disasters"),
         ".767; .537", ".80; .12", ".86; .08"),
    Task("agency news: PROTEST F1; ASSAULT in 100 calm texts", "contention_*",
         ("document: PROTEST.f1", "ASSAULT events per 100 such documents"), ".460; 93", ".52; 45", ".62; 30"),
    Task("typed recall; conflict in 100 peaceful sentences", "triggers_*",
         ("typed recall", "conflict events per 100 sentences of peaceful topics"), ".604; 25.5", ".64; 5", ".72; 4"),
    Task("police: force / arrests F1", "police_*", ("ASSAULT by police.f1", "COERCE by police.f1"), ".559 / .241", "-",
         "-"),
    Task("MUC-4: perpetrators / victims F1", "muc*", ("perp.f1", "victim.f1"), ".277 / .467", "mean .40", "mean .46"),
    Task("QA-SRL: actor / recipient F1", "args_qasrl", ("actors.f1", "recipients.f1"), ".852 / .731", "mean .72",
         "mean .78"),
    Task("MEANTIME: actor / recipient F1", "args_meantime", ("actors.f1", "recipients.f1"), ".764 / .530", "mean .58",
         "mean .66"),
    Task("actors in a document, GUM: CoNLL F1", "actors_gum", ("CoNLL",), ".676", ".75", ".80", actors=True),
    Task("actors in a document, MEANTIME: CoNLL F1", "actors_meantime", ("CoNLL",), ".595", ".61", ".66", actors=True),
    Task("actors across, GUM: entity B3 F1; pair precision", "actors_gum", _LINKED, ".709", ".71; .95", ".78; .95",
         actors=True),
    Task("actors across, MEANTIME: entity B3; pair precision", "actors_meantime", _LINKED, ".658", ".65; .95",
         ".72; .95", actors=True),
    Task("actor type accuracy, GUM", "actors_gum", ("type accuracy",), ".840", ".78", ".85", actors=True),
    Task("actor type accuracy, MEANTIME", "actors_meantime", ("type accuracy",), ".840", ".78", ".85", actors=True),
)  # fmt: skip


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument(
        "--gold", type=call.folder, default=os.environ.get("GOLD"), help="folder of *.jsonl, score_events.py"
    )
    parser.add_argument("--half", type=int, choices=(0, 1), help="1: only what was held back, 0: only the rest")
    options = parser.parse_args()
    gold = options.gold
    if not gold or not (gold / "score_events.py").is_file():
        print("events: no annotations, not measured; say where they are: --gold DIR")
        return
    print(f"{'task':<52}{'here':<16}{'best peer':<14}{'must':<12}reach")
    texts: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for task in TASKS:
            for path in files_of(gold, task):
                articles = [one for one in read(path) if options.half is None or is_held_back(one) == options.half]
                texts += articles
                figures = score(gold, path, articles, task, Path(scratch)) if articles else "no text"
                print(f"{task.name:<52}{figures:<16}{task.peer:<14}{task.must:<12}{task.reach}  {path.stem}")
    if texts:
        print(f"{'speed of events / of everything, MB/s, one core':<52}{speed(texts):<30}{'- / 0.7':<12}- / 1.0")


def files_of(gold: Path, task: Task) -> list[Path]:
    """The annotations that a task is measured on."""
    return sorted({*gold.glob(f"{task.files}.jsonl"), *gold.glob(f"events_{task.files}.jsonl")})


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def is_held_back(article: Mapping[str, Any]) -> bool:
    """Whether a text is of the third that the rules were not written on."""
    return int(hashlib.sha256(str(article["doc_id"]).encode()).hexdigest(), 16) % 3 == 0


def day_of(article: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(article["doc_date"]) if article.get("doc_date") else None


def named(article: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The names of a text with their actors, as the scorer reads them."""
    document = text.read(article["text"])
    names = [one for one in extract(document, day_of(article), marked_only=True) if isinstance(one, Name)]
    return [one._asdict() for one in actors.resolve(document, names)]


def found(article: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The events of a text, as the scorer reads them; without those that PLOVER has no type for."""
    document = text.read(article["text"])
    told = events.find(document, dates.find(document, day_of(article)))
    return [events.as_json(event) for event in told if event.event_type != OTHER]


def score(gold: Path, path: Path, articles: list[dict[str, Any]], task: Task, scratch: Path) -> str:
    """The figures of a task, as the scorer gives them; "-" for one that it does not give."""
    kept, predicted, find = scratch / path.name, scratch / "predicted.jsonl", named if task.actors else found
    kept.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
    predicted.write_text(
        "".join(json.dumps({"doc_id": one["doc_id"], "spans": find(one)}) + "\n" for one in articles), encoding="utf-8"
    )
    command = [sys.executable, str(gold / "score_events.py"), str(predicted), str(kept), "--json"]
    result = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return " / ".join(shown(result, figure) for figure in task.figures)


def shown(result: Any, path: str) -> str:
    for key in path.split("."):
        result = result.get(key) if isinstance(result, dict) else None
    if result is None:
        return "-"
    return f"{result:.3f}".lstrip("0") if result < 1 else f"{result:.1f}"


def speed(articles: list[dict[str, Any]]) -> str:
    """Megabytes a second of processor time: of the events alone, and of all that `extract` prints."""
    found(articles[0])
    rates = []
    for function in (lambda one: events.find(text.read(one["text"])), lambda one: everything(one["text"], day_of(one))):
        characters, start = 0, time.process_time()
        for article in articles:
            function(article)
            characters += len(article["text"])
            if time.process_time() - start >= SECONDS:
                break
        rates.append(characters / 1e6 / (time.process_time() - start))
    return " / ".join(f"{rate:.2f}" for rate in rates)


if __name__ == "__main__":
    main()
