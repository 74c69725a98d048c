"""One article while it is curated: the two files, as this session knows them, and what has been done to them.

The files are the truth. A step is a pure function of their texts; its result replaces them at once, whole. A file that
somebody else has changed is never overwritten: what they did to other entries is taken with the next step; where it is
about the same one, or cannot be undone beside theirs, the step is refused until the page has taken the change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from http import HTTPStatus
from itertools import count
from pathlib import Path
from shlex import quote
from threading import Lock
from typing import Any

from publisher import HOME
from publisher.curation.browser.derived import Source
from publisher.curation.browser.edits import Article
from publisher.curation.browser.entries import ACTORS_FILE, RECORDS_FILE, Entry, Files, Named, entries_of, keyed
from publisher.curation.browser.journal import Journal, journal_of, replaced, step_between
from publisher.curation.browser.proof import Accounted, Proof, accounts, prove
from publisher.curation.browser.state import state
from publisher.curation.browser.steps import dated_now, done
from publisher.curation.browser.words import Words, Wrong
from publisher.curation.check import Beside, beside_of
from publisher.curation.draft.draft import authority_of, drafted, taken_beside, with_actors
from publisher.curation.place import ACTORS, Place, content
from publisher.extract import text
from publisher.inputs import toml_fields
from publisher.inputs.article_reader import in_utf8
from publisher.inputs.text_language import DEFAULT, language_of
from publisher.model import Reading
from publisher.problem import Problem, Refused
from publisher.schemas import Schema
from publisher.whole_file import put

Answer = tuple[HTTPStatus, Mapping[str, Any]]
Bytes = tuple[bytes | None, bytes | None]
"""The curated file and the authority file; None for one that is not there."""
TAKE, ARTICLE = "take", "article"
_BACK = ("undo", "redo")


class Session:
    """The article at a place, opened; nothing is written yet. Raises Refused when it cannot be read, OSError."""

    def __init__(self, place: Place, schemas: Mapping[str, Schema]) -> None:
        self.place, self.schemas = place, schemas
        self.article = place.read()
        self.version = 1
        self._lock = Lock()
        self._fresh = (f"b{number}" for number in count(1))
        self._names: list[Named] = []
        self._beside: tuple[str, Beside] | None = None
        self._read: tuple[Files, Proof, Reading | None] | None = None
        self._words: dict[str, Words] = {}
        self._journal: Journal = journal_of(place.records.resolve())
        self._text = self._stamp()
        self._disk = self._on_disk()
        self._files = self._journal.resume(self._opened())

    def state(self, _: Mapping[str, Any]) -> Answer:
        """The state, as a page has it."""
        with self._lock:
            return HTTPStatus.OK, self._state()

    def step(self, asked: Mapping[str, Any]) -> Answer:
        """The state after a step, or why it was not done."""
        with self._lock:
            what = asked.get("do")
            if not isinstance(what, Mapping):
                return HTTPStatus.BAD_REQUEST, {"error": "do: is an object"}
            outside = self._outside()
            if what.get("op") == TAKE:
                self._take()
            elif asked.get("version") != self.version:
                return HTTPStatus.CONFLICT, {"error": "the page shows an earlier state", "state": self._state()}
            elif outside and not self._merged(what, outside):
                told = f"{self._path(outside).name} was changed by somebody else; look at the change first"
                return HTTPStatus.CONFLICT, {"error": told, "state": self._state()}
            else:
                try:
                    self._do(what)
                except Wrong as wrong:
                    return HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(wrong)}
            return HTTPStatus.OK, self._state()

    # Steps

    def _do(self, what: Mapping[str, Any]) -> None:
        """Does a step, and writes what it makes. Raises Wrong, OSError."""
        back = what.get("op") == "undo"
        if what.get("op") in _BACK:
            step = self._journal.undo if back else self._journal.redo
            if step is None:
                raise Wrong("there is nothing more")
            made: Files | None = self._files
            for name, change in step.changes.items():
                made = made and replaced(made, name, change, forward=not back)
            if made is None:
                raise Wrong("the file is another than the one that this step made")
            self._journal.move(-1 if back else 1)
        else:
            begun, article = self._files, self._steps_on()
            if day := dated_now(article, what):
                self._files = self._drafted(self._files.actors, day)
                article = self._steps_on()
            try:
                made, name = done(article, what)
            finally:
                self._files = begun
            if made == self._files:
                return
            self._refuse_broken(made)
            self._journal.add(step_between(name, self._files, made))
        try:
            self._write(made)
        except OSError:  # a full disk: the step was not done
            self._journal.move(1 if back else -1)
            raise

    def _steps_on(self) -> Article:
        named = {one.key: entry for one, entry in zip(self._named(), self._entries(), strict=True)}
        taken = partial(taken_beside, self.place.records)
        return Article(self._files, named, self._article, taken, self._source, self._accounts)

    def _refuse_broken(self, files: Files) -> None:
        """Raises Wrong where a file would be no TOML: it was none before."""
        for file in (ACTORS_FILE, RECORDS_FILE):
            if files.of(file) != self._files.of(file):
                try:
                    toml_fields.toml(self._path(file).name, files.of(file).encode())
                except Refused as refused:
                    raise Wrong(str(refused)) from None

    def _write(self, files: Files) -> None:
        """Puts the files in the place of those on disk, where they differ. The authority file comes first: records
        without their actors would be worse than actors without records. Raises OSError."""
        for file, before in zip((ACTORS_FILE, RECORDS_FILE), reversed(self._disk), strict=True):
            new = files.of(file).encode()
            if new != (before or b""):
                put(self._path(file), new)
                self._disk = self._on_disk()
        self._files = files
        self.version += 1

    def _merged(self, what: Mapping[str, Any], outside: str) -> bool:
        """Takes what somebody else did to other entries than that of a step; whether it could."""
        named = zip(self._named(), self._entries(), strict=True)
        own = next((entry for one, entry in named if one.key == what.get("key")), None)
        records, actors = self._on_disk()
        is_new = own is None and what.get("op") == "add"
        if outside == ARTICLE or records is None or what.get("op") in _BACK or not (own or is_new):
            return False
        try:
            there = Files(in_utf8(RECORDS_FILE, records), in_utf8(ACTORS_FILE, actors or b""))
            theirs = entries_of(there, self._article)
        except Refused:
            return False
        if own and not any((one.file, one.text) == (own.file, own.text) for one in theirs):
            return False
        self._take()
        return True

    def _take(self) -> None:
        """Takes the files as they are on disk. What was done before can no longer be undone: it would undo what
        somebody else did, too."""
        disk, stamp = self._on_disk(), self._stamp()
        if stamp != self._text:
            self.article, self._text, self._words = self.place.read(), stamp, {}
        if disk != self._disk:
            self._journal.forget()
            self._disk = disk
            self._files = self._opened()
        self.version += 1

    # The files

    def _path(self, file: str) -> Path:
        if file == ARTICLE:
            return self.place.reference.path
        return self.place.actors if file == ACTORS_FILE else self.place.records

    def _on_disk(self) -> Bytes:
        return content(self.place.records), content(self.place.actors)

    def _stamp(self) -> tuple[int, int]:
        """What changes when the text does."""
        seen = self.place.reference.path.stat()
        return seen.st_mtime_ns, seen.st_size

    def _outside(self) -> str | None:
        """The file that somebody else has changed since this session read or wrote it."""
        now = self._on_disk()
        if self._stamp() != self._text:
            return ARTICLE
        return next((f for f, a, b in zip((RECORDS_FILE, ACTORS_FILE), now, self._disk, strict=True) if a != b), None)

    def _opened(self) -> Files:
        """The files, or where there are no records yet, a draft of them."""
        records, actors = self._disk
        known = in_utf8(ACTORS, actors or b"")
        if records is not None:
            return Files(in_utf8(self.place.records.name, records), known)
        return self._drafted(known, self.place.day(self.article, self.schemas["sources"]))

    def _drafted(self, known: str, day: date | None) -> Files:
        """The files with a draft of the records. known: the authority file; day: that of the article, where no words
        of it state it."""
        authority = authority_of(known.encode(), self.schemas)
        new = drafted(self.article, authority, self.schemas, taken_beside(self.place.records), day)
        return Files(new.records, with_actors(known, new.actors))

    # What is shown

    def _state(self) -> dict[str, Any]:
        numbers = dict(enumerate(one.key for one in self._named()))
        proof, unread = self._proof()
        shown = state(self._article.document, self._entries(), numbers, proof, unread)
        undo, redo = self._journal.undo, self._journal.redo
        beside = {"outside": self._outside(), "undo": undo and undo.name, "redo": redo and redo.name}
        beside["next"] = self._next() if proof.ready and not unread else ""
        return {"version": self.version, **shown, **beside}

    def _next(self) -> str:
        """The command that publishes the article."""
        folder = self.place.folder.resolve()
        if folder == (HOME / "seeds").resolve():
            return "python build.py"
        seeds = "" if folder.name == "seeds" else f" --seeds {quote(str(folder))}"
        return f"python build.py{seeds} --out {quote(str(folder.parent))}"

    def _named(self) -> list[Named]:
        """The entries by their keys."""
        self._names = keyed(self._names, self._entries(), self._fresh)
        return self._names

    def _entries(self) -> tuple[Entry, ...]:
        return entries_of(self._files, self._article)

    @property
    def _article(self) -> Words:
        """The article in which words are found, read in its language."""
        source = next((one for one in entries_of(self._files, self._read_as(DEFAULT)) if one.table == "source"), None)
        said = source.values.get("language") if source else None
        return self._read_as(language_of(self.article.text, said if isinstance(said, str) else None).code)

    def _read_as(self, code: str) -> Words:
        if code not in self._words:
            self._words[code] = Words(text.read(self.article.text, code), self.schemas)
        return self._words[code]

    def _proof(self) -> tuple[Proof, list[Problem]]:
        """What the build would say, and what of the authority file keeps it from saying anything."""
        try:
            proof, reading = prove(self._judged_beside(self._files.actors), self._files.records.encode())
        except Refused as refused:
            return Proof((), ()), list(refused.problems)
        self._read = self._files, proof, reading
        return proof, []

    def _source(self) -> Source | None:
        """What values are derived from; None where a file cannot be read."""
        if self._read is None or self._read[0] != self._files:
            self._proof()
        if self._read is None or self._read[0] != self._files or self._read[2] is None:
            return None
        return Source(self._article, self._read[2], self._judged_beside(self._files.actors).context.actors.surfaces)

    def _accounts(self, files: Files) -> Sequence[Accounted]:
        if self._read and self._read[0] == files:
            return self._read[1].candidates
        try:
            beside = self._judged_beside(files.actors)
        except Refused:
            return ()
        return accounts(beside, files.records.encode())

    def _judged_beside(self, actors: str) -> Beside:
        if self._beside is None or self._beside[0] != actors:
            self._beside = actors, beside_of(self.place, actors.encode() if actors else None, self.schemas)
        return self._beside[1]
