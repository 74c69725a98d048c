"""What the page of an archive says first: how many articles, who does what to whom, who is quoted, what happened and
when, how many came to harm. Counted over all rows by overview.sql; a few rows of each answer are shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from errno import ENOSPC
from pathlib import Path

from .flat import VIEWS, load, named_rows
from .names import name_article, name_source
from .periods import Periods, count_periods
from .view import Row, View, paged

SETTINGS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000"
COUNTING = Path(__file__).with_name("overview.sql")
SHOWN = {"deeds": 25, "happened": 25, "types": 40, "countries": 15, "quoted": 20, "harm": 25}
ARTICLES = 60
"""How many rows of each answer are on the page, and how many articles."""
HARM = "measure, count(*) AS figures, count(event_id) AS linked, count(statement_id) AS sourced"
READ = {
    "sources": "source_id file_name doc_id document_date title publisher url",
    "actors": "actor_id name actor_type office parent_actor_id country_code",
    "statements": "statement_id speaker_text quote_type fuller_statement_id act_type source_id",
    "statement_actors": "statement_id actor_id role",
    "events": "event_id label event_type event_context auxiliary_mode is_asserted date_edtf date_start date_end "
    "source_id method",
    "event_actors": "event_id actor_id role statement_id",
    "event_places": "event_id country_code",
    "figures": "figure_id value value_text modifier measure counted_text auxiliary_mode fuller_figure_id event_id "
    "statement_id source_id method",
    "codes": "table_name column_name code label",
}
"""Table -> the columns that are counted."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The rows of overview.sql that are shown. called: what the articles that they name are called, in the order of the
    page; untitled: those of them that are called by their first words; latest: the articles that come first, as many as
    may have a page; statements, voiced: how many, each utterance once, those whose speaker is an actor; placed:
    events of which a country is known; harmed: for each measure how many figures, how many of them with an event and
    with a statement; periods: None where nothing has a date; undated: events and articles without a date; written: the
    first and the last day of an article; automatic: records that no person has checked, of how many."""

    deeds: Sequence[Row]
    happened: Sequence[Row]
    types: Sequence[Row]
    countries: Sequence[Row]
    quoted: Sequence[Row]
    harm: Sequence[Row]
    articles: Sequence[Row]
    called: Mapping[str, str]
    untitled: Collection[str]
    latest: Sequence[str]
    statements: int
    voiced: int
    placed: int
    harmed: Sequence[Row]
    periods: Periods | None
    undated: tuple[int, int]
    written: tuple[str, str] | None
    automatic: tuple[int, int]


def collect_overview(view: View) -> Overview:
    """Raises OSError, also where the folder for temporary files is full, pyarrow.ArrowException."""
    try:
        return _counted(view)
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            raise
        raise OSError(ENOSPC, f"no room to count what the page of an archive says: {error}", "$TMPDIR") from None


def _counted(view: View) -> Overview:
    with closing(sqlite3.connect("")) as database:  # in a temporary file, where it is large
        database.executescript(SETTINGS)
        for name, columns in READ.items():
            load(database, name, columns.split(), view.tables[name].files if name in view.tables else ())
        database.executescript(VIEWS.read_text(encoding="utf-8"))
        database.executescript(COUNTING.read_text(encoding="utf-8"))
        answers = {name: _ask(database, f"SELECT * FROM {name} LIMIT {most}") for name, most in SHOWN.items()}
        latest = _ask(database, f"SELECT * FROM articles LIMIT {max(ARTICLES, paged(view))}")
        answers["articles"] = latest[:ARTICLES]
        ((first, last),) = database.execute("SELECT min(document_date), max(document_date) FROM sources")
        ((statements, voiced, events, articles, placed),) = database.execute(
            "SELECT (SELECT count(*) FROM statements WHERE fuller_statement_id IS NULL),"
            " (SELECT count(DISTINCT statement_id) FROM spoken),"
            " (SELECT count(*) FROM events WHERE date_start IS NULL AND date_end IS NULL),"
            " (SELECT count(*) FROM sources WHERE document_date IS NULL),"
            " (SELECT count(DISTINCT event_id) FROM event_places WHERE country_code IS NOT NULL)"
        )
        named = dict.fromkeys(row["source_id"] for answer in answers.values() for row in answer if "source_id" in row)
        rows = _articles(database, named)
        called = {row["source_id"]: name_source(view, row) for row in rows}
        return Overview(
            **answers,
            called=called,
            untitled={row["source_id"] for row in rows if called[row["source_id"]] != name_article(row, alone=False)},
            latest=[row["source_id"] for row in latest],
            statements=statements,
            voiced=voiced,
            placed=placed,
            harmed=_ask(database, f"SELECT {HARM} FROM harm GROUP BY measure ORDER BY figures DESC, measure"),
            periods=_periods(database),
            undated=(events, articles),
            written=(first, last) if first else None,
            automatic=_automatic(view),
        )


def _articles(database: sqlite3.Connection, sources: Collection[str]) -> list[Row]:
    """The rows of these articles, in this order."""
    marks = ", ".join("?" * len(sources))
    asked = database.execute(f"SELECT * FROM sources WHERE source_id IN ({marks})", list(sources))
    found = {row["source_id"]: row for row in named_rows(asked)}
    return [found[source] for source in sources]


def _ask(database: sqlite3.Connection, question: str) -> list[Row]:
    return named_rows(database.execute(question))


def _periods(database: sqlite3.Connection) -> Periods | None:
    written = database.execute("SELECT document_date, count(*) FROM sources GROUP BY 1")
    happened = database.execute("SELECT date_start, date_end, count(*) FROM events GROUP BY 1, 2")
    return count_periods(
        {date.fromisoformat(day): number for day, number in written if day},
        {(_day(start), _day(end)): number for start, end, number in happened},
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _automatic(view: View) -> tuple[int, int]:
    """Records that no person has checked, and all."""
    records = ("events", "actors", "statements", "figures")
    tallies = [view.tally(name, "method") for name in records]
    return sum(tally[("automatic",)] for tally in tallies), sum(sum(tally.values()) for tally in tallies)
