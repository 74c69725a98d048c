"""What the hand-written part of README.md and docs/reading.md says of another dataset, or of another state of this one.

Whoever replaces what is in seeds/ keeps a README with the example, the answers and the archive of the dataset that was
there before. Three things can be proved: an id that it names is an id of the package, an archive that it names is the
one that is released, and what is in a table of answers is in the package.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa

from publisher.formats.parquet import ROW_GROUP, read_rows
from publisher.problem import EntryName, Problem, shown
from publisher.versions.withdrawals import ID

DOCUMENTS = ("README.md", "docs/reading.md")  # with answers and records of the dataset
_ARCHIVE = re.compile(r"([\w.-]+?)-(\d+\.\d+\.\d+)\.zip")
_FENCE = "```"
_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?|True|False|true|false|")
_NAMED_ID = re.compile(rf"(?<![\w-])(?:{ID.pattern})(?![\w-])", re.ASCII)
_BLOCK = re.compile(r"<!-- (/?)generated\b")
JOINTS = (" + ", "; ", " > ", ": ")  # join the cells of several rows in one of an answer
_SENTENCE = re.compile(r"(?<=\.) ")
_WITH_ROLE = re.compile(r"(.+) \((\w+)\)")


def problems(
    name: str, text: str, descriptor: Mapping[str, Any], data: Path, retired: Sequence[str] = ()
) -> Iterator[Problem]:
    """One line for each place of a document at which it speaks of something that the package does not hold.

    name: of the document. data: the folder of the Parquet files. retired: ids that the package once held. Raises
    OSError, pyarrow.ArrowException.
    """
    lines = list(_written_by_hand(text))
    archive = f"{descriptor['name']}-{descriptor['version']}"
    answers, ids = list(_answers(lines)), dict(_ids(lines))
    pieces = {piece for cell, _, _ in answers for piece in _pieces(cell)}
    absent = _absent({*pieces, *ids}, data) - set(retired)
    found = [(line, f"names {other}.zip; this release is {archive}.zip") for line, other in _archives(lines, archive)]
    for key in absent & set(ids):
        found.append((ids[key], f"names {key}, which this dataset does not hold; show a record of it"))
    for cell, line, code in answers:
        for part in _unknown(cell, absent - set(ids), code):
            found.append((line, f"answers {shown(part)}, which is nowhere in this dataset; ask the question again"))
    for line, told in groupby(sorted(found), itemgetter(0)):
        yield Problem(name, next(told)[1], EntryName(f"line {line}"))


def _written_by_hand(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, without those that a build fills in."""
    generated = False
    for number, line in enumerate(text.splitlines(), 1):
        if marker := _BLOCK.match(line):
            generated = not marker[1]
        elif not generated:
            yield number, line


def _archives(lines: Sequence[tuple[int, str]], released: str) -> Iterator[tuple[int, str]]:
    for number, line in lines:
        for name in _ARCHIVE.finditer(line):
            if (other := name.group().removesuffix(".zip")) != released:
                yield number, other


def _ids(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    for number, line in reversed(lines):  # so that the first place of each stays
        yield from ((key, number) for key in _NAMED_ID.findall(line))


def _answers(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int, str]]:
    """The cells of each table that follows a block of code, with their lines and that code."""
    code, inside, follows = "", False, False
    for number, line in lines:
        if line.startswith(_FENCE):
            inside = not inside
            code, follows = ("", False) if inside else (code, True)
        elif inside:
            code += line + "\n"
        elif not line.startswith("|"):
            follows = follows and not line.strip()
        elif follows:
            for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")):
                yield cell.strip().replace("\\|", "|"), number, code


def _readings(cell: str) -> list[list[str]]:
    """The ways to take an answer apart: at the first of each joint, after its first sentence, as "name (role)", or as
    an inferred name."""
    with_role = _WITH_ROLE.fullmatch(cell)
    others = [[*with_role.groups()]] if with_role else [[cell[:-1]]] if cell.endswith("?") else []
    sentences = _SENTENCE.split(cell, 1)
    joined = [cell.split(joint, 1) for joint in JOINTS if joint in cell]
    return [*joined, *([sentences] if len(sentences) > 1 else []), *others]


def _pieces(cell: str) -> set[str]:
    """An answer, and all that it may join."""
    return {cell}.union(*(_pieces(part) for parts in _readings(cell) for part in parts))


def _unknown(cell: str, absent: Collection[str], code: str) -> list[str]:
    """The words of an answer that neither the dataset nor the question has, by themselves or joined with others: of the
    ways to take it apart, that which leaves the fewest."""
    if cell not in absent or _NUMBER.fullmatch(cell) or set(cell) <= set("-: ") or cell in code:
        return []
    ways = ([one for part in parts for one in _unknown(part, absent, code)] for parts in _readings(cell))
    return min(ways, key=len, default=[cell])


def _absent(words: set[str], data: Path) -> set[str]:
    """Those of the words that are no cell of any table."""
    left = set(words)
    for batch in read_rows(sorted(data.glob("*.parquet")), ROW_GROUP) if left else ():
        for column in batch.columns:
            left -= set(column.cast(pa.string()).unique().to_pylist())
    return left
