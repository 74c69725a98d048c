"""Clauses: a cue is a whole verb group, a content a whole clause. Only of English articles that a
curator coded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.finding import Finding
from publisher.grouped import grouped
from publisher.rules import words
from publisher.rules.dates import dates_of
from publisher.rules.edges import AFTER, WORD, text_around, word_before
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import EvidenceRow, around, holds


@rule(proof=False, language="en")
def cue_is_whole(window: Window) -> Iterator[Finding]:
    """A cue is the verb group without adverbs, several words where they make one cue."""
    for (key,) in window.reviewed("statements"):
        cues = window.of("statements", key, "cue")
        every = [word.casefold() for cue in cues for word in WORD.findall(cue.exact)]
        for cue in cues:
            fault = _cue_fault(cue, text_around(window, cue), every)
            if fault:
                yield Finding.at("statements", key, "cue_text", cue.exact, fault)


@rule(proof=False, language="en")
def content_is_whole(window: Window) -> Iterator[Finding]:
    """Content is the whole clause, without complementiser and final punctuation. Between it and its cue are only
    "that", adverbs, dates, prepositional phrases and the addressee. After it the clause ends. Content that is
    quoted as a whole ends at its quotation marks instead."""
    dates = dates_of(window)
    cues = grouped((span.source_id, (span, record)) for record, span in window.cells("statements", "cue"))
    for key, source, kind in window.reviewed("statements", "source_id", "quote_type"):
        content, text = window.of("statements", key, "content"), window.text(source)
        if not content or kind == "direct":
            continue
        fault = _edge_fault(content)
        if fault is None and text is not None:
            days = {start for start, _ in dates[source]}
            own = window.of("statements", key, "cue")
            if own and own[-1].end <= content[0].start:
                between = [
                    s.end for s in window.of("statements", key, "speaker") if own[-1].end < s.end <= content[0].start
                ]
                gap = text[max([own[-1].end, *between]) : content[0].start]  # "according to Brook, ..."
                fault = _gap_fault(window, own, content[0], gap, days)
            fault = fault or _end_fault(window, key, content[-1], text, days)
        fault = fault or next((f for span in content if (f := _runs_on(window, key, span, kind, cues[source]))), None)
        if fault:
            yield Finding.at("statements", key, "content_text", content[-1].exact, fault)


@rule(proof=False, language="en")
def anonymity_is_no_statement(window: Window) -> Iterator[Finding]:
    """What somebody who "asked not to be named" asked is no statement."""
    for key, cue, content in window.reviewed("statements", "cue_text", "content_text"):
        if cue is not None and words.ASKS.search(cue) and words.UNNAMED.search(content) and len(content.split()) < 8:
            message = "says only that the speaker wants to stay unknown: it is no statement"
            yield Finding.at("statements", key, "content_text", content, message)


def _cue_fault(cue: EvidenceRow, text: str, every: Sequence[str]) -> str | None:
    """What is wrong with a piece of a cue, by its own words, all words of the cue ("voiced ... gratitude") and the ones
    beside it. A verb of saying may follow others that belong to its group: "was quoted as saying", "have both said",
    "declined to say"."""
    before, told = word_before(text, cue.start), [word.casefold() for word in WORD.findall(cue.exact)]
    following = AFTER.match(text, cue.end)
    verb = next((word for word in told if word in words.SPEECH), None)
    group = words.GROUP.fullmatch(" ".join(told))
    if not told or told == ["according"] or (told[0] != "according" and before == "according"):
        return 'is "according to" as a whole'
    behind = words.BEFORE_VERB.search(text, max(0, cue.start - 30), cue.start)
    if behind and verb:
        return f'is preceded by "{behind.group(1)}": take the whole cue'
    if before in words.AUXILIARIES or before in words.LIGHT_VERBS:
        return f'is preceded by "{before}": take the whole cue'
    if not set(every) - words.AUXILIARIES - words.PARTICLES:
        return "holds no verb: take the whole cue"
    if told[-1] == "that":
        return 'ends with "that", which belongs to neither cue nor content'
    if len(told) > 1 and (adverb := next((word for word in (told[0], told[-1]) if word in words.ADVERBS), None)):
        return f'holds the adverb "{adverb}": leave it out'
    if verb and not group and set(told) - words.AUXILIARIES - words.PARTICLES - words.SPEECH:
        return f'is more than the verb group of "{verb}"'
    takes = words.TAKES.get(verb or "", frozenset()) | ({"by"} if words.QUOTED.intersection(told) else set())
    if verb and told[-1] in words.PARTICLES - takes:
        return f'"{told[-1]}" is no part of the verb "{verb}"'
    if every[:1] and every[0] in words.LIGHT_VERBS and told[-1] in words.LIGHT_PARTICLES:
        return f'"{told[-1]}" belongs to neither cue nor content'
    if following and told[-1] in ("as", "to") and told[0] != "according" and following.group(1) in words.SPEECH:
        return f'is followed by "{following.group(1)}": take the whole cue'
    if following and following.group(1) == "as" and told[-1] in words.TAKES and "as" in words.TAKES[told[-1]]:
        behind = AFTER.match(text, following.end())
        rest = f" {behind.group(1)}" if behind and behind.group(1) in words.SAYING else ""
        return f'is "{cue.exact} as{rest}" as a whole'
    return None


def _edge_fault(content: Sequence[EvidenceRow]) -> str | None:
    """A punctuation mark at the end, or the complementiser at the beginning."""
    if any(span.exact.endswith((",", ";", ":")) for span in (content[0], content[-1])):
        return "ends with a punctuation mark: leave it out"
    return 'begins with "that": leave it out' if words.JOINS_CONTENT.match(content[0].exact) else None


def _gap_fault(
    window: Window, cues: Sequence[EvidenceRow], content: EvidenceRow, gap: str, days: set[int]
) -> str | None:
    """What is wrong with the words between a cue, in pieces, and the content after it."""
    told = [word.casefold() for word in WORD.findall(gap)]
    cue, verbs = cues[-1], {word.casefold() for piece in cues for word in WORD.findall(piece.exact)}
    takes_for = verbs & words.THANKING or (verbs & words.LIGHT_VERBS and len(verbs) > 1)
    if takes_for and content.exact.split()[0] in words.LIGHT_PARTICLES:
        return "begins with a preposition that belongs to the cue"
    praised = len(told) > 1 and verbs & words.THANKING and told[-1] in words.LIGHT_PARTICLES  # "praised the crew *for*"
    if not told or praised:
        return None
    if cue.exact.endswith(" as") or told[-1] in words.BELONGS_TO_NOUN - {"that"}:
        return f'leaves out "{gap.strip()}", which belongs to the clause'
    if "that" in told:
        at = len(told) - 1 - told[::-1].index("that")
        after_preposition = at > 0 and told[at - 1] in words.PREPOSITION_WORDS
        return (
            None if at == len(told) - 1 or after_preposition else 'leaves out the beginning of the clause after "that"'
        )
    first = content.exact.split()[0]
    takes_to = words.SPEECH | words.TELLING | words.LIGHT_VERBS
    last = WORD.findall(cue.exact)[-1].casefold()
    said = last in takes_to or words.ANY_ACT.fullmatch(last)  # "agreed *to sell*", but "grew to *full refusal*"
    if told == ["to"] and said and first.islower() and first.casefold() not in words.DETERMINERS:
        return 'leaves out the "to" of its verb'
    named = any(
        cue.end <= m.start <= cue.end + 12 and m.end <= content.start
        for m in window.near(cue.source_id, cue.end, content.start)
    )
    possessive = re.search(r"['’]s?\s*\Z", gap) is not None
    if told[0] in words.PREPOSITION_WORDS or told[0].endswith("ly") or (named and not possessive):
        return None
    if verbs & words.TELLING or any(cue.end <= day < content.start for day in days):
        return None
    return f'leaves out "{gap.strip()}", which belongs to the clause'


def _end_fault(window: Window, key: str, content: EvidenceRow, text: str, days: set[int]) -> str | None:
    """What is wrong with the end of a content, by the word right after it."""
    following = AFTER.match(text, content.end)
    last = (WORD.findall(content.exact) or [""])[-1].casefold()
    if not following or not content.exact[-1].isalnum():
        return None
    word = following.group(1).casefold()
    if not any(map(str.isalnum, word)):
        return None  # a dash, or "[...]" for words that are left out
    if (last in words.NO_END and not (last == "her" and word in words.AFTER_CLAUSE)) or last.endswith(("'s", "’s")):
        return f'ends with "{last}": quote the whole clause'
    if word in words.AFTER_CLAUSE or word.endswith("ly") or word[0].isdigit():
        return None
    speaker = window.of("statements", key, "speaker")
    if speaker and word_before(text, speaker[0].start) in words.RELATIVES:
        return None  # "what Utopia calls sabotage shook the port": the clause around it goes on
    at = following.start(1) + following.group(1).startswith("(")  # "(according to its report)"
    parts = [s for field in ("speaker", "cue") for s in window.of("statements", key, field)]
    if at in days or any(s.start == at for s in parts):
        return None
    return f'ends before "{following.group(1)}": quote the whole clause'


def _runs_on(
    window: Window, key: str, span: EvidenceRow, kind: str, cues: Sequence[tuple[EvidenceRow, str]]
) -> str | None:
    """A second sentence in indirect speech, or the cue of another statement that lies outside."""
    document = window.document(span.source_id)
    if document and kind == "indirect" and around(document.sentences, span.start, span.end) is None:
        return "runs over two sentences: make it a statement for each"
    own = window.of("statements", key, "content")
    for cue, other in cues:
        inside = holds(span, cue)
        content = window.of("statements", other, "content") if inside and other != key else ()
        if any(all(c.start > s.end or c.end < s.start for s in own) for c in content):
            return f'holds the cue "{cue.exact}" of {other}, whose content lies outside'
    return None
