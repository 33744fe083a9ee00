"""Moments print alike, whoever prints them: the database, or Python."""

from __future__ import annotations

import re

from tests.given import a_client
from tests.graph.asking import data

PRINTED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
REVEAL = "mutation($id: ID!) { revealSupportPin(input: {clientId: $id}) { ... on SupportPin { validUntil } } }"


async def test_moments_are_in_utc_with_microseconds_and_z_whoever_prints_them():
    client = await a_client("Ada")

    told = await data(REVEAL, {"id": str(client.id)})
    kept = await data("query($id: ID!) { client(id: $id) { createdAt } }", {"id": str(client.id)})

    assert PRINTED.fullmatch(told["revealSupportPin"]["validUntil"])
    assert PRINTED.fullmatch(kept["client"]["createdAt"])
