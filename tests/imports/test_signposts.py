"""Clients who were merged since they were imported: their ids lead on, and a file that comes again changes nothing."""

from __future__ import annotations

from atrium.clients.models import Client
from atrium.custom_fields.inputs import Json
from atrium.ids import Id
from atrium.imports.inputs import UpdateImportRowInput
from atrium.imports.mending import update_import_row
from tests.imports.given import Row, committed, faults, imported, outcomes, someone, staged
from tests.merges.given import merged


def a_row(key: str, parent: str = "", name: str = "Ada") -> Row:
    return {"External id": key, "First name": name, "Parent id": parent, "E-mail": f"{key}@example.org"}


async def by_id(external_id: str) -> Client:
    return await Client.get(external_id=external_id)


async def merge(source: str, destination: str) -> None:
    await merged(await by_id(source), await by_id(destination))


async def test_a_file_that_comes_again_after_merges_of_clients_and_parents_changes_nothing():
    by = await someone()
    rows = [a_row("p1"), a_row("p2"), a_row("m1"), a_row("m2"), a_row("c", "p1")]
    await imported(rows, by)
    await merge("p1", "p2")
    await merge("m1", "m2")

    work = await staged(rows, by)

    assert await faults(work.id) == {}
    assert set((await outcomes(work.id)).values()) == {"UNCHANGED"}


async def test_two_lines_of_one_client_that_say_something_new_are_not_both_taken():
    by = await someone()
    await imported([a_row("m1"), a_row("m2")], by)
    await merge("m1", "m2")

    work = await staged([a_row("m1", name="New"), a_row("m2")], by)
    other = await staged([a_row("m2"), a_row("m1", name="New")], by)

    assert await outcomes(work.id) == {2: "UPDATE", 3: "REFUSED"}
    assert await faults(work.id) == {3: [("External id", "DUPLICATE_IN_FILE")]}
    assert await outcomes(other.id) == {2: "UNCHANGED", 3: "REFUSED"}
    assert (await committed(work, by)).committed == 1
    assert (await by_id("m2")).first_name == "New"


async def test_newcomers_and_those_who_are_here_come_under_whoever_their_parent_became():
    by = await someone()
    await imported([a_row("p1"), a_row("p2"), a_row("old")], by)
    await merge("p1", "p2")

    work = await imported([a_row("new", "p1"), a_row("below", "new"), a_row("old", "p1")], by)

    assert (work.committed, await faults(work.id)) == (3, {})
    parent = await by_id("p2")
    assert {one.external_id for one in await Client.filter(parent_id=parent.id)} == {"new", "old"}


async def test_circles_are_found_also_where_merged_clients_are_named():
    by = await someone()
    await imported([a_row("m1"), a_row("m2"), a_row("child", "m2")], by)
    await merge("m1", "m2")

    work = await staged([a_row("m1", "child"), a_row("x", "m1")], by)
    own = await staged([a_row("m2", "m1")], by)

    assert (await faults(work.id))[2] == [("Parent id", "PARENT_CYCLE")]
    assert await faults(own.id) == {2: [("Parent id", "PARENT_CYCLE")]}


async def test_a_parent_that_is_corrected_to_a_merged_one_is_found():
    by = await someone()
    await imported([a_row("p1"), a_row("p2")], by)
    await merge("p1", "p2")
    work = await staged([a_row("c", "nobody")], by)
    assert await faults(work.id) == {2: [("Parent id", "PARENT_UNKNOWN")]}

    given = UpdateImportRowInput(import_id=Id(str(work.id)), line=2, cells=Json({"Parent id": "p1"}))
    await update_import_row(given, by)

    assert await outcomes(work.id) == {2: "CREATE"}
    await committed(work, by)
    assert (await by_id("c")).parent_id == (await by_id("p2")).id  # type: ignore[attr-defined]
