"""A database of its own for the measurements, and the settings with which servers find it."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from atrium import database, settings, upgrade
from atrium.bench.cluster import Cluster

MEMORY = "-c shared_buffers=512MB -c maintenance_work_mem=256MB -c max_wal_size=4GB"


@asynccontextmanager
async def scratch(kind: str) -> AsyncIterator[dict[str, str]]:
    """Migrate and connect a new database ("sqlite" or "postgres"); gives the environment of those who serve it.

    Afterwards nothing of it is left.
    """
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as directory:
        cluster = Cluster(MEMORY) if kind == "postgres" else None
        try:
            url = cluster.url("postgres") if cluster else f"sqlite:///{directory}/bench.db"
            environment = {
                "ATRIUM_DATABASE_URL": url,
                "ATRIUM_DATA_DIR": directory,
                "ATRIUM_SECRET_KEY": secrets.token_hex(32),
                "ATRIUM_TRUSTED_PROXIES": "127.0.0.1",  # so that visitors can come from many places
            }
            async with _connected(environment):
                yield environment
        finally:
            if cluster:
                cluster.remove()


def data_dir(environment: dict[str, str]) -> Path:
    return Path(environment["ATRIUM_DATA_DIR"])


@asynccontextmanager
async def _connected(environment: dict[str, str]) -> AsyncIterator[None]:
    loaded = settings.load(environment)
    settings.use(loaded)
    await upgrade.upgrade(loaded.database_url)
    await database.connect(loaded)
    try:
        yield
    finally:
        await database.close()
