"""Judged chunks of earlier builds, kept outside the package, so that a build makes again only what has changed."""
