"""A licence is one that exists, under the name that SPDX gives it; one of Creative Commons has its own address."""

from __future__ import annotations

import pytest

from publisher.inputs.licences import fault, is_listed

BY = "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("CC-BY-4.0", BY),
        ("CC-BY-4.0", "http://www.creativecommons.org/licenses/BY/4.0"),
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/legalcode.pt"),
        ("CC-BY-NC-SA-3.0-DE", "https://creativecommons.org/licenses/by-nc-sa/3.0/de/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("ODbL-1.0", "https://example.org/terms"),
        ("other-closed", "https://example.org/terms"),
        ("LicenseRef-house-rules", "https://example.org/terms"),
    ],
)
def test_these_are_right(name: str, path: str) -> None:
    assert fault(name, path) == ("", "")


LISTED = "is no licence on the list of SPDX (https://spdx.org/licenses/)"


@pytest.mark.parametrize(
    ("name", "path", "key", "message"),
    [
        ("caatinga", BY, "name", f'"caatinga" {LISTED}; write CC-BY-4.0, or call your own LicenseRef-NAME'),
        ("CC-BY", BY, "name", f'"CC-BY" {LISTED}; write CC-BY-4.0, or call your own LicenseRef-NAME'),
        ("cc-by-4.0", BY, "name", f'"cc-by-4.0" {LISTED}; write CC-BY-4.0'),
        ("LicenseRef-", BY, "name", f'"LicenseRef-" {LISTED}; write CC-BY-4.0, or call your own LicenseRef-NAME'),
        ("CC-BY-NC-4.0", BY, "path", f'"{BY}" is not the address of CC-BY-NC-4.0; write {BY.replace("by", "by-nc")}'),
        (
            "CC-BY-4.0",
            "https://example.org/by/4.0/",
            "path",
            f'"https://example.org/by/4.0/" is not the address of CC-BY-4.0; write {BY}',
        ),
        (
            "CC-BY-4.0",
            "https://creativecommons.org/licenses/by/4.01/",
            "path",
            f'"https://creativecommons.org/licenses/by/4.01/" is not the address of CC-BY-4.0; write {BY}',
        ),
    ],
)
def test_these_are_not(name: str, path: str, key: str, message: str) -> None:
    assert fault(name, path) == (key, message)


def test_a_name_of_ones_own_is_not_listed() -> None:
    assert [name for name in ("MIT", "mit", "other-open", "LicenseRef-x") if is_listed(name)] == ["MIT"]
