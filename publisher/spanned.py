"""What has a place in a text: offsets are code points, 0-based, half open."""

from __future__ import annotations

from typing import Protocol


class Spanned(Protocol):
    """Whatever has a start and an end."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
