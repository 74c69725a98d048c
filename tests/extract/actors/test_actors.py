"""Names of one actor: in an article, across articles, and never by a guess."""

from __future__ import annotations

import pytest
from linear_time import grows_linearly

from publisher.extract import actors, names, text


def resolved(article: str) -> list[tuple[str, str, str | None, str | None]]:
    """Words, type, entity and id of each name."""
    doc = text.read(article)
    return [(name.text, name.type, name.entity, name.actor_id) for name in actors.resolve(doc, names.find(doc))]


def together(article: str) -> list[set[str]]:
    """The words of names, by the actor that they are of; actors with one name alone are left out."""
    groups: dict[str | None, set[str]] = {}
    for words, _, entity, _ in resolved(article):
        groups.setdefault(entity, set()).add(words)
    return sorted((group for group in groups.values() if len(group) > 1), key=min)


def test_a_surname_that_is_named_often_needs_more_to_be_of_another() -> None:
    article = "Maria Zubov spoke first. " + "She read of it in Zubov. " * 3 + "The Zubov plan failed. " * 4
    assert {"Maria Zubov", "Zubov"} in together(article)


@pytest.mark.parametrize(
    ("article", "names_of_one"),
    [
        ("Maria Lopez spoke first. Lopez said no.", {"Maria Lopez", "Lopez"}),
        ("Maria Lopez spoke first. Later Maria said no.", {"Maria Lopez", "Maria"}),
        ("John Roe spoke. Later J. Roe left.", {"John Roe", "J. Roe"}),
        ("The World Grain Council (WGC) met. The WGC said no.", {"World Grain Council", "WGC"}),
        ("The World Grain Council met on Friday. The WGC said no.", {"World Grain Council", "WGC"}),
        ("The World Grain Council met. Later the Council said no.", {"World Grain Council", "Council"}),
        ("Novera Inc. rose. Analysts like Novera.", {"Novera Inc", "Novera"}),
        ("Norway won. Critics of Norwegian policy left.", {"Norway", "Norwegian"}),
        ("The United States agreed. The U.S. will pay.", {"United States", "U.S."}),
        ("The Marines left. The Marine Corps denied it.", {"Marines", "Marine Corps"}),
    ],
)
def test_names_of_one_actor(article: str, names_of_one: set[str]) -> None:
    assert names_of_one in together(article)


@pytest.mark.parametrize(
    "article",
    [
        "Maria Lopez met Ann Lopez. The weather was fine.",  # two persons of one surname
        "John Roe met Jack Roe in Lima.",
        "The World Grain Council met. The World Gas Committee left. The WGC said no.",  # whose initials?
        "John Roe spoke. Jack Roe left. Later J. Roe came.",  # whose initial?
        "The World Grain Council met the Bath Port Council. The Council said no.",  # which of them?
        "Paris Hilton flew to Rome.",
        "George Washington left. They met in Washington.",
    ],
)
def test_names_of_different_actors(article: str) -> None:
    assert together(article) == []


def test_a_state_of_the_name_is_told_from_a_part_of_another() -> None:
    abroad = "Troops entered Georgia. The Georgian army left Tbilisi."
    at_home = "A storm hit Atlanta, Georgia. Georgia Governor Ann Lee said so."
    assert {actor_id for words, _, _, actor_id in resolved(abroad) if words == "Georgia"} == {"state:GE"}
    assert {(kind, key) for words, kind, _, key in resolved(at_home) if words == "Georgia"} == {
        ("place", "name:georgia")
    }


@pytest.mark.parametrize(
    ("article", "kind"),
    [
        ("Merra Lind said it lost money.", "organization"),
        ("Merra Lind said its profits fell.", "organization"),
        ("Critics of Ann Lind left. Ann Lind said it was raining.", "person"),
        ("A man called Zubov came. Later Zubov told reporters he would resign.", "person"),
        ("A man called Zubov came. Later Zubov, 34, left.", "person"),
    ],
)
def test_what_follows_a_name_tells_a_person_from_a_body(article: str, kind: str) -> None:
    assert {found for words, found, _, _ in resolved(article) if words.split()[-1] in ("Lind", "Zubov")} == {kind}


