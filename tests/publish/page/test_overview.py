"""What the page of an archive says first, counted over all rows; and how large the page gets."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from archive_case import ACTORS, ROWS, SOURCES, STATEMENTS, event, figure, in_parts, part, side, statement
from page_case import ATTACK, RAW, Element, Package, Row, package, parsed

from publisher.publish.page import overview
from publisher.publish.page.flat import VIEWS
from publisher.publish.page.names import clip
from publisher.publish.page.overview import collect_overview
from publisher.publish.page.tables import collect_tables
from publisher.publish.page.view import SHOWN, load
from publisher.records.automatic.earned import makes

STRIKE = clip(f"Strike {ATTACK}", 60)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return package(tmp_path_factory.mktemp("archive"), ROWS)


@pytest.fixture(scope="module")
def tree(made: Package) -> Element:
    return parsed(made.page())


def table(tree: Element, label: str) -> list[list[str]]:
    """The cells below the heading of the table in a box with this label."""
    box = tree.find("div", role="region", **{"aria-label": label})
    return [[" ".join(cell.text.split()) for cell in row.children] for row in box.find("tbody").children]


def test_it_answers_before_it_shows_rows(tree: Element) -> None:
    sections = [section.attributes["id"] for section in tree.find("main").children]
    assert sections == ["overview", "quality", "articles", "tables", "download"]
    heads = [head.text for head in tree.find("section", id="overview").every("h3")]
    assert heads == [
        "What happened",
        "Who does what to whom",
        "Who is quoted most",
        "When",
        "Casualties",
        "Left out",
    ]


def test_the_number_of_articles_is_first_and_there_are_no_zeros(tree: Element) -> None:
    counts = [link.text.strip() for link in tree.find("ul", class_="counts").every("a")]
    assert counts == ["7 articles", "6 events", "6 actors", f"{STATEMENTS} statements", "5 figures"]


def test_it_says_from_when_the_articles_are(tree: Element) -> None:
    assert "7, of 1 May 2031 to 5 May 2031" in " ".join(tree.find("header").text.split())


def test_it_says_that_no_person_has_checked_it(tree: Element) -> None:
    assert "No person has checked the records" in tree.find("section", id="overview").find("p", class_="caution").text


def test_acts_with_both_sides_come_first(tree: Element) -> None:
    """The clash has each side as actor and recipient: one act. The sale did not happen, the visit is only claimed."""
    assert table(tree, "Who does what to whom") == [
        ["Ana Lind", "blame or concern (in words)", "Union of Dockers", "1", "news/3"],
        ["Ana Lind", "meeting or talks", "↔ Jon Berg", "1", "Port closed"],
        ["Sweden", "violence", "Union of Dockers", "1", STRIKE],
        ["Sweden", "violence", "↔ Union of Dockers", "1", "Port closed"],
        ["Jon Berg", "demand (in words)", "not known", "1", "news/4"],
        ["Union of Dockers", "protest", "not known", "1", STRIKE],
    ]


def test_who_is_quoted_most(tree: Element) -> None:
    """What another statement gives more fully does not count again, and words without marks are no quotation."""
    assert table(tree, "Speakers")[:2] == [
        ["Ana Lindminister, Sweden", "3", "3", f"{STRIKE} and 2 more"],
        ["Jon BergNamibia", "–", "1", "news/4"],
    ]
    assert f"6 of {STATEMENTS - 1} statements have a speaker" in tree.find("section", id="overview").text


def test_what_happened_by_what_is_known_of_it_and_by_the_date_of_its_article(tree: Element) -> None:
    """Of the visit only one side is known, and no day; what did not happen comes after that."""
    assert table(tree, "Events") == [
        ["the clash", "violence", "2 May 2031", "Port closed"],
        ["the talks", "meeting or talks", "1 May 2031", "Port closed"],
        ["the raid", "violence", "2 May 2031", STRIKE],
        ["the strike", "protest", "1 May 2031", STRIKE],
        ["the visit", "meeting or talkstold only by others", "", "news/3"],
        ["the sale", "cooperation, did not happen", "", "news/3"],
    ]


def test_an_event_of_which_no_party_place_or_day_is_known_comes_last(tmp_path: Path) -> None:
    bare = event("bare", "ASSAULT", 5, None, label="hacked")
    tree = parsed(package(tmp_path, {**ROWS, "events": [bare, *ROWS["events"]]}).page())
    assert [row[0] for row in table(tree, "Events")][-2:] == ["the sale", "hacked"]


def test_it_says_which_types_of_event_the_program_makes(tree: Element) -> None:
    made = [kind for kind in RAW["events"]["fields"][2]["codes"] if makes("en", kind)]
    text = tree.find("section", id="overview").text
    assert f"The program finds only {len(made)} of the 17 types of event: " in text
    assert "violence" in text


def test_events_by_type(tree: Element) -> None:
    assert table(tree, "Events by type") == [
        ["violence", "2", "2"],
        ["meeting or talks", "2", "2"],
        ["cooperation", "1", "1"],
        ["protest", "1", "1"],
    ]


def test_an_event_without_a_type_is_called_by_its_subject(tmp_path: Path) -> None:
    quake = event("quake", "OTHER", 5, date(2031, 5, 5), event_context="disasters")
    collapse = event("collapse", "OTHER", 5, date(2031, 5, 5))
    tree = parsed(package(tmp_path, {**ROWS, "events": [quake, collapse]}).page())
    assert [row[:2] for row in table(tree, "Events")] == [["the collapse", "other event"], ["the quake", "disaster"]]
    assert table(tree, "Events by type") == [["other event", "1", "1"], ["disaster", "1", "1"]]
    assert tree.find("span", **{"data-ask": "events?event_type=OTHER&event_context=disasters"})


def test_events_by_country(tree: Element) -> None:
    assert table(tree, "Events by country") == [["Sweden", "2", "2"], ["Namibia", "1", "1"]]
    assert "Country (known of 3 of 6 events)" in tree.find("section", id="overview").text


def test_of_an_archive_without_dates_it_says_no_time(tmp_path: Path) -> None:
    """One event of 1980 in sixty articles without a date says nothing of when they were written."""
    rows = {**ROWS, "sources": [{**row, "document_date": None} for row in SOURCES]}
    made = package(tmp_path, rows)
    made.descriptor["temporal"] = {"start": "1980-01-01", "end": "1980-12-31"}
    tree = parsed(made.page())
    assert "1980" not in tree.find("header").text
    assert "When" not in [head.text for head in tree.find("section", id="overview").every("h3")]
    assert "7 articles, none with a date" in tree.find("section", id="articles").text


def test_when(tree: Element) -> None:
    assert table(tree, "Articles and events by day") == [
        ["1 May 2031", "1", "1"],
        ["2 May 2031", "1", "2"],
        ["3 May 2031", "1", "–"],
        ["4 May 2031", "1", "–"],
        ["5 May 2031", "1", "–"],
    ]
    note = tree.find("section", id="overview").text
    assert "Without a date: 2 articles and 2 events. With a date that leaves the day open: 1 event. An event" in note


def test_casualties_have_their_source_and_date(tree: Element) -> None:
    assert table(tree, "Casualties") == [
        ["12 dockers killed", "the raid 2 May 2031", "Ana Lind", f"{STRIKE} 1 May 2031"],
        ["eleven people killed", "the clash 2 May 2031", "not known who says so", "Port closed 2 May 2031"],
        ["30 injured", "", "Jon Berg", "news/5 5 May 2031"],
    ]
    assert "2 figures of people killed, 1 figure of people injured." in tree.find("section", id="overview").text


def test_articles_have_their_records(tree: Element) -> None:
    rows = table(tree, "Articles")
    assert rows[:2] == [["news/5 5 May 2031", "–", "18", "3"], ["news/4 4 May 2031", "–", "19", "–"]]
    assert all(row[0].endswith("no date") for row in rows[-2:])
    section = tree.find("section", id="articles")
    links = [link.attributes["href"] for link in section.find("tbody").every("a")]
    assert links == ["data/articles/src-5.html", "data/articles/src-4.html", "data/articles/src-3.html",
                     "data/articles/src-2.html", "https://news.example/2", "data/articles/src-1.html",
                     "data/articles/src-6.html", "data/articles/src-7.html"]  # fmt: skip


def test_what_is_left_out_is_told_with_its_reasons(made: Package) -> None:
    reasons = [{"reason": "doc_id ... is there twice", "articles": 3}]
    left_out = {"articles": 3, "path": "data/left-out.jsonl", "bytes": 10, "hash": "sha256:00", "reasons": reasons}
    descriptor = {**made.descriptor, "publisher": {"leftOut": left_out}}
    tree = parsed(Package(made.folder, descriptor, {}).page())
    told = table(tree.find("section", id="overview"), "Why articles were left out")
    assert told == [["doc_id ... is there twice", "3"]]
    assert len([head for head in tree.every("h3") if head.text == "Left out"]) == 1


def test_an_archive_that_nobody_has_curated_has_no_columns_for_a_curator(tree: Element, tmp_path: Path) -> None:
    assert ["Statements with quoted words", "4"] in table(tree, "How the records were made")
    checked = [{**row, "method": "manual"} for row in ROWS["events"]]
    curated = parsed(package(tmp_path, {**ROWS, "events": checked}).page())
    assert ["Events", "6", "0", "0", "not looked for"] in table(curated, "How the records were made")
    lede = curated.find("section", id="overview").find("p", class_="caution").text
    assert f"{STATEMENTS + 11} of the {STATEMENTS + 17} records are automatic" in lede


def test_as_a_file_it_says_what_to_do_to_search_everything(tree: Element) -> None:
    assert "python -m http.server" in tree.find("div", id="everywhere").text
    assert f"Up to {SHOWN} rows of each table are here" in tree.find("section", id="tables").text


def test_it_may_ask_its_own_server_and_nobody_else(tree: Element) -> None:
    policy = tree.find("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"] or ""
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy


def test_hostile_text_is_only_text(tree: Element) -> None:
    assert [script.attributes.get("type") for script in tree.every("script")] == ["application/ld+json", None]
    assert not list(tree.every("img"))
    for element in tree.all():
        assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
        assert not (element.attributes.get("href") or "").lower().startswith("javascript:")


def test_every_link_inside_the_page_leads_somewhere(tree: Element) -> None:
    ids = {element.attributes.get("id") for element in tree.all()}
    targets = {link.attributes.get("href") or "" for link in tree.every("a")}
    assert {target[1:] for target in targets if target.startswith("#")} <= ids


def test_the_script_learns_where_the_rows_are(tree: Element, made: Package) -> None:
    section = tree.find("section", id="event_actors").attributes
    assert section["data-files"] == "data/event_actors.csv"
    assert section["data-key"] == "event_id actor_id role"
    assert section["data-rows"] == "12"
    assert section["data-bytes"] == str((made.folder / "data/event_actors.csv").stat().st_size)
    head = {cell.text: cell.attributes for cell in tree.find("section", id="event_actors").find("thead").every("th")}
    assert head["role"]["data-codes"] == "actor recipient"
    assert head["actor_id"]["data-to"] == "actors"
    assert not {"office", "wikidata_id"} - {cell.text for cell in tree.find("section", id="actors").every("code")}
    assert "wikidata_id" not in [cell.text for cell in tree.find("section", id="actors").find("thead").every("th")]


def test_tables_in_parts_give_the_same_answers(tmp_path: Path, made: Package) -> None:
    whole = load(made.descriptor, RAW, made.folder / "data", {})
    made = in_parts(in_parts(package(tmp_path, ROWS), "statements"), "events")
    parted = load(made.descriptor, RAW, made.folder / "data", {})
    assert collect_overview(parted) == collect_overview(whole)
    shown = [[table.rows, table.columns] for view in (parted, whole) for table in collect_tables(view)]
    assert shown[: len(shown) // 2] == shown[len(shown) // 2 :]
    assert parted.tables["statements"].csv_files == ["data/statements-0001.csv", "data/statements-0002.csv"]


def test_an_archive_of_which_nothing_is_known(tmp_path: Path) -> None:
    tree = parsed(package(tmp_path, {"sources": [{**row, "document_date": None} for row in SOURCES]}).page())
    overview = tree.find("section", id="overview")
    assert [head.text for head in overview.every("h3")] == ["Left out"]
    assert "No article of the archive was left out." in overview.text


def test_where_there_is_no_room_to_count_it_says_so(made: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "SETTINGS", "PRAGMA max_page_count = 2")
    with pytest.raises(OSError, match="no room to count what the page of an archive says: database or disk is full"):
        made.page()


def test_same_archive_same_bytes(made: Package) -> None:
    assert made.page() == made.page()


def large(number: int) -> dict[str, list[Row]]:
    """Many articles, full of long hostile texts."""
    words = "<&>🦀 " * 400
    days = [date(1990, 1, 1) + timedelta(days=n * 7) for n in range(number)]
    long = {"title": words, "doc_id": words, "publisher": words}
    sources: list[Row] = [
        {**SOURCES[0], "source_id": f"src-{n}", "document_date": day, **long} for n, day in enumerate(days)
    ]
    body = {"office": words, "note": words, "parent_actor_id": None}
    actors: list[Row] = [{**ACTORS[0], "actor_id": f"act-{n}", "name": f"{n} {words}", **body} for n in range(number)]
    events = [event(f"{n}", "ASSAULT", n, day, label=words, note=words) for n, day in enumerate(days)]
    said = [statement(n, content_text=words, quoted_text=words, quote_type="direct", source_id=f"src-{n}", note=words)
            for n in range(number)]  # fmt: skip
    figures = [
        figure(n, words, "killed", n, event_id=f"evt-{n}", counted_text=words, note=words) for n in range(number)
    ]
    return {
        "sources": sources, "actors": actors, "events": events, "statements": said, "figures": figures,
        "statement_actors": [part(n, f"{n}") for n in range(number)],
        "event_actors": [side(f"{n}", f"{n + shift}", role) for n in range(number - 1)
                         for shift, role in ((0, "actor"), (1, "recipient"))],
    }  # fmt: skip


def test_the_page_of_any_archive_is_below_500_kb(tmp_path: Path) -> None:
    made = package(tmp_path, large(300))
    made.descriptor["publisher"] = {
        "leftOut": {
            "articles": 20, "path": "data/left-out.jsonl", "bytes": 1, "hash": "sha256:00",
            "reasons": [{"reason": "<" * 200, "articles": 1}] * 20,
        }
    }  # fmt: skip
    assert len(made.page().encode()) < 500_000


def test_it_counts_the_acts_that_the_view_has(made: Package) -> None:
    """The view `acts` needs the evidence as well; here each record has one span."""
    view = load(made.descriptor, RAW, made.folder / "data", {})
    counted = {
        (row["actor"], row["act_type"], row["recipient"], row["mutual"]): row["times"]
        for row in collect_overview(view).deeds
    }
    database = sqlite3.connect(":memory:")
    for name in ("sources", "actors", "events", "event_actors", "statements", "statement_actors"):
        columns = [field["name"] for field in RAW[name]["fields"]]
        database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
        rows = [[str(cell) if isinstance(cell := row.get(c), date) else cell for c in columns] for row in ROWS[name]]
        database.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)
    for name in ("event_mentions", "event_places", "figures", "codes", "evidence"):
        database.execute(f"CREATE TABLE {name} ({', '.join(field['name'] for field in RAW[name]['fields'])})")
    spans = {row["evidence_id"] for name in ROWS for row in ROWS[name] if "evidence_id" in row}
    database.executemany("INSERT INTO evidence (evidence_id, basis) VALUES (?, 'explicit')", [(one,) for one in spans])
    database.executescript(VIEWS.read_text(encoding="utf-8"))
    view_rows = database.execute(
        "SELECT actor, act_type, recipient, is_mutual, count(*) FROM acts"
        " WHERE coalesce(auxiliary_mode, '') NOT IN ('negation', 'hypothetical')"
        " AND record_id <> 'evt-visit' GROUP BY 1, 2, 3, 4"
    )
    assert counted == {tuple(key): number for *key, number in view_rows}
