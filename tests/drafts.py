"""Drafts of small texts, and what the build says of them when everything in them is accepted."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from publisher.article import Article, Reference
from publisher.curation.draft import draft
from publisher.curation.draft.draft import Draft
from publisher.curation.draft.proposals import Authority
from publisher.extract import extract
from publisher.extract.text import read
from publisher.inputs import curated_file
from publisher.judge.articles import judge_alone
from publisher.judge.authority import authority_table
from publisher.model import Coded, Context, Curated, Reading, Record
from publisher.problem import sound
from publisher.records.document_date import document_day
from publisher.records.reconcile import reconcile
from publisher.schemas import load

SCHEMAS = load(Path(__file__).parents[1] / "schemas")
_TODO = re.compile(r"^todo = .*\n", re.MULTILINE)


def article(text: str) -> Article:
    return Article("src-a", "a", "a.txt", hashlib.sha256(text.encode()).hexdigest(), text)


def authority(toml: str = "") -> Authority:
    return draft.authority_of(toml.encode(), SCHEMAS)


@cache
def drafted(text: str, actors: str = "") -> Draft:
    """The draft of an article beside an authority file with these entries; the tests ask several times for the same."""
    return draft.drafted(article(text), authority(actors), SCHEMAS)


def updated(file: str, text: str, actors: str = "") -> Draft:
    return draft.appended(draft.reading_of(article(text), file.encode(), SCHEMAS), authority(actors), SCHEMAS)


def accepted(toml: str) -> str:
    """What a curator makes of it who agrees to everything, and gives the reasons that a draft cannot know."""
    return _TODO.sub("", toml).replace('reason = ""', 'reason = "nothing of it"')


def curated(file: str, text: str) -> Curated:
    return sound(curated_file.read("a.toml", file.encode(), read(text), SCHEMAS))


def records(text: str, actors: str = "") -> Sequence[Record]:
    """The records of a draft that is agreed to."""
    return curated(accepted(drafted(text, actors).records), text).records


def entries(toml: str, table: str) -> list[dict[str, Any]]:
    """The entries of a table of a draft, without their todo."""
    found: list[dict[str, Any]] = tomllib.loads(accepted(toml)).get(table, [])
    return found


def new_actors(text: str, actors: str = "") -> list[dict[str, Any]]:
    return entries(drafted(text, actors).actors, "actors")


def faults(file: str, text: str, actors: str = "") -> list[str]:
    """What the build objects to in a curated file, beside an authority file with these entries."""
    known = authority(actors).actors
    made = curated(file, text)
    document = read(text, str(made.source["language"]))
    day, _ = document_day(made, article(text), None)
    found = extract(document, day, known.surfaces)
    reading = Reading(article(text), document, found, day, made)
    coded = reconcile(reading, known)
    if coded.problems:
        return [str(problem) for problem in coded.problems]
    table = authority_table(known.values, SCHEMAS["actors"])
    context = Context(Path(), SCHEMAS, known, table, "en")
    one = Coded(Reference("src-a", "a", Path("a.txt"), curated=True), (), records=coded, document=document, day=day)
    return [str(problem) for problem in judge_alone(context, replace(one)).problems]


def faults_when_accepted(text: str, actors: str = "") -> list[str]:
    """What the build objects to when everything in a draft is accepted."""
    made = drafted(text, actors)
    return faults(accepted(made.records), text, actors + accepted(made.actors))


def links(record: Record, table: str) -> list[Mapping[str, Any]]:
    return [link.values for link in record.links if link.table == table]
