"""Reference: who is meant by words that name nobody. Only in articles that a curator coded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from publisher.finding import Finding
from publisher.rules import words
from publisher.rules.registry import rule
from publisher.rules.rule_context import Window
from publisher.rules.spans import MentionRow, number_at

_LINKS = ("statement_actors", "event_actors")


@rule(proof=False, language="en")
def pronoun_is_near(window: Window) -> Iterator[Finding]:
    """Whoever "she", "it" or "their" means is mentioned in the same paragraph or the one before, also by another
    pronoun."""
    for source in window.curated:
        mentions = window.mentions.get(source, ())
        for mention in mentions:
            far = words.THIRD_PERSON.fullmatch(mention.exact) and not _is_near(window, source, mention)
            if mention.mention_type == "pronoun" and far:
                message = f'"{mention.exact}" means somebody mentioned in its paragraph or the one before'
                yield mention.wrong("record_id", message)


@rule(proof=False, language="en")
def nationality_fits(window: Window) -> Iterator[Finding]:
    """A description that begins with a nationality ("the Utopian officials") means an actor of that state, as far
    as the authority file says where the actor belongs."""
    countries = window.lookup("actors", "country_code")
    for source in window.curated:
        for mention in window.mentions.get(source, ()):
            article = words.ARTICLE.match(mention.exact)
            first = mention.start + (article.end() if article else 0)
            for state in window.near(source, first, first + 1) if mention.mention_type == "nominal" else ():
                begins = state.start == first and state.end < mention.end and state.mention_type == "demonym"
                near = {mention.actor_id, *window.above(mention.actor_id)}
                mine, theirs = countries.get(mention.actor_id), countries.get(state.actor_id)
                known = mine is not None or len(near) > 1
                joined = words.TOGETHER.match(mention.exact, state.end - mention.start)  # "Utopian and Velmian envoys"
                if begins and known and not joined and state.actor_id not in near and (mine is None or mine != theirs):
                    yield mention.wrong("record_id", f'"{mention.exact}" means somebody of {state.actor_id}')


@rule(proof=False, language="en")
def same_nationality(window: Window) -> Iterator[Finding]:
    """The same adjective of nationality means one state wherever an article has it."""
    for source in window.curated:
        first: dict[str, str] = {}
        for mention in window.mentions.get(source, ()):
            if mention.mention_type == "demonym":
                known = first.setdefault(mention.exact, mention.actor_id)
                if known != mention.actor_id:
                    yield mention.wrong("record_id", f'"{mention.exact}" means {known} elsewhere in the article')


@rule(proof=False)
def inferred_is_near(window: Window) -> Iterator[Finding]:
    """An inferred participant, addressee or target is mentioned in the paragraph of the words that show it, or in
    the one before. It is enough to be mentioned inside another name ("the Utopia war"), or to belong to somebody
    who is mentioned there."""
    for party in chain.from_iterable(map(window.parties, _LINKS)):
        span = window.evidence.get(party.evidence_id)
        document = window.document(span.source_id) if span and span.basis == "inferred" else None
        if span is None or document is None or span.source_id not in window.curated:
            continue
        number = number_at(document.paragraphs, span.start) or 0
        start, end = document.paragraphs[max(0, number - 1)][0], document.paragraphs[number][1]
        near = {mention.actor_id for mention in window.near(span.source_id, start, end)}
        near = near.union(*map(window.above, near))
        mine = (m for m in window.mentions.get(span.source_id, ()) if m.actor_id == party.actor_id)
        named = (m.exact for m in mine if m.mention_type == "name")
        if party.actor_id not in near and not any(name in document.text[start:end] for name in named):
            message = f'nobody near "{span.exact}" is this actor or belongs to it: name who is meant there'
            yield party.wrong("actor_id", message)


@rule(proof=False)
def target_is_another(window: Window) -> Iterator[Finding]:
    """Nobody's demand, promise or praise is directed at the speaker alone."""
    for party in window.parties("statement_actors"):
        if party.role == "target" and party.actor_id in window.roles.get((party.owner_id, "speaker"), ()):
            yield party.wrong("actor_id", "is a speaker as well: name the actor that the act is directed at")


def _is_near(window: Window, source: str, mention: MentionRow) -> bool:
    """Whether the actor has another mention in the paragraph of this one or the one before; or nobody can know."""
    document = window.document(source)
    number = number_at(document.paragraphs, mention.start) if document else None
    if document is None or number is None:
        return True
    start, end = document.paragraphs[max(0, number - 1)][0], document.paragraphs[number][1]
    others = window.near(source, start, end)
    return any(o.actor_id == mention.actor_id and o[:2] != mention[:2] for o in others)
