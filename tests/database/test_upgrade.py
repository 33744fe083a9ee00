"""Upgrading keeps every row, happens once, and never half."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from tortoise.exceptions import OperationalError

from atrium import database, upgrade
from atrium.columns import new_id, now
from atrium.migrations._steps import Step
from atrium.settings import Settings
from tests.conftest import TABLES
from tests.database import catalogue, raw

pytestmark = pytest.mark.usefixtures("let_go")


@asynccontextmanager
async def connected(settings: Settings, url: str) -> AsyncIterator[None]:
    await database.connect(replace(settings, database_url=url))
    yield
    await database.close()


@pytest.fixture
def a_later_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """This code, with one migration more."""

    def config(url: str) -> dict[str, Any]:
        made = database.orm_config(url)
        made["apps"]["atrium"]["migrations"] = "tests.database.rebuilding"
        return made

    monkeypatch.setattr(upgrade, "orm_config", config)


async def fill() -> None:
    client = await raw.a_client()
    email = await raw.an_email(client, "ada@example.org", is_default=True)
    moment = now()
    token = {"secret_hash": "0" * 64, "address_fold": "ada@example.org", "created_at": moment, "expires_at": moment}
    await raw.insert("verification_token", id=new_id(), client_id=client, email_id=email, **token)
    told = {"at": moment, "action": "client.added", "client_id": client, "actor_kind": "SYSTEM", "actor_name": ""}
    await raw.insert("event", id=new_id(), changes="[]", reason="", **told)
    await raw.insert("client_search", number=1, client_id=client, document="ada")


async def counts() -> dict[str, int]:
    return {table: (await database.rows(f"SELECT count(*) AS n FROM {table}"))[0]["n"] for table in TABLES}


async def test_models_and_migrations_agree(scratch_url: str):
    assert await upgrade.drift(scratch_url) == []


async def test_an_empty_database_lacks_every_migration_until_it_is_upgraded(scratch_url: str):
    lacking = await upgrade.missing(scratch_url)

    applied = await upgrade.upgrade(scratch_url)

    assert applied == lacking != []
    assert await upgrade.missing(scratch_url) == []
    assert await upgrade.upgrade(scratch_url) == []


async def test_an_upgrade_with_data_loses_no_row_and_no_index(
    settings: Settings, scratch_url: str, request: pytest.FixtureRequest
):
    await upgrade.upgrade(scratch_url)
    async with connected(settings, scratch_url):
        await fill()
        before = await counts(), await catalogue.indexes(), await catalogue.constraints()

    request.getfixturevalue("a_later_version")
    applied = await upgrade.upgrade(scratch_url)

    assert applied == ["9999_wider_labels"]
    async with connected(settings, scratch_url):
        assert (await counts(), await catalogue.indexes(), await catalogue.constraints()) == before
        await database.execute("UPDATE client_email SET label = $1", "x" * 120)


@pytest.mark.usefixtures("a_later_version")
async def test_a_database_that_a_newer_version_upgraded_is_refused_by_name(
    scratch_url: str, monkeypatch: pytest.MonkeyPatch
):
    await upgrade.upgrade(scratch_url)
    monkeypatch.undo()

    with pytest.raises(upgrade.UpgradeRefused, match="9999_wider_labels"):
        await upgrade.missing(scratch_url)


@pytest.mark.usefixtures("a_later_version")
async def test_a_migration_that_fails_leaves_nothing_behind(
    settings: Settings, scratch_url: str, monkeypatch: pytest.MonkeyPatch
):
    from importlib import import_module

    broken = Step(both=["create table half (\n    id uuid not null primary key\n)", "this is no SQL"])
    monkeypatch.setattr(import_module("tests.database.rebuilding.9999_wider_labels").Migration, "operations", [broken])

    with pytest.raises(OperationalError):
        await upgrade.upgrade(scratch_url)

    assert await upgrade.missing(scratch_url) == ["9999_wider_labels"]
    async with connected(settings, scratch_url):
        assert "half" not in await catalogue.tables()


async def test_two_upgrades_at_once_apply_each_migration_once(scratch_url: str):
    outcomes = await asyncio.gather(*(upgrade.upgrade(scratch_url) for _ in range(2)), return_exceptions=True)

    lists = [outcome for outcome in outcomes if isinstance(outcome, list)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, upgrade.UpgradeRefused)]
    assert len(lists) + len(refused) == 2
    assert [name for names in lists for name in names] == catalogue.migrations()
