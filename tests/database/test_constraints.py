"""The constraints speak, and by the same name on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from atrium import database
from atrium.clients.models import Client
from atrium.columns import new_id, now
from tests.database import raw


async def test_a_second_client_with_the_same_login_is_named_by_its_constraint():
    login = {"allow_login": True, "login_email": "Ada@example.org", "login_fold": "ada@example.org"}
    await raw.a_client(**login)

    with pytest.raises(IntegrityError) as clash:
        await raw.a_client(**login)

    assert database.constraint_of(clash.value) == "client_login_fold_key"


async def test_the_orm_hears_the_same_name():
    await raw.a_client(number=77)

    with pytest.raises(IntegrityError) as clash:
        await Client.create(
            number=77, origin="STAFF", display_name="x", name_fold="x", currency="EUR", allow_login=False
        )

    assert database.constraint_of(clash.value) == "client_number_key"


async def test_an_address_is_listed_once_for_a_client():
    client = await raw.a_client()
    await raw.an_email(client, "ada@example.org")

    with pytest.raises(IntegrityError) as clash:
        await raw.an_email(client, "ada@example.org")

    assert database.constraint_of(clash.value) == "client_email_client_id_fold_key"


async def test_a_list_has_one_default():
    client = await raw.a_client()
    await raw.an_email(client, "ada@example.org", is_default=True)

    with pytest.raises(IntegrityError) as clash:
        await raw.an_email(client, "lovelace@example.org", is_default=True)

    assert database.constraint_of(clash.value) == "client_email_client_id_key"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"allow_login": True}, "client_login_check"),
        ({"login_email": "ada@example.org"}, "client_login_pair_check"),
        ({"version": 0}, "client_version_check"),
        ({"number": 0}, "client_number_check"),
        ({"origin": "ELSEWHERE"}, "client_origin_check"),
        ({"currency": "EU"}, "client_currency_check"),
        ({"country": "D"}, "client_country_check"),
        ({"erased_at": now()}, "client_erased_check"),
    ],
)
async def test_a_client_that_cannot_be_is_refused_by_name(given: dict[str, Any], name: str):
    with pytest.raises(IntegrityError) as clash:
        await raw.a_client(**given)

    assert database.constraint_of(clash.value) == name


@pytest.mark.parametrize(
    "given",
    [{"is_guest": True}, {"deleted_at": now()}, {"login_email": "a@example.org", "login_fold": "a@example.org"}],
)
async def test_login_may_be_allowed_without_an_address_only_to_guests_and_the_gone(given: dict[str, Any]):
    client = await raw.a_client(allow_login=True, **given)

    assert (await database.rows("SELECT allow_login FROM client WHERE id = $1", client)) == [{"allow_login": True}]


async def test_a_client_is_not_its_own_parent():
    identifier = new_id()

    with pytest.raises(IntegrityError) as clash:
        await raw.a_client(id=identifier, parent_id=identifier)

    assert database.constraint_of(clash.value) == "client_parent_check"


async def test_a_missing_value_names_its_column():
    with pytest.raises(IntegrityError) as clash:
        await raw.a_client(currency=None)

    assert database.constraint_of(clash.value) == "client_currency_not_null"


async def test_a_client_that_events_tell_of_cannot_be_removed():
    client = await raw.a_client()
    told = {"at": now(), "action": "client.added", "client_id": client, "actor_kind": "SYSTEM", "actor_name": ""}
    await raw.insert("event", id=new_id(), changes="[]", reason="", **told)

    with pytest.raises(IntegrityError):
        await database.execute("DELETE FROM client WHERE id = $1", client)


async def test_addresses_leave_with_their_client():
    client = await raw.a_client()
    await raw.an_email(client, "ada@example.org")

    await database.execute("DELETE FROM client WHERE id = $1", client)

    assert await database.rows("SELECT id FROM client_email") == []
