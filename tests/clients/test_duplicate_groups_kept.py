"""Groups of likely duplicates are kept step by step, in steps that can be cut off."""

from __future__ import annotations

from random import Random

import pytest

from atrium.clients.contacts import phones, removing
from atrium.clients.contacts.inputs import AddClientPhoneInput, RemoveClientContactInput
from atrium.clients.contacts.lists import PHONES
from atrium.clients.duplicates.actions import dismiss_duplicates
from atrium.clients.duplicates.tracing import Tracer
from atrium.clients.models import Client
from atrium.columns import now
from atrium.contacts.models import ClientPhone
from atrium.events.feed import place_new
from atrium.ids import Id
from tests.clients.duplicates_given import kept, made_anew, named, of, page, worked
from tests.given import STAFF, a_client
from tests.statements import counted


@pytest.mark.parametrize("seed", range(4))
async def test_what_was_kept_step_by_step_is_what_is_made_anew(seed: int):
    chance = Random(seed)
    clients = [await a_client(f"Ada {number}") for number in range(12)]
    for _ in range(25):
        await _something(chance, clients)
        if chance.random() < 0.5:
            await worked()
    await worked()
    stepwise = await kept()

    await made_anew()

    assert stepwise == await kept()


async def test_a_building_that_is_cut_off_anywhere_is_gone_on_with(monkeypatch: pytest.MonkeyPatch):
    for number in range(9):
        await a_client(f"Ada {number}", phone=f"+49 30 90182{number % 4}")
    monkeypatch.setattr("atrium.clients.duplicates.tracing.LEAST", 2)
    steps = 0
    while True:
        tracer = Tracer()  # as after a kill: nothing is known but what was committed
        tracer.most = 2
        for _ in range(steps):
            await tracer.some()
        steps += 1
        if (await page())["totalCount"] == 4:
            break

    cut_off = await kept()
    await worked()

    assert cut_off == await kept()


async def test_what_waits_is_grouped_even_when_more_was_looked_at_than_is_grouped_at_once(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("atrium.clients.duplicates.tracing.AT_ONCE", 1)
    await worked()
    for name in ("Ada", "Bob", "Eve"):
        await a_client(name, phone="+49 30 901820")

    await worked()

    assert named(await page()) == [({"Ada", "Bob", "Eve"}, 75)]


async def test_one_change_looks_at_its_own_keys_only():
    for number in range(30):
        await a_client(f"Ada {number}", phone=f"+49 30 9018{number // 2:02}")
    await worked()
    tracer = Tracer()
    while await tracer.advance():
        pass
    bob = await a_client("Bob")
    await phones.add_client_phone(AddClientPhoneInput(client_id=Id(str(bob.id)), number="+49 30 901800"), STAFF)
    await place_new()

    async with counted() as statements:
        await tracer.some()

    assert max(node["size"] for node in (await page())["nodes"]) == 3
    assert len(statements) < 25


async def _something(chance: Random, clients: list[Client]) -> None:
    """A number comes or goes, two are told apart, one is deleted or comes back."""
    one, other = chance.sample(clients, 2)
    row = await ClientPhone.filter(client_id=one.id).first()
    what = chance.random()
    if what < 0.6 and row is None:
        number = AddClientPhoneInput(client_id=Id(str(one.id)), number=f"+49 30 90182{chance.randrange(4)}")
        await phones.add_client_phone(number, STAFF) if (await _stands(one)) else None
    elif what < 0.75 and row is not None and await _stands(one):
        await removing.remove(PHONES, RemoveClientContactInput(id=Id(str(row.id))), STAFF)
    elif what < 0.9 and await _stands(one) and await _stands(other):
        await dismiss_duplicates(of(one, other), STAFF)
    else:
        client = await Client.get(id=one.id)
        gone = None if client.deleted_at else now()
        await Client.filter(id=one.id).update(deleted_at=gone, version=client.version + 1)


async def _stands(client: Client) -> bool:
    return (await Client.get(id=client.id)).deleted_at is None
