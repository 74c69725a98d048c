"""Whose words a quoted piece is: the cue and the speaker of each, paragraph by paragraph.

The order of the rules and what each is worth was counted in 493 US newspaper articles of 2015-16: a tag after the
piece, a cue to its left in the sentence, the speaker of the paragraph's piece before, a colon or the paragraph
before, the subject of the sentence. Above all the last character inside the marks tells where to look: after a comma
the speaker follows, after a full stop he has been named before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from publisher.language.token_patterns import each_letter, letters_of

from . import clauses, lexicon, speech_rules, tokens
from .clauses import Grammar
from .cues import Cue, beginning
from .marks import Piece
from .speaker_words import leads_on
from .text import Pair

_SOURCE, _CONJUNCTION, _PAST = each_letter("source conjunction past")
_SPEECH = lexicon.SPEECH + _SOURCE
_FOR_SPEECH = letters_of("noun speech:noun inside:noun speech:base")  # classes of nouns for a speech act
_FAR = 8  # tokens between a cue and a piece; beyond, the sentence's first speech verb is the likelier cue
_ANNOUNCED = 12  # tokens between a noun for a speech act and what it announces
_NEAR = 5  # tokens between a cue and the comma that introduces a piece: she told reporters, "Q"
_SHORT = 25  # characters; a shorter piece has a tag only after a comma and the like (the “Q” star is none)
_SIGNATURE = 16  # tokens of a paragraph that is a signature
_WINDOW = 80  # tokens that are looked at on either side of a piece, so that the time stays linear


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a piece. token: the piece among the tokens of its paragraph; rule: the rule that found the speaker;
    cue: None where nobody was found, else a cue of `grammar`, the paragraph it is in; follows: the piece whose
    utterance this one goes on with."""

    piece: Piece
    token: int
    rule: str
    cue: Cue | None = None
    grammar: Grammar | None = None
    follows: Piece | None = None

    @property
    def speaker(self) -> Pair | None:
        """The characters of the speaker's mention."""
        return self.grammar.tokens.span(*self.cue.speaker) if self.grammar and self.cue and self.cue.speaker else None

    @property
    def verb(self) -> Pair | None:
        """The characters of the verb group, if there is one."""
        cue = self.cue
        return self.grammar.printed(cue) if self.grammar and cue and cue.verb[0] < cue.verb[1] else None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as the rules see it: its characters in the text, and its outer pieces in text order. Most have none
    and are never read into tokens, which takes half the time that quotations take."""

    text: str
    place: Pair
    pieces: Sequence[Piece]
    language: str

    @cached_property
    def grammar(self) -> Grammar:
        """The clauses of the paragraph, read when first asked for."""
        words = tokens.read(self.text, self.place, self.pieces, lexicon.of(self.language))
        return clauses.read(words, speech_rules.of(self.language))


def attribute(paragraphs: Sequence[Paragraph]) -> list[Attribution]:
    """An attribution for every outer piece, in text order."""
    found: list[Attribution] = []
    for number, paragraph in enumerate(paragraphs):
        here: list[Attribution] = []
        places = paragraph.grammar.tokens.quotes if paragraph.pieces else ()
        for piece, token in zip(paragraph.pieces, places, strict=True):
            here.append(
                _by_sentence(paragraph.grammar, piece, token, here)
                or _by_paragraph(paragraph.grammar, piece, token, here)
                or _by_neighbours(paragraphs, number, piece, token, found)
                or Attribution(piece, token, "none")
            )
        if here and found and found[-1].rule == "none" and not found[-1].piece.closed and here[0].token == 0:
            found[-1] = replace(here[0], piece=found[-1].piece, token=found[-1].token, rule="paragraph", follows=None)
        found += here
    return found


def _by_sentence(grammar: Grammar, piece: Piece, token: int, here: Sequence[Attribution]) -> Attribution | None:
    """By a cue in the sentence of the piece, or right after it. With the cue of the piece before, it goes on with that
    one."""
    told = _rule_and_cue(grammar, piece, token, here)
    if told is None:
        return None
    same = here[-1] if here and here[-1].cue == told[1] else None
    return Attribution(piece, token, *told, grammar, (same.follows or same.piece) if same else None)


def _rule_and_cue(grammar: Grammar, piece: Piece, token: int, here: Sequence[Attribution]) -> tuple[str, Cue] | None:
    letters = grammar.tokens.letters
    start, end = grammar.sentence(token)
    begins = token == start or letters[token - 1] in ",:;-(" + _CONJUNCTION
    left = _left(grammar, start, token)
    tag = None
    if begins and _is_apart(grammar, piece, token):
        return None
    if _last(grammar, piece, token) in ",?!-" or (begins and piece.end - piece.start > _SHORT):
        tag = _tag(grammar, piece, token, introduced=left is not None and letters[token - 1] in ",:")
    if here and here[-1].rule == "tag" and here[-1].cue and _goes_on(grammar, token, here[-1].cue, start, left):
        return "tag", here[-1].cue
    # Inside a clause the marks belong to the innermost statement: Lee said that "Q," Roe reported.
    if left and not begins:
        return "left", left
    if tag:
        return "tag", tag
    if left:
        near = letters[token - 1] == ":" or (letters[token - 1] == "," and token - left.verb[1] < _NEAR)
        return ("introduced" if near else "left"), left
    if noun := _noun(grammar, start, token):
        return "left", noun
    later = _later(grammar, token, end)
    return ("later", later) if later else None


def _is_apart(grammar: Grammar, piece: Piece, token: int) -> bool:
    """Whether what follows a piece, which no sign ends, reports something else: "A" Lee says he will not go."""
    cue = next(beginning(grammar.cues, token, token + _WINDOW), None)
    if cue is None or _last(grammar, piece, token) in ",.?!-":
        return False
    said = cue.verb[1]
    tells = any(clause.subject[0] == said for clause in grammar.clauses_in(said, said + _NEAR))
    return tells and cue.start == token + 1


def _goes_on(grammar: Grammar, token: int, tag: Cue, start: int, left: Cue | None) -> bool:
    """Whether a piece goes on with the one that the tag before it belongs to: "A," said Lee as he left, "B"."""
    begins = grammar.tokens.letters[token - 1] == ","
    return begins and tag.start > start and not (left and left != tag and left.verb[1] == token - 1)


def _last(grammar: Grammar, piece: Piece, token: int) -> str:
    """The last character inside the marks; or a comma or dash right after them, or "!" for an end that may be none."""
    after = grammar.tokens.letters[token + 1]
    return after if after in ",-!" else grammar.tokens.text[piece.inner[1] - 1]


def _left(grammar: Grammar, start: int, token: int) -> Cue | None:
    """The nearest cue before the piece; where that is far away, or says little, the nearest speech verb."""
    cues = [
        cue
        for cue in grammar.cues_in(max(start, token - _WINDOW), token)
        if cue.speaker and not (leads_on(grammar, cue) and "," in grammar.tokens.letters[cue.verb[1] + 1 : token])
    ]
    if not cues:
        return None
    if grammar.tokens.letters[token - 1] == ":" and cues[-1].verb[1] < token - 1:
        # A verb that is in no list, right before the colon: Asked whether she would, Lee shrugged: "Q".
        last = next(reversed(grammar.clauses_in(cues[-1].verb[1], token)), None)
        if last and last.verb[1] == token - 1:
            return Cue(last.subject, last.verb, _PAST, last.subject[0])
    speech = [cue for cue in cues if cue.kind in _SPEECH and grammar.verb(cue) not in grammar.forms("weak")]
    if speech and (token - cues[-1].verb[1] > _FAR or grammar.verb(cues[-1]) in grammar.forms("weak")):
        return speech[-1]
    return cues[-1]


def _tag(grammar: Grammar, piece: Piece, token: int, introduced: bool) -> Cue | None:
    """The cue after the piece: she said; said Lee; according to Lee; - Lee.

    introduced: a cue with a comma or colon comes before the piece; then what follows "?" or "!" is a new sentence.
    """
    letters = grammar.tokens.letters
    if letters[token + 1] == "!" and introduced:
        return None
    at = token + 2 if letters[token + 1] in ",!-" else token + 1
    end = min(grammar.sentence(at)[1], at + _WINDOW)
    comma = _last(grammar, piece, token) == ","
    cues = grammar.cues_in(at, end)
    if cues and cues[0].kind == _SOURCE and cues[0].verb[0] == at:
        return cues[0]
    if letters[at] in _SPEECH and (inverted := grammar.inverted(at)):
        return inverted
    for cue in cues:
        if cue.speaker and cue.start == at <= cue.speaker[0] and (comma or cue.kind in _SPEECH):
            return cue
    phrase = grammar.phrase(at) if comma else None
    if cues and phrase:  # Lee, the mayor said: between the comma and the verb an apposition never ended
        return cues[0]._replace(speaker=phrase)
    if phrase:  # a verb that is in no list: he rumbled
        clause = next(iter(grammar.clauses_in(at, end)), None)
        if clause and clause.subject[0] == at:
            return Cue(clause.subject, clause.verb, _PAST, at)
    phrase = grammar.phrase(at) if letters[token + 1] == "-" else None
    if phrase and phrase[1] >= end - 1:
        return Cue(phrase, (token + 1, token + 1), "-", at)
    return None


def _noun(grammar: Grammar, start: int, token: int) -> Cue | None:
    """The last noun for a speech act before the piece, with whose it is: Lee's answer; the words of Lee."""
    letters = grammar.tokens.letters
    for place in reversed(range(max(start, token - _ANNOUNCED), token)):
        if letters[place] in _FOR_SPEECH and grammar.tokens.word(place) in grammar.listed("nouns"):
            if owner := grammar.rules.owner.search(letters[max(start, place - _WINDOW) : place]):
                first = place - len(owner[0])
                return Cue((first, first + len(owner["owner"])), (place, place + 1), "N", first)
            if of := grammar.rules.of_owner.match(letters, place + 1, token):
                return Cue(of.span("owner"), (place, place + 1), "N", place)
    return None


