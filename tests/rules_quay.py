"""The article of the quay, and the evidence of words that stand in it."""

from __future__ import annotations

import hashlib
from typing import Any

SOURCE = "src-quay"
Row = dict[str, Any]
PARAGRAPHS = (
    "🦀 date 2031-05-09 Utopian Harbour Minister Ada Brook met Zef Quill in Port Mel on Wednesday, "
    "the Gull Agency reported on Thursday.",
    'Brook vowed to "quickly" reopen the quay, the agency said.',
    '"The quay must open," she told Quill.',
    "“We agree,” Quill added. “Nobody waits.”",
    'Brook said the quay "must open" soon.',
    "Both sides agreed to share pilots.",
    "Utopian officials estimate that around 40 dockers were injured in a raid on Erewhon, with 12 more killed.",
    "Two cranes in Port Mel collapsed on May 3 in what Erewhon called sabotage directed by Brook.",
)
TEXT = "\n\n".join(PARAGRAPHS) + "\n"


def place(quote: str, paragraph: int, nth: int = 1) -> tuple[int, int]:
    """Where the quote stands for the nth time in a paragraph (both counted from 1)."""
    start = sum(len(p) + 2 for p in PARAGRAPHS[: paragraph - 1]) - 1
    end = start + 1 + len(PARAGRAPHS[paragraph - 1])
    for _ in range(nth):
        start = TEXT.find(quote, start + 1, end)
        assert start >= 0, f"{quote} is not in paragraph {paragraph}"
    return start, start + len(quote)


def digest(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


def span(
    owner: str, quote: str, paragraph: int, nth: int = 1, basis: str = "explicit", mention: str | None = None
) -> Row:
    """An evidence row for `table/record/field`."""
    table, record, field = owner.split("/")
    start, end = place(quote, paragraph, nth)
    return {
        "evidence_id": "evd-" + digest(SOURCE, table, record, field, start, end), "source_id": SOURCE,
        "record_table": table, "record_id": record, "field": field, "char_start": start, "char_end": end,
        "exact": quote, "mention_type": mention, "basis": basis,
    }  # fmt: skip


def mention(actor: str, quote: str, paragraph: int, nth: int = 1, mention: str = "name") -> Row:
    basis = "resolved" if mention in ("nominal", "pronoun", "metonym") else "explicit"
    return span(f"actors/{actor}/name", quote, paragraph, nth, basis, mention)


def candidate(
    kind: str, quote: str, paragraph: int, nth: int = 1, *, rests: Row | None, value: str | None = None
) -> Row:
    """Accepted when it rests on an evidence row, else rejected."""
    start, end = place(quote, paragraph, nth)
    return {
        "candidate_id": "cnd-" + digest(SOURCE, kind, start, end), "source_id": SOURCE, "kind": kind, "rule": kind,
        "char_start": start, "char_end": end, "exact": quote, "value": value,
        "decision": "accepted" if rests else "rejected", "reason": None if rests else "is no record",
        "evidence_id": rests["evidence_id"] if rests else None,
    }  # fmt: skip
