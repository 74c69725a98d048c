"""What people hold, as an archive that a build reads: web pages, crawls, feeds and tables to JSON Lines.

Nothing is fetched. A file is read once, an article at a time; what cannot be read is listed and left out.
"""
