"""Whether the time of a function grows no faster than the length of its input."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_SLACK = 0.01  # seconds: below it, the clock and the other processes say more than the function
_PER_DOUBLING = 3.0  # linear is 2, quadratic 4; caches cost something on long texts


def seconds(function: Callable[[str], object], article: str) -> float:
    """The processor time of one call, in which what other tests left behind is not looked through for garbage."""
    gc.disable()
    try:
        start = time.process_time()
        function(article)
        return time.process_time() - start
    finally:
        gc.enable()


def grows_linearly(
    function: Callable[[str], object], unit: str, characters: int = 16_000, doublings: int = 2, before: str = ""
) -> bool:
    """Whether a text doubled so many times takes at most three times as long for each doubling.

    The text is `unit` repeated, after `before`. What looks too long is measured again, since another process may have
    been in the way: of several measurements the shortest counts."""
    short = unit * (characters // len(unit))
    texts = before + short, before + short * 2**doublings
    fastest, slowest = (seconds(function, text) for text in texts)
    for _ in range(3):
        if slowest <= _PER_DOUBLING**doublings * max(fastest, _SLACK):
            return True
        fastest, slowest = (
            min(old, seconds(function, text)) for old, text in zip((fastest, slowest), texts, strict=True)
        )
    return slowest <= _PER_DOUBLING**doublings * max(fastest, _SLACK)
