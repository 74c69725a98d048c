"""Who acts and on whom: active and passive, control, coordination, relative clauses, appositions, nouns."""

from __future__ import annotations

import pytest
from events_read import found, told


@pytest.mark.parametrize(
    ("sentence", "events"),
    [
        ("Gunmen shot two guards.", ["ASSAULT: Gunmen > two guards"]),
        ("Two guards were shot by gunmen.", ["ASSAULT: gunmen > Two guards"]),
        ("Two guards were shot.", ["ASSAULT:  > Two guards"]),
        ("Gunmen shot an estimated 40 guards.", ["ASSAULT: Gunmen > estimated 40 guards"]),
        ("Gunmen shot close to 40 guards.", ["ASSAULT: Gunmen > close to 40 guards"]),
        ("Troops no longer attack the port.", ["ASSAULT: Troops > port"]),
        ("She left after deadly attacks on Norland that killed two.", ["ASSAULT: deadly attacks > two"]),
        ("The army neither left nor attacked the port.", ["ASSAULT: army > port"]),
        ("Neither the army nor the rebels attacked the port.", ["ASSAULT: army + rebels > port"]),
        (
            "The man who police arrested on Friday attacked a guard.",
            ["COERCE: police > man", "ASSAULT: man > guard"],
        ),
        ("The bridge that rebels destroyed in May was attacked.", ["ASSAULT: rebels > bridge", "ASSAULT:  > bridge"]),
        ("The mayor said in Bath that rebels attacked the port.", ["ASSAULT: rebels > port"]),
        (
            "Police arrested a spokesman for the Ministry of Trade.",
            ["COERCE: Police > spokesman for the Ministry of Trade"],
        ),
        ("Men who declined to be named said rebels attacked the port.", ["REJECT: Men >", "ASSAULT: rebels > port"]),
        ("Rebels attacked Casa do Norte.", ["ASSAULT: Rebels > Casa do Norte"]),
        ("Police arrested Ann Lee and two students.", ["COERCE: Police > Ann Lee + two students"]),
        ("Norland and Sudmark attacked the port.", ["ASSAULT: Norland + Sudmark > port"]),
        ("The rebels, a group of deserters, attacked the port.", ["ASSAULT: rebels > port"]),
        ("The rebels, who attacked the port, were shot.", ["ASSAULT: rebels > port", "ASSAULT:  > rebels"]),
        ("The union urged the minister to free the pilots.", ["REQUEST: union > minister"]),
        ("The mayor, Ann Lee, met her rival, Bo Ek, on Monday.", ["CONSULT: Ann Lee > Bo Ek"]),
        ("Police arrested Bo Ek, Jr. on Monday.", ["COERCE: Police > Bo Ek, Jr"]),
        ("Ann B. Lee met Dr. C. D. Ek.", ["CONSULT: Ann B. Lee > Dr. C. D. Ek"]),
        ("Secretary of State Ann Lee and Bo Ek met.", ["CONSULT: Secretary of State Ann Lee + Bo Ek >"]),
        ("Ann Lee, the president and head of Acme, was arrested.", ["COERCE:  > Ann Lee"]),
        ("Six colleagues from the rights group the Dolna Front were arrested.", ["COERCE:  > Six colleagues"]),
        ("The union has brought food to displaced people.", ["AID: union > displaced people"]),
        ("Norland and Sudmark envoys, Ann Lee and Bo Ek, discussed fish.", ["CONSULT: Ann Lee + Bo Ek >"]),
        ("Police arrested the mayor, Ann Lee said.", ["COERCE: Police > mayor"]),
        ("Police arrested three men, 12 Norwegians, on Monday.", ["COERCE: Police > three men"]),
        (
            "Lee went missing on Monday, during a military police raid on Norland.",
            ["ASSAULT: military police > Norland"],
        ),
        ("A dozen rebels attack the port.", ["ASSAULT: dozen rebels > port"]),
        ("Norland handed the bank a €2.4bn fine.", ["SANCTION: Norland > bank"]),
        ("The court found Ann Lee guilty of theft.", ["SANCTION: court > Ann Lee"]),
        ("Norland sanctioned the port and two banks.", ["SANCTION: Norland > two banks"]),
        ("The Prime Minister and President Ek met.", ["CONSULT: Prime Minister + President Ek >"]),
        ("Norland promised to send food to Sudmark.", ["AGREE: Norland > Sudmark"]),
        ("Norland said it attacked the port.", ["ASSAULT: Norland > port"]),
        ("Norland rejected Sudmark's offer.", ["REJECT: Norland > Sudmark"]),
        ("Lee discussed the war between Norland and Sudmark with Roe.", ["CONSULT: Lee > Roe"]),
        ("Lee met Roe to make peace with Norland.", ["CONSULT: Lee > Roe"]),
        ("Lee met with visiting Sudmark envoy Jo Roe.", ["CONSULT: Lee > visiting Sudmark envoy Jo Roe"]),
        ("Mr Harris discussed his background.", []),
        ("Workers protested against the mayor's plan.", ["PROTEST: Workers > mayor"]),
        ("The protest against Lee's plan went on.", ["PROTEST:  > Lee"]),
        ("Lee returned, with thousands of people taking to the streets.", ["PROTEST: thousands of people >"]),
        (
            "Lee condemned the treatment of farmers protesting in Bath.",
            ["ACCUSE: Lee > farmers", "PROTEST: farmers > Bath"],
        ),
        ("Roe spoke of an answer to Norland's move to expel diplomats.", ["SANCTION:  > diplomats"]),
        ("The army attacked the port and arrested two men.", ["ASSAULT: army > port", "COERCE: army > two men"]),
        ("People wounded in the attack were flown to the capital.", ["ASSAULT:  > People"]),
        ("The attack on the port by rebels went on.", ["ASSAULT: rebels > port"]),
        ("The mayor's murder shocked the town.", ["ASSAULT:  > mayor"]),
        ("Two ministers went on trial.", ["ACCUSE:  > Two ministers"]),
        ("The smuggler was given a life sentence.", ["SANCTION:  > smuggler"]),
        ("Police shot to death two smugglers.", ["ASSAULT: Police > two smugglers"]),
        ("An attack by rebels left soldiers dead.", ["ASSAULT: rebels > soldiers"]),
        ("Clashes between the army and rebels broke out.", ["ASSAULT: army + rebels >"]),
        ("The minister's resignation came on Monday.", ["RETREAT: minister >"]),
        ("The resignation of the minister came on Monday.", ["RETREAT: minister >"]),
        ("Over a dozen men were arrested.", ["COERCE:  > Over a dozen men"]),
        ("Norland holds talks with Sudmark.", ["CONSULT: Norland > Sudmark"]),
        ("Students — twice the number expected by staff — marched through Velm.", ["PROTEST: Students >"]),
        ("The mayor's arrest by police went on.", ["COERCE: police > mayor"]),
        ("Norland's arrest of the mayor went on.", ["COERCE: Norland > mayor"]),
        ("The army's shelling of the town went on.", ["ASSAULT: army > town"]),
        ("Norland rejects a plea by Sudmark.", ["REJECT: Norland > Sudmark"]),
        ("Norland lifts the embargo against Sudmark.", ["CONCEDE: Norland > Sudmark"]),
        ("Norland accused Sudmark of attacking the port.", ["ACCUSE: Norland > Sudmark", "ASSAULT: Sudmark > port"]),
        (
            "Norland accused Sudmark and Ostia on Monday of having attacked the port.",
            ["ACCUSE: Norland > Sudmark + Ostia", "ASSAULT: Sudmark + Ostia > port"],
        ),
        ("Police arrested two men for attacking a bus.", ["COERCE: Police > two men", "ASSAULT: two men > bus"]),
        ("Soldiers shot dead two farmers.", ["ASSAULT: Soldiers > two farmers"]),
        ("Rebels shot down two of four jets.", ["ASSAULT: Rebels > two of four jets"]),
        ("Gunmen shot and killed a judge.", ["ASSAULT: Gunmen > judge", "ASSAULT: Gunmen > judge"]),
        ("US warplanes bombed the camp.", ["ASSAULT: US warplanes > camp"]),
        ("(DPA) -- Gunmen shot two guards.", ["ASSAULT: Gunmen > two guards"]),
        ("He was captured by rebel forces three days ago.", ["COERCE: rebel forces > He"]),
        ("The envoy said there had been talks between the firms.", ["CONSULT: firms >"]),
        ("The envoy said there were no plans for a meeting.", []),
        ("Jets bombed the hills of Norland.", ["ASSAULT: Jets > hills of Norland"]),
        ("AFP reported that she was shot.", ["ASSAULT:  > she"]),
        ("Acme said that it attacked the port.", ["ASSAULT: Acme > port"]),
        ("Ann Lee, a guard shot by rebels, was buried.", ["ASSAULT: rebels > Ann Lee"]),
        ("In Velm, a guard shot by rebels was buried.", ["ASSAULT: rebels > guard"]),
        ("A soldier has been fighting for Norland.", ["ASSAULT: soldier >"]),
        ("The mayor described the market as “shot to pieces”.", []),
        ("Ford Road is closed between Velm and Castra.", []),
        ("The coach closed Norland's first lessons.", []),
        ("Soldiers are taking part in the talks.", []),
        ("Staff at Acme and Norland Bank are striking for pay.", ["PROTEST: Staff >"]),
    ],
)
def test_the_parties(sentence: str, events: list[str]) -> None:
    assert [one.rstrip() for one in told(sentence)] == [one.rstrip() for one in events]


def test_what_is_refused_is_no_event_of_its_own() -> None:
    assert told("The guards refused to release the prisoners.") == ["REJECT: guards > prisoners"]


def test_a_noun_that_names_the_act_of_its_clause_is_no_second_event() -> None:
    assert told("Rebels killed two guards in a bombing.") == ["ASSAULT: Rebels > two guards"]


def test_text_in_capitals_is_read_without_names() -> None:
    assert told("GUERRILLAS KILLED TWO PEASANTS NEAR SAN MARCO.") == ["ASSAULT: GUERRILLAS > TWO PEASANTS"]


def test_where_it_was() -> None:
    (event,) = found("Gunmen shot two guards in Port Mara on Monday.")
    assert [place.text for place in event.places] == ["Port Mara"]


def test_a_participle_has_the_place_of_its_verb() -> None:
    (event,) = found("Gunmen ran into a bank in Oslo, killing two guards.")
    assert [place.text for place in event.places] == ["Oslo"]


def test_a_country_or_a_city_is_where_it_was_and_may_be_a_party() -> None:
    (event,) = found("Rebels carried out two bombings in Norway.")
    assert [party.text for party in event.recipients] == ["Norway"]
    assert [place.text for place in event.places] == ["Norway"]
