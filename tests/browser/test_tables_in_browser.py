"""What a person does with the tables of the page: search, filter, sort, follow an address to a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from page_case import ROWS
from reading_case import Open

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def cells(page: Page, table: str, column: str) -> list[str]:
    rows = page.locator(f"#{table} .scroll >> nth=0").locator("tr")
    heads = [head.split()[0] for head in rows.first.locator("th").all_inner_texts()]
    return rows.locator(f"nth=0 >> xpath=../../tbody/tr[not(@hidden)]/*[{heads.index(column) + 1}]").all_inner_texts()


def test_search_and_filter_narrow_a_table(page: Open) -> None:
    opened = page("#statement_actors")
    opened.get_by_label("Search statement_actors").fill("brook SPEAKER")
    assert set(cells(opened, "statement_actors", "statement_id")) == {"stm-brook", "stm-both", "stm-claim"}
    assert opened.locator("#statement_actors output").inner_text() == f"3 of {len(ROWS['statement_actors'])} rows"
    opened.get_by_label("Search statement_actors").fill("")
    opened.locator("#statement_actors").get_by_label("role").select_option("target")
    assert cells(opened, "statement_actors", "statement_id") == ["stm-claim"]
    assert opened.url.endswith("#statement_actors?role=target")


def test_a_search_that_finds_nothing_says_so_and_leads_back(page: Open) -> None:
    opened = page("#events?q=unicorn")
    assert cells(opened, "events", "event_id") == []
    assert opened.locator("#events .nothing").inner_text() == "No row matches. Show all rows"
    opened.get_by_role("button", name="Show all rows").click()
    assert len(cells(opened, "events", "event_id")) == 2
    assert not opened.locator("#events .nothing").is_visible()
    assert opened.url.endswith("#events")


def test_columns_sort_by_value_with_empty_cells_last(page: Open) -> None:
    opened = page("#candidates")
    header = opened.locator("#candidates th[data-type]", has_text="char_start")
    starts = sorted(row["char_start"] for row in ROWS["candidates"])
    header.get_by_role("button").click()
    assert list(map(int, cells(opened, "candidates", "char_start"))) == starts
    assert header.get_attribute("aria-sort") == "ascending"
    header.get_by_role("button").click()
    assert list(map(int, cells(opened, "candidates", "char_start"))) == starts[::-1]
    assert header.get_attribute("aria-sort") == "descending"
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") is None
    opened.evaluate("location.hash = '#actors'")
    opened.locator("#actors th", has_text="country_code").get_by_role("button").click()
    assert cells(opened, "actors", "country_code") == ["NA", "", "", ""]


def test_on_a_phone_the_order_is_chosen_beside_the_search(page: Open) -> None:
    """There a row is a card, and the heads that sort are not shown."""
    opened = page("#candidates", viewport={"width": 390, "height": 844})
    starts = sorted(row["char_start"] for row in ROWS["candidates"])
    opened.locator("#candidates").get_by_label("Sort by").select_option("char_start")
    assert list(map(int, cells(opened, "candidates", "char_start"))) == starts
    opened.locator("#candidates").get_by_role("button", name="Ascending").click()
    assert list(map(int, cells(opened, "candidates", "char_start"))) == starts[::-1]
    assert opened.url.endswith("#candidates?sort=-char_start")
    opened.locator("#candidates").get_by_label("Sort by").select_option("")
    assert opened.url.endswith("#candidates")


def test_the_address_brings_a_view_back(page: Open) -> None:
    opened = page("#statements?q=brook&sort=-statement_id")
    assert cells(opened, "statements", "statement_id") == ["stm-radio", "stm-gull", "stm-claim", "stm-brook"]
    assert opened.get_by_label("Search statements").input_value() == "brook"


def test_the_address_of_a_row_is_stronger_than_a_filter(page: Open) -> None:
    opened = page("#events?q=cranes")
    assert cells(opened, "events", "event_id") == ["evt-collapse"]
    opened.evaluate("location.hash = '#events/evt-talks'")
    opened.locator('[id="events/evt-talks"]').wait_for()
    assert cells(opened, "events", "event_id") == ["evt-talks", "evt-collapse"]


def in_sight(row: Locator) -> bool:
    """Whether the row lies neither under the navigation, nor under the heads of its columns, nor outside its box."""
    return bool(
        row.evaluate(
            "row => { const box = row.firstElementChild.getBoundingClientRect();"
            " return row.contains(document.elementFromPoint(box.x + 5, box.y + 5)) }"
        )
    )


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["script", "no script"])
def test_the_address_of_a_row_leads_to_the_row_among_its_neighbours(page: Open, options: dict[str, Any]) -> None:
    """Its table, which is folded at first, opens."""
    opened = page("#statement_actors/stm-quill/act-quill/speaker", **options)
    rows = opened.locator("#statement_actors tbody tr")
    assert all(in_sight(rows.nth(n)) for n in (3, 4, 5))
    assert options or in_sight(opened.locator("#statement_actors thead tr").first)
    colour = "row => getComputedStyle(row.firstElementChild).backgroundColor"
    assert rows.nth(4).evaluate(colour) != rows.nth(3).evaluate(colour)


def test_the_first_part_of_a_key_leads_to_all_its_rows(page: Open) -> None:
    opened = page("#event_actors/evt-talks")
    lit = opened.locator("#event_actors tr.on")
    assert lit.all_inner_texts() == [
        text for text in opened.locator("#event_actors tbody tr").all_inner_texts() if text.startswith("evt-talks")
    ]
    assert lit.count() == 2
    assert in_sight(lit.first)
    opened.evaluate("location.hash = '#event_actors/evt-gone'")
    opened.locator("#event_actors output", has_text="There is no row evt-gone").wait_for()
    assert lit.count() == 0


def test_heads_of_columns_pass_under_the_navigation(page: Open) -> None:
    opened = page("#events")
    opened.evaluate("document.querySelector('#events thead').scrollIntoView(); scrollBy(0, -20)")
    opened.wait_for_function("() => document.elementFromPoint(innerWidth / 4, 30).closest('nav') !== null")


def test_the_address_of_a_record_leads_to_its_words_also_where_the_way_is_smooth(page: Open) -> None:
    opened = page("#stm-claim", viewport={"width": 1280, "height": 240}, reduced_motion="no-preference")
    opened.wait_for_function(
        "() => { const box = document.querySelector('.body .on').getBoundingClientRect();"
        " return scrollY > 0 && box.top > 0 && box.bottom < innerHeight }"
    )


def test_an_address_that_leads_nowhere_does_no_harm(page: Open) -> None:
    opened = page("#events?event_type=NOSUCH&sort=none&unknown=1")
    assert len(cells(opened, "events", "event_id")) == 2
    opened.evaluate("location.hash = '#%E0%A4%A'")
    opened.wait_for_timeout(50)
