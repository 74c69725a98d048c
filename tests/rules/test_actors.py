"""Actors: parents, countries and offices."""

from __future__ import annotations

import pytest
from rules_case import CASE, refused
from rules_quay import PARAGRAPHS, TEXT, Row, span
from rules_text import coded, judged, statement

from publisher.rules import actors

OFFICE = span("actors/act-brook/office", "Utopian Harbour Minister", 1)["evidence_id"]


@pytest.mark.parametrize(
    ("actor", "parent"),
    [
        ("act-brook", "act-quill"),
        ("act-utopia", "act-erewhon"),
        ("act-gull", "act-officials"),
        ("act-gull", "act-brook"),
    ],
)
def test_a_parent_is_what_an_actor_can_belong_to(actor: str, parent: str) -> None:
    assert refused(actors.parent_fits, CASE.change("actors", actor, parent_actor_id=parent)) == {
        (actor, "parent_actor_id")
    }


def test_parents_have_an_end() -> None:
    case = CASE.change("actors", "act-officials", parent_actor_id="act-dockers").change(
        "actors", "act-dockers", parent_actor_id="act-officials"
    )
    assert refused(actors.parent_fits, case) == {(a, "parent_actor_id") for a in ("act-officials", "act-dockers")}
    assert refused(actors.parent_fits, CASE.change("actors", "act-gull", parent_actor_id="act-gull")) == {
        ("act-gull", "parent_actor_id")
    }
    assert list(actors.country_fits(case.window())) == []


@pytest.mark.parametrize("country", ["NO", None])
def test_who_belongs_to_a_state_has_its_country(country: str | None) -> None:
    assert refused(actors.country_fits, CASE.change("actors", "act-brook", country_code=country)) == {
        ("act-brook", "country_code")
    }
    through = CASE.change("actors", "act-brook", parent_actor_id="act-gull", country_code=country)
    assert refused(actors.country_fits, through) == {("act-brook", "country_code")}


@pytest.mark.parametrize(
    ("name", "country", "below", "right"),
    [("Greenland", "GL", "GL", True), ("Greenland", "GL", "SE", False), ("Gull Land", "GL", "GL", False)],
)
def test_a_part_of_a_state_may_have_a_code_of_its_own(name: str, country: str, below: str, right: bool) -> None:
    land = CASE.change("actors", "act-gull", name=name, country_code=country, parent_actor_id="act-utopia")
    case = land.change("actors", "act-brook", parent_actor_id="act-gull", country_code=below)
    assert (list(actors.country_fits(case.window())) == []) == right


def test_a_state_by_the_name_of_a_country_is_that_country() -> None:
    case = CASE.change("actors", "act-erewhon", name="Sweden")
    assert refused(actors.country_fits, case) == {("act-erewhon", "country_code")}
    assert not refused(actors.country_fits, CASE.change("actors", "act-erewhon", name="Norway"))


def test_a_state_has_no_sector_and_only_a_person_an_office() -> None:
    assert refused(actors.state_fields, CASE.change("actors", "act-utopia", sector_code="GOV")) == {
        ("act-utopia", "sector_code")
    }
    assert refused(actors.state_fields, CASE.change("actors", "act-gull", office="Editor")) == {("act-gull", "office")}


def test_one_item_is_one_actor() -> None:
    assert refused(actors.distinct_actors, CASE.change("actors", "act-erewhon", wikidata_id="Q1")) == {
        ("act-erewhon", "wikidata_id")
    }


@pytest.mark.parametrize(
    ("actor", "office"), [("act-brook", "Utopian Harbor Minister"), ("act-brook", None), ("act-quill", "Envoy")]
)
def test_an_office_is_what_its_evidence_prints(actor: str, office: str | None) -> None:
    assert refused(actors.office_words, CASE.change("actors", actor, office=office)) == {(actor, "office")}


def test_the_latest_source_gives_the_office() -> None:
    later = CASE.rows["sources"][0] | {
        "source_id": "src-later",
        "document_date": CASE.rows["sources"][0]["document_date"].replace(year=2032),
    }
    proof = span("actors/act-brook/office", "Brook", 2) | {"source_id": "src-later", "exact": "President"}
    case = CASE.add("sources", later).add("evidence", proof)
    assert refused(actors.office_words, case) == {("act-brook", "office")}
    assert not refused(actors.office_words, case.change("actors", "act-brook", office="President"))


