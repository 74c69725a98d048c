"""Who says something in a paragraph: its cues, each with its speaker.

A small grammar over the class letters of lexicon.py, in regular expressions whose repetitions are all bounded, so
that the time is linear in the text. Positions are token numbers, ranges half open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .lexicon import forms, nouns, offices
from .text import Pair
from .tokens import Tokens

_NOUNS = "[nmNsiRr]"
_BEFORE = "(?:[Dd][aemt]{0,4})?"
# Nouns with what may stand before them, joined by prepositions to further nouns (people familiar with the matter; the
# head of the committee in Bath), or with a short clause of their own.
_NOUN_PHRASE = (
    rf"(?:(?:e(?=[nN]))?{_BEFORE}{_NOUNS}{{1,12}}(?:c{_BEFORE}{_NOUNS}{{1,8}})?(?:[pofw2](?:{_BEFORE}{_NOUNS}{{1,10}}|h)){{0,4}}"
    rf"(?:[eip][pofw2]{_BEFORE}{_NOUNS}{{1,8}})?(?:W[^,.!;:QT]{{1,12}}?)?|d)(?<!s)"
)
# Where a noun phrase that is a subject may begin: not inside another one, not after a preposition or a verb.
_SUBJECT = rf"(?:(?<![DdnmNsiahpofw2eEA]){_NOUN_PHRASE}|H)"
# What may stand between a subject and its verb: appositions, a clause with who, brackets, dashes.
_BETWEEN = r"(?:(?:,[Vv]?[^,QVvEA.!;:]{1,15}){1,3},|,W[^Q.!;:]{1,30}?,|\([^()Q]{1,10}\),?|-[^-Q.!]{1,20}-)"
_CLAUSE = re.compile(
    rf"(?P<subject>{_SUBJECT}){_BETWEEN}{{0,2}}(?:a|p?t|h){{0,4}}(?P<be>(?:[AE]a{{0,3}}){{0,4}})"
    rf"(?:(?P<cue>(?:[eVvRrnibE]\+?n?a{{0,2}}2a?)?(?:[VvRrBb]|(?<=[Ea])[Gg])\+?)|[eEA])"
)
_PHRASE = re.compile(_SUBJECT)
_OTHER_CUE = re.compile(r"(?:[VvGgBbk]|(?<=W)[Rr]|(?<=Wa)[Rr])\+?")
# After a verb: said Smith, said a spokesman for the city
AFTER = (
    rf"(?:H|{_BEFORE}{_NOUNS}{{1,12}}(?:c{_BEFORE}{_NOUNS}{{1,8}})?"
    rf"(?:(?:(?<=n)o|o(?=[Dd]?N)){_BEFORE}{_NOUNS}{{1,8}}){{0,3}}(?:(?<=n)f{_BEFORE}{_NOUNS}{{1,8}})?(?<!s)|d)"
)
# Where the subject is but a description, the name stands beside it: Lee, mayor of Bath said; the mayor, Ann Lee, said.
_NAME_BEFORE = re.compile(r"[.!Q],?(N{1,7}),\Z")
_NAME_AFTER = re.compile(r"(?<!.[pofw2]N)(?<![pofw2]NN),(N{1,6})(?=[,.;:Q])")
_DESCRIPTION = re.compile(r"[Dd]|N*[ns]")
_INVERTED = re.compile(rf"(?P<cue>[VvRrB]\+?)a?(?P<subject>{AFTER})")
_ACCORDING = re.compile(rf"(?P<cue>k2)(?P<subject>{AFTER}(?:[pf]{_BEFORE}{_NOUNS}{{1,8}}(?=[,.]))?)")
_BY = re.compile(rf"p(?P<subject>{AFTER})")
_QUOTED_AS = re.compile(rf"(?<=[VvRrBb])(?P<subject>h|{AFTER})z(?P<saying>[Gg])")
_AS_SAYING = re.compile(rf"(?:p{AFTER})?z(?P<saying>[Gg])")
# Whose a noun is: Lee's harsh (words); (the words) of Lee
_OWNER = re.compile(rf"(?P<owner>{_BEFORE}[nmN]{{1,6}})s[aemnN]{{0,3}}\Z")
_OF = re.compile(rf"o(?P<owner>{AFTER})")
_NEAR = 12  # tokens between such a noun and what it announces
# Before a cue without a subject, its speaker: quoted Lee as; Lee, who had; a sign that; prompted Lee to; with Lee
_ATTACHED = (
    re.compile(rf"(?<=[Vv])(?P<subject>{AFTER})z\Z"),
    re.compile(rf"(?P<subject>{AFTER}),?[WT](?:[aAEh]|[eVvRr]2){{0,4}}\Z"),
    re.compile(r"(?<=[eVv])(?P<subject>N{1,6})2a?\Z"),
    re.compile(rf"w(?P<subject>{AFTER})\Z"),
)
_REACH = 80  # tokens that any search looks ahead or back, so that the time stays linear
_LAST_NOUNS = re.compile(r"(?:N{1,8}|[Dd]?[nmN]{0,6}n|H)\Z")


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject with its verb group, whatever the verb."""

    subject: Pair
    verb: Pair


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb, or "according to", that brings in speech. speaker: its subject, None if there is none in the sentence."""

    speaker: Pair | None
    verb: Pair  # empty where there is a colon or a dash instead
    kind: str  # letter of the verb, k for "according", ":" or "-"
    start: int  # where its clause begins


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the grammar sees in a paragraph. ends: the tokens that end a sentence; clauses and cues in text order."""

    tokens: Tokens
    ends: list[int]
    clauses: list[Clause]
    cues: list[Cue]

    def sentence(self, token: int) -> Pair:
        """The tokens of the sentence that holds a token, without its end."""
        place = bisect_left(self.ends, token)
        return self.ends[place - 1] + 1 if place else 0, self.ends[place]

    def phrase(self, token: int) -> Pair | None:
        """The noun phrase that begins at a token and may be a subject."""
        match = _PHRASE.match(self.tokens.letters, token)
        return match.span() if match else None

    def noun(self, start: int, end: int) -> Cue | None:
        """The last noun for a speech act in a stretch of tokens, with whose it is: Lee's answer; the words of Lee."""
        letters = self.tokens.letters
        for token in reversed(range(max(start, end - _NEAR), end)):
            if letters[token] in "nRrB" and self.tokens.word(token) in nouns():
                owner = _OWNER.search(letters[max(start, token - _REACH) : token])
                if owner:
                    first = token - len(owner[0])
                    return Cue((first, first + len(owner["owner"])), (token, token + 1), "N", first)
                if of := _OF.match(letters, token + 1, end):
                    return Cue(of.span("owner"), (token, token + 1), "N", token)
        return None

    def subject(self, start: int, end: int) -> Pair | None:
        """The first subject in a stretch of tokens, else its first noun phrase that may be one."""
        place = bisect_left(self.clauses, start, key=_verb_start)
        if place < len(self.clauses) and self.clauses[place].verb[0] < end:
            return _named(self.tokens, self.clauses[place].subject, self.clauses[place].verb[1])
        match = _PHRASE.search(self.tokens.letters, start, min(end, start + _REACH))
        return match.span() if match else None

    def clauses_in(self, start: int, end: int) -> list[Clause]:
        """The clauses whose verb begins in a stretch of tokens."""
        left = bisect_left(self.clauses, start, key=_verb_start)
        return self.clauses[left : bisect_left(self.clauses, end, key=_verb_start)]

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """The cues that begin in a stretch of tokens."""
        left = bisect_left(self.cues, start, key=_verb_start)
        return self.cues[left : bisect_left(self.cues, end, key=_verb_start)]

    def each_cue(self, start: int, end: int) -> Iterator[Cue]:
        """The cues that begin in a stretch of tokens, one by one: for whoever needs but the first few."""
        for place in range(bisect_left(self.cues, start, key=_verb_start), len(self.cues)):
            if self.cues[place].verb[0] >= end:
                return
            yield self.cues[place]

    def verb(self, cue: Cue) -> str:
        """The verb itself in its group."""
        last = cue.verb[1] - 1
        return self.tokens.word(last - 1 if self.tokens.letters[last] == "+" else last)

    def printed(self, cue: Cue) -> Pair:
        """The characters of a cue: the verb group from its last adverb on (has already *said*)."""
        start, end = cue.verb
        for token in range(start, end - 1):
            if self.tokens.letters[token] in "at" and self.tokens.word(token) not in ("not", "never"):
                start = token + 1
        return self.tokens.span(start, end)

    def is_reporting(self, cue: Cue) -> bool:
        """Whether what the verb brings in is speech whatever its form."""
        return cue.kind == "k" or self.verb(cue) in forms("reporting")

    def inverted(self, token: int) -> Cue | None:
        """The cue at a token, if its speaker follows it: said Lee."""
        match = _INVERTED.match(self.tokens.letters, token)
        if not match:
            return None
        return Cue(_named(self.tokens, match.span("subject"), token), match.span("cue"), match["cue"][0], token)


