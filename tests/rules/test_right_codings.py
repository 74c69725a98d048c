"""Codings of real articles that rules refused although they are right, and wrong ones that they let pass."""

from __future__ import annotations

import re
from datetime import date

import pytest
from rules_text import coded, judged, mention, refused

TUESDAY = date(2031, 5, 6)
NO_MENTION = 'is no mention of act-gull, but "Gull" is: quote that alone'


def found(text: str, *toml: str, day: date | None = None) -> set[tuple[str, str | None]]:
    """Rule and field of each finding."""
    return {
        (finding.rule, finding.field) for finding in judged(f"{text}\n", coded(f"{text}\n", "\n".join(toml)), day=day)
    }


def statement(speaker: str, cue: str, content: str, *actors: str) -> str:
    """An indirect statement in the first paragraph; without an actor nobody known said it."""
    who = f"speakers = {[f'act-{actor}' for actor in actors]}\n" if actors else ""
    return (
        f'[[statements]]\nid = "stm-a"\nparagraph = 1\n{who}quote_type = "indirect"\nspeaker_text = "{speaker}"\n'
        f'cue_text = "{cue}"\ncontent_text = "{content}"\n'
    )


def event(key: str, kind: str, words: str, *more: str) -> str:
    """An event in the first paragraph; more: other lines."""
    return (
        "\n".join(
            (
                f'[[events]]\nid = "evt-{key}"\nlabel = "x"\nevent_type = "{kind}"\nparagraph = 1',
                f'mentions = [{{text = "{words}"}}]',
                *more,
            )
        )
        + "\n"
    )


def figure(words: str, number: str, unit: str, measure: str, counted: str) -> str:
    digits = re.sub(r"\D", "", number)
    modifier = "plain" if digits == number else "approximate"
    return (
        f'[[figures]]\nid = "fig-a"\nparagraph = 1\ntext = "{words}"\nvalue_text = "{number}"\nvalue = {digits}\n'
        f'modifier = "{modifier}"\nis_estimate = false\nunit = "{unit}"\nmeasure = "{measure}"\n'
        f'counted_text = "{counted}"\n'
    )


# Right


@pytest.mark.parametrize(
    ("speakers", "actors"),
    [
        ("Gull Agency and Utopia", ("gull", "utopia")),
        ("Utopia and the Gull Agency", ("utopia", "gull")),
        ("Brook, Gull and Utopia", ("brook", "gull", "utopia")),
    ],
)
def test_joint_speakers_may_be_a_body_a_state_and_a_person(speakers: str, actors: tuple[str, ...]) -> None:
    text = f"{speakers} said the quay is open."
    assert not found(text, statement(speakers, "said", "the quay is open", *actors))
    assert ("speaker_is_named", "speaker_text") in found(text, statement(speakers, "said", "the quay is open"))


@pytest.mark.parametrize(
    "speakers",
    [
        "shop owners, harbour pilot Brook, and Gull",
        "Brook, shop owners and Gull",
        "Gull, the pilot Brook and shop owners",
    ],
)
def test_of_joint_speakers_one_may_have_no_name(speakers: str) -> None:
    text = f"{speakers} said the quay is open."
    assert not found(text, statement(speakers, "said", "the quay is open", "police", "brook", "gull"))


def test_words_of_joint_speakers_that_may_mean_either_are_asked_for() -> None:
    text = "Brook, port guards and shop owners said the quay is open."
    said = statement("Brook, port guards and shop owners", "said", "the quay is open", "police", "brook")
    (fault,) = refused(f"{text}\n", coded(f"{text}\n", said))
    assert fault.endswith('quote those of them that do: { actor_id = "act-police", text = "..." }')


@pytest.mark.parametrize("speaker", ["Gull Agency", "the Utopian quay ministry", "Utopia's quay ministry"])
def test_a_known_speaker_is_named(speaker: str) -> None:
    text = f"On the quay {speaker} said it is open."
    assert ("speaker_is_named", "speaker_text") in found(text, statement(speaker, "said", "it is open"))


def test_a_speaker_may_be_no_actor() -> None:
    assert not found("Estimates suggest the quay is shut.", statement("Estimates", "suggest", "the quay is shut"))


def test_a_person_without_a_name_is_described_by_the_words_of_the_entry() -> None:
    assert not found(
        "Brook left, but another judge said the quay is open.",
        statement("another judge", "said", "the quay is open", "judge"),
    )


