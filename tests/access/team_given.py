"""Groups, invitations and callers for the tests about who works here."""

from __future__ import annotations

from atrium.access.models import Staff, StaffGroup
from atrium.access.staff import ensure_presets
from atrium.access.team.inputs import InviteStaffInput
from atrium.access.team.invitations import invite_staff
from atrium.principal import Principal
from tests.access.given import a_principal, a_staff


async def group_id(name: str) -> str:
    """The id of a group that comes with Atrium, or of one that was made."""
    await ensure_presets()
    return str((await StaffGroup.get(name=name)).id)


async def an_administrator(name: str = "Ada King") -> Principal:
    return await a_principal(await a_staff(name))


async def a_manager() -> Principal:
    """Someone who manages staff and reads clients, and may do nothing else."""
    await StaffGroup.create(name="Managers", permissions=["staff.manage", "client.read"])
    return await a_principal(await a_staff("Mary Manager", group="Managers"))


async def an_invited(email: str = "new@example.org", *groups: str, by: Principal | None = None) -> Staff:
    """Someone who has been invited and has not accepted yet."""
    ids = [await group_id(name) for name in groups or ("Support",)]
    given = InviteStaffInput(email=email, name="Nora New", group_ids=ids)
    return await Staff.get(id=await invite_staff(given, by or await an_administrator()))
