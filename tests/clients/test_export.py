"""Clients as a file: which ones, in which order, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
import stat
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from atrium import database
from atrium.access.models import StaffGroup, StaffMembership
from atrium.app import create_app
from atrium.clients.actions import update_client
from atrium.clients.export import actions, making, sheets
from atrium.clients.export.inputs import ExportClientsInput, ExportFormat
from atrium.clients.export.sheets import tamed
from atrium.clients.inputs import UpdateClientInput
from atrium.clients.listing.api import ORDERS
from atrium.clients.models import Client
from atrium.columns import now
from atrium.custom_fields.actions import define_custom_field
from atrium.custom_fields.inputs import DefineCustomFieldInput
from atrium.custom_fields.models import CustomFieldType
from atrium.errors import Blocked, InvalidInput
from atrium.events.models import Event
from atrium.graph.reading.dialects import Kind
from atrium.ids import Id
from atrium.jobs import files, turns
from atrium.jobs.inputs import CancelJobInput
from atrium.jobs.models import Job, JobState
from atrium.jobs.starting import cancel_job
from atrium.jobs.work import make_files
from atrium.principal import Principal
from atrium.schema import build
from tests.access.given import a_principal, a_session, a_staff, a_token
from tests.given import a_client
from tests.graph.asking import ask, data
from tests.graph.tiny import client_of
from tests.jobs.given import lapse_leases, someone

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


async def ordered(by: Principal, format: ExportFormat = ExportFormat.CSV, **given: Any) -> Job:
    build()
    given.setdefault("columns", ["number", "name", "email"])
    return await Job.get(id=await actions.export_clients(ExportClientsInput(format=format, **given), ORDERS, by))


async def made(job: Job) -> Job:
    await make_files()
    return await Job.get(id=job.id)


async def lines(job: Job) -> list[list[str]]:
    path = turns.file_of(await made(job))
    return list(csv.reader(io.StringIO(path.read_bytes().decode())))


async def cells(job: Job) -> list[list[tuple[str, str]]]:
    """Every row of the sheet: each cell's type and its value."""
    path = turns.file_of(await made(job))
    tree = ElementTree.fromstring(zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml"))
    return [[_cell(cell) for cell in row.iter(f"{SHEET}c")] for row in tree.iter(f"{SHEET}row")]


def _cell(cell: ElementTree.Element) -> tuple[str, str]:
    assert cell.find(f"{SHEET}f") is None, "a formula"
    return cell.get("t", "n"), "".join(cell.itertext())


async def test_a_file_holds_who_matched_in_the_lists_order_under_the_chosen_columns():
    by = await someone()
    await a_client("Grace", "grace@example.org")
    await a_client("Ada", "ada@example.org", phone="+49 30 123456", tags=["VIP", "a, b"])
    await a_client("Zoe", "zoe@example.org")

    job = await ordered(
        by,
        columns=["email", "name", "tags", "allowLogin"],
        filter={"firstName": {"in": ["Ada", "Grace"]}},
        order_by={"field": "NAME", "direction": "ASC"},
    )

    assert await lines(job) == [
        ["Email", "Name", "Tags", "Allow login"],
        ["ada@example.org", "Ada", "a, b, VIP", "true"],
        ["grace@example.org", "Grace", "", "true"],
    ]


async def test_every_column_can_be_exported_both_ways():
    by = await someone()
    address = {"line1": "1 Road", "city": "London", "country": "GB", "postcode": "SW1A 1AA"}
    client = await a_client("Ada", "ada@example.org", phone="+44 20 7946 0018", address=address, tags=["x"])
    moment = datetime(2026, 3, 1, 12, 30, 15, 999, tzinfo=UTC)
    await Client.filter(id=client.id).update(last_login_at=moment)
    build()
    await define_custom_field(DefineCustomFieldInput(key="seats", label="Seats", type=CustomFieldType.DECIMAL), by)
    await define_custom_field(
        DefineCustomFieldInput(key="kinds", label="Kinds", type=CustomFieldType.MULTI_SELECT, options=["a", "b"]), by
    )
    given = UpdateClientInput(id=Id(str(client.id)), version=1, custom_fields={"seats": "-2.5", "kinds": ["b", "a"]})
    await update_client(given, by)
    everything = list(await making.known_columns())

    as_csv = dict(zip(everything, (await lines(await ordered(by, columns=everything)))[1], strict=True))
    as_xlsx = await cells(
        await ordered(by, ExportFormat.XLSX, columns=["number", "lastLoginAt", "phone", "allowLogin"])
    )

    assert as_csv["number"] == str(client.number)
    assert (as_csv["lastLoginAt"], as_csv["verifiedAt"]) == ("2026-03-01T12:30:15Z", "")
    assert (as_csv["phone"], as_csv["phones"]) == ("'+442079460018", "'+442079460018")
    assert (as_csv["city"], as_csv["postcode"], as_csv["country"]) == ("London", "SW1A 1AA", "GB")
    assert as_csv["id"] == str(client.id)
    assert (as_csv["customFields.seats"], as_csv["customFields.kinds"]) == ("-2.5", "a, b")
    kinds = [kind for kind, _ in as_xlsx[1]]
    assert kinds == ["n", "n", "inlineStr", "b"]
    assert as_xlsx[1][2] == ("inlineStr", "+442079460018")


@pytest.mark.parametrize("sign", sorted(sheets.RISKY))
def test_what_a_spreadsheet_would_run_is_tamed(sign: str):
    assert tamed(f"{sign}1+1") == f"'{sign}1+1"
    assert tamed(f"a{sign}") == f"a{sign}"


async def test_a_name_that_is_a_formula_is_only_a_name():
    by = await someone()
    formula = '=HYPERLINK("https://evil.example","Ada")'
    await a_client(formula, allow_login=False, tags=["@SUM(A1)"])

    as_csv = await lines(await ordered(by, columns=["name", "tags", "number"]))
    as_xlsx = await cells(await ordered(by, ExportFormat.XLSX, columns=["name", "tags"]))

    assert as_csv[1][:2] == [f"'{formula}", "'@SUM(A1)"]
    assert as_xlsx[1] == [("inlineStr", formula), ("inlineStr", "@SUM(A1)")]


async def test_a_text_with_commas_quotes_and_breaks_comes_back_as_it_was(tmp_path):
    rows = [['a,"b"\r\nc', "Änne 李", None]]
    sheet = sheets.CsvSheet(tmp_path / "x.csv", ["A", "B", "C"], [Kind.TEXT] * 3)

    sheet.write(rows)
    sheet.close()

    text = (tmp_path / "x.csv").read_bytes().decode()
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == ['a,"b"\r\nc', "Änne 李", ""]
    assert text.startswith("A,B,C\r\n")


async def test_who_exports_what_is_written_down():
    by = await someone()
    await a_client("Ada")

    job = await ordered(by, filter={"search": "ada"})
    await made(job)
    await files.fetch(str(job.id), by)

    ordered_, fetched = await Event.all().exclude(action__startswith="client.added").order_by("at", "id")
    changes = {change["field"]: change["after"] for change in ordered_.changes}
    assert (ordered_.action, ordered_.actor_id, fetched.action) == ("client.exported", by.id, "job.file_fetched")
    assert changes == {
        "format": "CSV", "columns": ["number", "name", "email"], "filter": {"search": "ada"}, "clients": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "fault"),
    [({"columns": []}, ("columns", "REQUIRED")), ({"columns": ["name", "x"]}, ("columns.1", "UNKNOWN_COLUMN"))],
)
async def test_columns_that_are_none_are_refused(given: dict[str, Any], fault: tuple[str, str]):
    await a_client("Ada")

    with pytest.raises(InvalidInput) as refused:
        await ordered(await someone(), **given)

    assert [(".".join(one.path), one.code) for one in refused.value.faults] == [fault]


