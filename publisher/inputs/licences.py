"""Which licence a dataset may name: one that SPDX lists, one of the general names of the Open Definition, or one of its
own."""

from __future__ import annotations

import re

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from publisher.problem import shown

# Of the Open Definition, for what has no name of its own. https://opendefinition.org/licenses/api/
GENERAL = ("notspecified", "other-at", "other-closed", "other-open", "other-pd")
OWN = "LicenseRef-"  # what SPDX writes before a name that it does not list
_DEED = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)(?:-([A-Z]+))?")
_COMMONS = re.compile(r"https?://(?:www\.)?creativecommons\.org/(.*)", re.IGNORECASE)


def fault(name: str, path: str) -> tuple[str, str]:
    """What is wrong with a licence: the key, `name` or `path`, and the message; two empty texts where nothing is. path:
    the address of its terms."""
    known = name if name in GENERAL or name.removeprefix(OWN) not in ("", name) else _as_listed(name)
    if known != name:
        right = known or f"CC-BY-4.0, or call your own {OWN}NAME"
        return "name", f"{shown(name)} is no licence on the list of SPDX (https://spdx.org/licenses/); write {right}"
    address = _address(name)
    if address and not _leads(path, address):
        return "path", f"{shown(path)} is not the address of {name}; write https://creativecommons.org/{address}/"
    return "", ""


def is_listed(name: str) -> bool:
    """Whether SPDX has a licence of that name."""
    return not name.startswith(OWN) and _as_listed(name) == name


def _as_listed(name: str) -> str:
    """The licence as SPDX writes it; empty where it has none of that name."""
    try:
        return canonicalize_license_expression(name)
    except InvalidLicenseExpression:
        return ""


def _address(name: str) -> str:
    """Where a licence of Creative Commons is on its site; empty for any other."""
    if name == "CC0-1.0":
        return "publicdomain/zero/1.0"
    parts = _DEED.fullmatch(name)
    return "/".join(["licenses", *(part.lower() for part in parts.groups() if part)]) if parts else ""


def _leads(path: str, address: str) -> bool:
    """Whether an address is that of the licence, of its text or of a translation."""
    there = _COMMONS.fullmatch(path)
    return there is not None and f"{there[1].lower()}/".startswith(f"{address}/")
