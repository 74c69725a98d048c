"""The languages that the program knows, and where their data come from."""

from pathlib import Path

import pytest

from publisher import language


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN"])
def test_a_language_is_found_by_its_tag(tag: str) -> None:
    assert language.knows(tag)
    assert language.get(tag).code == "en"


def test_a_language_without_rules_is_not_known() -> None:
    assert not language.knows("qaa")
    with pytest.raises(KeyError):
        language.get("qaa")


def test_word_lists_keep_their_order(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "numbers.toml").write_text('ones = ["nil", "un"]', encoding="utf-8")
    assert language.Language("qaa", tmp_path).words("numbers") == {"ones": ("nil", "un")}
