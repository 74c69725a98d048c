"""What is said: the reported clause of a cue, with marks in it (mixed) or without (indirect).

Positions are tokens. The clause leaves out "that", the addressee and the final punctuation.
"""

from __future__ import annotations

from collections.abc import Mapping

from publisher.language.token_patterns import each_letter, letters_of

from . import speaker_words
from .clauses import Grammar
from .cues import Cue, beginning
from .lexicon import SPEECH
from .text import Pair

_PRONOUN, _POSSESSIVE, _BE, _AUXILIARY, _PAST = each_letter("pronoun:subject possessive be auxiliary past")
_FINITE = _BE + _AUXILIARY + _PAST
_VERB_OF_THAT = _FINITE + letters_of("speech:base inside:base")  # homes that were damaged, fires that threaten
_AFTER_LABEL = letters_of("comma be auxiliary")
_SUBJECTS = letters_of("noun name determiner pronoun:subject number")
_HEARER = 8  # tokens of what may be a hearer or the subject of what is said
_REACH = 200  # tokens that a clause is followed, so that the time stays linear
_SOURCE, _THAT, _INFINITIVE, _ADVERB = each_letter("source complementizer infinitive adverb")
_QUOTED, _COMMA, _DASH, _CONJUNCTION, _RELATIVE, _NAME = each_letter("quoted comma dash conjunction relative name")
_PROGRESSIVE = letters_of("speech:progressive inside:progressive")
_SPOKEN = SPEECH + _SOURCE
_NOUNS = letters_of("noun name")
_LEADING = letters_of("adverb subordinator")  # before the verb of the next clause, and part of it
_BETWEEN_CLAUSES = letters_of("comma semicolon conjunction quoted")
_NEW_CLAUSE = SPEECH + letters_of("inside:progressive source")
_REQUEST = 5  # tokens: not to be further named
_OUTSIDE = letters_of("comma semicolon colon conjunction dash end end:open")
_TAIL = 8  # tokens after a cue that closes a sentence: ..., she said late on Monday in Bath.
_NAMED = letters_of("name sign")
_PREPOSITIONS = letters_of("preposition genitive joining")
_VERBS = frozenset(_FINITE + SPEECH + letters_of("inside inside:base inside:noun"))
_MOST_CUES = 8  # inside one clause, so that what the clauses of a paragraph hold together grows no faster than it


def clause(grammar: Grammar, cue: Cue, piece: int | None = None) -> Pair | None:
    """The tokens of what a cue brings in; piece: the token of a quoted piece that lies in it.

    The clause comes after the cue, or before it when the cue closes the sentence: ..., she said Monday.
    """
    letters = grammar.tokens.letters
    start, end = grammar.sentence(cue.verb[0])
    first = min(cue.start, cue.verb[0])
    behind = cue.verb[1]
    if cue.speaker and behind <= cue.speaker[0] <= behind + 1:  # said Lee; according to Lee
        behind = cue.speaker[1]
    if piece < first if piece is not None else _closes(grammar, cue, first, behind, end):
        left, right = _clause_before(grammar, max(start, first - _REACH), first), first
    else:
        named_after = behind > cue.verb[1] and cue.kind != _SOURCE and letters[behind] == _COMMA
        if piece is not None and named_after:  # said Lee, the mayor of Bath. "..."
            left = piece
        else:
            left = _begin(grammar, cue, behind, end if piece is None else piece)
        right = min(end, behind + _REACH)
        if speaker_words.leads_on(grammar, cue):
            right = _main_clause(grammar, left if piece is None else piece, right)
        right = _stop(grammar, left if piece is None else piece, right)
        right = _own_words(grammar, left if piece is None else piece, right)
        if piece is not None and grammar.verb(cue) in grammar.forms("labelling"):  # what Lee called a "weak" plan, is
            right = next((token for token in range(piece + 1, right) if letters[token] in _AFTER_LABEL), right)
        right = _own_verb(grammar, left if piece is None else piece, right)
    while left < right and letters[left] in _OUTSIDE and not _opens(grammar, left):
        left += 1
    while right > left and letters[right - 1] in _OUTSIDE + _RELATIVE:  # 444,000, which, according to Lee, is
        right -= 1
    return (left, right) if left < right else None


