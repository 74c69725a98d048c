"""`check FILE` judges one article alone: what is decided by every rule, what is still to do counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run
from drafts import accepted

from publisher.problem import Refused
from seeds import SEEDS, Files, appended, edited, written


def checked(folder: Path, files: Files = SEEDS, name: str = "quay.txt") -> tuple[int, list[str]]:
    """The exit code, and all that is said."""
    ran = run("check", written(folder / "seeds", files) / name)
    return ran.code, [*ran.lines, *ran.output.splitlines()]


def test_a_right_article_is_ready(tmp_path: Path) -> None:
    code, said = checked(tmp_path)
    assert (code, said[-1]) == (0, "quay.txt: ready to publish: 2 events, 5 statements, 2 figures")


def test_the_faults_of_another_article_are_not_told(tmp_path: Path) -> None:
    assert checked(tmp_path, edited("pier.toml", 'cue_text = "said"', 'cue_text = "sad"'))[0] == 0
    assert checked(tmp_path, {**SEEDS, "dataset.toml": SEEDS["dataset.toml"], "pier.toml": b"["})[0] == 0


def test_a_fault_that_only_a_rule_finds_is_told(tmp_path: Path) -> None:
    code, said = checked(tmp_path, edited("quay.toml", 'measure = "killed"', 'measure = "injured"'))
    assert code == 1
    assert said[0].startswith("quay.toml: figures[fig-killed].measure: ")
    assert said[-1] == "quay.txt: not ready: 1 fault, no entry has a line `todo`"


def test_what_is_decided_is_judged_while_other_entries_are_still_to_do(tmp_path: Path) -> None:
    files = edited("quay.toml", 'id = "fig-killed"', 'todo = "compare"\nid = "fig-killed"')
    assert checked(tmp_path, files) == (1, ["quay.txt: not ready: 0 faults, 1 still to do: figures[fig-killed]"])
    files = edited("quay.toml", 'cue_text = "vowed"', 'cue_text = "vowd"', files)
    _, said = checked(tmp_path, files)
    assert said[0] == 'quay.toml: statements[stm-brook-vow].cue_text: "vowd" is not in paragraph 2; closest: "vowed"'
    more = "correct this first: the rules look at the article after that, and may find more"
    assert said[-1] == f"quay.txt: not ready: 1 fault, 1 still to do: figures[fig-killed]; {more}"


def test_a_sentence_whose_record_is_faulty_is_not_called_one_without(tmp_path: Path) -> None:
    _, said = checked(tmp_path, edited("quay.toml", 'cue_text = "told"', 'cue_text = "tolled"'))
    assert len(said) == 2
    assert said[0].startswith("quay.toml: statements[stm-brook-on-quay].cue_text: ")


def test_of_a_language_that_is_not_read_the_check_says_so(tmp_path: Path) -> None:
    code, said = checked(tmp_path, edited("quay.toml", 'language = "en"', 'language = "fr"'))
    assert code == 0
    assert said[-1].startswith("quay.txt: ready to publish, with 2 warnings: ")
    unread = "in a language that the program does not read, so nobody says what the records leave out: fr"
    assert f"warning: quay.toml: {unread}" in said


def test_the_faults_of_what_is_still_to_do_are_not_told(tmp_path: Path) -> None:
    files = edited("quay.toml", 'measure = "killed"', 'todo = "compare"\nmeasure = "slain"')
    assert checked(tmp_path, files)[1] == ["quay.txt: not ready: 0 faults, 1 still to do: figures[fig-killed]"]


def test_an_actor_of_the_article_may_be_still_to_do(tmp_path: Path) -> None:
    files = edited("actors.toml", 'id = "act-quill"', 'todo = "?"\nid = "act-quill"')
    assert checked(tmp_path, files)[1] == ["quay.txt: not ready: 0 faults, 1 still to do: actors[act-quill]"]
    jo = '\n[[actors]]\ntodo = "?"\nid = "act-jo"\nname = "Jo Kerr"\nactor_type = "person"\n'
    assert checked(tmp_path, appended("actors.toml", jo))[0] == 0


def test_an_id_of_another_article_is_told(tmp_path: Path) -> None:
    files = edited("pier.toml", "stm-quill-on-pier", "stm-brook-vow")
    code, said = checked(tmp_path, files)
    assert (
        said[0]
        == "quay.toml: statements[stm-brook-vow].id: is also used in pier.toml; ids are unique in the whole dataset"
    )
    assert code == 1


def test_what_is_no_article_or_has_no_records_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "seeds", {name: raw for name, raw in SEEDS.items() if name != "pier.toml"})
    ran = run("check", folder / "pier.txt")
    assert (ran.code, ran.lines) == (1, [f"pier.toml: is not there; begin with `build.py draft {folder}/pier.txt`"])
    assert run("check", folder / "quay.toml").lines == [
        f"{folder}/quay.toml: is no article; name the .txt file of one, or ARCHIVE.jsonl#DOC_ID"
    ]
    assert run("check", folder / "none.txt").code == 2


def test_what_is_as_the_draft_has_it_is_told_of_what_is_ready(tmp_path: Path) -> None:
    text = "“We lost 12 nets,” Ann Roe said. It rained.\n"
    (tmp_path / "a.txt").write_text(text)
    run("draft", tmp_path / "a.txt")
    for name in ("actors.toml", "a.toml"):
        path = tmp_path / name
        path.write_text(accepted(path.read_text()).replace('modifier = "plain"', 'modifier = "plain"\nnote = "?"'))
    ran = run("check", tmp_path / "a.txt")
    assert ran.code == 0
    assert ran.lines[-1] == (
        "a.txt: a draft of this text has these just so, so compare them with it once more: "
        "statements[stm-ann-roe-we-lost-nets]"
    )


def test_a_date_that_the_draft_read_from_the_day_of_the_curator_is_as_the_draft_has_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police arrested three men on Monday, Ann Roe said.\n")
    run("draft", tmp_path / "a.txt", "--date", "2024-03-12")
    for name in ("actors.toml", "a.toml"):
        path = tmp_path / name
        path.write_text(accepted(path.read_text()))
    assert "events[evt-police-arrested-three-men]" in run("check", tmp_path / "a.txt").lines[-1]


def test_what_a_curator_rejects_is_told_by_its_words_of_what_is_ready(tmp_path: Path) -> None:
    text = "Ann Roe said that 12 boats sank, not 90 as Bo Lee says. On Monday it rained.\n"
    (tmp_path / "a.txt").write_text(text)
    run("draft", tmp_path / "a.txt")
    drafted = (tmp_path / "a.toml").read_text()
    assert drafted.count('reason = ""') == drafted.count("[[rejected]]") > 0
    for name in ("actors.toml", "a.toml"):
        path = tmp_path / name
        path.write_text(accepted(path.read_text()))
    ran = run("check", tmp_path / "a.txt")
    assert ran.code == 0
    assert ran.lines[-1] == 'a.txt: in no record, so look at them once more: figure "90"; date "Monday"'


def test_options_that_would_be_ignored_are_refused(tmp_path: Path) -> None:
    ran = run("check", written(tmp_path / "seeds") / "quay.txt", "--jobs", "2")
    assert ran.code == 2
    assert "--jobs: not beside FILE; leave out one of the two" in ran.errors


def test_a_fault_in_an_actor_is_one_of_the_actor_and_of_what_names_it(tmp_path: Path) -> None:
    from publisher import SCHEMAS
    from publisher.curation.check import check

    folder = written(tmp_path / "seeds", edited("actors.toml", 'name = "Zef Quill"', ""))
    told = [str(one) for one in check(str(folder / "quay.txt"), SCHEMAS).problems]
    assert told[0].startswith("actors.toml: actors[act-quill].name: is missing")
    assert len(told) < 4  # its names are found no more


def test_a_faulty_key_of_an_actor_leaves_the_actor(tmp_path: Path) -> None:
    from publisher import SCHEMAS
    from publisher.curation.check import check

    faulty = 'name = "Zef Quill"\ncountry_code = "XX"'
    folder = written(tmp_path / "seeds", edited("actors.toml", 'name = "Zef Quill"', faulty))
    (only,) = map(str, check(str(folder / "quay.txt"), SCHEMAS).problems)
    assert only.startswith("actors.toml: actors[act-quill].country_code: ")


def test_a_file_that_is_none_is_told_alone(tmp_path: Path) -> None:
    from publisher import SCHEMAS
    from publisher.curation.check import check

    folder = written(tmp_path / "seeds", {**SEEDS, "actors.toml": b"actor = 1\n"})
    with pytest.raises(Refused, match="actor: is no key of this file"):
        check(str(folder / "quay.txt"), SCHEMAS)
