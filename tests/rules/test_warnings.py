"""What a reading doubts stops nothing and is never silent: build, descriptor, page and `validate` show it, counted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command import run

from seeds import edited, written

DOUBTED = edited("quay.toml", 'text = "injured around 40 dockers"', 'text = "around 40 dockers"')
"""Seeds of which counting_phrase says that they leave out "injured"."""


@pytest.mark.slow
def test_a_warning_is_shown_and_counted_everywhere(tmp_path: Path) -> None:
    package = tmp_path / "out"
    ran = run("--seeds", written(tmp_path / "seeds", DOUBTED), "--out", package)
    told = 'figures[fig-injured].text: "around 40 dockers": leaves out "injured": quote number, noun and verb'
    assert ran.code == 0
    assert f"warning: quay.toml: {told} [counting_phrase]\n" in ran.output
    body = json.loads((package / "datapackage.json").read_bytes())
    assert body["publisher"]["warnings"] == {"counting_phrase": 1}
    page = (package / "index.html").read_text("utf-8")
    assert "1 warning of language checks, which may be wrong" in page and "<code>counting_phrase</code>" in page
    shutil.copytree(tmp_path / "seeds", package / "seeds")
    checked = run("validate", package)
    assert checked.code == 0
    assert "warning: figures[fig-injured].evidence_id: counting_phrase: " in checked.output
    assert "1 warning)" in checked.output
    (warning,) = json.loads(run("validate", "--json", package).output)["warnings"]
    assert (warning["rule"], warning["row"], warning["severity"]) == ("counting_phrase", "fig-injured", "warning")
