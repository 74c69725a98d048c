"""Writes a corpus as seeds: FOLDER/corpus.jsonl, actors.toml and dataset.toml.

python -m benchmarks.corpus 1000 FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from made.corpus import write

if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
