"""`draft` proposes a record for all that the extractor finds: whoever accepts what is in the draft has accounted for
everything, and has an article that builds."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from drafts import accepted, article, curated, drafted, entries, faults, faults_when_accepted, records, updated
from hypothesis import given
from hypothesis import strategies as st
from linear_time import grows_linearly

from publisher.curation.draft import draft
from publisher.extract import extract
from publisher.extract.candidates import Candidate, Date, Name
from publisher.model import Curated, Mark
from publisher.problem import Refused
from publisher.records.decisions import DECIDED
from publisher.records.document_date import document_day
from publisher.schemas import load

SCHEMAS = Path(__file__).parents[3] / "schemas"
NOBODY = ""
ROE = """
[[actors]]
id = "act-ann-roe"
name = "Ann Roe"
actor_type = "person"
aliases = ["Roe"]

[[actors]]
id = "act-bo-lee"
name = "Bo Lee"
actor_type = "person"
aliases = ["Lee"]

[[actors]]
id = "act-cy-lee"
name = "Cy Lee"
actor_type = "person"
aliases = ["Lee"]
"""
DATES = {"date_edtf", "document_date"}
FIELDS = {"quote": {"quoted"}, "marks": {"quoted"}, "figure": {"value"}, "date": DATES, "name": {"name"}}

TEXTS = [
    "Ann Roe said: “No.”",
    'It was 2-1. Call 555-0199; "Old Mill" is 45.',
    "3 April 2023\n\nOn Monday Ann Roe called it “a ‘free’ ride”. “We,” she said, “lost 12 nets.”\n",
    "“One.\n\n“Two,” Lee said. “Three.”",
    'About 30% of the boats, or 1,200, stayed. Lee said "Yes" and "Yes".',
    "“12 nets”, 12 nets and 12. ‘’ “…” “😀” 12",
    "Roe met Lee on Monday, on Monday and on 5 May 2023. Nothing else.\n\n \nThe end.",
    "Utopia’s president met Ann Roe in Paris on Monday. The two leaders agreed to talk. Rebels killed 12 people.",
    "Police arrested 30 protesters in Oslo, the Norwegian minister Ann Roe said during a meeting with Bo Lee.",
    "Lee thanked the mayor of Bath Ann Roe ",
    "The Rill Bay Trade Average closed lower on Thursday. The Rill has fallen since May.",
    "Nothing.",
]
PARTS = (
    "Ann Roe ", "Lee ", "she ", "the mayor of Bath ", "said ", "told reporters ", "that ", "according to ", "called ",
    "“", "”", '"', "''", "‘", "’", "«", "»", "We will go", "no", "lost ", "5 ", "12 nets ", "2,700 more injured ",
    "about 30% ", "$5 million ", "half ", "on Monday ", "May 3, 2016 ", "3 April 2023", "last week ", ". ", ", ", "? ",
    ": ", "(", ")", "\n", "\n\n", "😀", "É", "\u00a0", "\u2028", "…", "a", "met ", "killed ", "police ", "Norway ",
    "in Oslo ", "the two countries ", "during a meeting with ", "thanked ", "voiced gratitude for ",
    "a ferry sank ", "the attack ", "Norwegian strikes on ", "the war ", "people were killed ", "dockers painted ",
    "University of Bath ",
)  # fmt: skip
ARTICLES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=40).map("".join).filter(str.strip)


# Everything is accounted for, and builds


@pytest.mark.parametrize("actors", [NOBODY, ROE], ids=["no actors", "actors"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_draft_that_is_agreed_to_builds(text: str, actors: str) -> None:
    assert faults_when_accepted(text, actors) == []


@given(ARTICLES, st.sampled_from([NOBODY, ROE]))
def test_a_draft_of_any_text_builds(text: str, actors: str) -> None:
    assert faults_when_accepted(text, actors) == []


@pytest.mark.parametrize("actors", [NOBODY, ROE], ids=["no actors", "actors"])
@pytest.mark.parametrize("text", TEXTS)
def test_every_candidate_is_in_the_draft(text: str, actors: str) -> None:
    made = drafted(text, actors)
    file = curated(accepted(made.records), text)
    assert [one for one in to_decide(text, actors + accepted(made.actors), file) if not is_named(one, file, text)] == []


def to_decide(text: str, actors: str, file: Curated) -> list[Candidate]:
    """The candidates, without those for the draft alone, the names that actors.toml decides, and what names no date."""
    known = draft.authority_of(actors.encode(), load(SCHEMAS)).actors
    day, _ = document_day(file, article(text), None)
    found = [one for one in extract(text, day, known.surfaces) if one.kind in DECIDED]
    found = [one for one in found if not (isinstance(one, Date) and not one.edtf)]
    return [one for one in found if not (isinstance(one, Name) and one.actor_id)]


def is_named(candidate: Candidate, file: Curated, text: str) -> bool:
    """Whether a rejection has just its words, its paragraph is waived, or a record rests on it."""
    rejected = [(one.kind, one.start, one.end) for one in file.rejected]
    marks = [mark for record in file.records for mark in record.marks] + ([file.dated] if file.dated else [])
    marks += [link.mark for record in file.records for link in record.links if link.mark]
    marks += [Mark("name", one.start, one.end) for one in (*file.mentions, *file.offices)]
    number = len([line for line in text[: candidate.start].split("\n")[:-1] if line.strip()]) + 1
    fields = FIELDS[candidate.kind] | ({"place"} if candidate.kind == "name" else set())
    rests = any(one.start < candidate.end and candidate.start < one.end and one.field in fields for one in marks)
    return rests or number in file.waived or (candidate.kind, candidate.start, candidate.end) in rejected


@pytest.mark.parametrize("text", ["12 and " * 250 + "12.", "“Mill” was “Mill”. " * 150])
def test_hundreds_of_candidates_are_drafted(text: str) -> None:
    assert faults_when_accepted(text) == []


# What it looks like

DRAFT = """\
# Records of a.txt, each under its paragraph. First look at the new actors in actors.toml. Then
# confirm, correct or delete each record here, and delete its line `todo`.

