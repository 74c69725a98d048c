"""The server answers the page of this start, on this machine, and nobody else."""

from __future__ import annotations

import http.client
import json
import re
import socket
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from publisher.curation.browser.server import LARGEST, Server
from publisher.problem import Problem, Refused

ROOT = Path(__file__).parents[3]
ASKED: list[Any] = []


def echo(asked: Any) -> tuple[HTTPStatus, dict[str, Any]]:
    ASKED.append(asked)
    return HTTPStatus.OK, {"asked": asked}


def refused(_: Any) -> tuple[HTTPStatus, dict[str, Any]]:
    raise Refused([Problem("a.toml", "is wrong")])


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server({"/api/echo": echo, "/api/refused": refused}) as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    ASKED.clear()


def ask(
    server: Server, method: str = "POST", path: str = "/api/echo", body: bytes = b"{}", **headers: str | None
) -> Any:
    """Status, headers and body of the answer to the page's own request, but for what is given; None leaves out."""
    own = {"Host": server.origin[7:], "Origin": server.origin, "X-Token": server.token}
    own |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in (own | given).items():
        if value is not None and (method == "POST" or name in ("Host", *given)):
            connection.putheader(name, value)
    connection.endheaders(body if method == "POST" else None)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def test_the_page_of_this_start_is_answered(server: Server) -> None:
    status, headers, body = ask(server, body=b'{"a": "\xf0\x9f\xa6\x80"}')
    assert (status, json.loads(body)) == (200, {"asked": {"a": "🦀"}})
    assert headers["Content-Type"] == "application/json; charset=utf-8"


def test_it_listens_on_this_machine_alone_and_on_a_port_of_its_own(server: Server) -> None:
    host, port = server.server_address[:2]
    assert (host, port > 1023) == ("127.0.0.1", True)
    with Server({}) as other:
        assert other.server_address[1] != port
        assert other.token != server.token
    assert len(server.token) > 40
    assert server.url == f"http://127.0.0.1:{port}/#{server.token}"


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", "", None, "[::1]"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_host_is_refused(server: Server, host: str | None, method: str) -> None:
    """A name that somebody points at this machine (DNS rebinding) is another host."""
    assert ask(server, method, "/" if method == "GET" else "/api/echo", Host=host)[0] == 421
    assert ASKED == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", None, "http://localhost", "http://127.0.0.1"])
def test_another_origin_is_refused(server: Server, origin: str | None) -> None:
    assert ask(server, Origin=origin)[0] == 403
    assert ASKED == []


@pytest.mark.parametrize("token", ["", None, "x", "é"])
def test_another_token_is_refused(server: Server, token: str | None) -> None:
    assert ask(server, X_Token=token)[0] == 403
    assert ask(server, X_Token=server.token[:-1])[0] == 403
    assert ASKED == []


def test_the_token_is_compared_in_constant_time() -> None:
    source = (ROOT / "publisher" / "curation" / "browser" / "server.py").read_text("utf-8")
    assert "hmac.compare_digest(given, self.server.token" in source
    assert "token ==" not in source and "== self.server.token" not in source


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None, ""])
def test_only_json_is_read(server: Server, kind: str | None) -> None:
    """A form of another page can send these without asking."""
    assert ask(server, Content_Type=kind)[0] == 415
    assert ASKED == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"3", b"null", b"\xff", b"[" * 100_000, b'{"a": 1' + b"0" * 5000 + b"}"]
)
def test_what_is_no_json_object_is_refused(server: Server, body: bytes) -> None:
    assert ask(server, body=body)[0] == 400
    assert ASKED == []


@pytest.mark.parametrize(
    ("length", "status"),
    [(str(LARGEST + 1), 413), ("9" * 5000, 413), ("-1", 411), ("x", 411), (None, 411), ("+2", 411), ("٢", 411)],
)
def test_a_body_has_a_length_that_is_not_too_large(server: Server, length: str | None, status: int) -> None:
    if length == "٢":
        length = "٢".encode().decode("latin-1")
    assert ask(server, Content_Length=length)[0] == status
    assert ask(server, Transfer_Encoding="chunked")[0] == 411
    assert ASKED == []


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
def test_there_is_no_other_method_and_no_leave_for_other_origins(server: Server, method: str) -> None:
    status, headers, _ = ask(server, method, "/api/echo", Origin="https://evil.example")
    assert status == 501
    assert not [name for name in headers if name.lower().startswith("access-control")]


def test_no_answer_gives_leave_to_other_origins(server: Server) -> None:
    for answer in (ask(server), ask(server, "GET", "/"), ask(server, X_Token=None)):
        assert not [name for name in answer[1] if name.lower().startswith("access-control")]


def test_the_page_runs_nothing_of_others_and_is_shown_in_no_other_page(server: Server) -> None:
    for answer in (ask(server), ask(server, "GET", "/"), ask(server, "GET", "/nothing"), ask(server, Origin=None)):
        policy = answer[1]["Content-Security-Policy"].split("; ")
        assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'none'"} <= set(
            policy
        )
        assert "unsafe" not in answer[1]["Content-Security-Policy"]
        assert answer[1]["X-Content-Type-Options"] == "nosniff"
        assert answer[1]["Cache-Control"] == "no-store"
        assert answer[1]["Referrer-Policy"] == "no-referrer"


PAGE = ROOT / "publisher" / "curation" / "browser" / "page"


def test_the_page_is_a_fixed_list_of_files(server: Server) -> None:
    assert {path.lstrip("/") for path in server.page} == {"", *(path.name for path in PAGE.iterdir())}
    for path, (_, content) in server.page.items():
        assert ask(server, "GET", path)[2] == content
        status, _, body = ask(server, "HEAD", path)
        assert (status, body) == (200, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../server.py",
        "/%2e%2e/server.py",
        "//etc/passwd",
        "/page/main.js",
        "/main.js?x",
        "/api/echo",
        "/index.html/",
        "*",
    ],
)
def test_no_path_of_a_request_is_looked_up(server: Server, path: str) -> None:
    assert ask(server, "GET", path)[0] == 404
    assert ask(server, "POST", path if path != "/api/echo" else "/api")[0] == 404
    assert ASKED == []


def test_the_page_has_no_script_and_no_style_within() -> None:
    html = (PAGE / "index.html").read_text("utf-8")
    assert not re.findall(r"<script(?![^>]* src=)[^>]*>|<style|\sstyle=|\son\w+=", html)
    for path in PAGE.glob("*.js"):
        source = path.read_text("utf-8")
        risky = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "//cdn")
        assert [word for word in risky if word in source] == []


def test_a_fault_of_the_files_is_told_in_one_line(server: Server) -> None:
    status, _, body = ask(server, path="/api/refused")
    assert (status, json.loads(body)) == (400, {"error": "a.toml: is wrong"})


def test_what_is_no_http_ends_the_connection(server: Server) -> None:
    for said in (
        b"\x00\xff\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n",
        b"G" * 70_000,
    ):
        with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=10) as connection:
            connection.sendall(said)
            assert b"200 OK" not in connection.recv(100)
    assert ask(server)[0] == 200


def test_a_refused_request_is_the_last_of_its_connection(server: Server) -> None:
    """Else its body would be taken for the next request."""
    inner = b"POST /api/echo HTTP/1.1\r\n\r\n"
    head = f"POST /api/echo HTTP/1.1\r\nHost: evil\r\nContent-Length: {len(inner)}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=10) as connection:
        connection.sendall(head + inner)
        answer = b""
        while piece := connection.recv(4096):
            answer += piece
    assert answer.count(b"HTTP/1.1 ") == 1 and b"421" in answer
    assert ASKED == []
