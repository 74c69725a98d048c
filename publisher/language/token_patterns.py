"""Patterns over classes of words, as rule files write them, compiled to regular expressions over one letter a token.

A pattern names classes of tokens, in the order of the sentence:

    determiner              one token of the class
    [noun name]             one token of any of the classes;  [^comma end] of any other;  any: one of any class
    x?  x*  x{0,3}  x | y   as in regular expressions;  x{1,12}? as few as will do
    ( ... )                 a group;  (subject= ...) a group with a name
    (after: x)  (not after: x)  (before: x)  (not before: x)     what is beside, and is no part of the match
    $noun-phrase            the pattern of that id, which is earlier in the same file
    LAST                    the end of the tokens that are looked at

White space parts the names and means nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

CLASSES: Mapping[str, tuple[str, str]] = {
    "name": ("N", "capitalised word"),
    "noun": ("n", "other word"),
    "number": ("m", "number"),
    "possessive": ("s", "possessive (Smith's)"),
    "determiner": ("D", "determiner"),
    "determiner:alone": ("d", "determiner that is also used alone (some, this)"),
    "pronoun:subject": ("H", "subject pronoun"),
    "pronoun:object": ("h", "object pronoun"),
    "relative": ("W", "relative pronoun"),
    "preposition": ("p", "preposition"),
    "joining": ("f", "preposition that joins an office to a body (a spokesman for X, a professor at Y)"),
    "genitive": ("o", "preposition of possession (of)"),
    "comitative": ("w", "preposition of company (with)"),
    "infinitive": ("2", "mark of the infinitive (to)"),
    "complementizer": ("T", "word that begins what is said (that)"),
    "conjunction": ("c", "coordinating conjunction"),
    "subordinator": ("z", "subordinating conjunction"),
    "adverb": ("a", "adverb"),
    "time": ("t", "time word"),
    "be": ("E", "form of be"),
    "auxiliary": ("A", "auxiliary"),
    "past": ("e", "other past tense or participle"),
    "progressive": ("i", "other word in the form of a progressive"),
    "source": ("k", "word that brings in a source (according)"),
    "speech": ("V", "speech verb, past or present form"),
    "speech:progressive": ("G", "speech verb, progressive form"),
    "speech:base": ("B", "speech verb, base form"),
    "speech:noun": ("R", "speech verb, form that is a noun too"),
    "inside": ("v", "verb that brings in words inside a sentence, past or present form"),
    "inside:progressive": ("g", "such a verb, progressive form"),
    "inside:base": ("b", "such a verb, base form"),
    "inside:noun": ("r", "such a verb, form that is a noun too"),
    "particle": ("+", "second word of a two-word cue"),
    "quoted": ("Q", "quoted piece"),
    "comma": (",", "comma"),
    "semicolon": (";", "semicolon"),
    "colon": (":", "colon"),
    "dash": ("-", "dash"),
    "open": ("(", "opening bracket"),
    "close": (")", "closing bracket"),
    "end": (".", "end of a sentence"),
    "end:open": ("!", "end of a sentence unless its speaker follows (after ?, ! or ... inside marks)"),
    "sign": ("x", "other sign"),
}
"""Name of a class of tokens -> its letter, what belongs to it. They are the same for all languages."""

_TOKEN = re.compile(
    r"\s+|(?P<part>\$[a-z-]+)|(?P<set>\[\^?[^\]]*\])|(?P<beside>\((?:not )?(?:after|before):)|\((?P<group>[a-z_]+)="
    r"|(?P<name>[a-z]+(?::[a-z]+)?)|(?P<last>LAST)|(?P<count>\{[0-9]+(?:,[0-9]+)?\}\??|[?*)|])|(?P<open>\()"
)
_BESIDE = {"(after:": "(?<=", "(not after:": "(?<!", "(before:": "(?=", "(not before:": "(?!"}


def letters_of(names: str) -> str:
    """The letters of some classes, whose names are parted by spaces. Raises KeyError for a name that is none."""
    return "".join(CLASSES[name][0] for name in names.split())


def each_letter(names: str) -> tuple[str, ...]:
    """The letter of each of some classes, as `letters_of`."""
    return tuple(letters_of(names))


def to_regex(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern as a regular expression over letters. parts: id -> regular expression, for `$id`. Raises ValueError
    with the place and what is wrong there."""
    found: list[str] = []
    at = 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if not token:
            raise ValueError(f"at {pattern[at : at + 20]!r}: no name of a class, no sign of a pattern")
        try:
            piece = _piece(token, parts)
            counted = pattern.startswith(("?", "*", "{"), token.end())
            found.append(_as_one(piece, counted) if token["part"] else piece)
        except KeyError as unknown:
            raise ValueError(f"at {pattern[at : at + 20]!r}: no class or pattern is called {unknown}") from None
        at = token.end()
    return "".join(found)


def _piece(token: re.Match[str], parts: Mapping[str, str]) -> str:
    kind, words = token.lastgroup, token[0]
    match kind:
        case "part":
            return parts[words[1:]]
        case "set":
            return f"[{'^' * words.startswith('[^')}{_in_set(words.strip('[^]'))}]"
        case "beside":
            return _BESIDE[words]
        case "group":
            return f"(?P<{token['group']}>"
        case "name":
            return "." if words == "any" else _escaped(CLASSES[words][0])
        case "last":
            return r"\Z"
        case "open":
            return "(?:"
        case "count":
            return words
    return ""


def _as_one(regex: str, counted: bool) -> str:
    """The regular expression of a part, in brackets where it is not taken as a whole. counted: a count follows."""
    depth, whole, choice = 0, True, False
    inside_set = False
    for at, sign in enumerate(regex):
        if regex[at - 1 : at] == "\\":
            continue
        inside_set = sign == "[" or (inside_set and sign != "]")
        depth += (sign in "([") - (sign in ")]") if not inside_set or sign == "[" else 0
        whole = whole and (depth > 0 or at == len(regex) - 1)
        choice = choice or (sign == "|" and depth == 0)
    return f"(?:{regex})" if choice or (counted and not whole) else regex


def _in_set(names: str) -> str:
    """The letters as they are written in brackets: a dash last."""
    found = letters_of(names)
    return found.replace("-", "") + "-" * ("-" in found)


def _escaped(letter: str) -> str:
    return "\\" + letter if letter in "+.()" else letter


def compile_patterns(patterns: Iterable[tuple[str, str]]) -> dict[str, re.Pattern[str]]:
    """Patterns by id, in the order of their file, compiled. Raises ValueError with the id of one that is faulty."""
    known: dict[str, str] = {}
    for key, pattern in patterns:
        try:
            known[key] = to_regex(pattern, known)
            re.compile(known[key])
        except (ValueError, re.error) as fault:
            raise ValueError(f"pattern {key}: {fault}") from None
    return {key: re.compile(regex) for key, regex in known.items()}
