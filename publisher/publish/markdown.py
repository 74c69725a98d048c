"""Markdown (GitHub's dialect): escaped text, code, links, tables, and blocks of a text that are generated."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath

from jinja2 import Environment

from publisher.publish.compiled import environment

_CODE = re.compile(r"(`[^`]+`)")
_MARKUP = re.compile(r"[\\`*\[\]<>~&$]|(?<![^\W_])_|_(?![^\W_])")  # within a word an underscore is no markup
_LINE_START = re.compile(r"[-+#=]|[0-9]+[.)]")
_MARKER = re.compile(r"<!-- (?:generated: (?P<name>[a-z-]+)|/generated) -->")


def prose(text: str) -> str:
    """The text on one line, with everything escaped that Markdown would take for markup, but for `code spans`."""
    pieces = _CODE.split(" ".join(text.split()))
    escaped = "".join(piece if i % 2 else _MARKUP.sub(r"\\\g<0>", piece) for i, piece in enumerate(pieces))
    start = _LINE_START.match(escaped)
    return f"{escaped[: start.end() - 1]}\\{escaped[start.end() - 1 :]}" if start else escaped


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


def render(template: str, **values: object) -> str:
    """The text that a template of the folder `documents` gives for these values: paragraphs, an empty line between two
    of them, without those that are empty. Raises jinja2.UndefinedError where it asks for a name that is not there."""
    return re.sub(r"\n{3,}", "\n\n", _documents().get_template(template).render(values)).strip() + "\n"


@cache
def _documents() -> Environment:
    made = environment(Path(__file__).parent / "documents", escaped=False)
    made.filters |= {"code": code, "link": link, "prose": prose, "thousands": "{:,}".format}
    made.filters["file"] = lambda path: PurePosixPath(path).name
    made.globals["table"] = table
    return made


def fill(text: str, blocks: Mapping[str, str]) -> str:
    """The text with what is between `<!-- generated: NAME -->` and `<!-- /generated -->` replaced by the block.

    Raises ValueError for a block without its markers, markers without a block, and markers that do not pair up.
    """
    spans = list(_spans(text))
    found = [name for name, _, _ in spans]
    if sorted(found) != sorted(blocks):
        raise ValueError(
            f"generated blocks: found {', '.join(found) or 'none'}, expected {', '.join(blocks) or 'none'}"
        )
    pieces, end = [], 0
    for name, start, stop in spans:
        pieces += [text[end:start], f"\n{blocks[name]}\n"]
        end = stop
    return "".join([*pieces, text[end:]])


def _spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Name, start and end of what is between each pair of markers. Raises ValueError when they do not pair up."""
    opened: re.Match[str] | None = None
    for marker in _MARKER.finditer(text):
        if (opened is None) == (marker["name"] is None):
            line = text.count("\n", 0, marker.start()) + 1
            raise ValueError(f"line {line}: found {marker[0]}, expected the other marker")
        if opened is not None:
            yield opened["name"], opened.end(), marker.start()
        opened = marker if opened is None else None
    if opened is not None:
        raise ValueError(f"{opened[0]} is never closed by <!-- /generated -->")
