"""Mentions: which actor a stretch of text stands for."""

from __future__ import annotations

import pytest
from rules_case import CASE, Case, refused
from rules_quay import SOURCE, mention, place
from rules_text import coded, judged, statement
from rules_text import mention as text_mention

from publisher.rules import mentions
from publisher.rules.spans import EvidenceRow

SHE = mention("act-brook", "she", 3, mention="pronoun")["evidence_id"]
WE = mention("act-erewhon", "We", 4, mention="pronoun")["evidence_id"]
BROOK = mention("act-brook", "Ada Brook", 1)["evidence_id"]
SIDES = mention("act-utopia", "Both sides", 6, mention="nominal")["evidence_id"]


def means(words: str, paragraph: int, case: Case = CASE) -> set[str]:
    start, end = place(words, paragraph)
    return mentions.denoted(case.window(), EvidenceRow(SOURCE, start, end, words, "explicit", None, "evd-x"))


@pytest.mark.parametrize(
    ("words", "paragraph", "actors"),
    [
        ("Ada Brook", 1, {"act-brook"}),
        ("Utopian Harbour Minister Ada Brook", 1, {"act-brook"}),
        ("the Gull Agency", 1, {"act-gull"}),
        ("Utopian officials", 7, {"act-officials"}),
        ("Utopian", 7, {"act-utopia"}),
        ("Both sides", 6, {"act-utopia", "act-erewhon"}),
        ("Brook met Zef Quill", 1, {"act-quill"}),
        ("Gull", 1, {"act-gull"}),
        ("pilots", 6, set()),
    ],
)
def test_the_words_decide(words: str, paragraph: int, actors: set[str]) -> None:
    assert means(words, paragraph) == actors


def test_a_possessor_is_not_the_head() -> None:
    text = "🦀 Ada Brook's Gull Agency said"
    rows = [
        mention("act-brook", "Ada Brook", 1) | {"char_start": 2, "char_end": 11},
        mention("act-gull", "Gull Agency", 1) | {"char_start": 14, "char_end": 25},
    ]
    window = CASE.reading(text)._with("evidence", rows).window()
    assert mentions.denoted(window, EvidenceRow(SOURCE, 2, 25, text[2:25], "explicit", None, "evd-x")) == {"act-gull"}


@pytest.mark.parametrize(("row", "kind"), [(SHE, "nominal"), (SHE, "name"), (BROOK, "pronoun")])
def test_a_pronoun_is_a_pronoun(row: str, kind: str) -> None:
    assert refused(mentions.pronouns, CASE.change("evidence", row, mention_type=kind)) == {(row, "mention_type")}


@pytest.mark.parametrize(
    ("row", "words", "actor"),
    [
        (SHE, "she", "act-gull"),
        (SHE, "He", "act-utopia"),
        (SHE, "it", "act-brook"),
        (WE, "We", "act-brook"),
        (SHE, "their", None),
    ],
)
def test_a_pronoun_stands_for_an_actor_of_its_kind(row: str, words: str, actor: str | None) -> None:
    case = CASE.change("evidence", row, exact=words, record_id=actor or "act-brook")
    assert refused(mentions.pronouns, case) == ({(row, "record_id")} if actor else set())


def test_a_country_in_capitals_is_no_pronoun() -> None:
    assert not refused(mentions.pronouns, CASE.change("evidence", BROOK, exact="US", record_id="act-utopia"))


def test_both_sides_are_two_actors() -> None:
    alone = CASE.drop("evidence", record_id="act-erewhon", exact="Both sides")
    assert refused(mentions.plural_mentions, alone) == {(SIDES, "record_id")}
    two_of_a_group = alone.change("evidence", SIDES, exact="the two delegates", record_id="act-officials")
    assert not refused(mentions.plural_mentions, two_of_a_group)


def test_words_for_one_do_not_stand_for_two() -> None:
    case = CASE.add("evidence", mention("act-quill", "she", 3, mention="pronoun"))
    assert {field for _, field in refused(mentions.plural_mentions, case)} == {"record_id"}


@pytest.mark.parametrize("words", ["the company and the union", "Gull and Tern", "they"])
def test_two_noun_phrases_stand_for_two(words: str) -> None:
    other = mention("act-quill", "she", 3, mention="pronoun")
    case = CASE.add("evidence", other).change("evidence", SHE, exact=words)
    case = case.change("evidence", other["evidence_id"], exact=words)
    assert not refused(mentions.plural_mentions, case)


def test_a_name_belongs_to_its_actor() -> None:
    assert refused(mentions.mention_types, CASE.change("evidence", BROOK, exact="Zef Quill")) == {(BROOK, "record_id")}
    assert refused(mentions.mention_types, CASE.change("evidence", BROOK, mention_type="nominal")) == {
        (BROOK, "mention_type")
    }


