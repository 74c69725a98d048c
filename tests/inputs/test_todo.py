"""What a draft marks as still to do."""

from __future__ import annotations

from publisher.inputs.todo import as_decided, is_open


def test_an_entry_is_open_where_it_or_one_in_its_lists_has_a_todo() -> None:
    assert is_open({"todo": "?"})
    assert is_open({"actors": [{"todo": "?"}]})
    assert not is_open({"actors": [{"text": "todo"}], "mentions": ["todo"]})
    assert not is_open("todo")


def test_as_decided_takes_the_todo_away_and_fills_an_empty_reason_in() -> None:
    body = {
        "source": {"todo": "?"},
        "rejected": [{"todo": "?", "reason": ""}, {"reason": ""}],
        "events": [{"actors": [{"todo": "?"}]}],
    }
    assert as_decided(body) == {
        "source": {},
        "rejected": [{"reason": "todo"}, {"reason": ""}],
        "events": [{"actors": [{}]}],
    }
