"""How a check begins: it loads what a package needs, and hashes the files meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from made.sample import write_library

ROOT = Path(__file__).parents[2]


def test_a_package_of_others_is_checked_without_what_only_ours_need(tmp_path: Path) -> None:
    script = "import sys, build\ntry: build.main()\nfinally: print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", script, "validate", str(write_library(tmp_path / "library"))]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("valid (")
    loaded = set(ran.stderr.split())
    assert "publisher.validate.contents" in loaded
    heavy = {"pandas", "frictionless", "jsonschema", "typer", "pydantic", "jinja2", "rich"}
    assert not loaded & (
        heavy | {"publisher.extract", "publisher.rules", "publisher.inputs.archive", "publisher.records.reconcile"}
    )


def test_the_descriptor_is_read_before_arrow_is_loaded() -> None:
    script = "import sys, publisher.validate.package; print('pyarrow' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
