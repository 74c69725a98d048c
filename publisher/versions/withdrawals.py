"""retired.toml: the ids that were published once and are withdrawn, each with a reason and, where there is one, the id
that took its place. An entry stays for good, so that no id ever comes back with another meaning."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from publisher import RETIRED
from publisher.inputs import toml_fields
from publisher.inputs.toml_fields import TomlFile
from publisher.problem import WHOLE, EntryName, Problem, shown, sound

ID = re.compile(r"(?:src|act|evt|stm|fig)-[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Retired:
    """One withdrawn id. replaced_by: the id to use instead, None when there is none."""

    id: str
    replaced_by: str | None
    reason: str


def read(name: str, raw: bytes) -> tuple[Retired, ...]:
    """The entries of the file called `name`, in its order. Raises Refused with every fault."""
    body, file = toml_fields.toml(name, raw), TomlFile(name)
    file.keys(WHOLE, body, {"retired"}, {"retired"})
    found: dict[str, Retired] = {}
    for number, entry in enumerate(file.entries(body, "retired"), 1):
        record = EntryName("retired", str(entry.get("id", f"number {number}")))
        file.keys(record, entry, {"id", "replaced_by", "reason"}, ("id", "reason"))
        for key in ("id", "replaced_by"):
            if key in entry and not (isinstance(entry[key], str) and ID.fullmatch(entry[key])):
                file.say(record, key, f"is {shown(entry[key])}; write an id such as evt-harbour-strike")
        reason = entry.get("reason")
        fault = toml_fields.plain(reason) if isinstance(reason, str) else "is no text; say why the id is withdrawn"
        if fault and "reason" in entry:
            file.say(record, "reason", fault)
        if str(entry.get("id")) in found:
            file.say(record, "id", "is retired twice; keep one entry")
        found[str(entry.get("id"))] = Retired(str(entry.get("id")), entry.get("replaced_by"), str(reason))
    sound(file)
    return tuple(found.values())


def problems(retired: Collection[Retired], ids: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Entries that the package contradicts. ids: table -> the ids that the package holds."""
    present = {key: table for table, keys in ids.items() for key in keys}
    withdrawn = {entry.id: entry for entry in retired}
    for entry in retired:
        record = EntryName("retired", entry.id)
        if entry.id in present:
            message = f"is a row of {present[entry.id]}; remove the entry, or give the row an id of its own"
            yield Problem(RETIRED, message, record, "id")
        if entry.replaced_by is not None and _last(entry, withdrawn) not in present:
            yield Problem(
                RETIRED, f"{shown(entry.replaced_by)} is no id of this package; correct it", record, "replaced_by"
            )


def _last(entry: Retired, withdrawn: Mapping[str, Retired]) -> str | None:
    """The id at the end of a chain of replacements; None where the chain runs in a circle or ends in nothing."""
    seen = {entry.id}
    following = entry.replaced_by
    while following is not None and following in withdrawn and following not in seen:
        seen.add(following)
        following = withdrawn[following].replaced_by
    return None if following in seen else following
