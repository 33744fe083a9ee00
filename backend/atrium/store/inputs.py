"""What visitors and clients of the store give, as it arrives."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.custom_fields.inputs import Json
from atrium.ids import Id


class OrderLineInput(BaseModel):
    """A product, and how many of it. Its price is the product's."""

    product_id: Id
    quantity: int = 1


class OrderInput(BaseModel):
    """What is ordered: 1 to 100 lines of one currency."""

    lines: list[OrderLineInput]


class RegisterClientInput(BaseModel):
    """Somebody who opens an account at the store, with the first order in the same act if one is given.

    `customFields` are those that are asked at registration. The terms have to be accepted.
    """

    email: str
    password: str
    first_name: str | None = ""
    last_name: str | None = ""
    phone: str | None = None
    company: CompanyInput | None = None
    address: AddressInput | None = None
    custom_fields: Json | None = None
    accept_terms: bool = False
    order: OrderInput | None = None


class GuestInput(BaseModel):
    """Who orders without an account."""

    email: str
    first_name: str | None = ""
    last_name: str | None = ""
    phone: str | None = None
    address: AddressInput | None = None


class PlaceOrderInput(BaseModel):
    """An order at the store. Whoever has not signed in says with `guest` who they are."""

    order: OrderInput
    guest: GuestInput | None = None


class ChangeClientPasswordInput(BaseModel):
    """The password that the client has, and the one that it shall be."""

    old_password: str
    new_password: str


class ChangeClientLoginInput(BaseModel):
    """The address that the client wants to sign in with, and the password that shows who wants it."""

    address: str
    password: str
