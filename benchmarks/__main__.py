"""All benchmarks that need nothing but the repository, one after the other: `python -m benchmarks`."""

from __future__ import annotations

import subprocess
import sys

COMMANDS = (
    ["benchmarks.startup"],
    ["benchmarks.validate"],
    ["benchmarks.scale", "1", "10", "100", "1000", "10000"],
    ["benchmarks.rebuild"],
    ["benchmarks.agreement"],
    ["benchmarks.mutations"],
)

for command in COMMANDS:
    print(f"\n$ python -m {' '.join(command)}", flush=True)
    subprocess.run([sys.executable, "-m", *command], check=True)
