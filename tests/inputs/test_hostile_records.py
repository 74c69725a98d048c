"""Curated files, actors and dataset from anybody are refused in a clear line, at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command import ACTORS, DATASET, PIER_RECORDS, briefly
from hostile_case import DATA, built, refused, rows

from publisher.problem import MOST_PROBLEMS


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    briefly(monkeypatch)


def test_what_a_record_says_is_shown_as_it_is_spelt(tmp_path: Path) -> None:
    strange = PIER_RECORDS.replace("Ines Varga", "\\u001b[2J\\u202e\\u200b Varga")
    strange = strange.replace("[source]", '[source]\n"\\u0007" = 1')
    ran = built(tmp_path, pier_toml=strange)
    assert ran.code == DATA
    assert "\\x1b[2J\\u202e\\u200b" in ran.errors
    assert "\\x07" in ran.errors
    assert all(line.isprintable() for line in ran.lines)


def test_what_a_curator_writes_holds_nothing_invisible(tmp_path: Path) -> None:
    places = {
        "actors.toml": (ACTORS, '"Ines Varga"'),
        "pier.toml": (PIER_RECORDS, '"date line"'),
        "dataset.toml": (DATASET, '"Harbour news"'),
    }
    ran = built(tmp_path, **{name: text.replace(old, '"a\\u202eb"') for name, (text, old) in places.items()})
    assert ran.code == DATA
    assert {fault.partition(":")[0] for fault in ran.faults} == set(places)
    assert all(line.isprintable() for line in ran.lines)


REJECTED = '[[rejected]]\nkind="figure"\ntext="zz"\nparagraph=2\nreason="x"\n'
MANY: dict[str, Callable[[int], dict[str, str]]] = {
    "rejections of what is not there": lambda n: {"pier_toml": PIER_RECORDS + REJECTED * n},
    "unknown tables": lambda n: {"pier_toml": "".join(f"[evnts{number}]\n" for number in range(n))},
    "one unknown key each": lambda n: {"pier_toml": PIER_RECORDS + "[[events]]\nidd = 1\n" * n},
    "actors with parents that do not exist": lambda n: {
        "actors_toml": "".join(
            f'[[actors]]\nid = "act-{i}"\nname = "A{i}"\nactor_type = "state"\nparent_actor_id = "act-{"zyx" * 9}{i}"\n'
            for i in range(n)
        )
    },
    "bad lines": lambda n: {"x_jsonl": "{}\n" * n},
}


@pytest.mark.parametrize("many", MANY.values(), ids=MANY)
def test_very_many_faults_are_told_as_one(many: Callable[[int], dict[str, str]], tmp_path: Path) -> None:
    ran = built(tmp_path, **many(2 * MOST_PROBLEMS))
    assert ran.code == DATA
    assert MOST_PROBLEMS <= len(ran.faults) <= MOST_PROBLEMS + 10
    assert "more problems than these" in ran.errors


@pytest.mark.parametrize("length", [201, 70_000])
@pytest.mark.parametrize("name", ["Ines Varga", "Varga"])
def test_a_name_that_no_text_prints_is_refused(name: str, length: int, tmp_path: Path) -> None:
    ran = built(tmp_path, actors_toml=ACTORS.replace(f'"{name}"', f'"{"a" * length}"'))
    refused(ran, f"has {length:,} characters; a name as it is printed has at most 200")


def test_an_actor_that_is_there_very_often_is_one_fault(tmp_path: Path) -> None:
    actor = '[[actors]]\nid = "act-a"\nname = "A"\nactor_type = "state"\n'
    ran = built(tmp_path, actors_toml=actor * 400)
    refused(ran, "actors[act-a].id: is used more than once (line 1, line 5, line 9 and 397 more)")


def test_a_name_of_two_hundred_characters_is_found(tmp_path: Path) -> None:
    name = "Varga" * 40
    text = f"“We lost 12 nets,” {name} said.\n"
    assert built(tmp_path, actors_toml=ACTORS.replace('"Varga"', f'"{name}", "Varga"'), nets_txt=text).code == 0
    assert name in {row["exact"] for row in rows(tmp_path, "evidence")}


CIRCLE = '[[actors]]\nid = "act-a{0}"\nname = "A{0}"\nactor_type = "state"\nparent_actor_id = "act-a{1}"\n'


def test_a_long_circle_of_parents_is_one_fault(tmp_path: Path) -> None:
    count = 2_000
    ran = built(tmp_path, actors_toml="".join(CIRCLE.format(i, (i + 1) % count) for i in range(count)))
    refused(ran, "actors[act-a0].parent_actor_id: leads in a circle: act-a0 > act-a1 > ", " ... ", " > act-a0")


@pytest.mark.stress
def test_a_million_rejections(tmp_path: Path) -> None:
    ran = built(tmp_path, pier_toml=PIER_RECORDS + REJECTED * 1_000_000)
    assert (ran.code, len(ran.faults)) == (DATA, MOST_PROBLEMS + 1)
