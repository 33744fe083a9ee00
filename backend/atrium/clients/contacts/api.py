"""The door to a client's contacts: adding, changing, removing, and which is the default; and the login address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.contacts import addresses, companies, emails, inputs, login_email, phones, removing
from atrium.clients.contacts.lists import ADDRESSES, COMPANIES, EMAILS, PHONES
from atrium.contacts import models
from atrium.contacts.api import ClientEmail
from atrium.graph.fields import Verb, mutation
from atrium.graph.inputs import dress
from atrium.graph.permits import CLIENT_SESSION
from atrium.graph.reading.declare import column, extend, one, reads

for _model in vars(inputs).values():
    if isinstance(_model, type) and _model.__module__ == inputs.__name__:
        dress(_model)

KEEPING = (errors.NotFound, errors.InvalidInput, errors.StaleVersion, errors.IdempotencyConflict)
REFUSED: dict[str, tuple[type[errors.Refusal], ...]] = {
    "ClientEmail": (*KEEPING, errors.EmailTaken, errors.TooManyAttempts),
    "ClientPhone": KEEPING,
    "ClientAddress": KEEPING,
    "ClientCompany": KEEPING,
}
WRITES, LOGS_IN = "client.update", "client.login"
IN_THE_ACCOUNT = ("FULL",)
"""At the store clients keep their own contacts; so does who acts in the whole of an account."""


def keeps(target: str) -> Callable[[Verb], Verb]:
    """A verb that answers an entry of a list, as added, changed or preferred."""
    return mutation(
        target, *REFUSED[target], needs=WRITES, result=f"{target}Result", at_the_store=CLIENT_SESSION,
        as_client=IN_THE_ACCOUNT,
    )  # fmt: skip


removes = mutation(
    "Client", errors.NotFound, errors.InvalidInput, errors.StaleVersion, errors.Blocked, needs=WRITES,
    result="RemoveClientContactResult", at_the_store=CLIENT_SESSION, as_client=IN_THE_ACCOUNT,
)  # fmt: skip
"""A verb that takes an entry away, and answers the client without it."""


@reads("login_change", needs="client.read", model=models.LoginChange)
class LoginChange:
    """A change of the login address that waits until the new one is confirmed; the old one works until then."""

    id: strawberry.ID = column()
    email: ClientEmail = one("ClientEmail", on="{t}.id = {parent}.email_id", nullable=False)
    asked_at: datetime = column()


extend("Client", login_change=one("LoginChange", on="{t}.client_id = {parent}.id"))


@keeps("ClientEmail")
async def add_client_email(
    info: strawberry.Info, input: inputs.AddClientEmailInput, idempotency_key: str | None = None
) -> UUID:
    """Add an e-mail address to a client; one that it has already is answered again."""
    return await emails.add_client_email(input, info.context.principal, idempotency_key)


@keeps("ClientPhone")
async def add_client_phone(
    info: strawberry.Info, input: inputs.AddClientPhoneInput, idempotency_key: str | None = None
) -> UUID:
    """Add a telephone number to a client; one that it has already is answered again."""
    return await phones.add_client_phone(input, info.context.principal, idempotency_key)


@keeps("ClientAddress")
async def add_client_address(
    info: strawberry.Info, input: inputs.AddClientAddressInput, idempotency_key: str | None = None
) -> UUID:
    """Add a postal address to a client; one that it has already is answered again."""
    return await addresses.add_client_address(input, info.context.principal, idempotency_key)


@keeps("ClientCompany")
async def add_client_company(
    info: strawberry.Info, input: inputs.AddClientCompanyInput, idempotency_key: str | None = None
) -> UUID:
    """Add a company to a client; one that it has already is answered again."""
    return await companies.add_client_company(input, info.context.principal, idempotency_key)


@keeps("ClientEmail")
async def update_client_email(info: strawberry.Info, input: inputs.UpdateClientEmailInput) -> UUID:
    """Change what is given of an e-mail address. In place of a confirmed login, a new entry is answered: it becomes the
    login once it is confirmed.
    """
    return await emails.update_client_email(input, info.context.principal)


@keeps("ClientPhone")
async def update_client_phone(info: strawberry.Info, input: inputs.UpdateClientPhoneInput) -> UUID:
    """Change what is given of a telephone number."""
    return await phones.update_client_phone(input, info.context.principal)


@keeps("ClientAddress")
async def update_client_address(info: strawberry.Info, input: inputs.UpdateClientAddressInput) -> UUID:
    """Write a postal address anew."""
    return await addresses.update_client_address(input, info.context.principal)


@keeps("ClientCompany")
async def update_client_company(info: strawberry.Info, input: inputs.UpdateClientCompanyInput) -> UUID:
    """Write a company anew."""
    return await companies.update_client_company(input, info.context.principal)


@removes
async def remove_client_email(info: strawberry.Info, input: inputs.RemoveClientContactInput) -> UUID:
    """Remove an e-mail address. A login moves on to the next confirmed one; without one it is refused."""
    return await emails.remove_client_email(input, info.context.principal)


@removes
async def remove_client_phone(info: strawberry.Info, input: inputs.RemoveClientContactInput) -> UUID:
    """Remove a telephone number."""
    return await removing.remove(PHONES, input, info.context.principal)


@removes
async def remove_client_address(info: strawberry.Info, input: inputs.RemoveClientContactInput) -> UUID:
    """Remove a postal address."""
    return await removing.remove(ADDRESSES, input, info.context.principal)


@removes
async def remove_client_company(info: strawberry.Info, input: inputs.RemoveClientContactInput) -> UUID:
    """Remove a company; not the one that alone names the client."""
    return await removing.remove(COMPANIES, input, info.context.principal)


@keeps("ClientEmail")
async def make_default_client_email(info: strawberry.Info, input: inputs.MakeDefaultClientContactInput) -> UUID:
    """Make an e-mail address the default one. The login stays what it is."""
    return await removing.make_default(EMAILS, input, info.context.principal)


@keeps("ClientPhone")
async def make_default_client_phone(info: strawberry.Info, input: inputs.MakeDefaultClientContactInput) -> UUID:
    """Make a telephone number the default one."""
    return await removing.make_default(PHONES, input, info.context.principal)


@keeps("ClientAddress")
async def make_default_client_address(info: strawberry.Info, input: inputs.MakeDefaultClientContactInput) -> UUID:
    """Make a postal address the default one; its country is the client's from then on."""
    return await removing.make_default(ADDRESSES, input, info.context.principal)


@keeps("ClientCompany")
async def make_default_client_company(info: strawberry.Info, input: inputs.MakeDefaultClientContactInput) -> UUID:
    """Make a company the default one."""
    return await removing.make_default(COMPANIES, input, info.context.principal)


@mutation(
    "Client", errors.NotFound, errors.InvalidInput, errors.EmailTaken, errors.Blocked, errors.TooManyAttempts,
    needs=LOGS_IN,
)  # fmt: skip
async def change_login_email(info: strawberry.Info, input: inputs.ChangeLoginEmailInput) -> UUID:
    """Let a client log in with another address. One that is not confirmed yet must be, first: the old one works until
    then, and is told.
    """
    return await login_email.change_login_email(input, info.context.principal)


@mutation("Client", errors.NotFound, needs=LOGS_IN)
async def cancel_login_email_change(info: strawberry.Info, input: inputs.CancelLoginEmailChangeInput) -> UUID:
    """Call off a change of the login address that waits for its confirmation."""
    return await login_email.cancel_login_email_change(input, info.context.principal)
