"""The examples of the speech rules of each language: what a pattern matches, and what it does not."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from publisher import language
from publisher.extract import lexicon, marks, text, tokens
from publisher.extract.speech_rules import SpeechRules
from publisher.language.token_patterns import compile_patterns

LANGUAGES = [*map(language.get, language.codes()), language.Language("es", Path(__file__).parent / "es")]
RULES = [(one, rule) for one in LANGUAGES for rule in one.rules("speech")]
IDS = [f"{one.code}-{rule.id}" for one, rule in RULES]
WORDS = {one: lexicon.Lexicon(one) for one in LANGUAGES}
PATTERNS = {one: compile_patterns((rule.id, rule.pattern) for rule in one.rules("speech")) for one in LANGUAGES}


def matched(spoken: language.Language, pattern: re.Pattern[str], sentence: str) -> list[str]:
    """The words of a sentence that a pattern matches, in their order; quoted pieces are written as they are printed."""
    pieces = [one for one in marks.pieces(text.read(sentence)) if one.outer]
    words = tokens.read(sentence, (0, len(sentence)), pieces, WORDS[spoken])
    found = (one.span() for one in pattern.finditer(words.letters[:-1]))
    return [sentence[slice(*words.span(*span))] for span in found if span[0] < span[1]]


@pytest.mark.parametrize(("spoken", "rule"), RULES, ids=IDS)
def test_a_rule_matches_its_examples_and_nothing_else(spoken: language.Language, rule: language.NamedPattern) -> None:
    pattern = PATTERNS[spoken][rule.id]
    expected = {sentence: list(words) for sentence, *words in rule.matches} | {sentence: [] for sentence in rule.not_in}
    assert {sentence: matched(spoken, pattern, sentence) for sentence in expected} == expected


@pytest.mark.parametrize(("spoken", "rule"), RULES, ids=IDS)
def test_a_rule_says_what_it_is_for_and_has_both_kinds_of_examples(
    spoken: language.Language, rule: language.NamedPattern
) -> None:
    assert rule.about.endswith((".", ")"))
    assert rule.matches and rule.not_in


@pytest.mark.parametrize("spoken", LANGUAGES, ids=[one.code for one in LANGUAGES])
def test_every_rule_has_an_effect(spoken: language.Language) -> None:
    asked_for = {field.name.replace("_", "-") for field in fields(SpeechRules)}
    named = {found for rule in spoken.rules("speech") for found in re.findall(r"\$([a-z-]+)", rule.pattern)}
    without = [rule.id for rule in spoken.rules("speech") if rule.id not in asked_for | named]
    assert without == [], "neither the program nor another rule asks for these: widen one that it asks for"
