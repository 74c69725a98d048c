"""From words to one letter each: its class, and where a word may be noun or verb, what its neighbours make of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ..memo import Memo
from ..text import words as word_list
from .lexicon import Lexicon, lexicon

# D determiner  m number  n noun, adjective  N capitalised  t time word  s possessive  H h pronouns  W T relative, that
# 2 to  o of  y by  p preposition  c conjunction  S subordinator  a adverb  x not  M modal  A have  O do  E be
# b base  z third person  f past  u participle  e past or participle  g -ing; B Z G Q: these or a noun, neighbours tell
_SIGNS = {",": ",", ";": ";", ":": ";", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", "–": "-", "—": "-", "--": "-"}
_OTHER_SIGNS = {**dict.fromkeys("\"“”'‘’«»", '"'), **dict.fromkeys("!?…", "."), ".": "`"}
_CENTURIES = ("18", "19", "20")  # of four digits that are a year
_WINDOW = 40  # letters that are looked at for another verb
_BREAKS = ';WTS"'
_TAKES = frozenset('DdNmhn2TaSWpgsyoH"')
_OBJECT = frozenset('DdNmhH2TS"W')


UNSURE = "?"
_UNSURE = re.compile(r"\?")


def letters_of(raw: Sequence[str], words: Sequence[str]) -> tuple[str, str]:
    """The letter of each word alone, and for each UNSURE where its neighbours decide, else a blank. raw, words: as
    printed and in lower case; both in lower case where capitals say nothing."""
    found = "".join(map(letter_of, raw))
    return found, "".join([UNSURE if _is_unsure(*one) else " " for one in zip(found, words, strict=True)])


def _is_unsure(letter: str, word: str) -> bool:
    grammar = lexicon().grammar
    if letter == "n":
        return word in grammar["before_object"]
    if letter == "c":
        return word in grammar["after_not"]
    return letter in "mL" or letter in _DECIDE


def resolved(raw: Sequence[str], words: Sequence[str], letters: str, unsure: str) -> str:
    """The letters of a sentence's words, each decided. raw, words: as printed and in lower case; letters, unsure: as
    `letters_of`."""
    found = [*letters]
    places = [special.start() for special in _UNSURE.finditer(unsure)]
    if found[0] == "N":
        found[0] = _first(raw)
        places.insert(0, 0)
    _resolve(found, words, places)
    return "".join(found)


def _letter_alone(word: str) -> str:
    return _letter(word, lexicon())


letter_of = Memo(_letter_alone).__getitem__
"""The letter of a word alone."""


@cache
def _closed() -> dict[str, str]:
    """The words of the closed classes, from the grammar's lists."""
    grammar = word_list("grammar")
    found = {
        word: letter
        for name, letter in (
            ("determiner", "D"), ("determiner:alone", "d"), ("pronoun:subject", "H"),
            ("pronoun:object", "h"),
            ("relative", "W"), ("preposition", "p"), ("genitive", "o"), ("joining", "p"), ("comitative", "p"),
            ("infinitive", "2"), ("complementizer", "T"), ("conjunction", "c"), ("subordinator", "S"), ("be", "E"),
            ("adverb", "a"), ("time", "t"),
        )
        for word in grammar[name]
    }  # fmt: skip
    own, numbers = lexicon().grammar, word_list("numbers")
    for letter, words in (
        ("M", grammar["auxiliary"]), ("A", own["have"]), ("O", own["do"]), ("x", own["not"]), ("y", own["by"]),
        ("a", own["adverbs"]), ("p", own["prepositions"]), ("n", own["nouns"]), ("B", own["either"]),
        ("L", own["next"]), ("s", ["'s"]), ("E", ["'re", "'m"]), ("m", numbers["ones"][1:]), ("m", numbers["tens"]),
        ("m", [word for word in numbers["indefinite"] if " " not in word]),
    ):  # fmt: skip
        found |= dict.fromkeys(words, letter)
    return found


def closed_letter(word: str) -> str:
    """The letter of a word in lower case where it is of a closed class; else nothing."""
    return _closed().get(word, "")


def _letter(word: str, known: Lexicon) -> str:
    lower = word.lower().replace("’", "'")
    if not word[0].isalnum() and (len(word) == 1 or word in _SIGNS):
        return _SIGNS.get(word) or _OTHER_SIGNS.get(word, "'")
    closed = _closed().get(lower)
    capital = word[0].isupper()
    if capital and lower in known.grammar["also_months"] | known.grammar["short_months"]:
        return "t"
    if closed and (not capital or closed in "DdHtWSTcp2o" or word[1:].islower()):
        return closed
    if word[0].isdigit():
        return "t" if len(word) == 4 and word[:2] in _CENTURIES and word.isdigit() else "m"
    if lower[-1] == "'":
        return "N" if capital else "n"
    if capital:
        return "N"
    return _open_letter(lower, known)


