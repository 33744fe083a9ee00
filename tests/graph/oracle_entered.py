"""Who is or was in the accounts of the store that the oracle reads, and which of that counts, in plain Python."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from atrium.access import sessions
from atrium.access.models import StaffSession
from atrium.clients.signing_in.models import ClientSession
from atrium.columns import moment_text, now
from atrium.family.models import FamilyAccess, FamilyLink
from atrium.impersonation.api import NEWEST_FIRST
from atrium.impersonation.models import Impersonation, ImpersonationKind, ImpersonationMode
from atrium.impersonation.queries import ENDING_ACTS
from atrium.principal import ActorKind
from tests.graph.oracle_chance import TODAY
from tests.graph.oracle_pages import connection
from tests.graph.oracle_row import Row

if TYPE_CHECKING:
    from tests.graph.oracle import Oracle
    from tests.graph.oracle_population import Population
    from tests.graph.oracle_store import Store


async def entered(made: Population) -> None:
    """Some count still at the moment at which the examples ask, some do not, for one reason or another."""
    found = await StaffSession.all().order_by("id")
    opened = {one.client_id: one.id for one in await ClientSession.all().order_by("id")}
    by_staff = [_one(made, made.chance.choice(found)) for _ in range(3 * len(made.clients))]
    by_parents = [_by_parent(made, one, opened) for one in await FamilyLink.all().order_by("id")]
    await Impersonation.bulk_create([*by_staff, *by_parents])


def _by_parent(made: Population, link: FamilyLink, opened: dict[UUID, UUID]) -> Impersonation:
    begun = TODAY + made.chance.choice([timedelta(minutes=one) for one in (-30, 20, 40)])
    return Impersonation(
        id=made.id(),
        kind=ImpersonationKind.PARENT,
        parent_id=link.parent_id,
        session_id=opened.get(link.parent_id) or made.id(),
        actor_name="Zoë L.",
        client_id=link.child_id,
        mode=made.chance.choice(list(ImpersonationMode)),
        created_at=begun,
        code_expires_at=begun + timedelta(minutes=1),
        redeemed_at=begun,
        expires_at=begun + timedelta(hours=1),
    )


def _one(made: Population, session: StaffSession) -> Impersonation:
    key, begun = made.id(), TODAY + made.chance.choice([timedelta(minutes=one) for one in (-30, 20, 40, 59)])
    ended = begun if made.maybe(0.1) else None
    return Impersonation(
        id=key,
        staff_id=session.staff_id,
        session_id=session.id,
        actor_name='Sam "S"',
        client=made.chance.choice(made.clients),
        mode=made.chance.choice(list(ImpersonationMode)),
        reason="because “so”\nand so",
        created_at=begun,
        code_expires_at=begun + timedelta(minutes=1),
        redeemed_at=begun if made.maybe(0.8) else None,
        expires_at=begun + timedelta(hours=1),
        ended_at=ended,
        ended_kind=ended and ActorKind.STAFF,
        ended_id=made.id() if ended and made.maybe() else None,
        ended_name="Zoë" if ended else None,
    )


async def impersonations(oracle: Oracle, given: dict[str, Any]) -> Any:
    seen = await oracle.visible(oracle.store.all("Impersonation"))
    wanted, client = given.get("isLive"), given.get("clientId")
    found = [
        row
        for row in seen
        if wanted in (None, counts(oracle.store, row)) and (client is None or row["client_id"] == client.lower())
    ]
    return connection(found, NEWEST_FIRST, given, 50)


def counts(store: Store, row: Row) -> bool:
    """Whether it counts now: every ending there is, one after the other."""
    moment = moment_text(now())
    if row["ended_at"] or row["expires_at"] <= moment or not (row["redeemed_at"] or row["code_expires_at"] > moment):
        return False
    if store.tables["client"][row["client_id"]]["status"] not in ("ACTIVE", "UNVERIFIED"):
        return False
    since = [one for one in store.of_client("event", row_of_client(row)) if one["at"] >= row["created_at"]]
    if any(one["action"] in ENDING_ACTS for one in since):
        return False
    if row["kind"] == "PARENT":
        return _parent_may(store, row, moment)
    return _session_counts(store, row["session_id"], moment) and _may(store, row)


def _parent_may(store: Store, row: Row, moment: str) -> bool:
    session = store.tables["client_session"].get(row["session_id"])
    if not session or session["ended_at"] or session["expires_at"] <= moment:
        return False
    if session["client_id"] != row["parent_id"] or store.tables["client"][row["parent_id"]]["status"] != "ACTIVE":
        return False
    ranks = [one.value for one in FamilyAccess]
    return any(
        ranks.index(link["access"]) >= ranks.index(row["mode"])
        for link in store.tables["family_link"].values()
        if (link["child_id"], link["parent_id"], link["ended_at"]) == (row["client_id"], row["parent_id"], None)
        and link["linked_at"] <= row["created_at"]
    )


def row_of_client(row: Row) -> Row:
    return Row("Client", {"id": row["client_id"]})


def _session_counts(store: Store, key: str, moment: str) -> bool:
    session = store.tables["staff_session"][key]
    idle = moment_text(now() - sessions.IDLE)
    return session["ended_at"] is None and session["expires_at"] > moment and session["seen_at"] > idle


def _may(store: Store, row: Row) -> bool:
    if store.tables["staff"][row["staff_id"]]["disabled_at"]:
        return False
    groups = [
        one["group_id"] for one in store.tables["staff_membership"].values() if one["staff_id"] == row["staff_id"]
    ]
    granted = {name for key in groups for name in _permissions(store.tables["staff_group"][key])}
    return bool(granted & {"client.impersonate", *(["order.place"] if row["mode"] == "ORDER" else [])})


def _permissions(group: dict[str, Any]) -> list[str]:
    kept = group["permissions"]
    return json.loads(kept) if isinstance(kept, str) else kept
