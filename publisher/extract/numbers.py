"""Numbers in digits and in words, and what the words around them say about how exact they are.

`read_figure` turns a printed number such as "around 300", "more than 1,200", "20 to 30" or "dozens" into values; the
patterns are shared with the finders of figures and dates. Rules: docs/codebook.md, Figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from . import text
from .patterns import any_of, cased

_LISTS = text.word_lists("numbers")
_HEDGES = text.word_lists("hedges")
_CURRENCIES = text.word_lists("currencies")


class FigureValue(NamedTuple):
    """What a printed number says. number: as printed; value: the single number meant, or None; lower, upper: only
    bounds that the text states; modifier: a code of figures.modifier."""

    number: float | None
    value: float | None
    lower: float | None
    upper: float | None
    modifier: str


def by_suffix(lists: Mapping[str, Iterable[str]], prefix: str) -> dict[str, str]:
    """Word -> suffix of the list it is in, for the lists called prefix + suffix; words in lower case."""
    return {
        word.casefold(): key[len(prefix) :] for key, words in lists.items() if key.startswith(prefix) for word in words
    }


_SIMPLE = {word: Decimal(n) for n, word in enumerate(_LISTS["ones"])} | {
    word: Decimal(20 + 10 * n) for n, word in enumerate(_LISTS["tens"])
}
_SCALES = {word: Decimal(factor) for word, factor in by_suffix(_LISTS, "scale_").items()}
_LETTERS = {letter: Decimal(factor) for letter, factor in by_suffix(_LISTS, "letter_").items()}
WORDS = frozenset(_SIMPLE) | frozenset(_SCALES)
TENS = _LISTS["tens"]
_PARTS = {word: Decimal(parts) for word, parts in by_suffix(_LISTS, "part_").items()}
_BEFORE = by_suffix(_HEDGES, "before_")
_AFTER = by_suffix(_HEDGES, "after_")
HEDGES = frozenset(_BEFORE)
FRACTIONS = frozenset(_PARTS)
ORDINAL_LOOKS = FRACTIONS - frozenset(_LISTS["no_ordinal_looks"])
SIGNS = by_suffix(_CURRENCIES, "before_")
MONEY = by_suffix(_CURRENCIES, "after_")
SHARED = {
    key.removeprefix("shared_"): frozenset(codes) for key, codes in _CURRENCIES.items() if key.startswith("shared_")
}
"""Name of a currency that several states have -> the ISO 4217 codes of theirs."""


_PRINTED_SIGNS = [word for key, words in _CURRENCIES.items() if key.startswith("before_") for word in words]
_OF_SEVERAL = [word for n in range(3, 11) for word in _LISTS[f"part_{n}"] if word.endswith(_LISTS["plural_ending"])]
_PATTERNS = text.patterns(
    "numbers",
    {
        "scales": any_of(_SCALES),
        "letters": any_of(_LETTERS),
        "all_parts": any_of(_PARTS),
        "some_parts": any_of(_OF_SEVERAL),
        "ordinal_looks": any_of(ORDINAL_LOOKS),
        "few": any_of(_LISTS["ones"][1:10]),
        "signs": any_of(_PRINTED_SIGNS),
        "money": any_of(MONEY),
        "hedges_before": any_of(_BEFORE),
        "hedges_after": any_of(_AFTER),
        "begin_words": any_of(
            [*cased([*_SIMPLE, *_LISTS["no_ordinal_looks"], *_LISTS["indefinite"], *_LISTS["vague"]]), *_PRINTED_SIGNS]
        ),
        "after_article": any_of(cased([*_SCALES, *_PARTS, *_LISTS["begin_after_article"]])),
    },
)
AMOUNT = _PATTERNS["amount"]
"""The pattern of one number: digits or words, with its multipliers. It does not look at what is before it."""

NUMBER, BETWEEN, INDEFINITE = (_PATTERNS[name] for name in ("number", "between", "uncertain"))
"""A number or range, with the named parts sign, low (in it share and part: a fraction), letter, link, high, percent,
money; the range after "between"; words that say no number."""

START = _PATTERNS["start"]
"""What a printed number begins with: cheap to look for, before NUMBER or INDEFINITE are tried."""

BEFORE, AFTER = _PATTERNS["before"], _PATTERNS["after"]

_FIGURES = [
    re.compile(rf"(?:{BEFORE}\s)?{pattern}(?:{AFTER})?", re.IGNORECASE)
    for pattern in (_PATTERNS["after_between"], _PATTERNS["from"], INDEFINITE)
]
_ONE_IN = re.compile(_PATTERNS["one_in"], re.IGNORECASE)
_FILLERS = frozenset(_LISTS["fillers"])
_ADDING = tuple(f" {word} " for word in _LISTS["adding"])
_AMOUNT_WORD = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:[\s-][0-9]/[0-9]{1,2})?|[a-z]+")
_UNIT_INSIDE = re.compile(r"(?P<low>\S+(?: \S+)*) [^\W\d_]+ (?P<high>\S+ \S+)")
_SPACE = re.compile(r"\s+")


def read_figure(printed: str) -> FigureValue | None:
    """The values of a printed number with its hedges; None if the words are not one number or one range.

    A percentage is its number ("12.5 percent": 12.5), an amount of money its full amount ("$3.5 million": 3500000), a
    fraction its number to four places ("two-thirds": 0.6667). The unit may be inside: "5 feet to 6" of "5 feet to 6
    feet", "40 boats or more".
    """
    words = _SPACE.sub(" ", printed.strip())
    match = next((match for pattern in _FIGURES if (match := pattern.fullmatch(words))), None)
    if match is None:
        inside = _UNIT_INSIDE.fullmatch(words)
        found = read_figure(f"{inside['low']} {inside['high']}") if inside else None
        return found if found and found.modifier != "plain" else None
    return value_of(match, match["before"], match["after"])


def value_of(match: re.Match[str], before: str | None, after: str | None) -> FigureValue | None:
    """The values of a match of NUMBER or INDEFINITE, with the hedges before and after it."""
    modifier = _hedge(before, _BEFORE) or _hedge(after, _AFTER) or "plain"
    if not match["low"]:
        return FigureValue(None, None, None, None, "indefinite")
    exact = _exact(match["low"])
    if exact is None:
        return None
    if is_fraction(match):
        exact = Decimal(str(round(float(exact), 4)))
    if match["letter"]:
        exact *= _LETTERS[match["letter"].casefold()]
    if match["high"] is not None:
        return _range(match, exact)
    number = float(exact)
    if modifier == "at_least":
        return FigureValue(number, None, number, None, modifier)
    if modifier == "at_most":
        return FigureValue(number, None, None, number, modifier)
    return FigureValue(number, number, None, None, modifier)


def is_fraction(match: re.Match[str]) -> bool:
    """Whether a match of NUMBER is a share of something: two-thirds, half, one in five."""
    return bool("share" in match.re.groupindex and (match["share"] or match["part"]))


def _range(match: re.Match[str], low: Decimal) -> FigureValue | None:
    """A range; "3 to 4 million" is meant in millions at both ends, and "13 to 14,000" in thousands."""
    high = _exact(match["high"])
    if high is None:
        return None
    scale = _scale(match["high"])
    if low < 1000 <= high and _scale(match["low"]) == 1:
        thousands = scale == 1 and low >= 10 and low * 1000 < high and high % 1000 == 0
        low *= 1000 if thousands else scale
    return FigureValue(None, None, float(low), float(high), "between") if low < high else None


def read_amount(printed: str) -> float | None:
    """The number that digits or words mean, multipliers included: "1,200", "3.5 million", "two-thirds", "one
    in five"."""
    if printed.isascii() and printed.isdigit():
        return float(printed)
    exact = _exact(printed)
    return None if exact is None else float(exact)


