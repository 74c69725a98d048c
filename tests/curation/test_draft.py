"""`draft` names every candidate of the extractor: whoever confirms, edits and rejects what stands in the draft has
accounted for all of them, and is asked for nothing more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear_time import grows_linearly

from publisher.curation import draft
from publisher.extract import extract
from publisher.extract import text as texts
from publisher.extract.candidates import Candidate, Date, Name
from publisher.inputs import actors_file, article_reader
from publisher.inputs.curated_file import curate
from publisher.model import Curated, Mark, Reading
from publisher.problem import Refused
from publisher.records.reconcile import KINDS, reconcile
from publisher.schemas import load

SCHEMAS = load(Path(__file__).parents[2] / "schemas")
NOBODY = actors_file.NOBODY
ROE = actors_file.read(
    "actors.toml",
    b'[[actors]]\nid = "act-ann-roe"\nname = "Ann Roe"\nactor_type = "person"\naliases = ["Roe"]\n'
    b'[[actors]]\nid = "act-bo-lee"\nname = "Bo Lee"\nactor_type = "person"\naliases = ["Lee"]\n'
    b'[[actors]]\nid = "act-cy-lee"\nname = "Cy Lee"\nactor_type = "person"\naliases = ["Lee"]\n',
    SCHEMAS["actors"],
)
ANN = actors_file.read(
    "actors.toml", b'[[actors]]\nid = "act-ann-roe"\nname = "Ann Roe"\nactor_type = "person"\n', SCHEMAS["actors"]
)
BIRDS = actors_file.read(
    "actors.toml",
    b'[[actors]]\nid = "act-ann-roe"\nname = "Ann Roe"\nactor_type = "person"\n'
    b'[[actors]]\nid = "act-bo-lee"\nname = "Bo Lee"\nactor_type = "person"\n'
    b'[[actors]]\nid = "act-gull"\nname = "Gull"\nactor_type = "organization"\n'
    b'[[actors]]\nid = "act-tern"\nname = "Tern"\nactor_type = "organization"\n',
    SCHEMAS["actors"],
)
DATES = {"date_edtf", "document_date"}
FIELDS = {"quote": {"quoted"}, "marks": {"quoted"}, "figure": {"value"}, "date": DATES, "name": {"name"}}


def article(text: str) -> article_reader.Article:
    return article_reader.Article("src-a", "a", "a.txt", "0" * 64, text)


def drafted(text: str, actors: actors_file.Actors = NOBODY) -> str:
    return draft.drafted(article(text), actors, SCHEMAS)


def confirmed(file: str) -> str:
    """What a curator makes of it who agrees to everything, and cannot say who other words stand for."""
    file = re.sub(r"\[\[mentions\]\]\n(?:.+\n)+", "", file)
    return re.sub(r"^todo = .*\n", "", file, flags=re.MULTILINE).replace('reason = ""', 'reason = "none"')


def curated(file: str, text: str) -> Curated:
    return curate("a.toml", file.encode(), texts.read(text), SCHEMAS)


def to_decide(text: str, actors: actors_file.Actors, file: Curated) -> list[Candidate]:
    """The candidates, without those for the draft alone, the names that actors.toml decides, and what names no date."""
    day = draft._day_of(file, text)
    found = [c for c in extract(text, day, actors.surfaces) if c.kind in KINDS]
    return [c for c in found if not (isinstance(c, Name) and c.actor_id) and not (isinstance(c, Date) and not c.edtf)]


def is_named(candidate: Candidate, file: Curated) -> bool:
    """Whether a rejection has just its words, or a record rests on them as on a candidate of its kind."""
    marks = [mark for record in file.records for mark in record.marks] + ([file.dated] if file.dated else [])
    return any(one == Mark(candidate.kind, candidate.start, candidate.end) for one in _rejections(file)) or any(
        mark.start < candidate.end and candidate.start < mark.end and mark.field in FIELDS[candidate.kind]
        for mark in marks
    )


def _rejections(file: Curated) -> list[Mark]:
    return [Mark(rejection.kind, rejection.start, rejection.end) for rejection in file.rejected]


def faults(text: str, actors: actors_file.Actors, file: Curated) -> list[str]:
    """What the build objects to."""
    document = texts.read(text)
    day = draft._day_of(file, text)
    found = extract(text, day, actors.surfaces)
    made = reconcile(Reading(article(text), document, found, day, file), actors)
    return [str(problem) for problem in made.problems]


TEXTS = [
    "Ann Roe said: “No.”",
    'It was 2-1. Call 555-0199; "Old Mill" is 45.',
    "3 April 2023\n\nOn Monday Ann Roe called it “a ‘free’ ride”. “We,” she said, “lost 12 nets.”\n",
    "“One.\n\n“Two,” Lee said. “Three.”",
    'About 30% of the boats, or 1,200, stayed. Lee said "Yes" and "Yes".',
    "“12 nets”, 12 nets and 12. ‘’ “…” “😀” 12",
    "Roe met Lee on Monday, on Monday and on 5 May 2023. Nothing else.\n\n \nThe end.",
    "Nothing.",
]
PARTS = (
    "Ann Roe ", "Lee ", "she ", "the mayor of Bath ", "said ", "told reporters ", "that ", "according to ", "called ",
    "“", "”", '"', "''", "‘", "’", "«", "»", "We will go", "no", "lost ", "5 ", "12 nets ", "2,700 more injured ",
    "about 30% ", "$5 million ", "half ", "on Monday ", "May 3, 2016 ", "3 April 2023", "last week ", ". ", ", ", "? ",
    ": ", "(", ")", "\n", "\n\n", "😀", "É", "\u00a0", "\u2028", "…", "a",
)  # fmt: skip
ARTICLES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=40).map("".join).filter(str.strip)


# Every candidate


@pytest.mark.parametrize("actors", [NOBODY, ROE], ids=["no actors", "actors"])
@pytest.mark.parametrize("text", TEXTS)
def test_every_candidate_is_in_the_draft(text: str, actors: actors_file.Actors) -> None:
    file = curated(confirmed(drafted(text, actors)), text)
    assert [c for c in to_decide(text, actors, file) if not is_named(c, file)] == []
    assert faults(text, actors, file) == []


@given(ARTICLES, st.sampled_from([NOBODY, ROE]))
def test_every_candidate_of_any_text_is_in_the_draft(text: str, actors: actors_file.Actors) -> None:
    file = curated(confirmed(drafted(text, actors)), text)
    assert [c for c in to_decide(text, actors, file) if not is_named(c, file)] == []
    assert faults(text, actors, file) == []


@pytest.mark.parametrize("text", ["12 and " * 250 + "12.", "Ann Roe met Bo Lee. " * 250])
def test_hundreds_of_candidates_are_drafted(text: str) -> None:
    file = curated(confirmed(drafted(text)), text)
    assert len(file.rejected) > 250
    assert faults(text, NOBODY, file) == []


# What it looks like

DRAFT = """\
# Draft of the records of a.txt, each under its paragraph: confirm, edit or reject it, then delete its
# line `todo`. What only a reader sees is to be added: events, settings, who other words stand for.

