"""Names that nobody listed: runs of capitalised words, and whom or what they name.

The type comes from the words of the run (titles, given names, heads such as "Ministry" or "River"), else from the other
mentions of the same name in the article, else from the words around it ("in X" is a place, "X said" is somebody).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from publisher.language.token_patterns import letters

from . import lexicon, text
from .countries import CAPITALS, DEMONYMS, LANDS, SHORT, STATES, land_end
from .limit import few
from .patterns import WORD, any_of
from .text import Document, Pair

LISTS = {key: frozenset(words) for key, words in text.words("names").items()}
GIVEN = frozenset(text.words("given_names")["given"])
_PEOPLES = frozenset(word + end for word in DEMONYMS for end in LISTS["peoples_end"])
_HEADS = LISTS["titles"] | LISTS["organization"] | LISTS["place"]
_TELLING = ((_HEADS | LISTS["ranks"]) - LISTS["heads_only"]) | LISTS["other"] | LANDS | DEMONYMS | _PEOPLES
_PLACING = LISTS["locative"] | LISTS["motion"]
_CORPORATE = LISTS["ranks"]
_OFFICES = LISTS["offices_between"]
_PORTFOLIOS = LISTS["offices_of_something"]
_HELD = LISTS["titles"] | _CORPORATE | _OFFICES | LISTS["within_offices"]
_OF_STATES = frozenset(text.words("actors")["every_country_has"]) | LISTS["of_portfolios"]
_BODY_ENDS = LISTS["body_ends"]
_LASTS = {"other": LISTS["other"] | frozenset(text.words("actors")["things"]), "place": LISTS["place"]}
_BODIES = frozenset(text.words("actors")["bodies"])
_LINKS, PARTICLES, _ARTICLE, _OF = (LISTS[name] for name in ("links", "particles", "article", "of"))

UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x530) if chr(code).isupper())
_ABBREVIATED = any_of(title for title in text.words("names")["titles"] if title.endswith("."))
_WORD = rf"(?:(?:[{UPPER}]\.)+(?:-[{UPPER}]{WORD}+)?|{_ABBREVIATED}|[{UPPER}]{WORD}*(?:[’'-](?!s\b){WORD}+)*)"
PATTERNS = text.patterns("names", {"upper": UPPER})
_LINK = PATTERNS["link"]
_RUN = re.compile(
    rf"(?=[{UPPER}])(?:(?<!{WORD})(?<![’'.-])|(?<=\s[ae]l-)){_WORD}(?:[ \u00a0\u200e]{{1,2}}{_LINK}?{_WORD}){{0,12}}"
)
_PART = re.compile(r"[^\s\u200e]+")
_ACTS, _GROUP, _SITE, _INSIDE, PERSON, _LIST, _CONTRACTED = (
    re.compile(PATTERNS[name]) for name in ("acts", "group", "site", "inside", "person", "list", "contracted")
)
_PAIRED, _NUMBERED, _DESCRIBING, _ALONE, _OFFICE_AFTER, _OWN_OFFICE = (
    re.compile(PATTERNS[name]) for name in ("paired", "numbered", "describing", "alone", "office", "own_office")
)
_OFFICE_NEXT = re.compile(rf"\s{any_of(_CORPORATE)}\s[{UPPER}]")
_INITIALS = re.compile(rf"(?:[{UPPER}]\.){{1,3}}")
_NOUN = re.compile(r"\s[a-z]")
_SUFFIX = re.compile(r"-[a-z]+\Z")
_OPENING = ("", '"', "“", "‘", "'")
_COMMON_ENDS = tuple(LISTS["common_ends"])
_FIRST_WORD = re.compile(r"\s([a-z]+)")
_NAMING = letters("name noun")
_FULL_NAME = re.compile(rf"[{UPPER}][^\W\d_]+(?:-[^\W\d_]+)*")
PRONOUN = "I"
_STOPS = (".", ",", ";")
_NEAR = 40


class Run(NamedTuple):
    """A run of capitalised words. name: the words with single spaces; initial: the first one begins a sentence."""

    start: int
    end: int
    name: str
    words: Sequence[str]
    initial: bool


Typed = tuple[Run, str | None, str]
"""A run, its type where its words tell it, and by which rule."""


def find(doc: Document, known_types: Mapping[Pair, str]) -> Iterator[tuple[int, int, str, str]]:
    """The names of an article in text order: start, end, type, rule. A text in capitals gives none.

    known_types: span -> type, of the names whose type is known from elsewhere.
    """
    if doc.text.isupper():
        return
    datelines = [(p[0], line[0]) for p in doc.paragraphs if (line := text.dateline(doc.text, p))]
    found: list[Typed] = [
        (run, kind, "listed") if (kind := known_types.get((run.start, run.end))) else _by_words(doc.text, run)
        for run in few(_runs(doc), "names")
    ]
    if datelines:
        found = [(one[0], "place", "dateline") if _inside(datelines, one[0].start) else one for one in found]
    clues = [None if kind else _clue(doc.text, run) for run, kind, _ in found]
    everyday = partial(text.printed_words, doc.text)
    known = _elsewhere(found, clues, everyday)
    inside = frozenset(run.name for run, _, _ in found if not run.initial)
    alone = frozenset(run.name for run, _, _ in found if len(run.words) == 1)
    last, last_kind = 0, None
    for (run, kind, rule), clue in zip(found, clues, strict=True):
        if run.name in LANDS:
            if not kind:
                listed = last_kind and _LIST.fullmatch(doc.text, last, run.start)
                kind, rule = last_kind if listed else _land(doc.text, run, clue), "land"
            last, last_kind = run.end, kind
        if not kind:
            kind, rule = known.get(run.name), "mention"
        if not kind:
            kind, rule = _by_context(run, clue, everyday, alone)
        if kind and (rule == "listed" or run.name in inside or not (run.initial and _is_common(doc.text, run))):
            yield run.start, run.end, kind, rule


def _is_common(article: str, run: Run) -> bool:
    """Whether the one word that begins a sentence is a common noun: by its ending, or a plural with a plural verb."""
    if len(run.words) > 1 or run.name in _TELLING or run.name.isupper() or "-" in run.name:
        return False
    following = _FIRST_WORD.match(article, run.end)
    plural = run.name.endswith("s") and following is not None and following[1] in LISTS["plural_verbs"]
    return plural or (run.name not in GIVEN and run.name.endswith(_COMMON_ENDS))


def _inside(spans: Sequence[Pair], place: int) -> bool:
    """Whether an offset lies in one of the spans, which are in text order and do not overlap."""
    before = bisect_right(spans, place, key=lambda span: span[0])
    return before > 0 and place < spans[before - 1][1]


# Runs


def _runs(doc: Document) -> Iterator[Run]:
    """The runs of capitalised words, without the everyday words that begin a sentence."""
    article, starters, begins = doc.text, LISTS["starters"], {start for start, _ in doc.sentences}
    for match in _RUN.finditer(article):
        start, end = match.span()
        before = article[start - 1 : start]
        if before == "-":  # al-Xyz
            start -= 3
            before = article[start - 1 : start]
        name = article[start:end]
        if before == "<" and name.isupper():  # Acme Corp <ACM>: a sign of its shares
            continue
        if " " not in name and "-" not in name and "\u00a0" not in name:
            if len(name.rstrip(".")) > 1 and name not in starters and not _CONTRACTED.match(name):
                yield Run(start, end, name, (name,), start in begins or before in _OPENING)
            continue
        for parts in _split([(part.start(), part.end(), part.group()) for part in _PART.finditer(article, start, end)]):
            while parts and (parts[0][2] in starters or _CONTRACTED.match(parts[0][2])):
                parts.pop(0)
            if len(parts) > 1 and parts[-1][2] == PRONOUN and parts[-2][2] not in GIVEN | LISTS["other"]:
                parts.pop()
            if len(parts) > 2 and parts[1][2] in _LINKS and parts[0][0] in begins and parts[0][2] not in _HEADS:
                parts = parts[2:]
                parts = parts[parts[0][2] in _ARTICLE :]
            if parts and (len(parts) > 1 or len(parts[0][2].rstrip(".")) > 1):
                yield _run(article, parts[0][0], parts[-1][1], [part[2] for part in parts], begins)


def _run(article: str, start: int, end: int, words: Sequence[str], begins: set[int]) -> Run:
    return Run(start, end, " ".join(words), words, start in begins or article[start - 1 : start] in _OPENING)


_Parts = list[tuple[int, int, str]]


def _split(parts: _Parts) -> Iterator[_Parts]:
    """Two names where two countries are joined by a hyphen, or "of" follows a country ("rid X of Y") or somebody's full
    name ("Ann Roe of Acme")."""
    first = parts[0][2]
    one, dash, other = first.partition("-")
    if dash and one in LANDS and other in LANDS:
        start = parts[0][0]
        yield [(start, start + len(one), one)]
        yield [(start + len(one) + 1, parts[0][1], other), *parts[1:]]
    elif len(parts) > 2 and first in LANDS and parts[1][2] in _LINKS:
        yield parts[:1]
        yield parts[2:]
    elif joined := _joined(parts):
        yield parts[:joined]
        yield from _split(parts[joined:])
    elif len(parts) > 1 and parts[-1][2] in _CORPORATE and parts[-1][2].isupper():  # Acme CEO, Ann Roe
        yield from _split(parts[:-1])
    elif (office := _office(parts)) and len(parts) > office:
        yield parts[:office]
        yield from _split(parts[office:])
    elif link := _whose(parts) or _of_body(parts):
        yield parts[:link]
        yield parts[link + 1 :]
    else:
        yield parts


def _joined(parts: _Parts) -> int:
    """Where a name follows a word that only describes it (Acme-owned Roe Bank); else 0."""
    return next((place for place, part in enumerate(parts[:-1], 1) if _DESCRIBING.search(part[2])), 0)


def _whose(parts: _Parts) -> int:
    """Where "of" comes after the full name of somebody ("Ann Roe of Acme", "Wen Li-ho of the Farm Party"); else 0. A
    name that no list has is a person's only before the name of a body: Royal Oak of Acme may be anything."""
    words = [part[2] for part in parts]
    link = next((place for place, word in enumerate(words) if word in _LINKS), 0)
    if link not in (2, 3):
        return 0
    plain = all(_FULL_NAME.fullmatch(word) and word not in _TELLING for word in words[:link])
    of_body = words[-1] in LISTS["organization"] or (len(words[-1]) > 1 and words[-1].isupper())
    return link if words[0] in GIVEN or (plain and of_body) else 0