def _exact(printed: str) -> Decimal | None:
    """The number that words mean, if any, without the error of a float: 8.2 times a million is 8200000."""
    if one_in := _ONE_IN.match(printed):
        many = _exact(printed[one_in.end() :])
        return 1 / many if many else None
    total = Decimal(0)  # the groups that end in thousand or more: 3,000,000 of "three million two hundred"
    group = Decimal(0)  # the group at hand: 200
    last = Decimal(1)  # the last multiplier, of which "and a half" is a part
    known = False  # whether a word gave a number
    for word in _AMOUNT_WORD.findall(printed.casefold()):
        if word[0].isdigit():
            group += _digits(word)
        elif word in _SIMPLE:
            group += _SIMPLE[word]
        elif word in _PARTS:
            group = _add_part(printed, group, known, last, _PARTS[word])
        elif word in _SCALES and total and not group:  # two thousand million, 3 lakh crore
            total *= _SCALES[word]
        elif word in _SCALES:
            group, last = (group if known else Decimal(1)) * _SCALES[word], _SCALES[word]
            if last >= 1000:
                total, group = total + group, Decimal(0)
        elif word not in _FILLERS:
            return None
        known = known or word not in _FILLERS
    return total + group if known else None


def _add_part(printed: str, group: Decimal, known: bool, last: Decimal, parts: Decimal) -> Decimal:
    """ "two-thirds" multiplies, "two and a half" adds, "a million and a half" adds half a million."""
    if not known:
        return 1 / parts
    return group + last / parts if any(word in printed.casefold() for word in _ADDING) else group / parts


def _digits(word: str) -> Decimal:
    whole, _, fraction = re.sub(r"[\s-]", " ", word).partition(" ")
    number = Decimal(whole.replace(",", ""))
    if fraction:
        over, under = fraction.split("/")
        number += Decimal(over) / (Decimal(under) or 1)
    return number


def _scale(printed: str) -> Decimal:
    """The last multiplier among the words, 1 without one."""
    words = reversed(re.findall(r"[a-z]+", printed.casefold()))
    return next((_SCALES[word] for word in words if word in _SCALES), Decimal(1))


def _hedge(words: str | None, codes: Mapping[str, str]) -> str | None:
    return codes[_SPACE.sub(" ", words).casefold()] if words else None
