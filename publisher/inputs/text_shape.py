"""What keeps the program from taking as much from a text as a reader does: it has no date, or was wrapped by hand.

A line of a text is a paragraph, so lines that were wrapped by hand cut each paragraph in pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from publisher.article import Reference
from publisher.remarks import Remarks, remark

LEAST_LINES = 4  # of fewer nothing can be said
NARROW, WIDE = 40, 100  # characters of a line that was wrapped
UNDATED = "no date, so weekdays and the like are not resolved; write a doc_date"
UNDATED_FILE = f"{UNDATED} for it under [[articles]] in dataset.toml"
WRAPPED = "most lines break off inside a sentence, and each is taken for a paragraph; join the lines of a paragraph"
_ENDED = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*\s*\Z")


def remarks(reference: Reference, text: str, day: date | None) -> Iterator[Remarks]:
    """What a build says of the text of an article that nobody has curated. day: the document date."""
    if day is None:
        yield remark(reference, UNDATED if reference.number else UNDATED_FILE)
    if is_wrapped(text):
        yield remark(reference, WRAPPED)


def is_wrapped(text: str) -> bool:
    """Whether most lines of a text break off inside a sentence, where the next one goes on without a blank line."""
    lines = text.split("\n")
    full = sum(1 for line in lines if line.strip())
    return full >= LEAST_LINES and 2 * sum(_goes_on(one, other) for one, other in pairwise(lines)) > full


def _goes_on(line: str, following: str) -> bool:
    return NARROW <= len(line) <= WIDE and not _ENDED.search(line) and bool(following.strip())
