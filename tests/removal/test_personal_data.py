"""The map of personal data: it knows every table and every text, and an erasure leaves none of it anywhere."""

from __future__ import annotations

import zipfile

import orjson
import pytest
from tortoise import fields
from tortoise.context import require_context
from tortoise.models import Model

from atrium import database
from atrium.clients.models import Client
from atrium.columns import now
from atrium.errors import Blocked, Forbidden, NotFound
from atrium.events.models import Event
from atrium.ids import Id
from atrium.jobs.models import Job, JobState
from atrium.jobs.turns import file_of
from atrium.mail.models import EmailMessage, MailState
from atrium.merges.models import ClientMergeRow
from atrium.orders.models import Order, Payment
from atrium.principal import Principal
from atrium.removal.exporting import export_client_data
from atrium.removal.inputs import ExportClientDataInput
from atrium.removal.models import ClientErasure
from atrium.removal.page import page_of
from atrium.removal.personal import APART, RULES
from tests.clients.signing_in_given import a_shopper, a_shoppers_browser
from tests.family.given import linked
from tests.given import a_client
from tests.imports.given import imported
from tests.jobs.given import someone, worked_off
from tests.merges.given import merged, undone
from tests.orders.given import a_line, a_product, an_order
from tests.removal.given import EVERYTHING, PLANTED, a_life, deleted, erased, restored, texts_that_hold


def texts_of(model: type[Model]) -> set[str]:
    words = (fields.CharField, fields.TextField, fields.JSONField)
    return {field.source_field or name for name, field in model._meta.fields_map.items() if type(field) in words}


def test_every_table_and_every_text_is_on_the_map():
    apps = require_context().apps
    assert apps is not None
    for model in apps["atrium"].values():
        table = model._meta.db_table
        rules = [rule for rule in RULES if rule.table == table]
        assert bool(rules) is not (table in APART), f"{table}: what becomes of it when its client is erased?"
        if any(rule.gone for rule in rules):
            continue
        said = {name for rule in rules for name in (*rule.wiped, *rule.stays, *rule.signed.values())}
        said |= set(APART[table][1].split()) if table in APART else set()
        for column in texts_of(model):
            assert column in said, f"{table}.{column} may hold personal data: say what becomes of it"


def test_every_rule_says_where_a_client_is_told_of_it_or_why_not():
    for rule in RULES:
        assert bool(rule.told) is not bool(rule.untold), rule.table
    assert set(APART) & {rule.table for rule in RULES} == set()


async def test_after_an_erasure_no_text_of_the_client_is_found_in_any_table():
    ada, by = await a_life(), await someone()
    source = await a_client("Zyxada", "zyxmail.two@example.org", last_name="Qwlovelace")
    await merged(source, ada)
    parent, child = await a_client("Parent"), await a_client("Child")
    await linked(ada, parent)
    await linked(child, ada)
    await imported([{"firstName": "Zyxada", "email": "zyxmail@example.org", "lastName": "Qwlovelace"}], by)
    assert len(await texts_that_hold(*PLANTED)) > 20

    await deleted(ada, *EVERYTHING, reason="plantedreason")
    receipt = await erased(ada)

    assert await texts_that_hold(*PLANTED, "203.0.113.7") == {}
    gone = await Client.get(id=ada.id)
    assert (gone.display_name, gone.country, gone.login_email) == (f"Erased client #{ada.number}", "", None)
    assert (await Client.get(id=source.id)).erased_at is not None
    assert receipt.removed["customFields"] == 1
    assert receipt.kept == {"orders": 1, "payments": 1, "services": 1, "familyLinks": 2}


async def the_books() -> list[list[dict]]:
    orders = "currency, status, count(*) AS n, sum(total_minor) AS total, sum(paid_minor) AS paid FROM client_order"
    payments = "currency, method, count(*) AS n, sum(amount_minor) AS amount FROM payment"
    return [await database.rows(f"SELECT {one} GROUP BY 1, 2 ORDER BY 1, 2") for one in (orders, payments)]


async def test_orders_and_payments_stay_for_the_books():
    ada, source = await a_life(), await a_client("Source")
    await an_order(source, a_line(await a_product(price="500", currency="JPY")))
    await merged(source, ada)
    before = await the_books()

    await erased(ada, *EVERYTHING)

    assert await the_books() == before
    order = await Order.get(client_id=ada.id, currency="EUR")
    assert (order.total_minor, order.paid_minor, order.status) == (2000, 2000, "PAID")
    assert (await Payment.get(order_id=order.id)).reference == "till 3"


async def test_a_dry_run_tells_what_the_erasure_then_does_and_writes_nothing():
    ada = await deleted(await a_life(), *EVERYTHING)
    before = await texts_that_hold(*PLANTED)

    told = await erased(ada, dry_run=True)
    still = await texts_that_hold(*PLANTED)
    done = await erased(ada)

    assert still == before
    assert (told.removed, told.kept) == (done.removed, done.kept)
    assert (told.is_dry_run, done.is_dry_run) == (True, False)


