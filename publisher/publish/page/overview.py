"""What people look for first: what this is, how much, which version, whose, under which licence, and the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from publisher.publish.bundle import Bundle
from publisher.publish.listing import size

from .markup import Markup, join, tag
from .names import article, day
from .parts import link, listed, scroll, section, table
from .view import Table, View

FORMATS = {"csv": "CSV", "parquet": "Parquet"}
_CORE = ("events", "actors", "statements", "figures", "evidence")


def header(view: View) -> Markup:
    """Title, scope, the counts of the tables that matter most, and the key facts."""
    body = view.descriptor
    return tag(
        "header",
        tag(
            "div",
            tag("p", "Dataset ", tag("b", body["name"]), class_="kicker"),
            tag("h1", body.get("title") or body["name"]),
            tag("p", body["description"], class_="scope") if body.get("description") else None,
            tag("ul", (_count(view.tables[name]) for name in _CORE if name in view.tables), class_="counts"),
        ),
        tag("dl", (tag("div", tag("dt", term), tag("dd", value)) for term, value in _facts(view)), class_="key"),
        class_="top",
    )


def _count(entry: Table) -> Markup:
    return tag("li", link([tag("b", f"{entry.total:,}"), " ", entry.title.lower()], entry.name))


def _facts(view: View) -> Iterator[tuple[str, object]]:
    body = view.descriptor
    yield "Rows", f"{sum(entry.total for entry in view.tables.values()):,} in {len(view.tables)} tables"
    if body.get("version"):
        yield "Version", body["version"]
    if body.get("created"):
        yield "Released", tag("time", _day(body["created"]), datetime=body["created"])
    if body.get("licenses"):
        yield "Licence", listed(_licence(entry) for entry in body["licenses"])
    if body.get("homepage"):
        yield "Home", tag("a", str(body["homepage"]).partition("://")[2].rstrip("/"), href=body["homepage"])
    if body.get("contributors"):
        yield "By", listed(entry["title"] for entry in body["contributors"])
    yield "Source", _source(view)
    if body.get("temporal"):
        yield "Records dated", f"{_day(body['temporal']['start'])} to {_day(body['temporal']['end'])}"


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso[:10]))


def _licence(entry: Mapping[str, Any]) -> object:
    name = entry.get("title") or entry.get("name") or entry["path"]
    return tag("a", name, href=entry["path"]) if "path" in entry else name


def _source(view: View) -> Markup:
    count = view.total("sources")
    if count != 1:
        return link(f"{count:,} articles", "sources")
    row = view.rows("sources")[0]
    dated = f" of {day(row['document_date'])}" if row["title"] and row["document_date"] else ""
    title = link(article(row), "text" if view.whole else "sources")
    return join("1 article: ", title, dated, f", {row['publisher'] or 'publisher unknown'}")


def downloads(view: View) -> Markup:
    """Every file of the package with its size, and the checksums in the form that sha256sum checks."""
    head = ("Table", "Rows", "Columns", *FORMATS.values())
    files = table(head, map(_files, view.tables.values()), numeric=head[1:])
    return section(
        "download",
        "Every table as CSV and as Parquet, with its size and the first digits of its SHA-256.",
        _archive(view.archive),
        scroll("Files of the tables", files),
        tag(
            "p",
            "Everything is described in ",
            tag("a", "datapackage.json", href="datapackage.json", download=True),
            " (Data Package v2) and ",
            tag("a", "croissant.json", href="croissant.json", download=True),
            ". What each column means stands in the ",
            tag("a", "data dictionary", href="data/README.md"),
            ".",
        ),
        tag(
            "details",
            tag("summary", "Checksums (SHA-256) of all files"),
            tag(
                "p",
                "Saved as SHA256SUMS beside this page, they are checked by ",
                tag("code", "sha256sum -c SHA256SUMS"),
                ".",
            ),
            tag("pre", tag("code", "".join(_sums(view))), tabindex="0"),
        ),
    )


def _archive(bundle: Bundle | None) -> Markup | None:
    if bundle is None:
        return None
    name, about = bundle.path.rpartition("/")[2], f"{size(bundle.bytes)}, {bundle.files} files, SHA-256 "
    digest = tag("code", bundle.sha256[:8], title=f"SHA-256 {bundle.sha256}")
    link = tag("a", name, href=bundle.path, download=True)
    return tag("p", "All in one: ", link, " ", tag("small", about, digest), class_="all")


def _files(entry: Table) -> Markup:
    files = {str(resource["path"]).rpartition(".")[2]: resource for resource in entry.resources}
    return tag(
        "tr",
        tag("th", link(entry.title, entry.name), tag("small", _summary(entry)), scope="row"),
        tag("td", f"{entry.total:,}", class_="n"),
        tag("td", len(entry.fields), class_="n"),
        (tag("td", _file(files[key], word) if key in files else None, class_="n") for key, word in FORMATS.items()),
    )


def _summary(entry: Table) -> str:
    """The first sentence of the description: what one row is."""
    return str(entry.schema["description"]).partition(". ")[0].rstrip(".")


def _file(resource: Mapping[str, Any], word: str) -> Markup:
    path, bytes_, digest = str(resource["path"]), size(resource["bytes"]), _digest(resource)
    label = f"Download {path.rpartition('/')[2]}, {bytes_}"
    return join(
        tag("a", f"{word} {bytes_}", href=path, download=True, aria_label=label),
        tag("small", tag("code", digest[:8], title=f"SHA-256 {digest}")),
    )


def _digest(resource: Mapping[str, Any]) -> str:
    return str(resource["hash"]).removeprefix("sha256:")


def _sums(view: View) -> Iterator[str]:
    for resource in view.descriptor["resources"]:
        yield f"{_digest(resource)}  {resource['path']}\n"
    if view.archive is not None:
        yield f"{view.archive.sha256}  {view.archive.path}\n"
