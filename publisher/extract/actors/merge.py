"""Which forms of a name are of one actor in an article.

Precision before recall: a surname alone is somebody only where the article gives the full name; an abbreviation is a
body only where it follows the name in brackets, or has its initials and no other name has them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .. import text
from ..candidates import Name
from ..countries import DEMONYMS, LANDS
from ..name_words import LISTS, PARTICLES, is_short
from ..text import Document, words_before
from . import votes
from .forms import Form
from .votes import ORGANIZATION, OTHER, PLACE

_BRACKET = re.compile(votes.PATTERNS["bracket"])
_HEADS = LISTS["organization"] | LISTS["place"] | LISTS["other"] | LISTS["titles"]
_PEOPLE = frozenset(text.word_lists("actors")["people_of_a_group"])
_DATELINE = "name.dateline"
_PEOPLE_OF = {
    people: tuple(body.split())
    for people, body in (pair.split(": ") for pair in text.word_lists("actors")["people_of_bodies"])
}
_LONGEST_STATE = 3  # words before the name of a state's body: United Kingdom Home Office
_EACH = votes.LIKELY  # the same, on average of its mentions
_CONTRARY = votes.HEAD  # weight of other kinds from which a single word is no person's name


def groups(doc: Document, names: Sequence[Name], forms: Sequence[Form]) -> list[int]:
    """For each form the number of the first form of its actor."""
    first = list(range(len(forms)))
    states = [form.state for form in forms]

    def root(number: int) -> int:
        while first[number] != number:
            number = first[number]
        return number

    for one, other in (*_states(forms), *_persons(forms), *_bodies(doc, names, forms)):
        low, high = sorted((root(one), root(other)))
        if None in (states[low], states[high]) or states[low] == states[high]:  # two states are never one actor
            first[high] = low
            states[low] = states[low] or states[high]
    return [root(number) for number in range(len(forms))]


def homonyms(forms: Sequence[Form]) -> Mapping[int, int]:
    """Mention -> the form that it is of, for the mentions of a surname that several persons of the article have: the
    one who was named last before it."""
    full = _by_surname(forms)
    found: dict[int, int] = {}
    for form in forms:
        holders = full.get(form.printed, []) if len(form.words) == 1 else []
        if len(holders) > 1:
            named = sorted((place, number) for number in holders for place in forms[number].places)
            for place in form.places:
                earlier = bisect_left(named, (place, -1))
                found.update({place: named[earlier - 1][1]} if earlier else {})
    return found


def _states(forms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for number, form in enumerate(forms):
        if (code := form.state) and first.setdefault(code, number) != number:
            yield number, first[code]


def _persons(forms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """The same surname with the same given name or its initial; a surname or a given name alone that one person of the
    article has."""
    given: dict[str, list[int]] = defaultdict(list)
    full: dict[str, list[int]] = defaultdict(list)
    for surname, holders in _by_surname(forms).items():
        by_given: dict[str, int | None] = {}  # None: an initial that several given names have
        for number in sorted(holders, key=lambda number: len(forms[number].words[0].rstrip(".")) == 1):
            word = forms[number].words[0].rstrip(".")
            if (same := by_given.get(word)) is not None:
                yield number, same
                continue
            by_given |= {word: number, word[:1]: None if word[:1] in by_given else number}
            full[surname].append(number)
            given[forms[number].words[0]].append(number)
    for number, form in enumerate(forms):
        contrary = form.weights[PLACE] + form.weights[OTHER] + form.weights[ORGANIZATION]
        short = len(form.words) == 1 or is_surname(form.words)
        if short and not form.state and contrary < max(_CONTRARY, _EACH * len(form.places)):
            holders = full.get(form.words[-1]) or given.get(form.printed) or []
            holders = [one for one in holders if forms[one].words[-len(form.words) :] == form.words] or holders
            if len(holders) == 1:
                yield number, holders[0]


def is_surname(words: Sequence[str]) -> bool:
    """Whether words are only a surname, of two words: de Roe."""
    return len(words) > 1 and words[0].islower() and words[0] in PARTICLES


def _by_surname(forms: Sequence[Form]) -> Mapping[str, list[int]]:
    """Surname -> the forms of two words or more that end with it and are of persons; no office: Head of Mission."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        named = len(form.words) > 1 and not is_surname(form.words)
        if named and form.kind == "person" and LISTS["links"].isdisjoint(form.words):
            found[form.words[-1]].append(number)
    return found


