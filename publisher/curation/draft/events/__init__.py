"""Events that a draft proposes: words, parties, dates, places, context."""
