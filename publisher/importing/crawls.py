"""Crawls: the pages of a WARC file, packed or not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from publisher.importing.entries import Bad, Columns, Found
from publisher.importing.pages import page
from publisher.inputs.article_reader import LARGEST_ARTICLE, too_large

_CHARSET = re.compile(r"""\bcharset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml")


def read(path: Path, _: Columns) -> Found:
    """The pages of a crawl, each with its address as doc_id. Answers that are no pages are passed over: a crawl has
    pictures and redirections, too."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    with path.open("rb") as file:
        try:
            for number, record in enumerate(ArchiveIterator(file), 1):
                if _is_page(record):
                    address = record.rec_headers.get_header("WARC-Target-URI")
                    place = f"{path.name}: record {number} ({address})"
                    raw = record.content_stream().read(LARGEST_ARTICLE + 1)
                    whole = len(raw) <= LARGEST_ARTICLE
                    yield page(place, raw, address, _encoding(record)) if whole else Bad(place, too_large(len(raw)))
        except (ArchiveLoadFailed, EOFError, ValueError) as error:
            yield Bad(f"{path.name}: record {number + 1}", f"the crawl cannot be read from here on ({error})")


def _is_page(record: Any) -> bool:
    """Whether a record is a page that a server gave."""
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = _kind(record).partition(";")[0].strip().lower()
    return record.http_headers.get_statuscode() == "200" and kind in _PAGES


def _encoding(record: Any) -> str:
    """The encoding that the server states; empty where it states none."""
    stated = _CHARSET.search(_kind(record))
    return stated[1] if stated else ""


def _kind(record: Any) -> str:
    return str(record.http_headers.get_header("Content-Type") or "")
