"""Short words for acting on a client's contacts, one set for all four kinds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tortoise.models import Model

from atrium.clients.contacts import addresses, companies, emails, inputs, phones, removing
from atrium.clients.contacts.acts import ContactList
from atrium.clients.contacts.lists import ADDRESSES, COMPANIES, EMAILS, PHONES
from atrium.clients.models import Client
from atrium.clients.verifying import verify_email
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.contacts.models import ClientEmail
from atrium.ids import Id
from atrium.principal import ActorKind, Principal
from tests.given import a_client, the_secret_mailed_to

SAM = Principal(ActorKind.STAFF, UUID(int=7), "Sam Staff", frozenset({"client.update", "client.login"}))


@dataclass(frozen=True)
class Kind:
    """One of the four lists: how its n-th entry is added and changed."""

    of: ContactList[Any]
    given: Callable[[int], dict[str, Any]]
    adding: type[Any]
    changing: type[Any]
    add: Callable[..., Awaitable[UUID]]
    change: Callable[..., Awaitable[UUID]]
    drop: Callable[..., Awaitable[UUID]]

    @property
    def model(self) -> type[Model]:
        return self.of.model

    async def added(self, client: Client, n: int, *, default: bool = False, key: str | None = None) -> UUID:
        given = self.adding(client_id=Id(str(client.id)), make_default=default, **self.given(n))
        return await self.add(given, SAM, key)

    async def changed(self, row_id: UUID, n: int, version: int | None = None) -> UUID:
        return await self.change(self.changing(id=Id(str(row_id)), version=version, **self.given(n)), SAM)

    async def removed(self, row_id: UUID, *, heir: UUID | None = None, version: int | None = None) -> UUID:
        named = Id(str(heir)) if heir else None
        given = inputs.RemoveClientContactInput(id=Id(str(row_id)), version=version, next_default_id=named)
        return await self.drop(given, SAM)

    async def preferred(self, row_id: UUID, version: int | None = None) -> UUID:
        given = inputs.MakeDefaultClientContactInput(id=Id(str(row_id)), version=version)
        return await removing.make_default(self.of, given, SAM)

    async def rows(self, client: Client) -> list[Any]:
        return await self.of.model.filter(client_id=client.id).order_by("created_at", "id")

    async def defaults(self, client: Client) -> list[UUID]:
        return [row.id for row in await self.rows(client) if row.is_default]


def _dropping(of: ContactList[Any]) -> Callable[..., Awaitable[UUID]]:
    return lambda given, by: removing.remove(of, given, by)


def _address(n: int) -> dict[str, Any]:
    return {"address": AddressInput(line1=f"{n} Main Street", city="Berlin", postcode="10115", country="DE")}


KINDS = {
    "email": Kind(
        EMAILS, lambda n: {"address": f"ada{n}@example.org"}, inputs.AddClientEmailInput,
        inputs.UpdateClientEmailInput, emails.add_client_email, emails.update_client_email, emails.remove_client_email,
    ),
    "phone": Kind(
        PHONES, lambda n: {"number": f"+49 30 {123000 + n}"}, inputs.AddClientPhoneInput,
        inputs.UpdateClientPhoneInput, phones.add_client_phone, phones.update_client_phone, _dropping(PHONES),
    ),
    "address": Kind(
        ADDRESSES, _address, inputs.AddClientAddressInput, inputs.UpdateClientAddressInput,
        addresses.add_client_address, addresses.update_client_address, _dropping(ADDRESSES),
    ),
    "company": Kind(
        COMPANIES, lambda n: {"company": CompanyInput(name=f"Engines {n}")}, inputs.AddClientCompanyInput,
        inputs.UpdateClientCompanyInput, companies.add_client_company, companies.update_client_company,
        _dropping(COMPANIES),
    ),
}  # fmt: skip


async def a_verified_client(address: str = "ada@example.org") -> Client:
    """A client who logs in with a confirmed address."""
    client = await a_client("Ada", address)
    await confirmed(address)
    return await Client.get(id=client.id)


async def confirmed(address: str) -> None:
    """The owner of the address follows the newest link."""
    await verify_email(await the_secret_mailed_to(address), None, "192.0.2.1")


async def email_of(client: Client, address: str) -> ClientEmail:
    return await ClientEmail.get(client_id=client.id, address=address)
