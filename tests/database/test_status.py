"""The column that the database derives says what the model says."""

from __future__ import annotations

from itertools import product

from atrium import database
from atrium.clients.models import Client
from atrium.columns import now
from tests.database import raw


async def test_the_derived_status_is_the_model_s_in_every_combination():
    survivor = await raw.a_client()
    moment = now()
    for deleted, merged, guest, login, verified in product([False, True], repeat=5):
        number = (await database.rows("SELECT max(number) AS number FROM client"))[0]["number"] + 1
        await raw.a_client(
            number=number,
            deleted_at=moment if deleted else None,
            merged_into_id=survivor if merged else None,
            is_guest=guest,
            allow_login=login,
            login_email=f"{number}@example.org",
            login_fold=f"{number}@example.org",
            verified_at=moment if verified else None,
        )

    derived = {row["number"]: row["status"] for row in await database.rows("SELECT number, status FROM client")}

    assert len(derived) == 33
    assert derived == {client.number: client.status for client in await Client.all()}
