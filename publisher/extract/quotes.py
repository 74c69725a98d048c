"""Quotations: quoted pieces with speaker, cue and content, and speech that is reported without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from sys import intern
from typing import Any

from publisher.language.token_patterns import each_letter, letters_of

from . import acts, attribution, content, marks, people, reports
from .attribution import Attribution, Paragraph
from .candidates import Quote, Span
from .clauses import Grammar
from .cues import Cue
from .lexicon import SPEECH
from .limit import few
from .marks import Piece
from .people import People
from .speaker_words import can_speak
from .text import Document, Pair, datelines, trim

_LONGEST_NICKNAME = 20
_NAME_ENDS = re.compile(r"\b[A-Z][\w.]* \Z")
_NAME_GOES_ON = re.compile(r" [A-Z]\w")
_ABBREVIATED = re.compile(r"(?:\.\w|[.…])\.\Z")
_BESIDE = frozenset({"tag", "introduced"})  # rules by which a cue is right beside the piece
_CUE_RULES = _BESIDE | {"left", "later"}
_GOING_ON = frozenset({"continued", "before", "name"})  # rules for a sentence of its own after what was said
_SOURCE = letters_of("source")
_SPEECH = SPEECH + _SOURCE
_PRONOUN, _NAME, _CONJUNCTION, _RELATIVE = each_letter("pronoun:subject name conjunction relative")
_PROGRESSIVE = letters_of("speech:progressive inside:progressive")
_HANGS = re.compile(f"[{letters_of('preposition genitive joining infinitive subordinator')}]")
_ASKED = re.compile(letters_of("infinitive"))
_DIRECTED = ("SUPPORT", "ACCUSE", "REJECT", "THREATEN")  # acts at whoever is named right after the verb
_SHORT = 20  # characters
_NEAR = 4  # tokens between a verb and the name it gives: called the mayor's wife “Iron Ann”


def find(document: Document, *, marked_only: bool = False) -> list[Quote]:
    """Every quoted piece of a document, as kind `quote` or `marks`, and reported speech as kind `indirect`. Marks
    around no word are none: nobody could quote them.

    marked_only: without reported speech and without the full names of speakers.
    """
    text = document.text
    pieces = [piece for piece in marks.pieces(document) if _has_words(text, piece.inner)]
    nicknames = {piece for piece in pieces if _is_nickname(text, piece)}
    outer = [piece for piece in pieces if piece.outer and piece not in nicknames]
    paragraphs = list(few(_paragraphs(document, outer), "paragraphs"))
    attributions = attribution.attribute(paragraphs)
    known = None if marked_only else people.read([paragraph.grammar for paragraph in paragraphs])
    found = [_quote(text, paragraphs[one.piece.paragraph], one, known) for one in attributions]
    found += [_marks(text, piece, "nickname") for piece in nicknames]
    found += [_marks(text, piece, "inner") for piece in pieces if not piece.outer and piece not in nicknames]
    if known:
        found += few(_indirect(text, paragraphs, attributions, known), "statements")
    return sorted(found, key=lambda quote: (quote.start, quote.end))


def _paragraphs(document: Document, pieces: list[Piece]) -> Iterator[Paragraph]:
    inside: list[list[Piece]] = [[] for _ in document.paragraphs]
    for piece in pieces:
        inside[piece.paragraph].append(piece)
    lines = datelines(document)
    for (start, end), here in zip(document.paragraphs, inside, strict=True):
        begin = lines[start][1] if start in lines else start
        yield Paragraph(document.text, (begin, end), here, document.language)


def _has_words(text: str, pair: Pair) -> bool:
    return any(map(str.isalnum, text[slice(*pair)]))


def _is_nickname(text: str, piece: Piece) -> bool:
    """Whether the marks are inside a name: Ann “Red” Lee."""
    left, right = piece.inner
    if right - left > _LONGEST_NICKNAME or not text[left].isupper() or text[right - 1] in ",!?":
        return False
    return bool(
        _NAME_ENDS.search(text[max(0, piece.start - 20) : piece.start]) and _NAME_GOES_ON.match(text, piece.end)
    )


def _quote(text: str, paragraph: Paragraph, one: Attribution, known: People | None) -> Quote:
    if not _is_speech(text, one, paragraph.grammar):
        unsaid = one.cue and one.grammar and _is_unsaid(one.grammar, one.cue)
        return _marks(text, one.piece, "unsaid" if unsaid else "other")
    quoted = _quoted(text, one.piece)
    clause = _mixed(paragraph, one)
    quote_type = "mixed" if clause else "direct"
    spoken = one.grammar is not None and one.cue is not None and can_speak(one.grammar, one.cue)
    return Quote(
        kind="quote",
        start=one.piece.start,
        end=one.piece.end,
        text=text[one.piece.start : one.piece.end],
        rule=f"{quote_type}.{one.rule}",
        quote_type=quote_type,
        speaker=_span(text, one.speaker if spoken else None),
        speaker_name=known.resolve(one.grammar, one.cue.speaker)
        if known and spoken and one.grammar and one.cue
        else None,
        cue=_span(text, one.verb),
        content=_span(text, clause or quoted),
        quoted=_span(text, quoted),
        continues=one.follows.start if one.follows else None,
        **(_act(one.grammar, one.cue) if one.grammar and one.cue else {}),
    )


def _act(grammar: Grammar, cue: Cue) -> dict[str, Any]:
    """What is done by saying it, the hearer, and who is accused, praised or threatened, where the cue shows it."""
    at = cue.verb[1]
    said = {grammar.tokens.word(token) for token in range(*cue.verb)}
    act = grammar.act(cue)
    if not said.isdisjoint(grammar.listed("negations")) or cue.kind in _SOURCE or at == cue.verb[0]:
        return {}
    told = grammar.is_listed(cue, "addressed")
    found: dict[str, Any] = {"act_type": act} if act else {}
    if (told or act in _DIRECTED) and (other := acts.object_of(grammar, cue)):
        start, end = other
        hangs = (_ASKED if told else _HANGS).search(grammar.tokens.letters, start + 1, end)
        end = hangs.start() if hangs else end  # asked Acme to leave; accused Acme of theft
        found["addressee" if told else "target"] = _span(grammar.tokens.text, grammar.tokens.span(start, end))
    return found


def _is_speech(text: str, one: Attribution, grammar: Grammar) -> bool:
    """Whether a piece is attributed speech, not a title or a word held at a distance.

    Counted in 493 US newspaper articles: of the pieces under 4 words one in five is no speech, of those above 6 words
    one in a hundred. A short piece needs a cue, or is a sentence that goes on with a quotation; what has the capitals
    of a title, or comes after a word like "film", needs a cue right beside it.
    """
    words = text[one.piece.inner[0] : one.piece.inner[1]].split()
    if not any(map(str.isalnum, "".join(words))):
        return False
    begins = not one.token or grammar.tokens.letters[one.token - 1] in ".!:"
    if one.rule in _GOING_ON and begins and text[one.piece.inner[1] - 1] in ".?!":
        return True
    if one.cue and one.grammar and _is_unsaid(one.grammar, one.cue):
        return False
    titled = _is_titled(grammar, words)
    said = one.cue is not None and (one.cue.kind in _SPEECH or not titled)  # "My Song," her biggest hit
    beside = (one.rule in _BESIDE and said) or _is_label(grammar, one)
    before = grammar.tokens.word(one.token - 1) if one.token else ""
    if len(words) < 7 and not beside and (titled or before in grammar.listed("titled")):
        return False
    if len(words) < 4:
        return one.rule in _CUE_RULES
    return one.cue is not None or len(words) > 6


def _is_unsaid(grammar: Grammar, cue: Cue) -> bool:
    """Whether nobody said it: did not say, refused to say, should say; if Lee says."""
    said = {grammar.tokens.word(token) for token in range(*cue.verb)}
    endings = tuple(grammar.listed("negative_endings"))
    if not (said.isdisjoint(grammar.listed("unsaid")) and said.isdisjoint(grammar.forms("withholding"))):
        return True
    if any(word.endswith(endings) for word in said):
        return True
    return cue.start > 0 and grammar.tokens.word(cue.start - 1) in grammar.listed("conditions")


def _is_titled(grammar: Grammar, words: Sequence[str]) -> bool:
    """Whether every word but articles, prepositions and the like begins with a capital."""
    return words[0][0].isupper() and all(
        word[0].isupper() or not word[0].isalpha() or word in grammar.listed("small") for word in words
    )


def _is_label(grammar: Grammar, one: Attribution) -> bool:
    """Whether somebody gives a name or calls something out: Lee called her “Iron Ann”; they yelled “Go Ann.”"""
    cue = one.cue if one.rule == "left" else None
    if not cue or not cue.speaker or one.token - cue.verb[1] > _NEAR:
        return False
    verb = grammar.verb(cue)
    if one.token == cue.verb[1] and verb in grammar.forms("exclaiming"):
        return True
    before = grammar.tokens.letters[max(0, cue.verb[0] - 3) : cue.verb[0]]
    subject = cue.speaker[1] == cue.verb[0] and before[-1:] in (_PRONOUN, _NAME)
    active = subject or cue.kind in _PROGRESSIVE or before[-1:] == _CONJUNCTION or _RELATIVE in before
    return active and verb in grammar.forms("labelling")


def _mixed(paragraph: Paragraph, one: Attribution) -> Pair | None:
    """The characters of the reported clause where only a part of it is in marks; None for a direct quotation."""
    grammar = paragraph.grammar
    letters = grammar.tokens.letters
    if one.token == 0 or letters[one.token - 1] in ":-" or one.rule == "introduced":
        return None
    if one.follows and one.rule == "tag" and letters[one.token - 1] == ",":  # "A," he said, "B"
        return None
    if one.rule == "subject":
        return None if letters[one.token - 1] in ".!," else (one.piece.start, one.piece.end)
    if one.cue is None or one.rule not in _CUE_RULES or one.cue.verb[0] == one.cue.verb[1]:
        return None
    if one.token == one.cue.verb[1] and one.cue.kind in _SPEECH and letters[one.token + 1] in ",;.!-":
        return None
    found = content.clause(grammar, one.cue, one.token)
    if not found or (found == (one.token, one.token + 1) and (one.cue.kind in _SPEECH or one.rule in _BESIDE)):
        return None
    return grammar.tokens.span(*found)


def _quoted(text: str, piece: Piece) -> Pair:
    """The quoted words without the comma or full stop that American usage puts inside the marks."""
    start, end = piece.inner
    while end - start > 1 and text[end - 1] in ",." and not _ABBREVIATED.search(text, max(start, end - 3), end):
        start, end = trim(text, start, end - 1)
    return start, end


def _indirect(
    text: str, paragraphs: Sequence[Paragraph], attributions: Sequence[Attribution], known: People
) -> Iterator[Quote]:
    """Reported clauses of the cues that bring in no quoted piece."""
    spoken: list[dict[int, Cue]] = [{} for _ in paragraphs]
    for one in attributions:
        if one.cue and one.rule in _CUE_RULES:
            spoken[one.piece.paragraph][one.token] = one.cue
    for paragraph, here in zip(paragraphs, spoken, strict=True):
        grammar, used = paragraph.grammar, set(here.values())
        done: set[int] = set()  # a clause as one int, which uses half the memory of a pair
        for cue in reversed(grammar.cues):  # of "quoted Lee as saying that" the last
            if (
                cue.speaker is None
                or cue in used
                or not can_speak(grammar, cue)
                or _is_author(grammar, cue.speaker)
                or _is_unsaid(grammar, cue)
            ):
                continue
            found = content.clause(grammar, cue)
            clause = grammar.tokens.span(*found) if found else None
            if not found or not clause or _number(clause) in done or not _has_words(text, clause):
                continue
            if found[0] <= cue.speaker[0] < found[1]:  # "it was reported that the house was searched by the police"
                continue
            if rule := reports.reported(grammar, cue, found, here):
                done.add(_number(clause))
                yield _reported(grammar, cue, clause, rule, known)


def _is_author(grammar: Grammar, speaker: Pair) -> bool:
    """Whether it is the author who says it, since the words are in no marks: I hope."""
    return speaker[1] - speaker[0] == 1 and grammar.tokens.word(speaker[0]) in grammar.listed("authors")


def _number(pair: Pair) -> int:
    return pair[0] << 32 | pair[1]


def _reported(grammar: Grammar, cue: Cue, clause: Pair, rule: str, known: People) -> Quote:
    text = grammar.tokens.text
    content = Span(*clause, _cut(text, clause))
    return Quote(
        kind="indirect",
        start=content.start,
        end=content.end,
        text=content.text,
        rule=intern(f"indirect.{rule}"),
        quote_type="indirect",
        speaker=_span(text, grammar.tokens.span(*cue.speaker)) if cue.speaker else None,
        speaker_name=known.resolve(grammar, cue.speaker),
        cue=_span(text, grammar.printed(cue)),
        content=content,
        **_act(grammar, cue),
    )


def _marks(text: str, piece: Piece, rule: str) -> Quote:
    printed, quoted = text[piece.start : piece.end], _span(text, _quoted(text, piece))
    return Quote("marks", piece.start, piece.end, printed, f"marks.{rule}", quoted=quoted)


def _span(text: str, pair: Pair | None) -> Span | None:
    return Span(*pair, _cut(text, pair)) if pair else None


def _cut(text: str, pair: Pair) -> str:
    """The characters of a stretch; short ones, of which a long article has many alike, as one object."""
    words = text[pair[0] : pair[1]]
    return intern(words) if len(words) <= _SHORT else words
