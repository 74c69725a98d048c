"""Statements that a draft proposes: who speaks to whom about whom, what is done by it, where and when."""

from __future__ import annotations

import pytest
from drafts import drafted, entries, faults_when_accepted, records

from publisher.model import Record

BIRDS = "".join(
    f'[[actors]]\nid = "act-{key}"\nname = "{name}"\nactor_type = "{kind}"\n'
    for key, name, kind in (
        ("ann-roe", "Ann Roe", "person"),
        ("bo-lee", "Bo Lee", "person"),
        ("gull", "Gull", "organization"),
        ("tern", "Tern", "organization"),
    )
)


def statements(text: str, actors: str = BIRDS) -> list[Record]:
    return [one for one in records(text, actors) if one.table == "statements"]


@pytest.mark.parametrize(
    ("sentence", "speakers", "addressees"),
    [
        ("Ann Roe of Gull said that the quay was closed.", ["act-ann-roe"], []),
        ("The agency Gull said that the quay was closed.", ["act-gull"], []),
        ("Ann Roe and Bo Lee said that the quay was closed.", ["act-ann-roe", "act-bo-lee"], []),
        ("Gull and the newspaper Tern said that the quay was closed.", ["act-gull", "act-tern"], []),
        ("Ann Roe told Bo Lee that the quay was closed.", ["act-ann-roe"], ["act-bo-lee"]),
        ("Ann Roe told a friend of Bo Lee that the quay was closed.", ["act-ann-roe"], []),
        ("Ann Roe said to Bo Lee that the quay was closed.", ["act-ann-roe"], []),
        ("Ann Roe’s lawyer said that the quay was closed.", [], []),
        ("A critic of Gull said that the quay was closed.", [], []),
        ("A Gull pilot said that the quay was closed.", [], []),
        ("Estimates suggest that the quay was closed.", [], []),
        ("Police said that the quay was closed.", ["act-police"], []),
    ],
)
def test_who_speaks_to_whom_is_proposed_where_it_is_sure(
    sentence: str, speakers: list[str], addressees: list[str]
) -> None:
    (one,) = statements(sentence)
    assert (one.actors("speaker"), one.actors("addressee")) == (speakers, addressees)


@pytest.mark.parametrize(
    ("sentence", "act", "targets"),
    [
        ("Ann Roe accused Gull of “theft.”", "ACCUSE", ["act-gull"]),
        ("Ann Roe demanded that the quay be closed.", "REQUEST", []),
        ("Ann Roe urged Gull to open the pier.", "REQUEST", ["act-gull"]),
        ("Ann Roe promised that the quay would open.", "AGREE", []),
        ("Ann Roe thanked Bo Lee for the new pier.", "SUPPORT", ["act-bo-lee"]),
        ("The pilots are accusing Gull of theft.", "ACCUSE", ["act-gull"]),
        ("Ann Roe blamed Gull for the loss of the pier.", "ACCUSE", ["act-gull"]),
        ("Ann Roe said that the quay was closed.", None, []),
    ],
)
def test_what_is_done_by_saying_it_and_at_whom(sentence: str, act: str | None, targets: list[str]) -> None:
    (one,) = statements(sentence)
    assert (one.values.get("act_type"), one.actors("target")) == (act, targets)


def test_the_date_of_the_article_is_no_content() -> None:
    (one,) = statements("date 2024-05-03 Ann Roe left, Gull reported.")
    assert one.values["content_text"] == "Ann Roe left"


def test_a_dateline_is_no_content() -> None:
    (one,) = statements("BATH, May 3, 2016 - Ann Roe left, Gull reported.")
    assert (one.values["cue_text"], one.values["content_text"]) == ("reported", "Ann Roe left")


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("Ann Roe called on Gull to leave the port.", "called on", "to leave the port"),
        ("Ann Roe condemned the raid and called for peace.", "condemned", "the raid"),
        ("A poll found support for the port.", "found", "support for the port"),
        ("Dockers gathered to demand higher wages.", "demand", "higher wages"),
    ],
    ids=["a call", "up to another verb", "a thing that says something", "a purpose"],
)
def test_what_is_judged_or_asked_for_is_a_statement(sentence: str, cue: str, content: str) -> None:
    assert (cue, content) in [(one.values["cue_text"], one.values["content_text"]) for one in statements(sentence)]


def test_who_is_found_by_a_diver_is_no_statement() -> None:
    assert not statements("Ann Roe found a boat in the port.")


def test_pieces_of_one_quotation_are_one_statement() -> None:
    (one,) = statements("Ann Roe said the quay was “old” and that the pier was “new”.")
    assert one.values["quoted_text"] == "old ... new"


def test_a_pronoun_stands_for_the_person_named_before() -> None:
    (one,) = statements("Ann Roe left. “No,” she said.")
    assert (one.values["speaker_text"], one.actors("speaker")) == ("she", ["act-ann-roe"])
    assert 'todo = \'is "she" act-ann-roe? compare' in drafted("Ann Roe left. “No,” she said.", BIRDS).records


