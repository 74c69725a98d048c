"""The page of an archive: over http it searches all rows of all tables, as a file the first ones, and says so."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from archive_case import AWKWARD, STATEMENTS, archive
from axe_case import judged
from file_server import served
from page_case import TEXT, among, package

from publisher.publish.page.names import begin
from publisher.publish.page.view import SHOWN

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]
NARROW_AND_DARK: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}
ALIKE = "tbody tr:nth-child(n+3), .table:nth-of-type(n+4)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of which the CSV file of the statements is in two parts."""
    made = archive(tmp_path_factory.mktemp("archive")).folder
    split(made, "statements", "stm-0070")
    page = (made / "index.html").read_text(encoding="utf-8")
    parts = 'data-files="data/statements-0001.csv data/statements-0002.csv"'
    assert 'data-files="data/statements.csv"' in page
    page = page.replace('data-files="data/statements.csv"', parts)
    (made / "index.html").write_text(page, encoding="utf-8")
    return made


def split(folder: Path, table: str, key: str) -> None:
    """Makes two parts of a CSV file, each with a header; key: of the first row of the second."""
    path = folder / "data" / f"{table}.csv"
    records = path.read_bytes()
    head, at = records[: records.index(b"\n") + 1], records.index(f"\n{key},".encode()) + 1
    path.with_name(f"{table}-0001.csv").write_bytes(records[:at])
    path.with_name(f"{table}-0002.csv").write_bytes(head + records[at:])
    path.unlink()


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield f"{found}index.html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Open]:
    """Opens an address. Any error in the page fails the test, and any request to another server."""
    errors: list[str] = []
    contexts = []

    def open_(url: str, **options: Any) -> Page:
        usual = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        contexts.append(browser.new_context(**usual | options))
        opened = contexts[-1].new_page()
        server = url.partition("index.html")[0]
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.on("console", lambda message: errors.append(message.text))
        opened.on("request", lambda asked: None if asked.url.startswith(server) else errors.append(asked.url))
        opened.goto(url)
        return opened

    yield open_
    for context in contexts:
        context.close()
    assert errors == []


def told(page: Page, table: str, words: str) -> None:
    """Waits until the page says this of a table."""
    page.locator(f"#{table} .told", has_text=words).wait_for()


def column(page: Page, table: str, name: str) -> Sequence[str]:
    heads = [head.split()[0] for head in page.locator(f"#{table} thead").first.locator("th").all_text_contents()]
    cells = page.locator(f"#{table} tbody").first.locator(f"tr > :nth-child({heads.index(name) + 1})")
    return [str(text) for text in cells.all_text_contents()]


# Over http


def test_it_asks_for_nothing_before_a_person_does(page: Open, browser: Browser, address: str) -> None:
    opened, asked = browser.new_page(), []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(address, wait_until="networkidle")
    assert asked == [address]
    opened.locator("#statements tbody tr").first.wait_for(state="attached")  # after the network is idle
    assert len(column(opened, "statements", "statement_id")) == SHOWN
    opened.close()


def test_a_search_finds_rows_that_the_page_does_not_have(page: Open, address: str) -> None:
    opened = page(f"{address}#statements")
    assert "sentence 129" not in opened.content()
    opened.get_by_label("Search all of statements").fill("SENTENCE 129")
    opened.keyboard.press("Enter")
    told(opened, "statements", f"1 row of {STATEMENTS}")
    assert column(opened, "statements", "content_text") == ["sentence 129"]
    assert opened.url.endswith("#statements?q=SENTENCE+129")


def test_pages_lead_through_all_rows(page: Open, address: str) -> None:
    opened = page(f"{address}#statements?page=2")
    told(opened, "statements", f"{STATEMENTS} rows")
    assert column(opened, "statements", "statement_id") == [f"stm-{n:04}" for n in range(50, 100)]
    opened.get_by_label("Next rows of Statements").click()
    opened.locator("#statements .pages", has_text="Rows 101 to 130").wait_for()
    assert column(opened, "statements", "statement_id")[-1] == "stm-0129"
    assert not opened.get_by_label("Next rows of Statements").is_visible()
    assert opened.url.endswith("#statements?page=3")
    opened.get_by_label("Previous rows of Statements").click()
    opened.locator("#statements .pages", has_text="Rows 51 to 100").wait_for()


def test_from_the_first_rows_on_to_all_of_them(page: Open, address: str) -> None:
    opened = page(f"{address}#statements")
    opened.get_by_role("button", name=f"Page through all {STATEMENTS} rows").press("Enter")
    told(opened, "statements", f"{STATEMENTS} rows")
    assert column(opened, "statements", "content_text")[0] == AWKWARD
    assert opened.evaluate("document.activeElement.getAttribute('aria-label')") == "Statements, table"
    assert opened.get_by_label("Next rows of Statements").is_visible()


