"""Tables to files: one file a format."""
