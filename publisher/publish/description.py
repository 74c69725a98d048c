"""What tells people and machines of a package: dictionary, metadata, citation, page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from publisher.formats.parts import each
from publisher.inputs import article_reader
from publisher.inputs.build_inputs import Inputs
from publisher.problem import Refused
from publisher.publish import citation, croissant, dictionary, excerpt, markdown, page, readme
from publisher.publish.append import Tables
from publisher.publish.bundle import pack_all
from publisher.publish.package_folder import Made
from publisher.publish.page.view import load
from publisher.publish.sums import write_sums
from publisher.workers import Pool

VIEWS = "data/views.sql"


def describe(made: Made, out: Path, given: Inputs, pool: Pool | None = None) -> None:
    """Writes what tells people and machines of the package: data dictionary, metadata for search engines, citation, and
    the generated blocks of README.md, where there is one in `out`; then all in one, the page, and the sums of these.
    pool: where the pages of articles are made; None: here.
    Raises OSError; Refused when the markers of README.md do not fit."""
    package, body = made.folder, made.descriptor
    raw = {name: schema.descriptor for name, schema in given.schemas.items()}
    shown = excerpt.read(package / "data", raw)
    texts = {
        "data/README.md": dictionary.render_dictionary(raw, body, shown),
        VIEWS: files("publisher.publish").joinpath("views.sql").read_text(encoding="utf-8"),
        "croissant.json": json.dumps(croissant.describe_dataset(body, raw), ensure_ascii=False, indent=2) + "\n",
        "CITATION.cff": citation.render_cff(given.dataset),
        "LICENSE-DATA": citation.render_licence(given.dataset),
    }
    root = out / "README.md"
    if root.exists():
        try:
            blocks = readme.render_blocks(raw, body, shown)
            texts["README.md"] = markdown.fill(root.read_text(encoding="utf-8"), blocks)
        except ValueError as error:
            raise Refused.of("README.md", f"{error}; correct it, or remove the file") from None
    for name, text in texts.items():
        (package / name).write_text(text, encoding="utf-8")
    archive = pack_all(package, given.dataset.name)
    view = load(body, raw, package / "data", _Shown(given, made.tables), archive)
    for name, text in page.pages(view, pool):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text(text, encoding="utf-8")
    described = (str(part["path"]) for resource in body["resources"] for part in each(resource))
    write_sums(package, {"README.md", *described})


class _Shown(Mapping[str, str]):
    """source_id -> text, of the articles whose text may be published; read when it is asked for."""

    def __init__(self, given: Inputs, tables: Tables) -> None:
        withheld = frozenset(tables.account.withheld)
        unread = {(bad.archive, bad.number) if bad.number else (bad.name, 0) for bad in tables.account.left_out}
        places = ((a, (a.archive, a.number) if a.number else (a.name, 0)) for a in given.seeds.articles)
        self._articles = {a.source_id: a for a, place in places if a.source_id not in withheld and place not in unread}

    def __getitem__(self, source: str) -> str:
        return article_reader.article(self._articles[source]).text

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)
