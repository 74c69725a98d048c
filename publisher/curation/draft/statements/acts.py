"""What is done by saying something, where only the content tells it: a demand ("must end"), a promise of the speaker's
own side ("we will help"), a threat, blame; and who it is directed at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from publisher.curation.draft.actors.collectives import Collectives
from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Name, Span
from publisher.extract.events.proposals import forms_of
from publisher.extract.patterns import any_of
from publisher.extract.text import word_lists
from publisher.model import Mark, Record

_LISTS = word_lists("drafts")
_SUBJECT = r"(?P<subject>[^.;:?!]{1,160}?)"
_WORDS = r"(?:[\w’'-]+ ){0,3}?"
_MUST = re.compile(rf"{_SUBJECT} [\"“]?{any_of(_LISTS['obliging'])}\b")
_WILL = re.compile(rf"{_SUBJECT} {any_of(_LISTS['own_will'])} {_WORDS}{any_of(_LISTS['helping'])}\b")
_READY = re.compile(rf"{_SUBJECT} {any_of(_LISTS['own_ready'])} {_WORDS}{any_of(_LISTS['helping'])}\b")
_STRIKE = re.compile(
    rf"{_SUBJECT} {any_of([*_LISTS['own_will'], *_LISTS['own_ready']])} {_WORDS}{any_of(_LISTS['striking'])}\b"
)
_DOES = {
    code: re.compile(rf"{_SUBJECT} (?:{any_of(_LISTS['doing_now'])} )?{any_of(forms_of(_LISTS[f'does:{code}']))}\b")
    for code in ("REQUEST", "ACCUSE", "SUPPORT", "CONCEDE")
}
"""What is done by saying that one does it: we demand, we condemn."""
_DOES["REJECT"] = re.compile(
    rf"{_SUBJECT} (?:{any_of(_LISTS['will_not'])} (?!{any_of(_LISTS['no_refusal'])}\b)"
    rf"|{any_of(_LISTS['does_not'])} {any_of(_LISTS['does:REJECT'])}\b|{any_of(forms_of(_LISTS['refuses']))} )"
)
_BACK = re.compile(rf"{_SUBJECT} {any_of(_LISTS['backing'])}\b")
_FACE = re.compile(rf"{_SUBJECT} {any_of(_LISTS['own_will'])} {any_of(_LISTS['facing'])}\b")
_BLAME = re.compile(rf"\b{any_of(_LISTS['blaming'])}\b")
_DOUBT = re.compile(rf"\b{any_of(_LISTS['doubting'])} (?:[\w’'-]+ ){{0,5}}?{any_of(_LISTS['worth'])}\b")
_OWN = re.compile(rf"(?:^|.*[ ,])(?:{any_of(_LISTS['own_side'])})\Z", re.IGNORECASE | re.DOTALL)
_ADVISING = frozenset(forms_of(_LISTS["advises"]))
_INFINITIVE = re.compile(rf"(?:{any_of(_LISTS['negated'])} )?{any_of(_LISTS['to_hearer'])} ")
_GERUND = re.compile(r"[a-z]+ing ")
_ASSURING = frozenset(_LISTS["assuring"])
_OWNS = re.compile(r"['’]s? ")
_BY = re.compile(rf"\b{any_of(_LISTS['by_whom'])} (?:{any_of(_LISTS['article'])} )?\Z")
_OWNED = re.compile(rf"\b{any_of(_LISTS['owned'])}(?= )")
_FAR = 20


class Act(NamedTuple):
    """An act by its code, and who it is directed at, each with the words for that actor."""

    code: str
    targets: Sequence[tuple[str, Span]] = ()


@dataclass(frozen=True)
class Acts:
    """The acts of the statements of an article, by what they say."""

    found: Found
    referents: Referents
    collectives: Collectives

    def of(self, record: Record, speakers: Collection[str]) -> Act | None:
        """The act of a statement; None where its content is no act by itself."""
        content = record.of("content")[0]
        said = self.found.text[content.start : content.end]
        side = {*speakers, *(above for actor in speakers for above in self.referents.above(actor))}
        others = [(actor, span) for actor, span in self._named(content) if actor not in side]
        cue = str(record.values.get("cue_text", "")).casefold()
        if cue in _ASSURING and _GERUND.match(said):
            return Act("AGREE", others[:1])
        if cue in _ADVISING and _INFINITIVE.match(said):
            return Act("REQUEST")
        for code, pattern in _DOES.items():
            if (found := pattern.match(said)) and self._is_own(content, found, side):
                return Act(code, _after(others, content.start + found.end("subject"))[:1])
        if found := _FACE.match(said):
            return Act("THREATEN", target) if (target := self._subject(content, found, side)) else None
        if (found := _STRIKE.match(said)) and self._is_own(content, found, side):
            return Act("THREATEN", _after(others, content.start + found.end("subject")))
        if (found := _WILL.match(said) or _READY.match(said)) and self._is_own(content, found, side):
            return Act("AGREE", (_after(others, content.start + found.end("subject")) or others)[:1])
        if (found := _BACK.match(said)) and self._is_own(content, found, side):
            return Act("SUPPORT", _after(others, content.start + found.end("subject"))[:1])
        if found := _MUST.match(said):
            return Act("REQUEST", target) if (target := self._subject(content, found, side)) else None
        if others and _DOUBT.search(said):
            return Act("REJECT", others[:1])
        return Act("ACCUSE", others[:1]) if others and _BLAME.search(said) else None

    def doers(self, content: Mark, side: Collection[str]) -> Sequence[tuple[str, Span]]:
        """The first actor whose deed a stretch of the text tells of: "progress by Roe", "Roe's plan", "their plan"."""
        start, end = content.start, content.end
        told = [(actor, span) for actor, span in self._names(content) if self._is_doer(span)]
        for group in self.collectives.all:
            span = Span(group.start, group.end, self.found.text[group.start : group.end])
            if start <= group.start and group.end <= end and self._is_doer(span):
                told.append((group.actor, span))
        for owned in _OWNED.finditer(self.found.text, start, end):
            if actor := self.referents.pronouns.get(owned.start()):
                told.append((actor, Span(*owned.span(), owned[0])))
        told = sorted((one for one in told if one[0] not in side), key=lambda one: one[1].start)
        return told[:1]

    def _is_own(self, content: Mark, found: re.Match[str], side: Collection[str]) -> bool:
        """Whether the subject is the speaker's own side: we, our country, the state of the speaker."""
        subject = found["subject"]
        if _OWN.match(subject) or (len(side) > 1 and subject.casefold() in _LISTS["of_several"]):
            return True
        start, end = content.start, content.start + len(subject)
        actors = self.referents.actors(Span(start, end, subject)) or [
            who for who, _ in self._named(Mark("", start, end))
        ]
        return actors[0] in side if actors else False

    def _subject(self, content: Mark, found: re.Match[str], side: Collection[str]) -> list[tuple[str, Span]]:
        """Who must do something, or will suffer: the one that the subject means, else whose it is."""
        start, end = content.start, content.start + found.end("subject")
        span = Span(start, end, found["subject"])
        if actors := self.referents.actors(span):
            return [(actor, span) for actor in actors if actor not in side]
        word = span.text.rpartition(" ")[2]
        if word.casefold() in _LISTS["several"]:
            taken = self.collectives.taken_up(start, side)
            return [(taken.actor, Span(end - len(word), end, word))] if taken else []
        named = self._names(Mark("content", start, end))
        owners = [(actor, name) for actor, name in named if self._is_doer(name) and actor not in side]
        return list(dict(reversed(owners)).items())[::-1]

    def _is_doer(self, name: Span) -> bool:
        """Whether something is a name's own, or done by it."""
        before = _BY.search(self.found.text, max(0, name.start - _FAR), name.start)
        return bool(before or _OWNS.match(self.found.text, name.end))

    def _named(self, stretch: Mark) -> list[tuple[str, Span]]:
        """The actors named in a stretch of the text, each with its first name there."""
        found: dict[str, Span] = {}
        for actor, span in self._names(stretch):
            found.setdefault(actor, span)
        return list(found.items())

    def _names(self, stretch: Mark) -> Iterator[tuple[str, Span]]:
        for name in self.referents.within(stretch.start, stretch.end):
            yield str(name.actor_id), _span(name)


def _span(name: Name) -> Span:
    return Span(name.start, name.end, name.text)


def _after(named: Sequence[tuple[str, Span]], offset: int) -> list[tuple[str, Span]]:
    return [(actor, span) for actor, span in named if span.start >= offset]
