"""Whatever the data holds becomes text: it cannot open a tag, end an attribute or leave a script element."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from page_case import parsed

from publisher.publish.page import templates
from publisher.publish.page.words import Words

TEMPLATES = sorted((Path(templates.__file__).parent / "templates").iterdir())
SHOW = '{% from "macros.html" import show, outside %}'


def render(source: str, **values: object) -> str:
    """What a template of this source gives."""
    template = templates.environment().from_string(source)
    return templates.replace_controls(template.render(values))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("</p><script>", "&lt;/p&gt;&lt;script&gt;"),
        ("\"><b x='", "&#34;&gt;&lt;b x=&#39;"),
        (0, "0"),
        ("bell \x07, return \r", "bell \u2407, return \u240d"),
        ("🦀\u2028", "🦀\u2028"),
    ],
)
def test_what_a_template_prints_is_text(value: object, expected: str) -> None:
    assert render("{{ value }}", value=value) == expected


@pytest.mark.parametrize("value", [None, True, False])
def test_what_nobody_wants_to_read_cannot_be_printed(value: object) -> None:
    with pytest.raises(TypeError, match="prints"):
        render("{{ value }}", value=value)


@pytest.mark.parametrize("source", ["{{ value }}", "{{ values.other }}", "{% if value %}{% endif %}", "{{ 1 if no }}"])
def test_a_name_that_is_not_there_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        render(source, values={})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (Words("a < b"), "a &lt; b"),
        (Words("it", "evt-a", "he"), '<a href="#evt-a" lang="he">it</a>'),
        (Words("told", meaning='by "word"'), '<abbr title="by &#34;word&#34;">told</abbr>'),
        (Words("The government", code="GOV"), "The government <small><code>GOV</code></small>"),
        (Words("B", note=Words("claimed", "stm-a")), 'B (<a href="#stm-a">claimed</a>)'),
    ],
)
def test_words(words: Words, expected: str) -> None:
    assert render(SHOW + "{{ show(words) }}", words=words) == expected


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://a.example", None])
def test_only_an_address_of_the_web_is_a_link(url: str | None) -> None:
    source = SHOW + "{{ outside('here', url) }}"
    assert render(source, url=url) == "here"
    assert render(source, url="https://a.example/?a&b") == '<a href="https://a.example/?a&amp;b">here</a>'


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_escapes_and_quotes(path: Path) -> None:
    """There is no way around escaping, data in a tag is between quotes, and none is in a script or a style."""
    source = re.sub(r"\{[#%].*?[#%]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"\|\s*safe\b|autoescape|Markup|\bon[a-z]+=|javascript:|\bstyle=", source)
    printed = re.findall(r"\{\{(.*?)\}\}", source, re.DOTALL)
    marked = ">" + re.sub(r"\{\{.*?\}\}", "\N{WHITE SQUARE}", source, flags=re.DOTALL)
    for found in re.finditer("\N{WHITE SQUARE}", marked):
        tag = marked[: found.start()].rpartition("<")[2]
        if ">" not in tag and tag.count('"') % 2 == 0:  # inside a tag, but not between quotes
            (expression,) = printed[marked[: found.start()].count("\N{WHITE SQUARE}") :][:1]
            assert re.match(r'-? (caller\(|lang\(|level |"id" if )', expression), expression
    for script in re.findall(r"<(?:script|style)[^>]*>(.*?)</", source, re.DOTALL):
        assert script in ("{{ metadata }}", "{{ script }}", "{{ style }}", "")


# Control characters are shown as pictures, so they do not come back as they were.
printable = st.text(st.characters(exclude_categories=["Cc", "Cs"]))


@given(printable, printable)
def test_a_reader_of_html_gets_the_same_text_and_attribute(words: str, value: str) -> None:
    (element,) = parsed(render('<p title="{{ value }}">{{ words }}</p>', words=words, value=value)).children
    assert (element.text, element.attributes) == (words, {"title": value})


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_json_in_a_script_says_the_same_and_cannot_end_it(value: object) -> None:
    written = templates.json_text(value)
    assert "<" not in written
    assert json.loads(written) == value


def test_no_asset_can_end_its_element() -> None:
    for path in (Path(templates.__file__).parent / "assets").iterdir():
        assert "</" not in path.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_extractor_does_not_import_jinja2() -> None:
    """Only a build makes a page."""
    extract = "build.app(['extract', 'README.md'], standalone_mode=False)"
    code = f"import sys, build; {extract}; assert 'jinja2' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3], stdout=subprocess.DEVNULL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the templates, read by a process that may keep compiled modules."""
    shutil.copytree(Path(templates.__file__).parent / "templates", tmp_path / "templates")
    (tmp_path / "__pycache__").mkdir()
    monkeypatch.setattr(templates, "_FOLDER", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def kept(folder: Path) -> list[str]:
    templates.environment.__wrapped__().get_template("cite.html")
    return [path.name for path in (folder / "__pycache__").glob("*")]


def test_what_is_compiled_is_kept_with_the_modules(folder: Path) -> None:
    (name,) = kept(folder)
    assert name.startswith("templates-")
    assert kept(folder) == [name]


def test_where_python_keeps_nothing_neither_do_templates(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept(folder) == []


def test_where_nothing_can_be_kept_templates_are_compiled_again(folder: Path) -> None:
    (folder / "__pycache__").rmdir()
    assert kept(folder) == []
