"""Tickets: whose turn it is, what becomes of them, and that all of it is told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from atrium.clients.models import Client
from atrium.columns import now
from atrium.errors import Blocked, IdempotencyConflict, InvalidInput, NotFound, StaleVersion
from atrium.events.models import Event
from atrium.ids import Id
from atrium.principal import ActorKind, Principal
from atrium.tickets.actions import MESSAGE_LONGEST, SUBJECT_LONGEST, open_ticket, reply_ticket
from atrium.tickets.inputs import OpenTicketInput, ReplyTicketInput
from atrium.tickets.models import Ticket, TicketMessage, TicketStatus
from tests.given import STAFF, a_client, rows_everywhere
from tests.graph.asking import data
from tests.orders.given import a_line, a_product, an_order
from tests.tickets.given import a_ticket, acting_as, at_the_store, close, mails, reopen, reply


def opening(client: Client, **given: Any) -> OpenTicketInput:
    said: dict[str, Any] = {"subject": "Invoice", "message": "Which one?", **given}
    return OpenTicketInput(client_id=Id(str(client.id)), **said)


async def test_it_is_the_other_sides_turn_until_it_has_spoken():
    client = await a_client("Ada")

    by_staff, by_client = await a_ticket(client), await a_ticket(client, at_the_store(client))
    after_client = await reply(by_staff, by=at_the_store(client))
    after_staff = await reply(by_client)

    assert (by_staff.status, by_client.status) == (TicketStatus.WAITING, TicketStatus.OPEN)
    assert (after_client.status, after_staff.status) == (TicketStatus.OPEN, TicketStatus.WAITING)
    assert (by_staff.number, by_client.number) == (1001, 1002)
    assert after_staff.updated_at > by_client.updated_at


async def test_what_is_done_is_closed_and_opens_again_for_staff_whoever_says_so():
    client = await a_client("Ada")

    for who in (STAFF, at_the_store(client)):
        ticket = await a_ticket(client)
        closed = await close(ticket, who)
        reopened = await reopen(closed, who)
        assert (closed.status, closed.closed_at is not None) == (TicketStatus.CLOSED, True)
        assert (reopened.status, reopened.closed_at, reopened.version) == (TicketStatus.OPEN, None, 3)


async def test_an_answer_may_close_the_ticket_and_a_closed_one_takes_no_answer():
    ticket = await a_ticket(await a_client("Ada"))

    closed = await reply(ticket, "Done, then.", close=True)
    before = await rows_everywhere()
    with pytest.raises(Blocked) as refused:
        await reply(closed, "One more thing")

    assert closed.status is TicketStatus.CLOSED
    assert [one.code for one in refused.value.blockers] == ["CLOSED"]
    assert await rows_everywhere() == before


async def test_closing_twice_and_reopening_what_is_open_leave_no_trace():
    ticket = await close(await a_ticket(await a_client("Ada")))
    open_one = await a_ticket(await a_client("Bea"))
    before = await rows_everywhere()

    await close(ticket)
    await reopen(open_one)

    assert await rows_everywhere() == before


async def test_every_act_is_told_with_what_was_before_and_never_with_the_words():
    client = await a_client("Ada")
    ticket = await a_ticket(client, message="Secret words")

    await reply(ticket, "More secrets", by=at_the_store(client), close=True)
    await reopen(ticket)

    told = await Event.filter(action__startswith="ticket.").order_by("at", "id")
    named = {"field": "ticket", "before": None, "after": "#1001 Invoice"}
    turned = [[None, "WAITING"], None, ["WAITING", "CLOSED"], ["CLOSED", "OPEN"]]
    assert [event.action.removeprefix("ticket.") for event in told] == ["opened", "replied", "closed", "reopened"]
    for event, turn in zip(told, turned, strict=True):
        more = [{"field": "status", "before": turn[0], "after": turn[1]}] if turn else []
        assert event.changes == [named, *more]
    assert [event.actor_kind for event in told] == ["STAFF", "CLIENT", "CLIENT", "STAFF"]


async def test_who_acts_in_an_account_speaks_for_the_client_and_is_written_down():
    client = await a_client("Ada")

    ticket = await a_ticket(client, acting_as(client, "FULL"))

    message = await TicketMessage.get(ticket_id=ticket.id)
    event = await Event.get(action="ticket.opened")
    assert ticket.status is TicketStatus.OPEN
    assert (message.from_client, message.author_kind) == (True, ActorKind.STAFF_AS_CLIENT)
    assert (message.author_id, message.author_name) == (STAFF.id, "Sam Staff")
    assert (event.actor_id, event.behalf_kind, event.behalf_id) == (STAFF.id, ActorKind.CLIENT, client.id)


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"subject": " "}, "subject", "REQUIRED"),
        ({"subject": "two\nlines"}, "subject", "CONTROL_CHARACTER"),
        ({"subject": "x" * (SUBJECT_LONGEST + 1)}, "subject", "TOO_LONG"),
        ({"message": "\n"}, "message", "REQUIRED"),
        ({"message": "a\x00b"}, "message", "CONTROL_CHARACTER"),
        ({"message": "a\u202eb"}, "message", "CONTROL_CHARACTER"),
        ({"message": "x" * (MESSAGE_LONGEST + 1)}, "message", "TOO_LONG"),
        ({"order_id": "x"}, "orderId", "UNKNOWN_ORDER"),
        ({"order_id": "00000000-0000-4000-8000-000000000000"}, "orderId", "UNKNOWN_ORDER"),
    ],
)
async def test_what_is_no_ticket_is_refused_and_leaves_no_trace(given: dict[str, str], path: str, code: str):
    client = await a_client("Ada")
    before = await rows_everywhere()

    with pytest.raises(InvalidInput) as refused:
        await open_ticket(opening(client, **given), STAFF, "key")

    assert [(fault.path, fault.code) for fault in refused.value.faults] == [((path,), code)]
    assert await rows_everywhere() == before


async def test_all_faults_are_named_at_once_and_staff_say_whose_ticket_it_is():
    client = await a_client("Ada")

    with pytest.raises(InvalidInput) as three:
        await open_ticket(opening(client, subject="", message="", order_id="x"), STAFF)
    with pytest.raises(InvalidInput) as whose:
        await open_ticket(OpenTicketInput(subject="Invoice", message="Which?"), STAFF)

    assert [fault.code for fault in three.value.faults] == ["REQUIRED", "REQUIRED", "UNKNOWN_ORDER"]
    assert [(fault.path, fault.code) for fault in whose.value.faults] == [(("clientId",), "REQUIRED")]


async def test_words_in_the_longest_letters_fit():
    client = await a_client("Ada")

    ticket = await a_ticket(client, subject="\ufdfa" * SUBJECT_LONGEST, message="\U0001f600" * MESSAGE_LONGEST)

    assert len(ticket.subject) == SUBJECT_LONGEST
    assert len((await mails())[0].subject) <= 400


async def test_a_ticket_may_be_about_an_order_of_the_client_and_of_nobody_else():
    ada, bea = await a_client("Ada"), await a_client("Bea")
    order = await an_order(ada, a_line(await a_product()))

    ticket = await a_ticket(ada, order_id=Id(str(order.id)))
    for who in (STAFF, at_the_store(bea)):
        with pytest.raises(InvalidInput) as refused:
            await a_ticket(bea, who, order_id=Id(str(order.id)))
        assert [fault.code for fault in refused.value.faults] == ["UNKNOWN_ORDER"]

    assert ticket.order_id == order.id


@pytest.mark.parametrize("gone", ["deleted_at", "merged_into_id"])
async def test_nothing_is_said_to_who_no_longer_stands(gone: str):
    client, other = await a_client("Ada"), await a_client("Bea")
    ticket = await a_ticket(client)
    await Client.filter(id=client.id).update(**{gone: now() if gone == "deleted_at" else other.id})
    before = await rows_everywhere()

    for act in (a_ticket(client), reply(ticket), close(ticket), reopen(ticket)):
        with pytest.raises(NotFound):
            await act

    assert await rows_everywhere() == before


async def test_the_queue_is_without_those_whom_nobody_can_answer():
    ada, bea = await a_client("Ada"), await a_client("Bea")
    for client in (ada, bea):
        await a_ticket(client, subject=client.first_name)
    await Client.filter(id=ada.id).update(deleted_at=now())
    asked = "query($whose: ID) { tickets(status: [OPEN, WAITING], clientId: $whose) { totalCount nodes { subject } } }"

    queue = await data(asked, {})
    own = await data(asked, {"whose": str(ada.id)})

    assert queue["tickets"] == {"totalCount": 1, "nodes": [{"subject": "Bea"}]}
    assert own["tickets"] == {"totalCount": 1, "nodes": [{"subject": "Ada"}]}


async def test_a_client_does_nothing_in_anothers_ticket():
    ada, bea = await a_client("Ada"), await a_client("Bea")
    ticket = await a_ticket(ada)
    before, who = await rows_everywhere(), at_the_store(bea)

    for act in (reply(ticket, by=who), close(ticket, who), reopen(ticket, who), open_ticket(opening(ada), who)):
        with pytest.raises(NotFound):
            await act

    assert await rows_everywhere() == before


async def test_who_answers_after_somebody_else_is_told_and_nothing_is_sent():
    client = await a_client("Ada")
    ticket = await a_ticket(client)
    await reply(ticket, "Faster", version=ticket.version)
    before = await rows_everywhere()

    with pytest.raises(StaleVersion) as refused:
        await reply(ticket, "Slower", version=ticket.version)
    with pytest.raises(StaleVersion):
        await close(ticket, version=ticket.version)

    assert refused.value.current_version == 2
    assert await rows_everywhere() == before


async def test_of_ten_who_answer_at_once_one_is_heard():
    ticket = await a_ticket(await a_client("Ada"))

    outcomes = await asyncio.gather(
        *(reply(ticket, f"Answer {number}", version=1) for number in range(10)), return_exceptions=True
    )

    assert sum(isinstance(outcome, StaleVersion) for outcome in outcomes) == 9
    assert await TicketMessage.filter(ticket_id=ticket.id).count() == 2


async def test_pressing_twice_opens_one_ticket_and_says_one_thing():
    client = await a_client("Ada")

    opened = await asyncio.gather(*(open_ticket(opening(client), STAFF, "one") for _ in range(10)))
    answer = ReplyTicketInput(id=Id(str(opened[0].ticket_id)), message="This one.", version=1)
    await asyncio.gather(*(reply_ticket(answer, STAFF, "two") for _ in range(10)))
    with pytest.raises(IdempotencyConflict):
        await open_ticket(opening(client, subject="Another"), STAFF, "one")

    assert len({one.ticket_id for one in opened}) == 1
    assert all(one.mailed for one in opened)
    assert await Ticket.all().count() == 1
    assert await TicketMessage.all().count() == 2
    assert len(await mails()) == 2


async def test_numbers_rise_when_many_open_at_once():
    clients = [await a_client(f"Ada {number}") for number in range(5)]

    await asyncio.gather(*(a_ticket(client) for client in clients))

    assert sorted(await Ticket.all().values_list("number", flat=True)) == list(range(1001, 1006))


async def test_a_token_may_open_a_ticket():
    client, token = await a_client("Ada"), Principal(ActorKind.TOKEN, STAFF.id, "Helpdesk")

    ticket = await a_ticket(client, token)

    assert (await TicketMessage.get(ticket_id=ticket.id)).author_kind is ActorKind.TOKEN
    assert ticket.status is TicketStatus.WAITING