def test_an_office_stands_for_the_one_who_has_it() -> None:
    (one,) = statements("Minister Ann Roe left. The minister said that the quay was closed.")
    assert one.actors("speaker") == ["act-ann-roe"]


def test_a_quotation_that_runs_on_has_the_speaker_of_the_one_before() -> None:
    first, second = statements("“We will go,” Ann Roe said.\n\n“We will not come back.”")
    assert (second.values.get("speaker_text"), second.actors("speaker")) == (None, first.actors("speaker"))


def test_both_sides_are_the_two_states_named_before() -> None:
    (one,) = statements("Norway met Sweden. Both sides agreed to open the quay.", "")
    assert one.actors("speaker") == ["act-norway", "act-sweden"]


def test_what_stands_in_somebodys_words_is_drafted_as_theirs() -> None:
    text = "Seven nets were lost, the ministry said, according to Port Radio. Nine boats stayed."
    links = {record.id: record.values for record in records(text)}
    ministry, radio = (key for key in links if key.startswith("stm-"))
    if "port-radio" in ministry:
        ministry, radio = radio, ministry
    assert links[ministry]["reported_by_statement_id"] == radio
    assert "reported_by_statement_id" not in links[radio]
    assert [links[key].get("statement_id") for key in ("fig-nets", "fig-boats")] == [ministry, None]


def test_a_time_of_the_day_is_that_of_the_day_spoken_of() -> None:
    text = "May 3, 2016\n\nOn Monday Ann Roe left. “We will go,” she said at noon."
    assert 'date_edtf = { text = "noon", value = "2016-05-02", basis = "resolved" }' in drafted(text).records


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("“We will go,” she said on Monday.", "2016-05-02"),
        ("“We will go,” Roe told reporters late on Monday.", "2016-05-02"),
        ("“We will go,” Roe told reporters last week.", "[2016-04-25..2016-05-01]"),
        ("On Monday, Roe said that the nets were lost.", "2016-05-02"),
        ("Ann Roe on Monday accused Gull of “theft.”", "2016-05-02"),
        ("Roe said “no” after talks on Monday.", None),
        ("Roe, who left on Monday, said “no.”", None),
        ("They meet on Friday, her office said, but Roe said that she would not.", None),
        ("Roe said that it was over, and she promised that no boat would go until 2027.", None),
        ("Roe said that the nets were lost on Monday.", None),
    ],
)
def test_a_statement_has_only_a_date_that_stands_in_the_clause_of_its_cue(sentence: str, value: str | None) -> None:
    found = [one.values.get("date_edtf") for one in statements(f"May 3, 2016\n\n{sentence}", "")]
    assert [one for one in found if one] == ([value] if value else [])


def test_marks_that_nobody_speaks_in_are_rejected() -> None:
    text = '3 April 2023\n\nAnn Roe met Bo Lee.\n\n"Storm hits Gull" by The Gull Times.'
    file = drafted(text)
    assert not entries(file.records, "statements")
    assert not faults_when_accepted(text)


def test_a_passive_at_the_end_of_a_sentence_tells_nothing() -> None:
    assert statements("The boats were seen by Ann Roe.") == []


REPORTERS = BIRDS + '[[actors]]\nid = "act-reporters"\nname = "Reporters"\nactor_type = "group"\n'
BATH = BIRDS + '[[actors]]\nid = "act-bath"\nname = "University of Bath"\nactor_type = "organization"\n'


def test_a_collective_is_told() -> None:
    (one,) = statements("Ann Roe told reporters that the quay was closed.", REPORTERS)
    assert one.actors("addressee") == ["act-reporters"]


@pytest.mark.parametrize(("pronoun", "speakers"), [("She", ["act-ann-roe"]), ("It", []), ("They", [])])
def test_a_pronoun_takes_up_who_spoke_before(pronoun: str, speakers: list[str]) -> None:
    *_, one = statements(f"Ann Roe said that the quay was closed. {pronoun} said that the pier was closed, too.")
    assert one.actors("speaker") == speakers


PORT = f"""{BIRDS}
[[actors]]
id = "act-norway"
name = "Norway"
actor_type = "state"
country_code = "NO"

[[actors]]
id = "act-dockers"
name = "Dockers"
actor_type = "group"

[[actors]]
id = "act-cy-day"
name = "Cy Day"
actor_type = "person"
parent_actor_id = "act-norway"
"""


@pytest.mark.parametrize(
    ("sentence", "speaker", "cue", "content"),
    [
        ("A poll found support for the port.", "A poll", "found", "support for the port"),
        ("Gull, which left, rejected the accord.", "Gull", "rejected", "the accord"),
        ("Ann Roe criticised the use of nets.", "Ann Roe", "criticised", "the use of nets"),
        ("Ann Roe said that the quay was closed; nobody came.", "Ann Roe", "said", "the quay was closed"),
    ],
)
def test_what_the_passive_a_hearer_or_an_object_tells(
    sentence: str, speaker: str | None, cue: str, content: str
) -> None:
    found = [
        (one.values.get("speaker_text"), one.values["cue_text"], one.values["content_text"])
        for one in statements(sentence, PORT)
    ]
    assert (speaker, cue, content) in found


