"""The codebook says of every code what the schemas say, and explains those that coders confuse."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from publisher.publish.codebook import BLOCKS, PAGE, render_blocks, render_codes
from publisher.publish.markdown import fill
from publisher.records.codes import applied

ROOT = Path(__file__).parents[2]
SCHEMAS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / "schemas").glob("*.json")
}
FIELDS = {(table, field["name"]): field for table, schema in SCHEMAS.items() for field in schema["fields"]}
GUIDED = [pytest.param(FIELDS[place], id=name) for name, place in BLOCKS.items() if "guide" in FIELDS[place]]
# Of these every code has a near miss, because coders confuse them most.
CONFUSED = ["event-type", "act-type", "measure", "event-role", "statement-role", "auxiliary-mode"]


def test_the_page_is_up_to_date() -> None:
    page = (ROOT / PAGE).read_text("utf-8")
    assert fill(page, render_blocks(SCHEMAS)) == page, "python -m publisher.publish.codebook"


def test_a_guide_is_on_the_page() -> None:
    assert {place for place, field in FIELDS.items() if "guide" in field} <= set(BLOCKS.values())


@pytest.mark.parametrize("field", GUIDED)
def test_a_guide_explains_every_code_and_no_other(field: dict[str, Any]) -> None:
    codes = {(other, code) for other, code, _ in applied(field)}
    guide = field["guide"]
    assert [pair for pair in codes if pair[1] not in guide and "/".join(pair) not in guide] == []
    assert [key for key in guide if key not in {name for pair in codes for name in (pair[1], "/".join(pair))}] == []


@pytest.mark.parametrize("field", GUIDED)
def test_a_near_miss_says_what_to_choose_instead(field: dict[str, Any]) -> None:
    for told in field["guide"].values():
        assert set(told) <= {"example", "nearMiss", "instead", "plover"}
        assert "example" in told
        assert ("nearMiss" in told) == ("instead" in told)


@pytest.mark.parametrize("name", CONFUSED)
def test_every_code_that_is_easily_confused_has_a_near_miss(name: str) -> None:
    assert [code for code, told in FIELDS[BLOCKS[name]]["guide"].items() if "nearMiss" not in told] == []


@pytest.mark.parametrize("field", GUIDED)
def test_what_to_choose_instead_exists(field: dict[str, Any]) -> None:
    known = {code for other in FIELDS.values() for code in other.get("codes", {})}
    names = known | set(SCHEMAS) | {name for _, name in FIELDS}
    words = [told[key] for told in field["guide"].values() for key in ("instead", "plover") if key in told]
    assert [word for text in words for word in re.findall("`([^`]+)`", text) if word not in names] == []


def test_examples_are_no_words_of_an_article() -> None:
    texts = " ".join(path.read_text("utf-8") for path in (ROOT / "seeds").glob("*.txt")).split()
    pages = re.sub("<[^>]*>", "", (ROOT / PAGE).read_text("utf-8")).partition("### Agreement")[0].split()
    runs = {tuple(texts[at : at + 6]) for at in range(len(texts) - 5)}
    assert [run for at in range(len(pages) - 5) if (run := tuple(pages[at : at + 6])) in runs] == []


def test_a_list_leaves_out_empty_columns() -> None:
    field = {"name": "rig", "codes": {"sloop": "One mast."}, "guide": {"sloop": {"example": "A sloop lay there."}}}
    assert render_codes(field) == "\n".join(
        ["| Code | Meaning | Example |", "| --- | --- | --- |", "| `sloop` | One mast. | A sloop lay there. |"]
    )


def test_a_code_that_depends_on_another_is_explained_under_each() -> None:
    field = {
        "name": "rig",
        "codes": {"full": "All."},
        "fitsField": "kind",
        "fits": {"sail": ["full"], "steam": ["full"]},
        "codesBy": {"steam": {"full": "The boiler is hot."}},
        "guide": {
            "sail/full": {"example": "She flew.", "nearMiss": "She sailed.", "instead": "no code"},
            "full": {"example": "It smoked."},
        },
    }
    assert render_codes(field).splitlines()[2:] == [
        "| `sail` | `full` | All. | She flew. | She sailed. → no code |",
        "| `steam` | `full` | The boiler is hot. | It smoked. |  |",
    ]


def test_how_codes_differ_from_plover_is_told_in_a_list() -> None:
    told = {"example": "A sloop.", "nearMiss": "A brig.", "instead": "`brig`: two masts.", "plover": "The same."}
    field = {"name": "rig", "codes": {"sloop": "One mast.", "brig": "Two masts."}, "guide": {"sloop": told}}
    assert render_codes(field) == (
        "**`sloop`**: One mast.\n\n* Example: A sloop.\n* Near miss: A brig. → `brig`: two masts.\n* Note: The same."
        "\n\n**`brig`**: Two masts.\n\n"
    )
