"""The patterns of who says what in a language (rules/speech.toml), compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from publisher import language
from publisher.language.token_patterns import compile_patterns

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class SpeechRules:
    """The compiled patterns; each has the name of its rule. What a language has no rule for matches nothing."""

    subject: re.Pattern[str]
    clause: re.Pattern[str]
    other_cue: re.Pattern[str]
    name_before: re.Pattern[str]
    name_after: re.Pattern[str]
    person_after: re.Pattern[str]
    description: re.Pattern[str]
    inverted: re.Pattern[str]
    according: re.Pattern[str]
    by: re.Pattern[str]
    quoted_as: re.Pattern[str]
    as_saying: re.Pattern[str]
    owner: re.Pattern[str]
    of_owner: re.Pattern[str]
    quoted: re.Pattern[str]
    who_had: re.Pattern[str]
    prompted: re.Pattern[str]
    with_speaker: re.Pattern[str]
    last_nouns: re.Pattern[str]
    that: re.Pattern[str]
    when: re.Pattern[str]
    addressee: re.Pattern[str]


def of(code: str) -> SpeechRules:
    """The patterns of a language. Raises KeyError where none is known, OSError without rules/speech.toml, ValueError
    for a pattern that is faulty."""
    return _of(language.get(code))


@cache
def _of(known: language.Language) -> SpeechRules:
    rules = known.rules("speech")
    compiled = compile_patterns((rule.id, rule.pattern) for rule in rules)
    return SpeechRules(*(compiled.get(field.name.replace("_", "-"), _NOTHING) for field in fields(SpeechRules)))
