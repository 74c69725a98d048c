"""Who says something in a paragraph: its cues, each with its speaker.

A small grammar over classes of words (language/<code>/rules/speech.toml), whose repetitions are all bounded, so that
the time is linear in the text. Positions are token numbers, ranges half open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from publisher.language.token_patterns import each_letter, letters_of

from . import subjects
from .cues import Clause, Cue, beginning
from .lexicon import INSIDE, SPEECH
from .limit import few
from .speech_rules import SpeechRules
from .text import Pair
from .tokens import Tokens

_FINITE, _BASE, _PROGRESSIVE, _NOUN_TOO = (
    letters_of(f"speech{form} inside{form}") for form in ("", ":base", ":progressive", ":noun")
)
_SOURCE, _PARTICLE, _RELATIVE, _THAT = each_letter("source particle relative complementizer")
_BE, _AUXILIARY, _ADVERB, _NOUN, _NAME = each_letter("be auxiliary adverb noun name")
_PRONOUN, _INFINITIVE, _CONJUNCTION = each_letter("pronoun:subject infinitive conjunction")
_QUOTED, _COMMA = each_letter("quoted comma")
_SUBJECTS = letters_of("noun name determiner possessive pronoun:subject number")
_BEFORE_VERB = letters_of("adverb time")
_BEFORE_NOUN = letters_of("noun progressive")  # before "claims" it is a noun: health claims
_AFTER_NOUN = letters_of(  # after "claims" it is a noun: claims in, claims were
    "preposition genitive joining comitative infinitive end semicolon close be auxiliary past speech inside conjunction"
)
_BEFORE_PARTICIPLE = letters_of(
    "determiner determiner:alone possessive genitive preposition joining comitative number be progressive"
)
_BEFORE_BASE = letters_of("infinitive auxiliary conjunction")
_BEFORE_GERUND = letters_of("determiner possessive")
_BEFORE_MAIN_CLAUSE = letters_of("comma semicolon colon dash conjunction adverb time quoted close")
_ENDS = re.compile(f"[{letters_of('end end:open')}]")
_CUE = re.compile(f"[{SPEECH}{INSIDE}{_SOURCE}]")
_ACTS = ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
_REACH = 80  # tokens that any search looks ahead or back, so that the time stays linear


class Grammar:
    """What the grammar sees in a paragraph. ends: the tokens that end a sentence."""

    __slots__ = ("_clauses", "_cues", "ends", "rules", "tokens")

    def __init__(self, tokens: Tokens, rules: SpeechRules) -> None:
        self.tokens, self.rules = tokens, rules
        self.ends = [match.start() for match in _ENDS.finditer(tokens.letters)]
        self._clauses: list[Clause] | None = None
        self._cues: list[Cue] | None = None

    @property
    def clauses(self) -> list[Clause]:
        """The clauses in text order."""
        if self._clauses is None and not self.cues and self._clauses is None:  # with the cues they are read
            self._clauses, _, _ = _read(self)
        assert self._clauses is not None
        return self._clauses

    @property
    def cues(self) -> list[Cue]:
        """The cues in text order. Many a paragraph has none, and nobody asks for its clauses."""
        if self._cues is None:
            if not _CUE.search(self.tokens.letters):
                self._cues = []
            else:
                self._clauses, cues, quoted_as = _read(self)
                self._cues = _all_cues(self, cues, quoted_as)
        return self._cues

    def forms(self, name: str) -> frozenset[str]:
        """All forms of the verbs in a list of words/cues.toml."""
        return self.tokens.lexicon.forms(name)

    def listed(self, name: str) -> frozenset[str]:
        """The words of a list of words/cues.toml or words/grammar.toml."""
        return self.tokens.lexicon.listed(name)

    def sentence(self, token: int) -> Pair:
        """The tokens of the sentence that holds a token, without its end."""
        place = bisect_left(self.ends, token)
        return self.ends[place - 1] + 1 if place else 0, self.ends[place]

    def phrase(self, token: int) -> Pair | None:
        """The noun phrase that begins at a token and may be a subject."""
        match = self.rules.subject.match(self.tokens.letters, token)
        return match.span() if match else None

    def subject(self, start: int, end: int) -> Pair | None:
        """The first subject in a stretch of tokens, else its first noun phrase that may be one."""
        for clause in beginning(self.clauses, start, end):
            return subjects.named(self, clause.subject, clause.verb[1])
        match = self.rules.subject.search(self.tokens.letters, start, min(end, start + _REACH))
        return match.span() if match else None

    def clauses_in(self, start: int, end: int) -> list[Clause]:
        """The clauses whose verb begins in a stretch of tokens."""
        return list(beginning(self.clauses, start, end))

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """The cues that begin in a stretch of tokens."""
        return list(beginning(self.cues, start, end))

    def verb(self, cue: Cue) -> str:
        """The verb itself in its group."""
        last = cue.verb[1] - 1
        return self.tokens.word(last - 1 if self.tokens.letters[last] == _PARTICLE else last)

    def is_listed(self, cue: Cue, name: str) -> bool:
        """Whether the verb of a cue, alone or with its particle (call on), is in a list of words/cues.toml."""
        verb, last = self.verb(cue), cue.verb[1] - 1
        if verb in self.forms(name):
            return True
        return self.tokens.letters[last] == _PARTICLE and f"{verb} {self.tokens.word(last)}" in self.forms(name)

    def act(self, cue: Cue) -> str | None:
        """What is done by saying it, where the verb alone tells: a code of statements.act_type."""
        return next((act for act in _ACTS if self.is_listed(cue, f"act:{act}")), None)

    def printed(self, cue: Cue) -> Pair:
        """The characters of a cue: the verb group from its last adverb on (has already *said*)."""
        start, end = cue.verb
        for token in range(start, end - 1):
            if self.tokens.letters[token] in _BEFORE_VERB and self.tokens.word(token) not in self.listed("negations"):
                start = token + 1
        return self.tokens.span(start, end)

    def is_reporting(self, cue: Cue) -> bool:
        """Whether what the verb brings in is speech whatever its form."""
        return cue.kind == _SOURCE or self.verb(cue) in self.forms("reporting")

    def inverted(self, token: int) -> Cue | None:
        """The cue at a token, if its speaker follows it: said Lee."""
        if match := self.rules.inverted.match(self.tokens.letters, token):
            return Cue(subjects.named(self, match.span("subject"), token), match.span("cue"), match["cue"][0], token)
        return None


def read(tokens: Tokens, rules: SpeechRules) -> Grammar:
    """The clauses and cues of a paragraph."""
    return Grammar(tokens, rules)


def _read(grammar: Grammar) -> tuple[list[Clause], list[Cue], dict[int, Pair]]:
    """The clauses, the cues in them, and who is quoted by which later verb: quoted Lee as saying."""
    rules, letters = grammar.rules, grammar.tokens.letters
    clauses: list[Clause] = []
    cues: list[Cue] = []
    quoted_as: dict[int, Pair] = {}
    for match in few(rules.clause.finditer(letters), "clauses"):
        subject, verb = match.span("subject"), (match.start("be"), match.end())
        clauses.append(Clause(subject, verb))
        printed = match["cue"]
        if not printed:
            continue
        kind = printed.rstrip(_PARTICLE)[-1]
        if kind in _NOUN_TOO and letters[verb[0] - 1] in _BEFORE_NOUN and letters[verb[1]] in _AFTER_NOUN:
            continue  # remarks in, claims were: a noun
        if subjects.is_other_sense(grammar, verb) or (
            _INFINITIVE in letters[slice(*verb)] and subjects.is_nobody(grammar, subject)
        ):
            continue
        passive = kind in _FINITE and printed[0] == kind and subjects.is_passive(grammar, subject, match["be"], verb[1])
        if passive and (saying := rules.as_saying.match(letters, verb[1])):  # Lee was quoted as *saying* by Reuters
            named, begins = subjects.named(grammar, subject, saying.end()), subjects.clause_start(grammar, subject)
            cues.append(Cue(named, saying.span("saying"), SPEECH[1], begins))
            continue
        quoted = rules.quoted_as.match(letters, verb[1])
        if quoted:
            quoted_as[quoted.start("saying")] = quoted.span("subject")
        active = quoted.span("subject") if quoted else subjects.named(grammar, subject, verb[1])
        speaker = subjects.agent(grammar, verb[1]) if passive else active
        cues.append(Cue(speaker, verb, kind, subjects.clause_start(grammar, subject)))
    return clauses, cues, quoted_as


def _all_cues(grammar: Grammar, cues: list[Cue], quoted_as: Mapping[int, Pair]) -> list[Cue]:
    """The cues of the clauses with those that have no subject right before them, in text order."""
    letters = grammar.tokens.letters
    known = {token for cue in cues for token in range(*cue.verb)}
    for match in few(grammar.rules.other_cue.finditer(letters), "verbs of speech"):
        if match.start() in known or subjects.is_other_sense(grammar, match.span()):
            continue
        if grammar.tokens.word(match.start() - 1) in grammar.listed("owners"):  # nations whose claim rate
            continue
        if said_by := quoted_as.get(match.start()):
            cues.append(Cue(said_by, match.span(), match[0][0], match.start()))
        elif cue := _other(grammar, match):
            cues.append(cue._replace(verb=(_first_auxiliary(letters, cue.verb[0]), cue.verb[1])))
    return [*_said_again(grammar, sorted(cues, key=lambda cue: cue.verb[0]))]


def _said_again(grammar: Grammar, cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues, a verb that comes again after "and" with its first speaker: Lee says that it is Roe's, and says why."""
    earlier: dict[str, Cue] = {}
    for cue in cues:
        verb = grammar.verb(cue)
        same = earlier.get(verb) if grammar.tokens.letters[cue.verb[0] - 1] == _CONJUNCTION else None
        if same and same.verb[0] >= grammar.sentence(cue.verb[0])[0]:
            cue = cue._replace(speaker=same.speaker)
        earlier[verb] = cue
        yield cue


