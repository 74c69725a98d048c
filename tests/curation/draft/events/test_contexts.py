"""The context of an event, where its type and who takes part leave little choice."""

from __future__ import annotations

import pytest
from drafts import records

STATES = "".join(
    f'[[actors]]\nid = "act-{key}"\nname = "{name}"\nactor_type = "state"\ncountry_code = "{code}"\n'
    for key, name, code in (("norway", "Norway", "NO"), ("sweden", "Sweden", "SE"))
)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Norway attacked Sweden with missiles on Monday.", "military"),
        ("Norway met Sweden for talks on Monday.", "diplomatic"),
        ("Gunmen killed 12 people on Monday.", None),
    ],
)
def test_force_of_states_is_military_and_their_dealings_are_diplomatic(text: str, context: str | None) -> None:
    (event,) = [one for one in records(text, STATES) if one.table == "events"]
    assert event.values.get("event_context") == context
