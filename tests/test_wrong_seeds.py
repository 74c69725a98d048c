"""A wrong seed gets one clear line: file, record, field, what was found, what to do. Nothing is published.

Each case changes the example of CONTRIBUTING.md in one place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from build import app
from publisher.problem import Refused

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = {name: body.encode() for name, body in re.findall(r"```toml\n# seeds/([\w.]+)\n(.*?)```", GUIDE, re.DOTALL)}
FILES["harbour.txt"] = re.search(r"```text\n(.*?)```", GUIDE, re.DOTALL)[1].encode()  # type: ignore[index]
FILES["dataset.toml"] = (ROOT / "seeds" / "dataset.toml").read_bytes()

Edit = Callable[[dict[str, bytes]], None]
RECORDS, ACTORS, ARTICLE = "harbour.toml", "actors.toml", "harbour.txt"


def swap(old: str, new: str, file: str = RECORDS, count: int = 1) -> Edit:
    """Replaces text that must be there."""

    def edit(files: dict[str, bytes]) -> None:
        assert old.encode() in files[file], old
        files[file] = files[file].replace(old.encode(), new.encode(), count)

    return edit


def add(text: str, file: str = RECORDS) -> Edit:
    def edit(files: dict[str, bytes]) -> None:
        files[file] = files.get(file, b"") + text.encode()

    return edit


def put(file: str, raw: bytes | None) -> Edit:
    """The whole file, or none."""

    def edit(files: dict[str, bytes]) -> None:
        files.pop(file, None)
        if raw is not None:
            files[file] = raw

    return edit


def cut(kind: str, words: str) -> Edit:
    """Takes out the record of this kind that holds these words."""

    def edit(files: dict[str, bytes]) -> None:
        parts = re.split(r"(?m)^(?=\[\[)", files[RECORDS].decode())
        kept = [part for part in parts if not (part.startswith(f"[[{kind}]]") and words in part)]
        assert len(kept) == len(parts) - 1
        files[RECORDS] = "".join(kept).encode()

    return edit


QUOTE = 'content_text = "We will not accept'
CASES: dict[str, tuple[Edit, str]] = {
    "misspelt key": (
        swap("cue_text =", "cue_txt ="),
        r'harbour.toml: statements\[.*\].cue_txt: .*did you mean "cue_text"',
    ),
    "missing key": (swap('language = "en"\n', ""), r"harbour.toml: source.language: is missing"),
    "unknown table": (add('\n[[eventz]]\nid = "evt-x"\n'), r'eventz: .*did you mean "events"'),
    "unknown code": (
        swap('"PROTEST"', '"PROTESTS"'),
        r'events\[evt-port-blockade\].event_type: "PROTESTS" .*"PROTEST"',
    ),
    "wrong type": (swap("value = 300", 'value = "300"'), r"figures\[fig-fishermen\].value: .*write a number"),
    "quote not in the text": (
        swap('"around 300"', '"arround 300"'),
        r'value_text: "arround 300" is not in paragraph 3; closest: "around 300"',
    ),
    "quote in another paragraph": (
        swap('cue_text = "told"', 'cue_text = "accused"'),
        r'"accused" is not in paragraph 2; it is in paragraph 1',
    ),
    "quote there twice": (
        swap('cue_text = "accused"', 'cue_text = "on"'),
        r'cue_text: "on" stands twice in paragraph 1; add nth = 1 to 2',
    ),
    "nth too large": (
        swap('text = "she"', 'text = "she"\nnth = 2'),
        r'mentions.*"she" stands once in paragraph 2, so there is no nth = 2',
    ),
    "paragraph out of range": (swap("paragraph = 4\nreason", "paragraph = 5\nreason"), r"waived.*paragraph: .*1 to 4"),
    "paragraph as text": (
        swap("paragraph = 1\nspeaker", 'paragraph = "1"\nspeaker'),
        r'paragraph: is "1"; write a whole number',
    ),
    "empty quote": (swap('cue_text = "told"', 'cue_text = ""'), r'cue_text: "" is no quote'),
    "dangling statement": (
        swap('"stm-police-on-protest"\n\n[[figures]]', '"stm-police"\n\n[[figures]]'),
        r'figures\[fig-trawlers\].statement_id: "stm-police" is no record of \[\[statements\]\]',
    ),
    "dangling event": (
        swap('event_id = "evt-port-blockade"', 'event_id = "evt-port-blokade"'),
        r'event_id: .*did you mean "evt-port-blockade"',
    ),
    "dangling actor": (swap('speaker_actor_id = "act-police"', 'speaker_actor_id = "act-polise"'), r"act-polise"),
    "unknown actor mentioned": (
        swap('actor_id = "act-police"\nparagraph', 'actor_id = "act-polise"\nparagraph'),
        r'mentions.*"act-polise" is no actor of actors.toml',
    ),
    "missing parent": (
        swap('parent_actor_id = "act-iceland"', 'parent_actor_id = "act-island"', ACTORS),
        r'actors.toml: actors\[act-jon-arnason\].parent_actor_id: "act-island"',
    ),
    "circle of parents": (
        swap('actor_type = "state"', 'actor_type = "state"\nparent_actor_id = "act-jon-arnason"', ACTORS),
        r"parent_actor_id: leads in a circle",
    ),
    "circle of reports": (
        swap(
            '\n\n[[statements]]\nid = "stm-solberg-limit"',
            '\nreported_by_statement_id = "stm-solberg-limit"\n\n[[statements]]\nid = "stm-solberg-limit"',
        ),
        r"reported_by_statement_id",
    ),
    "wrong number": (
        swap("value = 300", "value = 301"),
        r'figures\[fig-fishermen\].value: 301, but "around 300" says 300',
    ),
    "wrong hedge": (swap('"approximate"', '"exact"'), r'modifier: "exact", but "around 300" says "approximate"'),
    "bound that is not stated": (
        swap("value = 300", "value = 300\nupper = 350"),
        r'upper: 350, but "around 300" says none',
    ),
    "bound left out": (swap("lower = 40\n", ""), r"figures\[fig-trawlers\].lower: none, but"),
    "wrong date": (
        swap("2024-03-11", "2024-03-10"),
        r'events\[evt-port-blockade\].date_edtf: "2024-03-10", but "Monday" gives',
    ),
    "no date": (swap("2024-03-11", "2024-02-30"), r'"2024-02-30"'),
    "inferred without ?": (
        swap('"2024-03-11", basis = "resolved"', '"2024-03-11", basis = "inferred"'),
        r"ends in \? exactly when it is inferred",
    ),
    "words that give no date": (swap('text = "Monday"', 'text = "port"'), r'"port" gives no date'),
    "wrong kind of quotation": (
        swap('quote_type = "direct"', 'quote_type = "mixed"'),
        r'quote_type: "mixed", but the quotation marks make it "direct"',
    ),
    "duplicate id": (
        swap('id = "fig-fishermen"', 'id = "fig-trawlers"'),
        r"figures\[fig-trawlers\].id: .*(twice|already)",
    ),
    "id of another form": (
        swap('id = "fig-fishermen"', 'id = "fig-Fischer_2"'),
        r'id: "fig-Fischer_2" does not have the form',
    ),
    "homoglyph in an id": (swap('id = "fig-fishermen"', 'id = "fig-fishеrmen"'), r"does not have the form"),
    "broken TOML": (add("\n[[figures]\n"), r"harbour.toml: is no TOML: .*line"),
    "key twice": (swap("value = 300", "value = 300\nvalue = 300"), r"harbour.toml: is no TOML"),
    "not UTF-8": (put(ARTICLE, b"Caf\xe9.\n"), r"harbour.txt: byte 4 \(0xe9\) is not UTF-8"),
    "byte-order mark": (put(ARTICLE, b"\xef\xbb\xbfText.\n"), r"harbour.txt: begins with a byte-order mark"),
    "CRLF": (put(ARTICLE, b"One.\r\nTwo.\r\n"), r"harbour.txt: line 1: holds a carriage return"),
    "NUL": (put(ARTICLE, b"One.\0\n"), r"harbour.txt: line 1: holds a NUL"),
    "escape character": (put(ARTICLE, b"One.\x1b[2J\n"), r"U\+001B"),
    "empty article": (put(ARTICLE, b""), r"harbour.txt: is empty"),
    "blank article": (put(ARTICLE, b" \n\n"), r"harbour.txt: is empty"),
    "empty records": (put(RECORDS, b""), r"harbour.toml"),
    "no authority file": (put(ACTORS, None), r"actors.toml: is missing"),
    "no dataset": (put("dataset.toml", None), r"dataset.toml: is missing"),
    "records without an article": (put("harbor.toml", b""), r"harbor.toml: there is no article harbor.txt"),
    "unknown file": (put("notes.docx", b"x"), r"notes.docx: is "),
    "bad version": (
        swap('version = "1.0.0"', 'version = "1.0"', "dataset.toml"),
        r'dataset.toml: version: "1.0" is no version',
    ),
    "unknown key of the dataset": (swap("version =", "vershun =", "dataset.toml"), r'did you mean "version"'),
    "overlooked quotation": (
        cut("statements", "stm-solberg-accuses-iceland"),
        r'quote "\\?"breaking its word\\?"".* in paragraph 1 rests on no record',
    ),
    "overlooked figure": (
        cut("figures", "fig-fishermen"),
        r'figure "around 300" \(read as 300\) in paragraph 3 rests on no record',
    ),
    "overlooked date": (
        swap('date_edtf = { text = "Tuesday", value = "2024-03-12", basis = "resolved" }\n', ""),
        r'date "Tuesday" .*rests on no record',
    ),
    "overlooked name": (cut("rejected", "Readers"), r'name "Readers" in paragraph 4 rests on no record'),
    "stale rejection": (
        add('\n[[rejected]]\nkind = "figure"\nparagraph = 4\ntext = "photographs"\nreason = "none"\n'),
        r'finds no figure "photographs" there; remove the record',
    ),
    "rejection without a reason": (swap('reason = "the date line, no place of an event"\n', ""), r"reason: is missing"),
    "waiver of a covered paragraph": (
        add('\n[[waived]]\nparagraph = 3\nreason = "none"\n'),
        r"paragraph 3 has records; remove the waiver",
    ),
    "paragraph without a record": (cut("waived", "a note to readers"), r"paragraph 4 .*has no record"),
    "participant that is no mention": (
        swap("actors = []", 'actors = [{ actor_id = "act-police", role = "actor", text = "trawlers" }]'),
        r'"trawlers" is no mention of act-police',
    ),
    "mode that does not fit": (swap('"obstruct"', '"visit"'), r"harbour.toml: events\[evt-port-blockade\].event_mode"),
    "place of another country": (swap('"NO-46"', '"SE-O"'), r"admin1_code"),
    "a record still to do": (
        swap('id = "fig-fishermen"', 'todo = "check"\nid = "fig-fishermen"'),
        r"figures\[fig-fishermen\].todo: .*still to do",
    ),
    "invisible character": (swap("Trawlers block", "Trawlers\u200b block"), r"invisible character U\+200B"),
    "a list for a text": (swap('measure = "other"', 'measure = ["other"]'), r"measure"),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, published."""
    home = tmp_path_factory.mktemp("published")
    build(FILES, home / "seeds", home / "out")
    return home / "out"


