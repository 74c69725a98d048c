"""The code lists of the data dictionary: each once, however many fields use it, with what its codes mean."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.grouped import grouped
from publisher.publish.listing import ListedTable
from publisher.publish.markdown import code, link, prose
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

    @property
    def jump(self) -> str:
        """The title, with a link to the list."""
        return link(code(self.title), f"#{self.anchor}")

    @property
    def is_long(self) -> bool:
        """Whether the list is folded."""
        return len(self.codes) > LONG

    @property
    def uses(self) -> list[str]:
        """The fields that use the list, as links."""
        return [link(code(".".join(user)), "#" + "-".join(user)) for user in self.users]

    @property
    def choice(self) -> str:
        """A sentence: the codes themselves where they are few, with a link to their meanings."""
        if len(self.codes) > INLINE:
            return f"One of {link(f'{len(self.codes)} codes', f'#{self.anchor}')}."
        return f"One of {', '.join(map(code, self.codes))} ({link('meanings', f'#{self.anchor}')})."

    @property
    def head(self) -> list[str]:
        """The head of the table of its codes."""
        names = ["Name"] if self.field.get("labels") else []
        fits = [f"Goes with {code(self.field['fitsField'])}"] if "fits" in self.field else []
        return ["Code", *names, "Meaning", *fits]

    @property
    def rows(self) -> list[list[str]]:
        """Each code with its meaning. What a code means that fits several codes of the other field may depend on them:
        then it has a row for each meaning."""
        means = grouped(((value, meaning), other) for other, value, meaning in applied(self.field))
        labels, order = self.field.get("labels"), list(self.field["codes"])
        return [
            [
                code(value),
                *([labels.get(value, "")] if labels else []),
                prose(meaning),
                *([", ".join(map(code, others))] if "fits" in self.field else []),
            ]
            for (value, meaning), others in sorted(means.items(), key=lambda entry: order.index(entry[0][0]))
        ]


def list_codes(tables: Iterable[ListedTable]) -> list[CodeList]:
    """Each list once, in the order of first use, however many fields use it."""
    coded = ((entry.name, field) for entry in tables for field in entry.fields if "codes" in field)
    lists = grouped((json.dumps([f["codes"], f.get("fits"), f.get("codesBy")]), (name, f)) for name, f in coded)
    names = Counter(uses[0][1]["name"] for uses in lists.values())
    found = []
    for uses in lists.values():
        field, users = uses[0][1], [(name, used["name"]) for name, used in uses]
        found.append(CodeList(".".join(users[0]) if names[field["name"]] > 1 else field["name"], field, users))
    return found
