"""How much of one kind an article may have."""

from __future__ import annotations

import pytest

from publisher.extract import extract, limit


@pytest.mark.parametrize(
    ("unit", "what"),
    [
        ("1 ", "numbers"),
        ("Monday. ", "dates"),
        ("“", "quotation marks"),
        ("“a” he said.\n", "quotations"),
        ("He met Ann. ", "names"),
        ("she went, he said ", "clauses"),
        ("a\n", "paragraphs"),
        ("He said that the rain came. She added that the snow fell.\n", "statements"),
        ("🦀 he said ", "clauses"),
    ],
)
def test_a_text_that_has_too_many_is_refused(unit: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert extract(unit * 3) is not None
    for module in ("marks", "limit"):
        monkeypatch.setattr(f"publisher.extract.{module}.MOST", 20)
    with pytest.raises(limit.TooDense, match="the text: has more than 20 ") as refused:
        extract(unit * (15 if what == "statements" else 30))
    assert what in refused.value.message


def test_as_many_as_there_may_be_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "MOST", 3)
    assert list(limit.few("abc", "letters")) == ["a", "b", "c"]
    with pytest.raises(limit.TooDense, match="has more than 3 letters: split it"):
        list(limit.few("abcd", "letters"))
    assert list(limit.few("", "letters")) == []
