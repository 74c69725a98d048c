"""Words as spans and spans as words: what a page shows of a file, and what it writes into it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from curating import SCHEMAS, entries_in
from documents import CURATING, section
from drafts import drafted

from publisher.curation.browser.fields import TABLES, keys_of, order_of
from publisher.curation.browser.words import Words, Wrong, spans_in
from publisher.extract.text import read
from seeds import QUAY, QUAY_TOML

ROOT = Path(__file__).parents[3]
TEXT = "🦀 The minister met the unions.\n\nThe minister said “no” to the minister of Oslo on 3 May 2024, 🦀 she said.\n"
ARTICLE = Words(read(TEXT), SCHEMAS)


def values(table: str, toml: str) -> Mapping[str, Any]:
    return ARTICLE.values(table, tomllib.loads(toml))


def written(table: str, key: str, value: Any, home: int = 2) -> list[str]:
    found = {one.name: one for one in keys_of(table, SCHEMAS)}[key]
    return [line for lines in ARTICLE.lines(table, found, value, home).values() for line in lines]


def span(words: str, nth: int = 1) -> list[int]:
    at = -1
    for _ in range(nth):
        at = TEXT.index(words, at + 1)
    return [at, at + len(words)]


def test_spans_count_code_points() -> None:
    found = values("statements", 'paragraph = 2\ncontent_text = "🦀 she said"')
    assert [TEXT[slice(*one)] for one in found["content_text"]] == ["🦀 she said"]


@pytest.mark.parametrize(
    ("table", "key", "value", "line"),
    [
        ("statements", "cue_text", [span("said")], 'cue_text = { text = "said", nth = 1 }'),
        ("statements", "cue_text", [span("met")], 'cue_text = { text = "met", paragraph = 1 }'),
        ("statements", "quoted_text", [span("no")], 'quoted_text = "no"'),
        ("statements", "content_text", [span("“no”"), span("Oslo")], 'content_text = ["“no”", "Oslo"]'),
        (
            "statements",
            "speaker_text",
            [[*span("she"), {"basis": "resolved"}]],
            'speaker_text = { text = "she", basis = "resolved" }',
        ),
        ("events", "mentions", [span("Oslo")], 'mentions = ["Oslo"]'),
        (
            "events",
            "date_edtf",
            {"span": span("3 May 2024"), "value": "2024-05-03", "basis": "explicit"},
            'date_edtf = { text = "3 May 2024", value = "2024-05-03", basis = "explicit" }',
        ),
        ("source", "document_date", {"span": None, "value": "2024-05-03"}, 'document_date = "2024-05-03"'),
        ("statements", "speakers", [{"actor_id": "act-a", "span": None}], 'speakers = ["act-a"]'),
        (
            "events",
            "actors",
            [{"role": "actor", "actor_id": "act-a", "span": span("The minister", 2), "basis": "inferred"}],
            'actors = [{ actor_id = "act-a", role = "actor", text = "The minister", basis = "inferred" }]',
        ),
        (
            "events",
            "places",
            [{"place_name": "Oslo", "where_prec": 1, "span": span("Oslo")}],
            'places = [{ place_name = "Oslo", where_prec = 1, text = "Oslo" }]',
        ),
        ("statements", "reported_by_statement_id", "stm-a", 'reported_by_statement_id = "stm-a"'),
        (
            "statements",
            "reported_by_statement_id",
            {"value": "stm-a", "basis": "inferred"},
            'reported_by_statement_id = { value = "stm-a", basis = "inferred" }',
        ),
        ("figures", "value", 3.0, "value = 3"),
        ("figures", "is_estimate", True, "is_estimate = true"),
        ("events", "note", 'says "no"', "note = 'says \"no\"'"),
        ("actors", "aliases", ["A", "B"], 'aliases = ["A", "B"]'),
        ("waived", "paragraph", 2, "paragraph = 2"),
    ],
)
def test_a_value_is_written_as_a_draft_writes_it_and_read_again(table: str, key: str, value: Any, line: str) -> None:
    assert written(table, key, value) == [line]
    again = values(table, line if key == "paragraph" else f"paragraph = 2\n{line}")[key]
    again = [one[:2] if one[2:] == [{}] else one for one in again] if key == "mentions" else again
    assert again == value or list(spans_in(again)) == list(spans_in(value))


def test_a_mention_has_its_words_among_its_own_keys() -> None:
    assert written("mentions", "text", [span("minister", 3)]) == ["paragraph = 2", "nth = 2", 'text = "minister"']
    both = [span("minister", 2), span("minister", 3)]
    assert written("mentions", "text", both) == [
        "paragraph = 2",
        'text = [{ text = "minister", nth = 1 }, { text = "minister", nth = 2 }]',
    ]
    assert values("mentions", "\n".join(written("mentions", "text", both)))["text"] == both


def test_a_rejection_of_all_occurrences_has_them_all() -> None:
    found = values("rejected", 'text = "minister"\nall = true')
    assert found["text"] == [span("minister", n) for n in (1, 2, 3)]


def test_words_in_the_phrase_of_a_figure_are_looked_for_there_first() -> None:
    found = values("figures", 'paragraph = 2\ntext = "to the minister"\ncounted_text = "minister"')
    assert found["counted_text"] == [span("minister", 3)]


@pytest.mark.parametrize(
    ("table", "toml", "key", "value"),
    [
        ("statements", 'paragraph = 2\ncue_text = "sayed"', "cue_text", [{"lost": "sayed"}]),
        ("statements", "paragraph = 2\ncue_text = 3", "cue_text", [{"lost": "3"}]),
        ("statements", 'paragraph = 9\ncue_text = "said"', "cue_text", [{"lost": "said"}]),
        ("statements", 'paragraph = "2"\ncue_text = "said"', "cue_text", [{"lost": "said"}]),
        ("events", 'paragraph = 2\nactors = "x"', "actors", [{"actor_id": "x", "span": None}]),
        ("events", 'paragraph = 2\ndate_edtf = "2024"', "date_edtf", {"span": None, "value": "2024"}),
        ("rejected", 'text = "zzz"\nall = true', "text", [{"lost": "zzz"}]),
    ],
)
def test_what_is_not_found_is_told_and_stops_nothing(table: str, toml: str, key: str, value: Any) -> None:
    assert values(table, toml)[key] == value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cue_text", [[0, 10_000]]),
        ("cue_text", [[5, 5]]),
        ("cue_text", [[-3, 5]]),
        ("cue_text", [[True, 5]]),
        ("cue_text", [span("inister")]),
        ("cue_text", [[span("met ")[0], span("met ")[1]]]),
        ("cue_text", [[span("unions")[0], span("said")[1]]]),
        ("cue_text", [[*span("Oslo"), {"nth": 3}]]),
        ("cue_text", "said"),
        ("cue_text", [["a", "b"]]),
        ("date_edtf", "2024"),
        ("speakers", ["act-a"]),
        ("speakers", [{"name": "x"}]),
        ("quote_type", {"a": 1}),
        ("quote_type", "\ud800"),
        ("note", ["x"]),
    ],
)
def test_what_has_another_form_is_refused(key: str, value: Any) -> None:
    with pytest.raises(Wrong):
        written("statements", key, value)


def test_every_key_that_is_read_can_be_written() -> None:
    """The keys that the reader names as known, of each table."""
    from publisher.inputs.curated_file import read

    tables = [table for table in TABLES if table not in ("source", "actors")]
    toml = "\n".join(["[source]\nx = 1", *(f"[[{table}]]\nx = 1" for table in tables)])
    problems = read("a.toml", toml.encode(), ARTICLE.document, SCHEMAS).problems
    known = {p.record.table: p.message.partition("known: ")[2] for p in problems if p.field == "x"}
    assert len(known) == len(TABLES) - 1
    for table, names in known.items():
        assert set(order_of(table, SCHEMAS)) - {"todo"} == set(names.split(", ")), table


def entries() -> list[tuple[str, str, str]]:
    """Article, records and authority file: those here, those of the guide, drafts of them."""
    import re

    own = next((ROOT / "seeds").glob("*.txt"))
    guide = section(CURATING, "The rarer forms")
    storm = re.findall(r"```(?:text|toml)\n(.*?)```", guide, re.DOTALL)
    quay = drafted(QUAY)
    return [
        (own.read_text("utf-8"), own.with_suffix(".toml").read_text("utf-8"), ""),
        (storm[0], storm[1], ""),
        (QUAY, QUAY_TOML, ""),
        (QUAY, quay.records, quay.actors),
    ]


@pytest.mark.parametrize(("text", "records", "actors"), entries())
def test_what_is_read_is_written_with_the_same_meaning(text: str, records: str, actors: str) -> None:
    article = Words(read(text), SCHEMAS)
    for entry in entries_in(text, records, actors):
        home, keys = entry.body.get("paragraph", 0), {key.name: key for key in keys_of(entry.table, SCHEMAS)}
        lines = {} if entry.table not in ("events", "statements", "figures") else {"p": [f"paragraph = {home}"]}
        for name, value in entry.values.items():
            if (entry.table, name) == ("rejected", "text") and entry.values.get("all"):
                lines["text"] = [f"text = {entry.body['text']!r}"]
            else:
                lines |= article.lines(entry.table, keys[name], value, home)
        again = tomllib.loads("\n".join(line for some in lines.values() for line in some))
        assert article.values(entry.table, again) == {k: v for k, v in entry.values.items() if v != []}
        assert "lost" not in str(entry.values)


def test_an_entry_of_a_draft_is_written_as_the_draft_has_it() -> None:
    made = drafted(QUAY)
    article = Words(read(QUAY), SCHEMAS)
    for entry in entries_in(QUAY, made.records, made.actors):
        if entry.table == "source" or entry.values.get("all"):
            continue
        keys = {key.name: key for key in keys_of(entry.table, SCHEMAS)}
        lines = {"todo": [f"todo = {entry.todo!r}"], "paragraph": [f"paragraph = {entry.body.get('paragraph')}"]}
        for name, value in entry.values.items():
            lines |= article.lines(entry.table, keys[name], value, entry.body.get("paragraph", 0))
        order = [line for key in order_of(entry.table, SCHEMAS)[1:] for line in lines.get(key, ())]
        order = [line for line in order if line != "paragraph = None"]
        told = [line for line in entry.text.splitlines()[1:] if line != 'reason = ""']
        assert order == [line for line in told if not line.startswith("todo = ")]
