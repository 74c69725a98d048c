"""Strict reading of TOML: every key known, every value of the type and in the range that its schema field allows."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from publisher import ACTORS, edtf
from publisher.inputs.article_reader import decode
from publisher.inputs.todo import TODO
from publisher.problem import WHOLE, EntryName, Problem, Refused, note, shown, suggestion
from publisher.remarks import few
from publisher.schemas import Field

DATE = "date_edtf"  # the columns whose forms are those of publisher/edtf.py
READABLE = 60  # characters of a regular expression that is shown
SHORT_LIST = 40  # codes that are all named in a message
NO_FIELDS: Mapping[str, Field] = {}
LARGEST_TOML = 64 * 2**20  # bytes of one TOML file
# A key of so many parts that the time and memory tomllib takes, the square of their number, begin to be felt.
_DEEP_KEY = re.compile(r"""(?<![\w"'-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""", re.ASCII)
_PLACE = re.compile(r" \(at line (\d+), (column \d+)\)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)", re.ASCII)
Lines = Mapping[str, Sequence[int]]
"""[[key]] -> the lines of its headers, from 1."""
NO_LINES: Lines = {}
_HEADER = re.compile(rb"[ \t]*\[\[[ \t]*(\w+)[ \t]*\]\]")
CURLY = ("\u201c", "\u201d", "\u201e", "\u2018", "\u2019", "\u00ab")  # quotation marks that TOML does not know
WEB = re.compile(r"""https?://[^\s<>"{}|\\^`]+""")
_DAY_FIRST = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}\b|\d{4}[./]\d{1,2}[./]\d{1,2}\b", re.ASCII)
_ID = re.compile(r"\^([a-z]{3}-)\[a-z0-9\]")
_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "string": ((str,), "a text in quotes"),
    "integer": ((int,), "a whole number"),
    "number": ((int, float), "a number"),
    "boolean": ((bool,), "true or false"),
    "date": ((date,), "a date YYYY-MM-DD without quotes"),
}


def toml(name: str, raw: bytes) -> dict[str, Any]:
    """The tables of a TOML file. Raises Refused when it is none."""
    if len(raw) > LARGEST_TOML:
        raise Refused.of(name, f"has {len(raw):,} bytes; at most {LARGEST_TOML:,} are read: split it")
    if name == ACTORS and not raw.strip():  # where no actor is known
        return {}
    text = decode(name, raw)
    try:
        if _DEEP_KEY.search(text):
            raise RecursionError
        return tomllib.loads(text)
    except ValueError as error:  # a syntax error, or a number of thousands of digits
        raise _refused(name, text, str(error)) from None
    except RecursionError:
        raise Refused.of(name, "is nested too deeply; records have at most two levels") from None


_TWICE = "Cannot overwrite a value"  # as Python says it


