"""The page of an article of an archive: its text with the marked words, beside its records, and nothing of others."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from page_case import ATTACK, RAW, SOURCE, TEXT, Element, among, package, parsed

from publisher.publish import page
from publisher.publish.page import articles, view
from publisher.publish.page.view import load

SIX = [f"src-{n}" for n in range(1, 7)]


def pages(folder: Path, texts: Mapping[str, str], *others: str) -> dict[str, str]:
    """Path -> what is there, of an archive of the article of the quay and others without records."""
    made = package(folder, among(*others))
    return dict(page.pages(load(made.descriptor, RAW, made.folder / "data", texts)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pages(tmp_path_factory.mktemp("articles"), {SOURCE: TEXT}, *SIX)


@pytest.fixture(scope="module")
def tree(made: dict[str, str]) -> Element:
    return parsed(made[f"data/articles/{SOURCE}.html"])


def test_each_article_has_a_page_and_all_share_a_style_and_a_script(made: dict[str, str]) -> None:
    names = [
        f"data/articles/{name}" for name in (*(f"{one}.html" for one in (*SIX, SOURCE)), "article.css", "article.js")
    ]
    assert list(made) == ["index.html", *names]


def test_few_articles_are_on_the_page_itself(tmp_path: Path) -> None:
    assert list(pages(tmp_path, {SOURCE: TEXT}, *SIX[:4])) == ["index.html"]


def test_the_text_is_there_word_for_word_with_its_marks(tree: Element) -> None:
    paragraphs = [p.text for p in tree.find("div", class_="body").every("p")]
    assert paragraphs == [line for line in TEXT.splitlines() if line]
    assert "12 pilots" in [mark.text for mark in tree.find("div", class_="body").every("span", class_="f")]


def test_marks_lead_to_records_and_records_lead_back(tree: Element) -> None:
    ids = {element.attributes.get("id") for element in tree.all()}
    links = {link.attributes["href"] or "" for link in tree.every("a")}
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    start = TEXT.index("12 pilots")
    there = {"#fig-pilots", f"#{SOURCE}/{start}-{start + 9}", "../../index.html", "../../index.html#figures/fig-pilots"}
    assert there <= links


def test_of_a_text_that_may_not_be_shown_only_the_words_of_records_are_there(tmp_path: Path) -> None:
    text = pages(tmp_path, {}, *SIX)[f"data/articles/{SOURCE}.html"]
    assert "Secret words that no record rests on" not in text
    assert "The text may not be shown in full." in text
    assert "the quay must open" in parsed(text).find("div", class_="body").text


def test_nothing_of_one_article_is_on_the_page_of_another(made: dict[str, str]) -> None:
    other = parsed(made["data/articles/src-1.html"])
    assert other.find("h1").text == "Title of src-1"
    assert "Brook" not in other.text


def test_hostile_text_is_only_text(tree: Element) -> None:
    assert [script.attributes for script in tree.every("script")] == [{"src": "article.js"}]
    assert not list(tree.every("img"))
    assert ATTACK in tree.text
    policy = tree.find("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"] or ""
    assert policy.startswith("default-src 'none'; style-src 'self' file:; script-src 'self' file:;")
    assert not [link for link in tree.every("a") if (link.attributes["href"] or "").startswith("javascript:")]


@pytest.mark.parametrize("name", ["../../etc", "src-a/b", "src-A", "src-a\n", "con"])
def test_an_id_that_the_schema_does_not_allow_names_no_file(name: str, tmp_path: Path) -> None:
    made = pages(tmp_path, {}, name, *SIX)
    assert {path.count("/") for path in made if path != "index.html"} == {2}
    assert len(made) == 1 + len(SIX) + 1 + 2


def test_a_pool_makes_the_same_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "GROUP", 2)
    made = package(tmp_path, among(*SIX))
    view = load(made.descriptor, RAW, made.folder / "data", {SOURCE: TEXT})
    with ThreadPoolExecutor(2) as pool:
        assert list(page.pages(view, pool)) == list(page.pages(view))


@pytest.mark.parametrize(("number", "paged"), [(0, []), (1, [SOURCE]), (3, [SOURCE, "src-1", "src-2"])])
def test_of_a_large_archive_those_have_a_page_that_the_overview_names_then_the_latest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, paged: list[str]
) -> None:
    monkeypatch.setattr(page.overview, "ARTICLES", 2)
    made = package(tmp_path, among(*SIX))
    made.descriptor["publisher"] = {"articlePages": number}
    told = dict(page.pages(load(made.descriptor, RAW, made.folder / "data", {SOURCE: TEXT})))
    named = {f"data/articles/{one}.html" for one in paged}
    assert {path for path in told if path.endswith(".html")} == {"index.html", *named}
    index = parsed(told["index.html"])
    links = {(link.attributes["href"] or "").partition("#")[0] for link in index.every("a")}
    assert {link for link in links if "articles/" in link} <= named
    says = index.find("section", id="articles").find("p", class_="lede").text
    assert (f"{number} of them have a page" in says) == (number > 0)
    assert "he table Evidence has the words of each record" in says
    assert index.find("section", id="articles").find("a", href="#evidence")


def test_the_articles_of_the_rows_on_the_page_have_pages_before_the_latest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opened as a file, the page has no other words of theirs. Of seven articles three have a page, and two rows are
    shown of each table."""
    monkeypatch.setattr(page.overview, "ARTICLES", 0)
    monkeypatch.setattr(view, "SHOWN", 2)
    rows = among(*SIX)
    dated = [{**row, "document_date": date(2031, 5, n)} for n, row in enumerate(rows["sources"], 1)]
    made = package(tmp_path, rows | {"sources": dated})
    made.descriptor["publisher"] = {"articlePages": 3}
    told = page.pages(load(made.descriptor, RAW, made.folder / "data", {SOURCE: TEXT}))
    assert {Path(path).stem for path, _ in told if path.startswith("data/") and path.endswith(".html")} == {
        SOURCE,
        "src-1",
        "src-6",
    }


