"""What is worked out of a word once."""

from publisher.extract.memo import Memo


def test_a_word_is_worked_out_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Memo(length)
    assert [lengths[word] for word in ("said", "𝒜nn", "said")] == [4, 3, 4]
    assert asked == ["said", "𝒜nn"]


def test_a_run_without_white_space_is_not_kept() -> None:
    lengths = Memo(len)
    assert lengths["a" * 1000] == 1000
    assert not lengths
