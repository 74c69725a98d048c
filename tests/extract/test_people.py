"""Whom a mention stands for: a full name, a surname named in full before, he or she."""

import pytest
from grammar_case import grammar_of

from publisher.extract import people, quotes, text


def resolved(*paragraphs: str) -> str | None:
    """Whom the subject of the last clause stands for."""
    grammars = [grammar_of(paragraph) for paragraph in paragraphs]
    return people.read(grammars).resolve(grammars[-1], grammars[-1].clauses[-1].subject)


@pytest.mark.parametrize(
    ("paragraph", "person"),
    [
        ("Ann Lee left. Lee said no.", "Ann Lee"),
        ("Mayor Ann Lee left. She said no.", "Ann Lee"),
        ("Ann Lee met Bob Roe. Bob Roe left. He said no.", "Bob Roe"),
        ("Ann Lee left. He said no.", None),
        ("It rained. Lee said no.", None),
    ],
)
def test_a_mention_stands_for_the_person_named_before(paragraph: str, person: str | None) -> None:
    assert resolved(paragraph) == person


def meant(article: str) -> str | None:
    """Whom the speaker of the last quotation or reported speech of an article stands for."""
    return [one for one in quotes.find(text.read(article)) if one.kind != "marks"][-1].speaker_name


@pytest.mark.parametrize(
    ("article", "person"),
    [
        # who spoke last, wherever the cue names him
        ("Bob Roe won the vote.\n“It rained,” said Tom Poe.\n“We got wet,” he added.", "Tom Poe"),
        ("Bob Roe said it rained.\nThe quay is shut, according to Mayor Tom Poe.\n“We got wet,” he said.", "Tom Poe"),
        # not whom the last speaker speaks of
        ("Tom Poe says Bob Roe is a great sailor.\n“He sails well,” he said.", "Tom Poe"),
        # a speaker whom no list knows hides the one before
        ("Bob Roe said it rained.\nBut Zzyx Qua-Qua of Acme said it snowed.\n“We got wet,” he said.", "Zzyx Qua-Qua"),
        ("Bob Roe said it rained.\nA farmer said it snowed.\n“We got wet,” he said.", None),
        ("Bob Roe said it rained.\nA farmer and a baker said it snowed.\n“We got wet,” he said.", "Bob Roe"),
        ("Bob Roe said it rained.\nThe harbour council said it snowed.\n“We got wet,” he said.", "Bob Roe"),
        ("Bob Roe said it rained.\nA spokeswoman said it snowed.\n“We got wet,” he said.", "Bob Roe"),
        # two who may be meant
        ("Bob Roe said it rained.\nThen Tom Poe left.\n“We got wet,” he said.", None),
        ("Bob Roe said it rained.\nThen Ann Lee left.\n“We got wet,” he said.", "Bob Roe"),
        ("Bob Roe said it rained.\nTom Poe, the mayor, is not sure. He says it snowed here.", "Tom Poe"),
        ("Bob Roe said it rained.\nMayor Tom Poe has praised the crews.\n“We got wet,” he said.", "Tom Poe"),
        # the gender: by a title later on, or by an earlier pronoun
        ("Abo Zuk said it rained.\n“We got wet,” she said.\nMr Zuk left.", None),
        ("Abo Zuk said it rained.\n“We got wet,” he said.\nMr Zuk left.", "Abo Zuk"),
        ("Zuzu Roe said it rained.\n“We got wet,” she said.\nThe baker spoke.\n“It is late,” he said.", None),
    ],
)
def test_a_pronoun_that_speaks_is_who_spoke_last_if_nobody_else_can_be_meant(article: str, person: str | None) -> None:
    assert meant(article) == person