async def test_more_clients_than_a_sheet_holds_are_sent_to_csv(monkeypatch):
    monkeypatch.setattr(actions, "MOST_ROWS_OF_XLSX", 1)
    by = await someone()
    await a_client("Ada"), await a_client("Grace")

    with pytest.raises(Blocked) as refused:
        await ordered(by, ExportFormat.XLSX)
    await ordered(by)

    assert (refused.value.blockers[0].code, refused.value.blockers[0].count) == ("TOO_MANY_ROWS", 2)
    assert await Job.all().count() == 1


async def test_who_was_deleted_meanwhile_is_left_out():
    by = await a_principal(await a_staff(group="Finance"))
    await a_client("Ada")
    gone = await a_client("Gone")
    job = await ordered(by, columns=["name"])
    await Client.filter(id=gone.id).update(deleted_at=now())
    await _allow("Finance", "client.export")

    assert await lines(job) == [["Name"], ["Ada"]]


async def _allow(group: str, permission: str) -> None:
    found = await StaffGroup.get(name=group)
    await StaffGroup.filter(id=found.id).update(permissions=[*found.permissions, permission])


async def test_who_may_not_export_any_more_gets_no_file():
    by = await someone()
    await a_client("Ada")
    job = await ordered(by)
    await StaffMembership.all().delete()

    found = await made(job)

    assert (found.state, found.file_name) == (JobState.FAILED, None)
    assert "client.export" in str(found.error)


