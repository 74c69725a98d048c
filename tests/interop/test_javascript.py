"""JavaScript with hyparquet: every Parquet file, in node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from clients import ROOT, TABLES, expected, run, tool

HYPARQUET = "hyparquet@1.31.5"
# Whole numbers come as BigInt, days as Date: JSON knows neither.
SCRIPT = """
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
const plain = (_, value) => typeof value === "bigint" ? Number(value) : value;
Date.prototype.toJSON = function () { return this.toISOString().slice(0, 10); };
const tables = {};
for (const [name, path] of Object.entries(JSON.parse(process.argv[2]))) {
  tables[name] = await parquetReadObjects({ file: await asyncBufferFromFile(path) });
}
console.log(JSON.stringify(tables, plain));
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    """Every table as hyparquet reads it."""
    node, npm = tool("node", "hyparquet"), tool("npm", "hyparquet")
    folder = tmp_path_factory.mktemp("node")
    (folder / "package.json").write_text('{"type": "module"}')
    install = [npm, "install", "--silent", "--no-audit", "--no-fund", HYPARQUET]
    if subprocess.run(install, cwd=folder, capture_output=True).returncode:
        pytest.skip(f"npm could not install {HYPARQUET}: it was not tried")
    (folder / "read.js").write_text(SCRIPT)
    paths = json.dumps({name: str(ROOT / "data" / f"{name}.parquet") for name in TABLES})
    found = json.loads(run(node, folder / "read.js", paths))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", TABLES)
def test_the_same_rows_nulls_types_and_text(tables: dict[str, list[dict[str, object]]], name: str) -> None:
    assert tables[name] == expected(name)


def test_days_are_dates_and_whole_numbers_are_bigints(tmp_path: Path) -> None:
    """Why the snippet in the documentation converts before it writes JSON."""
    node, npm = tool("node", "hyparquet"), tool("npm", "hyparquet")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    if subprocess.run([npm, "install", "--silent", HYPARQUET], cwd=tmp_path, capture_output=True).returncode:
        pytest.skip(f"npm could not install {HYPARQUET}: it was not tried")
    (tmp_path / "read.js").write_text(
        'import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";\n'
        "const rows = await parquetReadObjects({ file: await asyncBufferFromFile(process.argv[2]) });\n"
        "console.log(typeof rows[0].char_length, rows[0].document_date instanceof Date);\n"
    )
    assert run(node, tmp_path / "read.js", ROOT / "data" / "sources.parquet") == "bigint true\n"
