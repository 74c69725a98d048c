"""What a person must correct: one line each, and never a traceback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches
from itertools import islice
from typing import Protocol, TypeVar

MOST_PROBLEMS = 200  # problems of one file that are told; more have one cause, and to find each may take hours
LIMIT = 80  # characters of a value that are quoted
KNOWN = 2000  # words among which the one that was meant is looked for


@dataclass(frozen=True, slots=True)
class EntryName:
    """How messages name an entry of a file: `events[evt-x].actors[act-y]`.

    table: the list or block that it is in, or another part of the file.
    id: its own or that of its actor, or its place in the list: `line 12`, `number 2`.
    words: those that it quotes, as messages show them, where the id alone does not name it.
    path: the keys below it, each with the name of one of its entries, or "".
    """

    table: str = ""
    id: str = ""
    words: str = ""
    path: tuple[tuple[str, str], ...] = ()

    def under(self, key: str, name: str = "") -> EntryName:
        """What is written under a key of the entry."""
        return replace(self, path=(*self.path, (key, name)))

    @property
    def entry(self) -> EntryName:
        """The whole entry."""
        return replace(self, path=())

    @property
    def names(self) -> frozenset[str]:
        """The ids of the entry and of those below it."""
        return frozenset(filter(None, (self.id, *(name for _, name in self.path))))

    @property
    def below(self) -> str:
        """The keys below the entry."""
        return ".".join(_bracketed(key, name) for key, name in self.path)

    def __str__(self) -> str:
        own = _bracketed(self.table, ", ".join(filter(None, (self.id, self.words))))
        return ".".join(filter(None, (own, self.below)))


def _bracketed(key: str, name: str) -> str:
    return f"{key}[{name}]" if key and name else key or name


WHOLE = EntryName()
"""No entry: the file as a whole."""
SOURCE = EntryName("source")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the inputs: where it is, what was found and what to do, in one line.

    entry: what may be added to the file instead, as it is written there.
    span: the characters of the article that it is about, where no record is to blame.
    """

    file: str
    message: str
    record: EntryName = WHOLE
    field: str = ""
    entry: str = ""
    span: tuple[int, int] | None = None

    def __str__(self) -> str:
        return printable(f"{self.file}: {self.within}")

    @property
    def key(self) -> str:
        """The key of the entry that it is about, or under which that is."""
        return self.record.path[0][0] if self.record.path else self.field

    @property
    def within(self) -> str:
        """The line without the name of the file."""
        place = ".".join(filter(None, (str(self.record), self.field)))
        return f"{place}: {self.message}" if place else self.message


class Refused(Exception):
    """Nothing is published: the problems of the whole run, in the order of the files.

    unchecked: what nobody could look at because of them.
    """

    def __init__(self, problems: Iterable[Problem], unchecked: str = "") -> None:
        self.problems: Sequence[Problem] = tuple(problems)
        self.outcome, self.unchecked = "", unchecked
        super().__init__("\n".join(map(str, self.problems)))

    @classmethod
    def of(cls, file: str, message: str, record: str = "") -> Refused:
        """One problem of a file, or of a record in it."""
        return cls([Problem(file, message, EntryName(record))])

    @property
    def lines(self) -> list[str]:
        """The message: each problem and, where something came of them, how many, what, and what could not be
        looked at; then the entries that may be added, ready to copy."""
        end = "; ".join(filter(None, [counted(len(self.problems), "fault"), self.outcome]))
        unchecked = f". Not checked yet: {self.unchecked}" if self.unchecked else ""
        last = [end + unchecked] if self.outcome or self.unchecked else []
        return [*map(str, self.problems), *last, *_entries(self.problems)]


def refuse(problems: Iterable[Problem]) -> None:
    """Raises Refused with the problems, where there are any."""
    if found := list(problems):
        raise Refused(found)


def _entries(problems: Sequence[Problem]) -> Iterator[str]:
    """What may be added to a file, under its name; nothing where no problem has an entry."""
    for file in dict.fromkeys(problem.file for problem in problems if problem.entry):
        yield f"to add to {file}:"
        for problem in problems:
            if problem.file == file and problem.entry:
                yield from ("", *problem.entry.splitlines())


class Read(Protocol):
    """What was read, and what is wrong with it."""

    @property
    def problems(self) -> Sequence[Problem]:
        """The faults of the file; what has none was read all the same."""


R = TypeVar("R", bound=Read)


def sound(read: R) -> R:
    """What was read, when nothing is wrong with it. Raises Refused with its problems."""
    refuse(read.problems)
    return read


@contextmanager
def concluded(outcome: str) -> Iterator[None]:
    """What is refused within ends with this outcome."""
    try:
        yield
    except Refused as refused:
        refused.outcome = outcome
        raise


def note(problems: list[Problem], problem: Problem) -> None:
    """Adds a problem of a file to those found so far. Raises Refused with them all when there are too many."""
    problems.append(problem)
    if len(problems) >= MOST_PROBLEMS:
        raise Refused(first(problems))


def first(problems: Sequence[Problem]) -> Sequence[Problem]:
    """The problems of one file that are told: all, unless there are too many."""
    if len(problems) < MOST_PROBLEMS:
        return problems
    return [*problems[:MOST_PROBLEMS], Problem(problems[0].file, "has more problems than these; correct them first")]


def printable(text: str) -> str:
    """The text with line breaks, controls and invisible characters written as escapes: it may come from anybody,
    and it goes to a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in text)


def counted(number: int, noun: str) -> str:
    """So many of something, in words: 1 article, 2,000 articles."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shown(value: object, limit: int = LIMIT) -> str:
    """A value as it is quoted in a message, cut in the middle when it is long."""
    text = cut(str(value), limit)
    left, right = "“”" if '"' in text else '""'  # a quotation inside a quotation has other marks
    return f"{left}{text}{right}" if isinstance(value, str) else text


def cut(text: str, limit: int = LIMIT) -> str:
    """The text without its middle when it is long, cut between words where they are not long themselves."""
    if len(text) <= limit:
        return text
    head, tail = text[: limit // 2], text[-limit // 3 :]
    begun, ended = head.rpartition(" ")[0], tail.partition(" ")[2]
    head = begun if len(begun) > limit // 4 and not text[limit // 2].isspace() else head
    tail = ended if len(ended) > limit // 6 and not text[-limit // 3 - 1].isspace() else tail
    return f"{head.rstrip()} ... {tail.lstrip()}"


def suggestion(word: str, known: Iterable[str]) -> str:
    """` (did you mean "x"?)` for the nearest known word, else the empty string: also where the nearest one differs by
    more than a slip of the keyboard."""
    near = get_close_matches(word[:LIMIT], list(islice(known, KNOWN)), n=1, cutoff=0.6)
    return f' (did you mean "{near[0]}"?)' if near and _edits(word, near[0]) <= max(2, len(word) // 6) else ""


def _edits(word: str, other: str) -> int:
    """The letters in which two words differ."""
    steps = SequenceMatcher(None, word, other, autojunk=False).get_opcodes()
    return sum(max(to - at, stop - start) for tag, at, to, start, stop in steps if tag != "equal")
