"""Events that a draft proposes: what somebody did, one for an occasion, with who took part, where and when."""

from __future__ import annotations

import pytest
from drafts import links, records

from publisher.curation.draft.events.propose import _ACTS, _TYPES
from publisher.model import Record

ANN = '[[actors]]\nid = "act-ann-roe"\nname = "Ann Roe"\nactor_type = "person"\n'
BO = '[[actors]]\nid = "act-bo-lee"\nname = "Bo Lee"\nactor_type = "person"\n'


def events(text: str, actors: str = ANN + BO) -> list[Record]:
    return [one for one in records(f"3 April 2023\n\n{text}", actors) if one.table == "events"]


def parties(one: Record) -> list[tuple[str, str]]:
    return [(link["role"], link["actor_id"]) for link in links(one, "event_actors")]


MET = [("actor", "act-ann-roe"), ("actor", "act-bo-lee")]


@pytest.mark.parametrize(
    ("sentence", "kind", "mode", "told"),
    [
        ("Ann Roe met Bo Lee.", "CONSULT", None, MET),
        (
            "Ann Roe will visit Norway.",
            "AGREE",
            None,
            [("actor", "act-ann-roe"), ("recipient", "act-norway")],
        ),
        (
            "Police killed 12 protesters.",
            "ASSAULT",
            None,
            [("actor", "act-police"), ("recipient", "act-protesters")],
        ),
        (
            "Norway and Sweden signed a treaty.",
            "SUPPORT",
            None,
            [("actor", "act-norway"), ("actor", "act-sweden")],
        ),
    ],
)
def test_what_happened_between_whom(sentence: str, kind: str, mode: str | None, told: list[tuple[str, str]]) -> None:
    (one,) = events(sentence)
    assert (one.values["event_type"], one.values.get("event_mode"), parties(one)) == (kind, mode, told)
    assert one.values["label"] == sentence.rstrip(".")


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("Ann Roe will visit Norway.", "future"),
        ("Ann Roe did not meet Bo Lee.", "negation"),
        ("Norway and Sweden signed a treaty in May 2015.", "historical"),
        ("Ann Roe met Bo Lee.", None),
    ],
)
def test_what_did_not_happen_or_not_now_has_a_mode(sentence: str, mode: str | None) -> None:
    assert [one.values.get("auxiliary_mode") for one in events(sentence)] == [mode]


def test_a_verbal_act_is_no_event() -> None:
    assert events("Ann Roe accused Bo Lee of theft. Ann Roe urged Bo Lee to leave.") == []


def test_where_and_when() -> None:
    (one,) = events("Ann Roe met Bo Lee in Norway on Monday.")
    assert links(one, "event_places") == [{"place_name": "Norway", "country_code": "NO", "where_prec": 6}]
    assert one.values["date_edtf"] == "2023-04-03"
    (one,) = events("Ann Roe met Bo Lee in Oslo, Ann Roe said on Monday.")
    assert links(one, "event_places") == [
        {"place_name": "Oslo", "country_code": "NO", "admin1_code": "NO-03", "where_prec": 1}
    ]
    assert "date_edtf" not in one.values  # that is the day of saying it


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Ann Roe said on Monday that Norway would attack Sweden.", [None]),
        ("Ann Roe said on Monday that the war in Norway goes on.", [None]),
    ],
    ids=["still to come", "it lasts"],
)
def test_a_date_that_is_none_of_an_event(sentence: str, when: list[str | None]) -> None:
    assert [one.values.get("date_edtf") for one in events(sentence)][: len(when)] == when


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Ann Roe met Bo Lee in the suburbs of Oslo.", ["Oslo"]),
        ("Police arrested Bo Lee near old Bergen.", ["Bergen"]),
        ("Police arrested Bo Lee near old Xyrgl.", []),
        ("Police arrested Bo Lee in Oslo district.", ["Oslo district"]),
        ("Ann Roe met Bo Lee during the Norway war.", []),
        ("Norway broke off relations with Sweden.", []),
    ],
)
def test_where_an_event_is(sentence: str, places: list[str]) -> None:
    found = events(sentence)
    assert [link["place_name"] for one in found[:1] for link in links(one, "event_places")] == places


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Two boats in Bath and Utopia sank.", "Two boats in Bath and Utopia sank"),
        ("A jet was shot down over Bath on Monday.", "A jet was shot down over Bath"),
        ("A bridge collapse on the island of Xyrgl hurt nobody.", "A bridge collapse on the island of Xyrgl"),
        ("A ferry is believed to have sunk.", "have sunk"),
    ],
)
def test_the_words_of_a_mention(sentence: str, words: str) -> None:
    text = f"3 April 2023\n\n{sentence}"
    assert words in [text[mark.start : mark.end] for one in events(sentence) for mark in one.of("record")]


def test_what_an_act_is_for_is_no_event_of_its_own() -> None:
    assert len(events("Dockers marched through Oslo to protest against the tax.")) == 1


def test_who_is_reported_to_act_is_no_group_of_that() -> None:
    one, *_ = events("Ann Roe said that rebels had killed two dockers.")
    assert ("actor", "act-rebels") in parties(one)


def test_what_is_told_before_somebodys_words_is_told() -> None:
    assert [one.values["label"] for one in events("Ann Roe built a pier, and police said that it was shut.")] == [
        "Ann Roe built a pier"
    ]


