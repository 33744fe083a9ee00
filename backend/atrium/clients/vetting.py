"""Reading what is given about a client: everything that is wrong with it is found before anything is refused."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from atrium import database
from atrium.clients.inputs import AddClientInput
from atrium.clients.names import NAME_LONGEST, Name
from atrium.clients.standards import currency_code, language_tag
from atrium.clients.tags import Tag, read_tags
from atrium.contacts.addresses import Address, read_address
from atrium.contacts.companies import Company, read_company
from atrium.contacts.emails import Email, read_email
from atrium.contacts.phones import Phone, read_phone
from atrium.custom_fields.models import CustomFieldVisibility
from atrium.custom_fields.values import EVERY, Held, read_new
from atrium.errors import EmailTaken, Fault, InvalidInput, Refusal
from atrium.faults import Faults
from atrium.settings import current

CODE_LONGEST = 40
EXTERNAL_ID_LONGEST = 200


@dataclass(frozen=True, slots=True)
class NewClient:
    """A client that may be added, as far as its input alone can tell."""

    name: Name
    allow_login: bool
    notify: bool
    email: Email | None
    phone: Phone | None
    company: Company | None
    address: Address | None
    language: str
    currency: str
    external_id: str | None
    tags: tuple[Tag, ...]
    custom_values: tuple[Held, ...] = ()

    @property
    def login(self) -> Email | None:
        """The address to log in with. One that is given with login off is a way to write to the client, no more."""
        return self.email if self.allow_login else None

    @property
    def country(self) -> str:
        return self.address.country if self.address else ""


async def vet(given: AddClientInput) -> NewClient:
    """The client to be added. Raises InvalidInput with all faults, those that the database knows of included."""
    faults = Faults()
    new = await read_client(faults, given)
    if faults.found:
        faults.refuse(await what_is_taken(new.login, new.external_id))
    return new


async def read_client(
    faults: Faults, given: AddClientInput, met: Collection[CustomFieldVisibility] = EVERY
) -> NewClient:
    """The client to be, as far as it can be read. Notes what is wrong with it, whether an address is taken apart.

    `met` are the custom fields that are asked for.
    """
    address = read_address(faults.within("address"), given.address)
    country = address.country if address else ""
    company = read_company(faults.within("company"), given.company, country)
    return NewClient(
        name=read_name(faults, given.first_name, given.last_name, company.name if company else ""),
        allow_login=given.allow_login,
        notify=given.notify,
        email=read_email(faults, "email", given.email, required=given.allow_login),
        phone=read_phone(faults, "phone", given.phone, country),
        company=company,
        address=address,
        language=read_language(faults, given.language),
        currency=read_currency(faults, given.currency),
        external_id=read_external_id(faults, given.external_id),
        tags=read_tags(faults, given.tags),
        custom_values=await read_new(faults, given.custom_fields, country, met),
    )


def read_name(faults: Faults, first_name: str | None, last_name: str | None, company: str) -> Name:
    """The names. Notes REQUIRED when nothing says who the client is, and nothing else is wrong with its names."""
    seen = len(faults.found)
    first = faults.text("firstName", first_name, NAME_LONGEST)
    last = faults.text("lastName", last_name, NAME_LONGEST)
    names_are_fine = len(faults.found) == seen and not faults.has("company", "name")
    if not (first or last or company) and names_are_fine:
        faults.add("firstName", "REQUIRED", "Give a first name, a last name or a company.")
    return Name.of(first, last, company)


def read_language(faults: Faults, given: str | None) -> str:
    """The language's tag; the store's for none. Notes UNKNOWN_LANGUAGE."""
    text = faults.text("language", given, CODE_LONGEST)
    tag = language_tag(text) if text else current().language
    if tag is None:
        faults.add(
            "language", "UNKNOWN_LANGUAGE", "There is no such language. Give its tag (BCP 47), like de or pt-BR."
        )
    return tag or ""


def read_currency(faults: Faults, given: str | None) -> str:
    """The currency's code; the store's for none. Notes UNKNOWN_CURRENCY."""
    text = faults.text("currency", given, CODE_LONGEST)
    code = currency_code(text) if text else current().currency
    if code is None:
        faults.add("currency", "UNKNOWN_CURRENCY", "There is no such currency. Give its code (ISO 4217), like EUR.")
    return code or ""


def read_external_id(faults: Faults, given: str | None) -> str | None:
    """The id that another system gave the client; None for none."""
    return faults.text("externalId", given, EXTERNAL_ID_LONGEST) or None


_TAKEN = """
SELECT login_fold = $1 AS by_email, external_id = $2 AS by_id FROM client WHERE login_fold = $1 OR external_id = $2
"""


async def what_is_taken(login: Email | None, external_id: str | None) -> list[Fault]:
    """Which of what must be unique is another client's: EMAIL_TAKEN, EXTERNAL_ID_TAKEN."""
    if login is None and external_id is None:
        return []
    found = await database.rows(_TAKEN, login.fold if login else None, external_id)
    faults = Faults()
    if any(row["by_email"] for row in found):
        faults.add("email", "EMAIL_TAKEN", EmailTaken.message)
    if any(row["by_id"] for row in found):
        faults.add("externalId", "EXTERNAL_ID_TAKEN", "Another client already has this external id.")
    return faults.found


async def refusal_for(login: Email | None, external_id: str | None) -> Refusal | None:
    """The answer to a unique constraint that spoke: EmailTaken if that is all, else InvalidInput; None for others."""
    taken = await what_is_taken(login, external_id)
    if login and [fault.code for fault in taken] == ["EMAIL_TAKEN"]:
        return EmailTaken(email=login.address)
    return InvalidInput.of(taken) if taken else None
