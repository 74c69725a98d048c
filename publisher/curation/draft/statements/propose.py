"""Statements that a draft proposes: quotations and speech that is reported without marks, each with who speaks to
whom about whom, what is done by it, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from publisher.article import Article
from publisher.curation.draft.actors.collectives import Collectives
from publisher.curation.draft.actors.offices import title_start
from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.events.words import Reader
from publisher.curation.draft.found import Found
from publisher.curation.draft.statements.acts import Acts
from publisher.curation.draft.statements.dates import dated_by, of_one_occasion, said_on
from publisher.curation.draft.statements.doubles import each_once
from publisher.curation.draft.statements.hearers import Hearers, recipients
from publisher.curation.draft.statements.sayings import sayings
from publisher.curation.draft.statements.speaking import with_speakers
from publisher.extract import lexicon
from publisher.extract.candidates import Quote, Span
from publisher.extract.events import Event
from publisher.extract.events.proposals import forms_of
from publisher.extract.patterns import any_of
from publisher.extract.text import DEFAULT, dateline, word_lists
from publisher.inputs.quoted_words import paragraph_at
from publisher.language.token_patterns import letters_of
from publisher.model import JOINT, Link, Mark, Reading, Record
from publisher.records.automatic.statements import statement_records
from publisher.rules import words

_LISTS = word_lists("drafts")
_OCCASION = re.compile(rf"\s{any_of(_LISTS['during'])}\s(?:[\w’'-]+\s){{1,4}}?{any_of(_LISTS['occasions'])}\b")
_LIGHT = re.compile(
    rf"(?:[\w’'-]+ ){{0,3}}?(?P<noun>{any_of(_LISTS['light_nouns'])}) {any_of(words.LIGHT_PARTICLES)} (?=\w)"
)
_USE_OF = rf"{any_of(_LISTS['article'])} [a-z]+ {any_of(_LISTS['share_of'])} "
_ACT = "indirect.act"
_THANKED = re.compile(rf"(?!{_USE_OF})(?:[\w’'-]+ ){{1,5}}?{any_of(_LISTS['thanked_for'])} (?=\w)")
_ALONGSIDE = re.compile(rf"(?<=[A-Z]\w) {any_of(_LISTS['with'])} (?!.*\b{any_of(_LISTS['joined'])}\b).*\Z", re.DOTALL)
_HEARER = re.compile(rf"{any_of(_LISTS['hearers'])} (?=\w)")  # promised them help
_BEFORE_CONTENT = re.compile(rf"(?:{any_of(_LISTS['before_content'])}\s)+")
_WHEN_THAT = re.compile(rf"{any_of(_LISTS['when_done'])} [^,;]{{1,80}}? {any_of(_LISTS['that'])} (?=\w)")
_MORE = re.compile(rf", ([a-z]+{_LISTS['doing'][0]} .*?)[.!?\s]*\Z", re.DOTALL)
_WISH = re.compile(rf"{any_of(_LISTS['wishing'])} ", re.IGNORECASE)
_WHEN_SAID = re.compile(rf",\s{any_of(_LISTS['when_said'])}\s")
_FINITE = letters_of("be auxiliary past speech speech:base inside") + lexicon.PHRASE
_ON_DAY = re.compile(rf"\s(?:{any_of(_LISTS['on_day'])}\s)?\Z")
_AFTER_DATE = re.compile(r"[\s,:;)\]–—-]*")
_CLAIMS = re.compile(rf"\A(?:[\w’'-]+ ){{0,2}}{any_of(_LISTS['claims'])}\Z")
"""What is said, where it is only that something is not true: rejected the claims."""
_OF_THAT = re.compile(rf" ((?:[\w’'-]+ ){{1,5}}){any_of(_LISTS['that'])} ")
_DISMISSED = frozenset(forms_of([*_LISTS["dismisses"], *_LISTS["denies"]]))
_COMPLAINS = re.compile(rf"\b{any_of(_LISTS['complaints'])}\b")
_JUDGED = {"SUPPORT": re.compile(rf"\b{any_of(forms_of(_LISTS['judged:SUPPORT']))}\b")}
_DIRECTED = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "SUPPORT"})
_BY_EVENT = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST"})
"""Acts that the rules of the events tell where the list of cues does not."""


def propose_statements(article: Article, found: Found, referents: Referents, dated: Mark | None) -> list[Record]:
    """The statements of an article in the order of the text, without ids. dated: the words of the document date."""
    quotes = [candidate for candidate in found.candidates if isinstance(candidate, Quote)]
    reading = Reading(article, found.document, found.candidates, found.day)
    spoken = statement_records(reading, [quote for quote in quotes if quote.kind == "quote"], {})
    indirect = (_indirect(quote, found) for quote in quotes if quote.kind == "indirect")
    bare = [_without_dateline(statement, found, dated) for statement in (*spoken, *filter(None, indirect))]
    more = [*sayings(found, Reader(found), bare)]
    known = {saying.statement.of("cue")[0].start: saying.hearer for saying in more if saying.hearer}
    targets = {saying.statement.of("cue")[0].start: saying.target for saying in more if saying.target}
    hearers = Hearers(found, referents, Collectives(referents), known, targets)
    bare = [
        statement for statement in (*bare, *(saying.statement for saying in more)) if not _is_deed(statement, found)
    ]
    once = each_once(replace(saying, links=()) for saying in bare)
    guesses = {quote.speaker.start: quote.speaker_name for quote in quotes if quote.speaker}
    acts = Acts(found, referents, hearers.collectives)
    made = with_speakers(once, found, referents, guesses)
    made = of_one_occasion([_complete(record, referents, hearers, acts, dated) for record in made], found)
    return [record for record in made if record.of("speaker") or record.actors("speaker") or not record.of("quoted")]


def _complete(
    record: Record,
    referents: Referents,
    hearers: Hearers,
    acts: Acts,
    dated: Mark | None,
) -> Record:
    """The statement, whose speakers are known, with addressees, targets, act and date."""
    found = referents.found
    own = _event_of(record, found.events)
    speakers = record.actors("speaker")
    links = list(record.links)
    act = record.values.get("act_type") or _act(record, own)
    told = hearers.of(record, speakers)
    links += [_link(actor, "addressee", span) for actor, span in told if actor not in speakers]
    content = None if act else acts.of(record, speakers)
    act = act or (content.code if content else None) or _felt(record, acts, speakers)
    if act in _DIRECTED or (act == "AGREE" and (told or content)):
        known = hearers.targets.get(next((cue.start for cue in record.of("cue")), -1))
        accused = [(actor, known) for actor in referents.actors(known)] if known else []
        asked = told if content is None or content.code != "REJECT" else []  # to hear a refusal is not to be refused
        at = accused or (content.targets if content else ()) or asked or recipients(own, referents)
        at = at or acts.doers(record.of("content")[0], [*speakers])
        links += [_link(actor, "target", span) for actor, span in at if actor not in speakers]
    dates = [when for when in found.dates if dated is None or when.start != dated.start]
    when = said_on(record, dates, found.text)
    record = _with_title(record, found, referents)
    values = {**record.values, **({"act_type": act} if act else {})}
    return dated_by(replace(record, values=values, links=tuple(links)), when, found.text)


def _felt(record: Record, acts: Acts, speakers: Sequence[str]) -> str | None:
    """The act of a cue that judges, or that tells of a complaint about what somebody does."""
    cue = str(record.values.get("cue_text", "")).casefold()
    if words.NOT.search(cue):
        return None
    if _COMPLAINS.search(cue) and acts.doers(record.of("content")[0], speakers):
        return "ACCUSE"
    return next((code for code, pattern in _JUDGED.items() if pattern.search(cue)), None)


def _with_title(record: Record, found: Found, referents: Referents) -> Record:
    """The statement with all of the title in the words for its speaker."""
    own = record.of("speaker")
    names = referents.within(own[0].start, own[0].end) if len(own) == 1 else []
    start = title_start(found.text, names[0]) if names and names[0].type == "person" else None
    held = any(mark.start <= (start or 0) < mark.end for mark in record.of("content", "quoted"))
    if start is None or start >= own[0].start or held:
        return record
    marks = tuple(replace(mark, start=start) if mark == own[0] else mark for mark in record.marks)
    return replace(record, marks=marks, values={**record.values, "speaker_text": found.text[start : own[0].end]})


def _link(actor: str, role: str, span: Span) -> Link:
    return Link("statement_actors", {"actor_id": actor, "role": role}, role, Mark(role, span.start, span.end))


def _indirect(quote: Quote, found: Found) -> Record | None:
    """Reported speech without marks, as a statement."""
    if quote.speaker is None or quote.cue is None:
        return None
    content = _to_the_occasion(quote.content or Span(quote.start, quote.end, quote.text))
    if content.text.find(";") > 0:  # grammar ends it there
        content = Span(content.start, content.start + content.text.index(";"), content.text.partition(";")[0])
    cues, content = [quote.cue], content
    if quote.rule != _ACT:  # whose content begins where it should
        cues, content = _parted(found.text, quote.cue, content)
    content = _without_day(_with_noun(_bare(content, cues[-1]), cues[-1], found.text), found)
    speaker = _ALONGSIDE.sub("", quote.speaker.text)
    whom = Span(quote.speaker.start, quote.speaker.start + len(speaker), speaker)
    cues = [*cues[:-1], _without_will(cues[-1])]
    said = [content, *_after_source(quote, content, found)]
    spans = [("speaker", whom), *(("cue", cue) for cue in cues), *(("content", piece) for piece in said)]
    values: dict[str, Any] = {"speaker_text": speaker, "cue_text": JOINT.join(cue.text for cue in cues)}
    values |= {"content_text": JOINT.join(piece.text for piece in said), "quote_type": "indirect"}
    return Record("statements", "", values, tuple(Mark(name, span.start, span.end) for name, span in spans))


def _after_source(quote: Quote, content: Span, found: Found) -> list[Span]:
    """What goes on behind a source in the middle: "the bridge fell, according to Roe, killing nine"."""
    assert quote.speaker and quote.cue
    end = found.sentence(quote.cue.start)[1]
    more = _MORE.match(found.text, quote.speaker.end, end)
    if quote.cue.text.casefold() not in _LISTS["according"] or content.end > quote.cue.start or more is None:
        return []
    return [Span(*more.span(1), more[1])]


def _without_will(cue: Span) -> Span:
    """A cue without the wish to say it: "want to thank"."""
    start = cue.start + (wish.end() if (wish := _WISH.match(cue.text)) else 0)
    return Span(start, cue.end, cue.text[start - cue.start :])


def _parted(text: str, cue: Span, content: Span) -> tuple[list[Span], Span]:
    """Cue and content, where the content begins with what belongs to the cue or with the hearer: the noun of a light
    verb ("voiced gratitude for"), the object of a verb of thanks or blame ("thanked the crew for")."""
    verb = cue.text.casefold()
    if verb in words.LIGHT_VERBS and (found := _LIGHT.match(content.text)):
        start = content.start + found.start("noun")
        noun = Span(start, start + len(found["noun"]), found["noun"])
        return [cue, noun], Span(content.start + found.end(), content.end, content.text[found.end() :])
    if verb in words.THANKING and (found := _THANKED.match(content.text)) and text[cue.end : content.start].isspace():
        return [cue], Span(content.start + found.end(), content.end, content.text[found.end() :])
    hearer = _HEARER.match(content.text) if content.start > cue.end else None
    if hearer and hearer.end() < len(content.text):
        return [cue], Span(content.start + hearer.end(), content.end, content.text[hearer.end() :])
    return [cue], content


def _bare(content: Span, cue: Span) -> Span:
    """The content behind a cue without the conjunction or preposition that it begins with, and without the words at its
    end that tell when it was said."""
    if content.start < cue.end:
        return content
    opens = _WHEN_THAT.match(content.text) or _BEFORE_CONTENT.match(content.text)
    ends = _WHEN_SAID.search(content.text)
    start, end = opens.end() if opens else 0, ends.start() if ends else len(content.text)
    return Span(content.start + start, content.start + end, content.text[start:end]) if start < end else content


def _with_noun(content: Span, cue: Span, text: str) -> Span:
    """A clause with the noun that it hangs on, where that is what is rejected: "a suggestion that it left"."""
    noun = _OF_THAT.match(text, cue.end)
    if noun is None or noun.end() != content.start or cue.text.casefold().split()[-1] not in _DISMISSED:
        return content
    return Span(noun.start(1), content.end, text[noun.start(1) : content.end])


def _without_day(content: Span, found: Found) -> Span:
    """Content that is no clause, without the day at its end, on which it was said: announced a strike on Monday."""
    when = next((date for date in reversed(found.dates) if date.start < content.end), None)
    at_end = when is not None and content.start < when.start and when.end == content.end
    if when is None or not at_end or any(_class(word) in _FINITE for word in re.findall(r"[\w’'-]+", content.text)):
        return content
    text = content.text[: when.start - content.start]
    text = _ON_DAY.sub("", text)
    return Span(content.start, content.start + len(text), text)


def _to_the_occasion(content: Span) -> Span:
    """Content that is no clause, without the occasion at which it was said: "support" of "voiced support during a
    meeting with Roe"."""
    cut = _OCCASION.search(content.text)
    if cut is None or any(_class(word) in _FINITE for word in re.findall(r"[\w’'-]+", content.text[: cut.start()])):
        return content
    return Span(content.start, content.start + cut.start(), content.text[: cut.start()])


