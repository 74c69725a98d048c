"""Statements: who speaks, by which cue, which words, and by whose account."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from publisher.check.issue import Issue
from publisher.check.rules import words
from publisher.check.rules.mentions import denoted
from publisher.check.window import Span, Window, around, cyclic, enclosing, hull

OPENING = ('"', "“", "”", "„", "‟", "''", "``", "‘", "«", "»")
CLOSING = ('"', "”", "“", "''", "’", "»", "«")
_BETWEEN = " \t\u00a0\u202f\u200b\u200e\u200f\u2060\ufeff"  # what may stand between a mark and the words
_BACK = 4  # how many statements back a quotation that runs on may have begun: attribution chains stand between


def statement_hull(window: Window) -> Iterator[Issue]:
    """Section 3.9: a statement's one `record` evidence is the hull of its speaker, cue and content."""
    for key in window.column("statements", "statement_id"):
        parts = [span for field in ("speaker", "cue", "content") for span in window.of("statements", key, field)]
        records = [(span.start, span.end) for span in window.of("statements", key, "record")]
        if parts and records != [hull(parts)]:
            message = f"its record is {records}, speaker, cue and content reach from {hull(parts)}: build again"
            yield Issue("statements", key, "evidence_id", None, "statement_hull", message)


def doubled_statements(window: Window) -> Iterator[Issue]:
    """Section 2.7: one row a statement; two rows differ in speaker, cue or content."""
    seen: dict[tuple[object, ...], str] = {}
    for key in window.column("statements", "statement_id"):
        fields = ("speaker", "cue", "content")
        parts = tuple((s.source_id, s.start, s.end) for f in fields for s in window.of("statements", key, f))
        first = seen.setdefault(parts, key)
        if parts and first != key:
            message = f"has the words of {first}: keep one of the two"
            yield Issue("statements", key, "content_text", None, "doubled_statements", message)


def speaker_is_named(window: Window) -> Iterator[Issue]:
    """Sections 2.7 and 3.8: speaker_text is a mention of the speaker; one that stands for several actors has joint
    speakers and no speaker_actor_id."""
    for key, actor in _reviewed(window, "speaker_actor_id"):
        for span in window.of("statements", key, "speaker"):
            found = denoted(window, span)
            if actor is not None and found != {actor}:
                named = " and ".join(sorted(found)) or "no actor"
                message = f'"{span.exact}" stands for {named}: name that actor, or add the mention'
                yield Issue("statements", key, "speaker_actor_id", actor, "speaker_is_named", message)


def joint_speakers(window: Window) -> Iterator[Issue]:
    """Section 2.7: without speaker_actor_id the setting event is set, and its actors are the speakers."""
    actors = _actors_of_events(window, ("actor",))
    for key, actor, event in _reviewed(window, "speaker_actor_id", "setting_event_id"):
        if actor is not None:
            continue
        named: set[str] = set()
        for span in window.of("statements", key, "speaker"):
            named |= denoted(window, span)
        if event is None:
            message = "is null: name the speaker, or for joint speakers the event whose actors they are"
            yield Issue("statements", key, "setting_event_id", None, "joint_speakers", message)
        elif event in actors and (len(actors[event]) < 2 or not named <= actors[event]):
            message = f"its actors are {', '.join(sorted(actors[event]))}, the speakers {', '.join(sorted(named)) or 'unknown'}"
            yield Issue("statements", key, "setting_event_id", event, "joint_speakers", message)


def running_quotation(window: Window) -> Iterator[Issue]:
    """Section 2.7: speaker_text is null only where a quotation runs on, so one of the statements just before has the
    same speaker; cue_text is null only for a direct quotation."""
    before: dict[str, list[str | None]] = defaultdict(list)
    fields = ("source_id", "speaker_actor_id", "speaker_text", "cue_text", "quote_type")
    for key, source, actor, speaker, cue, kind in _reviewed(window, *fields):
        if speaker is None and (kind == "indirect" or actor not in before[source][-_BACK:]):
            message = "is null, but no quotation of the same speaker runs on here: quote the speaker's mention"
            yield Issue("statements", key, "speaker_text", None, "running_quotation", message)
        if cue is None and kind != "direct":
            message = f"is null, which only a direct quotation can be, not a {kind} one: quote the cue"
            yield Issue("statements", key, "cue_text", None, "running_quotation", message)
        before[source].append(actor)


