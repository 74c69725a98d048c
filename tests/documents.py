"""The documents of the repository, as the tests read and run them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def document(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


CONTRIBUTING = document("CONTRIBUTING.md")
CURATING = document("docs/curating.md")
CODEBOOK = document("docs/codebook.md")
PUBLISHING = document("docs/publishing.md")
READING = document("docs/reading.md")
README = document("README.md")
RELEASING = document("docs/releasing.md")


def section(text: str, title: str) -> str:
    """What a document says under a heading of the second level."""
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def block(kind: str, name: str) -> str:
    """The block that gives a file of seeds/: a text after its name, or TOML that begins with its name."""
    if kind == "text":
        found = re.search(rf"`seeds/{name}`[^`]*?\n\n```text\n(.*?)```", CURATING, re.DOTALL)
    else:
        found = re.search(rf"```toml\n# (?:the whole of )?seeds/{name}\n(.*?)```", CURATING + PUBLISHING, re.DOTALL)
    assert found, name
    return found[1]


def example(seeds: Path, *names: str) -> None:
    """Writes files of the example of docs/curating.md into a folder."""
    for name in names:
        (seeds / name).write_text(block(name.rpartition(".")[2].replace("txt", "text"), name), "utf-8", newline="")
