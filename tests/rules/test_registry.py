"""The registry: a decorator makes a rule of a function; rules are applied to rows in memory, article by article or
together; a bug in a rule is never somebody's data."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from rules_case import CASE, package
from rules_quay import SOURCE

from publisher import rules
from publisher.finding import Finding
from publisher.rules import ALL, ONCE, RULES, Rule, apply
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.tables import BY_SOURCE
from publisher.validate.package import check_package


@rule(proof=True)
def has_an_end(window: Window) -> Iterator[Finding]:
    """A text
    has an end."""
    for source in window.column("sources", "source_id"):
        yield Finding(table="sources", row=source, message="goes on")


def test_a_rule_has_its_name_and_documentation_from_the_function() -> None:
    assert (has_an_end.name, has_an_end.documentation) == ("has_an_end", "A text has an end.")


def test_findings_have_the_name_and_the_severity_of_their_rule() -> None:
    window = CASE.window()
    (finding,) = apply([has_an_end], window)
    assert finding == Finding(table="sources", row=SOURCE, rule="has_an_end", message="goes on", severity="error")
    assert [found.severity for found in replace(has_an_end, proof=False)(window)] == ["warning"]
    assert [found.severity for found in replace(has_an_end, proof=False, stops=True)(window)] == ["error"]


def test_every_rule_is_found_once_and_documented() -> None:
    names = [one.name for one in ALL]
    assert len(set(names)) == len(names) > 70
    assert set(RULES) | set(ONCE) == set(ALL) and not set(RULES) & set(ONCE)
    assert all(one.documentation.endswith(".") for one in ALL)


def two_articles(first: str, second: str) -> Window:
    """The article twice, as of two sources in these languages."""
    tables = dict(CASE.window().tables)
    for name in ("sources", *BY_SOURCE):
        rows = tables[name].to_pylist()
        twins = [row | {"source_id": "src-twin"} for row in rows]
        if name == "sources":
            rows[0]["language"], twins[0]["language"] = first, second
        tables[name] = pa.Table.from_pylist([*rows, *twins], schema=tables[name].schema)
    return Window(tables)


@pytest.mark.parametrize(
    ("languages", "judged"),
    [
        (("en", "en-GB"), [SOURCE, "src-twin"]),
        (("en", "fr"), [SOURCE]),
        (("fr", "EN"), ["src-twin"]),
        (("fr", "enm"), []),
    ],
)
def test_a_rule_of_a_language_sees_the_articles_of_that_language(languages: tuple[str, str], judged: list[str]) -> None:
    english = replace(has_an_end, language="en")
    assert [found.row for found in english(two_articles(*languages))] == judged


def test_a_window_of_one_language_has_the_rows_of_its_articles_alone() -> None:
    window = two_articles("en", "fr").of_language("fr")
    assert {source for name in BY_SOURCE for source in window.column(name, "source_id")} == {"src-twin"}
    assert window.of_language("en").tables["event_actors"].num_rows == 0
    assert window.tables["actors"].num_rows == len(CASE.rows["actors"])


def test_a_window_goes_when_nobody_needs_it() -> None:
    """With all rows of its articles; a search for cycles would take longer than many a rule."""
    window = CASE.window()
    gone = weakref.ref(window)
    assert window.of_language("en") is window
    gc.disable()
    try:
        del window
        assert gone() is None
    finally:
        gc.enable()


@rule(proof=True)
def has_a_bug(window: Window) -> Iterator[Finding]:
    """Fails on every row."""
    for source in window.column("sources", "source_id"):
        yield Finding(table="sources", row={}[source])


def only(monkeypatch: pytest.MonkeyPatch, *these: Rule) -> None:
    monkeypatch.setattr(rules, "RULES", these)


def test_a_bug_in_a_rule_is_raised(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        list(apply([has_a_bug], CASE.window()))
    only(monkeypatch, has_a_bug)
    with pytest.raises(RuntimeError, match="the rule has_a_bug has a bug"):
        check_package(package(tmp_path / "p"))


def test_a_rule_that_fails_over_rows_at_fault_is_told_as_not_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    only(monkeypatch, has_a_bug)
    report = check_package(package(tmp_path / "p", CASE.change("events", "evt-raid", event_type="NONE")))
    assert [note for note in report.notes if "has_a_bug" in note] == [
        f"the rule has_a_bug, by rows that break their schemas (KeyError: '{SOURCE}')"
    ]
    assert {finding.rule for finding in report.errors} == {"enum"}


def test_a_rule_that_fails_where_another_finds_a_fault_is_told_as_not_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    only(monkeypatch, has_a_bug, has_an_end)
    report = check_package(package(tmp_path / "p"))
    assert ({finding.rule for finding in report.errors}, len(report.notes)) == ({"has_an_end"}, 1)
