"""Clauses: a cue is a whole verb group, a content a whole clause."""

from __future__ import annotations

import pytest
from rules_case import refused, told
from rules_text import coded, judged, statement

from publisher.rules import clauses


@pytest.mark.parametrize(
    ("text", "cue", "right"),
    [
        ("Brook has described it as sabotage.", "has described", True),
        ("Brook has described it as sabotage.", "described", False),
        ("Brook said on it ends.", "said on", False),
        ("Brook called for peace.", "called for", True),
        ("Brook said loudly it ends.", "said loudly", False),
        ("Brook made clear it ends.", "made clear", True),
        ("It ends, according to Brook.", "according to", True),
        ("It ends, according to state radio and Brook.", "according to", True),
        ("It ends, according to Brook.", "according", False),
        ("It ends, according to Brook.", "to", False),
        ("Brook emphazised it ends.", "emphazised", True),
        ("Brook was quoted as saying it ends.", "was quoted as saying", True),
        ("Brook was quoted as saying it ends.", "saying", False),
        ("Brook was quoted as saying it ends.", "was quoted", False),
        ("Brook was quoted as saying it ends.", "was quoted as", False),
        ("Brook and others have both said it ends.", "have both said", True),
        ("Brook and others both said it ends.", "both said", False),
        ("Brook declined to say when it ends.", "declined to say", True),
        ("Brook declined to say when it ends.", "say", False),
        ("Brook could not say when it ends.", "could not say", True),
        ("Brook could say when it ends.", "say", False),
        ("Brook went on to say it ends.", "went on to say", True),
        ("Brook is understood to have said it ends.", "is understood to have said", True),
        ("Brook has loudly said it ends.", "has loudly said", False),
        ("Brook asked not to be named.", "asked", True),
        ("Brook hasn’t said it ends.", "hasn’t said", True),
        ("Brook hasn’t said it ends.", "said", False),
        ("Brook cannot say when it ends.", "cannot say", True),
        ("Brook cannot say when it ends.", "cannot", False),
        ("It ends, she was quoted as saying by Brook.", "was quoted as saying by", True),
        ("It ends, she was quoted as saying by Brook.", "was quoted as saying", True),
        ("Brook said by phone it ends.", "said by", False),
        ("Brook would neither confirm nor deny it.", "would neither confirm nor deny", True),
        ("Brook neither confirmed nor denied it.", "neither confirmed nor denied", True),
    ],
)
def test_a_cue_is_the_verb_group(text: str, cue: str, right: bool) -> None:
    case = told(text, "Brook", cue, "It ends" if "It ends" in text else text.split()[-1].rstrip("."), brook="Brook")
    assert refused(clauses.cue_is_whole, case) == (set() if right else {("stm-vow", "cue_text")})


def test_a_cue_may_have_its_auxiliary_as_a_piece_of_its_own() -> None:
    text = "It is widely reported the quay opens.\n"
    toml = statement("x", "It", "reported", "the quay opens").replace('"reported"', '["is", "reported"]')
    assert "cue_is_whole" not in {finding.rule for finding in judged(text, coded(text, toml))}


@pytest.mark.parametrize(
    ("noun", "content", "rule"),
    [
        ("gratitude", "her help", None),
        ("gratitude for", "her help", "cue_is_whole"),
        ("gratitude", "for her help", "content_is_whole"),
    ],
)
def test_a_cue_in_two_pieces_ends_with_its_noun(noun: str, content: str, rule: str | None) -> None:
    text = "Brook voiced Utopia's gratitude for her help.\n"
    toml = statement("x", "Brook", "voiced", content).replace('"voiced"', f'["voiced", "{noun}"]')
    found = {finding.rule for finding in judged(text, coded(text, toml))}
    assert found & {"cue_is_whole", "content_is_whole"} == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("text", "cue", "content", "right"),
    [
        ("Brook said that the quay opens.", "said", "the quay opens", True),
        ("Brook said that the quay opens.", "said", "quay opens", False),
        ("Brook said the quay opens.", "said", "quay opens", False),
        ("Brook said the quay opens soon.", "said", "the quay opens", False),
        ("Brook said the quay opens in May.", "said", "the quay opens in", False),
        ("Brook said the quay opens while it rains.", "said", "the quay opens", True),
        ("Brook said in a statement the quay opens.", "said", "the quay opens", True),
        ("Brook said at that meeting the quay opens.", "said", "the quay opens", True),
        ("Brook told reporters the quay opens.", "told", "the quay opens", True),
        ("Brook vowed to open the quay.", "vowed", "to open the quay", True),
        ("Brook vowed to open the quay.", "vowed", "open the quay", False),
        ("Brook said that the quay opens.", "said", "that the quay opens", False),
        ("Brook said that Utopia opens.", "said", "that Utopia opens", False),
        ("Brook said that is wrong.", "said", "that is wrong", True),
        ("The quay opens, Brook said.", "said", "The quay opens,", False),
        ("Brook praised her courage.", "praised", "courage", False),
        ("Brook praised the crew of the tug for its courage.", "praised", "its courage", True),
        ("Brook criticised the captain of the tug over his course.", "criticised", "his course", True),
        ("Brook reported the loss of the tug.", "reported", "the tug", False),
        ("Brook posted her plans online.", "posted", "her plans", True),
        ("Brook voiced hope for peace.", "voiced hope", "peace", True),
        ("Brook voiced hope for peace.", "voiced hope", "for peace", False),
        ("The quay opens, Brook said.", "said", "The quay opens", True),
        ("Brook said it ends. It rains.", "said", "it ends. It rains", False),
        ("It ends (according to Brook), which helps.", "according to", "It ends", True),
        ("It ends (no joke), according to Brook.", "according to", "It ends", False),
        ("What Brook called sabotage shook the quay.", "called", "sabotage", True),
        ("According to Brook, the quay opens.", "According to", "the quay opens", True),
        ("According to Brook, the quay opens.", "According to", "quay opens", False),
        ("Brook said they phoned her and left.", "said", "they phoned her", True),
        ("Brook said the quay opens [...] It rains.", "said", "the quay opens", True),
        ("Brook said the quay opens – it rains.", "said", "the quay opens", True),
        ("Brook said the quay opens [at noon].", "said", "the quay opens", False),
        ("Brook said they phoned her crew and left.", "said", "they phoned her", False),
    ],
)
def test_content_is_the_whole_clause(text: str, cue: str, content: str, right: bool) -> None:
    case = told(text, "Brook", cue, content, brook="Brook")
    assert refused(clauses.content_is_whole, case) == (set() if right else {("stm-vow", "content_text")})