def _other(grammar: Grammar, match: re.Match[str]) -> Cue | None:
    """A cue with no subject right before it: its speaker is the subject of the clause it hangs on."""
    rules, verb, kind = grammar.rules, match.span(), match[0][0]
    letters = grammar.tokens.letters
    start, end = grammar.sentence(verb[0])
    offset = max(start, verb[0] - _REACH)
    before = letters[offset : verb[0]]
    last = before[-1:]
    if kind == _SOURCE:
        according = rules.according.match(letters, verb[0])
        return Cue(according.span("subject"), according.span("cue"), _SOURCE, verb[0]) if according else None
    if kind in _FINITE:
        subject = rules.subject.match(letters, start) if last == _COMMA else None
        description = subject and rules.description.match(letters, *subject.span())
        apposed = subjects.apposed(grammar, subject.span()) if subject and description else None
        if apposed and apposed.end() == verb[0] - 1:  # one of the owners, Ann Lee, said the sale ...
            return Cue(apposed.span("name"), verb, kind, start)
        inverted = grammar.inverted(verb[0]) if last in ("", _COMMA, _QUOTED) else None
        if inverted and inverted.speaker and (last != "," or letters[inverted.speaker[1]] in ",.;"):
            return inverted
        if last and last in _BEFORE_PARTICIPLE:  # a participle before a noun, or a passive
            return Cue(subjects.agent(grammar, verb[1]), verb, kind, verb[0]) if last == _BE else None
    if kind in _BASE and (not last or last not in _BEFORE_BASE):
        return None
    if kind in _PROGRESSIVE and last and last in _BEFORE_GERUND:
        return None
    for pattern in (rules.quoted, rules.who_had, rules.prompted, rules.with_speaker):
        if attached := pattern.search(before):
            first, end = attached.span("subject")
            return Cue((offset + first, offset + end), verb, kind, verb[0])
    if last != _CONJUNCTION and (described := _described_by_relative(grammar, start, verb[0])):
        return Cue(described, verb, kind, verb[0])
    earlier = _head_clause(grammar, start, verb[0])
    if earlier and last == _INFINITIVE and subjects.is_nobody(grammar, earlier.subject):
        return None
    if earlier and not (kind in _FINITE and last in (_NOUN, _NAME, _PRONOUN)):
        return Cue(subjects.named(grammar, earlier.subject, verb[1]), verb, kind, verb[0])
    if nouns := rules.last_nouns.search(before):
        return Cue((offset + nouns.start(), offset + nouns.end()), verb, kind, offset + nouns.start())
    subject_before = grammar.subject(start, verb[0]) if before else None
    if subject_before or kind in _PROGRESSIVE or not before:
        return Cue(subject_before or grammar.subject(verb[1], end), verb, kind, verb[0])
    return None


