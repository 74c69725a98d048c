"""The metadata of a record at Zenodo."""

from __future__ import annotations

import json
from typing import Any

from publisher.release.hosts import zenodo

ABOUT: dict[str, Any] = {
    "name": "harbour",
    "title": "Harbour 🚢",
    "description": "Boats < ships\n& more.",
    "version": "1.2.0",
    "created": "2024-03-04T00:00:00Z",
    "licenses": [{"name": "CC-BY-4.0"}],
    "keywords": ["sea"],
    "contributors": [
        {"title": "Harbour watch", "roles": ["creator"]},
        {
            "title": "Dr. Mara Lind",
            "givenName": "Mara",
            "familyName": "Lind",
            "organization": "Quay",
            "roles": ["author"],
        },
        {"title": "A patron", "roles": ["publisher"]},
    ],
}


def test_a_record() -> None:
    assert json.loads(zenodo.metadata({**ABOUT, "doi": "10.5281/zenodo.1", "homepage": "https://example.org/"})) == {
        "title": "Harbour 🚢",
        "description": "<p>Boats &lt; ships &amp; more.</p>",
        "upload_type": "dataset",
        "access_right": "open",
        "license": "CC-BY-4.0",
        "version": "1.2.0",
        "publication_date": "2024-03-04",
        "creators": [{"name": "Harbour watch"}, {"name": "Lind, Mara", "affiliation": "Quay"}],
        "keywords": ["sea"],
        "doi": "10.5281/zenodo.1",
        "related_identifiers": [{"identifier": "https://example.org/", "relation": "isDocumentedBy"}],
    }


def test_what_is_not_known_is_left_out() -> None:
    body = json.loads(zenodo.metadata(ABOUT))
    assert not {"doi", "related_identifiers"} & set(body)
