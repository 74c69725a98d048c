"""Quotation marks to quoted pieces: styles, nesting, marks that never close, marks that are no quotation."""

import pytest

from publisher.extract import marks, text


def pieces(article: str) -> list[str]:
    return [article[piece.start : piece.end] for piece in marks.pieces(text.read(article))]


def outer(article: str) -> list[str]:
    return [article[piece.start : piece.end] for piece in marks.pieces(text.read(article)) if piece.outer]


@pytest.mark.parametrize(
    "piece",
    [
        '"go home"',
        "“go home”",
        "''go home''",
        "«go home»",
        "‘go home’",
        "'go home'",
        "``go home''",
        '“go home"',
        "„go home“",
    ],
)
def test_every_style_is_read(piece: str) -> None:
    assert pieces(f"She said {piece} to him.") == [piece]


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("'It's late. We'll go,' she said. 'Don't stay.'", ["'It's late. We'll go,'", "'Don't stay.'"]),
        ("'The workers' strike is over,' she said.", ["'The workers' strike is over,'"]),
        ("The 'big' plan was 'bad'.", ["'big'", "'bad'"]),
        ("'I said \"no\" to Ann's dogs,' she said.", ["'I said \"no\" to Ann's dogs,'", '"no"']),
        ("\"I said 'no' to him,\" she said.", ["\"I said 'no' to him,\"", "'no'"]),
        ("She left 'for good and took the workers.", []),
    ],
)
def test_a_straight_single_mark_is_a_mark_where_another_closes_it(article: str, expected: list[str]) -> None:
    assert pieces(article) == expected


def test_what_lies_between_the_marks() -> None:
    (piece,) = marks.pieces(text.read("He said « \u200eoui » twice."))
    assert (piece.inner, piece.closed, piece.outer) == ((11, 14), True, True)


@pytest.mark.parametrize(
    "article",
    [
        "the workers’ day and Ann’s don’t",
        "‘90s rock ‘n’ roll, get ‘em",
        "the workers' day and the men's day, and Ann's don't",
        "'90s rock 'n' roll, get 'em",
        'a 12" pipe, 5\'10" tall',
        "<a href=\"page\" title=''x''>here</a>",
        '""',
        '" "',
        "",
    ],
)
def test_no_quotation(article: str) -> None:
    assert pieces(article) == []


def test_a_piece_inside_a_piece() -> None:
    article = "“He told me ‘don’t go’ — the workers’ day,” she said."
    assert pieces(article) == ["“He told me ‘don’t go’ — the workers’ day,”", "‘don’t go’"]
    assert outer(article) == ["“He told me ‘don’t go’ — the workers’ day,”"]
    assert pieces('"He said "go" to me," she said.') == ['"He said "go" to me,"', '"go"']
    assert pieces('"He said "go""') == ['"He said "go""', '"go""']


def test_a_mark_that_never_closes_runs_to_the_end_of_the_paragraph() -> None:
    assert pieces('"One more.\n"Last one," he said.') == ['"One more.', '"Last one,"']
    assert [piece.closed for piece in marks.pieces(text.read('"One more.\n"Last one," he said.'))] == [False, True]


def test_a_piece_goes_on_in_the_next_paragraph_without_a_new_mark() -> None:
    assert pieces('"One more.\nThe last one."\nNothing.') == ['"One more.', 'The last one."']
    assert pieces('"One more.\nThe last one. "') == ['"One more.', 'The last one. "']


def test_a_closing_mark_was_forgotten() -> None:
    assert pieces('"I came. "I saw," he said.') == ['"I came.', '"I saw,"']


def test_a_closing_mark_that_looks_the_other_way() -> None:
    assert pieces("“It works, “Roe said. “It does.”") == ["“It works, “", "“It does.”"]


def test_a_paragraph_quoted_by_a_csv_writer_is_no_speech() -> None:
    article = '"The ""red"" sign was ""big""."'
    assert pieces(article) == [article, '""red""', '""big""']
    assert outer(article) == ['""red""', '""big""']


def test_offsets_count_code_points() -> None:
    (piece,) = marks.pieces(text.read("𝒜𝒷 😀 said “go 😀”."))
    assert (piece.start, piece.end) == (10, 16)
