"""What candidates have to do with each other: speaker, hearer, target, day of saying; where a figure belongs."""

from __future__ import annotations

from datetime import date

import pytest
from linear_time import grows_linearly

from publisher.extract import everything
from publisher.extract.candidates import Figure, Name, Quote
from publisher.extract.events import Event

DAY = date(2024, 3, 14)


def quote(article: str) -> Quote:
    """The last quotation or reported speech of a text."""
    return [one for one in everything(article, DAY) if isinstance(one, Quote) and one.kind != "marks"][-1]


def figure(article: str) -> Figure:
    (found,) = [one for one in everything(article, DAY) if isinstance(one, Figure)]
    return found


@pytest.mark.parametrize(
    ("article", "actor"),
    [
        ("Maria Lopez said the port was closed.", "person:maria lopez"),
        ("The mayor, Maria Lopez, said the port was closed.", "person:maria lopez"),
        ("There sat Maria Lopez. Lopez said the port was closed.", "person:maria lopez"),
        ("Maria Lopez laughed. She said the port was closed.", "person:maria lopez"),
        ("Denmark said the port was closed.", "state:DK"),
        ("The World Grain Council said the port was closed.", "name:world grain council"),
        ("The World Grain Council group said the port was closed.", "name:world grain council"),
        ("The World Grain Council (WGC) said the port was closed.", "name:world grain council"),
        ("Secretary of State Maria Lopez said the port was closed.", "person:maria lopez"),
        ("The director of the Grain Board, Maria Lopez, said the port was closed.", "person:maria lopez"),
        ("The mayor of Bath, Maria Lopez, said the port was closed.", "person:maria lopez"),
        ("Denmark's World Grain Council said the port was closed.", "name:world grain council"),
        ("A Danish Grain spokesman said the port was closed.", None),
        ("A spokesman for Denmark said the port was closed.", None),
        ("Maria Lopez's lawyer said the port was closed.", None),
        ("The mayor said the port was closed.", None),
        ("A source close to Maria Lopez said the port was closed.", None),
        ("People like Maria Lopez said the port was closed.", None),
        ("Maria Lopez laughed. She said that people like Lopez had closed the port.", None),
        ("Maria Lopez laughed. She said that people like Roe had closed the port.", "person:maria lopez"),
        ("Sheikh Omar Lopez laughed. Then Sheikh Omar said: “It is late.” “It is,” he said.", "person:omar lopez"),
    ],
)
def test_the_speaker_is_an_actor(article: str, actor: str | None) -> None:
    assert quote(article).speaker_actor_id == actor


@pytest.mark.parametrize(
    ("article", "rule"),
    [
        ("The mayor Zubo Lopaz left. Mr Lopaz said it was late.", "name.speaker"),
        ("The mayor Zubo Lopaz left. Mr Lopaz was late.", "name.evident"),
        ("Maria Lopez left. Ms Lopez said it was late.", "name.given"),
        ("The firm Zubo TX left. Zubo said it was late.", "name.evident"),
    ],
)
def test_who_speaks_and_is_named_in_full_is_surely_a_person(article: str, rule: str) -> None:
    assert next(one for one in everything(article) if isinstance(one, Name)).rule == rule


def test_the_entity_is_that_of_the_name() -> None:
    found = everything("Maria Lopez said the port was closed.", DAY)
    (name,) = [one for one in found if isinstance(one, Name)]
    assert [one.speaker_entity for one in found if isinstance(one, Quote)] == [name.entity]


@pytest.mark.parametrize(
    ("article", "day"),
    [
        ("Lee said on Monday that the port was closed.", "2024-03-11"),
        ("Lee told reporters on Monday that the port was closed.", "2024-03-11"),
        ("The port was closed, Lee said on Monday.", "2024-03-11"),
        ("“The port is closed,” said Lee on Monday.", "2024-03-11"),
        ("On Monday, Lee said the port was closed.", "2024-03-11"),
        ("Lee said the port was closed on Monday.", None),
        ("Lee said the port was closed.", None),
    ],
)
def test_the_day_of_saying_is_in_the_clause_of_the_cue(article: str, day: str | None) -> None:
    assert quote(article).said_edtf == day


