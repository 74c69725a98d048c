"""What a version promises to its readers, measured against the record of the last release."""
