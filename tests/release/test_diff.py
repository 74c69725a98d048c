"""`diff`: what changed between two packages, row by row, and the version step that asks for."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from publisher.problem import Refused
from publisher.release.diff import ROWS_NAMED, compare

BOATS: dict[str, Any] = {
    "fields": [
        {"name": "boat_id", "type": "string", "description": "Its id."},
        {"name": "name", "type": "string"},
        {"name": "length", "type": "integer", "constraints": {"minimum": 1}},
        {"name": "kind", "type": "string", "constraints": {"enum": ["ferry", "tug"]}},
    ],
    "primaryKey": ["boat_id"],
}
CREWS = {
    "fields": [{"name": "boat_id", "type": "string"}, {"name": "sailor", "type": "string"}],
    "primaryKey": ["boat_id", "sailor"],
}
FLEET = """boat_id,name,length,kind
boat-anna,Anna,12,ferry
boat-berta,Berta ⛴,,tug
boat-carl,"Carl, the 2nd",30,
"""


def package(folder: Path, tables: dict[str, tuple[dict[str, Any], str]], **about: Any) -> Path:
    """A package of CSV tables: name -> schema and text."""
    folder.mkdir(parents=True)
    resources = []
    for name, (schema, text) in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
        resources.append({"name": name, "path": f"{name}.csv", "type": "table", "schema": schema})
    body = {"name": "fleet", "version": "1.2.3", **about, "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(body), encoding="utf-8")
    return folder


def report(tmp_path: Path, new: str = FLEET, schema: dict[str, Any] | None = None, **about: Any) -> list[str]:
    """The lines of the report on the fleet and a later state of it."""
    old = package(tmp_path / "old", {"boats": (BOATS, FLEET)})
    return compare(old, package(tmp_path / "new", {"boats": (schema or BOATS, new)}, **about)).splitlines()


def changed(name: str, **properties: Any) -> dict[str, Any]:
    """The schema of the boats with other properties of one field."""
    fields = [{**field, **properties} if field["name"] == name else field for field in BOATS["fields"]]
    return {**BOATS, "fields": fields}


def without(name: str) -> dict[str, Any]:
    return {**BOATS, "fields": [field for field in BOATS["fields"] if field["name"] != name]}


def test_the_same_package_asks_for_nothing(tmp_path: Path) -> None:
    assert report(tmp_path)[-1] == "nothing changed: no new version needed"


def test_a_new_version_number_alone_is_no_change(tmp_path: Path) -> None:
    assert report(tmp_path, version="1.3.0", created="2024-03-04T00:00:00Z")[-1].startswith("nothing changed")


def test_a_changed_cell_is_shown_with_both_values_and_asks_for_a_patch(tmp_path: Path) -> None:
    lines = report(tmp_path, FLEET.replace("Anna,12", "Anna,13").replace("⛴,,", "⛴,8,"), version="1.2.4")
    assert lines[-6:-2] == [
        "Rows",
        "  boats: 3 -> 3 rows: 0 added, 0 removed, 2 changed",
        '    ~ boat-anna "Anna": length "12" -> "13"',
        '    ~ boat-berta "Berta ⛴": length none -> "8"',
    ]
    assert lines[-1] == "asks for: patch (1.2.3 -> 1.2.4 or later); the new package is 1.2.4: enough"


def test_a_new_row_asks_for_a_minor_version(tmp_path: Path) -> None:
    lines = report(tmp_path, FLEET + "boat-dora,Dora,5,tug\n", version="1.2.4")
    assert '    + boat-dora "Dora"' in lines
    assert lines[-1] == "asks for: minor (1.2.3 -> 1.3.0 or later); the new package is 1.2.4: too small"


def test_an_id_that_is_gone_asks_for_a_major_version(tmp_path: Path) -> None:
    lines = report(tmp_path, FLEET.replace("boat-anna", "boat-anne"))
    assert "    gone: 1 id: boat-anna (major)" in lines
    assert {'    - boat-anna "Anna"', '    + boat-anne "Anna"'} <= set(lines)
    assert lines[-1].startswith("asks for: major (1.2.3 -> 2.0.0 or later)")


def test_rows_in_another_order_are_a_patch(tmp_path: Path) -> None:
    head, *rows = FLEET.splitlines(keepends=True)
    lines = report(tmp_path, head + "".join(reversed(rows)))
    assert "  boats: 3 -> 3 rows: 0 added, 0 removed, 0 changed, in another order" in lines
    assert "asks for: patch" in lines[-1]


def test_a_row_that_changed_may_have_moved_as_well(tmp_path: Path) -> None:
    head, anna, berta, carl = FLEET.splitlines(keepends=True)
    lines = report(tmp_path, head + berta.replace("tug", "ferry") + anna + carl)
    assert "  boats: 3 -> 3 rows: 0 added, 0 removed, 1 changed, in another order" in lines
    assert '    ~ boat-berta "Berta ⛴": kind "tug" -> "ferry"' in lines


def test_a_row_more_or_less_is_no_other_order(tmp_path: Path) -> None:
    head, _, berta, carl = FLEET.splitlines(keepends=True)
    lines = report(tmp_path, head + "boat-dora,Dora,5,tug\n" + berta.replace("tug", "ferry") + carl)
    assert "  boats: 3 -> 3 rows: 1 added, 1 removed, 1 changed" in lines


def test_the_same_rows_written_in_another_way_are_no_change(tmp_path: Path) -> None:
    quoted = FLEET.replace("Anna", '"Anna"').replace("\n", "\r\n")
    assert report(tmp_path, quoted)[-1].startswith("nothing changed")


@pytest.mark.parametrize(
    ("schema", "line", "step"),
    [
        (without("kind"), "boats.kind: field removed (major)", "major"),
        (changed("length", type="number"), "boats.length: type integer -> number (major)", "major"),
        (changed("name", format="uri"), "boats.name: format default -> uri (major)", "major"),
        (
            changed("kind", constraints={"enum": ["ferry", "tug", "ark"]}),
            "boats.kind: code added: ark (minor)",
            "minor",
        ),
        (changed("kind", constraints={"enum": ["tug"]}), "boats.kind: code removed: ferry (patch)", "patch"),
        (changed("length", constraints={"minimum": 0}), "boats.length: constraint minimum 1 -> 0 (patch)", "patch"),
        (changed("length", constraints={}), "boats.length: constraint minimum 1 -> none (patch)", "patch"),
        (
            changed("boat_id", description="Its name."),
            "boats.boat_id: description or another property changed (patch)",
            "patch",
        ),
        ({**BOATS, "primaryKey": ["name"]}, "boats: primary key boat_id -> name (major)", "major"),
        ({**BOATS, "title": "Boats"}, "boats: description or another property changed (patch)", "patch"),
    ],
)
def test_changes_of_the_schema(tmp_path: Path, schema: dict[str, Any], line: str, step: str) -> None:
    text = FLEET
    if len(schema["fields"]) < 4:
        text = 'boat_id,name,length\nboat-anna,Anna,12\nboat-berta,Berta ⛴,\nboat-carl,"Carl, the 2nd",30\n'
    lines = report(tmp_path, text, schema)
    assert f"  {line}" in lines
    assert f"asks for: {step} " in lines[-1]


def test_a_new_field_is_minor_and_shifts_no_cell(tmp_path: Path) -> None:
    schema = {**BOATS, "fields": [{"name": "flag", "type": "string"}, *BOATS["fields"]]}
    head, *rows = FLEET.splitlines(keepends=True)
    lines = report(tmp_path, f"flag,{head}" + "".join(f"SE,{row}" for row in rows), schema)
    assert lines[2:-2] == ["", "Schemas", "  boats.flag: field added (string) (minor)"]


def test_a_table_that_is_new_or_gone(tmp_path: Path) -> None:
    crews = (CREWS, "boat_id,sailor\nboat-anna,Ola\n")
    one = package(tmp_path / "one", {"boats": (BOATS, FLEET)})
    two = package(tmp_path / "two", {"boats": (BOATS, FLEET), "crews": crews})
    assert "  crews: table added (minor)" in (there := compare(one, two).splitlines())
    assert "asks for: minor" in there[-1]
    assert "  crews: table removed (major)" in (back := compare(two, one).splitlines())
    assert "asks for: major" in back[-1]


def test_rows_without_an_id_of_their_own_may_come_and_go(tmp_path: Path) -> None:
    def crews(*sailors: str) -> dict[str, tuple[dict[str, Any], str]]:
        return {"crews": (CREWS, "boat_id,sailor\n" + "".join(f"boat-anna,{name}\n" for name in sailors))}

    old = package(tmp_path / "old", crews("Ola", "Per"))
    replaced = compare(old, package(tmp_path / "replaced", crews("Ola", "Siv"))).splitlines()
    assert {"    + boat-anna Siv", "    - boat-anna Per"} <= set(replaced)
    assert "asks for: patch" in replaced[-1]
    more = compare(old, package(tmp_path / "more", crews("Ola", "Per", "Siv")))
    assert "asks for: minor" in more
    fewer = compare(old, package(tmp_path / "fewer", crews("Ola")))
    assert "asks for: patch" in fewer


def test_hashed_ids_may_vanish_but_only_of_automatic_rows(tmp_path: Path) -> None:
    schema = {
        "fields": [{"name": "figure_id", "type": "string"}, {"name": "method", "type": "string"}],
        "primaryKey": ["figure_id"],
    }

    def figures(folder: str, *rows: str) -> Path:
        text = "figure_id,method\n" + "".join(f"{row}\n" for row in rows)
        return package(tmp_path / folder, {"figures": (schema, text)})

    automatic = figures("automatic", "fig-0123456789abcdef,automatic", "fig-crew,manual")
    manual = figures("manual", "fig-0123456789abcdef,manual", "fig-crew,manual")
    neither = figures("neither", "fig-crew,manual")
    assert "asks for: patch" in compare(automatic, neither)
    assert "asks for: major" in compare(manual, neither)


def test_evidence_and_candidates_are_exempt_by_their_ids(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "evidence_id", "type": "string"}], "primaryKey": ["evidence_id"]}
    old = package(tmp_path / "old", {"evidence": (schema, "evidence_id\nevd-0123456789abcdef\n")})
    new = package(tmp_path / "new", {"evidence": (schema, "evidence_id\nevd-fedcba9876543210\n")})
    assert "asks for: patch" in compare(old, new)


def test_metadata_with_old_and_new_value(tmp_path: Path) -> None:
    lines = report(tmp_path, title="Boats", keywords=["sea"])
    assert '  title: none -> "Boats"' in lines
    assert "asks for: patch" in lines[-1]


def test_of_a_list_only_what_differs_is_shown(tmp_path: Path) -> None:
    one = package(tmp_path / "one", {"boats": (BOATS, FLEET)}, keywords=["sea", "boats"])
    two = package(tmp_path / "two", {"boats": (BOATS, FLEET)}, keywords=["boats", "ships"])
    assert '  keywords: - "sea"; + "ships"' in compare(one, two).splitlines()


def test_of_an_object_only_the_keys_that_differ_are_shown(tmp_path: Path) -> None:
    texts = {"shown": 1, "withheld": 60}
    one, two = (
        package(tmp_path / str(number), {"boats": (BOATS, FLEET)}, publisher={"texts": {**texts, "withheld": number}})
        for number in (60, 59)
    )
    assert "  publisher: texts: withheld: 60 -> 59" in compare(one, two).splitlines()


def test_a_file_of_the_same_name_with_other_bytes(tmp_path: Path) -> None:
    """Also where a row is told by its article."""
    fields = [{"name": name, "type": "string"} for name in ("cnd_id", "source_id", "exact")]
    words: dict[str, Any] = {"fields": fields, "primaryKey": ["cnd_id"]}
    one, two = (
        package(
            tmp_path / digest,
            {"words": (words, f"cnd_id,source_id,exact\n{digest},src-pier,nets 🌊\n")},
            sources=[{"title": "a.txt", "hash": digest}],
        )
        for digest in ("1", "2")
    )
    lines = compare(one, two).splitlines()
    assert '  sources: "a.txt" has other content' in lines
    assert '    + 2 "nets 🌊" of src-pier' in lines


def test_long_lists_are_cut_and_counted(tmp_path: Path) -> None:
    count = ROWS_NAMED + 5
    text = "boat_id,name,length,kind\n" + "".join(f"boat-{n},Boat {n},1,tug\n" for n in range(count))
    old = package(tmp_path / "old", {"boats": (BOATS, text)})
    new = package(tmp_path / "new", {"boats": (BOATS, text.replace(",1,tug", ",2,ferry"))})
    lines = compare(old, new).splitlines()
    assert sum(line.startswith("    ~ boat-") for line in lines) == ROWS_NAMED
    assert "    ~ ... and 5 more" in lines
    assert f"    changed cells: length {count}, kind {count}" in lines


@pytest.mark.parametrize("field", ["word", "occurrence", "index", "level_0", "0"])
def test_equal_rows_of_a_table_without_a_key_are_counted(field: str, tmp_path: Path) -> None:
    """Whatever its fields are called."""
    schema = {"fields": [{"name": field, "type": "string"}]}
    old = package(tmp_path / "old", {"words": (schema, f"{field}\nsea\nsky\nsea\n")})
    new = package(tmp_path / "new", {"words": (schema, f"{field}\nsea\nsky\nsea\nsea\n")})
    lines = compare(old, new).splitlines()
    assert "  words: 3 -> 4 rows: 1 added, 0 removed, 0 changed" in lines
    assert "    + sea (row 4)" in lines


def test_parquet_and_csv_hold_the_same(tmp_path: Path) -> None:
    old = package(tmp_path / "old", {"boats": (BOATS, FLEET)})
    new = package(tmp_path / "new", {"boats": (BOATS, FLEET)})
    body = json.loads((new / "datapackage.json").read_text())
    body["resources"][0] |= {"path": "boats.parquet"}
    (new / "datapackage.json").write_text(json.dumps(body))
    table: dict[str, list[Any]] = {
        "boat_id": ["boat-anna", "boat-berta", "boat-carl"],
        "name": ["Anna", "Berta ⛴", "Carl, the 2nd"],
        "length": [12, None, 30],
        "kind": ["ferry", "tug", None],
    }
    pq.write_table(pa.table(table), new / "boats.parquet")
    lines = compare(old, new).splitlines()
    # A cell with a comma is quoted in CSV, not in the table: it must not look changed.
    assert not [line for line in lines if line.startswith("Rows")]


def test_a_package_in_a_zip_archive_is_the_package(tmp_path: Path) -> None:
    old = package(tmp_path / "old", {"boats": (BOATS, FLEET)})
    for root in ("", "fleet-1.2.3/"):
        with zipfile.ZipFile(tmp_path / "fleet.zip", "w") as archive:
            for file in old.iterdir():
                archive.write(file, root + file.name)
        assert compare(old, tmp_path / "fleet.zip").endswith("nothing changed: no new version needed")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FLEET + "boat-anna,Anna,12,ferry\n", "boat-anna: is the key of several rows"),
        (FLEET.replace("kind", "sort"), "boats.csv: cannot be read by its schema"),
        (FLEET + "boat-dora\n", "boats.csv: cannot be read by its schema"),
    ],
)
def test_what_cannot_be_joined_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        report(tmp_path, text)


@pytest.mark.parametrize(
    ("descriptor", "message"),
    [(None, "datapackage.json"), ("{", "no JSON"), ('{"resources": 7}', "list of resources")],
)
def test_what_is_no_package_is_refused(tmp_path: Path, descriptor: str | None, message: str) -> None:
    old = package(tmp_path / "old", {"boats": (BOATS, FLEET)})
    (tmp_path / "new").mkdir()
    if descriptor is not None:
        (tmp_path / "new" / "datapackage.json").write_text(descriptor)
    with pytest.raises(Refused, match=message):
        compare(old, tmp_path / "new")


def test_a_table_whose_file_is_missing_is_no_table_that_was_removed(tmp_path: Path) -> None:
    old = package(tmp_path / "old", {"boats": (BOATS, FLEET)})
    new = package(tmp_path / "new", {"boats": (BOATS, FLEET)})
    (new / "boats.csv").unlink()
    with pytest.raises(Refused, match=r"boats.*does not exist"):
        compare(old, new)


def test_what_stands_in_the_data_cannot_steer_the_terminal(tmp_path: Path) -> None:
    text = "\n".join(report(tmp_path, FLEET.replace("Anna,12", "\x1b[2J,12")))
    assert "\x1b" not in text
    assert "\\x1b[2J" in text
