"""Whom words stand for that do not name him."""

from __future__ import annotations

import pytest
from rules_case import CASE, refused
from rules_quay import span
from rules_text import coded, judged, mention, statement

from publisher.rules import reference


def doubted(text: str, *toml: str) -> list[tuple[str, str | None]]:
    """Rule and value of the findings of the rules of this file."""
    names = {"pronoun_is_near", "nationality_fits", "same_nationality", "inferred_is_near", "target_is_another"}
    found = judged(text, coded(text, "".join(toml)))
    return [(one.rule, one.value) for one in found if one.rule in names]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Gull said it snows. Brook took her hat.", True),
        ("Gull said it snows. Her hat is red, but Brook waits.", True),
        ("Gull said it snows. She took her hat.", False),
        ("Gull said it snows. She took her 🎩.", False),
    ],
)
def test_a_pronoun_has_somebody_near(text: str, right: bool) -> None:
    word = "Her" if "Her " in text else "her" if "Brook" in text else "She"
    brook = mention("brook", "Brook", "name") if "Brook" in text else ""
    found = doubted(f"{text}\n", statement("x", "Gull", "said", "it snows"), brook, mention("brook", word, "pronoun"))
    assert found == ([] if right else [("pronoun_is_near", "act-brook")])


@pytest.mark.parametrize(("paragraphs", "right"), [(1, True), (2, True), (3, False)])
def test_somebody_two_paragraphs_before_is_too_far(paragraphs: int, right: bool) -> None:
    text = "Brook waits.\n\n" + "It rains.\n\n" * (paragraphs - 2) + "" if paragraphs > 1 else "Brook waits. "
    text += "Gull said it snows. She left.\n"
    here = f"paragraph = {paragraphs}"
    toml = statement("x", "Gull", "said", "it snows").replace("paragraph = 1", here)
    she = mention("brook", "She", "pronoun").replace("paragraph = 1", here)
    assert doubted(text, toml, mention("brook", "Brook", "name"), she) == (
        [] if right else [("pronoun_is_near", "act-brook")]
    )


@pytest.mark.parametrize("word", ["We", "I", "you"])
def test_who_speaks_and_who_is_spoken_to_need_no_mention_before(word: str) -> None:
    toml = statement("x", "Gull", "said", "it snows")
    assert not doubted(f"Gull said it snows. {word} left.\n", toml, mention("police", word, "pronoun"))


@pytest.mark.parametrize(
    ("actor", "right"),
    [("utopia", True), ("ministry", True), ("gull", True), ("erewhon", False)],
)
def test_a_nationality_is_that_of_the_actor(actor: str, right: bool) -> None:
    """Where the Gull Agency belongs, the authority file does not say."""
    demonym, words = CASE.rows["evidence"], "Utopian officials"
    row = next(one for one in demonym if one["exact"] == words and one["record_table"] == "actors")
    case = CASE.change("evidence", row["evidence_id"], record_id=f"act-{actor}", mention_type="nominal")
    case = case.change("actors", "act-gull", country_code=None, parent_actor_id=None)
    if actor == "ministry":
        belongs = next(one for one in CASE.rows["actors"] if one["actor_id"] == "act-gull")
        case = case.add("actors", belongs | {"actor_id": "act-ministry", "parent_actor_id": "act-utopia"})
    found = refused(reference.nationality_fits, case)
    assert found == (set() if right else {(row["evidence_id"], "record_id")})


def test_a_nationality_is_one_state_in_an_article() -> None:
    text = "Utopian tea. Utopian rain, Gull said.\n"
    said = statement("x", "Gull", "said", "Utopian rain")
    first = mention("utopia", "Utopian", "demonym").replace('"Utopian"', '{ text = "Utopian", nth = 1 }')
    second = first.replace("nth = 1", "nth = 2")
    assert not doubted(text, said, first, second)
    found = doubted(text, said, first, second.replace("act-utopia", "act-ministry"))
    assert found == [("same_nationality", "act-ministry")]


def test_whom_a_curator_infers_is_mentioned_near_the_words() -> None:
    target = span("statements/stm-soon/target", "must open", 5, basis="inferred")["evidence_id"]
    assert not refused(reference.inferred_is_near, CASE)  # Quill is mentioned in the paragraph before
    far = CASE.change("statement_actors", "stm-soon act-quill", actor_id="act-dockers")
    assert {row for row, _ in refused(reference.inferred_is_near, far)} == {"stm-soon act-dockers target"}
    assert not refused(reference.inferred_is_near, far.change("evidence", target, basis="resolved"))
    above = CASE.change("statement_actors", "stm-soon act-quill", actor_id="act-erewhon")
    assert not refused(reference.inferred_is_near, above)


def test_an_act_is_directed_at_somebody_else() -> None:
    case = CASE.change("statement_actors", "stm-soon act-quill target", actor_id="act-brook")
    assert refused(reference.target_is_another, case) == {("stm-soon act-brook target", "actor_id")}
    assert not refused(reference.target_is_another, CASE)