def _described_by_relative(grammar: Grammar, start: int, verb: int) -> Pair | None:
    """Whom the relative clause before a verb is about, if no comma closes it: Lee, who plays in place of Roe says."""
    letters, start = grammar.tokens.letters, max(start, verb - _REACH)
    relative = letters.rfind(_RELATIVE, start, verb)
    if relative <= start or letters[relative - 1] != _COMMA or _COMMA in letters[relative:verb]:
        return None
    if letters[relative + 1] in _SUBJECTS:  # whose brother
        return None
    nouns = grammar.rules.last_nouns.search(letters, start, relative - 1)
    if not nouns:
        return None
    first, end = nouns.span()
    return first + (first > 0 and letters[first - 1] == _INFINITIVE), end  # to arrest protesters, who


def _first_auxiliary(letters: str, verb: int) -> int:
    """Where the group of a verb without a subject begins: ..., and has claimed."""
    while verb and letters[verb - 1] in (_AUXILIARY, _BE):
        verb -= 1
    return verb


def _head_clause(grammar: Grammar, start: int, verb: int) -> Clause | None:
    """The clause that a cue without a subject goes on with: the last one before it in the sentence; after a comma or a
    conjunction the last one that is itself not part of another (Lee said he was tired, adding ...)."""
    letters = grammar.tokens.letters
    earlier = grammar.clauses_in(max(start, verb - _REACH), verb)
    if earlier and letters[verb - 1] in (_COMMA, _CONJUNCTION):
        for clause in reversed(earlier):
            first = clause.subject[0]
            if first == start or letters[first - 1] in _BEFORE_MAIN_CLAUSE:
                return clause
    return earlier[-1] if earlier else None
