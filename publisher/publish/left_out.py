"""What of the inputs is not in the package: articles of archives that were left out, and automatic rows that a domain
rule refused. Every copy of the package tells how many and why."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from publisher.inputs.archive import LeftOut
from publisher.problem import cut, printable

FILE = "data/left-out.jsonl"
REASONS = 20  # told in the descriptor, the most frequent first; the file has each article with its own
_OWN = re.compile(r'"[^"]*"|\d[\d,.]*')  # words of the article, and numbers: two reasons may differ in these alone


def listing(left_out: Sequence[LeftOut]) -> bytes:
    """JSON Lines: archive, line or row, doc_id and error of each article that was left out."""
    lines = (json.dumps(bad.entry, ensure_ascii=False) + "\n" for bad in left_out)
    return "".join(lines).encode("utf-8", "backslashreplace")  # half a surrogate pair stays a JSON escape


def reason(bad: LeftOut) -> str:
    """Why an article was left out, with `...` for what is its own: many have the same."""
    return _OWN.sub("...", cut(printable(bad.why), 200))


def texts(shown: int, withheld: int) -> dict[str, Any]:
    """What the descriptor has under `publisher` of full texts: `texts`, how many articles' page and release may show,
    and how many of which they show only the words that records and candidates are made of."""
    return {"texts": {"shown": shown, "withheld": withheld}}


def told(left_out: Sequence[LeftOut], dropped: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    """What the descriptor has under `publisher`: `leftOut`, with the number of articles, where each is listed, and the
    reasons, with `...` for what is the article's own; `dropped`, the automatic rows of each table by rule. Neither
    where there is none."""
    found: dict[str, Any] = {}
    if left_out:
        raw = listing(left_out)
        reasons = Counter(map(reason, left_out))
        found["leftOut"] = {
            "articles": len(left_out),
            "path": FILE,
            "bytes": len(raw),
            "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
            "reasons": [{"reason": why, "articles": number} for why, number in reasons.most_common(REASONS)],
        }
    if dropped:
        rows = sorted(dropped.items())
        found["dropped"] = [{"table": table, "rule": rule, "rows": number} for (table, rule), number in rows]
    return found
