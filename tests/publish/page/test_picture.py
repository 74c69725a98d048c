"""The picture of who deals with whom: each actor once, conflict on the left, cooperation on the right."""

from __future__ import annotations

from publisher.publish.page.interactions import Act, Pair
from publisher.publish.page.picture import ACTORS, draw_picture
from publisher.publish.page.reports import Voices
from publisher.publish.page.words import Words

CONFLICT, COOPERATION = "verbal conflict", "material cooperation"


def pair(names: str, *acts: str, claimed: bool = False) -> Pair:
    rows = [{"quad_class": nature, "is_claimed": claimed} for nature in acts]
    nobody = Voices([], [])
    acts_ = [Act(row, Words("aid"), Words("x"), None, frozenset(), nobody, nobody) for row in rows]
    return Pair(names.split("-"), acts_)


def test_each_actor_stands_once_near_those_it_deals_with() -> None:
    drawn = draw_picture([pair("Ada-Bo", CONFLICT), pair("Cy-Di", CONFLICT), pair("Bo-Cy", CONFLICT, CONFLICT)])
    assert drawn is not None
    assert [line.name for line in drawn.lines] == ["Bo", "Cy", "Ada", "Di"]
    assert [line.y for line in drawn.lines] == [52, 78, 104, 130]


def test_those_with_as_many_acts_stand_in_the_order_of_the_text_in_every_run() -> None:
    drawn = draw_picture(
        [pair("Hub-Fay", CONFLICT), pair("Hub-Eve", CONFLICT), pair("Hub-Dan", CONFLICT), pair("Hub-Cid", CONFLICT)]
    )
    assert drawn is not None
    assert [line.name for line in drawn.lines] == ["Hub", "Fay", "Eve", "Dan", "Cid"]


def test_conflict_is_an_arc_on_the_left_and_cooperation_one_on_the_right() -> None:
    drawn = draw_picture([pair("Ada-Bo", CONFLICT, COOPERATION, COOPERATION), pair("Bo-Cy", CONFLICT, claimed=True)])
    assert drawn is not None
    assert [(arc.says, arc.nature, arc.thickness, arc.claimed) for arc in drawn.arcs] == [
        ("Ada and Bo: aid", "conflict", 1, False),
        ("Ada and Bo: aid", "cooperation", 2, False),
        ("Bo and Cy: aid", "conflict", 1, True),
    ]
    assert [arc.path for arc in drawn.arcs[:2]] == ["M128 52A13 13 0 0 0 128 78", "M312 52A13 13 0 0 1 312 78"]
    ada, bo, cy = sorted(drawn.lines, key=lambda line: line.name)
    assert [[start for start, _ in line.leads] for line in (ada, bo, cy)] == [[128, 312], [128, 312], [128]]


def test_without_two_pairs_there_is_no_picture() -> None:
    assert draw_picture([]) is None
    assert draw_picture([pair("Ada-Bo", CONFLICT), pair("Ada", CONFLICT), pair("Bo-Cy", "")]) is None


def test_many_actors_and_long_names_have_no_room() -> None:
    name = "A" * 80
    drawn = draw_picture([pair(f"{name}-{number}", COOPERATION) for number in range(ACTORS + 3)])
    assert drawn is not None
    assert (len(drawn.lines), len(drawn.arcs), drawn.left_out) == (ACTORS, ACTORS - 1, 4)
    assert "…" in drawn.lines[0].name
