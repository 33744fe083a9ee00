"""One real database a process, empty at the start of every test.

ATRIUM_TEST_DATABASE chooses it: `sqlite` (unless said otherwise) or `postgres`, for which a private server is started.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import asyncpg
import hypothesis
import pytest
import pytest_asyncio

from atrium import asyncpg_engine, database, settings, upgrade
from atrium.bench import cluster

TABLES = [
    "client_erasure",
    "import_candidate",
    "import_row",
    "client_import",
    "import_mapping",
    "client_merge_row",
    "client_merge_source",
    "client_merge",
    "sale_delta",
    "payment_flow",
    "product_flow",
    "owed",
    "waiting_order",
    "family_link",
    "ticket_message",
    "ticket",
    "impersonation",
    "payment",
    "order_line",
    "client_order",
    "service",
    "client_balance",
    "product",
    "support_pin_check",
    "support_pin",
    "custom_field_value",
    "custom_field",
    "job_row",
    "job_batch",
    "job",
    "login_change",
    "client_session",
    "client_reset_link",
    "client_reset_request",
    "verification_token",
    "client_email",
    "client_phone",
    "client_address",
    "client_company",
    "client_tag",
    "client_note",
    "client_distinction",
    "client_trait",
    "client_likeness",
    "duplicate_group",
    "client_search",
    "event",
    "client_delta",
    "client_flow",
    "client_standing",
    "email_message",
    "client",
    "client_view_place",
    "client_view",
    "staff_preference",
    "staff_reset_request",
    "staff_link",
    "staff_recovery_code",
    "staff_totp",
    "staff_session",
    "api_token",
    "staff_membership",
    "staff",
    "staff_group",
    "store_setting",
    "throttle",
    "counter",
    "idempotency_key",
]

IS_POSTGRES = os.environ.get("ATRIUM_TEST_DATABASE", "sqlite") == "postgres"
collect_ignore_glob = ["database/test_sqlite_*.py" if IS_POSTGRES else "database/test_postgres_*.py"]

# What fails in every run is told as it was found: making it smaller asks a thousand times more, for minutes. Who
# wants it smaller runs with the other profile, which looks for long anyway.
FOUND = (hypothesis.Phase.explicit, hypothesis.Phase.reuse, hypothesis.Phase.generate)
hypothesis.settings.register_profile(
    "steady", derandomize=True, database=None, deadline=None, max_examples=60, phases=FOUND
)
hypothesis.settings.register_profile(
    "soak", database=None, deadline=None, max_examples=5000, phases=(*FOUND, hypothesis.Phase.shrink)
)
hypothesis.settings.load_profile(os.environ.get("ATRIUM_TEST_PROFILE", "steady"))


def share(examples: int) -> int:
    """How many examples a property of stories takes, each of which lasts: so many of the usual 60, more in a soak."""
    return max(1, hypothesis.settings.default.max_examples * examples // 60)


_own: list[cluster.Cluster] = []
_numbers = count(1)


def pytest_configure(config: pytest.Config) -> None:
    """The first process starts the server; those it starts (xdist) find it in their environment."""
    if IS_POSTGRES and cluster.VARIABLE not in os.environ and not config.option.collectonly:
        _own.append(cluster.Cluster())
        os.environ[cluster.VARIABLE] = str(_own[0].directory)


def pytest_unconfigure() -> None:
    for server in _own:
        server.remove()
        os.environ.pop(cluster.VARIABLE, None)
    _own.clear()


async def _new_database(directory: Path) -> str:
    """The URL of a database that nothing has been done to."""
    name = f"atrium_{os.getpid()}_{next(_numbers)}"
    if not IS_POSTGRES:
        return f"sqlite:///{directory / name}.db"
    home = os.environ[cluster.VARIABLE]
    connection = await asyncpg.connect(**asyncpg_engine.address(cluster.url(home, "postgres")))
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    return cluster.url(home, name)


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest_asyncio.fixture(scope="session")
async def session_settings(data_dir: Path) -> settings.Settings:
    url = await _new_database(data_dir)
    return settings.load({"ATRIUM_DATABASE_URL": url, "ATRIUM_DATA_DIR": str(data_dir), "ATRIUM_SECRET_KEY": "5a" * 32})


@pytest_asyncio.fixture(scope="session")
async def opened(session_settings: settings.Settings) -> AsyncIterator[None]:
    settings.use(session_settings)
    await upgrade.upgrade(session_settings.database_url)
    await database.connect(session_settings)
    yield
    await database.close()


@pytest.fixture(name="settings")
def settings_of_the_test(session_settings: settings.Settings) -> Iterator[settings.Settings]:
    """The settings in use. A test may use others; afterwards these are in use again."""
    yield session_settings
    settings.use(session_settings)


@pytest.fixture(autouse=True)
def prepared(request: pytest.FixtureRequest) -> None:
    """Every test finds an empty database, but for those in a browser: they meet a server with one of its own."""
    if "e2e" not in request.path.parts:
        request.getfixturevalue("empty")


@pytest_asyncio.fixture
async def empty(opened: None) -> None:
    await emptied()


async def emptied() -> None:
    """Deleting from a few small tables takes a tenth of the time that truncating them does."""
    async with database.tx():
        cleared = "parent_id = NULL, merged_into_id = NULL, payer_id = NULL, allow_login = FALSE"
        await database.execute(f"UPDATE client SET {cleared}")
        for table in TABLES:
            await database.execute(f"DELETE FROM {table}")


@pytest_asyncio.fixture
async def let_go(session_settings: settings.Settings, empty: None) -> AsyncIterator[None]:
    """The test connects to databases of its own; afterwards this one is connected again."""
    await database.close()
    yield
    await database.close()
    settings.use(session_settings)
    await database.connect(session_settings)


@pytest_asyncio.fixture
async def scratch_url(tmp_path: Path) -> str:
    """The URL of an empty database without any table, of the kind that this run is about."""
    return await _new_database(tmp_path)
