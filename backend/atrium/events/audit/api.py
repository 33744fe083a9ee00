"""The door to the audit log: what happened that concerns no client, for who watches over the house."""

from __future__ import annotations

from datetime import datetime

import strawberry

from atrium.events import models
from atrium.events.api import Actor, Change, of_actions
from atrium.graph.fields import page_of
from atrium.graph.reading.declare import Arguments, column, many, part, reads
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.filters import uuid_or_none
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import FALSE, TRUE, Sql, all_of
from atrium.principal import Principal


def of_the_house(principal: Principal) -> Sql:
    """What happened to clients is in their timelines and in `events`."""
    return Sql("{t}.client_id IS NULL")


@reads("event", needs="audit.read", model=models.Event, rows=of_the_house)
class AuditEntry:
    """Something that was done in the house: who, when, what, before and after, why. Entries are never changed."""

    id: strawberry.ID = column()
    at: datetime = column()
    action: str = column()
    actor: Actor = part(
        "Actor", kind=column("{t}.actor_kind"), id=column("{t}.actor_id"), name=column("{t}.actor_name")
    )
    changes: list[Change] = many("Change", on="TRUE", order="{t}.place", limit=None)
    reason: str = column(doc='Why. Of an act about a staff member, whom it concerned: "Ada King <ada@example.org>".')


NEWEST_FIRST = fixed("audit", Key("{t}.at", Kind.MOMENT))


@page_of(
    "AuditEntry",
    needs="audit.read",
    orders=NEWEST_FIRST,
    arguments={"actions": lambda: list[str], "actorId": lambda: strawberry.ID},
)
def audit_log(arguments: Arguments, principal: Principal) -> Sql:
    """What happened in the house, newest first: sign-ins, API tokens, staff, groups, settings.

    `actorId`: only what this staff member or token did.
    """
    return all_of([of_actions(arguments), by_actor(arguments.get("actorId"))])


def by_actor(given: str | None) -> Sql:
    """The events of one who acts."""
    if given is None:
        return TRUE
    key = uuid_or_none(given)
    return FALSE if key is None else Sql("{t}.actor_id = ?uuid", (key,))
