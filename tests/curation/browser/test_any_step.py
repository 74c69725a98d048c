"""Whatever a page sends is done or refused in one line; the files stay TOML, and each step can be undone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from curating import SCHEMAS, Desk, harbour
from hypothesis import given
from hypothesis import strategies as st

from publisher.curation.browser.fields import TABLES, keys_of

NAMES = sorted({key.name for table in TABLES for key in keys_of(table, SCHEMAS)} | {"todo", "nth", "x"})
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 420),
    st.floats(allow_nan=True),
    st.sampled_from(
        ["", "a", "act-iceland", "evt-port-blockade", "2024-03-11", "\ud800", "\n", "\"'", "resolved", "🦀"]
    ),
    st.tuples(st.integers(-1, 410), st.integers(0, 411)).map(list),
)
INNER = st.dictionaries(st.sampled_from(["span", "value", "basis", "actor_id", "role", "lost", "place_name"]), SCALARS)
VALUES = st.one_of(SCALARS, INNER, st.lists(st.one_of(SCALARS, INNER), max_size=3))
STEPS = st.fixed_dictionaries(
    {"op": st.sampled_from(["accept", "reject", "delete", "edit", "add", "all", "undo", "redo", "take"])},
    optional={
        "key": st.one_of(st.integers(1, 25).map("b{}".format), VALUES),
        "table": st.one_of(st.sampled_from(TABLES), VALUES),
        "values": st.one_of(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4), VALUES),
        "reason": VALUES,
        "span": VALUES,
        "field": st.one_of(st.sampled_from(NAMES), VALUES),
        "after": st.one_of(st.integers(1, 25).map("b{}".format), VALUES),
    },
)


@given(steps=st.lists(STEPS, min_size=1, max_size=6))
def test_any_step_is_done_or_refused(steps: list[dict[str, object]]) -> None:
    with TemporaryDirectory() as name:
        desk = Desk(harbour(Path(name) / "seeds", "harbour.toml", "actors.toml") / "harbour.txt")
        before = desk.session._files
        for step in steps:
            status, answer = desk.post(**step)
            assert status in (200, 422), answer
            assert status == 200 or (answer["error"] and "\n" not in answer["error"])
            for path in (desk.session.place.records, desk.session.place.actors):
                tomllib.loads(path.read_text("utf-8"))
        while desk.state["undo"]:
            desk.do(op="undo")
        assert desk.session._files == before