def test_two_states_are_never_one() -> None:
    article = "The Democratic People's Republic of Korea (DPRK) fell silent. South Korean ships left. The DPRK spoke."
    ids = {words: actor_id for words, _, _, actor_id in resolved(article)}
    entities = {words: entity for words, _, entity, _ in resolved(article)}
    whole = "Democratic People's Republic of Korea"
    assert ids["DPRK"] == ids[whole] == "state:KP"
    assert entities["DPRK"] == entities[whole] != entities["South Korean"]


def test_a_surname_of_two_persons_is_of_the_one_named_last() -> None:
    article = "Maria Lopez spoke. Lopez left. Then John Lopez spoke. Lopez stayed."
    entities = {words: entity for words, _, entity, _ in resolved(article) if " " in words}
    alone = [entity for words, _, entity, _ in resolved(article) if words == "Lopez"]
    assert alone == [entities["Maria Lopez"], entities["John Lopez"]]


@pytest.mark.parametrize(
    ("article", "words", "actor_id"),
    [
        ("Senator Maria Lopez spoke.", "Maria Lopez", "person:maria lopez"),
        ("Norway agreed to pay.", "Norway", "state:NO"),
        ("Talks with the U.S. failed.", "U.S.", "state:US"),
        ("The World Grain Council met.", "World Grain Council", "name:world grain council"),
        ("Mr Lopez spoke.", "Lopez", None),  # a surname alone is nobody in another article
        ("The Interior Ministry replied.", "Interior Ministry", None),  # every country has one
        ("The Supreme Court met.", "Supreme Court", None),
        ("The Norland Interior Ministry replied.", "Norland Interior Ministry", "name:norland interior ministry"),
    ],
)
def test_ids_that_hold_across_articles(article: str, words: str, actor_id: str | None) -> None:
    assert {name: key for name, _, _, key in resolved(article)}[words] == actor_id


@pytest.mark.parametrize(
    ("article", "words", "kind"),
    [
        ("Talks with Norway failed.", "Norway", "state"),
        ("Fishing in Norway is free.", "Norway", "place"),
        ("Boats of the Norwegian navy left.", "Norwegian navy", "organization"),
        ("They met North Korean troops.", "North Korean troops", "organization"),
        ("HAVNBY, 12 March - Nobody left.", "HAVNBY", "place"),
        ("OSLO was quiet. They met in OSLO.", "OSLO", "place"),
        ("The airline Novera rose. Novera fell.", "Novera", "organization"),
        ("Novera's shares rose.", "Novera", "organization"),
        ("Maria Lopez spoke. They thanked Lopez.", "Lopez", "person"),
        ("The Novera Index fell. It rose later.", "Novera Index", "other"),
        ("They bought a Novera 737.", "Novera", "other"),
        ("Acme CEO Ann Roe resigned.", "Acme", "organization"),
        ("Zelta, another Norland carmaker, closed. It was here in Zelta.", "Zelta", "organization"),
        ("They met makers such as Zelta.", "Zelta", "organization"),
        ("Its rivals Zelta and Orbo closed.", "Zelta", "organization"),
        ("He met the Zelta chief executive.", "Zelta", "organization"),
        ("It asked Ulo Vahtsen of the Norvian Party.", "Ulo Vahtsen", "person"),
        ("The Green Moon said so.", "Green Moon", "organization"),
    ],
)
def test_one_kind_by_all_mentions(article: str, words: str, kind: str) -> None:
    assert {name: found for name, found, _, _ in resolved(article)}[words] == kind


