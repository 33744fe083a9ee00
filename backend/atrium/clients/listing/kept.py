"""A ClientFilter that was kept for later: of a saved view, of a job over all that match."""

from __future__ import annotations

from typing import Any

from atrium import database
from atrium.clients.listing.filter import CLIENT_FILTER, standing_rule, visible
from atrium.graph.kept import Kept, revived
from atrium.graph.reading.dialects import dialect_named
from atrium.graph.reading.sql import TRUE, Sql, all_of
from atrium.principal import Principal


async def kept_filter(document: Any) -> Kept:
    """The filter as it can be used now; `gone` says what it names that is no longer there, the rest still holds.

    `document` is JSON as a GraphQL variable would give it. Raises BadUserInput for what is no filter, or too long.
    """
    return await revived(CLIENT_FILTER, document)


def matching(kept: Kept, principal: Principal) -> Sql:
    """The condition (about `{t}`) for the clients that the list shows this caller for the same filter.

    Raises Forbidden where it names deleted clients, and the caller may not see them.
    """
    predicate = CLIENT_FILTER.predicate(kept.given, dialect_named(database.dialect()))
    return all_of([standing_rule(kept.given, principal), visible(principal) or TRUE, predicate])
