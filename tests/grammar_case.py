"""A paragraph as the grammar of speech sees it."""

from __future__ import annotations

from publisher.extract import clauses, lexicon, marks, speech_rules, text, tokens
from publisher.extract.clauses import Grammar
from publisher.extract.tokens import Tokens


def tokens_of(paragraph: str) -> Tokens:
    pieces = [one for one in marks.pieces(text.read(paragraph)) if one.outer]
    return tokens.read(paragraph, (0, len(paragraph)), pieces, lexicon.of("en"))


def grammar_of(paragraph: str) -> Grammar:
    return clauses.read(tokens_of(paragraph), speech_rules.of("en"))
