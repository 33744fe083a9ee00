"""What staff and integrators give when they act on a client, as it arrives. Vetting is the actions' own first step.

Ids are opaque text: one that is no id of ours is simply not found.
"""

from __future__ import annotations

from pydantic import BaseModel

from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.custom_fields.inputs import Json
from atrium.ids import Id


class AddClientInput(BaseModel):
    """A new client. At least one of first name, last name and company says who it is."""

    first_name: str | None = ""
    last_name: str | None = ""
    allow_login: bool = True
    email: str | None = None
    phone: str | None = None
    company: CompanyInput | None = None
    address: AddressInput | None = None
    language: str | None = None
    currency: str | None = None
    external_id: str | None = None
    tags: list[str] | None = None
    custom_fields: Json | None = None
    notify: bool = True


class UpdateClientInput(BaseModel):
    """What is to change of a client. What is not given stays; null empties it, or returns to the store's own."""

    id: Id
    version: int
    first_name: str | None = None
    last_name: str | None = None
    language: str | None = None
    currency: str | None = None
    external_id: str | None = None
    tags: list[str] | None = None
    custom_fields: Json | None = None


class SetAllowLoginInput(BaseModel):
    """Whether a client may log in, and why that changes (for the timeline; the client is not told).

    With a version, the client must not have been changed since it was read.
    """

    client_id: Id
    allow_login: bool
    reason: str | None = ""
    version: int | None = None


class ResendVerificationInput(BaseModel):
    """Whose address is to be verified: the login address, unless another of the client's is named."""

    client_id: Id
    email_id: Id | None = None
