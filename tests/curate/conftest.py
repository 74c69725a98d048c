"""Nothing that a test does is noted in the cache folder of whoever runs it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from curating import harbour

from publisher.curation.draft import Draft, drafted
from publisher.curation.proposals import Authority
from publisher.inputs.article_reader import Article
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
def drafts() -> Iterator[None]:
    """The draft of a text is made once: most tests begin with that of the same article, and it takes as long as the
    rest of a test."""
    made: dict[str, Draft] = {}

    def once(
        article: Article, authority: Authority, schemas: Mapping[str, Schema], taken: Collection[str], day: date | None
    ) -> Draft:
        key = repr((article.text, article.file_name, authority, sorted(taken), day))
        if key not in made:
            made[key] = drafted(article, authority, schemas, taken, day)
        return made[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("publisher.curate.session.drafted", once)
        yield
