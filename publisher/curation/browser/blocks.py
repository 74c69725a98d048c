"""A TOML file as blocks of text, one a header, so that an edit changes the bytes of what it is about and no others.

A block begins with its header, or with the comment lines directly above it, and ends with its last key. Comments
between its keys belong to it. All else, such as blank lines and comments that a blank line parts from the header,
belongs to no block and stays. Offsets are characters of the file. A file that is no TOML is split as far as it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

# What may hold a bracket or a line end that is none, the whole of it; else one character.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|\#[^\n]*+"
    r"|[^\"'\#\[\]{}\n]++"
    r"|.|\n",
    re.DOTALL,
)
_HEADER = re.compile(r"""[ \t]*+\[\[?[ \t]*+(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))[ \t]*+(\.)?""")
_BLANK = re.compile(r"[ \t]*\r?\n")
_BLANK_BEFORE = re.compile(r"(?:(?<=\n)|\A)[ \t]*\r?\n\Z")
_KEY = re.compile(r"""[ \t]*+(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))""")


@dataclass(frozen=True, slots=True)
class Item:
    """A key with its value, from the beginning of its line to the beginning of the next. A dotted key has the name of
    its first part."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A table of the file. table: the name in its header; start, end: all of it; head: where its header begins, in the
    line of that number, counted from 1; items: its keys, without those of the tables below it."""

    table: str
    start: int
    head: int
    end: int
    line: int
    items: tuple[Item, ...]
    nested: bool = False

    def item(self, key: str) -> Item | None:
        """The first item of a key."""
        return next((item for item in self.items if item.key == key), None)


@lru_cache(maxsize=8)
def split(text: str) -> tuple[Block, ...]:
    """The blocks of a file, in its order. Keys in front of the first header belong to none."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    table, start, head, end, line, nested = "", 0, 0, 0, 0, False  # of the block that is being read
    items: list[Item] = []
    comments: int | None = None  # where the comment lines begin that end here
    number, at = 1, 0
    for begin, stop in _lines(text):
        number, at = number + text.count("\n", at, begin), begin
        header, key = _HEADER.match(text, begin, stop), _KEY.match(text, begin, stop)
        if header:
            name = _first(header)
            if header[4] and name == table:
                nested, end = True, stop
            else:
                if table:
                    yield Block(table, start, head, end, line, tuple(items), nested)
                table, start, head, end, line, nested = name, begin, begin, stop, number, False
                start, items = begin if comments is None else comments, []
        elif table and key:
            items += [] if nested else [Item(_first(key), begin, stop)]
            end = stop
        is_comment = text[begin:stop].lstrip().startswith("#")
        comments = (begin if comments is None else comments) if is_comment else None
    if table:
        yield Block(table, start, head, end, line, tuple(items), nested)


def _first(name: re.Match[str]) -> str:
    """A name, in quotes or without."""
    return next(part for part in name.groups()[:3] if part is not None)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The logical lines of a file, each with its line end: a value in brackets or in three quotes is one."""
    start = depth = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in ("[", "{"):
            depth += 1
        elif sign in ("]", "}"):
            depth -= 1
        elif sign == "\n" and depth <= 0:
            yield start, token.end()
            start, depth = token.end(), 0
    if start < len(text):
        yield start, len(text)


# Edits: the text before and after what is named stays as it is


def removed(text: str, block: Block) -> str:
    """The file without a block and one blank line after it, or, at the end of the file, before it."""
    start, end = block.start, block.end
    if blank := _BLANK.match(text, end):
        end = blank.end()
    elif end == len(text) and (before := _BLANK_BEFORE.search(text[:start])):
        start = before.start()
    return text[:start] + text[end:]


def inserted(text: str, at: int, lines: Sequence[str]) -> str:
    """The file with a block more, at the end of another one or of a line, a blank line on each side of it."""
    before, rest, end = text[:at], text[at:], _end(text)
    new = "".join(f"{line}{end}" for line in lines)
    above = "" if not before or before.endswith("\n") else end
    above += "" if not before or _BLANK_BEFORE.search(before) else end
    below = "" if not rest or _BLANK.match(rest) else end
    return before + above + new + below + rest


def rewritten(text: str, block: Block, key: str, lines: Sequence[str], order: Sequence[str]) -> str:
    """The file with other lines for a key of a block; no lines: without it. order: of the keys; a new one is put
    behind the last that comes before it."""
    own = [item for item in block.items if item.key == key]
    new = "".join(f"{line}{_end(text)}" for line in lines)
    if not own:
        earlier = order[: order.index(key)] if key in order else order
        before = [item.end for item in block.items if item.key in earlier]
        at = before[-1] if before else text.find("\n", block.head) + 1 or len(text)
        gap = "" if text[:at].endswith("\n") or not new else _end(text)
        return text[:at] + gap + new + text[at:]
    for item in reversed(own):
        text = text[: item.start] + (new if item is own[0] else "") + text[item.end :]
    return text


def _end(text: str) -> str:
    """How lines end in a file."""
    return "\r\n" if "\r\n" in text else "\n"
