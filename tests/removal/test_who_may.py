"""Who may remove, and that a grave act asks for a fresh proof: settled at the door, before anything runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from atrium.access.permissions import PERMISSIONS
from atrium.columns import now
from atrium.principal import PROOF_HOLDS
from tests.given import a_client, rows_everywhere
from tests.graph.asking import ask, data, staff

ACTS = {
    "deleteClient": ("mutation($id: ID!) { deleteClient(input: {clientId: $id}) { __typename } }", "client.delete"),
    "eraseClient": (
        "mutation($id: ID!) { eraseClient(input: {clientId: $id, dryRun: true}) { __typename } }", "client.erase",
    ),
    "exportClientData": (
        "mutation($id: ID!) { exportClientData(input: {clientId: $id}) { __typename } }", "client.export",
    ),
    "restoreClient": ("mutation($id: ID!) { restoreClient(input: {clientId: $id}) { __typename } }", "client.delete"),
    "deletePreview": ("query($id: ID!) { deletePreview(clientId: $id) { __typename } }", "client.delete"),
    "restorePreview": ("query($id: ID!) { restorePreview(clientId: $id) { __typename } }", "client.delete"),
    "erasure": ("query($id: ID!) { erasure(clientId: $id) { __typename } }", "client.erase"),
}  # fmt: skip
GRAVE = ("deleteClient", "eraseClient", "exportClientData")


def codes_of(answer: dict) -> list[str]:
    return [error["extensions"]["code"] for error in answer.get("errors", [])]


@pytest.mark.parametrize("act", ACTS)
async def test_nobody_without_the_permission_may(act: str):
    document, needs = ACTS[act]
    ada = await a_client("Ada")
    before = await rows_everywhere()

    refused = await ask(document, {"id": str(ada.id)}, by=staff(*(set(PERMISSIONS) - {needs})))

    assert codes_of(refused) == ["FORBIDDEN"]
    assert await rows_everywhere() == before


@pytest.mark.parametrize("act", GRAVE)
async def test_a_grave_act_asks_for_a_fresh_proof(act: str):
    ada = await a_client("Ada")
    before = await rows_everywhere()

    refused = await ask(
        ACTS[act][0], {"id": str(ada.id)}, by=replace(staff(), proved_at=now() - PROOF_HOLDS - timedelta(seconds=1))
    )

    assert codes_of(refused) == ["STEP_UP_REQUIRED"]
    assert await rows_everywhere() == before


async def test_whoever_may_not_see_the_deleted_finds_nobody_to_restore():
    ada = await a_client("Ada")
    await data(ACTS["deleteClient"][0], {"id": str(ada.id)})
    by = staff(*(set(PERMISSIONS) - {"client.read_deleted"}))

    answers = [await data(ACTS[act][0], {"id": str(ada.id)}, by=by) for act in ("restoreClient", "restorePreview")]

    assert answers == [{"restoreClient": {"__typename": "NotFound"}}, {"restorePreview": {"__typename": "NotFound"}}]
