"""Work for a cluster, in a module that its workers can import."""

from __future__ import annotations

import time


def slowly(item: int) -> int:
    """The item, after a while."""
    time.sleep(0.05)
    return item
