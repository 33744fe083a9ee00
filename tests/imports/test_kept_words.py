"""What a client has already passes, and what a row says of two clients at once does not."""

from __future__ import annotations

import pytest

from atrium.clients.models import Client
from atrium.custom_fields.models import CustomField
from tests.custom_fields.given import a_field
from tests.given import a_client
from tests.imports.given import committed, faults, imported, outcomes, someone, staged
from tests.merges.given import merged


@pytest.mark.parametrize(("kind", "had"), [("SELECT", "Small"), ("MULTI_SELECT", ["Small", "Large"])])
async def test_an_option_that_was_retired_passes_where_the_client_has_it_and_nowhere_else(kind: str, had: object):
    by = await someone()
    await a_field("size", kind, options=["Small", "Large", "Wide"])
    await a_client("Ada", custom_fields={"size": had}, external_id="a", allow_login=False)
    await a_client("Bob", custom_fields={"size": ["Wide"] if isinstance(had, list) else "Wide"}, external_id="b",
                   allow_login=False)  # fmt: skip
    await CustomField.all().update(options=["Wide"])
    said = ", ".join(had) if isinstance(had, list) else str(had)
    rows = [{"External id": key, "First name": name, "size": said} for key, name in
            (("a", "Ada"), ("b", "Bob"), ("c", "New"))]  # fmt: skip

    work = await staged([*rows, {"External id": "d", "E-mail": "no", "size": said}], by)

    assert [one for _, one in sorted((await outcomes(work.id)).items())] == [
        "UNCHANGED",
        "REFUSED",
        "REFUSED",
        "REFUSED",
    ]
    unknown = [("size", "UNKNOWN_OPTION")]
    assert await faults(work.id) == {3: unknown, 4: unknown, 5: [("E-mail", "MALFORMED"), *unknown]}
    other = await imported([{**rows[0], "Last name": "Lovelace"}], by)
    assert (other.committed, (await Client.get(external_id="a")).last_name) == (1, "Lovelace")


async def test_a_number_and_an_external_id_of_two_clients_are_refused_with_the_reason():
    by, ada = await someone(), await a_client("Ada", external_id="a", allow_login=False)
    bob = await a_client("Bob", external_id="b", allow_login=False)
    told = [(ada.number, "b"), (bob.number, "b"), (ada.number, "new")]
    rows = [{"number": str(number), "External id": key} for number, key in told]

    work = await staged(rows, by, columns=[("number", "number"), ("External id", "externalId")])

    assert await faults(work.id) == {2: [("External id", "ANOTHER_CLIENT")]}
    assert [one for _, one in sorted((await outcomes(work.id)).items())] == ["REFUSED", "UNCHANGED", "UPDATE"]
    assert (await committed(work, by)).committed == 1


async def test_the_external_id_of_a_client_that_was_merged_leads_to_the_other_and_changes_nothing():
    by = await someone()
    one, other = [await a_client("Ada", external_id=key, allow_login=False) for key in ("m1", "m2")]
    await merged(one, other)

    work = await staged([{"External id": "m1", "First name": "Ada"}], by)
    changed = await imported([{"External id": "m1", "Last name": "Byron"}], by)

    assert await outcomes(work.id) == {2: "UNCHANGED"}
    assert (changed.committed, await faults(changed.id)) == (1, {})
    assert await Client.filter(id=other.id).values_list("external_id", "last_name") == [("m2", "Byron")]
