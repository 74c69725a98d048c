"""The list of the domain rules as a page of documentation, from the registry: `python -m publisher.publish.rules_page`
prints docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.rules import ALL, Rule

HEAD = """# Domain rules

What must be true of the records of a package beyond the schemas of its tables. The build applies every rule to every
article, and `python build.py validate` to anybody's copy, with the same code. A **proof** shows that a row is wrong. A
**reading** goes by word lists, which know a language only in part, so it may be wrong about a right row. Most readings
warn; a few stop the build. *Excusable*: a curator may say with a reason that a finding is wrong
([how](curating.md#when-a-rule-is-wrong)). The [codebook](codebook.md) says how to code what the rules check.

This page is generated: `python -m publisher.publish.rules_page > docs/rules.md`.
"""


def as_markdown() -> str:
    """The page: a table for each severity and kind, in the order of the topics."""

    def table(title: str, rules: Iterable[Rule]) -> Iterable[str]:
        yield f"\n## {title}\n\n| Rule | Topic | What it demands |\n| --- | --- | --- |"
        for rule in rules:
            notes = (" *Excusable.*" if rule.may_be_excused else "") + (f" *{rule.language}*" if rule.language else "")
            topic = rule.find.__module__.rpartition(".")[2]
            yield f"| `{rule.name}` | {topic} | {rule.documentation}{notes} |"

    proofs = [rule for rule in ALL if rule.proof]
    stopping = [rule for rule in ALL if not rule.proof and rule.severity == "error"]
    warning = [rule for rule in ALL if rule.severity == "warning"]
    lines = [HEAD.rstrip("\n")]
    lines += table(f"Proofs: a finding stops the build ({len(proofs)})", proofs)
    lines += table(f"Readings that stop the build ({len(stopping)})", stopping)
    lines += table(f"Readings that warn ({len(warning)})", warning)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(as_markdown(), end="")
