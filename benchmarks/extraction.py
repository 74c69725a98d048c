"""How good and how fast the extractor is: one table over annotated articles, with what other packages reach.

    python -m benchmarks.extraction --gold DIR [--peers]        (or GOLD=DIR in the environment)

DIR holds the annotations (*.jsonl, one article a line: doc_id, text, doc_date, gold) and score.py, the scorer, which is
run as a program of its own. Both are third-party and not part of this project. --peers installs packages from the
package index into an environment of their own and scores their output in the same way.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from made import call

from publisher.extract import everything, extract
from publisher.extract.candidates import Candidate, Date, Figure, Name, Quote

ARTICLE = 4500  # characters of a mean newspaper article, on which the speed is measured
PASSES = 4


@dataclass(frozen=True)
class Task:
    """A line of the table. figures: paths into what the scorer prints as JSON; must, reach: what is asked on articles
    that nobody here has seen."""

    name: str
    files: str
    kind: str
    view: str
    figures: tuple[str, ...]
    must: str
    reach: str


TASKS = (
    Task("quotations, direct: exact / overlap F1", "quotes_*", "quote", "direct", ("exact.f1", "overlap.f1"),
         ".968 / .974", ".980 / .985"),
    Task("quotation + speaker F1, direct", "quotes_*", "quote", "direct", ("quote+speaker.f1",), ".93", ".955"),
    Task("all attributed pieces: overlap F1 / with speaker", "quotes_*", "quote", "all",
         ("overlap.f1", "quote+speaker.f1"), ".955 / .86", ".965 / .90"),
    Task("dates: overlap F1 / value F1", "dates_*", "date", "default", ("overlap.f1", "value_f1"), ".92 / .80",
         ".94 / .86"),
    Task("figures, MEANTIME: overlap F1; value accuracy", "figures_meantime", "figure", "default",
         ("overlap.f1", "value_acc"), ".88; .98", ".91"),
    Task("figures, re3d: overlap F1; value accuracy", "figures_re3d", "figure", "default", ("overlap.f1", "value_acc"),
         ".80; .98", ".83"),
    Task("casualties, MUC-4: value + effect F1", "figures_muc4", "figure", "casualty", ("value+effect.f1",),
         ".60", ".70"),
    Task("names of persons and organisations: overlap F1", "names_*", "name", "default", ("overlap.f1",), ".72", ".80"),
)  # fmt: skip


@dataclass(frozen=True)
class Peer:
    """Another package: what to install, the kind it finds, and how many of the articles it is given (0: all).

    source: Python that defines find(text, day) -> [{"start", "end", "value"?}]; None: it needs a model that no package
    index has.
    """

    name: str
    packages: tuple[str, ...]
    kind: str
    source: str | None


_LOCATED = """
def located(text, found):
    place = 0
    for words, value in found:
        start = text.find(words, place)
        if start >= 0:
            place = start + len(words)
            yield {"start": start, "end": place, "value": value}
"""
PEERS = (
    Peer("dateparser", ("dateparser",), "date", _LOCATED + """
from datetime import datetime
from dateparser.search import search_dates
def find(text, day):
    base = datetime.fromisoformat(day) if day else datetime(2000, 1, 1)
    found = search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base}) or []
    return list(located(text, [(words, moment.date().isoformat()) for words, moment in found]))
"""),
    Peer("recognizers-text", ("recognizers-text-suite", "setuptools<81", "emoji<2"), "date", """
from datetime import datetime
from recognizers_date_time import recognize_datetime
def find(text, day):
    base = datetime.fromisoformat(day) if day else datetime(2000, 1, 1)
    spans = []
    for one in recognize_datetime(text, "en-us", reference=base):
        values = (one.resolution or {}).get("values") or [{}]
        spans.append({"start": one.start, "end": one.end + 1, "value": values[0].get("timex")})
    return spans
"""),
    Peer("quantulum3", ("quantulum3",), "figure", """
from quantulum3 import parser
def find(text, day):
    return [{"start": q.span[0], "end": q.span[1], "value": q.value} for q in parser.parse(text)]
"""),
    Peer("textacy (spaCy en_core_web)", (), "quote", None),
    Peer("spaCy NER (en_core_web)", (), "name", None),
)  # fmt: skip
_RUN_PEER = """
import json, sys
exec(sys.argv[1])
for line in sys.stdin:
    article = json.loads(line)
    try:
        spans = find(article["text"], article.get("doc_date"))
    except Exception as error:  # the peer's own fault: it finds nothing there, and that is said
        print(f"{article['doc_id']}: {error!r}", file=sys.stderr)
        spans = []
    print(json.dumps({"doc_id": article["doc_id"], "spans": [{"kind": sys.argv[2], **span} for span in spans]}))
