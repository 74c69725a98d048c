"""How far two codings of the article here agree, made independently by the rules of docs/codebook.md.

    python -m benchmarks.agreement

The codings are in benchmarks/codings as they were before their differences were settled. For any other article:
`python build.py compare`, which is what is called here.
"""

from __future__ import annotations

from pathlib import Path

from publisher.curation.compare import agreement, pair_of
from publisher.schemas import load

ROOT = Path(__file__).parent.parent
CODINGS = Path(__file__).parent / "codings"
ARTICLE = ROOT / "seeds" / "000_4700b357f6aa5ab5.txt"


def main() -> None:
    first, second = (CODINGS / name / "records.toml" for name in ("first", "second"))
    print("\n".join(agreement(pair_of(first, second, ARTICLE, load(ROOT / "schemas")))))


if __name__ == "__main__":
    main()
