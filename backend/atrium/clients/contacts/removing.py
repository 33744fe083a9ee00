"""What is alike for every list: another default, and taking an entry away."""

from __future__ import annotations

from uuid import UUID

from atrium.clients.contacts.acts import Act, ContactList, M, act_on, owner_of
from atrium.clients.contacts.inputs import MakeDefaultClientContactInput, RemoveClientContactInput
from atrium.errors import Fault, InvalidInput
from atrium.ids import Id
from atrium.principal import Principal


async def make_default(of: ContactList[M], given: MakeDefaultClientContactInput, by: Principal) -> UUID:
    """Make an entry the default of its list; the old one ceases to be. Answers its id.

    Raises NotFound, StaleVersion.
    """
    row_id, client_id = await owner_of(of, given.id)
    async with act_on(of, client_id, by) as act:
        row = await act.row(row_id)
        act.expect(given.version)
        await act.prefer(row)
    return row_id


async def remove(of: ContactList[M], given: RemoveClientContactInput, by: Principal) -> UUID:
    """Take an entry away. Answers its client's id.

    The default is followed by the entry that was named, else by the oldest. Raises NotFound, InvalidInput (the next is
    none of the list's), StaleVersion, and Blocked for the company that alone names its client.
    """
    row_id, client_id = await owner_of(of, given.id)
    async with act_on(of, client_id, by) as act:
        row = await act.row(row_id)
        heir = await heir_of(act, row, given.next_default_id)
        act.expect(given.version)
        await drop(act, row, heir)
    return client_id


async def heir_of(act: Act[M], row: M, next_id: Id | None) -> M | None:
    """The entry that was named to follow another. Raises InvalidInput."""
    if next_id is None:
        return None
    heir = next((one for one in await act.rows() if str(one.pk) == str(next_id).lower() and one.pk != row.pk), None)
    if heir is None:
        message = "There is no such entry in this list. Choose another one."
        raise InvalidInput.of([Fault(("nextDefaultId",), "UNKNOWN_ENTRY", message)])
    return heir


async def drop(act: Act[M], row: M, heir: M | None) -> None:
    """Take the entry away, after the heir has taken its place if it was the default."""
    if heir is not None and row.is_default:
        await act.prefer(heir)
    await act.drop(row)