def _class(word: str) -> str:
    return lexicon.of(DEFAULT).word_class(word)


def _without_dateline(record: Record, found: Found, dated: Mark | None) -> Record:
    """The statement without the dateline that its content begins with."""
    content = record.of("content")[0]
    number = paragraph_at(found.document.paragraphs, content.start)
    paragraph = found.document.paragraphs[number - 1]
    if content.start != paragraph[0]:
        return record
    line = dateline(found.text, paragraph)
    end = max(line[1] if line else 0, dated.end if dated and dated.start < content.end else 0)
    after = _AFTER_DATE.match(found.text, end)
    start = after.end() if after and end else content.start
    if not content.start < start < content.end:
        return record
    marks = tuple(replace(mark, start=start) if mark == content else mark for mark in record.marks)
    said = [found.text[mark.start : mark.end] for mark in marks if mark.field == "content"]
    return replace(record, marks=marks, values={**record.values, "content_text": JOINT.join(said)})


def _is_deed(record: Record, found: Found) -> bool:
    """Whether what looks like a cue does more than say something: found her guilty."""
    own = _event_of(record, found.events)
    is_act = own is not None and own.event_type not in words.VERBAL_TYPES and not own.hypothetical
    return is_act and not record.of("quoted")


def _event_of(record: Record, events: Sequence[Event]) -> Event | None:
    """The verbal act that the cue is the trigger of."""
    cues = record.of("cue")
    return next((e for e in events if any(cue.start <= e.start and e.end <= cue.end for cue in cues)), None)


def _act(record: Record, own: Event | None) -> str | None:
    """What is done by saying it, where that is something (of several things the first: a demand asks before it
    threatens)."""
    cue = str(record.values.get("cue_text") or "")
    if not cue or words.NOT.search(cue) or _CLAIMS.search(str(record.values["content_text"])):
        return None
    fitting = [codes for pattern, codes in words.ACTS if pattern.search(cue)]
    acts = frozenset[str]().union(*fitting)
    if acts and "" not in acts:
        return min(acts)
    told = own.event_type if own and not own.negated else None
    return told if told in (acts or _BY_EVENT) else None
