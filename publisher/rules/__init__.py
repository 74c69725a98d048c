"""The domain rules: what must be true of records beyond their schemas, and what docs/codebook.md implies. One
function each, one file a topic.

A rule never refuses what the codebook allows; where words decide a code, only words without another reading are in
its list (`words`). To add one, write a function with `@rule(...)` in one of the files here, and its test.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from publisher.rules.registry import Rule, apply, collect

__all__ = ["ALL", "ONCE", "RULES", "Rule", "apply"]

ALL = collect(import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
RULES = tuple(rule for rule in ALL if rule.scope == "article")
ONCE = tuple(rule for rule in ALL if rule.scope == "dataset")