def test_one_occasion_is_one_event() -> None:
    (one,) = events("Ann Roe met Bo Lee on Monday.\n\nAnn Roe met Bo Lee in Oslo.")
    assert len(links(one, "event_mentions")) == 2
    assert (one.values["date_edtf"], len(links(one, "event_places"))) == ("2023-04-03", 1)


def test_a_meeting_that_a_statement_only_mentions_is_an_event() -> None:
    (one,) = events("Ann Roe reiterated her support during a meeting with Bo Lee on Monday.")
    assert (one.values["label"], parties(one)) == ("A meeting with Bo Lee", MET)


def test_the_figures_of_an_event_are_linked_to_it() -> None:
    found = records("Gunmen killed seven people and injured 115 more.")
    (event,) = (one for one in found if one.table == "events")
    figures = [one.values for one in found if one.table == "figures"]
    assert [one["event_id"] for one in figures] == [event.id] * 2
    assert [one["counted_text"] for one in figures] == ["people"] * 2


def test_the_rules_that_are_named_are_rules() -> None:
    assert _TYPES.keys() >= _ACTS


@pytest.mark.parametrize(
    ("sentence", "kind", "told"),
    [
        ("The war in Norway goes on.", "ASSAULT", []),
        (
            "Talks between Ann Roe and Bo Lee ended.",
            "CONSULT",
            MET,
        ),
        ("The attacks on Norway went on.", "ASSAULT", [("recipient", "act-norway")]),
    ],
)
def test_an_occasion_that_a_noun_names(sentence: str, kind: str, told: list[tuple[str, str]]) -> None:
    (one,) = events(sentence)
    assert (one.values["event_type"], parties(one)) == (kind, told)


@pytest.mark.parametrize("sentence", ["The war goes on.", "The attack ads on Norway went on."])
def test_a_noun_alone_is_no_event(sentence: str) -> None:
    assert not events(sentence)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "He spoke after deadly attacks on Norway that killed seven people.",
            ["deadly attacks on Norway"],
        ),
    ],
)
def test_what_an_occasion_is_called_again(text: str, mentions: list[str]) -> None:
    (one,) = events(text)
    whole = f"3 April 2023\n\n{text}"
    assert [whole[mark.start : mark.end] for mark in one.of("record")] == mentions


def test_two_wars_are_two() -> None:
    assert len(events("The war in Norway goes on.\n\nThe war in Sweden is over.")) == 2


def test_what_happened_last_week_happened_at_some_time_in_it() -> None:
    (one,) = events("Norway arrested two men last week.")
    assert one.values["date_edtf"] == "[2023-03-27..2023-04-02]"


def words_of(text: str) -> list[list[str]]:
    text = f"3 April 2023\n\n{text}"
    told = [one for one in records(text, ANN + BO) if one.table == "events"]
    return [[text[mark.start : mark.end] for mark in one.of("record")] for one in told]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "Police arrested nine dockers. Ann Roe said that nine dockers were arrested.",
            ["Police arrested nine dockers", "nine dockers were arrested"],
        ),
        ("A bus hit a wall. Then it rammed into a shop.", ["A bus hit a wall", "it rammed into a shop"]),
        ("The accident happened on Monday. A bus hit a wall.", ["The accident", "A bus hit a wall"]),
        ("Ann Roe visited Bo Lee. Bo Lee met Ann Roe.", ["Ann Roe visited Bo Lee", "Bo Lee met Ann Roe"]),
    ],
)
def test_what_is_told_again_is_one_event(text: str, mentions: list[str]) -> None:
    assert words_of(text) == [mentions]


def test_that_nobody_came_to_harm_is_no_event() -> None:
    assert words_of("A bus hit a wall. Ann Roe was not injured.") == [["A bus hit a wall"]]


def test_whom_a_relative_clause_tells_of_did_something() -> None:
    assert ["whom Ann Roe appointed"] in words_of("Bo Lee, whom Ann Roe appointed in May, left.")


def mentions_of(one: Record, text: str) -> list[tuple[str, str]]:
    """The mentions of an event, each with its basis."""
    whole = f"3 April 2023\n\n{text}"
    return [(whole[mark.start : mark.end], mark.basis) for mark in one.of("record")]


def test_harm_in_a_clause_of_its_own_is_a_mention_of_what_caused_it() -> None:
    text = "Rebels attacked a convoy. Twelve drivers were killed."
    (one,) = events(text)
    assert mentions_of(one, text) == [
        ("Rebels attacked a convoy", "explicit"),
        ("Twelve drivers were killed", "inferred"),
    ]


def test_harm_that_nothing_caused_is_an_event() -> None:
    text = "Twelve drivers were killed."
    assert [mentions_of(one, text) for one in events(text)] == [[("Twelve drivers were killed", "explicit")]]


@pytest.mark.parametrize(("words", "count"), [("The quake was felt in Bath.", 1), ("Two quakes were felt in Bath.", 2)])
def test_what_is_counted_is_another_occasion(words: str, count: int) -> None:
    assert len(events(f"A quake hit Oslo. {words}")) == count


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ann Roe left. She attacked Bo Lee.", "She"),
        ("The police jailed Ann Roe.", "The police"),
    ],
)
def test_the_words_of_a_participant(sentence: str, words: str) -> None:
    found = [link for one in events(sentence) for link in one.links if link.table == "event_actors" and link.mark]
    whole = f"3 April 2023\n\n{sentence}"
    assert words in [whole[link.mark.start : link.mark.end] for link in found if link.mark]