def _open_letter(lower: str, known: Lexicon) -> str:
    """The letter of a word of the open classes in lower case."""
    if lower in known.verbs:
        lemma, forms = known.verbs[lower]
        noun = lemma in known.also_nouns or lower in known.kinds or lower in known.people["human"]
        if "b" in forms:
            return "Q" if "d" in forms else "B" if noun else "b"
        if forms == "z":
            return "Z" if noun else "z"
        if forms == "g":
            return "G" if lower in known.kinds else "g"
        return {"du": "e", "ud": "e", "d": "f", "u": "u"}.get(forms, "e")
    if lower in _words("not_adverbs") or lower in _words("not_verbs"):
        return "n"
    if lower.endswith("ly") and len(lower) > 4:
        return "a"
    if lower.endswith("ed") and len(lower) > 4:
        return "e"
    if lower in _words("past"):
        return "e"
    if lower.endswith("ing") and len(lower) > 5:
        return "G" if lower in known.kinds else "g"
    return "n"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word_list("grammar")[name])


@cache
def endings(name: str) -> tuple[str, ...]:
    """The endings of a list."""
    return tuple(lexicon().grammar[name])


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of countries and their people, in lower case."""
    return frozenset(word.lower() for word in word_list("countries")["demonyms"])


def is_demonym(word: str) -> bool:
    """Whether a capitalised word is the adjective of a people: Syrian, Karen-speaking is none."""
    lower = word.lower()
    looks = len(lower) > 5 and word[0].isupper() and not word.isupper() and lower.endswith(endings("demonym_endings"))
    return looks or lower in demonyms()


def _first(raw: Sequence[str]) -> str:
    """The letter of the first word, whose capital says little: unless the next one has one too, or no list knows it."""
    lower = raw[0].lower()
    named = len(raw) > 1 and len(raw[1]) > 1 and raw[1][0].isupper() and _open_letter(lower, lexicon()) in "nBZQ"
    if named or (len(raw[0]) > 1 and raw[0].isupper()):  # US warplanes
        return "N"
    letter = letter_of(lower)
    known = lower in lexicon().kinds or lower in lexicon().people["human"] or lower in lexicon().verbs
    return letter if known or letter not in "ng" else "N" if letter == "n" else letter


def _resolve(letters: list[str], words: Sequence[str], places: Iterable[int]) -> None:
    """Decides, in place, between noun and verb where a word may be both, from its neighbours. places: those
    in doubt."""
    for place in places:
        letter = letters[place]
        if letter in _DECIDE:
            letters[place] = _DECIDE[letter](_Neighbours(letters, words, place))
        elif letter == "m":
            _hedge(letters, words, place)
        elif letter == "n" and place and letters[place - 1] in "efbgu":
            letters[place] = "a"  # shot dead two guards
        elif letter == "c" and place and letters[place - 1] == "x":
            letters[place] = "a"  # has not yet attacked
        elif letter == "L":
            letters[place] = "t" if letters[place + 1 : place + 2] == ["t"] else "n"


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
    plural_before = near.word_before.endswith("s") and near.previous == "n"
    if near.previous not in 'nN)",tT' or plural_before or near.following not in _TAKES or near.another_verb():
        return "n"
    return "z" if near.following in _OBJECT or near.following in "napg" else "n"


def _gerund_or_noun(near: _Neighbours) -> str:
    """A form in -ing that is a noun of a kind: bombing."""
    if near.previous == "E" or (near.previous in "^,pSyc-" and near.following in "DdNmhn"):
        return "g"
    return "g" if near.previous in "nNbefzgu" and near.following in "DdNmh" and near.adjacent else "n"


def _gerund(near: _Neighbours) -> str:
    """Another form in -ing."""
    if near.following == "n" and near.words[near.place] in lexicon().grammar["premodifying"]:
        return "n"
    noun = (near.previous in "Dsm" and near.adjacent) or (near.previous == "o" and near.following in "po.,")
    return "n" if noun else "g"


def _past(near: _Neighbours) -> str:
    """A past or participle: a noun or adjective in the wounded, two wounded men."""
    if near.adjacent and near.previous == "D" and near.following in "po.,MAOE":
        return "n" if near.word_before in lexicon().grammar["articles"] else "e"
    adjective = near.following in "nNG" or (near.following in "BZe" and near.previous in "Ds")
    if near.adjacent and adjective and near.previous in "Dsmopyde":
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
    if near.previous not in "nN,)" or near.following not in _TAKES:
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
