"""The registry of the domain rules: `@rule` makes a rule of a function, `collect` finds the rules of a module, `apply`
runs them over rows in memory.

A rule is a function that takes a `Window` and yields a `Finding` for each row that breaks it. Its name is that of the
function, its documentation the docstring. It supposes rows that keep to their schemas (types, required cells, codes,
keys, references). A proof shows that a row is wrong; a reading reads grammar by word lists, knows some of a language
only, and may be wrong about a right coding.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Literal

from publisher.finding import Finding, Severity
from publisher.rules.rule_context import Window

Find = Callable[[Window], Iterator[Finding]]
Scope = Literal["article", "dataset"]


@dataclass(frozen=True, slots=True)
class Rule:
    """find: yields the rows that break the rule. proof: whether it proves.
    stops: whether a reading stops a build all the same. excusable: whether a person may know better than a proof, whose
    lists of facts may lack one. language: of the articles that it can check (None: all).
    scope: `article` needs the rows of one article or of several, with all actors; `dataset` needs the whole tables of
    sources and actors with the evidence for offices, and is applied once."""

    find: Find
    proof: bool
    stops: bool = False
    excusable: bool = False
    language: str | None = None
    scope: Scope = "article"

    @property
    def name(self) -> str:
        """The name of the function, by which messages name the rule."""
        return self.find.__name__

    @property
    def documentation(self) -> str:
        """What the rule demands, on one line."""
        return " ".join(inspect.cleandoc(self.find.__doc__ or "").split())

    @property
    def severity(self) -> Severity:
        """What its findings are: a proof, and a reading that has earned it, stops a build; other readings warn."""
        return "error" if self.proof or self.stops else "warning"

    @property
    def may_be_excused(self) -> bool:
        """Whether a curator may say that a finding is wrong, with a reason: no need to for what only warns."""
        return self.excusable or (self.stops and not self.proof)

    def __call__(self, window: Window) -> Iterator[Finding]:
        """The findings of the rule in the articles of its language, with its name and severity."""
        mine = window if self.language is None else window.of_language(self.language)
        for finding in self.find(mine):
            yield replace(finding, rule=self.name, severity=self.severity)


def rule(
    *,
    proof: bool,
    stops: bool = False,
    excusable: bool = False,
    language: str | None = None,
    scope: Scope = "article",
) -> Callable[[Find], Rule]:
    """Makes a rule of a function. The arguments are those of `Rule`."""
    return lambda find: Rule(find, proof, stops, excusable, language, scope)


def collect(modules: Iterable[ModuleType]) -> tuple[Rule, ...]:
    """The rules that the modules define, in the order of the modules and of their lines."""
    found = ((module, value) for module in modules for value in vars(module).values() if isinstance(value, Rule))
    return tuple(value for module, value in found if value.find.__module__ == module.__name__)


def apply(rules: Iterable[Rule], window: Window) -> Iterator[Finding]:
    """All findings of the rules in a window, rule by rule. What goes wrong inside a rule is a bug, and is raised."""
    for rule in rules:
        yield from rule(window)
