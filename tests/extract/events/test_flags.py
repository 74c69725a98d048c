"""Whether it happened: denied, still to come, only talked about; and what type an act has while it is still to come."""

from __future__ import annotations

from datetime import date

import pytest
from events_read import found

from publisher.extract import dates, events, text

FLAGS = ("negated", "future", "hypothetical", "historical")


@pytest.mark.parametrize(
    ("sentence", "flags"),
    [
        ("Police arrested two men.", ""),
        ("Police no longer arrest the two men.", "negated"),
        ("Police neither arrested the two men nor went.", "negated"),
        ("Not a single officer arrested the two men.", "negated"),
        ("It is not true that police arrested two men.", "hypothetical"),
        ("It is untrue that police arrested two men.", "hypothetical"),
        ("It is true that police arrested two men.", ""),
        ("It is not clear that police arrested two men.", "hypothetical"),
        ("Police not only arrested two men.", ""),
        ("Police did not arrest the two men.", "negated"),
        ("No people were arrested by police.", "negated"),
        ("Police will arrest the two men.", "future"),
        ("Police are going to arrest the two men.", "future"),
        ("Police plan to arrest the two men.", "future"),
        ("Police may arrest the two men.", "hypothetical"),
        ("The law allows police to arrest the two men.", "hypothetical"),
        ("Police would wait and arrest the two men.", "hypothetical"),
        ("Police will wait and arrest the two men.", "future"),
        ("Police waited and arrested the two men.", ""),
        ("Police want to arrest the two men.", "hypothetical"),
        ("If police arrest the two men, they talk.", "hypothetical"),
        ("Anyone who was arrested by police may talk.", "hypothetical"),
        ("A driver who was arrested talked.", ""),
        ("Police asked the judge for the arrest of two men.", "hypothetical"),
        ("People who attacked police will talk.", ""),
        ("Police failed to arrest the two men.", "negated"),
        ("There was no attack on the port by rebels.", "negated"),
        ("Police were able to arrest the two men.", ""),
        ("Police were to arrest the two men.", "future"),
        ("Police decided to arrest the two men.", "future"),
        ("The mayor said that police would arrest the two men.", "future"),
        ("Police would arrest the two men.", "hypothetical"),
        ("The mayor persuaded police to arrest the two men.", "hypothetical"),
        ("Police have the authority to arrest the two men.", "hypothetical"),
        ("They marked the anniversary of the attack on the port by rebels.", "historical"),
        ("The mayor commemorated the attack on the port by rebels.", "historical"),
        ("The mayor denied arresting two men.", "hypothetical"),
        ("The mayor kept police from arresting two men.", "negated"),
        ("Police kept on arresting two men.", ""),
        ("The mayor forced police to arrest the two men.", ""),
        ("Police never arrested the two men.", "negated"),
        ("Police have not yet arrested the two men.", "negated"),
        ("Police have yet to arrest the two men.", "negated"),
        ("Neither soldiers nor police arrested the two men.", "negated"),
        ("None of the soldiers arrested the two men.", "negated"),
        ("Police are about to arrest the two men.", "future"),
        ("Police were due to arrest the two men.", "future"),
        ("Police allegedly arrested the two men.", "hypothetical"),
        ("The two men were almost arrested by police.", "hypothetical"),
        ("Police arrested almost 200 men.", ""),
        ("Had police arrested the two men, they would talk.", "hypothetical"),
        ("Police had two men arrested.", ""),
        ("The mayor denied that police had arrested two men.", "hypothetical"),
        ("The mayor denied police arrested two men.", "hypothetical"),
        ("The mayor doubted that police had arrested two men.", "hypothetical"),
        ("The families fear that police arrested two men.", "hypothetical"),
        ("The mayor hopes that police arrested two men.", "hypothetical"),
        ("There is no evidence that police arrested two men.", "hypothetical"),
        ("The mayor did not deny that police had arrested two men.", ""),
        ("The planned attack on the port by rebels is known.", "future hypothetical"),
    ],
)
def test_flags(sentence: str, flags: str) -> None:
    (event,) = found(sentence)
    assert [name for name in FLAGS if getattr(event, name)] == flags.split()


def test_what_is_forbidden_did_not_happen() -> None:
    assert [event.negated for event in found("The army was forbidden to bomb the port.")] == [False, True]


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("The minister visited Norland.", "CONSULT"),
        ("The minister will visit Norland.", "AGREE"),
        ("The minister will not visit Norland.", "REJECT"),
        ("The rebels said they would attack the port.", "THREATEN"),
    ],
)
def test_an_act_to_come_is_of_another_type(sentence: str, event_type: str) -> None:
    assert [event.event_type for event in found(sentence)] == [event_type]


