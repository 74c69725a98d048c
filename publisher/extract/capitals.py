"""Names that nobody listed: runs of capitalised words, and whom or what they name.

The type comes from the words of the run (titles, given names, heads such as "Ministry" or "River"), else from the words
around it ("in X" is a place, "X said" is somebody), else from the other mentions of the same name in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from . import text
from .candidates import Name
from .patterns import any_of
from .text import Document

_LISTS = {key: frozenset(words) for key, words in text.words("names").items()}
_COUNTRIES = {key: frozenset(words) for key, words in text.words("countries").items()}
_HEADS = _LISTS["titles"] | _LISTS["organization"] | _LISTS["place"]
_STATES = _COUNTRIES["states"] | _COUNTRIES["short"]
_LANDS = _STATES | _COUNTRIES["cities"]
_PEOPLES = frozenset(f"{word}s" for word in _COUNTRIES["demonyms"])
_GIVEN = frozenset(text.words("given_names")["given"])

UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x530) if chr(code).isupper())
_WORD = (
    rf"(?:{any_of(title for title in text.words('names')['titles'] if title.endswith('.'))}"
    rf"|(?:[{UPPER}]\.)+|[{UPPER}]\w*(?:[’'-](?!s\b)\w+)*)"
)
_LINK = r"(?:(?:of|for|de|da|di|del|der|van|von|den|la|le|bin|ibn|bint|du|dos)(?:\sthe)?\s|(?:al|el|ul)[-\s]\s?|&\s)"
_RUN = re.compile(rf"(?<![\w’'.-])(?:(?:al|el)-(?=[{UPPER}]))?{_WORD}(?:[ \u00a0\u200e-]{{1,2}}{_LINK}?{_WORD}){{0,12}}")
_PART = re.compile(r"[^\s\u200e]+")
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|inside|outside|across|throughout|within|around|to|from|into)"
    r"(?:\s(?:the|northern|southern|eastern|western|central|downtown|nearby|northeast|northwest|southeast|southwest))?\s\Z",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    rf"\b(?:{any_of(_LISTS['objects'])}|{any_of(_LISTS['groups'])}\sof)\s(?:the\s)?\Z", re.IGNORECASE
)
_ACTS = re.compile(
    rf"(?:\sand\s(?:the\s)?[{UPPER}][\w.]*(?:\s[{UPPER}]\w*)?)?\s(?:\w+ly\s)?(?:{any_of(_LISTS['acts'])}|[a-z]+ed)\b"
)
_GROUP = re.compile(
    rf"(?:\s(?!(?:and|or|of|in|on|at|to|for|from|with|by|the|as|that|who|is|was|has|have|had|are|were)\b)[a-z-]+){{0,2}}?\s{any_of(_LISTS['groups'])}\b"
)
_SPEAKS = re.compile(rf"(?:,\s(?:[0-9]{{2}},|(?:a|an|the)\s)|\s{any_of(_LISTS['speaks'])}\b)")
_OFFICE = re.compile(rf"\b{any_of(_LISTS['offices'])}\s\Z")
_SITE = re.compile(rf"(?:,\s(?:the\s)?{any_of(_LANDS)}|\s{any_of(_LISTS['sites'])})\b")
_LIST = re.compile(r"(?:,|,?\sand)\s(?:the\s)?\Z")
_SUFFIX = re.compile(r"-[a-z]+\Z")
_NUMBERED = re.compile(r"\b(?:a|an|[0-9]+|two|three|four|five|six|several|these)\s\Z", re.IGNORECASE)
_LOWER = re.compile(r"(?<![\w’'])[a-z]{3,}")
_PARTICLES = frozenset(("al", "el", "bin", "ibn", "van", "von", "de", "der", "den", "da", "di", "du"))
_LINKS = frozenset(("of", "for"))
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words. before, after: the text around it; initial: its first word begins a sentence."""

    start: int
    end: int
    words: tuple[str, ...]
    before: str
    after: str
    initial: bool

    @property
    def name(self) -> str:
        return " ".join(self.words)


def find(doc: Document) -> Iterator[Name]:
    """The names of an article in text order. A text in capitals gives none."""
    if doc.text.isupper():
        return
    found = [_by_words(run) for run in _runs(doc)]
    known = _elsewhere(found)
    everyday = frozenset(_LOWER.findall(doc.text))
    alone = frozenset(run.words[0] for run, _ in found if len(run.words) == 1)
    last, last_kind = 0, None
    for run, kind in found:
        if not kind and run.name in _LANDS:
            kind = last_kind if last_kind and _LIST.fullmatch(doc.text, last, run.start) else _land(run)
            last, last_kind = run.end, kind
        kind = kind or known.get(run.name) or _by_context(run, everyday, alone)
        if kind:
            yield Name("name", run.start, run.end, doc.text[run.start : run.end], kind)


def _elsewhere(found: Sequence[tuple[Run, str | None]]) -> dict[str, str]:
    """Name -> type, for names that any mention in the article gives away, by its words or by its surroundings; and the
    surnames of people named in full."""
    known: dict[str, str] = {}
    for run, kind in found:
        if kind:
            known.setdefault(run.name, kind)
            if kind == "person" and not _LINKS.intersection(run.words):
                known.setdefault(run.words[-1], kind)
    for run, kind in found:
        if not kind and run.name not in _LANDS:
            acronym = run.name.isupper() and run.name.isalpha() and not _NUMBERED.search(run.before)
            if acronym or _is_place(run):
                known.setdefault(run.name, "organization" if acronym else "place")
    for run, kind in found:
        if not kind and not run.initial and _acts(run):
            known.setdefault(run.name, "organization")
    return known