def _verb_start(found: Clause | Cue) -> int:
    return found.verb[0]


def read(tokens: Tokens) -> Grammar:
    """The clauses and cues of a paragraph."""
    letters = tokens.letters
    ends = [match.start() for match in re.finditer("[.!]", letters)]
    grammar = Grammar(tokens, ends, [], [])
    quoted_as: dict[int, Pair] = {}
    for match in _CLAUSE.finditer(letters):
        subject, verb = match.span("subject"), (match.start("be"), match.end())
        grammar.clauses.append(Clause(subject, verb))
        if match["cue"]:
            kind = match["cue"].rstrip("+")[-1]
            if kind in "Rr" and letters[verb[0] - 1] in "ni" and letters[verb[1]] in "pofw2.;)EAeVvc":
                continue  # remarks in, claims were: a noun
            if _is_other_sense(tokens, verb):
                continue
            passive = kind in "Vv" and match["cue"][0] == kind and _is_passive(tokens, subject, match["be"], verb[1])
            if passive and (saying := _AS_SAYING.match(letters, verb[1])):  # Lee was quoted as *saying* by Reuters
                named, begins = _named(tokens, subject, saying.end()), _beginning(letters, subject)
                grammar.cues.append(Cue(named, saying.span("saying"), "G", begins))
                continue
            quoted = _QUOTED_AS.match(letters, verb[1])
            if quoted:
                quoted_as[quoted.start("saying")] = quoted.span("subject")
            if passive:
                speaker = _agent(grammar, verb[1])
            else:
                speaker = quoted.span("subject") if quoted else _named(tokens, subject, verb[1])
            grammar.cues.append(Cue(speaker, verb, kind, _beginning(letters, subject)))
    known = {token for cue in grammar.cues for token in range(*cue.verb)}
    for match in _OTHER_CUE.finditer(letters):
        if match.start() in known or _is_other_sense(tokens, match.span()):
            continue
        if said_by := quoted_as.get(match.start()):
            grammar.cues.append(Cue(said_by, match.span(), match[0][0], match.start()))
        elif cue := _other(grammar, match):
            grammar.cues.append(replace(cue, verb=(_first_auxiliary(letters, cue.verb[0]), cue.verb[1])))
    grammar.cues.sort(key=_verb_start)
    return grammar


