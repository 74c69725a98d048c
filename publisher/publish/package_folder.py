"""The folder of a package: from written tables to descriptor, documentation and page, and the check of it all."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.inputs import article_reader
from publisher.inputs.article_store import of_build
from publisher.inputs.build_inputs import Inputs
from publisher.inputs.folder import changed
from publisher.problem import Problem, Refused
from publisher.publish import citation, croissant, dictionary, excerpt, markdown, page, readme
from publisher.publish import descriptor as descriptors
from publisher.publish.bundle import bundle
from publisher.publish.page import view
from publisher.tables.assemble import Tables
from publisher.validate.frictionless_check import Judge
from publisher.versions import released as last


@dataclass(frozen=True, slots=True)
class Made:
    """A package in a folder of its own: every entry of it is to be published. checks: what was looked at."""

    folder: Path
    tables: Tables
    checks: tuple[str, ...] = ()


def folder(scratch: Path, schemas: Path) -> Path:
    """An empty package with its schemas. Raises OSError."""
    package = scratch / "package"
    (package / "data").mkdir(parents=True)
    shutil.copytree(schemas, package / "schemas")
    return package


def describe(package: Path, out: Path, given: Inputs, tables: Tables) -> Made:
    """Writes what tells of the tables: descriptor, data dictionary, metadata for search engines, citation, and the
    generated blocks of README.md, where there is one in `out`; then all in one, and the page. Raises OSError; Refused
    when the markers of README.md do not fit."""
    body = descriptors.descriptor(
        given.dataset, given.seeds.files, tables.written, given.schemas, tables.temporal, tables.excused
    )
    raw = {name: schema.descriptor for name, schema in given.schemas.items()}
    (package / "datapackage.json").write_bytes(descriptors.as_json(body))
    shown = excerpt.read(package / "data", raw)
    texts = {
        "data/README.md": dictionary.dictionary(raw, body, shown),
        "croissant.json": json.dumps(croissant.metadata(body, raw), ensure_ascii=False, indent=2) + "\n",
        "CITATION.cff": citation.cff(given.dataset),
        "LICENSE-DATA": citation.licence(given.dataset),
    }
    root = out / "README.md"
    if root.exists():
        try:
            blocks = readme.blocks(raw, body, shown)
            texts["README.md"] = markdown.fill(root.read_text(encoding="utf-8"), blocks)
        except ValueError as error:
            raise Refused([Problem("README.md", "", "", f"{error}; mend it, or remove the file")]) from None
    for name, text in texts.items():
        (package / name).write_text(text, encoding="utf-8")
    archive = bundle(package, given.dataset.name)
    html = page.render(body, raw, package / "data", _shown(given, tables), archive)
    (package / "index.html").write_text(html, encoding="utf-8")
    return Made(package, tables)


def _shown(given: Inputs, tables: Tables) -> dict[str, str]:
    """The articles that the page shows in full: those whose text may be published, unless there are too many."""
    articles = given.seeds.articles
    if len(articles) > view.ARTICLES:
        return {}
    unread = {(bad.archive, bad.number) for bad in tables.left_out}
    shown = (a for a in articles if a.source_id not in tables.withheld and (a.archive, a.number) not in unread)
    return {a.source_id: article_reader.article(a).text for a in shown}


def check(
    made: Made, given: Inputs, scratch: Path, judge: Judge, pool: Executor | None = None, full: bool = False
) -> Made:
    """The package, when our own engine and frictionless (`judge`, beside it) both call it valid. Raises Refused with
    what they say; Unfit when only automatic records of archives are at fault."""
    from publisher.publish.fault import refusal
    from publisher.validate.package import check_package

    rows = sum(table.rows for table in made.tables.written.values())
    verdict = judge(made.folder, rows, made.folder / "schemas", scratch, full)
    report = check_package(made.folder, pool, library=of_build(given.seeds.articles), require_evidence=True)
    if report.issues:
        raise refusal(report, made.folder, given, _since_release(made, given))
    outside = verdict()
    problems = [*outside.problems, *_since_release(made, given), *changed(given.seeds)]
    if problems:
        raise Refused(problems)
    findings = "finding" if report.excused == 1 else "findings"
    excused = f", {report.excused:,} {findings} excused" if report.excused else ""
    ours = f"{rows:,} rows by our own engine, evidence and domain rules included{excused}"
    return replace(made, checks=(ours, outside.judged))


def _since_release(made: Made, given: Inputs) -> list[Problem]:
    """What the last release forbids: an id that vanished in silence, a version too small for the change."""
    released, retired = last.read_record(given.seeds.folder), last.read_retired(given.seeds.folder)
    if released is None and not retired:
        return []
    body = json.loads((made.folder / "datapackage.json").read_bytes())
    return last.problems(released, retired, body, given.schemas, last.lasting(made.folder / "data", given.schemas))
