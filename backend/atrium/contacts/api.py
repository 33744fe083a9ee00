"""Ways to reach a client, as GraphQL shows them."""

from __future__ import annotations

from datetime import datetime

import strawberry

from atrium.contacts import models
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.graph.inputs import dress
from atrium.graph.reading.declare import column, reads

dress(AddressInput)
dress(CompanyInput)


@reads("client_email", needs="client.read", model=models.ClientEmail)
class ClientEmail:
    """An e-mail address of a client."""

    id: strawberry.ID = column()
    address: str = column()
    label: str = column()
    is_default: bool = column()
    verified_at: datetime | None = column()


@reads("client_phone", needs="client.read", model=models.ClientPhone)
class ClientPhone:
    """A telephone number in E.164."""

    id: strawberry.ID = column()
    number: str = column()
    formatted: str = column(
        "CASE WHEN {t}.formatted = '' THEN {t}.number ELSE {t}.formatted END",
        doc="The number grouped as its country does it: `+44 20 7946 0018`.",
    )
    label: str = column()
    country: str = column()
    is_default: bool = column()


@reads("client_address", needs="client.read", model=models.ClientAddress)
class ClientAddress:
    """A postal address; `country` is ISO 3166-1 alpha-2."""

    id: strawberry.ID = column()
    label: str = column()
    line1: str = column()
    line2: str = column()
    city: str = column()
    region: str = column()
    postcode: str = column()
    country: str = column()
    is_default: bool = column()


@reads("client_company", needs="client.read", model=models.ClientCompany)
class ClientCompany:
    """A company that a client acts for."""

    id: strawberry.ID = column()
    name: str = column()
    tax_id: str = column()
    registration_number: str = column()
    is_default: bool = column()