def test_a_phrase_may_begin_with_a_hedge() -> None:
    text = "At least one witness said the quay is open."
    assert not found(
        text, statement("At least one witness", "said", "the quay is open", "police"), mention("police", "witness")
    )


@pytest.mark.parametrize(
    ("before", "words", "right"),
    [
        ("Some ", "dockers", True),
        ("Many ", "dockers", True),
        ("Both ", "dockers and guards", True),
        ("Both ", "sides", False),
        ("The ", "dockers", False),
    ],
)
def test_a_mention_may_leave_out_how_many_they_are(before: str, words: str, right: bool) -> None:
    took_part = f'actors = [{{actor_id = "act-police", role = "actor", text = "{words}", mention_type = "nominal"}}]'
    said = f"{before}{words} marched"
    assert (("phrase_edges", "exact") not in found(f"{said}.", event("a", "PROTEST", said, took_part))) == right


@pytest.mark.parametrize(
    ("number", "bounds", "right"),
    [
        ("66 dockers or more", 'lower = 66\nmodifier = "at_least"', True),
        ("Two hundred dockers at most", 'upper = 200\nmodifier = "at_most"', True),
        ("66 dockers or more", 'value = 66\nmodifier = "plain"', False),
        ("66 dockers of ours", 'value = 66\nmodifier = "plain"', False),
    ],
)
def test_the_hedge_of_a_number_may_stand_behind_its_noun(number: str, bounds: str, right: bool) -> None:
    text = f"{number} were hurt."
    hurt = (
        f'[[figures]]\nid = "fig-a"\nparagraph = 1\ntext = "{number} were hurt"\nvalue_text = "{number}"\n{bounds}\n'
        'is_estimate = false\nunit = "person"\nmeasure = "injured"\ncounted_text = "dockers"\n'
    )
    assert bool(refused(f"{text}\n", coded(f"{text}\n", hurt))) != right
    assert not right or not found(text, hurt)


@pytest.mark.parametrize("people", ["the Muslims", "South Utopians"])
def test_people_by_the_name_of_their_country_are_described(people: str) -> None:
    text = f"On Monday {people} marched."
    for kind, right in (("nominal", True), ("demonym", False)):
        words = f'text = "{people}", mention_type = "{kind}"'
        took_part = f'actors = [{{actor_id = "act-police", role = "actor", {words}}}]'
        rules = found(text, event("a", "PROTEST", f"{people} marched", took_part))
        assert (("mention_types", "mention_type") not in rules and not rules) == right


def test_one_clause_may_name_two_events() -> None:
    words = "Utopia attacked the port and held talks with Gull Agency"
    utopia = '{actor_id = "act-utopia", role = "actor", text = "Utopia"}'
    gull = '{actor_id = "act-gull", role = "actor", text = "Gull Agency"}'
    attack = event("a", "ASSAULT", words, f"actors = [{utopia}]")
    assert not found(f"{words}.", attack, event("b", "CONSULT", words, f"actors = [{utopia}, {gull}]"))
    assert not found("The talks in the port.", event("a", "CONSULT", "The talks"), event("b", "OTHER", "The talks"))


@pytest.mark.parametrize(("value", "right"), [("2031-05-08", True), ("2031-05-15", True), ("2031-05-22", False)])
def test_next_thursday_from_a_tuesday_is_this_week_or_the_next(value: str, right: bool) -> None:
    dated = f'auxiliary_mode = "future"\ndate_edtf = {{text = "next Thursday", value = "{value}", basis = "resolved"}}'
    rules = found("The quay reopens next Thursday.", event("a", "OTHER", "The quay reopens", dated), day=TUESDAY)
    assert (("date_words", "date_edtf") not in rules) == right


@pytest.mark.parametrize(
    ("hedge", "right"), [("about ", True), ("little more than ", True), ("nearly ", True), ("", False)]
)
def test_a_hedge_makes_a_date_approximate(hedge: str, right: bool) -> None:
    dated = 'date_edtf = {text = "a year ago", value = "2030~", basis = "resolved"}'
    rules = found(f"The quay was shut {hedge}a year ago.", event("a", "OTHER", "The quay was shut", dated), day=TUESDAY)
    assert (("date_words", "date_edtf") not in rules) == right


