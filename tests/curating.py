"""Articles that are curated in the tests: a session on a folder of seeds, and steps posted to it as a page would."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from documents import example

from publisher.curation.browser.entries import Entry, Files, entries_of
from publisher.curation.browser.session import Session
from publisher.curation.browser.words import Words
from publisher.curation.place import place
from publisher.extract.text import read
from publisher.schemas import load

ROOT = Path(__file__).parents[1]
SCHEMAS = load(ROOT / "schemas")


def harbour(folder: Path, *curated: str) -> Path:
    """The article of the guide; curated: which of its files are there, too."""
    folder.mkdir(exist_ok=True)
    shutil.copy(ROOT / "seeds" / "dataset.toml", folder)
    example(folder, "harbour.txt", *curated)
    return folder


class Desk:
    """A session, and the state that it told last."""

    def __init__(self, article: Path | str, scratch: Path = ROOT) -> None:
        self.session = Session(place(str(article), SCHEMAS["sources"], scratch), SCHEMAS)
        self.state: Mapping[str, Any] = {}
        self.look()

    def look(self) -> Mapping[str, Any]:
        _, self.state = self.session.state({})
        return self.state

    def post(self, **step: Any) -> tuple[int, Mapping[str, Any]]:
        status, answer = self.session.step({"version": self.state["version"], "do": step})
        if status == 200:
            self.state = answer
        return status, answer

    def do(self, **step: Any) -> Mapping[str, Any]:
        """The state after a step that must succeed."""
        status, answer = self.post(**step)
        assert status == 200, answer.get("error")
        return answer

    def agree(self, key: str) -> Mapping[str, Any]:
        """The state after an entry of a draft is confirmed, with a reason where the draft knows none."""
        one = self.named_by(key)
        if one["table"] in ("rejected", "waived") and not one["values"].get("reason"):
            return self.do(op="reject", key=key, reason="nothing of it")
        return self.do(op="accept", key=key)

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return list(self.state["blocks"])

    def block(self, table: str, number: int = 0) -> dict[str, Any]:
        return [one for one in self.blocks if one["table"] == table][number]

    def named_by(self, key: str) -> dict[str, Any]:
        return next(one for one in self.blocks if one["key"] == key)

    def named(self, name: str) -> dict[str, Any]:
        return next(one for one in self.blocks if one["id"] == name)

    def findings(self) -> list[str]:
        beside = [f"{one['id'] or one['table']}: {f['message']}" for one in self.blocks for f in one["findings"]]
        return [*(one["message"] for one in self.state["findings"]), *beside]


def entries_in(text: str, records: str, actors: str = "") -> list[Entry]:
    """The entries of two files beside an article."""
    return list(entries_of(Files(records, actors), Words(read(text), SCHEMAS)))


def curate_into(desk: Desk, records: str, actors: str) -> int:
    """Turns what a desk has into other files by steps alone; returns how many they were."""
    wanted = entries_in(desk.state["text"], records, actors)
    before = desk.state["version"]
    for one in wanted:
        found = _same(desk, one)
        if found is None:
            desk.do(op="add", table=one.table, values=one.values)
            continue
        gone = dict.fromkeys(found["values"].keys() - one.values.keys())
        changed = {k: v for k, v in one.values.items() if found["values"].get(k) != v}
        if gone or changed:
            desk.do(op="edit", key=found["key"], values={**gone, **changed})
        if found["todo"] is not None:
            desk.do(op="accept", key=found["key"])
    kept = [(one.table, _told(one.values)) for one in wanted]
    for extra in [one for one in desk.blocks if (one["table"], _told(one["values"])) not in kept]:
        if any(one["key"] == extra["key"] for one in desk.blocks):
            desk.do(op="delete", key=extra["key"])
    return int(desk.state["version"]) - int(before)


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without empty lists, which say nothing."""
    return {key: value for key, value in values.items() if value != []}


def _same(desk: Desk, wanted: Entry) -> dict[str, Any] | None:
    """The entry of the desk that is about the same: the same id, or for want of one the same words."""
    main = [key for key in ("text", "mentions", "content_text", "paragraph", "actor_id") if key in wanted.values]
    if wanted.id and any(one["id"] == wanted.id for one in desk.blocks):
        return desk.named(wanted.id)
    for one in (one for one in desk.blocks if one["table"] == wanted.table):
        if wanted.table == "source" or (main and all(one["values"].get(key) == wanted.values[key] for key in main)):
            return one
    return None
