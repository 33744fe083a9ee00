"""What an update is to change: read, and compared with the client as it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from atrium.clients.inputs import UpdateClientInput
from atrium.clients.models import Client
from atrium.clients.names import display_name
from atrium.clients.tags import Tag, read_tags
from atrium.clients.vetting import read_currency, read_external_id, read_language, read_name, what_is_taken
from atrium.contacts.models import ClientCompany
from atrium.custom_fields.values import BY_CLIENTS, EVERY, Held, read_changed
from atrium.errors import NotFound
from atrium.events.actions import Change
from atrium.faults import Faults
from atrium.principal import Principal

SHOWN = {
    "first_name": "firstName",
    "last_name": "lastName",
    "language": "language",
    "currency": "currency",
    "external_id": "externalId",
}
"""What can be changed beside the tags, and how the timeline calls it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The columns as they shall be. `tags` of None stay as they are; custom values are those that change."""

    columns: dict[str, Any]
    tags: tuple[Tag, ...] | None
    custom_values: tuple[Held, ...] = ()

    def changes(self, client: Client) -> list[Change]:
        """What differs from the client as it is, tags apart."""
        own = [
            Change(shown, getattr(client, column), self.columns[column])
            for column, shown in SHOWN.items()
            if column in self.columns and getattr(client, column) != self.columns[column]
        ]
        return [*own, *(held.change for held in self.custom_values)]

    @property
    def renames(self) -> bool:
        """Whether it touches what a client is found by."""
        in_custom_fields = any(held.field.searchable for held in self.custom_values)
        return in_custom_fields or "name_fold" in self.columns or "external_id" in self.columns


BY_ITSELF = frozenset({"id", "version", "first_name", "last_name", "language", "custom_fields"})
"""What a client changes at the store."""


async def vet(given: UpdateClientInput, client: Client, by: Principal) -> Edit:
    """The update, read beside the client it is for. Raises InvalidInput with all faults.

    At the store's door there is only the client whose account is open (else NotFound), and of it less to change:
    NOT_PERMITTED.
    """
    faults, wished = Faults(), given.model_fields_set
    if by.client_id is not None:
        _keep_to_its_own(faults, wished, client, by)
    columns: dict[str, Any] = {}
    if wished & {"first_name", "last_name"}:
        columns |= await _renamed(faults, given, client)
    if "language" in wished:
        columns["language"] = read_language(faults, given.language)
    if "currency" in wished:
        columns["currency"] = read_currency(faults, given.currency)
    if "external_id" in wished:
        columns["external_id"] = read_external_id(faults, given.external_id)
    tags = read_tags(faults, given.tags) if "tags" in wished else None
    custom_values: tuple[Held, ...] = ()
    if "custom_fields" in wished:
        met = EVERY if by.client_id is None else BY_CLIENTS
        custom_values = await read_changed(faults, given.custom_fields, client.id, client.country, met)
    if faults.found:
        external_id = columns.get("external_id")
        faults.refuse(await what_is_taken(None, external_id if external_id != client.external_id else None))
    return Edit(columns, tags, custom_values)


def _keep_to_its_own(faults: Faults, wished: Collection[str], client: Client, by: Principal) -> None:
    if client.id != by.client_id:
        raise NotFound()
    for name in sorted(set(wished) - BY_ITSELF):
        faults.add(SHOWN.get(name, name), "NOT_PERMITTED", "Please ask us to change this.")


async def _renamed(faults: Faults, given: UpdateClientInput, client: Client) -> dict[str, Any]:
    first = given.first_name if "first_name" in given.model_fields_set else client.first_name
    last = given.last_name if "last_name" in given.model_fields_set else client.last_name
    company = "" if display_name(first or "", last or "", "").strip() else await _company_of(client)
    return vars(read_name(faults, first, last, company))


async def _company_of(client: Client) -> str:
    """What a client without a name of its own is called by."""
    company = await ClientCompany.get_or_none(client_id=client.id, is_default=True)
    return company.name if company else ""
