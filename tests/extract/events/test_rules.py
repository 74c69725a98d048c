"""Each rule on its own examples: it makes an event of each sentence under `matches`; in those under `spares` no event
of its type is found."""

from __future__ import annotations

import pytest
from events_read import found

from publisher.extract.events.lexicon import Rule, lexicon, rules

TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
}  # fmt: skip
NEEDS = {
    "force", "patient", "calm", "person", "alone", "agent", "pair", "target", "official", "self", "stative", "bare",
    "argument", "crowd", "quiet",
    "object", "party", "someone", "verbal", "event", "aim", "both", "blow", "deed",
    "undergone", "receiver", "finite", "located", "hostile", "doer", "arms", "people", "owned",
}  # fmt: skip
MATCHES = [pytest.param(rule, sentence, id=f"{rule.id}: {sentence}") for rule in rules() for sentence in rule.matches]
SPARES = [pytest.param(rule, sentence, id=f"{rule.id}: {sentence}") for rule in rules() for sentence in rule.spares]


@pytest.mark.parametrize(("rule", "sentence"), MATCHES)
def test_a_rule_makes_an_event_of_its_examples(rule: Rule, sentence: str) -> None:
    assert f"event.{rule.id}" in {event.rule for event in found(sentence)}


@pytest.mark.parametrize(("rule", "sentence"), SPARES)
def test_a_rule_spares_what_it_is_not_about(rule: Rule, sentence: str) -> None:
    assert rule.type not in {event.event_type for event in found(sentence)}


def test_no_id_is_given_twice() -> None:
    ids = [rule.id for rule in rules()]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_says_what_it_is_for_and_names_what_there_is(rule: Rule) -> None:
    known = lexicon()
    assert rule.about and rule.matches
    assert rule.type in TYPES
    assert rule.verbs or rule.nouns
    assert rule.needs <= NEEDS
    kinds = {kind for some in known.kinds.values() for kind in some}
    assert rule.nouns <= kinds
    assert rule.subject <= kinds | known.people.keys() | {
        "human",
        "official",
        "person",
        "crowd",
        "armed",
        "state",
        "land",
    }
    assert rule.clause <= {"to", "that", "of"}
