"""A curator's date stands where the words can mean it, whatever the extractor took them for; any other is refused, by
the build and by the domain rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from publisher.article import Article
from publisher.extract import extract
from publisher.extract.text import read
from publisher.inputs import actors_file, curated_file
from publisher.model import Reading, Records
from publisher.problem import sound
from publisher.records.reconcile import reconcile
from publisher.records.tabulate import to_batch
from publisher.rules import candidates, dates
from publisher.rules.rule_context import Window
from publisher.schemas import load

SCHEMAS = load(Path(__file__).parents[2] / "schemas")
FRIDAY = date(2025, 6, 6)
RULES = (dates.date_columns, dates.date_words, candidates.candidate_evidence)


def records(sentence: str, words: str, value: str, basis: str, mode: str = "") -> Records:
    """An article of Friday, 6 June 2025, with one event, whose mention is the first two words. "May 5" dates none."""
    mention = " ".join(sentence.split()[:2])
    toml = (
        '[source]\nlanguage = "en"\npublish_text = true\ndocument_date = { text = "6 June 2025", paragraph = 1 }\n'
        f'[[events]]\nid = "evt-it"\nlabel = "It happens"\nparagraph = 2\nmentions = ["{mention}"]\n'
        f'event_type = "OTHER"\n{mode}\n'
        f'date_edtf = {{ text = "{words}", value = "{value}", basis = "{basis}" }}\n'
        '[[waived]]\nparagraph = 1\nreason = "date line"\n'
    )
    if "May 5" in sentence:
        toml += '[[rejected]]\nkind = "date"\ntext = "May 5"\nparagraph = 2\nreason = "of another event"\n'
    text = f"6 June 2025\n\n{sentence}\n"
    document = read(text)
    article = Article("src-a", "a", "a.txt", "0" * 64, text)
    curated = sound(curated_file.read("a.toml", toml.encode(), document, SCHEMAS))
    found = extract(text, FRIDAY)
    return reconcile(Reading(article, document, found, FRIDAY, curated), actors_file.NOBODY)


def refused(made: Records, sentence: str, with_text: bool = True) -> list[str]:
    """What the build objects to, else what the domain rules do."""
    if made.problems:
        return [str(problem) for problem in made.problems]
    tables = {name: to_batch(made.rows.get(name, []), schema) for name, schema in SCHEMAS.items()}
    window = Window(
        {name: pa.Table.from_batches([rows]) for name, rows in tables.items()},
        {"src-a": f"6 June 2025\n\n{sentence}\n"} if with_text else None,
    )
    return [finding.message for rule in RULES for finding in rule(window)]


FUTURE = 'auxiliary_mode = "future"'


@pytest.mark.parametrize(
    ("sentence", "words", "value", "prec"),
    [
        ("They met on Tuesday.", "Tuesday", "2025-06-03", 1),
        ("They will meet on Friday.", "Friday", "2025-06-13", 1),
        ("They will meet on Friday.", "Friday", "2025-06-06", 1),
        ("They will meet this week.", "this week", "2025-06-06/2025-06-08", 3),
        ("They met this week.", "this week", "2025-06-02/2025-06-06", 3),
        ("They met in May.", "May", "2025-05", 4),
        ("They will meet in May.", "May", "2026-05", 4),
        ("They met on May 5. They left the following day.", "the following day", "2025-05-06", 1),
        ("They met on May 5. They left the next day.", "the next day", "2025-05-06", 1),
        ("They met on May 5. They had come a day earlier.", "a day earlier", "2025-05-04", 1),
        ("They met at the weekend.", "the weekend", "2025-05-31/2025-06-01", 2),
        ("They will meet at the weekend.", "the weekend", "2025-06-07/2025-06-08", 2),
        ("They have met since 2021.", "2021", "2021/..", None),
        ("They met on Tuesday.", "Tuesday", "[..2025-06-03]", None),
        ("They met as of Tuesday.", "Tuesday", "[2025-06-03..]", None),
        ("They met on about Tuesday.", "Tuesday", "2025-06-03~", 1),
        ("They will meet until Friday.", "Friday", "../2025-06-13", None),
        ("They said they had met before Friday.", "Friday", "[..2025-06-05]", None),
        ("They met in '21.", "'21", "2021", 5),
        ("They met on 5/6/25.", "5/6/25", "2025-05-06", 1),
        ("They met on 5/6/25.", "5/6/25", "2025-06-05", 1),
        ("They fought from Monday to Wednesday.", "Monday to Wednesday", "2025-06-02/2025-06-04", 2),
        ("They fought from 2022 to 2024.", "2022 to 2024", "2022/2024", 5),
        ("They met a decade ago.", "a decade ago", "2015~", 5),
        ("They met about two decades ago.", "two decades ago", "2005~", 5),
        ("They met about two years ago.", "two years ago", "2023~", 5),
    ],
)
def test_a_date_that_the_words_can_mean_is_accepted(sentence: str, words: str, value: str, prec: int | None) -> None:
    basis = "explicit" if words[0] in "'25" and ".." not in value else "resolved"
    made = records(sentence, words, value, basis)
    assert refused(made, sentence) == []
    assert refused(made, sentence, with_text=False) == []
    (event,) = made.rows["events"]
    assert event["date_prec"] == prec


def test_what_has_lasted_since_a_day_began_on_a_past_one() -> None:
    sentence = "They met since Saturday."
    (fault,) = refused(records(sentence, "Saturday", "2025-06-07/..", "resolved"), sentence)
    assert '"2025-06-07/..", but "Saturday" gives 2025-05-31 (counted from the document date or a date' in fault
    assert refused(records(sentence, "Saturday", "2025-05-31/..", "resolved"), sentence) == []


@pytest.mark.parametrize(
    ("sentence", "words", "value", "right"),
    [
        ("They fought on Tuesday, again.", "Tuesday", "2025-06-01/..", True),
        ("They fought on Tuesday, again.", "Tuesday", "2025-06-01/2025-06-03", True),
        ("They fought on Tuesday, again.", "Tuesday", "../2025-06-03", True),
        ("They fought on Tuesday, again.", "Tuesday", "2025-06-04/..", False),
        ("They fought on Tuesday, again.", "Tuesday", "../2025-06-02", False),
        ("They fought on Tuesday, again.", "Tuesday", "[2025-06-01..]", False),
        ("They fought on Tuesday, again.", "Tuesday", "[..2025-06-03]", True),
        ("They met a decade ago.", "a decade ago", "2015?", True),
        ("They met a decade ago.", "a decade ago", "2014?", False),
    ],
)
def test_what_lasts_may_be_inferred_from_a_day_within(sentence: str, words: str, value: str, right: bool) -> None:
    """As a fight that "went on" on Tuesday began before; what happened once did not happen on the day named."""
    made = records(sentence, words, value, "inferred")
    assert (not refused(made, sentence)) == right
    assert not right or refused(made, sentence, with_text=False) == []


@pytest.mark.parametrize(
    ("value", "basis", "right"),
    [
        ("[2025-05-26..]", "inferred", True),
        ("[2025-05-26..]", "resolved", True),
        ("[..2025-06-01]", "inferred", True),
        ("[2025-06-01..]", "inferred", False),
        ("[..2025-05-26]", "inferred", False),
    ],
)
def test_words_that_name_two_ends_set_a_limit_by_the_outer_one(value: str, basis: str, right: bool) -> None:
    sentence = "They left after the fire last week."
    made = records(sentence, "last week", value, basis)
    assert (not refused(made, sentence)) == right
    assert not right or refused(made, sentence, with_text=False) == []


def test_what_lasts_and_is_not_inferred_begins_or_ends_on_the_day_named() -> None:
    sentence = "They fought on Tuesday, again."
    assert refused(records(sentence, "Tuesday", "2025-06-01/..", "resolved"), sentence) != []
    assert refused(records(sentence, "Tuesday", "2025-06-03/..", "resolved"), sentence) == []


def test_a_round_date_that_is_inferred_has_a_question_mark_alone() -> None:
    sentence = "They met a decade ago."
    (fault,) = refused(records(sentence, "a decade ago", "2015~", "inferred"), sentence)
    assert fault.endswith("write 2015?")


def test_an_event_that_is_told_as_future_may_have_a_day_to_come_in_the_present_tense() -> None:
    sentence = "They meet on Tuesday."
    assert refused(records(sentence, "Tuesday", "2025-06-10", "resolved", FUTURE), sentence) == []
    assert refused(records(sentence, "Tuesday", "2025-06-10", "resolved"), sentence) != []


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("They met on Tuesday.", "Tuesday", "2025-06-10"),
        ("They will meet on Friday.", "Friday", "2025-06-20"),
        ("They will meet on Friday.", "Friday", "2025-06-12"),
        ("They will meet this week.", "this week", "2025-06-06/2025-06-09"),
        ("They met in May.", "May", "2024-05"),
        ("They met on Tuesday.", "Tuesday", "2025-06-03~"),
        ("They met on Friday.", "Friday", "[..2025-06-05]"),
        ("They met on May 5. They left the following day.", "the following day", "2025-05-07"),
        ("They met at the weekend.", "the weekend", "2025-05-24/2025-05-25"),
        ("They have met since 2021.", "2021", "2020/.."),
        ("They have met since 2021.", "2021", "2021/2025"),
        ("They met on 5/6/25.", "5/6/25", "2025-06-06"),
        ("They fought from Monday to Wednesday.", "Monday to Wednesday", "2025-06-02/2025-06-05"),
    ],
)
def test_any_other_date_is_refused(sentence: str, words: str, value: str) -> None:
    assert refused(records(sentence, words, value, "resolved"), sentence) != []


def test_the_candidate_keeps_the_value_that_the_extractor_gave_it() -> None:
    made = records("They meet on Tuesday.", "Tuesday", "2025-06-10", "resolved", FUTURE)
    assert [(row["value"], row["decision"]) for row in made.rows["candidates"] if row["kind"] == "date"] == [
        ("2025-06-06", "accepted"),
        ("2025-06-03", "accepted"),
    ]
