"""The kinds of happenings that a draft takes for events beside those of the extractor, with their codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from publisher import language
from publisher.curation.draft.events.words import OF_NOUN
from publisher.extract.events.lexicon import LANGUAGE, lexicon
from publisher.extract.inflection import Inflection
from publisher.extract.text import table


class Kind(NamedTuple):
    """The codes of a kind of happening. once: whether an article that has it twice by one name means the same one."""

    event_type: str
    mode: str | None = None
    context: str | None = None
    once: bool = False


PREFIX = "draft."
KINDS = {
    "disaster": Kind("OTHER", None, "disasters", once=True),
    "mishap": Kind("OTHER", once=True),
    "election": Kind("OTHER", None, "election", once=True),
    "rescue": Kind("AID"),
    "talks": Kind("CONSULT"),
    "signing": Kind("SUPPORT"),
    "force": Kind("ASSAULT"),
    "deed": Kind("OTHER"),
}
LISTS = table("happenings")
_INFLECTION = Inflection(language.get(LANGUAGE))


def forms_of(verbs: Iterable[str]) -> Iterator[str]:
    """All forms of some verbs: those that are listed, and those by rule."""
    wanted = set(verbs)
    yield from (form for form, read_as in lexicon().verbs.items() if read_as[0] in wanted)
    for forms in map(_INFLECTION.forms, wanted):
        yield from (forms.base, *forms.third, *forms.progressive, *forms.past)


def kind_of(rule: str) -> Kind | None:
    """The codes of the events of one of these rules; None for a rule of the extractor."""
    return KINDS.get(rule.removeprefix(OF_NOUN).removeprefix(PREFIX)) if rule.startswith(PREFIX) else None
