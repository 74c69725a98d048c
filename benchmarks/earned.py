"""How right the extractor's findings were on texts that no rule was written on, and which of them make records.

    python -m benchmarks.earned

The verdicts are in publisher/language/en/earned.toml, which says how they were made.
"""

from __future__ import annotations

from math import sqrt

from publisher import language
from publisher.records.automatic.earned import has_earned


def main() -> None:
    print(f"{'':<22}{'judged':>7}{'right':>7}{'share':>7}   95 %        records")
    for name, verdict in language.get("en").verdicts().items():
        judged, right = verdict["judged"], verdict["right"]
        low, high = wilson(right, judged)
        earned = "yes" if has_earned("en", name) else "-"
        print(f"{name:<22}{judged:>7}{right:>7}{right / judged:>7.2f}   {low:.2f}-{high:.2f}   {earned}")


def wilson(right: int, judged: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share of `judged` that is right, by Wilson; z: for 95 %."""
    share = right / judged
    middle = (share + z * z / (2 * judged)) / (1 + z * z / judged)
    half = z / (1 + z * z / judged) * sqrt(share * (1 - share) / judged + z * z / (4 * judged * judged))
    return middle - half, middle + half


if __name__ == "__main__":
    main()
