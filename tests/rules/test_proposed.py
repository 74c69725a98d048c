"""A figure as the extractor proposes it passes the rules, so that a draft needs only to be confirmed: both read the
same word lists. Less than that, or more, is still refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from rules_text import article, judged

from publisher.extract import extract
from publisher.extract.candidates import Figure, Quote
from publisher.extract.numbers import read_figure
from publisher.extract.text import read
from publisher.model import Curated, Mark, Reading, Record
from publisher.records.automatic.figures import figure_records
from publisher.records.automatic.statements import statement_records


def proposed(text: str) -> list[Record]:
    return figure_records(article(text), [one for one in extract(text) if isinstance(one, Figure)], {})


def found(text: str, records: Sequence[Record]) -> set[str]:
    """The rules that object to these figures of an article, as a curator would have confirmed them."""
    return {
        finding.rule for finding in judged(text, Curated({"language": "en"}, True, None, tuple(records), (), (), ()))
    }


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("12 people were shot outside a bar.", ["12 people were shot"]),
        ("Five soldiers were shot dead near the border.", ["Five soldiers were shot dead"]),
        ("Seven miners were beheaded in the desert.", ["Seven miners were beheaded"]),
        ("At least 60 migrants drowned when their boat sank.", ["At least 60 migrants drowned"]),
        ("14 worshippers were gunned down in a mosque.", ["14 worshippers were gunned down"]),
        ("Three men were lynched by a mob.", ["Three men were lynched"]),
        ("Two roofs caved in under the snow.", ["Two roofs caved in"]),
        ("Nearly 800 people remain unaccounted for.", ["Nearly 800 people remain unaccounted for"]),
        ("More than 200 villagers lost their lives.", ["More than 200 villagers lost their lives"]),
        ("The toll stands at 200 dead and 34 injured.", ["200 dead", "34 injured"]),
        ("Five of the dead were children.", ["Five of the dead"]),
        ("The convoy drove 500km through the desert.", ["500"]),
        ("He had four wives and 22 children.", ["four wives", "22 children"]),
        ("The panel set out five criteria.", ["five criteria"]),
        ("Two analyses disagree.", ["Two analyses"]),
        ("They found 15 bodies in a well.", ["15 bodies"]),
        ("Some bring to eight the number of dockers hurt.", ["eight the number of dockers hurt"]),
        ("More than 600 this year were hurt.", ["More than 600 this year were hurt"]),
        ("About 70% of all dockers are women.", ["About 70% of all dockers"]),
        ("A BLAST KILLED 3 DOCKERS AND WOUNDED 12 OTHERS.", ["KILLED 3 DOCKERS", "WOUNDED 12 OTHERS"]),
    ],
)
def test_what_the_extractor_proposes_passes(sentence: str, phrases: list[str]) -> None:
    text = sentence + "\n"
    records = proposed(text)
    assert [text[slice(*hull(record))] for record in records] == phrases
    assert found(text, records) == set()


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        ("12 people were shot outside a bar.", "12 people"),
        ("14 worshippers were gunned down in a mosque.", "14 worshippers"),
        ("Five soldiers were shot dead near the border.", "Five soldiers were shot dead near the border"),
        ("At least 60 migrants drowned when their boat sank.", "At least 60 migrants drowned when"),
    ],
)
def test_a_counting_phrase_is_number_noun_and_verb(sentence: str, short: str) -> None:
    text = sentence + "\n"
    (record,) = proposed(text)
    marks = [Mark("record", 0, len(short)) if mark.field == "record" else mark for mark in record.marks]
    assert text.startswith(short)
    assert found(text, [replace(record, marks=tuple(marks))]) & {"counting_phrase", "phrase_edges", "whole_words"}


@pytest.mark.parametrize("unit", ["husband", "%", "wife child house"])
def test_a_unit_that_is_no_noun_there_is_refused(unit: str) -> None:
    text = "He had four wives.\n"
    (record,) = proposed(text)
    assert found(text, [replace(record, values={**record.values, "unit": unit})]) >= {"figure_unit"}


CODED = [
    ("Of 12 killed, four of them children, most were local.", "four of them children", "four", "children"),
    ("Of 12 killed, four of them children, most were local.", "four of them", "four", None),
    ("Twelve were hurt, three of whom later died.", "three of whom later died", "three", None),
    ("Two of the six men were arrested.", "Two of the six men were arrested", "Two", "men"),
    ("Half of the 300 passengers were hurt.", "Half of the 300 passengers were hurt", "Half", "passengers"),
    ("Sales were 5 percent lower in March.", "5 percent lower", "5 percent", None),
    ("Sales rose 5 percent annually.", "5 percent annually", "5 percent", None),
    ("Two-thirds of the members voted yes.", "Two-thirds of the members", "Two-thirds", "members"),
    ("The motion passed by 93 votes to 4.", "4", "4", "votes"),
]


@pytest.mark.parametrize(("sentence", "phrase", "value", "counted"), CODED)
def test_what_is_counted_may_stand_behind_more_than_an_article(
    sentence: str, phrase: str, value: str, counted: str | None
) -> None:
    text = sentence + "\n"
    assert not found(text, [figure(text, phrase, value, counted)]) & {"counted_is_whole", "figure_unit"}


@pytest.mark.parametrize(
    ("sentence", "phrase", "value", "counted"),
    [
        ("Of 12 killed, four of them children, most were local.", "four of them children", "four", None),
        ("Two of the six men were arrested.", "Two of the six men were arrested", "Two", None),
        ("Two of the six men were arrested.", "Two of the six men were arrested", "Two", "arrested"),
        ("Two of the six tall men were arrested.", "Two of the six tall men were arrested", "Two", "men"),
        ("Some 5 percent of lower towns flooded.", "5 percent of lower towns", "5 percent", None),
        ("They found 15 bodies in a well.", "15 bodies", "15", None),
    ],
)
def test_what_is_counted_is_still_quoted_whole(sentence: str, phrase: str, value: str, counted: str | None) -> None:
    text = sentence + "\n"
    assert "counted_is_whole" in found(text, [figure(text, phrase, value, counted)])


def hull(record: Record) -> tuple[int, int]:
    return next((mark.start, mark.end) for mark in record.marks if mark.field == "record")


def figure(text: str, phrase: str, value: str, counted: str | None) -> Record:
    """A figure as a person codes it."""
    number, start = read_figure(value), text.rindex(phrase)
    assert number
    unit = "percent" if "percent" in value else "vote" if counted == "votes" else "person"
    values = {"figure_id": "fig-x", "value": number.value, "lower": number.lower, "upper": number.upper, "unit": unit,
              "modifier": number.modifier, "value_text": value, "is_estimate": False, "measure": "other",
              **({"counted_text": counted} if counted else {})}  # fmt: skip
    return Record("figures", "fig-x", values, tuple(_marks(text, start, phrase, value, counted)))


def _marks(text: str, start: int, phrase: str, value: str, counted: str | None) -> Iterator[Mark]:
    at = text.index(value, start)
    yield Mark("record", start, start + len(phrase))
    yield Mark("value", at, at + len(value))
    if counted:
        beside = counted in phrase
        at = text.index(counted, start if beside else 0)
        yield Mark("counted", at, at + len(counted), "explicit" if beside else "resolved")


@pytest.mark.parametrize(
    ("sentence", "content", "kind"),
    [
        (
            'The pier was late, due to what the builders call "political interference".',
            "political interference",
            "direct",
        ),
        ('The minister rejected the "slander" of Brook.', 'the "slander" of Brook', "mixed"),
    ],
)
def test_a_wholly_quoted_content_is_proposed_without_its_marks(sentence: str, content: str, kind: str) -> None:
    text = sentence + "\n"
    found = [one for one in extract(text) if isinstance(one, Quote)]
    (record,) = statement_records(Reading(article(text), read(text), found), found, {})
    assert (record.values["content_text"], record.values["quote_type"]) == (content, kind)
