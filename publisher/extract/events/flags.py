"""Whether an event happened: denied, still to come, or only talked about."""

from __future__ import annotations

from . import arguments as arg
from .arguments import kind, letters
from .lexicon import lexicon
from .sentence import Sentence, lemma

def verb_flags(s: Sentence, at: int) -> tuple[bool, bool, bool]:
    """Negated, future, hypothetical, of a verb group."""
    grammar = lexicon().grammar
    chunk = s.chunks[at]
    words = s.words[chunk.first : chunk.last]
    group = letters(s, at)
    negated = "x" in group or any(word.endswith("n't") for word in words)
    ahead = arg.before(s, at)
    if kind(s, ahead) == "n" and s.words[s.chunks[ahead].first] in grammar["nobody"]:
        negated = True
    if kind(s, at - 1) in "p" and arg.word(s, at - 1) in grammar["without"]:
        negated = True
    future = not grammar["future"].isdisjoint(words)
    unreal = not grammar["unreal"].isdisjoint(words)
    if group[0] == "2":
        n, f, u = _infinitive(s, at)
        negated, future, unreal = negated or n, future or f, unreal or u
    if _conditional(s, at):
        unreal = True
    return negated, future, unreal


def _infinitive(s: Sentence, at: int) -> tuple[bool, bool, bool]:
    """What the verb before an infinitive says of it: planned to, failed to, began to."""
    grammar = lexicon().grammar
    for earlier in range(at - 1, max(-1, at - 6), -1):
        mark = kind(s, earlier)
        if mark == "v":
            name, _ = lemma(s, s.chunks[earlier])
            about = letters(s, earlier)[-1] == "E" or s.words[s.chunks[earlier].last - 1] in grammar["going"]
            return name in grammar["undone"], about or name in grammar["ahead"], name in grammar["wish"]
        if mark in ",;W":
            break
        if mark == "n" and earlier == at - 1 and arg.head(s, earlier) in grammar["wishes"]:
            return False, False, True
    return False, False, False


def _conditional(s: Sentence, at: int) -> bool:
    """Whether the clause begins with if or unless."""
    for earlier in range(at - 1, max(-1, at - 8), -1):
        if kind(s, earlier) == "S":
            return arg.word(s, earlier) in lexicon().grammar["conditions"]
        if kind(s, earlier) in ",;v":
            return False
    return False


def noun_flags(s: Sentence, at: int) -> tuple[bool, bool, bool]:
    """Negated, future, hypothetical, of a noun."""
    grammar, unlikely = lexicon().grammar, lexicon().select["unreal"]
    chunk = s.chunks[at]
    words = s.words[chunk.first : chunk.last]
    negated = words[0] in grammar["nobody"] or (at > 0 and arg.word(s, at - 1) in grammar["without"])
    future = not grammar["coming"].isdisjoint(words)
    unreal = not unlikely.isdisjoint(words)
    for earlier in range(at - 1, max(-1, at - 5), -1):
        mark = kind(s, earlier)
        if mark == "v":
            name, _ = lemma(s, s.chunks[earlier])
            return negated or name in grammar["averted"], future, unreal or name in grammar["unreal_before"]
        if mark == "n" and arg.head(s, earlier) in unlikely:
            unreal = True
        if mark in ",;S":
            break
    return negated, future, unreal
