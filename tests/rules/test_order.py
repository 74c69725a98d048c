"""Published order: rows follow the text, so that the same records are always the same bytes."""

from __future__ import annotations

import pytest
from rules_case import CASE, refused

from publisher.rules import order


@pytest.mark.parametrize(
    "table", ["evidence", "candidates", "events", "event_actors", "event_places", "statements", "figures"]
)
def test_rows_stand_in_text_order(table: str) -> None:
    rows = CASE.rows[table]
    found = refused(order.text_order, CASE._with(table, [*rows[1:], rows[0]]))
    assert len(found) == 1 and next(iter(found))[0] is not None


@pytest.mark.parametrize(("table", "row"), [("actors", "act-brook")])
def test_actors_and_sources_stand_by_key(table: str, row: str) -> None:
    rows = CASE.rows[table]
    assert refused(order.key_order, CASE._with(table, [*rows[1:], rows[0]])) == {(row, None)}
    sources = [CASE.rows["sources"][0] | {"source_id": key} for key in ("src-b", "src-a")]
    assert refused(order.key_order, CASE._with("sources", sources)) == {("src-a", None)}