def build(files: dict[str, bytes], seeds: Path, out: Path) -> None:
    seeds.mkdir()
    for name, raw in files.items():
        (seeds / name).write_bytes(raw)
    ended = CliRunner().invoke(app, ["--seeds", str(seeds), "--out", str(out)], catch_exceptions=False)
    assert ended.exit_code == 0, ended.output


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("case", CASES)
def test_each_kind_of_wrong_seed(published: Path, tmp_path: Path, case: str) -> None:
    edit, expected = CASES[case]
    files = dict(FILES)
    edit(files)
    before = tree(published)
    with pytest.raises(Refused) as refused:
        build(files, tmp_path / "seeds", published)
    lines = [str(problem) for problem in refused.value.problems]
    assert any(re.search(expected, line) for line in lines), "\n".join(lines)
    assert all("\n" not in line and "Traceback" not in line for line in lines)
    assert tree(published) == before


def test_all_faults_of_a_run_are_reported(published: Path, tmp_path: Path) -> None:
    files = dict(FILES)
    for case in ("misspelt key", "wrong number", "bad version", "missing parent"):
        CASES[case][0](files)
    with pytest.raises(Refused) as refused:
        build(files, tmp_path / "seeds", published)
    assert {problem.file for problem in refused.value.problems} >= {"dataset.toml", "actors.toml"}


def test_an_id_used_in_two_files_is_refused(published: Path, tmp_path: Path) -> None:
    files = {**FILES, "haven.txt": FILES[ARTICLE], "haven.toml": FILES[RECORDS]}
    with pytest.raises(Refused, match=r"haven.toml: .*fig-fishermen.* also used in harbour.toml"):
        build(files, tmp_path / "seeds", published)


@pytest.mark.parametrize("name", ["folder", "link"])
def test_only_plain_files_are_seeds(published: Path, tmp_path: Path, name: str) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "folder").mkdir() if name == "folder" else (seeds / "link.txt").symlink_to("/etc/hostname")
    for file, raw in FILES.items():
        (seeds / file).write_bytes(raw)
    with pytest.raises(Refused, match=name):
        CliRunner().invoke(app, ["--seeds", str(seeds), "--out", str(published)], catch_exceptions=False)
