"""Which rules have earned that records are made of what they find."""

from __future__ import annotations

from functools import cache

from publisher import language
from publisher.extract.candidates import Candidate, Name
from publisher.extract.events import Event

LISTED = "name.listed"  # a name of the authority file: a person vouches for it
LEAST = 30
"""Findings that must have been judged."""
SHARE = 0.8
"""Of these must have been right."""


SAID = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE", "AGREE", "SUPPORT"})
"""Types of event that are acts by saying: they are told as statements, and make no events."""


def earns(code: str, found: Candidate | Event) -> bool:
    """Whether records are made of such a finding. code: of the language, whose folder has the verdicts. Of what nobody
    says to have happened, or to come, none is made; nor of a type of event whose actors are too often wrong."""
    if isinstance(found, Event):
        return not found.hypothetical and makes(code, found.event_type)
    return (isinstance(found, Name) and found.rule == LISTED) or has_earned(code, found.rule)


def makes(code: str, event_type: str) -> bool:
    """Whether events of a type are made."""
    parts = (f"event.{event_type.lower()}", f"part.actor.{event_type.lower()}")
    return event_type not in SAID and all(has_earned(code, part) for part in parts)


@cache
def has_earned(code: str, rule: str) -> bool:
    """Whether what a rule finds, or where the rule was not judged by itself, what its family finds, was right often
    enough. A type of event and a part of events have verdicts of their own (`event.assault`, `part.place`), and so may
    have a part of a type (`part.actor.consult`)."""
    if not language.knows(code) or not language.get(code).has("earned"):
        return False
    verdicts = language.get(code).verdicts()
    verdict = None
    while rule and verdict is None:
        verdict, rule = verdicts.get(rule), rule.rpartition(".")[0]
    return verdict is not None and verdict["judged"] >= LEAST and verdict["right"] >= SHARE * verdict["judged"]
