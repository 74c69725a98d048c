"""Zenodo: .zenodo.json, the metadata of a record.

Source of the form: developers.zenodo.org, deposit metadata.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from publisher.publish.citation import creators, is_person
from publisher.release.hosts.common import as_json, described, licence


def metadata(descriptor: Mapping[str, Any]) -> str:
    """The text of .zenodo.json."""
    page = descriptor.get("homepage")
    body = {
        "title": descriptor.get("title", descriptor["name"]),
        "description": f"<p>{html.escape(described(descriptor), quote=False)}</p>",
        "upload_type": "dataset",
        "access_right": "open",
        "license": licence(descriptor).get("name"),
        "version": descriptor.get("version"),
        "publication_date": str(descriptor.get("created", ""))[:10],
        "creators": [_creator(who) for who in creators(descriptor.get("contributors", []))],
        "keywords": list(descriptor.get("keywords", [])),
        "doi": descriptor.get("doi"),
        "related_identifiers": [{"identifier": page, "relation": "isDocumentedBy"}] if page else [],
    }
    return as_json(body)


def _creator(who: Mapping[str, Any]) -> dict[str, str]:
    name = ", ".join(who[key] for key in ("familyName", "givenName") if key in who) if is_person(who) else who["title"]
    return {"name": name, **({"affiliation": who["organization"]} if "organization" in who else {})}
