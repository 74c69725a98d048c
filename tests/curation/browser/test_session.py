"""One article from opening it to publishing it: nothing is lost, and nothing of anybody else's is overwritten."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest
from curating import Desk, harbour

from publisher.problem import Refused
from publisher.whole_file import put

ROOT = Path(__file__).parents[3]


@pytest.fixture
def article(seeds: Path) -> Path:
    """An article that nobody has curated."""
    return seeds / "harbour.txt"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_to_open_an_article_writes_nothing(article: Path, cache: Path) -> None:
    before = files(article.parent)
    desk = Desk(article)
    desk.look()
    assert files(article.parent) == before
    assert not cache.exists()
    assert len(desk.blocks) > 15


def test_the_first_step_writes_the_draft_and_its_actors(article: Path) -> None:
    desk = Desk(article)
    desk.do(op="accept", key=desk.named("act-iceland")["key"])
    assert sorted(files(article.parent)) == ["actors.toml", "dataset.toml", "harbour.toml", "harbour.txt"]
    actors = tomllib.loads((article.parent / "actors.toml").read_text("utf-8"))["actors"]
    assert [one["id"] for one in actors if "todo" not in one] == ["act-iceland"]


def test_the_day_of_an_article_dates_its_draft_again(article: Path) -> None:
    text = article.read_text("utf-8").replace("12 March 2024", "Harbour Times")
    article.write_text(text, "utf-8")
    desk = Desk(article)
    assert "date_edtf" not in desk.block("events")["values"]
    desk.do(op="accept", key=desk.named("act-iceland")["key"])
    desk.do(op="edit", key=desk.block("source")["key"], values={"document_date": {"value": "2024-03-12"}})
    assert desk.block("events")["values"]["date_edtf"]["value"] == "2024-03-11"
    assert (desk.named("act-iceland")["todo"], desk.block("source")["values"]["document_date"]["value"]) == (
        None,
        "2024-03-12",
    )
    desk.do(op="undo")
    assert "date_edtf" not in desk.block("events")["values"]


def test_a_day_drafts_nothing_again_once_a_record_is_decided(article: Path) -> None:
    article.write_text(article.read_text("utf-8").replace("12 March 2024", "Harbour Times"), "utf-8")
    desk = Desk(article)
    desk.do(op="accept", key=desk.block("events")["key"])
    desk.do(op="edit", key=desk.block("source")["key"], values={"document_date": {"value": "2024-03-12"}})
    assert "date_edtf" not in desk.block("events")["values"]
    assert desk.block("events")["todo"] is None


def test_new_actors_go_behind_those_that_are_known(article: Path) -> None:
    known = '[[actors]]\nid = "act-iceland"\nname = "Iceland"\nactor_type = "state"  # mine\n'
    (article.parent / "actors.toml").write_text(known, "utf-8")
    desk = Desk(article)
    desk.do(op="accept", key=desk.named("act-police")["key"])
    assert (article.parent / "actors.toml").read_text("utf-8").startswith(known + "\n")


def test_the_text_is_never_written(article: Path) -> None:
    before = (article.read_bytes(), article.stat().st_mtime_ns)
    article.chmod(0o444)
    desk = Desk(article)
    for one in desk.blocks:
        desk.do(op="accept", key=one["key"])
    assert (article.read_bytes(), article.stat().st_mtime_ns) == before


def test_undo_and_redo_lead_through_every_state(article: Path) -> None:
    desk = Desk(article)
    seen = []
    for one in desk.blocks[:6]:
        desk.do(op="accept", key=one["key"])
        seen.append(files(article.parent))
    for state in reversed(seen[:-1]):
        desk.do(op="undo")
        assert files(article.parent) == state
    for state in seen[1:]:
        desk.do(op="redo")
        assert files(article.parent) == state
    assert desk.state["redo"] is None


def test_undo_goes_on_in_a_later_session(article: Path) -> None:
    desk = Desk(article)
    for one in desk.blocks[:3]:
        desk.do(op="accept", key=one["key"])
    later = Desk(article)
    assert later.state["undo"] == f"accept {desk.blocks[0]['id']}" or later.state["undo"].startswith("accept act-")
    for _ in range(3):
        later.do(op="undo")
    assert (later.state["undo"], later.state["progress"]["decided"]) == (None, 0)


def test_entries_keep_their_keys_while_others_come_and_go(article: Path) -> None:
    desk = Desk(article)
    before = {one["key"]: one["toml"] for one in desk.blocks}
    gone = desk.block("rejected")["key"]
    desk.do(op="delete", key=gone)
    desk.do(op="add", table="waived", values={"paragraph": 2, "reason": "x"})
    now = {one["key"]: one["toml"] for one in desk.blocks}
    assert {key: toml for key, toml in now.items() if key in before} == {k: t for k, t in before.items() if k != gone}


# Somebody else


def test_a_record_that_was_changed_outside_is_not_overwritten(article: Path) -> None:
    desk = Desk(article)
    desk.do(op="accept", key=desk.blocks[0]["key"])
    path, own = article.with_suffix(".toml"), desk.block("statements")
    path.write_text(path.read_text("utf-8").replace(own["id"], "stm-mine"), "utf-8")
    theirs = files(article.parent)
    assert desk.look()["outside"] == "records"
    status, answer = desk.post(op="accept", key=own["key"])
    assert (status, files(article.parent)) == (409, theirs)
    assert "harbour.toml" in answer["error"] and answer["state"]["outside"] == "records"
    desk.do(op="take")
    assert (desk.state["outside"], desk.block("statements")["id"], desk.state["undo"]) == (None, "stm-mine", None)


def test_what_somebody_did_to_another_record_is_taken_with_the_next_step(article: Path) -> None:
    desk = Desk(article)
    desk.do(op="accept", key=desk.blocks[0]["key"])
    path, key = article.with_suffix(".toml"), desk.block("statements")["key"]
    path.write_text(path.read_text("utf-8").replace("publish_text = false", "publish_text = true"), "utf-8")
    desk.do(op="accept", key=key)
    source = desk.block("source")["values"]
    assert (desk.state["outside"], source["publish_text"], desk.block("statements")["todo"]) == (None, True, None)
    assert "publish_text = true" in path.read_text("utf-8")


def test_undo_does_not_overwrite_either(article: Path) -> None:
    desk = Desk(article)
    desk.do(op="accept", key=desk.blocks[0]["key"])
    actors = article.parent / "actors.toml"
    actors.write_text(actors.read_text("utf-8") + "# mine\n", "utf-8")
    assert desk.post(op="undo")[0] == 409
    assert actors.read_text("utf-8").endswith("# mine\n")


def test_records_that_somebody_drafts_meanwhile_are_noticed(article: Path) -> None:
    desk = Desk(article)
    article.with_suffix(".toml").write_text('[source]\nlanguage = "en"\npublish_text = false\n', "utf-8")
    assert desk.post(op="accept", key=desk.blocks[0]["key"])[0] == 409


def test_a_page_that_shows_an_earlier_state_is_told_the_new_one(article: Path) -> None:
    one, key = Desk(article), "b1"
    one.do(op="accept", key=key)
    status, answer = one.session.step({"version": 1, "do": {"op": "accept", "key": "b2"}})
    assert (status, answer["state"]["version"]) == (409, 2)


def test_another_text_is_noticed_and_taken(article: Path) -> None:
    desk = Desk(article)
    article.write_text("12 March 2024: Ana Lind resigned.\n", "utf-8")
    status, answer = desk.post(op="accept", key=desk.blocks[0]["key"])
    assert (status, answer["state"]["outside"]) == (409, "article")
    desk.do(op="take")
    assert desk.state["text"] == "12 March 2024: Ana Lind resigned.\n"


@pytest.mark.parametrize("asked", [{}, {"do": "x"}, {"do": None}, {"do": []}])
def test_a_request_without_a_step_is_refused(article: Path, asked: dict[str, object]) -> None:
    assert Desk(article).session.step(asked)[0] == 400


def test_a_full_disk_undoes_the_step(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(article)
    desk.do(op="accept", key=desk.blocks[0]["key"])
    before = files(article.parent)

    def full(target: Path, new: bytes) -> None:
        if target.name == "harbour.toml":
            raise OSError(28, "No space left on device", str(target))
        put(target, new)

    with monkeypatch.context() as patch:
        patch.setattr("publisher.curation.browser.session.put", full)
        with pytest.raises(OSError, match="No space"):
            desk.post(op="reject", key=desk.named("act-jon-arnason")["key"], reason="nobody")
    assert desk.look()["undo"] == "accept act-ingrid-solberg"
    assert desk.named("act-jon-arnason")["todo"]
    desk.do(op="accept", key=desk.named("act-police")["key"])
    for _ in range(2):
        desk.do(op="undo")
    desk.do(op="redo")
    assert files(article.parent) == before


# Files that are no TOML


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"[source]\nlanguage = ", "is no TOML"),
        (b'[source]\r\nlanguage = "en"\r\n', "carriage return"),
        (b"x = " + b"[" * 5000, "nested too deeply"),
        (b"x." * 5000 + b"x = 1\n", "nested too deeply"),
        (b"  \n", "is empty"),
        (b"[[events]]\n" * 3, "source"),
        (b"source = 3\nevents = 4\n", "is no table"),
        (b"[[source]]\n[[source]]\n[events]\n", "source"),
    ],
)
def test_a_file_that_cannot_be_read_is_shown_and_kept(article: Path, raw: bytes, says: str) -> None:
    path = article.with_suffix(".toml")
    path.write_bytes(raw)
    (article.parent / "actors.toml").write_text("actors = []\n")
    desk = Desk(article)
    assert any(says in one for one in desk.findings()), desk.findings()
    assert not desk.state["ready"]
    for one in desk.blocks:
        desk.post(op="edit", key=one["key"], values={"note": "x"})
        desk.post(op="accept", key=one["key"])
    if b"TOML" in says.encode() or b"nested" in says.encode() or b"\r" in raw:
        assert path.read_bytes() == raw


def test_a_faulty_authority_file_is_told_and_can_be_mended_here(article: Path) -> None:
    (article.parent / "actors.toml").write_text('[[actors]]\nid = "act-x"\nname = "X"\nactor_type = "dog"\n', "utf-8")
    with pytest.raises(Refused, match="dog"):
        Desk(article)
    article.with_suffix(".toml").write_text('[source]\nlanguage = "en"\npublish_text = false\n', "utf-8")
    desk = Desk(article)
    assert any("dog" in one for one in desk.findings())
    assert not desk.state["ready"]


@pytest.mark.parametrize("name", ["harbour.toml", "actors.toml", "harbour.txt"])
def test_a_symbolic_link_is_refused(tmp_path: Path, name: str) -> None:
    folder = harbour(tmp_path / "curated", "harbour.toml", "actors.toml")
    outside = tmp_path / name
    (folder / name).rename(outside)
    (folder / name).symlink_to(outside)
    with pytest.raises(Refused, match="symbolic link"):
        Desk(folder / "harbour.txt")


def test_a_link_that_comes_later_is_refused_too(article: Path, tmp_path: Path) -> None:
    desk = Desk(article)
    desk.do(op="accept", key=desk.blocks[0]["key"])
    outside = tmp_path / "elsewhere.toml"
    article.with_suffix(".toml").rename(outside)
    article.with_suffix(".toml").symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises(Refused, match="symbolic link"):
        desk.post(op="accept", key=desk.blocks[1]["key"])
    assert outside.read_bytes() == before


# Writing


KILLED = """
    import os, sys
    from pathlib import Path
    sys.path[:0] = ["tests", "."]
    from curating import Desk
    import publisher.curation.browser.session as session
    calls = 0
    def counted(function):
        def wrapper(*arguments, **more):
            global calls
            calls += 1
            if calls == int(sys.argv[2]):
                os.kill(os.getpid(), 9)
            return function(*arguments, **more)
        return wrapper
    desk = Desk(Path(sys.argv[1]))
    desk.do(op="accept", key=desk.blocks[0]["key"])
    for name in ("write", "fsync", "open", "replace"):
        setattr(os, name, counted(getattr(os, name)))
    desk.do(op="reject", key=desk.named("act-jon-arnason")["key"], reason="nobody")
    os._exit(7)
"""


@pytest.mark.slow
@pytest.mark.parametrize("moment", [*range(1, 30, 3)])
def test_a_kill_at_any_moment_loses_at_most_the_step_in_hand(article: Path, moment: int) -> None:
    script = [sys.executable, "-c", textwrap.dedent(KILLED), str(article), str(moment)]
    ended = subprocess.run(script, cwd=ROOT, env=dict(os.environ), check=False)
    assert ended.returncode in (-signal.SIGKILL, 7)
    desk = Desk(article)
    names = [one["id"] for one in desk.blocks]
    done = "act-jon-arnason" not in names
    assert desk.block("actors", -1)["todo"] is None, "the first step is there"
    assert any("act-jon-arnason" in one["toml"] for one in desk.blocks) is not done, "the second is there whole, or not"
    assert desk.state["undo"] == ("reject act-jon-arnason" if done else "accept act-ingrid-solberg")
    desk.do(op="undo")
    assert desk.state["progress"]["decided"] == (1 if done else 0)
