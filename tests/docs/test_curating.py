"""The guide to curating is followed, not read: its examples build, its steps lead to a valid package."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from command import quickly, run
from documents import CURATING, block, document, example, section
from written_for import of_this_article

from build import app
from publisher.curation.compare import agreement, pair_of
from publisher.problem import Refused
from publisher.schemas import load
from publisher.validate.package import Asked, check_package

ROOT = Path(__file__).parents[2]
HARBOUR = block("toml", "harbour.toml")


def cli(*arguments: object) -> str:
    """Runs build.py in this process; raises what stops it."""
    ended = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return ended.output


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Step 1: the article of the example, its actors, a dataset; no records yet."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    shutil.copy(ROOT / "seeds" / "dataset.toml", folder)
    example(folder, "harbour.txt", "actors.toml")
    return folder


def test_the_keys_of_the_guide_are_those_of_the_page() -> None:
    page = (ROOT / "publisher" / "curation" / "browser" / "page" / "words.js").read_text("utf-8")
    keys = set(re.findall(r'^  \w+: \["(.)", "', page, re.MULTILINE))
    told = re.findall(r"^\| (`.*`) \|", section(CURATING, "In the browser"), re.MULTILINE)
    assert {key for cell in told for key in re.findall("`(.)`", cell)} <= keys
    assert len(told) == 9


def test_the_steps_lead_to_a_valid_package(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)
    drafted = cli("draft", seeds / "harbour.txt")
    assert "to confirm, edit or reject" in drafted
    with pytest.raises(Refused, match="not finished"):
        cli("--seeds", seeds, "--out", tmp_path / "out")
    assert not (tmp_path / "out" / "datapackage.json").exists()
    (seeds / "harbour.toml").write_text(HARBOUR, encoding="utf-8")
    assert "published" in cli("--seeds", seeds, "--out", tmp_path / "out")
    cli("check", "--seeds", seeds, "--out", tmp_path / "out")
    shutil.copytree(seeds, tmp_path / "out" / "seeds")
    assert check_package(tmp_path / "out", Asked(require_evidence=True)).valid


def test_an_update_of_a_complete_file_adds_nothing(seeds: Path) -> None:
    (seeds / "harbour.toml").write_text(HARBOUR, encoding="utf-8")
    assert "nothing was added" in cli("draft", "--update", seeds / "harbour.txt")
    assert (seeds / "harbour.toml").read_text(encoding="utf-8") == HARBOUR


def test_an_update_keeps_the_file_and_appends_what_is_missing(seeds: Path) -> None:
    head, _, _ = HARBOUR.rpartition("[[rejected]]")
    kept = "# a comment that stays\n" + head
    (seeds / "harbour.toml").write_text(kept, encoding="utf-8")
    assert "1 record added" in cli("draft", "--update", seeds / "harbour.txt")
    now = (seeds / "harbour.toml").read_text(encoding="utf-8")
    assert now.startswith(kept)
    assert 'text = "BERGEN"' in now[len(kept) :]


def test_what_the_guide_shows_of_the_draft_is_in_it(seeds: Path) -> None:
    (seeds / "actors.toml").write_text("actors = []\n", encoding="utf-8")
    (seeds / "actors.toml").unlink()
    cli("draft", seeds / "harbour.txt")
    drafted = "".join((seeds / name).read_text("utf-8") for name in ("actors.toml", "harbour.toml"))
    shown = re.findall(r"```toml\n(\[\[.*?)```", section(CURATING, "From a text to the page"), re.DOTALL)
    assert [entry for entry in shown if entry not in drafted] == []
    assert len(shown) == 2


def test_the_message_that_the_guide_shows_is_that_of_the_check(seeds: Path) -> None:
    (seeds / "harbour.toml").write_text(HARBOUR.replace('"accused"', '"acused"'), encoding="utf-8")
    ran = run("check", seeds / "harbour.txt")
    (shown,) = re.findall(r"^harbour\.toml: .*$", CURATING, re.MULTILINE)
    assert (ran.code, ran.lines) == (1, [shown])
    assert ran.output.startswith("harbour.txt: not ready: 1 fault, no entry has a line `todo`; correct this first: ")


def test_two_coders_are_compared_as_the_guide_says(seeds: Path) -> None:
    cli("draft", "--blind", seeds / "harbour.txt")
    blind = seeds / "harbour.blind.toml"
    assert "[[" not in blind.read_text("utf-8")
    (seeds / "harbour.toml").write_text(HARBOUR, encoding="utf-8")
    blind.write_text(HARBOUR.replace('act_type = "REJECT"\n', ""), encoding="utf-8")
    said = cli("compare", seeds / "harbour.toml", blind)
    assert "1 record differs:" in said
    assert "    act_type: REJECT / none\n" in said


def test_a_draft_is_not_written_over_a_curated_file(seeds: Path) -> None:
    (seeds / "harbour.toml").write_text("# mine\n", encoding="utf-8")
    with pytest.raises(Refused, match="exists already"):
        cli("draft", seeds / "harbour.txt")
    assert (seeds / "harbour.toml").read_text(encoding="utf-8") == "# mine\n"


@of_this_article
def test_the_agreement_is_what_compare_prints() -> None:
    codings = ROOT / "benchmarks" / "codings"
    first, second = (codings / name / "records.toml" for name in ("first", "second"))
    article = next((ROOT / "seeds").glob("*.txt"))
    told = list(agreement([pair_of(first, second, str(article), load(ROOT / "schemas"))]))
    shown = document("benchmarks/README.md").partition("prints how far they agree")[2].split("```")[1].splitlines()[1:]
    assert len(shown) > 5
    assert [line for line in shown if line not in told] == []
