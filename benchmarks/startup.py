"""One article, cold: `python build.py` beside `frictionless validate datapackage.json`, in turn, in this environment.

python -m benchmarks.startup [RUNS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from made import call

ROOT = Path(__file__).parent.parent
OURS = [sys.executable, "build.py", "--seeds", "seeds", "--out"]
PEER = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
HEAVY = ("pandas", "pyarrow", "frictionless")


def main() -> None:
    parser = call.parser(__doc__)
    parser.add_argument("runs", type=int, nargs="?", default=7)
    runs: int = parser.parse_args().runs
    versions = ", ".join(f"{name} {version(name)}" for name in HEAVY)
    print(f"python {sys.version.split()[0]}, {versions}; {runs} runs in turn, seconds: median (least to most)")
    with tempfile.TemporaryDirectory() as out:
        pairs = [(seconds([*OURS, out]), seconds(PEER)) for _ in range(runs + 1)][1:]  # the first warms the disk
    for name, times in zip(("python build.py", "frictionless validate"), zip(*pairs, strict=True), strict=True):
        print(f"{name:<24}{statistics.median(times):6.2f} ({min(times):.2f} to {max(times):.2f})")
    print(f"{'ratio, pair by pair':<24}{statistics.median(one / other for one, other in pairs):6.2f}")
    print(f"extract imports of {', '.join(HEAVY)}: {', '.join(heavy_imports()) or 'none'}")


def seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=call.ENVIRONMENT)
    return time.perf_counter() - begun


def heavy_imports() -> list[str]:
    """Which of the heavy packages `build.py extract` has imported when it is done."""
    code = (
        "import runpy, sys; sys.argv = ['build.py', 'extract', '-', '--actors', 'seeds/actors.toml']\n"
        "try: runpy.run_path('build.py', run_name='__main__')\n"
        f"except SystemExit: print(*[name for name in {HEAVY} if name in sys.modules])"
    )
    line = '{"doc_id": "a", "text": "Ann said: \\"No.\\"", "doc_date": null}\n'
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, input=line, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[1].split()


if __name__ == "__main__":
    main()
