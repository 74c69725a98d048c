"""HTML in a text is found by its first tag or entity; what looks like it is left alone."""

from __future__ import annotations

import pytest
from linear_time import grows_linearly

from publisher.inputs.markup import markup


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A <p>B</p>", (2, "<p>")),
        ("A</P >", (1, "</P >")),
        ("A<br/>B", (1, "<br/>")),
        ("<a href='x'>A</a>", (0, "<a href='x'>")),
        ("<img\nsrc = x>", (0, "<img\nsrc = x>")),
        ("🦀 <!-- A -->", (2, "<!--")),
        ("<!DOCTYPE html>", (0, "<!DOCTYPE")),
        ("A &amp; <b>B</b>", (2, "&amp;")),
        ("<b>A</b> &amp; B", (0, "<b>")),
        ("A&#8217;s", (1, "&#8217;")),
        ("A&#x2019;s", (1, "&#x2019;")),
        ("R&D; &quot;A&quot;", (5, "&quot;")),
    ],
)
def test_html(text: str, found: tuple[int, str]) -> None:
    assert markup(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 < 2 > 1 & 3",
        "a<b and b>a",
        "<b and c>",
        "R&D; AT&T; Smith & Wesson;",
        "<ann@example.org>",
        "<https://example.org/>",
        "<ORGNAME>Gull</ORGNAME>",
        "<3",
        "&nosuchentity;",
        "&#12345678;",
    ],
)
def test_no_html(text: str) -> None:
    assert markup(text) is None


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["<a ", "<a b=", "<", "&", "&amp", "&#1", "<!-", "&xx;"])
def test_time_grows_linearly(piece: str) -> None:
    assert grows_linearly(markup, piece)
