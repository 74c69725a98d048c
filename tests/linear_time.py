"""Whether the time of a function grows no faster than the length of its input."""

from __future__ import annotations

import time
from collections.abc import Callable

_SLACK = 0.02  # seconds: below it, the clock and the other processes say more than the function


def seconds(function: Callable[[str], object], article: str) -> float:
    start = time.process_time()
    function(article)
    return time.process_time() - start


def grows_linearly(function: Callable[[str], object], unit: str, characters: int = 10_000) -> bool:
    """Eight times the text takes at most sixteen times as long; sixty-four times it would be, were it quadratic."""
    short = unit * (characters // len(unit))
    fastest = min(seconds(function, short) for _ in range(3))
    return min(seconds(function, short * 8) for _ in range(2)) <= 16 * max(fastest, _SLACK)
