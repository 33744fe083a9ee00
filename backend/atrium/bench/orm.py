"""Adding a client the ORM's way: a stock GraphQL schema whose mutation creates the same rows one by one.

The rows are the action's own (vetted, with number, search document, mail, event and delta): only the way in which they
reach the database, and the way in which the answer is made, are the common ones.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import strawberry
from strawberry.asgi import GraphQL
from tortoise.context import get_current_context
from tortoise.models import Model

from atrium.access.authentication import authenticate
from atrium.asgi import header_fields
from atrium.bench.asking import HERE
from atrium.clients import adding, inputs, models, vetting
from atrium.database import tx
from atrium.inserting import Drawn, Row
from atrium.mail.models import MailState
from atrium.preferences.models import Counter
from atrium.principal import Door, Principal


@strawberry.type
class Client:
    id: strawberry.ID
    number: int
    display_name: str
    status: str
    login_email: str | None


@strawberry.input
class AddClientInput:
    first_name: str
    last_name: str
    email: str


@strawberry.type
class Query:
    @strawberry.field
    def ready(self) -> bool:
        return True


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def add_client(self, info: strawberry.Info, input: AddClientInput) -> Client:
        by = await authenticate(header_fields(info.context["request"].scope), Door.STAFF, HERE)
        given = inputs.AddClientInput(first_name=input.first_name, last_name=input.last_name, email=input.email)
        client = await _enter(await vetting.vet(given), by)
        return Client(
            id=strawberry.ID(str(client.id)),
            number=client.number,
            display_name=client.display_name,
            status=client.status.value,
            login_email=client.login_email,
        )


def door() -> GraphQL[Any, Any]:
    """An ASGI application."""
    return GraphQL(strawberry.Schema(Query, Mutation))


async def _enter(new: vetting.NewClient, by: Principal) -> models.Client:
    _, rows = adding.rows_of(new, models.ClientOrigin.API, by)
    async with tx():
        counter = await Counter.select_for_update().get(name="client")
        counter.value += 1
        await counter.save(update_fields=["value"])
        client, *_ = [await _create(row, counter.value) for row in rows]
    assert isinstance(client, models.Client)
    return client


async def _create(row: Row, number: int) -> Model:
    """The mail counts as sent: nobody is to deliver it while others are measured."""
    model = _models()[row.table]
    names = model._meta.fields_db_projection_reverse
    values = {names[column]: _known(value, number) for column, value in row.values.items()}
    if row.table == "email_message":
        values["state"] = MailState.SENT
    return await model.create(**values)


def _known(value: Any, number: int) -> Any:
    return value.being(number) if isinstance(value, Drawn) else value


@cache
def _models() -> dict[str, type[Model]]:
    """Every model by its table."""
    context = get_current_context()
    assert context is not None
    assert context.apps is not None
    return {str(model._meta.db_table): model for model in context.apps.get_models_iterable()}
