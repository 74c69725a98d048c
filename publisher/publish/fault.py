"""What the check has found, in terms of the seeds: what a person must mend, or the articles that are to be left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from publisher.extract import text as texts
from publisher.inputs.archive import LeftOut
from publisher.inputs.article_reader import Reference
from publisher.inputs.article_store import of_build
from publisher.inputs.build_inputs import Inputs
from publisher.inputs.quoted_words import paragraph_at
from publisher.problem import MOST, Problem, Refused, first
from publisher.rules import RULES
from publisher.validate.blame import Find, blame
from publisher.validate.report import KEPT, Report

_RULES = frozenset(rule.name for rule in RULES)


class Unfit(Refused):
    """What was made of these articles of archives the domain rules refuse, and nothing else is at fault: without them
    the package can be published."""

    def __init__(self, articles: Sequence[LeftOut]) -> None:
        super().__init__(article.problem for article in articles)
        self.articles = articles


def refusal(report: Report, package: Path, given: Inputs, others: Sequence[Problem]) -> Refused:
    """What to raise for the issues of a package that is not valid. others: problems that the check knows nothing of."""
    articles = {article.source_id: article for article in given.seeds.articles}
    find, number = _finder(package, given, report), _numberer(given)
    problems: list[Problem] = []
    unfit: dict[str, list[Problem]] = {}
    for issue in report.single:
        source, problem = blame(issue, find, number)
        article = articles.get(source)
        if article is not None and _automatic(article, given) and issue.rule in _RULES:
            unfit.setdefault(source, []).append(problem)
        problems.append(_placed(problem, source, article, given))
    if not others and sum(map(len, unfit.values())) == len(report.single) and _few(report):
        return Unfit([_left_out(articles[source], found) for source, found in sorted(unfit.items())])
    problems = sorted(problems[:MOST], key=lambda problem: problem.file)
    return Refused(first([*problems, *others]), "what frictionless says")


def _automatic(article: Reference, given: Inputs) -> bool:
    """Whether no person has had a hand in its records."""
    return bool(article.number) and article.name not in given.seeds.curated


def _few(report: Report) -> bool:
    """Whether every row at fault was kept; else it is no article that is odd."""
    return all(issue.count <= KEPT for issue in report.issues)


def _left_out(article: Reference, problems: Sequence[Problem]) -> LeftOut:
    why = "; ".join(dict.fromkeys(problem.within for problem in problems))
    return LeftOut(article.archive, article.number, article.name, why)


def _placed(problem: Problem, source: str, article: Reference | None, given: Inputs) -> Problem:
    """The problem with the file that a person looks into: the curated one, else that of the article."""
    if article is None:
        return Problem(source or problem.file, problem.record, problem.field, problem.message)
    if _automatic(article, given):
        return _left_out(article, [problem]).problem
    file = f"{article.name}.toml" if article.name in given.seeds.curated else article.path.name
    return Problem(file, problem.record, problem.field, problem.message)


def _numberer(given: Inputs) -> Callable[[str, int], int]:
    """The number of the paragraph that holds an offset of an article."""
    find = of_build(given.seeds.articles)

    def number(source_id: str, offset: int) -> int:
        return paragraph_at(texts.read(find(source_id, "") or "").paragraphs, offset)

    return number


def _finder(package: Path, given: Inputs, report: Report) -> Find:
    """Looks a row up in the tables that were made. Those that the issues name are read together."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}

    def read(table: str, names: Collection[str]) -> dict[str, Mapping[str, Any]]:
        from pyarrow import parquet

        key = given.schemas[table].primary_key[0]
        path = package / "data" / f"{table}.parquet"
        return {row[key]: row for row in parquet.read_table(path, filters=[(key, "in", names)]).to_pylist()}

    def find(table: str, name: str) -> Mapping[str, Any] | None:
        if table not in given.schemas:
            return None
        if table not in found:
            found[table] = read(table, {name, *(i.row for i in report.single if i.table == table and i.row)})
        if name not in found[table]:
            found[table] |= read(table, {name})
        return found[table].get(name)

    return find
