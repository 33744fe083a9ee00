"""Adding the same client twice, twenty times at once, or only halfway."""

from __future__ import annotations

import asyncio

import pytest
from tortoise.exceptions import IntegrityError

from atrium.clients import adding
from atrium.clients.actions import add_client
from atrium.clients.inputs import AddClientInput
from atrium.clients.models import Client
from atrium.columns import new_id
from atrium.errors import EmailTaken, IdempotencyConflict
from atrium.inserting import Row
from tests.given import STAFF, TOKEN, a_client, rows_everywhere


async def test_of_twenty_who_add_one_address_at_once_one_wins():
    given = [AddClientInput(first_name=f"Ada {n}", email="ada@example.org") for n in range(20)]

    outcomes = await asyncio.gather(*(add_client(one, STAFF) for one in given), return_exceptions=True)

    assert sum(isinstance(outcome, EmailTaken) for outcome in outcomes) == 19
    written = {"client", "client_email", "client_search", "counter", "event", "client_delta"}
    assert await rows_everywhere() == dict.fromkeys({*written, "verification_token", "email_message"}, 1)


async def test_twenty_requests_with_one_key_add_one_client_and_answer_it_twenty_times():
    given = AddClientInput(first_name="Ada", email="ada@example.org")

    outcomes = await asyncio.gather(*(add_client(given, STAFF, "press-1") for _ in range(20)))

    assert len(set(outcomes)) == 1
    assert (await Client.get()).id == outcomes[0]


async def test_a_key_is_the_callers_own():
    given = AddClientInput(first_name="Ada", allow_login=False)

    assert await add_client(given, STAFF, "k") != await add_client(given, TOKEN, "k")


async def test_a_key_with_another_input_is_a_conflict():
    await add_client(AddClientInput(first_name="Ada", allow_login=False), STAFF, "k")
    before = await rows_everywhere()

    with pytest.raises(IdempotencyConflict):
        await add_client(AddClientInput(first_name="Eve", allow_login=False), STAFF, "k")

    assert await rows_everywhere() == before


async def test_a_refused_act_leaves_its_key_free():
    taken = await a_client("Ada", "ada@example.org")
    with pytest.raises(EmailTaken):
        await add_client(AddClientInput(first_name="Eve", email=taken.login_email), STAFF, "k")

    assert await add_client(AddClientInput(first_name="Eve", email="eve@example.org"), STAFF, "k")


@pytest.mark.parametrize("key", [None, "k"])
async def test_a_surprise_at_the_last_row_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, key: str | None):
    impossible = Row("event", {"id": new_id(), "actor_kind": "GHOST"})
    monkeypatch.setattr(adding, "happening", lambda *_, **__: [impossible])

    with pytest.raises(IntegrityError):
        await add_client(AddClientInput(first_name="Ada", email="ada@example.org"), STAFF, key)

    assert await rows_everywhere() == {}
