"""The record of a release, seeds/released.json."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publisher.problem import Refused
from publisher.versions.released import read_record

RECORD = {"version": "1.0.0", "created": "2024-03-04", "sha256": "0", "metadata": {}, "retired": [], "tables": {}}


TABLE = {"rows": 0, "fingerprint": "", "ids": [], "schema": {}}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is no JSON"),
        ("\\xff", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", r"the record: \[\] is no object"),
        ("{}", 'the record: has no "version"'),
        (json.dumps({key: RECORD[key] for key in RECORD if key != "retired"}), 'the record: has no "retired"'),
        (json.dumps({**RECORD, "version": "one"}), 'version: "one" is no version'),
        (json.dumps({**RECORD, "version": f"1.0.{'9' * 5000}"}), "version: .* is no version"),
        (json.dumps({**RECORD, "retired": ["evt-a", 1]}), r"retired\[1\]: 1 is no text"),
        (json.dumps({**RECORD, "tables": {"events": {**TABLE, "rows": True}}}), "tables.events.rows: True is no whole"),
        (json.dumps({**RECORD, "tables": {"events": TABLE}}), 'tables.events.schema: has no "primaryKey"'),
    ],
)
def test_a_damaged_record_is_refused(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "released.json").write_bytes(text.encode().replace(b"\\xff", b"\xff"))
    with pytest.raises(Refused, match=rf"released\.json: {says}.*; take the file from the last release"):
        read_record(tmp_path)


def test_before_the_first_release_there_is_no_record(tmp_path: Path) -> None:
    assert read_record(tmp_path) is None
