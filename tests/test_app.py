"""Which address leads where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from atrium.app import create_app
from atrium.settings import Settings
from tests.graph.tiny import client_of

NAVIGATION = {"accept": "text/html", "sec-fetch-mode": "navigate"}


@pytest.fixture
def built(settings: Settings, tmp_path: Path) -> Settings:
    (tmp_path / "store").mkdir()
    (tmp_path / "index.html").write_text("dashboard")
    (tmp_path / "store" / "index.html").write_text("store")
    return replace(settings, frontend_dir=tmp_path)


@pytest.mark.parametrize(
    ("method", "path", "status", "text"),
    [
        ("GET", "/", 200, "dashboard"),
        ("GET", "/clients/1", 200, "dashboard"),
        ("GET", "/graphql/", 200, "dashboard"),
        ("GET", "/store", 200, "store"),
        ("GET", "/store/verify", 200, "store"),
        ("GET", "/assets/gone.js", 404, "nothing here"),
        ("GET", "/health", 200, "alive"),
        ("GET", "/ready", 200, "reachable"),
        ("GET", "/metrics", 200, "atrium_database_up 1.0"),
        ("GET", "/graphql", 405, "POST"),
        ("GET", "/store/graphql", 405, "POST"),
        ("POST", "/graphql", 415, "application/json"),
        ("POST", "/clients", 405, "only read"),
        ("POST", "/health", 405, "only GET"),
        ("DELETE", "/", 405, "only read"),
        ("DELETE", "/exports/1", 405, "only fetched"),
        ("POST", "/imports/1/rows", 405, "only fetched"),
        ("HEAD", "/imports/1/rows", 401, ""),
    ],
)
async def test_every_address_leads_somewhere_and_wears_the_safety_headers(
    built: Settings, method: str, path: str, status: int, text: str
):
    async with client_of(create_app(built)) as client:
        answer = await client.request(method, path, headers=NAVIGATION if method == "GET" else {})

    assert answer.status_code == status
    assert text in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-request-id"]


async def test_the_two_doors_share_a_schema_but_not_what_may_be_asked(built: Settings):
    asked = {"query": "{ mailDelivery { waiting } }"}

    async with client_of(create_app(built)) as client:
        staff, store = await client.post("/graphql", json=asked), await client.post("/store/graphql", json=asked)

    assert [answer.json()["errors"][0]["extensions"]["code"] for answer in (staff, store)] == ["UNAUTHENTICATED"] * 2
