"""Numbers that count: which ones, how exact, of what, and what happened to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear_time import grows_linearly

from publisher.extract import dates, figures, numbers, text
from publisher.extract.candidates import Figure, Span
from publisher.extract.numbers import FigureValue


def found(article: str) -> list[Figure]:
    document = text.read(article)
    return figures.find(document, dates.find(document))


def exact(number: float) -> FigureValue:
    return FigureValue(number, number, None, None, "plain")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("seven", exact(7)),
        ("2,450", exact(2450)),
        ("12.5", exact(12.5)),
        ("twenty-one", exact(21)),
        ("two hundred thousand", exact(200_000)),
        ("one hundred and five", exact(105)),
        ("a dozen", exact(12)),
        ("half a million", exact(500_000)),
        ("two and a half million", exact(2_500_000)),
        ("3.5 million", exact(3_500_000)),
        ("two-thirds", exact(0.6667)),
        ("one third", exact(0.3333)),
        ("three-quarters", exact(0.75)),
        ("three-fifths", exact(0.6)),
        ("one in five", exact(0.2)),
        ("one in every 100", exact(0.01)),
        ("6 1/4", exact(6.25)),
        ("1 in 8", exact(0.125)),
        ("Rs 5,000 crore", exact(50_000_000_000)),
        ("3 lakh crore", exact(3_000_000_000_000)),
        ("two thousand million", exact(2_000_000_000)),
        ("12.5 percent", exact(12.5)),
        ("9%", exact(9)),
        ("$3.5 million", exact(3_500_000)),
        ("1.2 billion soles", exact(1_200_000_000)),
        ("£11bn", exact(11_000_000_000)),
        ("9.9 billion yuan", exact(9_900_000_000)),
        ("around 300", FigureValue(300, 300, None, None, "approximate")),
        ("nearly  24\nper cent", FigureValue(24, 24, None, None, "approximate")),
        ("300 or so", FigureValue(300, 300, None, None, "approximate")),
        ("more than 1,200", FigureValue(1200, None, 1200, None, "at_least")),
        ("At least ten", FigureValue(10, None, 10, None, "at_least")),
        ("60-plus", FigureValue(60, None, 60, None, "at_least")),
        ("up to 40", FigureValue(40, None, None, 40, "at_most")),
        ("no more than five", FigureValue(5, None, None, 5, "at_most")),
        ("20 to 30", FigureValue(None, None, 20, 30, "between")),
        ("13 to 14,000", FigureValue(None, None, 13_000, 14_000, "between")),
        ("two to three hundred", FigureValue(None, None, 200, 300, "between")),
        ("one or two dozen", FigureValue(None, None, 12, 24, "between")),
        ("ten to two hundred", FigureValue(None, None, 10, 200, "between")),
        ("40 boats or more", FigureValue(40, None, 40, None, "at_least")),
        ("5 to 6,000", FigureValue(None, None, 5, 6_000, "between")),
        ("500 to 14,000", FigureValue(None, None, 500, 14_000, "between")),
        ("20 feet to 30", FigureValue(None, None, 20, 30, "between")),
        ("between 20 and 30", FigureValue(None, None, 20, 30, "between")),
        ("3-4 million", FigureValue(None, None, 3_000_000, 4_000_000, "between")),
        ("15 to 20 percent", FigureValue(None, None, 15, 20, "between")),
        ("dozens", FigureValue(None, None, None, None, "indefinite")),
        ("tens of thousands", FigureValue(None, None, None, None, "indefinite")),
        ("several hundred", FigureValue(None, None, None, None, "indefinite")),
        ("a couple of dozen", FigureValue(None, None, None, None, "indefinite")),
    ],
)
def test_a_printed_number_has_values(printed: str, value: FigureValue) -> None:
    assert numbers.read_figure(printed) == value


@pytest.mark.parametrize(
    "printed", ["", "the", "a", "a third man", "seven people", "30 to 20", "1.5.2", "1,1", "second", "9" * 400, "٣٠٠"]
)
def test_anything_else_is_no_printed_number(printed: str) -> None:
    assert numbers.read_figure(printed) is None


@pytest.mark.parametrize(
    ("word", "scale"), [("thousand", 10**3), ("million", 10**6), ("mln", 10**6), ("billion", 10**9)]
)
def test_a_number_with_one_decimal_and_a_multiplier_is_the_whole_number_that_a_person_writes(
    word: str, scale: int
) -> None:
    tenths = range(1, 10_000)  # 0.1 to 999.9
    read = [numbers.read_figure(f"{n // 10}.{n % 10} {word}") for n in tenths]
    assert [one and one.value for one in read] == [n * scale // 10 for n in tenths]


def test_both_ends_of_a_range_and_a_letter_are_exact() -> None:
    assert numbers.read_figure("8.2 to 16.1 million") == FigureValue(None, None, 8_200_000, 16_100_000, "between")
    assert numbers.read_figure("$33.3m") == exact(33_300_000)
    assert numbers.read_figure("more than 4.1 million") == FigureValue(4_100_000, None, 4_100_000, None, "at_least")


@pytest.mark.parametrize(
    ("article", "printed", "measure", "unit", "phrase"),
    [
        ("The blast killed seven people.", "seven", "killed", "person", "killed seven people"),
        ("Seven miners were killed.", "Seven", "killed", "person", "Seven miners were killed"),
        ("It left 12 wounded.", "12", "injured", "person", "12 wounded"),
        ("Rebels kidnapped two nuns.", "two", "abducted", "person", "kidnapped two nuns"),
        ("About 40 sailors are missing.", "About 40", "missing", "person", "About 40 sailors are missing"),
        ("Three bridges near Ulm collapsed.", "Three", "collapsed", "bridge", "Three bridges near Ulm collapsed"),
        ("Fire destroyed 30 houses.", "30", "destroyed", "house", "destroyed 30 houses"),
        ("The war displaced 2 million people.", "2 million", "displaced", "person", "displaced 2 million people"),
        ("It shook the town, killing at least 14.", "at least 14", "killed", "person", "killing at least 14"),
        ("Nobody among the 77 passengers was hurt.", "77", "other", "person", "77 passengers"),
        ("40 people were nearly killed.", "40", "other", "person", "40 people"),
        ("The army threatened to kill 15 men.", "15", "other", "person", "15 men"),
        ("It won 3 Oscars and died.", "3", "other", "oscar", "3 Oscars"),
        ("Men died; fire broke out at 30 sites.", "30", "other", "site", "30 sites"),
        ("It burned 20 sq km.", "20", "other", "square km", "20 sq km"),
        ("They bought six ships.", "six", "other", "ship", "six ships"),
        ("It cost €4 million.", "€4 million", "other", "EUR", "€4 million"),
        ("Prices rose 3.5 percent.", "3.5 percent", "other", "percent", "3.5 percent"),
    ],
)
def test_what_is_counted_and_what_happened(article: str, printed: str, measure: str, unit: str, phrase: str) -> None:
    (one,) = found(article)
    assert one.phrase is not None
    assert (one.text, one.measure, one.unit, one.phrase.text) == (printed, measure, unit, phrase)


def test_each_number_takes_the_effect_on_its_own_side() -> None:
    article = "The attack killed seven guards and injured 20 more, said police, who had counted four attackers."
    assert [(one.text, one.measure) for one in found(article)] == [
        ("seven", "killed"),
        ("20", "injured"),
        ("four", "other"),
    ]


def test_joined_numbers_share_an_effect() -> None:
    assert [one.measure for one in found("Six priests and two women were killed.")] == ["killed", "killed"]
    assert [one.measure for one in found("It wounded six priests and two women.")] == ["injured", "injured"]
    assert [one.measure for one in found("Two women were shot dead and six priests fled.")] == ["killed", "displaced"]


@pytest.mark.parametrize(
    ("article", "measures"),
    [
        ("Forty people were injured, among them five children.", ["injured", "injured"]),
        ("The toll later rose to 15.", ["killed"]),
        ("The toll road opened with 3 lanes.", ["other"]),
        ("The toll from the 7.2-magnitude quake rose to 144.", ["killed"]),
        ("Many houses were damaged buildings, and crowds were seen in two cities.", ["other"]),
        ("One guard died and two were hurt.", ["killed", "injured"]),
        ("One senior police officer was killed.", []),
        ("Killing one senior officer, they injured four.", ["killed", "injured"]),
        ("Eight of the wounded are in hospital.", ["injured"]),
        ("Eight of the wounded died.", ["killed"]),
        ("One guard laughed.", []),
        ("Dozens of pictures showed the poet, who died in May.", ["other"]),
        ("He thanked 20 men who had met farmers who fled.", ["other"]),
        ("Ten diners collapsed and two walls collapsed.", ["other", "collapsed"]),
        ("The blast levelled a 200-metre path.", ["other"]),
    ],
)
def test_what_happened_to_the_counted(article: str, measures: list[str]) -> None:
    assert [one.measure for one in found(article)] == measures


@pytest.mark.parametrize(
    ("article", "measures"),
    [
        ("Six priests, five of them old, were killed.", ["killed", "other"]),
        ("Seven people were involved in the murder.", ["other"]),
        ("Three men shot and killed two guards.", ["other", "killed"]),
        ("Two guards were shot and killed.", ["killed"]),
        ("It told of the death of the monks and that he will take home 20 pupils.", ["other"]),
        ("The town told of the 26 deaths.", ["killed"]),
    ],
)
def test_a_word_of_effect_goes_to_those_it_happened_to(article: str, measures: list[str]) -> None:
    assert [one.measure for one in figures.find(text.read(article), [])] == measures


def test_a_denied_effect_is_none() -> None:
    (one,) = found("The 40 passengers escaped injury.")
    assert one.measure == "other"


def test_people_are_not_destroyed_and_houses_not_killed() -> None:
    assert [one.measure for one in found("The bombs killed 3 houses.")] == ["other"]
    assert [one.measure for one in found("The bombs destroyed 3 people.")] == ["other"]


def test_an_estimate_says_so_in_its_sentence() -> None:
    article = "Officials estimate that 300 sheep drowned. They found 20 goats."
    assert [(one.text, one.is_estimate) for one in found(article)] == [("300", True), ("20", False)]


def test_more_in_the_sense_of_additional_belongs_to_the_phrase_only() -> None:
    (one,) = found("and injured 20 more in Ulm.")
    assert one.phrase is not None
    assert (one.text, one.modifier, one.phrase.text, one.counted) == ("20", "plain", "injured 20 more", None)


def test_the_counted_are_the_noun_phrase() -> None:
    (one,) = found("He lost 300 small grey sheep dogs in the flood.")
    assert one.counted is not None
    assert (one.counted.text, one.unit) == ("small grey sheep", "sheep")


@pytest.mark.parametrize(
    ("article", "counted", "unit"),
    [
        ("Hundreds of the protesters marched.", "protesters", "person"),
        ("Police found 12 weapons caches.", "weapons caches", "cache"),
        ("It ordered 20 Airbus jets.", "Airbus jets", "jet"),
        ("Five Germans and no Kurd came.", "Germans", "person"),
        ("They fought three viruses.", "viruses", "virus"),
        ("It hurt 40 Hutus badly.", "Hutus", "person"),
        ("Four masked gunmen came.", "masked gunmen", "person"),
        ("Nine Frenchmen left.", "Frenchmen", "person"),
        ("They took 12 specimens.", "specimens", "specimen"),
        ("One in five children is hungry.", "children", "fraction"),
        ("Two-thirds of the houses burned.", "houses", "fraction"),
        ("Four U.S. citizens came.", "U.S. citizens", "person"),
        ("The storm had winds of 95 kilometres per hour.", "kilometres per hour", "kilometre per hour"),
        ("It moved at 30 miles an hour.", "miles an hour", "mile per hour"),
        ("Police held 30 people in an hour.", "people", "person"),
    ],
)
def test_the_counted_end_with_their_plural(article: str, counted: str, unit: str) -> None:
    (one,) = found(article)
    assert one.counted is not None
    assert (one.counted.text, one.unit) == (counted, unit)


@pytest.mark.parametrize(
    "article", ["15 to 20 per\ncent", "four\ndollars", "about\n5 men", "between\n5 and 6 men", "5\nmen"]
)
def test_a_figure_ends_with_its_line(article: str) -> None:
    for figure in found(article):
        assert figure.phrase is None or "\n" not in figure.phrase.text
        assert "\n" not in figure.text


def test_an_accent_of_its_own_belongs_to_its_letter() -> None:
    (figure,) = found("12 cafe\u0301s closed")
    assert figure.counted == Span(3, 9, "cafe\u0301s")


def test_a_number_after_a_number_is_not_counted() -> None:
    assert [(one.text, one.counted) for one in found("They rose from nine four years ago.")] == [("nine", None)]
    assert [(one.text, one.counted) for one in found("dozens one")] == [("dozens", None)]


def test_what_follows_of_is_a_noun_phrase() -> None:
    (one,) = found("He got half of what prosecutors asked for.")
    assert (one.text, one.counted) == ("half", None)


def test_of_a_part_and_its_whole_it_happened_to_the_part() -> None:
    part, whole = found("Some 30 of the 45 passengers were hurt.")
    assert part.phrase is not None
    assert (part.text, part.measure, part.unit) == ("Some 30", "injured", "person")
    assert part.phrase.text == "Some 30 of the 45 passengers were hurt"
    assert (whole.text, whole.measure, whole.unit) == ("45", "other", "person")
    part, whole = found("About three-quarters of the 400 houses were destroyed.")
    assert (part.measure, part.unit, whole.measure) == ("destroyed", "fraction", "other")
    assert [one.measure for one in found("None of the 45 passengers were hurt.")] == ["other"]
    part, whole = found("Two of the 12 kidnapped teachers died.")
    assert (part.measure, whole.measure) == ("killed", "abducted")


@pytest.mark.parametrize(
    "article",
    [
        "It came between 0200 and 0300.",
        "It rains one in five years.",
        "It happened on 3 May 2019 and lasted 40 minutes.",
        "The Boeing 747 landed.",
        "See Articles 5 and 7, and Resolution 242.",
        "The two countries signed.",
        "One of them left; one stayed.",
        "a third man, the fourth house",
        "Call 030-555-1234.",
        "It lies at 48°12′N 16°22′E / 48.2; 16.4",
        "as others wrote.[12]",
        "the score was 3:2 at 17:45",
        "It was a magnitude-7.2 earthquake.",
        "It fell -3.2%, or minus 5 million euros, to −12 degrees.",
        "€1,5 million and $1,00,000 and 1'000 euros",
    ],
)
def test_other_numbers_count_nothing(article: str) -> None:
    assert [one.text for one in found(article)] == []


@pytest.mark.parametrize(
    "article",
    [
        "Two brothers, aged 9 and 12, drowned.",
        "Two boys, aged 8, 9 or 12, and their teacher, 44, drowned.",
        "Two people, a man aged 34 and a woman of 29, were killed.",
        "Two girls between the ages of 8 and 12 drowned.",
    ],
)
def test_an_age_counts_nobody(article: str) -> None:
    assert [one.text for one in found(article)] == ["Two"]


def test_a_model_number_is_none_anywhere_in_the_article() -> None:
    assert [one.text for one in found("The Airbus 320 is old. It sold 15 new 320 jets.")] == ["15"]


def test_a_number_after_a_date_is_no_name() -> None:
    assert [one.text for one in found("On Monday 5 boats sank; in May 2020 12 more did.")] == ["5", "12"]


def test_a_change_has_two_numbers_and_a_range_one() -> None:
    assert [one.text for one in found("It fell from 30 to 20 boats.")] == ["30", "20"]
    assert [one.text for one in found("It needs 20 to 30 boats.")] == ["20 to 30"]
    assert [one.text for one in found("It needs between 20 and 30 boats.")] == ["between 20 and 30"]


def test_offsets_are_code_points() -> None:
    article = "🌊🌊 𝔊 lost 12 boats, 🌊 and 3 dogs."
    assert [article[one.start : one.end] for one in found(article)] == ["12", "3"]


# fmt: off
WORDS = (
    "between", "and", "to", "from", "about", "at least", "more than", "dozens", "half a", "a third of", "one",
    "two", "$", "5", "%", ",", ".", "-", "[", "1,200", "3.5 million", "killed", "people", "were injured",
    "20 more", "the", "in", "Boeing", "°", "N", "\n", "𝟙", "½",
)
# fmt: on
ARTICLES = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=60)


@given(ARTICLES)
def test_spans_are_in_range_and_in_order(article: str) -> None:
    everything = found(article)
    assert everything == found(article)
    last = 0
    for one in everything:
        assert last <= one.start < one.end <= len(article)
        assert article[one.start : one.end] == one.text
        assert one.phrase is not None
        assert one.phrase.start <= one.start < one.end <= one.phrase.end
        for span in filter(None, (one.phrase, one.counted)):
            assert article[span.start : span.end] == span.text
        last = one.end


@given(ARTICLES)
def test_the_words_of_a_figure_give_its_values_again(article: str) -> None:
    for one in found(article):
        assert numbers.read_figure(one.text) == FigureValue(one.number, one.value, one.lower, one.upper, one.modifier)


@pytest.mark.stress  # the whole extractor, in test_extract_any_text, always
@pytest.mark.parametrize(
    "unit", ["1", "1,000", "1 ", "five ", "five hundred ", "20 to ", "$", "3 people killed ", "°N 1"]
)
def test_time_grows_with_the_length_only(unit: str) -> None:
    assert grows_linearly(found, unit)


@pytest.mark.parametrize(
    ("article", "unit"),
    [
        ("It cost five million riyals.", "riyal"),
        ("It cost five million Saudi riyals.", "SAR"),
        ("They paid 3 million Qatari riyals. It cost five million riyals.", "QAR"),
        ("They paid 3 million Qatari riyals, or 2 million Saudi riyals. It cost five million riyals.", "riyal"),
        ("It cost half a million dollars.", "dollar"),
        ("They paid $3 million. It cost half a million dollars.", "dollar"),
        ("They paid A$3 million. It cost half a million dollars.", "AUD"),
        ("They paid 3 million Australian dollars. It cost $5 million.", "AUD"),
        ("They paid US$3 million. It cost $5 million.", "USD"),
        ("They paid US$3 million, or A$4 million. It cost $5 million.", "dollar"),
        ("It cost $5 million.", "dollar"),
        ("It cost half a million rupees.", "rupee"),
        ("It cost half a million yen.", "JPY"),
    ],
)
def test_money_of_several_states_is_nobodys_unless_the_article_names_one(article: str, unit: str) -> None:
    assert [one.unit for one in figures.find(text.read(article))][-1] == unit


@pytest.mark.parametrize(
    ("article", "unit"),
    [
        ("They sent two United States fighter jets.", "jet"),
        ("They sent two Norwegian fighter jets.", "jet"),
        ("They named two states.", "state"),
        ("It rose by more than one dlr.", "USD"),
    ],
)
def test_a_land_is_not_what_is_counted(article: str, unit: str) -> None:
    assert [one.unit for one in figures.find(text.read(article))] == [unit]


@pytest.mark.parametrize(
    ("article", "unit", "measure"),
    [
        ("Two schoolgirls died.", "person", "killed"),
        ("Three guides were hurt.", "person", "injured"),
        ("Two MPs were hurt.", "person", "injured"),
        ("Four hundred SES volunteers came.", "person", "other"),
        ("They hit dozens of Hamas offices.", "office", "other"),
        ("12 JETS WERE DESTROYED.", "jet", "destroyed"),
        ("Thirteen houses were either destroyed or damaged.", "house", "other"),
        ("Some 20 people were killed or were injured.", "person", "other"),
        ("20 people were killed or taken hostage by 🦀.", "person", "other"),
    ],
)
def test_what_is_counted_is_people_by_whatever_name_and_of_two_effects_none(
    article: str, unit: str, measure: str
) -> None:
    assert [(one.unit, one.measure) for one in figures.find(text.read(article))] == [(unit, measure)]
