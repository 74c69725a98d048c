"""Classes of error that a reading of fresh news showed, each with the sentence that tells it."""

from __future__ import annotations

import datetime

from publisher.extract import dates, extract, figures, text
from publisher.extract.candidates import Quote

DAY = datetime.date(2010, 8, 13)


def said(article: str) -> list[str]:
    """What is said in an article, in text order."""
    return [
        one.content.text
        for one in extract(article)
        if isinstance(one, Quote) and one.kind in ("quote", "indirect") and one.content
    ]


def told(article: str) -> list[tuple[str | None, str]]:
    """Who says what in an article, in text order."""
    return [
        (one.speaker.text if one.speaker else None, one.content.text)
        for one in extract(article)
        if isinstance(one, Quote) and one.kind in ("quote", "indirect") and one.content
    ]


def names(article: str) -> list[str]:
    """The names in an article."""
    return [one.text for one in extract(article) if one.kind == "name"]


def test_the_nearest_cue_brings_in_a_mixed_quotation() -> None:
    found = said(
        'The army said it had met attacks from the north, a day after Lee said the long war would not last "too long."'
    )
    assert found[-1] == 'the long war would not last "too long."'


def test_a_verb_of_the_speaker_ends_what_is_said() -> None:
    assert said('The agency tweeted there was "no threat" to us, but failed to send a word.') == [
        'there was "no threat" to us'
    ]


def test_the_subject_of_what_was_warned_of_is_no_hearer() -> None:
    assert said('He warned gradual change could "result in a mess", Lee left.')[0].startswith("gradual change")


def test_what_the_author_says_is_no_reported_speech() -> None:
    assert said("I hope I am not the only one who is late.") == []


def test_what_somebody_might_say_is_not_said() -> None:
    assert said("He might say that the bridge is shut.") == []


def test_a_relative_clause_is_not_what_is_said() -> None:
    assert said("The council says most of the fires that were lit are out.") == [
        "most of the fires that were lit are out"
    ]


def test_who_is_no_court_and_no_study_tells_nothing_by_finding_it() -> None:
    assert said("The mayor found that the bridge was shut.") == []
    assert said("A court found that the bridge was shut.") == ["the bridge was shut"]


def test_what_a_storm_claims_is_no_speech() -> None:
    assert said("The storm claimed at least eight lives.") == []
    assert said("The mayor urged them to give food for the victims.") == ["to give food for the victims"]


def test_a_speaker_is_named_with_the_whole_clause_about_them() -> None:
    for speaker in (
        "Officials who declined to be named",
        "The man who was arrested",
        "An aide who asked not to be identified",
        "Two men who had been held in Oslo",
    ):
        (one,) = [one for one in extract(f"{speaker} said it was late.") if isinstance(one, Quote)]
        assert one.speaker is not None
        assert one.speaker.text == speaker


def test_a_name_with_a_small_word_inside_is_one_speaker() -> None:
    (one,) = [one for one in extract("Then Banco do Norte said it was shut.") if isinstance(one, Quote)]
    assert one.speaker is not None
    assert one.speaker.text == "Banco do Norte"


def test_a_common_noun_that_begins_a_sentence_is_no_name() -> None:
    assert names("Motorists are asked to wait. Nothing has changed.") == []


def test_two_particles_belong_to_one_name() -> None:
    assert names("President Fernando de la Rua has resigned.") == ["Fernando de la Rua"]


def test_a_clause_is_no_group() -> None:
    assert "Downer says ministers" not in names("Mr Downer says ministers from the group met.")


def test_a_clock_time_has_no_day_of_its_own() -> None:
    found = dates.find(text.read("It rained at 4:00pm and late. It rained at 9 p.m. on Monday."), DAY)
    assert [(one.text, one.edtf) for one in found] == [("4:00pm", None), ("9 p.m. on Monday", "2010-08-09")]


