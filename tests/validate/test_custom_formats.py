"""Forms that a field declares: number marks, words for true and false, date formats, lists, points."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from validate.test_missing import judged, package, rules, schema

from publisher.validate.package import check_package

FORMS: list[tuple[dict[str, Any], list[str], list[str]]] = [
    ({"type": "number", "groupChar": ".", "decimalChar": ","}, ["1.234,5", "0,50", "-7", "1e3"], ["x", "1;5"]),
    ({"type": "number", "decimalChar": ","}, ["0,5"], ["0.5", "0,5,5"]),
    ({"type": "number", "bareNumber": False}, ["$12.5", "99%", "about -3 euros", "7"], ["none", "1-2"]),
    ({"type": "integer", "bareNumber": False}, ["12 kg", "n. 7"], ["kg", "1.5"]),
    ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, ["yes", "no"], ["true", "Yes", "1"]),
    ({"type": "boolean", "trueValues": ["x"]}, ["x", "false", "0"], ["true"]),
    ({"type": "date", "format": "%d/%m/%Y"}, ["31/12/2020"], ["12/31/2020", "2020-12-31"]),
    ({"type": "time", "format": "%H:%M"}, ["23:59"], ["24:00", "23:59:59"]),
    ({"type": "datetime", "format": "%d.%m.%Y %H:%M"}, ["31.12.2020 23:59"], ["31.12.2020"]),
    ({"type": "list"}, ["a,b", "a"], []),
    ({"type": "list", "itemType": "integer", "delimiter": ";"}, ["1;2;30", "7"], ["1,2", "1;x", "1;"]),
    ({"type": "list", "itemType": "date"}, ["2020-01-31,2020-02-29"], ["2020-01-31,2021-02-29"]),
    ({"type": "geopoint"}, ["12.5, -7"], ["200,1", "1"]),
    ({"type": "geopoint", "format": "array"}, ["[12.5, -7]"], ["12.5, -7", "[200, 1]", "[1]", "[1, 2, 3]", "{}"]),
    (
        {"type": "geopoint", "format": "object"},
        ['{"lon": 1, "lat": 2}'],
        ["[1, 2]", '{"lon": 1}', '{"lon": 1, "lat": 91}'],
    ),
]


def written(*cells: str) -> str:
    lines = [f"r{number},{quoted(cell)}" for number, cell in enumerate(cells)]
    return "\n".join(["id,x", *lines]) + "\n"


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if "," in cell or '"' in cell else cell


@pytest.mark.parametrize(("form", "good", "bad"), FORMS)
def test_what_reads_is_right(tmp_path: Path, form: dict[str, Any], good: list[str], bad: list[str]) -> None:
    found = judged(package(tmp_path, written(*good), schema(form)))
    assert (found.errors, found.notes, found.rows) == ((), (), {"t": len(good)})
    for cell in bad:
        assert rules(judged(package(tmp_path, written(*good, cell), schema(form)))) == [("x", "type")], cell


def test_groups_of_whole_numbers(tmp_path: Path) -> None:
    """As Data Package v2 has it; frictionless knows them in fractions only."""
    grouped = schema({"type": "integer", "groupChar": " "})
    assert check_package(package(tmp_path, written("1 000", "7"), grouped)).valid
    assert not check_package(package(tmp_path, written("1,000"), grouped)).valid


@pytest.mark.parametrize(
    ("form", "constraints", "good", "bad"),
    [
        ({"type": "number", "decimalChar": ","}, {"minimum": 0.5}, "0,5", "0,4"),
        ({"type": "number", "bareNumber": False}, {"maximum": "10"}, "$9", "$11"),
        ({"type": "date", "format": "%d/%m/%Y"}, {"minimum": "02/01/2020"}, "02/01/2020", "31/12/2019"),
        ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, {"enum": ["yes"]}, "yes", "no"),
    ],
)
def test_constraints_are_those_of_the_values(
    tmp_path: Path, form: dict[str, Any], constraints: dict[str, Any], good: str, bad: str
) -> None:
    columns = schema(form | {"constraints": constraints})
    assert judged(package(tmp_path, written(good), columns)).complete
    assert rules(judged(package(tmp_path, written(bad), columns))) == [("x", next(iter(constraints)))]


def test_keys_are_those_of_the_values(tmp_path: Path) -> None:
    keyed = {"fields": [{"name": "x", "type": "number", "decimalChar": ","}], "primaryKey": "x"}
    assert rules(judged(package(tmp_path, 'x\n"1,5"\n"1,50"\n', keyed))) == [("x", "primary_key")]


@pytest.mark.parametrize(
    ("form", "cell", "value", "other"),
    [
        ({"type": "number", "decimalChar": ","}, "0,50", 0.5, 0.6),
        ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "yes", True, False),
        ({"type": "date", "format": "%d/%m/%Y"}, "31/12/2020", date(2020, 12, 31), date(2020, 12, 30)),
        ({"type": "datetime", "format": "%d/%m/%Y %H"}, "31/12/2020 7", datetime(2020, 12, 31, 7, tzinfo=UTC), None),
        ({"type": "time", "format": "%H:%M"}, "10:30", time(10, 30), time(10, 31)),
        ({"type": "time"}, "10:30:00", time(10, 30), time(10, 31)),
        ({"type": "date", "format": "%d/%m/%Y"}, "31/12/2020", "31/12/2020", "30/12/2020"),
    ],
)
def test_the_twin_holds_the_values(tmp_path: Path, form: dict[str, Any], cell: str, value: Any, other: Any) -> None:
    """Or, where a column of it is text, the cells of the CSV."""
    columns, data = schema(form), written(cell, "")
    assert judged(package(tmp_path, data, columns, {"id": ["r0", "r1"], "x": [value, None]})).complete
    kind = pa.array([value]).type
    twin: dict[str, Any] = {"id": ["r0", "r1"], "x": pa.array([other, None], kind)}
    assert rules(check_package(package(tmp_path, data, columns, twin))) == [("x", "csv_parquet")]


def test_a_quotation_mark_that_never_closes_in_a_dialect(tmp_path: Path) -> None:
    folder = package(tmp_path, 'id;x\na;"1\nb;2\n', schema({"type": "string"}))
    body = (folder / "datapackage.json").read_text().replace('"delimiter": ","', '"delimiter": ";"')
    (folder / "datapackage.json").write_text(body)
    assert rules(check_package(folder)) == [(None, "csv_unreadable")]
