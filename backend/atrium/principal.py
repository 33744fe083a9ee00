"""Who acts.

One value, made once per request by the access room, carried everywhere a permission or an event needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Door(StrEnum):
    """The two entrances to the one schema."""

    STAFF = "staff"
    STORE = "store"


class ActorKind(StrEnum):
    """In whose name something happened."""

    STAFF = "STAFF"
    CLIENT = "CLIENT"
    TOKEN = "TOKEN"  # noqa: S105 - a kind of actor, not a secret
    STAFF_AS_CLIENT = "STAFF_AS_CLIENT"
    PARENT_AS_CHILD = "PARENT_AS_CHILD"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller of one request. `kind` is None for nobody (not signed in).

    `id` is the staff member's, token's or client's; `session_id` the session's that proved it. `permissions` is what
    may be
    done now, already intersected (a token's scopes with its owner's permissions). `address` is the caller's network
    address.
    """

    kind: ActorKind | None
    id: UUID | None = None
    name: str = ""
    permissions: frozenset[str] = frozenset()
    door: Door = Door.STAFF
    session_id: UUID | None = None
    address: str = ""

    @property
    def is_nobody(self) -> bool:
        return self.kind is None

    def may(self, permission: str) -> bool:
        return permission in self.permissions


SYSTEM = Principal(kind=ActorKind.SYSTEM, name="Atrium")


def nobody(door: Door, address: str = "") -> Principal:
    """The caller who has not signed in."""
    return Principal(kind=None, door=door, address=address)
