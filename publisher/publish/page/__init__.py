"""The page for people, index.html: one file, made from the package alone, that needs neither network nor script.

Content comes first, as HTML; the script adds search, sorting, filters, copying and the view of records beside the text.
The modules here compute plain values, the templates hold all markup and words, and whatever they print becomes text; a
policy in the head allows the one style and the one script by their hashes and nothing else, so no text of an article
can run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publisher.publish import croissant
from publisher.publish.bundle import Bundle

from . import attribution, cards, network, overview, quality, tables, templates, text, timeline, usage
from .names import LANGUAGE, Names
from .view import SHOWN, View, load

STYLES = ("page.css", "reading.css", "pictures.css")
SCRIPTS = ("reading.js", "tables.js")


def render(
    descriptor: Mapping[str, Any],
    schemas: Mapping[str, Mapping[str, Any]],
    data: Path,
    texts: Mapping[str, str],
    archive: Bundle | None = None,
) -> str:
    """The page. schemas: table -> Table Schema; data: the folder of the Parquet files; texts: source_id -> text of the
    articles whose text may be shown; archive: all in one. Up to view.ARTICLES articles are shown in full, of more an
    overview.

    Raises OSError, pyarrow.ArrowException.
    """
    view = load(descriptor, schemas, data, texts, archive)
    return render_view(view, croissant.describe_dataset(descriptor, schemas))


def render_view(view: View, metadata: Mapping[str, Any]) -> str:
    """The page. metadata: for search engines. A section that has nothing to show is left out."""
    names = Names(view)
    sections: dict[str, object] = {"download": overview.collect_files(view)}
    if view.whole:
        sections |= {
            "text": text.collect_texts(view, names),
            "timeline": timeline.collect_timeline(view),
            "chains": attribution.collect_chains(view, names) or None,
            "claims": attribution.collect_claims(view, names),
            "network": network.collect_network(view, names),
        }
    sections |= {
        "tables": tables.collect_tables(view),
        "quality": quality.collect_quality(view),
        "load": usage.collect_load(view),
        "cite": usage.collect_citations(view),
    }
    style, script = templates.read_asset(*STYLES), templates.read_asset(*SCRIPTS)
    return templates.render(
        "page.html",
        **sections,
        sections=[key for key, section in sections.items() if section is not None],
        view=view,
        names=names,
        core=overview.CORE,
        cards=list(cards.collect_cards(view, names)) if view.whole else [],
        legend=text.LEGEND,
        within=text.WITHIN,
        first_rows=SHOWN,
        language=LANGUAGE,
        policy=_policy(style, script),
        style=style,
        script=script,
        metadata=templates.json_text({key: value for key, value in metadata.items() if key != "recordSet"}),
    )


def _policy(style: str, script: str) -> str:
    """The style and the script by their hashes, and nothing else."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
