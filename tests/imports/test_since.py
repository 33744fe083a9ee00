"""What the preview promised is kept to the row, or the row is refused with the reason: never anything else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from atrium import database
from atrium.clients.actions import update_client
from atrium.clients.inputs import UpdateClientInput
from atrium.clients.models import Client
from atrium.custom_fields.actions import remove_custom_field, update_custom_field
from atrium.custom_fields.inputs import RemoveCustomFieldInput, UpdateCustomFieldInput
from atrium.custom_fields.models import CustomField
from atrium.custom_fields.values import values_of
from atrium.ids import Id
from atrium.imports.models import Import
from tests.custom_fields.given import a_field
from tests.given import STAFF, a_client
from tests.imports.given import committed, faults, someone, staged
from tests.merges.given import linked, merged
from tests.removal.given import deleted

NEW = {"External id": "n", "First name": "New", "E-mail": "new@example.org", "Parent id": "p", "size": "M"}
OLD = {"External id": "o", "First name": "Other", "E-mail": "", "Parent id": "", "size": "M"}

Happening = Callable[[], Awaitable[object]]


async def by_id(external_id: str) -> Client:
    return await Client.get(external_id=external_id)


async def the_field() -> Id:
    return Id(str((await CustomField.get(key="size")).id))


async def the_address_is_taken() -> None:
    await a_client("Else", "new@example.org")


async def the_address_is_somebodys_second() -> None:
    await a_client("Else", "new@example.org", allow_login=False)


async def the_id_is_taken() -> None:
    await a_client("Else", external_id="n")


async def the_parent_is_deleted() -> None:
    await deleted(await by_id("p"))


async def the_parent_is_merged() -> None:
    await merged(await by_id("p"), await a_client("Survivor"))


async def the_parent_stands_too_low() -> None:
    line = [await a_client(f"G{n}") for n in range(4)]
    for child, parent in zip([*line[1:], await by_id("p")], line, strict=True):
        await linked(child, parent)


async def the_parent_is_a_guest() -> None:
    await database.execute("UPDATE client SET is_guest = TRUE WHERE external_id = 'p'")


async def the_field_is_removed() -> None:
    await remove_custom_field(RemoveCustomFieldInput(id=await the_field(), losing_values=9), STAFF)


async def the_option_is_removed() -> None:
    await update_custom_field(UpdateCustomFieldInput(id=await the_field(), options=["S", "L"]), STAFF)


async def a_field_is_required() -> None:
    await a_field("shoe", required=True)


async def the_client_is_changed() -> None:
    client = await by_id("o")
    given = UpdateClientInput(id=Id(str(client.id)), version=client.version, first_name="Somebody")
    await update_client(given, STAFF)


async def the_client_is_deleted() -> None:
    await deleted(await by_id("o"))


async def the_client_is_merged() -> None:
    await merged(await by_id("o"), await a_client("Survivor"))


@pytest.mark.parametrize(
    ("happens", "expected"),
    [
        (the_address_is_taken, {2: "EXISTS_NOW"}),
        (the_address_is_somebodys_second, {2: "EXISTS_NOW"}),
        (the_id_is_taken, {2: "EXISTS_NOW"}),
        (the_parent_is_deleted, {2: "PARENT_MISSING"}),
        (the_parent_is_merged, {}),
        (the_parent_stands_too_low, {2: "PARENT_TOO_DEEP"}),
        (the_parent_is_a_guest, {2: "PARENT_IS_GUEST"}),
        (the_field_is_removed, {2: "FIELD_CHANGED", 3: "CHANGED_SINCE_PREVIEW"}),
        (the_option_is_removed, {2: "FIELD_CHANGED", 3: "FIELD_CHANGED"}),
        (a_field_is_required, {2: "REQUIRED"}),
        (the_client_is_changed, {3: "CHANGED_SINCE_PREVIEW"}),
        (the_client_is_deleted, {3: "EXTERNAL_ID_TAKEN"}),
        (the_client_is_merged, {3: "CHANGED_SINCE_PREVIEW"}),
    ],
)
async def test_rows_that_became_wrong_since_the_preview_are_refused(happens: Happening, expected: dict[int, str]):
    await a_field("size", "SELECT", options=["S", "M", "L"])
    await a_client("Parent", external_id="p")
    await a_client("Old", external_id="o", custom_fields={"size": "S"})
    by = await someone()
    work = await staged([NEW, OLD], by)
    await happens()
    before = {one.external_id: one for one in await Client.filter(external_id__in=["n", "o"])}

    done = await committed(work, by)

    assert {line: codes[0][1] for line, codes in (await faults(work.id)).items()} == expected
    good = 2 - len(expected)
    assert (done.committed, done.refused, done.to_create + done.to_update) == (good, len(expected), good)
    for line, key in ((2, "n"), (3, "o")):
        now = await Client.get_or_none(external_id=key)
        if line in expected:
            assert (now and now.version) == (before[key].version if key in before else None)
        else:
            assert now is not None
            assert await values_of(now.id) == {"size": "M"}


async def test_who_may_not_import_any_more_writes_nothing_further():
    by = await someone()
    work = await staged([NEW | {"Parent id": ""}], by)
    await database.execute("DELETE FROM staff_membership")

    done = await committed(work, by)

    assert (done.state.value, done.committed, await Client.all().count()) == ("FAILED", 0, 0)
    assert (await Import.get(id=work.id)).to_create == 1
