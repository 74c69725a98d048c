"""Wrong seeds: each fault is a clear line (file, record, field, what was found, what to do), the exit code is 1, there
is no traceback, and what was published before is untouched. The faults and their lines: wrong_seeds.txt. They are the
tests of the folder, the authority file and the curated files: of inputs.folder, build_inputs, actors_file,
curated_file, curated_reader, curated_records, curated_decisions."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import pytest
from command import ROOT, Ran, briefly, quickly, run, tree, unchecked

from seeds import SEEDS, Files, appended, edited, written

Says = Callable[[Files], list[str]]
QUAY = {name: raw for name, raw in SEEDS.items() if not name.startswith("pier.")}


@dataclass(frozen=True)
class Case:
    """One kind of wrong seed: what is done to the right ones, and every line that is said of it."""

    name: str
    steps: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def files(self) -> Files:
        """The seeds; without the pier where nothing is done to it: each article takes half of the time."""
        touched = any("pier" in step for step in self.steps)
        return reduce(spoilt, self.steps, SEEDS if touched else QUAY)


def spoilt(files: Files, step: str) -> Files:
    """FILE: OLD => NEW, FILE + APPENDED, - FILE."""
    if step.startswith("- "):
        return {name: raw for name, raw in files.items() if name != step[2:]}
    change = re.fullmatch(r"(\S+): (.*?) =>(?: (.*))?", step)
    if change:
        return edited(change[1], broken(change[2]), broken(change[3] or ""), files)
    name, _, new = step.partition(" + ")
    return appended(name, broken(new), files)


def broken(text: str) -> str:
    return text.replace("\\n", "\n")


def cases() -> Iterator[Case]:
    text = Path(__file__).with_name("wrong_seeds.txt").read_text("utf-8")
    for block in text.split("\n\n"):
        name, *rest = block.strip("\n").split("\n")
        if not name.startswith("#"):
            steps = [line.removeprefix("    ") for line in rest if not line.startswith("    > ")]
            yield Case(name, tuple(steps), tuple(line[6:] for line in rest if line.startswith("    > ")))


def is_like(line: str, pattern: str) -> bool:
    """Whether the line is the pattern, in which ... stands for any text."""
    parts = re.split(r'(?<!")\.\.\.(?!")', pattern)
    return re.fullmatch(".*".join(map(re.escape, parts)), line) is not None


@pytest.fixture
def says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Says:
    """Builds from these seeds, is refused, and gives the lines on standard error. frictionless, which no wrong seed
    here gets as far as, is not asked."""
    quickly(monkeypatch)

    def build_from(files: Files) -> list[str]:
        ran = run("--seeds", written(tmp_path / "seeds", files), "--out", tmp_path / "out")
        assert (ran.code, ran.output) == (1, "")
        assert tree(tmp_path / "out") == {}
        return ran.faults

    return build_from


@pytest.mark.slow
def test_what_was_published_before_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)
    place = ("--seeds", tmp_path / "seeds", "--out", tmp_path / "out")
    written(tmp_path / "seeds")
    assert run(*place).code == 0
    before = tree(tmp_path / "out")
    written(tmp_path / "seeds", edited("quay.toml", 'cue_text = "vowed"', 'cue_text = "vowd"'))
    assert run(*place).code == 1
    assert tree(tmp_path / "out") == before


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_a_fault_is_told_where_it_stands(case: Case, says: Says) -> None:
    found = says(case.files)
    assert len(found) == len(case.lines), found
    for line, pattern in zip(found, case.lines, strict=True):
        assert is_like(line, pattern), line


RAW = [
    ("quay.toml", b"[source\n", "quay.toml: line 1: is no TOML (..., at column 8); correct that line"),
    ("quay.toml", b"a = 10-05-2024\n", "quay.toml: line 1: write a date like 2024-05-31, ..."),
    ("quay.toml", b"\na = 2024/05/10\n", "quay.toml: line 2: write a date like 2024-05-31, ..."),
    ("quay.toml", b"a = 2024-02-30\n", "quay.toml: line 1: 2024-02-30 is no day that exists"),
    ("quay.toml", b"a = 2024-13-30 10:00:00\n", 'quay.toml: line 1: "2024-13-30": there is no month 13'),
    (
        "quay.toml",
        b"a = 1\na = 2\n",
        "quay.toml: line 2: a key or a table of this name is there already; remove one",
    ),
    ("quay.toml", b'#\na = "\xe9t\xe9"\n', 'quay.toml: line 2: “"\\xe9t\\xe9"” is not UTF-8; save the file as UTF-8'),
    ("quay.txt", b"The\nquay\xff", 'quay.txt: line 2: "quay\\xff" is not UTF-8; save the file as UTF-8'),
    ("quay.txt", "Quay 💥".encode("utf-16"), "quay.txt: is UTF-16; save it as UTF-8"),
    ("quay.toml", "a = 1".encode("utf-16-le"), "quay.toml: is UTF-16; save it as UTF-8"),
    ("quay.txt", b"\xef\xbb\xbfQuay.\n", "quay.txt: begins with a byte-order mark; save it as UTF-8 without BOM"),
    ("quay.toml", b"\xef\xbb\xbfa = 1\n", "quay.toml: begins with a byte-order mark; save it as UTF-8 without BOM"),
    ("quay.txt", b"Quay.\r\nPier.\r\n", "quay.txt: line 1: holds a carriage return; save it with LF line ends"),
    ("quay.toml", b"a = 1\n#\r#\n", "quay.toml: line 2: holds a carriage return; save it with LF line ends"),
    ("quay.txt", b"Quay.\n\0\n", "quay.txt: line 2: holds a NUL character; remove it"),
    ("quay.txt", b"Quay.\n\x1b[31m\n", "quay.txt: line 2: holds the control character U+001B; remove it"),
    ("quay.txt", b"", "quay.txt: is empty; fill it or remove it"),
    ("quay.txt", b"\n \n\t\n", "quay.txt: is empty; fill it or remove it"),
    ("quay.toml", b"", "quay.toml: is empty; fill it or remove it"),
    (
        "quay.toml",
        b"a = " + b"[" * 9000 + b"]" * 9000,
        "quay.toml: is nested too deeply; records have at most two levels",
    ),
    (
        "notes.doc",
        b"notes",
        "notes.doc: is neither .txt, .toml, .jsonl nor .parquet; save its text as .txt, or remove it",
    ),
    ("Quay.txt", b"Quay.\n", 'quay.txt: "Quay" and "quay" both become src-quay; rename one'),
]


@pytest.mark.parametrize(("name", "raw", "line"), RAW, ids=lambda part: str(part)[:40])
def test_a_file_that_is_no_text_or_no_toml(name: str, raw: bytes, line: str, says: Says) -> None:
    found = says({**SEEDS, name: raw})
    assert len(found) == 1
    assert is_like(found[0], line), found


def replaced(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda folder: replaced(folder / "dataset.toml", Path.mkdir), "dataset.toml: is a folder; ..."),
        (lambda folder: replaced(folder / "dataset.toml", os.mkfifo), "dataset.toml: is no file; ..."),
        (lambda folder: replaced(folder / "actors.toml", os.mkfifo), "actors.toml: is no file; ..."),
        (
            lambda folder: replaced(folder / "actors.toml", lambda path: path.symlink_to("nowhere")),
            "actors.toml: is a symbolic link; ...",
        ),
    ],
    ids=[
        "folder for the dataset",
        "named pipe for the dataset",
        "named pipe for the actors",
        "symbolic link for the actors",
    ],
)
def test_a_file_of_the_dataset_that_is_no_plain_file(
    spoil: Callable[[Path], object], line: str, tmp_path: Path, says: Says
) -> None:
    spoil(written(tmp_path / "seeds"))
    found = says({})
    assert len(found) == 1
    assert is_like(found[0], line), found


def test_all_faults_of_a_run_are_told(says: Says) -> None:
    files = edited("quay.toml", 'measure = "killed"', 'measure = "slain"')
    files = edited("quay.toml", 'cue_text = "told"', 'cue_text = "tells"', files)
    files = edited("pier.toml", 'cue_text = "said"', 'cue_text = "says"', files)
    assert [line.split(" ")[1] for line in says(files)] == [
        "statements[stm-quill-on-pier].cue_text:",
        "statements[stm-brook-on-quay].cue_text:",
        "figures[fig-killed].measure:",
    ]


def test_all_faults_of_the_folder_the_authority_file_and_the_dataset_are_told(says: Says) -> None:
    files = edited("actors.toml", 'name = "Zef Quill"', "")
    files = edited("dataset.toml", '"1.0.0"', '"1"', files)
    found = says({**files, "notes.doc": b"notes"})
    assert [line.split(" ")[0] for line in found] == ["notes.doc:", "dataset.toml:", "actors.toml:"]


def test_faults_of_the_dataset_the_actors_and_the_articles_are_told_in_one_run(says: Says) -> None:
    files = edited("dataset.toml", '"1.0.0"', '"1"')
    files = edited("actors.toml", 'sector_code = "JRN"', 'sector_code = "JRM"', files)
    files = edited("quay.toml", "value = 7\n", "value = 8\n", files)
    files = edited("quay.toml", 'event_type = "CONSULT"', 'event_type = "CONSLUT"', files)
    files = edited("pier.toml", 'value = "2031-05-09"', 'value = "2031-05-08"', files)
    assert [line.split(": ")[:2] for line in says(files)] == [
        ["dataset.toml", "version"],
        ["actors.toml", "actors[act-gull].sector_code"],
        ["pier.toml", "statements[stm-quill-on-pier].date_edtf"],
        ["quay.toml", "events[evt-meeting].event_type"],
        ["quay.toml", "figures[fig-killed].value"],
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("quay.toml", "value = 7\n", "value = 8\n", "the domain rules"),
        (
            "quay.toml",
            'cue_text = "vowed"',
            'cue_text = "vowd"',
            "quay.toml",
        ),
        ("actors.toml", '[[actors]]\nid = "act-gull"', "[[actors]", "the articles"),
        ("quay.toml", 'admin1_code = "NO-03"', 'admin1_code = "SE-03"', "keys and references"),
    ],
    ids=["all is there", "a record is not", "no actors", "finished tables"],
)
def test_the_last_line_says_what_could_not_be_checked(
    name: str, old: str, new: str, sentence: str, tmp_path: Path
) -> None:
    ran = run("--seeds", written(tmp_path / "seeds", edited(name, old, new)), "--out", tmp_path / "out")
    assert ran.lines[1:] == [f"1 fault; nothing was published. Not checked yet: {sentence}"]


def test_articles_that_nobody_looks_at_because_of_a_fault_are_told(tmp_path: Path) -> None:
    files = {
        **edited("dataset.toml", '"1.0.0"', '"1"'),
        "news.jsonl": b'{"doc_id": "a", "text": "A.", "doc_date": "x"}',
    }
    ran = run("--seeds", written(tmp_path / "seeds", files), "--out", tmp_path / "out")
    assert ran.lines[1:] == ["1 fault; nothing was published. Not checked yet: news.jsonl"]


@pytest.mark.parametrize("raw", [b"", b"\n", b"# nobody yet\n"])
def test_a_dataset_without_actors(raw: bytes, unfinished: Callable[[Files], Ran]) -> None:
    assert unfinished({"dataset.toml": SEEDS["dataset.toml"], "pier.txt": b"The pier.\n", "actors.toml": raw}).code == 0


def test_all_faults_that_only_the_domain_rules_find_are_told(says: Says) -> None:
    files = edited("quay.toml", 'measure = "killed"', 'measure = "injured"')
    files = edited("quay.toml", 'admin1_code = "NO-03"', 'admin1_code = "SE-03"', files)
    assert [line.split(" ")[1] for line in says(files)] == [
        "figures[fig-killed].measure:",
        "events[evt-meeting].places[Port",
    ]


def test_a_date_of_a_wrong_form_hides_no_other_fault(says: Says) -> None:
    files = edited("quay.toml", 'value = "2031-05-07"', 'value = "7 May"')
    files = edited("quay.toml", 'value = "2031-05-08"', 'value = "2031-05-09"', files)
    files = edited("quay.toml", 'measure = "killed"', 'measure = "injured"', files)
    files = edited("quay.toml", 'quoted_text = "quickly"\n', "", files)
    found = says(files)
    assert [line.split(" ")[1] for line in found] == [
        "events[evt-meeting].date_edtf:",
        "statements[stm-gull-on-meeting].date_edtf:",
        "statements[stm-brook-vow].quote_type:",
        "quote",
        "figures[fig-killed].measure:",
    ]


@pytest.mark.slow
def test_the_command_line_says_the_same(tmp_path: Path) -> None:
    folder = written(tmp_path / "seeds", edited("quay.toml", 'cue_text = "vowed"', 'cue_text = "vowd"'))
    command = [sys.executable, str(ROOT / "build.py"), "--seeds", str(folder), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    message = '"vowd" is not in paragraph 2; closest: "vowed"'
    assert (done.returncode, done.stdout) == (1, "")
    fault = f"quay.toml: statements[stm-brook-vow].cue_text: {message}"
    assert done.stderr == f"{fault}\n1 fault; nothing was published. Not checked yet: quay.toml\n"
    assert not (tmp_path / "out").exists()


TODO = [
    ("quay.toml", 'measure = "killed"', 'measure = "killed"\ntodo = "compare"'),
    ("quay.toml", 'reason = "says nothing"', 'reason = ""\ntodo = "say why"'),
    ("quay.toml", 'actor_id = "act-gull"\nparagraph = 2', 'actor_id = ""\ntodo = "who?"\nparagraph = 2'),
    ("quay.toml", 'text = "Ada Brook" }', 'text = "Ada Brook", todo = "she?" }'),
]


@pytest.fixture
def unfinished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Files], Ran]:
    """Builds from these seeds into a folder of its own."""
    briefly(monkeypatch)
    return lambda files: run("--seeds", written(tmp_path / "seeds", files), "--out", tmp_path / "out")


@pytest.mark.parametrize(("name", "old", "new"), TODO, ids=["a record", "a reason", "an actor", "a participant"])
def test_an_unfinished_article_is_left_out_and_no_other(
    name: str, old: str, new: str, unfinished: Callable[[Files], Ran], tmp_path: Path
) -> None:
    ran = unfinished(edited(name, old, new))
    told = "quay.toml: the records are not finished, so the article is left out: 1 entry has a line `todo`"
    assert (ran.code, ran.lines) == (0, [f"left out: {told}"])
    sources = (tmp_path / "out/data/sources.csv").read_text()
    assert ("src-pier" in sources, "src-quay" in sources) == (True, False)
    assert json.loads((tmp_path / "out/data/left-out.jsonl").read_text())["article"] == "quay"


def test_the_page_shows_no_text_of_an_unfinished_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unchecked(monkeypatch)
    folder = written(tmp_path / "seeds", edited(*TODO[0]))
    assert run("--seeds", folder, "--out", tmp_path / "out").code == 0
    assert "The quay must open" not in (tmp_path / "out/index.html").read_text()


def test_what_is_wrong_in_an_unfinished_article_stops_nothing(unfinished: Callable[[Files], Ran]) -> None:
    files = edited("quay.toml", 'measure = "killed"', 'measure = "slain"\ntodo = "compare"')
    assert unfinished(files).code == 0


def test_where_no_article_is_finished_nothing_is_published(unfinished: Callable[[Files], Ran]) -> None:
    files = edited("quay.toml", 'measure = "killed"', 'measure = "killed"\ntodo = "compare"')
    files = edited("pier.toml", 'reason = "no news"', 'reason = "no news"\ntodo = "say why"', files)
    ran = unfinished(files)
    assert ran.code == 1
    assert [line.split(":")[0] for line in ran.faults] == ["pier.toml", "quay.toml"]


def test_an_actor_that_is_still_to_do_is_not_used(unfinished: Callable[[Files], Ran]) -> None:
    jo = '\n[[actors]]\ntodo = "?"\nid = "act-jo"\nname = "Jo Kerr"\nactor_type = "person"\n'
    ran = unfinished(appended("actors.toml", jo))
    assert ran.code == 0
    assert "warning: actors.toml: still to do: act-jo: not used" in ran.output.splitlines()
    ran = unfinished(edited("pier.toml", '["act-quill"]', '["act-jo"]', appended("actors.toml", jo)))
    (fault,) = ran.faults
    assert '"act-jo" is still to do; decide its entry in actors.toml, then delete its line `todo`' in fault


NOTES = (
    *("quay.toml~", "#quay.toml#", "quay.txt.bak", "quay.toml.orig", "NOTES.md", ".quay.toml.swp", "quay.blind.toml"),
)


def test_notes_and_what_an_editor_leaves_behind_are_not_read(tmp_path: Path) -> None:
    folder = written(tmp_path / "seeds", {**SEEDS, **dict.fromkeys(NOTES, b"\xff")})
    with pytest.MonkeyPatch.context() as patch:
        briefly(patch)
        ran = run("--seeds", folder, "--out", tmp_path / "out")
    assert (ran.code, ran.errors) == (0, "")
    told = [line for line in ran.output.splitlines() if line.startswith("warning: seeds: ")]
    named = "#quay.toml#, NOTES.md, quay.blind.toml and 3 more"
    assert told == [f"warning: seeds: not read: {named}: notes, second codings, or what an editor left behind"]
