"""Words, titles and addresses from anybody are published as they are, and do nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]
from command import ACTORS, DATASET, PIER_RECORDS, briefly, seeds, thoroughly
from hostile_case import DATA, built, rebuilt, rows
from markdown_it import MarkdownIt


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


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
    dataset = DATASET.replace("https://creativecommons.org/licenses/by/4.0/", address)
    dataset = f'homepage = "{address}"\n{dataset}path = "{address}"\n'
    records = PIER_RECORDS.replace("[source]", f'[source]\nurl = "{address}"')
    ran = built(tmp_path, dataset_toml=dataset, pier_toml=records)
    assert ran.code == DATA
    places = ["homepage", "licence.path", "contributors[number 1].path", "source.url"]
    assert sorted(fault.split(": ")[1] for fault in ran.faults) == sorted(places)
    assert all("is no web address" in fault for fault in ran.faults)


def test_a_name_is_no_pattern(tmp_path: Path) -> None:
    aliases = [".*", "(", "[a-z]+", "a|b", "\\", "(?:a+)+$", "^", "Varga.", "\\b", "{{x}}"]
    text = f"“We lost 12 nets,” the {', the '.join(aliases)} said. Nothing else, {'a' * 40}b.\n"
    assert built(tmp_path, actors_toml=ACTORS.replace('["Varga"]', json.dumps(aliases)), nets_txt=text).code == 0
    evidence = [row for row in rows(tmp_path, "evidence") if row["source_id"] == "src-nets"]
    named = {row["exact"] for row in evidence if row["field"] == "name"}
    assert named
    assert named <= set(aliases)