[source]
todo = "who published it, under which title, and may its text be shown in full?"
# title = ""
# publisher = ""
# url = ""
document_date = { text = "3 April 2023", paragraph = 1 }
language = "en"
publish_text = false

# Paragraph 2: “We lost 12 nets,” she said on Monday. Lee gave 2 and 2.

[[statements]]
todo = "who speaks? give the speaker if it is known; compare with the text, and correct it"
id = "stm-she-we-lost-nets"
paragraph = 2
speaker_text = "she"
cue_text = "said"
content_text = "We lost 12 nets"
quoted_text = "We lost 12 nets"
quote_type = "direct"
date_edtf = { text = "Monday", value = "2023-04-03", basis = "resolved" }

[[figures]]
todo = "compare with the text, and correct it"
id = "fig-nets"
paragraph = 2
text = "lost 12 nets"
value = 12
value_text = "12"
modifier = "plain"
is_estimate = false
measure = "other"
unit = "net"
counted_text = "nets"
statement_id = "stm-she-we-lost-nets"

[[rejected]]
todo = "act-bo-lee or act-cy-lee: add a mention of the right one and delete this record, or say why it is none"
kind = "name"
paragraph = 2
text = "Lee"
reason = "no record has it as an actor or as a place"

[[rejected]]
todo = "make it a figure and delete this record, or say why it counts nothing"
kind = "figure"
text = "2"
all = true
reason = ""
"""


def test_entries_stand_under_their_paragraph_in_the_order_of_the_text() -> None:
    text = "3 April 2023\n\n“We lost 12 nets,” she said on Monday. Lee gave 2 and 2.\n"
    assert drafted(text, ROE).records == DRAFT


def test_words_with_quotation_marks_stand_in_apostrophes() -> None:
    assert """text = '"Old Mill"'""" in drafted('The "Old Mill" burnt. Ann Roe said “no.”').records
    assert """text = "\\"Roe's Mill\\"\"""" in drafted('The "Roe\'s Mill" burnt. Ann Roe said “no.”').records


def test_the_same_words_are_rejected_once_for_the_whole_article() -> None:
    text = "Ann Roe said “no” to the “Mill”.\n\nBo Lee said “yes” to the “Mill”.\n"
    rejected = [one for one in entries(drafted(text).records, "rejected") if one["kind"] == "marks"]
    assert rejected == [{"kind": "marks", "text": "“Mill”", "all": True, "reason": rejected[0]["reason"]}]


def test_the_candidates_of_a_waived_paragraph_are_not_rejected_again() -> None:
    file = drafted("Ann Roe said “no.”\n\nIt rained in Bath.\n").records
    assert [one["paragraph"] for one in entries(file, "waived")] == [2]
    assert entries(file, "rejected") == []


