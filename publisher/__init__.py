"""From articles and hand-curated records to a validated, evidence-linked Data Package. The recipe is pipeline.py."""

import os
from pathlib import Path

# numpy comes with threads for linear algebra. Nobody here calculates any, and starting them takes half its import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

MARK = "article-records"
"""Marks a package as one of ours: `validate` then checks the domain rules too, and a build may replace it."""
DESCRIPTOR = "datapackage.json"
"""The file in a package that says what is in it."""
DATASET, ACTORS, RETIRED = "dataset.toml", "actors.toml", "retired.toml"
"""Files of the seeds: what the dataset says of itself, the authority file, the ids that are withdrawn."""
EXTRACTOR = "1.0.0"
"""Version of the rules in publisher/extract; the descriptor states it, since candidates depend on it."""

_PROGRAM = Path(__file__).resolve().parent
_INSTALLED = (_PROGRAM / "table_schemas").is_dir()
SCHEMAS = _PROGRAM / "table_schemas" if _INSTALLED else _PROGRAM.parent / "schemas"
"""The folder of the Table Schemas: beside the program, or in it where pip installed it."""
CODEBOOK = _PROGRAM / "codebook.md" if _INSTALLED else _PROGRAM.parent / "docs" / "codebook.md"
"""The rules of coding, as people read them."""
HOME = Path() if _INSTALLED else _PROGRAM.parent
"""Where seeds/ and the package are when nobody says: beside build.py, or the current folder where pip installed it."""
