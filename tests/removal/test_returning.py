"""A deletion parts a client from its family; a restoration gives back what there still is to give."""

from __future__ import annotations

import asyncio

import pytest

from atrium.clients.models import Client
from atrium.errors import EmailTaken, SignInRefused
from atrium.events.models import Event
from atrium.family.actions import unlink_client
from atrium.family.inputs import UnlinkClientInput
from atrium.family.models import FamilyAccess, FamilyLink
from atrium.ids import Id
from atrium.orders import owing
from atrium.orders.models import ClientBalance
from atrium.removal.restoring import preview_restore
from tests.clients.signing_in_given import PASSWORD, a_shopper, sign_in
from tests.family.given import linked
from tests.given import a_client
from tests.merges.given import merged
from tests.orders.given import a_line, a_product, an_order
from tests.removal.given import BOSS, deleted, restored


async def parents_of(*clients: Client) -> list[str | None]:
    """The names of their parents."""
    found = [await Client.get(id=client.id).select_related("parent") for client in clients]
    return [client.parent and client.parent.display_name for client in found]


async def test_parent_and_children_come_back_with_what_the_links_allowed_and_the_figures():
    ada, byron, top = await a_client("Ada"), await a_client("Byron"), await a_client("Top")
    await linked(ada, top, child_bills_parent=True)
    await linked(byron, ada, child_bills_parent=True, parent_access=FamilyAccess.ORDER)
    await an_order(byron, a_line(await a_product()))

    await deleted(ada, "CHILDREN")
    await restored(ada)

    assert await parents_of(ada, byron, top) == ["Top", "Ada", None]
    link = await FamilyLink.get(child_id=byron.id, ended_at=None)
    assert (link.access, link.bills_parent) == (FamilyAccess.ORDER, True)
    assert (await ClientBalance.get(client_id=top.id)).due_minor == 2000
    assert (await owing.owed()).minor == {"EUR": 2000}
    told = (await Event.get(action="client.restored")).changes
    assert {"field": "returned.familyLinks", "before": None, "after": 2} in told
    assert await Event.filter(action="client.linked", client_id=byron.id).count() == 2


async def test_what_cannot_come_back_is_told_beforehand_and_stays_as_it_is():
    ada, byron, cyd, dan, top = [await a_client(name) for name in ("Ada", "Byron", "Cyd", "Dan", "Top")]
    await linked(ada, top)
    for child in (byron, cyd, dan):
        await linked(child, ada)
    await deleted(ada, "CHILDREN")
    await linked(byron, await a_client("Other"))
    await deleted(cyd)
    await linked(top, dan)

    _, family = await preview_restore(ada.id, BOSS)
    await restored(ada)

    assert {one.other.display_name: one.stays_away for one in family} == {
        "Top": None, "Byron": "It stands under another account by now.", "Cyd": "It was deleted or merged since.",
        "Dan": "The parent stands under this account already, so the two would go round in a circle.",
    }  # fmt: skip
    assert await parents_of(ada, byron, cyd, dan) == ["Top", "Other", None, None]
    told = (await Event.get(action="client.restored")).changes
    assert [(one["field"], one["after"]) for one in told[1:]] == [
        ("returned.familyLinks", 1),
        ("stayed.familyLinks", 3),
    ]


async def test_a_link_that_ended_before_the_deletion_does_not_come_back():
    ada, byron = await a_client("Ada"), await a_client("Byron")
    await linked(byron, ada)
    await unlink_client(UnlinkClientInput(child_id=Id(str(byron.id))), BOSS)

    await deleted(ada)
    await restored(ada)

    assert await parents_of(byron) == [None]


async def test_a_family_too_deep_by_now_and_a_parent_merged_away_take_nobody_back():
    ada, byron, top = await a_client("Ada"), await a_client("Byron"), await a_client("Top")
    await linked(byron, ada)
    await linked(ada, top)
    await deleted(ada, "CHILDREN")
    await merged(top, await a_client("Survivor"))
    below = byron
    for name in ("C", "D", "E", "F"):
        child = await a_client(name)
        await linked(child, below)
        below = child

    _, family = await preview_restore(ada.id, BOSS)
    await restored(ada)

    assert [one.stays_away for one in family] == [
        "It was deleted or merged since.", "A family has at most 5 generations; this one would have more.",
    ]  # fmt: skip
    assert await parents_of(ada, byron) == [None, None]


async def test_two_who_want_the_same_address_back_at_once_do_not_both_get_it():
    ada, eve = await a_shopper("ada@example.org"), await a_client("Eve")
    await deleted(ada)
    other = await a_shopper("ada@example.org")
    await deleted(other)
    assert eve.deleted_at is None

    outcomes = await asyncio.gather(restored(ada), restored(other), return_exceptions=True)

    assert sorted(type(one).__name__ for one in outcomes) == ["Client", "EmailTaken"]
    assert await Client.filter(login_fold="ada@example.org").count() == 1


async def test_nobody_signs_in_with_a_lost_address_until_a_free_one_is_given_and_proved():
    ada = await a_shopper("ada@example.org")
    await deleted(ada)
    other = await a_client("Other", "ada@example.org")

    with pytest.raises(EmailTaken):
        await restored(ada)
    back = await restored(ada, login_email="free@example.org")

    assert (back.status.value, other.login_email) == ("UNVERIFIED", "ada@example.org")
    for address in ("ada@example.org", "free@example.org"):
        with pytest.raises(SignInRefused):
            await sign_in(address, PASSWORD)
