"""The snippets of the page that need another language than Python, as they stand there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from clients import ROOT, TABLES, expected, run, schema, tool
from page_case import snippets


@pytest.mark.parametrize("name", TABLES)
def test_r(name: str) -> None:
    code = snippets(name, schema(name))["R"]
    printed = run(tool("Rscript", "the snippet for R"), "-e", f"{code}\ncat(dim({name}), nrow(problems({name})))")
    assert printed.split() == [str(len(expected(name))), str(len(schema(name)["fields"])), "0"]


def test_javascript(tmp_path: Path) -> None:
    node, npm = tool("node", "the snippet for JavaScript"), tool("npm", "the snippet for JavaScript")
    if subprocess.run(
        [npm, "install", "--silent", "--no-audit", "hyparquet"], cwd=tmp_path, capture_output=True
    ).returncode:
        pytest.skip("npm could not install hyparquet: the snippet was not tried")
    (tmp_path / "data").symlink_to(ROOT / "data")
    code = snippets("events", schema("events"))["JavaScript"]
    (tmp_path / "read.mjs").write_text(f"{code}\nconsole.log(events.length, events[0].event_id);")
    first = expected("events")[0]
    assert run(node, "read.mjs", cwd=tmp_path).split() == [str(len(expected("events"))), first["event_id"]]
