"""What one build takes from the builds before it, and leaves to those after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.article import Reference
from publisher.cache.entry import DAMAGED, packed, unpacked
from publisher.cache.key import basis, key
from publisher.cache.store import Store
from publisher.judged import JudgedChunk
from publisher.model import Context

Articles = Sequence[Reference]
"""Those of one chunk."""


@dataclass(frozen=True, slots=True)
class KeptChunks:
    """The judged chunks in a folder, for the chunks of one build. keys: source_id of the first article -> the key under
    which the chunk is kept."""

    context: Context
    basis: bytes
    store: Store
    keys: dict[str, str]
    missing: int
    """The articles of chunks that are not there."""

    def find(self, articles: Articles) -> JudgedChunk | None:
        """A chunk as it was judged; None where it is not there whole."""
        raw = self.store.read(self.keys[articles[0].source_id])
        try:
            return None if raw is None else unpacked(raw, self.context.schemas, articles)
        except DAMAGED:
            return None

    def keep(self, articles: Articles, chunk: JudgedChunk) -> None:
        """Leaves a chunk to later builds. Raises OSError where an article cannot be read any more."""
        name = self.keys[articles[0].source_id]
        # If a file changed between the key and the work, the end of the build reports it. Kept under a wrong key, it
        # would deceive another build.
        if not chunk.account.problems and key(self.basis, self.context, articles) == name:
            self.store.write(name, packed(chunk))


def find_kept(folder: Path, limit: float, context: Context, chunks: Iterable[Articles]) -> KeptChunks:
    """What is kept in a folder for these chunks. limit: bytes that it may have. Raises OSError where an article cannot
    be read."""
    shared = basis(context)
    parts = [(articles, key(shared, context, articles)) for articles in chunks]
    store = Store(folder, limit, [name for _, name in parts])
    missing = sum(len(articles) for articles, name in parts if not store.has(name))
    return KeptChunks(context, shared, store, {articles[0].source_id: name for articles, name in parts}, missing)