def test_two_actors_may_bear_one_name() -> None:
    assert not refused(mentions.mention_types, CASE.change("actors", "act-quill", name="Ada Brook"))


def test_demonyms_and_metonyms_stand_for_states_and_bodies() -> None:
    row = mention("act-quill", "Quill", 3)["evidence_id"]
    for kind in ("demonym", "metonym"):
        assert (row, "mention_type") in refused(mentions.mention_types, CASE.change("evidence", row, mention_type=kind))


def test_the_same_words_have_the_same_type_in_one_article() -> None:
    row = mention("act-utopia", "Utopian", 7, mention="demonym")["evidence_id"]
    assert refused(mentions.mention_types, CASE.change("evidence", row, mention_type="metonym")) == {
        (row, "mention_type")
    }


@pytest.mark.parametrize(
    ("words", "kind", "field"),
    [
        ("the port", "name", "mention_type"),
        ("The port", "metonym", "mention_type"),
        ("The Brook", "nominal", "mention_type"),
        ("the", "nominal", "mention_type"),
        ("Ada Brook", "name", None),
        ("the minister", "nominal", None),
        ("the country", "nominal", "record_id"),
        ("the ministry", "nominal", "record_id"),
    ],
)
def test_the_words_fit_their_type(words: str, kind: str, field: str | None) -> None:
    case = CASE.change("evidence", BROOK, exact=words, mention_type=kind, basis="resolved")
    assert refused(mentions.mention_shape, case) == ({(BROOK, field)} if field else set())


@pytest.mark.parametrize(
    ("text", "actor", "words", "right"),
    [
        ("Police waited.", "police", "Police", True),
        ("“Police waited.”", "police", "Police", True),
        ("It burnt. Police waited.", "police", "Police", True),
        ("It burnt as Police waited.", "police", "Police", True),
        ("The quay was shut; Mel Quill waited.", "police", "Mel Quill", False),
        ("Mel Quill waited.", "police", "Mel Quill", False),
        ("UPOL waited.", "police", "UPOL", False),
        ("It burnt as Port Officials waited.", "police", "Port Officials", True),
        ("It burnt as Dockers waited.", "police", "Dockers", True),
        ("It burnt as the Quay Commissioner waited.", "brook", "the Quay Commissioner", True),
        ("It burnt as Quay Commissioner waited.", "brook", "Quay Commissioner", True),
        ("New Deputy PM Waits In Port", "brook", "New Deputy PM", True),
        ("It burnt as Quay Brooke waited.", "brook", "Quay Brooke", False),
        ("Brook waited.", "brook", "Brook", False),
    ],
)
def test_a_sentence_begins_with_a_capital(text: str, actor: str, words: str, right: bool) -> None:
    text += " Gull said it burnt.\n"
    findings = judged(text, coded(text, statement("gull", "Gull", "said", "it burnt") + text_mention(actor, words)))
    assert {finding.rule for finding in findings} & {"mention_shape"} == (set() if right else {"mention_shape"})


def test_what_the_authority_file_has_is_a_name_also_in_lower_case() -> None:
    text, said = "The quay ministry waited, Gull said.\n", statement("gull", "Gull", "said", "The quay ministry waited")
    assert judged(text, coded(text, said)) == []
    nominal = judged(text, coded(text, said + text_mention("ministry", "quay ministry")))
    assert {finding.rule for finding in nominal} >= {"mention_shape"}


@pytest.mark.parametrize(
    ("words", "inner", "actor", "right"),
    [
        ("her country", ("act-brook", "her", "pronoun"), "act-utopia", True),
        ("her country", ("act-brook", "her", "pronoun"), "act-erewhon", False),
        ("the Utopian leader", ("act-utopia", "Utopian", "demonym"), "act-brook", True),
        ("the Utopian leader", ("act-utopia", "Utopian", "demonym"), "act-quill", False),
        ("the Gull Agency spokesman", ("act-gull", "Gull Agency", "name"), "act-brook", False),
        ("their minister", ("act-officials", "their", "pronoun"), "act-brook", True),
        ("their minister", ("act-erewhon", "their", "pronoun"), "act-brook", False),
    ],
)
def test_a_description_names_to_whom_the_actor_belongs(
    words: str, inner: tuple[str, str, str], actor: str, right: bool
) -> None:
    holder, name, kind = inner
    text = f"🦀 {words} spoke"
    rows = [
        mention(actor, "Brook", 2, mention="nominal")
        | {"evidence_id": "evd-a", "char_start": 2, "char_end": 2 + len(words), "exact": words},
        mention(holder, "Brook", 2, mention=kind)
        | {
            "evidence_id": "evd-b",
            "char_start": text.index(name),
            "char_end": text.index(name) + len(name),
            "exact": name,
        },
    ]
    assert refused(mentions.mention_shape, CASE.reading(text)._with("evidence", rows)) == (
        set() if right else {("evd-a", "record_id")}
    )
