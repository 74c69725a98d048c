"""A whole package: descriptor, files, tables, keys, and for one of ours the domain rules.

One engine for the build, which checks what it is about to publish, and for `validate`, which checks anybody's copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.validate.digests import WORKERS, read_digest
from publisher.validate.report import Log
from publisher.validate.resources import read_package

if TYPE_CHECKING:
    from publisher.schemas import Schema
    from publisher.validate.report import Report


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a package beside what always is.

    schemas: Table Schemas that one trusts, by the name of their table; the package must have these. articles: the
    folder where these are (None: `seeds` in that of the package). require_evidence: an absent article is a finding, not
    a note. canonical: deviations from our canonical form are findings in a package of others, too. judged: in a build,
    the rules that look at one article have been applied to these rows before they were written, and the process of
    frictionless checks the descriptor against the official profile. reextract: the seeds, whose articles are extracted
    again, to find out whether a candidate was dropped or altered (None: they are not). scratch: where keys go that are
    too many for the memory (None: into the machine's folder for temporary files).
    """

    schemas: Mapping[str, Schema] | None = None
    articles: Path | None = None
    require_evidence: bool = False
    canonical: bool = False
    judged: bool = False
    reextract: Path | None = None
    scratch: Path | None = None


def check_package(folder: Path, asked: Asked = Asked()) -> Report:
    """Everything that can be said about the package in `folder`. Raises nothing for what is wrong with it, OSError
    where the disk has no room for what is too large for the memory."""
    log = Log()
    body, resources = read_package(folder, log)
    with ThreadPoolExecutor(max_workers=WORKERS) as threads:
        digests = {r.name: threads.submit(read_digest, r) for r in resources if r.file is not None}
        # Arrow takes as long to load as the files to hash, which another core does meanwhile.
        from publisher.validate.contents import Hashing, check_contents

        return check_contents(folder, body, Hashing(resources, digests, threads), asked, log)