@pytest.mark.parametrize(
    ("article", "addressee"),
    [
        ("Lee told reporters that the port was closed.", "reporters"),
        ("“The port is closed,” Lee told the court on 3 March.", "the court"),
        ("Lee told them that the port was closed.", "them"),
        ("“The port is closed,” Lee was told by Roe.", None),
        ("Lee said that the port was closed.", None),
    ],
)
def test_who_is_told(article: str, addressee: str | None) -> None:
    heard = quote(article).addressee
    assert (heard.text if heard else None) == addressee


@pytest.mark.parametrize(
    ("article", "act", "target"),
    [
        ("Lee condemned the army for “a shameful raid”.", "ACCUSE", "the army"),
        ("Lee praised the crew for “a brave night”.", "SUPPORT", "the crew"),
        ("Lee promised to mend the nets.", "AGREE", None),
        ("Lee said the nets were lost.", None, None),
    ],
)
def test_what_is_done_by_saying_it(article: str, act: str | None, target: str | None) -> None:
    found = quote(article)
    assert (found.act_type, found.target.text if found.target else None) == (act, target)


@pytest.mark.parametrize(
    ("article", "statement"),
    [
        ("Lee said that 12 boats were lost.", "12 boats were lost"),
        ("“We lost 12 boats,” said Lee.", "“We lost 12 boats,”"),
        ("The port has 12 boats.", None),
        ("Lee, who has 12 boats, said that it was cold.", None),
    ],
)
def test_the_statement_of_a_figure_holds_it(article: str, statement: str | None) -> None:
    found = figure(article).statement
    assert (found.text if found else None) == statement


def test_a_content_of_two_quotations_is_of_both() -> None:
    found = figure("Lee said the army had “lost” 12 boats in “a bad” night.").statement
    assert found and found.text == "“lost”"


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["Lee said 12 boats sank on Monday. ", "Lee said ", "“12 boats,” said Lee on Monday, "]
)
def test_time_grows_linearly(unit: str) -> None:
    assert grows_linearly(lambda article: everything(article, DAY), unit, 2_000)


@pytest.mark.parametrize(
    ("article", "event"),
    [
        ("Rebels killed seven guards.", "0"),
        ("Seven guards were killed by rebels.", "0"),
        ("Rebels attacked the port. The port has seven boats.", None),
        ("Rebels attacked the port. The attack left at least seven dead.", "0"),
        ("At least seven died and gunmen fled after rebels attacked the port.", "0"),
        ("Rebels attacked the port, and police arrested seven guards.", "1"),
    ],
)
def test_the_event_of_a_figure_is_that_of_its_clause(article: str, event: str | None) -> None:
    assert figure(article).event == event


@pytest.mark.parametrize(
    ("article", "day"),
    [
        ("Police said on Monday they had killed the gunman.", None),
        ("Gunmen attacked the port on Sunday, police said on Monday.", "2024-03-10"),
        ("Police said gunmen attacked the port on Monday.", "2024-03-11"),
        ("Gunmen attacked the port on Monday and fled, police said.", "2024-03-11"),
    ],
)
def test_the_day_of_saying_dates_nothing_that_is_said(article: str, day: str | None) -> None:
    assert [one.date for one in everything(article, DAY) if isinstance(one, Event)] == [day]


def test_the_day_of_the_dateline_is_not_that_of_an_event() -> None:
    article = "LISBON, 12 March 2024 (Reuters) - Police arrested two men."
    assert [one.date for one in everything(article, DAY) if isinstance(one, Event)] == [None]


@pytest.mark.parametrize("said", ["denied that they had killed 12 men", "said that they had not killed 12 men"])
def test_nobody_counts_whom_nobody_killed(said: str) -> None:
    assert figure(f"The rebels {said}.").measure == "other"