async def test_a_cancelled_export_leaves_nothing_behind(monkeypatch):
    by = await someone()
    await a_client("Ada")
    job = await ordered(by)
    rows = making._rows

    async def cancelled_meanwhile(*given: Any) -> Any:
        await cancel_job(CancelJobInput(id=Id(str(job.id))), by)
        return await rows(*given)

    monkeypatch.setattr(making, "_rows", cancelled_meanwhile)

    found = await made(job)

    assert found.state is JobState.CANCELLED
    assert not list(turns.directory_of(job.id).iterdir())
    await files.forget_past()
    assert not turns.directory_of(job.id).exists()


async def test_a_worker_killed_while_it_writes_leaves_a_job_that_begins_anew(monkeypatch):
    by = await someone()
    await a_client("Ada")
    job = await ordered(by, columns=["name"])
    rows = making._rows

    async def dying(*given: Any) -> Any:
        monkeypatch.setattr(making, "_rows", rows)
        raise SystemExit

    monkeypatch.setattr(making, "_rows", dying)
    with pytest.raises(SystemExit):
        await make_files()
    await lapse_leases()

    assert await lines(job) == [["Name"], ["Ada"]]


async def test_a_file_is_private_and_gone_after_a_day():
    by = await someone()
    await a_client("Ada")
    job = await made(await ordered(by))
    directory = turns.directory_of(job.id)
    mode = stat.S_IMODE(directory.stat().st_mode)
    await files.forget_past()
    kept = directory.exists()

    await Job.filter(id=job.id).update(expires_at=now() - timedelta(seconds=1))
    await files.forget_past()

    assert (mode, kept, directory.exists()) == (0o700, True, False)


async def fetched(settings: Any, job: Job, headers: dict[str, str]) -> Any:
    async with client_of(create_app(settings)) as http:
        return await http.get(f"/exports/{job.id}", headers=headers)


async def test_a_file_is_fetched_by_who_ordered_it_and_kept_by_no_cache(settings):
    person = await a_staff()
    await a_client("Ada", "ada@example.org")
    job = await made(await ordered(await a_principal(person), columns=["email"]))

    answer = await fetched(settings, job, await a_session(person))

    assert (answer.status_code, answer.text) == (200, "Email\r\nada@example.org\r\n")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="clients-[\d-]+\.csv"', answer.headers["content-disposition"])
    assert answer.headers["content-length"] == str(job.file_bytes)