@pytest.mark.parametrize(
    ("before", "words", "right", "wrong"),
    [
        ("The quay was shut in 1999", "the following year", "2000", "2001"),
        ("The quay was shut in 1999 and in 2003", "the following year", "2000", "1998"),  # of either
        ("The quay was shut in 1999", "Three years later", "2002", "2003"),
        ("The quay was shut in March 1999", "June", "1999-06", "1999-05"),
        ("The quay was shut in March 1999", "4 June", "1999-06-04", "1999-06-05"),
        ("The quay was shut on 3 March 1999", "Friday", "1999-03-05", "1999-03-06"),
        ("The quay was shut on 3 March 1999", "two weeks later", "1999-03-17", "1999-03-18"),
        ("The quay was shut", "June", "2030-06", "1999-06"),
    ],
)
def test_a_date_may_be_counted_from_one_that_the_text_names_before(
    before: str, words: str, right: str, wrong: str
) -> None:
    for value in (right, wrong):
        dated = f'date_edtf = {{text = "{words}", value = "{value}", basis = "resolved"}}'
        rules = found(f"{before}. In {words}, it burned.", event("a", "OTHER", "it burned", dated), day=TUESDAY)
        assert (("date_words", "date_edtf") not in rules) == (value == right)


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("It burned from 3 to 5 May.", "3 to 5 May", "2031-05-03/2031-05-05"),
        ("It burned from May 3 until Sunday.", "May 3 until Sunday", "2031-05-03/2031-05-04"),
        ("It burned earlier in the week.", "earlier in the week", "[2031-05-05..2031-05-06]"),
    ],
)
def test_a_time_that_is_over_is_read(sentence: str, words: str, value: str) -> None:
    dated = f'date_edtf = {{text = "{words}", value = "{value}", basis = "resolved"}}'
    assert not found(sentence, event("a", "OTHER", "It burned", dated), day=TUESDAY)


@pytest.mark.parametrize("words", ["the year before", "that year", "3 and 5 May", "five days after 3 March 1999"])
def test_words_that_nobody_reads_may_be_a_date_that_the_curator_knows(words: str) -> None:
    dated = f'date_edtf = {{text = "{words}", value = "1999-03-08", basis = "resolved"}}'
    rules = found(f"It burned {words}.", event("a", "OTHER", "It burned", dated), day=TUESDAY)
    assert ("date_is_read", "date_edtf") in rules
    assert ("date_words", "date_edtf") not in rules


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Quay shut after 'huge' fraud", True),
        ("Quay shut after ' huge ' fraud", True),
        ("Quay shut after huge' fraud", False),
        ("Quay shut after the dockers'huge' fraud", False),
    ],
)
def test_a_headline_may_quote_in_single_straight_marks(text: str, right: bool) -> None:
    said = (
        '[[statements]]\nid = "stm-a"\nparagraph = 1\nquote_type = "direct"\n'
        'content_text = "huge"\nquoted_text = "huge"\n'
    )
    assert ("quoted_between_marks" not in {rule for rule, _ in found(text, said)}) == right


def test_debts_that_add_up_to_a_number_have_no_hedge() -> None:
    text = "Its debts added up to 300 crowns."
    debts = figure("300 crowns", "300", "crown", "other", "crowns")
    assert not found(text, debts)


@pytest.mark.parametrize(
    ("before", "refused"),
    [
        ("They talked about", False),
        ("Utopia ruled over", False),
        ("They walked up to", False),
        ("They live under", False),
        ("It was said that about", True),
        ("They killed over", True),
        ("They talked about nearly", True),
    ],
)
def test_a_hedge_before_a_number_may_be_the_preposition_of_a_verb(before: str, refused: bool) -> None:
    rules = {rule for rule, _ in found(f"{before} 40 huts.", figure("40 huts", "40", "hut", "other", "huts"))}
    assert ("spans_do_not_cross" in rules) == refused


def test_an_adverb_after_a_number_names_nothing() -> None:
    text = "Twelve of the huts burned, four of them badly."
    badly = (
        figure("four of them badly", "4", "hut", "other", "x")
        .replace('"4"', '"four"')
        .replace('counted_text = "x"\n', "")
    )
    assert ("counted_is_whole", "counted_text") not in found(text, badly)


def test_us_dollars_are_not_us() -> None:
    text = "It lost 300 of US dollars or pounds."
    dollars = figure("300 of US dollars or pounds", "300", "USD", "other", "US dollars or pounds")
    assert "counted_is_whole" not in {rule for rule, _ in found(text, dollars)}


