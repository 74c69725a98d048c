"""One article while it is curated: the two files, as this session knows them, and what has been done to them.

The files are the truth. A step is a pure function of their texts; its result replaces them at once, whole. A file that
somebody else has changed is never overwritten: the step is refused until the page has taken the change.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from itertools import count
from threading import Lock
from typing import Any

from publisher.curate.entries import ACTORS_FILE, RECORDS_FILE, Entry, Files, entries_of, keys
from publisher.curate.place import Place, content
from publisher.curate.proof import Proof, prove
from publisher.curate.state import state
from publisher.curate.words import Words
from publisher.curation.check import ACTORS, Beside, Desk, beside_of
from publisher.curation.draft import authority_of, drafted, taken_beside
from publisher.extract import text as texts
from publisher.inputs.text_language import language_of
from publisher.problem import Problem, Refused
from publisher.schemas import Schema


class Session:
    """The article at a place, opened. Raises Refused when it cannot be read, OSError."""

    def __init__(self, place: Place, schemas: Mapping[str, Schema]) -> None:
        self.place, self.schemas = place, schemas
        self.article = place.read()
        self.version = 1
        self._lock = Lock()
        self._fresh = (f"b{number}" for number in count(1))
        self._keys: list[tuple[str, str]] = []
        self.disk = self._on_disk()
        self.files = self._proposed()

    # The files

    def _on_disk(self) -> tuple[bytes | None, bytes | None]:
        return content(self.place.records), content(self.place.actors)

    def _proposed(self) -> Files:
        """The files, or where there are no records yet, a draft of them, which is not written."""
        records, actors = self.disk
        known = _decoded(ACTORS, actors)
        if records is not None:
            return Files(_decoded(self.place.records.name, records), known)
        taken = taken_beside(self.place.records)
        new = drafted(self.article, authority_of(actors or b"", self.schemas), self.schemas, taken)
        gap = "\n\n" if known.strip() and new.actors else ""
        return Files(new.records, (known.rstrip("\n") if gap else known) + gap + new.actors)

    # What is shown

    def state(self, _: Any = None) -> tuple[HTTPStatus, Mapping[str, Any]]:
        """The state as a page has it."""
        with self._lock:
            return HTTPStatus.OK, self._state()

    def _state(self) -> dict[str, Any]:
        entries = self.entries()
        texts_now = [one.text for one in entries]
        self._keys = keys(self._keys, texts_now, self._fresh)
        proof, unread = self._proof()
        shown = state(self.words.document, entries, dict(enumerate(key for key, _ in self._keys)), proof, unread)
        return {"version": self.version, **shown, "outside": self._outside(), "undo": None, "redo": None}

    @property
    def words(self) -> Words:
        """The article in which words are found."""
        return _words(self.article.text, self._language(), _Fixed(self.schemas))

    def _language(self) -> str:
        return language_of(self.article.text, None).code

    def entries(self) -> list[Entry]:
        """The entries of both files."""
        return entries_of(self.files, self.words)

    def _proof(self) -> tuple[Proof, list[Problem]]:
        try:
            return prove(self._beside(self.files.actors), self.files.records.encode()), []
        except Refused as refused:
            return Proof((), ()), list(refused.problems)

    def _beside(self, actors: str) -> Beside:
        desk = Desk(self.place.folder, self.place.reference)
        return beside_of(desk, actors.encode() if actors else None, self.schemas)

    def _outside(self) -> str | None:
        """Which file somebody else has changed."""
        now = self._on_disk()
        return next(
            (name for name, a, b in zip((RECORDS_FILE, ACTORS_FILE), now, self.disk, strict=True) if a != b), None
        )


class _Fixed:
    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self.schemas = schemas

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Fixed) and other.schemas is self.schemas

    def __hash__(self) -> int:
        return id(self.schemas)


@lru_cache(maxsize=4)
def _words(text: str, language: str, fixed: _Fixed) -> Words:
    return Words(texts.read(text, language), fixed.schemas)


def _decoded(name: str, raw: bytes | None) -> str:
    try:
        return (raw or b"").decode()
    except UnicodeDecodeError as error:
        found = f"byte {error.start + 1} is not UTF-8; save the file as UTF-8"
        raise Refused([Problem(name, "", "", found)]) from None
