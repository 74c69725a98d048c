"""What is said beside the records is what `build.py check` says: the same code, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from curating import ROOT, Desk, harbour

from publisher.curation.check import check

CHANGES = [
    ("", ""),
    ('cue_text = "accused"', 'cue_text = "acused"'),
    ('event_mode = "obstruct"', 'event_mode = "asylum"'),
    ('value = "2024-03-11"', 'value = "2024-03-12"'),
    ('act_type = "ACCUSE"', 'act_type = "PRAISE"'),
    ("modifier = ", "todo = 'x'\nmodifier = "),
    ('event_id = "evt-port-blockade"', 'event_id = "evt-port"'),
    ("[[waived]]\nparagraph = 4", "[[waived]]\nparagraph = 3"),
    ('kind = "name"', 'kind = "date"'),
    ("language", "languages"),
    ("[[events]]", "[[event]]"),
    ("reason", "raison"),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_page_and_check_say_the_same(tmp_path: Path, old: str, new: str) -> None:
    article = harbour(tmp_path / "seeds", "harbour.toml", "actors.toml") / "harbour.txt"
    records = article.with_suffix(".toml")
    records.write_text(records.read_text("utf-8").replace(old, new, 1), "utf-8")
    desk, verdict = Desk(article), check(str(article), ROOT / "schemas")
    assert desk.state["ready"] is verdict.ready
    told = " ".join(desk.findings())
    assert [one.message for one in verdict.problems if one.message not in told] == []
    errors = [f for one in desk.blocks if one["todo"] is None for f in one["findings"] if f["severity"] == "error"]
    errors += [one for one in desk.state["findings"] if one["severity"] == "error"]
    assert len(errors) == len(verdict.problems)


def test_an_id_of_another_article_keeps_it_from_being_published(tmp_path: Path) -> None:
    folder = harbour(tmp_path / "seeds", "harbour.toml", "actors.toml", "storm.txt")
    (folder / "storm.toml").write_text('[source]\n\n[[events]]\nid = "evt-port-blockade"\n', "utf-8")
    desk = Desk(folder / "harbour.txt")
    assert not desk.state["ready"]
    assert "storm.toml" in desk.named("evt-port-blockade")["findings"][0]["message"]
    desk.do(op="edit", key=desk.named("evt-port-blockade")["key"], values={"id": "evt-blockade"})
    assert desk.state["ready"]
