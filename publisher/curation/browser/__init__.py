"""Curating in the browser: the curated file of one article, step by step, each proved by the rules of the build."""
