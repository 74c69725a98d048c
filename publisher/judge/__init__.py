"""The domain rules over the records of a chunk of articles, in memory, before anything is written."""
