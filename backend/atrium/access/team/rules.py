"""What holds for every act about staff: nobody is raised above the one who acts, and an administrator stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from atrium import database
from atrium.access.models import Staff, StaffGroup, StaffMembership
from atrium.access.permissions import ADMINISTRATOR, PERMISSIONS
from atrium.errors import Blocked, Hindrance, NotFound
from atrium.faults import Faults
from atrium.ids import Id, as_id
from atrium.principal import ActorKind, Principal

REASON_LONGEST = 1000


async def hold_administrators() -> None:
    """Let only one act at a time decide who may do what: two could otherwise remove each other."""
    await database.execute("UPDATE staff_group SET is_preset = is_preset WHERE name = $1", ADMINISTRATOR)


async def refuse_last_administrator(staff_id: UUID) -> None:
    """Raises Blocked (LAST_ADMINISTRATOR) where nobody else could let anyone in: the invited and disabled cannot."""
    in_office = StaffMembership.filter(
        group__name=ADMINISTRATOR, staff__disabled_at__isnull=True, staff__invited_at__isnull=True
    )
    if await in_office.filter(staff_id=staff_id).exists() and not await in_office.exclude(staff_id=staff_id).exists():
        raise blocked("LAST_ADMINISTRATOR", "This is the last administrator: nobody could let anyone in any more.")


async def member(id: Id | UUID, by: Principal) -> Staff:
    """The staff member, whom the caller may change.

    Raises NotFound; Blocked (ABOVE_YOU) for someone who may do what the caller may not.
    """
    person = await Staff.get_or_none(id=as_id(id))
    if person is None:
        raise NotFound
    if not is_within(await permissions_of(person.id), by):
        raise blocked("ABOVE_YOU", "This person may do more than you. Ask an administrator.")
    return person


async def permissions_of(staff_id: UUID) -> set[str]:
    """What the groups of a staff member allow."""
    return permissions_in(await StaffGroup.filter(memberships__staff_id=staff_id))


def permissions_in(groups: Iterable[StaffGroup]) -> set[str]:
    """What several groups allow together; what this version does not know counts for nothing."""
    return {name for group in groups for name in group.permissions if name in PERMISSIONS}


def is_within(permissions: Iterable[str], by: Principal) -> bool:
    """Whether the caller may do all of this, too."""
    return by.kind is ActorKind.SYSTEM or all(by.may(permission) for permission in permissions)


async def chosen_groups(given: Sequence[Id], kept: Iterable[UUID], by: Principal, faults: Faults) -> list[StaffGroup]:
    """The groups of these ids. Those in `kept` are had already, so they are not given by the caller.

    Notes at `groupIds`: REQUIRED, UNKNOWN_GROUP, NOT_YOURS_TO_GIVE.
    """
    if not given:
        faults.add("groupIds", "REQUIRED", "Choose at least one group.")
    known = {str(group.id): group for group in await StaffGroup.all()}
    held, found = set(kept), []
    for place, one in enumerate(given):
        group = known.get(str(one).lower())
        if group is None:
            faults.add(("groupIds", str(place)), "UNKNOWN_GROUP", "There is no such group.")
        elif group.id not in held and not is_within(permissions_in([group]), by):
            faults.add(
                ("groupIds", str(place)), "NOT_YOURS_TO_GIVE", "This group may do more than you: you cannot give it."
            )
        elif group not in found:
            found.append(group)
    return found


def about(person: Staff, reason: str = "") -> str:
    """Whom an act among staff concerned, and why: events about staff name them in their reason."""
    return f"{person.name} <{person.email}>{': ' if reason else ''}{reason}"


def blocked(code: str, message: str, count: int = 1) -> Blocked:
    """A refusal with one blocker."""
    return Blocked(message, blockers=(Hindrance(code, message, count),))