[source]
todo = "who published it, under which title, and may its text be shown in full?"
# title = ""
# publisher = ""
# url = ""
document_date = { text = "3 April 2023", paragraph = 1 }
language = "en"
publish_text = false

# Paragraph 1: 3 April 2023

[[waived]]
todo = "code what happens here and delete this record, or say why not"
paragraph = 1
reason = ""

# Paragraph 2: “We lost 12 nets,” she said on Monday. Lee gave 2 and 2.

[[statements]]
todo = "compare with the text, correct, then delete this line"
id = "stm-she-we-lost-nets"
paragraph = 2
speaker_text = "she"
cue_text = "said"
content_text = "We lost 12 nets"
quoted_text = "We lost 12 nets"
quote_type = "direct"
date_edtf = { text = "Monday", value = "2023-04-03", basis = "resolved" }

[[figures]]
todo = "compare with the text, correct, then delete this line"
id = "fig-nets-other"
paragraph = 2
text = "12 nets"
value = 12
value_text = "12"
modifier = "exact"
is_estimate = false
measure = "other"
unit = "net"
counted_text = "nets"
statement_id = "stm-she-we-lost-nets"

[[mentions]]
todo = "one actor: put its id in here and as speaker_actor_id of the statement; else delete this record"
actor_id = ""
paragraph = 2
text = "she"
mention_type = "pronoun"