def _main_clause(grammar: Grammar, left: int, right: int) -> int:
    """Where the main clause begins behind one that only leads on to it: at the first comma without "and"."""
    letters = grammar.tokens.letters
    comma = letters.find(_COMMA, left + 1, right)
    while comma >= 0 and letters[comma + 1] == _CONJUNCTION:
        comma = letters.find(_COMMA, comma + 1, right)
    return comma if comma >= 0 else right


def _own_verb(grammar: Grammar, left: int, right: int) -> int:
    """Where the clause gives way to a verb of the speaker's own: ..., but failed to; ..., but he refused to."""
    letters = grammar.tokens.letters
    token = letters.find(_COMMA + _CONJUNCTION, left + 1, right - 1)
    while token >= 0:
        verb = token + 2 + (letters[token + 2] == _PRONOUN)
        if verb < right and grammar.tokens.word(verb) in grammar.forms("withholding"):
            return token
        token = letters.find(_COMMA + _CONJUNCTION, token + 1, right - 1)
    return right


def _own_words(grammar: Grammar, left: int, right: int) -> int:
    """Where the words of the author go on, after a comma: with a verb and no subject (the plan by which Lee agreed to
    go, was bad), with a remark on all that was said (a move which), or, of what no "that" brings in, with "and" and a
    name that does something else."""
    letters = grammar.tokens.letters
    comma = letters.find(_COMMA, left + 1, right - 1)
    first = True
    while comma >= 0:
        after = comma + 1
        if first and letters[after] in (_BE, _AUXILIARY):
            return comma
        if grammar.tokens.word(after + 1) in grammar.listed("remarks") and letters[after + 2] in (_RELATIVE, _THAT):
            return comma
        added = letters[after : after + 2] == _CONJUNCTION + _NAME and letters[left - 1] != _THAT
        if added and any(clause.subject[0] == after + 1 for clause in grammar.clauses_in(after, right)):
            return comma
        first = False
        comma = letters.find(_COMMA, after, right - 1)
    return right


def reported(grammar: Grammar, cue: Cue, found: Pair, spoken: Mapping[int, Cue]) -> str | None:
    """The rule by which a clause is reported speech without marks of its own; None where it is none. spoken: the cue of
    each quoted piece (by token); pieces whose cue is inside the clause belong to an inner statement: Lee called it
    "Q," the agency reported."""
    left, right = found
    letters = grammar.tokens.letters
    if right - left < 3 or _says_nothing(grammar, cue, found):
        return None
    if grammar.tokens.word(left) in grammar.listed("after_subject"):  # the bridge, Lee said, was shut
        return None
    for token in grammar.tokens.quotes_in(left, right):
        if not (token in spoken and left <= spoken[token].verb[0] < right):
            return None
    before = grammar.tokens.word(cue.verb[0] - 1) if cue.verb[0] else ""
    if cue.kind in _PROGRESSIVE and before in grammar.listed("unsaid_gerunds"):
        return None
    if letters[cue.verb[0] - 1] == _INFINITIVE and grammar.tokens.word(cue.verb[0] - 2) in grammar.listed("unable"):
        return None
    if grammar.verb(cue) in grammar.forms("finding") and not _is_finder(grammar, cue):
        return None
    first = grammar.tokens.word(left)
    if letters[left - 1] == _THAT:
        return None if first in grammar.listed("that_one") else "that"  # showed that kind of courage
    if right <= cue.verb[0] and first in grammar.listed("questioned"):  # Asked whether she would, Lee said no
        return None
    behind = cue.verb[0] - 1
    while behind > 0 and letters[behind] == _ADVERB:
        behind -= 1
    if cue.kind in _PROGRESSIVE and letters[behind] in _NOUNS:  # people falsely claiming benefits
        return None
    if letters[left] == _INFINITIVE or letters[left : left + 2] == _ADVERB + _INFINITIVE:
        return "infinitive" if grammar.verb(cue) in grammar.forms("with_infinitive") else None
    if not grammar.is_reporting(cue):
        return None
    if cue.kind == _SOURCE:
        return "source"
    if _is_no_clause(grammar, found):
        return None
    if right <= cue.verb[0]:
        return "closing"
    if cue.kind not in _PROGRESSIVE:
        return None if grammar.rules.quoted_as.match(letters, cue.verb[1]) else "clause"  # reported Lee as saying
    return "participle" if grammar.clauses_in(left, right) and letters[left] != _RELATIVE else None  # declaring war


