"""Edges: where spans begin and end (data model, 3.5 and 3.9). All of it for English articles that a curator coded.

A span is a whole phrase: it cuts no name, date or number in two, leaves no article or auxiliary outside and no
preposition at its end. Next to a span stand punctuation, function words, or other spans.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from publisher.check.issue import Issue
from publisher.check.rules import words
from publisher.check.window import Owner, Span, Window, around

# Evidence that is a noun phrase, and what it is called in messages.
_NOUNS = {"speaker", "counted", "name", "office", "place", "actor", "recipient"}
_CUT_BY = ("date", "figure")  # kinds of candidates that no span may cut
_BEFORE = re.compile(r"([^\s“”\"‘«(\[]+)[ \u00a0]+\Z")
_AFTER = re.compile(r"[ \u00a0]+([^\s,.;:!?“”\"»)\]]+)")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_BRACKETS = (("(", ")"), ("[", "]"))


def spans_do_not_cross(window: Window) -> Iterator[Issue]:
    """Section 3.9: a span holds a mention of an actor, a date or a number as a whole, or lies inside it."""
    whole: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for source, kind, start, end, decision in window.rows(
        "candidates", "source_id", "kind", "char_start", "char_end", "decision"
    ):
        if decision == "accepted" and kind in _CUT_BY:
            whole[source].append((start, end))
    for source, mentions in window.mentions.items():
        whole[source].extend((m.start, m.end) for m in mentions)
    for _, span in _phrases(window):
        for start, end in whole[span.source_id]:
            if (span.start < start < span.end < end) or (start < span.start < end < span.end):
                message = f'"{span.exact}" cuts a name, a date or a number in two: quote all of it or none'
                yield Issue("evidence", span.evidence_id, "exact", span.exact, "spans_do_not_cross", message)
                break


def phrase_edges(window: Window) -> Iterator[Issue]:
    """Section 3.9: a phrase begins with its article or possessive and ends with its noun or verb; brackets are whole."""
    for owner, span in _phrases(window):
        fault = _fault(owner, span, _document_text(window, span))
        if fault:
            yield Issue("evidence", span.evidence_id, "exact", span.exact, "phrase_edges", fault)


def dates_are_whole(window: Window) -> Iterator[Issue]:
    """Section 3.7: the words of a date are all of one time expression that the extractor finds in the article."""
    found = _dates(window)
    for owner, spans in window.spans.items():
        for span in spans:
            if owner.field not in ("date_edtf", "document_date") or not _judged(window, span):
                continue
            near = [(low, high) for low, high in found[span.source_id] if low < span.end and span.start < high]
            if near and (span.start, span.end) not in near:
                message = f'"{span.exact}" is not the whole time expression and nothing else'
                yield Issue("evidence", span.evidence_id, "exact", span.exact, "dates_are_whole", message)


def parts_are_disjoint(window: Window) -> Iterator[Issue]:
    """Section 2.7: speaker, cue and content are different words; a cue holds no name, no date and no punctuation."""
    for key, source in window.reviewed("statements", "source_id"):
        parts = sorted(s for f in ("speaker", "cue", "content") for s in window.of("statements", key, f))
        for one, other in zip(parts, parts[1:], strict=False):
            if other.start < one.end:
                message = f'"{one.exact}" and "{other.exact}" overlap: give each word to one of them'
                yield Issue("statements", key, "cue_text", None, "parts_are_disjoint", message)
        for cue in window.of("statements", key, "cue"):
            named = any(m.start < cue.end and cue.start < m.end for m in window.mentions.get(source, ()))
            if named or re.search(r"[,.;:()\"“”]", cue.exact):
                message = f'"{cue.exact}" is more than a cue: leave out names and punctuation'
                yield Issue("statements", key, "cue_text", cue.exact, "parts_are_disjoint", message)


def cue_is_whole(window: Window) -> Iterator[Issue]:
    """Section 3.9: a cue is the verb group without adverbs, several words where they make one cue."""
    for key, source in window.reviewed("statements", "source_id"):
        for cue in window.of("statements", key, "cue"):
            if not window.english(source):
                continue
            text = _document_text(window, cue)
            before = _word_before(text, cue.start)
            told = [word.casefold() for word in _WORD.findall(cue.exact)]
            verb = next((word for word in told if word in words.SPEECH), None)
            fault = None
            if before in words.AUXILIARIES:
                fault = f'is preceded by "{before}": take the whole verb group'
            elif told and not set(told) - words.AUXILIARIES - words.PARTICLES:
                fault = "holds no verb: take the whole cue"
            elif (told == ["according"]) or (told[:1] != ["according"] and before == "according"):
                fault = 'is "according to" as a whole'
            elif verb and set(told) - words.AUXILIARIES - words.PARTICLES - words.SPEECH:
                fault = f'is more than the verb group of "{verb}"'
            elif verb and told[-1] in words.PARTICLES - words.TAKES.get(verb, frozenset()):
                fault = f'"{told[-1]}" is no part of the verb "{verb}"'
            if fault:
                yield Issue("statements", key, "cue_text", cue.exact, "cue_is_whole", f'"{cue.exact}" {fault}')


def no_cue_left_out(window: Window) -> Iterator[Issue]:
    """Sections 2.7 and 3.9: a statement without cue has no verb of saying beside it, and a cue has its speaker."""
    cues = {(s.source_id, s.start) for o, spans in window.spans.items() if o[::2] == ("statements", "cue") for s in spans}
    for key, source, cue, speaker in window.reviewed("statements", "source_id", "cue_text", "speaker_text"):
        if cue is not None and speaker is None:
            message = f'is null, but somebody "{cue}" this: quote the speaker\'s mention'
            yield Issue("statements", key, "speaker_text", None, "no_cue_left_out", message)
        document = window.document(source)
        for content in window.of("statements", key, "content")[-1:] if cue is None and document else ():
            sentence = around(document.sentences, content.start, content.end) if document else None
            rest = document.text[content.end : sentence[1]] if document and sentence else ""
            for word in _WORD.finditer(rest):
                if word.group().casefold() in words.SAYING and (source, content.end + word.start()) not in cues:
                    message = f'is null, but "{word.group()}" stands beside the quotation: quote it'
                    yield Issue("statements", key, "cue_text", None, "no_cue_left_out", message)
                    break


def content_is_whole(window: Window) -> Iterator[Issue]:
    """Section 3.5: content is the whole clause: between it and its cue stand only "that", adverbs, dates, prepositional
    phrases and the addressee, and after it the clause is over. Quoted words are bounded by their marks instead."""
    dates = _dates(window)
    for key, source, kind in window.reviewed("statements", "source_id", "quote_type"):
        text, days = window.text(source), {start for start, _ in dates[source]}
        content, cues = window.of("statements", key, "content"), window.of("statements", key, "cue")
        if text is None or kind == "direct" or not content or not window.english(source):
            continue
        fault = None
        if cues and cues[-1].end <= content[0].start:
            fault = _gap_fault(window, cues[-1], content[0], text[cues[-1].end : content[0].start], days)
        if fault is None and kind == "indirect":
            document = window.document(source)
            if document and any(around(document.sentences, s.start, s.end) is None for s in content):
                fault = "runs over two sentences: make it a statement for each"
        if fault is None:
            fault = _end_fault(window, key, content[-1], text, days)
        if fault:
            yield Issue("statements", key, "content_text", content[-1].exact, "content_is_whole", fault)


def _phrases(window: Window) -> Iterator[tuple[Owner, Span]]:
    """The spans that are phrases: all but hulls, quoted words and dates."""
    for owner, spans in window.spans.items():
        if owner.field in ("date_edtf", "document_date", "quoted") or owner[::2] == ("statements", "record"):
            continue
        for span in spans:
            if _judged(window, span):
                yield owner, span


def _dates(window: Window) -> dict[str, list[tuple[int, int]]]:
    """The time expressions that the extractor found in each source, accepted or not."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for source, kind, start, end in window.rows("candidates", "source_id", "kind", "char_start", "char_end"):
        if kind == "date":
            found[source].append((start, end))
    return found


