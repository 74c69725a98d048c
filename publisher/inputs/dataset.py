"""dataset.toml: what the descriptor says of the dataset as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from publisher.formats.parts import LARGEST_PART
from publisher.inputs import toml_fields
from publisher.inputs.text_language import DEFAULT
from publisher.inputs.toml_fields import TomlFile
from publisher.problem import WHOLE, EntryName, shown, sound

VERSION = re.compile(r"(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})", re.ASCII)
LONGEST_NAME = 100  # characters: files bear it
NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", re.ASCII)
TEXTS = ("name", "title", "description", "version")
OPTIONAL = ("homepage", "id", "doi", "base_url", "language")
LICENCE = ("name", "title", "path")
_LICENCE = EntryName("licence")
DOCUMENT = ("title", "path")
CONTRIBUTOR = ("title", "roles", "givenName", "familyName", "path", "email", "organization")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?", re.ASCII)  # as in sources.json
LICENCE_NAME = re.compile(r"[-a-zA-Z0-9._]+", re.ASCII)  # the pattern of the Data Package standard
DOI = re.compile(r"10\.[0-9]{4,9}/[!-~]+", re.ASCII)
DOI_ORG = "https://doi.org/"
FILE_PATH = re.compile(r"(?:[a-zA-Z0-9_-][a-zA-Z0-9._-]*/)*[a-zA-Z0-9_-][a-zA-Z0-9._-]*", re.ASCII)
_CREATED = "write a day or a time without quotation marks, such as 2025-06-06 or 2025-06-06T15:00:00Z"
BLOCKS = {
    "licence": "the block [licence] with name, title and path",
    "contributors": "a block [[contributors]] with title and roles for each",
}
LISTS = ("documents", "articles")
SWITCHES = ("publish_text", "private_persons")
NUMBERS = {
    "part_size": (10_000, f"bytes, 10_000 or more, such as {LARGEST_PART:_}"),  # fewer are a slip, such as megabytes
    "article_pages": (0, "articles, such as 2_000"),
}
"""Key -> the least that it may be, and what fits."""
ROLES = ("creator", "publisher", "contributor", "maintainer", "editor", "author", "wrangler")


@dataclass(frozen=True, slots=True)
class Dataset:
    """created: an instant in UTC that the curator states; licence and contributors as in the Data Package standard;
    language: that of articles for which none is known; base_url: where the files of the package can be fetched, with a
    slash at its end; documents: what the page links to, title and path from the package; articles: what it says of
    single articles, as it is written there. publish_text: whether the full text may be shown of an article of which
    neither its archive nor a curator says that. private_persons: whether the extractor makes actors of persons who have
    no title and say nothing. part_size: bytes of CSV that a part of a table has at most. article_pages: how many
    articles of an archive have a page of their own, None where the program decides."""

    name: str
    title: str
    description: str
    version: str
    created: str
    licence: Mapping[str, str]
    contributors: tuple[Mapping[str, Any], ...]
    keywords: tuple[str, ...]
    homepage: str | None = None
    id: str | None = None
    doi: str | None = None
    base_url: str | None = None
    language: str = DEFAULT
    documents: tuple[Mapping[str, str], ...] = ()
    articles: tuple[Mapping[str, Any], ...] = ()
    publish_text: bool = False
    private_persons: bool = True
    part_size: int = LARGEST_PART
    article_pages: int | None = None

    @property
    def described(self) -> dict[str, Any]:
        """Its part of the descriptor."""
        return {
            "name": self.name,
            "id": self.id or (DOI_ORG + self.doi if self.doi else None),
            "title": self.title,
            "description": self.description,
            "version": self.version,
            "created": self.created,
            "homepage": self.homepage,
            "doi": self.doi,
            "baseUrl": self.base_url,
            "licenses": [dict(self.licence)],
            "contributors": [dict(contributor) for contributor in self.contributors],
            "keywords": list(self.keywords),
        }


UNKNOWN = Dataset("", "", "", "", "", {}, (), ())  # where dataset.toml is faulty, and other faults are looked for


def read(name: str, raw: bytes) -> Dataset:
    """The dataset of the file called `name`. Raises Refused with every fault."""
    return dataset(name, toml_fields.toml(name, raw))


def dataset(name: str, body: Mapping[str, Any]) -> Dataset:
    """The dataset, from the tables of its file. Raises Refused with every fault."""
    file = TomlFile(name)
    needed = (*TEXTS, "created", "keywords")
    for key in (key for key in BLOCKS if key not in body):
        file.say(WHOLE, key, f"is missing; write {BLOCKS[key]}, as docs/publishing.md shows")
    file.keys(WHOLE, body, {*needed, *BLOCKS, *OPTIONAL, *LISTS, *SWITCHES, *NUMBERS}, needed)
    _texts(file, WHOLE, body, (*TEXTS, *OPTIONAL))
    created = _instant(body.get("created"))
    if "created" in body and created is None:
        file.say(WHOLE, "created", f"is {shown(body['created'])}; {_CREATED}")
    for key in SWITCHES:
        if not isinstance(body.get(key, False), bool):
            file.say(WHOLE, key, f"is {shown(body[key])}; write true or false")
    for key, (least, fitting) in NUMBERS.items():
        number = body.get(key, least)
        if not isinstance(number, int) or isinstance(number, bool) or number < least:
            file.say(WHOLE, key, f"is {shown(number)}; write a whole number of {fitting}")
    if "keywords" in body:
        _list(file, WHOLE, "keywords", body["keywords"])
    licence = body.get("licence", {})
    if not isinstance(licence, dict):
        file.say(_LICENCE, "", "is no table; write name (SPDX), title and path (an address) under [licence]")
    elif "licence" in body:
        file.keys(_LICENCE, licence, LICENCE, LICENCE)
        if {"name", "path"} <= _texts(file, _LICENCE, licence, LICENCE):
            _licence(file, licence)
    for number, entry in enumerate(contributors := file.entries(body, "contributors"), 1):
        record = EntryName("contributors", f"number {number}")
        file.keys(record, entry, CONTRIBUTOR, (*CONTRIBUTOR[:2], *(["familyName"] if "givenName" in entry else [])))
        _texts(file, record, entry, [key for key in CONTRIBUTOR if key != "roles"])
        if "roles" in entry and _list(file, record, "roles", entry["roles"]):
            strange = [role for role in entry["roles"] if role not in ROLES]
            if strange:
                file.say(record, "roles", f"{shown(strange[0])} is no role; known: {', '.join(ROLES)}")
    for number, entry in enumerate(documents := file.entries(body, "documents"), 1):
        record = EntryName("documents", f"number {number}")
        file.keys(record, entry, DOCUMENT, DOCUMENT)
        _texts(file, record, entry, DOCUMENT)
    articles = file.entries(body, "articles")
    if body.get("documents") == []:
        file.say(EntryName("documents"), "", "names none; name a document, or leave it out")
    if body.get("contributors") == []:
        file.say(EntryName("contributors"), "", "names nobody; say who made the dataset")
    sound(file)
    return Dataset(
        **{key: body[key] for key in TEXTS},
        created=str(created),
        licence=licence,
        contributors=tuple(contributors),
        keywords=tuple(body["keywords"]),
        **{key: body[key] for key in OPTIONAL if key in body},
        documents=tuple(documents),
        articles=tuple(articles),
        **{key: body[key] for key in (*SWITCHES, *NUMBERS) if key in body},
    )


def _instant(value: object) -> str | None:
    """An instant as text, in UTC and whole seconds: of a day its beginning there; None for any other value."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value}T00:00:00Z"
    if not isinstance(value, datetime) or value.tzinfo is None or value.microsecond:
        return None
    try:
        return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    except OverflowError:  # at the ends of the calendar
        return None