def test_the_past_24_hours_are_two_days() -> None:
    (found,) = dates.find(text.read("It rained in the past 24 hours."), DAY)
    assert found.edtf == "2010-08-12/2010-08-13"


def test_the_unit_of_a_compound_is_kept() -> None:
    found = figures.find(text.read("A 150-foot fence; a 13-member team; a 33-to-1 ratio."))
    assert [(one.value, one.unit) for one in found] == [(150, "foot"), (13, "person")]


def test_shares_that_shot_up_hit_nobody() -> None:
    (found,) = figures.find(text.read("Shares shot up 11 points."))
    assert found.measure == "other"


def test_the_head_of_a_name_is_none_alone() -> None:
    assert names("Harbour fees rise. Oil prices fell at Sydney Harbour.") == ["Sydney Harbour"]


def test_what_cannot_speak_is_no_speaker() -> None:
    assert told("She won Ohio, a safe Labour state in 1990 that was lost later.") == []
    assert told("The workers state that the bridge was shut.") == [("The workers", "the bridge was shut")]
    assert told("Police state that the bridge was shut.") == [("Police", "the bridge was shut")]
    assert told("A club of anglers that sets size limits for trout, founded in Bath, said the bridge was shut.") == []
    assert told("“It is late” when he returns to Bath, Ann Lee told us.")[0][0] != "returns to Bath"
    assert told("He fled, and a gale has led to a warning about people falsely claiming to mend roofs.") == []


def test_one_of_several_is_whoever_is_named_after() -> None:
    said_so = [("Ann Lee", "the bridge was shut")]
    assert told("One of the owners, Ann Lee, said the bridge was shut.") == said_so
    assert told("The mayor, Ann Lee, says the bridge was shut.")[0][0] == "Ann Lee"


def test_the_main_clause_is_not_what_is_said_in_the_one_that_leads_on_to_it() -> None:
    assert told("While officials say the bridge is safe, its closing calls that into question.") == [
        ("officials", "the bridge is safe")
    ]
    assert (
        told("Ann Lee said that until Denmark assures us it is no threat, “it would be wrong to go.”")[0][0]
        == "Ann Lee"
    )
    assert (
        told("While Lee said the bridge was wet, and the quay was shut, Roe left.")[0][1]
        == "the bridge was wet, and the quay was shut"
    )
    assert told("Officials say the bridge is safe, its closing was a mistake.")[0][1] == (
        "the bridge is safe, its closing was a mistake"
    )


def test_only_belongs_to_what_is_said() -> None:
    assert said("Ann Lee said only two of the boats came back.") == ["only two of the boats came back"]
    assert said("Ann Lee said again that two of the boats came back.") == ["two of the boats came back"]


def test_the_office_of_the_speaker_is_not_what_is_said() -> None:
    assert told("Two of the boats came back, said Ann Lee, president of the Grand Boat Club of Bath in the West.") == [
        ("Ann Lee", "Two of the boats came back")
    ]
    assert (
        told("“It was late,” said Ann Lee, skipper at Roe, Poe and Co. “Nobody would come.”")[1][1]
        == "Nobody would come"
    )
    assert told("According to Ann Lee, president of the club, two of the boats came back.") != []


def test_a_name_or_a_phrase_alone_is_not_what_is_said() -> None:
    assert told("Lee said Acme Harbour Holdings. It rained.") == []
    assert told("The offer, announced in Bath today, expires in March.") == []
    assert told("He spoke to the owner, who asked on condition that he not be named.") == []


def test_a_verb_that_comes_again_has_its_first_subject() -> None:
    assert told("In a note the firm says it likes the plan offered by the town of Bath, and says it is late.") == [
        ("the firm", "it likes the plan offered by the town of Bath"),
        ("the firm", "it is late"),
    ]
    assert told("Lee says it is late, and Roe says it is not.")[1] == ("Roe", "it is not")


