"""How much a client does in tickets at the store, where every act mails support."""

from __future__ import annotations

import pytest

from atrium.errors import TooManyAttempts
from atrium.tickets import actions
from atrium.tickets.models import TicketMessage
from tests.given import a_client
from tests.tickets.given import a_ticket, acting_as, at_the_store, close, reply


async def test_a_client_does_so_much_within_an_hour_and_staff_answer_without_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(actions, "BY_ONE_CLIENT", 3)
    client = await a_client("Ada")
    ticket = await a_ticket(client, by=at_the_store(client))
    for _ in range(2):
        await reply(ticket, by=at_the_store(client))

    for act in (reply(ticket, by=at_the_store(client)), close(ticket, by=acting_as(client, "FULL"))):
        with pytest.raises(TooManyAttempts):
            await act
    with pytest.raises(TooManyAttempts):
        await a_ticket(client, by=at_the_store(client))
    for _ in range(4):
        await reply(ticket)

    assert await TicketMessage.filter(from_client=True).count() == 3
    assert await TicketMessage.filter(from_client=False).count() == 4
