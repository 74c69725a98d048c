"""How far two codings of the article here agree, made independently by the rules of docs/codebook.md.

    python -m benchmarks.agreement

The codings are in benchmarks/codings as they were before their differences were settled. For any other article:
`python build.py compare`, which is what is called here. The last line takes the second coding for a draft of the first,
as `benchmarks.effort` does: more than two persons have alike cannot be asked of a draft.
"""

from __future__ import annotations

from pathlib import Path

from curator import coding
from made import call

from benchmarks.effort import compared, matched
from publisher.curation.compare import agreement, pair_of
from publisher.schemas import load

ROOT = Path(__file__).parent.parent
CODINGS = Path(__file__).parent / "codings"
ARTICLE = ROOT / "seeds" / "000_4700b357f6aa5ab5.txt"


def main() -> None:
    call.parser(__doc__).parse_args()
    first, second = (CODINGS / name / "records.toml" for name in ("first", "second"))
    print("\n".join(agreement([pair_of(first, second, str(ARTICLE), load(ROOT / "schemas"))])))
    text = ARTICLE.read_bytes().decode()
    wanted, made = (coding(text, path.read_text("utf-8"), "") for path in (first, second))
    same = matched(wanted, made)
    ids = {str(made[n][1]["id"]): str(wanted[m][1]["id"]) for n, m in same.items() if "id" in made[n][1]}
    right = compared(wanted, made, same, ids)
    told = (
        f"{good:,} of {every:,} {what}"
        for (good, every), what in ((right.entries, "entries"), (right.values, "values"))
    )
    print(f"\nthe second as a draft of the first: {', '.join(told)}")


if __name__ == "__main__":
    main()