def _is_no_clause(grammar: Grammar, found: Pair) -> bool:
    """Whether what seems to be said is a name alone (said Acme Corp), or a phrase: (announced) before the opening."""
    said = grammar.tokens.letters[found[0] : found[1]]
    return not said.strip(_NAMED) or (said[0] in _PREPOSITIONS and _VERBS.isdisjoint(said))


def _is_finder(grammar: Grammar, cue: Cue) -> bool:
    """Whether the speaker says what was found out: a court, a study; but not: he found that the door was shut."""
    if not cue.speaker:
        return False
    speaker = range(*cue.speaker)
    return any(grammar.tokens.word(token) in grammar.listed("finders") for token in speaker)


def _says_nothing(grammar: Grammar, cue: Cue, found: Pair) -> bool:
    """A speaker who declined or did not say, or asked not to be named; and what "..., Lee said, adding" has said
    already, or "According to Lee, ..., according to Roe"."""
    left, right = found
    words = [grammar.tokens.word(token) for token in range(*cue.verb)]
    if not (grammar.forms("withholding").isdisjoint(words) and grammar.listed("negations").isdisjoint(words)):
        return True
    if _is_held(grammar, cue):
        return True
    if right - left <= _REQUEST and not grammar.listed("unnamed").isdisjoint(
        grammar.tokens.word(token) for token in range(left, right)
    ):  # on condition that he not be named
        return True
    claimed = grammar.verb(cue) in grammar.forms("claiming")
    if claimed and grammar.tokens.word(right - 1) in grammar.listed("not_claimed"):  # the storm claimed ten lives
        return True
    if grammar.tokens.letters[left] in (_INFINITIVE, _ADVERB):
        asked = {grammar.tokens.word(token) for token in range(left, min(right, left + _REQUEST))}
        if asked & grammar.listed("unnamed"):
            return True
    earlier = grammar.cues_in(left, right) if right <= cue.verb[0] else []
    return any(other.speaker == cue.speaker or other.kind == cue.kind == _SOURCE for other in earlier)


def _is_held(grammar: Grammar, cue: Cue) -> bool:
    """Whether somebody who says what he, she or it holds is read a second time: Lee said she feared that."""
    pronoun = cue.speaker and grammar.tokens.letters[slice(*cue.speaker)] == _PRONOUN
    if not pronoun or grammar.verb(cue) not in grammar.forms("weak"):
        return False
    if grammar.tokens.letters[cue.start - 1] in _BETWEEN_CLAUSES:  # where what was said ends
        return False
    start, _ = grammar.sentence(cue.verb[0])
    return any(one.speaker and one.kind in _SPOKEN for one in grammar.cues_in(start, cue.start))


