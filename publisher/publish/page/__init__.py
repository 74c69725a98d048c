"""The page for people, index.html: one file, made from the package alone, that needs neither network nor script.

Content comes first, as HTML; the script adds search, sorting, filters, copying and the view of records beside the text.
Of an archive there is an overview, which leads to a page for each article. Served over http, its script reads the CSV
files beside the page for a search.
The modules here compute plain values, the templates hold all markup and words, and whatever they print becomes text; a
policy in the head allows the one style and the one script by their hashes and nothing else, so no text of an article
can run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

from publisher.publish import croissant
from publisher.publish.citation import cite_apa, cite_bibtex
from publisher.publish.listing import FORMAT_TITLES
from publisher.workers import Pool, in_order

from . import (
    articles,
    cards,
    flat,
    interactions,
    overview,
    picture,
    quality,
    reports,
    tables,
    templates,
    text,
    timeline,
    words,
)
from .names import LANGUAGE, Names
from .view import SHOWN, Row, View

STYLES = ("base.css", "tables.css", "reading.css", "pictures.css")
SCRIPTS = ("reading.js", "tables.js")
STYLES_OF_ARCHIVE = ("base.css", "tables.css", "pictures.css", "archive.css")
SCRIPTS_OF_ARCHIVE = ("archive.js", "tables.js")  # in this order: the first takes over what it can read
OF_ARTICLES = {"article.css": ("base.css", "reading.css"), "article.js": ("reading.js",)}
"""What the pages of articles share: file beside them -> assets."""
HOME = "../../index.html"
FILES = 100
"""Files that search engines are told of: of tables in parts there may be thousands."""
CORE = ("events", "actors", "statements", "figures", "evidence")
"""The tables whose counts are at the top."""


def pages(view: View, pool: Pool | None = None) -> Iterator[tuple[str, str]]:
    """Path in the package and content of index.html, and of an archive of the pages of its articles. view: what
    `view.load` reads; pool: where the pages of articles are made; None: here. Up to view.ARTICLES articles are shown in
    full, of more an overview of less than 500 kB.

    Raises OSError, pyarrow.ArrowException.
    """
    counted = None if view.whole else overview.collect_overview(view)
    if counted:
        view = replace(view, pages=articles.choose(view, counted))
    schemas = {name: table.schema for name, table in view.tables.items()}
    yield "index.html", _index(view, counted, croissant.describe_dataset(view.descriptor, schemas))
    for some in in_order(_articles, articles.groups(view), pool):
        yield from some
    if view.pages:
        for name, assets in OF_ARTICLES.items():
            yield f"{articles.FOLDER}/{name}", templates.read_asset(*assets)


def _index(view: View, counted: overview.Overview | None, metadata: Mapping[str, Any]) -> str:
    """The page of all. metadata: for search engines. A section that has nothing to show is left out."""
    names = Names(view)
    script = templates.read_asset(*(SCRIPTS if view.whole else SCRIPTS_OF_ARCHIVE))
    sections = {key: section for key, section in _sections(view, names, counted) if section is not None}
    remarks = cast("Mapping[str, str]", sections.pop("remarks", {}))
    labels = "".join(shown.labels for shown in cast("Sequence[tables.Shown]", sections["tables"]))
    style = templates.read_asset(*(STYLES if view.whole else STYLES_OF_ARCHIVE)) + templates.narrow(labels)
    return templates.render(
        "page.html",
        **{"reports": {}} | sections,
        sections=list(sections),
        remarks=remarks,
        weak=_weak(names, remarks),
        made=reports.made_types(view),
        unchecked=_unchecked(row for name in CORE for row in view.rows(name)) if view.whole else (),
        read_note=partial(words.read_note, names),
        view=view,
        names=names,
        home="",
        level=4,
        all_pages=len(view.pages) == view.total("sources"),
        page_of=articles.path,
        core=CORE if view.whole else ("sources", *CORE),
        formats=list(FORMAT_TITLES.values()),
        legend=text.LEGEND,
        shown_first=text.SHOWN_FIRST,
        few=cards.FEW,
        load=next(iter(view.tables.values())),
        cite={"APA": cite_apa(view.descriptor), "BibTeX": cite_bibtex(view.descriptor)},
        first_rows=SHOWN,
        read=partial(words.read_cell, view),
        type_of=partial(words.read_type, view.tables["events"].fields if "events" in view.tables else ()),
        period=timeline.find_period(view),
        language=LANGUAGE,
        policy=_policy(_hash(style), _hash(script), "" if view.whole else "connect-src 'self'; "),
        style=style,
        script=script,
        metadata=templates.json_text(_brief(metadata)),
    )


def _articles(views: Mapping[str, View]) -> Sequence[tuple[str, str]]:
    """Path and content of the pages of some articles. views: source_id -> the article alone."""
    return [(articles.path(source), _article(view)) for source, view in views.items()]


def _article(view: View) -> str:
    """The page of the one article of a view."""
    names = Names(view)
    found = [card for card in cards.collect_cards(view, names, {}) if card.evidence]
    return templates.render(
        "article.html",
        text=(text.collect_texts(view, names), found),
        unchecked=_unchecked(card.row for card in found),
        reports={},
        remarks={},
        view=view,
        names=names,
        home=HOME,
        level=2,
        legend=text.LEGEND,
        shown_first=text.SHOWN_FIRST,
        few=cards.FEW,
        language=LANGUAGE,
        policy=_policy(_BESIDE, _BESIDE, ""),
    )


def _unchecked(records: Iterable[Row]) -> set[bool]:
    """Whether no person has checked a record, of all that somebody or something has made."""
    return {row["method"] == "automatic" for row in records if "method" in row}


def _sections(view: View, names: Names, counted: overview.Overview | None) -> Iterator[tuple[str, object]]:
    """The sections in the order of the page, each with what its template shows; None where there is nothing. Among them
    `remarks`, which is no section: record -> what makes those who tell it weak sources."""
    if view.whole:
        acts, events, *others = flat.read_views(view, "acts", "events_flat", "statements_flat", "figures_flat")
        yield "remarks", flat.remarks(events, *others)
        told = reports.collect_reports(view, names, events)
        yield "reports", told if told or view.rows("figures") else None
        pairs = interactions.collect_interactions(view, names, acts, told)
        yield "interactions", pairs and (pairs, picture.draw_picture(pairs))
        yield "speakers", reports.collect_ways(view, names) or None
        yield "timeline", timeline.collect_timeline(view)
        yield "text", (text.collect_texts(view, names), list(cards.collect_cards(view, names, told)))
    elif counted:
        yield "overview", counted
        yield "quality", quality.collect_quality(view)
        yield "articles", counted.articles
    yield "tables", tables.collect_tables(view)
    if view.whole:
        yield "quality", quality.collect_quality(view)
    yield "download", True


def _weak(names: Names, remarks: Mapping[str, str]) -> dict[str, str]:
    """Name -> remark, of those who tell something."""
    told = " ".join(remarks.values())
    return {name: words for name, words in names.remarks.items() if f"{name}: {words}" in told}


def _brief(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """What search engines read, in the terms of schema.org; croissant.json, beside the page, has all of it."""
    files = [
        {"@type": "DataDownload", "contentUrl": file["contentUrl"], "encodingFormat": file["encodingFormat"]}
        for file in metadata["distribution"][:FILES]
        if "contentUrl" in file
    ]
    ours = ("@context", "conformsTo", "citeAs", "recordSet", "distribution")
    known = {key: value for key, value in metadata.items() if key not in ours}
    return {"@context": {"@vocab": croissant.SCHEMA_ORG, "sc": croissant.SCHEMA_ORG}, **known, "distribution": files}


_BESIDE = "'self' file:"  # a file beside the page, also where no server shows it


def _policy(style: str, script: str, also: str) -> str:
    """This style and this script, and nothing else but what `also` allows."""
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; img-src data:; {also}"
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