def _licence(file: TomlFile, licence: Mapping[str, str]) -> None:
    from publisher.inputs.licences import fault  # its list is long, and `extract` needs none

    key, message = fault(licence["name"], licence["path"])
    if message:
        file.say(_LICENCE, key, message)


def _texts(file: TomlFile, record: EntryName, entry: Mapping[str, Any], keys: Sequence[str]) -> set[str]:
    """Those of the keys that have a text of the right form; what is wrong with the others is noted."""
    kind, fine = record.table, set[str]()
    for key in (key for key in keys if key in entry):
        value = entry[key]
        fault = toml_fields.plain(value) if isinstance(value, str) else f"is {shown(value)}; write a text"
        fits, wanted = _FORMS.get(f"{kind}.{key}" if kind in ("licence", "documents") else key, (bool, ""))
        if fault := fault or (f"{shown(value)} is no {wanted}" if not fits(value) else ""):
            file.say(record, key, fault)
        else:
            fine.add(key)
    return fine


def _list(file: TomlFile, record: EntryName, key: str, value: object) -> bool:
    """Whether the value is a list of different texts; if not, that is noted."""
    if not isinstance(value, list) or not all(
        isinstance(entry, str) and not toml_fields.plain(entry) for entry in value
    ):
        file.say(record, key, f'is {shown(value)}; write a list of texts such as ["one", "other"]')
    elif not value or len(set(value)) < len(value):
        file.say(record, key, "holds a text twice; keep one" if value else "is empty; write at least one text")
    else:
        return True
    return False


def _is_email(value: str) -> bool:
    """Whether frictionless takes it for an address; it would refuse the package otherwise."""
    from validators import email  # where somebody states one

    return email(value) is True


_ADDRESS = (toml_fields.WEB.fullmatch, "web address; write one that begins with https://")
_FORMS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "version": (VERSION.fullmatch, "version; write major.minor.patch, such as 1.0.0"),
    "name": (
        lambda value: NAME.fullmatch(value) and len(value) <= LONGEST_NAME,
        f"package name; write at most {LONGEST_NAME} lower-case letters, digits, hyphens",
    ),
    "documents.path": (FILE_PATH.fullmatch, "path inside the package; write one such as docs/codebook.md"),
    **dict.fromkeys(("homepage", "path", "licence.path"), _ADDRESS),
    "base_url": (
        lambda value: toml_fields.WEB.fullmatch(value) and value.endswith("/"),
        "web address of a folder; write one that begins with https:// and ends with /",
    ),
    "doi": (DOI.fullmatch, "DOI; write it without an address, such as 10.5281/zenodo.1234567"),
    "language": (LANGUAGE.fullmatch, "language code; write one such as en, pt-BR or zh-Hant"),
    "licence.name": (
        LICENCE_NAME.fullmatch,
        "licence identifier; write one of https://spdx.org/licenses/, such as CC-BY-4.0",
    ),
    "email": (_is_email, "email address; write one such as ada@example.org, or leave it out"),
}
"""Key -> whether a text has its form, and what it is not where it has another one."""
