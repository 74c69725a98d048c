"""How far two codings agree, of one article or of several, and in what they differ, in plain words.

    python build.py compare seeds/x.toml seeds/x.blind.toml
    python build.py compare first/ second/

Records and words are compared by F1; codes of matched records by Cohen's kappa, which is what is left of the agreement
when that by chance is taken away. Of several articles, all is counted together.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from publisher.curation.coded_articles import BLIND, articles_of, coding_of, stem_of
from publisher.curation.codings import Coding, Counts, Pair, f1, kappa
from publisher.curation.draft.draft import ONE
from publisher.curation.place import place
from publisher.extract.text import read
from publisher.inputs.folder import NO_ARTICLES
from publisher.inputs.quoted_words import paragraph_at
from publisher.model import RECORDS
from publisher.problem import Problem, Refused, printable, refuse, shown
from publisher.schemas import Schema, load
from publisher.tables import OWNERS

NO_SPANS = ("actor", "recipient", "place", "speaker_actor", "addressee", "target", "reported_by")  # compared as links
LINES = 60  # characters of words that are shown


def compare(first: Path, second: Path, article: str, schemas: Path) -> str:
    """The report on two curated files, or on those of each article that has one in both of two folders. article: where
    it is not beside one of the two files, its file, or ARCHIVE#DOC_ID. Raises Refused where a file is faulty or there
    is no article, OSError."""
    tables = load(schemas)
    if not first.is_dir():
        pair = pair_of(first, second, article, tables)
        lines = [*agreement([pair]), "", *differences(pair)]
    else:
        ones = found(first)
        others = {name: path for name, path in found(second, blind=True).items() if path != ones.get(name)}
        both = {name: (path, others[name]) for name, path in ones.items() if name in others}
        if not both:
            raise Refused(
                [Problem(str(second), f"has the records of no article that {first} has, too; see their names")]
            )
        pairs = pairs_of(both, "", tables)
        told = ((name, list(differences(pair))) for name, pair in pairs.items())
        lines = [*_articles(pairs), *_alone_in("first", ones, others), *_alone_in("second", others, ones), ""]
        lines += [
            *agreement(list(pairs.values())),
            *(line for name, said in told for line in ("", f"{name}: {said[0]}", *said[1:])),
        ]
    return "\n".join(map(printable, lines))


def found(folder: Path, blind: bool = False) -> dict[str, Path]:
    """Article -> its curated file, of all that are in a folder and in the folders in it; the article by its path there.
    blind: that of a second coder, where there is one."""
    paths = [path for path in sorted(folder.rglob("*.toml")) if path.name not in NO_ARTICLES]
    seconds = {_article_of(path, folder): path for path in paths if path.stem.endswith(BLIND)}
    firsts = {_article_of(path, folder): path for path in paths if not path.stem.endswith(BLIND)}
    return firsts | seconds if blind else firsts


def _article_of(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_name(stem_of(path)).as_posix()


def pair_of(first: Path, second: Path, article: str, schemas: Mapping[str, Schema]) -> Pair:
    """Two codings of one article. article, errors: as for `compare`."""
    return pairs_of({"": (first, second)}, article, schemas)[""]


def pairs_of(codings: Mapping[str, tuple[Path, Path]], article: str, schemas: Mapping[str, Schema]) -> dict[str, Pair]:
    """Article -> its two codings. article: as for `compare`. Raises Refused with all faults of all files, OSError."""
    pairs: dict[str, Pair] = {}
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as scratch:
        where = schemas["sources"], Path(scratch)
        named = place(article, *where).reference if article else None
        beside = {} if named else articles_of([path for two in codings.values() for path in two], *where)
        for name, (first, second) in sorted(codings.items()):
            text = named or beside.get(first) or beside.get(second)
            try:
                if text is None:
                    what = f"there is no article {stem_of(first)}.txt beside it, and no archive there has it"
                    raise Refused([Problem(str(first), f"{what}; put it there, or name it with --article")])
                pairs[name] = Pair(coding_of(first, text, schemas), coding_of(second, text, schemas), schemas)
            except Refused as refused:
                problems += refused.problems
    refuse(problems)
    return pairs


def _alone_in(which: str, ones: Mapping[str, Path], others: Mapping[str, Path]) -> Iterator[str]:
    if alone := sorted(ones.keys() - others.keys()):
        yield f"not compared, only in the {which}: {', '.join(alone)}"


def _articles(pairs: Mapping[str, Pair]) -> Iterator[str]:
    """A line for each article: F1 of its records, and of the words of its events."""
    yield f"{'F1':<40}{'events':>8}{'their words':>13}{'statements':>12}{'figures':>9}"
    for name, pair in pairs.items():
        events, statements, figures = (_score(*_records(pair, table)) for table in RECORDS)
        words = _score(*pair.spans("events", "record"))
        yield f"{name:<40}{events:>8}{words:>13}{statements:>12}{figures:>9}"


def agreement(pairs: Sequence[Pair]) -> Iterator[str]:
    """The lines of two tables over all pairs: records, words and links with F1; columns with the share of equal cells
    and kappa."""
    yield f"{'':<34}{'first':>7}{'second':>8}{'both':>6}{'F1':>7}"
    for table in RECORDS:
        yield _counted(table, (_records(pair, table) for pair in pairs))
        for name in sorted({name for pair in pairs for name in _compared(pair, table)}):
            yield _counted(f"  words of {name}", (pair.spans(table, name) for pair in pairs))
        for linked in _linked(table):
            yield _counted(f"  {linked}", (pair.links(linked) for pair in pairs))
    yield _counted("mentions of actors", (pair.mentions("actors", "name") for pair in pairs))
    yield _counted("offices", (pair.mentions("actors", "office") for pair in pairs))
    yield ""
    yield f"{'column of matched records':<40}{'pairs':>6}{'equal':>7}{'kappa':>7}"
    for table in RECORDS:
        for field in pairs[0].columns(table):
            cells = [cell for pair in pairs for cell in pair.cells(table, field.name)]
            if field.descriptor.get("verbatim") or not any(part is not None for cell in cells for part in cell):
                continue
            equal = sum(part == other for part, other in cells) / len(cells)
            coded = "enum" in field.constraints or field.type == "boolean"
            chance = kappa(cells) if coded else None
            by_chance = "" if not coded else "-" if chance is None else f"{chance:.2f}"
            yield f"{table + '.' + field.name:<40}{len(cells):>6}{equal:>7.0%}{by_chance:>7}".rstrip()
    yield ""
    yield "F1 counts what both have; kappa is the agreement beyond chance. -: nothing to compare, or only one code."


def _records(pair: Pair, table: str) -> Counts:
    """The records of both codings; those that are matched are the same."""
    first, second = (Counter(coding.records[table].keys()) for coding in pair.both)
    return first, second


def _counted(name: str, counts: Iterable[Counts]) -> str:
    """A line of what the codings have, article by article."""
    numbers = [(one.total(), other.total(), (one & other).total()) for one, other in counts]
    first, second, both = map(sum, zip(*numbers, strict=True))
    score = f"{2 * both / (first + second):.2f}" if first + second else "-"
    return f"{name:<34}{first:>7}{second:>8}{both:>6}{score:>7}"


def _score(one: Counter[Any], other: Counter[Any]) -> str:
    return f"{f1(one, other):.2f}" if one or other else "-"


def differences(pair: Pair) -> Iterator[str]:
    """What is in one coding alone, and in what the records of both differ: a line for each, paragraph by paragraph."""
    told = sorted([*_alone(pair), *_unlike(pair)], key=lambda entry: entry[0])
    if not told:
        yield "No record differs."
    else:
        yield f"{len(told)} record{'s differ' if told[1:] else ' differs'}:"
    for _, lines in told:
        yield from ("", *lines)


def _alone(pair: Pair) -> Iterator[tuple[int, list[str]]]:
    for table in RECORDS:
        for second, coding in enumerate((pair.first, pair.second)):
            for key in pair.only(table, bool(second)):
                which = "second" if second else "first"
                start = coding.start(table, key)
                yield start, [f"{_named(coding, table, key)}: only in the {which} ({key})"]


def _unlike(pair: Pair) -> Iterator[tuple[int, list[str]]]:
    for table in RECORDS:
        cells = {field.name: pair.cells(table, field.name) for field in pair.columns(table)}
        links = [pair.links(name) for name in _linked(table)]
        for number, (entry, other) in enumerate(pair.matched[table]):
            lines = [*_words_unlike(pair, table, entry, other), *_links_unlike(links, entry)]
            for field in pair.columns(table):
                a, b = cells[field.name][number]
                if a != b and not field.descriptor.get("verbatim"):
                    lines.append(f"    {field.name}: {_said(a)} / {_said(b)}")
            if lines:
                head = f"{_named(pair.first, table, entry)}: {entry}{'' if entry == other else f' / {other}'}"
                yield pair.first.start(table, entry), [head, *lines]


def _words_unlike(pair: Pair, table: str, word: str, other: str) -> Iterator[str]:
    for name in _compared(pair, table):
        spans = [coding.spans.get((table, key, name), ()) for coding, key in ((pair.first, word), (pair.second, other))]
        if sorted(spans[0]) != sorted(spans[1]):
            words = pair.first.words(table, word, name), pair.second.words(table, other, name)
            yield f"    words of {name}: {_quoted(words[0])} / {_quoted(words[1])}"


def _compared(pair: Pair, table: str) -> list[str]:
    """The evidence fields of a table whose words are compared; a statement's record is no more than its parts."""
    found = {name for coding in (pair.first, pair.second) for owner, _, name in coding.spans if owner == table}
    return sorted(found - {*NO_SPANS, *(["record"] if table == "statements" else [])})


def _linked(table: str) -> list[str]:
    """The tables that link actors and places to the records of a table; of mentions the words are compared."""
    return [name for name, (owner, _) in OWNERS.items() if owner == table and name != "event_mentions"]


def _links_unlike(links: Iterable[Counts], word: str) -> Iterator[str]:
    """The actors and places that only one coding links to a record."""
    for found in links:
        own = [{key[1:] for key in keys if key[0] == word} for keys in found]
        for which, more in (("first", own[0] - own[1]), ("second", own[1] - own[0])):
            for key in sorted(more):
                yield f"    {' as '.join(key)}: only in the {which}"


def _named(coding: Coding, table: str, key: str) -> str:
    """A record by its paragraph, its kind and its words."""
    number = paragraph_at(read(coding.text).paragraphs, coding.start(table, key))
    words = coding.words(table, key, "content" if table == "statements" else "record")
    return f"paragraph {number}, {ONE[table]} {shown(words, LINES)}"


def _quoted(words: str) -> str:
    return shown(words, LINES) if words else "none"


def _said(value: object) -> str:
    return "none" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
