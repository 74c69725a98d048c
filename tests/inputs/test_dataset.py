"""dataset.toml: a value of the wrong type or form is one line that names the key; what is let through, the Data Package
standard and frictionless let through, too."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from frictionless import Package
from jsonschema import Draft7Validator

from publisher.inputs.dataset import Dataset, dataset
from publisher.judged import Account
from publisher.problem import Refused
from publisher.publish.descriptor import describe_package

RIGHT = """
name = "quay"
title = "Records of the quay"
description = "What two invented articles say."
version = "1.0.0"
created = 2031-05-10T00:00:00Z
keywords = ["quay"]
homepage = "https://example.org/"
id = "urn:example:quay"
doi = "10.5281/zenodo.1234567"
base_url = "https://example.org/quay/"
language = "en"

[licence]
name = "CC-BY-4.0"
title = "Creative Commons Attribution 4.0"
path = "https://creativecommons.org/licenses/by/4.0/"

[[contributors]]
title = "Ada Coder"
roles = ["creator"]
givenName = "Ada"
familyName = "Coder"
path = "https://example.org/ada"
email = "ada@example.org"
organization = "Coders"

[[documents]]
title = "Codebook"
path = "docs/codebook.md"
"""
PLACES = {
    **{key: (key,) for key in tomllib.loads(RIGHT)},
    **{f"licence.{key}": ("licence", key) for key in ("name", "title", "path")},
    **{
        f"contributors[number 1].{key}": ("contributors", 0, key)
        for key in ("title", "roles", "givenName", "familyName", "path", "email", "organization")
    },
    **{f"documents[number 1].{key}": ("documents", 0, key) for key in ("title", "path")},
}
WRONG = {
    "a whole number": "1",
    "a number": "1.5",
    "not a number": "nan",
    "a number of 300 digits": "9" * 300,
    "true": "true",
    "a date": "2024-02-29",
    "a time": "10:00:00",
    "a clock without a zone": "2024-02-29T10:00:00",
    "a text of nothing": '""',
    "a text of blanks": '"  "',
    "a text with blanks around it": '" 1.0.0 "',
    "an invisible character": '"a\\u200bb"',
    "a line break": '"a\\nb"',
    "an empty list": "[]",
    "a list of numbers": "[1]",
    "a list of an empty text": '[""]',
    "a text twice in a list": '["creator", "creator"]',
    "a list of lists": "[[]]",
    "a table of another key": "{ x = 1 }",
}


def with_value(place: tuple[Any, ...], toml: str) -> dict[str, Any]:
    body: dict[str, Any] = tomllib.loads(RIGHT)
    holder: Any = body
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = tomllib.loads(f"value = {toml}")["value"]
    return body


@pytest.mark.parametrize("key", PLACES)
def test_a_value_of_the_wrong_type_is_one_line(key: str) -> None:
    for wrong, toml in WRONG.items():
        if (key, wrong) == ("created", "a date"):
            continue  # a day is right there
        with pytest.raises(Refused) as refused:
            dataset("dataset.toml", with_value(PLACES[key], toml))
            pytest.fail(f"{wrong} is let through")
        lines = list(map(str, refused.value.problems))
        assert all(line.startswith(f"dataset.toml: {key}") for line in lines), (wrong, lines)
        lacking = ("licence", "contributors") if toml.startswith("{") else ()  # a table without the keys that it needs
        assert len(lines) == 1 or key in lacking, (wrong, lines)


def test_a_day_is_its_beginning() -> None:
    assert dataset("dataset.toml", with_value(PLACES["created"], "2024-05-10")).created == "2024-05-10T00:00:00Z"


def test_a_day_in_quotation_marks_is_a_text() -> None:
    with pytest.raises(Refused) as refused:
        dataset("dataset.toml", with_value(PLACES["created"], '"2024-05-10"'))
    assert 'created: is "2024-05-10"; write a day or a time without quotation marks' in str(refused.value)


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("version", "1.0", '"1.0" is no version; write major.minor.patch, such as 1.0.0'),
        ("version", "01.0.0", '"01.0.0" is no version; write major.minor.patch, such as 1.0.0'),
        ("name", "My data", '"My data" is no package name; write at most 100 lower-case letters, digits, hyphens'),
        ("language", "English", '"English" is no language code; write one such as en, pt-BR or zh-Hant'),
        ("homepage", "example.org", '"example.org" is no web address; write one that begins with https://'),
        (
            "doi",
            "https://doi.org/10.5281/x",
            '"https://doi.org/10.5281/x" is no DOI; write it without an address, such as 10.5281/zenodo.1234567',
        ),
        ("doi", "10.5281/é", '"10.5281/é" is no DOI; write it without an address, such as 10.5281/zenodo.1234567'),
        (
            "base_url",
            "files/",
            '"files/" is no web address of a folder; write one that begins with https:// and ends with /',
        ),
        (
            "licence.name",
            "CC BY 4.0",
            '"CC BY 4.0" is no licence identifier; write one of https://spdx.org/licenses/, such as CC-BY-4.0',
        ),
        (
            "licence.name",
            "GPL-2.0+",
            '"GPL-2.0+" is no licence identifier; write one of https://spdx.org/licenses/, such as CC-BY-4.0',
        ),
        (
            "documents[number 1].path",
            "../secret.md",
            '"../secret.md" is no path inside the package; write one such as docs/codebook.md',
        ),
        (
            "documents[number 1].path",
            "javascript:alert(1)",
            '"javascript:alert(1)" is no path inside the package; write one such as docs/codebook.md',
        ),
        (
            "contributors[number 1].email",
            "ada at example.org",
            '"ada at example.org" is no email address; write one such as ada@example.org, or leave it out',
        ),
        (
            "contributors[number 1].email",
            "ada@localhost",
            '"ada@localhost" is no email address; write one such as ada@example.org, or leave it out',
        ),
    ],
)
def test_a_text_of_the_wrong_form_is_one_line_with_the_right_one(key: str, value: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        dataset("dataset.toml", with_value(PLACES[key], json.dumps(value)))
    assert str(refused.value) == f"dataset.toml: {key}: {says}"


def described(read: Dataset) -> dict[str, Any]:
    """The descriptor of a package of this dataset with one table."""
    body = describe_package(read, (), {}, {}, Account())
    resource = {"name": "x", "path": "x.csv", "schema": {"fields": [{"name": "x", "type": "string"}]}}
    return {**body, "resources": [resource]}


@pytest.mark.parametrize(
    ("key", "toml"),
    [
        ("name", '"a.b_c-1"'),
        ("title", '"🦀 = {quay}: <b>"'),
        ("created", "0001-01-01T00:00:00Z"),
        ("created", "9999-12-31T23:59:59Z"),
        ("created", "2031-05-10T00:00:00+05:30"),
        ("keywords", '["🦀", "x"]'),
        ("homepage", '"http://example.org/?a=1#b"'),
        ("id", '"🦀"'),
        ("doi", '"10.1000/182(x)<1>"'),
        ("base_url", '"http://example.org:80/é/"'),
        ("version", '"0.0.0"'),
        ("licence.name", '"other-open"'),
        ("homepage", '"https://[::1]/"'),
        ("contributors[number 1].email", '"é@example.org"'),
        ("contributors[number 1].email", '"a+b@example.org"'),
        ("contributors[number 1].path", '"https://example.org/é"'),
        ("contributors[number 1].roles", '["editor", "wrangler"]'),
    ],
)
def test_what_is_let_through_the_standard_and_frictionless_let_through(key: str, toml: str) -> None:
    body = described(dataset("dataset.toml", with_value(PLACES[key], toml)))
    profile = json.loads(files("dplib").joinpath("profiles/2.0/datapackage.json").read_text("utf-8"))
    assert [error.message for error in Draft7Validator(profile).iter_errors(body)] == []
    assert list(Package.metadata_validate(body)) == []


def test_without_an_id_the_doi_is_one() -> None:
    def name(*keys: str) -> object:
        body = {key: value for key, value in tomllib.loads(RIGHT).items() if key not in keys}
        return dataset("dataset.toml", body).described["id"]

    assert name() == "urn:example:quay"
    assert name("id") == "https://doi.org/10.5281/zenodo.1234567"
    assert name("id", "doi") is None


def test_documents_are_in_the_descriptor_for_the_page_to_link_to() -> None:
    body = described(dataset("dataset.toml", tomllib.loads(RIGHT)))
    assert body["publisher"]["documents"] == [{"title": "Codebook", "path": "docs/codebook.md"}]


def test_nobody_made_it() -> None:
    with pytest.raises(Refused) as refused:
        dataset("dataset.toml", with_value(("contributors",), "[]"))
    assert str(refused.value) == "dataset.toml: contributors: names nobody; say who made the dataset"
