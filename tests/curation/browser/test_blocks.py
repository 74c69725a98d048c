"""A file in blocks: an edit changes what it is about, and every other byte stays."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.curation.browser.blocks import inserted, removed, rewritten, split

ROOT = Path(__file__).parents[3]
FILE = """\
# The head of the file

[source]
language = "en"  # what it is written in
# title = ""

# Paragraph 1: somebody's words

# belongs to the event
[[events]]
id = "evt-a"
# between the keys
mentions = [
    "[[events]]",
    { text = "}", nth = 2 },
]

[[ events ]]
id = 'evt-b'
note = \"\"\"
[[statements]]
a = 1\"\"\"
[events.more]
x = 1

[[statements]]
id = "stm-\U0001f980"
# the end
"""
ORDER = ("todo", "id", "label", "mentions", "note")


def told(text: str) -> list[tuple[str, list[str]]]:
    return [(block.table, [item.key for item in block.items]) for block in split(text)]


def test_a_block_begins_at_a_header_and_not_at_what_looks_like_one() -> None:
    assert told(FILE) == [
        ("source", ["language"]),
        ("events", ["id", "mentions"]),
        ("events", ["id", "note"]),
        ("statements", ["id"]),
    ]


def test_comments_directly_above_a_header_are_part_of_its_block_others_are_not() -> None:
    source, event, second, statement = split(FILE)
    assert FILE[source.start : source.end] == '[source]\nlanguage = "en"  # what it is written in\n'
    assert FILE[event.start : event.head] == "# belongs to the event\n"
    assert FILE[statement.end :] == "# the end\n"
    assert [block.line for block in (source, event, second, statement)] == [3, 10, 18, 26]


def test_tables_below_a_record_are_part_of_its_block() -> None:
    second = split(FILE)[2]
    assert FILE[second.start : second.end].endswith("[events.more]\nx = 1\n")
    assert second.nested


@pytest.mark.parametrize(
    "text", ["", "\n", "# only a comment", "a = 1", "[[events", '[[x]]\na = "', '"""', "]]]\n[a]\n"]
)
def test_what_is_no_toml_is_split_as_far_as_it_goes(text: str) -> None:
    for block in split(text):
        assert 0 <= block.start <= block.head <= block.end <= len(text)


def test_a_removed_block_takes_one_blank_line_with_it() -> None:
    assert (
        removed("[a]\nx = 1\n\n[b]\ny = 2\n\n# end\n", split("[a]\nx = 1\n\n[b]\ny = 2\n\n# end\n")[1])
        == "[a]\nx = 1\n\n# end\n"
    )
    last = "[a]\nx = 1\n\n[b]\ny = 2\n"
    assert removed(last, split(last)[1]) == "[a]\nx = 1\n"
    only = "[a]\nx = 1"
    assert removed(only, split(only)[0]) == ""


@pytest.mark.parametrize(
    ("text", "at", "made"),
    [
        ("", 0, "[b]\n"),
        ("[a]", 3, "[a]\n\n[b]\n"),
        ("[a]\n", 4, "[a]\n\n[b]\n"),
        ("[a]\n\n[c]\n", 4, "[a]\n\n[b]\n\n[c]\n"),
        ("[a]\n[c]\n", 4, "[a]\n\n[b]\n\n[c]\n"),
        ("[a]\r\n\r\n[c]\r\n", 5, "[a]\r\n\r\n[b]\r\n\r\n[c]\r\n"),
    ],
)
def test_an_inserted_block_has_a_blank_line_on_each_side(text: str, at: int, made: str) -> None:
    assert inserted(text, at, ["[b]"]) == made


def test_a_key_is_put_behind_those_that_come_before_it() -> None:
    text = '[[events]]\nid = "evt-a"\nnote = "n"\n'
    assert rewritten(text, split(text)[0], "label", ['label = "x"'], ORDER) == (
        '[[events]]\nid = "evt-a"\nlabel = "x"\nnote = "n"\n'
    )
    assert rewritten(text, split(text)[0], "todo", ['todo = "?"'], ORDER).startswith('[[events]]\ntodo = "?"\nid')
    assert rewritten("[[events]]", split("[[events]]")[0], "id", ["id = 1"], ORDER) == "[[events]]\nid = 1\n"


def test_a_key_that_was_written_in_parts_is_written_whole() -> None:
    text = 'x = 0\n[a]\nd.text = "x"\nb = 1\nd.value = 2\n'
    assert rewritten(text, split(text)[0], "d", ["d = { }"], ("d", "b")) == "x = 0\n[a]\nd = { }\nb = 1\n"


CURATED = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.toml"))]
TEXTS = st.one_of(
    st.sampled_from([*CURATED, FILE, FILE.replace("\n", "\r\n")]),
    st.lists(
        st.sampled_from(
            [
                "[[events]]\n",
                "[source]\n",
                'id = "x"\n',
                "# c\n",
                "\n",
                "\r\n",
                "n = [\n[1],\n]\n",
                "s = '''\n[[a]]\n'''\n",
                '"a b".c = 1 # x\n',
                "\U0001f980 = 1\n",
                "[events.x]\n",
                '"""',
                "[",
                "x",
            ]
        )
    ).map("".join),
)


@given(text=TEXTS, data=st.data())
def test_any_edit_leaves_all_other_bytes_equal(text: str, data: st.DataObject) -> None:
    blocks = split(text)
    assert all(one.end <= other.start for one, other in pairwise(blocks))
    if not blocks:
        return
    block = data.draw(st.sampled_from(blocks))
    new = inserted(text, block.end, ["[[new]]"])
    assert new.startswith(text[: block.end]) and new.endswith(text[block.end :])
    assert new[block.end : len(new) - len(text) + block.end].strip() == "[[new]]"
    gone = removed(text, block)
    assert gone.startswith(text[: block.start].rstrip("\r\n \t"))
    assert text[block.end :].endswith(gone[block.start :]) or not text[block.end :].strip()
    for key in {item.key for item in block.items}:
        made = rewritten(text, block, key, [], ())
        kept = [(0, block.head), *((i.start, i.end) for i in block.items if i.key != key), (block.end, len(text))]
        assert all(text[start:end] in made for start, end in kept)
        assert len(made) == len(text) - sum(i.end - i.start for i in block.items if i.key == key)