async def test_the_receipt_is_kept_and_answered_again():
    ada = await a_life()

    first = await erased(ada, *EVERYTHING)
    again = await erased(ada)

    assert again == first
    assert await ClientErasure.all().count() == 1
    assert await Event.filter(action="client.erased").count() == 1


async def test_what_speaks_against_deleting_speaks_against_erasing_and_a_signpost_is_not_erased():
    ada, grace = await a_life(), await a_client("Grace")
    source = await a_client("Source")
    await merged(source, grace)

    with pytest.raises(Blocked) as refused:
        await erased(ada)
    with pytest.raises(Blocked) as signpost:
        await erased(source)
    with pytest.raises(NotFound):
        await erased(Client(id="00000000-0000-4000-8000-000000000000"))

    assert {one.code for one in refused.value.blockers} == {"RUNNING_SERVICES", "OPEN_TICKETS"}
    assert [one.code for one in signpost.value.blockers] == ["MERGED"]


async def test_whom_a_merge_that_was_undone_had_named_is_named_no_more():
    ada, grace = await a_client("Zyxada", "zyxmail@example.org", last_name="Qwlovelace"), await a_client("Grace")
    await undone(await merged(ada, grace))

    await erased(ada)

    assert await texts_that_hold(*PLANTED) == {}
    assert not await ClientMergeRow.exists()
    assert (await Client.get(id=grace.id)).first_name == "Grace"


async def test_mails_that_wait_are_not_sent():
    ada = await a_life()

    await erased(ada, *EVERYTHING)

    assert not await EmailMessage.exists(client_id=ada.id, state=MailState.WAITING)
    assert {(one.to, one.text, one.html) for one in await EmailMessage.filter(client_id=ada.id)} == {("", "", "")}


async def test_rows_that_wait_in_an_import_are_left_out():
    ada, by = await a_client("Zyxada", "zyxmail@example.org"), await someone()
    await imported([{"firstName": "Zyxada", "email": "zyxmail@example.org"}, {"firstName": "Bob"}], by)
    await restored(ada)

    await erased(ada)

    assert await texts_that_hold(*PLANTED) == {}


def whose(client: Client) -> ExportClientDataInput:
    return ExportClientDataInput(client_id=Id(str(client.id)))


async def test_a_copy_holds_all_that_the_map_tells_as_json_and_to_read():
    ada, by = await a_life(), await someone()

    job_id = await export_client_data(whose(ada), by)
    await worked_off()

    job = await Job.get(id=job_id)
    assert (job.state, job.error) == (JobState.DONE, None)
    with zipfile.ZipFile(file_of(job)) as packed:
        told, page = orjson.loads(packed.read("data.json")), packed.read("index.html").decode()
    assert set(told) >= {rule.kind for rule in RULES if rule.told and rule.kind}
    assert told["customFields"] == [{"label": "Motto", "value": "plantedvalue"}]
    for word in set(PLANTED) - {"plantedreason"}:
        assert word.casefold() in page.casefold(), word
    assert "<script" not in page
    assert await Event.exists(action="client.data_exported", client_id=ada.id)


async def test_a_name_in_the_copy_is_never_markup():
    ada, by = await a_client("<script>alert(1)</script>"), await someone()

    job_id = await export_client_data(whose(ada), by)
    await worked_off()

    with zipfile.ZipFile(file_of(await Job.get(id=job_id))) as packed:
        assert b"<script>" not in packed.read("index.html")


def test_the_copys_page_can_be_read_by_who_hears_it_and_holds_nothing_from_elsewhere():
    page = page_of("Ada (#1)", {"emails": [{"address": "ada@example.org", "is_default": True}], "notes": []})

    assert '<html lang="en">' in page
    assert page.count("<h1>") == page.count("<h2") == page.count("<caption>") == 1
    assert "<caption>Emails: 1 entry</caption>" in page
    assert '<th scope="col">Is default</th>' in page
    assert not [word for word in ("http", "src=", "<script", "url(", "Notes") if word in page]


async def test_a_file_that_holds_an_erased_client_can_no_longer_be_fetched():
    ada, by = await a_client("Ada"), await someone()
    job_id = await export_client_data(whose(ada), by)
    await worked_off()

    await erased(ada)

    job = await Job.get(id=job_id)
    assert job.expires_at is not None
    assert job.expires_at <= now()
    with pytest.raises(Blocked):
        await export_client_data(whose(ada), by)


async def test_a_copy_needs_every_permission_to_read_what_is_in_it():
    ada, by = await a_client("Ada"), await someone()
    fewer = Principal(by.kind, by.id, by.name, permissions=by.permissions - {"note.read"})

    with pytest.raises(Forbidden) as refused:
        await export_client_data(whose(ada), fewer)

    assert refused.value.needs == ("note.read",)


async def test_the_browser_of_an_erased_client_is_nobodys():
    ada = await a_shopper("ada@example.org")
    await a_shoppers_browser(ada)

    receipt = await erased(ada)

    assert receipt.removed["sessions"] == 1
    assert await texts_that_hold("Firefox", "ada@example.org") == {}