def header_lines(raw: bytes) -> Lines:
    """The lines of the headers [[key]] of a TOML file. A line of a longer text that looks like one counts, too: see
    `places`."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(raw.split(b"\n"), 1):
        if header := _HEADER.match(line):
            found.setdefault(header[1].decode(), []).append(number)
    return found


def places(key: str, many: int, lines: Lines) -> list[str]:
    """Where so many entries [[key]] are: their lines where these are certain, else their numbers."""
    headers = lines.get(key, ())
    return [f"line {n}" for n in headers] if len(headers) == many else [f"number {n}" for n in range(1, many + 1)]


def used_again(where: Sequence[str]) -> str:
    """What is wrong with an id that the entries at several places have, and what to do."""
    return f"is used more than once ({few(where)}); give each an id of its own"


def _refused(name: str, text: str, error: str) -> Refused:
    """What a syntax error is told as: its line, and what is most likely wrong with it, or else what Python says."""
    place = _PLACE.search(error)
    line = text.split("\n")[int(place[1]) - 1] if place else ""
    what = _cause(line.partition("=")[2].strip(), error)
    if not what:
        said = f"{_PLACE.sub('', error)}, at {place[2]}" if place else error
        what = f"is no TOML ({said}); correct {'that line' if place else 'it'}"
    return Refused.of(name, what, f"line {place[1]}" if place else "")


def _cause(value: str, error: str) -> str:
    """What is most likely wrong with the value in the line of a syntax error, and what to do; empty where nobody can
    say."""
    if _TWICE in error:
        return "a key or a table of this name is there already; remove one"
    if value.count("[") != value.count("]") or value.count("{") != value.count("}"):
        return "a bracket is missing, or one too many is there"
    if value[:1] in CURLY:
        return "write straight quotation marks around the value, not typographic ones"
    if value[:1] in ('"', "'") and value.count(value[0]) % 2:
        what = "a quotation mark is missing, or one in the text is the same as those around it"
        return f"{what}; with ' in the text write \"...\", with \" in it write '...'"
    if (day := _DAY.match(value)) and (fault := edtf.absent(day[0])):
        return fault
    if _DAY_FIRST.match(value):
        return "write a date like 2024-05-31, the year first, with hyphens"
    if value[:1].isalpha() and value not in ("true", "false"):
        return "write a text in quotation marks"
    return ""


class TomlFile:
    """A file while its tables are read. problems: every fault that was found so far. record: the name of an entry in
    messages, empty for the file itself."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def say(self, record: EntryName, field: str, message: str) -> None:
        """Notes a problem. Raises Refused when there are too many."""
        note(self.problems, Problem(self.name, message, record, field))

    def entries(self, body: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
        """The records [[key]]; anything but a list of tables is noted."""
        value = body.get(key, [])
        if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
            return value
        self.say(EntryName(key), "", f"is {_kind(value)}; write each record under [[{key}]]")
        return []

    def keys(
        self,
        record: EntryName,
        entry: Mapping[str, Any],
        known: Collection[str],
        needed: Collection[str] = (),
        fields: Mapping[str, Field] = NO_FIELDS,
    ) -> None:
        """Tells every key that is not known and every needed one that is missing. fields: columns behind keys, which
        say what may be written."""
        what = "key of this file" if record == WHOLE else "key of this record"
        for key in entry:
            if key not in known and key != TODO:
                self.say(record, key, f"is no {what}{suggestion(key, known)}; known: {', '.join(sorted(known))}")
        for key in needed if TODO not in entry else ():  # one who is not done yet knows that something is missing
            if key not in entry:
                self.say(record, key, f"is missing; write {_expected(fields[key]) if key in fields else 'it'}")

    def scalar(self, record: EntryName, key: str, field: Field, value: object) -> bool:
        """Whether the value is one that the field may hold; if not, that is noted."""
        fault = violation(field, value)
        if fault:
            self.say(record, key, fault)
        return not fault

    def cells(self, record: EntryName, entry: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
        """The values of these fields that are there and may be held; the others are told."""
        there = ((key, field) for key, field in fields.items() if key in entry)
        return {key: entry[key] for key, field in there if self.scalar(record, key, field, entry[key])}


def to_decide(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """The entry; of one that is marked as still to do, without the texts that are to be filled in."""
    return {key: value for key, value in entry.items() if value != ""} if TODO in entry else entry


def _expected(field: Field) -> str:
    """What may be written into a field."""
    codes = field.constraints.get("enum", ())
    if 0 < len(codes) <= SHORT_LIST:
        return f"one of {', '.join(map(str, codes))}"
    return _id_form(field) or "it"


def _id_form(field: Field) -> str:
    """The form of an id of our own, in words; empty for other fields."""
    prefix = _ID.match(field.constraints.get("pattern", ""))
    if not prefix:
        return ""
    return f"{prefix[1]} and lower-case words or digits with single hyphens, such as {field.descriptor.get('example')}"


def violation(field: Field, value: object) -> str:
    """What is wrong with a value of this field, and what to do; empty when nothing is."""
    types, expected = _TYPES[field.type]
    wrong_bool = isinstance(value, bool) and field.type != "boolean"
    if not isinstance(value, types) or wrong_bool or isinstance(value, datetime):
        return f"is {_kind(value)}; write {expected}"
    rules = field.constraints
    if value == "" and "enum" in rules:
        return "is empty; write one of the codes, or leave the key out where it may be"
    if "enum" in rules and value not in rules["enum"]:
        if field.name == "country_code":
            return f"{shown(value)} is no country code; write two capital letters of ISO 3166-1, such as PT"
        near = suggestion(str(value), map(str, rules["enum"]))
        short = len(rules["enum"]) <= SHORT_LIST
        known = ", ".join(map(str, rules["enum"])) if short else "see the code list in data/README.md"
        return f"{shown(value)} is no code of this list{near}; known: {known}"
    if isinstance(value, str):
        return plain(value) or _shape(field, value)
    if isinstance(value, int | float):
        if not -(2**53) < value < 2**53:
            return f"{value} is no number below 2^53 in size; write one that is"
        low, high = rules.get("minimum"), rules.get("maximum")
        if (low is not None and value < low) or (high is not None and value > high):
            return f"{value} is not between {low} and {high}"
    return ""


def plain(value: str) -> str:
    """What is wrong with a text that a curator wrote (not quoted from an article); empty when nothing is."""
    if not value or value != value.strip():
        return f"{shown(value)} is empty or has white space at its ends; remove it"
    hidden = next((c for c in value if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cn")), None)
    if hidden:
        return f"{shown(value)} holds the invisible character U+{ord(hidden):04X}; remove it"
    if not unicodedata.is_normalized("NFC", value):
        return f"{shown(value)} is not in Unicode normal form C; type it anew"
    return ""


def _shape(field: Field, value: str) -> str:
    pattern, longest = field.constraints.get("pattern"), field.constraints.get("maxLength")
    if pattern and not re.fullmatch(pattern.removeprefix("^").removesuffix("$"), value):
        if field.name == DATE:
            return edtf.refusal(value)
        if form := _id_form(field):
            return f"{shown(value)} is no id of this table; write {form}"
        if field.name == "language":
            return f"{shown(value)} is no language code; write one such as en, pt-BR or zh-Hant"
        named = field.descriptor.get("vocabulary", {}).get("name")  # tells a person more than a long expression
        form = f"the form of {named}" if named and len(pattern) > READABLE else f"the form {pattern}"
        return f"{shown(value)} does not have {form}; write one such as {field.descriptor.get('example')}"
    if longest and len(value) > longest:
        return f"has {len(value)} characters; at most {longest}"
    return _address(value) if field.format == "uri" else ""


def _address(value: str) -> str:
    begun = WEB.match(value)
    if begun and begun.end() == len(value):
        return ""
    if not begun:
        return f"{shown(value)} is no web address; write one that begins with https://"
    wrong = value[begun.end()]
    called = unicodedata.name(wrong, "").lower() or f"U+{ord(wrong):04X}"
    return f"{shown(value)} is no web address; write {quote(wrong)} for the {called}"


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
    kind = {**names, list: "a list", dict: "a table"}.get(type(value), "a date or time")
    return kind if isinstance(value, list | dict) else f"{shown(value)}, {kind}"


def text(value: str) -> str:
    """A TOML string: in apostrophes where it holds quotation marks, else with JSON's escapes, which are TOML's, too."""
    if '"' in value and not set("'\t\n") & set(value):
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
