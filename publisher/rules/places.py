"""Places: their codes exist and fit each other, and their names are the words of the text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from unicodedata import normalize

from publisher.finding import Finding
from publisher.rules import words
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.tables import OURS

_WHOLE = (4, 6)  # where_prec of what its codes alone identify: a province, a country


@rule(proof=True)
def place_codes(window: Window) -> Iterator[Finding]:
    """The admin1_code has the prefix of the country. where_prec 1 to 4 needs an admin1_code; 6 (a country) allows
    none, and needs the country. A country's name has that country's code."""
    codes = OURS["event_places"].field("country_code").codes
    named = {name.casefold(): code for code, name in codes.items()}
    fields = ("event_id", "place_name", "country_code", "admin1_code", "where_prec")
    for event, place, country, admin1, prec in window.rows("event_places", *fields):
        code, field, value, message = named.get(place.casefold()), "where_prec", str(prec), None
        if admin1 is not None and admin1[:2] != country:
            wrong = f"is no ISO 3166-2 code of {country}" if country else f"needs the country_code {admin1[:2]}"
            field, value, message = "admin1_code", admin1, wrong
        elif code is not None and admin1 is None and country != code:
            field, value, message = "country_code", country, f"{place} is {code}"
        elif prec <= 4 and admin1 is None:
            message = "needs the ISO 3166-2 code of the province, admin1_code; 5 is a place whose province is not known"
        elif prec == 6 and (admin1 is not None or country is None):
            message = "is a country: it has a country_code and no admin1_code"
        elif prec in (1, 6, 7) and words.REGION.search(place):
            message = f"{place} is a division of a country (3 to 5), not {'a country' if prec == 6 else 'a point'}"
        elif code is not None and admin1 is None and prec not in (5, 6):
            message = f"{place} is a country: 6"
        if message:
            yield Finding.at("event_places", f"{event} {place}", field, value, message)


@rule(proof=True, excusable=True)
def admin1_exists(window: Window) -> Iterator[Finding]:
    """The admin1_code is a code of ISO 3166-2. The list may lack a new one, which can be excused."""
    for event, place, country, code in window.rows(
        "event_places", "event_id", "place_name", "country_code", "admin1_code"
    ):
        if code is not None and code[:2] == country and code[3:] not in subdivisions().get(code[:2], ()):
            message = "is no code of ISO 3166-2: write that of the province, state or region"
            yield Finding.at("event_places", f"{event} {place}", "admin1_code", code, message)


@rule(proof=True, excusable=True)
def place_is_its_words(window: Window) -> Iterator[Finding]:
    """The name of a place is the words that name it, without their article. Or it is another name of the place in
    the list of exonyms, with the code of its country. A division may be printed without its kind ("Kursk" for the
    Kursk region). Words without a capital letter ("the capital") have the name that the place has elsewhere; so has a
    province or a country in another spelling, since its codes show that it is the same."""
    fields = ("place_name", "country_code", "admin1_code", "where_prec", "evidence_id")
    rows = [
        (row, window.evidence[row[-1]])
        for row in window.rows("event_places", "event_id", *fields)
        if row[-1] in window.evidence
    ]
    # "the state" has any name
    free = {row[-1] for row, span in rows if not any(c.isupper() for c in _bare(span.exact))}
    named = {(span.source_id, *row[1:5]) for row, span in rows if row[-1] in free or _is_same(row[1], span.exact)}
    for (event, name, country, admin1, prec, key), span in rows:
        if key in free or (prec in _WHOLE and (span.source_id, name, country, admin1, prec) in named):
            continue
        row, listed = f"{event} {name}", _country_of(name) if _core(name) != _core(span.exact) else None
        if not _is_same(name, span.exact):
            message = f'the text says "{span.exact}": write that, or excuse another name of the place with a reason'
            yield Finding.at("event_places", row, "place_name", name, message)
        elif listed not in (None, country):
            message = f'"{span.exact}" is {name} in {listed}: correct one of the two'
            yield Finding.at("event_places", row, "country_code", country, message)


@rule(proof=True)
def one_place_one_code(window: Window) -> Iterator[Finding]:
    """One place has the same codes wherever it is named in an article; where_prec differs only as near (2) or vague
    (5)."""
    seen: dict[tuple[str, str], tuple[str | None, str | None, int]] = {}
    fields = ("event_id", "place_name", "country_code", "admin1_code", "where_prec", "evidence_id")
    for event, place, country, admin1, prec, key in window.rows("event_places", *fields):
        if key not in window.evidence:
            continue
        source = window.evidence[key].source_id
        known = seen.setdefault((source, place), (country, admin1, prec))
        same = known[:2] == (country, admin1) and (known[2] == prec or {known[2], prec} & {2, 5})
        if not same:
            message = f"is {known} elsewhere in the article, here {(country, admin1, prec)}"
            row = f"{event} {place}"
            yield Finding.at("event_places", row, "place_name", place, message)


def _is_same(name: str, printed: str) -> bool:
    """Whether both names mean one place: they are alike, or in the list the same one has them."""
    one, other = _core(name), _core(printed)
    return one == other or _exonyms().get(one, (one, "")) == _exonyms().get(other)


def _country_of(name: str) -> str | None:
    """The country of a place whose name the list has."""
    _, country = _exonyms().get(_core(name), (None, None))
    return country


def _bare(name: str) -> str:
    """A name without its article."""
    article = words.ARTICLE.match(name)
    return name[article.end() :] if article else name


def _core(name: str) -> str:
    """A name without article and without the kind of division, in one spelling."""
    plain = " ".join(normalize("NFC", _bare(name)).replace("’", "'").split())
    return re.sub(rf"\s*{words.REGION.pattern}\s*", "", plain, flags=re.IGNORECASE).casefold() or plain.casefold()


@cache
def _exonyms() -> Mapping[str, tuple[str, str]]:
    """Every name in the list -> the English one and its country."""
    found: dict[str, tuple[str, str]] = {}
    for english, (country, *others) in _list("exonyms").items():
        for name in (english, *others):
            found.setdefault(_core(name), (_core(english), country))
    return found


@cache
def subdivisions() -> Mapping[str, frozenset[str]]:
    """Country -> the codes of its divisions without the country."""
    return {country: frozenset(codes.split()) for country, codes in _list("subdivisions").items()}


def _list(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "lists" / f"{name}.toml").read_text(encoding="utf-8"))
