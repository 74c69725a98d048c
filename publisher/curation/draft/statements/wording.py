"""The words of a statement as the codebook asks: of the speaker the name, of the cue the whole verb group without
adverbs, of what is said the noun that brings it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.found import Found, characters
from publisher.curation.draft.statements.judging import SAID
from publisher.extract.events.arguments import before
from publisher.extract.events.nouns import head
from publisher.extract.patterns import any_of
from publisher.extract.text import Pair, word_lists
from publisher.model import JOINT, Mark, Record

_LISTS = word_lists("drafts")
_APPOSED = re.compile(rf", (?:{any_of(_LISTS['article'])} )?")
_FOR = re.compile(rf" {any_of(_LISTS['what_for'])}\Z")
_AUXILIARIES = frozenset("MAEOx")  # letters


def worded(record: Record, referents: Referents) -> Record:
    """The statement with these words."""
    found = referents.found
    spans = {name: [(mark.start, mark.end) for mark in record.of(name)] for name in ("speaker", "cue", "content")}
    if spans["speaker"]:
        spans["speaker"] = [_named(span, referents) for span in spans["speaker"]]
    if spans["cue"] and record.values["quote_type"] == "indirect":
        spans["content"][0] = _with_object(spans["cue"][-1], spans["content"][0], found)
    spans["cue"] = [piece for span in spans["cue"] for piece in _verb_group(span, found)]
    kept = [mark for mark in record.marks if mark.field not in spans]
    made = [Mark(name, *span) for name, own in spans.items() for span in own]
    told = {f"{name}_text": JOINT.join(found.text[slice(*span)] for span in own) for name, own in spans.items() if own}
    return replace(record, marks=(*made, *kept), values={**record.values, **told})


def _named(speaker: Pair, referents: Referents) -> Pair:
    """The name behind a description of the speaker: the largest party, the Reform Party, said."""
    text = referents.found.text
    comma = _APPOSED.match(text, speaker[1])
    name = referents.names.get(comma.end()) if comma else None
    apart = name is not None and text[name.end : name.end + 1] == "," and not referents.within(*speaker)
    return (speaker[1] + 2, name.end) if name and apart else speaker


def _verb_group(cue: Pair, found: Found) -> Iterator[Pair]:
    """The pieces of a verb group, of which the cue is the end: has ... called; without its preposition: called for."""
    s, at = found.reader.sentence(cue[0]), found.reader.chunk(cue[0])
    if at is not None and s.kinds[at] == "v":
        ahead = [token for token in range(s.firsts[at], s.lasts[at]) if s.text_span(token, token + 1)[1] < cue[0]]
        own = [token for token in ahead if s.letters[token] in _AUXILIARIES]
        if own and own[-1] + 1 < s.lasts[at] and own == list(range(own[0], own[-1] + 1)):
            yield s.text_span(own[0], own[-1] + 1)
    preposition = _FOR.search(found.text[slice(*cue)])
    yield cue[0], cue[1] - (len(preposition[0]) if preposition else 0)


def _with_object(cue: Pair, content: Pair, found: Found) -> Pair:
    """What is said with the noun that the verb is about: rejected the suggestion that boats be sold."""
    s, at = found.reader.sentence(content[0]), found.reader.chunk(content[0])
    noun = (at or 0) - 2
    if noun < 1 or s.kinds[noun : noun + 2] != "nT" or head(s, noun) not in SAID:
        return content
    own = found.reader.chunk(cue[1] - 1) == before(s, noun)
    return (characters(s, noun)[0], content[1]) if own else content