def _bodies(doc: Document, names: Sequence[Name], forms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """The same letters; an abbreviation; a name with a state before it ("U.S. Labour Party"); the words that one longer
    name alone begins with; the word that heads one longer name alone ("the Commission")."""
    by_words = {form.words: number for number, form in enumerate(forms)}
    folded: dict[str, int] = {}
    initials: dict[str, list[int]] = defaultdict(list)
    short = {
        letters
        for form in forms
        if len(form.words) == 1 and len(letters := form.printed.replace(".", "")) > 1 and letters.isupper()
    }
    longer: dict[tuple[str, ...], list[int]] = defaultdict(list)
    headed: dict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        if (same := folded.setdefault(form.printed.casefold().replace(".", ""), number)) != number:
            yield number, same
        for place in form.places:
            end = names[place].end
            apart = (
                form.kind == "person" or "(" not in doc.text[end : end + 2] or names[place].rule == _DATELINE
            )  # KYIV (AP)
            bracket = None if apart else _BRACKET.match(doc.text, end)
            if bracket and by_words.get((bracket["short"],), number) != number:
                yield by_words[(bracket["short"],)], number
        if len(form.words) == 1 or form.kind == "person":
            continue
        if short:
            for letters in _abbreviations(form.words) & short:
                initials[letters].append(number)
        if form.kind == "organization":
            headed[_head(form.words)].append(number)
            for length in range(1, len(form.words)) if form.words[-1] not in _PEOPLE else ():  # Acme, not Acme workers
                if (first := form.words[:length]) in by_words:
                    longer[first].append(number)
            for length in range(1, min(_LONGEST_STATE, len(form.words) - 2) + 1):
                if form.words[length:] in by_words and _is_land(form.words[:length]):
                    yield number, by_words[form.words[length:]]
    for number, form in enumerate(forms):
        holders = initials.get(form.printed.replace(".", ""), []) if short and len(form.words) == 1 else []
        if len(holders) == 1:
            yield number, holders[0]
        if (whole := _PEOPLE_OF.get(form.printed)) in by_words:
            yield number, by_words[whole]
        wholes = [] if is_short(form.printed) else longer.get(form.words, [])  # the IMF, not the IMF Mission
        if len(wholes) == 1 and form.kind in ("organization", "other") and (len(form.words) > 1 or _may_shorten(form)):
            yield number, wholes[0]
        bodies = headed.get(form.printed, []) if len(form.words) == 1 and form.printed in LISTS["organization"] else []
        if len(bodies) == 1 and all(_has_article(doc.text, names[place].start) for place in form.places):
            yield number, bodies[0]


def _is_land(words: Sequence[str]) -> bool:
    """Whether words name a country, a city or a people."""
    name = " ".join(words)
    return name in LANDS or name in DEMONYMS


def _head(words: Sequence[str]) -> str:
    """The word that heads the name of a body: Ministry of Trade, Trade Ministry."""
    link = next((place for place, word in enumerate(words) if place and word in LISTS["links"]), len(words))
    return words[link - 1]


def _has_article(article: str, start: int) -> bool:
    return words_before(article, start)[0] in LISTS["article"]


def _may_shorten(form: Form) -> bool:
    """Whether a word alone can be the name of a body that begins with it."""
    word = form.printed
    return not (form.state or word in LANDS or word in DEMONYMS or word in _HEADS)


def _abbreviations(words: Sequence[str]) -> set[str]:
    """The initials of all words, and of those with a capital."""
    return {"".join(word[0] for word in words).upper(), "".join(word[0] for word in words if word[0].isupper())}
