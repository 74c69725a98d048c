"""Every candidate says by which rule it was found, and the list of these rules is closed."""

from __future__ import annotations

import pytest

from publisher.extract import everything, rule_names
from publisher.extract.candidates import Authority, Known

KNOWN = Authority({"Norland": [Known("act-norland", "Norland", "state", "name")]})

FOUND_BY = {
    "direct.tag": ("“We lost 12 nets,” said Lee.", "“We lost 12 nets,”"),
    "direct.introduced": ("Lee said, “We lost all of them.”", "“We lost all of them.”"),
    "direct.left": ("Lee said “we lost all of them.”", "“we lost all of them.”"),
    "direct.name": ("Lee: “We lost all of them.”", "“We lost all of them.”"),
    "direct.continued": ("“We lost all,” said Lee. “It was a hard night.”", "“It was a hard night.”"),
    "direct.signature": ("“We lost all of them.”\n— Ann Lee", "“We lost all of them.”"),
    "direct.none": ("“We lost all of our nets that night.”", "“We lost all of our nets that night.”"),
    "mixed.left": ("Lee said they “lost all” of the nets.", "“lost all”"),
    "marks.nickname": ("Ann “Red” Lee slept.", "“Red”"),
    "marks.other": ("The “Sun” sank.", "“Sun”"),
    "marks.inner": ("“They call it ‘the wall’ there,” said Lee.", "‘the wall’"),
    "indirect.that": ("Lee said that the nets were lost.", "the nets were lost"),
    "indirect.clause": ("Lee said the nets were lost.", "the nets were lost"),
    "indirect.source": ("According to Lee, the nets were lost.", "the nets were lost"),
    "indirect.closing": ("The nets were lost, Lee said.", "The nets were lost"),
    "indirect.infinitive": ("Lee promised to mend the nets.", "to mend the nets"),
    "indirect.participle": ("Lee left, saying the nets were lost.", "the nets were lost"),
    "figure.number": ("The 12 boats sailed.", "12"),
    "figure.range": ("There were 10 to 20 boats.", "10 to 20"),
    "figure.percent": ("It fell by 5 percent.", "5 percent"),
    "figure.money": ("It cost $5 million.", "$5 million"),
    "figure.unit": ("They sailed 500km.", "500"),
    "figure.fraction": ("It lost two-thirds of its boats.", "two-thirds"),
    "figure.indefinite": ("There were dozens of boats.", "dozens"),
    "effect.before": ("The storm killed seven people.", "seven"),
    "effect.after": ("Seven people were killed.", "Seven"),
    "effect.inside": ("The ward held seven wounded men.", "seven"),
    "date.month-day": ("It rained on March 3.", "March 3"),
    "name.listed": ("Boats left Norland.", "Norland"),
    "name.land": ("Boats left Denmark.", "Denmark"),
    "name.dateline": ("BERLIN, March 3 (AP) - Boats left.", "BERLIN"),
    "name.demonym": ("The boat is Danish.", "Danish"),
    "name.group": ("There Danish forces slept.", "Danish forces"),
    "name.body": ("He left the Ministry of Fisheries.", "Ministry of Fisheries"),
    "name.title": ("There sat Mr. Olander.", "Olander"),
    "name.head": ("They crossed the Elder River.", "Elder River"),
    "name.given": ("There sat Maria Olander.", "Maria Olander"),
    "name.employer": ("There sat Acme Chief Executive Maria Olander.", "Acme"),
    "name.joined": ("The Quorp-like force left.", "Quorp-like"),
    "name.mention": ("There sat Maria Olander. There slept Olander.", "Olander"),
    "name.letters": ("They flew a DC-9 there.", "DC-9"),
    "name.acts": ("Quorp fell.", "Quorp"),
    "name.run": ("It was the Quorp Zedd that sank.", "Quorp Zedd"),
    "name.word": ("It was the Quorp that sank.", "Quorp"),
    "event.assault-shoot": ("Gunmen shot two guards.", "shot"),
}


@pytest.mark.parametrize("rule", FOUND_BY)
def test_a_candidate_says_which_rule_found_it(rule: str) -> None:
    text, words = FOUND_BY[rule]
    assert (words, rule) in {(one.text, one.rule) for one in everything(text, None, KNOWN)}


@pytest.mark.parametrize("rule", FOUND_BY)
def test_no_candidate_has_another_rule(rule: str) -> None:
    assert {one.rule for one in everything(FOUND_BY[rule][0], None, KNOWN)} <= rule_names.every().keys()


def test_every_rule_says_what_it_is_for() -> None:
    assert all(rule_names.every().values())


def test_a_rule_is_of_a_family() -> None:
    assert {rule_names.family(rule) for rule in rule_names.every()} == set(rule_names.families())
    assert rule_names.family("event.assault-shoot") == "event"
