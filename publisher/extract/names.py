"""Names: of the actors that the authority file knows, and of everybody else who is printed with a capital.

Known names are matched as printed, the longest first, and read in their context: a state or its capital after "in" is a
place, otherwise an actor (data-model 3.8, 3.9). Other capitalised runs get a type from their words and their context.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from . import text
from .candidates import Authority, Known, Name
from .text import Document, Pair

_LISTS = {key: frozenset(words) for key, words in text.words("names").items()}
_COUNTRIES = {key: frozenset(words) for key, words in text.words("countries").items()}
_STATES = _COUNTRIES["states"] | _COUNTRIES["short"]
_GIVEN = frozenset(text.words("given_names")["given"])
_TITLES = _LISTS["titles"] | {title.casefold() for title in _LISTS["titles"]}

_UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x530) if chr(code).isupper())
_WORD = rf"(?:(?:[{_UPPER}]\.){{1,4}}|[{_UPPER}][\w]*(?:[’'-](?!s\b)\w+)*)"
_LINK = r"(?:(?:of|for|de|da|di|del|der|van|von|den|la|le|bin|ibn|bint|ben|du|dos)(?:\sthe)?[ -]|(?:al|el|ul)[- ])"
_RUN = re.compile(rf"(?<![\w’'])(?:(?:al|el)-(?=[{_UPPER}]))?{_WORD}(?:[ -]{_LINK}?{_WORD}|,\s(?=Inc|Ltd|Jr|Sr){_WORD}\.?){{0,12}}")
_PART = re.compile(r"[\w.’'&]+")
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|inside|outside|across|throughout|within|around)(?:\s(?:the|northern|southern|eastern|western|central|downtown|nearby))?\s\Z",
    re.IGNORECASE,
)
_MOTION = re.compile(r"\b(?:to|from|into|through|via|towards?|leave|left|visit|visited|visiting|reached)\s\Z", re.IGNORECASE)
_REGION = re.compile(
    rf"[’']s\s(?:[{_UPPER}]\w+(?:\sand\s|,\s|\s)){{1,4}}(?:region|province|city|oblast|district|area|town|village|governorate|county|coast|border)s?\b"
)
_NEAR = 40


def find(doc: Document, authority: Authority | None = None, taken: Sequence[Pair] = ()) -> list[Name]:
    """The names of an article in text order, without overlaps.

    authority: surface form -> the actors it may stand for; taken: spans, in text order, that are no names (dates, figures).
    """
    known = list(_known(doc.text, authority or {}))
    spans = [(name.start, name.end) for name in known]
    unknown = [name for name in _unknown(doc) if not _overlaps(spans, name) and not _overlaps(taken, name)]
    return sorted([*known, *unknown], key=lambda name: name.start)


def _overlaps(spans: Sequence[Pair], name: Name) -> bool:
    place = bisect_right(spans, (name.end, -1)) - 1
    return place >= 0 and spans[place][1] > name.start


# Known names


def _known(article: str, authority: Authority) -> Iterator[Name]:
    """The surface forms of the authority file, the longest first where several begin at one place."""
    if not authority:
        return
    forms = "|".join(re.escape(form) for form in sorted(authority, key=lambda form: (-len(form), form)))
    for match in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", article):
        yield _in_context(article, match.start(), match.end(), authority[match.group()])


def _in_context(article: str, start: int, end: int, known: Sequence[Known]) -> Name:
    words = article[start:end]
    types = {_type_of(actor) for actor in known}
    name_type = types.pop() if len(types) == 1 else "other"
    if len(known) != 1:
        return Name("name", start, end, words, name_type)
    actor = known[0]
    before = article[max(0, start - _NEAR) : start]
    if actor.actor_type == "state" and actor.mention_type != "demonym":
        locative = _LOCATIVE.search(before) or (actor.mention_type == "metonym" and _MOTION.search(before))
        if locative or _REGION.match(article, end):
            return Name("name", start, end, words, "place")
    return Name("name", start, end, words, name_type, actor.actor_id, actor.mention_type)


def _type_of(actor: Known) -> str:
    return "person" if actor.actor_type == "person" else "organization"


# Other names


def _unknown(doc: Document) -> Iterator[Name]:
    shouting = doc.text.isupper()
    if shouting:
        return
    begins = {start for start, _ in doc.sentences}
    for match in _RUN.finditer(doc.text):
        start, end = match.span()
        words = [(part.start() + start, part.end() + start, part.group()) for part in _PART.finditer(match.group())]
        while words and (words[0][2] in _LISTS["starters"]) and words[0][2] not in _STATES:
            words.pop(0)
        while words and words[-1][2].islower():
            words.pop()
        while words and words[0][2].islower() and words[0][2] not in ("al", "el"):
            words.pop(0)
        if not words:
            continue
        initial = words[0][0] in begins or doc.text[words[0][0] - 1 : words[0][0]] in "\"“‘'("
        kind = _kind(doc.text, words, initial)
        if kind:
            first, last = words[0][0], words[-1][1]
            yield Name("name", first, last, doc.text[first:last], kind)


def _kind(article: str, words: Sequence[tuple[int, int, str]], initial: bool) -> str | None:
    """person, organization, place or other; None for an everyday word that only begins a sentence."""
    plain = [word for _, _, word in words]
    whole = article[words[0][0] : words[-1][1]]
    if whole in _STATES or whole in _COUNTRIES["cities"]:
        locative = _LOCATIVE.search(article[max(0, words[0][0] - _NEAR) : words[0][0]])
        return "place" if whole in _COUNTRIES["cities"] or locative else "organization"
    if whole in _COUNTRIES["demonyms"]:
        return "other"
    last = plain[-1].rstrip(".")
    if any(word in _TITLES for word in plain) or plain[0] in _GIVEN:
        return "person" if not (plain[-1] in _LISTS["organization"]) else "organization"
    if any(word in _LISTS["organization"] for word in plain):
        return "organization"
    if last in _LISTS["place"] or plain[0] in _LISTS["place"]:
        return "place"
    if last in _LISTS["other"]:
        return "other"
    if len(last) > 1 and last.isupper():
        return "organization"
    if len(plain) == 1:
        return None if initial else "other"
    return "person" if len(plain) in (2, 3) else "organization"