@pytest.mark.parametrize(("counted", "right"), [("crew", True), ("the crew", True), ("of the crew", False)])
def test_counted_words_may_have_their_article(counted: str, right: bool) -> None:
    text = "Six of the crew are missing."
    coding = figure("Six of the crew are missing", "6", "person", "missing", counted).replace('"6"', '"Six"')
    assert ("counted_is_whole" not in {rule for rule, _ in found(text, coding)}) == right


def test_a_quotation_that_goes_on_may_be_another_act() -> None:
    text = '"We thank Utopia," Brook said. "We must refuse."'
    first = statement("Brook", "said", "We thank Utopia", "brook").replace("indirect", "direct")
    second = (
        '[[statements]]\nid = "stm-b"\nparagraph = 1\nspeakers = ["act-brook"]\nquote_type = "direct"\n'
        'content_text = "We must refuse"\nquoted_text = "We must refuse"\nact_type = "REJECT"\n'
    )
    assert not found(text, first + 'quoted_text = "We thank Utopia"\n', second)


@pytest.mark.parametrize("dots", [" ... ", " … ", "... "])
def test_a_quotation_may_have_an_ellipsis_of_its_own(dots: str) -> None:
    """One pair of marks is one piece, in a content of two pieces as well."""
    said = f"We wait{dots}for the tide"
    text = f'"The quay is full," Brook said. "{said}."'
    pieces = f'["The quay is full", "{said}"]'
    direct = statement("Brook", "said", "x", "brook").replace("indirect", "direct")
    assert not found(text, direct.replace('"x"', f"{pieces}\nquoted_text = {pieces}"))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("There was a blast. Zef Quill is accused by Brook of a raid.", True),
        ("There was a blast. Zef Quill waited. It is accused by Brook of a raid.", False),
    ],
)
def test_who_is_accused_may_be_named_before_the_cue(text: str, right: bool) -> None:
    quill = '{actor_id = "act-quill", role = "actor", text = "Zef Quill", statement_id = "stm-a"}'
    blast = event("a", "OTHER", "a blast", f"actors = [{quill}]")
    blast = blast.replace("}]", '}, {text = "a raid", event_type = "ASSAULT"}]', 1)
    rules = {rule for rule, _ in found(text, blast, statement("Brook", "is accused", "a raid", "brook"))}
    assert ("claimed_participation" not in rules) == right


def test_a_cue_in_two_pieces_has_its_verb_in_one() -> None:
    text = "The plan has been decried by Brook as a trap."
    said = statement("Brook", "X", "a trap", "brook").replace('"X"', '["has been decried", "as"]')
    assert "cue_is_whole" not in {rule for rule, _ in found(text, said)}


@pytest.mark.parametrize("whose", ["her lawyer ", "his own lawyer ", "Ada Brook's lawyer ", ""])
def test_whose_lawyer_somebody_is_does_not_speak(whose: str) -> None:
    text = f"Ada Brook is ill. On Monday, {whose}Zef Quill said the quay is open."
    said = statement(f"{whose}Zef Quill", "said", "the quay is open", "quill")
    pronoun = mention("brook", whose.split()[0], "pronoun") if whose[:1].islower() else ""
    rejected = '[[rejected]]\nkind = "date"\ntext = "Monday"\nparagraph = 1\nreason = "x"\n'
    assert "speaker_is_named" not in {rule for rule, _ in found(text, said, pronoun, rejected)}


@pytest.mark.parametrize(("actor", "right"), [("quill", True), ("gull", False)])
def test_the_president_of_an_agency_is_a_person(actor: str, right: bool) -> None:
    words = "the president of the Gull Agency"
    said = statement(words, "said", "it is open", actor)
    assert (not found(f"On the quay {words} said it is open.", said, mention(actor, words))) == right


@pytest.mark.parametrize(
    ("actor", "words", "right"),
    [
        ("police", "soldiers loyal to Vega", True),
        ("police", "a patrol in Orsa", True),
        ("brook", "the mayor of Orsa", True),
        ("brook", "the mayor Vera Holm", False),
        ("brook", "Orsa", False),
    ],
)
def test_a_description_may_end_with_a_name(actor: str, words: str, right: bool) -> None:
    named = f'actors = [{{actor_id = "act-{actor}", role = "actor", text = "{words}"}}]'
    faults = refused(
        f"On the quay {words} sang.\n",
        coded(f"On the quay {words} sang.\n", event("a", "OTHER", f"{words} sang", named)),
    )
    assert (not any("is no mention of" in fault for fault in faults)) == right


