"""Noun phrases: how they hang together, what kind of thing one is, who is in it. All positions are chunk numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..countries import LANDS
from .lexicon import lexicon
from .sentence import Sentence, remembered
from .tagging import endings, is_demonym

Tokens = tuple[int, int]
"""A stretch of tokens, the last not included."""

_SHORT = 5  # letters of a word whose ending tells nothing: list
_LONG_NAME = 90  # characters of one that ends with a name
_LONG = 55  # characters of a noun phrase with what hangs on it


def kind(s: Sentence, at: int) -> str:
    """The kind of a chunk; "." outside the sentence."""
    return s.kinds[at]


def word(s: Sentence, at: int) -> str:
    """The first word of a chunk."""
    return s.words[s.firsts[at]]


def letters(s: Sentence, at: int) -> str:
    """The letters of a chunk."""
    return s.parts[at]


def head(s: Sentence, np: int) -> str:
    """The last word of a noun phrase."""
    return s.words[s.lasts[np] - 1]


def words(s: Sentence, np: int) -> Sequence[str]:
    """The words of a noun phrase."""
    return s.words[s.firsts[np] : s.lasts[np]]


def is_any(s: Sentence, np: int, people: str) -> bool:
    """Whether a word of a noun phrase is in a list of people."""
    return not lexicon().people[people].isdisjoint(words(s, np))


def is_definite(s: Sentence, np: int) -> bool:
    """Whether a noun phrase is of one thing that the words take for known: the vote, Norland's vote, Monday's, its."""
    grammar, first = lexicon().grammar, word(s, np)
    return first in grammar["again"] or first in grammar["possessive"] or "s" in s.parts[np] or "t" in s.parts[np]


def is_known(s: Sentence, np: int) -> bool:
    """Whether a noun phrase is of one thing that is taken for known, or of so many: the trial, three inquiries."""
    grammar, first = lexicon().grammar, word(s, np)
    return first in grammar["again"] or first in grammar["possessive"] or s.parts[np][0] == "m"


def chain(s: Sentence, np: int) -> Iterator[int]:
    """A noun phrase and those that hang on it by "of"."""
    yield np
    for _ in range(3):
        if s.kinds[np + 1] != "o" or s.kinds[np + 2] != "n":
            return
        np += 2
        yield np


def last_of(s: Sentence, np: int) -> int:
    """The last chunk of a noun phrase with what hangs on it by "of"."""
    for _ in range(3):
        if s.kinds[np + 1] != "o" or s.kinds[np + 2] != "n":
            break
        np += 2
    return np


def top(s: Sentence, np: int) -> int:
    """The noun phrase that another one hangs on by "of"."""
    while s.kinds[np - 1] == "o" and s.kinds[np - 2] == "n":
        np -= 2
    return np


def extent(s: Sentence, np: int) -> Tokens:
    """The tokens of a noun phrase with what hangs on it by "of", or by "for" on an office; without its article and a
    particle of the verb (shot down two jets)."""
    first, whole = s.firsts[np], last_of(s, np)
    longer = last_of(s, whole + 2) if _stands_for(s, whole) else whole
    last = next(s.lasts[end] for end in (longer, whole, np) if end == np or _is_short(s, np, end))
    grammar = lexicon().grammar
    while first < last - 1 and s.words[first] in grammar["cut_off"]:
        first += 1
    return first, last


def _is_short(s: Sentence, np: int, last: int) -> bool:
    """Whether a noun phrase with what hangs on it, up to a chunk, is short enough for a party."""
    start, end = s.text_span(s.firsts[np], s.lasts[last])
    return end - start <= (_LONG_NAME if last == np + 2 and "N" in s.parts[last] else _LONG)


def _stands_for(s: Sentence, np: int) -> bool:
    """Whether "for" and a name after an office or a body belong to it: a spokesman for Acme, Minister for Trade."""
    grammar = lexicon().grammar
    named = s.kinds[np + 1] == "p" and s.kinds[np + 2] == "n" and s.parts[np + 2][-1] == "N"
    return named and word(s, np + 1) in grammar["for"] and head(s, np) in grammar["stands_for"]


def are_several(s: Sentence, nouns: Sequence[int]) -> bool:
    """Whether more than one party is named: the two sides, X and Y."""
    plural = (np for np in nouns if s.parts[np][-1] != "N")  # but not: Mr Harris
    return len(nouns) > 1 or any(head(s, np).endswith("s") or head(s, np) in lexicon().plural for np in plural)


@remembered
def is_actor(s: Sentence, np: int) -> bool:
    """Whether a noun phrase is a person, a group or a name, or holds one by "of" (dozens of people)."""
    known = lexicon()
    for one in chain(s, np):
        last, letter = head(s, one), s.parts[one][-1]
        if letter in "Hh":
            return letter == "H" or last not in known.grammar["things"]
        human = known.people["human"]
        if last in human or f"{s.words[s.lasts[one] - 2]}_{last}" in human:
            return True
        if len(last) > _SHORT and last.endswith(endings("person_endings")):
            return True
        if last in known.select["nature"]:
            return False
        if letter == "N":
            return True
        if last not in known.grammar["empty"] and letter not in "md":
            return False
    return s.letters[s.lasts[np] - 1] in "md"


def is_party(s: Sentence, np: int) -> bool:
    """Whether a noun phrase is an actor or holds the name of one: Syrian goods."""
    return is_actor(s, np) or (has_name(s, np) and head(s, np) not in lexicon().select["nature"])


def has_name(s: Sentence, np: int) -> bool:
    """Whether a noun phrase has a capitalised word."""
    return "N" in letters(s, np)


def may_be_name(s: Sentence, np: int) -> bool:
    """Whether a phrase in upper-case text may be a name: no article before it, and its head in no list."""
    if not s.article.upper:
        return False
    last = head(s, np)
    return letters(s, np)[0] not in "Dd" and last not in lexicon().kinds and s.letters[s.lasts[np] - 1] == "n"


@remembered
def is_armed(s: Sentence, np: int) -> bool:
    """Whether a noun phrase is of people or things that carry arms: armed men, a group of rebels."""
    grammar = lexicon().grammar
    for one in chain(s, np):
        if is_any(s, one, "armed"):
            return True
        if (last := head(s, one)) not in grammar["empty"] and last not in grammar["plain"]:
            return False
    return False


@remembered
def kinds(s: Sentence, np: int) -> frozenset[str]:
    """The kinds of noun that a phrase is or holds: those of its head, of the compound it ends, of what hangs on an
    empty head; and its words."""
    known = lexicon()
    found: set[str] = set()
    for one in chain(s, np):
        last = head(s, one)
        earlier = s.words[s.lasts[one] - 2] if len(s.parts[one]) > 1 else ""
        compound = f"{earlier}_{last}"
        if compound in known.kinds:  # a heart attack is no attack
            found |= {*known.kinds[compound], compound}
        else:
            found |= known.kinds.get(last) or known.kinds.get(last.rpartition("-")[2], frozenset())
            found |= {last, last.removesuffix("s")}
        if s.parts[one][-1] == "N":  # the newspaper Today
            common = [token for token in range(s.firsts[one], s.lasts[one] - 1) if s.letters[token] == "n"]
            found |= known.kinds.get(s.words[common[-1]], frozenset()) if common else frozenset()
        if last not in known.grammar["empty"]:
            break
        found |= known.kinds.get(earlier, frozenset())
    return frozenset(found)


def is_place(s: Sentence, np: int) -> bool:
    """Whether a noun phrase is of a place that force is used against."""
    return not kinds(s, np).isdisjoint(("town", "building"))


def is_land(s: Sentence, np: int) -> bool:
    """Whether a noun phrase is the name of a country or of a city that every reader knows."""
    return " ".join(s.raw[s.firsts[np] : s.lasts[np]]) in LANDS


def owner(s: Sentence, np: int) -> Tokens | None:
    """The party that a noun phrase names before its head: Norland's offer, a Sudmark offer, the Syrian offer."""
    begins, ends = s.firsts[np], s.lasts[np]
    before_head = range(begins, ends - 1)
    for token in reversed(before_head):
        if s.letters[token] == "s":
            first = token
            while first > begins and s.letters[first - 1] in "nN":
                first -= 1
            return (first, token) if first < token else None
        if s.words[token].endswith("'") and s.letters[token] in "nN":
            return token, token + 1
    names = [token for token in before_head if s.letters[token] == "N"]
    if names:
        first = last = names[-1]
        while first - 1 in names and not is_demonym(s.raw[first]):
            first -= 1
        return first, last + 1
    if f"{s.words[ends - 2]}_{head(s, np)}" in lexicon().kinds:  # a general strike
        before_head = before_head[:-1]
    parties = [token for token in before_head if s.words[token] in lexicon().people["human"]]
    return (parties[-1], parties[-1] + 1) if parties else None
