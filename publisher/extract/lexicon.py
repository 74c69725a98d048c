"""Which class a word belongs to: the lists of the language, the forms of its cue verbs, and the looks of all other
words. The classes and their letters are those of language/token_patterns.py."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from publisher import language
from publisher.language import Language
from publisher.language.token_patterns import CLASSES, each_letter, letters_of

from .inflection import Inflection
from .memo import Memo
from .patterns import WORD, any_of

_SIGNS = {
    **{sign: sign for sign in ",;:"},
    **dict.fromkeys("([", "("),
    **dict.fromkeys(")]", ")"),
    **dict.fromkeys("-–—", "-"),
    **dict.fromkeys(".!?…", "."),
}
SPEECH, INSIDE = (letters_of(f"{kind} {kind}:progressive {kind}:base {kind}:noun") for kind in ("speech", "inside"))
"""The letters of the two kinds of cue verbs: past and third person, progressive, base form, form that is a noun too."""
PHRASAL = letters_of("speech speech:progressive speech:base speech:base")
_NAME, _NOUN, _NUMBER, _TIME, _POSSESSIVE = each_letter("name noun number time possessive")
_SIGN = letters_of("sign")
# Stay so inside a sentence: I, Monday.
_CAPITALISED_TOO = letters_of("determiner determiner:alone pronoun:subject time")
_NOUNS_THAT_LOOK_OTHERWISE = ("not_adverbs", "not_verbs")
_BY_ENDING = ("adverb", "past", "progressive")
_CLITICS = {"clitic_possessive": "possessive", "clitic_auxiliary": "auxiliary", "clitic_be": "be"}
_SHORTEST = 5  # letters of a word whose ending tells its class
PHRASE = "^"
"""In place of a class: the word may begin a two-word cue."""


class Printed(NamedTuple):
    """What is between two white spaces, in tokens. letters: the class of each, as inside a sentence; steps: from
    the beginning of each to that of the next one, with one space after the last."""

    tokens: tuple[str, ...]
    letters: str
    steps: tuple[int, ...]


class Lexicon:
    """The words of a language, by class. token: the pattern of a token; printed: what a printed word holds; shouted:
    the same in a text whose capitals say nothing; phrases: two-word cues in all their forms, first word -> second word
    -> letter of the first, which is that under "" when it is alone."""

    def __init__(self, of: Language) -> None:
        self.language = of
        self._cues, self._grammar = of.words("cues"), of.words("grammar")
        endings = of.words("endings")
        self._inflection = Inflection(of)
        self._endings = [(ending, letters_of(kind)) for kind in _BY_ENDING for ending in endings.get(kind, ())]
        self._clitics = {end: letters_of(kind) for name, kind in _CLITICS.items() for end in endings.get(name, ())}
        self._classes = self._listed_classes()
        self.phrases = self._phrases()
        self.token = _token(tuple(self._clitics), "".join(endings.get("before_bare_apostrophe", ())))
        self.word_class = lru_cache(maxsize=1 << 16)(self._inside)
        self.initial_class = lru_cache(maxsize=1 << 14)(self._initial)
        self.printed = Memo(self._printed).__getitem__
        self.shouted = Memo(self._shouted).__getitem__
        self.forms = cache(self._forms_of)
        self.listed = cache(self._listed)

    def _printed(self, stretch: str) -> Printed:
        if stretch.isalpha():  # most words that are new
            return Printed((stretch,), self.word_class(stretch), (len(stretch) + 1,))
        tokens = tuple(self.token.findall(stretch))  # there is no character between two of them
        lengths = [*map(len, tokens)]
        return Printed(tokens, "".join(map(self.word_class, tokens)), (*lengths[:-1], lengths[-1] + 1))

    def _shouted(self, stretch: str) -> Printed:
        printed = self.printed(stretch)
        return printed._replace(letters="".join([self.word_class(token.lower()) for token in printed.tokens]))

    def _inside(self, word: str) -> str:
        """The letter of a word or sign as printed inside a sentence; PHRASE where it may begin a two-word cue."""
        return self._class(word, initial=False)

    def _initial(self, word: str) -> str:
        """The letter of the first word of a sentence: its capital says nothing."""
        return self._class(word, initial=True)

    def _forms_of(self, name: str) -> frozenset[str]:
        """All forms of the verbs in a list of words/cues.toml; of a phrase those of its verb with the rest."""
        parts = (verb.partition(" ") for verb in self._cues.get(name, ()))
        return frozenset(form + space + rest for verb, space, rest in parts for form, _ in self._lettered(verb, SPEECH))

    def _listed(self, name: str) -> frozenset[str]:
        """The words of a list of words/cues.toml or words/grammar.toml."""
        return frozenset((*self._cues.get(name, ()), *self._grammar.get(name, ())))

    def _class(self, word: str, initial: bool) -> str:
        if not (word[0].isalnum() or len(word) > 1) or word[0] in "-.!?…":
            return _SIGNS.get(word[0], _SIGN)
        lower = word.lower().replace("’", "'")
        if lower[0] == "'":
            return self._clitics.get(lower[1:], _SIGN)
        capital = word[0] in "@#" or (not word.islower() and any(map(str.isupper, word)))
        if lower in self.phrases and (initial or not capital):
            return PHRASE
        return self._plain_class(lower, capital, initial)

    def _plain_class(self, lower: str, capital: bool, initial: bool) -> str:
        known = self._classes.get(lower)
        if known and (initial or not capital or known in _CAPITALISED_TOO):
            return known
        if lower[-1] == "'":
            return _POSSESSIVE
        if capital:
            return _NAME
        if not lower[0].isalpha():
            return _TIME if lower.count("-") == 2 else _NUMBER  # 2025-01-31
        if len(lower) < _SHORTEST:
            return _NOUN
        return next((letter for ending, letter in self._endings if lower.endswith(ending)), _NOUN)

    def _listed_classes(self) -> dict[str, str]:
        lists = {name: words for name, words in self._grammar.items() if name in CLASSES}
        found = {word: letters_of(name) for name, words in lists.items() for word in words}
        for name in _NOUNS_THAT_LOOK_OTHERWISE:
            found.update(dict.fromkeys(self._grammar.get(name, ()), _NOUN))
        for name, kinds in (("inside", INSIDE), ("speech", SPEECH)):
            for verb in self._cues.get(name, ()):
                found.update(self._lettered(verb, kinds))
        return found | dict.fromkeys(self._grammar.get("source", ()), letters_of("source"))

    def _phrases(self) -> Mapping[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for phrase in self._cues.get("phrases", ()):
            verb, second = phrase.split(" ", 1)
            for form, letter in self._lettered(verb, PHRASAL):
                found.setdefault(form, {"": self._plain_class(form, False, False)})[second] = letter
        return found

    def _lettered(self, verb: str, kinds: str) -> list[tuple[str, str]]:
        """All forms of a verb with their letters. kinds: the four letters, as SPEECH."""
        past, progressive, base, nominal = tuple(kinds)
        noun = verb in self._cues.get("also_nouns", ())
        forms = self._inflection.forms(verb)
        return [
            (forms.base, nominal if noun else base),
            *((form, nominal if noun else past) for form in forms.third),
            *((form, progressive) for form in forms.progressive),
            *((form, past) for form in forms.past),
        ]


def _token(clitics: tuple[str, ...], bare: str) -> re.Pattern[str]:
    """The pattern of a token: a word, a clitic, a run of end marks, a dash, a sign."""
    clitic = rf"(?:{any_of(clitics)})\b" if clitics else r"(?!)"
    apostrophe = rf"(?:(?<=[{bare}])['’](?!\w))?" if bare else ""
    return re.compile(
        rf"{WORD}++(?:[-&/'’.,:](?:"  # a word or number goes on after one of these:
        rf"(?<=[-&/]){WORD}++"  # well-known, AT&T
        rf"|(?<=['’])(?!{clitic}){WORD}++"  # didn't, O'Hara; but Ann | 's
        r"|(?<=\d[.,:])\d++"  # 1,000.5
        r"|(?<=\b\w\.)[^\W\d_](?=\.)"  # U.S, whose last full stop is a token, dropped if it ends no sentence
        rf"))*+{apostrophe}"  # officials'
        rf"|['’]{clitic}|[.!?…]+|--+|[@#$£€]\w{WORD}*|\S"
    )


def of(code: str) -> Lexicon:
    """The lexicon of a language. Raises KeyError where none is known, OSError where it has no word classes."""
    return _lexicon(language.get(code))


@cache
def _lexicon(known: language.Language) -> Lexicon:
    return Lexicon(known)
