"""Markdown (GitHub's dialect): escaped text, code, links, tables, and blocks of a text that are generated."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_CODE = re.compile(r"`[^`]+`")
# Underscores within a word are no markup; at the beginning of a line there is more markup than elsewhere.
_MARKUP = re.compile(r"[\\`*\[\]<>~&$]|(?<![^\W_])_|_(?![^\W_])|^(?:[-+#=]|\d+(?=[.)]))")
_MARKER = re.compile(r"<!-- (?:generated: (?P<name>[a-z-]+)|/generated) -->")


def prose(text: str) -> str:
    """The text on one line, with everything escaped that Markdown would take for markup, but for `code spans`."""
    line = " ".join(text.split())
    pieces, end = [], 0
    for span in _CODE.finditer(line):
        pieces += [_escaped(line[end : span.start()], end == 0), span[0]]
        end = span.end()
    return "".join([*pieces, _escaped(line[end:], end == 0)])


def _escaped(text: str, first: bool) -> str:
    """`first`: the piece begins the line, so that `^` may match there."""
    guarded = text if first else "\0" + text
    escaped = _MARKUP.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", guarded)
    return escaped.removeprefix("\0") if not first else escaped


def code(text: str) -> str:
    """The text as a code span, whatever backticks it holds."""
    line = " ".join(text.splitlines())
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    pad = " " if line.startswith(("`", " ")) or line.endswith(("`", " ")) else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def link(label: str, target: str) -> str:
    """A link; `label` is Markdown, `target` an address without spaces and brackets or any address in <>."""
    return f"[{label}](<{target}>)" if re.search(r"[\s()]", target) else f"[{label}]({target})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[int] = ()) -> str:
    """A table of cells that are Markdown; `right`: positions of the columns that are set to the right."""
    rule = ["---:" if position in right else "---" for position in range(len(head))]
    return "\n".join(_row(cells) for cells in [head, rule, *rows])


def _row(cells: Iterable[str]) -> str:
    """A pipe ends a cell even within a code span; GitHub takes the backslash away again before anything else."""
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def fill(text: str, blocks: Mapping[str, str]) -> str:
    """The text with what stands between `<!-- generated: NAME -->` and `<!-- /generated -->` replaced by the block.

    Raises ValueError for a block without its markers, markers without a block, and markers that do not pair up.
    """
    pieces, end = [], 0
    found = list(_spans(text))
    names = [name for name, _, _ in found]
    for name in [*blocks, *names]:
        if names.count(name) != 1 or name not in blocks:
            raise ValueError(f"generated block {name!r}: {'not known' if name not in blocks else f'stands {names.count(name)} times, not once'}")
    for name, start, stop in found:
        pieces += [text[end:start], f"\n{blocks[name]}\n"]
        end = stop
    return "".join([*pieces, text[end:]])


def stale(text: str, blocks: Mapping[str, str]) -> list[str]:
    """The names of the blocks that `fill` would change, in the order of the text. Raises ValueError as `fill` does."""
    filled = fill(text, blocks)
    pairs = zip(_spans(text), _spans(filled), strict=True)
    return [old[0] for old, new in pairs if text[old[1] : old[2]] != filled[new[1] : new[2]]]


def _spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Name, start and end of what stands between each pair of markers. Raises ValueError when they do not pair up."""
    opened: re.Match[str] | None = None
    for marker in _MARKER.finditer(text):
        if (opened is None) == (marker["name"] is None):
            line = text.count("\n", 0, marker.start()) + 1
            raise ValueError(f"line {line}: {marker[0]} stands where the other marker is expected")
        if opened is not None:
            yield opened["name"], opened.end(), marker.start()
        opened = marker if opened is None else None
    if opened is not None:
        raise ValueError(f"{opened[0]} is never closed by <!-- /generated -->")
