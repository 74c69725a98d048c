"""The words of the event rules: forms of verbs and nouns, kinds of nouns, and the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from publisher import language

from .. import text


@dataclass(frozen=True, slots=True)
class EventRule:
    """One rule of event_rules.toml; the head of that file says what its fields mean."""

    id: str
    about: str
    type: str
    mode: str | None = None
    context: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    particle: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    spares_object: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()
    follow: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    to: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    content: frozenset[str] = frozenset()
    matches: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    place: int = 0


_SETS = ("nouns", "particle", "object", "spares_object", "via", "follow", "clause", "subject", "needs", "content")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words and rules of a language.

    verbs: form -> its lemma and what it may be (b base, z third person, d past, u participle, g -ing); kinds: noun in
    any form -> the kinds it belongs to; people, select, grammar: the lists of events.toml by their names; by_verb,
    by_noun: the rules that a lemma or a kind may trigger; asked: what a rule asks for (see _asked);
    wanted: what the rules of a lemma ask for (see _wanted); telling: all words that are asked for; signs: word -> a
    letter for each list of SIGNS it is in; triggers: verbs that a rule is about; compound: those that a particle may
    follow;
    noun_triggers: nouns that a rule is about; also_nouns: verbs that are nouns too; plural: plurals without -s;
    pronouns: those of persons and things.
    """

    verbs: Mapping[str, tuple[str, str]]
    kinds: Mapping[str, frozenset[str]]
    people: Mapping[str, frozenset[str]]
    select: Mapping[str, frozenset[str]]
    by_verb: Mapping[str, tuple[EventRule, ...]]
    by_noun: Mapping[str, tuple[EventRule, ...]]
    asked: Mapping[str, frozenset[str]]
    wanted: Mapping[str, tuple[tuple[frozenset[str], ...], ...]]
    telling: frozenset[str]
    signs: Mapping[str, str]
    triggers: frozenset[str]
    compound: frozenset[str]
    noun_triggers: frozenset[str]
    also_nouns: frozenset[str]
    plural: frozenset[str]
    pronouns: frozenset[str]
    grammar: Mapping[str, frozenset[str]]


_LISTS_OF_VERBS = (
    *("speech", "bare", "control", "held_to", "denied", "wish", "ahead", "undone", "remember"),
    *("unreal_before", "averted", "doubted", "happens", "harms"),
)
_CUT_OFF = ("articles", "before_object", "of_two")  # words that a noun phrase is named without
BROAD = frozenset(("actor", "place", "name"))
"""Objects of a rule that are the other party itself, whatever their words."""
_FIRM = "firm"  # a subject that may be a name instead
LANGUAGE = "en"
"""The language that events are found in: the tagger knows the forms of no other."""


SIGNS = {
    "force": "f", "nature": "n", "sport": "s", "screen": "c", "enough": "e", "with_object": "w", "objects": "o",
    "noun_triggers": "t",
}  # fmt: skip
"""The lists that tell early what a sentence or an article is about -> a letter each: those of selection words by their
names, what a sentence with an event has (see _gate), and the nouns that a rule is about."""


@cache
def rules() -> tuple[EventRule, ...]:
    """All rules, in the order of the file: of two that fit, the earlier one counts."""
    return read_rules("events")


def read_rules(name: str) -> tuple[EventRule, ...]:
    """The rules of a file of the language, in its order."""
    return tuple(_rule({**entry, "place": n}) for n, entry in enumerate(language.get(LANGUAGE).entries(name)))


def _rule(entry: Mapping[str, Any]) -> EventRule:
    values: dict[str, Any] = dict(entry)
    for name in _SETS:
        values[name] = frozenset(str(values.get(name, "")).split())
    for name in ("verbs", "to"):
        values[name] = tuple(str(values.get(name, "")).split())
    for name in ("matches", "spares"):
        values[name] = tuple(values.get(name, ()))
    return EventRule(**values)


def human_nouns() -> frozenset[str]:
    """Nouns for people and bodies of people, in lower case and in all forms."""
    return lexicon().people["human"]


