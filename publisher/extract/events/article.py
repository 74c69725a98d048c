"""What an article is about, told by counts of words: some rules are for other articles only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .lexicon import SIGNS

_MANY = 3  # words of one field that make an article one on it


@dataclass
class Topic:
    """What the words of a whole article say about its subject. signs: those of all its words (`Lexicon.signs`); length:
    how many words and signs it has; upper: it is printed in capitals."""

    signs: str
    length: int
    upper: bool = False

    def count(self, name: str) -> int:
        """How many words of the article are in a list of selection words."""
        return self.signs.count(SIGNS[name])

    @cached_property
    def is_play(self) -> bool:
        """Whether the article is on sport or film."""
        share = self.length / 150
        return self.count("sport") >= _MANY + share or self.count("screen") >= _MANY + share

    @cached_property
    def is_violent(self) -> bool:
        """Whether words of violence outweigh those of natural events and accidents."""
        return self.count("force") > 2 * self.count("nature") and self.count("force") >= 2

    @cached_property
    def is_natural(self) -> bool:
        """Whether words of natural events and accidents outweigh those of violence."""
        return self.count("nature") > 2 * self.count("force") and self.count("nature") >= _MANY
