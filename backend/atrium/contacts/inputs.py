"""Ways to reach a client, as they are given."""

from __future__ import annotations

from pydantic import BaseModel


class CompanyInput(BaseModel):
    """A company that the client acts for."""

    name: str
    tax_id: str | None = ""
    registration_number: str | None = ""


class AddressInput(BaseModel):
    """A postal address; `country` is ISO 3166-1 alpha-2. Which other parts are needed depends on it."""

    line1: str
    city: str
    country: str
    label: str | None = ""
    line2: str | None = ""
    region: str | None = ""
    postcode: str | None = ""
