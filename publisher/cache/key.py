"""What a judged chunk follows from, as one digest: with the same digest it is the same, wherever it was made."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version

import pyarrow as pa

from publisher.article import Reference
from publisher.model import Context
from publisher.program import program

_PARTS = 1 << 20  # bytes that are read at once


def basis(context: Context) -> bytes:
    """The digest of what all chunks of a build follow from: the program and what it runs on, the schemas, the whole
    authority file, what the dataset says of all articles. Raises OSError."""
    # Unicode's tables come with Python, the recognition of languages with py3langid.
    runs = [program(), sys.version, pa.__version__, version("py3langid")]
    schemas = [[name, schema.descriptor] for name, schema in context.schemas.items()]
    actors = [context.actors.values, context.actors.surfaces, sorted(context.actors.undecided)]
    said = [context.language, context.decided, context.publish_text, context.private_persons]
    text = json.dumps([runs, schemas, actors, said], default=str)
    return hashlib.sha256(text.encode()).digest()


def key(basis: bytes, context: Context, references: Sequence[Reference]) -> str:
    """The digest, in hex digits, of a chunk of articles: their names, the bytes of each with all that came with it, and
    of its curated file. Where in an archive an article is does not count. Raises OSError."""
    found = hashlib.sha256(basis)
    for reference in references:
        named = [reference.source_id, reference.name, reference.file_name, bool(reference.number)]
        about = [*named, reference.curated, reference.given]
        found.update(_digest([json.dumps(about, default=str).encode()]))
        found.update(_digest(_article(reference)))
        if reference.curated:
            found.update(_digest([(context.folder / reference.records).read_bytes()]))
    return found.hexdigest()


def _digest(parts: Iterator[bytes] | Sequence[bytes]) -> bytes:
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return found.digest()


def _article(reference: Reference) -> Iterator[bytes]:
    """The bytes of an article as its file or its archive has them."""
    with reference.path.open("rb") as file:
        if reference.number:
            file.seek(reference.offset)
            yield file.read(reference.size)
        else:
            yield from iter(lambda: file.read(_PARTS), b"")