def _later(grammar: Grammar, token: int, end: int) -> Cue | None:
    """The first cue in the rest of the sentence whose speaker is not a phrase that the piece is part of."""
    for cue in grammar.cues_in(token, min(end, token + _WINDOW)):
        if cue.speaker and cue.speaker[0] != token + 1:
            return cue
    return None


def _by_paragraph(grammar: Grammar, piece: Piece, token: int, here: Sequence[Attribution]) -> Attribution | None:
    """A sentence that begins with the piece and has no cue goes on with what was said before it in the paragraph."""
    start, _ = grammar.sentence(token)
    if token - start > 1:
        return None
    previous = here[-1] if here and here[-1].cue else None
    unquoted = grammar.sentence(previous.token)[1] if previous else 0
    if previous and grammar.tokens.letters[unquoted] == "!":
        unquoted = grammar.sentence(unquoted + 1)[1]
    for cue in reversed(grammar.cues_in(max(unquoted, start - _WINDOW), start)):
        if cue.speaker and cue.kind in _SPEECH and (not previous or grammar.is_reporting(cue)):
            return Attribution(piece, token, "before", cue, grammar)
    return _following(piece, token, "continued", previous) if previous else None


def _by_neighbours(
    paragraphs: Sequence[Paragraph], number: int, piece: Piece, token: int, found: Sequence[Attribution]
) -> Attribution | None:
    """By a name and a colon, by the paragraphs around, or as a last resort by the subject of the sentence."""
    grammar = paragraphs[number].grammar
    start, _ = grammar.sentence(token)
    if grammar.tokens.letters[token - 1 : token] == ":" and (name := grammar.phrase(start)) and name[1] == token - 1:
        return Attribution(piece, token, "name", Cue(name, (token, token), ":", start), grammar)
    if token - start < 2:
        if number + 1 < len(paragraphs) and (cue := _signature(paragraphs[number + 1].grammar)):
            return Attribution(piece, token, "signature", cue, paragraphs[number + 1].grammar)
        if number and (cue := _announced(paragraphs[number - 1])):
            return Attribution(piece, token, "paragraph", cue, paragraphs[number - 1].grammar)
        if found and found[-1].piece.paragraph >= piece.paragraph - 1 and found[-1].speaker:
            return _following(piece, token, "paragraph", found[-1])
        if number and (cue := _last_subject(paragraphs[number - 1].grammar)):
            return Attribution(piece, token, "paragraph", cue, paragraphs[number - 1].grammar)
    subject = grammar.subject(start, token)
    return Attribution(piece, token, "subject", Cue(subject, (token, token), "", start), grammar) if subject else None


