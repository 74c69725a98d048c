"""How far the words of an event go: of a verb its clause without time, reason and relative clause; of a noun its
phrase."""

from __future__ import annotations

import pytest

from publisher.extract.events.extents import clause, phrase
from publisher.extract.events.sentence import Sentence, article_of, read, said_in, words_of


def sentence(text: str) -> Sentence:
    words = words_of(text, 0, len(text))
    return read(text, 0, words, said_in(words), article_of([words]))


def words_from(text: str, trigger: str, of: str) -> str:
    """The words of the chunk that ends with a trigger, and what belongs to it."""
    s = sentence(text)
    at = next(n for n in range(len(s.parts)) if trigger in s.raw[s.firsts[n] : s.lasts[n]])
    first, last = (clause if of == "verb" else phrase)(s, at)
    start, end = s.text_span(s.firsts[first], s.lasts[last])
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        ("Ann Roe, mayor of Bath, visited Norway on Monday.", "visited", "Ann Roe, mayor of Bath, visited Norway"),
        ("Two boats, a ferry and a raft sank off Bath.", "sank", "Two boats, a ferry and a raft sank"),
        ("Gull sold boats worth 40 crowns to Norway.", "sold", "Gull sold boats worth 40 crowns to Norway"),
        ("Police continued to search the caves.", "search", "Police continued to search the caves"),
        ("Roe tried to leave, but police stopped her.", "leave", "Roe tried to leave"),
        ("Dockers marched through Oslo to protest against Roe.", "protest", "Dockers marched through Oslo"),
        ("Ann Roe built a pier and sold a boat.", "sold", "sold a boat"),
        ("Residents who blocked the road were arrested.", "blocked", "Residents who blocked the road"),
        ("A jet was shot down over Bath after the raid.", "shot", "A jet was shot down over Bath"),
        ("The injured were taken to the hospital with burns.", "taken", "The injured were taken to the hospital"),
        ("Ann Roe took charge of bringing Bo Lee to Oslo.", "took", "Ann Roe took charge of bringing Bo Lee to Oslo"),
        ("By estimates, 40 women and men marched.", "marched", "40 women and men marched"),
        ("Gull sold boats, oil, bread and other goods.", "sold", "Gull sold boats, oil, bread and other goods"),
        ("Ann Roe met Bo Lee in Oslo on new talks after the raid.", "met", "Ann Roe met Bo Lee in Oslo on new talks"),
        ("Ann Roe held talks with Bo Lee in Oslo.", "held", "Ann Roe held talks with Bo Lee"),
        ("Gull set up an office in Oslo.", "set", "Gull set up an office"),
        ("Gull bought the Harbour Union (HU) for years.", "bought", "Gull bought the Harbour Union (HU)"),
        ("Ann Roe arrived to meet Bo Lee.", "arrived", "Ann Roe arrived"),
    ],
)
def test_the_words_of_a_verb(text: str, trigger: str, words: str) -> None:
    assert words_from(text, trigger, "verb") == words


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        ("The recent raids on the coast of Norway went on.", "raids", "The recent raids on the coast of Norway"),
        ("Roe spoke of hundreds of marches in Oslo and Bath.", "marches", "hundreds of marches in Oslo and Bath"),
        ("Roe spoke of the aftermath of the storm.", "storm", "the storm"),
        ("The talks between Norway and Sweden in May failed.", "talks", "The talks between Norway and Sweden"),
    ],
)
def test_the_words_of_a_noun(text: str, trigger: str, words: str) -> None:
    assert words_from(text, trigger, "noun") == words
