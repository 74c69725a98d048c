"""The page of the small package, made once."""

from __future__ import annotations

import pytest
from page_case import Element, Package, package, parsed


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return package(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="session")
def html(made: Package) -> str:
    return made.page()


@pytest.fixture(scope="session")
def tree(html: str) -> Element:
    return parsed(html)
