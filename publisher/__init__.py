"""From articles and hand-curated records to a validated, evidence-linked Data Package. The recipe is build.py."""

MARK = "article-records"
"""Marks a package as one of ours: `validate` then checks the domain rules too, and a build may replace it."""
EXTRACTOR = "1.0.0"
"""Version of the rules in publisher/extract; the descriptor states it, since candidates depend on it."""
