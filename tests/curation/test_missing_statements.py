"""`check FILE` warns where the extractor reads that somebody speaks, accuses or refuses, and no record says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run

from seeds import SEEDS, appended, edited, written

FIGURE = """
[[figures]]
id = "fig-gulls"
paragraph = 6
text = "nine gulls"
value_text = "nine"
value = 9
modifier = "plain"
is_estimate = false
measure = "other"
unit = "gull"
counted_text = "gulls"
"""
STATEMENT = """
[[statements]]
id = "stm-brook-accuses"
paragraph = 6
speakers = ["act-brook"]
speaker_text = "Brook"
cue_text = "accused"
content_text = "Quill of feeding nine gulls"
quote_type = "indirect"
targets = ["act-quill"]
act_type = "ACCUSE"
"""


def warned(folder: Path, sentence: str, records: str = FIGURE) -> list[str]:
    """What is said to be without a statement, of the small article with a sentence more."""
    files = appended("quay.toml", records, appended("quay.txt", f"\n{sentence}\n"))
    ran = run("check", written(folder / "seeds", files) / "quay.txt")
    assert ran.code == 0, ran.lines
    return [line for line in ran.lines if "no statement for" in line]


def test_an_accusation_without_a_statement_is_a_warning(tmp_path: Path) -> None:
    sentence = "🦀 Brook accused Quill of feeding nine gulls."
    told = f'warning: quay.toml: paragraph 6: no statement for "accused" in the sentence "{sentence}"'
    assert warned(tmp_path / "without", sentence) == [told]
    figure = FIGURE.replace('counted_text = "gulls"', 'counted_text = "gulls"\nstatement_id = "stm-brook-accuses"')
    assert warned(tmp_path / "with", sentence, STATEMENT + figure) == []


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Brook said that nine gulls left.", "said"),
        ("Brook denied that nine gulls left.", "denied"),
        ("Nine gulls sat on the quay.", None),
        ("Brook counted nine gulls and sold a boat.", None),
    ],
)
def test_only_words_of_saying_want_a_statement(tmp_path: Path, sentence: str, cue: str | None) -> None:
    printed = "Nine gulls" if "Nine" in sentence else "nine gulls"
    records = FIGURE.replace("nine gulls", printed).replace('"nine"', f'"{printed[:4]}"')
    assert [f'"{cue}"' in line for line in warned(tmp_path, sentence, records)] == ([True] if cue else [])


def test_an_event_that_is_done_by_words_may_be_the_record(tmp_path: Path) -> None:
    event = """
[[events]]
id = "evt-rejection"
label = "The voters reject the pier"
paragraph = 6
mentions = ["The voters rejected the pier"]
event_type = "REJECT"
actors = []
"""
    assert warned(tmp_path, "The voters rejected the pier.", event) == []


def test_the_sentence_with_the_document_date_is_none_without_a_record(tmp_path: Path) -> None:
    files = appended("quay.txt", "\nPORT MEL, 2031-05-09 - Brook accused Quill of fraud.\n")
    files = edited("quay.toml", '"2031-05-09", paragraph = 1', '"2031-05-09", paragraph = 6', files)
    port = '\n[[rejected]]\nkind = "name"\ntext = "PORT MEL"\nparagraph = 6\nreason = "the date line"\n'
    day = '\n[[rejected]]\nkind = "date"\ntext = "2031-05-09"\nparagraph = 1\nreason = "that of the article"\n'
    ran = run("check", written(tmp_path / "seeds", appended("quay.toml", port + day, files)) / "quay.txt")
    assert [line for line in ran.lines if 'no statement for "accused"' in line], ran.lines


def test_a_sentence_without_any_record_may_want_a_statement(tmp_path: Path) -> None:
    files = appended("quay.txt", "\nIt rained on nine gulls. The quay is old. Brook accused Quill of fraud.\n")
    records = FIGURE
    ran = run("check", written(tmp_path / "seeds", appended("quay.toml", records, files)) / "quay.txt")
    warnings = [line for line in ran.lines if line.startswith("warning: ")]
    said = 'no statement for "accused" in the sentence "Brook accused Quill of fraud."'
    assert warnings == [f"warning: quay.toml: paragraph 6: {said}"]


def test_of_a_complete_article_nothing_is_told(tmp_path: Path) -> None:
    assert run("check", written(tmp_path / "seeds", SEEDS) / "quay.txt").lines == []
