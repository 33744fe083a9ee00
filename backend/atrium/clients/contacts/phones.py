"""A client's telephone numbers."""

from __future__ import annotations

from uuid import UUID

from atrium.clients.contacts.acts import Act, act_on, add_once, owner_of
from atrium.clients.contacts.inputs import AddClientPhoneInput, UpdateClientPhoneInput
from atrium.clients.contacts.labels import read_label, refuse_double
from atrium.clients.contacts.lists import PHONES
from atrium.contacts.addresses import LABEL_LONGEST
from atrium.contacts.models import ClientPhone
from atrium.contacts.phones import Phone, read_phone
from atrium.contacts.places import country_code
from atrium.faults import Faults
from atrium.principal import Principal


async def add_client_phone(given: AddClientPhoneInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Add a number; one that the client has already is found again. Answers its id.

    Raises NotFound, InvalidInput with all faults, IdempotencyConflict.
    """

    async def add(act: Act[ClientPhone]) -> ClientPhone:
        faults = Faults()
        phone = _read(faults, given.number, given.country, act.client.country)
        label = read_label(faults, given.label)
        faults.refuse()
        assert phone is not None, "a missing number was refused"
        same = await ClientPhone.get_or_none(client_id=act.client.id, number=phone.number)
        return same or await act.enter({**vars(phone), "label": label})

    return await add_once(PHONES, given, by, idempotency_key, "addClientPhone", add)


async def update_client_phone(given: UpdateClientPhoneInput, by: Principal) -> UUID:
    """Change what is given of a number. Answers its id. Raises NotFound, InvalidInput with all faults, StaleVersion."""
    row_id, client_id = await owner_of(PHONES, given.id)
    wished = given.model_fields_set
    async with act_on(PHONES, client_id, by) as act:
        row = await act.row(row_id)
        faults, values = Faults(), dict[str, str]()
        if "number" in wished:
            phone = _read(faults, given.number, given.country, row.country or act.client.country)
            values |= vars(phone) if phone else {}
        if "label" in wished:
            values["label"] = read_label(faults, given.label)
        if values.get("number", row.number) != row.number:
            double = await ClientPhone.exists(client_id=client_id, number=values["number"])
            refuse_double(faults, "number", double)
        faults.refuse()
        act.expect(given.version)
        await act.alter(row, values)
        if given.make_default:
            await act.prefer(row)
    return row_id


def _read(faults: Faults, number: str | None, country: str | None, otherwise: str) -> Phone | None:
    """The number, in the country given or else in the client's. Notes UNKNOWN_COUNTRY and REQUIRED besides."""
    text = faults.text("country", country, LABEL_LONGEST)
    code = country_code(text) if text else otherwise
    if code is None:
        faults.add("country", "UNKNOWN_COUNTRY", "There is no such country. Give its two letters (ISO 3166-1).")
    phone = read_phone(faults, "number", number, code or "")
    if phone is None and not faults.has("number"):
        faults.add("number", "REQUIRED", "Please fill this in.")
    return phone
