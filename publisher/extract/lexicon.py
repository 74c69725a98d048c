"""Which class a word belongs to: the lists in words/, the forms of the cue verbs, and the looks of all other words."""

from __future__ import annotations

from functools import cache, lru_cache

from .text import words

# One letter a class; the grammar in clauses.py is written in these letters.
CLASSES = {
    "N": "capitalised word",
    "n": "other word",
    "m": "number",
    "s": "possessive (Smith's)",
    "D": "determiner",
    "d": "determiner that also stands alone (some, this)",
    "H": "subject pronoun",
    "h": "object pronoun",
    "W": "relative pronoun",
    "p": "preposition",
    "f": "preposition that joins an office to a body (a spokesman for X, a professor at Y)",
    "o": "of",
    "w": "with",
    "2": "to",
    "T": "that",
    "c": "coordinating conjunction",
    "z": "subordinating conjunction",
    "a": "adverb",
    "t": "time word",
    "E": "form of be",
    "A": "auxiliary",
    "e": "other past tense or participle",
    "i": "other word in -ing",
    "k": "according",
    "V": "speech verb, past or -s form",
    "G": "speech verb, -ing form",
    "B": "speech verb, base form",
    "R": "speech verb, form that is a noun too",
    "v": "verb that brings in words inside a sentence, past or -s form",
    "g": "such a verb, -ing form",
    "b": "such a verb, base form",
    "r": "such a verb, form that is a noun too",
    "+": "second word of a two-word cue",
    "Q": "quoted piece",
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    "-": "dash",
    "(": "opening bracket",
    ")": "closing bracket",
    ".": "end of a sentence",
    "!": "end of a sentence unless its speaker follows (after ?, ! or ... inside marks)",
    "x": "other sign",
}
_LISTS = {
    "determiners": "D",
    "standing_determiners": "d",
    "subject_pronouns": "H",
    "object_pronouns": "h",
    "relatives": "W",
    "prepositions": "p",
    "of": "o",
    "joining": "f",
    "with": "w",
    "to": "2",
    "that": "T",
    "conjunctions": "c",
    "subordinators": "z",
    "be": "E",
    "auxiliaries": "A",
    "adverbs": "a",
    "times": "t",
    "past_forms": "e",
    "not_adverbs": "n",
    "not_verbs": "n",
}
_SIGNS = {
    **{sign: sign for sign in ",;:"},
    **dict.fromkeys("([", "("),
    **dict.fromkeys(")]", ")"),
    **dict.fromkeys("-–—", "-"),
    **dict.fromkeys(".!?…", "."),
}
_ENDINGS_OF_VERBS = {"s": "s", "d": "A", "ll": "A", "ve": "A", "m": "E", "re": "E"}
_ENDINGS = (("ly", "a"), ("ed", "e"), ("ing", "i"))
_CAPITALISED_TOO = frozenset("DdHt")  # stay what they are inside a sentence: The Times, I, Monday


@lru_cache(maxsize=1 << 16)
def word_class(word: str) -> str:
    """The class letter of a word or sign as printed inside a sentence; "^" for a word that may begin a two-word cue."""
    return _class(word, initial=False)


@lru_cache(maxsize=1 << 14)
def initial_class(word: str) -> str:
    """The class letter of the first word of a sentence: its capital says nothing."""
    return _class(word, initial=True)


def _class(word: str, initial: bool) -> str:
    if not (word[0].isalnum() or len(word) > 1) or word[0] in "-.!?…":
        return _SIGNS.get(word[0], "x")
    lower = word.lower().replace("’", "'")
    if lower[0] == "'":
        return _ENDINGS_OF_VERBS.get(lower[1:], "x")
    capital = word[0] in "@#" or any(letter.isupper() for letter in word)
    if lower in phrases() and (initial or not capital):
        return "^"
    return _plain_class(lower, capital, initial)


def _plain_class(lower: str, capital: bool, initial: bool) -> str:
    known = _classes().get(lower)
    if known and (initial or not capital or known in _CAPITALISED_TOO):
        return known
    if lower[-1] == "'":
        return "s"
    if capital:
        return "N"
    if not lower[0].isalpha():
        return "t" if lower.count("-") == 2 else "m"  # 2025-01-31
    return next((letter for ending, letter in _ENDINGS if len(lower) > 4 and lower.endswith(ending)), "n")


@cache
def phrases() -> dict[str, dict[str, str]]:
    """Two-word cues in all their forms: first word -> second word -> class letter of the first, which is that under ""
    when it stands alone."""
    found: dict[str, dict[str, str]] = {}
    for phrase in words("cues")["phrases"]:
        verb, second = phrase.split(" ", 1)
        for form, letter in _forms(verb, "VGBB"):
            found.setdefault(form, {"": _plain_class(form, False, False)})[second] = letter
    return found


@cache
def offices() -> frozenset[str]:
    """Nouns that say what somebody is; capitalised they look like names."""
    return frozenset(words("grammar")["offices"])


@cache
def titled() -> frozenset[str]:
    """Words before marks that hold a title: the film “Q”, the so-called “Q”."""
    return frozenset(words("cues")["titled"])


@cache
def nouns() -> frozenset[str]:
    """Nouns for a speech act."""
    return frozenset(words("cues")["nouns"])


@cache
def small() -> frozenset[str]:
    """Words that titles write without a capital."""
    return frozenset(words("cues")["small"])


@cache
def forms(name: str) -> frozenset[str]:
    """All forms of the verbs in a list of words/cues.toml."""
    return frozenset(form for verb in words("cues")[name] for form, _ in _forms(verb, "VGBR"))


@cache
def _classes() -> dict[str, str]:
    grammar = words("grammar")
    found = {word: letter for name, letter in _LISTS.items() for word in grammar[name]}
    cues = words("cues")
    for verb in cues["inside"]:
        found.update(_forms(verb, "vgbr"))
    for verb in cues["speech"]:
        found.update(_forms(verb, "VGBR"))
    found["according"] = "k"
    return found


def _forms(verb: str, letters: str) -> list[tuple[str, str]]:
    """All forms of a verb with their letters; letters: of the past, the -ing form, the base form, a noun-like form."""
    past, progressive, base, nominal = tuple(letters)
    also_nouns, doubling, irregular = _inflection()
    noun = verb in also_nouns
    soft_y = verb[-1] == "y" and verb[-2] not in "aeiou"
    stems = [verb[:-1] if verb[-1] == "e" and verb[-2] not in "eoy" else verb]
    if verb in doubling:
        stems.append(verb + verb[-1])
    if verb in irregular:
        pasts = irregular[verb]
    else:
        pasts = [verb[:-1] + "ied"] if soft_y else [verb + "d"] if verb[-1] == "e" else [stem + "ed" for stem in stems]
    third = verb[:-1] + "ies" if soft_y else verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return [
        (verb, nominal if noun else base),
        (third, nominal if noun else past),
        *((stem + "ing", progressive) for stem in stems),
        *((form, past) for form in pasts),
    ]


@cache
def _inflection() -> tuple[frozenset[str], frozenset[str], dict[str, list[str]]]:
    cues = words("cues")
    irregular = {forms.split()[0]: forms.split()[1:] for forms in cues["irregular"]}
    return frozenset(cues["also_nouns"]), frozenset(cues["doubling"]), irregular
