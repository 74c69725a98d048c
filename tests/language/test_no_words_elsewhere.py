"""English is in one folder: no other module compares a word of the text with a word of its own.

A word in code is one that the lists of the language hold and that is compared, looked for, or matched: in `==`, `in`,
`startswith` and their like, in a set, or as an alternative of a regular expression.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from publisher import language
from publisher.extract import lexicon
from publisher.pipeline import uncollected

ROOT = Path(__file__).parents[2] / "publisher"
# Modules whose words have not moved yet.
STILL_THERE = (
    "rules/actors.py", "rules/clauses.py", "rules/dates.py", "rules/edges.py",
)  # fmt: skip
# Words of the lists that are codes or names of ours, too: kinds, tables, values of the tables, named groups.
OURS = frozenset(
    """person place organization other group state name date figure quote statement event source number percent fraction
    killed injured missing captured abducted displaced between part half unit word which tag left later before text
    month year day weekday clock season feast reference short decade subject document figures quoted speaker office none
    close continued share rejected warning collapsed reported
    label note mentions""".split()  # noqa: SIM905
)
# What the fields of rules/events.toml may say: names of forms of a clause, of roles, kinds of nouns and needs.
OF_EVENTS = frozenset(
    ("to", "that", "of", "both", "owner", "object", "content", "envoy", "someone", "official", "argument", "party",
     "target", "agent", "alone", "crowd")
)  # fmt: skip
GRAMMAR = ("determiner", "determiner:alone", "pronoun:subject", "pronoun:object", "relative", "preposition", "joining",
           "genitive", "comitative", "infinitive", "complementizer", "source", "conjunction", "subordinator", "be",
           "auxiliary", "adverb", "time", "past", "offices")  # fmt: skip


@cache
def words() -> frozenset[str]:
    """The words of English that decide something: its grammar, its cues in all forms, numbers, dates, hedges."""
    english = language.get("en")
    grammar = english.words("grammar")
    found = {word for name in GRAMMAR for word in grammar[name]}
    for name in ("speech", "inside"):
        found |= lexicon.of("en").forms(name)
    for name in ("numbers", "dates", "hedges", "effects", "speakers"):
        found |= {word.casefold() for some in english.words(name).values() for word in some}
    return frozenset(word for word in found if word.isalpha() and len(word) > 1) - OURS


def compared(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts that others are compared with, looked for in, or matched by."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield from texts(node.left, *node.comparators)
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in {"startswith", "endswith", "removeprefix", "removesuffix", "compile", "frozenset"}:
                yield from texts(*node.args)
        elif isinstance(node, ast.Set):
            yield from texts(node)


def texts(*nodes: ast.AST) -> Iterator[ast.Constant]:
    """The texts written in some expressions; not those that name a list, in brackets after it or as an argument."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.JoinedStr | ast.BinOp | ast.BoolOp | ast.IfExp):
            yield from texts(*ast.iter_child_nodes(node))


def found_in(file: Path) -> list[str]:
    english = words() - (OF_EVENTS if "events" in file.parts else frozenset())
    return sorted(
        f"{one.lineno}: {word}"
        for one in compared(ast.parse(file.read_bytes()))
        for word in set(re.findall(r"\w+", re.sub(r"\(\?P?<\w+>|\\.", " ", str(one.value))))
        if word in english
    )


ROOMS = ("extract", "records", "rules", "curation")  # that read the text; what the others compare are codes
CODES = "curation/browser/"
FILES = [str(path.relative_to(ROOT)) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
MOVED = [file for file in FILES if not file.startswith((*STILL_THERE, CODES))]


def test_no_word_of_the_language_decides_elsewhere() -> None:
    with uncollected():  # which would look through the trees of 160 modules, and takes longer than to make them
        assert {file: found for file in MOVED if (found := found_in(ROOT / file))} == {}


def test_the_scan_finds_words(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text('word == "said" or re.compile(r"\\b(?:of|the)") or word in ("he", "x")', encoding="utf-8")
    assert found_in(file) == ["1: he", "1: of", "1: said", "1: the"]
