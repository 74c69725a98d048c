"""`build.py import`: what people hold becomes an archive; what cannot be read is told and left out."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from publisher.importing.convert import Imported, convert
from publisher.importing.entries import columns
from publisher.problem import Refused

PARAGRAPHS = (
    "BERGEN, March 5 — Talks on the harbour ended on Tuesday without a result, the ministry said in a statement.",
    "“We will not accept a single tonne above the limit,” said Ingrid Solberg & her deputy, who left with 12 advisers.",
    "More than 300 fishermen marched through the city, according to police, and the port was closed on Monday. 😀",
)


def page(address: str = "", date: str = "2024-03-05T10:00:00Z") -> bytes:
    body = "".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in PARAGRAPHS)
    link = f'<link rel="canonical" href="{address}">' if address else ""
    return (
        '<!doctype html><html><head><meta charset="utf-8"><meta property="og:title" content="Harbour talks end">'
        f'<meta property="article:published_time" content="{date}">{link}</head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>Harbour talks end</h1>{body}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def crawl(*pages: tuple[str, str, bytes]) -> bytes:
    """A packed WARC of answers: address, status and type, body."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    for address, told, body in pages:
        status, _, kind = told.partition(" ")
        headers = StatusAndHeaders(f"{status} X", [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", io.BytesIO(body), http_headers=headers))
    return file.getvalue()


def imported(
    folder: Path, source: str, named: Mapping[str, str] | None = None, *, html: bool = False
) -> tuple[Imported, list[dict[str, Any]]]:
    out = folder / "archive.jsonl"
    made = convert([folder / source], out, columns(named or {}, html))
    return made, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_a_page(tmp_path: Path) -> None:
    raw = page("https://example.org/harbour")
    (tmp_path / "a.html").write_bytes(raw)
    made, (entry,) = imported(tmp_path, "a.html")
    assert entry.pop("reader").startswith("trafilatura ")
    assert entry == {
        "doc_id": "https://example.org/harbour",
        "text": "\n".join(PARAGRAPHS),
        "doc_date": "2024-03-05",
        "title": "Harbour talks end",
        "url": "https://example.org/harbour",
        "publisher": "example.org",
        "raw_sha256": hashlib.sha256(raw).hexdigest(),
    }
    assert made.lines == []


def test_a_page_without_an_address_is_called_as_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    _, (entry,) = imported(tmp_path, "a.html")
    assert entry["doc_id"] == "a.html"


LATIN = "Die Hafenarbeiter zählen 12 Körbe, „wie jeden März“, sagte Zoë."


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),  # as browsers read it
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ('<meta charset="iso-8859-1">', "utf-8"),  # what is UTF-8 is that, whatever it states
        ("", "utf-16"),
        ("", "utf-8-sig"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_states(head: str, encoding: str, tmp_path: Path) -> None:
    article = f"<article><h1>Hafen</h1>{f'<p>{LATIN}</p>' * 3}</article>"
    html = f"<html><head>{head}<title>Hafen</title></head><body>{article}</body></html>"
    (tmp_path / "a.html").write_bytes(html.encode(encoding))
    _, (entry,) = imported(tmp_path, "a.html")
    assert LATIN in entry["text"]


@pytest.mark.parametrize("stated", ["", "klingon", "base64"])
def test_a_page_of_an_unknown_encoding_is_left_out(stated: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.html").write_bytes(page())
    head = f'<meta charset="{stated}">' if stated else ""
    (tmp_path / "in/b.html").write_bytes(
        f"<html><head>{head}</head><body><p>{LATIN}</p></body></html>".encode("cp1252")
    )
    made, _ = imported(tmp_path, "in")
    assert made.lines == ["left out: b.html: is not UTF-8, and states no encoding that is known; save it as UTF-8"]


def test_a_page_of_a_crawl_has_the_encoding_that_its_server_states(tmp_path: Path) -> None:
    html = f"<html><body><article><h1>Hafen</h1>{f'<p>{LATIN}</p>' * 3}</article></body></html>".encode("cp1252")
    (tmp_path / "a.warc.gz").write_bytes(crawl(("https://e.org/1", "200 text/html; charset=windows-1252", html)))
    _, (entry,) = imported(tmp_path, "a.warc.gz")
    assert LATIN in entry["text"]


def test_a_part_of_the_title_is_no_publisher(tmp_path: Path) -> None:
    raw = page().replace(b"<head>", b"<head><title>Talks in St. Ives end - The Quay</title>")
    (tmp_path / "a.html").write_bytes(raw.replace(b"Harbour talks end", b"Talks in St. Ives end"))
    _, (entry,) = imported(tmp_path, "a.html")
    assert (entry["title"], entry.get("publisher")) == ("Talks in St. Ives end", None)


def test_a_folder_with_a_page_that_is_none_and_a_file_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/deep/a.htm").write_bytes(page())
    (tmp_path / "in/b.html").write_text("nothing")
    (tmp_path / "in/c.doc").write_text("nothing")
    (tmp_path / "in/link.html").symlink_to(tmp_path / "in/deep/a.htm")
    made, entries = imported(tmp_path, "in")
    assert [entry["doc_id"] for entry in entries] == ["a.htm"]
    assert made.lines == [
        "left out: b.html: no article was found in the page",
        "not read, because of another kind: c.doc",
    ]


def test_a_crawl(tmp_path: Path) -> None:
    records = crawl(
        ("https://e.org/1", "200 text/html; charset=utf-8", page()),
        ("https://e.org/picture", "200 image/png", b"\x89PNG"),
        ("https://e.org/gone", "404 text/html", page()),
        ("https://e.org/empty", "200 text/html", b"<html></html>"),
    )
    (tmp_path / "a.warc.gz").write_bytes(records)
    made, (entry,) = imported(tmp_path, "a.warc.gz")
    assert (entry["doc_id"], entry["text"]) == ("https://e.org/1", "\n".join(PARAGRAPHS))
    assert made.lines == ["left out: a.warc.gz: record 4 (https://e.org/empty): no article was found in the page"]


def test_a_crawl_that_is_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    whole = crawl(("https://e.org/1", "200 text/html", page()), ("https://e.org/2", "200 text/html", page()))
    (tmp_path / "a.warc.gz").write_bytes(whole[:-60])
    made, entries = imported(tmp_path, "a.warc.gz")
    assert entries[0]["doc_id"] == "https://e.org/1"
    assert len(entries) + len(made.bad) == 2


@pytest.mark.parametrize("packed", [False, True])
def test_a_table_with_columns_of_its_own(packed: bool, tmp_path: Path) -> None:
    rows = [
        "nr,body,day",
        '7,"Ann said ""no"".',
        'She left.",Thu',
        "8,Two.,2024-05-02T23:00:00-10:00",
        "8,Three.,",
        "9,,",
    ]
    text = "\ufeff" + "".join(f"{row}\r\n" for row in rows)
    raw = text.encode()
    (tmp_path / ("t.csv.gz" if packed else "t.csv")).write_bytes(gzip.compress(raw) if packed else raw)
    made, entries = imported(
        tmp_path, "t.csv.gz" if packed else "t.csv", {"doc_id": "nr", "text": "body", "doc_date": "day"}
    )
    assert [(entry["doc_id"], entry["text"], entry.get("doc_date")) for entry in entries] == [
        ("8", "Two.", "2024-05-02")
    ]
    assert [bad.place.partition(": ")[2] for bad in made.bad] == ["line 3", "line 5", "line 6"]
    assert [
        next(part for part in ("doc_date is", "as t.csv", "has no text") if part in bad.why) for bad in made.bad
    ] == ["doc_date is", "as t.csv", "has no text"]


def test_json_lines_with_keys_of_their_own(tmp_path: Path) -> None:
    lines = [{"id": 5, "body": "One\r\ntwo."}, {"id": "b", "body": ["x"]}, {"id": "c"}, "[1]"]
    (tmp_path / "a.ndjson").write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    made, (entry,) = imported(tmp_path, "a.ndjson", {"doc_id": "id", "text": "body"})
    assert (entry["doc_id"], entry["text"]) == ("5", "One\ntwo.")
    assert [bad.why for bad in made.bad] == ["body is ['x']; write a text", 'has no "body"', "is no JSON object"]


def test_a_key_that_is_not_needed_may_be_missing_in_a_line_but_not_in_all(tmp_path: Path) -> None:
    lines = [{"doc_id": "1", "text": "One 😀", "medio": "The Quay"}, {"doc_id": "2", "text": "Two"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    made, entries = imported(tmp_path, "a.jsonl", {"publisher": "medio"})
    assert made.summary.endswith("archive.jsonl: 2 articles")
    assert [entry.get("publisher") for entry in entries] == ["The Quay", None]
    (tmp_path / "archive.jsonl").unlink()
    with pytest.raises(Refused, match=r"a\.jsonl: no line has medoi; correct the option that names it"):
        imported(tmp_path, "a.jsonl", {"publisher": "medoi"})
    assert not (tmp_path / "archive.jsonl").exists()


def test_a_row_that_is_not_as_wide_as_the_header_is_left_out(tmp_path: Path) -> None:
    """An unquoted comma in a text would put all cells behind it into other columns."""
    (tmp_path / "a.csv").write_text("doc_id,text,title\n1,One,A\n2,Two, and more,B\n3,Three\n4,Four,\n")
    made, entries = imported(tmp_path, "a.csv")
    assert [entry["doc_id"] for entry in entries] == ["1", "4"]
    assert made.summary.endswith("archive.jsonl: 2 articles; left out: 2")
    quoted = "a cell with a separator in it needs quotation marks"
    assert made.lines == [
        f"left out: a.csv: line 3: has 4 cells, the header 3; {quoted}",
        f"left out: a.csv: line 4: has 2 cells, the header 3; {quoted}",
        'without a date: 2 articles, "1", "4"',
    ]


def test_a_header_without_a_comma_may_have_semicolons(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes('\ufeffdoc_id;text\r\n1;"One, two; 😀"\r\n'.encode())
    _, entries = imported(tmp_path, "a.csv")
    assert [(entry["doc_id"], entry["text"]) for entry in entries] == [("1", "One, two; 😀")]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"doc_id,text,text\n1,a,b\n", 'a.csv: has the column "text" twice; rename one'),
        (b"doc_id,text\n1,a\xf1o\n", "a.csv: byte 0xf1 is not UTF-8; save the table as UTF-8 and read all of it again"),
        (b"", "a.csv: no column doc_id; no column text; --id, --text name the columns. The table has: "),
    ],
)
def test_a_table_that_cannot_be_read(raw: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(raw)
    with pytest.raises(Refused) as refused:
        imported(tmp_path, "a.csv")
    assert str(refused.value.problems[0]) == says


def test_html_in_a_table(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("doc_id\ttext\na\t<p>Ann &amp; Bo said <b>no</b>.</p><p>They left.</p>\n")
    _, (entry,) = imported(tmp_path, "t.tsv", html=True)
    assert entry["text"].split("\n") == ["Ann & Bo said no.", "They left."]


@pytest.mark.parametrize(
    "feed",
    [
        "<rss><channel><item><guid>x1</guid><title>No</title><link>https://e.org/1</link>"
        "<pubDate>Thu, 02 May 2024 10:00:00 +0000</pubDate>"
        "<description>&lt;p&gt;Ann said no.&lt;/p&gt;</description></item><item><guid>x2</guid></item></channel></rss>",
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>x1</id><title>No</title><link href="https://e.org/1"/>'
        "<published>2024-05-02T10:00:00Z</published><summary>Short.</summary>"
        '<content type="html">&lt;p&gt;Ann said no.&lt;/p&gt;</content></entry><entry><id>x2</id></entry></feed>',
    ],
)
def test_feeds(feed: str, tmp_path: Path) -> None:
    (tmp_path / "f.xml").write_text(feed)
    made, (entry,) = imported(tmp_path, "f.xml")
    assert {key: entry[key] for key in ("doc_id", "text", "doc_date", "title", "url")} == {
        "doc_id": "x1",
        "text": "Ann said no.",
        "doc_date": "2024-05-02",
        "title": "No",
        "url": "https://e.org/1",
    }
    assert made.lines == ["left out: f.xml: entry 2: has no text"]


def test_a_feed_that_asks_for_files_gets_none(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "f.rss").write_text(
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><rss><channel><item><guid>1</guid>'
        "<description>&x; and more words</description></item></channel></rss>"
    )
    _, (entry,) = imported(tmp_path, "f.rss")
    assert "secret" not in entry["text"]


@pytest.mark.parametrize(
    ("name", "content", "named", "told"),
    [
        ("t.csv", "id,bdy\n", {"text": "body"}, 'no column body (did you mean "bdy"?)'),
        ("t.csv", 'doc_id,text\n1,"open\n', {}, "cannot be read from here on"),
        ("f.xml", "<rss>", {}, "is no XML"),
        ("f.xml", "<a/>", {}, "holds no entry of RSS or Atom"),
        ("t.jsonl.gz", "doc_id", {}, "the packed file is damaged"),
        ("t.pdf", "x", {}, "is of no kind that can be read"),
        ("t.jsonl", "", {}, "no article was found; nothing was written"),
    ],
)
def test_what_cannot_be_read_is_refused(
    name: str, content: str, named: dict[str, str], told: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(Refused, match=r"(?s).") as refused:
        imported(tmp_path, name, named)
    assert told in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "archive.jsonl").write_text("mine")
    with pytest.raises(Refused, match="exists already"):
        imported(tmp_path, "a.html")
    assert (tmp_path / "archive.jsonl").read_text() == "mine"


def row(**values: object) -> str:
    return json.dumps({"doc_id": "a", "text": "One tonne.", **values}) + "\n"


def test_whether_a_text_may_be_shown_goes_with_it(tmp_path: Path) -> None:
    (tmp_path / "wire.jsonl").write_text(row(publish_text=False) + row(doc_id="b", publish_text="true"))
    _, lines = imported(tmp_path, "wire.jsonl")
    assert [line["publish_text"] for line in lines] == [False, True]


def test_of_a_date_in_another_form_it_names_the_option(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("doc_id,text,doc_date\n1,Rain.,31.12.2024\n2,Snow.,2024-12-31\n")
    made, _ = imported(tmp_path, "a.csv")
    assert [bad.why.rpartition("; ")[2] for bad in made.bad] == ["--date-format says how a table writes dates"]


def test_dates_in_another_form_are_one_line(tmp_path: Path) -> None:
    """A table in which all dates are like that has thousands of them."""
    rows = "".join(f"{n},Rain.,{n}/5/2024\n" for n in range(1, 6))
    (tmp_path / "a.csv").write_text(f"doc_id,text,doc_date\n{rows}6,Snow.,2024-05-06\n")
    (told,) = imported(tmp_path, "a.csv")[0].lines
    assert told.startswith(
        'left out: a.csv: 5 articles (line 2, line 3, line 4 and 2 more): doc_date is "1/5/2024" ...; '
    )
    (tmp_path / "a.csv").write_text(f"doc_id,text,doc_date\n{rows}")
    with pytest.raises(Refused) as refused:
        convert([tmp_path / "a.csv"], tmp_path / "other.jsonl", columns({}))
    assert len(refused.value.problems) == 2


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"publish_text": "sim"}, 'publish_text is "sim"; write true or false'),
        ({"language": "klingon"}, 'language "klingon"'),
    ],
)
def test_what_the_build_would_leave_out_is_left_out_here(value: dict[str, Any], says: str, tmp_path: Path) -> None:
    (tmp_path / "wire.jsonl").write_text(row(doc_id="b") + row(**value))
    made, lines = imported(tmp_path, "wire.jsonl")
    assert [line["doc_id"] for line in lines] == ["b"]
    assert made.lines[0].startswith("left out: wire.jsonl: line 2: ") and says in made.lines[0]


def test_two_names_of_one_article(tmp_path: Path) -> None:
    """Also where the first of them is left out: the second must not take its place in silence."""
    rows = [row(doc_id="c2"), row(doc_id="C2"), row(doc_id="d", doc_date="May"), row(doc_id="d"), row(doc_id="e")]
    (tmp_path / "wire.jsonl").write_text("".join(rows))
    made, lines = imported(tmp_path, "wire.jsonl")
    assert [line["doc_id"] for line in lines] == ["c2", "e"]
    assert [line for line in made.lines if "line 3" not in line.partition("; ")[0]][:1] == [
        'left out: wire.jsonl: line 2: has the doc_id "C2", too like "c2" of wire.jsonl: line 1: give it another one'
    ]
    assert 'left out: wire.jsonl: line 4: has the doc_id "d", as wire.jsonl: line 3 has' in made.lines


def test_columns_that_are_not_used_and_texts_with_html_are_told(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("doc_id,text,section,free\na,<p>One tonne.</p>,Home,1\nb,Two.,Home,0\n")
    made, lines = imported(tmp_path, "table.csv")
    assert [line["text"] for line in lines] == ["<p>One tonne.</p>", "Two."]
    assert made.lines == [
        "not used: the columns free, section",
        "1 text has HTML: remove archive.jsonl and import again with --html",
        'without a date: 2 articles, "a", "b"',
    ]


def test_dates_in_a_form_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("doc_id,text,doc_date\na,One.,05/03/2024\nb,Two.,2024-03-05\n")
    out = tmp_path / "archive.jsonl"
    made = convert([tmp_path / "table.csv"], out, columns({}, date_format="%d/%m/%Y"))
    assert json.loads(out.read_text("utf-8"))["doc_date"] == "2024-03-05"
    assert made.lines == [
        'left out: table.csv: line 3: doc_date is "2024-03-05", not in the form of --date-format (%d/%m/%Y)'
    ]


def test_dates_in_a_form_of_their_own_in_json_lines(tmp_path: Path) -> None:
    (tmp_path / "wire.jsonl").write_text(row(doc_date="05/03/2024"))
    convert([tmp_path / "wire.jsonl"], tmp_path / "archive.jsonl", columns({}, date_format="%d/%m/%Y"))
    assert json.loads((tmp_path / "archive.jsonl").read_text("utf-8"))["doc_date"] == "2024-03-05"


NAMED = {"doc_id": "Datei", "doc_date": "Datum", "title": "Titel"}


def with_table(folder: Path, table: str, *files: str) -> tuple[Imported, list[dict[str, Any]]]:
    """What becomes of pages without a date, and of a table about them."""
    (folder / "in").mkdir()
    for name in files:
        (folder / "in" / name).write_bytes(page(date=""))
    (folder / "about.csv").write_text(table, encoding="utf-8")
    out = folder / "archive.jsonl"
    made = convert([folder / "in"], out, columns(NAMED, date_format="%d.%m.%Y"), folder / "about.csv")
    return made, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_a_table_tells_more_of_pages(tmp_path: Path) -> None:
    table = "Datei;Datum;Titel;Regal\na.html;05.03.2024;;3\nb.html;06.03.2024;Häfen;4\nc.html;07.03.2024;Gone;4\n"
    made, entries = with_table(tmp_path, table, "a.html", "b.html", "d.html")
    assert [(entry["doc_id"], entry.get("doc_date"), entry["title"]) for entry in entries] == [
        ("a.html", "2024-03-05", "Harbour talks end"),
        ("b.html", "2024-03-06", "Häfen"),
        ("d.html", None, "Harbour talks end"),
    ]
    assert made.lines == [
        "not used: the columns Regal",
        'about.csv: no article for the row "c.html"',
        'about.csv: no row for "d.html"',
        'without a date: 1 article, "d.html"',
    ]


def test_a_page_is_known_by_its_address_or_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page("https://example.org/harbour"))
    for name in ("https://example.org/harbour", "a.html"):
        (tmp_path / "t.csv").write_text(f"doc_id,doc_date\n{name},2024-01-31\n")
        out = tmp_path / f"{len(name)}.jsonl"
        convert([tmp_path / "a.html"], out, columns({}), tmp_path / "t.csv")
        entry = json.loads(out.read_text("utf-8"))
        assert (entry["doc_id"], entry["doc_date"]) == ("https://example.org/harbour", "2024-01-31")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (
            "Datei,Datum,Titel\na.html,05.03.2024,\na.html,06.03.2024,\n",
            'line 3: Datei is "a.html", as in a row before',
        ),
        ("Datei,Datum,Titel\n,05.03.2024,\n", "line 2: has no Datei"),
        ("Datei,Datum,Titel\na.html,March,\n", 'line 2: Datum is "March", not in the form of --date-format (%d.%m.%Y)'),
        ("Datei,Titel\na.html,\n", 'no column Datum (did you mean "Datei"?); --date names the column'),
        ("Datei,Datum,Titel\n", "has no rows"),
    ],
)
def test_a_table_that_tells_nothing_is_refused(table: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        with_table(tmp_path, table, "a.html")
    assert says in str(refused.value)
    assert not (tmp_path / "archive.jsonl").exists()


def test_only_a_table_tells_of_articles(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    with pytest.raises(Refused, match=r"a\.html: is no table"):
        convert([tmp_path / "a.html"], tmp_path / "archive.jsonl", columns({}), tmp_path / "a.html")