def _of_body(parts: _Parts) -> int:
    """Where "of" comes after an office in a body: Chief Executive Officer of Acme Bank; else 0."""
    words = [part[2] for part in parts]
    link = next((place for place, word in enumerate(words) if word in _LINKS), 0)
    held = link > 0 and all(word in _HELD for word in words[words[0] in LISTS["starters"] : link])
    of_body = words[-1] in LISTS["organization"] and words[-1] not in LISTS["of_portfolios"]
    of_body = of_body or words[link - 1] in LISTS["offices_of_bodies"]
    return link if held and (of_body or (len(words[-1]) > 1 and words[-1].isupper())) else 0


def _office(parts: _Parts) -> int:
    """Where an office begins that parts a body from a person ("Acme Chief Executive Ann Roe"), or a person's name after
    the name of a body ("Acme Ltd Ann Roe"); 0 where neither does."""
    words = [part[2] for part in parts]
    if not _LINKS.isdisjoint(words) or words[-1] in LISTS["organization"]:  # the Norwegian Foreign Ministry
        return 0
    for place in range(1, len(words) - 1):
        before, word = words[place - 1], words[place]
        if word in _OFFICES and before not in LISTS["titles"] and before not in _OFFICES:
            held = " ".join(words[:place])  # "Fisheries Minister" names no body: it is what the minister is of
            return place if word not in _PORTFOLIOS or held in LANDS or held in DEMONYMS else 0
        if before.rstrip(".,") in _BODY_ENDS and word in GIVEN:
            return place
    return 0