@pytest.mark.parametrize(
    ("whole", "right"), [("the vote", True), ("the Utopia-backed vote", True), ("the vote in Utopia", False)]
)
def test_blame_needs_a_target_where_somebody_else_is_mentioned(whole: str, right: bool) -> None:
    blame = statement("Brook", "condemned", whole, "brook") + 'act_type = "ACCUSE"\n'
    rules = {rule for rule, _ in found(f"Brook condemned {whole}.", blame, mention("utopia", "Utopia") * (not right))}
    assert ("act_has_target" not in rules) == right


@pytest.mark.parametrize(
    ("text", "right"), [("Utopia saw a man alleged to rob", True), ("Utopia is alleged to rob", False)]
)
def test_blame_may_name_nobody(text: str, right: bool) -> None:
    words = ("alleged", '["a man", "to rob"]') if right else ("is alleged", '"to rob"')
    blame = statement("X", words[0], "Y").replace('speaker_text = "X"\n', "").replace('"Y"', words[1])
    rules = {rule for rule, _ in found(f"{text}.", blame + 'act_type = "ACCUSE"\n')}
    assert ("act_has_target" not in rules) == right


# Wrong


def test_asylum_seekers_are_persons() -> None:
    text = "12 asylum seekers were hurt."
    wrong = figure("12 asylum seekers were hurt", "12", "seeker", "injured", "asylum seekers")
    assert found(text, wrong) == {("persons_are_persons", "unit")}
    assert not found(text, wrong.replace('seeker"\nmeasure', 'person"\nmeasure'))


@pytest.mark.parametrize(("cue", "right"), [("asked", True), ("also asked", False), ("asked again", False)])
def test_a_cue_has_no_adverb(cue: str, right: bool) -> None:
    text = f"Brook {cue if not right else 'also asked'} what it costs."
    assert found(text, statement("Brook", cue, "what it costs", "brook")) == (
        set() if right else {("cue_is_whole", "cue_text")}
    )


def test_who_was_trampled_need_not_have_died() -> None:
    text = "14 people were trampled."
    assert found(text, figure("14 people were trampled", "14", "person", "killed", "people")) == {
        ("death_is_said", "measure")
    }
    assert not found(text, figure("14 people were trampled", "14", "person", "other", "people"))


def test_who_asks_not_to_be_named_says_nothing() -> None:
    text = "It is shut, said police who asked not to be named."
    wrong = statement("police", "asked", "not to be named", "police")
    assert ("anonymity_is_no_statement", "content_text") in found(text, wrong, mention("police", "police"))


def test_a_number_whose_sentence_ends_with_who_says_it_is_said() -> None:
    words = "Some 1,200 houses burned"
    coding = figure(words, "Some 1,200", "house", "destroyed", "houses")
    assert found(f"{words}, the quay ministry estimates.", coding) == {("figure_is_attributed", "statement_id")}
    assert not found(f"{words}, and the quay ministry was shut.", coding)


# Places


def placed(words: str, name: str, country: str, admin1: str = "", *, text: str = "") -> set[tuple[str, str | None]]:
    """The findings for a place of this name over these words."""
    code = f', admin1_code = "{admin1}"' if admin1 else ""
    prec = 1 if admin1 else 5
    place = (
        f'places = [{{place_name = "{name}", text = "{words}", country_code = "{country}"{code}, where_prec = {prec}}}]'
    )
    return found(text or f"There was a blast in {words}.", event("a", "OTHER", "a blast", place))


@pytest.mark.parametrize(
    ("words", "name", "country", "admin1"),
    [
        ("Istanbul", "Istanbul", "TR", "TR-34"),
        ("ISTANBUL", "Istanbul", "TR", "TR-34"),
        ("The Hague", "The Hague", "NL", "NL-ZH"),
        ("the Netherlands", "Netherlands", "NL", ""),
        ("Kiev", "Kyiv", "UA", "UA-30"),
        ("Göteborg", "Gothenburg", "SE", "SE-O"),
        ("Britain", "United Kingdom", "GB", ""),
        ("Kursk", "Kursk region", "RU", ""),
        ("Kharkov province", "Kharkiv region", "UA", ""),
        ("the capital", "Port Mel", "SE", "SE-AB"),
    ],
)
def test_a_place_has_the_name_of_its_words(words: str, name: str, country: str, admin1: str) -> None:
    assert not placed(words, name, country, admin1)


