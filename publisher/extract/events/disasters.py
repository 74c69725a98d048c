"""Forces of nature and accidents that a noun names: the earthquake that hit Bath. Nobody acts in them, so what shows
that the noun tells of one that happened is a verb of which it is the subject, a place, or harm that came of it.

Positions are chunks.
"""

from __future__ import annotations

from collections.abc import Sequence

from .arguments import PREPOSITIONS, REACH, Phrase, before
from .lexicon import EventRule, lexicon
from .nouns import has_name, is_definite, is_known, is_place, letters, top, word
from .parties import Found
from .sentence import Sentence, lemma
from .subjects import is_passive, subject, verb_before


def disaster(s: Sentence, rule: EventRule, at: int, phrases: Sequence[Phrase]) -> Found | None:
    """What a rule makes of a noun phrase for a force of nature or an accident; None where it tells of none that
    happened. phrases: those right after it. The event stands where its verb does, whose flags and places it has; else
    where the noun does."""
    grammar = lexicon().grammar
    if not grammar["generic"].isdisjoint((word(s, at), s.words[s.lasts[at] - 2])) or _is_likened(s, at):
        return None
    verb = next(
        (verb for verb in _verbs_of(s, at) if lemma(s, verb)[0] in grammar["happens"] and "x" not in letters(s, verb)),
        None,
    )
    if verb is None:
        verb = _harm_of(s, at)
    if verb is None and not _is_placed(s, at, phrases) and not ("familiar" in rule.needs and is_known(s, at)):
        return None
    first, last = s.firsts[at], s.lasts[at]
    while first < last - 1 and s.words[first] in grammar["cut_off"]:
        first += 1
    if s.letters[first] == "m" and first and s.words[first - 1] in grammar["scale"]:  # magnitude 5.2 earthquake
        first -= 1
    return Found(rule, (first, last), (), (), at if verb is None else verb, frozenset((at,)))


def occasion(s: Sentence, rule: EventRule, at: int) -> Found | None:
    """What a rule makes of a noun phrase for something that is held at some time: of one that the words take for known,
    or with its time or its place (the elections, last month's vote, an election in Norland)."""
    grammar, words = lexicon().grammar, s.words[s.firsts[at] : s.lasts[at]]
    if not grammar["unheld"].isdisjoint(words) or (s.kinds[at + 1] == "v" and s.parts[at + 1][0] == "M"):
        return None
    where = at + 2 if s.kinds[at + 1] == "p" and word(s, at + 1) in grammar["place"] else 0
    placed = where and s.kinds[where] == "n" and has_name(s, where)
    timed = s.kinds[at + 1] == "t" or (s.kinds[at + 1] in "po" and s.kinds[at + 2] == "t") or s.kinds[at - 1] == "t"
    if not (is_definite(s, at) or placed or timed):
        return None
    return Found(rule, (s.lasts[at] - 1, s.lasts[at]), (), (), at, frozenset((at,)))


def _verbs_of(s: Sentence, at: int) -> list[int]:
    """The verb groups of which a noun phrase is the subject."""
    later = (verb for verb in range(at + 1, min(len(s.parts), at + REACH)) if s.kinds[verb] == "v")
    own = at + 2 if s.kinds[at + 1] in "WT" and s.kinds[at + 2] == "v" else -1  # the toll of the quake that struck
    return [verb for verb in later if not is_passive(s, verb) and (verb == own or at in subject(s, verb))]


def _harm_of(s: Sentence, at: int) -> int | None:
    """The verb that tells of harm by what a noun phrase names: ten were killed in the crash; hit by an earthquake."""
    ahead = before(s, top(s, at))
    if s.lasts[at] - s.firsts[at] == 1 and not word(s, at).endswith("s"):  # by accident
        return None
    if s.kinds[ahead] not in PREPOSITIONS or word(s, ahead) not in lexicon().grammar["of_harm"]:
        return None
    verb = verb_before(s, ahead)
    harms = verb is not None and lemma(s, verb)[0] in lexicon().grammar["harms"]
    return verb if harms else None


def _is_placed(s: Sentence, at: int, phrases: Sequence[Phrase]) -> bool:
    """Whether one is named with its place: an earthquake in Norland, the crash near Bath."""
    if s.words[s.firsts[at]] not in lexicon().grammar["articles"] and "m" not in s.parts[at]:
        return False
    where = lexicon().grammar["place"]
    nearest = [one for one in phrases[:1] if one.preposition in where]
    return any(has_name(s, one.noun) or is_place(s, one.noun) for one in nearest)


def _is_likened(s: Sentence, at: int) -> bool:
    """Whether the noun is only a figure of speech for many: a flood of letters."""
    return s.kinds[at + 1] == "o" and s.kinds[at + 2] == "n" and not has_name(s, at + 2)
