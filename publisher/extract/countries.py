"""The words for countries, their people and their cities: those of ISO 3166-1, and others that news names."""

from __future__ import annotations

from . import text

_STATES = text.table("states").values()
_OTHERS = {key: frozenset(words) for key, words in text.words("countries").items()}


def _of(key: str) -> frozenset[str]:
    return frozenset(word for state in _STATES for word in state.get(key, ()))


SHORT = _OTHERS["short"]
STATES = _of("names") | _OTHERS["states"] | SHORT
LANDS = STATES | _of("capitals") | _OTHERS["cities"]
DEMONYMS = _of("demonyms") | _OTHERS["demonyms"]
