"""What the footer of a Parquet file says of its columns, read without pyarrow.

Where the metadata of a column contradict themselves, as in a file from elsewhere they may, pyarrow ends the process as
soon as it is asked for them. The footer is a Thrift structure in compact form: https://github.com/apache/parquet-format.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_TYPES = ("BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY")
_CODECS = ("UNCOMPRESSED", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW")
_PLAIN = {"INT32": "<i", "INT64": "<q", "DOUBLE": "<d"}
_DAMAGE = (LookupError, TypeError, AttributeError, UnicodeDecodeError, RecursionError, OverflowError)
_Structure = Mapping[int, Any]  # number of the field -> value


@dataclass(frozen=True, slots=True)
class Chunk:
    """The values of one column in one row group. type: how they are stored. repeated: a row has any number of them.
    least, most: the ends that the statistics give, as they are stored; None: there are none."""

    column: str
    type: str
    repeated: bool
    values: int
    codec: str
    least: bytes | None
    most: bytes | None

    def ends(self) -> tuple[Any, Any] | None:
        """The least and the most value, as numbers or bytes; None where there are none, or they are of a type that is
        not compared as it is stored. Raises ValueError where they are no values of the type."""
        if self.least is None or self.most is None or self.type not in (*_PLAIN, "BYTE_ARRAY"):
            return None
        if self.type == "BYTE_ARRAY":
            return self.least, self.most
        try:
            least, most = (struct.unpack(_PLAIN[self.type], end)[0] for end in (self.least, self.most))
        except struct.error:
            raise ValueError(f"the statistics of column {self.column} are no {self.type}") from None
        return least, most


@dataclass(frozen=True, slots=True)
class RowGroup:
    """A row group: how many rows it has, and its columns."""

    rows: int
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class Footer:
    """rows: how many the whole file has."""

    rows: int
    groups: tuple[RowGroup, ...]


def read_footer(path: Path) -> Footer:
    """The footer of a Parquet file. Raises ValueError where it is none or contradicts itself, OSError."""
    return _footer(_bytes(path))


@lru_cache(maxsize=64)  # a build opens each file some six times, and to read its footer takes longer than its rows
def _footer(raw: bytes) -> Footer:
    try:
        body = _Reader(raw).structure()
        columns = list(_columns(iter(body[2])))
        groups = tuple(_group(columns, group) for group in body.get(4, ()))
        footer = Footer(int(body[3]), groups)
    except _DAMAGE:
        raise ValueError("the footer is damaged") from None
    _check(footer)
    return footer


def _check(footer: Footer) -> None:
    """Raises ValueError where the numbers of rows and values contradict one another."""
    counts = [group.rows for group in footer.groups]
    if sum(counts) != footer.rows or min(counts, default=0) < 0:
        listed = " + ".join(map(str, counts[:5])) + (" + ..." if len(counts) > 5 else "")
        raise ValueError(f"the footer says {footer.rows} rows, and {listed or 0} in its row groups")
    for number, group in enumerate(footer.groups, 1):
        for chunk in group.chunks:
            if chunk.values != group.rows and not chunk.repeated:
                found = f"{group.rows} rows, but {chunk.values} values of column {chunk.column}"
                raise ValueError(f"row group {number} has {found}")


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        end = file.seek(0, 2)
        file.seek(max(end - 8, 0))
        tail = file.read(8)
        size = int.from_bytes(tail[:4], "little")
        if tail[4:] != b"PAR1" or size > end - 8:
            raise ValueError("the file has no footer of Parquet")
        file.seek(end - 8 - size)
        return file.read(size)


def _columns(
    elements: Iterator[_Structure], repeated: bool = False, root: bool = True
) -> Iterator[tuple[str, int, bool]]:
    """Name, type and whether it is repeated of each column, out of the tree of the schema."""
    element = next(elements, None)
    if element is None:
        raise ValueError("the footer is damaged")
    repeated = repeated or (not root and element.get(3) == 2)
    if not element.get(5):
        yield element[4].decode(), element[1], repeated
    for _ in range(element.get(5, 0)):
        yield from _columns(elements, repeated, root=False)


def _group(columns: Sequence[tuple[str, int, bool]], group: _Structure) -> RowGroup:
    return RowGroup(group[3], tuple(_chunk(*column, chunk[3]) for column, chunk in zip(columns, group[1], strict=True)))


def _chunk(name: str, kind: int, repeated: bool, body: _Structure) -> Chunk:
    if body[1] != kind:
        raise ValueError(f"column {name} is {_TYPES[kind]} in the schema, and of type {body[1]} where its values are")
    found = body.get(12, {})
    least, most = found.get(6), found.get(5)
    if not {type(least), type(most)} <= {bytes, type(None)}:
        raise ValueError(f"the statistics of column {name} are damaged")
    codec = _CODECS[body[4]] if 0 <= body[4] < len(_CODECS) else f"codec {body[4]}"
    return Chunk(name, _TYPES[kind], repeated, body[5], codec, least, most)


class _Reader:
    """Thrift, compact protocol: numbers, bytes, lists, structures."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._readers: Mapping[int, Callable[[], Any]] = {
            1: lambda: True,
            2: lambda: False,
            3: self._byte,
            **dict.fromkeys((4, 5, 6), self._integer),
            7: lambda: self._take(8),
            8: lambda: self._take(self._number()),
            **dict.fromkeys((9, 10), self._list),
            12: self.structure,
        }

    def structure(self) -> _Structure:
        """The fields by number up to the one that ends the structure."""
        fields: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._integer()
            fields[number] = self._readers[head & 15]()
        return fields

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _take(self, size: int) -> bytes:
        self._at += size
        if self._at > len(self._data):
            raise ValueError("the footer is damaged")
        return self._data[self._at - size : self._at]

    def _number(self) -> int:
        value = shift = 0
        while (byte := self._byte()) & 128:
            value |= (byte & 127) << shift
            shift += 7
        return value | byte << shift

    def _integer(self) -> int:
        value = self._number()
        return value >> 1 ^ -(value & 1)

    def _list(self) -> list[Any]:
        head = self._byte()
        size = head >> 4 if head >> 4 < 15 else self._number()
        kind = head & 15
        read = (lambda: self._byte() == 1) if kind in (1, 2) else self._readers[kind]
        return [read() for _ in range(size)]
