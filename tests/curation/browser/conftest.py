"""Nothing that a test does is noted in the cache folder of whoever runs it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from curating import harbour
from remembered import remembered

from publisher.article import Article
from publisher.curation.browser.proof import prove
from publisher.curation.check import Beside
from publisher.curation.draft.draft import drafted
from publisher.curation.draft.proposals import Authority
from publisher.schemas import Schema


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """The article of the guide, without records and without actors."""
    return harbour(tmp_path / "seeds")


@pytest.fixture(scope="session", autouse=True)
def made_once() -> Iterator[None]:
    """A text is drafted once, and the same files are judged once: most tests begin with those of the same article, and
    both take as long as the rest of a test."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("publisher.curation.browser.session.drafted", remembered(drafted, draft_key))
        patched.setattr("publisher.curation.browser.session.prove", remembered(prove, proof_key))
        yield


def draft_key(
    article: Article, authority: Authority, schemas: Mapping[str, Schema], taken: Collection[str], day: date | None
) -> str:
    return repr((article.text, article.file_name, authority, sorted(taken), day))


def proof_key(beside: Beside, records: bytes) -> str:
    """All that the verdict follows from: the records, the actors as they are read, the article and what lies beside."""
    actors, folder = beside.context.actors, beside.place.folder
    others = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    told = (actors.values, actors.surfaces, beside.undecided, beside.problems, beside.context.language)
    return repr((beside.place.reference.name, records, told, others))
