"""Events of which the extractor has no rule, for a draft: accidents and forces of nature, votes, talks; and what else
somebody did, in a sentence that tells of no other event."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from publisher.curation.draft.actors.referents import Referents
from publisher.curation.draft.events.extents import clause, goes
from publisher.curation.draft.events.kinds import KINDS, LISTS, PREFIX, forms_of, kind_of
from publisher.curation.draft.events.words import HAPPENS, OF_NOUN, Reader
from publisher.curation.draft.found import Found
from publisher.extract.candidates import Span
from publisher.extract.counting import singular
from publisher.extract.events import Event
from publisher.extract.events.arguments import REACH, before, is_finite, is_speech, phrases
from publisher.extract.events.flags import Flags, noun_flags, verb_flags
from publisher.extract.events.lexicon import lexicon
from publisher.extract.events.nouns import extent, has_name, head, is_actor, kind, letters, word
from publisher.extract.events.parties import Verb, read_verb
from publisher.extract.events.sentence import Sentence, lemma
from publisher.extract.events.subjects import opening_of
from publisher.extract.text import Pair, word_lists

_VERBS = {form: name for name in KINDS for form in forms_of(LISTS.get(name, {}).get("verbs", ()))}
_NOUNS = {noun: name for name in KINDS for noun in LISTS.get(name, {}).get("nouns", ())}
_HARMFUL = ("disaster", "mishap")
_IMPACTS = {form: name for name in _HARMFUL for form in forms_of(LISTS[name].get("of_things", ()))}
_OCCASIONS = frozenset(noun for nouns in word_lists("event_nouns").values() for noun in nouns)
_ONLY_WHEN = frozenset(LISTS["words"]["only_when"])
_FEAST = "election"
_GENERIC = frozenset(LISTS["words"]["generic"])
_TO = frozenset(word_lists("drafts")["to_hearer"])
_NO_DEEDS = frozenset(forms_of(LISTS["words"]["no_deeds"]))
_NO_OBJECTS = frozenset(LISTS["words"]["no_objects"])
MUTUAL = frozenset(forms_of(LISTS["words"]["mutual"]))
"""Verbs of which both sides are actors, in all forms."""
_SAYINGS = frozenset(forms_of(verb for name in ("labelling", "weak", "addressed") for verb in word_lists("cues")[name]))
_OF_DOING = ("n", "o", "v")  # charge of bringing
_STEM = 4  # letters that a verb and its noun have in common: collide, collision
_CARE = frozenset(word_lists("drafts")["care"])
_BESIDE_HARM = frozenset(LISTS["words"]["beside_harm"])
_DONE = tuple("feubgQ")  # how a group ends whose verb is no bare be or have and no habit
_DEED = "deed"
_PAST, _BE, _NOTHING_MORE = ("f", "e"), "E", frozenset(".,;cS")
_OVER = frozenset(word_lists("drafts")["over"])


def is_harmful(printed: str) -> bool:
    """Whether words have the verb or noun of a disaster or a mishap, which may have victims."""
    told = [word.casefold().strip(",.;:") for word in printed.split()]
    kinds = ((_VERBS.get(word), _IMPACTS.get(word), _NOUNS.get(singular(word))) for word in told)
    harms = (not {*names}.isdisjoint(_HARMFUL) for names in kinds)
    return any(harm and after not in _BESIDE_HARM for harm, after in zip(harms, [*told[1:], ""], strict=True))


def happenings(found: Found, referents: Referents, reader: Reader, known: Collection[int]) -> Iterator[Event]:
    """The events of verbs and nouns that tell of a happening by themselves. known: where triggers of other events
    begin."""
    for start, _ in found.document.sentences:
        sentence = reader.sentence(start)
        for at in range(len(sentence.parts)):
            told = _told(sentence, at)
            begin = sentence.text_span(sentence.firsts[at], sentence.lasts[at])[0] if told else 0
            if told and begin not in known:
                yield from _event(referents, sentence, at, told)


def _told(s: Sentence, at: int) -> tuple[str, Flags] | None:
    if kind(s, at) == "v" and any(head(s, np) in _OCCASIONS for np in read_verb(s, at).subjects):
        return None  # violence erupted
    if kind(s, at) == "v" and (name := _VERBS.get(_verb(s, at))) and not _is_noun(s, at):
        return f"{PREFIX}{name}", verb_flags(s, at)
    if kind(s, at) == "v" and (name := _IMPACTS.get(_verb(s, at))) and is_finite(s, at) and _is_thing(s, at):
        return f"{PREFIX}{name}", verb_flags(s, at)
    if kind(s, at) == "n" and (name := _NOUNS.get(singular(head(s, at)))) and word(s, at) not in _GENERIC:
        only_when = name == _FEAST and at > 0 and word(s, at - 1) in _ONLY_WHEN
        return None if only_when else (f"{OF_NOUN}{name}", noun_flags(s, at))
    return None


def _is_thing(s: Sentence, at: int) -> bool:
    """Whether what a verb tells happens to a thing or by one: a bus hit a wall."""
    verb = read_verb(s, at)
    subjects = verb.objects if verb.passive else verb.subjects
    told = any(singular(head(s, np)) in _NOUNS for np in subjects)  # a storm hit Bath: of the storm
    return bool(subjects) and not told and not any(_is_party(s, np) or letters(s, np)[-1] in "d" for np in subjects)


def _verb(s: Sentence, at: int) -> str:
    """The verb of a group as printed, in lower case."""
    return s.words[lemma(s, at)[1]]


def _is_noun(s: Sentence, at: int) -> bool:
    """Whether a verb group may be a noun: a bare word after a preposition."""
    return len(letters(s, at)) == 1 and kind(s, at - 1) in "poy"


def deeds(
    found: Found, referents: Referents, reader: Reader, stretches: Sequence[Pair], known: Sequence[int]
) -> Iterator[Event]:
    """What somebody did, by each verb of a stretch that heads a main clause and has a doer. stretches: sentences or
    clauses of one; known: where events that are known are told, in order."""

    for start, end in stretches:
        sentence = reader.sentence(start)
        doers: Sequence[int] = ()
        spare: int | None = None
        for at in range(reader.chunk(start) or 0, len(sentence.parts)):
            here = sentence.text_span(sentence.firsts[at], sentence.lasts[at])
            if here[1] > end:
                break
            is_new = start <= here[0] and not _tells_of(sentence, at, known)
            if not is_new or not _is_deed(sentence, at, referents, doers):
                continue
            if not _is_main(sentence, at):
                spare = at if spare is None else spare
                continue
            yield from _deed(referents, sentence, at, doers)
            doers = read_verb(sentence, at).subjects or doers
        if spare is not None and not doers:
            yield from _deed(referents, sentence, spare, ())


def _deed(referents: Referents, s: Sentence, at: int, doers: Sequence[int]) -> Iterator[Event]:
    """What somebody did. doers: who did what was told before it."""
    cares = any(head(s, phrase.noun) in _CARE for phrase in phrases(s, at)) and read_verb(s, at).passive
    kind_of_deed = "rescue" if cares else _DEED
    yield from _event(referents, s, at, (f"{PREFIX}{kind_of_deed}", verb_flags(s, at)), doers)


def _tells_of(s: Sentence, at: int, known: Sequence[int]) -> bool:
    """Whether the clause of a verb group tells of a known event."""
    if kind(s, at) != "v":
        return False
    first, last = clause(s, at)
    start, end = s.text_span(s.firsts[first], s.lasts[last])
    number = bisect_left(known, start)
    return number < len(known) and known[number] < end


def _is_main(s: Sentence, at: int) -> bool:
    """Whether a verb group is that of a main clause, or joined to one."""
    here = before(s, at)
    begin = opening_of(s, here, ",") if kind(s, here) == "," else None
    if begin is not None:
        at = begin  # Roe, whom Lee appointed in May, left
    joined = begin is None and kind(s, here) in "c,"
    for earlier in range(at - 1, max(-1, at - REACH), -1):
        if joined and is_finite(s, earlier):
            return _is_main(s, earlier)
        if not joined and kind(s, earlier) in "WTS":
            return False
        if is_finite(s, earlier):
            return True
    return True


def _is_deed(s: Sentence, at: int, referents: Referents, doers: Sequence[int]) -> bool:
    """Whether a verb group tells what a person, a group or a body does or did, or what happened to a thing: no state,
    no habit, no saying. doers: who did what was told before it in the sentence."""
    if kind(s, at) != "v" or not is_finite(s, at) or is_speech(s, at) or _verb(s, at) in _NO_DEEDS or _hangs(s, at):
        return False
    verb = read_verb(s, at)
    if any(head(s, np) in _NO_OBJECTS for np in verb.objects):
        return False  # took part, took place
    if verb.passive and letters(s, at - 1) == "H":
        return False  # one cannot tell whether it is a state: she was tired
    around = _around(verb) or (doers if kind(s, before(s, at)) in "c," else ())
    done = letters(s, at).rstrip("xa")[-1:] in _DONE and not verb_flags(s, at).negated
    by_whom = any(_is_party(s, np) or _is_known(referents, s, np) for np in around)
    happens = (
        bool(around) and _is_main(s, at) and _is_over(s, at) and not goes(s, at) and lemma(s, at)[0] not in HAPPENS
    )
    return done and _verb(s, at) not in _SAYINGS and (by_whom or happens)


def _is_over(s: Sentence, at: int) -> bool:
    """Whether a verb group tells what happened once: no state ("was closed") or habit of a thing."""
    if letters(s, at).strip("xa")[:1] == _BE and kind(s, at + 1) in _NOTHING_MORE:
        return False
    is_past = letters(s, at).strip("xa")[:1] in _PAST
    return is_past or not _OVER.isdisjoint(s.words[s.firsts[at] : s.lasts[at]])


def _hangs(s: Sentence, at: int) -> bool:
    """Whether a verb group is the participle of what another verb tells of: wrote of ideas related to boats."""
    earlier = next((n for n in range(at - 1, -1, -1) if is_finite(s, n) or kind(s, n) in ",;cWTS"), None)
    tells = earlier is not None and is_finite(s, earlier) and not is_speech(s, earlier)
    return tells and letters(s, at).strip("xa") == "e"


def _around(verb: Verb) -> Sequence[int]:
    """Who acts, and who is acted on where that is the subject."""
    return (*verb.subjects, *(verb.objects if verb.passive else ()))


def with_recipients(found: Found, referents: Referents, reader: Reader, event: Event) -> Event:
    """An event of a verb for which the extractor finds nobody to whom it is done, with the actors that are its object
    or behind "to"."""
    s, at = reader.sentence(event.start), reader.chunk(event.start)
    if event.recipients or at is None or kind(s, at) != "v":
        return event
    known = [span for np in _objects(s, at) for span in _spans(s, [np]) if referents.actors(span)]
    return event._replace(recipients=tuple(span for span in known if span not in event.actors))


def _objects(s: Sentence, at: int) -> list[int]:
    """To whom a verb group may be done: its objects, those behind "to", and those of "charge of bringing Lee down"."""
    inner = [*read_verb(s, at + 3).objects] if [*s.kinds[at + 1 : at + 4]] == [*_OF_DOING] else []
    behind = [] if goes(s, at) else [phrase.noun for phrase in phrases(s, at) if phrase.preposition in _TO]
    return [*read_verb(s, at).objects, *behind, *inner]


def _of(s: Sentence, noun: int) -> list[int]:
    """Whom the occasion of a noun is about: the election of Roe."""
    return [noun + 2] if kind(s, noun + 1) == "o" and kind(s, noun + 2) == "n" else []


def _is_known(referents: Referents, s: Sentence, np: int) -> bool:
    """Whether a noun phrase means an actor, also where its noun tells of no people: the poor."""
    return any(referents.actors(span) for span in _spans(s, [np]))


def _is_party(s: Sentence, np: int) -> bool:
    """Whether a noun phrase is somebody who does something, or who it is done to: no "it", "this"."""
    if letters(s, np) == "H":
        return word(s, np) not in lexicon().grammar["things"]
    return letters(s, np) not in "dD" and is_actor(s, np)


def _event(
    referents: Referents, s: Sentence, at: int, told: tuple[str, Flags], doers: Sequence[int] = ()
) -> Iterator[Event]:
    """told: the rule, and how the event is told. doers: who did it, where the words have no subject of their own."""
    rule, flags = told
    if flags.hypothetical:
        return
    is_verb = kind(s, at) == "v"
    token = lemma(s, at)[1] if is_verb else s.lasts[at] - 1
    start, end = s.text_span(token, token + 1)
    verb = read_verb(s, at) if is_verb else None
    codes = kind_of(rule)
    assert codes
    actors = (verb.subjects or (doers if not verb.passive else ())) if verb else ()
    objects = _objects(s, at) if verb else _of(s, at)
    recipients = [np for np in objects if is_actor(s, np) or has_name(s, np) or _is_known(referents, s, np)]
    printed = referents.found.text[start:end]
    yield Event(
        kind="event",
        start=start,
        end=end,
        text=printed,
        event_type=codes.event_type,
        mode=codes.mode,
        negated=flags.negated,
        future=flags.future,
        hypothetical=False,
        historical=flags.historical,
        actors=_spans(s, actors),
        recipients=_spans(s, recipients),
        places=_spans(s, _places(s, at)),
        date=None,
        rule=rule,
        phrase=Span(start, end, printed),
        event=f"{PREFIX}{printed[:_STEM].casefold()}" if codes.once else None,
    )


def _places(s: Sentence, at: int) -> list[int]:
    before = lexicon().grammar["place"]
    return [phrase.noun for phrase in phrases(s, at) if phrase.preposition in before and has_name(s, phrase.noun)]


def _spans(s: Sentence, nouns: Sequence[int]) -> tuple[Span, ...]:
    pairs = [s.text_span(*extent(s, np)) for np in nouns]
    return tuple(Span(start, end, s.text[start:end]) for start, end in pairs)