@pytest.mark.parametrize(
    ("article", "words", "kind"),
    [
        ("A lawyer, Zubo Lopaz, was here. They saw the journalist Ulo Vahtsen.", "Ulo Vahtsen", "person"),
        ("Zubo Lopaz, a former senior lawyer, was here.", "Zubo Lopaz", "person"),
        ("Zubo Lopaz, leader of the farmers, was here.", "Zubo Lopaz", "person"),
        ("They saw his wife Zubo Lopaz.", "Zubo Lopaz", "person"),
        ("The airline Novera was here.", "Novera", "organization"),
        ("It was the chairman of Novera.", "Novera", "organization"),
        ("On Monday the NFTU denied it.", "NFTU", "organization"),
    ],
)
def test_an_article_says_what_a_name_is_of(article: str, words: str, kind: str) -> None:
    doc = text.read(article)
    found = {name.text: (name.rule, name.type) for name in actors.resolve(doc, names.find(doc))}
    assert found[words] == ("name.evident", kind)


@pytest.mark.parametrize(
    "article",
    [
        "In Zubo Lopaz, a lawyer was shot.",  # a town
        "They saw the NFTU in it.",  # letters of anything
        "Zubo Lopaz was here.",
        "They like the owner Zubo Lopaz.",  # may be a firm
    ],
)
def test_where_nothing_says_what_a_name_is_of_it_is_a_guess(article: str) -> None:
    doc = text.read(article)
    assert "name.evident" not in {name.rule for name in actors.resolve(doc, names.find(doc))}


def test_a_headline_before_a_colon_names_who_speaks() -> None:
    assert {"Maria Lopez", "Lopez"} in together("Lopez: no more talks\n\nMaria Lopez spoke. Lopez left.")


def test_what_everybody_knows_is_no_product_of_it() -> None:
    assert {name: kind for name, kind, _, _ in resolved("Boeing denied it.")} == {"Boeing": "organization"}
    assert {name: kind for name, kind, _, _ in resolved("They flew in a Boeing 737.")} == {"Boeing": "other"}


FOREIGN = "Norwegian Foreign Minister Ann Roe left. "


@pytest.mark.parametrize(
    ("article", "holder"),
    [
        (FOREIGN + "The Foreign Minister met him.", "person:ann roe"),
        (FOREIGN + "The Norwegian Foreign Minister met him.", "person:ann roe"),
        (FOREIGN + "Norway's Foreign Minister met him.", "person:ann roe"),
        (FOREIGN + "The Swedish Foreign Minister met him.", None),  # another one
        (FOREIGN + "The Foreign Minister of Sweden met him.", None),
        (FOREIGN + "A Foreign Minister met him.", None),
        (FOREIGN + "The Prime Minister met him.", None),
        (FOREIGN + "Swedish Foreign Minister Bo Ek came. The Foreign Minister met him.", None),  # which of them?
        ("Former Foreign Minister Ann Roe left. The Foreign Minister met him.", None),
    ],
)
def test_an_office_is_its_one_holder(article: str, holder: str | None) -> None:
    held = [key for words, _, _, key in resolved(article) if "Minister" in words and key and key.startswith("person:")]
    assert held == ([holder] if holder else [])


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "Maria Lopez met Ann Lopez. Lopez left. ",
        "World Grain Council (WGC) ",
        "the U.S. and Norwegian ",
        "Acme CEO Ann Roe ",
    ],
)
def test_time_grows_linearly(unit: str) -> None:
    assert grows_linearly(resolved, unit)


