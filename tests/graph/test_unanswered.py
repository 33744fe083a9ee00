"""A query with an argument that cannot be is refused as a whole, in one way, however its root is read."""

from __future__ import annotations

import httpx2
import pytest
from graphql import get_named_type, is_leaf_type, is_required_argument

from atrium.app import create_app
from atrium.graph.permits import CLIENT_SESSION, NEEDS
from atrium.schema import build
from atrium.settings import Settings
from tests.access.given import a_session, a_staff
from tests.graph.tiny import client_of

JSON = "application/json"
RESPONSE_JSON = "application/graphql-response+json"
LONG = "a" * 201


def paged() -> dict[str, str]:
    """Every root that takes a `first` and is open to staff, asked for none."""
    query = build()._schema.query_type
    assert query is not None
    asked = {}
    for name, field in query.fields.items():
        needed = {key: '"x"' for key, argument in field.args.items() if is_required_argument(argument)}
        if any(not is_leaf_type(get_named_type(field.args[key].type)) for key in needed):
            continue
        given = ", ".join(f"{key}: {value}" for key, value in {**needed, "first": "0"}.items())
        if "first" in field.args and NEEDS["Query", name] != CLIENT_SESSION:
            asked[name] = f"{name}({given}) {{ __typename }}"
    return asked


WRONG = paged() | {
    "client": 'client(id: "x", number: 1) { id }',
    "clientDashboard": 'clientDashboard(from: "2026-02-01", to: "2026-01-01") { tiles { count } }',
    "clients": 'clients(after: "foreign") { totalCount }',
    "mailbox": f'mailbox(search: "{LONG}") {{ totalCount }}',
    "searchClients": f'searchClients(term: "{LONG}") {{ text }}',
}
"""By root, a call of it that cannot be answered. Roots that take a key alone are missing: a wrong key is nobody's."""


async def asked(settings: Settings, query: str, media: str) -> httpx2.Response:
    headers = await a_session(await a_staff())
    async with client_of(create_app(settings)) as client:
        return await client.post("/graphql", json={"query": query}, headers={**headers, "accept": media})


@pytest.mark.parametrize(("media", "status"), [(JSON, 200), (RESPONSE_JSON, 400)])
@pytest.mark.parametrize("root", WRONG)
async def test_an_argument_that_cannot_be_refuses_the_request(settings: Settings, root: str, media: str, status: int):
    answer = await asked(settings, f"{{ {WRONG[root]} }}", media)

    assert (answer.status_code, list(answer.json())) == (status, ["errors"])
    assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["BAD_USER_INPUT"]


@pytest.mark.parametrize("beside", ["clients { totalCount }", "mailDelivery { configured }"])
async def test_what_stands_beside_it_is_refused_too(settings: Settings, beside: str):
    answer = await asked(settings, f"{{ {WRONG['client']} {beside} }}", RESPONSE_JSON)

    assert (answer.status_code, list(answer.json())) == (400, ["errors"])