def test_a_surname_of_somebody_known_is_a_mention_to_confirm() -> None:
    ann = '[[actors]]\nid = "act-ann-roe"\nname = "Ann Roe"\nactor_type = "person"\n'
    file = drafted("Ann Roe left. “No,” Roe said.", ann)
    assert 'todo = "act-ann-roe, it seems: give it this alias' in file.records
    assert file.actors == ""
    (mention,) = entries(file.records, "mentions")
    assert (mention["actor_id"], mention["text"], mention["mention_type"]) == ("act-ann-roe", "Roe", "name")
    assert records("Ann Roe left. “No,” Roe said.", ann)[-1].actors("speaker") == ["act-ann-roe"]


def test_no_record_gets_an_id_that_stands_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann Roe said “No.”\n")
    (tmp_path / "b.toml").write_text('id = "stm-ann-roe-no"\n')
    draft.write(str(tmp_path / "a.txt"), SCHEMAS, update=False)
    assert 'id = "stm-ann-roe-no-2"' in (tmp_path / "a.toml").read_text()


def test_no_two_records_have_the_same_id() -> None:
    made = records("Ann Roe said “No.” Ann Roe said “No.” Ann Roe said “No.”")
    assert [one.id for one in made] == ["stm-ann-roe-no", "stm-ann-roe-no-2", "stm-ann-roe-no-3"]


# The document date


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
    found = re.findall(r'^document_date = { text = "(.*?)"', drafted(text).records, re.MULTILINE)
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
    assert f"\n# document_date = {line}\n" in drafted(text).records


# Later


@given(ARTICLES, st.sampled_from([NOBODY, ROE]))
def test_a_draft_that_is_agreed_to_needs_no_update(text: str, actors: str) -> None:
    made = drafted(text, actors)
    assert updated(accepted(made.records), text, actors + accepted(made.actors)) == draft.Draft("")


@given(ARTICLES, st.sampled_from([NOBODY, ROE]))
def test_an_unfinished_draft_needs_no_update_either(text: str, actors: str) -> None:
    made = drafted(text, actors)
    assert updated(made.records, text, actors + made.actors) == draft.Draft("")


def test_an_update_of_an_unfinished_draft_adds_what_is_missing() -> None:
    text = "“We lost 12 nets,” Ann Roe said. It was “so”.\n"
    made = drafted(text)
    entry = next(one for one in made.records.split("\n\n") if 'text = "“so”"' in one)
    added = updated(made.records.replace(entry, ""), text, made.actors).records
    assert re.findall(r"^\[\[\w+\]\]$", added, re.MULTILINE) == ["[[rejected]]"]
    assert entry in added


def test_an_update_of_a_file_with_nothing_but_its_source_is_a_whole_draft() -> None:
    text = "May 3 - Roe said on Monday that the quay was closed. Roe lost 12 nets."
    day = 'document_date = { text = "May 3", paragraph = 1, value = "2016-05-03" }'
    source = f'[source]\n{day}\nlanguage = "en"\npublish_text = false\n'
    added = updated(source, text)
    assert 'date_edtf = { text = "Monday", value = "2016-05-02", basis = "resolved" }' in added.records
    assert "[[figures]]" in added.records
    assert updated(source + accepted(added.records), text, accepted(added.actors)) == draft.Draft("")


def test_what_is_wrong_in_an_unfinished_draft_beside_its_todo_is_told() -> None:
    text = "“We lost 12 nets,” Ann Roe said."
    made = drafted(text)
    with pytest.raises(Refused, match="measure"):
        updated(made.records.replace('measure = "other"', 'measure = "odd"'), text, made.actors)


def test_an_update_names_what_was_taken_out() -> None:
    text = "“We lost 12 nets,” Ann Roe said. It was 2-1.\n\nThe end."
    kept = '[source]\nlanguage = "en"\npublish_text = false\n'
    added = updated(kept, text)
    assert added.records.startswith("\n# Found since\n\n# Paragraph 1: “We lost 12 nets,” Ann Roe said. It was 2-1.\n")
    assert faults(kept + accepted(added.records), text, accepted(added.actors)) == []


def test_an_update_knows_whose_words_are_coded_already() -> None:
    text = "Ann Roe said: “Seven nets were lost.”"
    made = drafted(text)
    without = re.sub(r"\[\[figures\]\]\n(?:.+\n)+", "", accepted(made.records))
    assert re.findall(r"(?m)^(?:id|statement_id) = .*", updated(without, text, accepted(made.actors)).records) == [
        'id = "fig-nets"',
        'statement_id = "stm-ann-roe-seven-nets-were-lost"',
    ]


# The files


