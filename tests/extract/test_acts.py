"""Acts in words: the object of a verb that does something by saying it is what is said."""

from __future__ import annotations

import pytest

from publisher.extract import extract
from publisher.extract.candidates import Quote


def acts(text: str) -> list[Quote]:
    return [one for one in extract(text) if isinstance(one, Quote) and one.rule == "indirect.act"]


@pytest.mark.parametrize(
    ("sentence", "act", "speaker", "cue", "content", "target"),
    [
        ("The union condemned the raid.", "ACCUSE", "The union", "condemned", "the raid", "the raid"),
        ("Roe has accused Acme of theft.", "ACCUSE", "Roe", "has accused", "Acme of theft", "Acme"),
        ("Roe called for a new vote.", "REQUEST", "Roe", "called for", "a new vote", None),
        ("Roe on June 18 demanded an inquiry.", "REQUEST", "Roe", "demanded", "an inquiry", None),
        ("Roe thanked the crew for their help.", "SUPPORT", "Roe", "thanked", "their help", "the crew"),
        ("Roe left, praising the work of the crew.", "SUPPORT", "Roe", "praising", "the work of the crew", "the work"),
        ("Roe rejected Acme's bid.", "REJECT", "Roe", "rejected", "Acme's bid", "Acme's bid"),
        ("Roe promised more trains.", "AGREE", "Roe", "promised", "more trains", None),
    ],
)
def test_what_is_said_begins_with_the_object(
    sentence: str, act: str, speaker: str, cue: str, content: str, target: str | None
) -> None:
    (one,) = acts(sentence)
    assert one.speaker and one.cue and one.content
    assert (one.act_type, one.speaker.text, one.cue.text, one.content.text) == (act, speaker, cue, content)
    assert (one.target and one.target.text) == target


@pytest.mark.parametrize(
    ("sentence", "contents"),
    [
        ("Roe condemned the raid and left the room.", ["the raid"]),
        ("Roe condemned the raid and called for calm.", ["the raid", "calm"]),
        ("Roe condemned the raid, as did many others.", ["the raid"]),
        ("Roe condemned the raid after a court freed the men.", ["the raid"]),
        ("Roe condemned the raid in March, although it had failed.", ["the raid in March"]),
        ("Roe condemned the raid - a charge that Lee denies.", ["the raid"]),
        ("Roe condemned the raid in a speech on Monday.", ["the raid"]),
        ("Roe, blaming Acme for the delay, left the room.", ["Acme for the delay"]),
    ],
)
def test_it_ends_where_the_author_goes_on(sentence: str, contents: list[str]) -> None:
    assert [one.text for one in acts(sentence)] == contents


@pytest.mark.parametrize(
    "sentence",
    [
        "The agreement calls for elections.",
        "A court rejected an appeal.",
        "Roe did not condemn the raid.",
        "Roe would condemn the raid.",
        "Roe pleaded guilty to theft.",
        "The raid was condemned by the union.",
        "Roe was jailed after criticising the king.",
        "Roe welcomed Lee to Bath.",
        "He echoed the people's call for calm.",
        "They must find and blame the thief.",
    ],
)
def test_who_does_nothing_by_saying_it(sentence: str) -> None:
    assert acts(sentence) == []


def test_a_promise_to_somebody_is_the_clause_behind() -> None:
    assert acts("Roe promised Lee that the quay would open.") == []


def test_whoever_is_called_on_hears_it() -> None:
    (one,) = (one for one in extract("Talvia called on Velm to leave the town.") if isinstance(one, Quote))
    assert (one.rule, one.act_type, one.text) == ("indirect.infinitive", "REQUEST", "to leave the town")
    assert one.addressee and one.addressee.text == "Velm"
