"""What happened, for integrators who follow it and for a client's timeline."""

from __future__ import annotations

from datetime import datetime

import strawberry

from atrium.events import models
from atrium.graph.fields import page_of
from atrium.graph.permits import SIGNED_IN
from atrium.graph.reading.declare import Arguments, column, many, part, reads
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import TRUE, Sql, all_of
from atrium.principal import ActorKind, Principal

strawberry.enum(ActorKind, description="In whose name something happened.")

KEPT_BACK: dict[str, str] = {}
"""What some acts tell needs a permission beside event.read: by action, which. Higher rooms enter theirs."""


@reads("event", needs=SIGNED_IN)
class Actor:
    """Who did something. Whatever leads here has a permission of its own."""

    kind: ActorKind = column()
    id: strawberry.ID | None = column()
    name: str = column()


@reads(
    {
        "postgres": "(SELECT value, place FROM jsonb_array_elements({parent}.changes) WITH ORDINALITY e(value, place))",
        "sqlite": "(SELECT value, key AS place FROM json_each({parent}.changes))",
    },
    needs=SIGNED_IN,
)
class Change:
    """One field that an act changed. Whatever leads here has a permission of its own."""

    field: str = column("{t}.value ->> 'field'")
    before: strawberry.scalars.JSON | None = column(
        {"postgres": "({t}.value -> 'before')::text", "sqlite": "({t}.value -> '$.before')"}
    )
    after: strawberry.scalars.JSON | None = column(
        {"postgres": "({t}.value -> 'after')::text", "sqlite": "({t}.value -> '$.after')"}
    )


def about_clients(principal: Principal) -> Sql:
    """What happened among staff is no client's, and not in these lists; nor is what an act tells to few alone."""
    hidden = sorted(action for action, permission in KEPT_BACK.items() if not principal.may(permission))
    others = f" AND {{t}}.action NOT IN ({', '.join(map(repr, hidden))})" if hidden else ""
    return Sql(f"{{t}}.client_id IS NOT NULL{others}")


@reads("event", needs="event.read", model=models.Event, rows=about_clients)
class Event:
    """One fact: who, when, what, before and after, why. Facts are never changed."""

    id: strawberry.ID = column()
    at: datetime = column()
    action: str = column()
    actor: Actor = part(
        "Actor", kind=column("{t}.actor_kind"), id=column("{t}.actor_id"), name=column("{t}.actor_name")
    )
    on_behalf_of: Actor | None = part(
        "Actor",
        absent="{t}.behalf_kind IS NULL",
        kind=column("{t}.behalf_kind"),
        id=column("{t}.behalf_id"),
        name=column("{t}.behalf_name"),
    )
    changes: list[Change] = many("Change", on="TRUE", order="{t}.place", limit=None)
    reason: str = column()
    client_id: strawberry.ID = column("{t}.client_id")


IN_PLACE = fixed("feed", Key("{t}.place", Kind.INT), direction="ASC")
NEWEST_FIRST = fixed("timeline", Key("{t}.at", Kind.MOMENT))


def of_actions(arguments: Arguments) -> Sql:
    """The events whose action is among those asked for."""
    names: list[str] | None = arguments.get("actions")
    if names is None:
        return TRUE
    return Sql(f"{{t}}.action IN ({', '.join(['?text'] * len(names))})", tuple(names)) if names else Sql("FALSE")


@page_of("Event", needs="event.read", orders=IN_PLACE, arguments={"actions": lambda: list[str]})
def events(arguments: Arguments, principal: Principal) -> Sql:
    """What happened to clients, for programs that follow it: keep `endCursor` and ask again.

    In the order in which it came to be seen, a moment after it happened: an act that was long under way comes after
    those that were done sooner, and none is ever skipped.
    """
    return all_of([Sql("{t}.place IS NOT NULL"), of_actions(arguments)])
