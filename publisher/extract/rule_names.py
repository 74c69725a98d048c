"""The rules that find candidates, by name: every candidate says which one found it.

A name is a family and a rule, with a full stop between them: `direct.tag`, `date.weekday`, `event.assault-shoot`. What
is named in a file of the language's rules has its id there (dates, events); the other names are those of the steps
of the machine. A family is what is judged together: how right its rows are, is measured for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from publisher import language

_ATTRIBUTED = {
    "tag": "the speaker follows the marks: “...,” said Lee",
    "introduced": "a cue with a comma or colon is right before the marks: Lee said, “...”",
    "left": "the nearest cue before the marks in their sentence",
    "later": "the first cue after the marks in their sentence",
    "before": "a sentence without a cue goes on with what was said before it in the paragraph",
    "continued": "a sentence without a cue goes on with the quotation before it in the paragraph",
    "name": "a name and a colon are before the marks",
    "signature": "the next paragraph is a dash and a name",
    "paragraph": "the paragraph before announces it, or its quotation goes on",
    "subject": "the subject of the sentence, where there is no cue",
    "none": "seven words or more in marks without a speaker",
}
_MACHINE: Mapping[str, Mapping[str, str]] = {
    "direct": _ATTRIBUTED,
    "mixed": {name: _ATTRIBUTED[name] for name in ("tag", "left", "later", "subject")},
    "marks": {
        "inner": "marks inside other marks",
        "nickname": "marks inside a name",
        "unsaid": "nobody said it: did not say, should say, if Lee says",
        "other": "words in marks that no rule gives to a speaker",
    },
    "indirect": {
        "source": "according to Lee, ...",
        "that": "a cue and “that”",
        "closing": "the cue closes the sentence: ..., she said",
        "infinitive": "a cue and an infinitive: she promised to ...",
        "participle": "a cue in the form of a progressive: adding ...",
        "clause": "a cue and a clause: she said it was ...",
        "act": "a verb that does something by saying it, and its object: she condemned the attack",
    },
    "figure": {
        "number": "a number in digits or words",
        "range": "the two ends of a range",
        "percent": "a percentage",
        "money": "an amount of money",
        "unit": "a number with its unit printed to it: 500km",
        "fraction": "a share of something: two-thirds",
        "indefinite": "words that count without saying how many: dozens",
    },
    "effect": {
        "before": "the word of what happened is before the number: killed seven people",
        "after": "it is after what is counted: seven people were killed",
        "inside": "it is between the two: seven wounded men",
    },
    "name": {
        "listed": "a name of the authority file",
        "known": "a body that everybody knows by its name",
        "evident": "the article says what it is: the airline Acme; Roe, a lawyer",
        "office": "an office in the place of its one holder: the Norwegian Foreign Minister",
        "employer": "a name before an office: Acme Chief Executive",
        "dateline": "the place of a dateline",
        "land": "a country or a well-known city",
        "demonym": "a word for a people or what is its own",
        "group": "a group after a name: Syrian forces",
        "body": "a word that heads the name of an organization",
        "title": "a title or rank before the name",
        "head": "a word that heads the name of a place or thing: River, Prize",
        "given": "a given name, an initial, or a particle in the name",
        "joined": "a name with a common word joined to it: NATO-led",
        "speaker": "who says something, read as a person's full name",
        "mention": "another mention in the article tells its type",
        "letters": "an abbreviation in capitals",
        "surname": "its last word is a name that is used alone elsewhere in the article",
        "acts": "the words around it say that it acts or is acted on",
        "run": "several capitalised words, of which nothing tells more",
        "word": "one capitalised word inside a sentence, of which nothing tells more",
    },
}


@cache
def every() -> Mapping[str, str]:
    """All rules of all known languages: name -> what it is for. No candidate has another rule."""
    found = {f"{family}.{name}": about for family, rules in _MACHINE.items() for name, about in rules.items()}
    for code in language.codes():
        known = language.get(code)
        for file, family in (("dates", "date"), ("events", "event")):
            if known.has(f"rules/{file}"):
                found |= {f"{family}.{entry['id']}": entry["about"] for entry in known.entries(file)}
    return found


def family(rule: str) -> str:
    """The family of a rule."""
    return rule.partition(".")[0]


def families() -> Iterator[str]:
    """The families, each once."""
    return iter(dict.fromkeys(map(family, every())))
