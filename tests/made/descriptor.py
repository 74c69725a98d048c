"""Which single changes of the descriptor of a package nobody objects to.

    python -m benchmarks.descriptor [FOLDER]

Every leaf (a text, a number, true or false) is changed, and every entry of an object or a list is left out, one at a
time; `validate` says whether it finds that. Without FOLDER the package of the repository.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from made import call

from publisher.validate.package import check_package

Path_ = tuple[str | int, ...]


def mutants(body: Any) -> Iterator[tuple[str, Path_, Any]]:
    """What was done, where, and the descriptor with that one change."""
    for path, value in places(body):
        if path:
            yield "left out", path, changed(body, path, None, leave_out=True)
        if not isinstance(value, dict | list):
            yield "changed", path, changed(body, path, other(value))


def places(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Every value in a JSON value, with the keys that lead there."""
    yield path, value
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, (*path, key))


def other(value: Any) -> Any:
    """Another value of the same type; another hash for a hash, since a broken form is found too easily."""
    if isinstance(value, str) and value.startswith("sha256:"):
        return value[:-1] + ("1" if value.endswith("0") else "0")
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int | float) else f"{value}x"


def changed(value: Any, path: Path_, new: Any, leave_out: bool = False) -> Any:
    """A copy with another value in one place, or none there."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1 and leave_out:
        del copy[path[0]]  # type: ignore[arg-type]
    else:
        copy[path[0]] = changed(value[path[0]], path[1:], new, leave_out)  # type: ignore[index]
    return copy


def named(path: Path_) -> str:
    """`resources[].bytes`: the place, whichever entry of a list it is in."""
    return "".join("[]" if isinstance(key, int) else f".{key}" for key in path).removeprefix(".")


def survivors(folder: Path, every: int = 1, first: int = 0) -> tuple[Counter[str], int]:
    """The changes that `validate` lets pass, by what was done and where, and how many changes there are. every: only
    each so many-th is tried, from the first on (counted from 0)."""
    body = json.loads((folder / "datapackage.json").read_bytes())
    found: Counter[str] = Counter()
    number = 0
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy"
        for name in ("data", "schemas", "seeds"):
            if (folder / name).is_dir():
                shutil.copytree(folder / name, copy / name)
        for number, (what, path, mutant) in enumerate(mutants(body), 1):
            if (number - 1) % every == first:
                (copy / "datapackage.json").write_text(json.dumps(mutant))
                found[f"{what}: {named(path)}"] += check_package(copy).valid
    return +found, number


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("folder", type=call.folder, nargs="?", default=Path())
    found, many = survivors(parser.parse_args().folder)
    for place, count in sorted(found.items()):
        print(f"{count:4}  {place}")
    print(f"{many} changes, {found.total()} that nobody objects to")
