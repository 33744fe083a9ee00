"""The built front end: the staff's dashboard at `/`, the clients' store at `/store`, and what both load."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from atrium.asgi import Header, Receive, Scope, Send, header_fields, reply

FOREVER: Header = (b"cache-control", b"public, max-age=31536000, immutable")  # its name changes with its content
ASK_AGAIN: Header = (b"cache-control", b"no-cache")
ENCODINGS = {"br": ".br", "gzip": ".gz"}  # the smaller first
PLAIN = b"text/plain; charset=utf-8"
TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json"}
DASHBOARD, STORE = "/index.html", "/store/index.html"


@dataclass(frozen=True, slots=True)
class Page:
    """One file, with the compressed forms that the build left beside it."""

    body: bytes
    content_type: bytes
    tag: bytes
    compressed: Mapping[str, bytes]


class Pages:
    """An ASGI application for everything that `dist` holds; read once, so no path can lead outside.

    What a person navigates to and is no file is the dashboard's or the store's page, for those have addresses of their
    own. Anything else unknown is 404.
    """

    def __init__(self, dist: Path) -> None:
        self._pages = {f"/{path.relative_to(dist).as_posix()}": _read(path) for path in _files(dist)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = header_fields(scope)
        if scope["method"] not in ("GET", "HEAD"):
            await reply(send, 405, PLAIN, b"Pages are only read.\n", (b"allow", b"GET, HEAD"))
            return
        path = scope["path"]
        page = self._pages.get(path) or self._fallback(path, headers)
        if page is not None:
            await _send(scope, send, page, headers, FOREVER if path.startswith("/assets/") else ASK_AGAIN)
        elif DASHBOARD not in self._pages and _is_page(path, headers):
            await reply(send, 503, PLAIN, b"The pages have not been built yet: run `make run`.\n", ASK_AGAIN)
        else:
            await reply(send, 404, PLAIN, b"There is nothing here.\n", ASK_AGAIN)

    def _fallback(self, path: str, headers: Mapping[str, str]) -> Page | None:
        if not _is_page(path, headers):
            return None
        return self._pages.get(STORE if f"{path}/".startswith("/store/") else DASHBOARD)


def _is_page(path: str, headers: Mapping[str, str]) -> bool:
    """Whether a person goes there: no file's name, and a browser that wants to show it."""
    if path in ("/", "/store", "/store/"):
        return True
    if path.startswith("/assets/") or "." in path.rpartition("/")[2]:
        return False
    mode = headers.get("sec-fetch-mode")
    return mode == "navigate" if mode else "text/html" in headers.get("accept", "")


def _files(dist: Path) -> list[Path]:
    compressed = tuple(ENCODINGS.values())
    return [path for path in dist.rglob("*") if path.is_file() and path.suffix not in compressed]


def _read(path: Path) -> Page:
    body = path.read_bytes()
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else ""
    beside = {name: path.with_name(path.name + suffix) for name, suffix in ENCODINGS.items()}
    return Page(
        body=body,
        content_type=f"{kind}{charset}".encode(),
        tag=f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'.encode(),
        compressed={name: file.read_bytes() for name, file in beside.items() if file.is_file()},
    )


async def _send(scope: Scope, send: Send, page: Page, headers: Mapping[str, str], lifetime: Header) -> None:
    about: list[Header] = [lifetime, (b"etag", page.tag), (b"vary", b"accept-encoding")]
    if page.tag.decode() in headers.get("if-none-match", ""):
        await _start(send, 304, about, b"")
        return
    encoding = next((name for name in _accepted(headers.get("accept-encoding", "")) if name in page.compressed), None)
    body = page.compressed[encoding] if encoding else page.body
    if encoding:
        about.append((b"content-encoding", encoding.encode()))
    about += [(b"content-type", page.content_type), (b"content-length", b"%d" % len(body))]
    await _start(send, 200, about, b"" if scope["method"] == "HEAD" else body)


async def _start(send: Send, status: int, headers: list[Header], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _accepted(accept_encoding: str) -> list[str]:
    offered = [part.partition(";") for part in accept_encoding.lower().split(",")]
    wanted = {name.strip() for name, _, quality in offered if quality.replace(" ", "") not in ("q=0", "q=0.0")}
    return [name for name in ENCODINGS if name in wanted]
