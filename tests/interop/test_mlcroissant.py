"""mlcroissant, the reference implementation, loads croissant.json."""

from __future__ import annotations

from pathlib import Path

from clients import ROOT, environment, in_parts, run


def test_it_loads_every_record_set_without_a_warning(tmp_path: Path) -> None:
    python = environment(tmp_path / "croissant", "mlcroissant==1.1.1", "pyarrow") / "python"
    for package in (ROOT, in_parts(tmp_path / "parted")):
        run(python, ROOT / "tests" / "interop" / "croissant_check.py", package)
