"""The data dictionary says everything the schemas say; README's generated blocks are replaced and seen when stale."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from publisher.publish import excerpt
from publisher.publish.dictionary import render_dictionary
from publisher.publish.excerpt import Days, Excerpt
from publisher.publish.listing import format_size
from publisher.publish.markdown import code, fill, prose, table
from publisher.publish.readme import render_blocks
from publisher.records.codes import applied

FOLDER = Path(__file__).parents[2] / "schemas"
SCHEMAS: dict[str, Any] = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
NOTHING = Excerpt()
GITHUB = MarkdownIt("commonmark").enable("table")


def field(name: str, **properties: Any) -> dict[str, Any]:
    constraints = {"required": False, **properties.pop("constraints", {})}
    common = {"name": name, "type": "string", "description": "Something.", "example": "x", "evidence": "none"}
    return {**common, "origin": "build", "constraints": constraints, **properties}


def schema(*fields: dict[str, Any], **properties: Any) -> dict[str, Any]:
    body = {"title": "Ships", "description": "One row per ship. More is said here.", "fields": list(fields)}
    return {**body, "primaryKey": [fields[0]["name"]], "missingValues": [""], **properties}


def resources(*names: str) -> list[dict[str, Any]]:
    return [
        entry
        for name in names
        for entry in (
            {"name": name, "path": f"data/{name}.csv", "schema": f"schemas/{name}.json", "rows": 1200, "bytes": 999},
            {
                "name": f"{name}-parquet",
                "path": f"data/{name}.parquet",
                "schema": f"schemas/{name}.json",
                "bytes": 2345,
            },
        )
    ]


def shown(markdown: str) -> str:
    """What a reader sees: the rendered text without tags."""
    return html.unescape(re.sub("<[^>]*>", "", GITHUB.render(markdown))).strip()


ALL = render_dictionary(SCHEMAS, {"resources": resources(*SCHEMAS)}, NOTHING)
TEXT = shown(ALL)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_field_and_code_is_said(name: str) -> None:
    for entry in SCHEMAS[name]["fields"]:
        assert f'<a id="{name}-{entry["name"]}"></a>' in ALL
        assert shown(prose(entry["description"])) in TEXT
        assert f"Example: {entry['example']}" in TEXT
        for _, value, meaning in applied(entry):
            called = f" {entry['labels'].get(value, '')} |" if "labels" in entry else ""
            assert f"| {code(value)} |{called} {prose(meaning)} |" in ALL


def test_every_link_within_the_dictionary_has_its_target() -> None:
    targets = set(re.findall(r'<a id="([^"]+)"></a>', ALL))
    links = set(re.findall(r"\]\(#([^)]+)\)", ALL))
    assert len(links) > 100
    assert links - targets == set()


def test_a_field_row_holds_what_the_schema_says() -> None:
    length = field(
        "length_text",
        type="integer",
        unit="metres",
        description="How long.",
        example="12",
        evidence="own",
        origin="curator",
        constraints={"required": True, "minimum": 1, "maxLength": 9},
        vocabulary={"name": "SI", "url": "https://example.org/si"},
    )
    assert (
        '| <a id="ships-length_text"></a>[`length_text`](#ships-length_text) | integer, metres | yes '
        "| How long. At least 1. At most 9 characters. Vocabulary: [SI](https://example.org/si).<br>Example: `12` "
        "| own (`length`) | curator |"
    ) in render_dictionary({"ships": schema(length)}, {}, NOTHING)


def test_a_reference_is_a_link_and_drawn() -> None:
    ports = schema(field("port_id"))
    key = {"fields": ["home_id"], "reference": {"resource": "ports", "fields": ["port_id"]}}
    sister = {"fields": ["sister_id"], "reference": {"resource": "", "fields": ["ship_id"]}}
    ships = schema(
        field("ship_id"),
        field("home_id", constraints={"required": True}),
        field("sister_id"),
        foreignKeys=[key, sister],
    )
    text = render_dictionary({"ports": ports, "ships": ships}, {}, NOTHING)
    assert "Refers to [`ports.port_id`](#ports-port_id)." in text
    assert "Refers to [`ships.ship_id`](#ships-ship_id)." in text
    assert '    ports ||--o{ ships : "home_id"' in text
    assert '    ships |o--o{ ships : "sister_id"' in text


def test_a_key_into_one_of_several_tables_is_spelt_out_and_drawn() -> None:
    fits = {"ships": ["name", "rig"], "ports": ["name"]}
    marks = schema(field("mark_id"), field("record_table"), field("field", fitsField="record_table", fits=fits))
    tables = {"ships": schema(field("ship_id")), "ports": schema(field("port_id")), "marks": marks}
    text = render_dictionary(tables, {}, NOTHING)
    assert '    ships ||..o{ marks : "record_id"' in text
    assert "| `ships` | [`ship_id`](#ships-ship_id) | `name`, `rig` |" in text
    assert "| `ports` | [`port_id`](#ports-port_id) | `name` |" in text


def test_a_reference_that_most_tables_have_is_not_drawn() -> None:
    key = {"fields": ["port_id"], "reference": {"resource": "ports", "fields": ["port_id"]}}
    tables = {name: schema(field(f"{name}_id"), field("port_id"), foreignKeys=[key]) for name in ("ships", "boats")}
    text = render_dictionary({"ports": schema(field("port_id")), **tables}, {}, NOTHING)
    assert "mermaid" not in text
    more = {"x": schema(field("x")), "y": schema(field("y"))}
    text = render_dictionary({"ports": schema(field("port_id")), **tables, **more}, {}, NOTHING)
    assert '    ports |o--o{ boats : "port_id"' in text


def test_few_codes_stand_in_the_row_and_a_list_used_twice_is_given_once() -> None:
    kinds = {"sail": "Moved by wind.", "steam": "Moved by fire."}
    text = render_dictionary(
        {"ships": schema(field("kind", codes=kinds), field("former_kind", codes=kinds))}, {}, NOTHING
    )
    assert text.count("One of `sail`, `steam` ([meanings](#codes-ships-kind)).") == 2
    assert "Used in [`ships.kind`](#ships-kind), [`ships.former_kind`](#ships-former_kind)." in text
    assert text.count("Moved by wind.") == 1


def test_codes_that_go_with_another_field_say_with_which_of_its_codes() -> None:
    kinds, rigs = {"sail": "By wind.", "steam": "By fire."}, {"sloop": "One mast."}
    rig = field("rig", codes=rigs, fitsField="kind", fits={"sail": ["sloop"], "steam": []})
    text = render_dictionary({"ships": schema(field("kind", codes=kinds), rig)}, {}, NOTHING)
    assert "| Code | Meaning | Goes with `kind` |" in text
    assert "| `sloop` | One mast. | `sail` |" in text


def test_a_code_that_means_several_things_has_a_row_for_each() -> None:
    rigs = {"sloop": "One mast.", "full": "All there is."}
    fits = {"sail": ["sloop", "full"], "steam": ["full"], "oars": ["full"]}
    rig = field("rig", codes=rigs, fitsField="kind", fits=fits, codesBy={"sail": {"full": "All sails."}})
    text = render_dictionary({"ships": schema(field("kind"), rig)}, {}, NOTHING)
    assert "| `full` | All sails. | `sail` |\n| `full` | All there is. | `steam`, `oars` |" in text


def test_a_code_that_no_reader_knows_has_a_name() -> None:
    sail = field("sail", codes={"1": "It is up."}, labels={"1": "set"})
    text = render_dictionary({"ships": schema(sail)}, {}, NOTHING)
    assert "| Code | Name | Meaning |\n| --- | --- | --- |\n| `1` | set | It is up. |" in text


def test_a_long_code_list_is_folded() -> None:
    codes = {f"c{number}": f"Meaning {number}." for number in range(101)}
    assert "<summary>101 codes</summary>" in render_dictionary(
        {"ships": schema(field("code", codes=codes))}, {}, NOTHING
    )
    del codes["c100"]
    assert "<summary>" not in render_dictionary({"ships": schema(field("code", codes=codes))}, {}, NOTHING)


def test_the_order_is_that_of_the_resources_and_a_table_without_resource_comes_last() -> None:
    schemas = {name: schema(field(f"{name}_id")) for name in ("a", "b", "c")}
    text = render_dictionary(schemas, {"resources": resources("c", "a")}, NOTHING)
    assert re.findall(r"^## `(.)`$", text, re.MULTILINE) == ["c", "a", "b"]
    assert "| [`b`](#b) | One row per ship. |  | `b_id` |  |  |" in text


def test_the_contents_name_tables_and_code_lists() -> None:
    text = render_dictionary({"ships": schema(field("kind", codes={"sail": "By wind."}))}, {}, NOTHING)
    assert "* [Tables](#tables): [`ships`](#ships)\n" in text
    assert "* [Code lists](#code-lists): [`kind`](#codes-ships-kind)\n" in text


def test_a_row_as_it_is_stands_below_the_fields() -> None:
    row = {"ship_id": "s|1", "name": "*Aurora* " + "a" * 200}
    text = render_dictionary({"ships": schema(field("ship_id"), field("name"))}, {}, Excerpt(rows={"ships": row}))
    assert r"| `ship_id` | `s\|1` |" in text
    assert f"| `name` | `*Aurora* {'a' * 110}…` |" in text
    assert "A row of this dataset" not in render_dictionary({"ships": schema(field("ship_id"))}, {}, NOTHING)


def test_the_row_is_the_fullest_and_its_cells_are_those_of_the_csv(tmp_path: Path) -> None:
    columns: dict[str, Any] = {
        "name": ["a", "b", "c"],
        "length": [None, 2.0, 3.0],
        "sails": [True, None, None],
        "launched": pa.array([None, date(1900, 1, 2), None]),
    }
    table = pa.table(columns)
    pq.write_table(table, tmp_path / "ships.parquet")
    pq.write_table(table.slice(0, 0), tmp_path / "ports.parquet")
    assert excerpt.read(tmp_path, ["ships", "ports"]) == Excerpt(
        rows={"ships": {"name": "b", "length": "2", "launched": "1900-01-02"}, "ports": {}}
    )


def test_the_days_of_articles_and_events_are_the_first_and_the_last(tmp_path: Path) -> None:
    dates = {"date_start": [None, date(2031, 5, 4), None], "date_end": [date(2031, 5, 2), date(2031, 5, 9), None]}
    pq.write_table(pa.table(dates), tmp_path / "events.parquet")
    pq.write_table(pa.table({"document_date": pa.array([None], pa.date32())}), tmp_path / "sources.parquet")
    assert excerpt.read(tmp_path, ["events", "sources"]).days == {"events": Days("2031-05-02", "2031-05-09", 2)}


def test_the_descriptor_says_which_dataset_it_is() -> None:
    licences = [{"name": "CC0-1.0", "path": "https://example.org/cc0"}]
    text = render_dictionary(
        {}, {"title": "Ships *1900*", "version": "2.1.0", "licenses": licences, "description": "Of\nports."}, NOTHING
    )
    assert "\nShips \\*1900\\*, version 2.1.0, [CC0-1.0](https://example.org/cc0)\n\nOf ports.\n" in text


def test_the_queries_of_the_dictionary_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"evidence_id": "e1", "record_table": "statements", "exact": "said", "field": "cue", "char_start": "3"}
    for name, rows in {
        "statements": [{"statement_id": "s1"}],
        "event_actors": [{"event_id": "v1", "actor_id": "a1", "role": "actor", "evidence_id": "e1"}],
        "evidence": [{**words, "record_id": "s1", "char_end": "7"}, {**words, "evidence_id": "e2", "record_id": "s2"}],
    }.items():
        header = [entry["name"] for entry in SCHEMAS[name]["fields"]]
        lines = [",".join(row.get(column, "") for column in header) for row in rows]
        (tmp_path / f"{name}.csv").write_text("\n".join([",".join(header), *lines]) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    queries = re.findall(r"```sql\n(.*?)```", ALL, re.DOTALL)
    assert [duckdb.connect().execute(query).fetchall() for query in queries] == [
        [("s1", "cue", "said", 3, 7)],
        [("v1", "a1", "actor", "said")],
    ]


@given(
    st.text(alphabet=st.one_of(st.sampled_from(r"\*_[]<>&~|#-+=!1.) $:(a"), st.characters(codec="utf-8")), max_size=30)
)
def test_no_text_is_taken_for_markup(text: str) -> None:
    """Read back from the rendered page, a text is what it was, but for white space; so too within a table."""
    plain = " ".join(text.replace("`", "'").replace("\0", "").split())
    assert " ".join(shown(prose(plain)).split()) == plain
    assert " ".join(shown(table(["a"], [["b" + prose(plain)]])).split()) == f"a b{plain}"


@given(st.text(alphabet=r"`|\ a<&*😀", max_size=12))
def test_a_code_span_shows_the_value(value: str) -> None:
    cells = re.findall("<td>(.*?)</td>", GITHUB.render(table(["a"], [[code(f"a{value}a")]])), re.DOTALL)
    assert [html.unescape(cell) for cell in cells] == [f"<code>a{value}a</code>"]


def test_code_spans_in_a_description_stay() -> None:
    assert prose("Set where `a|b_*` is <set>, not `") == r"Set where `a|b_*` is \<set\>, not \`"


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (12_345_678_901, "12.3 GB"),
    ],
)
def test_sizes_for_people(count: int, expected: str) -> None:
    assert format_size(count) == expected.replace(" ", "\u00a0")


def test_the_blocks_of_readme() -> None:
    licences = [{"name": "CC0-1.0", "title": "Public *domain*"}, {"name": "ODbL-1.0"}]
    descriptor = {
        "title": "Ships *1900*",
        "version": "2.1.0",
        "created": "2031-05-10T00:00:00Z",
        "resources": resources("ships"),
        "licenses": licences,
    }
    filled = render_blocks({"ships": schema(field("ship_id"), field("name"))}, descriptor, NOTHING)
    assert filled == {
        "about": "| Dataset | Ships \\*1900\\* |\n"
        "| --- | --- |\n"
        "| Holds | 1,200 rows in 1 table |\n"
        "| Articles | 0 articles |\n"
        "| Events | 0 events |\n"
        "| Version | `2.1.0` of 2031-05-10 |\n"
        r"| Licence | [Public \*domain\*](LICENSE-DATA), [ODbL-1.0](LICENSE-DATA) |",
        "contents": "| Table | What it holds | Rows | Columns | CSV | Parquet |\n"
        "| --- | --- | ---: | ---: | ---: | ---: |\n"
        "| [`ships`](data/README.md#ships) | One row per ship. | 1,200 | 2 "
        "| [999\u00a0B](data/ships.csv) | [2.3\u00a0kB](data/ships.parquet) |",
        "licence": r"Data: [Public \*domain\*](LICENSE-DATA), [ODbL-1.0](LICENSE-DATA).",
    }


@pytest.mark.parametrize(
    ("days", "articles", "events"),
    [
        ({}, "3 articles", "1 event"),
        ({"sources": Days("2031-05-02", "2031-05-02", 3)}, "3 articles, dated 2031-05-02", "1 event"),
        (
            {"sources": Days("2031-05-02", "2031-05-10", 2), "events": Days("2030-01-01", "2031-05-09", 1)},
            "3 articles; 2 with a date, between 2031-05-02 and 2031-05-10",
            "1 event; 1 with a date, on 2030-01-01 at the earliest and 2031-05-09 at the latest",
        ),
    ],
)
def test_the_days_that_articles_and_events_bear(days: dict[str, Days], articles: str, events: str) -> None:
    listed = {
        "resources": [
            {"schema": f"schemas/{name}.json", "path": f"{name}.csv", "rows": rows, "bytes": 1}
            for name, rows in (("sources", 3), ("events", 1))
        ]
    }
    about = render_blocks({name: schema(field("id")) for name in ("sources", "events")}, listed, Excerpt(days=days))[
        "about"
    ]
    assert f"| Articles | {articles} |" in about
    assert f"| Events | {events} |" in about


OLD = "# Title\n\n<!-- generated: contents -->\nold\n<!-- /generated -->\n\nEnd with \U0001f600\n"


def test_a_block_is_replaced_and_the_rest_stays() -> None:
    filled = fill(OLD, {"contents": r"new \1"})
    assert filled == OLD.replace("old", r"new \1")
    assert fill(filled, {"contents": r"new \1"}) == filled


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "found none, expected contents"),
        (OLD + OLD, "found contents, contents, expected contents"),
        (OLD.replace("contents", "content"), "found content, expected contents"),
        ("<!-- generated: contents -->\n", "never closed"),
        ("a\n<!-- /generated -->", "line 2: found <!-- /generated -->"),
        (OLD.replace("old", "<!-- generated: more -->"), "line 4: found <!-- generated: more -->"),
    ],
)
def test_markers_that_do_not_fit_are_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        fill(text, {"contents": "new"})
