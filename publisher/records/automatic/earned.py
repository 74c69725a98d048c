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
"""Types of event that are acts by saying: they are told as statements, and make events only by rules that are about
more than words (a lawsuit), each of which has verdicts of its own."""
WHOLE = frozenset({"CONSULT", "PROTEST", "SANCTION", "AID"})
"""Types whose events have parties only where everybody whom the text names in them is a known actor: half a meeting
would read as if the text said so."""
OTHER = "OTHER"
"""What PLOVER has no type for: each kind of such events has verdicts of its own, and none has parties."""
_PARTS = {
    **dict.fromkeys(("ASSAULT", "COERCE"), "part"),
    **dict.fromkeys(WHOLE, "whole"),
    **dict.fromkeys(("RETREAT", "ACCUSE", "SUPPORT", "AGREE", "MOBILIZE"), "act"),
}
"""Type -> the family of the verdicts on its parties; no other type has their verdicts."""


def earns(code: str, found: Candidate | Event) -> bool:
    """Whether records are made of such a finding. code: of the language, whose folder has the verdicts. Of what nobody
    says to have happened, or to come, none is made; nor of a type of event whose parties are too often wrong."""
    if isinstance(found, Event):
        return not found.hypothetical and makes(code, found.event_type, found.rule)
    return (isinstance(found, Name) and found.rule == LISTED) or has_earned(code, found.rule)


def makes(code: str, event_type: str, rule: str = "") -> bool:
    """Whether events of a type are made, and such as a rule of it finds: one that was judged by itself must have earned
    it, too."""
    if event_type == OTHER:
        return has_earned(code, rule)
    parts = _PARTS.get(event_type, event_type.lower())
    own = rule if event_type in SAID else f"event.{event_type.lower()}"
    earned = all(has_earned(code, one) for one in (own, f"{parts}.actor", f"{parts}.recipient"))
    return earned and (rule not in language.get(code).verdicts() or has_earned(code, rule))


@cache
def has_earned(code: str, rule: str) -> bool:
    """Whether what a rule finds, or where the rule was not judged by itself, what its family finds, was right often
    enough. A type of event and a part of events have verdicts of their own (`event.assault`, `part.place`)."""
    if not language.knows(code) or not language.get(code).has("earned"):
        return False
    verdicts = language.get(code).verdicts()
    verdict = None
    while rule and verdict is None:
        verdict, rule = verdicts.get(rule), rule.rpartition(".")[0]
    return verdict is not None and verdict["judged"] >= LEAST and verdict["right"] >= SHARE * verdict["judged"]
