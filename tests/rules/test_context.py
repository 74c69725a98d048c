"""Context: words stand in the language and the paragraph that they are quoted for."""

from __future__ import annotations

import pytest
from rules_case import CASE, PARAGRAPHS, SOURCE, Case, mention, refused, span, told

from publisher.rules import context


def in_language(code: str) -> Case:
    return CASE.change("sources", SOURCE, language=code)


def test_an_english_article_is_recorded_as_english() -> None:
    assert refused(context.language_of_text, in_language("de")) == {(SOURCE, "language")}
    assert not refused(context.language_of_text, in_language("en-GB"))


@pytest.mark.parametrize(
    "text",
    [
        "Der Hafen bleibt in dieser Woche geschlossen, sagte die Ministerin, die an dem Kai war. " * 9,
        "De haven is in deze week gesloten, zei de minister, die was in de stad of op de kade. " * 9,
        "港口关闭。" * 40,
        "The port is shut.",
    ],
)
def test_another_language_and_a_few_words_are_not_taken_for_english(text: str) -> None:
    assert not refused(context.language_of_text, in_language("xx").reading(text))


@pytest.mark.parametrize(
    ("owner", "words", "paragraph"),
    [
        ("events/evt-pact/record", "Both sides agreed to share pilots", 6),
        ("statements/stm-erewhon/content", "sabotage directed by Brook", 8),
        ("statements/stm-both/content", "to share pilots", 6),
    ],
)
def test_the_full_stop_of_a_sentence_belongs_to_no_span(owner: str, words: str, paragraph: int) -> None:
    case = CASE.moved(owner, words, f"{words}.", paragraph)
    assert refused(context.no_full_stop, case) == {(span(owner, words, paragraph)["evidence_id"], "exact")}
    assert not refused(context.no_full_stop, CASE)


@pytest.mark.parametrize(
    "content", ["it was shut by Gull Ltd.", "it will open at 5 p.m.", "he likes the U.S.", "we ..."]
)
def test_an_abbreviation_keeps_its_full_stop(content: str) -> None:
    assert not refused(context.no_full_stop, told(f"Brook said {content}", "Brook", "said", content, brook="Brook"))


def test_a_name_keeps_its_full_stop() -> None:
    case = told("Brook said it was Gull Bhd.", "Brook", "said", "it was Gull Bhd.", brook="Brook", gull="Gull Bhd.")
    assert not refused(context.no_full_stop, case)


@pytest.mark.parametrize("words", ["Brook", "in Port Mel", "the Gull Agency", "Ada Brook met Zef Quill in Port Mel"])
def test_a_mention_of_an_event_says_what_happens(words: str) -> None:
    paragraph = next(number for number, text in enumerate(PARAGRAPHS, 1) if words in text)
    owner, old = ("events/evt-meeting/record", "Ada Brook met Zef Quill")
    if paragraph != 1:
        owner, old = ("events/evt-collapse/record", "Two cranes in Port Mel collapsed")
        paragraph = 8
    expected = set() if "met" in words else {(span(owner, old, paragraph)["evidence_id"], "exact")}
    assert refused(context.event_is_named, CASE.moved(owner, old, words, paragraph)) == expected


def participant(words: str, paragraph: int) -> Case:
    """The collapse (paragraph 8) with its participant by words of another paragraph."""
    row = mention("act-brook", words, paragraph)
    proof = span("events/evt-collapse/actor", words, paragraph, mention="name")
    key = {"evidence_id": proof["evidence_id"]}
    return CASE.add("evidence", row, proof).change("event_actors", "evt-collapse act-brook actor", **key)


def test_a_participant_is_quoted_where_the_event_is_told() -> None:
    assert refused(context.named_where_it_happens, participant("Ada Brook", 1)) == {
        ("evt-collapse act-brook actor", "evidence_id")
    }
    assert not refused(context.named_where_it_happens, CASE)


def test_a_participant_who_is_named_far_away_only_is_quoted_there() -> None:
    alone = participant("Ada Brook", 1).drop("evidence", record_id="act-brook", char_start=span_of("Brook", 8))
    assert not refused(context.named_where_it_happens, alone)


def test_a_place_is_quoted_where_the_event_is_told() -> None:
    far = span("events/evt-collapse/place", "Port Mel", 1)
    case = CASE.add("evidence", far).change("event_places", "evt-collapse Port Mel", evidence_id=far["evidence_id"])
    assert refused(context.named_where_it_happens, case) == {("evt-collapse Port Mel", "evidence_id")}


def span_of(words: str, paragraph: int) -> int:
    start: int = span("actors/act-brook/name", words, paragraph)["char_start"]
    return start