def _runs(doc: Document) -> Iterator[Run]:
    """The runs of capitalised words, without the everyday words that begin a sentence."""
    begins = {start for start, _ in doc.sentences}
    for match in _RUN.finditer(doc.text):
        for parts in _split([(part.start(), part.end(), part.group()) for part in _PART.finditer(doc.text, *match.span())]):
            while parts and parts[0][2] in _LISTS["starters"]:
                parts.pop(0)
            if len(parts) > 2 and parts[1][2] in _LINKS and parts[0][0] in begins and parts[0][2] not in _HEADS:
                parts = parts[2:]
            if parts and parts[-1][1] - parts[0][0] > 1:
                start, end = parts[0][0], parts[-1][1]
                yield Run(
                    start, end, tuple(part[2] for part in parts), doc.text[max(0, start - _NEAR) : start],
                    doc.text[end : end + _NEAR], start in begins or doc.text[start - 1] in "\"“‘'",
                )  # fmt: skip


_Parts = list[tuple[int, int, str]]


def _split(parts: _Parts) -> Iterator[_Parts]:
    """Two names where two countries are joined by a hyphen, or "of" follows a country ("rid X of Y")."""
    first = parts[0][2]
    one, dash, other = first.partition("-")
    if dash and one in _LANDS and other in _LANDS:
        start = parts[0][0]
        yield [(start, start + len(one), one)]
        yield [(start + len(one) + 1, parts[0][1], other), *parts[1:]]
    elif len(parts) > 2 and first in _LANDS and parts[1][2] in _LINKS:
        yield parts[:1]
        yield parts[2:]
    else:
        yield parts


def _by_words(run: Run) -> tuple[Run, str | None]:
    """The run, cut or stretched to the name in it, and its type where its own words tell it."""
    words, name = run.words, run.name
    group = _GROUP.match(run.after)
    if name in _LANDS:
        return (replace(run, end=run.end + group.end()), "organization") if group and name in _STATES else (run, None)
    if _SUFFIX.search(name):
        return run, "other"
    if name in _COUNTRIES["demonyms"]:
        return (replace(run, end=run.end + group.end()), "organization") if group else (run, "other")
    if name in _PEOPLES:
        return run, "organization"
    titles = [place for place, word in enumerate(words) if word in _LISTS["titles"]]
    link = next((place for place, word in enumerate(words) if word in _LINKS), len(words))
    head, last = words[link - 1].rstrip("."), words[-1].rstrip(".")
    if titles and head not in _LISTS["organization"] and last not in _LISTS["organization"]:
        return _person(run, titles[-1]), "person"
    if head in _LISTS["organization"] or last in _LISTS["organization"]:
        return run, "organization"
    if last in _LISTS["other"] or words[0] in _LISTS["other"] or head in _LISTS["other"]:
        return run, "other"
    if last in _LISTS["place"] or words[0] in _LISTS["place"] or head in _LISTS["place"]:
        return run, "place"
    if len(words) > 1 and (words[0] in _GIVEN or any(word in _PARTICLES for word in words) or len(words[1].rstrip(".")) == 1):
        return run, "person"
    if group and len(words) == 1 and not name.isupper():
        return replace(run, end=run.end + group.end()), "organization"
    return run, None


def _person(run: Run, title: int) -> Run:
    """The name after the title, or the title where it stands alone or in the middle ("Minister for X John Doe")."""
    rest = run.words[title + 1 :]
    if not rest or rest[0] in _LINKS:
        return run
    cut = run.end - len(" ".join(rest))
    return replace(run, start=cut, words=rest)


def _is_place(run: Run) -> bool:
    """After a preposition of place, before a country, or before a word such as "province"."""
    return not run.name.isupper() and (_LOCATIVE.search(run.before) or _SITE.match(run.after)) is not None


def _acts(run: Run) -> bool:
    """Before a verb of doing or a possessive, after "by", "against" and the like."""
    return bool(_ACTS.match(run.after) or _OBJECT.search(run.before) or run.after[:2] in ("’s", "'s"))


def _land(run: Run) -> str:
    """A country or city: `organization` where it acts, is acted on or owns something, else `place`."""
    if _LOCATIVE.search(run.before):
        return "place"
    if run.name not in _STATES:
        return "organization" if _ACTS.match(run.after) else "place"
    attribute = run.name in _COUNTRIES["short"] and re.match(r"\s[a-z]", run.after)
    return "organization" if attribute or _acts(run) else "place"


def _by_context(run: Run, everyday: frozenset[str], alone: frozenset[str]) -> str | None:
    """The type of a run whose words do not tell it; None for an everyday word with a capital. everyday: the lower-case
    words of the article; alone: its names of one word, among them the surnames of people named in full before."""
    name, words = run.name, run.words
    if run.initial and len(words) == 1 and (name.lower() in everyday or not _ACTS.match(run.after)):
        return None
    if name.isupper() and len(name) > 1:
        return "other"
    if _OFFICE.search(run.before) or _SPEAKS.match(run.after) or (words[-1] in alone and words[0] not in alone):
        return "person" if len(words) < 4 else "organization"
    return "organization" if len(words) > 1 or _acts(run) else "other"
