"""Articles and records from anybody: published as they are and harmless, or refused in a clear line; never executed,
never written outside the folder of the package, never without an end."""

from __future__ import annotations

import csv
import json
import os
import re
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml  # type: ignore[import-untyped]
from command import ACTORS, DATASET, NETS, PIER_RECORDS, Ran, briefly, run, seeds, thoroughly, tree
from markdown_it import MarkdownIt

from publisher.inputs import article_reader
from publisher.inputs.article_reader import source_id
from publisher.problem import MOST

DATA = 1


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


def built(folder: Path, **changed: str | bytes | None) -> Ran:
    """A build of the small seeds with some changed, in folder/out. Everything else in the folder stays as it was."""
    seeds(folder / "seeds", **changed)
    return rebuilt(folder)


def rebuilt(folder: Path) -> Ran:
    before = {path for path in folder.rglob("*") if not path.is_relative_to(folder / "out")}
    ran = run("--seeds", folder / "seeds", "--out", folder / "out")
    assert "Traceback" not in ran.errors
    assert {path for path in folder.rglob("*") if not path.is_relative_to(folder / "out")} == before
    return ran


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    """A table as its Parquet file and its CSV file give it: the same."""
    parquet = pq.read_table(folder / "out" / "data" / f"{table}.parquet")
    with (folder / "out" / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        cells = [[row[name] for name in TEXTS if name in row] for row in csv.DictReader(file)]
    found: list[dict[str, object]] = parquet.to_pylist()
    assert cells == [[row[name] or "" for name in TEXTS if name in row] for row in found]
    return found


TEXTS = ("file_name", "doc_id", "exact", "content_text")


def refused(ran: Ran, *says: str) -> None:
    """One line that says these words, without anything that a terminal would obey."""
    assert (ran.code, ran.output, len(ran.faults)) == (DATA, "", 1), ran.errors
    assert all(word in ran.errors for word in says), ran.errors
    assert all(character.isprintable() for character in ran.faults[0])


# Text

WORDS = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "the end of a script": "</script><!-- <script> --> ]]> &amp; &lt;",
    "a formula": "=HYPERLINK(\"http://x\"&A1,'y')",
    "a plus": "+1+cmd|' /C calc'!A0",
    "a minus": "-2+3",
    "an at sign": "@SUM(1+1)*cmd",
    "a tab": "\t=1+1",
    "separators": 'a,b;c"d""e\'f',
    "bidirectional controls": "a\u202egpj.exe\u2066 b\u202c\u2069",
    "zero widths": "a\u200bb\u200c\u200d\ufeff\u2060c",
    "line ends of Unicode": "a\u2028b\u2029c\x85d",
    "a soft hyphen and a tag": "co\u00adop \U000e0041",
    "decomposed letters": "cafe\u0301 ﬁ Å Å",
    "beyond the BMP": "💥👨‍👩‍👧 𝔘𝔫𝔦",
    "private and unassigned": "\ue000 \U0010ffff \ufdd0",
    "templates": "{{7*7}} ${7*7} %s %n {0.__class__} \\u0041 \\n",
    "SQL": "'; DROP TABLE events; --",
}