def _other(grammar: Grammar, match: re.Match[str]) -> Cue | None:
    """A cue with no subject right before it: its speaker is the subject of the clause it hangs on."""
    tokens, verb, kind = grammar.tokens, match.span(), match[0][0]
    letters = tokens.letters
    start, end = grammar.sentence(verb[0])
    offset = max(start, verb[0] - _REACH)
    before = letters[offset : verb[0]]
    last = before[-1:]
    if kind == "k":
        according = _ACCORDING.match(letters, verb[0])
        return Cue(according.span("subject"), according.span("cue"), "k", verb[0]) if according else None
    if kind in "Vv":
        inverted = grammar.inverted(verb[0]) if last in ("", ",", "Q") else None
        if inverted and inverted.speaker and (last != "," or letters[inverted.speaker[1]] in ",.;"):
            return inverted
        if last and last in "DdsopfwmEi":  # a participle before a noun, or a passive
            return Cue(_agent(grammar, verb[1]), verb, kind, verb[0]) if last == "E" else None
    if (kind in "Bb" and last not in ("2", "A", "c")) or (kind in "Gg" and last and last in "Ds"):
        return None
    for pattern in _ATTACHED:
        if attached := pattern.search(before):
            subject = attached.span("subject")
            return Cue((offset + subject[0], offset + subject[1]), verb, kind, verb[0])
    earlier = _head_clause(grammar, start, verb[0])
    if earlier and not (kind in "Vv" and last in "nNH"):
        return Cue(_named(tokens, earlier.subject, verb[1]), verb, kind, verb[0])
    if nouns := _LAST_NOUNS.search(before):
        return Cue((offset + nouns.start(), offset + nouns.end()), verb, kind, offset + nouns.start())
    subject_before = grammar.subject(start, verb[0]) if before else None
    if subject_before or kind in "Gg" or not before:
        return Cue(subject_before or grammar.subject(verb[1], end), verb, kind, verb[0])
    return None