async def test_nobody_else_gets_the_file(settings):
    person, colleague = await a_staff(), await a_staff()
    await a_client("Ada")
    job = await made(await ordered(await a_principal(person)))
    own = await a_session(person)
    _, program = await a_token(person, "client.read", "client.export")

    answers = {
        "nobody": await fetched(settings, job, {}),
        "another site's form": await fetched(settings, job, {"cookie": own["cookie"]}),
        "a colleague": await fetched(settings, job, await a_session(colleague)),
        "their own program": await fetched(settings, job, program),
        "a wrong token": await fetched(settings, job, {"authorization": "Bearer atr_x"}),
    }
    await Job.filter(id=job.id).update(expires_at=now())
    answers["too late"] = await fetched(settings, job, own)

    codes = {
        who: (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) for who, answer in answers.items()
    }
    assert codes == {
        "nobody": (401, "UNAUTHENTICATED"),
        "another site's form": (401, "UNAUTHENTICATED"),
        "a colleague": (404, "NOT_FOUND"),
        "their own program": (404, "NOT_FOUND"),
        "a wrong token": (401, "UNAUTHENTICATED"),
        "too late": (404, "NOT_FOUND"),
    }


ORDER = """mutation($input: ExportClientsInput!) { exportClients(input: $input) { __typename
  ... on Job { id kind total given } ... on InvalidInput { fields { path code } } } }"""
FOLLOW = "query($id: ID!) { job(id: $id) { state done fileName fileBytes filePath expiresAt error } }"


async def test_a_program_orders_and_fetches_a_file(settings):
    await a_client("Ada", "ada@example.org")
    token, headers = await a_token(await a_staff(), "client.read", "client.export")
    wish = {
        "format": "XLSX",
        "columns": ["email"],
        "orderBy": {"field": "NUMBER"},
        "filter": {"status": ["UNVERIFIED"]},
    }

    async with client_of(create_app(settings)) as http:
        begun = (
            await http.post("/graphql", json={"query": ORDER, "variables": {"input": wish}}, headers=headers)
        ).json()
        await make_files()
        asked = {"query": FOLLOW, "variables": {"id": begun["data"]["exportClients"]["id"]}}
        job = (await http.post("/graphql", json=asked, headers=headers)).json()["data"]["job"]
        answer = await http.get(job["filePath"], headers=headers)

    assert (job["state"], job["done"], job["error"]) == ("DONE", 1, None)
    assert job["fileBytes"] == len(answer.content)
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert (await Event.get(action="client.exported")).actor_id == token.id


async def test_staff_prove_who_they_are_before_they_take_clients_away():
    by = await a_principal(await a_staff())
    await a_client("Ada")

    answer = await ask(ORDER, {"input": {"format": "CSV", "columns": ["name"]}}, by=_stale(by))

    assert answer["errors"][0]["extensions"]["code"] == "STEP_UP_REQUIRED"
    assert not await Job.all().exists()


def _stale(by: Principal) -> Principal:
    return replace(by, proved_at=now() - timedelta(minutes=11))


async def test_the_columns_are_told():
    found = await data("{ exportColumns { key label } }")

    assert {"key": "email", "label": "Email"} in found["exportColumns"]


FILL = """
INSERT INTO client (id, number, version, origin, first_name, last_name, display_name, first_fold, last_fold, name_fold,
  is_guest, allow_login, language, currency, country, created_at, updated_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
SELECT {id}, 5000 + i, 1, 'STAFF', 'Client', 'No ' || i, 'Client No ' || i, 'client', 'no ' || i, 'client no ' || i,
  {no}, {no}, 'en', 'EUR', 'DE', $1, $1 FROM n
"""
IDS = {
    "sqlite": "printf('00000000-0000-7000-8000-%012x', i)",
    "postgres": "('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid",
}


@pytest.mark.parametrize("format", list(ExportFormat))
async def test_fifty_thousand_clients_take_no_more_memory_than_two_thousand(format: ExportFormat):
    by, dialect = await someone(), database.dialect()
    await database.execute(FILL.format(count=50_000, id=IDS[dialect], no="false"), now())
    peaks = {}

    for most in (2_000, 50_000):
        job = await ordered(by, format, columns=["number", "name"], filter=_up_to(most))
        tracemalloc.start()
        found = await made(job)
        peaks[most] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (found.total, found.done, found.state) == (most, most, JobState.DONE)

    assert peaks[50_000] < peaks[2_000] + 2_000_000, peaks


def _up_to(count: int) -> dict[str, Any]:
    """The first of them, by a condition that their number decides."""
    return {} if count == 50_000 else {"lastName": {"in": [f"No {number}" for number in range(1, count + 1)]}}
