"""The forms of verbs, by the endings that the language lists."""

import pytest

from publisher import language
from publisher.extract.inflection import Inflection


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("ask", "asks asking asked"),
        ("note", "notes noting noted"),
        ("agree", "agrees agreeing agreed"),
        ("reply", "replies replying replied"),
        ("say", "says saying said"),
        ("stress", "stresses stressing stressed"),
        ("admit", "admits admiting admitting admited admitted"),
        ("write", "writes writing wrote written"),
    ],
)
def test_the_forms_of_a_verb(verb: str, forms: str) -> None:
    made = Inflection(language.get("en")).forms(verb)
    assert [*made.third, *made.progressive, *made.past] == forms.split()
