"""What the command line asks a build for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is asked for.

    seeds, out: the folders.
    jobs: processes; 0 for as many as are worth their start.
    scheduler: a Dask cluster instead, as tcp://HOST:PORT.
    strict: a bad article of an archive stops the build.
    full: frictionless checks every row.
    patience: seconds that the cluster may be silent.
    cache: the folder for what later builds take over; None: nothing is kept or taken over.
    cache_size: GB that this folder may have.
    rename: the package that is in `out` may have another name.
    """

    seeds: Path
    out: Path
    jobs: int = 0
    scheduler: str = ""
    strict: bool = False
    full: bool = False
    patience: float = PATIENCE
    cache: Path | None = None
    cache_size: float = 0.0
    rename: bool = False
