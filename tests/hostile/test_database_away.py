"""The database leaves while requests come: each is told so, and all goes on when it is back, without a restart."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx2

from atrium import upgrade
from atrium.bench.cluster import Cluster
from tests.hostile.served import served

STRANGERS_SESSION = {"x-requested-by": "test", "cookie": f"atrium-staff={'x' * 43}"}
RESPONSE_JSON = {"accept": "application/graphql-response+json", **STRANGERS_SESSION}
WHO = {"query": "{ viewer { __typename } }"}


async def test_requests_are_told_that_the_database_is_away_and_served_when_it_is_back(tmp_path: Path):
    database = Cluster()
    try:
        await upgrade.upgrade(database.url("postgres"))
        with served(tmp_path, DATABASE_URL=database.url("postgres")) as server:
            async with httpx2.AsyncClient(base_url=server.url) as client:
                before = await client.post("/graphql", json=WHO, headers=STRANGERS_SESSION)
                await asyncio.to_thread(database.stop)
                away, ready = (
                    await client.post("/graphql", json=WHO, headers=STRANGERS_SESSION),
                    await client.get("/ready"),
                )
                strict, health = (
                    await client.post("/graphql", json=WHO, headers=RESPONSE_JSON),
                    await client.get("/health"),
                )
                figures = await client.get("/metrics")
                await asyncio.to_thread(database.start)
                after, again = (
                    await client.post("/graphql", json=WHO, headers=STRANGERS_SESSION),
                    await client.get("/ready"),
                )
    finally:
        database.remove()

    assert before.json() == after.json() == {"data": {"viewer": {"__typename": "Viewer"}}}
    assert (away.status_code, away.json()["errors"][0]["extensions"]["code"]) == (200, "UNAVAILABLE")
    assert (strict.status_code, strict.json()["errors"][0]["extensions"]["code"]) == (503, "UNAVAILABLE")
    assert (ready.status_code, ready.json()["database"], health.status_code) == (503, "away", 200)
    assert "atrium_database_up 0.0" in figures.text
    assert again.status_code == 200