def _closes(grammar: Grammar, cue: Cue, first: int, behind: int, end: int) -> bool:
    """Whether a cue is at the end of its sentence with the clause before it."""
    letters = grammar.tokens.letters
    if first - grammar.sentence(first)[0] < 4:
        return False
    if cue.kind != _SOURCE and behind > cue.verb[1] and letters[behind] == _COMMA:  # ..., said Lee, the mayor of Bath
        return letters[first - 1] in (_COMMA, _QUOTED) and _THAT not in letters[behind:end]
    follows = cue.kind != _SOURCE and behind == cue.verb[1] and letters[behind] in _SUBJECTS
    if follows and grammar.verb(cue) not in grammar.forms("addressed"):  # ..., Lee said she was tired
        return False
    if cue.kind == _SOURCE:
        return _COMMA not in letters[behind : min(end, behind + _REACH)]
    going_on = (
        other.verb[0] for other in grammar.cues_in(behind, min(end, behind + _TAIL)) if other.kind in _PROGRESSIVE
    )
    end = next((token for token in going_on if letters[token - 1] == _COMMA), end)
    return letters[first - 1] in (_COMMA, _QUOTED) and end - behind < _TAIL and _THAT not in letters[behind:end]


def _begin(grammar: Grammar, cue: Cue, behind: int, end: int) -> int:
    """Where the clause after a cue begins: after "that", else after the addressee and the time of saying."""
    letters = grammar.tokens.letters
    that = grammar.rules.that.match(letters, behind, end) if cue.kind != _SOURCE else None
    if that and _begins_clause(grammar, that.end(), behind):
        return that.end()
    told = grammar.verb(cue) in grammar.forms("addressed")
    if told and any(clause.subject[0] == behind for clause in grammar.clauses_in(behind, behind + _HEARER)):
        told = letters[behind] not in _SUBJECTS or grammar.verb(cue) in grammar.forms("with_hearer")
    lead = (grammar.rules.addressee if told else grammar.rules.when).match(letters, behind, end)
    begin = lead.end() if lead and letters[lead.end()] != _POSSESSIVE else behind
    while begin > behind and grammar.tokens.word(begin - 1) in grammar.listed("focus"):  # only two
        begin -= 1
    negated = letters[begin] == _INFINITIVE and begin > behind and _is_negation(grammar, begin - 1)
    return begin - (negated or (begin > behind and _opens(grammar, begin - 1)))


def _begins_clause(grammar: Grammar, after: int, behind: int) -> bool:
    """Whether the word before a token, "that", begins what is said; but not: homes that were damaged; if that happens.
    behind: the token after the cue."""
    if grammar.tokens.word(after - 2) in grammar.listed("conditions"):
        return False
    return grammar.tokens.letters[after] not in _VERB_OF_THAT or after == behind + 1


def _opens(grammar: Grammar, token: int) -> bool:
    """Whether a word that often comes before a clause is the first of it: there are, so far."""
    word, following = grammar.tokens.word(token), grammar.tokens.word(token + 1)
    return f"{word} {following}" in grammar.listed("openers")


def _is_negation(grammar: Grammar, token: int) -> bool:
    return grammar.tokens.word(token) in grammar.listed("before_infinitive")


def _clause_before(grammar: Grammar, left: int, right: int) -> int:
    """Where the clause that ends at `right` begins, not before `left`."""
    cues = grammar.cues_in(left, right)
    return cues[-_MOST_CUES].verb[1] if len(cues) > _MOST_CUES else left


def _stop(grammar: Grammar, left: int, right: int) -> int:
    """Where the clause ends: before the next speech verb that a comma or a conjunction sets off, or before a dash."""
    letters = grammar.tokens.letters
    leads = grammar.tokens.word(left) in grammar.listed("leading_on")  # if Lee came, she would expect more
    main = _main_clause(grammar, left, right) + 1 if leads else left
    for number, other in enumerate(beginning(grammar.cues, left + 1, right), start=1):
        first = min(other.start, other.verb[0])
        while first > left and letters[first - 1] in _LEADING:
            first -= 1
        if (
            first > main
            and letters[first - 1] in _BETWEEN_CLAUSES
            and (other.kind in _NEW_CLAUSE or letters[first - 1] == _CONJUNCTION)
        ):
            return first
        if number > _MOST_CUES:
            return max(first, left + 1)
    dash = letters.find(_DASH, left + 1, right)
    return dash if dash > 0 and letters[left] == _QUOTED else right
