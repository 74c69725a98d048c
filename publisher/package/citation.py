"""How to cite the dataset: CITATION.cff, BibTeX and a line in the style of the APA, all from dataset.toml."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from publisher.seeds.dataset import Dataset

AUTHORS = ("creator", "author")
MESSAGE = "If you use this dataset, please cite it as below."
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def cff(dataset: Dataset) -> str:
    """The text of CITATION.cff (Citation File Format 1.2.0). Contributors are entities: dataset.toml gives their
    names whole, and where a family name begins is not ours to guess."""
    return "\n".join(_cff(dataset)) + "\n"


def _cff(dataset: Dataset) -> Iterator[str]:
    yield "# Generated from seeds/dataset.toml by `python build.py`."
    yield "cff-version: 1.2.0"
    yield f"message: {_yaml(MESSAGE)}"
    yield "type: dataset"
    yield f"title: {_yaml(dataset.title)}"
    yield f"abstract: {_yaml(' '.join(dataset.description.split()))}"
    yield "authors:"
    for author in _authors(dataset):
        yield f"  - name: {_yaml(author['title'])}"
        for key, name in (("path", "website"), ("email", "email")):
            if key in author:
                yield f"    {name}: {_yaml(author[key])}"
    yield f"version: {_yaml(dataset.version)}"
    yield f"date-released: {_day(dataset)}"
    yield f"license: {_yaml(dataset.licence['name'])}"
    if dataset.homepage:
        yield f"url: {_yaml(dataset.homepage)}"
    if dataset.keywords:
        yield "keywords:"
        yield from (f"  - {_yaml(word)}" for word in dataset.keywords)


def bibtex(dataset: Dataset) -> str:
    """One entry for BibTeX; its key is name and version."""
    fields = {
        "author": " and ".join(f"{{{_tex(author['title'])}}}" for author in _authors(dataset)),
        "title": f"{{{_tex(dataset.title)}}}",
        "year": _day(dataset)[:4],
        "version": dataset.version,
        "note": f"Data set, version {dataset.version}, {_tex(dataset.licence['name'])}",
    }
    if dataset.homepage:
        fields["url"] = dataset.homepage
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{dataset.name}-{dataset.version},\n" + ",\n".join(lines) + "\n}"


def apa(dataset: Dataset) -> str:
    """One line: who (year). title (version) [Data set]. address."""
    names = [str(author["title"]) for author in _authors(dataset)]
    who = f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 2 else " & ".join(names)
    line = f"{who.removesuffix('.')}. ({_day(dataset)[:4]}). {dataset.title} (Version {dataset.version}) [Data set]."
    return f"{line} {dataset.homepage}" if dataset.homepage else line


def _authors(dataset: Dataset) -> list[Mapping[str, Any]]:
    """The contributors who made the dataset; all of them where nobody is named as such."""
    made = [who for who in dataset.contributors if any(role in AUTHORS for role in who["roles"])]
    return made or list(dataset.contributors)


def _day(dataset: Dataset) -> str:
    return dataset.created[:10]


def _yaml(text: str) -> str:
    """A text as YAML reads it in double quotes: the same as JSON."""
    return json.dumps(text, ensure_ascii=False)


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)