[[rejected]]
todo = "act-bo-lee or act-cy-lee: say which in [[mentions]]; else say why it is none"
kind = "name"
paragraph = 2
text = "Lee"
reason = ""

[[rejected]]
todo = "make it a figure and delete this record, or say why it counts nothing"
kind = "figure"
paragraph = 2
nth = 1
text = "2"
reason = ""

[[rejected]]
todo = "make it a figure and delete this record, or say why it counts nothing"
kind = "figure"
paragraph = 2
nth = 2
text = "2"
reason = ""
"""


def test_entries_stand_under_their_paragraph_in_the_order_of_the_text() -> None:
    text = "3 April 2023\n\n“We lost 12 nets,” she said on Monday. Lee gave 2 and 2.\n"
    assert drafted(text, ROE) == DRAFT


def test_words_with_quotation_marks_stand_in_apostrophes() -> None:
    assert """text = '"Old Mill"'""" in drafted('The "Old Mill" burnt.')
    assert """text = "\\"Roe's Mill\\"\"""" in drafted('The "Roe\'s Mill" burnt.')


def test_names_are_offered_to_actors_toml_once() -> None:
    assert drafted("Ann Roe met Bo Lee. Ann Roe left.").endswith(
        """
# For actors.toml, where they are actors:
#
# [[actors]]
# id = "act-ann-roe"
# name = "Ann Roe"
# actor_type = "person"
#
# [[actors]]
# id = "act-bo-lee"
# name = "Bo Lee"
# actor_type = "organization"
"""
    )


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Ann Roe left. Roe won.", ["id = 'act-ann-roe'", "actor_type = 'person'", "aliases = ['Roe']"]),
        ("Norway lost.", ["id = 'act-norway'", "actor_type = 'state'", "country_code = 'NO'"]),
    ],
    ids=["a surname", "a country"],
)
def test_one_actor_is_offered_once_whatever_its_forms(text: str, entry: list[str]) -> None:
    offered = drafted(text).partition("# For actors.toml")[2].replace('"', "'").splitlines()
    assert offered.count("# [[actors]]") == 1
    assert [line[2:] for line in offered if line.startswith("# ") and not line.startswith(("# [[", "# name"))] == entry


def test_a_surname_that_two_persons_bear_is_left_to_the_curator() -> None:
    offered = drafted("Ann Roe met Bob Roe. Roe won.").partition("# For actors.toml")[2]
    assert offered.count("[[actors]]") == 2
    assert "aliases" not in offered


def test_a_surname_of_somebody_known_is_offered_as_an_alias() -> None:
    text = "Ann Roe left. “No,” Roe said."
    file = drafted(text, ANN)
    assert 'todo = "act-ann-roe, it seems: add the surname to its aliases in actors.toml' in file
    assert "# For actors.toml" not in file
    assert [record.values["speaker_actor_id"] for record in curated(confirmed(file), text).records] == ["act-ann-roe"]