@pytest.mark.slow
def test_time_grows_linearly_with_the_persons_of_one_surname() -> None:
    def many(letters: str) -> object:
        return resolved("".join(f"A{letters[: n % 9]}{'bcdefgh'[n % 7]} Lopez. " for n in range(len(letters) // 10)))

    assert grows_linearly(many, "abcdefghij")


def test_an_article_without_names() -> None:
    assert resolved("") == resolved("nothing happened.") == []


def test_a_body_of_some_kind_is_another_one_in_each_article() -> None:
    assert {actor for words, _, _, actor in resolved("The Mission met. The Mission left.") if words == "Mission"} == {
        None
    }
    assert resolved("The Pentagon met.")[0][3] == "name:pentagon"


def test_an_office_in_a_body_is_not_that_body() -> None:
    found = {words: actor for words, _, _, actor in resolved("The GRAINCO spoke. The GRAINCO Director for Sales left.")}
    assert found == {"GRAINCO": "name:grainco", "GRAINCO Director for Sales": None}


def test_a_company_without_its_suffix() -> None:
    assert ("Roe & Co", "organization", "name:roe") in [
        (words, kind, actor) for words, kind, _, actor in resolved("They left Roe & Co on Monday.")
    ]


@pytest.mark.parametrize(
    ("article", "apart"),
    [
        ("The IMF spoke. The IMF Mission left.", {"IMF", "IMF Mission"}),
        ("The Governor of the Grain Council (WGC) spoke. Ann Roe (WGC) left.", {"Ann Roe", "WGC"}),
    ],
)
def test_a_branch_or_a_member_is_not_the_body(article: str, apart: set[str]) -> None:
    assert not any(apart <= group for group in together(article))


def test_a_surname_of_two_words_is_of_the_person_named_in_full() -> None:
    assert {"Jan de Roe", "de Roe"} in together("Jan de Roe spoke first. Later Mr. de Roe left.")


def test_an_apostrophe_makes_no_other_body() -> None:
    ids = {resolved(f"She led the People{sign}s Farm Party then.")[0][3] for sign in "'’"}
    assert ids == {"name:people's farm party"}


def ids(article: str) -> list[str | None]:
    return [actor_id for _, _, _, actor_id in resolved(article)]


@pytest.mark.parametrize(
    ("article", "actor"),
    [
        ("Here sat Grain Bank of Dolna President Maria T. Zubov.", ("Maria T. Zubov", "person:maria zubov")),
        ("Here sat Grain Bank of Dolna Chairman John Roe.", ("John Roe", "person:john roe")),
        ("Here stood the Bank of Dolna President Hotel.", None),
        ("Here stood the University of President Lincoln.", None),
    ],
)
def test_a_title_parts_a_body_from_a_person(article: str, actor: tuple[str, str] | None) -> None:
    persons = [(words, actor_id) for words, kind, _, actor_id in resolved(article) if kind == "person"]
    assert persons == ([actor] if actor else [])


@pytest.mark.parametrize(
    ("article", "actor_id"),
    [
        ("The Norwegian Government said no.", "state:NO"),
        ("The Norwegian Government Pension Fund said no.", "name:norwegian government pension fund"),
        ("The Norwegian Labour Party said no.", "name:norwegian labour party"),
        ("The UN said no.", "name:united nations"),
        ("The United Nations said no.", "name:united nations"),
        ("The U.N. Security Council said no.", "name:united nations security council"),
        ("The Security Council said no.", "name:united nations security council"),
        ("The UNX Grain Council said no.", "name:unx grain council"),
    ],
)
def test_what_everybody_knows_by_two_names_is_one_actor(article: str, actor_id: str) -> None:
    assert ids(article) == [actor_id]


@pytest.mark.parametrize(
    "article",
    [
        "They found eight-year-old Maria Lopez. Lopez was well.",
        "They found the 13-year-old schoolgirl Maria Lopez.",
        "They found 11-month-old Maria Lopez.",
        "Maria Lopez, 8, was well.",
        "Maria Lopez (aged eight) was well.",
    ],
)
def test_a_child_is_no_actor(article: str) -> None:
    assert not any(ids(article))


@pytest.mark.parametrize(
    "article",
    [
        "They found 18-year-old Maria Lopez.",
        "Maria Lopez, 48, was well.",
        "Maria Lopez, 8 March 1990, was well.",
        "They found the eight-year-old ship of Maria Lopez.",
        "Maria Lopez, 5,000 men and a ship were there.",
    ],
)
def test_whoever_is_no_child_is_an_actor(article: str) -> None:
    assert "person:maria lopez" in ids(article)
