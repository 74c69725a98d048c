"""The page of one article and what it asks for, over HTTP on this machine alone.

The standard library is enough: six routes, one person, one article. What guards it: it listens on 127.0.0.1 and a port
that the system chooses; Host must be that address (a name that somebody else points here is refused); each POST needs
the Origin of the page, JSON, and the token of this start, which only whoever started it gets; nothing in a request
is a path. The page may load nothing from elsewhere, and may not be shown in another one.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any

from publisher.problem import Refused, printable

HOST = "127.0.0.1"
LARGEST = 1 << 20  # bytes of a request
PATIENCE = 20  # seconds that a request may take to arrive
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
Answer = tuple[HTTPStatus, Mapping[str, Any]]
Routes = Mapping[str, Callable[[Any], Answer]]
"""Path -> what answers the JSON object of a request."""


class Server(ThreadingHTTPServer):
    """Serves the page and the routes. Each route is asked one request at a time only if it sees to that itself."""

    daemon_threads = True

    def __init__(self, routes: Routes) -> None:
        super().__init__((HOST, 0), _Handler)
        self.routes = routes
        self.token = secrets.token_urlsafe(32)
        self.page = _page()

    @cached_property
    def origin(self) -> str:
        """Where the page comes from."""
        return f"http://{HOST}:{self.server_address[1]}"

    @property
    def url(self) -> str:
        """The address of the page, with the token, which a browser does not send on."""
        return f"{self.origin}/#{self.token}"


def _page() -> dict[str, tuple[str, bytes]]:
    """Path -> type and bytes of the files of the page: these and no others are there to be asked for."""
    parts = [part for part in (files(__package__) / "page").iterdir() if part.is_file()]
    found = {f"/{part.name}": part for part in parts if part.name[part.name.rfind(".") :] in _TYPES}
    read = {path: (_TYPES[path[path.rfind(".") :]], part.read_bytes()) for path, part in found.items()}
    return {**read, **({"/": read["/index.html"]} if "/index.html" in read else {})}


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = PATIENCE
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "curate", ""

    def do_GET(self) -> None:
        """A file of the page."""
        if not self._is_here():
            return
        if found := self.server.page.get(self.path):
            self._send(HTTPStatus.OK, *found)
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "there is no such page")

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        """A route."""
        if not self._is_here() or not self._is_ours():
            return
        route = self.server.routes.get(self.path)
        if route is None:
            return self._refuse(HTTPStatus.NOT_FOUND, "there is no such route")
        if (body := self._body()) is None:
            return
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError):
            return self._refuse(HTTPStatus.BAD_REQUEST, "is no JSON")
        if not isinstance(asked, dict):
            return self._refuse(HTTPStatus.BAD_REQUEST, "is no JSON object")
        try:
            status, answer = route(asked)
        except RecursionError:
            return self._refuse(HTTPStatus.BAD_REQUEST, "is nested too deeply")
        except Refused as refused:
            return self._refuse(HTTPStatus.BAD_REQUEST, " ".join(refused.lines))
        except OSError as error:
            return self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, f"{error.filename}: {error.strerror}")
        except Exception:
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, "a fault of this program; the terminal says which")
            raise
        self._send(status, "application/json", json.dumps(answer, ensure_ascii=False).encode())

    def _is_here(self) -> bool:
        """Whether the request names this server by its address; others are refused."""
        if self.headers.get_all("Host") == [self.server.origin.removeprefix("http://")]:
            return True
        self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "this is another host")
        return False

    def _is_ours(self) -> bool:
        """Whether the page of this start sends the request; others are refused."""
        given = self.headers.get("X-Token", "").encode("latin-1", "replace")
        if self.headers.get_all("Origin") != [self.server.origin]:
            self._refuse(HTTPStatus.FORBIDDEN, "only the page of this server may ask")
        elif not hmac.compare_digest(given, self.server.token.encode()):
            self._refuse(
                HTTPStatus.FORBIDDEN, "open the address that the terminal shows: this page is of another start"
            )
        elif self.headers.get_content_type() != "application/json":
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "only JSON is read")
        else:
            return True
        return False

    def _body(self) -> bytes | None:
        """The body of the request; None where it is refused."""
        length = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not length.isascii() or not length.isdigit():
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "say how long it is")
        elif len(length) > len(str(LARGEST)) or int(length) > LARGEST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "is too long")
        else:
            return self.rfile.read(int(length))
        return None

    def _refuse(self, status: HTTPStatus, message: str) -> None:
        """Says why, and ends the connection: what of the request is unread must not be taken for the next one."""
        self.close_connection = True
        self._send(status, "application/json", json.dumps({"error": printable(message)}).encode())

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal is for whoever started it, and nobody else asks."""


def serve(routes: Routes, started: Callable[[str], None]) -> None:
    """Serves until a signal ends the program. started: gets the address."""
    with Server(routes) as server:
        started(server.url)
        server.serve_forever(poll_interval=0.2)
