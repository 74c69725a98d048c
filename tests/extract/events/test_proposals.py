"""The loose rules of a draft, each on its own examples; and what they are not asked about."""

from __future__ import annotations

import pytest

from publisher.extract import events, text
from publisher.extract.events import Event
from publisher.extract.events.deeds import deeds
from publisher.extract.events.lexicon import EventRule
from publisher.extract.events.proposals import may_hurt, propose, rules
from publisher.extract.events.sentence import Sentence, article_of, read, said_in, words_of

NEEDS = {"thing", "particular", "occurring", "known", "caused", "doer", "attended"}
MATCHES = [pytest.param(rule, sentence, id=f"{rule.id}: {sentence}") for rule in rules() for sentence in rule.matches]
SPARES = [pytest.param(rule, sentence, id=f"{rule.id}: {sentence}") for rule in rules() for sentence in rule.spares]


def sentence(printed: str) -> Sentence:
    words = words_of(printed, 0, len(printed))
    return read(printed, 0, words, said_in(words), article_of([words]))


def proposed(printed: str) -> list[Event]:
    return list(propose([sentence(printed)], ()))


@pytest.mark.parametrize(("rule", "printed"), MATCHES)
def test_a_loose_rule_makes_a_proposal_of_its_examples(rule: EventRule, printed: str) -> None:
    assert f"proposal.{rule.id}" in {event.rule for event in proposed(printed)}


@pytest.mark.parametrize(("rule", "printed"), SPARES)
def test_a_loose_rule_spares_what_it_is_not_about(rule: EventRule, printed: str) -> None:
    assert f"proposal.{rule.id}" not in {event.rule for event in proposed(printed)}


def test_a_loose_rule_says_what_it_is_for_and_names_what_there_is() -> None:
    assert len({rule.id for rule in rules()}) == len(rules())
    for rule in rules():
        assert rule.about and rule.matches and (rule.verbs or rule.nouns), rule.id
        assert rule.needs <= NEEDS, rule.id


def test_no_build_asks_for_proposals() -> None:
    assert events.find(text.read("The pier collapsed into debt. The blackout was long.")) == []


def test_what_is_told_already_is_no_proposal() -> None:
    assert list(propose([sentence("Two boats sank.")], {10})) == []


def test_who_takes_part() -> None:
    (war,) = proposed("He told of attacks on Sudmark by Norland.")
    assert ([one.text for one in war.actors], [one.text for one in war.recipients]) == (["Norland"], ["Sudmark"])
    (talks,) = proposed("Bo Lee voiced support during a meeting with Ann Roe.")
    assert [one.text for one in talks.actors] == ["Bo Lee", "Ann Roe"]


def test_what_somebody_did_in_a_clause_that_tells_of_nothing_else() -> None:
    printed = "Ann Roe painted the quay and Bo Lee said that it was red."
    told = sentence(printed)
    assert [(one.text, one.rule) for one in deeds(told, (0, len(printed)), ())] == [("painted", "proposal.deed")]
    assert list(deeds(told, (0, len(printed)), (8,))) == []
    assert list(deeds(told, (20, len(printed)), ())) == []


@pytest.mark.parametrize(("printed", "harms"), [("the flooding", True), ("flood relief", False), ("the vote", False)])
def test_what_may_have_victims(printed: str, harms: bool) -> None:
    assert may_hurt(printed) is harms