def test_an_office_stands_beside_its_holder() -> None:
    assert refused(actors.office_beside_holder, CASE.change("evidence", OFFICE, record_id="act-quill")) == {
        (OFFICE, "record_id")
    }
    assert refused(actors.office_beside_holder, CASE.drop("evidence", exact="Ada Brook", field="name")) == {
        (OFFICE, "record_id")
    }


@pytest.mark.parametrize("words", ["Harbour Minister", "Utopian Harbour", "Utopian Harbour Minister Ada", "Minister"])
def test_an_office_is_the_whole_title(words: str) -> None:
    assert refused(
        actors.office_is_whole, CASE.moved("actors/act-brook/office", "Utopian Harbour Minister", words, 1)
    ) == {(OFFICE, "exact")}


@pytest.mark.parametrize(
    ("text", "description", "office", "right"),
    [
        ("the ministry's deputy speaker said", "the ministry's deputy speaker", "deputy speaker", True),
        ("the ministry's deputy speaker said", "the ministry's deputy speaker", "speaker", False),
        ("the harbour minister said", "the harbour minister", "the harbour minister", False),
        ("The harbour minister said", "The harbour minister", "The harbour minister", False),
        ("the minister of ports said", "the minister of ports", "minister", True),
        ("former minister Ada Brook", "Ada Brook", "minister", True),
        ("top envoy Ada Brook", "Ada Brook", "envoy", False),
        ("Ada Brook is chief of the port", "Ada Brook", "chief of the port", True),
        ("Ada Brook met chief of the port", "Ada Brook", "chief of the port", True),
        ("jailed minister Ada Brook", "Ada Brook", "minister", True),
        ("the long-serving minister of ports said", "the long-serving minister of ports", "minister of ports", True),
        ("chief of Mel's night guard said", "chief of Mel's night guard", "chief of Mel's night guard", True),
        ("after port minister Ada Brook", "Ada Brook", "port minister", True),
        ("Ada Brook, minister of ports, quoted", "Ada Brook", "minister of ports", True),
        ("Ada Brook, minister of ports, said", "Ada Brook", "minister", True),
        ("port spokesperson Major-General Ada Brook", "Ada Brook", "port spokesperson", True),
        ("Port Director Gen. Ada Brook", "Ada Brook", "Port Director", True),
        ("Attorney General Ada Brook", "Ada Brook", "Attorney", False),
        ("Prime Minister Ada Brook", "Ada Brook", "Prime", False),
        ("port spokesperson designate Ada Brook", "Ada Brook", "port spokesperson", False),
    ],
)
def test_a_title_leaves_out_article_and_possessor(text: str, description: str, office: str, right: bool) -> None:
    text = f"🦀 {text}"
    rows = [
        span("actors/act-brook/office", "Utopian Harbour Minister", 1) | _at(text, office),
        span("actors/act-brook/name", "Ada Brook", 1, mention="name") | _at(text, description),
    ]
    assert refused(actors.office_is_whole, CASE.reading(text)._with("evidence", rows)) == (
        set() if right else {(OFFICE, "exact")}
    )


@pytest.mark.parametrize(("words", "right"), [("chief executive", True), ("executive", False)])
def test_the_body_before_a_title_is_no_part_of_it(words: str, right: bool) -> None:
    text = "Gull Agency chief executive Ada Brook said it was shut.\n"
    toml = statement("brook", "Brook", "said", "it was shut").replace(
        '"Brook"', '"Gull Agency chief executive Ada Brook"'
    )
    toml += f'[[offices]]\nactor_id = "act-brook"\nparagraph = 1\ntext = "{words}"\n'
    found = [finding.rule for finding in judged(text, coded(text, toml))]
    assert found == ([] if right else ["office_is_whole"])


def _at(text: str, words: str) -> Row:
    start = text.index(words)
    return {"char_start": start, "char_end": start + len(words), "exact": words}


def test_persons_of_other_sentences_do_not_count() -> None:
    text = TEXT.replace(PARAGRAPHS[0], f"{PARAGRAPHS[0]} Zef Quill")
    start = text.index(" Zef Quill\n") + 1
    near = span("actors/act-quill/name", "Zef Quill", 1, mention="name") | {"char_start": start, "char_end": start + 9}
    assert not refused(actors.office_beside_holder, CASE.reading(text).add("evidence", near | {"evidence_id": "evd-x"}))
