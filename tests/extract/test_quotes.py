"""Who says what: speaker, cue and kind of every quoted piece."""

import pytest

from publisher.extract import quotes, text
from publisher.extract.candidates import Quote


def find(article: str) -> list[Quote]:
    return [quote for quote in quotes.find(text.read(article)) if quote.kind != "indirect"]


def said(article: str) -> list[tuple[str | None, str | None]]:
    """Speaker and cue of each attributed piece."""
    return [
        (quote.speaker.text if quote.speaker else None, quote.cue.text if quote.cue else None)
        for quote in find(article)
        if quote.kind == "quote"
    ]


@pytest.mark.parametrize(
    ("article", "speaker", "cue"),
    [
        ('"We will rebuild the bridge," Roe said.', "Roe", "said"),
        ('"We will rebuild the bridge," she said Monday.', "she", "said"),
        ('"We will rebuild the bridge," said Ann Roe, the mayor of Bath.', "Ann Roe", "said"),
        ('"We will rebuild the bridge," said a spokesman for the city.', "a spokesman for the city", "said"),
        ('"We will rebuild the bridge," Roe, 45, a Republican from Bath, Ohio, told reporters.', "Roe", "told"),
        ('"We will rebuild the bridge," Roe, who left the council in May, later wrote.', "Roe", "wrote"),
        ('"We will rebuild the bridge," Roe (D-Ohio) said.', "Roe", "said"),
        ('"We will rebuild the bridge," the mayor, Ann Roe, said.', "Ann Roe", "said"),
        ('"We will rebuild the bridge," Ann Roe, mayor of Bath said.', "Ann Roe", "said"),
        ('"We will rebuild the bridge," according to Mayor Ann Roe.', "Mayor Ann Roe", "according to"),
        ('"We will rebuild the bridge", he rumbled from the stage.', "he", "rumbled"),
        ('"Will we rebuild the bridge?" Roe asked.', "Roe", "asked"),
        ('"We will rebuild the bridge," The Post quoted Roe as saying.', "Roe", "quoted"),
        ('"We will rebuild the bridge," Roe was quoted as saying by the Post.', "Roe", "saying"),
        ('"We will rebuild the bridge" - Ann Roe', "Ann Roe", None),
        ('The Post quoted him as saying "we will rebuild the bridge".', "him", "saying"),
    ],
)
def test_the_speaker_follows(article: str, speaker: str, cue: str | None) -> None:
    assert said(article) == [(speaker, cue)]


@pytest.mark.parametrize(
    ("article", "speaker", "cue"),
    [
        ('Roe said: "We will rebuild the bridge."', "Roe", "said"),
        ('But the mayor told a crowd on Monday, "We will rebuild the bridge."', "the mayor", "told"),
        ('In a statement, Roe called the plan "a costly mistake."', "Roe", "called"),
        ('Roe praised the council, calling it "brave."', "Roe", "calling"),
        ('Roe said she was tired, adding that she felt "old."', "Roe", "adding"),
        ('Roe has said that it is over, and predicted that it would be "a bad year."', "Roe", "predicted"),
        ('The storm prompted Roe to say it was "bad."', "Roe", "say"),
        ('The council met Roe, who had called it "weak," in May.', "Roe", "had called"),
        ('Roe was called "a liar" by the governor.', "the governor", "was called"),
        ('According to Roe, the bridge is "a costly mistake."', "Roe", "According to"),
        ('The plan, said Roe, "was never going to work."', "Roe", "said"),
        ('Lee said that Roe had called him "weak."', "Roe", "had called"),
        ("Roe assured him that the city would back it “fully,” the Bath Agency (BA) reported.", "Roe", "assured"),
        ('Roe was quoted by the Post as saying it was "bad."', "Roe", "saying"),
        ('Ann Roe: "We will rebuild the bridge."', "Ann Roe", None),
        ('Asked about the bridge, Roe shrugged: "We will rebuild the bridge."', "Roe", "shrugged"),
        ('Lee said the council had found "no proof" of it.', "Lee", "said"),
        ('It was, in the words of one voter, "a mess."', "one voter", "words"),
        ('Protesters held a sign that read "Go Home."', "a sign", "read"),
        ('The letter, released on Monday, found "no proof" of it.', "The letter", "found"),
        ('The council expressed hope for "peace and quiet."', "The council", "expressed hope"),
    ],
)
def test_the_speaker_stands_before(article: str, speaker: str, cue: str | None) -> None:
    assert said(article) == [(speaker, cue)]


def test_a_tag_serves_both_sides_of_itself() -> None:
    one, two, three = find('"We came," said Roe as he left, "and we saw. And then." He sat. "We won."')
    assert {quote.speaker.text for quote in (one, two, three) if quote.speaker} == {"Roe"}
    assert (one.continues, two.continues, three.continues) == (None, one.start, one.start)


