"""Which mentions in an article are of one event."""

from __future__ import annotations

import pytest

from publisher.extract import everything
from publisher.extract.events import Event


def occasions(article: str) -> list[str | None]:
    """The occasion of each event of a text."""
    return [one.event for one in everything(article) if isinstance(one, Event)]


@pytest.mark.parametrize(
    "article",
    [
        "Rebels attacked the port of Varna. The attack on the port shocked the town.",
        "The army of Denmark shelled the port. The army shelled the port.",
        "Police arrested two guards. The two guards were arrested in Bath.",
        "Police arrested Maria Lopez on Monday. Lopez was arrested by police.",
        "Maria Lopez was shot in Bath. AFP reported that she was shot.",
        "Rebels attacked the port. The attack on the port left two guards dead.",
        "The invasion of Georgia in 1921 failed. Few recall the invasion of Georgia.",
        "The attack on the port left two guards dead and many wounded.",
        "An earthquake hit Norway on Monday. The quake killed ten people in Oslo.",
        "A bus crashed near Bath. Ten people died in the crash.",
        "The hotel caught fire on Monday. Ten people died in the blaze.",
        "Norland held an election on Monday. Few voted in the election.",
        "Maria Lopez was sworn in on Monday. Lopez was sworn in in Bath.",
        "Maria Lopez won the Acme Prize. Lopez won the prize in Bath.",
        "Maria Lopez went on trial on Monday. The trial is open.",
        "Rebels attacked a bus. Two soldiers were killed.",
    ],
)
def test_the_same_is_told_twice(article: str) -> None:
    assert occasions(article) == ["0", "0"]


@pytest.mark.parametrize(
    "article",
    [
        "Ten people were killed when gunmen attacked a bus.",
        "Rebels attacked a convoy, killing six guards and wounding nine drivers.",
        "Gunmen shot and killed a judge.",
        "Gunmen attacked a bus. They killed two guards.",
    ],
)
def test_an_attack_and_what_came_of_it_are_one(article: str) -> None:
    assert set(occasions(article)) == {"0"}


@pytest.mark.parametrize(
    "article",
    [
        pytest.param("Rebels attacked the port. Police arrested the rebels.", id="other type"),
        pytest.param("Two guards were killed. Rebels attacked the port.", id="other sentence"),
        pytest.param("Police arrested Maria Lopez. Police arrested John Smith.", id="other name"),
        pytest.param("Police arrested two guards. Police arrested five guards.", id="other number"),
        pytest.param("Rebels attacked the port. Rebels will attack the port.", id="still to come"),
        pytest.param("Rebels did not attack the port. Rebels attacked the port.", id="denied"),
        pytest.param("Rebels shot a guard in Bath. Rebels shot a guard in Oslo.", id="other place"),
        pytest.param("Maria Lopez was killed. Jon Roe was killed. Ann Poe was killed.", id="other names"),
        pytest.param("Rebels attacked the port. An attack left two guards dead.", id="another attack"),
        pytest.param("Acme bought Bolt. Acme bought Gull.", id="another firm"),
        pytest.param("Maria Lopez won the Acme Prize. Lopez won the Bolt Award.", id="another prize"),
        pytest.param("Prices of oil fell 3 percent. Prices of oil rose 2 percent.", id="the other way"),
        pytest.param("The election in Norway was close. The election in Sweden was not.", id="another election"),
        pytest.param("Norway held an election. Sweden held an election.", id="the election of another state"),
        pytest.param("Rebels attacked a bus. In another town, two guards were killed.", id="harm elsewhere"),
        pytest.param("They recalled the attack on the port. Rebels attacked the port.", id="remembered"),
        pytest.param("They attacked him. He attacked them.", id="nothing is shared"),
        pytest.param("Gunmen attacked a bus. The army came. They killed two guards.", id="whom?"),
        pytest.param("Rebels attacked the port on 3 May 2020. Rebels attacked the port on 4 May 2020.", id="other day"),
    ],
)
def test_two_events_are_two(article: str) -> None:
    found = occasions(article)
    assert len(found) == len(set(found))
