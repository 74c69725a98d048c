"""Work for a cluster, in a module that its workers can import."""

from __future__ import annotations

import time


def slowly(item: int) -> int:
    """The item, after a while."""
    time.sleep(0.05)
    return item


def hurried(item: int) -> int:
    """Raises TimeoutError, as work may that has a limit of its own."""
    raise TimeoutError(f"of work {item}")
