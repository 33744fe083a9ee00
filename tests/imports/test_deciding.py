"""Rows that could mean clients who are here: staff decide, one by one or all at once, and the commit keeps to it."""

from __future__ import annotations

import pytest

from atrium.clients.models import Client
from atrium.errors import Blocked, InvalidInput
from atrium.ids import Id
from atrium.imports.deciding import decide_import_row, decide_import_rows
from atrium.imports.inputs import DecideImportRowInput, DecideImportRowsInput, UpdateImportRowInput
from atrium.imports.mending import update_import_row
from atrium.imports.models import Import, ImportCandidate, RowDecision, WhenFound
from atrium.principal import Principal
from tests.given import a_client
from tests.imports.given import committed, faults, outcomes, someone, staged, worked_off

UPDATE, CREATE, SKIP, ASK = RowDecision
SHARED = {"First name": "Ada", "Last name": "Byron", "E-mail": "shared@example.org", "Allow login": "no"}


async def two_who_share() -> tuple[Client, Client]:
    """Two clients with one address, by which neither logs in."""
    return (
        await a_client("Ada", "shared@example.org", allow_login=False),
        await a_client("Grace", "shared@example.org", allow_login=False),
    )


async def decide(work: Import, by: Principal, line: int, decision: RowDecision, client: Client | None = None) -> None:
    meant = Id(str(client.id)) if client else None
    given = DecideImportRowInput(import_id=Id(str(work.id)), line=line, decision=decision, client_id=meant)
    await decide_import_row(given, by)


async def decide_all(work: Import, by: Principal, decision: RowDecision) -> None:
    await decide_import_rows(DecideImportRowsInput(import_id=Id(str(work.id)), decision=decision), by)
    await worked_off()
    await work.refresh_from_db()


async def test_one_of_several_is_chosen_and_updated():
    by, (ada, grace) = await someone(), await two_who_share()
    work = await staged([SHARED], by)
    assert await outcomes(work.id) == {2: "AMBIGUOUS"}

    with pytest.raises(InvalidInput):
        await decide(work, by, 2, UPDATE)
    await decide(work, by, 2, UPDATE, grace)

    assert await outcomes(work.id) == {2: "UPDATE"}
    await committed(work, by)
    await grace.refresh_from_db()
    await ada.refresh_from_db()
    assert (grace.last_name, ada.last_name) == ("Byron", "")
    assert await Client.all().count() == 2


async def test_who_is_none_of_them_is_not_to_be_chosen():
    by, _ = await someone(), await two_who_share()
    work, other = await staged([SHARED], by), await a_client("Other", "other@example.org")

    with pytest.raises(InvalidInput) as refused:
        await decide(work, by, 2, UPDATE, other)

    assert [fault.code for fault in refused.value.faults] == ["NOT_AMONG_THEM"]


async def test_a_row_may_be_somebody_else_unless_it_takes_what_is_anothers():
    by, _ = await someone(), await two_who_share()
    await a_client("Ada", "ada@example.org")
    work = await staged([SHARED, SHARED | {"E-mail": "ada@example.org", "Allow login": "yes"}], by, when_found="ASK")
    assert await outcomes(work.id) == {2: "AMBIGUOUS", 3: "AMBIGUOUS"}

    await decide(work, by, 2, CREATE)
    await decide(work, by, 3, CREATE)

    assert await outcomes(work.id) == {2: "CREATE", 3: "REFUSED"}
    assert await faults(work.id) == {3: [("E-mail", "EMAIL_TAKEN")]}
    await committed(work, by)
    assert await Client.filter(last_name="Byron").count() == 1


async def test_asked_about_are_only_clients_who_would_be_changed():
    by = await someone()
    await a_client("Ada", "ada@example.org", external_id="A")
    await a_client("Bob", "bob@example.org", external_id="B")
    rows = [{"Id": "A", "First name": "Ada"}, {"Id": "B", "First name": "Robert"}, {"Id": "C", "First name": "Cleo"}]

    work = await staged(rows, by, [("Id", "externalId"), ("First name", "firstName")], when_found=WhenFound.ASK)

    assert await outcomes(work.id) == {2: "UNCHANGED", 3: "AMBIGUOUS", 4: "CREATE"}
    assert await ImportCandidate.all().count() == 1
    with pytest.raises(InvalidInput):
        await decide(work, by, 4, UPDATE)


@pytest.mark.parametrize(
    ("decision", "then"),
    [(UPDATE, {2: "UPDATE", 3: "UPDATE", 4: "CREATE"}), (SKIP, {2: "SKIPPED", 3: "SKIPPED", 4: "CREATE"}),
     (CREATE, {2: "REFUSED", 3: "REFUSED", 4: "CREATE"})],
)  # fmt: skip
async def test_all_are_decided_at_once_and_asked_about_again(decision: RowDecision, then: dict[int, str]):
    by = await someone()
    for key in "AB":
        await a_client(key, external_id=key)
    rows = [
        {"externalId": key, "firstName": f"New {key}", "parentExternalId": "A" if key == "C" else ""} for key in "ABC"
    ]
    work = await staged(rows, by, when_found=WhenFound.ASK)

    await decide_all(work, by, decision)

    assert await outcomes(work.id) == then
    assert (work.state, work.deciding, work.ambiguous) == ("STAGED", None, 0)
    if decision is SKIP:
        return
    await decide_all(work, by, ASK)
    assert await outcomes(work.id) == {2: "AMBIGUOUS", 3: "AMBIGUOUS", 4: "CREATE"}


async def test_those_who_could_be_several_are_not_updated_all_at_once():
    by, _ = await someone(), await two_who_share()
    work = await staged([SHARED], by)

    with pytest.raises(Blocked) as refused:
        await decide_all(work, by, UPDATE)

    assert refused.value.blockers[0].code == "NOTHING_TO_DO"


async def test_a_decision_holds_while_other_cells_are_mended_and_ends_with_the_identity():
    by, (_, grace) = await someone(), await two_who_share()
    work = await staged([SHARED | {"Phone": "12"}], by)
    mend = UpdateImportRowInput(import_id=Id(str(work.id)), line=2, cells={"Phone": ""})
    await update_import_row(mend, by)
    await decide(work, by, 2, UPDATE, grace)

    await update_import_row(mend.model_copy(update={"cells": {"First name": "Gracie"}}), by)
    assert (await outcomes(work.id))[2] == "UPDATE"

    await update_import_row(mend.model_copy(update={"cells": {"E-mail": "y@example.org"}}), by)
    assert (await Import.get(id=work.id)).ambiguous == 0
    await update_import_row(mend.model_copy(update={"cells": {"E-mail": "shared@example.org"}}), by)
    assert (await outcomes(work.id))[2] == "AMBIGUOUS"


async def test_a_chosen_client_who_is_gone_by_the_commit_refuses_the_row_at_its_heading():
    by, (_, grace) = await someone(), await two_who_share()
    work = await staged([SHARED, {"First name": "Bob"}], by)
    await decide(work, by, 2, UPDATE, grace)
    await Client.filter(id=grace.id).update(deleted_at=grace.created_at)

    await committed(work, by)

    assert await faults(work.id) == {2: [("E-mail", "CHANGED_SINCE_PREVIEW")]}