# Types


def _by_words(article: str, run: Run) -> Typed:
    """The run, cut or stretched to the name in it, with its type where its own words tell it."""
    words, name = run.words, run.name
    if _OFFICE_NEXT.match(article, run.end) and _may_employ(words):
        return run, "organization", "employer"
    if len(words) == 1 and name not in _TELLING and "-" not in name:
        return (run, None, "") if name.isupper() else _grouped(article, run, None)
    if name in LANDS:
        return _grouped(article, run, None)
    if suffix := _SUFFIX.search(name):
        words, name = [*words[:-1], words[-1].removesuffix(suffix[0])], name.removesuffix(suffix[0])
        if suffix[0][1:] in LISTS["done_by"] or is_people(name):
            return _by_words(article, run._replace(end=run.end - len(suffix[0]), name=name, words=words))
        return run, "other", "joined"
    if name in DEMONYMS:
        return _grouped(article, run, "other")
    if name in _PEOPLES:
        return run, "organization", "demonym"
    link = next((place for place, word in enumerate(words) if word in _LINKS), len(words))
    first, head, last = words[0], _head(words[:link] or words), _head(words)
    held = last in LISTS["of_portfolios"] and head in LISTS["titles"]  # Secretary of State
    if not held and (head in LISTS["organization"] or last in LISTS["organization"]):
        if is_full_name(words):
            return run, "person", "given"
        return run, "other" if len(words) == 1 and _is_one_of_many(article, run) else "organization", "body"
    if len(words) > 1 and first in LISTS["heads_first"]:
        return run, "organization", "body"
    titles = [place for place, word in enumerate(words) if word in LISTS["titles"] or word in LISTS["ranks"]]
    if titles == [0] and len(words) > 1 and first in LISTS["half_titles"] and words[1] not in GIVEN:
        return (_person(article, run, 0), None, "") if len(words) == 2 else (run, None, "")  # Senior Acme (staff)
    if titles:
        if own := _OWN_OFFICE.match(article, run.end):  # the Attorney General's Office
            return run._replace(end=own.end()), "organization", "body"
        named = _person(article, run, titles[-1])
        return named, "other" if named is run and _is_one_of_many(article, run) else "person", "title"
    if first in DEMONYMS and len(last) > 1 and last.isupper():  # the Norwegian NRK
        return run, None, ""
    if is_full_name(words):
        return run, "person", "given"
    for kind in ("other", "place"):
        led = first in LISTS[kind] and (first not in GIVEN or len(words) == 1)  # Bill Roe is a person
        if last in _LASTS[kind] or led or head in LISTS[kind]:
            return run, kind, "head"
    if len(words) > 1 and (first in GIVEN or has_initials(words) or not PARTICLES.isdisjoint(words)):
        return run, "person", "given"
    return run, None, ""


