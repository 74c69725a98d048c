"""What a person does with the page: point, tap, press keys, search, sort, copy, print; with a script and without."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_case import judged
from file_server import served
from page_case import ROWS, package
from reading_case import Open, lit, mark, shown, span
from written_for import of_this_article

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PUBLISHED = Path(__file__).parents[2] / "index.html"


# Reach

WIDE_AND_LIGHT: dict[str, Any] = {}
NARROW_AND_DARK: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}
OF_SIZE_AND_COLOUR = ["color-contrast", "target-size"]
ALIKE = "tbody tr:nth-child(n+3), .card:nth-child(n+8), .body p:nth-child(n+8), .table:nth-of-type(n+4)"


def unfolded(opened: Page, without: str = "") -> Page:
    """The page with all that it can show, but for the elements `without`: axe takes a millisecond for each."""
    opened.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    opened.locator(".body a").first.click()
    if without:
        opened.evaluate(f"document.querySelectorAll('{without}').forEach(element => element.remove())")
    return opened


def test_axe_finds_nothing(page: Open) -> None:
    assert judged(unfolded(page(), without=ALIKE)) == []


def test_axe_finds_nothing_on_a_small_dark_screen(page: Open) -> None:
    assert judged(unfolded(page(**NARROW_AND_DARK), without=ALIKE), OF_SIZE_AND_COLOUR) == []


def test_axe_finds_what_is_wrong(page: Open) -> None:
    opened = page()
    opened.evaluate("document.body.innerHTML = '<p>Pale words</p>'")
    opened.evaluate("document.querySelector('p').style.color = '#ccc'")
    assert [rule for rule, _ in judged(opened, OF_SIZE_AND_COLOUR)] == ["color-contrast"]


@pytest.mark.stress
@pytest.mark.parametrize("options", [WIDE_AND_LIGHT, NARROW_AND_DARK], ids=["wide, light", "narrow, dark"])
def test_axe_finds_nothing_in_all_of_it(page: Open, options: dict[str, Any]) -> None:
    assert judged(unfolded(page(**options))) == []


@pytest.mark.stress  # it has the elements of the small one, only more of them
@pytest.mark.skipif(not PUBLISHED.exists(), reason="there is no published page; run build.py")
def test_axe_finds_nothing_in_the_published_page(page: Open) -> None:
    assert judged(page(path=PUBLISHED, viewport={"width": 390, "height": 800})) == []


def test_the_page_never_scrolls_sideways(page: Open) -> None:
    opened = page()
    for width in (320, 390, 768, 1024):
        opened.set_viewport_size({"width": width, "height": 700})
        assert opened.evaluate("document.documentElement.scrollWidth") <= width


@of_this_article
@pytest.mark.skipif(not PUBLISHED.exists(), reason="there is no published page; run build.py")
def test_the_published_page_is_small() -> None:
    assert PUBLISHED.stat().st_size < 380_000


def test_over_http_it_asks_for_itself_only(browser: Browser, index: Path) -> None:
    with served(index.parent) as address:
        opened, asked = browser.new_page(), []
        opened.on("request", lambda request: asked.append(request.url))
        opened.goto(f"{address}index.html", wait_until="networkidle")
        opened.close()
    assert asked == [f"{address}index.html"]


def test_hostile_text_does_not_run(page: Open) -> None:
    opened = page("#actors")
    opened.get_by_label("Search actors").fill("<img src=x onerror=window.hacked=1>")
    mark(opened, "Quill", 2).hover()
    opened.wait_for_timeout(200)
    assert opened.evaluate("window.hacked") is None
    assert opened.locator("main img").count() == 0


# Text and records


def test_pointing_at_a_passage_shows_its_records(page: Open) -> None:
    opened = page()
    mark(opened, "Gull Agency").hover()
    opened.locator(".body .on").wait_for()
    assert shown(opened) == ["act-gull"]
    outer = [str(card.get_attribute("id")) for card in opened.locator(".card.outer:visible").all()]
    assert outer == ["stm-gull", "stm-radio"]
    assert lit(opened) == {span("Gull Agency")}
    assert opened.locator("#shown").inner_text() == "“Gull Agency”: 1 record; these words are also inside 2 others"
    assert opened.get_by_role("button", name="Show all").is_visible()


def test_what_is_told_comes_before_those_it_names(page: Open) -> None:
    opened = page()
    mark(opened, "Quill", 3).hover()
    opened.locator(".body .on").wait_for()
    assert shown(opened) == ["stm-claim", "act-quill"]


def test_a_passage_that_is_cut_is_shown_whole(page: Open) -> None:
    opened = page()
    opened.locator("a[href='#fig-pilots']").first.click()
    opened.evaluate("location.hash = '#stm-both'")
    opened.locator("#stm-both.on").wait_for()
    pieces = opened.locator(
        f'.body .on[id="{span("to share 12 pilots")}"], .body .on[data-of="{span("to share 12 pilots")}"]'
    )
    assert "".join(piece.inner_text() for piece in pieces.all()) == "to share 12 pilots"


def test_choosing_pins_until_escape(page: Open) -> None:
    opened = page()
    mark(opened, "Port Radio").locator("a").click()
    mark(opened, "Gull Agency").hover()
    opened.wait_for_timeout(200)
    assert shown(opened) == ["act-radio"]
    assert opened.url.endswith(f"#{span('Port Radio')}")
    opened.keyboard.press("Escape")
    assert len(shown(opened)) == opened.locator(".card").count()
    assert lit(opened) == set()


def test_what_is_chosen_shows_under_the_pointer_too(page: Open) -> None:
    opened = page()
    colour = "element => getComputedStyle(element).backgroundColor"
    passage = mark(opened, "Port Radio")
    passage.hover()
    opened.locator(".body .on").wait_for()
    chosen = passage.evaluate(colour)
    opened.mouse.move(0, 0)
    assert passage.evaluate(colour) == chosen
    opened.keyboard.press("Escape")
    assert passage.evaluate(colour) != chosen


def test_the_records_say_how_to_keep_them(page: Open) -> None:
    opened = page()
    hint = opened.locator(".panel small")
    assert not hint.is_visible()
    mark(opened, "Port Radio").hover()
    opened.locator(".body .on").wait_for()
    assert hint.inner_text() == "Click to keep these records here; press Esc to see all."
    mark(opened, "Port Radio").locator("a").click()
    assert hint.inner_text() == "Press Esc to see all records."
    opened.keyboard.press("Escape")
    assert not hint.is_visible()


def test_the_pointer_reaches_the_records_across_other_passages(page: Open) -> None:
    opened = page()
    mark(opened, "Gull Agency").hover()
    opened.locator(".body .on").wait_for()
    before, box = shown(opened), opened.locator(f"#{shown(opened)[0]}").bounding_box()
    assert box is not None
    opened.mouse.move(box["x"] + 20, box["y"] + 10, steps=4)
    opened.wait_for_timeout(250)
    assert shown(opened) == before


def test_the_focus_follows_the_links_of_a_record(page: Open) -> None:
    opened = page("#stm-brook")
    focused = "document.activeElement.id || document.activeElement.hash"
    assert opened.evaluate(focused) == "stm-brook"
    opened.keyboard.press("Tab")  # its own title
    opened.locator("#stm-brook .through a").first.focus()
    opened.keyboard.press("Enter")
    opened.locator("#stm-gull.on").wait_for()
    assert opened.evaluate(focused) == "stm-gull"
    opened.locator("#stm-gull .spans a", has_text="the Gull Agency").last.focus()
    opened.keyboard.press("Enter")
    opened.wait_for_function("() => document.activeElement.closest('.m')")
    assert opened.evaluate("document.activeElement.closest('.m').id") == span("the Gull Agency")
    opened.keyboard.press("Escape")
    assert opened.evaluate("document.activeElement.closest('.m').id") == span("the Gull Agency")


def test_while_nothing_is_chosen_the_records_follow_the_text(page: Open) -> None:
    opened = page(viewport={"width": 1280, "height": 500})
    panel = "document.querySelector('.records')"
    under = (
        "Math.round(document.getElementById('stm-quill').getBoundingClientRect().top - {}.getBoundingClientRect().top)"
    )
    assert opened.evaluate(f"{panel}.scrollTop") == 0
    opened.evaluate("scrollBy(0, document.querySelector('[data-n=\"4\"]').getBoundingClientRect().top - 100)")
    opened.wait_for_function(f"() => {panel}.scrollTop > 0")
    assert opened.evaluate(under.format(panel)) == opened.evaluate("document.querySelector('.panel').offsetHeight")


def test_what_is_shown_in_passing_goes_with_its_passage(page: Open) -> None:
    opened = page(viewport={"width": 1280, "height": 500})
    mark(opened, "Gull Agency").hover()
    opened.locator(".body .on").wait_for()
    opened.mouse.move(0, 0)
    opened.evaluate("document.getElementById('tables').scrollIntoView()")
    opened.locator(".body .on").wait_for(state="detached")
    mark(opened, "Gull Agency").locator("a").click()
    opened.evaluate("document.getElementById('tables').scrollIntoView()")
    opened.wait_for_timeout(50)
    assert shown(opened) == ["act-gull"]  # what is chosen stays


def test_the_records_are_never_cut_off_where_the_text_ends(page: Open) -> None:
    opened = page(viewport={"width": 1280, "height": 600})
    box = "document.querySelector('.{}').getBoundingClientRect()"
    bottom = opened.evaluate(f"{box.format('texts')}.bottom + scrollY")
    for left in (500, 400, 300):  # pixels of the text that still show
        opened.evaluate(f"scrollTo(0, {bottom - left})")
        below = "document.querySelector('nav').getBoundingClientRect().bottom"
        opened.wait_for_function(f"() => {box.format('records')}.top >= {below}")


def test_a_record_shows_its_passages(page: Open) -> None:
    opened = page("#stm-gull")
    assert shown(opened) == ["stm-gull"]
    assert {span("the Gull Agency"), span("Ada Brook told Zef Quill that the quay must open")} <= lit(opened)
    opened.locator("#stm-gull .spans a", has_text="the Gull Agency").last.hover()
    assert lit(opened) == {span("the Gull Agency")}


def test_from_a_row_to_the_record_to_the_words(page: Open) -> None:
    opened = page("#figures")
    opened.locator('[id="figures/fig-pilots"] a').first.click()
    opened.locator("#fig-pilots.on").wait_for()
    opened.locator("#fig-pilots .spans a", has_text="12 pilots").click()
    opened.wait_for_url(f"**/index.html#{span('12 pilots')}")
    assert lit(opened) == {span("12 pilots")}
    assert shown(opened) == ["fig-pilots"]


def test_the_keyboard_walks_through_the_passages(page: Open) -> None:
    opened = page()
    stops = opened.locator(".body a")
    stops.first.focus()
    assert opened.locator(".body a[tabindex='0']").count() == 1
    for key, expected in (
        ("ArrowRight", 1),
        ("ArrowDown", 2),
        ("ArrowLeft", 1),
        ("End", stops.count() - 1),
        ("Home", 0),
    ):
        opened.keyboard.press(key)
        assert stops.nth(expected).evaluate("link => link === document.activeElement"), key
    assert shown(opened) == ["src-quay"]
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.className").startswith("records")
    opened.keyboard.press("Escape")
    assert stops.first.evaluate("link => link === document.activeElement")


def test_events_that_the_article_itself_tells_can_be_hidden(page: Open, tmp_path: Path) -> None:
    talks, collapse = ROWS["events"]
    made = package(tmp_path, {**ROWS, "events": [talks, {**collapse, "is_asserted": False}]})
    (tmp_path / "index.html").write_text(made.page(), encoding="utf-8")
    opened = page(path=tmp_path / "index.html")
    assert opened.locator(".reports article:visible").count() == 2
    opened.get_by_label("Show only events that others tell of").check()
    assert opened.locator(".reports article:visible h3").all_inner_texts() == ["Two cranes collapse"]


def test_the_records_do_not_stay_over_what_is_far_from_the_text(page: Open) -> None:
    opened = page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    mark(opened, "Port Radio").locator("a").tap()
    assert opened.locator(".records").is_visible()
    opened.evaluate("document.getElementById('tables').scrollIntoView()")
    opened.locator(".records").wait_for(state="hidden")


def test_a_tap_opens_the_records_over_the_text_and_close_shuts_them(page: Open) -> None:
    opened = page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    assert not opened.locator(".records").is_visible()
    passage = mark(opened, "Port Radio").locator("a")
    passage.tap()
    assert shown(opened) == ["act-radio"]
    box, sheet = passage.bounding_box(), opened.locator(".records").bounding_box()
    assert box is not None and sheet is not None
    assert box["y"] + box["height"] <= sheet["y"]
    opened.get_by_role("button", name="Close").tap()
    assert not opened.locator(".records").is_visible()
    passage.tap()
    opened.get_by_role("link", name="Row in Actors").tap()  # whoever leaves for a table sees the table
    opened.locator(".records").wait_for(state="hidden")
    assert opened.url.endswith("#actors/act-radio")


def test_on_a_phone_a_number_leads_to_its_words_and_its_record(page: Open) -> None:
    moving = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
    opened = page(**moving, reduced_motion="no-preference")  # the text is far below: the way there takes its time
    opened.locator("#reports a[href='#fig-pilots']").first.tap()
    opened.wait_for_timeout(1500)
    assert shown(opened) == ["fig-pilots"]
    assert span("12 pilots") in lit(opened)


def test_without_a_script_the_links_do(page: Open) -> None:
    opened = page(java_script_enabled=False)
    mark(opened, "Port Radio").locator("a").click()
    assert opened.url.endswith("#act-radio")
    assert opened.locator("#act-radio").is_visible()
    opened.locator("#act-radio .spans a").first.click()
    assert opened.url.endswith(f"#{span('Port Radio')}")
    colour = "element => getComputedStyle(element).backgroundColor"
    assert mark(opened, "Port Radio").evaluate(colour) != mark(opened, "Gull Agency").evaluate(colour)
    assert opened.locator("button").count() == 0


def test_marks_can_be_hidden_by_kind_without_a_script(page: Open) -> None:
    opened = page(java_script_enabled=False)
    line = "element => getComputedStyle(element).backgroundImage.includes('linear-gradient')"
    assert not mark(opened, "Port Radio").evaluate(line)  # actors are in every line: they are marked when one asks
    opened.get_by_label("Actors", exact=True).check()
    assert mark(opened, "Port Radio").evaluate(line)
    opened.get_by_label("Actors", exact=True).uncheck()
    assert not mark(opened, "Port Radio").evaluate(line)


# Taking away


def test_code_can_be_copied(page: Open) -> None:
    opened = page("#cite", permissions=["clipboard-read", "clipboard-write"])
    opened.get_by_role("button", name="Copy BibTeX").click()
    assert opened.evaluate("navigator.clipboard.readText()").startswith("@misc{quay-records,")
    assert opened.locator("#cite [role=status]", has_text="Copied").count() == 1


def test_every_file_can_be_fetched(page: Open, index: Path) -> None:
    opened = page()
    for link in opened.locator("a[download]").all():
        path = index.parent / str(link.get_attribute("href"))
        assert path.exists() or path.name in ("croissant.json", "views.sql")


def test_print_shows_the_records_and_no_controls(page: Open) -> None:
    opened = page()
    mark(opened, "Port Radio").locator("a").click()
    opened.emulate_media(media="print")
    assert opened.locator(".card:visible").count() == opened.locator(".card").count()
    assert opened.evaluate("(box => box.scrollHeight <= box.clientHeight)(document.querySelector('.records'))")  # whole
    drawn = (
        "element => [getComputedStyle(element).printColorAdjust, getComputedStyle(element).backgroundImage !== 'none']"
    )
    assert mark(opened, "Port Radio").evaluate(drawn) == ["exact", True]
    assert opened.locator("#interactions li:visible").count() == opened.locator("#interactions li").count()
    assert opened.locator("nav:visible, button:visible, .tools:visible").count() == 0
    assert opened.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.stress
def test_motion_is_only_for_those_who_want_it(page: Open) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page(reduced_motion="no-preference").evaluate(behaviour) == "smooth"
    assert page(reduced_motion="reduce").evaluate(behaviour) == "auto"
