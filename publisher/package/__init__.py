"""What tells of the tables: descriptor, documentation, metadata; and the package as a whole."""
