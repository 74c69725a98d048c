"""What a version may be: measured against the record of the last release."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from publisher.problem import Refused
from publisher.schemas import Schema, parse
from publisher.versions.released import problems, record
from publisher.versions.steps import metadata
from publisher.versions.withdrawals import Retired, read

EVENTS = parse(
    "events",
    {
        "title": "Events",
        "fields": [
            {"name": "event_id", "type": "string"},
            {"name": "kind", "type": "string", "constraints": {"enum": ["storm", "flood"]}},
            {"name": "method", "type": "string"},
        ],
        "primaryKey": "event_id",
    },
)
IDS = {"events": ["evt-flood", "evt-storm"]}


def descriptor(
    version: str = "1.0.0", created: str = "2024-03-04T00:00:00Z", rows: int = 2, hash: str = "sha256:a", **about: Any
) -> dict[str, Any]:
    return {
        "name": "weather",
        "title": "Weather",
        "version": version,
        "created": created,
        **about,
        "resources": [{"name": "events", "path": "data/events.csv", "rows": rows, "hash": hash, "bytes": 9}],
    }


RELEASED = record(descriptor(), {"events": EVENTS}, IDS, [])


def said(
    now: dict[str, Any],
    ids: dict[str, list[str]] = IDS,
    schema: Schema = EVENTS,
    retired: tuple[Retired, ...] = (),
    released: dict[str, Any] | None = RELEASED,
) -> list[str]:
    return [str(problem) for problem in problems(released, retired, now, {"events": schema}, ids)]


def with_field(**field: Any) -> Schema:
    fields = [f for f in EVENTS.descriptor["fields"] if f["name"] != field["name"]]
    return parse("events", {**EVENTS.descriptor, "fields": [*fields, field]})


LATER = "2024-05-01T00:00:00Z"
MORE = {"events": [*IDS["events"], "evt-hail"]}
FEWER = {"events": ["evt-storm"]}
GONE = (Retired("evt-flood", None, "never happened"),)


def test_before_the_first_release_every_version_is_fine() -> None:
    assert said(descriptor("0.1.0"), released=None) == []


def test_what_was_released_is_still_fine() -> None:
    assert said(descriptor()) == []


@pytest.mark.parametrize(
    ("change", "least"),
    [
        ({"now": {"hash": "sha256:b"}}, "1.0.1"),
        ({"now": {"title": "The weather"}}, "1.0.1"),
        ({"now": {"rows": 3, "hash": "sha256:b"}}, "1.1.0"),
        ({"now": {"rows": 3, "hash": "sha256:b"}, "ids": MORE}, "1.1.0"),
        ({"now": {"rows": 1, "hash": "sha256:b"}, "ids": FEWER, "retired": GONE}, "2.0.0"),
        ({"schema": with_field(name="place", type="string")}, "1.1.0"),
        ({"schema": with_field(name="kind", type="string", constraints={"enum": ["storm", "flood", "hail"]})}, "1.1.0"),
        ({"schema": with_field(name="kind", type="string", constraints={"enum": ["storm"]})}, "1.0.1"),
        ({"schema": with_field(name="method", type="boolean")}, "2.0.0"),
    ],
)
def test_the_version_must_be_large_enough(change: dict[str, Any], least: str) -> None:
    given = {key: value for key, value in change.items() if key != "now"}
    about = change.get("now", {})
    assert said(descriptor(least, LATER, **about), **given) == []
    major, minor, patch = map(int, least.split("."))
    smaller = {(1, 0, 1): "1.0.0", (1, 1, 0): "1.0.9", (2, 0, 0): "1.9.9"}[major, minor, patch]
    (problem,) = said(descriptor(smaller, LATER, **about), **given)
    assert problem.startswith(f'dataset.toml: version: "{smaller}" is too small; since 1.0.0 there is a ')
    assert problem.endswith(f"write {least} or later")


def test_the_problem_says_what_asks_for_the_step() -> None:
    (problem,) = said(descriptor(rows=3, hash="sha256:b"), MORE)
    assert "minor change" in problem
    assert "events: 1 new id: evt-hail" in problem


def test_a_version_does_not_go_back() -> None:
    (problem,) = said(descriptor("0.9.0"))
    assert "it goes back" in problem


def test_a_new_version_has_a_day_of_its_own() -> None:
    (problem,) = said(descriptor("1.0.1", hash="sha256:b"))
    assert problem.startswith('dataset.toml: created: "2024-03-04T00:00:00Z" is not after release 1.0.0')


def test_an_id_does_not_vanish_in_silence() -> None:
    problem, _ = said(descriptor("1.1.0", LATER, rows=1, hash="sha256:b"), FEWER)
    assert problem == "retired.toml: evt-flood: was in events of 1.0.0 and is gone; bring it back, or withdraw it"


def test_the_entries_of_all_ids_that_are_gone_can_be_copied_at_once() -> None:
    now = descriptor("2.0.0", LATER, rows=0, hash="sha256:b")
    gone = problems(RELEASED, (), now, {"events": EVENTS}, {"events": []})
    assert Refused(gone).lines[-9:] == [
        "to add to retired.toml:",
        "",
        "[[retired]]",
        'id = "evt-flood"',
        'reason = "..."',
        "",
        "[[retired]]",
        'id = "evt-storm"',
        'reason = "..."',
    ]


def test_a_retired_id_does_not_come_back() -> None:
    (problem,) = said(descriptor(), retired=GONE)
    assert problem.startswith("retired.toml: retired[evt-flood].id: is a row of events")


def test_an_entry_stays_for_good() -> None:
    released = record(descriptor(), {"events": EVENTS}, IDS, [Retired("evt-hail", None, "withdrawn")])
    (problem,) = said(descriptor(), released=released)
    assert problem == "retired.toml: retired[evt-hail]: its entry is gone; an id stays retired for good"


def test_what_replaces_an_id_must_be_there() -> None:
    def retired(*pairs: tuple[str, str]) -> tuple[Retired, ...]:
        return tuple(Retired(old, new, "renamed") for old, new in pairs)

    assert said(descriptor(), retired=retired(("evt-a", "evt-storm"))) == []
    assert said(descriptor(), retired=retired(("evt-a", "evt-b"), ("evt-b", "evt-storm"))) == []
    assert len(said(descriptor(), retired=retired(("evt-a", "evt-nowhere")))) == 1
    assert len(said(descriptor(), retired=retired(("evt-a", "evt-b"), ("evt-b", "evt-a")))) == 2


def test_many_vanished_ids_are_counted() -> None:
    ids = {"events": [f"evt-{n}" for n in range(100)]}
    released = record(descriptor(rows=100), {"events": EVENTS}, ids, [])
    found = said(descriptor("2.0.0", LATER, rows=0, hash="sha256:b"), {"events": []}, released=released)
    assert len(found) == 21
    assert found[-1] == "retired.toml: events: and 80 more ids are gone"


def test_the_record_is_not_changed_by_reading_it() -> None:
    before = copy.deepcopy(RELEASED)
    said(descriptor("1.1.0", LATER, rows=3, hash="sha256:b"), MORE)
    assert before == RELEASED


# retired.toml


def entries(text: str) -> list[str]:
    try:
        read("retired.toml", text.encode())
    except Refused as refused:
        return [str(problem) for problem in refused.problems]
    return []


def test_an_entry_has_an_id_a_reason_and_perhaps_a_successor() -> None:
    text = '[[retired]]\nid = "evt-a"\nreason = "Counted twice."\nreplaced_by = "evt-b"\n'
    assert read("retired.toml", text.encode()) == (Retired("evt-a", "evt-b", "Counted twice."),)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('id = "evt-a"', "retired[evt-a].reason: is missing"),
        ('reason = "x"', "retired[number 1].id: is missing"),
        ('id = "evt-a"\nreason = ""', 'retired[evt-a].reason: "" is empty'),
        ('id = "evt-a"\nreason = 7', "retired[evt-a].reason: is no text"),
        ('id = "Evt A"\nreason = "x"', 'retired[Evt A].id: is "Evt A"; write an id'),
        ('id = "evt-a"\nreplaced_by = 7\nreason = "x"', "retired[evt-a].replaced_by: is 7"),
        ('id = "evt-a"\nreson = "x"\nreason = "x"', "retired[evt-a].reson: is no key of this record"),
        ('id = "evt-a"\nreason = "x"\n[[retired]]\nid = "evt-a"\nreason = "y"', "retired[evt-a].id: is retired twice"),
    ],
)
def test_a_faulty_entry_is_named(entry: str, problem: str) -> None:
    (found,) = entries(f"[[retired]]\n{entry}\n")
    assert found.startswith(f"retired.toml: {problem}")


@pytest.mark.parametrize("text", ["", "retired = 7", "[retired]\nid = 7", "[[gone]]\n", "x"])
def test_another_file_is_none(text: str) -> None:
    assert entries(text)


def test_the_digest_of_the_extractor_asks_for_no_version() -> None:
    """It changes with each comment in the code."""
    one, two = ({"publisher": {"version": "1", "extractorDigest": digest}} for digest in ("sha256:0", "sha256:1"))
    assert metadata(one) == metadata(two)
