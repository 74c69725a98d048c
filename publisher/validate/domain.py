"""The domain rules over a package of ours, a range of sources at a time.

All tables are in the order of the sources, so that a window is cut from each where the source changes; only
`sources` and `actors` are held whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from publisher.arrays import scalar
from publisher.finding import Excuse, Finding
from publisher.inputs.article_store import Library
from publisher.problem import Refused
from publisher.rules.rule_context import Window
from publisher.tables import BY_SOURCE, OWNERS, SHARED
from publisher.validate.report import Log
from publisher.validate.resources import PACKAGE
from publisher.validate.row_streams import UNREADABLE, parquet_work
from publisher.validate.tables import Files

if TYPE_CHECKING:
    from publisher.rules import Rule
    from publisher.validate.reextract import KnownNames

SOURCES = 100  # articles in a window: some six thousand rows of evidence


@dataclass(frozen=True, slots=True)
class Articles:
    """What evidence is proved from. library: gives the text of an article, where that is at hand; required: an absent
    one is a finding, not a note."""

    library: Library
    required: bool = False


def check_domain(
    files: Mapping[str, Files], articles: Articles, log: Log, *, excused: object = (), known: KnownNames | None = None
) -> None:
    """Applies every rule to every window, and to the whole those that need it. Logs what keeps it from doing so.

    excused: what the descriptor says under that name. known: the names by which the articles are extracted again (None:
    they are not).
    """
    from publisher.rules import ONCE
    from publisher.rules.suppressions import read
    from publisher.validate.reextract import check_candidates

    if not _all_there(files, log):
        return
    offices: list[pa.Table] = []
    try:
        whole = {name: _table(files[name], list(_batches(files[name]))) for name in ("sources", *SHARED)}

        excuses, faults = read(excused, set(whole["sources"].column("source_id").to_pylist())) if excused else ([], [])
        log.add(faults)
        broken = not log.report().valid
        for window in windows(files, whole, articles, log):
            offices.append(_of_offices(window.tables["evidence"]))
            here = set(window.column("sources", "source_id")) if excuses else set()
            excused_here = [excuse for excuse in excuses if excuse.source in here]
            log.merge(checked(replace(window, excuses=excused_here), broken=broken))
            if known is not None:
                log.add(check_candidates(window.tables, window.texts or {}, known))
        _apply(ONCE, _of_all(files, whole, offices), log, broken=broken)
    except UNREADABLE as error:
        log.say(PACKAGE, "tables", f"the Parquet files cannot be read: {error}")


def check_dataset(files: Mapping[str, Files], log: Log) -> None:
    """Applies the rules that look at all articles together; those that look at one have been applied already, to the
    rows in memory. A rule that fails is a bug, and raises what it raises."""
    from publisher.rules import ONCE, apply

    if not _all_there(files, log):
        return
    whole = {name: _table(files[name], list(_batches(files[name]))) for name in ("sources", *SHARED)}
    offices = [_of_offices(_table(files["evidence"], [batch])) for batch in _batches(files["evidence"])]
    log.add(apply(ONCE, _of_all(files, whole, offices)))


def _all_there(files: Mapping[str, Files], log: Log) -> bool:
    """Whether the tables that the rules look at can be read; says which cannot."""
    names = ("sources", *SHARED, *BY_SOURCE, *OWNERS)
    absent = [name for name in names if name not in files or not files[name].parquet]
    if absent:
        log.say(PACKAGE, "tables", "these tables are missing or cannot be read", value=", ".join(absent))
    return not absent


def _of_all(files: Mapping[str, Files], whole: Mapping[str, pa.Table], offices: Sequence[pa.Table]) -> Window:
    """Sources and actors with the evidence for the offices of these."""
    rest = {name: _table(files[name], []) for name in (*BY_SOURCE, *OWNERS)}
    evidence = pa.concat_tables([rest["evidence"], *offices])
    return Window({**rest, **whole, "evidence": evidence})


def checked(window: Window, *, broken: bool = False) -> Log:
    """What the rules find in one window, but for what is excused. broken: rows are known to break their schemas."""
    from publisher.rules import RULES
    from publisher.rules.suppressions import stale

    log = Log()
    used = _apply(RULES, window, log, broken=broken)
    log.add(stale(window, used))
    log.excused = used.total()
    return log


def _apply(rules: Iterable[Rule], window: Window, log: Log, *, broken: bool) -> Counter[Excuse]:
    """Logs what the rules find; what is excused is counted instead. A rule that fails over rows that are at fault, by
    the tables or by another rule, is reported as not checked; over right rows it has a bug, which is raised."""
    from publisher.rules import apply
    from publisher.rules.suppressions import left

    used: Counter[Excuse] = Counter()
    failed: list[tuple[Rule, Exception]] = []
    for rule in rules:
        try:
            log.add(left(apply([rule], window), window, used))
        except MemoryError:
            raise
        except Exception as error:
            failed.append((rule, error))
    if failed and not broken and log.report().valid:
        raise RuntimeError(f"the rule {failed[0][0].name} has a bug") from failed[0][1]
    for rule, why in failed:
        log.note(f"the rule {rule.name}, by rows that break their schemas ({type(why).__name__}: {why})")
    return used


def windows(
    files: Mapping[str, Files], whole: Mapping[str, pa.Table], articles: Articles, log: Log
) -> Iterator[Window]:
    """The tables in windows of SOURCES articles, with the articles that are at hand. Raises UNREADABLE."""
    sources = whole["sources"]
    cursors = {name: _Cursor(files[name]) for name in (*BY_SOURCE, *OWNERS)}
    for start in range(0, max(sources.num_rows, 1), SOURCES):
        here = sources.slice(start, SOURCES)
        next_source = sources.column("source_id").slice(start + SOURCES, 1).to_pylist()
        tables = {**whole, "sources": here}
        tables |= {name: cursors[name].before("source_id", next_source) for name in BY_SOURCE}
        for name, (owner, column) in OWNERS.items():
            mine = tables[owner].column(column).combine_chunks()
            tables[name] = cursors[name].among(column, mine, not next_source)
        log.add(_in_order(files, tables))
        yield Window(tables, _texts(here, articles, log))


def _of_offices(evidence: pa.Table) -> pa.Table:
    """The evidence that rules about actors look at across all sources."""
    kinds = (("record_table", "actors"), ("field", "office"))
    masks = [pc.equal(evidence.column(name), scalar(value, pa.string())) for name, value in kinds]
    return evidence.filter(pc.and_(*masks))


def _in_order(files: Mapping[str, Files], tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """Rows that are among those of another source."""
    known = tables["sources"].column("source_id")
    for name in BY_SOURCE:
        strange = pc.invert(pc.is_in(tables[name].column("source_id"), value_set=known))
        for row in cast("list[int]", pc.indices_nonzero(strange).to_pylist()):
            key, source = (
                tables[name].column(field)[row].as_py() for field in (files[name].schema.names[0], "source_id")
            )
            yield Finding(
                name, key, "source_id", source, "row_order", "rows are in the order of the sources: sort them"
            )


class _Cursor:
    """Hands out the rows of a table from first to last."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._batches = _batches(files)
        self._rest: pa.RecordBatch | None = next(self._batches, None)

    def before(self, field: str, limit: list[Any]) -> pa.Table:
        """The next rows whose field is below the limit; without a limit all that are left."""
        bound: Any = scalar(limit[0], pa.string()) if limit else None

        def length(batch: pa.RecordBatch) -> int:
            beyond = pc.indices_nonzero(pc.greater_equal(batch.column(field), bound))
            return beyond[0].as_py() if len(beyond) else batch.num_rows

        return self._take(length if limit else lambda batch: batch.num_rows)

    def among(self, field: str, values: Any, last: bool) -> pa.Table:
        """The next rows up to the last whose field is among the values; all that are left when it is the last time."""

        def length(batch: pa.RecordBatch) -> int:
            rows = pc.indices_nonzero(pc.is_in(batch.column(field), value_set=values))
            return rows[-1].as_py() + 1 if len(rows) else 0

        return self._take(length if not last else lambda batch: batch.num_rows)

    def _take(self, length: Any) -> pa.Table:
        found = []
        while self._rest is not None:
            rows = length(self._rest)
            found.append(self._rest[:rows])
            if rows < self._rest.num_rows:
                self._rest = self._rest[rows:]
                break
            self._rest = next(self._batches, None)
        return _table(self._files, found)


def _batches(files: Files) -> Iterator[pa.RecordBatch]:
    assert files.parquet is not None
    for task in parquet_work(files.parquet, files.schema):
        for piece in task():
            yield piece.batch


def _table(files: Files, batches: list[pa.RecordBatch]) -> pa.Table:
    kinds = pa.schema([field.with_nullable(True) for field in files.schema.arrow])
    return pa.Table.from_batches([batch.cast(kinds) for batch in batches], kinds)


def _texts(sources: pa.Table, articles: Articles, log: Log) -> Mapping[str, str] | None:
    """The articles of these sources that are at hand; None when there is none of them."""
    texts: dict[str, str] = {}
    for source, name in zip(*(sources.column(field).to_pylist() for field in ("source_id", "file_name")), strict=True):
        try:
            text = articles.library(source, str(name))
        except (Refused, OSError) as error:
            log.add([Finding("sources", source, "file_name", name, "article", f"the article cannot be read: {error}")])
            continue
        if text is not None:
            texts[source] = text
        elif articles.required:
            message = "the article is not there: evidence is required"
            log.add([Finding("sources", source, "file_name", name, "article", message)])
        else:
            log.note("evidence (the articles are elsewhere: give --seeds DIR)")
    return texts or None
