"""The candidates of a package of ours against what the extractor finds in its articles: none is dropped or altered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from publisher import ACTORS, DATASET
from publisher.coding import candidates
from publisher.extract.candidates import Authority
from publisher.extract.text import read
from publisher.finding import Finding
from publisher.inputs import actors_file, dataset
from publisher.language import knows
from publisher.problem import Refused
from publisher.program import EXTRACTOR_ROOMS, program
from publisher.records.rederive import candidate_value
from publisher.schemas import Schema

FIELDS = ("source_id", "kind", "char_start", "char_end", "exact", "value")
DECIDED = ("source_id", "decision")
CandidateKey = tuple[str, int, int]  # kind, start, end
Extracted = tuple[str | None, str | None]  # words, value
AUTOMATIC = "automatic"  # the decision on the candidates of an article that nobody has curated


class KnownNames(NamedTuple):
    """The names that the extractor knows, and whether it makes actors of private persons."""

    surfaces: Authority
    private: bool


def names_of(seeds: Path, schema: Schema) -> KnownNames | str:
    """The names that the extractor gets; a text says why there are none."""
    path, about = seeds / ACTORS, seeds / DATASET
    if not path.is_file():
        return "actors.toml is not there"
    try:
        private = not about.is_file() or dataset.read(about.name, about.read_bytes()).private_persons
        return KnownNames(actors_file.read(path.name, path.read_bytes(), schema).surfaces, private)
    except Refused as refused:
        return str(refused.problems[0])


def differs(profile: Mapping[str, Any]) -> str | None:
    """Why the candidates cannot be compared: they are of another extractor. None: they can."""
    digest = f"sha256:{program(EXTRACTOR_ROOMS)}"
    if profile.get("extractorDigest") == digest:
        return None
    return f"the package is of another extractor, {profile.get('extractorDigest')}; this one is {digest}"


def check_candidates(
    tables: Mapping[str, pa.Table], articles: Mapping[str, str], known: KnownNames
) -> Iterator[Finding]:
    """What differs, article by article. articles: source_id -> text, of those that are at hand."""
    coded = _by_source(tables["candidates"])
    automatic = {
        source
        for source, decision in zip(*(tables["candidates"].column(f).to_pylist() for f in DECIDED), strict=True)
        if decision == AUTOMATIC
    }
    columns = (tables["sources"].column(name).to_pylist() for name in ("source_id", "language", "document_date"))
    for source, language, day in zip(*columns, strict=True):
        here = coded.get(source, {})
        if source in articles and (here or knows(str(language))):  # else it is published as a source alone
            curated = bool(here) and source not in automatic
            found = candidates(read(articles[source], str(language)), day, known.surfaces, curated, known.private).found
            extracted: dict[CandidateKey, Extracted] = {
                (c.kind, c.start, c.end): (c.text, candidate_value(c)) for c in found
            }
            yield from _differences(source, here, extracted)


def _by_source(candidates: pa.Table) -> dict[str, dict[CandidateKey, Extracted]]:
    found: dict[str, dict[CandidateKey, Extracted]] = {}
    for source, kind, start, end, words, value in zip(*(candidates.column(f).to_pylist() for f in FIELDS), strict=True):
        found.setdefault(source, {})[kind, start, end] = (words, value)
    return found


def _differences(
    source: str, coded: Mapping[CandidateKey, Extracted], found: Mapping[CandidateKey, Extracted]
) -> Iterator[Finding]:
    def finding(place: CandidateKey, field: str, value: str | None, message: str) -> Finding:
        kind, start, end = place
        return Finding("candidates", source, field, value, "reextract", f"{kind} {start} to {end} {message}")

    for place, (words, value) in found.items():
        if place not in coded:
            yield finding(place, "kind", words, "is found in the article, and is not in the table: build again")
        elif coded[place] != (words, value):
            there, what = coded[place]
            field, other = ("exact", there) if there != words else ("value", what)
            yield finding(place, field, other, f"has {value if field == 'value' else words} there: build again")
    for place, (words, _) in coded.items():
        if place not in found:
            yield finding(place, "kind", words, "is not found in the article: build again")
