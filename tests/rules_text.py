"""The rules over an article of one paragraph, coded as a curator would: text and TOML in, findings out."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pyarrow as pa

from publisher.article import Article
from publisher.extract import extract
from publisher.extract.text import read
from publisher.finding import Finding
from publisher.inputs import actors_file, curated_file
from publisher.model import Curated, Reading
from publisher.problem import sound
from publisher.records import merge_actors
from publisher.records.reconcile import reconcile
from publisher.records.tabulate import to_batch
from publisher.rules import RULES
from publisher.rules.rule_context import Window
from publisher.schemas import load

SCHEMAS = load(Path(__file__).parents[1] / "schemas")
ACTORS = """
[[actors]]
id = "act-brook"
name = "Ada Brook"
actor_type = "person"
aliases = ["Brook"]
[[actors]]
id = "act-quill"
name = "Zef Quill"
actor_type = "person"
[[actors]]
id = "act-judge"
name = "Another judge"
actor_type = "person"
[[actors]]
id = "act-gull"
name = "Gull Agency"
actor_type = "organization"
aliases = ["Gull"]
[[actors]]
id = "act-radio"
name = "Port Radio"
actor_type = "organization"
[[actors]]
id = "act-police"
name = "police in Port Mel"
actor_type = "group"
[[actors]]
id = "act-utopia"
name = "Utopia"
actor_type = "state"
country_code = "SE"
demonyms = ["Utopian"]
[[actors]]
id = "act-ministry"
name = "Ministry of Quays"
actor_type = "organization"
parent_actor_id = "act-utopia"
country_code = "SE"
aliases = ["quay ministry"]
"""
KNOWN = actors_file.read("actors.toml", ACTORS.encode(), SCHEMAS["actors"])


def article(text: str) -> Article:
    return Article("src-x", "x", "x.txt", hashlib.sha256(text.encode()).hexdigest(), text)


def coded(text: str, toml: str) -> Curated:
    """The records of the article. Raises Refused."""
    body = f'[source]\nlanguage = "en"\npublish_text = true\n{toml}'
    return sound(curated_file.read("x.toml", body.encode(), read(text), SCHEMAS))


def judged(text: str, curated: Curated, *, at_hand: bool = True, day: date | None = None) -> list[Finding]:
    """What the rules find in these records, of which there is at least one, other than that some candidate is not
    accounted for. at_hand: whether they see the article. day: its date, which came with it."""
    assert curated.records, "rules that read words pass over an article without records"
    document, found = read(text), extract(text, day, KNOWN.surfaces)
    made = reconcile(Reading(article(text), document, found, day, curated), KNOWN)
    rows = {
        **made.rows,
        "codes": [],
        "actors": merge_actors.rows(KNOWN.values, merge_actors.of_article(made.actors, day)),
    }
    tables = {name: pa.Table.from_batches([to_batch(rows[name], schema)]) for name, schema in SCHEMAS.items()}
    window = Window(tables, {"src-x": text} if at_hand else None)
    return [finding for rule in RULES for finding in rule(window) if finding.table != "candidates"]


def refused(text: str, curated: Curated) -> list[str]:
    """What the build says of these records before any rule sees them."""
    document, found = read(text), extract(text, None, KNOWN.surfaces)
    return [
        problem.within for problem in reconcile(Reading(article(text), document, found, None, curated), KNOWN).problems
    ]


def statement(key: str, speaker: str, cue: str, *content: str, reported_by: str = "") -> str:
    """An indirect statement as TOML; the speaker's words are those that the authority file has."""
    actor = {"Brook": "brook", "Gull": "gull", "Port Radio": "radio"}.get(speaker, "police")
    link = f'reported_by_statement_id = "stm-{reported_by}"\n' if reported_by else ""
    return (
        f'[[statements]]\nid = "stm-{key}"\nparagraph = 1\nspeakers = ["act-{actor}"]\nquote_type = "indirect"\n'
        f'speaker_text = "{speaker}"\ncue_text = "{cue}"\ncontent_text = {json.dumps(content)}\n{link}'
    )


def mention(actor: str, words: str, kind: str = "nominal") -> str:
    return f'[[mentions]]\nactor_id = "act-{actor}"\nparagraph = 1\ntext = "{words}"\nmention_type = "{kind}"\n'