def is_full_name(words: Sequence[str]) -> bool:
    """Whether words are a given name before a surname that also heads other names: Ann Hill."""
    return len(words) == 2 and words[0] in GIVEN and words[0] not in LANDS and words[1] in LISTS["surnames_too"]


def has_initials(words: Sequence[str]) -> bool:
    """Whether the first name of somebody, or the next one, is an initial: Ann B. Roe, A. Roe, A.B. Roe; not Group G."""
    first, second = words[0], words[1]
    dotted = _INITIALS.fullmatch(first) and first not in LANDS and len(words) < 4
    return bool(dotted) or (len(second.rstrip(".")) == 1 and (second.endswith(".") or len(words) > 2))


def _head(words: Sequence[str]) -> str:
    """The last word but a number: Unit Two."""
    last = words[-1] if words[-1] not in LISTS["numerals"] or len(words) == 1 else words[-2]
    return last.rstrip(".")


def _is_one_of_many(article: str, run: Run) -> bool:
    """Whether an article makes a common noun of an office or a body: a Government, an Iraqi General."""
    return words_before(article, run.start)[0] in LISTS["one"] and _ALONE.match(article, run.end) is not None


def _may_employ(words: Sequence[str]) -> bool:
    """Whether a name before an office can be that of a body: no land, no people, no person, no title."""
    name = " ".join(words)
    return not (name in LANDS or name in DEMONYMS or words[0] in GIVEN or words[-1] in LISTS["titles"])


