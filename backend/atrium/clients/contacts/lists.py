"""The four lists of a client, and what of the client itself each of them decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from atrium.clients.contacts.acts import Actions, ContactList
from atrium.clients.models import Client
from atrium.clients.names import Name
from atrium.contacts.models import ClientAddress, ClientCompany, ClientEmail, ClientPhone
from atrium.errors import Blocked, Hindrance

NAMELESS = Hindrance("ONLY_NAME", "This company is all that the client is called by. Give the client a name first.")


def one_line(address: ClientAddress) -> str:
    """A postal address as one line of text."""
    town = f"{address.postcode} {address.city}".strip()
    parts = (address.line1, address.line2, town, address.region, address.country)
    return ", ".join(part for part in parts if part)


def _country(client: Client, default: ClientAddress | None) -> Mapping[str, Any]:
    return {"country": default.country if default else ""}


def _name(client: Client, default: ClientCompany | None) -> Mapping[str, Any]:
    """A client without a name of its own is called by its default company. Raises Blocked where none is left."""
    if client.first_name or client.last_name:
        return {}
    if default is None:
        raise Blocked(NAMELESS.message, blockers=(NAMELESS,))
    return vars(Name.of("", "", default.name))


EMAILS = ContactList(
    ClientEmail,
    "defaultEmail",
    Actions("client.email_added", "client.email_updated", "client.email_removed"),
    lambda row: {"email": row.address, "emailLabel": row.label},
)
PHONES = ContactList(
    ClientPhone,
    "defaultPhone",
    Actions("client.phone_added", "client.phone_updated", "client.phone_removed"),
    lambda row: {"phone": row.number, "phoneLabel": row.label},
)
ADDRESSES = ContactList(
    ClientAddress,
    "defaultAddress",
    Actions("client.address_added", "client.address_updated", "client.address_removed"),
    lambda row: {"address": one_line(row), "addressLabel": row.label},
    follows=_country,
    is_searched=False,
)
COMPANIES = ContactList(
    ClientCompany,
    "defaultCompany",
    Actions("client.company_added", "client.company_updated", "client.company_removed"),
    lambda row: {"company": row.name, "taxId": row.tax_id, "registrationNumber": row.registration_number},
    follows=_name,
)
