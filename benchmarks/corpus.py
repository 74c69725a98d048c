"""Writes a corpus as seeds: FOLDER/corpus.jsonl, actors.toml and dataset.toml.

python -m benchmarks.corpus 1000 FOLDER
"""

from __future__ import annotations

from pathlib import Path

from made import call, corpus

if __name__ == "__main__":
    parser = call.parser(__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    corpus.write(given.count, given.folder)