def _grouped(article: str, run: Run, kind: str | None) -> Typed:
    """The run with the group after it ("Syrian forces", "the Smith regime"), or as it is with the type given. What
    begins a sentence may be any word: Probably some groups."""
    if run.name in LANDS and words_before(article, run.start)[0] in LISTS["locative"]:  # in Norway rebel forces won
        return run, kind, "demonym"
    named = run.name.isupper() and len(run.name) > 1  # US forces
    known = named or not run.initial or lexicon.of(text.DEFAULT).word_class(run.words[0].lower()) in _NAMING
    group = _GROUP.match(article, run.end) if known else None
    return (run._replace(end=group.end()), "organization", "group") if group else (run, kind, "demonym")


def _person(article: str, run: Run, title: int) -> Run:
    """The name after the title, or the title where it stands alone or in the middle ("Minister for X John Doe")."""
    rest = run.words[title + 1 :]
    if rest and rest[0] in _LINKS:  # Secretary of State Ann Lee
        given = next((place for place, word in enumerate(rest) if place > 1 and word in GIVEN), 0) or _after_portfolio(
            rest
        )
        rest = rest[given:]
    if not rest:
        return run
    start = run.end
    for word in reversed(rest):
        start = article.rindex(word, run.start, start)
    return run._replace(start=start, name=" ".join(rest), words=rest)


def _after_portfolio(words: Sequence[str]) -> int:
    """Where a name begins after what an office is of: of Foreign Affairs Ann Roe; their number where none does."""
    if words[1] not in _OF_STATES:
        return len(words)
    name = (place for place, word in enumerate(words) if word not in _OF_STATES and word not in _LINKS)
    return next(name, len(words))


def _clue(article: str, run: Run) -> str | None:
    """What the words around a run tell. `person`: two or three words after an office or before "said"; `thing`: an
    abbreviation after a number or "a"; `place`: after "in", before "province"; `goal`: after "at" or "from", as places
    and bodies are; `acts`: before a verb or a possessive, after "by" or "against"."""
    nearest = words_before(article, run.start)
    short = _is_short(run.name) and run.name not in LANDS
    if short and (nearest[0] in LISTS["numbered"] or _NUMBERED.match(article, run.end)):
        return "thing"
    if 1 < len(run.words) < 4 and (nearest[0] in LISTS["offices"] or PERSON.match(article, run.end)):
        return "person"
    placing = LISTS["locative"] if nearest[0] in _ARTICLE and len(run.words) > 1 and run.name not in LANDS else _PLACING
    if nearest[0] in LISTS["directions"]:
        nearest.pop(0)
    if run.name not in STATES and tells_place(article, run.end):
        return "place"
    if nearest[0] in placing and not short:
        return "place" if nearest[0] in LISTS["locative"] and nearest[0] not in LISTS["at"] else "goal"
    if nearest[0] in _ARTICLE:
        nearest.pop(0)
    done_to = nearest[0] in LISTS["objects"] or (nearest[0] in _OF and nearest[1] in LISTS["groups"])
    spoken = nearest[0] in LISTS["speaks"] and article[run.end : run.end + 1] in _STOPS  # said Lee.
    if done_to or spoken or nearest[0] in _BODIES or _ACTS.match(article, run.end):
        return "acts"
    return "acts" if run.name in LANDS and _is_paired(article, run) else None


