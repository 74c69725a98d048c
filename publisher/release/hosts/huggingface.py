"""Hugging Face: README.md of a repository of a dataset, whose head says which files are which table.

Source of the form: huggingface.co/docs/hub/datasets-cards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from publisher.formats import parquet
from publisher.formats.parts import by_table, files
from publisher.publish.citation import cite_apa, yaml
from publisher.publish.descriptor import order_tables
from publisher.publish.markdown import code, prose, table
from publisher.release.hosts.common import described, licence
from publisher.schemas import Schema

_LICENCES = (
    *(f"cc-by{more}-{version}" for more in ("", "-sa", "-nc", "-nd", "-nc-sa", "-nc-nd") for version in ("3.0", "4.0")),
    *("cc0-1.0", "odc-by", "odbl", "pddl", "mit", "apache-2.0"),
)
_OWN_NAMES = {"odc-by-1.0": "odc-by", "odbl-1.0": "odbl", "pddl-1.0": "pddl"}


def card(descriptor: Mapping[str, Any], schemas: Mapping[str, Schema], languages: Collection[str]) -> str:
    """README.md of a Hugging Face repository: the dataset card. Its head names the Parquet files of each table.

    languages: of the articles, as `sources` has them."""
    terms = licence(descriptor)
    name = str(terms.get("name", "")).lower()
    name = _OWN_NAMES.get(name, name)
    known = {"license": name} if name in _LICENCES else {"license": "other", "license_name": name or "unknown"}
    if known["license"] == "other" and "path" in terms:
        known["license_link"] = terms["path"]
    paths = {name: files(found, parquet.END) for name, found in by_table(descriptor).items()}
    tables = [name for name in order_tables(schemas) if name in paths]
    head: dict[str, Any] = {
        "pretty_name": descriptor.get("title", descriptor["name"]),
        **known,
        "language": sorted({language.partition("-")[0] for language in languages}),
        "size_categories": [size_category(sum(resource.get("rows", 0) for resource in descriptor["resources"]))],
        "tags": list(descriptor.get("keywords", [])),
    }
    lines = [f"{key}: {yaml(value)}" for key, value in head.items()]
    lines += ["configs:"]
    for one in tables:
        lines += [f"- config_name: {one}", f"  data_files: {yaml(paths[one])}"]
        lines += ["  default: true"] if one == tables[0] else []
    return "\n".join(["---", *lines, "---", "", *_text(descriptor, schemas, tables)]) + "\n"


def _text(descriptor: Mapping[str, Any], schemas: Mapping[str, Schema], tables: Sequence[str]) -> Iterator[str]:
    """The part that people read."""
    terms = licence(descriptor)
    terms_title = terms.get("title") or terms.get("name") or "unknown"
    yield f"# {prose(str(descriptor.get('title', descriptor['name'])))}"
    yield from ("", prose(described(descriptor)), "")
    yield prose(f"Version {descriptor.get('version', 'unknown')}. Each table is a subset:")
    yield from ("", "```python", "from datasets import load_dataset", "")
    yield f'{tables[0]} = load_dataset("OWNER/NAME", "{tables[0]}", split="train")'
    yield from ("```", "")
    yield table(
        ["Table", "What it holds"], [[code(name), prose(described(schemas[name].descriptor))] for name in tables]
    )
    yield ""
    yield f"Licence: {prose(terms_title)}. Cite as: {prose(cite_apa(descriptor))}"


def size_category(rows: int) -> str:
    """How large a dataset is, in the words of Hugging Face."""
    ends = ("1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T")
    over = next((n for n in range(len(ends)) if rows < 10 ** (n + 3)), len(ends))
    return "n<1K" if over == 0 else "n>1T" if over == len(ends) else f"{ends[over - 1]}<n<{ends[over]}"
