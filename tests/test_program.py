"""One digest says which state of the program made something."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from command import ROOT

from publisher.program import program


def digest_in(folder: Path) -> str:
    """The digest of the program in a folder, by a process of its own."""
    command = [sys.executable, "-c", "from publisher.program import program; print(program())"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def test_every_process_has_the_same() -> None:
    assert len(program()) == 64
    assert digest_in(ROOT) == program()


def test_a_changed_module_or_word_list_changes_it_and_no_other_file_does(tmp_path: Path) -> None:
    copy = shutil.copytree(ROOT / "publisher", tmp_path / "publisher", ignore=shutil.ignore_patterns("__pycache__"))
    assert digest_in(tmp_path) == program()
    (copy / "notes.txt").write_text("No part of the program 🚢.\n", encoding="utf-8")
    assert digest_in(tmp_path) == program()
    seen = {program()}
    for name in ("pipeline.py", "language/en/words/drafts.toml"):
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        seen.add(digest_in(tmp_path))
    assert len(seen) == 3
