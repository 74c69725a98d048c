"""Each rule on its own examples: it makes an event of each sentence under `matches`; in those under `spares` no event
of its type is found."""

from __future__ import annotations

import re

import pytest
from events_read import found

from publisher import language
from publisher.extract.events.lexicon import EventRule, lexicon, rules

TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
}  # fmt: skip
MATCHES = [pytest.param(rule, sentence, id=f"{rule.id}: {sentence}") for rule in rules() for sentence in rule.matches]
SPARES = [pytest.param(rule, sentence, id=f"{rule.id}: {sentence}") for rule in rules() for sentence in rule.spares]


@pytest.mark.parametrize(("rule", "sentence"), MATCHES)
def test_a_rule_makes_an_event_of_its_examples(rule: EventRule, sentence: str) -> None:
    assert f"event.{rule.id}" in {event.rule for event in found(sentence)}


@pytest.mark.parametrize(("rule", "sentence"), SPARES)
def test_a_rule_spares_what_it_is_not_about(rule: EventRule, sentence: str) -> None:
    assert rule.type not in {event.event_type for event in found(sentence)}


def test_no_id_is_given_twice() -> None:
    ids = [rule.id for rule in rules()]
    assert sorted(ids) == sorted(set(ids))


def test_the_head_of_the_file_explains_each_need_that_a_rule_has() -> None:
    explained = re.findall(
        r"^#   (\w+)  ", (language.get("en").folder / "rules" / "events.toml").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(explained) == sorted({need for rule in rules() for need in rule.needs})


def test_a_rule_says_what_it_is_for_and_names_what_there_is() -> None:
    known = lexicon()
    kinds = {kind for some in known.kinds.values() for kind in some}
    subjects = kinds | known.people.keys() | {"human", "official", "person", "crowd", "armed", "state", "land", "named"}
    for rule in rules():
        assert rule.about and rule.matches, rule.id
        assert rule.type in TYPES, rule.id
        assert rule.verbs or rule.nouns, rule.id
        assert rule.nouns <= kinds, rule.id
        assert rule.subject <= subjects, rule.id
        assert rule.clause <= {"to", "that", "of"}, rule.id


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("The firm filed a lawsuit against the union.", "allege"),
        ("Prosecutors opened an investigation against the mayor.", "investigate"),
        ("The army imposed a curfew in the capital.", "curfew"),
        ("The army imposed a blockade on the port.", "restrict"),
        ("The president declared martial law in the province.", "martial-law"),
        ("The village was shelled for two days.", "heavy-weapons"),
        ("Planes bombed the port.", "aerial"),
        ("Government troops recaptured the town.", None),
        ("The officers ousted the president.", None),
    ],
)
def test_a_rule_says_how_only_where_its_words_do(sentence: str, mode: str | None) -> None:
    assert [event.mode for event in found(sentence)] == [mode]
