"""Strict reading of TOML: every key known, every value of the type and in the range that its column allows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from publisher.inputs.toml_fields import TomlFile, plain, to_decide, toml, violation
from publisher.problem import EntryName, Refused
from publisher.schemas import Field, parse


def column(kind: str, **constraints: Any) -> Field:
    fields = [{"name": "x", "type": kind, "constraints": constraints}]
    return parse("t", {"title": "T", "description": "T.", "fields": fields}).field("x")


@pytest.mark.parametrize(
    ("kind", "constraints", "value"),
    [
        ("string", {}, "a"),
        ("string", {"maxLength": 2}, "ab"),
        ("string", {"enum": ["a", "b"]}, "b"),
        ("string", {"pattern": "^[a-c]+$"}, "abc"),
        ("integer", {"minimum": 1, "maximum": 3}, 3),
        ("number", {}, 1),
        ("number", {}, 1.5),
        ("boolean", {}, False),
        ("date", {}, date(2024, 5, 2)),
    ],
)
def test_a_value_that_the_column_may_hold(kind: str, constraints: dict[str, Any], value: object) -> None:
    assert violation(column(kind, **constraints), value) == ""


@pytest.mark.parametrize(
    ("kind", "constraints", "value", "says"),
    [
        ("string", {}, 1, "is 1, a whole number; write a text in quotes"),
        ("string", {}, ["a"], "is a list; write a text in quotes"),
        ("integer", {}, True, "is True, true or false; write a whole number"),
        ("integer", {}, 1.0, "is 1.0, a number; write a whole number"),
        ("number", {}, "1", 'is "1", a text; write a number'),
        ("number", {}, float("inf"), "inf is no number below 2^53 in size; write one that is"),
        ("integer", {"minimum": 1, "maximum": 3}, 0, "0 is not between 1 and 3"),
        ("boolean", {}, 1, "is 1, a whole number; write true or false"),
        (
            "date",
            {},
            datetime(2024, 5, 2),
            "is 2024-05-02 00:00:00, a date or time; write a date YYYY-MM-DD without quotes",
        ),
        ("string", {"maxLength": 2}, "abc", "has 3 characters; at most 2"),
        (
            "string",
            {"enum": ["actor", "recipient"]},
            "acter",
            '"acter" is no code of this list (did you mean "actor"?); known: actor, recipient',
        ),
    ],
)
def test_a_value_that_it_may_not(kind: str, constraints: dict[str, Any], value: object, says: str) -> None:
    assert violation(column(kind, **constraints), value) == says


@pytest.mark.parametrize("text", ["a", "a b", "é", "日本", "“a”"])
def test_a_plain_text(text: str) -> None:
    assert plain(text) == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", '"" is empty or has white space at its ends; remove it'),
        ("a ", '"a " is empty or has white space at its ends; remove it'),
        ("a\u200bb", '"a\u200bb" holds the invisible character U+200B; remove it'),
        ("a\tb", '"a\tb" holds the invisible character U+0009; remove it'),
        ("a\u202eb", '"a\u202eb" holds the invisible character U+202E; remove it'),
        ("\ue000", '"\ue000" holds the invisible character U+E000; remove it'),
        ("e\u0301", '"e\u0301" is not in Unicode normal form C; type it anew'),
    ],
)
def test_a_text_that_is_not_plain(text: str, says: str) -> None:
    assert plain(text) == says


def said(entry: dict[str, Any], known: tuple[str, ...], needed: tuple[str, ...]) -> list[str]:
    file = TomlFile("a.toml")
    file.keys(EntryName("r"), entry, known, needed)
    return list(map(str, file.problems))


def test_keys_are_known_and_complete() -> None:
    wanted = ("id", "text", "nth"), ("id", "text")
    assert said({"id": 1, "text": 2}, *wanted) == []
    assert said({"id": 1, "txet": 2}, *wanted) == [
        'a.toml: r.txet: is no key of this record (did you mean "text"?); known: id, nth, text',
        "a.toml: r.text: is missing; write it",
    ]


def test_what_is_still_to_do_may_be_empty_or_lack_a_key() -> None:
    draft = {"todo": "say why", "reason": "", "id": 1}
    assert to_decide(draft) == {"todo": "say why", "id": 1}
    assert said(dict(to_decide(draft)), ("id", "reason"), ("id", "reason")) == []
    assert to_decide({"reason": ""}) == {"reason": ""}


def test_records_are_tables() -> None:
    file = TomlFile("a.toml")
    assert file.entries({"a": [{"x": 1}]}, "a") == [{"x": 1}]
    assert file.entries({}, "a") == []
    assert file.problems == []
    for wrong in ({"x": 1}, [1], "x"):
        assert file.entries({"a": wrong}, "a") == []
    ends = "write each record under [[a]]"
    found = [problem.within for problem in file.problems]
    assert found == [f"a: is a table; {ends}", f"a: is a list; {ends}", f'a: is "x", a text; {ends}']


def test_cells_are_those_that_the_columns_may_hold() -> None:
    file = TomlFile("a.toml")
    fields = {"x": column("integer"), "y": column("string"), "z": column("boolean")}
    assert file.cells(EntryName("r"), {"x": 1, "y": 2}, fields) == {"x": 1}
    assert [problem.within for problem in file.problems] == ["r.y: is 2, a whole number; write a text in quotes"]


@pytest.mark.parametrize(
    "text",
    [
        "a = ",
        "a = 1\na = 2",
        "a = " + "9" * 5000,
        'a = "\\ud800"',
        "a = 2024-02-30",
        'a = "\x1b[2J"',
        "\u202e = 1",
    ],
    ids=["no value", "twice", "a long number", "half a pair", "no date", "a control", "a strange key"],
)
def test_no_toml_is_one_fault(text: str) -> None:
    with pytest.raises(Refused) as refused:
        toml("a.toml", text.encode())
    assert len(refused.value.problems) == 1


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
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    with pytest.raises(Refused, match="is nested too deeply"):
        toml("a.toml", text.encode())
