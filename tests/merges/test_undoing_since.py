"""Undoing a merge after this and that has happened to logins, mails and families since."""

from __future__ import annotations

import asyncio

import pytest

from atrium import database
from atrium.clients.contacts.emails import remove_client_email, update_client_email
from atrium.clients.contacts.inputs import RemoveClientContactInput, UpdateClientEmailInput
from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client, ClientTag
from atrium.clients.tagging.actions import tag_client
from atrium.clients.tagging.inputs import TagClientInput
from atrium.clients.tags import MOST
from atrium.contacts.models import ClientEmail
from atrium.errors import InvalidInput
from atrium.family.lines import GENERATIONS
from atrium.ids import Id
from atrium.mail.models import EmailMessage, MailState
from atrium.mail.outbox import enqueue
from atrium.merges.family import kin_of
from tests.given import STAFF, a_client
from tests.merges.given import BOSS, fresh, linked, merged, undone
from tests.merges.test_reading import looked_up


async def two() -> tuple[Client, Client]:
    return await a_client("Ada", "ada@example.org"), await a_client("Grace", "grace@example.org")


async def allowed(client: Client, allow: bool) -> None:
    await set_allow_login(SetAllowLoginInput(client_id=Id(str(client.id)), allow_login=allow), BOSS)


async def test_a_family_that_has_grown_since_does_not_become_deeper_than_it_may():
    ada, bob, kid, above, top = [await a_client(name) for name in ("Ada", "Bob", "Kid", "Above", "Top")]
    await linked(bob, above)
    await linked(kid, bob)
    merge_id = await merged(bob, ada, parent=ada)
    last = kid
    for name in ("One", "Two", "Three"):
        child = await a_client(name)
        await linked(child, last)
        last = child
    await linked(above, top)

    did = await undone(merge_id)

    assert len((await kin_of(last.id)).above) < GENERATIONS
    assert (await fresh(kid)).parent_id == bob.id
    assert ((await fresh(bob)).parent_id, did.stayed["parent"]) == (None, 1)


@pytest.mark.parametrize("change", ["labelled", "removed"])
async def test_whoever_may_log_in_again_has_the_address_in_its_list(change: str):
    ada, grace = await two()
    merge_id = await merged(ada, grace)
    row = Id(str((await ClientEmail.get(client_id=grace.id, fold="ada@example.org")).id))

    if change == "labelled":
        await update_client_email(UpdateClientEmailInput(id=row, label="work"), STAFF)
    else:
        await remove_client_email(RemoveClientContactInput(id=row), STAFF)
    await undone(merge_id)

    assert (await fresh(ada)).login_fold == "ada@example.org"
    assert [(one.fold, one.is_default) for one in await ClientEmail.filter(client_id=ada.id)] == [
        ("ada@example.org", True)
    ]


async def test_a_mail_that_still_waits_goes_to_its_client_again():
    ada, grace = await two()
    context = {"name": "Ada", "old": "ada@example.org", "new": "x@example.org"}
    mail = await enqueue("login_change_asked", "ada@example.org", dedupe_key="plain", context=context, client_id=ada.id)
    merge_id = await merged(ada, grace)
    between = (await EmailMessage.get(id=mail.id)).to

    await undone(merge_id)

    told = await EmailMessage.get(id=mail.id)
    assert between == "grace@example.org"
    assert (told.state, told.to, told.client_id) == (MailState.WAITING, "ada@example.org", ada.id)
    assert "ada@example.org" in told.found_by


async def test_the_survivors_former_login_leads_to_it_until_it_has_it_again():
    ada, grace = await two()
    merge_id = await merged(ada, grace, loginEmail=ada)
    between = [await looked_up(email=f"{name}@example.org") for name in ("ada", "grace")]
    listed = {one.fold for one in await ClientEmail.filter(client_id=grace.id)}

    await undone(merge_id)

    assert between == [str(grace.id)] * 2
    assert listed == {"ada@example.org", "grace@example.org"}
    assert [await looked_up(email=f"{name}@example.org") for name in ("ada", "grace")] == [str(ada.id), str(grace.id)]


async def test_who_was_locked_out_after_the_merge_does_not_come_back_in_as_the_source():
    ada, grace = await two()
    merge_id = await merged(ada, grace)
    await allowed(grace, False)

    did = await undone(merge_id)

    assert [(await fresh(one)).status for one in (ada, grace)] == ["LOGIN_DISABLED"] * 2
    assert (await fresh(ada)).login_fold == "ada@example.org"
    assert did.stayed["allowLogin"] == 1


@pytest.mark.parametrize("when", ["before", "for a while"])
async def test_only_a_lock_out_that_holds_and_came_since_reaches_the_source(when: str):
    ada, grace = await two()
    if when == "before":
        await allowed(grace, False)
    merge_id = await merged(ada, grace)
    if when == "for a while":
        await allowed(grace, False)
        await allowed(grace, True)

    did = await undone(merge_id)

    assert (await fresh(ada)).allow_login
    assert "allowLogin" not in did.stayed


async def test_more_tags_than_one_may_have_come_together_and_part_again():
    ada, grace = await two()
    for client in (ada, grace):
        tags = [f"{client.first_name} {place}" for place in range(MOST)]
        await tag_client(TagClientInput(client_id=Id(str(client.id)), tags=tags), BOSS)
    merge_id = await merged(ada, grace)

    with pytest.raises(InvalidInput) as refused:
        await tag_client(TagClientInput(client_id=Id(str(grace.id)), tags=["one more"]), BOSS)
    await undone(merge_id)

    assert [(one.code, one.message) for one in refused.value.faults] == [
        ("TOO_MANY", "A client has at most 50 tags, and merging gave this one 100. Take some off first.")
    ]
    assert [await ClientTag.filter(client_id=one.id).count() for one in (ada, grace)] == [MOST, MOST]


@pytest.mark.parametrize("contested", ["login", "externalId"])
async def test_who_comes_under_the_address_or_id_at_this_very_moment_keeps_it(contested: str):
    ada, grace = await a_client("Ada", "ada@example.org", external_id="shop-1"), await a_client("Grace")
    merge_id = await merged(ada, grace, externalId=ada)
    if contested == "externalId":
        await Client.filter(id__in=[ada.id, grace.id]).update(external_id=None)
    given = {"email": "ada@example.org"} if contested == "login" else {"external_id": "shop-1"}
    entered = asyncio.Event()

    async def enter() -> Client:
        async with database.tx():
            client = await a_client("Other", **given)
            entered.set()
            await asyncio.sleep(0.3)  # the other has looked by then, and writes
            return client

    async def undo() -> dict[str, int]:
        await entered.wait()
        return dict((await undone(merge_id)).stayed)

    other, stayed = await asyncio.gather(enter(), undo())

    kept, source = await fresh(other), await fresh(ada)
    assert stayed[contested] == 1
    assert source.status in ("UNVERIFIED", "LOGIN_DISABLED")
    if contested == "login":
        assert (kept.login_fold, source.login_fold, source.allow_login) == ("ada@example.org", None, False)
    else:
        assert (kept.external_id, source.external_id) == ("shop-1", None)
