"""`build.py extract`: articles in, one line of JSON out for each, in order, whatever they hold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command import ACTORS, ROOT, Ran, run

from publisher.extract import extract, limit
from publisher.inputs import article_reader

SAID = "“We lost 12 nets,” Varga said on Monday.\n"
DATA, CALL = 1, 2


def lines(*entries: object) -> bytes:
    return b"".join(json.dumps(entry).encode() + b"\n" for entry in entries)


def extracted(*entries: object, arguments: tuple[str | Path, ...] = ()) -> tuple[Ran, list[dict[str, Any]]]:
    """What comes out for entries on standard input; text stands for a line as it is."""
    given = b"".join(entry if isinstance(entry, bytes) else lines(entry) for entry in entries)
    ran = run("extract", "-", *arguments, given=given)
    assert ran.errors == ""
    return ran, [json.loads(line) for line in ran.output.splitlines()]


def spans(text: str, day: str | None = None, arguments: tuple[str | Path, ...] = ()) -> list[dict[str, Any]]:
    ran, found = extracted({"doc_id": "a", "text": text, "doc_date": day}, arguments=arguments)
    assert ran.code == 0
    return list(found[0]["spans"])


# Lines


def test_a_line_for_each_line_in_order() -> None:
    ran, found = extracted(*({"doc_id": name, "text": SAID} for name in ("b", "a", "c")))
    assert ran.code == 0
    assert [line["doc_id"] for line in found] == ["b", "a", "c"]


def test_nothing_in_nothing_out() -> None:
    assert run("extract", "-") == Ran(0, "", "")


def test_an_article_without_candidates() -> None:
    assert spans("nothing to see here") == []
    assert spans("") == []


@pytest.mark.slow
def test_a_line_is_flushed_before_the_next_one_is_read() -> None:
    command: list[str | Path] = [sys.executable, ROOT / "build.py", "extract", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        for name in ("first", "second"):
            process.stdin.write(lines({"doc_id": name, "text": SAID}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["doc_id"] == name
        process.stdin.close()
        assert process.wait() == 0


# Spans


def test_spans_are_in_text_order_and_say_what_they_cover() -> None:
    text = "💥 On Monday Ann Lee said “no” and 12 boats left. “Yes,” Ann Lee said."
    found = spans(text)
    keys = [(span["start"], span["end"], span["kind"]) for span in found]
    assert keys == sorted(keys)
    assert {"date", "name", "quote", "figure"} <= {span["kind"] for span in found}
    for span in found:
        assert text[span["start"] : span["end"]] == span["text"]
        for part in [key.removesuffix("_start") for key in span if key.endswith("_start")]:
            assert text[span[f"{part}_start"] : span[f"{part}_end"]] == span[part]


def test_every_candidate_comes_out() -> None:
    assert [(s["start"], s["end"], s["kind"]) for s in spans(SAID)] == [(c.start, c.end, c.kind) for c in extract(SAID)]


def test_a_figure_has_its_number_a_date_its_value() -> None:
    found = {span["kind"]: span for span in spans("More than 12 nets were lost on Monday.", "2024-01-03")}
    assert found["figure"]["value"] == 12
    assert (found["date"]["value"], found["date"]["edtf"]) == ("2024-01-01", "2024-01-01")


def test_without_a_date_of_the_document_relative_dates_stay_open() -> None:
    (found,) = [span for span in spans("It sank on Monday.") if span["kind"] == "date"]
    assert "edtf" not in found


def test_the_day_that_a_text_states_counts_where_no_other_is_given() -> None:
    text = "3 January 2024\n\nIt sank 🌊 on Monday."
    for day, monday in ((None, "2024-01-01"), ("2024-01-10", "2024-01-08")):
        assert [span["edtf"] for span in spans(text, day) if span["kind"] == "date"] == ["2024-01-03", monday]


def test_actors_are_known_only_with_an_authority_file(tmp_path: Path) -> None:
    (tmp_path / "actors.toml").write_text(ACTORS)
    assert [span["actor_id"] for span in spans(SAID) if "actor_id" in span] == ["name:varga"]  # made of the name
    known = spans(SAID, arguments=("--actors", tmp_path / "actors.toml"))
    assert [span["actor_id"] for span in known if "actor_id" in span] == ["act-ines-varga"]


@pytest.mark.slow
def test_it_depends_on_its_input_alone(tmp_path: Path) -> None:
    given = lines({"doc_id": "a", "text": f"{SAID} TITLE İstanbul, today.", "doc_date": "2024-01-03"})
    found = [
        subprocess.run(
            [sys.executable, ROOT / "build.py", "extract", "-"],
            input=given,
            cwd=folder,
            env={"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for folder, zone, locale, seed in [
            (ROOT, "UTC", "C.UTF-8", "0"),
            (tmp_path, "Pacific/Kiritimati", "tr_TR.UTF-8", "1"),
            (tmp_path, "America/Adak", "C", "2"),
        ]
    ]
    assert [span["value"] for span in json.loads(found[0])["spans"] if span["kind"] == "date"] == [
        "2024-01-01",
        "2024-01-03",
    ]
    assert found == [found[0]] * 3


# Bad lines


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"a": 1,, \n', "the line is no JSON (Expecting property name enclosed in double quotes, at column 9)"),
        (b"\n", "no JSON"),
        (b"\xff\n", '"\\xff" is not UTF-8'),
        (b"[" * 100_000 + b"\n", "no JSON"),
        (b'{"doc_id": "a", "text": NaN}\n', "NaN is no number"),
        (b"12\n", "no JSON object"),
        (b'{"doc_id": "a"}\n', '"text" is missing'),
        (b'{"doc_id": "a", "text": ["b"]}\n', '"text" is ['),
        (b'{"doc_id": ["a"], "text": "b"}\n', '"doc_id" is ['),
        (b'{"doc_id": "a", "text": "b", "doc_date": "Monday"}\n', '"doc_date" is "Monday"'),
        (b'{"doc_id": "a", "text": "b", "doc_date": "2024-02-30"}\n', '"doc_date" is "2024-02-30"'),
        (b'{"doc_id": "a", "text": "b", "doc_date": {"a": 1}}\n', '"doc_date" is {'),
        (b'{"doc_id": "a", "text": "b", "doc_date": "\\u001b[2J\\u202e"}\n', '"doc_date" is "\\x1b[2J\\u202e"'),
    ],
)
def test_a_bad_line_is_told_in_its_place_and_the_rest_goes_on(line: bytes, says: str) -> None:
    ran, found = extracted({"doc_id": "1", "text": SAID}, line, {"doc_id": "3", "text": SAID})
    assert ran.code == DATA
    assert [set(entry) for entry in found] == [{"doc_id", "spans"}, {"doc_id", "error"}, {"doc_id", "spans"}]
    assert says in found[1]["error"]


def test_a_last_line_without_its_end_counts() -> None:
    ran, found = extracted(lines({"doc_id": "a", "text": SAID}).rstrip())
    assert (ran.code, found[0]["doc_id"]) == (0, "a")


def test_a_key_of_the_input_is_not_taken_for_one_of_the_output() -> None:
    ran, found = extracted({"doc_id": 7, "text": SAID, "error": "mine", "spans": []})
    assert (ran.code, found[0]["doc_id"], len(found[0]["spans"]) > 0) == (0, 7, True)


def test_half_a_surrogate_pair_comes_out_as_it_came_in() -> None:
    text = "“a \ud83d b,” Varga said."
    ran, found = extracted({"doc_id": "\udca5", "text": text})
    assert (ran.code, found[0]["doc_id"]) == (0, "\udca5")
    (quote,) = [span for span in found[0]["spans"] if span["kind"] == "quote"]
    assert text[quote["start"] : quote["end"]] == quote["text"]


def test_lines_and_texts_that_are_too_long_are_told_and_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_reader, "LARGEST_ARTICLE", 1000)
    monkeypatch.setattr(article_reader, "LONGEST_LINE", 4000)
    long = {"doc_id": "a", "text": "é" * 501}
    ran, found = extracted(long, {"doc_id": "b", "text": "x" * 10_000}, {"doc_id": "c", "text": SAID})
    assert ran.code == DATA
    assert [entry["doc_id"] for entry in found] == ["a", None, "c"]
    assert found[0]["error"] == '"text" has 1,002 bytes; an article has at most 1,000: split it'
    assert found[1]["error"] == "the line has 10,028 bytes; an article has at most 1,000: split it"


def test_a_text_with_too_many_numbers_is_told_and_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "MOST", 3)
    ran, out = extracted({"doc_id": "a", "text": "1 2 3 4 5"}, {"doc_id": "b", "text": "1 2 3"})
    assert ran.code == DATA and out[0] == {"doc_id": "a", "error": "the text has more than 3 numbers: split it"}
    assert len(out[1]["spans"]) == 3


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(day: str) -> None:
    text = "Last year, next week, on Monday, 30 years ago, in two months, tomorrow and yesterday, the next decade."
    assert [span for span in spans(text, day) if span["kind"] == "date"]


# Files


def test_files_one_after_the_other(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(SAID)
    ran = run("extract", tmp_path / "b.txt", tmp_path / "a.txt")
    assert [json.loads(line)["doc_id"] for line in ran.output.splitlines()] == ["b", "a"]


def test_a_file_that_is_no_plain_text(tmp_path: Path) -> None:
    for name, raw in {"bom": b"\xef\xbb\xbfa", "cr": b"a\r\n", "latin": b"\xe9", "empty": b"", "fine": b"a"}.items():
        (tmp_path / f"{name}.txt").write_bytes(raw)
    ran = run("extract", *sorted(tmp_path.iterdir()))
    assert (ran.code, ran.errors) == (DATA, "")
    found = [json.loads(line) for line in ran.output.splitlines()]
    assert [(entry["doc_id"], "error" in entry) for entry in found] == [
        ("bom", True),
        ("cr", True),
        ("empty", True),
        ("fine", False),
        ("latin", True),
    ]


def test_the_date_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    ran = run("extract", tmp_path / "a.txt", "--date", "2024-01-03")
    assert [span["value"] for span in json.loads(ran.output)["spans"] if span["kind"] == "date"] == ["2024-01-01"]
    for wrong in ("Monday", "2024-1-3", "2024-02-30", ""):
        ran = run("extract", tmp_path / "a.txt", "--date", wrong)
        assert (ran.code, ran.output) == (CALL, "")
        assert ran.lines[-1].endswith(f"'--date': is \"{wrong}\"; write a day that exists as YYYY-MM-DD")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    ran = run("extract", tmp_path / "a.txt", tmp_path / "nowhere.txt", tmp_path)
    assert (ran.code, ran.output) == (CALL, "")
    assert "nowhere.txt" in ran.errors


# What it costs


@pytest.mark.slow
def test_it_does_without_the_libraries_of_the_build(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    (tmp_path / "actors.toml").write_text(ACTORS)
    script = (
        "import sys, build\n"
        "try: build.main()\n"
        "finally: print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    command: list[str | Path] = [
        sys.executable,
        "-c",
        script,
        "extract",
        tmp_path / "a.txt",
        "--actors",
        tmp_path / "actors.toml",
    ]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "act-ines-varga" in ran.stdout
    assert not {"pandas", "numpy", "pyarrow", "frictionless", "rich"} & set(ran.stderr.split())


def test_of_a_language_that_a_build_does_not_read_nothing_is_published() -> None:
    text = "El ministro acusó el martes a los sindicatos de «romper el acuerdo» y dijo que 12 estibadores resultaron "
    text += (
        "heridos en el puerto. Los sindicatos no respondieron, pero el alcalde pidió calma a los vecinos de la ciudad."
    )
    found = spans(text)
    assert found
    assert not any(span["published"] for span in found)
