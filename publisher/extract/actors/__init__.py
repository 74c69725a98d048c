"""Which names are of one actor, in an article and across articles; and one type for each actor, by all its mentions.

Nothing here looks outside the article. An id that holds across articles is made of the name alone: that of a person
needs two words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .. import text
from ..candidates import Name
from ..name_words import GIVEN, HEADS, KNOWN_AS, LISTS
from ..names import REGION
from ..text import Document, words_before
from . import merge, offices, votes
from .forms import Form, elected, find_forms, states

__all__ = ["resolve"]

_LINKS = frozenset(text.word_lists("actors")["inside_bodies"])
_HEADS = LISTS["organization"] - LISTS["names_alone"]
_IN_EVERY_COUNTRY = frozenset(text.word_lists("actors")["every_country_has"])
_GOVERNMENTS = frozenset(text.word_lists("actors")["governments"])
_LONGEST = 4  # words of a person's name
_ACTING = ("person", "organization")
_EVIDENT = "name.evident"
_UNTOLD = frozenset(f"name.{rule}" for rule in ("mention", "run", "surname", "acts", "word", "letters"))
"""Rules of names whose own words tell nothing."""
_COMMON = HEADS | LISTS["portfolios"]
_BEFORE, _AFTER = 40, 20  # characters around a name in which an age may be
_OWNED = re.compile(r"[’']s (\w+)")
_DESCRIBED, _NUMBER, _CHILD_BEFORE, _CHILD_AFTER = (
    re.compile(votes.PATTERNS[name]) for name in ("described", "number", "child_before", "child_after")
)


def resolve(doc: Document, names: Sequence[Name]) -> list[Name]:
    """The names with the type of their actor (`state` for a state that acts) and two ids: `entity`, equal for the
    mentions of one actor in the article, and `actor_id`, equal across articles, None where the name is too short to
    tell, and for a child."""
    forms = find_forms(doc, names)
    first = merge.groups(doc, names, forms)
    apart = merge.homonyms(forms)
    members: dict[int, list[Form]] = defaultdict(list)
    for form, group in zip(forms, first, strict=True):
        members[group].append(form)
    kinds = {group: _kind(held) for group, held in members.items()}
    evident = {group for group, held in members.items() if _is_evident(names, held, kinds[group])}
    ids = {group: _actor_id(held, kinds[group]) for group, held in members.items()}
    group_of = {place: first[apart.get(place, number)] for number, form in enumerate(forms) for place in form.places}
    group_of |= offices.held_by(doc.text, names, group_of)
    ids |= {group_of[n]: None for n, name in enumerate(names) if _is_child(doc.text, name, kinds[group_of[n]])}
    told = [name._replace(rule=_EVIDENT) if group_of[n] in evident else name for n, name in enumerate(names)]
    return [_resolved(doc.text, name, group_of[n], kinds, ids) for n, name in enumerate(told)]


def _resolved(article: str, name: Name, group: int, kinds: dict[int, str], ids: dict[int, str | None]) -> Name:
    kind = kinds[group]
    if kind == "organization" and _is_model(article, name):
        return _named(name, "other", None, name.actor_id)
    if kind == "state":
        kind = _as_state(article, name)
    if kind == "other" and kinds[group] == "state":
        return _named(name, kind, str(group), name.actor_id)
    return _named(name, kind, str(group), name.actor_id or ids[group])


def _named(name: Name, kind: str, entity: str | None, actor_id: str | None) -> Name:
    """A name with what is known of its actor: `dataclasses.replace` would take a fifth of the time of this module."""
    return Name("name", name.start, name.end, name.text, name.rule, kind, actor_id, name.mention_type, entity)


def _is_child(article: str, name: Name, kind: str) -> bool:
    """Whether the age beside a person's name is that of a child: eight-year-old Ann Lee; Ann Lee, 8, left."""
    if kind != "person":
        return False
    before = _CHILD_BEFORE.search(article, max(0, name.start - _BEFORE), name.start)
    return before is not None or _CHILD_AFTER.match(article, name.end, name.end + _AFTER) is not None


