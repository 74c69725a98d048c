"""dataset.toml: what the descriptor says of the dataset as a whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from . import strict
from .problem import Problem, Refused, note, shown

VERSION = re.compile(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)", re.ASCII)
NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", re.ASCII)
TEXTS = ("name", "title", "description", "version")
ROLES = ("creator", "publisher", "contributor", "maintainer", "editor", "author", "wrangler")


@dataclass(frozen=True, slots=True)
class Dataset:
    """created: an instant in UTC that the curator states; licence and contributors as in the Data Package standard."""

    name: str
    title: str
    description: str
    version: str
    created: str
    licence: Mapping[str, str]
    contributors: tuple[Mapping[str, Any], ...]
    keywords: tuple[str, ...]
    homepage: str | None = None


def read(name: str, raw: bytes) -> Dataset:
    """The dataset of the file called `name`. Raises Refused with every fault."""
    body = strict.toml(name, raw)
    problems: list[Problem] = []

    def say(record: str, field: str, message: str) -> None:
        note(problems, Problem(name, record, field, message))

    strict.keys(
        "",
        body,
        {*TEXTS, "created", "licence", "contributors", "keywords", "homepage"},
        (*TEXTS, "created", "licence", "contributors", "keywords"),
        say,
    )
    for key in (*TEXTS, "homepage"):
        if key in body:
            fault = strict.plain(body[key]) if isinstance(body[key], str) else f"is {shown(body[key])}; write a text"
            fault = fault or _form(key, body[key])
            if fault:
                say("", key, fault)
    if "created" in body and not (isinstance(body["created"], datetime) and body["created"].tzinfo):
        say("", "created", f"is {shown(body['created'])}; write an instant such as 2025-06-06T00:00:00Z")
    if "keywords" in body and not _texts(body["keywords"]):
        say("", "keywords", "is no list of texts")
    licence = body.get("licence", {})
    if not isinstance(licence, dict) or not all(isinstance(licence.get(key), str) for key in ("name", "title", "path")):
        say("licence", "", "needs the texts name (SPDX), title and path (an address)")
    contributors = strict.entries(body, "contributors", say)
    for number, entry in enumerate(contributors, 1):
        record = f"contributors[number {number}]"
        strict.keys(record, entry, {"title", "roles", "path", "email", "organization"}, {"title", "roles"}, say)
        strange = [role for role in entry.get("roles", []) if role not in ROLES]
        if not _texts(entry.get("roles", [])) or strange:
            say(record, "roles", f"{shown(strange)}: write a list of {', '.join(ROLES)}")
    if "contributors" in body and not contributors:
        say("contributors", "", "names nobody; say who made the dataset")
    if problems:
        raise Refused(problems)
    created = body["created"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Dataset(
        **{key: body[key] for key in TEXTS},
        created=created,
        licence=licence,
        contributors=tuple(contributors),
        keywords=tuple(body["keywords"]),
        homepage=body.get("homepage"),
    )


def _form(key: str, value: str) -> str:
    if key == "version" and not VERSION.fullmatch(value):
        return f"{shown(value)} is no version; write major.minor.patch, such as 1.0.0"
    if key == "name" and not NAME.fullmatch(value):
        return f"{shown(value)} is no package name; write lower-case letters, digits, hyphens"
    if key == "homepage" and not re.match(r"https?://\S+$", value):
        return f"{shown(value)} is no web address"
    return ""


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) and entry.strip() for entry in value)
