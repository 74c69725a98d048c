"""What an article is about, told by counts of words: some rules are for other articles only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .lexicon import lexicon

_MANY = 3  # words of one field that make an article one on it


@dataclass
class Article:
    """What the words of a whole article say about its subject. sentences: the words of each, in lower case."""

    sentences: Sequence[Sequence[str]]
    upper: bool = False

    @cached_property
    def length(self) -> int:
        """How many words and signs the article has."""
        return sum(map(len, self.sentences))

    def count(self, name: str) -> int:
        """How many words of the article are in a list of selection words."""
        known = lexicon().select[name]
        return sum(sum(map(known.__contains__, words)) for words in self.sentences)

    @cached_property
    def is_play(self) -> bool:
        """Whether the article is on sport or film."""
        share = self.length / 150
        return self.count("sport") >= _MANY + share or self.count("screen") >= _MANY + share

    @cached_property
    def is_violent(self) -> bool:
        """Whether words of violence outweigh those of natural events and accidents."""
        return self.count("force") > 2 * self.count("nature") and self.count("force") >= 2