def test_words_are_published_as_they_stand(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    texts = {name: f"{words}\n“12 {words} boats,” said Varga.\n" for name, words in WORDS.items()}
    lines = "".join(json.dumps({"doc_id": name, "text": text}) + "\n" for name, text in texts.items())
    (tmp_path / "seeds" / "x.jsonl").write_text(lines, encoding="utf-8")
    assert rebuilt(tmp_path).code == 0
    articles = {str(row["source_id"]): row for row in rows(tmp_path, "sources")}
    found = [*rows(tmp_path, "candidates"), *rows(tmp_path, "evidence")]
    for key, article in articles.items():
        if text := texts.get(str(article["doc_id"]), ""):
            assert article["char_length"] == len(text)
            exact = [row for row in found if row["source_id"] == key]
            assert exact
            for row in exact:
                start, end = row["char_start"], row["char_end"]
                assert isinstance(start, int) and isinstance(end, int)
                assert row["exact"] == text[start:end]


class Tags(HTMLParser):
    """The elements of a page that do something, and the addresses it leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts = 0
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.attributes += attrs


@pytest.mark.slow
def test_the_page_does_nothing_that_an_article_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thoroughly(monkeypatch)
    harmless = Tags(page(tmp_path / "harmless", "harmless"))
    for name in ("markup", "the end of a script", "a formula", "separators", "templates"):
        tags = Tags(page(tmp_path / name, WORDS[name]))
        assert tags.scripts == harmless.scripts
        handlers = [name for name, _ in tags.attributes if name.startswith("on")]
        assert handlers == [name for name, _ in harmless.attributes if name.startswith("on")]
        targets = [value or "" for name, value in tags.attributes if name in ("href", "src")]
        assert not any(re.match(r"\s*(?:javascript|vbscript|data:[^,])", target, re.IGNORECASE) for target in targets)


def page(folder: Path, words: str) -> str:
    visible = "".join(c for c in unicodedata.normalize("NFC", words) if c.isprintable()).strip()
    records = PIER_RECORDS.replace("[source]", f"[source]\ntitle = {json.dumps(visible, ensure_ascii=False)}")
    dataset = DATASET.replace('"Harbour news"', json.dumps(visible, ensure_ascii=False)).replace(
        '"test"', json.dumps(visible, ensure_ascii=False)
    )
    actors = (
        ACTORS + f'[[actors]]\nid = "act-x"\nname = {json.dumps(visible, ensure_ascii=False)}\nactor_type = "person"\n'
    )
    line = json.dumps({"doc_id": "nets", "text": f"“{words}” said {visible}.\n"})
    ran = built(folder, nets_txt=None, x_jsonl=line, pier_toml=records, dataset_toml=dataset, actors_toml=actors)
    assert ran.code == 0, ran.errors
    assert yaml.safe_load((folder / "out" / "CITATION.cff").read_text())["title"] == visible
    assert json.loads((folder / "out" / "datapackage.json").read_bytes())["title"] == visible
    dictionary = MarkdownIt("commonmark").enable("table").render((folder / "out" / "data" / "README.md").read_text())
    assert "&lt;" in dictionary or "<" not in words
    assert not re.search("<(?:script|img)", dictionary)
    return (folder / "out" / "index.html").read_text()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "file:///etc/passwd"])
def test_addresses_lead_to_the_web(address: str, tmp_path: Path) -> None:
    for number, dataset in enumerate(
        [
            DATASET.replace("https://creativecommons.org/licenses/by/4.0/", address),
            f'homepage = "{address}"\n{DATASET}',
            f'{DATASET}path = "{address}"\n',
        ]
    ):
        refused(built(tmp_path / str(number), dataset_toml=dataset), "dataset.toml", "is no web address")
    records = PIER_RECORDS.replace("[source]", f'[source]\nurl = "{address}"')
    if built(tmp_path / "article", pier_toml=records).code == 0:
        targets = Tags((tmp_path / "article" / "out" / "index.html").read_text()).attributes
        assert not [value for name, value in targets if name == "href" and value == address]


def test_a_name_is_no_pattern(tmp_path: Path) -> None:
    aliases = [".*", "(", "[a-z]+", "a|b", "\\", "(?:a+)+$", "^", "Varga.", "\\b", "{{x}}"]
    text = f"“We lost 12 nets,” the {', the '.join(aliases)} said. Nothing else, {'a' * 40}b.\n"
    assert built(tmp_path, actors_toml=ACTORS.replace('["Varga"]', json.dumps(aliases)), nets_txt=text).code == 0
    evidence = [row for row in rows(tmp_path, "evidence") if row["source_id"] == "src-nets"]
    named = {row["exact"] for row in evidence if row["field"] == "name"}
    assert named
    assert named <= set(aliases)


# Names

NAMES = {
    "a formula": "=1+1",
    "markup": "<b>&amp;'",
    "spaces": " a  b ",
    "a long name": "a" * 251,
    "other letters": "Ω💥",
    "homoglyph of pier": "ріer",
    "an option": "--out",
    "nothing but dots": "a....",
    "a device": "CON",
    "a word for nothing": "NULL",
    "right to left": "\u202eabc",
}


def test_the_name_of_a_file_is_published_as_it_stands(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    for name in NAMES.values():
        (tmp_path / "seeds" / f"{name}.txt").write_text(NETS)
    ran = rebuilt(tmp_path)
    assert ran.code == 0, ran.errors
    found = {str(row["file_name"]): str(row["source_id"]) for row in rows(tmp_path, "sources")}
    assert {f"{name}.txt" for name in NAMES.values()} < set(found)
    assert len(set(found.values())) == len(NAMES) + 2
    assert all(re.fullmatch(r"src-[a-z0-9]+(?:-[a-z0-9]+)*", source_id) for source_id in found.values())


def test_names_that_only_look_alike_are_told_apart(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    alike = ["é", "e\u0301", "е", "é\u200b"]  # composed, decomposed, with a Cyrillic letter, with a zero width
    for name in alike:
        (tmp_path / "seeds" / f"{name}.txt").write_text(NETS)
    assert rebuilt(tmp_path).code == 0
    assert len({source_id(name) for name in alike}) == len(alike)
    assert {f"{name}.txt" for name in alike} < {row["file_name"] for row in rows(tmp_path, "sources")}


def test_names_that_would_become_one_id_are_refused(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    (tmp_path / "seeds" / "PIER.txt").write_text(NETS)
    refused(rebuilt(tmp_path), '"PIER" and "pier" both become src-pier')


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[2Jb.txt", "a\tb.txt", "a\\..\\b.txt", "a\x7f.txt", "a\r.txt"])
def test_a_name_with_controls_is_refused(name: str, tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    (tmp_path / "seeds" / name).write_text(NETS)
    refused(rebuilt(tmp_path), "has a backslash or control character in its name")


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path / "seeds") + b"/\xff.txt"))).write_text(NETS)
    except OSError:
        pytest.skip("this file system has only names in UTF-8")
    refused(rebuilt(tmp_path), "\\udcff.txt", "is not UTF-8")


def link(path: Path) -> None:
    path.symlink_to("/etc/hostname")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (link, "is a symbolic link"),
        (lambda path: path.symlink_to("nowhere"), "is a symbolic link"),
        (os.mkfifo, "is no file"),
        (Path.mkdir, "is a folder"),
    ],
    ids=["a link", "a link to nowhere", "a pipe", "a folder"],
)
@pytest.mark.parametrize("name", ["x.txt", "pier.toml", "x.jsonl"])
def test_what_is_no_plain_file_is_refused(make: Callable[[Path], object], says: str, name: str, tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    (tmp_path / "seeds" / name).unlink(missing_ok=True)
    make(tmp_path / "seeds" / name)
    refused(rebuilt(tmp_path), f"{name}: {says}")


# Archives


def test_names_in_an_archive_are_no_paths(tmp_path: Path) -> None:
    names = [
        "../../etc/passwd",
        "/root/x",
        "..",
        "C:\\x",
        "a\nb",
        "pier.toml",
        "x" * 10_000,
    ]
    lines = [json.dumps({"doc_id": name, "text": NETS}) for name in names]
    ran = built(tmp_path, x_jsonl="\n".join(lines))
    assert ran.code == 0, ran.errors
    found = rows(tmp_path, "sources")
    assert [row["file_name"] for row in found].count("x.jsonl") == len(names)
    assert len({row["source_id"] for row in found}) == len(found)


def test_what_is_wrong_with_an_article_of_an_archive_is_written_down(tmp_path: Path) -> None:
    lines = [
        {"doc_id": "a\ud800\x1b", "text": "half a pair: \ud800"},
        {"doc_id": "b", "text": NETS, "doc_date": "\x1b[2J"},
        {"doc_id": "c", "text": "a\x00b"},
        {"doc_id": "d", "text": NETS},
    ]
    ran = built(tmp_path, x_jsonl="".join(json.dumps(line) + "\n" for line in lines))
    assert ran.code == 0, ran.errors
    assert all(character.isprintable() or character == "\n" for character in ran.output + ran.errors)
    left_out = (tmp_path / "out" / "data" / "left-out.jsonl").read_text().splitlines()
    assert len(left_out) == 3
    assert {json.loads(line)["article"] for line in left_out} == {"a\ud800\x1b", "b", "c"}
    assert "src-d" in {row["source_id"] for row in rows(tmp_path, "sources")}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"[" * 100_000, "is no JSON"),
        (b'{"doc_id": "a", "text": ' + b"9" * 5000 + b"}", "is no JSON"),
        (b"\xff", "is not UTF-8"),
        (b"\x1b[2J\xe2\x80\xae", "is no JSON"),
    ],
)
def test_a_line_that_is_no_article_is_refused(line: bytes, says: str, tmp_path: Path) -> None:
    refused(built(tmp_path, x_jsonl=line + b"\n"), "x.jsonl: line 1: ", says)


def test_a_line_that_is_too_long_is_refused_and_the_lines_after_it_are_counted_rightly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_reader, "LARGEST", 1000)
    monkeypatch.setattr(article_reader, "LONGEST_LINE", 4000)
    long = json.dumps({"doc_id": "a", "text": "x" * 20_000}).encode()
    ran = built(tmp_path, x_jsonl=long + b"\n{}\n")
    assert ran.code == DATA
    assert [line[:27] for line in ran.faults] == ["x.jsonl: line 1: has 20,028", "x.jsonl: line 2: doc_id is "]


@pytest.mark.stress
def test_a_hundred_megabytes_in_a_line_or_a_file(tmp_path: Path) -> None:
    text = b"a " * 50_000_000
    ran = built(tmp_path, x_jsonl=b'{"doc_id": "a", "text": "' + text + b'"}\n')
    refused(ran, "x.jsonl: line 1: has 100,000,028 bytes", "split it")
    refused(built(tmp_path / "file", x_txt=text), "x.txt: has 100,000,000 bytes", "split it")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PAR1",
        b"PAR1" + b"\xff" * 100 + b"PAR1",
        pytest.param(pa.table({"a": [1]}), id="other columns"),
        pytest.param(pa.table({"doc_id": [1], "text": ["a"]}), id="numbers for names"),
        pytest.param(pa.table({"doc_id": ["a"], "text": [["a"]]}), id="lists for texts"),
        pytest.param(pa.table({"doc_id": ["a"], "text": [None]}), id="no text"),
        pytest.param(pa.table({"doc_id": ["a"], "text": [b"\xff"]}), id="bytes"),
        pytest.param(pa.table([pa.array(["a"])] * 3, ["doc_id", "text", "text"]), id="two columns of one name"),
    ],
)
def test_an_archive_that_is_none_is_refused(raw: bytes | pa.Table, tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    if isinstance(raw, bytes):
        (tmp_path / "seeds" / "x.parquet").write_bytes(raw)
    else:
        pq.write_table(raw, tmp_path / "seeds" / "x.parquet")
    refused(rebuilt(tmp_path), "x.parquet")


# Records


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "{a=" * 100_000,
        "a" + ".a" * 300_000 + " = 1",
        "[a" + ".a" * 300_000 + "]",
        '"a"' + ' . "a"' * 100_000 + " = 1",
        "'a'" + ".'.'" * 100_000 + " = 1",
    ],
    ids=["lists", "tables", "a key", "a header", "a key in quotes", "dots in quotes"],
)
@pytest.mark.parametrize("name", ["pier.toml", "actors.toml", "dataset.toml"])
def test_deep_nesting_is_refused_at_once(text: str, name: str, tmp_path: Path) -> None:
    ran = built(tmp_path, **{name.replace(".", "_"): text})
    refused(ran, f"{name}: is nested too deeply")


@pytest.mark.parametrize(
    "text",
    ["a = " + "9" * 5000, 'a = "\\ud800"', "a = 2024-02-30", 'a = "\x1b[2J"', "\u202e = 1", "a = 1\na = 1"],
    ids=["a long number", "half a pair", "no date", "a control", "a strange key", "twice"],
)
def test_broken_records_are_refused(text: str, tmp_path: Path) -> None:
    refused(built(tmp_path, pier_toml=text), "pier.toml: ")


def test_what_a_record_says_is_shown_as_it_is_spelt(tmp_path: Path) -> None:
    strange = PIER_RECORDS.replace("Ines Varga", "\\u001b[2J\\u202e\\u200b Varga")
    strange = strange.replace("[source]", '[source]\n"\\u0007" = 1')
    ran = built(tmp_path, pier_toml=strange)
    assert ran.code == DATA
    assert "\\x1b[2J\\u202e\\u200b" in ran.errors
    assert "\\x07" in ran.errors
    assert all(line.isprintable() for line in ran.lines)


@pytest.mark.parametrize("value", ["a\\u202eb", "a\\u200bb", "a\\nb", " a", "e\\u0301", "\\ufeffa", "\\ue000", ""])
def test_what_a_curator_writes_holds_nothing_invisible(value: str, tmp_path: Path) -> None:
    for number, (name, text, old) in enumerate(
        [
            ("actors_toml", ACTORS, '"Ines Varga"'),
            ("pier_toml", PIER_RECORDS, '"date line"'),
            ("dataset_toml", DATASET, '"Harbour news"'),
        ]
    ):
        ran = built(tmp_path / str(number), **{name: text.replace(old, f'"{value}"')})
        assert ran.code == DATA
        assert all(line.isprintable() for line in ran.lines)


REJECTED = '[[rejected]]\nkind="figure"\ntext="zz"\nparagraph=2\nreason="x"\n'
MANY: dict[str, Callable[[int], dict[str, str]]] = {
    "rejections of what is not there": lambda n: {"pier_toml": PIER_RECORDS + REJECTED * n},
    "unknown tables": lambda n: {"pier_toml": "".join(f"[evnts{number}]\n" for number in range(n))},
    "one unknown key each": lambda n: {"pier_toml": PIER_RECORDS + "[[events]]\nidd = 1\n" * n},
    "actors with parents that do not exist": lambda n: {
        "actors_toml": "".join(
            f'[[actors]]\nid = "act-{i}"\nname = "A{i}"\nactor_type = "state"\nparent_actor_id = "act-{"zyx" * 9}{i}"\n'
            for i in range(n)
        )
    },
    "bad lines": lambda n: {"x_jsonl": "{}\n" * n},
}


@pytest.mark.parametrize("many", MANY.values(), ids=MANY)
def test_very_many_faults_are_told_as_one(many: Callable[[int], dict[str, str]], tmp_path: Path) -> None:
    ran = built(tmp_path, **many(2 * MOST))
    assert ran.code == DATA
    assert MOST <= len(ran.faults) <= MOST + 10
    assert "more problems than these" in ran.errors


@pytest.mark.parametrize("length", [201, 70_000])
@pytest.mark.parametrize("name", ["Ines Varga", "Varga"])
def test_a_name_that_no_text_prints_is_refused(name: str, length: int, tmp_path: Path) -> None:
    ran = built(tmp_path, actors_toml=ACTORS.replace(f'"{name}"', f'"{"a" * length}"'))
    refused(ran, f"has {length:,} characters; a name as it is printed has at most 200")


def test_a_name_of_two_hundred_characters_is_found(tmp_path: Path) -> None:
    name = "Varga" * 40
    text = f"“We lost 12 nets,” {name} said.\n"
    assert built(tmp_path, actors_toml=ACTORS.replace('"Varga"', f'"{name}", "Varga"'), nets_txt=text).code == 0
    assert name in {row["exact"] for row in rows(tmp_path, "evidence")}


def test_an_actor_that_is_there_very_often_is_one_fault(tmp_path: Path) -> None:
    actor = '[[actors]]\nid = "act-a"\nname = "A"\nactor_type = "state"\n'
    ran = built(tmp_path, actors_toml=actor * 400)
    refused(ran, "actors[act-a].id: is used more than once (line 1, line 5, line 9 and 397 more)")


CIRCLE = '[[actors]]\nid = "act-a{0}"\nname = "A{0}"\nactor_type = "state"\nparent_actor_id = "act-a{1}"\n'


def test_a_long_circle_of_parents_is_one_fault(tmp_path: Path) -> None:
    count = 2_000
    ran = built(tmp_path, actors_toml="".join(CIRCLE.format(i, (i + 1) % count) for i in range(count)))
    refused(ran, "actors[act-a0].parent_actor_id: leads in a circle: act-a0 > act-a1 > ", " ... ", " > act-a0")


@pytest.mark.stress
def test_a_million_rejections(tmp_path: Path) -> None:
    ran = built(tmp_path, pier_toml=PIER_RECORDS + REJECTED * 1_000_000)
    assert (ran.code, len(ran.faults)) == (DATA, MOST + 1)


# Packages


@pytest.mark.slow
def test_a_package_cannot_make_validate_read_or_write_elsewhere(tmp_path: Path) -> None:
    assert built(tmp_path).code == 0
    (tmp_path / "secret.csv").write_text("a secret\n")
    (tmp_path / "out" / "inside.csv").symlink_to(tmp_path / "secret.csv")
    body = json.loads((tmp_path / "out" / "datapackage.json").read_bytes())
    before = tree(tmp_path)
    secret = str(tmp_path / "secret.csv")
    for path in ("../secret.csv", secret, "inside.csv", "a\0b", "\ud800", "a" * 5000, "data", "."):
        for key in ("path", "schema"):
            changed = json.dumps({**body, "resources": [{**body["resources"][0], key: path}, *body["resources"][1:]]})
            (tmp_path / "out" / "datapackage.json").write_text(changed)
            ran = run("validate", tmp_path / "out")
            assert (ran.code, ran.errors) == (DATA, "")
            assert "a secret" not in ran.output
            assert all(line.isprintable() for line in ran.output.splitlines())
    (tmp_path / "out" / "datapackage.json").write_bytes(before["out/datapackage.json"])
    assert tree(tmp_path) == before
