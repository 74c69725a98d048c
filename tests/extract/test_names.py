"""Names: known actors read in their context, and other capitalised names with a type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear_time import grows_linearly

from publisher.extract import names, text
from publisher.extract.candidates import Authority, Known, Name


def state(name: str, mention_type: str = "name") -> Known:
    return Known(f"act-{name.lower()}", name, "state", mention_type)


AUTHORITY = Authority(
    {
        "Norvia": [state("Norvia")],
        "Norvian": [state("Norvia", "demonym")],
        "Haldor": [state("Norvia", "metonym")],
        "Norvian Press Agency": [Known("act-npa", "Norvian Press Agency", "organization", "name")],
        "Ole Berg": [Known("act-berg", "Ole Berg", "person", "name")],
        "Berg": [Known("act-berg", "Ole Berg", "person", "name"), Known("act-ida-berg", "Ida Berg", "person", "name")],
    }
)


def found(article: str, authority: Authority | None = None) -> list[Name]:
    return names.find(text.read(article), authority)


def typed(article: str) -> list[tuple[str, str]]:
    return [(one.text, one.type) for one in found(article)]


def known(article: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.text, one.actor_id, one.mention_type) for one in found(article, AUTHORITY)]


@pytest.mark.parametrize(
    ("article", "mention"),
    [
        ("The ship left as Norvia agreed.", ("Norvia", "act-norvia", "name")),
        ("They sent arms to Norvia.", ("Norvia", "act-norvia", "name")),
        ("It relies on Norvia's support.", ("Norvia", "act-norvia", "name")),
        ("They met in Norvia.", ("Norvia", None, None)),
        ("It fell on Norvia's Skara region.", ("Norvia", None, None)),
        ("They praised Norvian troops.", ("Norvian", "act-norvia", "demonym")),
        ("Then Haldor vowed to fight.", ("Haldor", "act-norvia", "metonym")),
        ("It rests on Haldor's policy.", ("Haldor", "act-norvia", "metonym")),
        ("They met in Haldor.", ("Haldor", None, None)),
        ("He flew to Haldor.", ("Haldor", None, None)),
        ("This is by the Norvian Press Agency.", ("Norvian Press Agency", "act-npa", "name")),
        ("So said Ole Berg.", ("Ole Berg", "act-berg", "name")),
    ],
)
def test_a_known_name_is_read_in_its_context(article: str, mention: tuple[str, str | None, str | None]) -> None:
    assert known(article)[0] == mention


def test_the_longest_known_name_wins() -> None:
    assert known("so the Norvian Press Agency of Norvia reported")[0][0] == "Norvian Press Agency"


def test_a_homonym_stays_open() -> None:
    (one,) = found("and then Berg left", AUTHORITY)
    assert (one.actor_id, one.mention_type, one.type) == (None, None, "person")


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("so said Robert Berg", "Robert Berg"),
        ("so said the Berg Foundation", "Berg Foundation"),
    ],
)
def test_a_surname_in_a_longer_name_is_that_name(article: str, name: str) -> None:
    (one,) = found(article, AUTHORITY)
    assert (one.text, one.actor_id) == (name, None)


def test_a_known_name_is_a_whole_word() -> None:
    assert "Norvia" not in [one.text for one in found("the Norviapark and preNorvia", AUTHORITY)]


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("according to Anna Lind", ("Anna Lind", "person")),
        ("he met Prime Minister Tor Vik there", ("Tor Vik", "person")),
        ("he met Lt. Gen. Tor A. Vik there", ("Tor A. Vik", "person")),
        ("he met Omar al-Hadid there", ("Omar al-Hadid", "person")),
        ("spokeswoman Tilla Varn declined", ("Tilla Varn", "person")),
        ("Suspect Tilla Varn declined", ("Tilla Varn", "person")),
        ("Witness Tilla Varn declined", ("Tilla Varn", "person")),
        ("he asked the Foreign Secretary", ("Foreign Secretary", "person")),
        ("he asked the Ministry of Fisheries", ("Ministry of Fisheries", "organization")),
        ("he left the Norvian Herring Company", ("Norvian Herring Company", "organization")),
        ("he joined NASA then", ("NASA", "organization")),
        ("a UAV crashed", ("UAV", "other")),
        ("it flooded Lake Skara", ("Lake Skara", "place")),
        ("a storm in Skara", ("Skara", "place")),
        ("a storm hit Skara, France", ("Skara", "place")),
        ("the storm hit Skara province", ("Skara", "place")),
        ("they signed the Treaty of Skara", ("Treaty of Skara", "other")),
        ("French forces withdrew", ("French forces", "organization")),
        ("it rains in France", ("France", "place")),
        ("now France supports it", ("France", "organization")),
        ("it asked Anna Lind of Acme Bank", ("Anna Lind", "person")),
        ("it asked the Free University of Norvia Party", ("Free University of Norvia Party", "organization")),
        ("a storm in Gothenburg", ("Gothenburg", "place")),
        ("it hurt Tilla Varn and her sons", ("Tilla Varn", "person")),
        ("it met Tilla Varn, who left", ("Tilla Varn", "person")),
        ("SKARA, May 4 (AP) - It rained.", ("SKARA", "place")),
        ("KARACHI: It rained.", ("KARACHI", "place")),
        ("it asked the company Quorp", ("Quorp", "organization")),
        ("it rains, said Quorp.", ("Quorp", "organization")),
        ("it left the Norwegian QRP", ("Norwegian QRP", "organization")),
        ("planes came from QRP-OIR there", ("QRP-OIR", "organization")),
        ("it came from the Quorp Component there", ("Quorp Component", "organization")),
        ("it moved to the Quorp Mobile Unit Two", ("Quorp Mobile Unit Two", "organization")),
        ("now France-led troops left", ("France", "organization")),
        ("the London-based Quorp Bank left", ("London", "place")),
        ("they held U.S.-French talks", ("U.S.-French", "other")),
        ("they held France-Norway talks", ("France", "organization")),
        ("at the France-Norway border", ("France", "place")),
        ("it formed such a Government.", ("Government", "other")),
        ("it asked the Attorney General's Office", ("Attorney General's Office", "organization")),
        ("then Mosul police left", ("Mosul police", "organization")),
        ("police in Quorp say rebel forces left", ("Quorp", "place")),
        ("in Mosul rebel forces won", ("Mosul", "place")),
        ("now Leeds is wet", ("Leeds", "place")),
        ("so said Anna Hill there", ("Anna Hill", "person")),
        ("so said Bill Varn there", ("Bill Varn", "person")),
        ("they met A.B. Varn there", ("A.B. Varn", "person")),
        ("they watched Group G there", ("Group G", "organization")),
        ("he asked Quorp CEO, who left", ("Quorp", "organization")),
        ("the mayor met Tilla Varn, Norway coach", ("Tilla Varn", "organization")),
        ("they amended the Quorp Code", ("Quorp Code", "other")),
        ("it left Casa do Norte", ("Casa do Norte", "person")),
        ("it left Banco do Norte", ("Banco do Norte", "organization")),
        ("it asked Wen Li-ho of Acme", ("Wen Li-ho", "person")),
        ("it is a Quorp War-like film", ("Quorp War-like", "other")),
        ("the vote of Tilla Varn In the hills", ("Tilla Varn", "organization")),
        ("in this Quorp Valley I saw it", ("Quorp Valley", "place")),
    ],
)
def test_the_type_of_an_unknown_name(article: str, name: tuple[str, str]) -> None:
    assert typed(article)[0] == name


def test_a_surname_is_the_person_named_in_full() -> None:
    assert typed("So said Anna Lind. Lind then left Skara, France.") == [
        ("Anna Lind", "person"),
        ("Lind", "person"),
        ("Skara", "place"),
        ("France", "place"),
    ]


def test_one_mention_gives_the_others_away() -> None:
    assert [one.type for one in found("A storm in Skara. It hit Skara hard.")] == ["place", "place"]


def test_countries_in_a_list_go_together() -> None:
    assert typed("a pact with Norway, Sweden and Finland") == [
        ("Norway", "organization"),
        ("Sweden", "organization"),
        ("Finland", "organization"),
    ]


@pytest.mark.parametrize("article", ["The house burned.", "However, it rained.", "I am I.", "", "IT RAINED IN ROME."])
def test_everyday_words_with_a_capital_are_no_names(article: str) -> None:
    assert found(article) == []


def test_taken_spans_are_no_names() -> None:
    article = "he met Anna on Good Friday"
    start = article.index("Good Friday")
    assert [one.text for one in names.find(text.read(article), None, [(start, len(article))])] == ["Anna"]


def test_offsets_are_code_points() -> None:
    article = "🌊🌊 as 𝔊 told Anna Lind 🌊 in Skara"
    assert [article[one.start : one.end] for one in found(article)] == ["Anna Lind", "Skara"]


# fmt: off
WORDS = (
    "Norvia", "Norvian", "Haldor", "Berg", "Ole", "Press", "Agency", "Prime", "Minister", "Lt.", "Gen.", "U.S.",
    "Iraq-Iran", "al-Hadid", "of", "the", "in", "said", "'s", "’s", ",", ".", "\n", "forces", "NASA", "É", "Ж", "𝔊",
    "\u200e", "\u00a0",
)
# fmt: on
ARTICLES = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=60)


@given(ARTICLES, st.sampled_from([None, Authority({}), AUTHORITY, Authority({"in": [], "Norvia Berg": []})]))
def test_spans_are_in_range_and_in_order(article: str, authority: Authority | None) -> None:
    everything = found(article, authority)
    assert everything == found(article, authority)
    last = 0
    for one in everything:
        assert last <= one.start < one.end <= len(article)
        assert article[one.start : one.end] == one.text
        assert one.type in {"person", "organization", "place", "other"}
        assert (one.actor_id is None) == (one.mention_type is None)
        last = one.end


@pytest.mark.stress  # the whole extractor, in test_extract_any_text, always
@pytest.mark.parametrize("unit", ["A", "A ", "A.", "Anna Lind ", "of the ", "Anna of ", "France, ", "’s", "al-"])
def test_time_grows_with_the_length_only(unit: str) -> None:
    assert grows_linearly(found, unit)


@pytest.mark.parametrize(
    ("article", "names_in_it"),
    [
        ("Acme CEO Ann Roe left.", ["Acme", "Ann Roe"]),
        ("Norwegian Prime Minister Ann Roe left.", ["Norwegian", "Ann Roe"]),
        ("Fisheries Minister Ann Roe left.", ["Ann Roe"]),  # fisheries are no body
        ("Bergen University Ann Roe left.", ["Bergen University", "Ann Roe"]),
        ("Attorney General Ann Roe left.", ["Ann Roe"]),
        ("General Motors Chief Executive Ann Roe left.", ["General Motors", "Ann Roe"]),
    ],
)
def test_an_office_parts_a_body_from_a_person(article: str, names_in_it: list[str]) -> None:
    assert [name.text for name in found(article)] == names_in_it


def test_an_office_is_no_part_of_a_name_after_it() -> None:
    assert ("Wen Li-ho", "person") in typed("They met Foreign Minister Wen Li-ho.")
    assert ("Ann Roe", "person") in typed("They met Norwegian FM Ann Roe.")


def test_what_an_office_is_of_ends_before_a_name() -> None:
    assert ("Ulo Vahtsen", "person") in typed("They met Prime Minister of Norway Ulo Vahtsen.")
    assert ("Ulo Vahtsen", "person") in typed("They met the Minister of Trade and Rural Affairs Ulo Vahtsen.")


def test_where_an_envoy_was_sent_is_no_part_of_the_name() -> None:
    assert typed("They met the ambassador to Oslo Ann Roe.") == [("Oslo", "place"), ("Ann Roe", "person")]


@pytest.mark.parametrize("short", ["I'm", "I’ve", "He'll", "They’re"])
def test_a_pronoun_with_its_verb_begins_no_name(short: str) -> None:
    assert typed(f"{short} Maria Lopez.") == [("Maria Lopez", "person")]


def test_a_short_name_in_capitals_begins_a_group() -> None:
    assert ("US forces", "organization") in typed("US forces left the camp.")


def test_what_an_office_is_of_is_no_part_of_the_name() -> None:
    assert ("Moosa Varen", "person") in typed("Yesterday Minister of Foreign Affairs Moosa Varen left.")


def test_the_sign_of_shares_is_no_name() -> None:
    assert [name for name, _ in typed("It bought Acme Corp <ACM> and Bolt Inc <BLT>.")] == ["Acme Corp", "Bolt Inc"]


@pytest.mark.parametrize("word", ["Probably some", "Studying"])
def test_what_begins_a_sentence_is_no_name_of_a_group(word: str) -> None:
    assert typed(f"{word} groups left.") == []


def test_an_everyday_word_in_capitals_is_no_body() -> None:
    assert ("ALL", "organization") not in typed("We heard ALL of it, and all was well. The ABC said ALL of it.")


@pytest.mark.parametrize(
    "article",
    ["Rebel fighters fled.", "Family members met.", "Aid workers left.", "Tribal leaders left."],
)
def test_a_sentence_that_begins_with_people_of_some_kind_names_nobody(article: str) -> None:
    assert typed(article) == []


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("Bolani rebels fled.", ("Bolani rebels", "organization")),
        ("They live in Alvia State now.", ("Alvia State", "place")),
        ("They fought Islamic State there.", ("Islamic State", "organization")),
        ("They sued Acme, Inc. on Monday.", ("Inc", "other")),
        ("He is Head of Dolna Mission now.", ("Dolna Mission", "organization")),
        ("The Health Commissioner said so.", ("Health Commissioner", "person")),
        ("The Commissioner of Police said so.", ("Commissioner of Police", "person")),
        ("The Office of Fair Trade said so.", ("Office of Fair Trade", "organization")),
    ],
)
def test_offices_lands_and_suffixes_are_no_bodies(article: str, name: tuple[str, str]) -> None:
    assert name in typed(article)
