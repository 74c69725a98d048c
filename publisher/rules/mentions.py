"""Mentions: which actor a stretch of text refers to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from publisher.finding import Finding
from publisher.grouped import grouped
from publisher.rules import words
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import EvidenceRow, MentionRow, around, holds

# What a noun phrase is about, when it holds mentions of several: "Utopia's spokesman Ann Doe" is a person.
_HEADS = ("person", "group", "organization", "state")
_POSSESSIVE = ("'s", "’s", "' ", "’ ")
_REFERS_TO = {"demonym": ("state",), "metonym": ("state", "organization", "group")}


def denoted(window: Window, span: EvidenceRow) -> set[str]:
    """The actors that a span refers to; empty when it holds no mention and lies in none.

    A mention of the same words (but for a determiner) decides; else the mentions inside that are no possessor, of a
    person before a group, an organization and a state; else the shortest mention around it.
    """
    near = window.near(span.source_id, span.start, span.end)
    inside = [m for m in near if holds(span, m)]
    whole = [m for m in inside if m.end == span.end and _only_determiner(span.exact[: m.start - span.start])]
    if whole:
        longest = min(m.start for m in whole)
        return {m.actor_id for m in whole if m.start == longest}
    if inside:
        types = window.lookup("actors", "actor_type")
        heads = [m for m in inside if not _possesses(m, span)] or inside
        head = next((kind for kind in _HEADS if any(types.get(m.actor_id) == kind for m in heads)), None)
        return {m.actor_id for m in heads if types.get(m.actor_id) == head}
    holding = [m for m in near if holds(m, span)]
    shortest = min((m.end - m.start for m in holding), default=0)
    return {m.actor_id for m in holding if m.end - m.start == shortest}


def mentioned_together(window: Window, span: EvidenceRow) -> set[str]:
    """The actors that a span names side by side ("Utopia and the Gull Agency"): those of its outermost mentions without
    possessors, demonyms, and whomever another of them belongs to."""
    inside = window.inside(span)
    outer = [m for m in inside if not any(_holds(other, m) for other in inside)]
    heads = [m for m in outer if not _possesses(m, span)] or outer
    named = {m.actor_id for m in heads if m.mention_type != "demonym"} or {m.actor_id for m in heads}
    return named - {above for actor in named for above in window.above(actor)}


def _possesses(mention: MentionRow, span: EvidenceRow) -> bool:
    """Whether what follows a mention in a span belongs to it: "*Utopia*'s minister", "*her* lawyer"."""
    possessive = mention.exact.casefold() in words.BELONGS_TO_NOUN and mention.end < span.end
    return possessive or span.exact.startswith(_POSSESSIVE, mention.end - span.start)


def _holds(outer: MentionRow, inner: MentionRow) -> bool:
    """Whether a mention is longer than another one and holds it."""
    return holds(outer, inner) and outer[:2] != inner[:2]


@rule(proof=False, stops=True, language="en")
def pronouns(window: Window) -> Iterator[Finding]:
    """A pronoun has the mention_type pronoun, and no other words have it. "He" is a person, "it" is none. A "we"
    that refers to one actor is the body that the speaker speaks for."""
    types = window.lookup("actors", "actor_type")
    for group in _by_span(window):
        for mention in group:
            word = mention.exact.casefold()
            sure = word in words.PRONOUNS and not (len(word) > 1 and mention.exact.isupper())
            typed = mention.mention_type == "pronoun"
            if sure != typed and not (typed and word in words.OTHER_PRONOUNS):
                message = f'"{mention.exact}" is {"a" if sure else "no"} pronoun: correct the mention_type'
                yield mention.wrong("mention_type", message)
            elif sure and not (word in words.BODIES and len(group) > 1):
                kind = types.get(mention.actor_id)
                if kind is not None and kind not in words.PRONOUNS[word]:
                    other = (
                        "body that the speaker speaks for, or leave it out"
                        if word in words.BODIES
                        else "actor that it refers to"
                    )
                    message = f'"{mention.exact}" cannot refer to a {kind}: name the {other}'
                    yield mention.wrong("record_id", message)


@rule(proof=False, language="en")
def plural_mentions(window: Window) -> Iterator[Finding]:
    """ "both sides" and "the two countries" are a mention of each member; words that refer to several actors are a
    plural, or name two with "and" between them."""
    types = window.lookup("actors", "actor_type")
    for group in _by_span(window):
        first, actors = group[0], {mention.actor_id for mention in group}
        if len(actors) == 1 and first.mention_type == "nominal" and words.MEMBERS.match(first.exact):
            if types.get(first.actor_id) not in ("group", "organization"):
                yield first.wrong("record_id", f'"{first.exact}" refers to several actors: make it a mention of each')
        elif len(actors) > 1 and not words.MANY.search(first.exact):
            message = f'"{first.exact}" cannot refer to {len(actors)} actors: {", ".join(sorted(actors))}'
            yield first.wrong("record_id", message)


@rule(proof=True)
def mention_types(window: Window) -> Iterator[Finding]:
    """An actor's own name has the mention_type name (a group has none), and is never a name of somebody else.
    Demonyms and metonyms refer to states and bodies. Within one article, the same words for the same actor have
    the same type."""
    names = window.lookup("actors", "name")
    types = window.lookup("actors", "actor_type")
    # The extractor may take one for two, of other articles.
    owners = grouped((name, actor) for actor, name in window.reviewed("actors", "name"))
    seen: dict[tuple[str, str, str], str | None] = {}
    for group in _by_span(window):
        for m in group:
            source = window.evidence[m.evidence_id].source_id
            word = m.exact if m.exact.isupper() else m.exact.casefold()  # "US" is not "us"
            known = seen.setdefault((source, m.actor_id, word), m.mention_type)
            allowed = _REFERS_TO.get(m.mention_type or "")
            if m.mention_type == "name" and m.actor_id not in owners.get(m.exact, {m.actor_id}):
                yield m.wrong("record_id", f'"{m.exact}" is the name of {", ".join(sorted(owners[m.exact]))}')
            elif m.exact == names.get(m.actor_id) and m.mention_type != "name" and types.get(m.actor_id) != "group":
                yield m.wrong("mention_type", f'"{m.exact}" is the name of the actor: mention_type is name')
            elif allowed and types.get(m.actor_id, "state") not in allowed:
                way = ": a word for people is nominal" if m.mention_type == "demonym" else ""
                yield m.wrong("mention_type", f"a {m.mention_type} cannot refer to a {types[m.actor_id]}{way}")
            elif known != m.mention_type:
                yield m.wrong("mention_type", f'"{m.exact}" is a {known} of the same actor elsewhere in the article')


@rule(proof=False, stops=True, language="en")
def mention_shape(window: Window) -> Iterator[Finding]:
    """A name, demonym or metonym has a capital letter. A nominal has a common noun that fits the actor. A leader is
    of the state that the words name, a spokesperson of the body that they name, and "his country" is the country of
    the person; a parliament and "its minister" may both be of one state. What the authority file has is a name."""
    types, names = window.lookup("actors", "actor_type"), _authority(window)
    for group in _by_span(window):
        for m in group:
            told = [word for word in m.exact.split() if word.casefold() not in words.DETERMINERS]
            fault, known = None, (window.evidence[m.evidence_id].source_id, m.start, m.end) in names
            capital = any(c.isupper() or c.isdigit() for c in "".join(told))
            if m.mention_type in ("name", "demonym", "metonym") and not capital:
                message = f'"{m.exact}" has no capital letter: it is no {m.mention_type}'
                fault = None if known else ("mention_type", message)
            elif m.mention_type == "nominal" and (known or not _describes(window, m, told)):
                fault = ("mention_type", f'"{m.exact}" has no common noun: it is no nominal')
            elif m.mention_type == "nominal":
                head = words.HEADS.get(_head(told).casefold())
                above = window.above(m.actor_id)
                holder = _holder(window, m)
                if head is not None and types.get(m.actor_id, "") not in head:
                    fault = ("record_id", f'"{m.exact}" cannot refer to a {types.get(m.actor_id)}')
                elif holder is not None and words.OWN_COUNTRY.search(m.exact):
                    states = [a for a in window.above(holder) if types.get(a) == "state"]
                    if states and m.actor_id not in states:
                        fault = ("record_id", f'"{m.exact}" is {states[0]}, to which {holder} belongs')
                elif holder is not None and head == words.HEADS["leader"] and above and not _shared(window, m, holder):
                    fault = ("record_id", f'"{m.exact}" belongs to {holder}, this actor does not')
            if fault:
                yield m.wrong(*fault)


def _authority(window: Window) -> set[tuple[str, int, int]]:
    """Where the words are that the authority file has for an actor: source, start, end."""
    named = (candidate for candidate in window.candidates if candidate.kind == "name" and candidate.value is not None)
    return {(candidate.source_id, candidate.start, candidate.end) for candidate in named}


def _describes(window: Window, mention: MentionRow, told: Sequence[str]) -> bool:
    """Whether words are a description. A group has no name, so "Muslims", "South Utopians" or the noun of its entry
    ("Police") describes one; a person's name has no article and ends in no title, so "the Trade Commissioner" and
    "Deputy Premier" describe a person. told: the words without determiners."""
    if not told or _has_common_noun(window, mention, told):
        return bool(told)
    kind = window.lookup("actors", "actor_type").get(mention.actor_id)
    own = window.lookup("actors", "name").get(mention.actor_id, "").split()
    if kind == "group":
        nouns = {word.casefold() for word in own}
        return told[-1].casefold() in nouns or words.PEOPLE_BY_NAME.fullmatch(told[-1]) is not None
    titled = len(told) < len(mention.exact.split()) or told[-1].casefold() in words.OFFICES
    return kind == "person" and titled and told[-1] not in own


def _has_common_noun(window: Window, mention: MentionRow, told: Sequence[str]) -> bool:
    """Whether a description has a word in lower case, a title ("the President"), or a noun that has its capital from
    the beginning of a sentence ("Police said"), as it may have where the article is absent. told: its words without
    determiners."""
    if any(word[0].islower() for word in told) or (told and told[-1].casefold() in words.HEADS):
        return True
    if len(told) != 1 or not told[0][1:].islower():
        return False
    document = window.document(window.evidence[mention.evidence_id].source_id)
    if document is None:
        return True
    sentence = around(document.sentences, mention.start, mention.end)
    return sentence is not None and not any(map(str.isalnum, document.text[sentence[0] : mention.start]))


def _head(told: Sequence[str]) -> str:
    """The noun of a description: its last word, or the one before a preposition ("the *head* of the agency")."""
    joined = (number for number, word in enumerate(told) if number and word.casefold() in words.PREPOSITION_WORDS)
    return told[next(joined, len(told)) - 1]


def _holder(window: Window, mention: MentionRow) -> str | None:
    """The actor named inside a description: by its first word ("his country") or right before its last ("the Utopian
    leader"); None when there is not exactly one."""
    source = window.evidence[mention.evidence_id].source_id
    last = mention.end - len(mention.exact.split()[-1]) - 1
    found = {
        m.actor_id
        for m in window.near(source, mention.start, mention.end)
        if holds(mention, m) and m != mention and m.actor_id != mention.actor_id
        and (m.end == last or (m.start == mention.start and m.mention_type == "pronoun"))
    }  # fmt: skip
    return found.pop() if len(found) == 1 else None


def _shared(window: Window, mention: MentionRow, holder: str) -> bool:
    """Whether an actor belongs to the one that is named inside its description; where a pronoun names that one, both
    may belong to the same."""
    above = window.above(mention.actor_id)
    pronoun = mention.exact.split()[0].casefold() in words.PRONOUNS
    return holder in above or (pronoun and bool(set(above).intersection(window.above(holder))))


def _by_span(window: Window) -> Iterator[list[MentionRow]]:
    """The mentions of the curated articles, those of the same characters together; in text order."""
    for source, mentions in window.mentions.items():
        if source in window.curated:
            yield from (list(group) for _, group in groupby(mentions, key=lambda mention: mention[:2]))


def _only_determiner(before: str) -> bool:
    return not before.strip() or before.strip().casefold() in words.DETERMINERS