def _is_short(name: str) -> bool:
    """Whether a name is an abbreviation: NATO, CJTF-OIR."""
    return name.isupper() and name.replace("-", "").isalpha() and len(name) > 1


def _is_paired(article: str, run: Run) -> bool:
    """Whether a country is joined to another one by a hyphen: U.S.-Norway talks; but not: the Norway-Sweden border."""
    if article[run.start - 1 : run.start] == "-":
        return not tells_place(article, run.end)
    return _PAIRED.match(article, run.end) is not None


def tells_place(article: str, end: int) -> bool:
    """Whether what follows a name that ends at an offset says that it is a place: , France; province."""
    inside = _INSIDE.match(article, end)
    if not inside:
        return _SITE.match(article, end) is not None
    land = land_end(article, inside.end())
    return land > 0 and not _OFFICE_AFTER.match(article, land)  # Ann Lee, Norway coach


def is_people(word: str) -> bool:
    """Whether a word is the name of a country or of its people."""
    return word in LANDS or word in DEMONYMS or word in _PEOPLES


def words_before(article: str, start: int) -> list[str]:
    """The last words before an offset in lower case, the nearest first; "" where something else stands there."""
    if article[start - 1 : start] not in (" ", "\n"):
        return ["", "", "", ""]
    return [*article[max(0, start - _NEAR) : start].lower().rsplit(None, 3)[:-4:-1], "", "", ""]


def _elsewhere(
    found: Sequence[Typed], clues: Sequence[str | None], everyday: Callable[[], frozenset[str]]
) -> dict[str, str]:
    """Name -> type, for names that any mention in the article gives away, by its words or by its surroundings; and the
    surnames of people named in full."""
    known: dict[str, str] = {}
    for (run, kind, _), clue in zip(found, clues, strict=True):
        if kind or (clue == "person" and run.name not in LANDS):
            known.setdefault(run.name, kind or "person")
            if (kind or clue) == "person" and _LINKS.isdisjoint(run.words):
                known.setdefault(run.words[-1], "person")
    for wanted, told in (("place", "place"), ("acts", "organization"), ("goal", "place")):
        for (run, kind, _), clue in zip(found, clues, strict=True):
            if not kind and run.name not in LANDS:
                if _is_short(run.name):
                    if clue != "thing" and run.name.lower() not in everyday():  # ALL: said loudly
                        known.setdefault(run.name, "organization")
                elif clue == wanted and (clue != "acts" or not run.initial):
                    known.setdefault(run.name, told)
    return known


def _land(article: str, run: Run, clue: str | None) -> str:
    """A country or capital: `organization` where it acts, is acted on or owns something, else `place`."""
    if run.name not in STATES:
        acts = clue == "acts" and run.name in CAPITALS and _ACTS.match(article, run.end)
        return "organization" if acts else "place"
    attribute = run.name in SHORT and clue not in ("place", "goal") and _NOUN.match(article, run.end)
    return "organization" if attribute or clue == "acts" else "place"


def _by_context(
    run: Run, clue: str | None, everyday: Callable[[], frozenset[str]], alone: frozenset[str]
) -> tuple[str | None, str]:
    """The type of a run whose words do not tell it, and by which rule; None for an everyday word with a capital.
    everyday: the words of the article as printed; alone: its names of one word, among them the surnames of people named
    in full."""
    name, words = run.name, run.words
    if run.initial and len(words) == 1 and (clue != "acts" or name.lower() in everyday()):
        return None, ""
    if name.isupper() and len(name) > 1:
        return "other", "letters"
    if 1 < len(words) < 4 and words[-1] in alone and words[0] not in alone and words[-1] not in LANDS:
        return "person", "surname"
    if clue == "acts":
        return "organization", "acts"
    return ("organization", "run") if len(words) > 1 else ("other", "word")
