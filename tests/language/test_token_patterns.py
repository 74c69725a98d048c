"""Patterns over classes of words: what they are compiled to, and what is said of a faulty one."""

import pytest

from publisher.language.token_patterns import CLASSES, compile_patterns, letters_of, to_regex


@pytest.mark.parametrize(
    ("pattern", "regex"),
    [
        ("determiner noun", "Dn"),
        ("[noun name]{1,3} speech:noun?", "[nN]{1,3}R?"),
        ("[^comma dash end]* | any", "[^,.-]*|."),
        ("(subject= name) (comma | open)", r"(?P<subject>N)(?:,|\()"),
        ("(after: be) past (not before: [end])", r"(?<=E)e(?![.])"),
        ("(not after: noun) (before: name LAST)", r"(?<!n)(?=N\Z)"),
        ("$nouns{1,2}? quoted", "[nN]{1,2}?Q"),
        ("$two? name", "(?:Dn)?N"),
        ("$two name", "DnN"),
        ("$either name", "(?:n|N)N"),
        ("$group{2}", "(?:n|\\(){2}"),
    ],
)
def test_a_pattern_is_a_regular_expression_over_letters(pattern: str, regex: str) -> None:
    assert to_regex(pattern, {"nouns": "[nN]", "two": "Dn", "either": "n|N", "group": r"(?:n|\()"}) == regex


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("determiner verbs", "pattern a: at 'verbs': no class or pattern is called 'verbs'"),
        ("$later", "pattern a: at '$later': no class or pattern is called 'later'"),
        ("noun & name", "pattern a: at '& name': no name of a class, no sign of a pattern"),
        ("(noun", "pattern a: missing ), unterminated subpattern at position 0"),
    ],
)
def test_a_faulty_pattern_is_told_with_its_place(pattern: str, told: str) -> None:
    with pytest.raises(ValueError) as error:
        compile_patterns([("a", pattern)])
    assert str(error.value) == told


def test_each_class_has_a_letter_of_its_own() -> None:
    found = letters_of(" ".join(CLASSES))
    assert len(set(found)) == len(found)
