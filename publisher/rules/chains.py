"""Chains: by whose account a statement is known, and which rows give the same words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from publisher.rules import words
from publisher.rules.finding import Finding
from publisher.rules.positions import cyclic, enclosing
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window

PARTS = ("speaker", "cue", "content")  # of a statement, which its record is the hull of


@rule(proof=True)
def reported_by(window: Window) -> Iterator[Finding]:
    """No cycles; speaker, cue and content of a statement lie each inside a piece of the content of the one that reports
    it, which is the innermost such statement; one that lies there is reported by it. Who is cited for the same
    content ("X, Gull reported, citing TASS") may be reported by who cites."""
    links = window.lookup("statements", "reported_by_statement_id")
    methods = window.lookup("statements", "method")
    for key in sorted(cyclic(links)):
        yield Finding(
            table="statements",
            row=key,
            field="reported_by_statement_id",
            value=links[key],
            message="leads back to this statement",
        )
    for source, keys in _by_source(window).items():
        for key, holding in _around(window, source, keys).items():
            link, outer = links[key], [other for group in holding for other in group]
            if methods[key] == "automatic":
                right = link is None or link in outer
            else:
                right = link in holding[0] if holding else link is None or _cited(window, key, link)
            if not right:
                where = (
                    f"lies inside the content of {outer[0]}: name that"
                    if outer
                    else "lies inside no other: leave it out"
                )
                yield Finding(
                    table="statements",
                    row=key,
                    field="reported_by_statement_id",
                    value=link,
                    message=f"the statement {where}",
                )


def _around(window: Window, source: str, keys: Sequence[str]) -> dict[str, list[list[str]]]:
    """Statement of an article -> the statements whose content holds its speaker, cue and content, those with content
    of equal length together, the shortest first."""
    lengths: dict[str, int] = defaultdict(int)
    for start, end, key in window.contents.get(source, ()):
        lengths[key] += end - start
    parts = {
        f"{key} {number}": (span.start, span.end, key)
        for key in keys
        for number, span in enumerate(s for f in PARTS for s in window.of("statements", key, f))
    }
    holding = enclosing(
        ((start, end, part) for part, (start, end, _) in parts.items()), window.contents.get(source, ())
    )
    found: dict[str, set[str]] = {}
    for part, (_, _, key) in parts.items():
        others = {other for group in holding[part] for other in group if other != key}
        found[key] = found[key] & others if key in found else others
    return {
        key: [
            list(group) for _, group in groupby(sorted(outer, key=lambda o: (lengths[o], o)), key=lengths.__getitem__)
        ]
        for key, outer in found.items()
    }


def _cited(window: Window, key: str, outer: str) -> bool:
    """Whether a statement has words of the other's content as its own, and its cue says who is cited."""
    cues = window.of("statements", key, "cue")
    contents, others = (window.of("statements", one, "content") for one in (key, outer))
    shared = all(any(o.start <= c.start and c.end <= o.end for o in others) for c in contents)
    return shared and any(words.CITES.search(cue.exact) for cue in cues)


@rule(proof=True)
def same_utterance(window: Window) -> Iterator[Finding]:
    """No cycles; the fuller row has the same speaker and all the quoted words, and rows of one speaker, article and
    time that quote the same words are linked."""
    links = window.lookup("statements", "same_utterance_id")
    for key in sorted(cyclic(links)):
        yield Finding(
            table="statements",
            row=key,
            field="same_utterance_id",
            value=links[key],
            message="leads back to this statement",
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
            yield Finding(table="statements", row=key, field="same_utterance_id", value=link, message=message)
        elif quoted is not None and (fuller is None or not _words(quoted) <= _words(content)):
            message = f'{link} does not hold the words "{quoted}": point to the fuller row'
            yield Finding(table="statements", row=key, field="same_utterance_id", value=link, message=message)
    yield from _unlinked(window)


def _unlinked(window: Window) -> Iterator[Finding]:
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
                    message = f"its quoted words are in {other} as well: link the two"
                    yield Finding(
                        table="statements", row=key, field="same_utterance_id", value=links[key], message=message
                    )


def _by_source(window: Window) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, source in window.rows("statements", "statement_id", "source_id"):
        found[source].append(key)
    return found


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
