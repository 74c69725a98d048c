"""actors.toml, the authority file: the actors of all articles and the names under which the texts print them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import strict
from .extract.candidates import Known
from .problem import Problem, Refused, note, shown, suggestion
from .schemas import Schema, load

SURFACES = {"aliases": "name", "demonyms": "demonym", "metonyms": "metonym"}


@dataclass(frozen=True, slots=True)
class Actors:
    """values: actor_id -> the columns that the authority file gives. surfaces: printed form -> who it may be."""

    values: Mapping[str, Mapping[str, Any]]
    surfaces: Mapping[str, Sequence[Known]]


def read(name: str, raw: bytes, schema: Schema) -> Actors:
    """The actors of the file called `name`. `schema` is that of the table actors. Raises Refused."""
    body = strict.toml(name, raw)
    problems: list[Problem] = []

    def say(record: str, field: str, message: str) -> None:
        note(problems, Problem(name, record, field, message))

    strict.keys("", body, {"actors"}, {"actors"}, say)
    values: dict[str, Mapping[str, Any]] = {}
    surfaces: dict[str, list[Known]] = {}
    for number, entry in enumerate(strict.entries(body, "actors", say), 1):
        actor = _actor(number, entry, schema, say)
        if actor["actor_id"] in values:
            say(f"actors[{actor['actor_id']}]", "id", "is used twice; give each actor an id of its own")
        values[actor["actor_id"]] = actor
        for form, known in _surfaces(actor, entry, say):
            if known not in surfaces.setdefault(form, []):
                surfaces[form].append(known)
    for fault in _parents(values):
        say(*fault)
    if problems:
        raise Refused(problems)
    return Actors(values, surfaces)


def surfaces(path: Path, schemas: Path) -> Mapping[str, Sequence[Known]]:
    """The printed forms of an authority file: what `extract` needs of it. Raises Refused, OSError."""
    return read(path.name, path.read_bytes(), load(schemas)["actors"]).surfaces


def _actor(number: int, entry: Mapping[str, Any], schema: Schema, say: strict.Complain) -> dict[str, Any]:
    record = f"actors[{entry.get('id', f'number {number}')}]"
    fields = {field.name: field for field in schema.fields if field.origin == "authority"}
    fields["id"] = fields.pop("actor_id")
    needed = [key for key, field in fields.items() if field.required]
    strict.keys(record, entry, {*fields, *SURFACES}, needed, say)
    for key, field in fields.items():
        if key in entry:
            fault = strict.violation(field, entry[key])
            if fault:
                say(record, key, fault)
    actor = {key: entry.get(key) for key in fields if key != "id"}
    return {"actor_id": str(entry.get("id", f"number {number}")), **actor}


def _surfaces(actor: Mapping[str, Any], entry: Mapping[str, Any], say: strict.Complain) -> Iterator[tuple[str, Known]]:
    """The printed forms of one actor. `name` is one of them, except for a group: it has no proper name, only the
    words of the moment, and those are the curator's to find (data model, 3.8)."""
    record = f"actors[{actor['actor_id']}]"
    forms = [("name", actor["name"])] if actor["actor_type"] != "group" else []
    for key in SURFACES:
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(form, str) and form.strip() == form != "" for form in value):
            say(record, key, f"is {shown(value)}; write a list of texts, without white space at their ends")
            continue
        forms += [(key, form) for form in value]
    for key, form in forms:
        if isinstance(form, str):
            yield form, Known(actor["actor_id"], str(actor["name"]), str(actor["actor_type"]), SURFACES.get(key, "name"))


def _parents(values: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """References to parents that do not exist or lead in a circle."""
    parents = {actor_id: actor["parent_actor_id"] for actor_id, actor in values.items()}
    followed: set[str] = set()  # each actor once, however long the chains are
    for actor_id, parent in parents.items():
        if parent is not None and parent not in parents:
            found = f"{shown(parent)} is no actor of this file{suggestion(str(parent), parents)}"
            yield f"actors[{actor_id}]", "parent_actor_id", found
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
            yield f"actors[{above}]", "parent_actor_id", f"leads in a circle: {' > '.join(shortened)}"