def test_whom_a_pronoun_seems_to_stand_for_is_named_where_it_is_somebody_known() -> None:
    text = "Ann Roe left. “No,” she said."
    file = drafted(text, ANN)
    assert '[[mentions]]\ntodo = "Ann Roe, it seems: delete this line' in file
    assert 'actor_id = "act-ann-roe"\nparagraph = 1\ntext = "she"\nmention_type = "pronoun"' in file
    (record,) = curated(re.sub("(?m)^todo = .*\n", "", file), text).records
    assert record.values["speaker_actor_id"] == "act-ann-roe"
    assert 'actor_id = ""' in drafted(text)


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        ("Ann Roe of Gull said that the quay was closed.", {"speaker_actor_id": "act-ann-roe"}),
        ("The agency Gull said that the quay was closed.", {"speaker_actor_id": "act-gull"}),
        ("Ann Roe and Bo Lee said that the quay was closed.", {}),
        ("Gull and the newspaper Tern said that the quay was closed.", {}),
        (
            "Ann Roe told Bo Lee that the quay was closed.",
            {"speaker_actor_id": "act-ann-roe", "addressee_actor_id": "act-bo-lee"},
        ),
        ("Ann Roe told a friend of Bo Lee that the quay was closed.", {"speaker_actor_id": "act-ann-roe"}),
        ("Ann Roe said to Bo Lee that the quay was closed.", {"speaker_actor_id": "act-ann-roe"}),
        ("Ann Roe accused Gull of “theft.”", {"speaker_actor_id": "act-ann-roe", "act_type": "ACCUSE"}),
        ("Ann Roe’s lawyer said that the quay was closed.", {}),
        ("A critic of Gull said that the quay was closed.", {}),
        ("A Gull pilot said that the quay was closed.", {}),
        ("A spokesman for Gull said that the quay was closed.", {}),
        ("Ann Roe demanded that the quay be closed.", {"speaker_actor_id": "act-ann-roe", "act_type": "REQUEST"}),
        ("Ann Roe promised that the quay would open.", {"speaker_actor_id": "act-ann-roe", "act_type": "AGREE"}),
        ("Ann Roe agreed that the quay was closed.", {"speaker_actor_id": "act-ann-roe"}),
    ],
)
def test_who_speaks_to_whom_and_does_what_by_it_is_proposed_where_it_is_sure(
    sentence: str, given: dict[str, str]
) -> None:
    statement = drafted(sentence, BIRDS).partition("[[statements]]")[2].partition("\n\n")[0]
    found = re.findall(r'(speaker_actor_id|addressee_actor_id|act_type) = "(.*)"', statement)
    assert statement and dict(found) == given


@pytest.mark.parametrize(
    ("speaker", "office"),
    [
        ("Harbour Minister Ann Roe", ["Harbour Minister"]),
        ("The former mayor Ann Roe", ["former mayor"]),
        ("Gull chief economist Ann Roe", ["Gull chief economist"]),
        ("Ann Roe", []),
        ("The tired Ann Roe", []),
    ],
)
def test_the_title_before_a_speakers_name_is_proposed_as_the_office(speaker: str, office: list[str]) -> None:
    text = f"{speaker} said that the quay was closed. {speaker} said that the pier was open."
    file = drafted(text, BIRDS)
    titles = [text[one.start : one.end] for one in curated(confirmed(file), text).offices]
    assert titles == office
    assert updated(file, text, BIRDS) == ""


def test_an_actor_gets_no_id_that_another_one_has() -> None:
    other = '[[actors]]\nid = "act-ann-roe"\nname = "Ann Rowe"\nactor_type = "person"\n'
    rowe = actors_file.read("actors.toml", other.encode(), SCHEMAS["actors"])
    assert '# id = "act-ann-roe-2"' in drafted("Ann Roe left.", rowe)


def test_no_record_gets_an_id_that_stands_in_another_file() -> None:
    text = "Ann Roe said “No.”"
    assert 'id = "stm-ann-roe-no"' in drafted(text)
    assert 'id = "stm-ann-roe-no-2"' in draft.drafted(article(text), NOBODY, SCHEMAS, {"stm-ann-roe-no"})


def test_no_two_records_have_the_same_id() -> None:
    ids = re.findall(r"^id = .*", drafted("Ann Roe said “No.” Ann Roe said “No.” Ann Roe said “No.”"), re.MULTILINE)
    assert ids == ['id = "stm-ann-roe-no"', 'id = "stm-ann-roe-no-2"', 'id = "stm-ann-roe-no-3"']


def test_what_stands_in_somebodys_words_is_drafted_as_theirs() -> None:
    text = "Seven nets were lost, the ministry said, according to Port Radio. Nine boats stayed."
    file = curated(confirmed(drafted(text)), text)
    links = {record.id: record.values for record in file.records}
    ministry, radio = (key for key in links if key.startswith("stm-"))
    assert (ministry, radio) == ("stm-the-ministry-seven-nets-were-lost", "stm-port-radio-seven-nets-were-lost")
    assert links[ministry]["reported_by_statement_id"] == radio
    assert "reported_by_statement_id" not in links[radio]
    assert [links[key].get("statement_id") for key in ("fig-nets-other", "fig-boats-other")] == [ministry, None]


def test_an_update_knows_whose_words_are_coded_already() -> None:
    text = "Ann Roe said: “Seven nets were lost.”"
    file = confirmed(drafted(text))
    without = re.sub(r"\[\[figures\]\]\n(?:.+\n)+", "", file)
    assert re.findall(r"(?m)^(?:id|statement_id) = .*", updated(without, text)) == [
        'id = "fig-nets-other"',
        'statement_id = "stm-ann-roe-seven-nets-were-lost"',
    ]


