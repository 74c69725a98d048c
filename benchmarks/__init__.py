"""What the tests make, as packages and corpora, is measured here, too."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))