@pytest.mark.parametrize(
    ("sentence", "act", "targets"),
    [
        ("Ann Roe said that the rain must stop.", None, []),
        ("Ann Roe said that Norway would support Gull.", None, []),
        ("Ann Roe said that the quay was closed.", None, []),
    ],
)
def test_what_is_done_by_what_is_said(sentence: str, act: str | None, targets: list[str]) -> None:
    (one,) = statements(sentence, PORT)
    assert (one.values.get("act_type"), one.actors("target")) == (act, targets)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Ann Roe said that the quay was closed. She added that the pier was open.",
            [["act-ann-roe"], ["act-ann-roe"]],
        ),
        ("Ann Roe left Bo Lee. She said that the quay was closed.", [["act-ann-roe"]]),
        ("A baker said that the quay was closed. He added that the pier was open.", [[], []]),
    ],
    ids=["who spoke before", "whom the sentence before is about", "somebody without a name"],
)
def test_whom_a_pronoun_of_a_speaker_means(text: str, speakers: list[list[str]]) -> None:
    assert [one.actors("speaker") for one in statements(text, PORT)] == speakers


def test_a_speaker_whom_the_words_do_not_name_leaves_the_words() -> None:
    text = "Norway left. A spokesman for the Norwegian foreign ministry said that the quay was shut."
    assert [one.values["content_text"] for one in statements(text, PORT)] == ["the quay was shut"]


UNNAMED = "".join(
    f'[[actors]]\nid = "act-{key}"\nname = "{name}"\nactor_type = "{kind}"\n{more}'
    for key, name, kind, more in (
        ("norway", "Norway", "state", 'country_code = "NO"\n'),
        ("port-spokesman", "Port spokesman", "person", ""),
        ("gull", "Gull", "organization", ""),
        ("ann-roe", "Ann Roe", "person", 'parent_actor_id = "act-norway"\n'),
    )
)


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "act"),
    [
        ("Dockers gathered to demand higher wages.", "demand", "higher wages", "REQUEST"),
        ("Ann Roe condemned the raid and called for peace.", "called", "peace", "REQUEST"),
    ],
)
def test_what_a_noun_or_a_participle_tells(sentence: str, cue: str, content: str, act: str | None) -> None:
    told = [
        (one.values["cue_text"], one.values["content_text"], one.values.get("act_type")) for one in statements(sentence)
    ]
    assert (cue, content, act) in told


@pytest.mark.parametrize(
    ("said", "act", "targets"),
    [
        ("Gull supports Norway", None, []),
    ],
)
def test_what_the_speakers_own_side_does(said: str, act: str | None, targets: list[str]) -> None:
    (one,) = statements(f"Ann Roe said that {said}.", UNNAMED)
    assert (one.values.get("act_type"), one.actors("target")) == (act, targets)


def test_a_line_may_end_with_whoever_praises() -> None:
    assert statements("A plan welcomed by Gull\n\nThe plan was welcomed by Gull") == []


def told(sentence: str) -> list[tuple[str | None, str, str]]:
    """Speaker, cue and content of the statements of a sentence."""
    names = ("speaker_text", "cue_text", "content_text")
    return [tuple(one.values.get(name) for name in names) for one in statements(sentence)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The strike is expected to spread.", (None, "is expected", "The strike ... to spread")),
        ("Gull closed a pier that was believed to be safe.", (None, "was believed", "to be safe")),
        ("Ann Roe was accused of theft.", (None, "was accused", "theft")),
        ("The boats left after concerns that the quay may sink.", (None, "concerns", "the quay may sink")),
        ("The pier is shut because of Gull's refusal to pay the dockers.", ("Gull", "refusal", "to pay the dockers")),
        ("The largest firm, Gull, said that the quay was shut.", ("Gull", "said", "the quay was shut")),
        ("Ann Roe has widely condemned the raid.", ("Ann Roe", "has ... condemned", "the raid")),
    ],
    ids=["a passive", "a relative clause", "an accusation", "a noun", "whose it is", "a name", "an adverb"],
)
def test_the_words_of_what_is_said(sentence: str, words: tuple[str | None, str, str]) -> None:
    assert words in told(sentence)


def test_an_answer_to_what_is_said_has_that_as_its_content() -> None:
    assert told("Ann Roe rejected Gull's suggestion that Tern leave the port.") == [
        ("Ann Roe", "rejected", "Gull's suggestion that Tern leave the port"),
        ("Gull", "suggestion", "Tern leave the port"),
    ]


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("“We urge Gull to open the pier,” Ann Roe said.", "REQUEST"),
        ("Ann Roe said that Gull should open the pier.", "REQUEST"),
        ("Ann Roe recommended a new pier.", "REQUEST"),
        ("Ann Roe attributed the raid to Gull.", "ACCUSE"),
        ("Ann Roe rejected the claims.", None),
    ],
)
def test_what_is_done_by_the_cue_or_in_what_is_said(sentence: str, act: str | None) -> None:
    assert [one.values.get("act_type") for one in statements(sentence)] == [act]