@cache
def lexicon() -> Lexicon:
    """The lexicon of the word folder: read once."""
    forms, lists = text.word_lists("forms"), text.table("events")
    plurals = dict(pair.split() for pair in forms["plurals"])
    kinds: dict[str, set[str]] = {}
    for kind, words in lists["nouns"].items():
        for word in words:
            for form in noun_forms(word, plurals):
                kinds.setdefault(form, set()).add(kind)
    people = {
        name: frozenset(form for word in words for form in noun_forms(word, plurals))
        for name, words in lists["people"].items()
    }
    counted = text.word_lists("figures")["people"]
    people["human"] |= {*counted, *(word.removesuffix("s") for word in counted if not word.endswith("ss"))}
    select = {
        name: frozenset(form.replace("_", " ") for word in words for form in noun_forms(word, plurals))
        for name, words in lists["selection"].items()
    }
    by_verb: dict[str, list[EventRule]] = {}
    by_noun: dict[str, list[EventRule]] = {}
    for rule in rules():
        for verb in rule.verbs:
            by_verb.setdefault(verb, []).append(rule)
        for noun in rule.nouns:
            by_noun.setdefault(noun, []).append(rule)
    asked = _asked(kinds, people)
    wanted = _wanted(by_verb, asked)
    noun_triggers = frozenset(word.rpartition("_")[2] for word, some in kinds.items() if some & by_noun.keys())
    of_grammar = [verb for name in _LISTS_OF_VERBS for verb in lists["grammar"][name]]
    verbs = _verbs([*(verb.partition("_")[0] for verb in by_verb), *forms["common"], *of_grammar], forms)
    return Lexicon(
        verbs=verbs,
        kinds={word: frozenset(some) for word, some in kinds.items()},
        people=people,
        select=select,
        by_verb={verb: tuple(some) for verb, some in by_verb.items()},
        by_noun={noun: tuple(some) for noun, some in by_noun.items()},
        asked=asked,
        wanted=wanted,
        telling=frozenset(word for some in (*asked.values(), *chain(*chain(*wanted.values()))) for word in some),
        signs=_signs({**select, **_gate(verbs, asked), "noun_triggers": noun_triggers}),
        triggers=frozenset(verb.partition("_")[0] for verb in by_verb),
        compound=frozenset(verb.partition("_")[0] for verb in by_verb if "_" in verb),
        noun_triggers=noun_triggers,
        also_nouns=frozenset(forms["also_nouns"]),
        plural=frozenset(forms["plural"]),
        pronouns=frozenset(
            word for kind in ("subject", "object") for word in text.word_lists("grammar")[f"pronoun:{kind}"]
        ),
        grammar={name: frozenset(words) for name, words in lists["grammar"].items()}
        | {
            "he_or_she": frozenset(
                word for sex in ("male", "female") for word in text.word_lists("people")[f"{sex}_pronouns"]
            ),
            "cut_off": frozenset(word for name in _CUT_OFF for word in lists["grammar"][name]),
            "generations": frozenset(text.word_lists("speakers")["generations"]),
            "fields": frozenset(map(str.lower, text.word_lists("names")["portfolios"])),
            "empty": frozenset(word for word, some in kinds.items() if "empty" in some),
            "bare": frozenset(form for form, (lemma, _) in verbs.items() if lemma in lists["grammar"]["bare"]),
        },
    )


def noun_forms(word: str, plurals: Mapping[str, str]) -> Iterator[str]:
    """A noun in the singular and in the plural; "_" joins the words of a compound, the last one of which changes."""
    yield word
    before, _, last = word.rpartition("_")
    if last in plurals:
        plural = plurals[last]
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        plural = last[:-1] + "ies"
    else:
        plural = last + ("es" if last.endswith(("s", "sh", "ch", "x", "z")) else "s")
    yield f"{before}_{plural}" if before else plural


Forms = Iterator[tuple[str, str]]
"""Forms of a verb, each with the letters of what it may be."""


