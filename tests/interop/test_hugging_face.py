"""`datasets` of Hugging Face on a folder as it is uploaded: the package with the card in the place of its README."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest
from clients import ROOT, TABLES, environment, expected, run

from publisher.release.hosts import huggingface
from publisher.schemas import load

LOAD = """
import json, sys
from datasets import get_dataset_config_names, load_dataset
names = get_dataset_config_names(sys.argv[1])
tables = {name: load_dataset(sys.argv[1], name, split="train").to_list() for name in names}
print(json.dumps(tables, default=str))
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Every subset that it finds, loaded."""
    python = environment(tmp_path_factory.mktemp("datasets"), "datasets==5.2.0") / "python"
    folder = tmp_path_factory.mktemp("uploaded")
    shutil.copytree(ROOT / "data", folder / "data")
    descriptor = json.loads((ROOT / "datapackage.json").read_bytes())
    card = huggingface.card(descriptor, load(ROOT / "schemas"), ["en"])
    (folder / "README.md").write_text(card, encoding="utf-8")
    cache = {"HF_HOME": str(tmp_path_factory.mktemp("cache")), "HF_HUB_OFFLINE": "1"}
    found = json.loads(run("env", *(f"{key}={value}" for key, value in cache.items()), python, "-c", LOAD, folder))
    assert isinstance(found, dict)
    return found


def test_each_table_is_a_subset(tables: dict[str, list[dict[str, Any]]]) -> None:
    assert sorted(tables) == TABLES


@pytest.mark.parametrize("name", TABLES)
def test_the_same_rows_nulls_types_and_text(tables: dict[str, list[dict[str, Any]]], name: str) -> None:
    assert tables[name] == expected(name)