"""


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument(
        "--gold", type=call.folder, default=os.environ.get("GOLD"), help="folder with *.jsonl and score.py"
    )
    parser.add_argument("--peers", action="store_true", help="measure other packages too (installs them)")
    options = parser.parse_args()
    if not options.gold:
        parser.error("say where the annotations are: --gold DIR")
    gold = options.gold
    articles = {path.stem: read(path) for path in sorted(gold.glob("*.jsonl"))}
    with tempfile.TemporaryDirectory() as scratch:
        ours = write(Path(scratch) / "ours.jsonl", (prediction(one) for some in articles.values() for one in some))
        print(f"{'task':<52}{'here':<16}{'must':<14}reach")
        for task in TASKS:
            if files := sorted(gold.glob(f"{task.files}.jsonl")):
                print(f"{task.name:<52}{score(gold, ours, files, task):<16}{task.must:<14}{task.reach}")
        print(f"{'MB a second, all kinds and events, one core':<52}{speed(articles):<16.2f}{'0.7':<14}1.0")
        if options.peers:
            for line in peers(gold, articles, Path(scratch)):
                print(line)


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def prediction(article: Mapping[str, Any]) -> dict[str, Any]:
    """What the extractor finds in an article, as the scorer reads it."""
    return {"doc_id": article["doc_id"], "spans": [spans(found) for found in extract(article["text"], day_of(article))]}


def day_of(article: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(article["doc_date"]) if article.get("doc_date") else None


def spans(found: Candidate) -> dict[str, Any]:
    span: dict[str, Any] = {"kind": found.kind, "start": found.start, "end": found.end}
    match found:
        case Quote(speaker=speaker, cue=cue):
            if speaker:
                span |= {"speaker": speaker.text, "speaker_start": speaker.start, "speaker_end": speaker.end}
            if cue:
                span["cue"] = cue.text
        case Date(timex_type=timex_type, value=value):
            span |= {"type": timex_type, "value": value}
        case Figure(number=number, measure=measure):
            span |= {"value": number, "measure": measure}
        case Name(type=type_):
            span["type"] = {"person": "PERSON", "organization": "ORGANISATION"}.get(type_, "OTHER")
            span["kind"] = "name" if type_ in ("person", "organization") else "other name"
    return span


def score(gold: Path, predictions: Path, files: list[Path], task: Task) -> str:
    """The figures of a task, as the scorer gives them; "-" for one that it does not give."""
    command = [sys.executable, str(gold / "score.py"), str(predictions), *map(str, files), "--json"]
    done = subprocess.run(
        [*command, "--kind", task.kind, "--view", task.view], capture_output=True, text=True, check=True
    )
    result = json.loads(done.stdout)
    return " / ".join(shown(result, path) for path in task.figures)


def shown(result: Any, path: str) -> str:
    for key in path.split("."):
        result = result.get(key) if isinstance(result, dict) else None
    return f"{result:.3f}".lstrip("0") if result is not None else "-"


def speed(articles: Mapping[str, list[dict[str, Any]]]) -> float:
    """MB of text of which everything is found in a second of CPU time: in this process, in the best of some passes, of
    which the first loads the word lists."""
    some = [*documents(articles)]
    passes = []
    for _ in range(PASSES):
        start = time.process_time()
        for text, day in some:
            everything(text, day)
        passes.append(time.process_time() - start)
    return sum(len(text.encode()) for text, _ in some) / 1e6 / min(passes)


def documents(articles: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[str, date | None]]:
    """The texts of all articles, each once, put together or parted between paragraphs: about ARTICLE characters each,
    with the day of the first."""
    days = {article["text"]: day_of(article) for some in articles.values() for article in some}
    parts: list[str] = []
    first: date | None = None
    for text, day in days.items():
        for paragraph in text.split("\n"):
            if parts and sum(map(len, parts)) + len(paragraph) > ARTICLE:
                yield "\n".join(parts), first
                parts.clear()
            first = first if parts else day
            parts.append(paragraph)
    yield "\n".join(parts), first


def peers(gold: Path, articles: Mapping[str, list[dict[str, Any]]], scratch: Path) -> Iterator[str]:
    """A line for each other package and each task of its kind."""
    for peer in PEERS:
        if peer.source is None:
            yield f"{peer.name:<52}not available: needs a model that no package index has"
            continue
        venv.create(scratch / peer.name, with_pip=True)
        python = scratch / peer.name / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", *peer.packages], check=True)
        for task in TASKS:
            files = sorted(gold.glob(f"{task.files}.jsonl"))
            if task.kind != peer.kind or task.view == "casualty" or not files:
                continue
            some = [one for path in files for one in articles[path.stem]]
            lines = "".join(
                json.dumps({key: one.get(key) for key in ("doc_id", "text", "doc_date")}) + "\n" for one in some
            )
            start = time.perf_counter()
            command = [str(python), "-W", "ignore", "-c", _RUN_PEER, peer.source, peer.kind]
            done = subprocess.run(command, input=lines, capture_output=True, text=True)
            if done.returncode:
                yield f"{peer.name:<52}not available: {done.stderr.strip().splitlines()[-1]}"
                continue
            rate = sum(len(one["text"]) for one in some) / ARTICLE / (time.perf_counter() - start)
            predictions = scratch / f"{peer.name}.jsonl"
            predictions.write_text(done.stdout, encoding="utf-8")
            yield f"{task.name:<52}{score(gold, predictions, files, task):<16}{peer.name}, {rate:.1f} articles a second"


if __name__ == "__main__":
    main()
