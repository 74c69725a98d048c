"""What was done to the files of an article, to be undone: also after a restart, and after the program was killed.

A line of JSON a step, in the cache folder of the user, under a name made from the path of the curated file. A step is
the piece of each file that it replaced, with the hashes of the file before and after: it is undone only in the very
file that it made. The line is written before the files are. Of a long journal, opening keeps the last steps.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from publisher.curation.browser.entries import Files

KEPT = 1_000
"""The most steps that are kept from one session to the next."""
FOLDER = Path("article-records") / "curate"
_FILES = ("records", "actors")


@dataclass(frozen=True, slots=True)
class Change:
    """In one file, from character `at` on: `old` became `new`. before, after: hashes of the whole file."""

    before: str
    after: str
    at: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step by its name, and what it changed in which file."""

    name: str
    changes: dict[str, Change]


class Journal:
    """The steps of an article; those from `position` on are undone and can be done again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.steps: list[Step] = []
        self.position = 0

    @property
    def undo(self) -> Step | None:
        """What would be undone next."""
        return self.steps[self.position - 1] if self.position else None

    @property
    def redo(self) -> Step | None:
        """What would be done again next."""
        return self.steps[self.position] if self.position < len(self.steps) else None

    def add(self, step: Step) -> None:
        """Notes a step that is about to be done."""
        self._note(_told(step))
        self._apply(step)

    def move(self, by: int) -> None:
        """Notes that a step is about to be undone (-1) or done again (1)."""
        self._note({"move": by})
        self.position += by

    def forget(self) -> None:
        """Forgets all steps: somebody else changed the files."""
        self.steps, self.position = [], 0
        self._path.unlink(missing_ok=True)

    def resume(self, files: Files) -> Files:
        """The files as the steps leave them, which are the given ones, unless the program was killed between the two
        files of a step. Forgets the steps where they do not lead to these files."""
        try:
            lines = self._path.read_text("utf-8").splitlines()
        except (FileNotFoundError, UnicodeDecodeError):
            lines = []
        last = 0
        for line in lines:
            last = self._read(line)
        for back in dict.fromkeys((0, -last)):  # the last line may be of a step that was never done
            self.position += back
            if self._expected(files):
                if back:
                    self._note({"move": back})
                self._shorten(len(lines))
                return files
            self.position -= back
        if (whole := self._completed(files, last)) is not None:
            return whole
        self.forget()
        return files

    def _shorten(self, lines: int) -> None:
        """Keeps the last steps alone, where there are many lines."""
        if lines <= 2 * KEPT:
            return
        gone = max(0, min(len(self.steps) - KEPT, self.position))
        self.steps, self.position = self.steps[gone:], self.position - gone
        new = self._path.with_suffix(".new")
        new.unlink(missing_ok=True)
        back = self.position - len(self.steps)
        _append(new, *map(_told, self.steps), *([{"move": back}] if back else []))
        new.replace(self._path)

    def _read(self, line: str) -> int:
        """Takes a line; returns by how much it moved."""
        try:
            told = json.loads(line)
            if "move" in told:
                self.position = min(max(0, self.position + int(told["move"])), len(self.steps))
                return int(told["move"])
            self._apply(Step(told["step"], {name: Change(**told[name]) for name in _FILES if name in told}))
            return 1
        except (ValueError, TypeError, KeyError):
            return 0  # half a line: the program was killed while it wrote it

    def _apply(self, step: Step) -> None:
        self.steps = [*self.steps[: self.position], step]
        self.position += 1

    def _expected(self, files: Files) -> bool:
        """Whether the files are those at the position, as the steps say it."""
        return all(self._hash(name) in (None, digest(files.of(name))) for name in _FILES)

    def _hash(self, name: str) -> str | None:
        """The hash of a file at the position; None where no step names the file."""
        done = [step.changes[name].after for step in self.steps[: self.position] if name in step.changes]
        undone = [step.changes[name].before for step in self.steps[self.position :] if name in step.changes]
        return done[-1] if done else undone[0] if undone else None

    def _completed(self, files: Files, last: int) -> Files | None:
        """The files after the last line, where it was done to one of them and not yet to the other."""
        step = self.steps[self.position - (last > 0)] if self.steps and last else None
        for name, change in step.changes.items() if step else ():
            if (made := replaced(files, name, change, forward=last > 0)) is not None and self._expected(made):
                return made
        return None

    def _note(self, told: dict[str, Any]) -> None:
        _append(self._path, told)


def _told(step: Step) -> dict[str, Any]:
    """A step as its line has it."""
    return {"step": step.name, **{name: asdict(change) for name, change in step.changes.items()}}


def _append(path: Path, *told: dict[str, Any]) -> None:
    """Puts lines at the end of a journal, on the disk itself."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in told))
        file.flush()
        os.fsync(number)


def journal_of(records: Path) -> Journal:
    """The journal of a curated file."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Journal(cache / FOLDER / f"{digest(str(records))}.jsonl")


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def step_between(name: str, before: Files, after: Files) -> Step:
    """The step from one state of the files to another."""
    changes = {f: _change(before.of(f), after.of(f)) for f in _FILES if before.of(f) != after.of(f)}
    return Step(name, changes)


def _change(old: str, new: str) -> Change:
    at = _alike(old, new)
    end = _alike(old[at:][::-1], new[at:][::-1])
    return Change(digest(old), digest(new), at, old[at : len(old) - end], new[at : len(new) - end])


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    differ = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))


def replaced(files: Files, name: str, change: Change, forward: bool) -> Files | None:
    """The files with a change done or undone; None where the file is another than that from which it leads."""
    text = files.of(name)
    old, new = (change.old, change.new) if forward else (change.new, change.old)
    made = text[: change.at] + new + text[change.at + len(old) :]
    ends = (change.before, change.after) if forward else (change.after, change.before)
    return files.with_(name, made) if (digest(text), digest(made)) == ends else None
