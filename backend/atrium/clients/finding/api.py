"""The door to finding: one field for the search that stands everywhere in the dashboard."""

from __future__ import annotations

import inspect
from uuid import UUID

import strawberry

from atrium.clients.api import Client
from atrium.clients.finding import queries
from atrium.graph.answers import Companions, answers, refers
from atrium.graph.fields import query
from atrium.graph.paging import checked_size

strawberry.enum(queries.MatchRule, description=inspect.getdoc(queries.MatchRule))


@answers(needs="client.read")
class ClientMatch:
    """A client that a search has found, what of it matched, and that text as it is written there."""

    rule: queries.MatchRule
    text: str
    client_id: strawberry.Private[UUID]
    companions: strawberry.Private[Companions]
    client: Client | None = refers("Client", by="client_id", among="companions")


@query(needs="client.read")
async def search_clients(term: str, first: int = 10) -> list[ClientMatch]:
    """The clients that the list's search finds too, the likeliest first: an exact number or address, names that begin
    so, then the newest.
    """
    found = await queries.find(term, checked_size(first, "first"))
    companions = Companions([one.client_id for one in found])
    return [ClientMatch(rule=one.rule, text=one.text, client_id=one.client_id, companions=companions) for one in found]
