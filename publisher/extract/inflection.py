"""The forms of a verb, by the endings that a language lists (words/endings.toml) and its irregular verbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from publisher.language import Language

_BY_RULE = ("third_person", "progressive_form", "past_form")


class Forms(NamedTuple):
    """The forms of one verb; there may be two spellings of one."""

    base: str
    third: Sequence[str]
    progressive: Sequence[str]
    past: Sequence[str]


class Inflection:
    """Makes the forms of the verbs of a language. A language without rules for a form has only the listed ones."""

    def __init__(self, language: Language) -> None:
        endings, cues = language.words("endings"), language.words("cues")
        self._rules = {name: _rules(endings.get(name, ())) for name in _BY_RULE}
        self._doubling = frozenset(cues.get("doubling", ()))
        self._irregular = {forms.split()[0]: forms.split()[1:] for forms in cues.get("irregular", ())}

    def forms(self, verb: str) -> Forms:
        """All forms of a verb, which is given in its base form."""
        past = self._irregular.get(verb) or self._formed(verb, "past_form", doubled=True)
        third = self._formed(verb, "third_person", doubled=False)
        return Forms(verb, third, self._formed(verb, "progressive_form", doubled=True), past)

    def _formed(self, verb: str, name: str, *, doubled: bool) -> list[str]:
        stems = [verb, verb + verb[-1]] if doubled and verb in self._doubling else [verb]
        return [_formed(stem, self._rules[name]) for stem in stems if self._rules[name]]


def _rules(lines: Sequence[str]) -> list[tuple[re.Pattern[str], str]]:
    pairs = (line.split("->") for line in lines)
    return [(re.compile(rf"{ending.strip()}\Z"), put.strip()) for ending, put in pairs]


def _formed(stem: str, rules: Sequence[tuple[re.Pattern[str], str]]) -> str:
    ending, put = next(rule for rule in rules if rule[0].search(stem))
    return ending.sub(put, stem, count=1)