def verb_forms(verb: str, irregular: Mapping[str, tuple[str, str]], doubling: frozenset[str]) -> Forms:
    """All forms of a verb; irregular: verb -> past, participle; doubling: verbs whose last letter doubles."""
    soft_y = verb[-1] == "y" and verb[-2] not in "aeiou"
    hissing = verb.endswith(("s", "sh", "ch", "x", "z", "o"))
    doubled = verb + verb[-1] if verb in doubling or verb.endswith("cel") else ""
    stem = verb[:-1] if verb[-1] == "e" and verb[-2] not in "eoy" else verb
    yield verb, "b"
    yield verb[:-1] + "ies" if soft_y else verb + ("es" if hissing else "s"), "z"
    yield (verb[:-2] + "y" if verb.endswith("ie") else doubled or stem) + "ing", "g"
    past, participle = irregular.get(verb, ("", ""))
    if past and past == participle:
        yield past, "bdu" if past == verb else "du"
    elif past:
        yield past, "d"
        yield participle, "u"
    if not past or past == verb + "t":  # burnt as well as burned
        yield verb[:-1] + "ied" if soft_y else verb + "d" if verb[-1] == "e" else (doubled or verb) + "ed", "du"
    if verb.endswith("cel"):  # canceled as well as cancelled
        yield verb + "ed", "du"
        yield verb + "ing", "g"


def _verbs(lemmas: list[str], forms: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    irregular = {verb: (past, participle) for line in forms["irregular"] for verb, past, participle in [line.split()]}
    irregular |= {verb: (verb, verb) for verb in forms["unchanged"]}
    doubling = frozenset(forms["doubling"])
    found: dict[str, tuple[str, str]] = {}
    for verb in dict.fromkeys([*lemmas, *irregular]):
        for form, letters in verb_forms(verb, irregular, doubling):
            lemma, known = found.get(form, (verb, ""))
            if lemma == verb:
                found[form] = verb, "".join(dict.fromkeys(known + letters))
    return found


def _asked(kinds: Mapping[str, set[str]], people: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Rule -> the words of which one is in every sentence that it fits; rules that ask for none are left out."""
    by_kind: dict[str, set[str]] = {}
    for word, some in kinds.items():
        for kind in some:
            by_kind.setdefault(kind, set()).add(word.rpartition("_")[2])
    asked = {}
    for rule in rules():
        named = rule.nouns or rule.particle or (frozenset() if rule.object & BROAD else rule.object)
        if not named and "agent" in rule.needs and rule.subject <= by_kind.keys() - {_FIRM}:
            named = rule.subject
        words = {word for name in named for word in people.get(name) or by_kind.get(name) or noun_forms(name, {})}
        if words:
            asked[rule.id] = frozenset(words)
    return asked


def _wanted(
    by_verb: Mapping[str, list[EventRule]], asked: Mapping[str, frozenset[str]]
) -> dict[str, tuple[tuple[frozenset[str], ...], ...]]:
    """Lemma -> for each of its rules the sets of words of which a sentence that it fits has one each."""
    found: dict[str, list[tuple[frozenset[str], ...]]] = {}
    for verb, rules in by_verb.items():
        name, _, particle = verb.partition("_")
        for rule in rules:
            sets = (asked.get(rule.id), rule.follow, frozenset({particle} if particle else ()))
            found.setdefault(name, []).append(tuple(words for words in sets if words))
    return {name: () if () in some else tuple(dict.fromkeys(some)) for name, some in found.items()}


def _gate(verbs: Mapping[str, tuple[str, str]], asked: Mapping[str, frozenset[str]]) -> dict[str, set[str]]:
    """What a sentence with an event has: a word that is enough, or one that needs an object and such an object."""
    forms: dict[str, set[str]] = {}
    for form, (lemma, _) in verbs.items():
        forms.setdefault(lemma, set()).add(form)
    gate: dict[str, set[str]] = {"enough": set(), "with_object": set(), "objects": set()}
    for rule in rules():
        printed = {form for verb in rule.verbs for form in forms[verb.partition("_")[0]]}
        words = asked.get(rule.id, frozenset())
        gate["enough"] |= words if rule.nouns else frozenset() if words else printed
        if rule.verbs and words:
            gate["with_object"] |= printed
            gate["objects"] |= words
    return gate


def _signs(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, sign in SIGNS.items():
        for word in lists[name]:
            found[word] = found.get(word, "") + sign
    return found