def test_cells_are_as_published(page: Open, address: str) -> None:
    opened = page(f"{address}#statements?q=stm-0000&quote_type=direct")
    told(opened, "statements", "rows of")
    assert column(opened, "statements", "content_text")[0] == AWKWARD
    opened.get_by_label("Search all of statements").fill('"stop,')
    opened.keyboard.press("Enter")
    told(opened, "statements", "1 row of")
    opened.evaluate("location.hash = '#statements?content_text=' + encodeURIComponent(" + json.dumps(AWKWARD) + ")")
    told(opened, "statements", "1 row of")


def test_filters_and_order_are_those_of_all_rows(page: Open, address: str) -> None:
    opened = page(f"{address}#statements")
    opened.locator("#statements").get_by_label("quote_type").select_option("indirect")
    told(opened, "statements", f"{STATEMENTS - 4} rows of {STATEMENTS}")
    head = opened.locator("#statements th", has_text=re.compile(r"^\s*statement_id\s*$"))
    for order in ("ascending", "descending"):
        head.get_by_role("button").click()
        opened.locator(f"#statements th[aria-sort={order}]").wait_for()
    assert column(opened, "statements", "statement_id")[0] == "stm-0129"
    assert opened.url.endswith("#statements?sort=-statement_id&quote_type=indirect")
    opened.evaluate("location.hash = '#figures?sort=-value'")
    told(opened, "figures", "5 rows")
    assert column(opened, "figures", "value") == ["40", "31", "30", "12", "11"]


def test_on_a_phone_a_table_is_sorted_beside_its_search(page: Open, address: str) -> None:
    """There a row is a card, and the heads that sort are not shown."""
    opened = page(f"{address}#figures", viewport={"width": 390, "height": 844})
    opened.locator("#figures").get_by_label("Sort by").select_option("value")
    told(opened, "figures", "5 rows")
    assert column(opened, "figures", "value") == ["11", "12", "30", "31", "40"]
    opened.locator("#figures").get_by_role("button", name="Ascending").click()
    opened.locator("#figures").get_by_role("button", name="Descending").wait_for()
    assert column(opened, "figures", "value") == ["40", "31", "30", "12", "11"]
    assert opened.url.endswith("#figures?sort=-value")
    opened.set_viewport_size({"width": 1280, "height": 900})
    assert not opened.locator("#figures").get_by_label("Sort by").is_visible()


def test_the_address_of_any_row_leads_to_it_and_a_reference_to_its_row(page: Open, address: str) -> None:
    opened = page(f"{address}#statements/stm-0127")
    told(opened, "statements", f"1 row of {STATEMENTS}")
    assert opened.locator("#statements tr.on").get_attribute("id") == "statements/stm-0127"
    opened.locator("#statements tr.on").get_by_role("link", name="src-2").click()
    told(opened, "sources", "1 row of 7")
    assert column(opened, "sources", "source_id") == ["src-2"]
    opened.evaluate("location.hash = '#event_actors/evt-raid'")
    told(opened, "event_actors", "2 rows of 12")
    opened.evaluate("location.hash = '#actors/act-nobody'")
    told(opened, "actors", "There is no row act-nobody")


def test_one_search_for_all_tables(page: Open, address: str) -> None:
    opened = page(address)
    opened.get_by_label("Search all tables").fill("raid")
    opened.get_by_role("button", name="Search").first.click()
    told(opened, "everywhere", "6 rows in 4 tables")
    hits = opened.locator(".hits > li > a")
    assert hits.all_inner_texts() == ["Events: 1 row", "Figures: 1 row", "Event actors: 2 rows", "Event places: 2 rows"]
    assert opened.locator(".hits li li").first.inner_text() == "the raid"
    hits.nth(2).click()
    told(opened, "event_actors", "2 rows of 12")
    again = page(f"{address}#overview?q=nowhere")
    told(again, "everywhere", "No row matches.")


def test_what_is_counted_leads_to_its_rows(page: Open, address: str) -> None:
    opened = page(address)
    opened.get_by_role("region", name="Events by type").get_by_role("link", name="2").first.click()
    told(opened, "events", "2 rows of 6")
    assert set(column(opened, "events", "event_type")) == {"ASSAULT"}


def test_hostile_text_does_not_run(page: Open, address: str) -> None:
    opened = page(f"{address}#overview?q=onerror=window.hacked")
    opened.locator(".hits").get_by_text("Statements: 1 row").wait_for()
    opened.evaluate("location.hash = '#actors?q=onerror'")
    told(opened, "actors", "1 row of 6")
    opened.wait_for_timeout(100)
    assert opened.evaluate("window.hacked") is None
    assert opened.locator("main img").count() == 0


