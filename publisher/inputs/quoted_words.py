"""Where a curator's quote is in the article: a person writes words, the build finds the characters.

A quote is found where it is whole words ("it" is not found in "with"). Offsets are code points of the article,
0-based, half open; paragraphs are counted 1..n over the non-blank lines.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from publisher.problem import shown

Pair = tuple[int, int]
"""Start and end of a span, the end not included: code points of the article as read, from 0."""

PASSAGE, QUOTE = 5000, 200  # characters that are compared to find the words that were meant
ALIKE = 0.5  # from here on, words are like others
TOLD, AROUND = 3, 20  # occurrences that are told apart, and characters on each side of one
_ALIKE = (('"', "“", "”", "„", "«", "»", "''"), ("'", "‘", "’", "`"), ("-", "‐", "‑", "–", "—", "−"))
_MARKS = '“”„«»"'  # left off at the ends of the words that are offered instead of a quote without them
_POSSESSIVE = re.compile(r"s\b")
_FIRST_WITHOUT_WORD_SPACES = "\u0590"  # Latin, Greek, Cyrillic and Armenian are below: they part words by spaces


@lru_cache(maxsize=1 << 10)  # a draft and the messages of a build ask for the same words again and again
def occurrences(text: str, quote: str, start: int, end: int) -> tuple[Pair, ...]:
    """Every place in text[start:end] where the quote is whole words, in text order."""
    found: list[Pair] = []
    at = text.find(quote, start, end)
    while at >= 0:
        stop = at + len(quote)
        if not (inside_word(text, at) or inside_word(text, stop)):
            found.append((at, stop))
        at = text.find(quote, at + 1, end)
    return tuple(found)


def number_of(place: Pair, places: Sequence[Pair]) -> int | None:
    """Which of several places in text order one is, counted from 1; None where it is none of them."""
    before = bisect_left(places, place)
    return before + 1 if before < len(places) and places[before] == place else None


def inside_word(text: str, offset: int) -> bool:
    """Whether the offset is between two letters or digits, a letter and its accent, or the two parts of a
    possessive ending ("50km" may be parted). Scripts that do not part words by spaces are left alone."""
    if not 0 < offset < len(text):
        return False
    left, right = text[offset - 1], text[offset]
    if left == " " or right == " ":  # nearly always
        return False
    if left in "'’" and _POSSESSIVE.match(text, offset) and text[offset - 2 : offset - 1].isalpha():
        return True
    if max(left, right) >= _FIRST_WITHOUT_WORD_SPACES:
        return False
    return (
        (left.isalpha() and right.isalpha())
        or (left.isdigit() and right.isdigit())
        or (left.isalnum() and unicodedata.combining(right) > 0)
    )


def locate(text: str, paragraphs: Sequence[Pair], quote: str, paragraph: int, nth: int | None) -> Pair | str:
    """The one place that is meant, or in words why there is none and what to do."""
    if not 1 <= paragraph <= len(paragraphs):
        return f"there is no paragraph {paragraph}; the article has {len(paragraphs)}"
    if quote != quote.strip() or not any(c.isalnum() for c in quote):
        return f"{shown(quote)} is no quote; write words of the article, without white space at their ends"
    places = occurrences(text, quote, *paragraphs[paragraph - 1])
    if nth is not None:
        if 1 <= nth <= len(places):
            return places[nth - 1]
        found = f"{shown(quote)} is {_times(len(places))} in paragraph {paragraph}, so there is no nth = {nth}"
        return f"{found}; count from 1" if places else f"{found}; {_instead(text, paragraphs, quote, paragraph)}"
    if len(places) == 1:
        return places[0]
    if places:
        found = f"{shown(quote)} is {_times(len(places))} in paragraph {paragraph}"
        return f"{found}; give nth = {_which(text, paragraphs[paragraph - 1], places)}"
    return f"{shown(quote)} is not in paragraph {paragraph}; {_instead(text, paragraphs, quote, paragraph)}"


def paragraph_at(paragraphs: Sequence[Pair], offset: int) -> int:
    """The number of the paragraph that holds the offset, 0 when none does."""
    number = bisect_right(paragraphs, offset, key=lambda pair: pair[0])
    return number if number and offset < paragraphs[number - 1][1] else 0


def _which(text: str, paragraph: Pair, places: Sequence[Pair]) -> str:
    """The first occurrences by their number, each among the words around it."""
    told = (f"{number} ({shown(_around(text, paragraph, place))})" for number, place in enumerate(places[:TOLD], 1))
    return f"{' or '.join(told)}{f' or up to {len(places)}' if len(places) > TOLD else ''}"


def _around(text: str, paragraph: Pair, place: Pair) -> str:
    """[An occurrence] with a few characters before and after, in whole words."""
    at, to = place
    before, after = text[max(paragraph[0], at - AROUND) : at], text[to : min(paragraph[1], to + AROUND)]
    if at - AROUND > paragraph[0]:
        before = before.partition(" ")[2]
    if to + AROUND < paragraph[1]:
        after = after.rpartition(" ")[0]
    return " ".join(f"{before}[{text[at:to]}]{after}".split())


def _printed_otherwise(passage: str, quote: str) -> str | None:
    """The words of a passage that differ from a quote in nothing but quotation marks, dashes and white space."""
    words = quote.replace("''", '"').split()
    found = re.finditer(r"\s+".join("".join(map(_alike, word)) for word in words), passage)
    whole = (match for match in found if not (inside_word(passage, match.start()) or inside_word(passage, match.end())))
    return next((match[0] for match in whole), None)


def _alike(letter: str) -> str:
    """The pattern of a letter and of what is printed in its place."""
    same = next((group for group in _ALIKE if letter in group), (letter,))
    return f"(?:{'|'.join(map(re.escape, same))})"


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _instead(text: str, paragraphs: Sequence[Pair], quote: str, paragraph: int) -> str:
    elsewhere = [n for n, pair in enumerate(paragraphs, 1) if occurrences(text, quote, *pair)]
    if elsewhere:
        return f"it is in paragraph {', '.join(map(str, elsewhere))}"
    start, end = paragraphs[paragraph - 1]
    if printed := _printed_otherwise(text[start:end], quote[:QUOTE]):
        return f"the text has other quotation marks, dashes or spaces: {shown(printed, QUOTE)}"
    near = closest(text[start:end], quote)
    return f"closest: {shown(near)}" if near else "quote words of that paragraph"


def closest(passage: str, quote: str) -> str:
    """The stretch of whole words most like the quote: as many words as it has, give or take one; empty where none is
    like it. Only the beginnings of both are looked at."""
    passage, quote = passage[:PASSAGE], quote[:QUOTE]
    words = [match.span() for match in re.finditer(r"\S+", passage)]
    size, outer = len(quote.split()), ".,;:" + "".join(mark for mark in _MARKS if mark not in quote)
    best, best_score = "", ALIKE
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(quote)
    for count in range(max(1, size - 1), size + 2):
        for first in range(max(1, len(words) - count + 1)):
            stretch = passage[words[first][0] : words[min(first + count, len(words)) - 1][1]].strip(outer)
            matcher.set_seq1(stretch)
            if all(ratio() > best_score for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)):
                best, best_score = stretch, matcher.ratio()
    return best
