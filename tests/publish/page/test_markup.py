"""Whatever stands in the data becomes text: it cannot open a tag, end an attribute or leave a script element."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_case import parsed

from publisher.publish.page.markup import join, json_text, tag, text


@pytest.mark.parametrize(
    ("child", "expected"),
    [
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("</p><script>", "<p>&lt;/p&gt;&lt;script&gt;</p>"),
        (None, "<p></p>"),
        (False, "<p></p>"),
        (0, "<p>0</p>"),
        (["x", tag("b", "y"), None], "<p>x<b>y</b></p>"),
        ("bell \x07, return \r", "<p>bell \u2407, return \u240d</p>"),
        ("🦀\u2028", "<p>🦀\u2028</p>"),
    ],
)
def test_a_child_is_text_unless_it_is_markup(child: object, expected: str) -> None:
    assert tag("p", child) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("data/a.csv", " href=data/a.csv"),
        ("a b", ' href="a b"'),
        ('"><b>', ' href="&quot;&gt;&lt;b&gt;"'),
        ("a/", ' href="a/"'),  # a bare slash before > reads as the end of the element
        ("", ' href=""'),
        (True, " href"),
        (None, ""),
        (False, ""),
    ],
)
def test_an_attribute_has_quotes_where_it_needs_them(value: object, expected: str) -> None:
    assert tag("a", href=value) == f"<a{expected}></a>"


def test_names_of_attributes_that_python_cannot_write() -> None:
    assert tag("i", class_="x", aria_hidden="true", data_n=1) == "<i class=x aria-hidden=true data-n=1></i>"


def test_end_tags_that_may_be_left_out_are_left_out() -> None:
    assert tag("tr", tag("th", "a"), tag("td", "b")) == "<tr><th>a<td>b"
    assert tag("meta", name="x") == "<meta name=x>"


def test_markup_is_not_escaped_twice() -> None:
    assert join("&", text("&"), tag("b", "&")) == "&amp;&amp;<b>&amp;</b>"


# Control characters are shown as pictures, so they do not come back as they were.
printable = st.text(st.characters(exclude_categories=["Cc", "Cs"]))


@given(printable, printable)
def test_a_reader_of_html_gets_the_same_text_and_attribute(words: str, value: str) -> None:
    (element,) = parsed(tag("p", words, title=value)).children
    assert (element.text, element.attributes) == (words, {"title": value})


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_json_in_a_script_says_the_same_and_cannot_end_it(value: object) -> None:
    written = json_text(value)
    assert "<" not in written
    assert json.loads(written) == value
