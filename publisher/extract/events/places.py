"""Where an event was."""

from __future__ import annotations

from ..countries import LANDS
from .arguments import phrases
from .lexicon import lexicon
from .nouns import Tokens, extent, has_name, is_actor, is_land, kinds, may_be_name, owner, word
from .parties import Found
from .predicates import main_of
from .sentence import Sentence

_PLACES = 2  # places of an event at most


def places(s: Sentence, found: Found) -> list[Tokens]:
    """Where it was: the names and places after in, at, near in its clause, else at the start of the sentence. A country
    or city may be a party as well: carried out bombings in Norway, held an election."""
    where, within = lexicon().grammar["place"], lexicon().grammar["within"]
    after = [one for one in phrases(s, found.at) if one.preposition in where and _is_place(s, one.noun)]
    if not after and (main := main_of(s, found.at)) is not None:  # tore through a bus in Oslo, killing two
        after = [one for one in phrases(s, main) if one.preposition in where and _is_place(s, one.noun)]
    here = [one.noun for one in after]
    if found.used - {found.at} and found.rule.nouns and s.kinds[found.at] == "v":  # the earthquake that hit Norland
        beside = [one.noun for at in found.used - {found.at} for one in phrases(s, at) if one.preposition in where]
        more = [np for np in (found.at + 1, *beside) if s.kinds[np] == "n" and _is_place(s, np)]
        here = [*dict.fromkeys((*here, *more))]
    lands = {one.noun for one in after if one.preposition in within and is_land(s, one.noun)}
    if not here and s.kinds[0] == "p" and s.kinds[1] == "n" and word(s, 0) in where and _is_place(s, 1):
        here = [1]
    if found.rule.context == "election" and not here:
        return [side for side in (*found.actors, owner(s, found.at)) if side and " ".join(s.raw[slice(*side)]) in LANDS]
    parties = {*found.recipients, *found.actors}
    return [place for np in here[:_PLACES] if (place := extent(s, np)) not in parties or np in lands]


def _is_place(s: Sentence, np: int) -> bool:
    if s.parts[np][0] == "m" or not kinds(s, np).isdisjoint(("vehicle", "craft")):  # at 10 GMT, in a church bus
        return False
    if has_name(s, np) or (may_be_name(s, np) and not is_actor(s, np)):
        return True
    return not kinds(s, np).isdisjoint(("town", "building", "road"))
