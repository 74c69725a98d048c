"""The snippets of the page that need another language than Python, as they stand there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from clients import ROOT, TABLES, expected, in_parts, run, schema, tool
from page_case import snippets


@pytest.mark.parametrize("name", TABLES)
def test_r(name: str) -> None:
    code = snippets(name, schema(name))["R"]
    printed = run(tool("Rscript", "the snippet for R"), "-e", f"{code}\ncat(dim({name}), nrow(problems({name})))")
    assert printed.split() == [str(len(expected(name))), str(len(schema(name)["fields"])), "0"]


@pytest.mark.parametrize("several", [False, True])
def test_javascript(tmp_path: Path, several: bool) -> None:
    """several: with the tables in parts."""
    node, npm = tool("node", "the snippet for JavaScript"), tool("npm", "the snippet for JavaScript")
    if subprocess.run(
        [npm, "install", "--silent", "--no-audit", "hyparquet"], cwd=tmp_path, capture_output=True
    ).returncode:
        pytest.skip("npm could not install hyparquet: the snippet was not tried")
    (tmp_path / "data").symlink_to((in_parts(tmp_path / "parted") if several else ROOT) / "data")
    code = snippets("evidence", schema("evidence"), parts=1 + several)["JavaScript"]
    (tmp_path / "read.mjs").write_text(f"{code}\nconsole.log(evidence.length, evidence[0].evidence_id);")
    rows = expected("evidence")
    assert run(node, "read.mjs", cwd=tmp_path).split() == [str(len(rows)), rows[0]["evidence_id"]]
