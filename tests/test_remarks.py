"""What is said of many articles is counted for each file, and a few of them are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from linear_time import grows_linearly

from publisher.article import Reference
from publisher.remarks import RemarkCount, RemarkPlace, Remarks, add, few, left_out, lines, of_file, remark, together


def remarks(*numbers: int, said: str = "is short") -> list[Remarks]:
    return [{("x.jsonl", said): RemarkCount(1, (RemarkPlace(number),))} for number in numbers]


def at(name: str, number: int = 0) -> Reference:
    """An article: a file, or where it has a number, a line of an archive."""
    return Reference(f"src-{name}", name, Path(f"{name}.txt"), "x.jsonl" if number else "", number)


def test_an_article_of_its_own_file_is_the_file() -> None:
    assert lines(together([remark(at("a"), "is short"), remark(at("b"), "is short")])) == [
        "a.txt: is short",
        "b.txt: is short",
    ]


def test_of_many_files_that_are_articles_three_are_named() -> None:
    """A line for each would hide what is said of others: a build shows the first lines alone."""
    said = [remark(at(name), "is short") for name in "abcde"]
    assert lines(together([*said, of_file("f.toml", "is long")])) == [
        "a.txt, b.txt, c.txt and 2 more: is short",
        "f.toml: is long",
    ]


def test_one_article_of_an_archive_is_named() -> None:
    assert lines(together(remarks(1))) == ["x.jsonl: line 1: is short"]


def test_many_are_counted_and_three_named() -> None:
    assert lines(together(remarks(1, 2, 3))) == ["x.jsonl: 3 articles (line 1, line 2, line 3): is short"]
    assert lines(together(remarks(*range(1, 2001)))) == [
        "x.jsonl: 2,000 articles (line 1, line 2, line 3 and 1,997 more): is short"
    ]


def test_what_is_said_first_stands_first() -> None:
    said = [*remarks(1), *remarks(2, said="is long"), *remarks(3)]
    assert [line.rpartition(" ")[2] for line in lines(together(said))] == ["short", "long"]


def test_parts_add_up_to_the_whole_however_they_are_cut() -> None:
    said = remarks(*range(1, 8))
    whole = together(said)
    assert whole == {("x.jsonl", "is short"): RemarkCount(7, (RemarkPlace(1), RemarkPlace(2), RemarkPlace(3)))}
    for cut in range(8):
        assert together([together(said[:cut]), together(said[cut:])]) == whole


@pytest.mark.slow
def test_the_time_grows_with_the_files_not_with_their_square() -> None:
    def chunks(files: str) -> None:
        found: dict[tuple[str, str], RemarkCount] = {}
        for at in range(0, len(files), 8):
            add(found, {(f"{number}.txt", "is short"): RemarkCount(1) for number in range(at, at + 8)})

    assert grows_linearly(chunks, "x", characters=8_000)


def test_what_is_particular_to_an_article_goes_with_its_place() -> None:
    said = [remark(at("a💥", 1), "is odd", "fr"), remark(at("b", 2), "is odd", "de")]
    assert lines(together(said)) == ['x.jsonl: 2 articles (line 1 "a💥": fr, line 2 "b": de): is odd']
    assert lines(together(said[:1])) == ['x.jsonl: line 1 "a💥": fr: is odd']
    assert lines(remark(at("a"), "is odd", "fr")) == ["a.txt: is odd: fr"]


def test_few() -> None:
    assert few([]) == ""
    assert few(["a", "b"]) == "a, b"
    assert few(["a", "b", "c", "d"]) == "a, b, c and 1 more"
    assert few(["a", "b", "c"], 1003) == "a, b, c and 1,000 more"


def test_many_articles_with_one_fault_are_one_line() -> None:
    """What differs is told of the first; what all say stays as it is."""
    found = [("x.csv", f"line {n}", f'day is "{n}/5"; write 2024-05-02') for n in range(2, 9)]
    assert left_out([*found, ("x.csv", "line 9", "has no text")]) == [
        ("x.csv: 7 articles (line 2, line 3, line 4 and 4 more)", 'day is "2/5" ...; write 2024-05-02', 7),
        ("x.csv: line 9", "has no text", 1),
    ]


def test_many_files_with_one_fault_are_one_line() -> None:
    found = [(f"{name}.html", "", "has no text") for name in "abcd"]
    assert left_out(found) == [("4 articles (a.html, b.html, c.html and 1 more)", "has no text", 4)]
