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
    "!": "end of a sentence unless its speaker follows (after ? or ! inside marks)",
    "x": "other sign",
}
_LISTS = {
    "determiners": "D",
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
_CAPITALISED_TOO = frozenset("DHt")  # stay what they are inside a sentence: The Times, I, Monday


@lru_cache(maxsize=1 << 16)
def word_class(word: str, initial: bool) -> str:
    """The class letter of a word as printed; initial: it is the first of its sentence, so its capital says nothing."""
    word = word.replace("’", "'")
    lower = word.lower()
    known = _classes().get(lower)
    capital = lower != word or word[0] in "@#"
    if known and (initial or not capital or known in _CAPITALISED_TOO):
        return known
    stem, apostrophe, rest = lower.partition("'")
    if apostrophe and rest not in ("s", ""):
        return _classes().get(stem, "n") if rest in ("m", "re", "ve", "d", "ll") else "N" if capital else "n"
    if apostrophe:
        pronoun = _classes().get(stem, "")
        return pronoun if pronoun and pronoun in "HWT" else "s"
    if capital:
        return "N"
    if not word[0].isalpha():
        return "m"
    if len(lower) > 4 and lower.endswith("ly"):
        return "a"
    if len(lower) > 4 and lower.endswith("ed"):
        return "e"
    if len(lower) > 4 and lower.endswith("ing"):
        return "i"
    return "n"


@cache
def phrases() -> dict[tuple[str, str], str]:
    """Two-word cues in all their forms -> class letter of the first word."""
    found = {}
    for phrase in words("cues")["phrases"]:
        verb, second = phrase.split(" ", 1)
        for form, letter in _forms(verb, "VGBB"):
            found[form, second] = letter
    return found


@cache
def offices() -> frozenset[str]:
    """Nouns that say what somebody is; capitalised they look like names."""
    return frozenset(words("grammar")["offices"])


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
    """All forms of a verb with their letters; letters: of the past, the -ing form, the base form, the noun-like forms."""
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
