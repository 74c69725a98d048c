"""Right codings that readings doubted, by rule, and the wrong one beside each that they still doubt."""

from __future__ import annotations

import json
from datetime import date

import pytest
from rules_text import coded, judged, mention

EVENT = '[[events]]\nid = "evt-{}"\nlabel = "x"\nparagraph = 1\nevent_type = "{}"\nmentions = {}\n'


def event(kind: str, *words: str, key: str = "a") -> str:
    """An event in the first paragraph."""
    return EVENT.format(key, kind, json.dumps(words))


def statement(speaker: str, cue: str, content: str, *actors: str) -> str:
    """An indirect statement in the first paragraph."""
    who = f"speakers = {json.dumps([f'act-{actor}' for actor in actors])}\n" if actors else ""
    return (
        f'[[statements]]\nid = "stm-a"\nparagraph = 1\n{who}quote_type = "indirect"\nspeaker_text = "{speaker}"\n'
        f'cue_text = "{cue}"\ncontent_text = "{content}"\n'
    )


def figure(words: str, number: str, counted: str, *, measure: str = "other", unit: str = "boat", value: int) -> str:
    return (
        f'[[figures]]\nid = "fig-a"\nparagraph = 1\ntext = "{words}"\nvalue_text = "{number}"\nvalue = {value}\n'
        f'modifier = "plain"\nis_estimate = false\nmeasure = "{measure}"\nunit = "{unit}"\ncounted_text = "{counted}"\n'
    )


def doubts(rule: str, text: str, *toml: str, day: date | None = None) -> bool:
    """Whether the rule finds something in these records."""
    return rule in {issue.rule for issue in judged(f"{text}\n", coded(f"{text}\n", "\n".join(toml)), day=day)}


@pytest.mark.parametrize(
    ("words", "number", "counted", "right"),
    [
        ("five new boats", "five", "new boats", True),
        ("five new boats", "five", "boats", True),
        ("five other boats", "five", "other boats", True),
        ("five of the council's nine tug boats", "five", "tug boats", True),
        ("five of the council's nine tug boats", "five", "boats", False),
        ("five old boats", "five", "boats", False),
    ],
)
def test_what_is_counted_has_its_adjectives(words: str, number: str, counted: str, right: bool) -> None:
    assert doubts("counted_is_whole", f"Gull sold {words}.", figure(words, number, counted, value=5)) != right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("A total of 12 deaths have been recorded", True),
        ("A total of 12 deaths", True),
        ("A total of 12 deaths have been recorded on the quay", False),
    ],
)
def test_a_counting_phrase_may_have_its_verb(words: str, right: bool) -> None:
    text = "A total of 12 deaths have been recorded on the quay."
    record = figure(words, "12", "deaths", measure="killed", unit="person", value=12)
    assert doubts("counting_phrase", text, record) != right


@pytest.mark.parametrize(("before", "right"), [("Five divers died. ", True), ("Five divers dived. ", False)])
def test_who_died_may_be_told_in_the_sentence_before(before: str, right: bool) -> None:
    text = f"{before}Two of the divers were from Mel."
    record = figure("Two of the divers", "Two", "divers", measure="killed", unit="person", value=2)
    assert doubts("death_is_said", text, record) != right


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("A port guards raid failed.", "port guards", True),
        ("A port guard failed.", "port guard", False),
        ("The port guards failed.", "port guards", False),
    ],
)
def test_an_article_may_be_that_of_the_next_noun(text: str, words: str, right: bool) -> None:
    assert doubts("phrase_edges", text, event("OTHER", text[:-1]), mention("police", words)) != right


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("Quill was cared for at the clinic.", "Quill was cared for", True),
        ("Quill was cared for the night.", "Quill was cared for", False),
    ],
)
def test_a_passive_may_end_in_its_preposition(text: str, words: str, right: bool) -> None:
    assert doubts("phrase_edges", text, event("OTHER", words)) != right


@pytest.mark.parametrize(
    ("speaker", "right"), [("Gull's website", True), ("The Gull projections", True), ("Gull's harbour", False)]
)
def test_words_that_name_no_actor_may_be_those_of_a_body(speaker: str, right: bool) -> None:
    text = f"{speaker} said that the quay is open."
    assert doubts("phrase_edges", text, statement(speaker, "said", "the quay is open", "gull")) != right


@pytest.mark.parametrize(
    ("cue", "content", "right"),
    [("demands have grown", "full repair of the quay", True), ("has agreed", "sell the quay", False)],
)
def test_only_a_verb_keeps_its_to(cue: str, content: str, right: bool) -> None:
    text = f"Gull's {cue} to {content}." if right else f"Gull {cue} to {content}."
    assert doubts("content_is_whole", text, statement("Gull", cue, content, "gull")) != right


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("Utopia strikes began.", "Utopia strikes", True),
        ("The Utopia grain deal that was signed fell.", "The Utopia grain deal that was signed", True),
        ("Utopia's strike began.", "Utopia's strike", False),
        ("Talks with Utopia began.", "Talks with Utopia", False),
    ],
)
def test_a_state_before_a_noun_may_be_no_party(text: str, words: str, right: bool) -> None:
    assert doubts("participants_of_mention", text, event("PROTEST", words)) != right


@pytest.mark.parametrize(("words", "right"), [("three days before the vote", True), ("on Monday", False)])
def test_words_that_name_no_date_are_no_part_of_one(words: str, right: bool) -> None:
    text = f"Gull left {words}."
    record = (
        event("OTHER", "Gull left") + f'date_edtf = {{ text = "{words}", value = "2031-05-05?", basis = "inferred" }}\n'
    )
    assert doubts("dates_are_whole", text, record, day=date(2031, 5, 8)) != right


def test_a_pair_is_several() -> None:
    pair = mention("brook", "The pair") + mention("quill", "The pair")
    assert not doubts("plural_mentions", "The pair left.", event("OTHER", "The pair left"), pair)
    one = mention("brook", "The envoy") + mention("quill", "The envoy")
    assert doubts("plural_mentions", "The envoy left.", event("OTHER", "The envoy left"), one)


@pytest.mark.parametrize(("rest", "right"), [("her seat", True), ("a seat", False)])
def test_an_office_may_be_beside_a_pronoun_alone(rest: str, right: bool) -> None:
    text = f"The mayor lost {rest}."
    office = '[[offices]]\nactor_id = "act-brook"\nparagraph = 1\ntext = "mayor"\n'
    her = mention("brook", "her", "pronoun") if right else ""
    assert doubts("office_beside_holder", text, event("OTHER", text[:-1]), office, her) != right


@pytest.mark.parametrize(("content", "right"), [("a search of his boat", True), ("a search of Brook", False)])
def test_whose_something_is_tells_no_target(content: str, right: bool) -> None:
    said = statement("Gull", "urged", content, "gull") + 'act_type = "REQUEST"\n'
    his = mention("quill", "his", "pronoun") if right else ""
    assert doubts("act_has_target", f"Gull urged {content}.", said, his) != right