def test_a_full_stop_inside_the_marks_looks_back() -> None:
    assert said('"We came," Roe said. "We saw it." Lee said nothing of it.') == [("Roe", "said"), ("Roe", "said")]


def test_a_question_that_is_introduced_ends_its_sentence() -> None:
    assert said('Roe asked, "Why did we come?" Lee said nothing.') == [("Roe", "asked")]


def test_the_paragraph_before_names_the_speaker() -> None:
    assert said('Roe told the council this:\n"We will rebuild the bridge."') == [("Roe", "told")]
    assert said('"We came," Roe said.\n"We will rebuild the bridge."') == [("Roe", "said")] * 2
    assert said('"We came here to win.\n"And we won," Roe said.')[1] == ("Roe", "said")


def test_the_paragraph_after_signs() -> None:
    assert said('Nothing was said.\n"We will rebuild the bridge."\n- Ann Roe, mayor') == [("Ann Roe", None)]


def test_the_subject_of_the_sentence_speaks_if_nobody_else_does() -> None:
    assert said('Roe was blunt about "a very costly mistake" in May.') == [("Roe", None)]


@pytest.mark.parametrize(
    "article",
    [
        'Roe sang on "The Late Show" on Monday.',
        'Roe said the film "Go Home" was long.',
        "A sign marked “war” hung there.",
        "Ann “Red” Roe left.",
        'The town is known as "Old Bath."',
        'She told him of the book "a long way home" in May.',
    ],
)
def test_titles_nicknames_and_words_without_a_cue_are_marks(article: str) -> None:
    assert [(quote.kind, quote.speaker) for quote in find(article)] == [("marks", None)]


@pytest.mark.parametrize(
    "article",
    ['Roe did not say "yes."', "Roe didn't say “yes.”", 'Roe should say "yes."', 'If Roe says "yes," they go.'],
)
def test_what_nobody_said_is_no_quotation(article: str) -> None:
    assert [quote.kind for quote in find(article)] == ["marks"]


def test_a_name_that_somebody_gives_is_speech() -> None:
    assert said('Roe called her "Iron Ann" in May.') == [("Roe", "called")]


def test_a_short_answer_with_a_tag_is_speech() -> None:
    assert said('"Yes," Roe said. Lee asked him: "Why?"') == [("Roe", "said"), ("Lee", "asked")]


def test_words_called_out_are_speech_whatever_their_capitals() -> None:
    assert said("The man yelled “God Is Great” and ran.") == [("The man", "yelled")]


def test_marks_in_two_apostrophes_are_read_alike() -> None:
    assert said("''We came,'' Roe said. ''And then we won.''") == [("Roe", "said")] * 2


def test_capitals_say_nothing_in_a_text_of_capitals() -> None:
    assert said('"WE WILL REBUILD THE BRIDGE," THE MAYOR SAID.') == [("THE MAYOR", "SAID")]


@pytest.mark.parametrize(
    ("article", "kind", "content", "quoted"),
    [
        ('"We will go," Roe said.', "direct", "We will go", "We will go"),
        ('Roe said: "We will go."', "direct", "We will go", "We will go"),
        ('Roe asked, "Will we?"', "direct", "Will we?", "Will we?"),
        ('Roe said that the plan "must end."', "mixed", 'the plan "must end."', "must end"),
        ('Roe said on Monday that it was "bad" for all.', "mixed", 'it was "bad" for all', "bad"),
        ('Roe told reporters the plan was "bad" and left.', "mixed", 'the plan was "bad" and left', "bad"),
        ('Roe called it a "mess," adding that he left.', "mixed", 'it a "mess,"', "mess"),
        ('The plan "must end," Roe said.', "mixed", 'The plan "must end,"', "must end"),
        ('Roe vowed to go to "the U.S."', "mixed", 'to go to "the U.S."', "the U.S."),
        ('"We go ..." Roe said.', "direct", "We go ...", "We go ..."),
    ],
)
def test_what_is_said_and_how_much_of_it_is_quoted(article: str, kind: str, content: str, quoted: str) -> None:
    quote = find(article)[0]
    assert quote.content and quote.quoted
    assert (quote.quote_type, quote.content.text, quote.quoted.text) == (kind, content, quoted)


def test_a_cue_between_two_pieces_with_the_speaker_before_it_is_of_both() -> None:
    (one, two) = [
        found for found in quotes.find(text.read("“We lost,” Ann Lee said, “that is all.”")) if found.kind == "quote"
    ]
    assert (two.rule, two.continues) == ("direct.tag", one.start)
