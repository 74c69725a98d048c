"""Spans become nested pieces of the text; crossing ones are cut, and every character keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.publish.page.spans import Close, Open, Run, Span, Token, handles, paragraphs, pieced, tokens


def drawn(text: str, spans: list[Span], within: Span | None = None) -> str:
    """The tokens as brackets around the text: [ begins a span, { goes on with one that was cut, ] ends a piece."""
    marks = {True: "[", False: "{"}
    found = []
    for token in tokens(within or (0, len(text)), spans):
        if isinstance(token, Open):
            found.append(marks[token.first])
        else:
            found.append("]" if isinstance(token, Close) else text[token.start : token.end])
    return "".join(found)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "abcdef"),
        ([(0, 6)], "[abcdef]"),
        ([(1, 3)], "a[bc]def"),
        ([(1, 3), (3, 5)], "a[bc][de]f"),
        ([(1, 3), (1, 5)], "a[[bc]de]f"),
        ([(2, 5), (1, 5)], "a[b[cde]]f"),
        ([(1, 4), (2, 6)], "a[b[cd]]{ef]"),
        ([(0, 3), (1, 4), (2, 6)], "[a[b[c]]]{{d]ef]"),
        ([(2, 2)], "abcdef"),
        ([(1, 3), (1, 3)], "a[bc]def"),
    ],
)
def test_spans_as_brackets(spans: list[Span], expected: str) -> None:
    assert drawn("abcdef", spans) == expected


def test_only_what_lies_within_is_drawn() -> None:
    assert drawn("abcdef", [(0, 3), (1, 6), (5, 6)], within=(2, 5)) == "{{c]de]"


def test_positions_are_code_points() -> None:
    assert drawn("🦀🦀x", [(1, 2)]) == "🦀[🦀]x"


limits = st.integers(0, 12)
some_spans = st.lists(st.tuples(limits, limits).map(lambda pair: (min(pair), max(pair))), max_size=8)


@given(some_spans)
def test_the_text_is_whole_and_every_span_is_covered_once(spans: list[Span]) -> None:
    text = "abcdefghijkl"
    sequence = tokens((0, 12), spans)
    runs = [token for token in sequence if isinstance(token, Run)]
    assert "".join(text[run.start : run.end] for run in runs) == text
    depth: list[Span] = []
    covered: dict[Span, list[int]] = {}
    begun = []
    for token in sequence:
        if isinstance(token, Open):
            depth.append(token.span)
            begun += [token.span] * token.first
        elif isinstance(token, Close):
            depth.pop()
        else:
            assert token.span == (depth[-1] if depth else None)
            for span in depth:
                covered.setdefault(span, []).extend(range(token.start, token.end))
    assert not depth
    wanted = {span for span in spans if span[0] < span[1]}
    assert covered == {span: list(range(*span)) for span in wanted}
    assert sorted(begun) == sorted(wanted)


def links(text: str, spans: list[Span]) -> dict[Span, str]:
    sequence: list[Token] = tokens((0, len(text)), spans)
    return {span: text[start:end] for span, (start, end) in handles(text, 0, sequence).items()}


def test_a_span_is_linked_on_its_longest_words() -> None:
    assert links("to the old harbour", [(0, 18), (3, 6)]) == {(0, 18): " old harbour", (3, 6): "the"}


def test_a_span_without_words_of_its_own_has_no_link() -> None:
    assert links("old, new", [(0, 8), (0, 3), (5, 8)]) == {(0, 3): "old", (5, 8): "new"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("one\n\n  two \nthree", ["one", "two", "three"]),
        ("one\r\ntwo\u2028still two", ["one", "two\u2028still two"]),
    ],
)
def test_paragraphs_are_lines_that_are_not_blank(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


def test_a_text_that_may_not_be_shown_is_pieced_together_from_evidence() -> None:
    text, stretches = pieced([(9, 12, "xyz"), (2, 5, "abc"), (4, 7, "cde"), (7, 8, "f")])
    assert text == "  abcdef xyz"
    assert [text[start:end] for start, end in stretches] == ["abcdef", "xyz"]


def test_without_evidence_nothing_is_pieced_together() -> None:
    assert pieced([]) == ("", [])