def _kind(forms: Sequence[Form]) -> str:
    return forms[0].kind if len(forms) == 1 else elected(_weights(forms))


def _weights(forms: Sequence[Form]) -> list[int]:
    return [sum(told) for told in zip(*(form.weights for form in forms), strict=True)]


def _is_evident(names: Sequence[Name], forms: Sequence[Form], kind: str) -> bool:
    """Whether the article says what somebody or a body is whose name does not: one mention alone tells, few differ."""
    if kind not in _ACTING or not any(kind in form.evident for form in forms):
        return False
    if any(names[place].rule not in _UNTOLD for form in forms for place in form.places):
        return False
    if all(form.printed in _COMMON for form in forms):  # the Courts
        return False
    _, contrary, most = sorted(_weights(forms))[-3:]
    return most - contrary >= votes.STRONG - votes.LIKELY


def _actor_id(forms: Sequence[Form], kind: str) -> str | None:
    """What an actor is called across articles; None where the article prints too little of the name."""
    for form in forms:
        if state := form.state or _governed(form.words):
            return f"state:{state}"
    if kind == "person":
        whole = [form for form in forms if 1 < len(form.words) <= _LONGEST and _LINKS.isdisjoint(form.words)]
        whole = [form for form in whole if not merge.is_surname(form.words)]
        whole = [form for form in whole if form.words[0] in GIVEN or form.words[-1] not in LISTS["titles"]]
        if not whole:
            return None
        best = max(whole, key=lambda form: (form.words[0] in GIVEN, len(form.places)))
        return f"person:{best.words[0]} {best.words[-1]}".casefold()
    telling = [form for form in forms if not _IN_EVERY_COUNTRY.issuperset(form.words)]
    if not telling:
        return None
    best = max(telling, key=_weight)
    if len(best.words) == 1 and best.printed in _HEADS:  # the Mission
        return None
    return f"name:{_in_full(best.printed)}".casefold().replace(".", "").replace("’", "'")


def _governed(words: Sequence[str]) -> str | None:
    """The state whose government words name, since a state and its government are one actor: Norwegian Government."""
    if len(words) < 2 or words[-1] not in _GOVERNMENTS:
        return None
    named, owned = states()
    land = " ".join(words[:-1])
    return named.get(land) or owned.get(land)


def _in_full(name: str) -> str:
    """The name of a body by which everybody knows what its letters mean: UN, U.N. Security Council."""
    first, space, rest = name.partition(" ")
    whole = KNOWN_AS.get(name.replace(".", ""))
    return whole or KNOWN_AS.get(first.replace(".", ""), first) + space + rest


def _weight(form: Form) -> tuple[bool, bool, int, int]:
    """How well a form of a body's name names it: not the word alone that heads it, no abbreviation, printed often."""
    return form.printed not in LISTS["organization"], not form.words[0].isupper(), len(form.places), -len(form.words)


def _as_state(article: str, name: Name) -> str:
    """`place` after "in" and before a region of the state; `other` for a word for what is the state's own, and where it
    describes what follows ("the U.S. carmaker"); else `state`: it acts, or something is done to it."""
    named, _ = states()
    before = words_before(article, name.start)
    if " ".join(votes.printed(name.text).words) not in named or _DESCRIBED.match(article, name.end):
        return "other"
    owned = _OWNED.match(article, name.end)
    if owned and owned[1] in LISTS["other"]:  # America's Cup: the name of a thing
        return "other"
    nearest = before[before[0] in LISTS["directions"]]
    return "place" if nearest in LISTS["locative"] or REGION.match(article, name.end) else "state"


def _is_model(article: str, name: Name) -> bool:
    """Whether a number after the name, or in its last word, makes a model, an index or a flight of it."""
    last = name.text.rsplit(" ", 1)[-1]
    return bool(_NUMBER.match(article, name.end)) or (not last.isalpha() and any(map(str.isdigit, last)))
