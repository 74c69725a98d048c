"""Whether a known form is its actor's name, or a part of somebody else's."""

import pytest

from publisher.extract.bearers import is_part
from publisher.extract.candidates import Known

ROE = Known("act-roe", "Ann Roe", "person", "name")
LONDON = Known("act-gb", "United Kingdom", "state", "metonym")


@pytest.mark.parametrize(
    ("text", "form", "actor", "part"),
    [
        ("so said Ann Roe", "Ann Roe", ROE, False),
        ("On Monday Roe left", "Roe", ROE, False),
        ("A. Roe left", "Roe", ROE, False),
        ("C. Roe left", "Roe", ROE, True),
        ("Norwegian Roe left", "Roe", ROE, False),
        ("Gull's Roe left", "Roe", ROE, False),
        ("Cal Roe left", "Roe", ROE, True),
        ("van Roe left", "Roe", ROE, True),
        ("the Roe Foundation", "Roe", ROE, True),
        ("Roe & Sons", "Roe", ROE, True),
        ("Roe, Jr., left", "Roe", ROE, True),
        ("Ann Smith left", "Ann", ROE, True),
        ("as London agreed", "London", LONDON, False),
        ("In London it rained", "London", LONDON, False),
        ("so said Jack London", "London", LONDON, True),
        ("so said Tiuri London", "London", LONDON, True),
        ("London Breed, who left", "London", LONDON, True),
        ("London Mayor Ann Roe said", "London", LONDON, False),
    ],
)
def test_a_part_of_another_name(text: str, form: str, actor: Known, part: bool) -> None:
    start = text.index(form)
    assert is_part(text, start, start + len(form), actor) == part
