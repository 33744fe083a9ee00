"""What staff and integrators give when they change how a client is reached, as it arrives.

`version` is the client's as it was read: an act on an outdated one is refused. Without it the latest word counts.
"""

from __future__ import annotations

from pydantic import BaseModel

from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.ids import Id


class AddClientEmailInput(BaseModel):
    """One more e-mail address. With `sendVerification` its owner is asked at once to prove that it is theirs."""

    client_id: Id
    address: str
    label: str | None = ""
    make_default: bool = False
    send_verification: bool = False


class AddClientPhoneInput(BaseModel):
    """One more telephone number. Without a country code it is read as one of `country`, or of the client's own."""

    client_id: Id
    number: str
    country: str | None = None
    label: str | None = ""
    make_default: bool = False


class AddClientAddressInput(BaseModel):
    """One more postal address."""

    client_id: Id
    address: AddressInput
    make_default: bool = False


class AddClientCompanyInput(BaseModel):
    """One more company that the client acts for."""

    client_id: Id
    company: CompanyInput
    make_default: bool = False


class UpdateClientEmailInput(BaseModel):
    """What is to change of an e-mail address; what is not given stays."""

    id: Id
    version: int | None = None
    address: str | None = None
    label: str | None = None
    make_default: bool = False


class UpdateClientPhoneInput(BaseModel):
    """What is to change of a telephone number; what is not given stays."""

    id: Id
    version: int | None = None
    number: str | None = None
    country: str | None = None
    label: str | None = None
    make_default: bool = False


class UpdateClientAddressInput(BaseModel):
    """The postal address as it shall be."""

    id: Id
    address: AddressInput
    version: int | None = None
    make_default: bool = False


class UpdateClientCompanyInput(BaseModel):
    """The company as it shall be."""

    id: Id
    company: CompanyInput
    version: int | None = None
    make_default: bool = False


class RemoveClientContactInput(BaseModel):
    """Which entry goes, and which one follows it if it was the default: the oldest, unless one is named here."""

    id: Id
    version: int | None = None
    next_default_id: Id | None = None


class MakeDefaultClientContactInput(BaseModel):
    """Which entry of its list becomes the default."""

    id: Id
    version: int | None = None


class ChangeLoginEmailInput(BaseModel):
    """The address that a client shall log in with: one of its own, or a new one; and why (for the timeline)."""

    client_id: Id
    address: str
    reason: str | None = ""


class CancelLoginEmailChangeInput(BaseModel):
    """Whose waiting change of the login address is called off."""

    client_id: Id
