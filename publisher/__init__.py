"""From articles and hand-curated records to a validated, evidence-linked Data Package. The recipe is build.py."""

EXTRACTOR = "1.0.0"
"""Version of the rules in publisher/extract; the descriptor states it, since candidates depend on it."""