def _signature(grammar: Grammar) -> Cue | None:
    """The name in a paragraph that is a dash and a name, with a description perhaps."""
    letters = grammar.tokens.letters
    phrase = grammar.phrase(1) if letters.startswith("-") and len(letters) < _SIGNATURE else None
    return Cue(phrase, (0, 0), "-", 0) if phrase and letters[phrase[1]] in ".,(" else None


def _announced(paragraph: Paragraph) -> Cue | None:
    """The speaker of a paragraph that ends with a colon, or with a sentence that reports without quoting."""
    grammar = paragraph.grammar
    start, end = _last_sentence(grammar)
    colon = grammar.tokens.letters[end - 1 : end] == ":"
    quoted = grammar.tokens.quotes[-1] if paragraph.pieces else -1
    cues = [cue for cue in grammar.cues_in(max(start, end - _WINDOW), end) if cue.speaker and cue.kind in _SPEECH]
    if cues and (colon or (quoted < start and (quoted < 0 or grammar.is_reporting(cues[-1])))):
        return cues[-1]
    return _last_subject(grammar) if colon else None


def _last_subject(grammar: Grammar) -> Cue | None:
    start, end = _last_sentence(grammar)
    subject = grammar.subject(start, end)
    return Cue(subject, (end, end), "", start) if subject else None


def _last_sentence(grammar: Grammar) -> Pair:
    return grammar.sentence(max(0, len(grammar.tokens.letters) - 3))


def _following(piece: Piece, token: int, rule: str, earlier: Attribution) -> Attribution:
    return replace(earlier, piece=piece, token=token, rule=rule, follows=earlier.follows or earlier.piece)
