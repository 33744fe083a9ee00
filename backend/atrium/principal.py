"""Who acts.

One value, made once per request by the access room, carried everywhere a permission or an event needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

PROOF_HOLDS = timedelta(minutes=10)
"""How long after a proof of who they are staff may do grave things."""


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


IN_AN_ACCOUNT = frozenset({ActorKind.CLIENT, ActorKind.STAFF_AS_CLIENT, ActorKind.PARENT_AS_CHILD})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is written down for an act."""

    kind: ActorKind
    id: UUID | None
    name: str


@dataclass(frozen=True, slots=True)
class Impersonating:
    """Somebody acting in a client's account: staff, or the account it belongs to.

    `id` is the impersonation's, `mode` one of VIEW, ORDER, FULL (what it may do), `by` who really acts.
    """

    id: UUID
    mode: str
    by: Actor


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller of one request. `kind` is None for nobody (not signed in).

    `id` is the staff member's, token's or client's; `session_id` the session's that proved it. `permissions` is what
    may be done now, already intersected (a token's scopes with its owner's permissions). `address` is the caller's
    network address. `proved_at` is when a signed-in staff member last proved who they are: by signing in, or by
    stepping up. Where somebody else acts in a client's account, `id` and `name` are the client's all the same, and
    `impersonating` tells who does.
    """

    kind: ActorKind | None
    id: UUID | None = None
    name: str = ""
    permissions: frozenset[str] = frozenset()
    door: Door = Door.STAFF
    session_id: UUID | None = None
    address: str = ""
    proved_at: datetime | None = None
    impersonating: Impersonating | None = None

    @property
    def client_id(self) -> UUID | None:
        """Whose account is open at the store's door: the client's own session, or somebody acting in it."""
        return self.id if self.kind in IN_AN_ACCOUNT else None

    @property
    def actor(self) -> Actor:
        """Who is to be written down for what is done now: the person who really acts."""
        return self.impersonating.by if self.impersonating else Actor(self.kind or ActorKind.SYSTEM, self.id, self.name)

    @property
    def on_behalf_of(self) -> Actor | None:
        """In whose name the actor acts, where that is another."""
        return Actor(ActorKind.CLIENT, self.id, self.name) if self.impersonating else None

    @property
    def is_nobody(self) -> bool:
        return self.kind is None

    def is_fresh(self, moment: datetime) -> bool:
        """Whether the caller may do grave things without another proof. Tokens may: their scopes decide."""
        if self.kind is not ActorKind.STAFF:
            return True
        return self.proved_at is not None and moment < self.proved_at + PROOF_HOLDS

    def may(self, permission: str) -> bool:
        return permission in self.permissions


SYSTEM = Principal(kind=ActorKind.SYSTEM, name="Atrium")


def nobody(door: Door, address: str = "") -> Principal:
    """The caller who has not signed in."""
    return Principal(kind=None, door=door, address=address)