def _first_auxiliary(letters: str, verb: int) -> int:
    """Where the group of a verb without a subject begins: ..., and has claimed."""
    while verb and letters[verb - 1] in "AE":
        verb -= 1
    return verb


def _named(tokens: Tokens, subject: Pair, verb_end: int) -> Pair:
    """The name beside a subject that only describes; else the subject, with its short form in brackets."""
    letters = tokens.letters
    if letters.startswith("(N)", subject[1]) and tokens.places[subject[1] + 1][0].isupper():
        return subject[0], subject[1] + 3
    if not _DESCRIPTION.match(letters, *subject) and tokens.word(subject[1] - 1) not in offices():
        return subject
    if after := _NAME_AFTER.match(letters, subject[1]):
        return after.span(1)
    first = _beginning(letters, subject)
    parenthetical = letters[verb_end] == "," and letters[verb_end + 1] != "Q"  # Lee, the mayor said, ...
    return (first, subject[0] - 1) if first < subject[0] and not parenthetical else subject


def _beginning(letters: str, subject: Pair) -> int:
    """Where the clause of a subject begins: at a name before it and a comma, if there is one, else at the subject."""
    start = subject[0]
    before = _NAME_BEFORE.search("." + letters[max(0, start - 9) : start])
    return start - 1 - len(before[1]) if before else start


def _head_clause(grammar: Grammar, start: int, verb: int) -> Clause | None:
    """The clause that a cue without a subject goes on with: the last one before it in the sentence; after a comma or a
    conjunction the last one that is itself not part of another (Lee said he was tired, adding ...)."""
    earlier = grammar.clauses_in(max(start, verb - _REACH), verb)
    if earlier and grammar.tokens.letters[verb - 1] in ",c":
        for clause in reversed(earlier):
            first = clause.subject[0]
            if first == start or grammar.tokens.letters[first - 1] in ",;:-catQ)":
                return clause
    return earlier[-1] if earlier else None


def _is_other_sense(tokens: Tokens, verb: Pair) -> bool:
    """Whether a verb brings in no speech where it stands: continued to fight."""
    return tokens.letters[verb[1]] == "2" and tokens.word(verb[1] - 1) in forms("not_before_to")


def _is_passive(tokens: Tokens, subject: Pair, auxiliaries: str, end: int) -> bool:
    """Whether a past form is a passive: was called, branded as, described by; but not: which she described as."""
    if auxiliaries.rstrip("a").endswith("E"):
        return True
    relative = tokens.letters[subject[0] - 1 : subject[0]] in ("W", "T")
    return "A" not in auxiliaries and not relative and tokens.word(end) in ("as", "by")


def _agent(grammar: Grammar, token: int) -> Pair | None:
    """The noun phrase after "by", in the rest of the sentence of a passive verb."""
    _, end = grammar.sentence(token - 1)
    for match in _BY.finditer(grammar.tokens.letters, token, min(end, token + _REACH)):
        if grammar.tokens.word(match.start()) == "by":
            return match.span("subject")
    return None
