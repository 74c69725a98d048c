#!/usr/bin/env python3
"""Loads croissant.json with mlcroissant: no warning, and every record set has as many rows as the CSV.

Usage: python croissant_check.py [FOLDER]     needs `pip install mlcroissant pyarrow` (an environment of its own)
Exit 0 when it holds, 1 when not.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOAD = """
import sys, mlcroissant
dataset = mlcroissant.Dataset(jsonld="croissant.json")
issues = dataset.metadata.ctx.issues
print(*issues.errors, *issues.warnings, sep="\\n", file=sys.stderr)
print(sum(1 for _ in dataset.records(sys.argv[1])))
"""


def main(folder: Path) -> int:
    """Prints one line a record set; a process each, since mlcroissant loads a second one of a dataset wrongly."""
    resources = json.loads((folder / "datapackage.json").read_bytes())["resources"]
    body = json.loads((folder / "croissant.json").read_bytes())
    expected = {resource["name"]: resource["rows"] for resource in resources if "rows" in resource}
    faults = [f"no record set for {name}" for name in expected.keys() - {entry["@id"] for entry in body["recordSet"]}]
    for name, rows in expected.items():
        run = subprocess.run([sys.executable, "-c", LOAD, name], cwd=folder, capture_output=True, text=True)
        warned = [line for line in run.stderr.splitlines() if line.strip()]
        loaded = run.stdout.strip() or "nothing"
        print(f"{name}: {loaded} of {rows} rows, {len(warned)} warnings")
        if run.returncode or loaded != str(rows) or warned:
            faults.append("\n".join([f"{name}: {loaded} rows loaded, {rows} expected", *warned[-20:]]))
    print(*faults, sep="\n", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
