"""Events of an article that nobody curated: where they were, who took part, and of which no record is made; and who
speaks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from publisher.article import Article
from publisher.extract import everything
from publisher.extract.text import read
from publisher.inputs import actors_file
from publisher.model import Reading, Records
from publisher.records.automatic.actors import identify
from publisher.records.reconcile import reconcile
from publisher.schemas import load

SCHEMAS = load(Path(__file__).parents[2] / "schemas")


def made(text: str) -> Records:
    day = date(2024, 4, 3)
    document = read(text)
    article = Article("src-a", "a", "a.txt", "0" * 64, text)
    found = identify(document, everything(document, day))
    reading = Reading(article, document, found.found, day, None, {"language": "en"}, found.actors, found.places)
    return reconcile(reading, actors_file.NOBODY)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Gunmen shot two guards in Gothenburg.", [("Gothenburg", "SE", 5)]),
        ("Gunmen shot two guards in Norway.", [("Norway", "NO", 6)]),
        ("Gunmen shot two guards in Mosul in Iraq.", [("Mosul", "IQ", 5)]),
        ("Gunmen shot two guards in Georgetown.", []),  # several countries have one
        ("Gunmen shot two guards in Port Mara.", []),
    ],
)
def test_where_it_was(text: str, places: list[tuple[str, str, int]]) -> None:
    rows = made(text).rows["event_places"]
    assert [(row["place_name"], row["country_code"], row["where_prec"]) for row in rows] == places


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Gunmen shot two guards.", 1),
        ("Gunmen may shoot two guards.", 0),
        ("If gunmen shoot two guards, we leave.", 0),
        ("Gunmen did not shoot two guards.", 1),
    ],
)
def test_of_what_nobody_says_to_happen_no_record_is_made(text: str, events: int) -> None:
    assert len(made(text).rows["events"]) == events


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Ann Roe met the rebels.", [("Ann Roe", "actor")]),
        ("Norway and Sweden held talks.", [("Norway", "actor"), ("Sweden", "actor")]),
        ("Norway met Zork Blatt.", []),  # half a meeting has no parties
        ("The rebels held talks with Norway.", [("Norway", "actor")]),
        ("The two sides held talks.", None),  # nobody is known
        ("They met Ann Roe.", []),
        ("They met guards.", None),
        ("She visited Zork Blatt.", []),
        ("Officials toured the villages.", []),
        ("A woman visited Zork Blatt.", None),
        ("I met Ann Roe.", None),  # only a quotation tells it
        ("Thousands of people protested against Norway.", [("Norway", "recipient")]),
        ("Thousands of people protested in Norway.", []),  # not against it
        ("Thousands of people protested against Zork Blatt.", []),
        ("Four men were convicted of theft.", []),
        ("Norway imposed sanctions on Sweden.", [("Norway", "actor"), ("Sweden", "recipient")]),
        ("They were convicted of theft.", []),
        ("Norway sent food to the refugees.", [("Norway", "actor")]),
        ("Norway suspended aid to Sweden.", None),  # a rule that was too often wrong
        ("Norway sent troops to the border.", [("Norway", "actor")]),
        ("Norway lifted the ban on trade with Sweden.", None),  # a type that was too often wrong
    ],
)
def test_a_meeting_or_a_protest_has_parties_where_everybody_named_is_known(
    text: str, parties: list[tuple[str, str]] | None
) -> None:
    text = f"Norwegian Prime Minister Ann Roe spoke. {text}"
    events = len(made(text).rows["events"])
    assert (events, parties_of(text)) == ((0, []) if parties is None else (1, parties))


def parties_of(text: str) -> list[tuple[str, str]]:
    """Who takes part in the events of a text, by name, with the role."""
    rows, document = made(text).rows, read(text)
    names = {key: row["name"] for key, row in identify(document, everything(document)).actors.items()}
    return sorted((names[row["actor_id"]], row["role"]) for row in rows["event_actors"])


@pytest.mark.parametrize("troops", ["Soldiers of the Norwegian Navy", "The Norwegian Navy", "Norwegian Navy guards"])
def test_who_sends_soldiers_acts(troops: str) -> None:
    assert parties_of(f"{troops} arrested two men.") == [("Norwegian Navy", "actor")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Norway and Sweden said that the port was shut.", ["Norway", "Sweden"]),
        ("Norwegian and Swedish guards said that the port was shut.", []),
        ("A spokesman for Norway and Sweden said that the port was shut.", []),
    ],
)
def test_who_speak_together_are_each_a_speaker(text: str, speakers: list[str]) -> None:
    rows, document = made(text).rows, read(text)
    names = {key: row["name"] for key, row in identify(document, everything(document)).actors.items()}
    assert sorted(names[row["actor_id"]] for row in rows["statement_actors"]) == speakers


def test_an_office_has_the_name_of_its_holder() -> None:
    text = "The Foreign Secretary met Ann Roe. Foreign Secretary Bo Ek left."
    assert parties_of(text) == [("Ann Roe", "actor"), ("Bo Ek", "actor")]


def test_a_visit_has_its_visitor() -> None:
    rows = made("Norwegian Prime Minister Ann Roe visited Sweden.").rows
    assert [row["event_mode"] for row in rows["events"]] == ["visit"]
    assert [row["role"] for row in rows["event_actors"]] == ["actor", "recipient"]
    rows = made("The minister's visit to Sweden was short.").rows
    assert len(rows["events"]) == 1 and not rows["event_actors"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Norwegian soldiers shot two guards.", ("Norwegian soldiers", "group", "NO")),
        ("The Norwegian navy shot two guards.", ("Norwegian navy", "organization", "NO")),
        ("Talks with Norway failed.", ("Norway", "state", "NO")),
        ("North Korean troops shot two guards.", ("North Korean troops", "group", "KP")),
        ("Norway officials met.", ("Norway officials", "group", "NO")),
        ("Two Norwegians met.", ("Norwegians", "group", "NO")),
        ("Norwegian Prime Minister Ann Roe spoke.", ("Ann Roe", "person", "NO")),
        ("Talks with N. Korea failed.", ("North Korea", "state", "KP")),
    ],
)
def test_who_they_are(text: str, actor: tuple[str, str, str]) -> None:
    document = read(text)
    (known,) = identify(document, everything(document)).actors.values()
    assert (known["name"], known["actor_type"], known["country_code"]) == actor


def test_a_disaster_has_its_context_and_no_parties() -> None:
    records = made("A strong earthquake hit Norway on 2 April 2024, killing ten people.")
    (event,) = records.rows["events"]
    assert (event["event_type"], event["event_context"], event["label"], event["date_edtf"]) == (
        "OTHER",
        "disasters",
        "Strong earthquake hit Norway",
        "2024-04-02",
    )
    assert not records.rows["event_actors"]
    assert [row["country_code"] for row in records.rows["event_places"]] == ["NO"]
    assert [row["event_id"] for row in records.rows["figures"]] == [event["event_id"]]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Norway arrested two men on 20 April.", None),  # a day to come is none of what has happened
        ("Norway arrested the men on 1 June.", "2023-06-01"),  # months ahead, the last such day is meant
        ("Norway arrested two men on 1 March.", "2024-03-01"),
        ("Norway arrested two men last week.", "[2024-03-25..2024-03-31]"),  # some time in it
        ("Norway arrested two men on 3-5 March.", "2024-03-03/2024-03-05"),  # the words name both ends
    ],
)
def test_an_event_without_a_day_that_it_may_have_is_made_without(text: str, date: str | None) -> None:
    (event,) = made(text).rows["events"]
    assert event.get("date_edtf") == date


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Prosecutors charged Ann Roe with fraud.", ["ACCUSE"]),
        ("Norway accused Ann Roe of fraud.", []),  # only in words
        ("The minister resigned on Monday.", ["RETREAT"]),
        ("Norway and Sweden signed a treaty.", ["SUPPORT"]),
        ("Norway supported Sweden.", []),
        ("Ann Roe was sworn in as president.", ["OTHER"]),
        ("Ann Roe died on Monday.", ["OTHER"]),
        ("Acme merged with Gull.", ["OTHER"]),
        ("Norway and Sweden agreed to share the fish.", ["AGREE"]),
        ("Norway promised to share the fish.", []),  # only in words
    ],
)
def test_what_has_earned_a_record(text: str, told: list[str]) -> None:
    assert [event["event_type"] for event in made(text).rows["events"]] == told


def test_a_label_says_what_happened() -> None:
    text = "The hotel in Oslo is old. It caught fire on Monday."
    assert [event["label"] for event in made(text).rows["events"]] == ["Caught fire"]


def test_a_mention_has_the_words_that_tell_of_it() -> None:
    rows = made("Ann Roe took office on Monday.").rows
    (mention,) = rows["event_mentions"]
    assert [row["exact"] for row in rows["evidence"] if row["evidence_id"] == mention["evidence_id"]] == ["took office"]