def test_pages_are_made_a_few_articles_at_a_time(
    tmp_path: Path, made: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "AT_ONCE", 2)
    assert pages(tmp_path, {SOURCE: TEXT}, *SIX) == made


def test_rows_of_the_archive_lead_to_the_words(made: dict[str, str]) -> None:
    tree = parsed(made["index.html"])
    place = f"data/articles/{SOURCE}.html"
    assert tree.find("section", id="figures").find("a", href=f"{place}#fig-pilots").text == "12"
    events = tree.find("div", role="region", **{"aria-label": "Events"})
    assert {link.attributes["href"] for link in events.every("a")} == {f"{place}#evt-talks", f"{place}#evt-collapse"}


def test_a_record_of_an_event_says_who_tells_of_it(tree: Element) -> None:
    facts = tree.find("article", id="evt-collapse").find("dl", class_="facts")
    terms = dict(zip([dt.text for dt in facts.every("dt")], [dd.text for dd in facts.every("dd")], strict=True))
    assert terms["told by"] == "the article itself, Ada Brook"


def test_it_says_what_no_person_has_checked(tree: Element, tmp_path: Path) -> None:
    """All records of the article are a curator's; then one of them; then none."""
    assert not list(tree.every("p", class_="caution"))
    few, every = ("figures",), ("figures", "events", "statements", "actors")
    for tables, says in ((few, "the records marked “not checked”: rules"), (every, "the records: rules")):
        rows = among(*SIX)
        rows |= {name: [{**row, "method": "automatic"} for row in rows[name]] for name in tables}
        made = package(tmp_path / str(len(tables)), rows).write().folder
        caution = parsed((made / f"data/articles/{SOURCE}.html").read_text("utf-8")).find("p", class_="caution")
        assert f"No person has checked {says} of the program made them." in caution.text


@pytest.mark.parametrize(("method", "says"), [("manual", True), ("automatic", False)])
def test_only_of_a_statement_that_a_person_has_read_it_says_that_the_article_reports_it(
    tmp_path: Path, method: str, says: bool
) -> None:
    """The program may have overlooked who passed it on."""
    rows = among(*SIX)
    rows |= {"statements": [{**row, "method": method} for row in rows["statements"]]}
    made = package(tmp_path, rows).write().folder
    text = parsed((made / f"data/articles/{SOURCE}.html").read_text("utf-8")).text
    assert ("reported by the article itself" in text) == says
    assert "passed on by Gull Agency" in text
