"""Deleting: nobody finds the client any more, its address is free, and all of it can come back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from atrium.clients.models import Client, ClientStatus
from atrium.clients.pin.models import SupportPin
from atrium.clients.signing_in.models import ClientSession
from atrium.columns import now
from atrium.contacts.models import ClientEmail, VerificationToken
from atrium.dashboard import rollup
from atrium.errors import Blocked, EmailTaken, IdempotencyConflict, InvalidInput, NotFound
from atrium.events.models import ClientDelta, Event
from atrium.family.models import FamilyLink
from atrium.ids import Id
from atrium.mail.models import EmailMessage, MailState
from atrium.orders import owing
from atrium.orders.models import ClientBalance
from atrium.removal.blocking import BLOCKERS
from atrium.removal.deleting import delete_client
from atrium.removal.inputs import DeleteClientInput
from tests.clients.signing_in_given import a_shopper, a_shoppers_browser, is_somebody
from tests.family.given import linked
from tests.given import a_client
from tests.merges.given import merged
from tests.orders.given import a_line, a_product, an_order
from tests.removal.given import BOSS, deleted, erased, restored
from tests.tickets.given import a_ticket


async def test_what_speaks_against_it_is_listed_and_has_to_be_named():
    ada, byron = await a_client("Ada"), await a_client("Byron")
    await an_order(ada, a_line(await a_product(recurring=True, interval_months=1)))
    await a_ticket(ada)
    await linked(byron, ada)

    with pytest.raises(Blocked) as all_of_them:
        await deleted(ada)
    with pytest.raises(Blocked) as others:
        await deleted(ada, "OPEN_ORDERS", "CHILDREN", "NONSENSE")
    gone = await deleted(ada, *BLOCKERS)

    assert [(one.code, one.count) for one in all_of_them.value.blockers] == [(code, 1) for code in BLOCKERS]
    assert [one.code for one in others.value.blockers] == ["RUNNING_SERVICES", "OPEN_TICKETS"]
    assert gone.status is ClientStatus.DELETED
    told = {one["field"]: one["after"] for one in (await Event.get(action="client.deleted")).changes}
    assert {name for name in told if name.startswith("overridden.")} == {f"overridden.{code}" for code in BLOCKERS}


async def test_every_way_in_ends_and_no_mail_with_a_link_is_sent():
    ada = await a_shopper("ada@example.org")
    browser = await a_shoppers_browser(ada)
    await SupportPin.create(client_id=ada.id, sealed="x", pin_hash="y", valid_until=now() + timedelta(hours=1))

    await deleted(ada)

    assert not await is_somebody(browser)
    assert not await SupportPin.exists()
    assert not await ClientSession.exists(ended_at=None)
    assert not await VerificationToken.exists(used_at=None, superseded_at=None)
    assert not await EmailMessage.exists(state=MailState.WAITING, sealed__isnull=False)


async def test_its_address_is_free_for_another_at_once():
    ada = await a_client("Ada", "ada@example.org")

    gone = await deleted(ada)
    other = await a_client("Other", "ADA@example.org")

    assert (gone.login_email, gone.signpost_email) == (None, "ada@example.org")
    assert other.login_email == "ADA@example.org"


async def test_children_become_accounts_of_their_own_and_pay_for_themselves():
    ada, byron, parent = await a_client("Ada"), await a_client("Byron"), await a_client("Parent")
    await linked(ada, parent, child_bills_parent=True)
    await linked(byron, ada, child_bills_parent=True)
    await an_order(byron, a_line(await a_product()))
    assert (await ClientBalance.get(client_id=parent.id)).due_minor == 2000

    gone = await deleted(ada, "CHILDREN")

    child = await Client.get(id=byron.id)
    assert (gone.parent_id, child.parent_id, child.payer_id) == (None, None, None)
    assert not await FamilyLink.exists(ended_at=None)
    assert (await ClientBalance.get(client_id=byron.id)).due_minor == 2000
    assert (await owing.owed()).minor == {"EUR": 2000}


async def test_the_figures_move_exactly_and_back():
    ada = await a_client("Ada")
    await an_order(ada, a_line(await a_product()))
    before = (await owing.owed(), await _standing())

    await deleted(ada, "OPEN_ORDERS")
    without = (await owing.owed(), await _standing())
    await restored(ada)

    assert (without[0].minor, without[0].clients) == ({}, 0)
    assert without[1] == {"DELETED": 1}
    assert (await owing.owed(), await _standing()) == before


async def _standing() -> dict[str, int]:
    """How many clients the deltas leave in each status."""
    found: dict[str, int] = {}
    for delta in await ClientDelta.all():
        for status, by in ((delta.status_from, -1), (delta.status_to, 1)):
            if status:
                found[status] = found.get(status, 0) + by
    return {status: count for status, count in found.items() if count}


async def test_the_same_key_deletes_once_and_a_deleted_client_is_not_found():
    ada = await a_client("Ada")
    given = DeleteClientInput(client_id=Id(str(ada.id)))

    await delete_client(given, BOSS, "once")
    await delete_client(given, BOSS, "once")

    assert await Event.filter(action="client.deleted").count() == 1
    with pytest.raises(NotFound):
        await delete_client(given, BOSS)
    with pytest.raises(IdempotencyConflict):
        await delete_client(DeleteClientInput(client_id=Id(str(ada.id)), reason="other"), BOSS, "once")


async def test_a_merged_client_is_not_deleted_but_the_one_it_became():
    ada, grace = await a_client("Ada"), await a_client("Grace")
    await merged(ada, grace)

    with pytest.raises(Blocked) as refused:
        await deleted(ada)

    assert refused.value.blockers[0].code == "MERGED"
    assert (await deleted(grace)).status is ClientStatus.DELETED


@pytest.mark.parametrize(
    "hostile", ["", "x", "00000000-0000-4000-8000-000000000000", "' OR 1=1 --", "\x00", "😀" * 300]
)
async def test_whatever_is_no_client_is_not_found(hostile):
    with pytest.raises(NotFound):
        await delete_client(DeleteClientInput(client_id=Id(hostile)), BOSS)


async def test_a_reason_that_nobody_can_read_is_refused():
    ada = await a_client("Ada")

    for reason in ("a\x00b", "x" * 1001):
        with pytest.raises(InvalidInput):
            await deleted(ada, reason=reason)


async def test_restored_all_is_as_it_was():
    ada = await a_shopper("ada@example.org")
    parent = await a_client("Parent")
    await linked(ada, parent)
    ada = await Client.get(id=ada.id)

    await deleted(ada)
    back = await restored(ada)

    assert back.status is ClientStatus.ACTIVE
    same = ("login_email", "login_fold", "password_hash", "verified_at", "signpost_email", "allow_login", "name_fold")
    assert [getattr(back, name) for name in same] == [getattr(ada, name) for name in same]
    assert back.parent_id == parent.id
    assert await restored(back) == back


async def test_a_login_is_restored_only_with_an_address_that_nobody_else_has():
    ada = await a_shopper("ada@example.org")
    await deleted(ada)
    await a_client("Other", "ada@example.org")

    with pytest.raises(EmailTaken) as taken:
        await restored(ada)
    with pytest.raises(EmailTaken):
        await restored(ada, login_email="ada@example.org")
    with pytest.raises(InvalidInput):
        await restored(ada, login_email="ada at example")
    back = await restored(ada, login_email="ada.king@example.org")

    assert taken.value.email == "ada@example.org"
    assert (back.login_email, back.password_hash, back.verified_at) == ("ada.king@example.org", None, None)
    assert await ClientEmail.exists(client_id=ada.id, fold="ada.king@example.org", is_default=True)
    assert await EmailMessage.exists(to="ada.king@example.org", state=MailState.WAITING)


async def test_without_its_address_a_client_comes_back_with_its_login_off():
    ada = await a_shopper("ada@example.org")
    await deleted(ada)
    await a_client("Other", "ada@example.org")

    back = await restored(ada, without_login=True)

    assert (back.status, back.login_email, back.password_hash) == (ClientStatus.LOGIN_DISABLED, None, None)


async def test_whoever_may_not_see_deleted_clients_restores_none():
    ada = await deleted(await a_client("Ada"))
    blind = type(BOSS)(BOSS.kind, BOSS.id, BOSS.name, permissions=frozenset({"client.delete"}))

    with pytest.raises(NotFound):
        await restored(ada, by=blind)


async def test_what_was_erased_does_not_come_back():
    ada = await a_client("Ada")
    await erased(ada)

    with pytest.raises(Blocked) as refused:
        await restored(ada)

    assert refused.value.blockers[0].code == "ERASED"


async def test_the_rollup_agrees_after_it_is_folded():
    ada = await a_client("Ada")
    await deleted(ada)
    await restored(ada)
    await deleted(ada)

    await rollup.fold()

    assert await _standing() == {}
