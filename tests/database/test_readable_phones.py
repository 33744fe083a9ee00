"""Numbers that were kept before they were grouped are grouped by the upgrade."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

from tortoise.connection import get_connection

from atrium import database
from atrium.contacts.models import ClientPhone
from tests.given import a_client


async def test_what_is_there_is_grouped_by_the_upgrade():
    client = await a_client("Ada", allow_login=False)
    for number in ("+442079460018", "+493012", "+999"):
        await ClientPhone.create(client_id=client.id, number=number)
    editor = SimpleNamespace(DIALECT=database.dialect(), client=get_connection(database.ALIAS))

    await import_module("atrium.migrations.0008_readable_phones").Grouped().database_forward("", None, None, editor)

    kept = dict(await ClientPhone.all().values_list("number", "formatted"))
    assert kept == {"+442079460018": "+44 20 7946 0018", "+493012": "+49 3012", "+999": "+999"}
