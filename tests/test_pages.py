"""The built front end: what is a file, what is a page, and for how long a browser may keep it."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from atrium.pages import Pages
from tests.graph.tiny import client_of

NAVIGATION = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8", "sec-fetch-mode": "navigate"}
SCRIPT = b"console.log('a long script');"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    files = {
        "index.html": b"<title>Atrium</title>",
        "store/index.html": b"<title>Store</title>",
        "robots.txt": b"User-agent: *",
        "theme.js": b"theme()",
        "assets/main-1a2b3c.js": SCRIPT,
        "assets/main-1a2b3c.js.br": b"brotli",
        "assets/main-1a2b3c.js.gz": b"gzip",
        "assets/inter-4d5e.woff2": b"font",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


async def get(dist: Path, path: str, headers: dict[str, str] | None = None, method: str = "GET") -> httpx2.Response:
    async with client_of(Pages(dist)) as client:
        given = {"accept": "*/*", "accept-encoding": "identity", **(headers or {})}
        async with client.stream(method, path, headers=given) as answer:
            answer.raw = b"".join([part async for part in answer.aiter_raw()])
            return answer


@pytest.mark.parametrize("path", ["/", "/clients", "/clients/0190-af", "/settings/mailbox", "/storefronts"])
async def test_where_staff_navigate_is_the_dashboards_page(dist: Path, path: str):
    answer = await get(dist, path, NAVIGATION)

    assert (answer.status_code, answer.raw) == (200, b"<title>Atrium</title>")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/store", "/store/", "/store/verify", "/store/account/orders"])
async def test_where_clients_navigate_is_the_stores_page(dist: Path, path: str):
    answer = await get(dist, path, NAVIGATION)

    assert (answer.status_code, answer.raw) == (200, b"<title>Store</title>")


async def test_a_browser_without_fetch_metadata_navigates_by_what_it_accepts(dist: Path):
    assert (await get(dist, "/clients", {"accept": "text/html"})).status_code == 200


@pytest.mark.parametrize("path", ["/", "/store"])
async def test_the_two_front_pages_are_for_everyone(dist: Path, path: str):
    assert (await get(dist, path)).status_code == 200


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/assets/gone-9f8e.js", NAVIGATION),
        ("/assets/", NAVIGATION),
        ("/ads.txt", NAVIGATION),
        ("/favicon.ico", NAVIGATION),
        ("/.env", NAVIGATION),
        ("/store/missing.css", NAVIGATION),
        ("/clients", {}),
        ("/clients", {"accept": "text/html", "sec-fetch-mode": "cors"}),
        ("/clients", {"accept": "application/json"}),
        ("/..%2f..%2fetc/passwd", {}),
        ("/assets/..%2f..%2f..%2fetc%2fpasswd", NAVIGATION),
        ("/%00", {}),
    ],
)
async def test_what_is_no_page_and_no_file_is_not_found(dist: Path, path: str, headers: dict[str, str]):
    answer = await get(dist, path, headers)

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/plain")


async def test_a_file_outside_of_the_build_cannot_be_reached(dist: Path):
    (dist.parent / "secret").write_text("secret")

    for path in ("/../secret", "/assets/../../secret", "/%2e%2e/secret"):
        assert (await get(dist, path)).status_code == 404


async def test_files_with_their_content_in_their_name_are_kept_for_ever(dist: Path):
    answer = await get(dist, "/assets/main-1a2b3c.js")

    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize("path", ["/theme.js", "/robots.txt", "/index.html"])
async def test_files_with_lasting_names_are_asked_for_again(dist: Path, path: str):
    assert (await get(dist, path)).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("gzip, deflate, br", "br", b"brotli"),
        ("gzip", "gzip", b"gzip"),
        ("br;q=0, gzip;q=0.5", "gzip", b"gzip"),
        ("br; q=0", None, SCRIPT),
        ("identity", None, SCRIPT),
        ("zstd", None, SCRIPT),
    ],
)
async def test_what_the_build_compressed_is_sent_compressed(
    dist: Path, accepted: str, encoding: str | None, body: bytes
):
    answer = await get(dist, "/assets/main-1a2b3c.js", {"accept-encoding": accepted})

    assert (answer.headers.get("content-encoding"), answer.raw) == (encoding, body)
    assert answer.headers["vary"] == "accept-encoding"
    assert answer.headers["content-length"] == str(len(body))


async def test_compressed_forms_are_no_files_of_their_own(dist: Path):
    assert (await get(dist, "/assets/main-1a2b3c.js.br")).status_code == 404


async def test_what_the_browser_has_already_is_not_sent_again(dist: Path):
    tag = (await get(dist, "/", NAVIGATION)).headers["etag"]

    answer = await get(dist, "/", {**NAVIGATION, "if-none-match": tag})

    assert (answer.status_code, answer.raw) == (304, b"")


async def test_head_tells_of_the_body_without_sending_it(dist: Path):
    answer = await get(dist, "/robots.txt", method="HEAD")

    assert (answer.status_code, answer.headers["content-length"], answer.raw) == (200, "13", b"")


async def test_pages_are_only_read(dist: Path):
    answer = await get(dist, "/clients", method="POST")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


async def test_a_missing_build_is_said_with_what_to_do(tmp_path: Path):
    answer = await get(tmp_path, "/", NAVIGATION)

    assert answer.status_code == 503
    assert b"make run" in answer.raw