def test_a_relative_clause_without_a_second_comma_is_about_the_speaker() -> None:
    assert told("The bowler Stuart Lee, who is here in place of Andy Roe says the field is wet.") == [
        ("Stuart Lee", "the field is wet")
    ]
    assert told("Police went to hold men, who at night were thought to be chanting “out”.") == [("men", "out")]
    assert told("Ann Lee, whose brother says the field is wet.") == []


def test_what_follows_a_quotation_without_a_sign_is_another_statement() -> None:
    article = "Ann Lee suggested it was late.\n“We wait for the others and then go home” Jon Roe says he will not go."
    assert told(article) == [
        ("Ann Lee", "it was late"),
        ("Ann Lee", "We wait for the others and then go home"),
        ("Jon Roe", "he will not go"),
    ]


def test_what_is_said_on_a_condition_is_said_whole() -> None:
    assert said("Lee says if the boat comes back, the club would expect him to row.") == [
        "if the boat comes back, the club would expect him to row"
    ]


def test_where_the_author_goes_on_nobody_else_speaks() -> None:
    assert said("The council says guards will be on all trains, a move which has angered the drivers.") == [
        "guards will be on all trains"
    ]
    assert said("The plan, under which Lee agreed to build the quay, was dropped.") == ["to build the quay"]
    assert said("Acme has announced it is closing two yards, and Gull is closing four.") == ["it is closing two yards"]
    assert said("Lee said that Acme was closing two yards, and Gull was closing four.") == [
        "Acme was closing two yards, and Gull was closing four"
    ]


def test_what_somebody_who_speaks_holds_is_said_once() -> None:
    assert told("Ann Lee said she feared the bridge was shut.") == [("Ann Lee", "she feared the bridge was shut")]
    assert told("Ann Lee said it was late, but she feared the bridge was shut.")[1] == ("she", "the bridge was shut")


def test_an_agency_that_reports_somebody_as_saying_says_nothing_itself() -> None:
    assert told("Acme News reported the owners, the firm Gull, as saying the bridge was shut.") == [
        ("the owners", "the bridge was shut")
    ]


def test_a_noun_for_somebody_is_no_part_of_the_name() -> None:
    assert names("Firefighter Ann Lee left.") == ["Ann Lee"]
    assert names("Businessmen Solomon Orr and Lindsay Poe left.") == ["Solomon Orr", "Lindsay Poe"]
    assert names("Captain Ann Lee left.") == names("Attorney-General Ann Lee left.") == ["Ann Lee"]
    assert names("The Norwegian Ships and Harbours Commission (NSHC) met.")[0] == (
        "Norwegian Ships and Harbours Commission"
    )


def test_what_others_claim_is_not_said_by_who_answers() -> None:
    assert told("Norland has pushed back on claims that the fire was its fault.") == []
    assert told("Ann Lee said in a statement that the fire was her fault.") == [("Ann Lee", "the fire was her fault")]


def test_half_a_sentence_is_not_what_is_said() -> None:
    assert told("It shows a tape which officials say shows two men.") == []
    assert told("The agency says it has held 160 men but so far, the mayor says that is not enough.")[0] == (
        "The agency",
        "it has held 160 men",
    )
    assert told("It informed the agency of the fire on Monday; called the mayor and left.") == []


def test_several_who_hear_it_are_no_part_of_what_is_said() -> None:
    assert said("Ann Lee has told a meeting of Norland and Sudmark officials she had decided to go.") == [
        "she had decided to go"
    ]


def test_who_dismisses_efforts_of_another_is_the_subject() -> None:
    assert told('Norland dismissed as "idle" efforts by Sudmark to build a quay.')[0][0] == "Norland"
    assert told('The plan was dismissed as "idle" by Sudmark.')[0][0] == "Sudmark"


def test_a_storm_that_claims_a_life_says_nothing() -> None:
    assert told("The crash claimed the life of the 54-year-old pilot.") == []


def test_a_comma_before_junior_is_part_of_the_name() -> None:
    assert told("Ann Lee, Jr. said it was late.") == [("Ann Lee, Jr.", "it was late")]
