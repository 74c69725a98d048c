"""Pairs brought together by their first halves."""

from __future__ import annotations

from publisher.grouped import grouped


def test_values_stay_in_order_and_keys_in_that_of_their_first_pair() -> None:
    assert list(grouped([("b", 1), ("a", 2), ("b", 3), ("b", 1)]).items()) == [("b", [1, 3, 1]), ("a", [2])]


def test_another_key_has_no_values() -> None:
    assert grouped([("𝔸", 1)])["é"] == []
