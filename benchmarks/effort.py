"""What a curator of the article here types: from nothing, and after a draft with the actors known.

    python -m benchmarks.effort [SEEDS STEM]

Records of the draft are matched with those that are published by their words, their ids are taken as equal. Of a line
that is in the draft but differs, only what is put in counts; of a record that is not in the draft, all of it.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from publisher import SCHEMAS
from publisher.curation.compare import pair_of
from publisher.curation.draft import write
from publisher.schemas import load

ROOT = Path(__file__).parent.parent
ARTICLE = "000_4700b357f6aa5ab5"
_ID = re.compile(r'"((?:evt|stm|fig)-[a-z0-9-]+)"')


def main() -> None:
    seeds, stem = (Path(sys.argv[1]), sys.argv[2]) if sys.argv[2:] else (ROOT / "seeds", ARTICLE)
    final = (seeds / f"{stem}.toml").read_text("utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in (f"{stem}.txt", "actors.toml"):
            (folder / name).write_bytes((seeds / name).read_bytes())
        write(str(folder / f"{stem}.txt"), SCHEMAS, update=False)
        drafted = folder / f"{stem}.toml"
        pair = pair_of(seeds / f"{stem}.toml", drafted, folder / f"{stem}.txt", load(SCHEMAS))
        same = dict(pair.same_record)
        draft = _ID.sub(lambda match: f'"{same.get(match[1], match[1])}"', drafted.read_text("utf-8"))
        unmade = sum(map(len, (pair.only(table, False) for table in pair.matched)))
        wrong = sum(map(len, (pair.only(table, True) for table in pair.matched)))
        made = sum(map(len, pair.matched.values()))
    ours, theirs = blocks(final), blocks(draft)
    whole = sum(len(line) + 1 for block in ours for line in block)
    rest = sum(typed(block, theirs) for block in ours)
    print(f"characters of the curated file, without comments and blank lines  {whole:>7,}")
    print(f"typed after a draft                                               {rest:>7,}  {rest / whole:.0%}")
    print(f"records in both {made}, only published {unmade}, only drafted {wrong}")


def blocks(toml: str) -> list[list[str]]:
    """The entries of a file, each with its lines; without comments, blank lines and `todo`."""
    found: list[list[str]] = []
    for line in toml.splitlines():
        if line.startswith("["):
            found.append([])
        if line.strip() and not line.startswith(("#", "todo = ")) and found:
            found[-1].append(line)
    return found


def typed(block: Sequence[str], others: Sequence[Sequence[str]]) -> int:
    """The fewest characters to be put into one of the entries of its kind, or typed anew, to make an entry of it."""
    alike = [other for other in others if other[0] == block[0] and _same(block, other)]
    return min([_from(block, other) for other in alike], default=sum(len(line) + 1 for line in block))


def _same(block: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two entries may be one: the same id, or where they have none the same words."""
    one, two = _keys(block), _keys(other)
    return one["id"] == two["id"] if "id" in one else one.get("text") == two.get("text")


def _from(block: Sequence[str], other: Sequence[str]) -> int:
    old = _keys(other)
    lines = _keys(block)
    return sum(_put_in(old[key], line) if key in old else len(line) + 1 for key, line in lines.items())


def _keys(block: Sequence[str]) -> Mapping[str, str]:
    """Key -> its lines; a list that goes over several lines is one."""
    found: dict[str, str] = {}
    key = block[0]
    for line in block:
        if match := re.match(r"(\w+) = ", line):
            key = match[1]
        found[key] = f"{found[key]}\n{line}" if key in found else line
    return found


def _put_in(old: str, new: str) -> int:
    """The characters that are put in to make one text of another."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(stop - start for tag, _, _, start, stop in steps if tag in ("insert", "replace"))


if __name__ == "__main__":
    main()