def quote_type_fits(window: Window) -> Iterator[Issue]:
    """Section 5, rule 7: direct = the whole content is quoted, mixed = some of it, indirect = none; what is quoted
    lies inside the content."""
    for key, kind in window.rows("statements", "statement_id", "quote_type"):
        content = window.of("statements", key, "content")
        quoted = window.of("statements", key, "quoted")
        outside = next((q for q in quoted if not any(c.start <= q.start and q.end <= c.end for c in content)), None)
        if outside is not None:
            message = f'"{outside.exact}" is quoted, but no part of the content'
            yield Issue("statements", key, "quoted_text", None, "quote_type_fits", message)
            continue
        whole = [(s.start, s.end) for s in content] == [(s.start, s.end) for s in quoted]
        expected = "indirect" if not quoted else "direct" if whole else "mixed"
        if kind != expected:
            message = f"is {expected} by the quoted words: correct one of the two"
            yield Issue("statements", key, "quote_type", kind, "quote_type_fits", message)
        elif expected == "mixed" and not _words_outside(content, quoted):
            message = "all of it is in quotation marks: leave out the outer marks, and the comma or full stop before them"
            yield Issue("statements", key, "content_text", None, "quote_type_fits", message)


def quoted_between_marks(window: Window) -> Iterator[Issue]:
    """Section 3.5: quoted words stand between quotation marks (or run from or to the end of a paragraph), without
    the comma or full stop of American usage."""
    for key, source in window.rows("statements", "statement_id", "source_id"):
        text = window.text(source)
        for span in window.of("statements", key, "quoted"):
            if span.exact.endswith(",") or (span.exact.endswith(".") and not words.ABBREVIATED.search(span.exact)):
                message = "ends with the comma or full stop of American usage: leave it out"
                yield Issue("statements", key, "quoted_text", span.exact, "quoted_between_marks", message)
            elif text is not None and not (_opens(text, span.start) and _closes(text, span.end)):
                message = "is not what stands between two quotation marks: quote exactly that"
                yield Issue("statements", key, "quoted_text", span.exact, "quoted_between_marks", message)


def content_edges(window: Window) -> Iterator[Issue]:
    """Section 3.5: content is the clause without complementiser "that" and without final punctuation. English only."""
    for key, source in _reviewed(window, "source_id"):
        content = window.of("statements", key, "content")
        if content and window.english(source):
            if content[0].exact.endswith((",", ";", ":")) or content[-1].exact.endswith((",", ";", ":")):
                message = "ends with a punctuation mark: leave it out"
                yield Issue("statements", key, "content_text", content[-1].exact, "content_edges", message)
            elif words.JOINS_CONTENT.match(content[0].exact) and not window.of("statements", key, "quoted"):
                yield Issue("statements", key, "content_text", content[0].exact, "content_edges", 'begins with "that": leave it out')


def reported_by(window: Window) -> Iterator[Issue]:
    """Section 5, rule 6, with 2.7: no cycles; a statement lies as a whole inside the content of the one that reports
    it, which is the innermost such statement, and one that lies inside another's content is reported by it."""
    links = window.lookup("statements", "reported_by_statement_id")
    methods = window.lookup("statements", "method")
    for key in sorted(cyclic(links)):
        yield Issue("statements", key, "reported_by_statement_id", links[key], "reported_by", "leads back to this statement")
    for source, keys in _by_source(window).items():
        records = [(s.start, s.end, key) for key in keys for s in window.of("statements", key, "record")]
        for key, holding in enclosing(records, window.contents.get(source, ())).items():
            link, outer = links[key], [other for group in holding for other in group]
            if methods[key] == "automatic":
                right = link is None or link in outer
            else:
                right = link in holding[0] if holding else link is None
            if not right:
                where = f"lies inside the content of {outer[0]}: name that" if outer else "lies inside no other: leave it out"
                yield Issue("statements", key, "reported_by_statement_id", link, "reported_by", f"the statement {where}")


def same_utterance(window: Window) -> Iterator[Issue]:
    """Section 5, rule 6, with 2.7: no cycles; the fuller row has the same speaker and all the quoted words, and rows of
    one speaker, article and time that quote the same words are linked."""
    links = window.lookup("statements", "same_utterance_id")
    for key in sorted(cyclic(links)):
        yield Issue("statements", key, "same_utterance_id", links[key], "same_utterance", "leads back to this statement")
    rows = {key: rest for key, *rest in window.rows("statements", "statement_id", "speaker_actor_id", "quoted_text", "content_text")}
    for key, link in links.items():
        if link is None or link not in rows:
            continue
        (speaker, quoted, _), (other, fuller, content) = rows[key], rows[link]
        if speaker != other:
            message = f"{link} has another speaker, {other}: link statements of one speaker only"
            yield Issue("statements", key, "same_utterance_id", link, "same_utterance", message)
        elif quoted is not None and (fuller is None or not _words(quoted) <= _words(content)):
            message = f'{link} does not hold the words "{quoted}": point to the fuller row'
            yield Issue("statements", key, "same_utterance_id", link, "same_utterance", message)
    yield from _unlinked(window)


