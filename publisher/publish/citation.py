"""How to cite the dataset and under which licence it is: CITATION.cff, LICENSE-DATA, BibTeX and a line in the style
of the APA, all from what dataset.toml says, which the descriptor repeats.

A contributor with a family name is a person, any other an organisation: in all of them, and in croissant.json.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.inputs.dataset import DOI_ORG, Dataset
from publisher.inputs.licences import is_listed

AUTHORS = ("creator", "author")
MESSAGE = "If you use this dataset, please cite it as below."
LICENCE = """\
Licence of the data. Generated from seeds/dataset.toml by `python build.py`.

{covered}

{address}

What this licence does not cover: the articles in seeds/, and the words of these
articles that the tables quote as evidence. They belong to their publishers. They
are here so that every record can be checked against its source. Where the
licence of an article is known, `licence` in data/sources.csv names it; an empty
cell means that it is unknown.

The program that makes the dataset is not covered either. It has its own licence.
"""
COVERED = (
    "The dataset “{title}” (data/, schemas/, datapackage.json, croissant.json, index.html and the records in "
    "seeds/*.toml) is licensed under: {licence} ({name}). CITATION.cff says who to credit."
)

_TEX = {
    **{character: f"\\{character}" for character in "{}$&#%_"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}

Contributor = Mapping[str, Any]


def creators(contributors: Sequence[Contributor]) -> Sequence[Contributor]:
    """The contributors who made the dataset; all of them where nobody is named as such."""
    return [who for who in contributors if any(role in AUTHORS for role in who.get("roles", ()))] or contributors


def is_person(contributor: Contributor) -> bool:
    """Where a family name begins is not ours to guess: dataset.toml states it, or the name is one of a body."""
    return "familyName" in contributor


def render_cff(dataset: Dataset) -> str:
    """The text of CITATION.cff (Citation File Format 1.2.0)."""
    return "\n".join(_cff(dataset)) + "\n"


def _cff(dataset: Dataset) -> Iterator[str]:
    yield "# Generated from seeds/dataset.toml by `python build.py`."
    yield "cff-version: 1.2.0"
    yield f"message: {yaml(MESSAGE)}"
    yield "type: dataset"
    yield f"title: {yaml(dataset.title)}"
    yield f"abstract: {yaml(' '.join(dataset.description.split()))}"
    yield "authors:"
    for author in creators(dataset.contributors):
        keys = {"path": "website", "email": "email"}
        if is_person(author):
            keys = {"familyName": "family-names", "givenName": "given-names", "organization": "affiliation", **keys}
        else:
            keys = {"title": "name", **keys}
        lines = [f"{name}: {yaml(author[key])}" for key, name in keys.items() if key in author]
        yield f"  - {lines[0]}"
        yield from (f"    {line}" for line in lines[1:])
    yield f"version: {yaml(dataset.version)}"
    yield f"date-released: {dataset.created[:10]}"
    terms = dataset.licence
    yield f"license: {yaml(terms['name'])}" if is_listed(terms["name"]) else f"license-url: {yaml(terms['path'])}"
    if dataset.doi:
        yield f"doi: {yaml(dataset.doi)}"
    if dataset.homepage:
        yield f"url: {yaml(dataset.homepage)}"
    if dataset.keywords:
        yield "keywords:"
        yield from (f"  - {yaml(word)}" for word in dataset.keywords)


def render_licence(dataset: Dataset) -> str:
    """The text of LICENSE-DATA."""
    terms = dataset.licence
    covered = COVERED.format(title=dataset.title, licence=terms["title"], name=terms["name"])
    return LICENCE.format(covered=textwrap.fill(covered, 80), address=f"  {terms['path']}")


def cite_bibtex(descriptor: Mapping[str, Any]) -> str:
    """A BibTeX entry. Braces around the name of an organisation keep it from being taken apart as a person's."""
    fields = {
        "author": " and ".join(map(_bibtex_name, creators(descriptor.get("contributors", [])))),
        "title": f"{{{_tex(descriptor.get('title') or descriptor['name'])}}}",
        "year": str(descriptor.get("created", ""))[:4],
        "version": _tex(str(descriptor.get("version", ""))),
        "howpublished": "Data set",
        "doi": _tex(str(descriptor.get("doi", ""))),
        "url": str(descriptor.get("homepage", "")),
    }
    lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
    return f"@misc{{{descriptor['name']},\n" + ",\n".join(lines) + "\n}"


def _bibtex_name(who: Contributor) -> str:
    if not is_person(who):
        return f"{{{_tex(who['title'])}}}"
    return ", ".join(_tex(who[key]) for key in ("familyName", "givenName") if key in who)


def cite_apa(descriptor: Mapping[str, Any]) -> str:
    """The reference after APA 7 for a data set: who (year). title (version) [Data set]. address"""
    names = list(map(_apa_name, creators(descriptor.get("contributors", []))))
    who = ", & ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    year = str(descriptor.get("created", ""))[:4] or "n.d."
    version = f" (Version {descriptor['version']})" if descriptor.get("version") else ""
    title = descriptor.get("title") or descriptor["name"]
    place = DOI_ORG + descriptor["doi"] if descriptor.get("doi") else descriptor.get("homepage")
    where = f" {place}" if place else ""
    head = f"{who.removesuffix('.')}. ({year})." if who else f"({year})."
    return f"{head} {title}{version} [Data set].{where}"


def _apa_name(who: Contributor) -> str:
    if not is_person(who):
        return str(who["title"])
    initials = "".join(f" {name[0]}." for name in who.get("givenName", "").split())
    return f"{who['familyName']},{initials}" if initials else str(who["familyName"])


def yaml(text: object) -> str:
    """A value as YAML reads it: the same as JSON."""
    return json.dumps(text, ensure_ascii=False)


def _tex(text: str) -> str:
    """Text in which TeX finds no command."""
    return "".join(_TEX.get(character, character) for character in text)