def test_a_time_of_the_day_is_that_of_the_day_spoken_of() -> None:
    text = "May 3, 2016\n\nOn Monday Ann Roe left. “We will go,” she said at noon."
    assert 'date_edtf = { text = "noon", value = "2016-05-02", basis = "resolved" }' in drafted(text)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("“We will go,” she said on Monday.", "2016-05-02"),
        ("“We will go,” Roe told reporters late on Monday.", "2016-05-02"),
        ("On Monday, Roe said that the nets were lost.", "2016-05-02"),
        ("Roe said “no” after talks on Monday.", None),
        ("Roe, who left on Monday, said “no.”", None),
        ("They met on Monday. Roe said “no.”", None),
        ("They meet on Friday, her office said, but Roe said that she would not.", None),
        ("Roe said that it was over, and she promised that no boat would go until 2027.", None),
        ("Roe said that the nets were lost on Monday.", None),
    ],
)
def test_a_statement_has_only_a_date_that_stands_in_the_clause_of_its_cue(sentence: str, value: str | None) -> None:
    given = re.findall(r'^date_edtf = .* value = "(.*?)"', drafted(f"May 3, 2016\n\n{sentence}"), re.MULTILINE)
    assert given == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("BATH, May 3, 2016 - It rained.", "May 3, 2016"),
        ("It rains\n\nBy Jo Kerr\n\nPublished 3 May 2016\n\nIt rained.", "3 May 2016"),
        ("It rains\n\n" + "It rained.\n\n" * 9 + "Updated: 2016-05-03", "2016-05-03"),
        (
            "It rains\n\nWhat began on May 3, 2016 with a few drops of rain went on for many a day, and ended in snow.",
            None,
        ),
        ("It rains on Monday.", None),
    ],
    ids=["dateline", "date line", "at the end", "in the story", "none"],
)
def test_the_date_of_the_article_is_looked_for_where_articles_have_it(text: str, words: str | None) -> None:
    found = re.findall(r'^document_date = { text = "(.*?)"', drafted(text), re.MULTILINE)
    assert found == ([words] if words else [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("LIMA, March 12 (Reuters) - It rained.", '{ text = "March 12", paragraph = 1, value = "YYYY-03-12" }'),
        (
            "On Monday it rained, as it had 2 days before May 3.",
            '{ text = "May 3", paragraph = 1, value = "YYYY-05-03" }',
        ),
        ("It rained on Monday, and last year.\n\nMarch 12 was dry.", '"YYYY-MM-DD"'),
    ],
)
def test_a_date_of_the_article_without_its_year_is_offered_for_completion(text: str, line: str) -> None:
    assert f"\n# document_date = {line}\n" in drafted(text)


# Later


def updated(file: str, text: str, actors: actors_file.Actors = NOBODY) -> str:
    return draft.appended(article(text), file.encode(), actors, SCHEMAS)


@given(ARTICLES, st.sampled_from([NOBODY, ROE]))
def test_a_draft_that_is_agreed_to_needs_no_update(text: str, actors: actors_file.Actors) -> None:
    assert updated(confirmed(drafted(text, actors)), text, actors) == ""


@given(ARTICLES, st.sampled_from([NOBODY, ROE]))
def test_an_unfinished_draft_needs_no_update_either(text: str, actors: actors_file.Actors) -> None:
    assert updated(drafted(text, actors), text, actors) == ""


def test_an_update_of_an_unfinished_draft_adds_what_is_missing() -> None:
    text = "“We lost 12 nets,” Ann Roe said.\n\nBo Lee left.\n"
    file = drafted(text)
    entry = next(one for one in file.split("\n\n") if 'text = "Bo Lee"' in one)
    added = updated(file.replace(entry, ""), text)
    assert re.findall(r"^\[\[\w+\]\]$", added, re.MULTILINE) == ["[[rejected]]"]
    assert entry in added


