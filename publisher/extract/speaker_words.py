"""Whether the words that the grammar takes for a speaker can be one; and where a cue's clause only leads to another."""

from __future__ import annotations

from publisher.language.token_patterns import each_letter, letters_of

from .clauses import Grammar
from .cues import Cue
from .text import Pair

_NEVER_FIRST = letters_of("possessive preposition genitive joining infinitive conjunction be auxiliary")
_BEYOND_HEAD = letters_of("possessive preposition genitive joining comitative infinitive comma")
_PRONOUN, _RELATIVE, _THAT, _COMMA, _NOUN, _NAME = each_letter(
    "pronoun:subject relative complementizer comma noun name"
)


def can_speak(grammar: Grammar, cue: Cue) -> bool:
    """Whether the speaker of a cue can be one: not "'s meeting", "(he) returns to Bath", "useful", "one"; nor what
    belongs to a noun that looks like the verb ("a safe Labour state")."""
    if not cue.speaker:
        return False
    letters, tokens = grammar.tokens.letters, grammar.tokens
    start, end = cue.speaker
    if letters[start] in _NEVER_FIRST or (start and letters[start - 1] == _PRONOUN):
        return False
    if end - start == 1 and tokens.word(start) in grammar.listed("no_speakers"):
        return False
    relative = start and (
        letters[start - 1] == _RELATIVE or letters[start - 2 : start] in (_NOUN + _THAT, _NAME + _THAT)
    )
    if (
        relative and end < cue.verb[0] and _COMMA in letters[end : cue.verb[0]]
    ):  # a body that sets rules for us, ..., said
        return False
    if _is_bare(grammar, cue.speaker):
        return False
    noun = (
        cue.verb[1] - cue.verb[0] == 1
        and end == cue.verb[0]
        and tokens.word(cue.verb[0]) in grammar.listed("also_nouns")
    )
    return not noun or not _is_singular(grammar, cue.speaker)


def leads_on(grammar: Grammar, cue: Cue) -> bool:
    """Whether the clause of a cue begins with a word that makes another clause the main one: while Lee says A, B."""
    return cue.start > 0 and grammar.tokens.word(cue.start - 1) in grammar.listed("leading_on")


def _is_bare(grammar: Grammar, speaker: Pair) -> bool:
    """Whether the head of a speaker is common nouns without an article, in the singular: "available"; not "police"."""
    letters = grammar.tokens.letters
    end = next((token for token in range(*speaker) if letters[token] in _BEYOND_HEAD), speaker[1])
    if end == speaker[0] or set(letters[speaker[0] : end]) != {_NOUN}:
        return False
    return not _is_plural(grammar, end - 1) and grammar.tokens.word(end - 1) not in grammar.listed("offices")


def _is_singular(grammar: Grammar, speaker: Pair) -> bool:
    """Whether a verb in its base form cannot follow: a solid Republican (state), Lee's strong (rebuke)."""
    if grammar.tokens.word(speaker[0]) in grammar.listed("singular"):
        return True
    return grammar.tokens.letters[speaker[1] - 1] == _NOUN and not _is_plural(grammar, speaker[1] - 1)


def _is_plural(grammar: Grammar, token: int) -> bool:
    word = grammar.tokens.word(token)
    return word in grammar.listed("bare_speakers") or word.endswith(tuple(grammar.listed("plural_speakers")))
