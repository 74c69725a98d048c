"""Offices: the title before a person's name, or in the apposition after it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from publisher import language
from publisher.curation.draft.found import Found
from publisher.extract import lexicon
from publisher.extract.candidates import Name
from publisher.extract.counting import singular
from publisher.extract.patterns import any_of
from publisher.extract.text import DEFAULT, word_lists
from publisher.language.token_patterns import letters_of
from publisher.model import Mention
from publisher.rules import words

_FAR = 80  # characters before a name that its title may have
_PHRASE = re.compile(r"(?:(?:[\w’'-]+|(?:[A-Z]\.)+)[ ])*(?:[\w’'-]+|(?:[A-Z]\.)+)\Z")
_IN_TITLE = letters_of("name noun determiner possessive speech:noun inside:noun")
_DETERMINER = letters_of("determiner")
_LISTS = word_lists("drafts")
_HONORIFIC = re.compile(rf"\b{any_of(_LISTS['honorifics'])}[ ]\Z", re.IGNORECASE)
_NO_OFFICES = frozenset(_LISTS["no_offices"])
_OFFICES = frozenset(words.HEADS).union(_LISTS["short_offices"])
_APPOSITION = re.compile(
    rf",\s((?:[\w’'-]+\s){{0,7}}[\w’'-]+(?:\s\([A-Z]+\)(?=\s)|(?=[,.;]|\s{any_of(_LISTS['ends_apposition'])}\b)))"
)
_IN_TITLES = frozenset(_LISTS["in_titles"])
_SIGNS = (",", ".", ";")
_OF_NAME = re.compile(rf"(?:\s{any_of(_LISTS['office_of'])}\s(?:[A-Z][\w’'-]+\s?)+)+\Z")
_RANKS = frozenset(_LISTS["ranks"])
_OF = re.compile(rf"\s{any_of(_LISTS['office_of'])}\s")


def offices(found: Found, stated: Collection[str]) -> Iterator[Mention]:
    """The offices that the article states, one a person; none in a language without rules for names. stated: ids of
    those whose office is known."""
    if not language.reads(found.document.language, "names"):
        return
    seen = set(stated)
    for name in found.known.values():
        if name.type != "person" or name.actor_id is None or name.actor_id in seen:
            continue
        text = found.text
        ways = (_phrase_before(text, name), _phrase_after(text, name), _ahead(text, name))
        if (own := next(filter(None, ways), None)) and (span := _bare(text, own)):
            seen.add(name.actor_id)
            yield Mention(name.actor_id, *span, None, "explicit")


def title_before(text: str, name: Name) -> str | None:
    """The words of the title before a name with whoever it belongs to ("the Norwegian minister"); or after it."""
    for span in (_phrase_before(text, name), _phrase_after(text, name)):
        if span:
            return text[slice(*span)]
    return None


def _phrase_before(text: str, name: Name) -> tuple[int, int] | None:
    """The title right before a name."""
    honorific = _HONORIFIC.search(text, max(0, name.start - _FAR), name.start)
    end = (honorific.start() if honorific else name.start) - 1
    return _title_up_to(text, end) if text[max(0, end) : end + 1] == " " else None


def _ahead(text: str, name: Name) -> tuple[int, int] | None:
    """The title before a name that is set off by commas: "Gull's head, Ann Roe, said"."""
    honorific = _HONORIFIC.search(text, max(0, name.start - _FAR), name.start)
    comma = (honorific.start() if honorific else name.start) - 2
    if text[max(0, comma) : comma + 2] != ", ":
        return None
    apart = text[name.end : name.end + 1] in _SIGNS
    if own := _title_up_to(text, comma) if apart else None:
        return own
    held = _OF_NAME.search(text, max(0, comma - _FAR), comma)
    before = _title_up_to(text, held.start()) if held else None
    return (before[0], comma) if before and is_office(text[slice(*before)].rpartition(" ")[2]) else None


def _title_up_to(text: str, end: int) -> tuple[int, int] | None:
    """The words up to an offset, where the last one is an office: as far back as they are one phrase."""
    found = _PHRASE.search(text, max(0, end - _FAR), end)
    if not found:
        return None
    parts = [(found.start() + match.start(), match.group()) for match in re.finditer(r"\S+", found.group())]
    words_of = [word for _, word in parts]
    if _OF.fullmatch(f" {' '.join(words_of[-2:-1])} ") and words_of[-1].istitle():  # Secretary of State
        parts = parts[:-2] if is_office(" ".join(words_of[-3:-2])) else parts[-1:]
    while len(parts) > 1 and words_of[-1].casefold() in _RANKS and is_office(words_of[-2]):
        parts, words_of = parts[:-1], words_of[:-1]  # the post, not the rank: spokesperson Maj. Roe
        end = parts[-1][0] + len(parts[-1][1])
    start, behind = None, ""
    for at, word in reversed(parts):
        if start is None and not _is_title(word):
            return None
        before = text[:at].rstrip().rpartition(" ")[2].casefold()
        named = _OF.fullmatch(f" {word} ") is not None and behind.istitle()  # Department of State spokesperson
        behind = word
        if not (named or _belongs(word)) or (before in words.AUXILIARIES and start is not None):  # will meet President
            break
        start = at
    return (start, end) if start is not None else None


def _phrase_after(text: str, name: Name) -> tuple[int, int] | None:
    found = _APPOSITION.match(text, name.end)
    if not found:
        return None
    head, *rest = _OF.split(found[1])
    word = head.split()[-1]
    if not all(_belongs(word) for word in head.split()):
        return None  # dubbed the Harbour King
    return found.span(1) if _is_title(word) or (rest and word in _LISTS["heads_of"]) else None


def _bare(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """The title without article and without its possessor."""
    printed = text[slice(*span)]
    possessor = words.POSSESSOR.match(printed)
    own = possessor is not None and not _OF.search(possessor[0])  # the head of Norway's navy
    start = span[0] + (possessor.end() if possessor and own else 0)
    return (start, span[1]) if start < span[1] else None


def _belongs(word: str) -> bool:
    """Whether a word may be part of a title: a name, an office, a noun or what is before one; no verb, no day."""
    return (
        is_office(word)
        or word in _IN_TITLES
        or lexicon.of(DEFAULT).word_class(word.removesuffix("'s").removesuffix("’s")) in _IN_TITLE
    )


def _is_title(word: str) -> bool:
    """Whether a word says what one person is; "the two countries" before a name is no title of it."""
    bare = singular(word.lower())
    several = bare != word.lower() and singular(bare) == bare
    common = word.islower() and word not in _NO_OFFICES and lexicon.of(DEFAULT).word_class(word) != _DETERMINER
    return (is_office(word) or common) and not several


def is_office(word: str) -> bool:
    """Whether a word is that for an office: minister, spokesman."""
    word = word.casefold()
    return word in lexicon.of(DEFAULT).listed("offices") or word in _OFFICES