def addressee_is_named(window: Window) -> Iterator[Issue]:
    """Section 2.7: the addressee is mentioned in the statement's paragraph, and is not the speaker."""
    for key, source, addressee, speaker in _reviewed(window, "source_id", "addressee_actor_id", "speaker_actor_id"):
        if addressee is None:
            continue
        document, records = window.document(source), window.of("statements", key, "record")
        if addressee == speaker:
            message = "is the speaker: name whom the speaker addresses"
            yield Issue("statements", key, "addressee_actor_id", addressee, "addressee_is_named", message)
        elif document is not None and records:
            start, end = around(document.paragraphs, records[0].start, records[0].end) or (0, len(document.text))
            if not any(m.actor_id == addressee and start <= m.start < end for m in window.mentions.get(source, ())):
                message = "is not mentioned in this paragraph: name the addressee that is, or add the mention"
                yield Issue("statements", key, "addressee_actor_id", addressee, "addressee_is_named", message)


def speaker_was_there(window: Window) -> Iterator[Issue]:
    """Section 2.7: who speaks at a meeting takes part in it, or belongs to somebody who does."""
    actors = _actors_of_events(window, ("actor", "recipient"))
    parents = window.lookup("actors", "parent_actor_id")
    for key, actor, event in _reviewed(window, "speaker_actor_id", "setting_event_id"):
        if actor is None or not actors.get(event):
            continue
        above, at = {actor}, parents.get(actor)
        while at is not None and at not in above:
            above.add(at)
            at = parents.get(at)
        if not above & actors[event]:
            message = f"its actors are {', '.join(sorted(actors[event]))}, and {actor} is none of them"
            yield Issue("statements", key, "setting_event_id", event, "speaker_was_there", message)


def act_fits_cue(window: Window) -> Iterator[Issue]:
    """Section 2.7, code lists: where the cue is a verb of one of the verbal types, act_type is that. English only."""
    for key, source, cue, act in _reviewed(window, "source_id", "cue_text", "act_type"):
        if cue is None or not window.english(source) or words.NOT.search(cue):
            continue
        fitting = [codes for pattern, codes in words.ACTS if pattern.search(cue)]
        allowed = frozenset[str]().union(*fitting)
        if fitting and (act or "") not in allowed:
            message = f'"{cue}" is {" or ".join(sorted(allowed - {""}))}'
            yield Issue("statements", key, "act_type", act, "act_fits_cue", message)


def _unlinked(window: Window) -> Iterator[Issue]:
    """Two statements of one speaker at one time, two words or more quoted in both, and no link between them."""
    links = window.lookup("statements", "same_utterance_id")
    fields = ("source_id", "speaker_actor_id", "quoted_text", "date_edtf")
    groups: dict[tuple[str, str], list[tuple[str, str, str | None]]] = defaultdict(list)
    for key, source, speaker, quoted, day in _reviewed(window, *fields):
        if speaker is not None and quoted is not None and len(quoted.split()) > 1:
            groups[source, speaker].append((key, " ".join(quoted.casefold().split()), day and day.strip("?")))
    for group in groups.values():
        for number, (key, quoted, day) in enumerate(group):
            for other, longer, later in group[:number] + group[number + 1 :]:
                if len(quoted) < len(longer) and quoted in longer and (day == later or None in (day, later)):
                    if links[key] != other and links[other] != key:
                        message = f"its quoted words stand in {other} as well: link the two"
                        yield Issue("statements", key, "same_utterance_id", links[key], "same_utterance", message)


def _reviewed(window: Window, *fields: str) -> Iterator[tuple[Any, ...]]:
    """Key and cells of the statements that a curator wrote or confirmed: the extractor alone names no joint speakers,
    settings or chains."""
    for key, method, *rest in window.rows("statements", "statement_id", "method", *fields):
        if method != "automatic":
            yield key, *rest


def _by_source(window: Window) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, source in window.rows("statements", "statement_id", "source_id"):
        found[source].append(key)
    return found


def _actors_of_events(window: Window, roles: tuple[str, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for event, actor, role in window.rows("event_actors", "event_id", "actor_id", "role"):
        if role in roles:
            found[event].add(actor)
    return found


def _words_outside(content: Sequence[Span], quoted: Sequence[Span]) -> bool:
    """Whether the content has letters or digits that no quoted span holds."""
    for span in content:
        rest = list(span.exact)
        for piece in quoted:
            low, high = max(piece.start, span.start) - span.start, min(piece.end, span.end) - span.start
            rest[low:high] = " " * max(0, high - low)
        if any(c.isalnum() for c in rest):
            return True
    return False


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _opens(text: str, at: int) -> bool:
    """Whether a mark stands before the offset, or a paragraph begins there (the quotation runs on)."""
    while at and text[at - 1] in _BETWEEN:
        at -= 1
    return at == 0 or text[at - 1] == "\n" or text.endswith(OPENING, 0, at)


def _closes(text: str, at: int) -> bool:
    """Whether a mark stands after the offset, or the paragraph ends there, a comma or full stop between them or not."""
    if text[at : at + 1] in (",", "."):
        at += 1
    while at < len(text) and text[at] in _BETWEEN:
        at += 1
    return at == len(text) or text[at] == "\n" or text.startswith(CLOSING, at)