def test_it_says_where_it_wrote_what_and_what_to_do_next(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“We lost 12 nets,” Ann Roe said.\n")
    said = draft.write(str(tmp_path / "a.txt"), SCHEMAS, update=False)
    assert said.splitlines() == [
        f"{tmp_path}/actors.toml: 1 new actor; look at them first",
        f"{tmp_path}/a.toml: 2 records to confirm, edit or reject (1 statement, 1 figure)",
        "4 to decide in all: do what each line `todo` says, then delete it; to see what is wrong or still to do:",
        f"python build.py check {tmp_path}/a.txt",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.toml", "a.txt", "actors.toml"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ann Roe left on Monday.", 'document_date = "2024-03-12"'),
        (
            "LIMA, March 12 - Ann Roe left on Monday.",
            'document_date = { text = "March 12", paragraph = 1, value = "2024-03-12" }',
        ),
        (
            "LIMA, 12 March 2024 (Reuters) - Ann Roe left on Monday.",
            'document_date = { text = "12 March 2024", paragraph = 1 }',
        ),
        ("A port to open from June 15\n\nAnn Roe left on Monday.", 'document_date = "2024-03-12"'),
        ("Since 1 May 2020 it was shut.\n\nAnn Roe left on Monday.", 'document_date = "2024-03-12"'),
    ],
)
def test_a_curator_who_knows_the_day_of_the_article_gives_it_to_the_draft(text: str, line: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{text}\n")
    said = draft.write(str(tmp_path / "a.txt"), SCHEMAS, update=False, day=date(2024, 3, 12))
    made = (tmp_path / "a.toml").read_text()
    assert line in made.splitlines()
    assert 'value = "2024-03-11"' in made
    assert "no date of the article is known" not in said


def test_a_draft_says_that_weekdays_have_no_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann Roe left on Monday.\n")
    said = draft.write(str(tmp_path / "a.txt"), SCHEMAS, update=False)
    assert "no date of the article is known, so words such as a weekday have none; if you know it, delete" in said


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("LIMA, 13 March 2024 (Reuters) - Ann Roe left.", "13 March 2024"),
        ("LIMA, March 13 - Ann Roe left.", "March 13"),
    ],
)
def test_a_day_that_the_dateline_states_is_not_taken_from_anybody(text: str, stated: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{text}\n")
    why = f"the text states {stated}, and --date 2024-03-12: correct --date, or leave it out"
    with pytest.raises(Refused, match=f"^a.toml: {why}$"):
        draft.write(str(tmp_path / "a.txt"), SCHEMAS, update=False, day=date(2024, 3, 12))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_a_draft_shows_what_the_archive_says_of_the_article(tmp_path: Path) -> None:
    (tmp_path / "wire.jsonl").write_text('{"doc_id": "mill", "text": "Nothing.", "title": "A \\"Mill\\"", "url": ""}\n')
    draft.write(f"{tmp_path}/wire.jsonl#mill", SCHEMAS, False)
    first, *lines = (tmp_path / "mill.toml").read_text("utf-8").splitlines()
    assert first.startswith("# Records of wire.jsonl#mill, each under its paragraph.")
    assert [line for line in lines if line.startswith("# title")] == ["""# title = 'A "Mill"'"""]
    assert '# publisher = ""' in lines


def test_a_draft_has_the_language_that_the_archive_says(tmp_path: Path) -> None:
    (tmp_path / "wire.jsonl").write_text('{"doc_id": "kai", "text": "Die Kai.", "language": "de"}\n')
    draft.write(f"{tmp_path}/wire.jsonl#kai", SCHEMAS, False)
    assert 'language = "de"' in (tmp_path / "kai.toml").read_text("utf-8").splitlines()


def test_new_actors_are_put_at_the_end_of_actors_toml(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann Roe met Jo Kerr.\n")
    (tmp_path / "actors.toml").write_text(f"# mine\n{ROE}")
    draft.write(str(tmp_path / "a.txt"), SCHEMAS, update=False)
    now = (tmp_path / "actors.toml").read_text()
    assert now.startswith(f"# mine\n{ROE}\n# Named in a.txt\n\n[[actors]]\ntodo = ")
    assert re.findall(r'^id = "(.*)"', now, re.MULTILINE)[-1] == "act-jo-kerr"


def test_actors_that_another_draft_proposed_are_not_proposed_again(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Ann Roe said “No.”\n")
        draft.write(str(tmp_path / f"{name}.txt"), SCHEMAS, update=False)
    assert (tmp_path / "actors.toml").read_text().count("[[actors]]") == 1
    assert 'speakers = ["act-ann-roe"]' in (tmp_path / "b.toml").read_text()


def test_a_file_that_accounts_for_all_is_not_written_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“We lost 12 nets,” Ann Roe said.\n")
    draft.write(str(tmp_path / "a.txt"), SCHEMAS, update=False)
    for name in ("a.toml", "actors.toml"):
        (tmp_path / name).chmod(0o400)
    assert "nothing was added" in draft.write(str(tmp_path / "a.txt"), SCHEMAS, update=True)
    assert (tmp_path / "a.toml").stat().st_mode & 0o777 == 0o400


def test_a_second_coder_begins_with_the_paragraphs_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("3 April 2023\n\nAnn Roe said “No.”\n")
    (tmp_path / "a.toml").write_text("what the first coder wrote")
    said = draft.write(str(tmp_path / "a.txt"), SCHEMAS, update=False, blind=True)
    assert said.startswith(f"{tmp_path}/a.blind.toml: ")
    blind = (tmp_path / "a.blind.toml").read_text()
    assert "# Paragraph 2: Ann Roe said “No.”\n" in blind
    assert re.findall(r"^\[.*", blind, re.MULTILINE) == ["[source]"]
    with pytest.raises(Refused, match="exists already"):
        draft.write(str(tmp_path / "a.txt"), SCHEMAS, update=False, blind=True)


PARAGRAPH = "On Monday, 5 March, “Ann Roe” told Bo Lee that “the quay” was shut and 20 dockers were hurt, he said. "


@pytest.mark.slow
@pytest.mark.parametrize("unit", [PARAGRAPH, "he said "])
def test_the_time_grows_with_the_paragraph(unit: str) -> None:
    assert grows_linearly(drafted, unit, 2_000)


@pytest.mark.stress
@pytest.mark.parametrize("unit", [PARAGRAPH, "he said ", "twenty-", "“a” ", "They left.\n"])
def test_the_time_grows_with_a_long_paragraph(unit: str) -> None:
    assert grows_linearly(drafted, unit, 20_000)


def test_the_name_of_a_file_is_printed_escaped(tmp_path: Path) -> None:
    article = tmp_path / "a\x1b[2J.txt"
    article.write_text("He left.\n")
    assert draft.write(str(article), SCHEMAS, False).endswith(f"build.py check '{tmp_path}/a\\x1b[2J.txt'")


FRENCH = (
    "Le ministre Ann Roe a déclaré mardi que la police avait arrêté 12 personnes à Paris après une manifestation.\n"
    "« La réforme des retraites sera votée », a-t-il dit. Près de 2.000 agents étaient mobilisés dans la capitale.\n"
)


def test_of_a_language_without_rules_only_known_names_and_paragraphs_are_drafted() -> None:
    made = drafted(FRENCH, ROE)
    assert re.findall(r"(?m)^language = .*$", made.records) == ['language = "fr"']
    assert re.findall(r"(?m)^\[\[(\w+)\]\]", made.records) == ["waived", "waived"]
    assert made.actors == ""
    assert made.records.count('todo = "the program does not read this language; code what happens here') == 2
    assert re.findall(r"(?m)^reason = .*$", made.records) == ['reason = ""', 'reason = ""']  # nobody knows of one
    assert updated(accepted(made.records), FRENCH, ROE) == draft.Draft("")


def test_words_of_another_language_are_not_read_as_english() -> None:
    german = (
        "Die Fischer wollten nicht mehr auf das Meer fahren. Nach dem Sturm blieben alle Boote im Hafen der Stadt. "
    )
    text = german + "Die Stadt will nun mit den Fischern reden, und am Abend wurde die Sitzung vertagt. " * 2
    assert entries(drafted(text).records, "source") and entries(drafted(text).records, "events") == []


@pytest.mark.parametrize("text", ["Thursday, May 7, 2015 Ann Roe spoke.", "A storm\n\nMay 7, 2015 Ann Roe spoke."])
def test_the_day_at_the_beginning_of_a_paragraph_dates_the_article(text: str) -> None:
    head = drafted(text).records
    assert "\ndocument_date = { text = " in head


@pytest.mark.parametrize(
    ("known", "new", "file"),
    [
        ("", "[[actors]]\n", "[[actors]]\n"),
        ("# Mine.\n", "", "# Mine.\n"),
        ("actors = []\n", "", "actors = []\n"),
        ("actors = []\n", "[[actors]]\n", "[[actors]]\n"),
        ("# Mine.\nactors = [ ]  # none yet", "[[actors]]\n", "# Mine.\n\n[[actors]]\n"),
        ('[[actors]]\nid = "act-a"\n\n\n', "[[actors]]\n", '[[actors]]\nid = "act-a"\n\n[[actors]]\n'),
    ],
)
def test_new_actors_stand_behind_those_that_are_known(known: str, new: str, file: str) -> None:
    assert draft.with_actors(known, new) == file
