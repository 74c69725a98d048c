"""Whether the time of a function grows no faster than the length of its input."""

from __future__ import annotations

import time
from collections.abc import Callable

_SLACK = 0.01  # seconds: below it, the clock and the other processes say more than the function


def seconds(function: Callable[[str], object], article: str) -> float:
    start = time.process_time()
    function(article)
    return time.process_time() - start


def grows_linearly(function: Callable[[str], object], unit: str, characters: int = 4_000) -> bool:
    """Eight times the text takes at most twenty times as long; sixty-four times it would be, were it quadratic.

    Measured once; what looks too long is measured again, since another process may have been in the way."""
    short = unit * (characters // len(unit))
    fastest, slowest = seconds(function, short), seconds(function, short * 8)
    for _ in range(4):
        if slowest <= 20 * max(fastest, _SLACK):
            return True
        fastest = min(fastest, seconds(function, short))
        slowest = min(slowest, seconds(function, short * 8))
    return slowest <= 20 * max(fastest, _SLACK)