def _judged(window: Window, span: Span) -> bool:
    return span.source_id in window.curated and window.english(span.source_id)


def _document_text(window: Window, span: Span) -> str:
    """The article; without it a blank one of the same offsets, in which a span has no neighbours."""
    text = window.text(span.source_id)
    return text if text is not None else " " * span.start + span.exact


def _fault(owner: Owner, span: Span, text: str) -> str | None:
    """What is wrong with the edges of a phrase."""
    told = _WORD.findall(span.exact)
    if not told:
        return None
    first, last = told[0].casefold(), told[-1].casefold()
    before = _word_before(text, span.start)
    noun = owner.field in _NOUNS or owner.table == "events"
    if any(span.exact.count(left) != span.exact.count(right) for left, right in _BRACKETS):
        return "holds half of a pair of brackets"
    if owner.field == "content" or owner.field == "cue" or span.mention_type == "pronoun":
        return None
    if span.exact[0] in ",;:" or span.exact[-1] in ",;:":
        return "begins or ends with a punctuation mark: leave it out"
    if last in words.NO_END and (len(told) > 1 or not noun):
        return f'ends with "{told[-1]}": quote the whole phrase'
    if first in words.NO_START and len(told) > 1:
        return f'begins with "{told[0]}": quote the phrase alone'
    if noun and owner.field != "record" and last.endswith(("'s", "’s")):
        return "ends with a possessive: leave it out"
    bare = owner.field == "speaker" or owner[::2] == ("events", "record") or span.mention_type == "nominal"
    if bare and owner.field in ("speaker", "record", "name") and before in words.BELONGS_TO_NOUN:
        return f'leaves out "{before}": quote the whole phrase'
    return None


