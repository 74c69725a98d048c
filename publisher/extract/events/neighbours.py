"""Where a word may be noun or verb, what its neighbours make of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from ..text import word_lists
from .lexicon import lexicon

_WINDOW = 40  # letters that are looked at for another verb
_BREAKS = ';WTS"'
_TAKES = frozenset('DdNmhn2TaSWpgsyoH"')
_OBJECT = frozenset('DdNmhH2TS"W')
_PLURAL = "Z"
_VERBAL = [[letter] for letter in "efubz"]  # what a verb may be before its neighbours are known


def is_unsure(letter: str, word: str) -> bool:
    """Whether the neighbours of a word, which is in lower case, decide what it is; letter: its own, of `tagging`."""
    grammar = lexicon().grammar
    if letter == "n":
        return word in grammar["before_object"] or word in grammar["after_no"] or word in grammar["dozens"]
    if letter == "c":
        return word in grammar["after_not"]
    if letter == "d":
        return word in grammar["neither"]
    if letter == "O":
        return word in _links()
    return letter in "mL" or letter in _DECIDE


def decide(letters: list[str], words: Sequence[str], places: Iterable[int]) -> None:
    """Decides, in place, between noun and verb where a word may be both. letters: those of `tagging`; words: in lower
    case, as many; places: of those that are unsure, in text order."""
    grammar = lexicon().grammar
    particles, after_no = grammar["before_object"], grammar["after_no"]
    for place in places:
        letter = letters[place]
        if letter in _DECIDE:
            letters[place] = _DECIDE[letter](_Neighbours(letters, words, place))
        elif letter == "m":
            _hedge(letters, words, place)
        elif letter == "n" and words[place] in particles and place and letters[place - 1] in "efbgu":
            letters[place] = "a"  # shot dead two guards
        elif letter == "n" and words[place] in grammar["dozens"]:
            if words[place - 1] in grammar["articles"] and words[place - 2] in grammar["hedges"]:
                letters[place - 2] = "D"  # over a dozen men
        elif letter == "c" and place and letters[place - 1] == "x":
            letters[place] = "a"  # has not yet attacked
        elif letter == "n" and words[place] in after_no and place and words[place - 1] in grammar["no"]:
            letters[place - 1], letters[place] = "x", "a"  # no longer attacks
        elif letter == "d" and letters[place + 1 : place + 2] in _VERBAL:
            letters[place] = "x"  # neither resigned nor attacked
        elif letter == "O" and letters[place - 1 : place + 2] == ["N", "O", "N"]:
            letters[place] = "N"  # Casa do Norte
        elif letter == "L":
            letters[place] = "t" if letters[place + 1 : place + 2] == ["t"] else "n"


@cache
def _links() -> frozenset[str]:
    return frozenset(word_lists("cues")["name_links"])


class _Neighbours:
    """A word to be decided: the letter before, adverbs left out, and the one after."""

    __slots__ = ("adjacent", "before", "following", "letters", "place", "previous", "words")

    def __init__(self, letters: list[str], words: Sequence[str], place: int) -> None:
        self.letters, self.words, self.place = letters, words, place
        before = place - 1
        while before >= 0 and letters[before] in "xa":
            before -= 1
        self.before, self.adjacent = before, before == place - 1
        self.previous = letters[before] if before >= 0 else "^"
        self.following = letters[place + 1] if place + 1 < len(letters) else "."

    @property
    def word_before(self) -> str:
        """The word before, adverbs left out."""
        return self.words[self.before] if self.before >= 0 else ""

    @property
    def follows_adjective(self) -> bool:
        """Whether the word before is an adjective, which is the subject of no verb: after recent attacks."""
        return self.word_before in lexicon().grammar["not_subjects"]

    @property
    def lemma(self) -> str:
        """The lemma of the word, where it may be a verb."""
        return lexicon().verbs.get(self.words[self.place], ("", ""))[0]

    def another_verb(self) -> bool:
        """Whether the clause around the word has another finite verb: then the word is a noun."""
        left = right = self.place
        while left > max(0, self.place - _WINDOW) and self.letters[left - 1] not in _BREAKS + ",":
            left -= 1
        while right + 1 < min(len(self.letters), self.place + _WINDOW) and self.letters[right + 1] not in _BREAKS:
            right += 1
        before, after = self.letters[left : self.place], self.letters[self.place + 1 : right + 1]
        if any(letter in "MAOEfz" for letter in before) or any(letter in "MAOEf" for letter in after):
            return True
        if any(letter == "e" and n and before[n - 1] in "nNHZ)t" for n, letter in enumerate(before)):
            return True
        after = after[: after.index("o")] if "o" in after else after
        return any(letter == "e" and (after[n - 1] if n else "n") in "nNHZ)ta" for n, letter in enumerate(after))


def _third_person(near: _Neighbours) -> str:
    """A form in -s that no noun has: rejects."""
    return "n" if near.previous in "Dm" and near.adjacent else "z"


def _third_person_or_plural(near: _Neighbours) -> str:
    """A form in -s: attacks; a verb after a singular where the clause lacks one."""
    if near.previous in "HW":
        return "z"
    if near.follows_adjective:
        return "n"
    plural_before = near.word_before.endswith("s") and near.previous == "n"
    takes = near.following in _TAKES or near.following == _PLURAL  # holds talks
    if near.previous not in 'nN)",tT' or plural_before or not takes or near.another_verb():
        return "n"
    return "z" if near.following in _OBJECT or near.following in ("n", "a", "p", "g", _PLURAL) else "n"


def _gerund_or_noun(near: _Neighbours) -> str:
    """A form in -ing that is a noun of a kind: bombing."""
    if near.previous == "E" or (near.previous in "^,pSyc-" and near.following in "DdNmhn"):
        return "g"
    return "g" if near.previous in "nNbefzgu" and near.following in "DdNmh" and near.adjacent else "n"


def _gerund(near: _Neighbours) -> str:
    """Another form in -ing."""
    if near.words[near.place] in lexicon().grammar["premodifying"]:
        if near.following == "n" and near.previous != "E":
            return "n"
        if near.following == "N" and near.word_before in word_lists("grammar")["comitative"]:
            return "n"  # met with visiting Norwegian envoy Ann Lee
    noun = (near.previous in "Dsm" and near.adjacent) or (near.previous == "o" and near.following in "po.,")
    return "n" if noun else "g"


def _past(near: _Neighbours) -> str:
    """A past or participle: a noun or adjective in the wounded, two wounded men."""
    if near.adjacent and near.previous == "D" and near.following in "po.,MAOE":
        return "n" if near.word_before in lexicon().grammar["articles"] else "e"
    adjective = near.following in "nNG" or (near.following in "BZe" and near.previous in "Ds")
    says = (
        near.previous in "eu" and near.lemma in lexicon().grammar["speech"]
    )  # declined to be named said rebels attacked
    if near.adjacent and adjective and near.previous in "Dsmopyde" and not says:
        return "e" if near.previous == "m" and near.following == "N" else "n"
    if near.previous == "^" and near.following in "nN":
        return "n"
    joined = near.letters[max(0, near.before - 2) : max(0, near.before)]  # two killed and wounded men
    joins = near.previous == "c" and near.following == "n" and joined[-1:] == ["n"] and joined[0] in "Dmn"
    return "n" if joins else "e"


def _participle(near: _Neighbours) -> str:
    """A participle that is no past form: taken."""
    return "n" if near.adjacent and near.previous in "Ds" and near.following in "nN" else "u"


def _base_or_past(near: _Neighbours) -> str:
    """A form that is base and past: hit, cut."""
    if near.previous in "2MO":
        return "b"
    if near.previous in "Dsm" or (near.previous in "po" and near.following not in "DdNmhH"):
        return "n"
    return "e" if near.previous in 'nNHtAEWT)^,c"' else "n"


def _base(near: _Neighbours) -> str:
    """A base form that is no noun: reject."""
    if near.previous in "2MOHW":
        return "b"
    if near.previous in "efzgu" and near.word_before not in lexicon().grammar["bare"]:
        return "n"
    return "n" if near.previous in "Dso" or (near.previous == "m" and near.following not in "Dd") else "b"


def _base_or_noun(near: _Neighbours) -> str:
    """A base form that is a noun too, attack: a verb after to, a modal, or a plural where the clause lacks a verb."""
    if near.previous in "2MOHW":
        return "b"
    if near.previous == "c" and near.following in _OBJECT and "b" in near.letters[max(0, near.place - 8) : near.place]:
        return "b"
    if near.previous not in "nN,)" or near.following not in _TAKES or near.follows_adjective:
        return "n"
    many = near.word_before.endswith("s") or near.word_before in lexicon().plural or _is_joined(near)
    return "b" if many and not near.another_verb() else "n"


def _is_joined(near: _Neighbours) -> bool:
    """Whether the noun before is the last of several joined ones."""
    start = near.before
    while start > max(0, near.before - _WINDOW) and near.letters[start] in "nNmDs":
        start -= 1
    return near.letters[start] == "c"


_DECIDE = {
    "z": _third_person, "Z": _third_person_or_plural, "G": _gerund_or_noun, "g": _gerund, "e": _past, "u": _participle,
    "Q": _base_or_past, "b": _base, "B": _base_or_noun,
}  # fmt: skip


def _hedge(letters: list[str], words: Sequence[str], place: int) -> None:
    """Makes determiners of the words that round a number: at least, up to, about."""
    hedges = lexicon().grammar["hedges"]
    if place > 1 and f"{words[place - 2]}_{words[place - 1]}" in hedges:
        letters[place - 2] = letters[place - 1] = "D"
    elif place and words[place - 1] in hedges:
        letters[place - 1] = "D"
