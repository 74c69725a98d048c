"""The language of an article: what came with it, held against the text, or what the text itself shows.

The same text gives the same language in every process. The model of py3langid, which takes half a second to load, is
asked only about texts that are not clearly in a language whose word lists we have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from publisher.article import Reference
from publisher.language import codes, get, knows, primary
from publisher.remarks import Remarks, of_file, remark

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

DEFAULT = "en"
UNDETERMINED = ("und", "mis")  # codes of ISO 639 for a language that is not known
ASSUMED = "no language is given and the text does not show it: {}, that of the dataset, is assumed"
CONTRADICTED = "the language that is given is not that of the text"
NOT_READ = "in a language that the extractor does not read: published as a source, without records"
CURATED = "in a language that the program does not read, so nobody says what the records leave out"
SHORT_TEXT = 200  # characters; of a shorter text a guess is wrong too often
LOOKED_AT = 1500  # characters of an article; more change nothing (1 of 606 gold texts is doubtful with 500 or with all)
SURE = 0.9  # of the probability: from here on the most likely language is taken
IMPOSSIBLE = 0.001  # below it a stated language is not that of the text
COMMON, DISTINCT = 0.1, 3  # share of common words that shows a language, and how many different ones
# Languages that are hard to tell apart, or that go by a code of the whole and one of a part.
_ALIKE = (
    {"bs", "hr", "me", "sh", "sr"},
    {"da", "nb", "nn", "no"},
    {"cmn", "wuu", "yue", "zh"},
    {"id", "jv", "ms"},
    {"en", "pcm", "sco"},
    {"ar", "ary", "arz"},
    {"fa", "prs", "tg"},
    {"es", "ast", "gl", "ext"},
    {"uz", "uzs"},
    {"az", "tr"},
)
LATIN = "\u024f"  # the last of the Latin letters that European languages have
_NOTHING = "zxx"  # what the model calls a text without words
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class TextLanguage:
    """code: the language in BCP 47. assumed: whether that is only the language of the dataset; shown: the other
    language that the text is clearly in, empty where there is none."""

    code: str
    assumed: bool = False
    shown: str = ""

    @property
    def is_read(self) -> bool:
        """Whether the extractor reads it."""
        return knows(self.code)

    def remarks(self, reference: Reference, curated: bool) -> Iterator[Remarks]:
        """What a build says of it."""
        about = partial(of_file, reference.records) if curated else partial(remark, reference)
        if self.assumed:
            yield about(ASSUMED.format(self.code))
        if self.shown:
            yield about(CONTRADICTED, detail=f"{self.shown} instead of {self.code}")
        if not self.is_read:
            yield about(CURATED if curated else NOT_READ, detail=self.code)


def language_of(text: str, stated: str | None, default: str = DEFAULT) -> TextLanguage:
    """The language of a text. stated: what came with it, which holds even where the text contradicts it; default: that
    of the dataset, for a text that has too few words to show its own."""
    if stated and stated not in UNDETERMINED:
        return TextLanguage(stated, shown=_contradicted(text, stated))
    plain = _plain(text)
    if plain:
        return TextLanguage(default if primary(default) == plain else plain)
    other = knows(default) and _in_other_letters(text)
    found, share = next(iter(_ranked(text).items())) if other or len(text.strip()) >= SHORT_TEXT else (_NOTHING, 0.0)
    if found == _NOTHING or share < SURE:
        return TextLanguage(UNDETERMINED[0]) if other else TextLanguage(default, assumed=True)
    return TextLanguage(default if _same(found, default) else found)


def _contradicted(text: str, stated: str) -> str:
    """The language that a text is clearly in, where that is not the one stated; else empty."""
    found = _plain(text)
    if not found and len(text.strip()) >= SHORT_TEXT:
        ranked = _ranked(text)
        fitting = [share for code, share in ranked.items() if _same(code, stated)]
        best = next(iter(ranked))
        found = best if fitting and sum(fitting) < IMPOSSIBLE and ranked[best] >= SURE and best != _NOTHING else ""
    return "" if not found or _same(found, stated) else found


def _plain(text: str) -> str:
    """The language whose commonest words the text is full of; empty where there is none."""
    found = _WORD.findall(text[:LOOKED_AT].lower())
    for code, common in _common().items():
        known = [word for word in found if word in common]
        if len(known) >= COMMON * len(found) and len(set(known)) >= DISTINCT:
            return code
    return ""


def _in_other_letters(text: str) -> bool:
    """Whether most letters of a text are none of those that the languages whose word lists we have are written in."""
    letters = [letter for letter in text[:LOOKED_AT] if letter.isalpha()]
    return 2 * sum(letter > LATIN for letter in letters) > len(letters)


def _ranked(text: str) -> Mapping[str, float]:
    """Language -> its share of the probability by the model, the most likely one first."""
    sample = text[:LOOKED_AT]
    if 2 * sum(map(str.isupper, sample)) > sum(map(str.isalpha, sample)):
        sample = sample.lower()
    return dict(_model().rank(sample))


@cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _common() -> Mapping[str, frozenset[str]]:
    """Language -> its commonest words, for those that we have word lists of."""
    found: dict[str, frozenset[str]] = {}
    for code in codes():
        with suppress(FileNotFoundError):
            found[code] = frozenset(get(code).words("common")["common"])
    return found


def _same(found: str, stated: str) -> bool:
    """Whether a language that was found may be the one that is stated."""
    one, other = primary(found), primary(stated)
    return one == other or any({one, other} <= alike for alike in _ALIKE)
