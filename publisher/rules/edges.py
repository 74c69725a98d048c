"""Edges: where spans begin and end. All of it for English articles that a curator coded.

A span is a whole phrase: it cuts no name, date or number in two, leaves no article or auxiliary outside and no
preposition at its end. Next to a span are punctuation, function words, or other spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from publisher.finding import Finding
from publisher.grouped import grouped
from publisher.records.span_index import SpanIndex
from publisher.rules import words
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import CandidateRow, EvidenceRow, MentionRow, Owner, around, holds

# Evidence that is a noun phrase, and what it is called in messages.
_NO_PHRASES = ("date_edtf", "document_date", "quoted", "reported_by")
_NOUNS = {"speaker", "counted", "name", "office", "place", "actor", "recipient"}
_CUT_BY = ("date", "figure")  # kinds of candidates that no span may cut
_BEFORE = re.compile(r"([^\s“”\"‘«(\[]+)[ \u00a0]+\Z")
AFTER = re.compile(r"[ \u00a0]+([^\s,.;:!?“”\"»)\]]+)")
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_BRACKETS = (("(", ")"), ("[", "]"))
_REMARK = re.compile(r"(?:,[^,.;:!?\n]*,| \([^()\n]*\)) \Z")
_LONGEST_REMARK, _LONGEST_DATE = 200, 20  # characters; that of the words before a date
_ON_DAY = re.compile(rf"{words.ON_DAY.pattern}\Z")


@rule(proof=True)
def spans_do_not_cross(window: Window) -> Iterator[Finding]:
    """A span holds a mention of an actor, a date or a number as a whole, or lies inside it; content does so with a pair
    of quotation marks. Whether "over" belongs to the number or to the verb ("ruled over *12 islands*"), the curator
    says; so it is with a cue before a number ("the mayor *estimated* 12 islands")."""
    accepted = [candidate for candidate in window.candidates if candidate.decision == "accepted"]
    marks = grouped((candidate.source_id, candidate) for candidate in accepted if candidate.kind == "quote")
    whole: dict[str, list[CandidateRow | MentionRow]] = {
        source: [*window.mentions.get(source, ())] for source in window.curated
    }
    spoken = grouped((cue.source_id, cue) for _, cue in window.cells("statements", "cue"))
    cues = {source: SpanIndex(spans) for source, spans in spoken.items()}
    for candidate in accepted:
        if candidate.kind in _CUT_BY:
            whole.setdefault(candidate.source_id, []).append(_after_cue(candidate, cues))
    indexes = {source: SpanIndex(spans) for source, spans in whole.items()}
    for owner, span in _phrases(window):
        quotations = marks[span.source_id] if owner.field == "content" else []
        around_it = (*indexes[span.source_id].overlapping(span.start, span.end), *quotations)
        cut = next((other for other in around_it if _cuts(span, other)), None)
        if cut and not _may_be_preposition(window, span, cut):
            text = window.text(span.source_id)
            all_of = "it" if text is None else f'"{text[cut.start : cut.end]}"'
            message = f"cuts a name, a date, a number or a quotation in two: quote all of {all_of} or none"
            yield span.wrong("exact", message)


def _after_cue(candidate: CandidateRow, cues: Mapping[str, SpanIndex[EvidenceRow]]) -> CandidateRow:
    """A number without the word before it that looks like a hedge and is the cue of a statement."""
    near = (
        cues[candidate.source_id].enclosing(candidate.start, candidate.start + 1) if candidate.source_id in cues else ()
    )
    end = next((cue.end for cue in near if candidate.kind == "figure" and cue.end < candidate.end), None)
    return candidate if end is None else candidate._replace(start=end + 1)


def _cuts(span: EvidenceRow, other: CandidateRow | MentionRow) -> bool:
    """Whether a span holds only a part of another one, and has words beside it."""
    return other.start < span.start < other.end < span.end or span.start < other.start < span.end < other.end


def _may_be_preposition(window: Window, span: EvidenceRow, cut: CandidateRow | MentionRow) -> bool:
    """Whether all that a span leaves out of a number is a word that may be a preposition as well as a hedge ("up to"),
    after a word that may take one; or nobody can know."""
    text = window.text(span.source_id)
    if isinstance(cut, MentionRow) or cut.kind != "figure" or cut.start >= span.start:
        return False
    if text is None:
        return True
    hedge, before = text[cut.start : span.start].casefold().split(), word_before(text, cut.start)
    takes_none = before in words.TAKES_NO_HEDGE or words.ANY_MEASURE.fullmatch(before)
    return bool(before) and not takes_none and words.PREPOSITION_WORDS.issuperset(hedge)


@rule(proof=False, language="en")
def phrase_edges(window: Window) -> Iterator[Finding]:
    """A phrase begins with its article or possessive, ends with its noun or verb; brackets are whole."""
    found = {
        (candidate.source_id, candidate.kind, candidate.start if candidate.kind == "figure" else candidate.end)
        for candidate in window.candidates
    }
    found |= {(span.source_id, "figure", span.start) for _, span in window.cells("figures", "value")}
    found |= {(span.source_id, "event", span.end) for _, span in window.cells("events", "record")}
    days = {(day.source_id, day.end): day.start for day in window.candidates if day.kind == "date"}
    for owner, span in _phrases(window):
        document, text = window.document(span.source_id), text_around(window, span)
        beside = _Beside(
            counting=(span.source_id, "figure", span.start) in found or words.COUNTED.match(span.exact) is not None,
            dated=any((span.source_id, "date", span.start - gap) in found for gap in (1, 3)),  # yesterday's
            has_subject=any((span.source_id, "event", end) in found for end in _subject_ends(text, span, days))
            or _no_actor_before(window, owner, span, text),
        )
        fault = _fault(window, owner, span, text, beside)
        if document and owner.field != "content" and around(document.sentences, span.start, span.end) is None:
            fault = "runs over two sentences: quote the phrase alone"
        if fault:
            yield span.wrong("exact", fault)


@rule(proof=True)
def parts_are_disjoint(window: Window) -> Iterator[Finding]:
    """Speaker, cue and content are different words; a cue holds no name, no date and no punctuation."""
    for key, source in window.reviewed("statements", "source_id"):
        parts = sorted(s for f in ("speaker", "cue", "content") for s in window.of("statements", key, f))
        for one, other in pairwise(parts):
            if other.start < one.end:
                message = f'"{one.exact}" and "{other.exact}" overlap: give each word to one of them'
                yield Finding.at("statements", key, "cue_text", None, message)
        for cue in window.of("statements", key, "cue"):
            named = bool(window.near(source, cue.start, cue.end))
            if named or re.search(r"[,.;:()\"“”]", cue.exact):
                message = "is more than a cue: leave out names and punctuation"
                yield Finding.at("statements", key, "cue_text", cue.exact, message)


def _phrases(window: Window) -> Iterator[tuple[Owner, EvidenceRow]]:
    """The spans that are phrases: all but hulls, quoted words, dates, and the content that shows who speaks on."""
    for owner, span in window.curated_evidence:
        runs_on = owner.field == "speaker_actor" and span.basis == "inferred"
        if owner.field not in _NO_PHRASES and owner[::2] != ("statements", "record") and not runs_on:
            yield owner, span


@dataclass(frozen=True, slots=True)
class _Beside:
    """counting: the phrase begins with a number ("at least 14 houses", "not one house"); dated: a time is right before
    it ("yesterday's walk"); has_subject: its subject is before it, an event or a relative, or is not said again ("the
    talks *had failed*", "who *will sing*", "was shot but *had fled*")."""

    counting: bool
    dated: bool
    has_subject: bool


def _fault(window: Window, owner: Owner, span: EvidenceRow, text: str, beside: _Beside) -> str | None:
    """What is wrong with the edges of a phrase."""
    told = WORD.findall(span.exact)
    if any(_half_a_pair(window, span, left, right) for left, right in _BRACKETS):
        return "holds half of a pair of brackets"
    alone = len(told) == 1 and told[0].casefold() in words.PRONOUNS
    if not told or owner.field in ("content", "cue") or span.mention_type == "pronoun" or alone:
        return None
    first, last, event = told[0].casefold(), told[-1].casefold(), owner[::2] == ("events", "record")
    if span.exact[0] in ",;:" or span.exact[-1] in ",;:" or _half_a_pair(window, span, '"', '"'):
        return "begins or ends with a punctuation mark: leave it out"
    measured = owner.table == "figures" and words.MEASURED.search(span.exact)
    following = AFTER.match(text, span.end)
    after = following.group(1).casefold() if following else ""
    object_ = last == "her" and (not after or after in words.AFTER_CLAUSE)
    passive = event and {last, after} <= words.PREPOSITION_WORDS  # "was cared *for* at the clinic"
    ends = owner.field == "value" or measured or object_ or passive  # "a score of", "caved in", "they arrested her"
    named = span.mention_type == "name" and told[0][0].isupper() and told[-1][0].isupper()  # James To, As One
    if not named and last in words.NO_END and (len(told) > 1 or last in words.DETERMINERS) and not ends:
        return f'ends with "{told[-1]}": quote the whole phrase'
    if len(told) > 1 and not (beside.counting or named):
        if first in words.NO_START and not (first in words.POINTING and words.POINTED_AT.fullmatch(told[1])):
            return f'begins with "{told[0]}": leave that out'
        if event and first in words.AUXILIARIES and not beside.has_subject:
            return f'begins with "{told[0]}": quote its subject, too'
    genitive = span.exact[-1] in "'’" and "‘" not in span.exact and span.exact.count(span.exact[-1]) % 2
    if owner.field in _NOUNS and (genitive or last.endswith(("'s", "’s"))):
        return "ends with a possessive: leave it out"
    if event or owner.field == "speaker" or span.mention_type == "nominal":
        return _left_out(window, owner, span, text, beside)
    return None


def _subject_ends(text: str, span: EvidenceRow, days: Mapping[tuple[str, int], int]) -> Iterator[int]:
    """Where the words before a verb end, and those before a remark or a date between them: "*The vote*, which is final,
    *was boycotted*", "*the vote* on Monday *was boycotted*". days: source and end of a date -> its start."""
    start = span.start
    yield start - 1
    if remark := _REMARK.search(text, max(0, start - _LONGEST_REMARK), start):
        yield remark.start()
    day = days.get((span.source_id, start - 1), 0)
    if day and (preposition := _ON_DAY.search(text, max(0, day - _LONGEST_DATE), day)):
        yield preposition.start()


def _no_actor_before(window: Window, owner: Owner, span: EvidenceRow, text: str) -> bool:
    """Whether the word before a verb is a relative, a conjunction, or a noun for an event: by its form ("the
    rebellion"), or as another mention tells the same event by it ("protests")."""
    before = word_before(text, span.start)
    if any(mention.end == span.start - 1 for mention in window.near(span.source_id, span.start - 2, span.start)):
        return False
    if before in words.NO_SUBJECT or words.EVENT_NOUN.fullmatch(before) is not None:
        return True
    told = [other.exact for other in window.of("events", owner.record_id, "record") if other.start != span.start]
    return owner.table == "events" and before in {word.casefold() for exact in told for word in WORD.findall(exact)}


def _half_a_pair(window: Window, span: EvidenceRow, left: str, right: str) -> bool:
    """Whether a span holds one mark or bracket of a pair; where the paragraph itself has a lone one (inches, a
    misprint) or the article is absent, nobody can say which belong together."""
    if _paired(span.exact, left, right):
        return False
    document = window.document(span.source_id)
    paragraph = around(document.paragraphs, span.start, span.end) if document else None
    return document is not None and (paragraph is None or _paired(document.text[slice(*paragraph)], left, right))


def _paired(text: str, left: str, right: str) -> bool:
    return text.count(left) == text.count(right) if left != right else text.count(left) % 2 == 0


def _left_out(window: Window, owner: Owner, span: EvidenceRow, text: str, beside: _Beside) -> str | None:
    """What a noun phrase leaves out before it or after it, or why it is none."""
    before = word_before(text, span.start)
    near = window.near(span.source_id, span.start - 4, span.end + 3)
    possessor = {m.actor_id for m in near if m.end <= span.start}
    above = window.above(owner.record_id) if owner.field == "name" else ()
    whose = before.endswith(("'s", "’s")) and not beside.dated and not possessor.intersection(above)
    own = words.ARTICLE.match(span.exact)  # "this *the largest march*"
    uncounted = span.mention_type == "nominal" and before in words.HOW_MANY  # "many *fishermen*"
    joint = before in words.BOTH and words.JOINT.search(span.exact)  # "both *Utopia and Erewhon*"
    following = AFTER.match(text, span.end) if span.mention_type and before in words.A_SINGLE else None
    of_next = following and words.NOUN.fullmatch(following.group(1))  # "a *port police* raid"
    if whose or (before in words.BELONGS_TO_NOUN and not (own or uncounted or joint or of_next)):
        return f'leaves out "{before}": quote the whole phrase'
    if owner.field == "speaker":
        if any(m.end == span.start - 1 and m.mention_type == "demonym" for m in near):
            return "leaves out the nationality before it: quote the whole phrase"
        inside = {m.actor_id for m in near if holds(span, m)}
        if any(text.startswith(" (", span.end) and m.start == span.end + 2 and m.actor_id in inside for m in near):
            return "leaves out the short name in brackets: quote the whole phrase"
        if any(holds(m, span) and len(m.exact) > len(span.exact) for m in near):
            return "is only a part of a mention: quote the whole phrase"
        ends = [text[m.end : span.end] for m in near if holds(span, m)]
        is_body = (own and _is_body(span)) or WORD.findall(span.exact)[-1].casefold() in words.PAPERS
        if ends and not is_body and not _goes_on(rest := min(ends, key=len)):
            way = "quote the phrase alone, or add a [[mentions]] of all of it"
            return f'goes on after the mention with "{rest.strip()}": {way}'
        if missing := _head_left_out(window, owner, span, text):
            return f'leaves out "{missing}" before its cue: quote the whole phrase'
    if owner.field == "record" and any((m.end, len(m.exact)) == (span.end, len(span.exact)) for m in near):
        return "is a mention of an actor and names no event"
    return None


def _goes_on(rest: str) -> bool:
    """Whether a noun phrase may go on like this after the name: an apposition, a relative clause, "of the union"."""
    told = WORD.findall(rest)
    return (
        not told
        or rest.lstrip()[0] in ",("
        or told[0].casefold() in words.PREPOSITION_WORDS | words.RELATIVES | words.JOINS
    )


def _is_body(span: EvidenceRow) -> bool:
    """Whether words with an article end in a noun for a body ("the GA *news agency*"), not for some of its people
    ("the GA officials")."""
    types = words.HEADS.get(WORD.findall(span.exact)[-1].casefold(), frozenset())
    return "organization" in types and "person" not in types


def _head_left_out(window: Window, owner: Owner, span: EvidenceRow, text: str) -> str | None:
    """The words between a speaker and the cue right after it, where they can only be the rest of the noun phrase
    ("intelligence *sources* estimate"): no adverb, no verb, no name, no mark is among them."""
    starts = [cue.start for cue in window.of("statements", owner.record_id, "cue") if cue.start >= span.end]
    told = text[span.end : min(starts, default=span.end)].split()
    return " ".join(told) if told and all(words.NOUN.fullmatch(word) for word in told) else None


def text_around(window: Window, span: EvidenceRow) -> str:
    """The article; without it a blank one of the same offsets, in which a span has no neighbours."""
    text = window.text(span.source_id)
    return text if text is not None else " " * span.start + span.exact


def word_before(text: str, at: int) -> str:
    """The word before an offset, in lower case; empty when punctuation or nothing is there."""
    found = _BEFORE.search(text, max(0, at - 40), at)
    word = found.group(1).casefold() if found else ""
    return word if word and word[-1].isalnum() else ""
