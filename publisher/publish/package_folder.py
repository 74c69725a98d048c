"""The folder of a package: from written tables to descriptor, documentation and page, and the check of it all."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from publisher.formats.csv import END, csv_header
from publisher.formats.parts import Parts, each, found
from publisher.inputs import article_reader
from publisher.inputs.build_inputs import Inputs
from publisher.inputs.folder import changed
from publisher.problem import Problem, Refused, first, shown
from publisher.publish import citation, croissant, descriptor, dictionary, excerpt, markdown, page, readme
from publisher.publish.append import Tables
from publisher.publish.bundle import pack_all
from publisher.publish.page import view
from publisher.publish.sums import write_sums
from publisher.rules.finding import Finding
from publisher.validate.frictionless_check import Judgement
from publisher.validate.report import Report, line
from publisher.versions import released as last

VIEWS = "data/views.sql"


@dataclass(frozen=True, slots=True)
class Made:
    """A package in a folder of its own: every entry of it is to be published. descriptor: what is in datapackage.json.
    checks: what was looked at."""

    folder: Path
    tables: Tables
    descriptor: Mapping[str, Any]
    checks: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables.written.values())


def folder(scratch: Path, schemas: Path) -> Path:
    """An empty package with its schemas. Raises OSError."""
    package = scratch / "package"
    (package / "data").mkdir(parents=True)
    shutil.copytree(schemas, package / "schemas")
    return package


def declare(package: Path, given: Inputs, tables: Tables) -> Made:
    """Writes the descriptor of the tables, with which others can read and judge them. Raises OSError."""
    body = descriptor.describe_package(given.dataset, given.seeds.files, tables.written, given.schemas, tables.account)
    (package / "datapackage.json").write_bytes(descriptor.as_json(body))
    return Made(package, tables, body)


def describe(made: Made, out: Path, given: Inputs) -> None:
    """Writes what tells people and machines of the package: data dictionary, metadata for search engines, citation, and
    the generated blocks of README.md, where there is one in `out`; then all in one, the page, and the sums of these.
    Raises OSError; Refused when the markers of README.md do not fit."""
    package, body = made.folder, made.descriptor
    raw = {name: schema.descriptor for name, schema in given.schemas.items()}
    shown = excerpt.read(package / "data", raw)
    texts = {
        "data/README.md": dictionary.render_dictionary(raw, body, shown),
        VIEWS: files("publisher.publish").joinpath("views.sql").read_text(encoding="utf-8"),
        "croissant.json": json.dumps(croissant.describe_dataset(body, raw), ensure_ascii=False, indent=2) + "\n",
        "CITATION.cff": citation.render_cff(given.dataset),
        "LICENSE-DATA": citation.render_licence(given.dataset),
    }
    root = out / "README.md"
    if root.exists():
        try:
            blocks = readme.render_blocks(raw, body, shown)
            texts["README.md"] = markdown.fill(root.read_text(encoding="utf-8"), blocks)
        except ValueError as error:
            raise Refused([Problem("README.md", "", "", f"{error}; mend it, or remove the file")]) from None
    for name, text in texts.items():
        (package / name).write_text(text, encoding="utf-8")
    archive = pack_all(package, given.dataset.name)
    html = page.render(body, raw, package / "data", _shown(given, made.tables), archive)
    (package / "index.html").write_text(html, encoding="utf-8")
    described = (str(part["path"]) for resource in body["resources"] for part in each(resource))
    write_sums(package, {"README.md", *described})


def _shown(given: Inputs, tables: Tables) -> dict[str, str]:
    """The articles that the page shows in full: those whose text may be published, unless there are too many."""
    articles = given.seeds.articles
    if len(articles) > view.ARTICLES:
        return {}
    withheld = frozenset(tables.account.withheld)
    unread = {(bad.archive, bad.number) if bad.number else (bad.name, 0) for bad in tables.account.left_out}
    places = ((a, (a.archive, a.number) if a.number else (a.name, 0)) for a in articles)
    shown = (a for a, place in places if a.source_id not in withheld and place not in unread)
    return {a.source_id: article_reader.article(a).text for a in shown}


def verify(made: Made, given: Inputs, verdict: Callable[[], Judgement]) -> Made:
    """The package, when our own engine and frictionless both call it valid, and its files hold what was judged.
    verdict: waits for what frictionless says. Raises Refused with what is wrong.

    The rules that look at one article have been applied to the very rows; here come the keys, the references, the rules
    that look at all articles, and the files themselves."""
    from publisher.validate.package import Asked, check_package

    if moved := list(changed(given.seeds)):  # the cause of whatever the checks would find
        raise Refused(moved)
    report = check_package(made.folder, Asked(require_evidence=True, judged=True, scratch=made.folder.parent))
    problems = [*ours(report, made.tables), *altered(made.folder / "data", made.tables, given)]
    if problems:
        raise Refused([*problems, *_since_release(made, given)], "what frictionless says")
    outside = verdict()
    problems = [*outside.problems, *_since_release(made, given), *changed(given.seeds)]
    if problems:
        raise Refused(problems)
    number = made.tables.account.excused
    excused = f", {number:,} finding{'s' if number > 1 else ''} excused" if number else ""
    told = f"{made.rows:,} rows by our own engine, evidence and domain rules included{excused}"
    return replace(made, checks=(told, outside.judged))


def altered(data: Path, tables: Tables, given: Inputs) -> Iterator[Problem]:
    """The tables whose CSV, in one file or in parts, is not, byte for byte, the header and the chunks that were judged.
    Raises OSError."""
    for name, digests in tables.digests.items():
        with Parts(tuple(found(data, name, END)), headed=True).open() as file:
            header = csv_header(given.schemas[name].arrow)
            same = file.read(len(header)) == header
            same = same and all(hashlib.sha256(file.read(size)).hexdigest() == digest for size, digest in digests)
            if not same or file.read(1):
                yield Problem(f"data/{name}.csv", "", "", "is not what was judged; is the disk sound? build again")


def ours(report: Report, tables: Tables) -> Sequence[Problem]:
    """The issues of the whole package as problems: those of actors are in the authority file, or where an article gives
    an office; others have no file of the curator's."""
    found = [_problem(issue, tables) for issue in report.single]
    return first(sorted(found, key=lambda problem: problem.file))


def _problem(issue: Finding, tables: Tables) -> Problem:
    if issue.table != "actors" or not issue.row:
        return Problem("package", "", "", line(issue))
    message = f"{shown(issue.value)}: {issue.message}" if issue.value is not None else issue.message
    message = f"{message} [{issue.rule}]"
    mentioned = tables.account.actors.get(issue.row)
    if issue.field == "office" and mentioned:
        return Problem(mentioned.file, f"offices[{issue.row}]", "", message)
    key = "id" if issue.field == "actor_id" else issue.field or ""
    return Problem("actors.toml", f"actors[{issue.row}]", key, message)


def _since_release(made: Made, given: Inputs) -> list[Problem]:
    """What the last release forbids: an id that vanished in silence, a version too small for the change."""
    released, retired = last.read_record(given.seeds.folder), last.read_retired(given.seeds.folder)
    if released is None and not retired:
        return []
    body = json.loads((made.folder / "datapackage.json").read_bytes())
    return last.problems(released, retired, body, given.schemas, last.lasting(made.folder / "data", given.schemas))
