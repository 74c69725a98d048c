"""Names that nobody listed: runs of capitalised words, and who or what they name.

The type comes from the words of the run (titles, given names, heads such as "Ministry" or "River"), else from the other
mentions of the same name in the article, else from the words around it ("in X" is a place, "X said" is somebody).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from publisher.language.token_patterns import letters_of

from . import lexicon, text
from .compounds import joined
from .countries import CAPITALS, DEMONYMS, LANDS, SHORT, STATES, land_end
from .limit import few
from .name_words import (
    ARTICLE,
    GIVEN,
    KNOWN,
    LINKS,
    LISTS,
    PARTICLES,
    PATTERNS,
    PEOPLES,
    TELLING,
    UPPER,
    has_initials,
    head_of,
    is_full_name,
    is_given,
    is_people,
    is_short,
    title_inside,
)
from .patterns import any_of
from .runs import Run, after_title, fields_in, last_words, runs
from .text import Document, Pair, words_before

_WHO = LISTS["offices"] | frozenset(text.word_lists("people")["somebody"])
_PLACING, _INNER = LISTS["locative"] | LISTS["motion"], LISTS["links_of_bodies"]
_LASTS = {"other": LISTS["other"] | frozenset(text.word_lists("actors")["things"]), "place": LISTS["place"]}
_DESCRIBING = LISTS["describing_groups"] | LISTS["portfolios"]
_BODIES = frozenset(text.word_lists("actors")["bodies"])
_SUFFIXES = LISTS["body_ends"] & frozenset(text.word_lists("actors")["company_suffixes"])
_ACTS, _GROUP, _SITE, _INSIDE, PERSON, _LIST = (
    re.compile(PATTERNS[name]) for name in ("acting", "group", "site", "inside", "person", "list")
)
_PAIRED, _NUMBERED, _ALONE, _OFFICE_AFTER, _OWN_OFFICE = (
    re.compile(PATTERNS[name]) for name in ("paired", "numbered", "alone", "office", "own_office")
)
_OFFICE_NEXT = re.compile(rf"\s{any_of(LISTS['ranks'])}\s[{UPPER}]")
_NOUN = re.compile(r"\s[a-z]")
_SUFFIX = re.compile(r"-[a-z]+\Z")
_TITLES = LISTS["titles"] | LISTS["ranks"] | LISTS["offices_between"]
_COMMON_ENDS = tuple(LISTS["common_ends"])
_FIRST_WORD = re.compile(r"\s([a-z]+)")
_NAMING = letters_of("name noun")
_STOPS = (".", ",", ";")

_SURE = ("listed", "known")
"""Rules whose names are no common noun that begins a sentence."""
Typed = tuple[Run, str | None, str]
"""A run, its type where its words tell it, and by which rule."""


def find(doc: Document, known_types: Mapping[Pair, str]) -> Iterator[tuple[int, int, str, str]]:
    """The names of an article in text order: start, end, type, rule. A text in capitals gives none.

    known_types: span -> type, of the names whose type is known from elsewhere.
    """
    if doc.text.isupper():
        return
    datelines = [(start, place) for start, (place, _) in text.datelines(doc).items()]
    found: list[Typed] = [
        (run, kind, "listed") if (kind := known_types.get((run.start, run.end))) else _by_words(doc.text, run)
        for run in few(joined(doc.text, runs(doc)), "names")
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
        if kind and (rule in _SURE or run.name in inside or not (run.initial and _is_common(doc.text, run))):
            yield run.start, run.end, kind, rule


def _is_common(article: str, run: Run) -> bool:
    """Whether the one word that begins a sentence is a common noun: by its ending, or a plural with a plural verb."""
    if len(run.words) > 1 or run.name in TELLING or run.name.isupper() or "-" in run.name:
        return False
    following = _FIRST_WORD.match(article, run.end)
    plural = run.name.endswith("s") and following is not None and following[1] in LISTS["plural_verbs"]
    return plural or (run.name not in GIVEN and run.name.endswith(_COMMON_ENDS))


def _inside(spans: Sequence[Pair], place: int) -> bool:
    """Whether an offset lies in one of the spans, which are in text order and do not overlap."""
    before = bisect_right(spans, place, key=lambda span: span[0])
    return before > 0 and place < spans[before - 1][1]


def _by_words(article: str, run: Run) -> Typed:
    """The run, cut or stretched to the name in it, with its type where its own words tell it."""
    words, name = run.words, run.name
    if name in KNOWN or (name.isupper() and name.replace(".", "") in KNOWN):
        return run, "organization", "known"
    if _OFFICE_NEXT.match(article, run.end) and _may_employ(words):
        return run, "organization", "employer"
    if name in _SUFFIXES:  # Acme, Inc.
        return run, "other", "word"
    if len(words) == 1 and name not in TELLING and "-" not in name:
        return (run, None, "") if name.isupper() else _grouped(article, run, None)
    if name in LANDS:
        return _grouped(article, run, None)
    if (fields := fields_in(article, run)) and len(words) > fields + 1:
        return last_words(article, run, words[fields:]), "person", "title"
    if "-" in words[-1]:
        titled = next((place for place, word in enumerate(words) if word not in _TITLES), 0)
        rest = words[titled:]
        if is_given(rest) and rest[0] not in TELLING and rest[0] not in GIVEN:  # Foreign Minister Wen Li-ho
            return (after_title(article, run, titled - 1), "person", "title") if titled else (run, "person", "given")
    if suffix := _SUFFIX.search(name):
        words, name = [*words[:-1], words[-1].removesuffix(suffix[0])], name.removesuffix(suffix[0])
        if suffix[0][1:] in LISTS["done_by"] or is_people(name):
            return _by_words(article, run._replace(end=run.end - len(suffix[0]), name=name, words=words))
        return run, "other", "joined"
    if name in DEMONYMS:
        return _grouped(article, run, "other")
    if title := title_inside(words):
        return after_title(article, run, title), "person", "title"
    if name in PEOPLES:
        return run, "organization", "demonym"
    link = next((place for place, word in enumerate(words) if word in LINKS or word in _INNER), len(words))
    first, head, last = words[0], head_of(words[:link] or words), head_of(words)
    if last in LISTS["lands_after"] and link == len(words) and len(words) > 1 and first not in LISTS["other"]:
        return run, "place", "head"  # Alvia State
    held = link < len(words) and (head in LISTS["titles"] or head in LISTS["heads_of_offices"])  # Secretary of State
    if held and last in LISTS["organization"] and last not in LISTS["of_portfolios"]:  # Head of the Dolna Mission
        return _by_words(article, last_words(article, run, words[link + 1 + (words[link + 1] in ARTICLE) :]))
    if not held and (head in LISTS["organization"] or last in LISTS["organization"]):
        if is_full_name(words):
            return run, "person", "given"
        return run, "other" if len(words) == 1 and _is_one_of_many(article, run) else "organization", "body"
    if len(words) > 1 and first in LISTS["heads_first"]:
        return run, "organization", "body"
    titles = [place for place, word in enumerate(words) if word in LISTS["titles"] or word in LISTS["ranks"]]
    titles = titles or [link - 1] * held  # Head of Mission
    if titles == [0] and len(words) > 1 and first in LISTS["half_titles"] and words[1] not in GIVEN:
        return (after_title(article, run, 0), None, "") if len(words) == 2 else (run, None, "")  # Senior Acme (staff)
    if titles:
        if own := _OWN_OFFICE.match(article, run.end):  # the Attorney General's Office
            return run._replace(end=own.end()), "organization", "body"
        named = after_title(article, run, titles[-1])
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
    nearest = words_before(article, run.start)[0]
    if run.name in LANDS and nearest in LISTS["locative"]:  # in Norway rebel forces won
        return run, kind, "demonym"
    if run.initial and run.words[0] in _DESCRIBING:  # Rebel fighters
        return run, kind, "demonym"
    named = run.name.isupper() and len(run.name) > 1  # US forces
    known = named or not run.initial or lexicon.of(text.DEFAULT).word_class(run.words[0].lower()) in _NAMING
    group = _GROUP.match(article, run.end) if known else None
    if not group or (nearest in LISTS["one"] and not group[0].endswith("s")):  # a Norwegian agency
        return run, kind, "demonym"
    return run._replace(end=group.end()), "organization", "group"


def _clue(article: str, run: Run) -> str | None:
    """What the words around a run tell. `person`: two or three words after an office or before "said"; `thing`: an
    abbreviation after a number or "a"; `place`: after "in", before "province"; `place?`: after "at" or "from", which
    bodies come after, too; `acts`: before a verb or a possessive, after "by" or "against"."""
    nearest = words_before(article, run.start)
    short = is_short(run.name) and run.name not in LANDS
    if short and (nearest[0] in LISTS["numbered"] or _NUMBERED.match(article, run.end)):
        return "thing"
    if 1 < len(run.words) < 4 and (nearest[0] in _WHO or PERSON.match(article, run.end)):
        return "person"
    placing = LISTS["locative"] if nearest[0] in ARTICLE and len(run.words) > 1 and run.name not in LANDS else _PLACING
    if nearest[0] in LISTS["directions"]:
        nearest.pop(0)
    if run.name not in STATES and tells_place(article, run.end):
        return "place"
    if nearest[0] in placing and not short:
        return "place" if nearest[0] in LISTS["locative"] and nearest[0] not in LISTS["at"] else "place?"
    if nearest[0] in ARTICLE:
        nearest.pop(0)
    done_to = nearest[0] in LISTS["objects"] or (nearest[0] in LISTS["of"] and nearest[1] in LISTS["groups"])
    spoken = nearest[0] in LISTS["speaks"] and article[run.end : run.end + 1] in _STOPS  # said Lee.
    if done_to or spoken or nearest[0] in _BODIES or _ACTS.match(article, run.end):
        return "acts"
    return "acts" if run.name in LANDS and _is_paired(article, run) else None


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


def _elsewhere(
    found: Sequence[Typed], clues: Sequence[str | None], everyday: Callable[[], frozenset[str]]
) -> dict[str, str]:
    """Name -> type, for names that any mention in the article gives away, by its words or by its surroundings; and the
    surnames of people named in full."""
    known: dict[str, str] = {}
    for (run, kind, _), clue in zip(found, clues, strict=True):
        if kind or (clue == "person" and run.name not in LANDS):
            known.setdefault(run.name, kind or "person")
            if (kind or clue) == "person" and LINKS.isdisjoint(run.words):
                known.setdefault(run.words[-1], "person")
    for wanted, told in (("place", "place"), ("acts", "organization"), ("place?", "place")):
        for (run, kind, _), clue in zip(found, clues, strict=True):
            if not kind and run.name not in LANDS:
                if is_short(run.name):
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
    attribute = run.name in SHORT and clue not in ("place", "place?") and _NOUN.match(article, run.end)
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
