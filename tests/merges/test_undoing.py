"""Undoing: what nobody has changed since goes back, what somebody has stays and is listed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from atrium import database
from atrium.clients.actions import update_client
from atrium.clients.contacts.emails import remove_client_email, update_client_email
from atrium.clients.contacts.inputs import (
    MakeDefaultClientContactInput,
    RemoveClientContactInput,
    UpdateClientEmailInput,
)
from atrium.clients.contacts.lists import EMAILS
from atrium.clients.contacts.removing import make_default
from atrium.clients.inputs import UpdateClientInput
from atrium.clients.models import Client, ClientNote, ClientTag
from atrium.clients.notes.actions import add_note, update_note
from atrium.clients.notes.inputs import AddNoteInput, UpdateNoteInput
from atrium.columns import as_of, now
from atrium.contacts.inputs import AddressInput
from atrium.contacts.models import ClientEmail
from atrium.dashboard import queries as dashboard
from atrium.dashboard import rollup
from atrium.errors import MergeRefused, NotFound
from atrium.events.models import Event
from atrium.ids import Id
from atrium.merges.inputs import UndoMergeInput
from atrium.merges.models import ClientMerge, ClientMergeRow
from atrium.merges.undoable import forget_past
from atrium.merges.undoing import undo_merge
from atrium.orders.inputs import RecordPaymentInput
from atrium.orders.models import ClientBalance, Order, PaymentMethod
from atrium.orders.payments import record_payment
from tests.clients.signing_in_given import a_shopper
from tests.custom_fields.given import a_field, values_shown
from tests.given import STAFF, a_client, rows_everywhere
from tests.merges.given import BOSS, fresh, linked, merged, undone
from tests.orders.given import a_line, a_product, an_order, money

IGNORED = {"owed", "client_merge", "client_merge_source", "client_merge_row", "event", "client_delta", "client"}
OF_A_MERGE = ("version", "updated_at")


async def store() -> dict[str, list[dict]]:
    """Every row of every table that a merge touches and an undo restores, as the database has it."""
    tables = {}
    for table in await rows_everywhere():
        if table not in IGNORED:
            found = await database.rows(f"SELECT * FROM {table}")
            own = "" if table == "client_balance" else "id"  # summed anew each time
            kept = ({k: str(v) for k, v in row.items() if k != "id" or own} for row in found)
            tables[table] = sorted(kept, key=repr)
    clients = await database.rows("SELECT * FROM client ORDER BY number")
    tables["client"] = [{k: str(v) for k, v in row.items() if k not in OF_A_MERGE} for row in clients]
    return tables


async def two_rich_clients() -> tuple[Client, Client]:
    await a_field("vip")
    await a_field("note")
    here = AddressInput(line1="Hauptstr. 1", city="Köln", postcode="50667", country="DE")
    there = AddressInput(line1="Rue 2", city="Paris", postcode="75001", country="FR")
    ada = await a_client(
        "Ada", "ada@example.org", last_name="Lovelace", phone="+49301234567", address=here, tags=["vip", "shop"],
        external_id="shop-1", custom_fields={"vip": "yes", "note": "hers"},
    )  # fmt: skip
    grace = await a_client(
        "Grace", "grace@example.org", phone="+49301234567", address=there, tags=["VIP"], external_id="shop-2",
        custom_fields={"note": "own"},
    )  # fmt: skip
    for client in (ada, grace):
        await add_note(AddNoteInput(client_id=Id(str(client.id)), text="Rings on Mondays."), STAFF)
        await an_order(client, a_line(await a_product(recurring=True)))
    await an_order(ada, a_line(await a_product(price="500", currency="JPY")))
    child, parent = await a_client("Byron"), await a_client("Augusta")
    await linked(child, ada, bills=True)
    await linked(ada, parent, bills=True)
    return await fresh(ada), grace


EVERYTHING = ("firstName", "lastName", "loginEmail", "externalId", "parent", "customFields__note", "defaultAddress")


@pytest.mark.parametrize("taken", [(), EVERYTHING])
async def test_all_is_as_it_was_when_nobody_has_changed_anything(taken: tuple[str, ...]):
    ada, grace = await two_rich_clients()
    await database.execute("UPDATE email_message SET state = 'SENT', sealed = NULL")
    await database.execute("UPDATE verification_token SET superseded_at = created_at")
    before, figures = await store(), await dashboard.figures(None, None, "UTC")

    merge_id = await merged(ada, grace, **dict.fromkeys(taken, ada))
    told = await undone(merge_id, preview=True)
    still = await fresh(ada)
    did = await undone(merge_id)

    assert still.merged_into_id == grace.id
    assert (told.returned, told.stayed) == (did.returned, did.stayed)
    assert not did.stayed
    after = await store()
    for table, rows in before.items():
        assert after[table] == rows, table
    assert await dashboard.figures(None, None, "UTC") == figures
    await rollup.rebuild()
    assert await dashboard.figures(None, None, "UTC") == figures


async def test_what_was_changed_since_stays_and_is_listed():
    ada, grace = await two_rich_clients()
    note = await ClientNote.get(client_id=ada.id)
    order = await Order.get(client_id=ada.id, currency="EUR")
    merge_id = await merged(ada, grace)

    await update_note(UpdateNoteInput(id=Id(str(note.id)), version=1, text="Never rings."), STAFF)
    paid = RecordPaymentInput(order_id=Id(str(order.id)), method=PaymentMethod.CASH, amount=money("20.00"))
    await record_payment(paid, STAFF)
    did = await undone(merge_id)

    assert (did.stayed["notes"], did.stayed["orders"], did.returned["orders"]) == (1, 1, 1)
    assert (await ClientNote.get(id=note.id)).client_id == grace.id
    sums = await ClientBalance.filter(order_count__gt=0)
    assert {(one.client_id, one.currency, one.order_count) for one in sums} == {
        (grace.id, "EUR", 2), (ada.id, "JPY", 1),
    }  # fmt: skip
    merge = await ClientMerge.get()
    assert merge.outcome["stayed"] == {"notes": 1, "orders": 1}


async def test_a_fact_that_was_changed_since_stays():
    ada, grace = await two_rich_clients()
    merge_id = await merged(ada, grace, firstName=ada, lastName=ada)
    version = (await fresh(grace)).version

    await update_client(UpdateClientInput(id=Id(str(grace.id)), version=version, first_name="Augusta"), STAFF)
    did = await undone(merge_id)

    kept = await fresh(grace)
    assert (kept.first_name, kept.last_name, kept.display_name) == ("Augusta", "", "Augusta")
    assert (did.returned["facts"], did.stayed["facts"]) == (1, 1)


async def test_a_custom_value_that_was_changed_since_stays_and_the_former_one_is_nobodys():
    ada, grace = await two_rich_clients()
    merge_id = await merged(ada, grace, customFields__note=ada)
    version = (await fresh(grace)).version

    given = UpdateClientInput(id=Id(str(grace.id)), version=version, custom_fields={"note": "new"})
    await update_client(given, STAFF)
    did = await undone(merge_id)

    assert (await values_shown(grace))["note"] == "new"
    assert (await values_shown(ada)).get("note") is None
    assert (await values_shown(ada))["vip"] == "yes"
    assert (did.returned["customFields"], did.stayed["customFields"]) == (1, 1)


async def test_an_address_that_has_become_the_login_stays_and_its_former_owner_has_none():
    ada, grace = await a_shopper("ada@example.org"), await a_shopper("grace@example.org")
    merge_id = await merged(ada, grace)
    await Client.filter(id=grace.id).update(login_email="ada@example.org", login_fold="ada@example.org")

    did = await undone(merge_id)

    assert (await fresh(grace)).login_fold == "ada@example.org"
    source = await fresh(ada)
    assert (source.login_fold, source.allow_login, source.status) == (None, False, "LOGIN_DISABLED")
    assert {one.fold for one in await ClientEmail.filter(client_id=grace.id)} == {
        "ada@example.org", "grace@example.org",
    }  # fmt: skip
    assert (did.stayed["login"], did.stayed["emails"]) == (1, 1)


async def test_a_password_that_was_changed_since_keeps_the_login_where_it_is():
    ada, grace = await a_shopper("ada@example.org"), await a_shopper("grace@example.org")
    merge_id = await merged(ada, grace, loginEmail=ada)
    await Client.filter(id=grace.id).update(password_hash="another")

    did = await undone(merge_id)

    kept, source = await fresh(grace), await fresh(ada)
    assert (kept.login_fold, kept.password_hash) == ("ada@example.org", "another")
    assert (source.login_fold, source.password_hash, source.status) == (None, None, "LOGIN_DISABLED")
    assert did.stayed["login"] == 1


async def test_an_address_that_somebody_else_logs_in_with_by_now_is_not_taken_from_them():
    ada, grace = await a_client("Ada", "ada@example.org"), await a_client("Grace")
    merge_id = await merged(ada, grace)
    other = await a_client("Other", "ada@example.org")

    await undone(merge_id)

    assert (await fresh(other)).login_fold == "ada@example.org"
    assert (await fresh(ada)).status == "LOGIN_DISABLED"


async def test_a_contact_that_was_removed_relabelled_or_preferred_since():
    ada, grace = await a_client("Ada", "ada@example.org"), await a_client("Grace", "grace@example.org")
    for address in ("a2@example.org", "a3@example.org"):
        await ClientEmail.create(client_id=ada.id, address=address, fold=address)
    merge_id = await merged(ada, grace)
    rows = {one.address: Id(str(one.id)) for one in await ClientEmail.filter(client_id=grace.id)}

    await update_client_email(UpdateClientEmailInput(id=rows["a2@example.org"], label="work"), STAFF)
    await remove_client_email(RemoveClientContactInput(id=rows["a3@example.org"]), STAFF)
    await make_default(EMAILS, MakeDefaultClientContactInput(id=rows["ada@example.org"]), STAFF)
    did = await undone(merge_id)

    assert [one.address for one in await ClientEmail.filter(client_id=ada.id)] == ["ada@example.org"]
    assert (did.returned["emails"], did.stayed["emails"]) == (1, 2)
    for client in (ada, grace):
        assert await ClientEmail.filter(client_id=client.id, is_default=True).count() == 1


async def test_a_child_that_was_moved_since_stays_where_it_is():
    ada, grace = await two_rich_clients()
    child, other = await Client.get(first_name="Byron"), await a_client("Other")
    merge_id = await merged(ada, grace)
    await linked(child, other)

    did = await undone(merge_id)

    assert (await fresh(child)).parent_id == other.id
    assert did.stayed["children"] == 1


async def test_a_parent_that_came_beneath_its_child_meanwhile_is_not_above_it_again():
    ada, grace = await two_rich_clients()
    child, parent = await Client.get(first_name="Byron"), await Client.get(first_name="Augusta")
    merge_id = await merged(ada, grace, parent=grace)
    await linked(parent, child)

    did = await undone(merge_id)

    assert (await fresh(ada)).parent_id is None
    assert (await fresh(child)).parent_id == ada.id
    assert did.stayed["parent"] == 1


async def test_merges_on_top_of_each_other_are_undone_from_the_top():
    ada, grace, mary = [await a_client(name, tags=[name]) for name in ("Ada", "Grace", "Mary")]
    first = await merged(ada, grace)
    second = await merged(grace, mary)

    with pytest.raises(MergeRefused) as refused:
        await undone(first)
    await undone(second)
    between = (await fresh(ada)).merged_into_id
    await undone(first)

    assert refused.value.code == "MERGED_ON"
    assert between == grace.id
    assert {(one.label, one.client_id) for one in await ClientTag.all()} == {
        ("Ada", ada.id), ("Grace", grace.id), ("Mary", mary.id),
    }  # fmt: skip


@pytest.mark.parametrize("which", ["unknown", "undone", "late", "deleted", "erased"])
async def test_what_cannot_be_undone_says_why(which: str):
    ada, grace = await a_client("Ada"), await a_client("Grace")
    merge_id: UUID = await merged(ada, grace)
    changes = {"deleted": {"deleted_at": now()}, "erased": {"deleted_at": now(), "erased_at": now()}}
    if which in changes:
        await Client.filter(id=grace.id).update(**changes[which])
    if which == "undone":
        await undone(merge_id)
    if which == "unknown":
        merge_id = uuid4()
    later = now() + (timedelta(days=31) if which == "late" else timedelta())

    with as_of(later), pytest.raises((MergeRefused, NotFound)) as refused:
        await undone(merge_id)

    codes = {"unknown": "NOT_FOUND", "undone": "UNDONE", "late": "TOO_LATE", "deleted": "DELETED", "erased": "ERASED"}
    assert refused.value.code == codes[which]


async def test_a_preview_of_an_undo_leaves_no_trace():
    ada, grace = await two_rich_clients()
    merge_id = await merged(ada, grace)
    before = await rows_everywhere()

    await undone(merge_id, preview=True)

    assert await rows_everywhere() == before
    assert (await ClientMerge.get()).undone_at is None


async def test_pressing_undo_twice_answers_the_same():
    ada, grace = await two_rich_clients()
    merge_id = await merged(ada, grace)
    given = UndoMergeInput(merge_id=Id(str(merge_id)))

    first, again = await undo_merge(given, BOSS, "k"), await undo_merge(given, BOSS, "k")

    assert (again.client_ids, again.returned, again.stayed) == (first.client_ids, first.returned, first.stayed)
    assert await Event.filter(action="client.merge_undone").count() == 2


async def test_the_journal_is_forgotten_when_it_is_of_no_more_use():
    ada, grace = await two_rich_clients()
    await merged(ada, grace)
    kept = await forget_past()

    with as_of(now() + timedelta(days=31)):
        gone = await forget_past()

    assert kept == 0
    assert gone > 0
    assert await ClientMergeRow.all().count() == 0
    assert await ClientMerge.all().count() == 1


async def test_external_ids_lead_to_their_owners_also_when_an_earlier_merge_is_undone_before_a_later_one():
    ada, bob, cyd = [await a_client(name, external_id=f"shop-{name}") for name in ("Ada", "Bob", "Cyd")]
    first = await merged(ada, cyd, externalId=ada)
    second = await merged(bob, cyd, externalId=bob)

    await undone(first)
    between = {one.external_id: one.merged_into_id or one.id for one in await Client.all()}
    await undone(second)

    assert between == {"shop-Ada": ada.id, "shop-Bob": cyd.id, "shop-Cyd": cyd.id}
    assert {one.external_id: one.id for one in await Client.all()} == {
        "shop-Ada": ada.id, "shop-Bob": bob.id, "shop-Cyd": cyd.id,
    }  # fmt: skip


async def test_who_logs_in_again_has_the_address_in_the_list_though_the_entry_has_become_another():
    ada, grace = await a_client("Ada", "ada@example.org"), await a_client("Grace", "grace@example.org")
    merge_id = await merged(ada, grace)
    row = await ClientEmail.get(client_id=grace.id, fold="ada@example.org")
    await update_client_email(UpdateClientEmailInput(id=Id(str(row.id)), address="other@example.org"), BOSS)

    await undone(merge_id)

    assert (await fresh(ada)).login_fold == "ada@example.org"
    assert [(one.address, one.is_default) for one in await ClientEmail.filter(client_id=ada.id)] == [
        ("ada@example.org", True)
    ]
