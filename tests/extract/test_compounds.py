"""Names of bodies of more than one run of capitalised words, and the nearest pairs of names that are two."""

from __future__ import annotations

import pytest

from publisher.extract import names, text


def found(article: str) -> list[str]:
    return [one.text for one in names.find(text.read(article))]


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("She runs the Food and Drug Administration.", ["Food and Drug Administration"]),
        ("She runs the Ministry of Health and Sport now.", ["Ministry of Health and Sport"]),
        ("She runs the Department of Health and Human Services.", ["Department of Health and Human Services"]),
        ("She runs the Assistance Mission in Sudmark (AMS) now.", ["Assistance Mission in Sudmark", "AMS"]),
        ("She runs the Advisory Committee on Grain Prices (ACGP).", ["Advisory Committee on Grain Prices", "ACGP"]),
        ("She runs the Ministry of Culture, Sport and Health.", ["Ministry of Culture, Sport and Health"]),
        ("She runs the National Oceanic and Atmospheric Agency.", ["National Oceanic and Atmospheric Agency"]),
        ("She left Trinidad and Tobago then.", ["Trinidad and Tobago"]),
        ("She led the People’s Farm Party then.", ["People’s Farm Party"]),
        ("She left the Democratic People's Republic of Korea.", ["Democratic People's Republic of Korea"]),
        ("She runs the Alvia A&M University.", ["Alvia A&M University"]),
        ("", []),
    ],
)
def test_one_name(article: str, expected: list[str]) -> None:
    assert found(article) == expected


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("The Ministry of Health and Parliament met.", ["Ministry of Health", "Parliament"]),
        ("The Ministry of Health and Norway met.", ["Ministry of Health", "Norway"]),
        ("The Ministry of Health and Ann Roe met.", ["Ministry of Health", "Ann Roe"]),
        ("The Ministry of Health and the Sport Council met.", ["Ministry of Health", "Sport Council"]),
        ("The Ministry of Culture, Norway and Sweden met.", ["Ministry of Culture", "Norway", "Sweden"]),
        ("The People's Choice won. People's lives change.", ["People's Choice"]),
        ("The Bank of England and Acme met.", ["Bank of England", "Acme"]),
        ("The Dolna Bank and Drug Administration met.", ["Dolna Bank", "Drug Administration"]),
        ("The Council in Norway (NRK) met.", ["Council", "Norway", "NRK"]),
        ("The Grain Council (GC) in Norway met.", ["Grain Council", "GC", "Norway"]),
    ],
)
def test_two_names(article: str, expected: list[str]) -> None:
    assert found(article) == expected