@pytest.mark.parametrize(
    ("words", "name", "country", "admin1", "field"),
    [
        ("Istanbul", "Ankara", "TR", "TR-06", "place_name"),
        ("Kyiv", "Kharkiv", "UA", "UA-63", "place_name"),
        ("Kiev", "Kyiv", "RU", "RU-MOW", "country_code"),
        ("Britain", "United Kingdom", "IE", "", "country_code"),
    ],
)
def test_a_place_of_another_name_is_refused(words: str, name: str, country: str, admin1: str, field: str) -> None:
    assert ("place_is_its_words", field) in placed(words, name, country, admin1)


@pytest.mark.parametrize(("admin1", "right"), [("SE-K", True), ("SE-O", False)])
def test_a_province_in_another_spelling_is_told_by_its_codes(admin1: str, right: bool) -> None:
    of = 'country_code = "SE", where_prec = 4, admin1_code = '
    towns = [
        f'{{place_name = "Blekka", text = "{words}", {of}"{code}"}}'
        for words, code in (("Blekka", "SE-K"), ("Blekah", admin1))
    ]
    told = (
        event(key, "OTHER", f"a {what}", f"places = [{town}]")
        for key, what, town in zip("ab", ("fire", "blast"), towns, strict=True)
    )
    rules = {rule for rule, _ in found("There was a fire in Blekka and a blast in Blekah.", *told)}
    assert ("place_is_its_words" in rules) is not right


@pytest.mark.parametrize(("prec", "right"), [(4, True), (1, False)])
def test_a_province_may_have_its_name_from_words_that_have_none(prec: int, right: bool) -> None:
    place = f'place_name = "Blekka", country_code = "SE", admin1_code = "SE-K", where_prec = {prec}'
    told = (
        event(key, "OTHER", f"a {what}", f'places = [{{{place}, text = "{words}"}}]')
        for key, what, words in (("a", "fire", "the province"), ("b", "blast", "Blekah"))
    )
    rules = {rule for rule, _ in found("There was a fire in the province and a blast in Blekah.", *told)}
    assert ("place_is_its_words" in rules) is not right


@pytest.mark.parametrize(("headline", "right"), [("Brook leaves the quay", True), ("Somebody leaves the quay", False)])
def test_who_is_named_in_the_words_of_the_article_is_not_named_only_in_a_claim(headline: str, right: bool) -> None:
    told = f'{{text = "{headline}", paragraph = 1}}, {{text = "she will leave the quay", event_type = "CONCEDE"}}'
    left = event("a", "RETREAT", "", 'actors = [{actor_id = "act-brook", role = "actor", text = "she"}]')
    left = left.replace("paragraph = 1", "paragraph = 2").replace('{text = ""}', told)
    said = statement("Brook", "announced", "she will leave the quay", "brook").replace("paragraph = 1", "paragraph = 2")
    rules = {rule for rule, _ in found(f"{headline}\n\nBrook announced that she will leave the quay.", left, said)}
    assert ("claimed_participation" in rules) is not right


@pytest.mark.parametrize(("speaker", "right"), [("The Gull report", True), ("The Gull dockers", False)])
def test_a_body_may_speak_in_a_paper(speaker: str, right: bool) -> None:
    rules = {rule for rule, _ in found(f"{speaker} said it is open.", statement(speaker, "said", "it is open", "gull"))}
    assert ("phrase_edges" in rules) is not right


def test_another_is_no_part_of_a_title() -> None:
    office = '[[offices]]\nactor_id = "act-judge"\nparagraph = 1\ntext = "judge"\n'
    assert not found(
        "On the quay another judge said it is open.", statement("another judge", "said", "it is open", "judge"), office
    )


@pytest.mark.parametrize(("code", "right"), [("NO-03", True), ("NO-ZZ", False), ("NO-3", False), ("NO-1", False)])
def test_a_province_has_a_code_that_exists(code: str, right: bool) -> None:
    assert placed("Oslo", "Oslo", "NO", code) == (set() if right else {("admin1_exists", "admin1_code")})


@pytest.mark.parametrize(("words", "right"), [("The Gull", True), ("Gull", True), ("Some Gull", False)])
def test_a_participant_may_be_quoted_with_its_article(words: str, right: bool) -> None:
    text = f"{words} attacked the port."
    actors = f'actors = [{{actor_id = "act-gull", role = "actor", text = "{words}"}}]'
    told = refused(f"{text}\n", coded(f"{text}\n", event("a", "ASSAULT", f"{words} attacked the port", actors)))
    assert told == ([] if right else [f'events[evt-a].actors[act-gull].text: "{words}" {NO_MENTION}'])
