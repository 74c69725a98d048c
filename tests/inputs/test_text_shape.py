"""A text whose lines were wrapped by hand is told; headings, lists, verse and paragraphs of one line are not."""

from __future__ import annotations

import pytest

from publisher.inputs.text_shape import is_wrapped

WRAPPED = """\
Boats left the harbour

The fishing boats of Hammerness left the harbour at dawn on Monday, and
most of them were back before noon with nets that were as good as empty 🌊,
as the harbour master Ines Varga told the council in the evening of that
day. Nobody was hurt.
"""


def test_lines_that_break_off_inside_a_sentence() -> None:
    assert is_wrapped(WRAPPED)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\n\n".join(WRAPPED.splitlines()),
        "The fishing boats of Hammerness left the harbour at dawn on Monday.\n" * 9,
        "“The fishing boats of Hammerness left the harbour at dawn on Monday.”\n" * 9,
        "- nets\n- ropes\n- lamps\n- sails\n- tar\n",
        f"{'The boats of Hammerness left the harbour at dawn, ' * 4}\n" * 9,
        "\n".join(WRAPPED.splitlines()[2:5]),
    ],
    ids=["empty", "blank", "blank lines", "sentences", "quotations", "a list", "long lines", "few lines"],
)
def test_other_texts(text: str) -> None:
    assert not is_wrapped(text)
