"""Whether a verb or noun tells of an act, or has its everyday sense: who acts, on what, in what kind of article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .arguments import has_name, head, is_actor, is_armed, kinds
from .lexicon import Rule, lexicon
from .sentence import Sentence, is_demonym

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
        return sum(word in known for words in self.sentences for word in words)

    @cached_property
    def is_play(self) -> bool:
        """Whether the article is on sport or film."""
        share = self.length / 150
        return self.count("sport") >= _MANY + share or self.count("screen") >= _MANY + share

    def is_on_play(self, words: Sequence[str]) -> bool:
        """Whether the article, or a sentence of it, is on sport or film."""
        play = lexicon().select["sport"] | lexicon().select["screen"]
        return self.is_play or sum(word in play for word in words) > 1

    @cached_property
    def is_violent(self) -> bool:
        """Whether words of violence outweigh those of natural events and accidents."""
        return self.count("force") > 2 * self.count("nature") and self.count("force") >= 2

    @cached_property
    def is_market(self) -> bool:
        """Whether the article is on markets."""
        return self.count("market") >= 2 + self.length / 80


def subject_fits(s: Sentence, rule: Rule, subjects: Sequence[int], upper: bool) -> bool:
    """Whether one of the noun phrases can do what a rule is about."""
    if not rule.subject or not subjects:
        return True
    for np in subjects:
        for asked in rule.subject:
            if _fits(s, np, asked, upper):
                return True
    return False


def _fits(s: Sentence, np: int, asked: str, upper: bool) -> bool:
    chunk = s.chunks[np]
    words = s.words[chunk.first : chunk.last]
    last = head(s, np)
    people = lexicon().people
    if asked == "armed":
        return is_armed(s, np)
    if asked == "state":
        return has_name(s, chunk) and chunk.last - chunk.first <= 3 and last not in people["human"]
    if asked == "official" and last in people["human"] and not people["official"].intersection(words):
        return False
    if asked in ("human", "official", "person", "crowd"):
        named = has_name(s, chunk) and last not in lexicon().kinds and last not in lexicon().select["nature"]
        if not (is_actor(s, np) or named or is_armed(s, np) or (upper and _may_be_name(s, np))):
            return False
        if asked == "crowd":
            return not lexicon().select["market"].intersection(words) and (not is_armed(s, np) or last in people["crowd"])
        return last not in lexicon().select["market"] or last in people["human"]
    if asked in people:
        return not people[asked].isdisjoint(words)
    return asked in kinds(s, np)


def _may_be_name(s: Sentence, np: int) -> bool:
    """Whether a phrase in upper-case text may be a name: no word of it is in a list."""
    chunk = s.chunks[np]
    last = head(s, np)
    return s.letters[chunk.first] not in "Dd" and last not in lexicon().kinds and s.letters[chunk.last - 1] == "n"


def needs_met(
    s: Sentence, rule: Rule, article: Article, trigger: int, subjects: Sequence[int], objects: Sequence[int]
) -> bool:
    """Whether what a rule needs is there. trigger: its token; subjects: who acts; objects: the party acted on."""
    needs = rule.needs
    if "calm" in needs and article.is_on_play(s.words):
        return False
    if "agent" in needs and not subjects:
        return False
    if "alone" in needs and objects:
        return False
    patients = [np for np in objects if is_actor(s, np) or is_armed(s, np) or (article.upper and _may_be_name(s, np))]
    if not patients and ("patient" in needs or ("person" in needs and objects)):
        return False
    if "official" in needs and not any(_is_any(s, np, "holder") for np in objects):
        return False
    return "force" not in needs or _is_force(s, article, trigger, subjects, patients)


def are_several(s: Sentence, subjects: Sequence[int]) -> bool:
    """Whether more than one party is named: the two sides, X and Y."""
    return len(subjects) > 1 or any(head(s, np).endswith("s") or head(s, np) in lexicon().plural for np in subjects)


def _is_any(s: Sentence, np: int, people: str) -> bool:
    """Whether a word of a noun phrase is in a list of people."""
    return not lexicon().people[people].isdisjoint(s.words[s.chunks[np].first : s.chunks[np].last])


def _is_force(
    s: Sentence, article: Article, trigger: int, subjects: Sequence[int], patients: Sequence[int]
) -> bool:
    """Whether the violence is somebody's: an armed actor, or a human one and a human victim; else a word of force in the
    sentence, and none of a natural event; else an article on violence."""
    known = lexicon().select
    others = [*s.words[:trigger], *s.words[trigger + 1 :]]
    force = sum(word in known["force"] for word in others)
    nature = sum(word in known["nature"] for word in others)
    for np in subjects:
        words = s.words[s.chunks[np].first : s.chunks[np].last]
        if is_armed(s, np):
            return True
        if not known["nature"].isdisjoint(words):
            return False
    if subjects and (patients or force) and any(is_actor(s, np) for np in subjects):
        return force > 0 or nature == 0
    if force or nature:
        return force > nature
    return not subjects and article.is_violent


def is_party_word(word: str, raw: str) -> bool:
    """Whether a word before a noun names who acts: an Israeli raid, a rebel attack."""
    return is_demonym(raw) or word in lexicon().people["armed"]
