"""Parents within a file come in any order, and never in a circle."""

from __future__ import annotations

import time

from atrium import database
from atrium.clients.models import Client
from atrium.custom_fields.inputs import Json
from atrium.family.models import FamilyLink
from atrium.ids import Id
from atrium.imports.families import settle_families
from atrium.imports.inputs import SkipImportRowInput, UpdateImportRowInput
from atrium.imports.mending import skip_import_row, update_import_row
from atrium.imports.models import Import, ImportRow
from tests.given import a_client
from tests.imports.given import Row, faults, imported, outcomes, reverted, someone, staged


def a_row(key: str, parent: str = "") -> Row:
    return {"External id": key, "First name": key, "Parent id": parent}


async def test_children_may_stand_before_their_parents():
    work = await imported([a_row("c", "b"), a_row("b", "a"), a_row("a")], await someone())

    assert work.committed == 3
    clients = {one.external_id: one for one in await Client.all().prefetch_related("parent")}
    assert {key: one.parent and one.parent.external_id for key, one in clients.items()} == {
        "a": None,
        "b": "a",
        "c": "b",
    }
    assert await FamilyLink.filter(ended_at=None).count() == 2


async def test_circles_strangers_and_those_below_them_are_refused():
    rows = [a_row("a", "b"), a_row("b", "a"), a_row("c", "a"), a_row("d", "nobody"), a_row("e", "e"), a_row("f")]

    work = await staged(rows, await someone())

    found = {line: codes[0][1] for line, codes in (await faults(work.id)).items()}
    assert found == {
        2: "PARENT_CYCLE",
        3: "PARENT_CYCLE",
        4: "PARENT_REFUSED",
        5: "PARENT_UNKNOWN",
        6: "PARENT_IS_SELF",
    }
    assert (await outcomes(work.id))[7] == "CREATE"


async def test_a_guest_has_nobody_below_it():
    await a_client("Guest", external_id="g")
    await database.execute("UPDATE client SET is_guest = TRUE")

    work = await staged([a_row("c", "g")], await someone())

    assert await faults(work.id) == {2: [("Parent id", "PARENT_IS_GUEST")]}


async def test_a_line_of_thousands_and_a_circle_of_thousands_are_refused_at_once():
    line = [a_row("l0"), *(a_row(f"l{n}", f"l{n - 1}") for n in range(1, 2500))]
    circle = [a_row(f"c{n}", f"c{(n + 1) % 2500}") for n in range(2500)]
    work = await staged([*line, *circle], await someone())

    await database.execute("UPDATE import_row SET outcome = 'CREATE', faults = '[]'")
    began = time.process_time()
    refused = await settle_families(work.id)

    assert refused == 2495 + 2500
    assert time.process_time() - began < 2.5
    assert {codes[0][1] for line, codes in (await faults(work.id)).items() if line > 2501} == {"PARENT_CYCLE"}


async def test_a_family_has_at_most_five_generations():
    rows = [a_row("1"), *(a_row(str(n), str(n - 1)) for n in range(2, 8))]

    work = await staged(rows, await someone())

    found = {line: codes[0][1] for line, codes in (await faults(work.id)).items()}
    assert found == {7: "PARENT_TOO_DEEP", 8: "PARENT_REFUSED"} or found == {7: "PARENT_TOO_DEEP", 8: "PARENT_TOO_DEEP"}


async def test_a_client_who_is_here_comes_under_a_parent_of_the_file_and_out_again():
    by, child = await someone(), await a_client("Old", external_id="old")

    work = await imported([a_row("old", "new"), a_row("new")], by)

    await child.refresh_from_db()
    parent = await Client.get(external_id="new")
    assert (work.committed, child.parent_id, child.first_name) == (2, parent.id, "old")
    assert (await reverted(work, by)).reverted == 2
    await child.refresh_from_db()
    assert (child.parent_id, child.first_name) == (None, "Old")
    assert await Client.filter(deleted_at=None).count() == 1


async def test_a_row_that_is_mended_is_settled_with_those_above_and_below_it_alone():
    by = await someone()
    rows = [a_row("top"), a_row("a", "top"), a_row("b", "lost"), a_row("c", "b"), a_row("d", "c"), a_row("e", "lost")]
    work = await staged([*rows, a_row("f", "a"), *(a_row(f"n{n}", "top") for n in range(3))], by)
    assert list(await faults(work.id)) == [4, 5, 6, 7]

    await update_import_row(a_cell(work, 4, "a"), by)
    assert await faults(work.id) == {7: [("Parent id", "PARENT_UNKNOWN")]}
    assert await waves(work) == {"top": 0, "a": 1, "b": 2, "c": 3, "d": 4, "e": 0, "f": 2, "n0": 1, "n1": 1, "n2": 1}
    await update_import_row(a_cell(work, 3, "d"), by)
    told = {line: codes[0][1] for line, codes in (await faults(work.id)).items()}
    circle = dict.fromkeys((3, 4, 5, 6), "PARENT_CYCLE")
    assert told == {**circle, 7: "PARENT_UNKNOWN", 8: "PARENT_REFUSED"}
    await update_import_row(a_cell(work, 3, "lost", key="lost"), by)
    told = {line: codes[0][1] for line, codes in (await faults(work.id)).items()}
    assert told[3] == "PARENT_IS_SELF"
    await update_import_row(a_cell(work, 3, "", key="lost"), by)
    await update_import_row(a_cell(work, 4, "lost"), by)

    assert {line: codes[0][1] for line, codes in (await faults(work.id)).items()} == {8: "PARENT_UNKNOWN"}


async def test_what_is_skipped_or_mended_leaves_other_families_and_those_beside_it_alone():
    by = await someone()
    work = await staged([a_row("top"), *(a_row(f"c{n}", "top") for n in range(4)), a_row("below", "c1")], by)
    await database.execute("UPDATE import_row SET wave = 9")

    await skip_import_row(SkipImportRowInput(import_id=Id(str(work.id)), line=3), by)
    await update_import_row(a_cell(work, 4, "top"), by)

    assert await waves(work) == {"top": 9, "c0": 9, "c1": 1, "c2": 9, "c3": 9, "below": 2}


def a_cell(work: Import, line: int, parent: str, key: str | None = None) -> UpdateImportRowInput:
    cells = {"Parent id": parent} | ({"External id": key} if key else {})
    return UpdateImportRowInput(import_id=Id(str(work.id)), line=line, cells=Json(cells))


async def waves(work: Import) -> dict[str | None, int]:
    return {row.external_id: row.wave for row in await ImportRow.filter(origin_id=work.id)}