def _gap_fault(window: Window, cue: Span, content: Span, gap: str, days: set[int]) -> str | None:
    """What is wrong with the words between a cue and the content after it."""
    told = [word.casefold() for word in _WORD.findall(gap)]
    verb = _WORD.findall(cue.exact)[:1]
    if not told:
        light = bool(verb) and verb[0].casefold() in words.LIGHT_VERBS and len(cue.exact.split()) > 1
        starts = _WORD.findall(content.exact)[:1]
        return "begins with a preposition of the cue" if light and starts and starts[0] in words.LIGHT_PARTICLES else None
    if "that" in told:
        at = len(told) - 1 - told[::-1].index("that")
        after_preposition = at > 0 and told[at - 1] in words.PREPOSITIONS_ALL
        return None if at == len(told) - 1 or after_preposition else "leaves out the beginning of the clause after \"that\""
    first = content.exact.split()[0]
    if told[-1] == "to" and first.islower() and first.casefold() not in words.DETERMINERS and len(told) == 1:
        return 'leaves out the "to" of its verb'
    named = any(cue.end <= m.start <= cue.end + 12 and m.end <= content.start for m in window.mentions.get(cue.source_id, ()))
    possessive = re.search(r"['’]s?\s*\Z", gap) is not None
    if told[0] in words.PREPOSITIONS_ALL or told[0].endswith("ly") or (named and not possessive):
        return None
    telling = {word.casefold() for word in _WORD.findall(cue.exact)} & words.TELLING
    if telling or any(cue.end <= day < content.start for day in days):
        return None
    return f'leaves out "{gap.strip()}", which belongs to the clause'


def _end_fault(window: Window, key: str, content: Span, text: str, days: set[int]) -> str | None:
    """What is wrong with the end of a content, by the word right after it."""
    following = _AFTER.match(text, content.end)
    last = (_WORD.findall(content.exact) or [""])[-1].casefold()
    if not following or not content.exact[-1].isalnum():
        return None
    if last in words.NO_END or last.endswith(("'s", "’s")):
        return f'ends with "{last}": quote the whole clause'
    word = following.group(1).casefold()
    if word in words.AFTER_CLAUSE or word.endswith("ly") or word[0].isdigit():
        return None
    speaker = window.of("statements", key, "speaker")
    if speaker and _word_before(text, speaker[0].start) in words.RELATIVES:
        return None  # "what Utopia calls sabotage shook the port": the clause around it goes on
    at = following.start(1)
    parts = [s for field in ("speaker", "cue") for s in window.of("statements", key, field)]
    if at in days or any(s.start == at for s in parts):
        return None
    return f'ends before "{following.group(1)}": quote the whole clause'


def _word_before(text: str, at: int) -> str:
    """The word before an offset, in lower case; empty when punctuation or nothing stands there."""
    found = _BEFORE.search(text, max(0, at - 40), at)
    word = found.group(1).casefold() if found else ""
    return word if word and word[-1].isalnum() else ""
