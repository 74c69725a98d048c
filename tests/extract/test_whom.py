"""Whom a speaker's words name: never a relative, a spokesman, an owner, or somebody who shares a part of the name."""

import pytest

from publisher.extract import extract
from publisher.extract.candidates import Authority, Known, Name, Quote
from publisher.extract.whom import find_all_named, find_named

ROE, LEE = Known("act-roe", "Ann Roe", "person", "name"), Known("act-lee", "Bo Lee", "person", "name")


def state(code: str, name: str, mention_type: str = "metonym") -> Known:
    return Known(f"act-{code}", name, "state", mention_type)


ACTORS = Authority(
    {
        **{form: [ROE] for form in ("Ann Roe", "Ann", "Roe")},
        **{form: [LEE] for form in ("Bo Lee", "Lee")},
        "Gull": [Known("act-gull", "Gull", "organization", "name")],
        "Utopia": [state("ut", "Utopia", "name")],
        "Utopian": [state("ut", "Utopia", "demonym")],
        "Washington": [state("us", "United States")],
        "London": [state("gb", "United Kingdom")],
        "Paris": [state("fr", "France")],
        "Jordan": [state("jo", "Jordan", "name")],
        "China": [state("cn", "China", "name")],
    }
)
SENTENCES = (
    "“The quay is closed to ships,” {} said.",
    "“The quay is closed to ships,” said {}.",
    "According to {}, the quay is closed to ships.",
    "It rained, and {} said that the quay was closed to ships.",
)
SOMEBODY_ELSE = """
Mrs. Roe; Mrs Roe; Mr. Roe; his son Bo Roe; her brother Roe; Roe's wife; the wife of Ann Roe; the late Ann Roe's
father; the father of Lee; a friend of Roe; the son of the late Bo Lee; Cal Roe; Roe Jr.; Roe-Smith; Ann-Marie Roe;
Mary Ann Roe; the Roes; Ann Lee; Ann Smith; Lee Harvey; Roe's lawyer; attorney for Lee; a lawyer for the imprisoned Bo
Lee; a spokesman for Ann Roe; a spokeswoman for President Roe; a spokesman for Gull; the owner of Gull; Gull owner Cal
Moe; Gull spokeswoman Tia Moe; Roe aide Cal Moe; a Lee ally; an aide to Bo Lee; the Roe campaign; the Roe Foundation;
Craig Washington; Denzel Washington; Sen. Washington; Jack London; the London mayor; Paris Hilton; Michael Jordan; Mr.
Jordan; China Machado; the Washington Post; a Utopian official; Utopia's former minister; a critic of Utopia; Ms.
Lee's mother; the widow of Mr. Lee; Roe's brother, Cal Roe; an aide to Secretary of State Ann Roe
"""
PHRASES = [" ".join(phrase.split()) for phrase in SOMEBODY_ELSE.split(";")]


def speakers(text: str) -> list[str | None]:
    found = extract(text, None, ACTORS)
    names = {one.start: one for one in found if isinstance(one, Name) and one.actor_id}
    who = [find_named(one.speaker, names) for one in found if isinstance(one, Quote) and one.speaker]
    return [name.actor_id if name else None for name in who]


@pytest.mark.parametrize("phrase", PHRASES)
def test_somebody_else_is_not_resolved(phrase: str) -> None:
    resolved = [who for sentence in SENTENCES for who in speakers(sentence.format(phrase))]
    assert set(resolved) == {None}


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Ann Roe", "act-roe"),
        ("Roe", "act-roe"),
        ("President Roe", "act-roe"),
        ("Mr. Lee", "act-lee"),
        ("CEO Roe", "act-roe"),
        ("Minister of Defence Ann Roe", "act-roe"),
        ("Secretary of State Ann Roe", "act-roe"),
        ("Ann Roe of Gull", "act-roe"),
        ("Gull", "act-gull"),
        ("the newspaper Gull", "act-gull"),
        ("Utopia", "act-ut"),
        ("the government of Utopia", "act-ut"),
        ("Utopia's government", "act-ut"),
        ("Washington", "act-us"),
    ],
)
def test_the_named_one_is(phrase: str, actor: str) -> None:
    assert set(speakers(SENTENCES[0].format(phrase))) == {actor}


def test_two_who_are_joined_are_no_one_speaker() -> None:
    assert speakers(SENTENCES[0].format("Ann Roe and Bo Lee")) == [None]


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("The union criticised Utopia and Gull for the delay.", ["act-ut", "act-gull"]),
        ("The union criticised Utopia and a friend of Roe for the delay.", ["act-ut"]),
        ("The union criticised Utopia for the delay.", ["act-ut"]),
    ],
)
def test_two_that_are_joined_are_each_meant(sentence: str, targets: list[str]) -> None:
    found = extract(sentence, None, ACTORS)
    (said,) = (one for one in found if isinstance(one, Quote))
    names = {one.start: one for one in found if isinstance(one, Name)}
    assert [name.actor_id for name in find_all_named(said.target, names)] == targets