def test_the_date_is_the_nearest_in_the_sentence() -> None:
    document = text.read("Police arrested two men on 3 May 2020, and on 9 June 2021 rebels attacked the port.")
    found_dates = dates.find(document, date(2022, 1, 1))
    assert [event.date for event in events.find(document, found_dates)] == ["2020-05-03", "2021-06-09"]


@pytest.mark.parametrize(
    ("when", "historical"),
    [("on 3 May 2020", True), ("in 2019", True), ("last week", False), ("ten years ago", True), ("in a week", False)],
)
def test_what_lies_more_than_a_year_back_is_history(when: str, historical: bool) -> None:
    day = date(2022, 1, 1)
    document = text.read(f"Police arrested two men {when}.")
    (event,) = events.find(document, dates.find(document, day), day)
    assert event.historical == historical


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Rebels, who seized Alvia on May 3, attacked Castra on May 9.", ["2022-05-03", "2022-05-09"]),
        ("Rebels, who seized Alvia on May 3, attacked Castra.", ["2022-05-03", None]),
        ("The man whom police arrested on May 3 attacked a guard.", ["2022-05-03", None]),
        ("The attack on the port by rebels, which began on May 3, failed.", ["2022-05-03"]),
        ("They saw an attack on May 3 in which rebels killed ten men.", ["2022-05-03"]),
        ("They saw the attack of May 3 on the port that killed ten men.", ["2022-05-03"]),
        ("On May 3 rebels attacked Castra and killed ten men.", ["2022-05-03", "2022-05-03"]),
    ],
)
def test_the_date_is_that_of_its_clause(sentence: str, days: list[str | None]) -> None:
    document = text.read(sentence)
    assert [event.date for event in events.find(document, dates.find(document, date(2022, 6, 1)))] == days


@pytest.mark.parametrize(("preposition", "alleged"), [("with", True), ("over", False)])
def test_what_somebody_is_charged_with_is_alleged(preposition: str, alleged: bool) -> None:
    charge, attack = found(f"A man was charged {preposition} the attack on the port by rebels.")
    assert (charge.hypothetical, attack.hypothetical) == (False, alleged)


def test_what_is_ruled_out_is_only_talked_about() -> None:
    rejected, arrest = found("The mayor ruled out arresting two men.")
    assert (rejected.hypothetical, arrest.hypothetical) == (False, True)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Rebels have shelled the port since Monday.", None),
        ("Rebels shelled the port on Monday.", "2022-05-30"),
        ("Rebels shelled the port for the first time since the army came on Monday.", None),
        ("The mayor spoke on Monday after rebels shelled the port.", None),
        ("Rebels shelled the port on Monday after the mayor spoke.", "2022-05-30"),
        ("In the third week of rain rebels shelled the port.", None),
        ("The river passed the 1988 level when rebels shelled the port.", None),
        ("The 1988 invasion by Norland ended at the port.", "1988"),
        ("More than 20 people were arrested in the first half hour.", None),
        ("Rebels fought the army before Norland's May 9 election.", None),
        ("Monday's attack on the port by rebels failed.", "2022-05-30"),
        ("The mayor and his rival for the seat election Saturday were arrested.", None),
        ("Monday's gunmen shot two guards.", "2022-05-30"),
        ("Two men in Bath Saturday were arrested.", "2022-05-28"),
        ("Lee and Ek discussed a paper printed in July 2021.", None),
        ("The army left after the attack by rebels, returning in July 2021.", None),
        ("Ten people were killed in an attack carried out in July 2021.", "2021-07"),
        ("Two soldiers were killed at the 11th-century temple.", None),
    ],
)
def test_a_day_of_something_else_does_not_date_an_event(sentence: str, day: str | None) -> None:
    document = text.read(sentence)
    event, *_ = (
        one for one in events.find(document, dates.find(document, date(2022, 6, 1))) if one.event_type != "OTHER"
    )
    assert event.date == day


@pytest.mark.parametrize(("when", "historical"), [("in 1998", True), ("on 3 May 1998", False), ("on Monday", False)])
def test_without_a_date_of_the_article_a_bare_year_is_history(when: str, historical: bool) -> None:
    document = text.read(f"Police arrested two men {when}.")
    (event,) = events.find(document, dates.find(document))
    assert event.historical == historical


def test_what_somebody_is_only_accused_of_is_hypothetical() -> None:
    accused, arresting = found("The mayor accused police of arresting two men.")
    assert arresting.hypothetical and not accused.hypothetical
    _, arresting = found("The mayor thanked police for arresting two men.")
    assert not arresting.hypothetical
