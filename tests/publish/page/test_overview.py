"""The top of the page and the list of files: what people look for first."""

from __future__ import annotations

from page_case import EVIDENCE, ROWS, Element, Package


def test_what_people_look_for_first_is_first(tree: Element, made: Package) -> None:
    header = tree.find("header")
    assert header.find("p").text == "Dataset quay-records"
    total = sum(len(rows) for rows in ROWS.values())
    for words in (
        "What was said about a quay.",
        f"{total} in 9 tables",
        "1.2.3",
        "10 May 2031",
        "CC0",
        "Quay Group & Co",
    ):
        assert words in header.text
    assert header.find("h1").text == made.descriptor["title"]
    assert "1 article: Article of 9 May 2031, publisher unknown" in header.text


def test_every_file_can_be_downloaded_with_size_rows_and_hash(tree: Element, made: Package) -> None:
    section = tree.find("section", id="download")
    links = {link.attributes["href"]: link for link in section.every("a") if "download" in link.attributes}
    for resource in made.descriptor["resources"]:
        link = links[resource["path"]]
        assert f"{resource['bytes']}\u00a0B" in link.text or f"{resource['bytes'] / 1000:.1f}\u00a0kB" in link.text
        assert f"{resource['hash'].removeprefix('sha256:')}  {resource['path']}\n" in section.find("pre").text
        assert (made.folder / resource["path"]).is_file()
    assert {"datapackage.json", "croissant.json"} <= set(links)
    rows = {row.find("a").text: row.find("td").text for row in section.find("tbody").children}
    assert rows["Evidence"] == str(len(EVIDENCE))
