"""What becomes of each candidate, and what is said of sentences that no record rests on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from command import briefly, run

from publisher.article import Article
from publisher.extract import extract
from publisher.extract.candidates import Candidate, Figure
from publisher.extract.text import read
from publisher.inputs import actors_file, curated_file
from publisher.model import Reading, Records
from publisher.problem import sound
from publisher.records import decisions
from publisher.records.reconcile import reconcile
from publisher.schemas import load
from seeds import appended, written

SCHEMAS = load(Path(__file__).parents[2] / "schemas")
SOURCE = '[source]\nlanguage = "en"\npublish_text = true\n'
NETS = (
    '[[figures]]\nid = "fig-nets"\nparagraph = 1\ntext = "12 nets"\nvalue_text = "12"\nvalue = 12\nmodifier = "plain"\n'
    'is_estimate = false\nmeasure = "other"\nunit = "net"\n'
)
REJECTED = '[[rejected]]\nkind = "{}"\ntext = "{}"\nparagraph = 1\nreason = "none"\n'


def made(text: str, toml: str, found: list[Candidate] | None = None, day: date | None = None) -> Records:
    document = read(text)
    curated = sound(curated_file.read("a.toml", (SOURCE + toml).encode(), document, SCHEMAS))
    article = Article("src-a", "a", "a.txt", "0" * 64, text)
    candidates = extract(text, day) if found is None else found
    return reconcile(Reading(article, document, candidates, day, curated), actors_file.NOBODY)


# Decisions


@pytest.mark.parametrize("words", ["for three days", "every Monday", "now", "on a recent visit"])
@pytest.mark.parametrize("day", [date(2025, 6, 6), None])
def test_a_time_expression_without_a_date_is_rejected_by_itself(words: str, day: date | None) -> None:
    records = made(f"They lost 12 nets {words}.", NETS, day=day)
    dates = [(row["decision"], row["reason"]) for row in records.rows["candidates"] if row["kind"] == "date"]
    assert dates == [("rejected", decisions.NO_DATE)]
    assert not records.problems


def test_the_reason_of_a_curator_stands() -> None:
    records = made("They lost 12 nets now.", NETS + REJECTED.format("date", "now"))
    assert [row["reason"] for row in records.rows["candidates"] if row["kind"] == "date"] == ["none"]


@pytest.mark.parametrize("day", [date(2025, 6, 6), None])
def test_a_date_that_a_document_date_would_give_is_the_curators_to_decide(day: date | None) -> None:
    (problem,) = made("They lost 12 nets on Monday.", NETS, day=day).problems
    assert 'date "Monday"' in problem.message and "rests on no record" in problem.message


def test_words_that_hold_several_dates_reject_them_all() -> None:
    text = "They lost 12 nets, from 1995 to 1999 💥."
    records = made(text, NETS + REJECTED.format("date", "1995 to 1999"))
    dates = [(row["exact"], row["reason"]) for row in records.rows["candidates"] if row["kind"] == "date"]
    assert dates == [("1995", "none"), ("1999", "none")]
    assert not records.problems
    *_, problem = made(text, NETS + REJECTED.format("date", "from")).problems
    assert 'finds no date "from" in paragraph 1' in problem.message


# Method


def test_a_candidate_that_is_rejected_has_reviewed_nothing() -> None:
    """The extractor read another number than the curator: both stand, and the record is the curator's alone."""
    text = "They lost 12 nets."
    (figure,) = (one for one in extract(text) if isinstance(one, Figure))
    other = figure._replace(number=99.0)
    assert made(text, NETS, [figure]).rows["figures"][0]["method"] == "automatic-reviewed"
    assert made(text, NETS + REJECTED.format("figure", "12"), [other]).rows["figures"][0]["method"] == "manual"


# Rejections everywhere


def test_a_rejection_everywhere_is_of_what_is_found_only() -> None:
    """The words may also be a part of something else, such as of a larger number."""
    text = "They lost 12 nets. Pier 7 and berth 7 hold 7,000 pots."
    everywhere = REJECTED.format("figure", "7").replace("paragraph = 1", "all = true")
    told = [problem.message for problem in made(text, NETS + everywhere).problems]
    assert [message for message in told if "finds no" in message] == []
    nowhere = REJECTED.format("figure", "pots").replace("paragraph = 1", "all = true")
    told = [problem.message for problem in made(text, NETS + nowhere).problems]
    assert 'the extractor finds no figure "pots" in paragraph 1; it needs no rejection: delete this entry' in told


def test_the_same_words_are_asked_for_once() -> None:
    text = "They lost 12 nets, and 9 pots.\n\nOf 9 pots, one was old. They had 9 pots.\n"
    told = [problem.message for problem in made(text, NETS).problems if "rests on no record" in problem.message]
    assert [message for message in told if '"9"' in message] == [
        'figure "9" in 3 places, first in paragraph 1 rests on no record; code it, or [[rejected]] kind = "figure", '
        'text = "9", all = true, reason = "..."'
    ]
    once = REJECTED.format("figure", "9")
    told = [problem.message for problem in made(text, NETS + once).problems if '"9"' in problem.message]
    assert len(told) == 2 and not any("all = true" in message for message in told)


@pytest.mark.parametrize(("count", "named"), [(1, "act-0"), (5, "act-0, act-1, act-2 and 2 more")])
def test_actors_that_no_article_mentions_are_named(count: int, named: str, tmp_path: Path) -> None:
    entry = '[[actors]]\nid = "act-{0}"\nname = "Nobody {0}"\nactor_type = "person"\n'
    files = appended("actors.toml", "".join(entry.format(n) for n in range(count)))
    with pytest.MonkeyPatch.context() as patch:
        briefly(patch)
        ran = run("--seeds", written(tmp_path / "seeds", files), "--out", tmp_path / "out")
    assert f"warning: actors.toml: no article mentions {named}: not published\n" in ran.output
