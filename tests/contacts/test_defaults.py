"""Exactly one default a list: the database's word."""

from __future__ import annotations

from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from atrium.contacts.models import ClientAddress, ClientCompany, ClientEmail, ClientPhone
from atrium.database import constraint_of
from tests.given import a_client

SECONDS: list[tuple[Any, dict[str, str]]] = [
    (ClientEmail, {"address": "two@example.org", "fold": "two@example.org"}),
    (ClientPhone, {"number": "+4930123456", "country": "DE"}),
    (ClientAddress, {"line1": "1", "city": "B", "country": "DE"}),
    (ClientCompany, {"name": "Two", "name_fold": "two"}),
]


@pytest.mark.parametrize(("model", "given"), SECONDS)
async def test_a_second_default_is_refused_by_the_database(model: Any, given: dict[str, str]):
    client = await a_client("Ada", allow_login=False)
    await model.create(client_id=client.id, is_default=True, **given)
    different = {name: f"{value}9" if name != "country" else value for name, value in given.items()}

    with pytest.raises(IntegrityError) as clash:
        await model.create(client_id=client.id, is_default=True, **different)

    assert constraint_of(clash.value) == f"{model._meta.db_table}_client_id_key"
    await model.create(client_id=client.id, is_default=False, **different)
