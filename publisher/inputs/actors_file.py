"""actors.toml, the authority file: the actors of all articles and the names that the texts print for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.extract.candidates import Authority, Known
from publisher.inputs import toml_fields
from publisher.inputs.todo import is_open
from publisher.inputs.toml_fields import NO_LINES, Lines, TomlFile, header_lines, places
from publisher.problem import WHOLE, EntryName, Problem, cut, shown, sound, suggestion
from publisher.schemas import Schema, load

MENTION_TYPES = {"aliases": "name", "demonyms": "demonym", "metonyms": "metonym"}
STAND_FOR = {"demonyms": ("state",), "metonyms": ("state", "organization", "group")}

STILL = "still to do; decide its entry in actors.toml, then delete its line `todo`"
_ANY = "group"  # the type of an actor that has none
LONGEST_FORM = 200  # characters of a name: the pattern that finds it is as deep as it is long


@dataclass(frozen=True, slots=True)
class Actors:
    """values: actor_id -> the columns that the authority file gives. surfaces: printed form -> who it may be; none
    where the file has problems. undecided: ids of entries that are still to do, which are not used."""

    values: Mapping[str, Mapping[str, Any]]
    surfaces: Authority
    problems: tuple[Problem, ...] = ()
    undecided: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Whether the file has no fault."""
        return not self.problems


NOBODY = Actors({}, Authority({}))


def read(name: str, raw: bytes, schema: Schema) -> Actors:
    """The actors of the file called `name`, with every fault of it. `schema` is that of the table actors. Raises
    Refused where it is no TOML, or has too many faults."""
    return actors(name, toml_fields.toml(name, raw), schema, header_lines(raw))


def actors(name: str, body: Mapping[str, Any], schema: Schema, lines: Lines = NO_LINES, mended: bool = False) -> Actors:
    """The actors, from the tables of their file. lines: where the entries begin, for messages. mended: an actor is
    there without what is faulty in it, and those without an id of their own are not. Raises Refused where the file has
    too many faults."""
    file = TomlFile(name)
    file.keys(WHOLE, body, {"actors"})
    values: dict[str, Mapping[str, Any]] = {}
    printed: dict[str, list[Known]] = {}
    undecided: set[str] = set()
    entries = file.entries(body, "actors")
    used: dict[str, list[str]] = {}
    for number, (entry, place) in enumerate(zip(entries, places("actors", len(entries), lines), strict=True), 1):
        if is_open(entry):
            undecided.add(str(entry.get("id", f"number {number}")))
            continue
        faults = len(file.problems)
        actor = _actor(number, entry, schema, file)
        actor |= (
            {"name": actor["name"] or actor["actor_id"], "actor_type": actor["actor_type"] or _ANY} if mended else {}
        )
        forms = list(_printed_forms(actor, entry, file))
        if mended and any(fault.field == "id" for fault in file.problems[faults:]):
            continue
        used.setdefault(actor["actor_id"], []).append(place)
        first = values.setdefault(actor["actor_id"], actor)
        for form, known in forms if first is actor else ():
            if known not in printed.setdefault(form, []):
                printed[form].append(known)
    for actor_id in (key for key, where in used.items() if where[1:]):
        file.say(EntryName("actors", actor_id), "id", toml_fields.used_again(used[actor_id]))
    for record, column, message in _parents(values, undecided):
        file.say(record, column, message)
        values[record.id] = {**values[record.id], column: None}
    surfaces = Authority({} if file.problems and not mended else printed)
    return Actors(values, surfaces, tuple(file.problems), frozenset(undecided))


def read_surfaces(path: Path, schemas: Path) -> Authority:
    """The printed forms of an authority file: what `extract` needs of it. Raises Refused, OSError."""
    return sound(read(path.name, path.read_bytes(), load(schemas)["actors"])).surfaces


def _actor(number: int, entry: Mapping[str, Any], schema: Schema, file: TomlFile) -> dict[str, Any]:
    """The columns of one actor; a cell is None if it is missing or faulty."""
    record = EntryName("actors", cut(str(entry.get("id", f"number {number}"))))
    fields = schema.written_by("authority")
    fields["id"] = fields.pop("actor_id")
    file.keys(
        record, entry, {*fields, *MENTION_TYPES}, [key for key, field in fields.items() if field.required], fields
    )
    cells = file.cells(record, entry, fields)
    columns = {key: cells.get(key) for key in fields if key != "id"}
    return {"actor_id": str(entry.get("id", f"number {number}")), **columns}


def _printed_forms(actor: Mapping[str, Any], entry: Mapping[str, Any], file: TomlFile) -> Iterator[tuple[str, Known]]:
    """The printed forms of one actor. `name` is one of them, except for a group: it has no proper name, only the
    words of the moment, and those are the curator's to find."""
    record, kind = EntryName("actors", actor["actor_id"]), actor["actor_type"]
    forms = [("name", actor["name"])] if kind != "group" and actor["name"] else []
    if forms and (fault := _form(actor["name"])):
        file.say(record, "name", fault)
    for key in MENTION_TYPES:
        value = entry.get(key, [])
        if not _texts(value):
            file.say(record, key, 'is no list of texts; write a list such as ["One", "Other"]')
            continue
        if fault := next(filter(None, map(_form, value)), ""):
            file.say(record, key, fault)
            continue
        faults = len(file.problems)
        if len(set(value)) < len(value):
            file.say(record, key, "holds a form twice; keep one")
        if value and kind is not None and kind not in STAND_FOR.get(key, (kind,)):  # in a key without a list: any
            file.say(record, key, f"mean a {' or '.join(STAND_FOR[key])}, not a {kind}: leave them out")
        forms += [(key, form) for form in value] if len(file.problems) == faults else []
    for key, form in forms:
        yield form, Known(actor["actor_id"], str(actor["name"]), str(kind), MENTION_TYPES.get(key, "name"))


def _form(text: str) -> str:
    """What is wrong with a printed form; empty when nothing is."""
    long = (
        f"has {len(text):,} characters; a name as it is printed has at most {LONGEST_FORM}"
        if len(text) > LONGEST_FORM
        else ""
    )
    return toml_fields.plain(text) or long


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _parents(
    values: Mapping[str, Mapping[str, Any]], undecided: Collection[str]
) -> Iterator[tuple[EntryName, str, str]]:
    """References to parents that do not exist, are still to do, or lead in a circle."""
    parents = {actor_id: actor["parent_actor_id"] for actor_id, actor in values.items()}
    followed: set[str] = set()  # each actor once, however long the chains are
    for actor_id, parent in parents.items():
        if parent is not None and parent not in parents:
            near = suggestion(str(parent), (other for other in parents if other != actor_id))
            found = f"{shown(parent)} is {STILL if parent in undecided else f'no actor of this file{near}'}"
            yield EntryName("actors", actor_id), "parent_actor_id", found
        chain: dict[str, None] = {}
        above: str | None = actor_id
        while above is not None and above in parents and above not in followed:
            followed.add(above)
            chain[above] = None
            above = parents[above]
        if above is not None and above in chain:
            steps = list(chain)
            circle = [*steps[steps.index(above) :], above]
            shortened = [*circle[:5], "...", *circle[-5:]] if len(circle) > 10 else circle
            yield EntryName("actors", above), "parent_actor_id", f"leads in a circle: {' > '.join(shortened)}"
