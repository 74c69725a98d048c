"""Some words of README, and what a plain load makes of the tables, are about the article that is here: with other seeds
their tests skip."""

from __future__ import annotations

from pathlib import Path

import pytest

ARTICLE = Path(__file__).parents[1] / "seeds" / "000_4700b357f6aa5ab5.txt"

of_this_article = pytest.mark.skipif(not ARTICLE.exists(), reason="other seeds than README was written for")
