"""Each event with everybody who tells of it, and each statement with its way to the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from page_case import RAW, ROWS, Element, Row, evidence, package, parsed

from publisher.publish.page.names import Names
from publisher.publish.page.reports import Voices, read_accounts
from publisher.publish.page.view import load

pytestmark = pytest.mark.slow


def reports(folder: Path, **tables: Sequence[Row]) -> Mapping[str, Element]:
    """Event -> what the page says of it."""
    section = parsed(package(folder, {**ROWS, **tables}).page()).find("section", id="reports")
    return {report.find("h3").text: report for report in section.every("article")}


def paragraphs(report: Element) -> list[str]:
    return [p.text for p in report.every("p")]


def test_an_event_has_all_its_mentions_by_whom_and_as_what(tmp_path: Path) -> None:
    collapse = reports(tmp_path)["Two cranes collapse"]
    assert paragraphs(collapse)[:2] == [
        "other event, on or before 5 May 2031",
        "The article itself tells of it; so do the words of Ada Brook.",
    ]
    mentions = [item.text.strip() for item in collapse.every("li")]
    assert mentions == ["Two cranes collapsed the article", "sabotage as violence Ada Brook"]


def test_a_participant_who_is_only_claimed_says_by_whom(tmp_path: Path) -> None:
    (claim,) = [words for words in paragraphs(reports(tmp_path)["Two cranes collapse"]) if "claimed" in words]
    assert claim.startswith("Only claimed by Ada Brook: that Zef ")
    assert claim.endswith(" did it.")


def test_who_names_a_participant_and_alleges_nothing_is_said_to_name_it(tmp_path: Path) -> None:
    plain = [{**row, "event_type": None} for row in ROWS["event_mentions"]]
    collapse = reports(tmp_path, event_mentions=plain)["Two cranes collapse"]
    assert any(words.startswith("Said only by Ada Brook: that Zef ") for words in paragraphs(collapse))


def test_where_accounts_differ_is_said_before_all_events(tmp_path: Path) -> None:
    section = parsed(package(tmp_path, ROWS).page()).find("section", id="reports")
    _, differ = section.every("p", class_="lede")
    assert differ.text.startswith("Accounts differ on Two cranes collapse: ")
    assert differ.find("a").attributes["href"] == f"#{section.find('article', id='told-evt-collapse').attributes['id']}"


def test_where_nobody_claims_anything_no_account_differs(tmp_path: Path) -> None:
    section = parsed(package(tmp_path, {**ROWS, **told(True, {"voice": "own"})}).page()).find("section", id="reports")
    assert "Accounts differ" not in section.text


def told(asserted: bool | None, *voices: Mapping[str, str]) -> dict[str, Sequence[Row]]:
    events = [{**ROWS["events"][1], "is_asserted": asserted}]
    mentions = [{**ROWS["event_mentions"][n], "event_id": "evt-collapse", **cells} for n, cells in enumerate(voices, 1)]
    return {"events": events, "event_mentions": mentions, "event_actors": []}


@pytest.mark.parametrize(
    ("asserted", "voices", "verdict"),
    [
        (True, [{"voice": "own"}], "The article itself tells of it."),
        (
            False,
            [{"voice": "reported", "statement_id": "stm-claim"}],
            "Told only by others, probably Ada Brook.",  # the words are outside of what she says
        ),
        (
            False,
            [{"voice": "reported", "statement_id": "stm-brook"}, {"voice": "reported", "statement_id": "stm-claim"}],
            "Told only by Ada Brook; probably passed on by Gull Agency and Port Radio.",
        ),
        (
            False,
            [{"voice": "reported", "statement_id": "stm-claim", "event_type": "ASSAULT"}],
            "Only claimed by others, probably Ada Brook.",
        ),
        (None, [{"voice": "unknown"}], "It is not known whose words tell of it."),
    ],
)
def test_who_tells_of_an_event_is_one_sentence(
    tmp_path: Path, asserted: bool | None, voices: list[Mapping[str, str]], verdict: str
) -> None:
    tables = told(asserted, *voices)
    assert verdict in paragraphs(reports(tmp_path, **tables)["Two cranes collapse"])
    card = parsed(package(tmp_path, {**ROWS, **tables}).page()).find("article", id="evt-collapse")
    assert card.find("p", class_="through").text == verdict


def test_one_event_that_only_others_tell_of_is_not_counted(tmp_path: Path) -> None:
    rows = {**ROWS, **told(False, {"voice": "reported", "statement_id": "stm-brook"})}
    lede = parsed(package(tmp_path, rows).page()).find("section", id="reports").find("p", class_="lede")
    assert lede.text.startswith("The event (dashed line) is told only by others, whom the article quotes or cites.")


def test_what_makes_a_source_weak_is_told_once_and_its_name_has_a_star(tmp_path: Path) -> None:
    named = [{**row, "note": "State-run." if row["actor_id"] == "act-radio" else None} for row in ROWS["actors"]]
    page = parsed(package(tmp_path, {**ROWS, "actors": named}).page())
    weak = page.find("section", id="reports").find("div", id="weak")
    assert [item.text for item in weak.every("li")] == ["Port Radio: State-run."]
    speakers = page.find("section", id="speakers")
    assert "Port Radio*" in speakers.text
    assert page.find("section", id="reports").find("p", class_="lede").find("a").attributes["href"] == "#weak"
    card = page.find("article", id="stm-brook")
    assert [note.text for note in card.every("p", class_="note")] == ["Port Radio: State-run."]


def test_who_tells_it_and_who_passed_it_on_each_once(tmp_path: Path) -> None:
    """Also where a name holds what a cell of a view puts between two names."""
    called = {"act-brook": "Reed > Sons + Co", "act-radio": "Radio; Port"}
    actors = [
        dict(row) | ({"name": called[row["actor_id"]]} if row["actor_id"] in called else {}) for row in ROWS["actors"]
    ]
    doubt = evidence("statements", "stm-gull", "reported_by", "according to", basis="inferred")
    made = package(tmp_path, {**ROWS, "actors": actors, "evidence": [*ROWS["evidence"], doubt]})
    view = load(made.descriptor, RAW, made.folder / "data", {})
    names, said = Names(view), {row["statement_id"]: row for row in view.rows("statements")}
    brook, claim = names.chain(said["stm-brook"]), names.chain(said["stm-claim"])
    gull = Voices(["Gull Agency"], ["Radio; Port"])
    for accounts, origins, relays in [
        ([], Voices([], []), Voices([], [])),
        ([(brook, False)], Voices(["Reed > Sons + Co"], []), gull),
        ([(brook, True)], Voices([], ["Reed > Sons + Co"]), Voices([], ["Gull Agency", "Radio; Port"])),
        ([(brook, True), (claim, False)], Voices(["Reed > Sons + Co"], []), Voices([], ["Gull Agency", "Radio; Port"])),
        ([(brook, True), (brook, False)], Voices(["Reed > Sons + Co"], []), gull),
    ]:
        assert read_accounts(names, accounts) == (origins, relays)


def test_of_joint_speakers_each_has_its_own_star(tmp_path: Path) -> None:
    """A name may hold "and", as that of a ministry does."""
    called = {"act-brook": "Ministry of Ports and Fish", "act-quill": "Zef Quill"}
    actors = [
        dict(row) | ({"name": called[row["actor_id"]]} if row["actor_id"] in called else {}) for row in ROWS["actors"]
    ]
    actors = [{**row, "note": "Says little." if row["actor_id"] == "act-brook" else None} for row in actors]
    made = package(tmp_path, {**ROWS, "actors": actors})
    names = Names(load(made.descriptor, RAW, made.folder / "data", {}))
    both = next(row for row in ROWS["statements"] if row["statement_id"] == "stm-both")
    assert names.starred(both) == "Ministry of Ports and Fish* and Zef Quill"


def test_parts_of_an_event_and_the_whole_lead_to_each_other(tmp_path: Path) -> None:
    talks, collapse = ROWS["events"]
    found = reports(tmp_path, events=[talks, {**collapse, "parent_event_id": "evt-talks"}])
    assert "Includes: Two cranes collapse" in paragraphs(found["Brook and Quill agree"])
    assert "Part of: Brook and Quill agree" in paragraphs(found["Two cranes collapse"])


def figure(folder: Path, **cells: object) -> str:
    twelve = ROWS["figures"][0]
    rows = [twelve, {**twelve, "figure_id": "fig-again", **cells}]
    section = parsed(package(folder, {**ROWS, "figures": rows}).page()).find("section", id="reports")
    return list(section.find("ul", class_="figures").every("li"))[1].text.strip()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, "given by Ada Brook and Zef"),
        ({"statement_id": None}, "given by the article itself"),
        ({"statement_id": None, "method": "automatic"}, "it is not known who gives it"),
        ({"statement_id": None, "is_estimate": True}, "estimated by the article itself"),
        ({"statement_id": None, "auxiliary_mode": "hypothetical"}, "given by the article itself, hypothetical"),
        ({"statement_id": None, "auxiliary_mode": "negation"}, "given by the article itself, said not to be so"),
        ({"statement_id": None, "fuller_figure_id": "fig-pilots"}, "itself; more fully in: 12: 12 pilots"),
    ],
)
def test_a_figure_says_who_gives_it_and_what_it_is(tmp_path: Path, cells: Mapping[str, object], words: str) -> None:
    assert words in figure(tmp_path, **cells)


def ways(folder: Path, **tables: Sequence[Row]) -> dict[str, list[str]]:
    """Who says it, and who passed it on -> what was said."""
    section = parsed(package(folder, {**ROWS, **tables}).page()).find("section", id="speakers")
    return {
        f"{way.find('h3').text}, {way.find('p').text}": [
            " ".join(item.text.split()) for item in way.find("ul").every("li")
        ]
        for way in section.find("ol").children
    }


def test_what_was_said_is_read_from_the_speaker_outwards(tmp_path: Path) -> None:
    found = ways(tmp_path)
    assert next(iter(found)) == "Ada Brook, passed on by Gull Agency, then by Port Radio"
    (said,) = found["Ada Brook, passed on by Gull Agency, then by Port Radio"]
    assert said.startswith("told the quay must open demand, to Zef")
    assert found["Ada Brook, reported by the article itself"][0].startswith(
        "calls sabotage by Quill blame or concern, directed at Zef"
    )


def test_what_is_said_is_never_cut(tmp_path: Path) -> None:
    long = "the quay " + "must " * 40 + "open"
    rows = {**ROWS, "statements": [{**row, "content_text": long} for row in ROWS["statements"]]}
    assert long in parsed(package(tmp_path, rows).page()).find("section", id="speakers").text


def test_a_step_that_is_only_inferred_says_so(tmp_path: Path) -> None:
    link = evidence("statements", "stm-gull", "reported_by", "according to", basis="inferred")
    found = ways(tmp_path, evidence=[*ROWS["evidence"], link])
    assert "Ada Brook, passed on by Gull Agency, then by Port Radio?" in found


def test_the_same_words_lead_to_the_fuller_row(tmp_path: Path) -> None:
    said = [
        dict(row) | ({"fuller_statement_id": "stm-brook"} if row["statement_id"] == "stm-claim" else {})
        for row in ROWS["statements"]
    ]
    assert (
        "; more fully in: Ada Brook: the quay must open"
        in ways(tmp_path, statements=said)["Ada Brook, reported by the article itself"][0]
    )
