"""mlcroissant, the reference implementation, loads croissant.json."""

from __future__ import annotations

from pathlib import Path

from clients import ROOT, environment, run


def test_it_loads_every_record_set_without_a_warning(tmp_path: Path) -> None:
    python = environment(tmp_path / "croissant", "mlcroissant==1.1.1", "pyarrow") / "python"
    run(python, ROOT / "tests" / "interop" / "croissant_check.py", ROOT)
