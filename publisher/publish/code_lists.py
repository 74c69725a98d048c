"""The code lists of the data dictionary: each once, however many fields use it, with what its codes mean."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.grouped import grouped
from publisher.publish.listing import Table
from publisher.publish.markdown import code, link, prose, table
from publisher.records.codes import applied

INLINE = 6  # codes; longer lists are named by their length and listed at the end
LONG = 100  # codes; longer lists are folded


@dataclass(frozen=True, slots=True)
class CodeList:
    """title: the field, with its table where there is another list for a field of that name; field: the one that first
    uses the list; users: all (table, field) that use it."""

    title: str
    field: Mapping[str, Any]
    users: Sequence[tuple[str, str]]

    @property
    def codes(self) -> Mapping[str, str]:
        """Code -> meaning."""
        return dict(self.field["codes"])

    @property
    def anchor(self) -> str:
        """Where the list is in the document."""
        return "codes-" + "-".join(self.users[0])


def list_codes(tables: Iterable[Table]) -> list[CodeList]:
    """Each list once, in the order of first use, however many fields use it."""
    coded = ((entry.name, field) for entry in tables for field in entry.fields if "codes" in field)
    lists = grouped((json.dumps([f["codes"], f.get("fits"), f.get("codesBy")]), (name, f)) for name, f in coded)
    names = Counter(uses[0][1]["name"] for uses in lists.values())
    found = []
    for uses in lists.values():
        field, users = uses[0][1], [(name, one["name"]) for name, one in uses]
        found.append(CodeList(".".join(users[0]) if names[field["name"]] > 1 else field["name"], field, users))
    return found


def name_codes(codes: CodeList) -> str:
    """A sentence: the codes themselves where they are few, with a link to their meanings."""
    if len(codes.codes) > INLINE:
        return f"One of {link(f'{len(codes.codes)} codes', f'#{codes.anchor}')}."
    return f"One of {', '.join(map(code, codes.codes))} ({link('meanings', f'#{codes.anchor}')})."


def show_codes(entry: CodeList) -> Iterator[str]:
    """The section of a list: who uses it, and each code with its meaning."""
    yield f'<a id="{entry.anchor}"></a>\n\n### {code(entry.title)}'
    users = ", ".join(link(code(".".join(user)), "#" + "-".join(user)) for user in entry.users)
    yield f"Used in {users}."
    listing = table(*_code_rows(entry.field))
    if len(entry.codes) > LONG:
        listing = f"<details>\n<summary>{len(entry.codes)} codes</summary>\n\n{listing}\n\n</details>"
    yield listing


def _code_rows(field: Mapping[str, Any]) -> tuple[list[str], list[list[str]]]:
    """Head and rows of a list of codes. What a code means that fits several codes of the other field may depend on
    them: then it has a row for each meaning."""
    means = grouped(((value, meaning), other) for other, value, meaning in applied(field))
    labels, fits = field.get("labels", {}), "fits" in field
    head = [
        "Code",
        *(["Name"] if labels else []),
        "Meaning",
        *([f"Goes with {code(field['fitsField'])}"] if fits else []),
    ]
    order = list(field["codes"])
    rows = [
        [
            code(value),
            *([labels.get(value, "")] if labels else []),
            prose(meaning),
            *([", ".join(map(code, others))] if fits else []),
        ]
        for (value, meaning), others in sorted(means.items(), key=lambda entry: order.index(entry[0][0]))
    ]
    return head, rows
