"""What README.md says by hand is of the dataset that is released, or stops the release with one line a place."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from publisher.release.prose import problems

ABOUT = {"name": "harbour", "version": "1.1.0"}
QUESTION = """\
```python
ask("SELECT name, coalesce(text, 'nobody') AS text FROM statements")
```

"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """One table of two rows."""
    rows = pa.table(
        {
            "statement_id": ["stm-safe", "stm-a"],
            "name": ["Ines Varga", "A | B"],
            "text": ["the pier is safe", "Anonymous: nobody is named"],
            "value": [2.5, 3.0],
            "role": ["actor", "ASSAULT"],
            "note": ["State-run.", None],
        }
    )
    pq.write_table(rows, tmp_path / "statements.parquet")
    return tmp_path


def found(text: str, data: Path) -> list[str]:
    return [str(problem) for problem in problems("README.md", text, ABOUT, data, ["stm-gone"])]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Unpack `harbour-1.1.0.zip` into harbour-1.1.0.",
        "`stm-safe` and its like; stm-gone was withdrawn; a custom-stm-x is no id.",
        f"{QUESTION}| name | text |\n| --- | ---: |\n| Ines Varga | the pier is safe |\n",
        f"{QUESTION}| name | text |\n| --- | --- |\n| Ines Varga > A \\| B | nobody |\n| | 12,000.5 |\n",
        f"{QUESTION}| name |\n| --- |\n| Ines Varga? + Ines Varga > A \\| B; Ines Varga? |\n",
        f"{QUESTION}| name | text |\n| --- | --- |\n| ASSAULT: Ines Varga | Ines Varga (actor): A \\| B |\n",
        f"{QUESTION}| text |\n| --- |\n| Ines Varga: Anonymous: nobody is named |\n",
        f"{QUESTION}| text |\n| --- |\n| Ines Varga: State-run. A \\| B: State-run. |\n",
        "| Path | What it is |\n| --- | --- |\n| `seeds/` | a table that answers nothing |\n",
        f"{QUESTION}Some words, then\n\n| a | b |\n| --- | --- |\n| another | table |\n",
        "<!-- generated: about -->\n| of | fig-elsewhere |\n<!-- /generated -->\n",
    ],
)
def test_what_is_of_this_dataset(text: str, data: Path) -> None:
    assert found(text, data) == []


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("unzip harbour-1.0.0.zip", 1, "names harbour-1.0.0.zip; this release is harbour-1.1.0.zip"),
        ("\nunzip -q other-1.1.0.zip", 2, "names other-1.1.0.zip; this release is harbour-1.1.0.zip"),
        ('```toml\nid = "fig-killed"\n```', 2, "names fig-killed, which this dataset does not hold; show a record of"),
        (
            f"{QUESTION}| name |\n| --- |\n| Ada Brook |\n",
            7,
            'answers "Ada Brook", which is nowhere in this dataset',
        ),
        (f"{QUESTION}| name |\n| --- |\n| Ines Varga > Ada |\n", 7, 'answers "Ada", which is nowhere'),
        (f"{QUESTION}| name |\n| --- |\n| Ines Varga + Ada; A \\| B |\n", 7, 'answers "Ada", which is nowhere'),
        (f"{QUESTION}| name |\n| --- |\n| ASSAULT: Ada |\n", 7, 'answers "Ada", which is nowhere'),
        (f"{QUESTION}| name |\n| --- |\n| Ada (actor): Ines Varga |\n", 7, 'answers "Ada", which is nowhere'),
        (f"{QUESTION}| nome |\n| --- |\n", 5, 'answers "nome", which is nowhere'),
    ],
)
def test_what_is_of_another(text: str, line: int, says: str, data: Path) -> None:
    (problem,) = found(text, data)
    assert problem.startswith(f"README.md: line {line}: {says}")


def test_a_line_is_told_once(data: Path) -> None:
    assert len(found("a-1.0.0.zip, b-1.0.0.zip, act-x\nevt-y, evt-z", data)) == 2
