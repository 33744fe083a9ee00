"""A client's postal addresses. The default one's country is the client's."""

from __future__ import annotations

from uuid import UUID

from atrium.clients.contacts.acts import Act, act_on, add_once, owner_of
from atrium.clients.contacts.inputs import AddClientAddressInput, UpdateClientAddressInput
from atrium.clients.contacts.labels import alike, refuse_double
from atrium.clients.contacts.lists import ADDRESSES
from atrium.contacts.addresses import Address, read_address
from atrium.contacts.inputs import AddressInput
from atrium.contacts.models import ClientAddress
from atrium.faults import Faults
from atrium.principal import Principal

COMPARED = ("line1", "line2", "city", "region", "postcode", "country")


async def add_client_address(given: AddClientAddressInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Add an address; one that the client has already, whatever its label, is found again. Answers its id.

    Raises NotFound, InvalidInput with all faults, IdempotencyConflict.
    """

    async def add(act: Act[ClientAddress]) -> ClientAddress:
        faults = Faults()
        address = _read(faults, given.address)
        faults.refuse()
        same = next((row for row in await act.rows() if _place(row) == _place(address)), None)
        return same or await act.enter(vars(address))

    return await add_once(ADDRESSES, given, by, idempotency_key, "addClientAddress", add)


async def update_client_address(given: UpdateClientAddressInput, by: Principal) -> UUID:
    """Write an address anew. Answers its id. Raises NotFound, InvalidInput with all faults, StaleVersion."""
    row_id, client_id = await owner_of(ADDRESSES, given.id)
    async with act_on(ADDRESSES, client_id, by) as act:
        row = await act.row(row_id)
        faults = Faults()
        address = _read(faults, given.address)
        others = [_place(one) for one in await act.rows() if one.id != row_id]
        refuse_double(faults.within("address"), "line1", _place(address) in others)
        faults.refuse()
        act.expect(given.version)
        await act.alter(row, vars(address))
        if given.make_default:
            await act.prefer(row)
    return row_id


def _read(faults: Faults, given: AddressInput) -> Address:
    address = read_address(faults.within("address"), given)
    assert address is not None, "an address was given"
    return address


def _place(address: Address | ClientAddress) -> tuple[str, ...]:
    """What makes two addresses the same place."""
    return tuple(alike(getattr(address, part)) for part in COMPARED)
