"""Jinja2 as documents and page use it: templates in a folder, compiled once."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates, kept where Python keeps compiled modules and on the same terms: to compile them all takes
    longer than to make the page. Where they cannot be kept they are compiled again."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps one, if that is allowed."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


def environment(folder: Path, escaped: bool, finalize: Callable[[object], object] | None = None) -> Environment:
    """How the templates of a folder are read: a name that is not there is an error. escaped: what they print is HTML;
    finalize: makes of what they print what is printed."""
    module = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]  # other options compile to something else
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=escaped,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_Compiled(str(folder.parent / "__pycache__"), f"templates-{module}-%s"),
    )
