"""Merging: everything that points at the source becomes the survivor's, and the source stays as a signpost."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from uuid import uuid4

import pytest
from tortoise.context import require_context

from atrium import database
from atrium.clients.actions import update_client
from atrium.clients.contacts.emails import add_client_email
from atrium.clients.contacts.inputs import AddClientEmailInput
from atrium.clients.duplicates.actions import dismiss_duplicate
from atrium.clients.duplicates.inputs import DismissDuplicateInput
from atrium.clients.inputs import UpdateClientInput
from atrium.clients.models import Client, ClientDistinction, ClientNote, ClientTag
from atrium.clients.notes.actions import add_note
from atrium.clients.notes.inputs import AddNoteInput
from atrium.clients.signing_in.models import ClientSession
from atrium.clients.signing_in.sessions import open_session
from atrium.columns import now
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.contacts.models import ClientAddress, ClientEmail, VerificationToken
from atrium.dashboard import queries as dashboard
from atrium.dashboard import rollup
from atrium.errors import Blocked, InvalidInput, MergeRefused, NotFound, StalePreview
from atrium.events.models import Event
from atrium.ids import Id
from atrium.mail.models import EmailMessage, MailState
from atrium.mail.outbox import enqueue
from atrium.merges.actions import merge_clients
from atrium.merges.belongings import BELONGINGS, How
from atrium.merges.models import ClientMerge
from atrium.merges.preview import preview
from atrium.orders.inputs import PaidNowInput
from atrium.orders.models import ClientBalance, Order, Payment, PaymentMethod, Service
from atrium.principal import ActorKind, Principal
from tests.clients.signing_in_given import a_shopper
from tests.custom_fields.given import a_field, values_shown
from tests.given import STAFF, a_client, rows_everywhere
from tests.graph.asking import data
from tests.impersonation.given import a_tab
from tests.impersonation.given import counts as is_entered
from tests.merges.given import BOSS, agreed, counts, fresh, linked, merged, previewed, undone
from tests.orders.given import a_line, a_product, an_order


def test_every_column_that_points_at_a_client_is_declared():
    apps = require_context().apps
    assert apps is not None
    pointing = {
        (model._meta.db_table, model._meta.fields_map[name].source_field)
        for model in apps["atrium"].values()
        for name in model._meta.fk_fields | model._meta.o2o_fields
        if model._meta.fields_map[name].related_model is Client
    }

    declared = [(one.table, one.column) for one in BELONGINGS]

    assert set(declared) == pointing
    assert len(set(declared)) == len(declared)
    assert all(one.moves is not bool(one.why) for one in BELONGINGS)
    assert all(bool(one.same) is (one.how is How.COLLAPSES) for one in BELONGINGS)


async def test_what_moves_is_counted_before_and_doubles_are_told():
    ada = await a_client("Ada", "ada@example.org", phone="+49301234567", tags=["vip", "shop"])
    grace = await a_client("Grace", "grace@example.org", phone="+49301234567", tags=["VIP"])
    await add_note(AddNoteInput(client_id=Id(str(ada.id)), text="Rings on Mondays."), STAFF)
    await an_order(
        ada, a_line(await a_product(recurring=True, interval_months=1)), paid=PaidNowInput(method=PaymentMethod.CASH)
    )

    seen = counts(await previewed(ada, grace))

    assert seen == {
        "emails": (1, 0), "phones": (0, 1), "tags": (1, 1), "notes": (1, 0), "orders": (1, 0), "services": (1, 0),
        "mails": (1, 0), "payments": (1, 0), "events": (3, 0),
    }  # fmt: skip


async def test_all_that_the_source_owned_is_the_survivors_and_no_row_is_lost():
    ada = await a_client("Ada", "ada@example.org", phone="+49301234567", tags=["vip", "shop"])
    grace = await a_client("Grace", "grace@example.org", tags=["VIP"])
    await add_note(AddNoteInput(client_id=Id(str(ada.id)), text="Rings on Mondays."), STAFF)
    order = await an_order(ada, a_line(await a_product(recurring=True, interval_months=1)))
    child = await a_client("Byron")
    await linked(child, ada)
    before = await rows_everywhere()

    await merged(ada, grace)

    assert (await Order.get(id=order.id)).client_id == grace.id
    assert {one.client_id for one in await Service.all()} == {grace.id}
    assert (await ClientNote.get()).client_id == grace.id
    assert (await fresh(child)).parent_id == grace.id
    tags = ClientTag.filter(client_id=grace.id).order_by("fold")
    assert [tag.label for tag in await tags] == ["shop", "VIP"]
    assert {one.address for one in await ClientEmail.filter(client_id=grace.id)} == {
        "ada@example.org", "grace@example.org",
    }  # fmt: skip
    after = await rows_everywhere()
    grown = {"owed", "client_merge", "client_merge_row", "client_merge_source", "event", "client_delta"}
    assert {table: count for table, count in after.items() if table not in grown} == {
        table: count for table, count in before.items() if table not in grown
    }


async def test_the_source_stays_as_a_signpost_that_every_lookup_follows():
    ada = await a_client("Ada", "ada@example.org", external_id="shop-1")
    grace = await a_client("Grace", "grace@example.org", external_id="shop-2")

    await merged(ada, grace)

    source = await fresh(ada)
    assert source.status == "MERGED"
    assert (source.login_email, source.login_fold, source.signpost_email) == (None, None, "ada@example.org")
    assert source.external_id == "shop-1"
    assert (await fresh(grace)).external_id == "shop-2"
    asked = """query($id: ID!, $on: ClientFilter!) {
      client(id: $id, followMerge: false) { status allowLogin } clients(filter: $on) { totalCount } }"""
    shown = await data(asked, {"id": str(ada.id), "on": {"status": ["MERGED"], "allowLogin": True}})
    assert shown == {"client": {"status": "MERGED", "allowLogin": False}, "clients": {"totalCount": 0}}


async def test_a_source_into_a_survivor_merged_before_is_pointed_on_by_one_hop():
    ada, grace, mary = [await a_client(name) for name in ("Ada", "Grace", "Mary")]

    await merged(ada, grace)
    await merged(grace, mary)

    assert (await fresh(ada)).merged_into_id == mary.id
    assert (await fresh(grace)).merged_into_id == mary.id


async def test_facts_are_taken_as_chosen_and_filled_where_the_survivor_has_none():
    ada = await a_client("Ada", last_name="Lovelace", language="de", external_id="shop-1")
    grace = await a_client("Grace", last_name="King", language="en")
    seen = await previewed(ada, grace)

    await merged(ada, grace, lastName=ada, language=ada)

    kept = await fresh(grace)
    assert (kept.first_name, kept.last_name, kept.language, kept.external_id) == ("Grace", "Lovelace", "de", "shop-1")
    assert (kept.display_name, kept.name_fold) == ("Grace Lovelace", "grace lovelace")
    chosen = {one.field: one.chosen for one in seen.conflicts}
    assert chosen["lastName"] == grace.id
    assert chosen["externalId"] == ada.id
    told = (await Event.get(action="client.merged")).changes
    assert {"field": "lastName", "before": "King", "after": "Lovelace"} in told
    assert {"field": "mergedClientId", "before": str(ada.id), "after": str(grace.id)} in told
    assert {"field": "moved.emails", "before": 0, "after": 1} in told


async def test_another_login_is_taken_with_its_password_and_whoever_came_in_before_goes_out():
    ada = await a_shopper("ada@example.org")
    grace = await a_shopper("grace@example.org")
    for client in (ada, grace):
        await open_session(client.id, "10.0.0.1", "Browser", is_token=False)
    hashes = (await fresh(ada)).password_hash, (await fresh(grace)).password_hash

    await merged(ada, grace, loginEmail=ada)

    kept, source = await fresh(grace), await fresh(ada)
    assert (kept.login_fold, kept.password_hash, source.password_hash) == ("ada@example.org", *hashes)
    assert await ClientSession.filter(ended_at__isnull=True).count() == 0
    assert await ClientEmail.filter(client_id=grace.id).count() == 2


async def test_the_survivors_own_way_in_stays_and_the_sources_closes():
    ada, grace = await a_shopper("ada@example.org"), await a_shopper("grace@example.org")
    for client in (ada, grace):
        await open_session(client.id, "10.0.0.1", "Browser", is_token=False)

    await merged(ada, grace)

    open_ones = await ClientSession.filter(ended_at__isnull=True)
    assert [one.client_id for one in open_ones] == [grace.id]
    assert (await fresh(grace)).status == "ACTIVE"


async def test_who_has_no_login_takes_anothers_together_with_whether_it_is_open():
    ada = await a_shopper("ada@example.org")
    cash = await a_client("Cash", allow_login=False)

    await merged(ada, cash)

    assert (await fresh(cash)).status == "ACTIVE"
    assert (await fresh(cash)).login_email == "ada@example.org"


async def test_a_blocked_client_stays_blocked_whoever_is_merged_into_it():
    ada, blocked = await a_shopper("ada@example.org"), await a_shopper("grace@example.org")
    await Client.filter(id=blocked.id).update(allow_login=False)

    await merged(ada, blocked)

    assert (await fresh(blocked)).status == "LOGIN_DISABLED"


async def test_nobody_can_be_let_in_without_an_address():
    ada = await a_shopper("ada@example.org")
    cash = await a_client("Cash", allow_login=False)

    with pytest.raises(InvalidInput) as refused:
        await merged(ada, cash, loginEmail=cash, allowLogin=ada)

    assert [(fault.path, fault.code) for fault in refused.value.faults] == [(("take",), "LOGIN_REQUIRED")]


async def test_custom_values_are_one_or_the_others_and_none_is_lost():
    for key in ("vip", "note", "same"):
        await a_field(key)
    ada = await a_client("Ada", custom_fields={"vip": "yes", "note": "hers", "same": "x"})
    grace = await a_client("Grace", custom_fields={"note": "own", "same": "x"})
    before = await rows_everywhere()

    await merged(ada, grace, customFields__note=ada)

    assert await values_shown(grace) == {"vip": "yes", "note": "hers", "same": "x"}
    assert (await rows_everywhere())["custom_field_value"] == before["custom_field_value"]


async def test_a_value_can_be_left_empty_on_purpose():
    await a_field("vip")
    ada = await a_client("Ada", custom_fields={"vip": "yes"})
    grace = await a_client("Grace")

    await merged(ada, grace, customFields__vip=grace)

    assert (await values_shown(grace)).get("vip") is None


async def test_each_list_has_one_default_and_the_chosen_one_stands_first():
    here = AddressInput(line1="Hauptstr. 1", city="Köln", postcode="50667", country="DE")
    there = AddressInput(line1="Rue 2", city="Paris", postcode="75001", country="FR")
    ada, grace = await a_client("Ada", address=here), await a_client("Grace", address=there)

    await merged(ada, grace, defaultAddress=ada, defaultEmail=ada)

    for model in (ClientAddress, ClientEmail):
        assert await model.filter(client_id=grace.id, is_default=True).count() == 1
        assert await model.filter(client_id=grace.id).count() == 2
    assert (await ClientAddress.get(client_id=grace.id, is_default=True)).city == "Köln"
    assert (await fresh(grace)).country == "DE"


async def test_amounts_of_different_currencies_stay_apart():
    ada, grace = await a_client("Ada"), await a_client("Grace")
    for client in (ada, grace):
        await an_order(client, a_line(await a_product(price="20.00", currency="EUR")))
    await an_order(ada, a_line(await a_product(price="500", currency="JPY")))

    await merged(ada, grace)

    has = await ClientBalance.filter(client_id=grace.id).order_by("currency")
    assert [(one.currency, one.order_count, one.due_minor) for one in has] == [("EUR", 2, 4000), ("JPY", 1, 500)]
    assert await ClientBalance.filter(client_id=ada.id).count() == 0
    assert await Payment.all().count() == 0


async def test_waiting_mails_with_a_link_are_cancelled_and_others_go_to_the_survivor():
    ada, grace = await a_client("Ada", "ada@example.org"), await a_client("Grace", "grace@example.org")
    context = {"name": "Ada", "old": "ada@example.org", "new": "x@example.org"}
    plain = await enqueue(
        "login_change_asked", "ada@example.org", dedupe_key="plain", context=context, client_id=ada.id
    )

    await merged(ada, grace)

    link = await EmailMessage.get(to="ada@example.org", kind="verify_email")
    assert (link.state, link.sealed, link.client_id) == (MailState.FAILED, None, grace.id)
    told = await EmailMessage.get(id=plain.id)
    assert (told.state, told.to, told.client_id) == (MailState.WAITING, "grace@example.org", grace.id)
    assert "grace@example.org" in told.found_by
    tokens = await VerificationToken.filter(client_id=ada.id, superseded_at__isnull=True)
    assert tokens == []


async def test_who_was_told_apart_from_the_source_is_told_apart_from_the_survivor():
    ada, grace, mary = [await a_client(name) for name in ("Ada", "Grace", "Mary")]
    for other in (mary, grace):
        await dismiss_duplicate(DismissDuplicateInput(client_id=Id(str(ada.id)), other_id=Id(str(other.id))), STAFF)

    await merged(ada, grace)

    pair = sorted((grace.id, mary.id))
    assert await ClientDistinction.filter(client_id=pair[0], other_id=pair[1]).count() == 1


async def test_several_sources_are_one_act_and_what_two_of_them_have_comes_once():
    ada = await a_client("Ada", tags=["vip"], phone="+49301234567")
    bea = await a_client("Bea", tags=["vip"], phone="+49301234567")
    grace = await a_client("Grace")
    seen = counts(await previewed(ada, bea, grace))

    await merged(ada, bea, grace)

    assert seen["tags"] == (1, 1)
    assert seen["phones"] == (1, 1)
    assert await ClientTag.filter(client_id=grace.id).count() == 1
    assert await ClientMerge.all().count() == 1
    assert await Event.filter(action="client.merged").count() == 1


async def test_the_figures_move_with_the_clients():
    ada, grace = await a_client("Ada"), await a_client("Grace", allow_login=False)
    await a_client("Mary")

    await merged(ada, grace)
    moved = await dashboard.figures(None, None, "UTC")
    await rollup.rebuild()

    assert moved == await dashboard.figures(None, None, "UTC")


@pytest.mark.parametrize("which", ["same", "merged", "deleted", "unknown", "none", "many"])
async def test_what_cannot_be_merged_is_refused_with_its_reason(which: str):
    ada, grace, mary = [await a_client(name) for name in ("Ada", "Grace", "Mary")]
    await merged(mary, grace)
    gone = await a_client("Gone")
    await Client.filter(id=gone.id).update(deleted_at=now())
    sources = {
        "same": [grace], "merged": [mary], "deleted": [gone], "unknown": [Client(id=uuid4())], "none": [],
        "many": [Client(id=uuid4()) for _ in range(11)],
    }[which]  # fmt: skip

    with pytest.raises((MergeRefused, NotFound)) as refused:
        await previewed(*sources, grace)

    assert refused.value.code == {
        "same": "SAME_CLIENT", "merged": "MERGED", "deleted": "DELETED", "unknown": "NOT_FOUND", "none": "NO_SOURCE",
        "many": "TOO_MANY_SOURCES",
    }[which]  # fmt: skip
    assert ada.id


async def test_who_may_not_see_deleted_clients_does_not_learn_of_one():
    ada, gone = await a_client("Ada"), await a_client("Gone")
    await Client.filter(id=gone.id).update(deleted_at=now())
    clerk = Principal(ActorKind.STAFF, BOSS.id, "Clerk", frozenset({"client.read", "client.merge"}))

    with pytest.raises(NotFound):
        await preview([gone.id], ada.id, clerk)


async def a_chain(*names: str) -> list[Client]:
    """Each the parent of the next."""
    chain = [await a_client(name) for name in names]
    for parent, child in pairwise(chain):
        await linked(child, parent)
    return [await fresh(one) for one in chain]


async def test_an_ancestor_is_not_merged_into_its_descendant_and_the_other_way_is_no_cycle():
    top, middle, leaf = await a_chain("Top", "Middle", "Leaf")

    with pytest.raises(MergeRefused) as refused:
        await previewed(top, leaf)
    await merged(leaf, top)

    assert refused.value.code == "ANCESTOR"
    assert (await fresh(leaf)).parent_id is None
    assert (await fresh(middle)).parent_id == top.id
    assert (await fresh(top)).parent_id is None


async def test_the_survivor_takes_the_place_in_the_family_unless_it_has_one():
    parent, ada, child = await a_chain("Parent", "Ada", "Child")
    grace = await a_client("Grace")

    await merged(ada, grace)

    assert (await fresh(grace)).parent_id == parent.id
    assert (await fresh(child)).parent_id == grace.id


async def test_a_family_that_would_be_too_deep_is_in_the_way():
    *_, bottom = await a_chain("A", "B", "C", "D")
    head, *_ = await a_chain("X", "Y", "Z")
    seen = await previewed(head, bottom)

    with pytest.raises(Blocked) as refused:
        await merge_clients(agreed(seen, head, bottom), BOSS)

    assert [one.code for one in seen.blockers] == ["TOO_DEEP"]
    assert refused.value.blockers[0].count == 6


async def test_a_preview_that_is_no_longer_true_is_refused():
    ada, grace = await a_client("Ada"), await a_client("Grace")
    acts = [
        lambda: update_client(UpdateClientInput(id=Id(str(ada.id)), version=1, first_name="Eda"), STAFF),
        lambda: add_client_email(AddClientEmailInput(client_id=Id(str(grace.id)), address="g2@example.org"), STAFF),
        lambda: _ordered(ada),
    ]

    for act in acts:
        seen = await previewed(ada, grace)
        await act()
        with pytest.raises(StalePreview):
            await merge_clients(agreed(seen, ada, grace), BOSS)

    assert await ClientMerge.all().count() == 0


async def _ordered(client: Client) -> None:
    await an_order(client, a_line(await a_product()))


async def test_a_wrong_code_is_refused_and_one_typed_otherwise_is_taken():
    ada, grace = await a_client("Ada"), await a_client("Grace")
    given = agreed(await previewed(ada, grace), ada, grace)
    before = await rows_everywhere()

    with pytest.raises(InvalidInput) as refused:
        await merge_clients(given.model_copy(update={"confirmation_code": "AAA-AAA"}), BOSS)
    unchanged = await rows_everywhere()
    typed = given.confirmation_code.lower().replace("-", " ")
    await merge_clients(given.model_copy(update={"confirmation_code": typed}), BOSS)

    assert [(fault.path, fault.code) for fault in refused.value.faults] == [(("confirmationCode",), "WRONG_CODE")]
    assert unchanged == before


async def test_choices_that_are_none_are_refused_all_at_once():
    ada, grace = await a_client("Ada"), await a_client("Grace")
    stranger = await a_client("Mary")

    with pytest.raises(InvalidInput) as refused:
        await merged(ada, grace, currency=ada, firstName=stranger)

    assert [(fault.path, fault.code) for fault in refused.value.faults] == [
        (("take", "0", "field"), "NO_CONFLICT"), (("take", "1", "from"), "UNKNOWN_CLIENT"),
    ]  # fmt: skip


async def test_a_client_of_a_company_keeps_a_name():
    company = await a_client("", company=CompanyInput(name="Lovelace Ltd"), email="l@example.org")
    ada = await a_client("Ada", company=CompanyInput(name="Byron plc"))

    await merged(ada, company, defaultCompany=ada)

    assert (await fresh(company)).display_name == "Byron plc"


async def test_pressing_twice_merges_once():
    ada, grace = await a_client("Ada"), await a_client("Grace")
    given = agreed(await previewed(ada, grace), ada, grace)

    first = await merge_clients(given, BOSS, "k")
    again = await merge_clients(given, BOSS, "k")

    assert first == again
    assert await ClientMerge.all().count() == 1


async def test_of_two_opposite_merges_at_once_one_wins():
    ada, grace = await a_client("Ada"), await a_client("Grace")
    there = agreed(await previewed(ada, grace), ada, grace)
    back = agreed(await previewed(grace, ada), grace, ada)

    outcomes = await asyncio.gather(
        *(database.retrying(lambda one=one: merge_clients(one, BOSS)) for one in (there, back)), return_exceptions=True
    )

    assert sorted(type(one).__name__ for one in outcomes) == ["MergeRefused", "UUID"]
    assert await Client.filter(merged_into_id__isnull=True).count() == 1


async def test_nobody_stays_in_a_merged_account_nor_comes_back_into_it():
    ada, grace = await a_shopper("ada@example.org"), await a_shopper("grace@example.org")
    tab = await a_tab(ada)
    before = await is_entered(tab)

    merge_id = await merged(ada, grace)
    during = await is_entered(tab)
    await undone(merge_id)

    assert (before, during, await is_entered(tab)) == (True, False, False)
