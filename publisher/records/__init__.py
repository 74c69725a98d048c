"""Machine and hand brought together: the records of an article, their evidence, and what became of each candidate."""
