"""cffconvert reads CITATION.cff."""

from __future__ import annotations

from pathlib import Path

from clients import ROOT, environment, run


def test_it_is_valid_and_cites_this_version(tmp_path: Path) -> None:
    cffconvert = environment(tmp_path / "cff", "cffconvert==2.0.0", "setuptools<81") / "cffconvert"
    assert "valid according to schema version 1.2.0" in run(cffconvert, "--validate", "-i", ROOT / "CITATION.cff")
    version = next(line for line in (ROOT / "CITATION.cff").read_text().splitlines() if line.startswith("version: "))
    assert version.split('"')[1] in run(cffconvert, "-f", "apalike", "-i", ROOT / "CITATION.cff")
