"""Chains: by whose account a statement is known, and which rows give the same words (data model, 3.3)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from publisher.check.issue import Issue
from publisher.check.window import Window, cyclic, enclosing


def reported_by(window: Window) -> Iterator[Issue]:
    """Section 5, rule 6, with 2.7: no cycles; a statement lies as a whole inside the content of the one that reports
    it, which is the innermost such statement, and one that lies inside another's content is reported by it."""
    links = window.lookup("statements", "reported_by_statement_id")
    methods = window.lookup("statements", "method")
    for key in sorted(cyclic(links)):
        yield Issue(
            "statements", key, "reported_by_statement_id", links[key], "reported_by", "leads back to this statement"
        )
    for source, keys in _by_source(window).items():
        records = [(s.start, s.end, key) for key in keys for s in window.of("statements", key, "record")]
        for key, holding in enclosing(records, window.contents.get(source, ())).items():
            link, outer = links[key], [other for group in holding for other in group]
            if methods[key] == "automatic":
                right = link is None or link in outer
            else:
                right = link in holding[0] if holding else link is None
            if not right:
                where = (
                    f"lies inside the content of {outer[0]}: name that"
                    if outer
                    else "lies inside no other: leave it out"
                )
                yield Issue(
                    "statements", key, "reported_by_statement_id", link, "reported_by", f"the statement {where}"
                )


def same_utterance(window: Window) -> Iterator[Issue]:
    """Section 5, rule 6, with 2.7: no cycles; the fuller row has the same speaker and all the quoted words, and rows of
    one speaker, article and time that quote the same words are linked."""
    links = window.lookup("statements", "same_utterance_id")
    for key in sorted(cyclic(links)):
        yield Issue(
            "statements", key, "same_utterance_id", links[key], "same_utterance", "leads back to this statement"
        )
    rows = {
        key: rest
        for key, *rest in window.rows("statements", "statement_id", "speaker_actor_id", "quoted_text", "content_text")
    }
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


def _unlinked(window: Window) -> Iterator[Issue]:
    """Two statements of one speaker at one time, two words or more quoted in both, and no link between them."""
    links = window.lookup("statements", "same_utterance_id")
    fields = ("source_id", "speaker_actor_id", "quoted_text", "date_edtf")
    groups: dict[tuple[str, str], list[tuple[str, str, str | None]]] = defaultdict(list)
    for key, source, speaker, quoted, day in window.reviewed("statements", *fields):
        if speaker is not None and quoted is not None and len(quoted.split()) > 1:
            groups[source, speaker].append((key, " ".join(quoted.casefold().split()), day and day.strip("?")))
    for group in groups.values():
        for number, (key, quoted, day) in enumerate(group):
            for other, longer, later in group[:number] + group[number + 1 :]:
                same = len(quoted) < len(longer) and quoted in longer and (day == later or None in (day, later))
                if same and links[key] != other and links[other] != key:
                    message = f"its quoted words stand in {other} as well: link the two"
                    yield Issue("statements", key, "same_utterance_id", links[key], "same_utterance", message)


def _by_source(window: Window) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, source in window.rows("statements", "statement_id", "source_id"):
        found[source].append(key)
    return found


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
