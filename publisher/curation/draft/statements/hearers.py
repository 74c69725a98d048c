"""To whom something is said."""

from __future__ import annotations

import re

from publisher.curation.draft.actors.referents import Referents
from publisher.extract.candidates import Span
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.model import Record
from publisher.rules import words

_FAR = 200  # characters after a cue in which its hearer is
_THEN_CONTENT = re.compile(rf"\s{any_of(word_lists('drafts')['before_content'])}\Z")
_PREPOSITION = re.compile(rf"\s{any_of(words.PREPOSITION_WORDS)}\s")


def hearers(record: Record, referents: Referents) -> list[tuple[str, Span]]:
    """Who is addressed, where the cue is a verb that has the hearer as its object."""
    cues, text = record.of("cue"), referents.found.text
    verb = cues[-1] if cues else None
    if verb is None or not words.ADDRESSING.intersection(re.findall(r"\w+", text[verb.start : verb.end].casefold())):
        return []
    reach = words.OBJECT.match(text, verb.end, verb.end + _FAR)
    after = [mark.start for mark in record.of("content") if mark.start >= verb.end]
    end = min([reach.end() if reach else verb.end, *after])
    if hangs := _PREPOSITION.search(text, verb.end, end):
        end = hangs.start()
    printed = _THEN_CONTENT.sub("", text[verb.end : end].strip())
    start = text.index(printed, verb.end)
    return referents.parties(Span(start, start + len(printed), printed))
