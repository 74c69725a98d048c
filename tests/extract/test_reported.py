"""Reported speech without marks, and the names that mentions stand for."""

import pytest

from publisher.extract import quotes, text


@pytest.mark.parametrize(
    ("article", "speaker", "cue", "content"),
    [
        ("Roe said the bridge was old.", "Roe", "said", "the bridge was old"),
        ("Roe told reporters on Monday that the bridge was old.", "Roe", "told", "the bridge was old"),
        ("The bridge was old, Roe said Monday.", "Roe", "said", "The bridge was old"),
        (
            "The bridge is a hundred years old, according to the city.",
            "the city",
            "according to",
            "The bridge is a hundred years old",
        ),
        ("According to Ann Roe, the bridge was old.", "Ann Roe", "According to", "the bridge was old"),
        ("It was built, according to Ann Roe, head of Acme.", "Ann Roe", "according to", "It was built"),
        ("It was built, according to Roe, a lawyer who was there.", "Roe", "according to", "It was built"),
        ("It was built, according to Roe, and had cost a lot.", "Roe", "according to", "It was built"),
        ("When it rained, according to Roe, the bridge was shut.", "Roe", "according to", "the bridge was shut"),
        (
            "According to Ann Roe, the mayor of Bath, the bridge was old.",
            "Ann Roe",
            "According to",
            "the bridge was old",
        ),
        ("According to police, the aide, Ann Lee, fell.", "police", "According to", "the aide, Ann Lee, fell"),
        ("The mayor vowed to close the old bridge.", "The mayor", "vowed", "to close the old bridge"),
        ("The mayor told us not to cross it.", "The mayor", "told", "not to cross it"),
        ("The mayor has already said that it was old.", "The mayor", "said", "it was old"),
        ("State media quote Roe as saying that it was old.", "Roe", "saying", "it was old"),
        ("The bridge was old, the Post said, citing a report.", "the Post", "said", "The bridge was old"),
        (
            "According to a report by the city, the bridge was old.",
            "a report by the city",
            "According to",
            "the bridge was old",
        ),
        (
            "According to Roe, it cost 5 million, which, according to Lee, is much.",
            "Roe",
            "According to",
            "it cost 5 million",
        ),
        ("BATH, Ohio, March 3 (AP) — The bridge was old, Roe said.", "Roe", "said", "The bridge was old"),
        ("Roe said there are two old bridges.", "Roe", "said", "there are two old bridges"),
        ("Roe said that so far the bridge stands.", "Roe", "said", "so far the bridge stands"),
        ("Roe says if that fails, it will be shut.", "Roe", "says", "if that fails, it will be shut"),
        (
            "Roe says most bridges that threaten ships are old.",
            "Roe",
            "says",
            "most bridges that threaten ships are old",
        ),
        (
            "Staff from the Bath Port and the Coast Guard said that it was old.",
            "Staff from the Bath Port and the Coast Guard",
            "said",
            "it was old",
        ),
    ],
)
def test_reported_speech(article: str, speaker: str, cue: str, content: str) -> None:
    (quote,) = quotes.find(text.read(article))
    assert quote.kind == quote.quote_type == "indirect"
    assert quote.quoted is None
    assert quote.speaker and quote.cue and quote.content
    assert (quote.speaker.text, quote.cue.text, quote.content.text, quote.text) == (speaker, cue, content, content)


def test_a_speaker_goes_on_with_a_second_clause() -> None:
    found = quotes.find(text.read("The bridge was old, Roe said, adding that it was the last."))
    assert [quote.text for quote in found] == ["The bridge was old", "it was the last"]


def test_an_agency_reports_what_somebody_said() -> None:
    article = "Roe said the city would pay “in full,” the Bath News Agency (BNA) reported on Monday."
    inner, outer = sorted(quotes.find(text.read(article)), key=lambda quote: quote.kind, reverse=True)
    assert (inner.kind, inner.quote_type, outer.kind) == ("quote", "mixed", "indirect")
    assert inner.speaker and outer.speaker and outer.content
    assert (inner.speaker.text, outer.speaker.text) == ("Roe", "the Bath News Agency (BNA)")
    assert outer.content.text == "Roe said the city would pay “in full,”"


@pytest.mark.parametrize(
    "article",
    [
        "Roe crossed the old bridge.",
        "The report was long.",
        "They continued to fight.",
        "Roe declined to say whether it was old.",
        "Asked whether it was old, Roe said no.",
        "The city did not say whether it was old.",
        "An official asked not to be further identified.",
        "It counted people claiming benefits there.",
        "It has been reported that the house was searched by the police.",
        "It will take days to confirm that the bridge is safe.",
        "It is early to say that the bridge is safe.",
        "At 80 she continues to write books; the last one was a success.",
        "It is for five nations whose claim rate is high.",
    ],
)
def test_nothing_is_reported(article: str) -> None:
    assert quotes.find(text.read(article)) == []


@pytest.mark.parametrize(
    ("article", "names"),
    [
        ('"We go," Mayor Ann Roe said. "We do," Roe said.', ["Ann Roe", "Ann Roe"]),
        ('"We go," Ann Roe said. Bob Lee left. "We do," she said. "I do," he said.', ["Ann Roe", "Ann Roe", "Bob Lee"]),
        ('"We go," a spokesman for Ann Roe said.', [None]),
        ('"We go," he said.', [None]),
        ('"We go," they said.', [None]),
    ],
)
def test_the_name_behind_a_mention(article: str, names: list[str | None]) -> None:
    assert [quote.speaker_name for quote in quotes.find(text.read(article)) if quote.kind == "quote"] == names
