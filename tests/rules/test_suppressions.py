"""[[excused]]: what a rule that reads grammar finds in a right record is excused in the open, and nothing else is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from command import Ran, briefly, quickly, run
from in_memory import judged

from publisher.finding import Excuse
from publisher.rules.suppressions import read
from seeds import SEEDS, Files, appended, edited, written

ROOT = Path(__file__).parents[2]
FOUND = edited("quay.toml", 'measure = "injured"', 'measure = "missing"')
"""Seeds of which figure_measure says that the words are "injured"."""


def built(home: Path, files: Files, prepare: Callable[[pytest.MonkeyPatch], None] = briefly) -> Ran:
    with pytest.MonkeyPatch.context() as patch:
        prepare(patch)
        return run("--seeds", written(home / "seeds", files), "--out", home / "out")


def excused(entry: str, files: Files = FOUND) -> Files:
    return appended("quay.toml", f'\n[[excused]]\nrule = "figure_measure"\n{entry}reason = "a reason"\n', files)


def faults(home: Path, files: Files) -> Sequence[str]:
    """The lines for which a build of these seeds stops."""
    return judged(written(home / "seeds", files)).faults


def test_the_message_says_how_to_excuse(tmp_path: Path) -> None:
    hint = '[[excused]] rule = "figure_measure", record = "fig-injured", reason = "..."'
    (found,) = faults(tmp_path, FOUND)
    assert found.startswith("quay.toml: figures[fig-injured].measure: ") and found.endswith(hint)


def test_a_mention_is_excused_by_its_paragraph(tmp_path: Path) -> None:
    old, new = ('text = "she"\nmention_type = "' + kind for kind in ("pronoun", "nominal"))
    (found,) = faults(tmp_path, edited("quay.toml", old, new))
    assert 'rule = "pronouns", paragraph = 3, reason = "..."' in found


def test_a_proof_offers_no_excuse(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, edited("quay.toml", 'admin1_code = "NO-03"', 'admin1_code = "SE-03"'))
    assert "[[excused]]" not in found


@pytest.mark.slow
@pytest.mark.parametrize("entry", ['record = "fig-injured"\n', "paragraph = 4\n",
                                   'record = "fig-injured"\nparagraph = 4\n'])  # fmt: skip
def test_what_is_excused_is_published_and_counted(tmp_path: Path, entry: str) -> None:
    ran = built(tmp_path, excused(entry), quickly)
    assert (ran.code, ran.errors) == (0, "")
    assert ", 1 finding excused\n" in ran.output
    package = tmp_path / "out"
    (found,) = json.loads((package / "datapackage.json").read_bytes())["publisher"]["excused"]
    assert (found["rule"], found["source"], found["reason"]) == ("figure_measure", "src-quay", "a reason")
    assert "1 finding of language rules, overridden" in (package / "index.html").read_text("utf-8")
    shutil.copytree(tmp_path / "seeds", package / "seeds")
    assert "rows, 1 excused): " in run("validate", package).output
    assert json.loads(run("validate", package, "--json").output)["excused"] == 1


def test_another_name_of_a_place_is_excused_with_a_reason(tmp_path: Path) -> None:
    files = edited("quay.toml", 'place_name = "Port Mel"', 'place_name = "Melhaven"')
    first, *_ = faults(tmp_path / "refused", files)
    hint = '[[excused]] rule = "place_is_its_words", record = "evt-meeting", reason = "..."'
    assert first.startswith("quay.toml: events[evt-meeting].places[Melhaven].place_name: ") and first.endswith(hint)
    entry = '\n[[excused]]\nrule = "place_is_its_words"\nrecord = "evt-meeting"\nreason = "its official name"\n'
    assert faults(tmp_path / "excused", appended("quay.toml", entry, files)) == []


def test_without_the_article_the_excuse_holds_as_well(tmp_path: Path) -> None:
    assert built(tmp_path, excused('record = "fig-injured"\nparagraph = 4\n')).code == 0
    ran = run("validate", tmp_path / "out")
    assert (ran.code, ran.output.splitlines()[-1][:6]) == (0, "valid ")


@pytest.mark.parametrize(
    ("entry", "files", "line"),
    [
        ('record = "fig-killed"\n', FOUND, "excused[figure_measure fig-killed]: excuses nothing"),
        ("paragraph = 3\n", FOUND, "excused[figure_measure paragraph 3]: excuses nothing"),
        ('record = "fig-injured"\nparagraph = 3\n', FOUND, "excused[figure_measure fig-injured paragraph 3]: excuses"),
        ('record = "fig-injured"\n', SEEDS, "excused[figure_measure fig-injured]: excuses nothing"),
        ('record = "fig-injured"\n', excused("paragraph = 4\n"), "excused[figure_measure fig-injured]: excuses noth"),
        ("", FOUND, "excused[line 132]: needs the id of a record or the number of a paragraph"),
        ("paragraph = 9\n", FOUND, "excused[line 132].paragraph: "),
        ("record = 7\n", FOUND, "excused[line 132].record: is 7; write an id as a text"),
        ('text = "dockers"\nparagraph = 4\n', FOUND, "excused[line 132, \"dockers\"].text: is no key of this record"),
    ],
)  # fmt: skip
def test_an_excuse_for_nothing_is_a_fault(tmp_path: Path, entry: str, files: Files, line: str) -> None:
    found = faults(tmp_path, excused(entry, files))
    assert [said for said in found if said.startswith(f"quay.toml: {line}")], found


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("figure_measures", '"figure_measures": is no rule (did you mean "figure_measure"?)'),
        ("counting_phrase", '"counting_phrase": only warns, there is nothing to excuse: remove the entry'),
        ("exact_words", '"exact_words": may not be excused'),
        ("figure_words", '"figure_words": may not be excused'),
        ("distinct_actors", '"distinct_actors": may not be excused'),
    ],
)
def test_a_rule_that_there_is_not_or_that_proves_is_not_excused(tmp_path: Path, rule: str, line: str) -> None:
    entry = f'\n[[excused]]\nrule = "{rule}"\nrecord = "fig-injured"\nreason = "a reason"\n'
    (found,) = faults(tmp_path, appended("quay.toml", entry))
    assert found.startswith(f"quay.toml: excused[{rule} fig-injured].rule: {line}")


@pytest.mark.parametrize(
    "entry",
    [
        None, 7, "figure_measure", [], {},
        {"rule": "figure_measure", "source": "src-quay", "reason": "r"},
        {"rule": "figure_measure", "source": "src-quay", "record": "fig-injured"},
        {"rule": "figure_measure", "source": "src-quay", "record": "fig-injured", "reason": ""},
        {"rule": ["figure_measure"], "source": "src-quay", "record": "fig-injured", "reason": "r"},
        {"rule": "figure_measure", "source": "src-quay", "paragraph": True, "reason": "r"},
        {"rule": "figure_measure", "source": "src-quay", "paragraph": 0, "reason": "r"},
        {"rule": "figure_measure", "source": "src-quay", "paragraph": 1, "reason": "r", "more": 1},
        {"rule": "figure_measure", "source": "src-other", "paragraph": 1, "reason": "r"},
    ],
)  # fmt: skip
def test_what_a_descriptor_calls_an_excuse_is_judged(entry: object) -> None:
    found, (finding,) = read([entry], ["src-quay"])
    assert (found, finding.table, finding.rule) == ([], "excused", "excused")
    right = {"rule": "figure_measure", "source": "src-quay", "paragraph": 4, "reason": "r"}
    assert read([right], ["src-quay"]) == ([Excuse("figure_measure", "src-quay", None, 4, "r")], [])
