"""Who may import without seeing clients learns nothing of those who are here."""

from __future__ import annotations

import pytest

from atrium.app import create_app
from atrium.settings import Settings
from tests.access.given import a_session, a_staff, a_token
from tests.clients.signing_in_given import a_shopper, a_shoppers_browser
from tests.given import a_client
from tests.graph.tiny import client_of
from tests.imports.given import someone, staged

TOLD = {
    "changes": "{ import(id: ID) { rows(first: 5) { nodes { line changes { before } } } } }",
    "kept": "{ import(id: ID) { rows(first: 5) { nodes { line kept { before } } } } }",
    "candidates": "{ import(id: ID) { rows(first: 5) { nodes { line candidates { client { id } } } } } }",
    "client": "{ import(id: ID) { rows(first: 5) { nodes { line client { firstName } } } } }",
    "staying": "{ revertPreview(importId: ID) { ... on RevertPreview { nodes { kept { before } } } } }",
}
OUTCOMES = "{ import(id: ID) { rows(first: 5) { nodes { line outcome cells faults { code } } } } }"


@pytest.mark.parametrize("told", TOLD)
async def test_what_a_row_tells_of_a_client_needs_leave_to_see_clients(settings: Settings, told: str):
    by = await someone()
    await a_client("Ada", external_id="A1")
    work = await staged([{"externalId": "A1", "firstName": "Eve"}], by)
    person = await a_staff("Eve")
    _, imports_only = await a_token(person, "client.import")
    _, sees_too = await a_token(person, "client.import", "client.read")
    query, outcomes = (text.replace(": ID", f': "{work.id}"') for text in (TOLD[told], OUTCOMES))

    async with client_of(create_app(settings)) as http:
        refused, told_all, seen = [
            (await http.post("/graphql", json={"query": text}, headers=headers)).json()
            for text, headers in ((query, imports_only), (outcomes, imports_only), (query, sees_too))
        ]

    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert "client.read" in refused["errors"][0]["message"]
    assert told_all["data"]["import"]["rows"]["nodes"][0]["outcome"] == "UPDATE"
    assert "errors" not in seen


async def test_the_files_of_imports_are_for_those_who_may_import_and_see_clients(settings: Settings):
    work = await staged([{"externalId": "A1", "firstName": "Eve"}], await someone())
    person = await a_staff("Eve")
    callers = {
        "nobody": {},
        "client": await a_shoppers_browser(await a_shopper()),
        "Read-only": await a_session(await a_staff("Rob", group="Read-only")),
        "Support": await a_session(await a_staff("Sue", group="Support")),
        "sees only": (await a_token(person, "client.read"))[1],
        "another": await a_session(await a_staff("Tom")),
    }

    seen = {}
    async with client_of(create_app(settings)) as http:
        for name, headers in callers.items():
            sent = await http.post("/imports", files={"file": ("a.csv", b"email\na@example.org\n")}, headers=headers)
            fetched = [
                await http.get(f"/imports/{work.id}/{which}", headers=headers) for which in ("rows", "refused", "x")
            ]
            seen[name] = [one.status_code for one in (sent, *fetched)]

    assert seen == {
        "nobody": [401] * 4, "client": [401] * 4, "Read-only": [403] * 4, "Support": [403] * 4, "sees only": [403] * 4,
        "another": [201, 200, 200, 404],
    }  # fmt: skip
