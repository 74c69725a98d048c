"""Codes that need a word: a type and a context of the sentences that tell of an event, an act of cue and content."""

from __future__ import annotations

import tomllib

import pytest
from rules_rows import RAW
from rules_text import coded, judged, mention, statement

from publisher import language
from publisher.rules import words

CODES = tomllib.loads((language.get("en").folder / "codes.toml").read_text(encoding="utf-8"))


def doubted(text: str, toml: str) -> set[str]:
    """The rules of this file that doubt the coding."""
    found = {finding.rule for finding in judged(f"{text}\n", coded(f"{text}\n", toml))}
    return found & {"type_is_told", "context_is_told", "act_is_told"}


def event(mentioned: str, kind: str, *more: str) -> str:
    told = "\n".join((f'mentions = ["{mentioned}"]', f'event_type = "{kind}"', *more))
    return f'[[events]]\nid = "evt-x"\nlabel = "x"\nparagraph = 1\n{told}\n'


@pytest.mark.parametrize(
    ("text", "kind", "right"),
    [
        ("Dockers handed in a petition.", "REQUEST", True),
        ("Dockers blocked the port.", "PROTEST", True),
        ("Dockers danced.", "PROTEST", False),
        ("Dockers danced.", "REQUEST", False),
        ("Dockers danced.", "OTHER", True),
        ("Dockers searched for a boy.", "AID", True),
        ("Dockers dug for a boy.", "AID", True),
        ("Gull turned the quay over to Utopia.", "RETREAT", True),
        ("𝔻ockers danced. Then they asked for pay.", "REQUEST", False),
    ],
)
def test_a_type_has_a_word_in_the_sentence_that_tells_of_the_event(text: str, kind: str, right: bool) -> None:
    assert doubted(text, event(text.partition(".")[0], kind)) == (set() if right else {"type_is_told"})


@pytest.mark.parametrize(("code", "right"), [("ASSAULT", True), ("PROTEST", False), ("OTHER", True)])
def test_a_type_that_a_mention_gives_the_event_has_a_word(code: str, right: bool) -> None:
    toml = event("Two cranes collapsed", "OTHER").replace(
        'mentions = ["Two cranes collapsed"]',
        f'mentions = ["Two cranes collapsed", {{text = "sabotage", event_type = "{code}"}}]',
    )
    toml += statement("x", "Gull", "calls", "sabotage")
    assert doubted("Two cranes collapsed in what Gull calls sabotage.", toml) == (set() if right else {"type_is_told"})


@pytest.mark.parametrize(
    ("context", "right"),
    [("natural_resource", True), ("election", False), ("diplomatic", True), ("asylum", False)],
)
def test_a_context_has_a_word_in_the_paragraph(context: str, right: bool) -> None:
    toml = event("Two states met", "CONSULT", f'event_context = "{context}"')
    assert doubted("Two states met. They spoke of cod.", toml) == (set() if right else {"context_is_told"})


def test_a_parliament_may_be_told_by_its_seats_and_members() -> None:
    toml = event("Lind went to the backbench", "OTHER", 'event_context = "legislative"')
    assert not doubted("Lind went to the backbench.", toml)


@pytest.mark.parametrize(("what", "right"), [("the case", True), ("a case", False)])
def test_the_case_has_the_context_of_the_headline(what: str, right: bool) -> None:
    toml = event("Two states met", "CONSULT", 'event_context = "natural_resource"').replace(
        "paragraph = 1", "paragraph = 2"
    )
    assert doubted(f"Cod is scarce\n\nTwo states met over {what}.", toml) == (set() if right else {"context_is_told"})


def test_an_act_in_quoted_words_may_be_an_imperative() -> None:
    toml = statement("x", "Gull", "said", "Open the quay").replace('"indirect"', '"direct"')
    toml += 'quoted_text = "Open the quay"\nact_type = "REQUEST"\ntargets = ["act-utopia"]\n'
    assert not doubted("“Open the quay,” Gull said. Utopia waits.", toml + mention("utopia", "Utopia", "name"))


@pytest.mark.parametrize(
    ("content", "act", "right"),
    [
        ("the quay must open", "REQUEST", True),
        ("the quay is open", "REQUEST", False),
        ("the quay is open", "REJECT", False),
        ("the quay is not open", "REJECT", True),
        ("the quay is open", "ACCUSE", True),
    ],
)
def test_an_act_has_a_word_in_cue_or_content(content: str, act: str, right: bool) -> None:
    toml = statement("x", "Gull", "said", content) + f'act_type = "{act}"\ntargets = ["act-utopia"]\n'
    toml = f"{toml}{mention('utopia', 'Utopia', 'name')}"
    assert doubted(f"Gull said {content}. Utopia waits.", toml) == (set() if right else {"act_is_told"})


def test_the_examples_of_the_codebook_have_a_word_for_their_code() -> None:
    fields = {f["name"]: f for table in ("events", "statements") for f in RAW[table]["fields"]}
    for field, codes in CODES.items():
        for code in codes:
            needed, example = words.needed(field, code), fields[field]["guide"][code]["example"]
            quoted = field == "act_type" and example.startswith('"')
            assert quoted or (needed and needed.search(example)), (field, code)


def test_the_codes_are_those_of_the_schemas() -> None:
    fields = {f["name"]: f for table in ("events", "statements") for f in RAW[table]["fields"]}
    for field, codes in CODES.items():
        assert set(codes) <= set(fields[field]["constraints"]["enum"])
