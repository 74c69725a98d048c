"""How to cite: the same facts in CITATION.cff, BibTeX and a line of text, all from dataset.toml."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from written_for import of_this_article

from publisher.inputs import dataset
from publisher.inputs.dataset import Dataset
from publisher.publish import citation

ROOT = Path(__file__).parents[2]
HARBOUR = Dataset(
    name="harbour",
    title='Harbour & "quay" 🚢',
    description="What is written\nabout a harbour: 100%.",
    version="1.2.0",
    created="2024-03-04T00:00:00Z",
    licence={"name": "CC-BY-4.0", "title": "Attribution", "path": "https://example.org/licence"},
    contributors=(
        {"title": "Harbour watch", "roles": ["creator"], "path": "https://example.org", "email": "a@example.org"},
        {
            "title": "Dr. Mara Lind",
            "givenName": "Mara Ann",
            "familyName": "Lind",
            "organization": "Quay Group",
            "roles": ["author", "editor"],
        },
        {"title": "A patron", "roles": ["publisher"]},
    ),
    keywords=("sea", "no"),
    homepage="https://example.org/harbour",
)


def read(text: str) -> dict[str, Any]:
    body = yaml.safe_load(text)
    assert isinstance(body, dict)
    return body


def test_the_file_of_the_repository_is_the_generated_one() -> None:
    about = dataset.read("dataset.toml", (ROOT / "seeds" / "dataset.toml").read_bytes())
    assert (ROOT / "CITATION.cff").read_text(encoding="utf-8") == citation.render_cff(about)


def test_the_licence_of_the_repository_is_the_generated_one() -> None:
    about = dataset.read("dataset.toml", (ROOT / "seeds" / "dataset.toml").read_bytes())
    assert (ROOT / "LICENSE-DATA").read_text(encoding="utf-8") == citation.render_licence(about)


def test_cff_says_what_dataset_toml_says() -> None:
    body = read(citation.render_cff(HARBOUR))
    assert {key: str(body[key]) for key in ("cff-version", "type", "title", "version", "date-released", "license")} == {
        "cff-version": "1.2.0",
        "type": "dataset",
        "title": 'Harbour & "quay" 🚢',
        "version": "1.2.0",
        "date-released": "2024-03-04",
        "license": "CC-BY-4.0",
    }
    assert body["abstract"] == "What is written about a harbour: 100%."
    assert body["url"] == "https://example.org/harbour"
    assert body["keywords"] == ["sea", "no"]


def test_a_licence_that_is_on_no_list_is_told_by_its_address() -> None:
    own = {"name": "LicenseRef-house", "title": "House rules", "path": "https://example.org/rules"}
    body = read(citation.render_cff(replace(HARBOUR, licence=own)))
    assert "license" not in body
    assert body["license-url"] == "https://example.org/rules"


def test_its_authors_are_those_who_made_it() -> None:
    assert read(citation.render_cff(HARBOUR))["authors"] == [
        {"name": "Harbour watch", "website": "https://example.org", "email": "a@example.org"},
        {"family-names": "Lind", "given-names": "Mara Ann", "affiliation": "Quay Group"},
    ]
    nobody = replace(HARBOUR, contributors=HARBOUR.contributors[2:])
    assert read(citation.render_cff(nobody))["authors"] == [{"name": "A patron"}]


def test_what_is_not_known_is_left_out() -> None:
    assert not {"url", "keywords"} & set(read(citation.render_cff(replace(HARBOUR, homepage=None, keywords=()))))


def test_a_doi_is_cited() -> None:
    doi = "10.5281/zenodo.1234567"
    assert read(citation.render_cff(replace(HARBOUR, doi=doi)))["doi"] == doi
    assert f"  doi = {{{doi}}},\n" in citation.cite_bibtex(descriptor(doi=doi))
    assert citation.cite_apa(descriptor(doi=doi)).endswith(f"[Data set]. https://doi.org/{doi}")


def test_the_licence_of_the_data_is_that_of_dataset_toml() -> None:
    text = citation.render_licence(HARBOUR)
    assert "licensed under: Attribution (CC-BY-4.0)." in " ".join(text.split())
    assert "\n  https://example.org/licence\n" in text
    assert max(map(len, text.splitlines())) <= 81


def descriptor(**changes: object) -> dict[str, Any]:
    contributors = [dict(who) for who in HARBOUR.contributors]
    body = {"name": "harbour", "title": "Harbour", "version": "1.2.0", "created": HARBOUR.created}
    return {**body, "contributors": contributors, "homepage": HARBOUR.homepage, **changes}


def test_bibtex_escapes_what_tex_would_act_on() -> None:
    text = citation.cite_bibtex(descriptor(title="50% of #1_{a} & $b^~\\"))
    assert r"title = {{50\% of \#1\_\{a\} \& \$b\textasciicircum{}\textasciitilde{}\textbackslash{}}}" in text
    assert text.count("{") == text.count("}") + text.count(r"\{") - text.count(r"\}")


def test_bibtex_tells_persons_from_organisations() -> None:
    assert citation.cite_bibtex(descriptor()) == (
        "@misc{harbour,\n"
        "  author = {{Harbour watch} and Lind, Mara Ann},\n"
        "  title = {{Harbour}},\n"
        "  year = {2024},\n"
        "  version = {1.2.0},\n"
        "  howpublished = {Data set},\n"
        "  url = {https://example.org/harbour}\n}"
    )


@pytest.mark.parametrize(
    ("made", "who"),
    [(1, "Harbour watch."), (2, "Harbour watch, & Lind, M. A."), (3, "Harbour watch, Lind, M. A., & A patron.")],
)
def test_a_line_to_cite_it_by(made: int, who: str) -> None:
    body = descriptor(contributors=[{**one, "roles": ["creator"]} for one in HARBOUR.contributors[:made]])
    expected = f"{who} (2024). Harbour (Version 1.2.0) [Data set]. https://example.org/harbour"
    assert citation.cite_apa(body) == expected


def test_a_reference_needs_only_a_name() -> None:
    assert citation.cite_apa({"name": "quay"}) == "(n.d.). quay [Data set]."
    assert citation.cite_bibtex({"name": "quay"}) == "@misc{quay,\n  title = {{quay}},\n  howpublished = {Data set}\n}"


@of_this_article
def test_the_change_log_begins_with_the_version_of_dataset_toml() -> None:
    about = dataset.read("dataset.toml", (ROOT / "seeds" / "dataset.toml").read_bytes())
    first = re.search(r"^## (.*)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert first and first[1].partition(" (")[0] == about.version