def test_an_update_of_a_file_with_nothing_but_its_source_is_a_whole_draft() -> None:
    text = "May 3 - Roe said on Monday that the quay was closed. Roe lost 12 nets."
    day = 'document_date = { text = "May 3", paragraph = 1, value = "2016-05-03" }'
    source = f'[source]\n{day}\nlanguage = "en"\npublish_text = false\n'
    added = updated(source, text)
    assert 'date_edtf = { text = "Monday", value = "2016-05-02", basis = "resolved" }' in added
    assert "[[figures]]" in added
    assert updated(source + confirmed(added), text) == ""


def test_what_is_wrong_in_an_unfinished_draft_beside_its_todo_is_told() -> None:
    text = "“We lost 12 nets,” Ann Roe said."
    with pytest.raises(Refused, match="measure"):
        updated(drafted(text).replace('measure = "other"', 'measure = "odd"'), text)


def test_an_update_names_what_was_taken_out() -> None:
    text = "“We lost 12 nets,” Ann Roe said. It was 2-1.\n\nThe end."
    kept = '[source]\nlanguage = "en"\npublish_text = false\n'
    added = updated(kept, text)
    assert added.startswith("\n# Found since\n\n# Paragraph 1: “We lost 12 nets,” Ann Roe said. It was 2-1.\n")
    assert faults(text, NOBODY, curated(kept + confirmed(added), text)) == []


# The file


def test_it_says_where_it_wrote_what_and_what_to_do_next(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“We lost 12 nets,” Ann Roe said.\n")
    (tmp_path / "b.toml").write_text('id = "fig-nets-other"\n')
    said = draft.write(tmp_path / "a.txt", Path(__file__).parents[2] / "schemas", update=False)
    counts = "3 records to confirm, edit or reject (1 statement, 1 figure, 1 rejection)"
    assert (
        said == f"{tmp_path}/a.toml: {counts}; decide each as its line `todo` says, delete that line, then run `make`"
    )
    assert 'id = "fig-nets-other-2"' in (tmp_path / "a.toml").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.toml", "a.txt", "b.toml"]


def test_a_file_that_accounts_for_all_is_not_written_again(tmp_path: Path) -> None:
    schemas = Path(__file__).parents[2] / "schemas"
    (tmp_path / "a.txt").write_text("“We lost 12 nets,” Ann Roe said.\n")
    draft.write(tmp_path / "a.txt", schemas, update=False)
    (tmp_path / "a.toml").chmod(0o400)
    assert "nothing was added" in draft.write(tmp_path / "a.txt", schemas, update=True)
    assert (tmp_path / "a.toml").stat().st_mode & 0o777 == 0o400


PARAGRAPH = "On Monday, 5 March, “Ann Roe” told Bo Lee that “the quay” was shut and 20 dockers were hurt, he said. "


@pytest.mark.parametrize("unit", [PARAGRAPH, "he said "])
def test_the_time_grows_with_the_paragraph(unit: str) -> None:
    assert grows_linearly(drafted, unit, 8_000)


@pytest.mark.stress
@pytest.mark.parametrize("unit", [PARAGRAPH, "he said ", "twenty-", "“a” ", "They left.\n"])
def test_the_time_grows_with_a_long_paragraph(unit: str) -> None:
    assert grows_linearly(drafted, unit, 87_000)


def test_the_name_of_a_file_is_printed_escaped(tmp_path: Path) -> None:
    article = tmp_path / "a\x1b[2J.txt"
    article.write_text("He left.\n")
    assert draft.write(article, Path(__file__).parents[2] / "schemas", False).startswith(f"{tmp_path}/a\\x1b[2J.toml: ")


FRENCH = (
    "Le ministre Ann Roe a déclaré mardi que la police avait arrêté 12 personnes à Paris après une manifestation.\n"
    "« La réforme des retraites sera votée », a-t-il dit. Près de 2.000 agents étaient mobilisés dans la capitale.\n"
)


def test_of_a_language_without_rules_only_known_names_and_paragraphs_are_drafted() -> None:
    file = drafted(FRENCH, ANN)
    assert re.findall(r"(?m)^language = .*$", file) == ['language = "fr"']
    assert re.findall(r"(?m)^\[\[(\w+)\]\]", file) == ["waived", "waived"]
    kept = confirmed(file)
    added = draft.appended(article(FRENCH), kept.encode(), ANN, SCHEMAS)
    assert added == ""
