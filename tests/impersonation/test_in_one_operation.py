"""Who enters an account goes on in the same operation as whom it was let in, and as no more than that."""

from __future__ import annotations

from typing import Any

import pytest

from atrium.clients.models import Client
from atrium.orders.models import Order
from atrium.principal import Door, nobody
from atrium.tickets.models import Ticket
from tests.clients.signing_in_given import a_shopper, a_shoppers_browser
from tests.graph.asking import ask, data
from tests.impersonation.given import a_family, a_ticket, the_caller
from tests.orders.given import a_product

REDEEM = "redeemImpersonation(code: $code) { __typename ... on RedeemedImpersonation { viewer { client { %s } } } }"
ENTER = "enterChildAccount(input: {childId: $id}) { __typename }"


def refused(answer: dict[str, Any]) -> dict[str, str]:
    """What was refused, by its place in the answer."""
    return {error["path"][0]: error["extensions"]["code"] for error in answer["errors"]}


@pytest.mark.parametrize(
    "act",
    [
        "revealSupportPin(input: {}) { __typename }",
        "regenerateSupportPin(input: {}) { __typename }",
        'openTicket(input: {subject: "Hello", message: "There"}) { __typename }',
        'updateClient(input: {id: $id, version: 1, firstName: "Mallory"}) { __typename }',
        'changeClientPassword(input: {oldPassword: "a", newPassword: "b"}) { __typename }',
        "attachGuestOrders { __typename }",
    ],
)
async def test_a_parent_that_may_only_look_does_nothing_after_entering(act: str):
    parent, child = await a_family("VIEW")
    who, before = await the_caller(await a_shoppers_browser(parent)), await Client.get(id=child.id).values()

    answer = await ask(f"mutation($id: ID!) {{ {ENTER} {act} }}", {"id": str(child.id)}, by=who)

    assert refused(answer) == {act.partition("(")[0].partition(" ")[0]: "FORBIDDEN"}
    assert (await Client.get(id=child.id).values(), await Ticket.all().count()) == (before, 0)


async def test_staff_who_only_look_order_nothing_after_entering():
    ticket, product = await a_ticket(await a_shopper(), "VIEW"), await a_product()
    order = f'placeOrder(input: {{order: {{lines: [{{productId: "{product.id}"}}]}}}}) {{ __typename }}'
    acts = f"mutation($code: String!) {{ {REDEEM % 'id'} {order} }}"

    answer = await ask(acts, {"code": ticket.code}, by=nobody(Door.STORE))

    assert (refused(answer), await Order.all().count()) == ({"placeOrder": "FORBIDDEN"}, 0)


@pytest.mark.parametrize("mode", ["VIEW", "ORDER", "FULL"])
async def test_the_answer_to_who_only_orders_tells_no_more_than_whose_account_it_is(mode: str):
    client = await a_shopper("ada@example.org")

    for asked in ("loginEmail", "emails { address }", "orders { totalCount }"):
        ticket = await a_ticket(client, mode)
        acts = f"mutation($code: String!) {{ {REDEEM % asked} }}"
        answer = await ask(acts, {"code": ticket.code}, by=nobody(Door.STORE))
        assert ("errors" in answer) is (mode == "ORDER"), (mode, asked, answer)
        assert "ada@example.org" not in str(answer) or mode != "ORDER"


async def test_what_ordering_shows_is_answered_at_once():
    ticket = await a_ticket(await a_shopper(first_name="Ada"), "ORDER")

    answer = await data(
        f"mutation($code: String!) {{ {REDEEM % 'displayName'} }}", {"code": ticket.code}, by=nobody(Door.STORE)
    )

    assert answer["redeemImpersonation"]["viewer"]["client"]["displayName"] == "Ada"
