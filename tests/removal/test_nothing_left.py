"""After an erasure the person's words are nowhere: in no column of any table, and in no file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import orjson
import pytest

from atrium.clients.bulk.inputs import BulkAct
from atrium.clients.export.actions import export_clients
from atrium.clients.export.inputs import ExportClientsInput, ExportFormat
from atrium.clients.listing.api import ORDERS
from atrium.clients.models import Client, ClientView
from atrium.clients.views.actions import add_view
from atrium.clients.views.inputs import AddClientViewInput
from atrium.clients.views.queries import NAMED_NOBODY, view_for
from atrium.events.models import Event
from atrium.ids import Id
from atrium.imports.models import ImportRow, RowOutcome
from atrium.jobs.files import forget_past
from atrium.orders.models import Order
from atrium.principal import Principal
from atrium.removal.exporting import export_client_data
from atrium.removal.inputs import ExportClientDataInput
from atrium.schema import build
from tests.given import a_client
from tests.imports.given import as_csv, outcomes, staged, uploaded
from tests.jobs.given import a_job, someone, worked_off
from tests.merges.given import merged, undone
from tests.orders.given import a_line, a_product, an_order
from tests.removal.filled import fill, in_the_account_of, with_a_row_everywhere
from tests.removal.given import EVERYTHING, PLANTED, a_life, erased, texts_that_hold
from tests.tickets.given import a_ticket, reply

WORD = "zyxfilled"
UNFILLABLE = {
    "client_address.country", "client_phone.country", "waiting_order.currency", "client.country",
    "client.login_email", "client.login_fold", "impersonation.secret_hash",
}  # fmt: skip
"""Codes of two or three letters; a signpost has no login, a visit that nobody began no secret."""


@pytest.fixture(autouse=True)
def no_files(data_dir: Path) -> None:
    """The schema is built, so every room has said where a client may be named; no file of another test is there."""
    build()
    for name in ("exports", "imports"):
        shutil.rmtree(data_dir / name, ignore_errors=True)


def files_that_hold(home: Path, *words: str) -> list[str]:
    """Files below, but for the databases' own: a database keeps what it has freed for a while."""
    files = [path for path in home.rglob("*") if path.is_file() and ".db" not in path.name]
    return [
        str(path) for path in files if any(word.casefold() in path.read_text("latin-1").casefold() for word in words)
    ]


async def test_no_text_of_any_table_on_the_map_survives_whatever_stood_in_it():
    ada, by = await a_life(), await someone()
    source = await a_client("Zyxada", "zyxmail.two@example.org")
    await merged(source, ada)
    await staged([{"firstName": "Zyxada", "email": "zyxmail@example.org"}], by, allow_login=True)
    await with_a_row_everywhere(ada, by)

    refused = await fill([ada.id, source.id], WORD)
    before = await texts_that_hold(WORD)
    await erased(ada, *EVERYTHING)

    assert refused == UNFILLABLE
    assert len(before) > 80
    assert await texts_that_hold(WORD) == {}


async def named_everywhere(ada: Client, by: Principal, data_dir: Path) -> dict[str, Any]:
    """What staff look for, order and write down, and what is told of others; the rows by what they are."""
    other, conditions = await a_client("Other"), {"search": "  QWLOVELACE zyxada ", "not": {"search": "vip"}}
    view = AddClientViewInput(name="Zyxada Qwlovelace's kin", filter=conditions, is_shared=True)
    found: dict[str, Any] = {"view": await add_view(view, by), "other": other}
    kept = AddClientViewInput(name="Berlin", filter={"and": [{"email": {"eq": "zyxmail@example.org"}}]})
    await add_view(kept, by)
    await a_job(by, BulkAct.TAG, filter={"search": "5550199"}, reason="Asked by zyxmail@example.org")
    given = ExportClientsInput(format=ExportFormat.CSV, columns=["name"], filter={"search": "plantcorp"})
    await export_clients(given, ORDERS, by)
    await export_client_data(ExportClientDataInput(client_id=Id(str(ada.id))), by)
    await worked_off()
    await undone(await merged(ada, other))
    rows = [
        {"firstName": "Z.", "email": "info@example.org; ZYXMAIL@example.org"},
        {"firstName": "Bob", "email": "b@example.org"},
    ]
    found["file"] = await uploaded(as_csv(rows), by, "Zyxada_Qwlovelace.csv")
    found["staged"] = await staged(rows, by, allow_login=False)
    assert len(files_that_hold(data_dir, "zyxmail")) == 2
    return found