def test_where_the_files_are_not_it_says_so(browser: Browser, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes((folder / "index.html").read_bytes())
    with served(tmp_path) as found:
        opened = browser.new_page()
        opened.goto(f"{found}index.html#figures?q=12")  # what the page has is still there
        told(opened, "figures", "data/figures.csv cannot be read: 404")
        assert len(column(opened, "figures", "figure_id")) == 5
        opened.close()


def test_the_keyboard_is_enough(page: Open, address: str) -> None:
    opened = page(f"{address}#events")
    search = opened.get_by_label("Search all of events")
    search.focus()
    opened.keyboard.type("clash")
    opened.keyboard.press("Enter")
    told(opened, "events", "1 row of 6")
    assert search.evaluate("element => element === document.activeElement")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Search"


# The page of an article

TEXT_OF = "data/articles/src-quay.html"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(tmp_path_factory.mktemp("texts"), among(*(f"src-{n}" for n in range(6)))).write().folder


def opened_text(page: Open, address: str, **options: Any) -> Page:
    """The page of the article, reached by a link of the archive's."""
    opened = page(f"{address}index.html", **options)
    opened.get_by_role("region", name="Events").get_by_role("link", name=begin(TEXT)).first.click()
    opened.wait_for_url(f"**/{TEXT_OF}#evt-talks")
    return opened


def test_a_row_leads_to_its_words_in_the_text(page: Open, texts: Path) -> None:
    with served(texts) as server:
        for address in (f"{texts.as_uri()}/", server):
            opened = opened_text(page, address)
            assert opened.locator(".body .on").all_inner_texts() == ["agreed to share"]
            opened.get_by_role("link", name="Row in Events").click()
            opened.wait_for_url("**/index.html#events/evt-talks")


def test_a_row_whose_article_has_no_page_leads_to_the_words_in_evidence(
    page: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = package(tmp_path_factory.mktemp("no-pages"), among(*(f"src-{n}" for n in range(6))))
    made.descriptor["publisher"] = {"articlePages": 0}
    with served(made.write().folder) as server:
        opened = page(f"{server}index.html#events/evt-collapse")
        opened.locator("#events tr.on").get_by_role("link", name="Two cranes collapse").click()
        told(opened, "evidence", "with record_id evt-collapse")
        assert column(opened, "evidence", "exact") == ["Monday", "Two cranes collapsed", "sabotage"]


def test_what_a_search_finds_leads_to_its_words(page: Open, texts: Path) -> None:
    with served(texts) as server:
        opened = page(f"{server}index.html#overview?q=pilots")
        opened.locator(".hits > li", has_text="Figures").locator("li a").click()
        opened.wait_for_url(f"**/{TEXT_OF}#fig-pilots")
        assert opened.locator(".body .on").first.inner_text() == "12 pilots"


def test_without_a_script_the_marks_lead_to_records_and_back(page: Open, texts: Path) -> None:
    opened = opened_text(page, f"{texts.as_uri()}/", java_script_enabled=False)
    assert opened.locator(".card:target h2").inner_text() == "Brook and Quill agree"
    opened.locator(".card:target .spans a").first.click()
    assert opened.locator(".body .m:target").inner_text() == "agreed to share"


@pytest.mark.parametrize("options", [{}, NARROW_AND_DARK], ids=["wide, light", "narrow, dark"])
def test_axe_finds_nothing_in_the_page_of_an_article(page: Open, texts: Path, options: dict[str, Any]) -> None:
    opened = opened_text(page, f"{texts.as_uri()}/", **options)
    assert judged(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= opened.evaluate("innerWidth")


# As a file


def test_as_a_file_the_first_rows_can_be_searched_and_it_says_so(page: Open, folder: Path) -> None:
    opened = page((folder / "index.html").as_uri() + "#statements")
    opened.locator("#everywhere summary").click()
    assert "python -m http.server" in opened.locator("#everywhere").inner_text()
    opened.get_by_label("Search statements").fill("sentence 49")
    assert opened.locator("#statements output").inner_text() == f"1 of {SHOWN} rows on this page"
    assert opened.locator("#statements h3").inner_text() == f"Statements first {SHOWN} of {STATEMENTS} rows"


# Reach


def shown(opened: Page) -> Page:
    """The page with results, with every detail open."""
    opened.evaluate("location.hash = '#overview?q=strike'")
    opened.locator(".hits > li").first.wait_for()
    opened.evaluate("location.hash = '#statements?q=sentence&page=2'")
    told(opened, "statements", "rows of")
    opened.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    opened.evaluate(f"document.querySelectorAll('{ALIKE}').forEach(element => element.remove())")
    return opened


def test_axe_finds_nothing(page: Open, address: str) -> None:
    assert judged(shown(page(address))) == []


def test_axe_finds_nothing_on_a_small_dark_screen(page: Open, address: str) -> None:
    assert judged(shown(page(address, **NARROW_AND_DARK)), ["color-contrast", "target-size"]) == []


def test_axe_finds_nothing_in_the_file(page: Open, folder: Path) -> None:
    opened = page((folder / "index.html").as_uri())
    opened.evaluate(f"document.querySelectorAll('{ALIKE}').forEach(element => element.remove())")
    assert judged(opened) == []


def test_the_page_never_scrolls_sideways(page: Open, address: str) -> None:
    opened = page(f"{address}#overview?q=strike")
    opened.locator(".hits > li").first.wait_for()
    for width in (320, 390, 768, 1024):
        opened.set_viewport_size({"width": width, "height": 700})
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
