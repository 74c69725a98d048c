"""The publishing core does not need the machine: a curated article builds in a language that has no rules at all."""

from dataclasses import replace

from rules_text import KNOWN, article, coded

from publisher.extract import extract, text
from publisher.model import Reading
from publisher.records.reconcile import reconcile

ARTICLE = "“Kaia er stengd”, sa Ada Brook onsdag. Seks arbeidarar vart skadde."
CURATED = """
[[statements]]
id = "stm-quay"
paragraph = 1
speakers = ["act-brook"]
speaker_text = "Ada Brook"
cue_text = "sa"
content_text = "Kaia er stengd"
quoted_text = "Kaia er stengd"
quote_type = "direct"
date_edtf = { text = "onsdag", value = "2031-05-07", basis = "resolved" }

[[figures]]
id = "fig-hurt"
paragraph = 1
text = "Seks arbeidarar vart skadde"
value = 6
value_text = "Seks"
modifier = "plain"
is_estimate = false
measure = "injured"
unit = "person"
counted_text = "arbeidarar"
"""


def test_names_of_the_authority_file_are_found_in_any_language() -> None:
    (name,) = extract(text.read(ARTICLE, "nn"), None, KNOWN.surfaces)
    assert (name.text, name.kind) == ("Ada Brook", "name")


def test_a_curated_article_builds_in_a_language_without_rules() -> None:
    document = text.read(ARTICLE, "nn")
    curated = replace(coded(ARTICLE, CURATED), source={"language": "nn"})
    found = extract(document, None, KNOWN.surfaces)
    made = reconcile(Reading(article(ARTICLE), document, found, None, curated), KNOWN)
    assert made.problems == []
    (statement,), (figure,) = made.rows["statements"], made.rows["figures"]
    (speaker,) = made.rows["statement_actors"]
    assert (statement["date_edtf"], speaker["actor_id"], speaker["role"]) == ("2031-05-07", "act-brook", "speaker")
    assert (figure["value"], figure["method"]) == (6.0, "manual")