async def test_nobody_finds_the_person_in_what_staff_keep_and_order_or_in_what_others_are_told(data_dir: Path):
    ada, by = await a_life(), await someone()
    found = await named_everywhere(ada, by, data_dir)

    told = await erased(ada, *EVERYTHING, dry_run=True)
    done = await erased(ada, *EVERYTHING)
    await forget_past()

    assert (told.removed, told.kept) == (done.removed, done.kept)
    assert {kind: done.removed[kind] for kind in ("views", "jobs", "importFiles", "stagedRows", "fileLines")} == {
        "views": 2, "jobs": 2, "importFiles": 2, "stagedRows": 1, "fileLines": 2,
    }  # fmt: skip
    assert await texts_that_hold(*PLANTED) == {}
    assert files_that_hold(data_dir, *PLANTED) == []
    assert not list((data_dir / "exports").iterdir())
    assert await outcomes(found["staged"].id) == {2: "SKIPPED", 3: "CREATE"}


async def test_who_keeps_a_view_of_the_person_sees_that_it_finds_nobody_any_more(data_dir: Path):
    ada, by = await a_life(), await someone()
    found = await named_everywhere(ada, by, data_dir)

    await erased(ada, *EVERYTHING)

    shown = await view_for(found["view"], by)
    assert shown.document == {"search": "[erased]", "not": {"search": "vip"}}
    assert NAMED_NOBODY in shown.gone
    assert "[erased]" in shown.view.name


async def test_a_name_that_others_bear_too_names_nobody():
    ada, by = await a_client("Zyxada", last_name="Smith"), await someone()
    await a_client("Bob", last_name="Smith")
    await add_view(AddClientViewInput(name="Smith", filter={"search": "smith"}), by)
    await add_view(AddClientViewInput(name="Her", filter={"search": "zyxada"}), by)

    await erased(ada)

    views = {view.name: view.conditions for view in await ClientView.all()}
    assert views == {"Smith": {"search": "smith"}, "Her": {"search": "[erased]"}}


async def test_a_file_that_waits_is_read_as_before_but_for_that_line(data_dir: Path):
    ada, by = await a_client("Zyxada", "zyxmail@example.org"), await someone()
    rows = [{"firstName": "Änne", "email": "a@example.org"}, {"firstName": "Z", "email": "zyxmail@example.org"}]
    await staged([*rows, {"firstName": "Hada", "email": "hazyxmail@example.org"}], by)

    await erased(ada)

    (path,) = (data_dir / "imports").glob("*/rows.jsonl")
    lines = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    assert [cells for _, cells in lines] == [
        ["Änne", "a@example.org"], ["", ""], ["Hada", "hazyxmail@example.org"],
    ]  # fmt: skip
    assert await ImportRow.filter(outcome=RowOutcome.CREATE).count() == 2


async def test_what_a_parent_signed_in_its_childs_account_is_signed_by_nobody():
    ada, byron = await a_client("Zyxada", last_name="Qwlovelace"), await a_client("Byron")
    parent = in_the_account_of(byron, ada)
    await an_order(byron, a_line(await a_product()))
    await Order.filter(client_id=byron.id).update(
        placed_kind=parent.actor.kind, placed_id=ada.id, placed_name=ada.display_name
    )
    await reply(await a_ticket(byron, by=parent), "I ask for Byron.", by=parent)

    await erased(ada)

    assert await texts_that_hold("Zyxada", "Qwlovelace") == {}
    told = await Event.filter(client_id=byron.id, actor_id=ada.id).values_list("actor_name", flat=True)
    assert set(told) == {f"Erased client #{ada.number}"}
