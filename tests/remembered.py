"""Functions that are asked for the same again and again in the tests, and answer from memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def remembered(function: Callable[P, T], key: Callable[P, object]) -> Callable[P, T]:
    """The function, which is not called again for what has the same key. It must be pure: what it gives is given to
    everybody. key: from the same arguments all that the result follows from, hashable."""
    made: dict[object, T] = {}

    def remember(*given: P.args, **named: P.kwargs) -> T:
        asked = key(*given, **named)
        if asked not in made:
            made[asked] = function(*given, **named)
        return made[asked]

    return remember
