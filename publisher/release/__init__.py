"""What changed between two packages, and a package as a release."""
